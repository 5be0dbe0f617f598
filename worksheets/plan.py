"""What every sheet shares: the appraisal, the workbook, where each value stands, and how evidence is linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from records.findings import Appraisal, Decision, FieldRef, Finding, Parameter
from records.paths import take_apart
from records.readings import READ_AT_ALL, DocumentReading, Field, Value
from reference.rules import Clause, Interpretation
from worksheets.book import Book, Links
from worksheets.clean import one_line
from worksheets.formulas import Cell
from worksheets.ledgers import Ledgers
from worksheets.paths import Key, cited, key
from worksheets.pictures import Strip
from worksheets.words import KNOWN, day, in_words, words

ParameterKey = tuple[str, str, str]

ON_THEIR_OWN_SHEET = {("capex_statement", "items"), ("sales_ledger", "entries")}
"""Long tables that the Capex and Sales sheets show; Fields lists of them what was read in doubt, to be decided on."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the workbook that shows a field."""

    sheet: str
    address: str
    value: object

    @property
    def cell(self) -> Cell | None:
        """The cell as a term of a formula; None where it does not hold a number."""
        return Cell(self.address, self.value) if isinstance(self.value, Decimal) else None

    @property
    def internal(self) -> str:
        """The cell as the target of a link within the workbook."""
        return "internal:" + self.address.replace("$", "")


@dataclass
class Plan:
    """The appraisal on its way into a workbook.

    Attributes:
        ledgers: the entries of the sales ledgers.
        places: the cell that shows each field, filled by the sheets that are written first.
        entry_place: the cell that shows an entry of a ledger, or a value of it, worked out when it is asked for.
        parameter_names: the defined name of each parameter's cell.
        counted_sum: the sum of the capex rows that the incentive counts, and `counted_rows` which these are.
        heads: for each head of capex, its rows and the formulas that add them up: all of them, the counted ones.
        totals: the cells of the totals of rows and papers, and of what differs between them.
        clause_rows: the row of each citation on the Clauses sheet.
        step_cells: the cell of each step of the incentive that has a value.
        slab_rates: the cells of the rates of the slab clock.
        amount_name: the name of the cell that holds the amount.
    """

    appraisal: Appraisal
    book: Book
    links: Links
    clauses: Mapping[str, Clause]
    interpretations: Mapping[str, Interpretation]
    pictures: Mapping[Key, Strip] = field(default_factory=dict)
    ledgers: Ledgers = field(default_factory=Ledgers)
    places: dict[Key, Place] = field(default_factory=dict)
    entry_place: Callable[[FieldRef], Place | None] = lambda ref: None
    parameter_names: dict[ParameterKey, str] = field(default_factory=dict)
    counted_sum: Cell | None = None
    counted_rows: frozenset[Key] = frozenset()
    heads: dict[str, tuple[Cell, Cell]] = field(default_factory=dict)
    totals: list[Cell] = field(default_factory=list)
    clause_rows: dict[str, int] = field(default_factory=dict)
    step_cells: dict[str, Cell] = field(default_factory=dict)
    slab_rates: list[Cell] = field(default_factory=list)
    amount_name: str | None = None

    def target(self, ref: FieldRef) -> str | None:
        """Where a reference leads: its page picture, else the cell of this workbook that shows it."""
        found = self.links(ref)
        if found is None and (place := self.place(ref)):
            return place.internal
        return found

    def place(self, ref: FieldRef) -> Place | None:
        """The cell that shows a reference, if one does."""
        return self.places.get(key(ref)) or self.entry_place(ref)

    def __post_init__(self) -> None:
        """Numbers the documents, and notes figures and decisions by what they are looked up by."""
        handed_in = [(document.sha256, document.file) for document in self.appraisal.documents]
        self._numbers = {which: number for number, which in reversed(list(enumerate(handed_in, start=1)))}
        self.parameters = {parameter_key(it): it for it in parameters_of(self.appraisal)}
        self._decided = {(it.sha256, it.page_range, it.target): it for it in self.appraisal.decisions}

    def decision_on(self, document: DocumentReading, path: str) -> Decision | None:
        """The decision that holds on a field of a document."""
        return self._decided.get((document.sha256, document.page_range, path))

    def number(self, sha256: str, file: str) -> int:
        """The number of a document on the Documents sheet; 0 if it is not there."""
        return self._numbers.get((sha256, file), 0)

    def see_row(self, document: DocumentReading, fields: Mapping[str, Field]) -> str:
        """Where a row of a table stands: "2 · p. 3", or "2 · B7" of a spreadsheet; it is not looked up again."""
        value = fields.get("amount") or fields.get("taxable_value") or next(iter(fields.values()), None)
        where = "not found" if value is None else value.evidence.cell or place_in_words(value, SHORT_SHEET)
        return f"{self.number(document.sha256, document.file)} · {where}"

    def where(self, ref: FieldRef) -> str:
        """The place of a reference in its document, short: "p. 3"."""
        found = cited(self.appraisal.documents, ref)
        return place_in_words(found[1][0], SHORT_SHEET) if found else "not found"

    def see(self, ref: FieldRef) -> str:
        """Where a reference leads, short enough for one line: "2 · p. 3" is page 3 of document 2."""
        return f"{self.number(ref.sha256, ref.file)} · {self.where(ref)}"

    def told(self, ref: FieldRef) -> str:
        """A reference in full: file, page, field."""
        found = cited(self.appraisal.documents, ref)
        where = f", {place_in_words(found[1][0])}" if found else ""
        return f"{short_file(ref.file)}{where}: {path_in_words(ref.field)}"


def parameter_key(parameter: Parameter) -> ParameterKey:
    """What tells one figure from another: its id, its first day, its value."""
    return (parameter.id, parameter.since.isoformat(), in_words(parameter.value, parameter.unit))


def parameters_of(appraisal: Appraisal) -> tuple[Parameter, ...]:
    """Every parameter that the appraisal, a finding or a step used, each figure once, in the order of its id."""
    used = [
        *appraisal.parameters,
        *(parameter for finding in appraisal.findings for parameter in finding.parameters),
        *(parameter for step in appraisal.incentive.steps for parameter in step.parameters),
    ]
    return tuple(dict(sorted((parameter_key(parameter), parameter) for parameter in reversed(used))).values())


def parameter_in_words(parameter: Parameter) -> str:
    """A parameter as a checklist cites it: value, first day, source, how it is known."""
    value = _list_in_short(parameter) or in_words(parameter.value, parameter.unit)
    undecided = (
        f", or {', '.join(in_words(it, parameter.unit) for it in parameter.undecided)}" if parameter.undecided else ""
    )
    return (
        f"{parameter.id} = {value}{undecided} · from {day(parameter.since)} · "
        f"{one_line(parameter.source, 90)} · {KNOWN[parameter.known]}"
    )


LONGEST_LIST = 6
"""Entries of a list that a checklist spells out; a longer one is on the Parameters sheet."""


def _list_in_short(parameter: Parameter) -> str:
    """A long list by its length: "27 minerals of Appendix I (see Parameters)"; nothing for anything else."""
    value = parameter.value
    many = len(value) if isinstance(value, tuple) else value.count(",") + 1 if isinstance(value, str) else 0
    if parameter.unit != "list" or many <= LONGEST_LIST:
        return ""
    what = words(parameter.id.rpartition(".")[2]).lower()
    of = f" of {parameter.clause.replace('App-', 'Appendix ')}" if parameter.clause.startswith("App-") else ""
    return f"{many} {what}{of} (see Parameters)"


SHORT_SHEET = 12
"""Letters of a sheet's name in a narrow column: the cell behind it must stay to be seen."""


def place_in_words(found: Field, longest: int = 200) -> str:
    """Where a field stands: "p. 3", or "Sheet1!B7" of a spreadsheet; a long name of a sheet is shortened."""
    sheet = found.evidence.sheet
    if sheet is not None:
        name = sheet if len(sheet) <= longest else f"{sheet[: longest - 1].rstrip()}…"
        return f"{name}!{found.evidence.cell}" if found.evidence.cell else name
    return f"p. {found.evidence.page}"


def path_in_words(path: str, *, table: bool = True) -> str:
    """`items[4].amount` → "Items, row 5: Amount"; rows are counted from 1 for people."""
    place = take_apart(path)
    if not place.table:
        return words(path)
    row = f"{words(place.table)}, row {place.index + 1}" if table else f"row {place.index + 1}"
    return f"{row}: {words(place.column)}" if place.column else row


_CLOSED_WORD = re.compile(r"^[a-z][a-z0-9]*(?:[_:][a-z0-9]+)*$")


def shown_words(value: Value) -> Value:
    """The value as a person reads it: words of closed vocabularies ("lib_scrap") are spelled out."""
    match value:
        case str() as text if _CLOSED_WORD.match(text):
            return words(text)
        case tuple() as members:
            return tuple(words(it) if _CLOSED_WORD.match(it) else it for it in members)
    return value


def short_file(file: str, longest: int = 40) -> str:
    """A file name that fits a cell: the inner name of a packed file, the end kept where it is long."""
    name = one_line(file.rsplit("/", 1)[-1], 400)
    return name if len(name) <= longest else f"{name[: longest - 13]}…{name[-12:]}"


def doubt_in_words(fields: Iterable[tuple[str, Field]]) -> str:
    """What was read in doubt: "⚠ amount 72% sure; may be 4,12,000; vendor, head 89% sure"."""
    doubts: list[str] = []
    alike: dict[str, list[str]] = {}
    for name, found in fields:
        if not found.is_doubtful:
            continue
        others = ", ".join(in_words(other.value, found.unit) for other in found.alternatives[:2])
        if others:
            doubts.append(f"{words(name).lower()} {percent(found.confidence)} sure; may be {others}")
        else:
            alike.setdefault(percent(found.confidence), []).append(words(name).lower())
    doubts += [f"{', '.join(names)} {sure} sure" for sure, names in alike.items()]
    return "⚠ " + "; ".join(doubts) if doubts else ""


def whole_percent(confidence: float) -> Decimal:
    """A confidence rounded down to a whole percent, so that nothing doubtful looks sure."""
    return Decimal(int(confidence * 100 + 1e-9)) / 100


def percent(confidence: float) -> str:
    """A confidence in words: "72%"."""
    return f"{whole_percent(confidence):.0%}"


def rows_of(documents: Iterable[DocumentReading], document_type: str, table: str) -> list[tuple[DocumentReading, int]]:
    """Each row of a table in every document of the type that gave a reading."""
    return [
        (document, index)
        for document in documents
        if document.document_type == document_type and document.status in READ_AT_ALL
        for index in range(len(document.tables.get(table, ())))
    ]


MONEY_GROUPS = frozenset({"arithmetic", "authenticity", "capex", "claim", "incentive", "opex"})
MONEY_AT_STAKE = (
    "at_stake",
    "not_considered",
    "unclear",
    "undated",
    "excess",
    "shortfall",
    "difference",
    "duplicated",
)
"""Figures of a finding in these groups that are rupees in question."""


def at_stake(finding: Finding, appraisal: Appraisal) -> Decimal | None:
    """The rupees that hang on a finding; None if none do.

    For a gate that is the whole incentive, else the largest of the sums in question that its figures name.
    """
    if finding.kind == "gate":
        return appraisal.incentive.amount
    if finding.check.partition(".")[0] not in MONEY_GROUPS:
        return None
    sums = (
        abs(value)
        for name, value in finding.figures.items()
        if isinstance(value, Decimal) and value.is_finite() and any(word in name for word in MONEY_AT_STAKE)
    )
    return max(sums, default=Decimal(0)) or None


CHECKLIST_HEADING = 3
"""The row of the Checklist's heading, from 0; the findings stand below it in their order."""


def row_of_check(appraisal: Appraisal, check: str) -> int | None:
    """The row on the Checklist of the finding of a check, from 0; None where it was not judged."""
    at = next((n for n, it in enumerate(appraisal.findings, start=1) if it.check == check), None)
    return None if at is None else CHECKLIST_HEADING + at


KIND_ORDER = {"gate": 0, "figure": 1, "notice": 2}
STATUS_ORDER = {"fail": 0, "missing": 1, "refer": 2}


def needs_a_person(finding: Finding) -> bool:
    """Whether a finding waits for a person: it does not pass, and nobody has settled it."""
    settled = finding.decision is not None and finding.decision.action != "ask_applicant"
    return finding.stands in STATUS_ORDER and not settled


def first_to_look_at(appraisal: Appraisal) -> list[tuple[int, Finding]]:
    """Findings that need a person, with their number on the checklist: gates first, then by rupees at stake."""
    open_findings = [(n, it) for n, it in enumerate(appraisal.findings, start=1) if needs_a_person(it)]
    return sorted(
        open_findings,
        key=lambda it: (
            it[1].kind != "gate",
            it[1].kind == "gate" and STATUS_ORDER[it[1].stands],
            -(at_stake(it[1], appraisal) or Decimal(0)),
            KIND_ORDER[it[1].kind],
            STATUS_ORDER[it[1].stands],
            it[0],
        ),
    )
