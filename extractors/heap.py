"""The memory of a page's pictures is kept for those of the next page, where the C library lets it be chosen (glibc).

A page takes dozens of pictures of 4 to 12 MB. By default each is given back to the system and asked for again, which
clears it each time: a fortieth of the time of a scan. The most memory that a process holds stays the same.
"""

from __future__ import annotations

import contextlib
import ctypes
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""What mallopt(3) calls them."""

LARGEST_PICTURE = 32 * 1024**2
"""Bytes: what is larger is given back at once. glibc takes no more here."""

KEPT_FREE = 64 * 1024**2
"""Bytes at the end of the heap that are kept although they are free."""


@cache
def keeps_memory_of_pictures() -> bool:
    """Whether freed memory of pictures is kept from now on; what else a process reads is not worth it."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # no glibc: musl, macOS, Windows
        mallopt = ctypes.CDLL(None).mallopt
        return bool(mallopt(M_MMAP_THRESHOLD, LARGEST_PICTURE) and mallopt(M_TRIM_THRESHOLD, KEPT_FREE))
    return False
