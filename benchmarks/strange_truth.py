"""What a table of the strange papers is made of: columns with their headings, rows as true and as printed, money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from samples import print_forms

LAKH, CRORE = print_forms.LAKH, print_forms.CRORE
UNITS = {LAKH: " lakh", CRORE: " crore"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a paper: the name that the truth has for it, and the headings it may be printed under."""

    name: str
    usual: tuple[str, ...]
    strange: tuple[str, ...] = ()
    figures: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the truth, as printed, the heading it may stand under, and as a sentence of a list."""

    truth: Mapping[str, Any]
    printed: Mapping[str, str]
    group: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """How a paper prints amounts: what it divides them by, what it says of that, and the form of the figures."""

    scale: Decimal
    said: str
    places: int
    western: bool = False
    before: str = ""
    after: str = ""

    def printed(self, amount: Decimal) -> str:
        """An amount in rupees as the paper prints it."""
        scaled = abs(amount) / self.scale
        figures = (print_forms.western if self.western else print_forms.grouped)(scaled, self.places)
        return f"({self.before}{figures})" if amount < 0 else f"{self.before}{figures}{self.after}"

    def spoken(self, amount: Decimal) -> str:
        """An amount as a sentence has it."""
        return f"Rs. {self.printed(amount).removeprefix(self.before)}{UNITS.get(self.scale, '')}"

    def exact(self, amount: Decimal) -> Decimal:
        """The amount as exactly as it can be printed."""
        least = Decimal(1000) if self.scale != 1 else Decimal(1) if not self.places else Decimal("0.01")
        return (amount / least).quantize(Decimal(1)) * least


@dataclass(frozen=True, slots=True)
class Matter:
    """What a paper holds, before anybody decides how it looks.

    Attributes:
        summed: the columns that the paper adds up.
        together: headings that may stand over several columns.
        unit: what a line over the table says of all its quantities.
    """

    document_type: str
    table: str
    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    money: Money | None = None
    summed: Sequence[str] = ()
    together: Sequence[tuple[str, tuple[str, ...]]] = ()
    unit: str = ""


@cache
def words() -> Mapping[str, Any]:
    """What papers print, by kind of table."""
    read: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("strange_tables.yaml").read_text())
    return read


def column_of(
    table: str, name: str, *, of: str = "", figures: bool = False, money: bool = False, unit: str = ""
) -> Column:
    """A column with its headings, which `of` another name may have; `unit` stands behind each."""
    headings = words()[table][of or name]
    usual, strange = (tuple(it + unit for it in headings.get(kind, ())) for kind in ("usual", "strange"))
    return Column(name, usual, strange, figures or money, money)


def how_paid(rng: Random) -> Money:
    """How one paper prints its amounts."""
    scale, said = rng.choice(
        [(Decimal(1), "")] * 4
        + [(Decimal(1), "Rs."), (Decimal(1), "INR"), (LAKH, "Rs. in lakh"), (LAKH, "Rs. Lacs")]
        + [(CRORE, "Rs. in Crore"), (CRORE, "Rs. Cr.")]
    )
    if scale != 1:
        return Money(scale, said, 2 if scale == LAKH else 4)
    styles = (
        Money(scale, said, 2),
        Money(scale, said, 2),
        Money(scale, said, 0),
        Money(scale, said, 0, after="/-"),
        Money(scale, "", 2, before="Rs. "),
        Money(scale, said, 2, western=True),
    )
    return rng.choice(styles)


def without(rng: Random, columns: Sequence[Column], **shares: float) -> list[Column]:
    """The columns less those that so many papers leave out."""
    gone = {name for name, share in shares.items() if rng.random() < share}
    return [column for column in columns if column.name not in gone]


def sometimes(rng: Random, share: float, *columns: Column) -> Sequence[Column]:
    """The columns in so large a share of papers, else none."""
    return columns if rng.random() < share else ()
