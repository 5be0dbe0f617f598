"""Digital signatures of a PDF: whether what was signed is what is there, and whose name the certificate bears.

Offline: no revocation list is fetched. Whether a certificate leads to a root of the Controller of Certifying
Authorities can be told only where those roots are given.
"""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap
from pathlib import Path

from records.readings import Signature

ROOTS = "PARAKH_ROOTS"
MARK = b"/ByteRange"
"""What every signed PDF holds in the open: without it there is nothing to check."""

HEAD = 1024
"""Within so many bytes a PDF says that it is one."""


def read_signatures(path: Path) -> tuple[Signature, ...]:
    """The digital signatures of a PDF, in the order in which they were made; none where it bears none.

    A signature that cannot be taken apart is reported with `intact` None. Certificates to trust are those of the folder
    that the environment variable PARAKH_ROOTS names; without it, `trusted` is None.
    """
    if not _is_marked(path):
        return ()
    # pyHanko takes half a second to import, and few papers are signed
    from extractors.signed import check, roots_in

    roots = os.environ.get(ROOTS)
    return check(path, roots_in(Path(roots)) if roots else ())


def _is_marked(path: Path) -> bool:
    if not path.is_file() or not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content[:HEAD].find(b"%PDF") >= 0 and content.find(MARK) >= 0
