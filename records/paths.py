"""Field paths as findings and decisions cite them: `total_amount`, `items[4].amount`, `items[4]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATH = re.compile(r"^(?P<table>[^\[\].]+)\[(?P<index>\d+)\](?:\.(?P<column>.+))?$")


@dataclass(frozen=True, slots=True)
class Path:
    """A path taken apart; `table` is empty for a field of the document itself, `column` for a whole row."""

    table: str
    index: int
    column: str


def take_apart(path: str) -> Path:
    """`items[4].amount` → table items, index 4, column amount; `total_amount` → column total_amount."""
    if found := _PATH.match(path):
        return Path(found["table"], int(found["index"]), found["column"] or "")
    return Path("", 0, path)
