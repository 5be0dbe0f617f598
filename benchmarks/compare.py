"""Readings against the truth: which values are right, wrong, missing, confidently wrong; which rows were found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from rapidfuzz import fuzz

from extractors.calibrated import evidence_of
from records.readings import SURE, DocumentReading, Field, TableRow
from records.serialise import plain

Outcome = Literal["right", "wrong", "missing"]
Kind = Literal["amount", "date", "identifier", "number", "text"]

AMOUNTS = {
    "proposed_investment", "total_amount", "amount", "basic", "freight", "gst", "taxable_value", "tax", "total", "rate",
    "total_taxable_value", "entity_revenue", "group_revenue", "total_gmr", "revenue", "value", "amount_claimed",
    "opex_claimed",
}  # fmt: skip
IDENTIFIERS = {
    "application_number", "cin", "llpin", "pan", "gstin", "registration_number", "authorisation_number",
    "ca_membership_number",
    "ca_frn", "udin", "vendor_gstin", "invoice_number", "buyer_gstin", "hsn", "letter_number", "claim_number",
    "report_number",
    "clearance_number", "engineer_registration", "nabl_number",
}  # fmt: skip
NUMBERS = {
    "capacity_tpa", "installed_capacity_tpa", "feed_concentration_percent", "product_purity_percent",
    "recovery_yield_percent",
    "quantity_tpa", "purity_percent", "quantity", "value_percent",
}  # fmt: skip
LOOSE = {
    "unit_address", "process_route", "activity", "conditions", "sample", "principal_address", "description", "product",
    "trade_name",
}  # fmt: skip
"""Longer texts: nearly the same is right, for a comma or the end of a line changes no verdict."""

NEARLY = 90.0


def kind_of(name: str) -> Kind:
    """What sort of value a field holds."""
    if name.endswith("_date") or name in {"valid_until", "period_from", "period_to", "date"}:
        return "date"
    if name in AMOUNTS:
        return "amount"
    if name in IDENTIFIERS:
        return "identifier"
    return "number" if name in NUMBERS else "text"


def is_right(name: str, read: Any, truth: Any, *, term: bool = False) -> bool:
    """Whether a value read says what the truth says. `term`: an end computed from years may fall a day earlier."""
    match kind_of(name):
        case "amount" | "number":
            return _number(read) == _number(truth)
        case "date":
            days = abs((date.fromisoformat(str(read)) - date.fromisoformat(str(truth))).days) if read else 99
            return days <= (1 if term and name == "valid_until" else 0)
        case "identifier":
            return _tight(read) == _tight(truth)
        case "text":
            if isinstance(truth, list):
                return isinstance(read, list) and {_loose(it) for it in read} == {_loose(it) for it in truth}
            if name in LOOSE:
                return fuzz.ratio(_loose(read), _loose(truth)) >= NEARLY
            return _loose(read) == _loose(truth)


def _number(text: Any) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None


def _tight(text: Any) -> str:
    return re.sub(r"\s+", "", str(text)).upper()


def _loose(text: Any) -> str:
    text = re.sub(r"^\s*(m/s\.?|messrs\.?|मैसर्स)\s*", "", str(text), flags=re.IGNORECASE).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[\u200b-\u200d]", "", text)))


@dataclass(frozen=True, slots=True)
class Judged:
    """One value of the truth against what was read."""

    place: str
    name: str
    outcome: Outcome
    confidence: float = 0.0
    read: Any = None
    truth: Any = None
    quality: str = ""
    """The class of the page that it was read on."""
    evidence: str = ""
    """What it rests on, one of `extractors.calibrated.EVIDENCES`."""

    @property
    def kind(self) -> Kind:
        """The sort of value."""
        return kind_of(self.name)

    @property
    def confidently_wrong(self) -> bool:
        """Whether a person would have been told to rely on a wrong value."""
        return self.outcome == "wrong" and self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Rows:
    """How a table was read: rows of the truth, found, wholly right, and rows that are not in the truth."""

    truth: int
    found: int
    right: int
    extra: int
    cells: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """One document against its truth."""

    application: str
    file: str
    document_type: str
    family: str
    quality: str
    read_type: str
    type_confidence: float
    status: str
    seconds: float
    fields: tuple[Judged, ...]
    invented: tuple[Judged, ...]
    tables: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def type_right(self) -> bool:
        """Whether the document was taken for what it is."""
        return self.read_type == self.document_type

    @property
    def values(self) -> tuple[Judged, ...]:
        """Every value of the truth: fields, and cells of rows that were found."""
        return self.fields + tuple(cell for rows in self.tables.values() for cell in rows.cells)


def score(application: str, file: str, truth: Mapping[str, Any], reading: DocumentReading, seconds: float) -> Scored:
    """Compare one reading with its truth."""
    same = reading.document_type == truth["document_type"]
    place = f"{application}/{file}"
    expected = truth["fields"]
    term = expected.get("validity") == "term"
    qualities = {page.number: page.quality for page in reading.pages}
    read = reading.fields if same else {}
    tables = reading.tables if same else {}
    return Scored(
        application=application,
        file=file,
        document_type=truth["document_type"],
        family=truth["family"],
        quality=truth["quality"],
        read_type=reading.document_type,
        type_confidence=reading.type_confidence,
        status=reading.status,
        seconds=seconds,
        fields=tuple(
            _judged(f"{place} {name}", name, read.get(name), value, qualities, term) for name, value in expected.items()
        ),
        invented=tuple(
            Judged(f"{place} {name}", name, "wrong", it.confidence, plain(it.value, it.unit), None)
            for name, it in read.items()
            if name not in expected
        ),
        tables={
            name: score_rows(f"{place} {name}", lines, tables.get(name, ()), qualities)
            for name, lines in truth["tables"].items()
        },
    )  # fmt: skip


def _judged(
    place: str, name: str, found: Field | None, truth: Any, qualities: Mapping[int, str], term: bool = False
) -> Judged:
    if found is None:
        return Judged(place, name, "missing", truth=truth)
    read = plain(found.value, found.unit)
    right = is_right(name, read, truth, term=term)
    outcome: Outcome = "right" if right else "wrong"
    quality = qualities.get(found.evidence.page, "digital")
    return Judged(place, name, outcome, found.confidence, read, truth, quality, evidence_of(found))


def score_rows(
    place: str, truth: Sequence[Mapping[str, Any]], read: Sequence[TableRow], qualities: Mapping[int, str]
) -> Rows:
    """How the rows of a table were read, with every cell of those found; `qualities` are those of its pages."""
    pairs = align(truth, read)
    cells: list[Judged] = []
    right = 0
    for here, there in pairs:
        row = [
            _judged(f"{place}[{here}].{name}", name, read[there].fields.get(name), value, qualities)
            for name, value in truth[here].items()
        ]
        right += all(cell.outcome == "right" for cell in row)
        cells += row
    return Rows(len(truth), len(pairs), right, len(read) - len(pairs), tuple(cells))


def align(truth: Sequence[Mapping[str, Any]], read: Sequence[TableRow]) -> list[tuple[int, int]]:
    """Pairs of rows, in order, that agree in the most cells; a pair agrees in a third of its cells at least."""
    alike = [[_alike(line, row) for row in read] for line in truth]
    best = [[0.0] * (len(read) + 1) for _ in range(len(truth) + 1)]
    for i in range(len(truth) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    pairs, i, j = [], 0, 0
    while i < len(truth) and j < len(read):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(truth: Mapping[str, Any], row: TableRow) -> float:
    right = sum(
        name in row.fields and is_right(name, plain(row.fields[name].value, row.fields[name].unit), value)
        for name, value in truth.items()
    )
    share = right / len(truth)
    return share if share >= 1 / 3 else 0.0
