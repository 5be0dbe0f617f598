"""Plain rows: rows of a long table whose every cell says one thing at once, and what their columns make of it.

A plain row is read by what is known of its columns, and its fields are made only when somebody asks for them. What the
fields say is what the general reader says: cells of words go through the same functions, once for each distinct text;
figures are plain if they have one admissible reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from extractors.cite import Source
from extractors.tables.cell_invoices import date_fields, hsn_fields, invoice_fields
from extractors.tables.cell_parties import gstin_fields, party_fields
from extractors.tables.cell_quantities import quantity_fields, rate_fields, rate_readings
from extractors.tables.cell_units import unit_in_heading
from extractors.tables.cell_words import text_fields
from extractors.tables.cells import Maker
from extractors.tables.dittos import REPEATED, is_ditto
from extractors.tables.events import Cell
from extractors.tables.rows import tells_row
from extractors.tables.words import is_negative, is_nothing, row_kind
from records.numbers import MOST_SCALED
from records.pages import Page, Word
from records.readings import Alternative, Evidence, Field, Value
from reference.table_specs import ColumnSpec

_GROUPED = r"(?:[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})"
PLAIN_AMOUNT = re.compile(rf"{_GROUPED}(?:\.[0-9]{{1,2}})?")
"""Figures with one admissible reading: digits, grouped as in India or in the West or not at all, and paise."""

PLAIN_FIGURE = re.compile(rf"{_GROUPED}(?:\.[0-9]{{1,6}})?")
LONGEST = 16
"""Letters of a plain figure: up to a lakh of crores, in paise."""

PLAIN_NUMBER = re.compile(r"[A-Za-z0-9]+(?:[/-][A-Za-z0-9]+)*")
"""The number of an invoice in one piece."""

PLAIN_SERIAL = re.compile(r"[0-9]{1,6}[.)]?")
_DIGIT = re.compile(r"[0-9०-९]")

WORDS = frozenset({"text", "party", "gstin", "invoice", "date", "hsn"})
FIGURES = frozenset({"amount", "quantity", "rate"})
KINDS = WORDS | FIGURES | {"serial", "unit", "known"}
"""The kinds of columns that a plain row may have."""

MOST_KNOWN = 50_000
"""So many distinct texts are remembered; a ledger repeats its parties, goods and days."""

_PAGE = Page(0, 0.0, 0.0, 0, (), "text", "digital")
_NOWHERE = Source("", "")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one text means in one column: a field without its place. `printed` is its evidence's text."""

    value: Value
    confidence: float
    printed: str
    unit: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    witnesses: tuple[str, ...] = ()

    def at(self, name: str, evidence: Evidence) -> Field:
        """The field at its place."""
        return Field(name, self.value, self.confidence, evidence, self.unit, self.alternatives, self.witnesses)


@dataclass(frozen=True)
class Columns:
    """The columns of a long table, by their place in a row, and what is known of them.

    Attributes:
        specs: position to column; positions that nothing knows have None.
        headings: the printed headings by column, for units given there.
        scales: what each amount or rate column is multiplied by.
        told: columns that only their cells tell; no field of theirs is sure.
        factors: the columns whose product is a third, with that one, where all are printed.
    """

    specs: tuple[ColumnSpec | None, ...]
    headings: Mapping[str, str]
    scales: Mapping[str, Decimal]
    told: frozenset[str]
    factors: tuple[str, str, str] | None
    key: str
    _known: dict[tuple[str, str, str | None], Mapping[str, Meaning] | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """Goes through a pipe without what it remembers of texts."""
        return Columns, (self.specs, self.headings, self.scales, self.told, self.factors, self.key)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each column stands."""
        return {spec.name: position for position, spec in enumerate(self.specs) if spec is not None}

    @cached_property
    def units(self) -> Mapping[str, str | None]:
        """The unit that the heading of each column of weights or rates gives."""
        return {name: unit_in_heading(self.headings.get(name, "")) for name in ("quantity", "rate")}

    def scale(self, name: str) -> Decimal:
        """What the figures of a column are multiplied by."""
        return self.scales.get(name, Decimal(1))

    def meaning(self, spec: ColumnSpec, text: str, beside: str | None) -> Mapping[str, Meaning] | None:
        """What a cell of words or with a unit means, by field; None if a field is only part of the cell.

        Args:
            spec: the column.
            text: the text of the cell.
            beside: of a party or invoice the column of GSTIN or date that has no cell of its own in this row, of a
                quantity or rate the unit that the row prints.
        """
        key = (spec.name, text, beside)
        if key not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._read(spec, text, beside)
        return self._known[key]

    def _read(self, spec: ColumnSpec, text: str, beside: str | None) -> Mapping[str, Meaning] | None:
        pieces = text.split(" ")
        words = tuple(Word(piece, (at, 0.0, at + 1.0, 1.0)) for at, piece in enumerate(pieces))
        cell, maker = Cell(spec, _PAGE, words, text), Maker(_NOWHERE, self.headings)
        match spec.kind:
            case "text":
                made = text_fields(maker, cell)
            case "party":
                made = party_fields(maker, cell, beside)
            case "gstin":
                made = gstin_fields(maker, cell)
            case "invoice":
                made = invoice_fields(maker, cell, beside)
            case "date":
                made = date_fields(maker, cell)
            case "hsn":
                made = hsn_fields(maker, cell)
            case "quantity":
                made = quantity_fields(maker, cell, beside)
            case "rate":
                made = rate_fields(maker, cell, rate_readings(cell, self.scale(spec.name)), beside)
            case _:
                made = {}
        if any(it.evidence.box != (0.0, 0.0, float(len(pieces)), 1.0) for it in made.values()):
            return None
        if set(made) - {spec.name} - ({"unit"} if spec.kind == "quantity" else set()):
            return None
        return {
            name: Meaning(it.value, it.confidence, it.evidence.text, it.unit, it.alternatives, it.witnesses)
            for name, it in made.items()
        }


def figure(text: str) -> Decimal:
    """The number that plain figures print."""
    return Decimal(text.replace(",", ""))


def is_plain_amount(text: str, scale: Decimal) -> bool:
    """Whether an amount can be read in one way; larger figures than anybody earns are for the general reader."""
    if len(text) > LONGEST or PLAIN_AMOUNT.fullmatch(text) is None:
        return False
    return scale == 1 or figure(text) * scale < MOST_SCALED


def is_plain_figure(text: str) -> bool:
    """Whether a weight or rate can be read in one way."""
    return len(text) <= LONGEST and PLAIN_FIGURE.fullmatch(text) is not None


def is_plain(columns: Columns, texts: Sequence[str]) -> bool:
    """Whether a row of single cells is plain: a row for certain, with every cell of one meaning.

    Args:
        columns: the columns of the table.
        texts: the text of each cell, "" where nothing is printed.
    """
    place = columns.place
    if not is_plain_amount(texts[place[columns.key]], columns.scale(columns.key)):
        return False
    if "quantity" in place and not texts[place["quantity"]]:
        return False  # a voucher whose items stand below, or the weight stands in the unit's cell
    label: list[str] = []
    dated = numbered = False
    for spec, text in zip(columns.specs, texts, strict=True):
        if not text:
            continue
        if spec is not None and not _one_meaning(columns, spec, text, texts):
            return False
        kind = "known" if spec is None else spec.kind
        dated = dated or kind == "date"
        numbered = numbered or (kind in ("serial", "invoice", "gstin") and tells_row(kind, text))
        if kind not in FIGURES and kind not in ("serial", "date") and not is_nothing(text):
            label.append(text)
    told = _DIGIT.sub("0", " ".join(label))  # of a thousand numbers of invoices the words are the same
    return not is_negative(told) and (numbered or (dated and row_kind(told) is None))


def _one_meaning(columns: Columns, spec: ColumnSpec, text: str, texts: Sequence[str]) -> bool:
    """Whether a cell is what its column asks for, and can be read in one way."""
    match spec.kind:
        case "known":
            return True
        case "serial":
            return PLAIN_SERIAL.fullmatch(text) is not None
        case "amount":
            return is_plain_amount(text, columns.scale(spec.name)) or is_nothing(text)
        case "quantity" | "rate" if is_plain_figure(text) or is_nothing(text):
            return True
        case "quantity" | "rate" if not _DIGIT.search(text):
            return False
        case "invoice" if "invoice_date" in columns.place and PLAIN_NUMBER.fullmatch(text):
            return bool(texts[columns.place["invoice_date"]]) and not is_nothing(text)
        case "date" if not tells_row("date", text):
            return False
    if spec.kind in REPEATED and _is_ditto(text):
        return False
    return spec.kind == "unit" or columns.meaning(spec, text, beside(columns, spec, texts)) is not None


@lru_cache(maxsize=MOST_KNOWN)
def _is_ditto(text: str) -> bool:
    return is_ditto(text)


def beside(columns: Columns, spec: ColumnSpec, texts: Sequence[str]) -> str | None:
    """What else in its row the meaning of a cell hangs on (see `Columns.meaning`)."""
    if spec.kind in ("quantity", "rate"):
        at = columns.place.get("unit")
        unit = texts[at] if at is not None else ""
        return None if not unit or is_nothing(unit) else unit.strip()
    other = {"invoice_number": "invoice_date", "buyer_name": "buyer_gstin", "vendor": "vendor_gstin"}.get(spec.name)
    at = None if other is None else columns.place.get(other)
    return None if at is not None and texts[at] else other
