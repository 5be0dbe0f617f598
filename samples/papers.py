"""A printed paper and the truth about it, in the words of `appraisal.json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from samples.facts import Claim
from samples.print_forms import paisa

AMOUNTS = frozenset(
    [
        "proposed_investment",
        "total_amount",
        "amount",
        "basic",
        "freight",
        "gst",
        "taxable_value",
        "tax",
        "total",
        "rate",
        "total_taxable_value",
        "entity_revenue",
        "group_revenue",
        "total_gmr",
        "revenue",
        "value",
        "amount_claimed",
        "opex_claimed",
    ]
)
"""Fields that hold rupees, and are written with two decimals."""

Said = str | list[str]
Row = Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as a file, with what a faultless reader would read from it.

    Attributes:
        family: the layout family, by the name of the hand that printed it.
        quality: digital, scan_good or scan_poor.
        fields: only what is printed on the paper.
    """

    document_type: str
    family: str
    content: bytes
    fields: Mapping[str, Said]
    tables: Mapping[str, tuple[Row, ...]]
    quality: str = "digital"
    suffix: str = ".pdf"


Hand = Callable[[Claim, Random], Paper]


def said(name: str, value: Any) -> Said:
    """A value as `appraisal.json` writes it: rupees with two decimals, other numbers plainly, days as ISO."""
    match value:
        case Decimal():
            return format(paisa(value), "f") if name in AMOUNTS else format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case list() | tuple():
            return [str(it) for it in value]
        case _:
            return str(value)


def printed(values: Mapping[str, Any]) -> dict[str, Said]:
    """The fields that have a value, as `appraisal.json` writes them."""
    return {name: said(name, value) for name, value in values.items() if value is not None}


def rows(lines: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    """Table rows as `appraisal.json` writes them."""
    return tuple(printed(line) for line in lines)
