"""The sales ledgers of a case, gone through once: where each entry belongs, what it adds to, which are in doubt.

A ledger may have 100,000 entries that are made anew each time somebody asks for them. So what the sheets need to know
of all of them is gathered in one pass, and of an entry only a number is kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from records.dates import financial_year
from records.findings import Appraisal, FieldRef
from records.paths import take_apart
from records.readings import READ_AT_ALL, DocumentReading, Field
from worksheets.clean import one_line

TABLE = "entries"
ADDED_UP = ("quantity", "taxable_value", "tax", "total")
"""Columns that a line of sales adds up."""

MOST_DOUBTFUL = 2_000
"""Rows read in doubt that are remembered; nobody decides on more one by one."""


class Line(NamedTuple):
    """What entries are added up by."""

    year: str
    product: str
    unit: str


@dataclass(slots=True)
class Sums:
    """Of some entries: how many there are, and what their columns come to."""

    entries: int = 0
    columns: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(ADDED_UP, Decimal(0)))

    def add(self, fields: Mapping[str, Field]) -> None:
        """Adds an entry; a column that it does not print counts as nothing."""
        self.entries += 1
        for name in ADDED_UP:
            found = fields.get(name)
            if found is not None and isinstance(found.value, Decimal) and found.value.is_finite():
                self.columns[name] += found.value


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a sales ledger; `line` numbers its year, product and unit."""

    document: DocumentReading
    index: int
    fields: Mapping[str, Field]
    line: int
    year: str

    def ref(self, column: str = "") -> FieldRef:
        """The reference to the entry, or to one of its columns."""
        path = f"{TABLE}[{self.index}]" + (f".{column}" if column else "")
        return FieldRef(self.document.sha256, self.document.file, path)


@dataclass(frozen=True, slots=True)
class Ledgers:
    """All entries of a case, in the order in which the papers were handed in.

    Attributes:
        documents: the ledgers.
        lines: the number of the line of each entry.
        numbers: each line, by year, then product, then unit, with its number from 1.
        sums: what the entries of each line come to, by its number.
        doubtful: rows with a value read in doubt, the first `MOST_DOUBTFUL` of them.
    """

    documents: tuple[DocumentReading, ...] = ()
    lines: Sequence[int] = ()
    numbers: Mapping[Line, int] = field(default_factory=dict)
    sums: Mapping[int, Sums] = field(default_factory=dict)
    doubtful: tuple[tuple[DocumentReading, int], ...] = ()

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.lines)

    def __iter__(self) -> Iterator[Entry]:
        """The entries, made as they are asked for."""
        years = {number: line.year for line, number in self.numbers.items()}
        for (document, index, fields), line in zip(_rows(self.documents), self.lines, strict=True):
            yield Entry(document, index, fields, line, years[line])

    def number(self, ref: FieldRef) -> int | None:
        """Which of all entries, from 0, a reference names; None where it names none."""
        path, before = take_apart(ref.field), 0
        for document in self.documents if path.table == TABLE else ():
            many = len(document.tables[TABLE])
            if (document.sha256, document.file) == (ref.sha256, ref.file):
                return before + path.index if path.index < many else None
            before += many
        return None

    def doubtful_cells(self, document: DocumentReading) -> Iterator[tuple[str, Field]]:
        """The values of a ledger that were read in doubt, with their paths."""
        for ledger, index in self.doubtful:
            if ledger is document:
                for column, found in document.tables[TABLE][index].fields.items():
                    if found.is_doubtful:
                        yield f"{TABLE}[{index}].{column}", found


def ledgers_of(appraisal: Appraisal) -> tuple[DocumentReading, ...]:
    """The sales ledgers that gave a reading with entries."""
    return tuple(
        it
        for it in appraisal.documents
        if it.document_type == "sales_ledger" and it.status in READ_AT_ALL and TABLE in it.tables
    )


def gone_through(appraisal: Appraisal) -> Ledgers:
    """The ledgers of an appraisal; every entry is made once."""
    documents = ledgers_of(appraisal)
    met: dict[Line, int] = {}
    sums: list[Sums] = []
    lines = array("L")
    doubtful: list[tuple[DocumentReading, int]] = []
    for document, index, fields in _rows(documents):
        number = met.setdefault(_line(document, fields), len(met))
        if number == len(sums):
            sums.append(Sums())
        sums[number].add(fields)
        lines.append(number)
        if len(doubtful) < MOST_DOUBTFUL and any(it.is_doubtful for it in fields.values()):
            doubtful.append((document, index))
    numbers = {line: number for number, line in enumerate(sorted(met), start=1)}
    in_order = [numbers[line] for line in met]
    return Ledgers(
        documents,
        array("L", (in_order[number] for number in lines)),
        numbers,
        {in_order[number]: them for number, them in enumerate(sums)},
        tuple(doubtful),
    )


def _rows(documents: Sequence[DocumentReading]) -> Iterator[tuple[DocumentReading, int, Mapping[str, Field]]]:
    for document in documents:
        for index, row in enumerate(document.tables[TABLE]):
            yield document, index, row.fields


def _line(document: DocumentReading, fields: Mapping[str, Field]) -> Line:
    found, sold, weighed = (fields.get(name) for name in ("invoice_date", "product", "unit"))
    day = found.value if found is not None else None
    printed = document.fields.get("financial_year")
    year = financial_year(day) if isinstance(day, date) else str(printed.value) if printed else "year not read"
    product = one_line(str(sold.value)) if sold is not None else "product not read"
    unit = one_line(str(weighed.value), 20) if weighed is not None else ""
    return Line(year, product, unit)
