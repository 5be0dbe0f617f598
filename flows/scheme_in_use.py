"""The scheme as it is in use here: where an office has adopted an amended pack, every command goes by it."""

from __future__ import annotations

import os
from pathlib import Path

from reference import DEFAULT_SCHEME, Scheme, load_scheme

PACKS = "schemes"
"""Where an office keeps the packs that it has adopted, by scheme."""


def pack_of(home: Path, scheme: str) -> Path | None:
    """The folder of the pack that an office has adopted, None where it judges by what the program brings."""
    folder = home / PACKS / scheme
    return folder if (folder / "scheme.yaml").exists() else None


def adopted_here(scheme: str = DEFAULT_SCHEME, home: Path | None = None) -> Path | None:
    """The pack's folder that the office in `home`, PARAKH_HOME or `parakh-office` has adopted; None without one."""
    return pack_of(home or Path(os.environ.get("PARAKH_HOME") or "parakh-office"), scheme)


def scheme_in_use(scheme: str = DEFAULT_SCHEME, home: Path | None = None) -> Scheme:
    """The scheme by which this office judges, and by which the program does where there is no office.

    Raises:
        ReferenceMistake: if its files have a mistake.
    """
    return load_scheme(adopted_here(scheme, home), scheme)
