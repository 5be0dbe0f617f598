"""What the papers of a case say of one fact, side by side: the matrix of facts by documents.

A row holds one fact against all papers that print it. The consistency checks judge by these rows and the worksheet
shows them, so that a finding and the matrix can never disagree. How far two prints may lie apart and still agree is in
the scheme pack, `tolerance.*`; what decides sameness is in `records.names` and `records.identifiers`, never luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from checks.evidence import (
    Told,
    applicant_names,
    at,
    cell,
    confirmed,
    is_anothers,
    is_sure,
    may_be_same,
    own_papers,
    with_gstin,
)
from checks.grouping import grouping
from checks.once import per_case
from checks.outcome import UnknownFigure, counted, in_words, joined, number, rupees, tonnes_a_year, written
from checks.papers import by_validity, paper
from checks.timeline import applied, approved, certified_start, first_sale
from records.case import Case, Located, LocatedRow
from records.columns import Columns
from records.dates import financial_year, read_financial_year
from records.findings import Agreement, CellVerdict, FieldRef, Parameter, Reconciliation, ReconciliationCell
from records.identifiers import normal_invoice_number, pan_of_gstin, state_code_of_gstin
from records.light import light_record
from records.names import address_parts, same_address, same_name
from records.readings import DocumentReading, Field, Value
from reference import NotInForce, Rules, entries_of

NAMES = ("applicant_name", "entity_name", "legal_name")
"""The fields in which a paper names the entity it is about; trade names and buyers are no such names."""

PAPERS_OF_THE_UNIT = ("application_form", "epr_certificate", "pollution_board_authorisation", "capex_statement")
"""The papers that print the address of the unit; a GST registration may print that of an office."""

IDENTIFIERS = {"pan": "PAN", "gstin": "GSTIN", "cin": "CIN", "llpin": "LLPIN"}
RULES_OF_STREAM = {
    "e_waste": "epr.rule_set_e_waste",
    "lib_scrap": "epr.rule_set_lib_scrap",
    "other_scrap": "epr.rule_set_other_scrap_vehicles",
}
"""Under which rules a stream's recycler registers; of other scrap only that of vehicles has any."""

WORST_FIRST: tuple[CellVerdict, ...] = ("differs", "doubtful", "agrees", "not_compared")


@light_record
class Cell:
    """What one paper says of a fact, and how that compares; `verdict` leaves aside how surely it was read."""

    found: Located
    verdict: CellVerdict = "agrees"
    note: str = ""


@light_record
class Row:
    """One fact across the papers of a case.

    Attributes:
        anchor: what the others are held against; None where nothing is.
        check: the check that judges by it, "" where it is only shown.
    """

    fact: str
    label: str
    check: str
    cells: tuple[Cell, ...]
    anchor: Located | None = None
    parameters: tuple[Parameter, ...] = ()

    def having(self, *verdicts: CellVerdict) -> list[Located]:
        """What the papers with one of these verdicts say, in the order of the row."""
        return [cell.found for cell in self.cells if cell.verdict in verdicts]

    @property
    def papers(self) -> int:
        """How many papers say what can be compared."""
        return len({it.document.identity for it in self.having("agrees", "doubtful", "differs")})


def in_order(found: Iterable[Located]) -> list[Located]:
    """By file, so that the order in which papers were handed in changes nothing."""
    return sorted(found, key=lambda it: (it.document.file, it.document.sha256, it.path))


def surest(found: Iterable[Located]) -> Located | None:
    """The one read with most confidence; the first by file of equals."""
    return min(
        found,
        key=lambda it: (not is_sure(it), -it.field.confidence, it.document.file, it.document.sha256),
        default=None,
    )


@per_case
def names(case: Case, rules: Rules) -> Row:
    """The entity: every paper's name for it against the applicant's own, in normal form."""
    same, unsure = rules.decimal("tolerance.name_same"), rules.decimal("tolerance.name_unsure")
    found = in_order(case.everywhere(*NAMES))
    anchor = surest(applicant_names(case) or found)
    own = "" if anchor is None else anchor.text
    verdicts = {name: _name_verdict(name, own, same, unsure) for name in {it.text for it in found}}
    alike = [it for it in found if verdicts[it.text][0] == "agrees"]

    def agree(one: Value, other: Value) -> bool:
        return same_name(str(one), str(other)) >= number(same)

    return Row(
        "name",
        "Name of the entity",
        "consistency.entity_name",
        tuple([Cell(confirmed(it, alike, same=agree), *verdicts[it.text]) for it in found]),
        anchor,
        (same, unsure),
    )


def _name_verdict(name: str, own: str, same: Parameter, unsure: Parameter) -> tuple[CellVerdict, str]:
    score = Decimal(str(same_name(name, own)))
    if score >= number(same):
        return "agrees", ""
    alike = f"alike to {score:f}, with {number(same):f} one name"
    return ("doubtful", alike) if score >= number(unsure) or may_be_same(name, own) else ("differs", alike)


@per_case
def identifier(case: Case, rules: Rules, kind: str) -> Row:
    """PAN, GSTIN, CIN or LLPIN: one of each, but for a GSTIN of another state under the same PAN."""
    own = _own_identities(case)
    printed = case.everywhere(kind)
    ours = [it for it in printed if it.document.identity in own]
    anchor = min(
        ours, key=lambda it: (-it.field.confidence, it.document.file, it.document.sha256, it.path), default=None
    )
    cells = [
        Cell(with_gstin(confirmed(it, ours), case), *_identifier_verdict(kind, it.text, anchor.text))
        if anchor is not None and it.document.identity in own
        else Cell(it, "not_compared", "in a paper of another entity")
        for it in printed
    ]
    return Row(kind, IDENTIFIERS[kind], "consistency.identifiers", tuple(cells), anchor)


@per_case
def _own_identities(case: Case) -> Set[tuple[str, tuple[int, int] | None]]:
    """The papers that were not issued to another entity, by what makes each one document."""
    return {document.identity for document in own_papers(case)}


def _identifier_verdict(kind: str, text: str, own: str) -> tuple[CellVerdict, str]:
    if text == own:
        return "agrees", ""
    if kind == "gstin" and pan_of_gstin(text) is not None and pan_of_gstin(text) == pan_of_gstin(own):
        another = state_code_of_gstin(text) != state_code_of_gstin(own)
        return ("agrees", "the same PAN, registered in another state") if another else ("doubtful", "of the same state")
    return "differs", f"not {own}"


@per_case
def application_numbers(case: Case, rules: Rules) -> Row:
    """The application that form and claim speak of."""
    own, claimed = (
        case.fields("application_form", "application_number"),
        case.fields("claim_form", "application_number"),
    )
    anchor = surest(own)
    cells = [
        Cell(it, "agrees")
        if anchor is None or normal_invoice_number(it.text) == normal_invoice_number(anchor.text)
        else Cell(it, "differs", f"not {anchor.text}")
        for it in in_order((*own, *claimed))
    ]
    return Row("application_number", "Number of the application", "consistency.identifiers", tuple(cells), anchor)


@per_case
def addresses(case: Case, rules: Rules) -> Row:
    """The place of the unit: PIN code, state, plot or survey number and district, then the words."""
    same, unsure = rules.decimal("tolerance.address_same"), rules.decimal("tolerance.address_unsure")
    found = in_order(
        place for it in own_papers(case, *PAPERS_OF_THE_UNIT) if (place := at(it, "unit_address")) is not None
    )
    anchor = min(
        found,
        key=lambda it: (it.document.document_type != "application_form", -it.field.confidence, it.document.file),
        default=None,
    )

    def agree(one: Value, other: Value) -> bool:
        return Decimal(str(same_address(str(one), str(other)))) >= number(same)

    own = "" if anchor is None else anchor.text
    verdicts = {place: _address_verdict(place, own, same, unsure) for place in {it.text for it in found}}
    alike = [it for it in found if verdicts[it.text][0] == "agrees"]
    return Row(
        "address",
        "Address of the unit",
        "consistency.unit_address",
        tuple(
            [
                Cell(confirmed(it, alike, same=agree) if verdicts[it.text][0] == "agrees" else it, *verdicts[it.text])
                for it in found
            ]
        ),
        anchor,
        (same, unsure),
    )


def _address_verdict(text: str, own: str, same: Parameter, unsure: Parameter) -> tuple[CellVerdict, str]:
    """Sameness by what settles it: differing PIN, state or number; districts that differ are for a person."""
    score, ours, theirs = Decimal(str(same_address(text, own))), address_parts(own), address_parts(text)
    apart = [
        f"{words} {other} against {one}"
        for words, one, other in (
            ("PIN", ours.pin, theirs.pin),
            ("state", ours.state, theirs.state),
            ("district", ours.district, theirs.district),
        )
        if one and other and one != other
    ]
    apart += [
        f"{words} {joined(sorted(other))} against {joined(sorted(one))}"
        for words, one, other in (("plot", ours.plot, theirs.plot), ("survey", ours.survey, theirs.survey))
        if one and other and not one & other
    ]
    note = "; ".join(apart)
    if score >= number(same):
        districts = ours.district and theirs.district and same_name(ours.district, theirs.district) < number(unsure)
        return ("doubtful", note) if districts else ("agrees", "")
    return ("doubtful" if score >= number(unsure) else "differs"), note or "neither PIN nor plot in common"


@per_case
def capacities(case: Case, rules: Rules) -> Row:
    """The capacity: what is applied for against what consent and registration allow, and what is installed.

    Of each kind of paper the one that runs longest counts; earlier ones and those that serve another stage are shown.
    """
    excess, shortfall = rules.decimal("tolerance.capacity_excess"), rules.decimal("tolerance.capacity_shortfall")
    claimed = case.fields("application_form", "capacity_tpa")
    witnesses = capacity_witnesses(case)
    anchor = surest(claimed)
    counted_ = {it.ref for it in authorised(case, rules)}
    cells = []
    for it in in_order(witnesses):
        verdict, note = _capacity_verdict(case, it, anchor, counted_, excess, shortfall)
        cells.append(Cell(confirmed(it, witnesses) if verdict == "agrees" else it, verdict, note))
    return Row(
        "capacity",
        "Capacity, tonnes a year",
        "consistency.authorised_capacity",
        tuple(cells),
        anchor,
        (excess, shortfall),
    )


def _capacity_verdict(
    case: Case, found: Located, anchor: Located | None, counted_: Set[FieldRef], excess: Parameter, shortfall: Parameter
) -> tuple[CellVerdict, str]:
    if is_anothers(case, found.document):
        return "not_compared", "in a paper of another entity"
    if anchor is None:
        return "not_compared", "the application gives none"
    gap = found.amount - anchor.amount
    match found.document.document_type:
        case "application_form":
            return ("agrees", "") if gap == 0 else ("differs", f"not {tonnes_a_year(anchor.amount)}")
        case "chartered_engineer_certificate":
            short = -gap > number(shortfall) * anchor.amount
            return ("differs", f"{tonnes_a_year(-gap)} less than applied for") if short else ("agrees", "installed")
        case _ if found.ref not in counted_:
            return "not_compared", "an earlier paper, or one for another stage"
        case _:
            beyond = -gap > number(excess) * found.amount
            return ("differs", f"{tonnes_a_year(-gap)} less than applied for") if beyond else ("agrees", "authorised")


def capacity_witnesses(case: Case) -> list[Located]:
    """Every place that prints a capacity of the unit: each may confirm another that was read in doubt."""
    return [
        *case.fields("application_form", "capacity_tpa"),
        *case.fields("pollution_board_authorisation", "capacity_tpa"),
        *case.fields("epr_certificate", "capacity_tpa"),
        *case.fields("chartered_engineer_certificate", "installed_capacity_tpa"),
    ]


def serving(case: Case, rules: Rules, document_type: str) -> list[DocumentReading]:
    """The unit's own consents of the kind that this stage asks for, or its registrations, the longest-running first."""
    if document_type == "epr_certificate":
        return [it.document for it in by_validity(paper(it, "rule_set") for it in own_papers(case, document_type))]
    kinds = entries_of(rules.text(f"consent.kinds_{case.stage}"))
    consents = by_validity(paper(it, "authorisation_kind") for it in own_papers(case, document_type))
    return [it.document for it in consents if it.kind in kinds]


@per_case
def authorised(case: Case, rules: Rules) -> tuple[Located, ...]:
    """The capacity of the consent that serves this stage and of the registration, each of the longest-running paper."""
    found = []
    for document_type in ("pollution_board_authorisation", "epr_certificate"):
        printed = [it for document in serving(case, rules, document_type) if (it := at(document, "capacity_tpa"))]
        found += [confirmed(it, capacity_witnesses(case)) for it in printed[:1]]
    return tuple(found)


@per_case
def streams(case: Case, rules: Rules) -> Row:
    """The recycling stream of the application against the rules under which each registration is held."""
    stated = in_order(case.fields("application_form", "recycling_stream"))
    registered = in_order(it for doc in own_papers(case, "epr_certificate") if (it := at(doc, "rule_set")) is not None)
    anchor = surest(stated)
    wanted = None if anchor is None else RULES_OF_STREAM.get(anchor.text)
    rule = None if wanted is None else rules.text(wanted)
    cells = [
        Cell(it) if anchor is None or it.text == anchor.text else Cell(it, "differs", f"not {in_words(anchor.text)}")
        for it in stated
    ]
    for it in registered:
        if anchor is None or rule is None:
            cells.append(Cell(it, "not_compared", "no stream is known that tells what rules apply"))
        elif it.text == rule.value:
            cells.append(Cell(it))
        elif anchor.text == "other_scrap":
            cells.append(Cell(it, "doubtful", "for other scrap than of vehicles no rules are named"))
        else:
            cells.append(Cell(it, "differs", f"{in_words(anchor.text)} needs {in_words(str(rule.value))}"))
    return Row(
        "stream", "Recycling stream", "consistency.epr_category", tuple(cells), anchor, () if rule is None else (rule,)
    )


@per_case
def expenditure(case: Case, rules: Rules) -> Row:
    """The capital expenditure in all: what each statement certifies; what was proposed is shown beside it."""
    totals = in_order(case.fields("capex_statement", "total_amount"))
    anchor = surest(totals)
    cells = []
    for it in totals:
        again = anchor is not None and _udin(it) is not None and _udin(it) == _udin(anchor)
        apart = again and anchor is not None and it.amount != anchor.amount
        words = "under one UDIN with another total" if apart else "" if again or it is anchor else "another statement"
        cells.append(Cell(it, "differs" if apart else "agrees" if again or it is anchor else "not_compared", words))
    cells += [
        Cell(it, "not_compared", "what was proposed")
        for it in in_order(case.fields("application_form", "proposed_investment"))
    ]
    return Row("capex_total", "Capital expenditure in all", "arithmetic.capex_total", tuple(cells), anchor)


def _udin(found: Located) -> Value | None:
    udin = found.document.fields.get("udin")
    return None if udin is None else udin.value


@per_case
def sales(case: Case, rules: Rules) -> tuple[Row, ...]:
    """The sales of each financial year: no more than the revenue that is certified for the same year."""
    return tuple(_sales(case, rules))


def _sales(case: Case, rules: Rules) -> Iterator[Row]:
    room = rules.decimal("tolerance.sales_above_revenue")
    by_year: dict[str, list[Cell]] = {}
    revenues = _revenues(case)
    for year, found in _ledger_years(case):
        revenue = revenues.get(year)
        over = revenue is not None and found.amount > revenue.amount * (1 + number(room))
        note = f"{rupees(found.amount - revenue.amount)} more than the revenue" if over and revenue else ""
        by_year.setdefault(year, []).append(Cell(found, "differs" if over else "agrees", note))
    for year, revenue in revenues.items():
        by_year.setdefault(year, []).append(Cell(revenue))
    for year in sorted(by_year):
        anchor = revenues.get(year) or by_year[year][0].found
        check = "eligibility.group" if year == rules.text("group.base_year").value else ""
        yield Row(f"sales_{year}", f"Sales of {year}", check, tuple(by_year[year]), anchor, (room,))


def _revenues(case: Case) -> dict[str, Located]:
    """The applicant's revenue by financial year; where only that of the group is certified, this, which is no less."""
    found: dict[str, list[Located]] = {}
    for document in case.of_type("gmr_certificate"):
        year = at(document, "financial_year")
        own = at(document, "entity_revenue") or _own_revenue(document) or at(document, "total_gmr")
        if year is not None and own is not None and (named := read_financial_year(year.text)):
            found.setdefault(named, []).append(own)
    return {year: best for year, places in found.items() if (best := surest(places)) is not None}


def _own_revenue(document: DocumentReading) -> Located | None:
    for index in range(len(document.tables.get("companies", ()))):
        row = LocatedRow(document, "companies", index)
        relation = row.get("relation")
        if relation is not None and relation.text == "applicant":
            return row.get("revenue")
    return None


@per_case
def _ledger_years(case: Case) -> tuple[tuple[str, Located], ...]:
    """The net sales of each ledger by financial year, as one figure that stands for its rows."""
    found = []
    for ledger in sorted(case.columns("sales_ledger", "entries"), key=_paper_of):
        by_year: dict[str, list[int]] = {}
        for row, (day, value) in enumerate(ledger.rows("invoice_date", "taxable_value")):
            if day is not None and value is not None:
                by_year.setdefault(financial_year(day), []).append(row)
        values = ledger.values("taxable_value")
        for year, rows_ in sorted(by_year.items()):
            total = sum([values[row] for row in rows_], Decimal(0))
            found.append((year, _standing_for(_least_sure(ledger, rows_), total)))
    return tuple(found)


def _least_sure(ledger: Columns, rows_: Sequence[int]) -> Located:
    """The taxable value that was read least surely in some rows of a ledger, the first of equals."""
    confidences = ledger.confidences("taxable_value")
    return cell(ledger, min(rows_, key=confidences.__getitem__), "taxable_value")


def _paper_of(table: Columns) -> tuple[str, str]:
    return (table.document.file, table.document.sha256)


def _standing_for(least: Located, total: Decimal) -> Located:
    """The sum of rows, no surer than the least sure of them, cited where that one stands."""
    field: Field = replace(least.field, name="taxable_value", value=total)
    return Located(least.document, least.path, field)


def dates(case: Case, rules: Rules) -> Iterator[Row]:
    """Application, approval and start of production: one day each; expected start and first sale are shown beside."""
    apart = rules.decimal("tolerance.days_apart")
    yield _dated("application_date", "Date of the application", "eligibility.application_window", applied(case), apart)
    yield _dated("approval_date", "Date of approval", "capex.rate", approved(case), apart)
    certified = certified_start(case)
    row = _dated("production_date", "Start of production", "capex.commercial_production", certified, apart)
    beside = [
        Cell(it, "not_compared", "expected") for it in case.fields("application_form", "expected_production_date")
    ]
    sold = first_sale(case)
    if sold is not None:
        early = certified is not None and sold.day < certified.day
        beside.append(Cell(sold, "not_compared", f"the first sale{', before production' if early else ''}"))
    yield replace(row, cells=(*row.cells, *beside))


def _dated(fact: str, label: str, check: str, told_: Told | None, apart: Parameter) -> Row:
    if told_ is None:
        return Row(fact, label, check, (), None, (apart,))
    anchor = told_.found
    cells = [
        Cell(it, "agrees")
        if abs((it.day - anchor.day).days) <= number(apart)
        else Cell(it, "differs", f"not {written(anchor.day)}")
        for it in told_.places
    ]
    return Row(fact, label, check, tuple(cells), anchor, (apart,))


@per_case
def group_revenue(case: Case, rules: Rules) -> Row:
    """The global manufacturing revenue, and the group that the approval letter draws from it."""
    found = grouping(case, rules)
    cells = [] if found.revenue is None else [Cell(it) for it in found.revenue.places]
    if found.letter is not None:
        apart = found.by_revenue is not None and found.by_revenue != found.by_letter
        verdict: CellVerdict = "differs" if apart else "agrees"
        cells += [
            Cell(it, verdict, f"the revenue gives Group {found.by_revenue}" if apart else "")
            for it in found.letter.places
        ]
    anchor = found.revenue or found.letter
    return Row(
        "group",
        "Group by revenue and by letter",
        "eligibility.group",
        tuple(cells),
        None if anchor is None else anchor.found,
        (found.minimum_a,),
    )


def rows(case: Case, rules: Rules) -> Iterator[Row]:
    """Every fact of the matrix that some paper prints, in the order of the sheet.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter. Where only a date of the case is, or
            a figure is not known, the row that needs it is left out; the check that judges by it says why.
    """
    for make in FACTS:
        try:
            yield from (row for row in make(case, rules) if row.cells)
        except UnknownFigure:
            continue
        except NotInForce as error:
            if error.as_of:
                raise


def _identifiers(case: Case, rules: Rules) -> Iterator[Row]:
    return (identifier(case, rules, kind) for kind in IDENTIFIERS)


FACTS: tuple[Callable[[Case, Rules], Iterable[Row]], ...] = (
    lambda case, rules: (names(case, rules),),
    _identifiers,
    lambda case, rules: (application_numbers(case, rules),),
    lambda case, rules: (addresses(case, rules),),
    lambda case, rules: (streams(case, rules),),
    lambda case, rules: (capacities(case, rules),),
    lambda case, rules: (expenditure(case, rules),),
    lambda case, rules: (group_revenue(case, rules),),
    sales,
    dates,
)
"""What makes the rows of the matrix, in the order of the sheet."""


def reconciled(case: Case, rules: Rules) -> tuple[Reconciliation, ...]:
    """The matrix of an appraisal: what each paper says of each fact, and whether they agree."""
    return tuple(map(_reconciliation, rows(case, rules)))


def _reconciliation(row: Row) -> Reconciliation:
    anchored = row.anchor is not None and any(
        cell.found.ref == row.anchor.ref and is_sure(cell.found) for cell in row.cells
    )
    cells = tuple(_cell(cell, anchored) for cell in row.cells)
    compared = [cell.verdict for cell in cells if cell.verdict != "not_compared"]
    worst: CellVerdict = min(compared, key=WORST_FIRST.index, default="agrees")
    status: Agreement = "agrees" if worst == "not_compared" else worst
    if worst == "agrees" and row.papers < 2:
        status = "single"
    return Reconciliation(
        fact=row.fact,
        label=row.label,
        cells=cells,
        status=status,
        reason=_reason(row, cells, status),
        held_against=None if row.anchor is None else row.anchor.ref,
        check=row.check,
        parameters=row.parameters,
    )


def _cell(cell: Cell, anchored: bool) -> ReconciliationCell:
    """The cell as shown: what was read in doubt, or is held against what was, neither agrees nor differs for sure."""
    found, verdict, note = cell.found, cell.verdict, cell.note
    if verdict in {"agrees", "differs"} and not is_sure(found):
        verdict, note = "doubtful", "; ".join(filter(None, (note, "read in doubt")))
    elif verdict == "differs" and not anchored:
        verdict, note = "doubtful", f"{note}, which was read in doubt"
    return ReconciliationCell(
        ref=found.ref,
        document_type=found.document.document_type,
        value=found.value,
        printed=found.field.evidence.text,
        verdict=verdict,
        note=note,
        unit=found.field.unit,
    )


SAID: dict[Agreement, Callable[[str, str], str]] = {
    "differs": lambda label, files: f"{label}: {files} differs.",
    "doubtful": lambda label, files: f"{label}: a person must look at {files}.",
    "agrees": lambda label, files: f"{label}: {files} agree.",
    "single": lambda label, files: f"{label}: {files} alone gives it.",
}


def _reason(row: Row, cells: Sequence[ReconciliationCell], status: Agreement) -> str:
    wanted: CellVerdict = "agrees" if status == "single" else status
    files = list(dict.fromkeys(cell.ref.file for cell in cells if cell.verdict == wanted))
    said = counted(len(files), "paper") if status == "agrees" else joined(files) if files else "no paper"
    return SAID[status](row.label, said)
