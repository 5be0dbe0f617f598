"""Tables whose lines were taken for rows of their own: nothing that was read of them is sure."""

from __future__ import annotations

from collections.abc import Sequence

from records.readings import TableRow

WITHOUT_AMOUNT = 0.3
"""So large a share of rows, two at least, that print no amount are the upper or lower lines of others."""


def is_torn(rows: Sequence[TableRow], key: str | None) -> bool:
    """Whether the lines of the rows were taken for rows of their own, as those without an amount tell."""
    bare = sum(1 for row in rows if not any(it.unit == "INR" for it in row.fields.values()))
    return key is not None and bare >= 2 and bare >= WITHOUT_AMOUNT * len(rows)
