"""The rows of a long table, held small: each `TableRow` and each of its fields is made when somebody asks for it.

Forty thousand rows of twelve fields, each with its evidence, are half a gigabyte of records; as texts and boxes they
are some 30 MB. What a field says and how sure it is are the same either way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from extractors.cite import Source
from extractors.tables.bulk_plain import FIGURES, PLAIN_NUMBER, Columns, Meaning, beside, figure, is_plain_figure
from extractors.tables.cells import DIGITAL, TOLD, WITNESSED
from extractors.tables.row_fields import ROW_SUM
from extractors.tables.sums import ROUNDING
from extractors.tables.words import is_nothing
from records.pages import Box, Page, union
from records.readings import Evidence, Field, MadeRows, TableRow, Value
from reference.table_specs import ColumnSpec

_CELL, _ROW = "\x1f", "\x1e"

PlainRow = tuple[list[str], list[list[float]]]
"""The texts of a row's cells, and the box of each."""

Equation = tuple[tuple[str, ...], str]
"""Columns of a row that add up to another."""


@dataclass(frozen=True, eq=False)
class PlainRun:
    """Plain rows of one page that follow each other.

    Attributes:
        page: the page without its words.
        columns: what the places in a row are.
        joined: the texts of all cells.
        boxes: the box around the words of each cell, rows × columns × 4.
        summed: columns that a printed sum which holds covers.
    """

    page: Page
    columns: Columns
    joined: str
    boxes: NDArray[np.float64]
    summed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.boxes)

    @property
    def rows(self) -> list[PlainRow]:
        """The rows, each as the texts and boxes of its cells."""
        return _parted(self)


@lru_cache(maxsize=8)
def _parted(run: PlainRun) -> list[PlainRow]:
    """The rows of a run; who asks for one row of a page most often asks for the next one too."""
    texts = (row.split(_CELL) for row in run.joined.split(_ROW))
    return list(zip(texts, run.boxes.tolist(), strict=True))


def plain_run(page: Page, columns: Columns, texts: Sequence[Sequence[str]], boxes: NDArray[np.float64]) -> PlainRun:
    """Rows of one page by their texts and boxes, each rows × columns."""
    bare = replace(page, words=(), rulings=(), hidden=())
    return PlainRun(bare, columns, _ROW.join(_CELL.join(row) for row in texts), boxes)


@dataclass(frozen=True)
class Maker:
    """Makes the fields of plain rows.

    Attributes:
        source: the document.
        equations: sums within a row.
        agreed: columns of weights whose printed total is what the rows add up to.
        parts: columns that are printed only in parts, with these.
    """

    source: Source
    equations: tuple[Equation, ...] = ()
    agreed: frozenset[str] = frozenset()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class RowFields(Mapping[str, Field]):
    """The fields of one plain row by name, each made on demand."""

    __slots__ = ("_boxes", "_columns", "_maker", "_run", "_texts", "_values")

    def __init__(self, run: PlainRun, maker: Maker, row: PlainRow) -> None:
        """One row of a run."""
        self._run, self._maker, (self._texts, self._boxes) = run, maker, row
        self._columns, self._values = run.columns, dict[str, Decimal | None]()

    def __getitem__(self, name: str) -> Field:
        """The field of that name."""
        made = self._made(name)
        if made is None:
            raise KeyError(name)
        return made

    def __iter__(self) -> Iterator[str]:
        """The names of the fields that the row has."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many fields the row has."""
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        """Whether the row has a field of that name."""
        return name in self._names

    def value(self, name: str) -> Value | None:
        """The value of a field, without what it was read from; None where the row has no such field."""
        at = self._columns.place.get(name)
        spec = None if at is None else self._columns.specs[at]
        if spec is not None and spec.kind == "amount" and spec.part_of is None and self._filled([name]):
            return self._figure(name)
        made = self._made(name)
        return None if made is None else made.value

    def __repr__(self) -> str:
        """The fields, as a dictionary shows them."""
        return repr(dict(self))

    def _text(self, name: str) -> str:
        at = self._columns.place.get(name)
        return "" if at is None else self._texts[at]

    @property
    def _names(self) -> list[str]:
        """Fields of words and weights in the order of print, then amounts, then what is printed in parts."""
        names: list[str] = []
        amounts: list[str] = []
        for spec, text in zip(self._columns.specs, self._texts, strict=True):
            if spec is None or not text or spec.kind in ("serial", "unit", "known"):
                continue
            if spec.kind == "amount":
                if spec.part_of is None and not is_nothing(text):
                    amounts.append(spec.name)
                continue
            names += [name for name in self._meanings(spec, text) if name not in names]
        whole = [name for name, parts in self._maker.parts.items() if name not in amounts and self._filled(parts)]
        return [*names, *amounts, *whole]

    def _filled(self, names: Sequence[str]) -> list[str]:
        """Those amount columns that hold a figure."""
        return [name for name in names if (text := self._text(name)) and not is_nothing(text)]

    def _meanings(self, spec: ColumnSpec, text: str) -> Mapping[str, Meaning]:
        """What one cell says, by field."""
        if spec.kind in FIGURES and is_plain_figure(text):
            return _figures(self._columns, spec, text, beside(self._columns, spec, self._texts))
        if spec.kind == "invoice" and "invoice_date" in self._columns.place and PLAIN_NUMBER.fullmatch(text):
            return {spec.name: Meaning(text, DIGITAL, text)}
        return self._columns.meaning(spec, text, beside(self._columns, spec, self._texts)) or {}

    def _made(self, name: str) -> Field | None:
        columns = self._columns
        at = columns.place.get("quantity" if name == "unit" else name)
        if name in self._maker.parts and (at is None or not self._filled([name])):
            return self._of_parts(name)
        spec = None if at is None else columns.specs[at]
        if at is None or spec is None or not self._texts[at] or spec.kind in ("serial", "unit", "known"):
            return None
        if spec.kind == "amount":
            return None if spec.part_of is not None else self._finished(self._amount(spec.name))
        meaning = self._meanings(spec, self._texts[at]).get(name)
        return None if meaning is None else self._finished(meaning.at(name, self._evidence([at], meaning.printed)))

    def _finished(self, made: Field | None) -> Field | None:
        """The field with what the rest of its row, and the table, say of it."""
        if made is None:
            return None
        factors = self._columns.factors
        if factors is not None and made.name in factors and self._multiplies(factors):
            made = made.with_confidence(max(made.confidence, WITNESSED), " × ".join(factors[:2]))
        if made.name in self._columns.told:
            made = replace(made, confidence=min(made.confidence, TOLD))
        if made.name in self._maker.agreed:
            made = made.with_confidence(max(made.confidence, WITNESSED), ROW_SUM)
        return made

    def _multiplies(self, factors: tuple[str, str, str]) -> bool:
        values = [self._figure(name) for name in factors]
        quantity, rate, worth = values
        if quantity is None or rate is None or not worth:
            return False
        return abs(quantity * rate - worth) <= ROUNDING

    def _figure(self, name: str) -> Decimal | None:
        """The number in a column of figures, in rupees if it is money; None where it holds none."""
        if name not in self._values:
            self._values[name] = self._read_figure(name)
        return self._values[name]

    def _read_figure(self, name: str) -> Decimal | None:
        text = self._text(name)
        if not text or is_nothing(text):
            return None
        spec = self._columns.specs[self._columns.place[name]]
        if spec is None:
            return None
        if is_plain_figure(text):
            return figure(text) * (1 if spec.kind == "quantity" else self._columns.scale(name))
        meaning = self._meanings(spec, text).get(name)
        return meaning.value if meaning is not None and isinstance(meaning.value, Decimal) else None

    def _amount(self, name: str) -> Field | None:
        value = self._figure(name)
        if value is None:
            return None
        evidence = self._evidence([self._columns.place[name]], self._text(name))
        witnesses = (*((ROW_SUM,) if name in self._run.summed else ()), *self._adds(name))
        confidence = WITNESSED if witnesses else DIGITAL
        return Field(name, value, confidence, evidence, "INR", witnesses=witnesses)

    def _adds(self, name: str) -> list[str]:
        """The sum within the row that holds and has this amount in it, the last of several."""
        told: list[str] = []
        for terms, total in self._maker.equations:
            if name not in (*terms, total):
                continue
            printed = self._figure(total)
            values = {term: value for term in terms if (value := self._figure(term)) is not None}
            filled = [term for term, value in values.items() if value]
            if name not in (*filled, total) or printed is None or len(filled) < 2:
                continue
            if abs(sum(values.values(), Decimal(0)) - printed) <= ROUNDING:
                told = [f"{' + '.join(filled)} = {total}"]
        return told

    def _of_parts(self, name: str) -> Field | None:
        """An amount that is printed only in parts; its evidence is the print of all of them."""
        found = [made for part in self._maker.parts[name] if (made := self._amount(part)) is not None]
        if not found:
            return None
        evidence = self._evidence(
            [self._columns.place[made.name] for made in found], " + ".join(made.evidence.text for made in found)
        )
        value = sum((made.value for made in found if isinstance(made.value, Decimal)), Decimal(0))
        confidence = min(made.confidence for made in found)
        witnesses = tuple(dict.fromkeys(it for made in found for it in made.witnesses))
        whole = Field(name, value, confidence, evidence, "INR", witnesses=witnesses)
        return replace(whole, confidence=min(confidence, TOLD)) if name in self._columns.told else whole

    def _evidence(self, places: Sequence[int], text: str) -> Evidence:
        boxes = [_box(self._boxes[at]) for at in places]
        return self._maker.source.evidence_in(self._run.page, boxes[0] if len(boxes) == 1 else union(boxes), text)


def _figures(columns: Columns, spec: ColumnSpec, text: str, unit: str | None) -> dict[str, Meaning]:
    """What plain figures of a weight or rate say; their unit stands in the row or in the heading."""
    heading = columns.units[spec.name]
    if spec.kind == "quantity":
        printed = unit or heading or None
        made = {spec.name: Meaning(figure(text), DIGITAL, text, printed)}
        return made | ({"unit": Meaning(printed, DIGITAL, printed)} if printed else {})
    per = heading or unit
    value = figure(text) * columns.scale(spec.name)
    return {spec.name: Meaning(value, DIGITAL, text, f"INR/{per}" if per else "INR")}


def _box(edges: Sequence[float]) -> Box:
    x0, top, x1, bottom = edges
    return x0, top, x1, bottom


@dataclass(frozen=True)
class LongRows(MadeRows):
    """The rows of a long table in the order of print: runs of plain rows, and rows that were read one by one.

    Attributes:
        pieces: runs, and single rows' fields, in order.
        maker: makes the fields of the plain rows.
        changed: rows that were weighed anew after they were read, by index.
    """

    pieces: tuple[PlainRun | Mapping[str, Field], ...]
    maker: Maker
    changed: Mapping[int, TableRow] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        sizes = (len(piece) if isinstance(piece, PlainRun) else 1 for piece in self.pieces)
        return list(accumulate(sizes, initial=0))

    def __len__(self) -> int:
        """How many rows there are."""
        return self._starts[-1]

    def _row(self, index: int) -> TableRow:
        if index in self.changed:
            return self.changed[index]
        number = bisect_right(self._starts, index) - 1
        piece, row = self.pieces[number], index - self._starts[number]
        if isinstance(piece, PlainRun):
            return TableRow(index, RowFields(piece, self.maker, piece.rows[row]))
        return TableRow(index, piece)

    def __iter__(self) -> Iterator[TableRow]:
        """All rows, made anew each time."""
        made = self._made()
        return (self.changed.get(row.index, row) for row in made) if self.changed else made

    def _made(self) -> Iterator[TableRow]:
        for piece, start in zip(self.pieces, self._starts, strict=False):
            if not isinstance(piece, PlainRun):
                yield TableRow(start, piece)
                continue
            for at, row in enumerate(piece.rows, start):
                yield TableRow(at, RowFields(piece, self.maker, row))

    def __eq__(self, other: object) -> bool:
        """Whether the same rows stand in another sequence."""
        if not isinstance(other, LongRows | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """By the number of rows; equal sequences have equally many."""
        return hash(len(self))

    def on_pages(self, numbers: frozenset[int]) -> Iterator[TableRow]:
        """The rows with a field on one of these pages."""
        for piece, start, end in zip(self.pieces, self._starts, self._starts[1:], strict=False):
            if isinstance(piece, PlainRun):
                yield from (self[at] for at in range(start, end)) if piece.page.number in numbers else ()
            elif any(it.evidence.page in numbers for it in piece.values()):
                yield self[start]

    def values(self, name: str) -> Iterator[Value]:
        """The values of one column, row by row, without their evidence: for sums over all rows."""
        for row in self:
            if isinstance(row.fields, RowFields):
                value = row.fields.value(name)
            else:
                value = row.fields[name].value if name in row.fields else None
            if value is not None:
                yield value

    def with_rows(self, rows: Mapping[int, TableRow]) -> LongRows:
        """The same rows but for some that were weighed anew."""
        return replace(self, changed={**self.changed, **rows})

    def named(self, file: str) -> LongRows:
        """The rows as those of the same document under another name."""
        maker = replace(self.maker, source=replace(self.maker.source, file=file))
        pieces = tuple(it if isinstance(it, PlainRun) else _named(it, file) for it in self.pieces)
        changed = {at: replace(row, fields=_named(row.fields, file)) for at, row in self.changed.items()}
        return LongRows(pieces, maker, changed)

    def agreeing(self, names: frozenset[str]) -> LongRows:
        """The rows with some columns vouched for by a printed total of weights."""
        return replace(self, maker=replace(self.maker, agreed=self.maker.agreed | names)) if names else self


def _named(fields: Mapping[str, Field], file: str) -> dict[str, Field]:
    return {name: replace(it, evidence=replace(it.evidence, file=file)) for name, it in fields.items()}
