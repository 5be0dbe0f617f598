"""The Checklist sheet: every criterion with its clause, status, reason, evidence and parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from records.findings import FieldRef, Finding
from records.paths import take_apart
from worksheets import deciding, measure
from worksheets.book import Column, Sheet
from worksheets.clauses import texts
from worksheets.decision_cells import finding_key
from worksheets.looks import LINK, NOTE, PLAIN, TITLE, indian_format
from worksheets.paths import cited
from worksheets.plan import (
    CHECKLIST_HEADING,
    Plan,
    at_stake,
    needs_a_person,
    parameter_in_words,
    path_in_words,
    short_file,
)
from worksheets.stakes import stake_formula
from worksheets.words import STATUS, check_in_words

EVIDENCE_WIDTHS = (21, 11)
EVIDENCE = len(EVIDENCE_WIDTHS)
"""Evidence cells a finding gets; what is beyond them is on the sheets that the last one names."""

COLUMNS = (
    Column("No.", 5),
    Column("Criterion", 25),
    Column("Clause", 11),
    Column("Status", 12.5),
    Column("Reason", 40),
    Column("At stake (₹)", 14, right=True),
    Column("Figures of the scheme", 42),
    *(Column(f"Evidence {n}", width) for n, width in enumerate(EVIDENCE_WIDTHS, start=1)),
    *deciding.COLUMNS,
    deciding.KEY_COLUMN,
)
HEADING = CHECKLIST_HEADING
STATUS_COLUMN, STAKE_COLUMN = 3, 5
FIGURES_COLUMN = 6
EVIDENCE_COLUMN = FIGURES_COLUMN + 1
OPEN_COLUMN = EVIDENCE_COLUMN + EVIDENCE
KEY_COLUMN = OPEN_COLUMN + len(deciding.COLUMNS)
LEAST = 9.5
"""The type of figures and evidence: some 6 points on paper, where the sheet is as wide as the page."""


def write_checklist(plan: Plan) -> None:
    """Writes the sheet: one row a check, in the order of the checklist."""
    sheet = plan.book.sheet("Checklist", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Checklist: every criterion", TITLE)
    sheet.text(
        1,
        0,
        "✔ passes on sure evidence · ✘ fails on sure evidence · ⚠ a person must decide · ? something is not there · "
        "– does not apply. A clause leads to its text. “2 · p. 3” is page 3 of document 2 (Documents sheet).",
        NOTE.but(wrap=False),
    )
    sheet.text(2, 0, deciding.HOW, NOTE.but(wrap=False))
    sheet.heading(HEADING, COLUMNS, frozen=2)
    row = HEADING
    for number, finding in enumerate(plan.appraisal.findings, start=1):
        row = HEADING + number
        _write_finding(plan, sheet, row, number, finding)
    sheet.finish_table(HEADING, row, COLUMNS, status=STATUS_COLUMN)
    if row > HEADING:
        deciding.offer(sheet, HEADING + 1, row, OPEN_COLUMN, deciding.corrections_of_findings())


def row_of(number: int) -> int:
    """The row of the finding with this number, from 0."""
    return HEADING + number


WEIGHED = 1_000
"""References of one finding that are looked up to be put in order; those of a long ledger after them stay as cited."""


def evidence_first(plan: Plan, cited_refs: Sequence[FieldRef]) -> list[FieldRef]:
    """The evidence in the order of worth to a reader: doubtful values first, and of a long table one row a page."""
    refs, others = cited_refs[:WEIGHED], cited_refs[WEIGHED:]
    scored = []
    seen: set[tuple[str, str, str, int]] = set()
    for order, ref in enumerate(refs):
        found = cited(plan.appraisal.documents, ref)
        page = found[1][0].evidence.page if found else 0
        doubtful = bool(found) and any(it.is_doubtful for it in found[1]) if found else False
        table = take_apart(ref.field).table
        repeats = bool(table) and (ref.sha256, ref.file, table, page) in seen
        seen.add((ref.sha256, ref.file, table, page))
        scored.append((not doubtful, repeats, order, ref))
    return [*(ref for *_, ref in sorted(scored, key=lambda it: it[:3])), *others]


def _write_finding(plan: Plan, sheet: Sheet, row: int, number: int, finding: Finding) -> None:
    sheet.number(row, 0, number, PLAIN.but(align="center"))
    sheet.named(row, 1, check_in_words(finding.check), finding.check)
    write_clause(plan, sheet, row, 2, finding.clause)
    sheet.text(row, STATUS_COLUMN, status_in_words(finding), PLAIN.but(bold=True))
    sheet.text(row, 4, "\n".join((finding.reason, *warned(plan, finding))))
    figures = "\n".join(parameter_in_words(parameter) for parameter in finding.parameters)
    _write_stake(plan, sheet, row, finding)
    sheet.text(row, FIGURES_COLUMN, figures, PLAIN.but(size=LEAST))
    deciding.write_open(sheet, row, OPEN_COLUMN, finding.decision)
    deciding.write_key(sheet, row, KEY_COLUMN, finding_key(finding))
    evidence = evidence_first(plan, finding.fields)
    shown = evidence[:EVIDENCE] if len(evidence) <= EVIDENCE else evidence[: EVIDENCE - 1]
    one_line = LINK.but(size=LEAST, wrap=False)
    for at in range(EVIDENCE):
        column = EVIDENCE_COLUMN + at
        if at < len(shown):
            text = f"{plan.see(shown[at])} · {path_in_words(shown[at].field, table=False)}"
            room = measure.cell_width(COLUMNS[column].width) - measure.INDENT
            fitting = measure.shortened(text, room, LEAST)
            sheet.link(row, column, plan.target(shown[at]), fitting, one_line, plan.told(shown[at]))
        elif at == len(shown) and len(evidence) > len(shown):
            following = evidence[len(shown)]
            text = f"and {len(evidence) - len(shown)} more"
            sheet.link(row, column, plan.target(following), text, one_line, plan.told(following))
        else:
            sheet.blank(row, column)


def _write_stake(plan: Plan, sheet: Sheet, row: int, finding: Finding) -> None:
    """The rupees that hang on a finding which needs a person; the check's own figure where no cells give it."""
    stake = at_stake(finding, plan.appraisal) if needs_a_person(finding) else None
    formula = stake_formula(plan, finding, stake) if stake is not None else None
    if stake is None or formula is None:
        sheet.value(row, STAKE_COLUMN, stake, "INR")
        return
    look = PLAIN.but(align="right", wrap=False, number=indian_format(stake))
    sheet.formula(row, STAKE_COLUMN, formula, stake, look)


def status_in_words(finding: Finding) -> str:
    """The status that stands; where a person has moved it, the machine's below it."""
    if finding.stands == finding.status:
        return STATUS[finding.status]
    return f"{STATUS[finding.stands]}\nwas {STATUS[finding.status]}"


TOLD_WITH_A_FINDING = frozenset(
    {
        "formula_without_value",
        "error_cell",
        "hidden_text",
        "does_not_add_up",
        "two_totals",
        "rows_torn",
        "row_left_out",
        "tables_not_read",
        "repaired",
        "tracked_changes",
        "witnesses_disagree",
    }
)
"""Warnings of a reading that a reader of the checklist must know of: what rests on the paper may be incomplete."""

MOST_WARNINGS = 2


def warned(plan: Plan, finding: Finding) -> Iterator[str]:
    """What the reading of the papers that a finding rests on warns of, two at most."""
    if finding.status == "not_applicable":
        return
    papers = {(ref.sha256, ref.file) for ref in finding.fields}
    told = [
        f"⚠ {short_file(document.file)}: {notice.message}"
        for document in plan.appraisal.documents
        if (document.sha256, document.file) in papers
        for notice in document.warnings
        if notice.code in TOLD_WITH_A_FINDING
    ]
    told = list(dict.fromkeys(told))
    yield from told[:MOST_WARNINGS]
    if len(told) > MOST_WARNINGS:
        yield f"⚠ {len(told) - MOST_WARNINGS} more warnings of these papers are on Documents."


def write_clause(plan: Plan, sheet: Sheet, row: int, column: int, clause: str) -> None:
    """A clause's number that leads to its text."""
    at = plan.clause_rows.get(clause)
    if at is None:
        sheet.text(row, column, clause)
        return
    tip = " ".join(it.english for it in texts(clause, plan.clauses))
    sheet.link(row, column, f"internal:Clauses!A{at + 1}", clause, LINK, tip)
