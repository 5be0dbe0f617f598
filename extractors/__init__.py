"""File → pages of words → document type → typed fields with evidence.

`read_document` is all that other rooms need: it takes a path and gives a `DocumentReading`, whatever the file is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.read import read_document

__all__ = ["read_document"]


def __getattr__(name: str) -> Any:
    """Loads the reading of fields only for who asks for it: processes that read pages alone start in half the time."""
    if name == "read_document":
        from extractors.read import read_document

        return read_document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
