"""Tables whose lines were taken for rows of their own, or two for one: nothing that was read of them is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.tables.events import Event
from records.readings import TableRow

WITHOUT_AMOUNT = 0.3
"""So large a share of rows, two at least, that print no amount are the upper or lower lines of others."""


def is_torn(rows: Sequence[TableRow], key: str | None) -> bool:
    """Whether the lines of the rows were taken for rows of their own, as those without an amount tell."""
    bare = sum(1 for row in rows if not any(it.unit == "INR" for it in row.fields.values()))
    return key is not None and bare >= 2 and bare >= WITHOUT_AMOUNT * len(rows)


_FLUSH = re.compile(r"[A-Za-z]{3,}[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]+)?(?!\w)")


def swallows_figure(events: Iterable[Event]) -> bool:
    """Whether the words of a row end in a figure without a space, which its own column lacks: "equipment3,600"."""
    texts = (cell.text for event in events for cell in event.cells.values() if cell.column.kind in ("text", "party"))
    return any(_FLUSH.search(text) for text in texts)
