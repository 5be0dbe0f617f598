"""The Reconciliation sheet: what each document says of each fact, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from records.findings import Agreement, CellVerdict, Reconciliation, ReconciliationCell
from records.readings import DocumentReading
from worksheets.book import Column, Sheet
from worksheets.clean import one_line
from worksheets.looks import LINK, NOTE, PLAIN, TITLE, Tone
from worksheets.plan import Plan, parameter_in_words, row_of_check, shown_words
from worksheets.words import check_in_words, document_type_in_words, in_words

FIXED = (Column("Fact", 24), Column("Agreement", 14), Column("In a sentence", 34), Column("Judged by", 22))
HEADING = 3
AGREEMENT_COLUMN = 1
ROOM = 150
"""Characters for the documents' columns; with more documents they become narrower, down to `NARROWEST`."""

NARROWEST, WIDEST = 15, 26

AGREEMENT: Mapping[Agreement, str] = {
    "agrees": "✔ agrees",
    "differs": "✘ differs",
    "doubtful": "⚠ doubtful",
    "single": "– one paper only",
}
VERDICT: Mapping[CellVerdict, str] = {
    "agrees": "✔ agrees",
    "differs": "✘ differs",
    "doubtful": "⚠ doubtful",
    "not_compared": "– not compared",
}
TONE: Mapping[CellVerdict, Tone] = {
    "agrees": "plain",
    "differs": "fail",
    "doubtful": "refer",
    "not_compared": "not_applicable",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says of one fact: in one place, or in several."""

    cells: tuple[ReconciliationCell, ...]

    @property
    def worst(self) -> CellVerdict:
        """The verdict that a reader must see first."""
        return min((it.verdict for it in self.cells), key=("differs", "doubtful", "agrees", "not_compared").index)


def write_reconciliation(plan: Plan) -> None:
    """Writes the sheet: one row a fact, one column a document that tells of any."""
    facts = plan.appraisal.reconciliation
    papers = _papers(plan, facts)
    width = max(NARROWEST, min(WIDEST, ROOM / max(1, len(papers))))
    columns = (*FIXED, *(Column(_heading(plan, it), width) for it in papers))
    sheet = plan.book.sheet("Reconciliation", [column.width for column in columns], landscape=True)
    sheet.text(0, 0, "What each paper says, fact by fact", TITLE)
    note = (
        "✔ agrees within the tolerance with the value in bold, which the others are held against · ✘ differs · "
        "⚠ read in doubt, or not surely the same · – another kind of figure, shown beside the others only."
    )
    sheet.text(1, 0, note, NOTE.but(wrap=False))
    sheet.heading(HEADING, columns)
    sheet.raw.freeze_panes(HEADING + 1, 1)
    sheet.raw.repeat_columns(0, 1)
    row = HEADING
    for fact in facts:
        row += 1
        _write_fact(plan, sheet, row, fact, papers)
    if row == HEADING:
        row += 1
        sheet.text(row, 0, "No paper tells of a fact that could be compared.", PLAIN.but(wrap=False))
    sheet.finish_table(HEADING, row, columns, status=AGREEMENT_COLUMN)


def _papers(plan: Plan, facts: Iterable[Reconciliation]) -> list[DocumentReading]:
    """The documents that tell of any fact, in the order in which they were handed in."""
    telling = {(cell.ref.sha256, cell.ref.file) for fact in facts for cell in fact.cells}
    return [it for it in plan.appraisal.documents if (it.sha256, it.file) in telling]


def _heading(plan: Plan, document: DocumentReading) -> str:
    number = plan.number(document.sha256, document.file)
    return f"{number} · {document_type_in_words(document.document_type)}"


def _write_fact(plan: Plan, sheet: Sheet, row: int, fact: Reconciliation, papers: list[DocumentReading]) -> None:
    sheet.text(row, 0, fact.label, PLAIN.but(bold=True))
    sheet.text(row, AGREEMENT_COLUMN, AGREEMENT[fact.status], PLAIN.but(bold=True))
    sheet.text(row, 2, "\n".join((fact.reason, *(parameter_in_words(it) for it in fact.parameters))))
    _write_check(plan, sheet, row, fact)
    for column, paper in enumerate(papers, start=len(FIXED)):
        mine = tuple(it for it in fact.cells if (it.ref.sha256, it.ref.file) == (paper.sha256, paper.file))
        if mine:
            _write_said(plan, sheet, row, column, fact, Said(mine))
        else:
            sheet.blank(row, column)


def _write_check(plan: Plan, sheet: Sheet, row: int, fact: Reconciliation) -> None:
    at = row_of_check(plan.appraisal, fact.check)
    if at is None:
        sheet.text(row, 3, "– shown only" if not fact.check else check_in_words(fact.check))
        return
    sheet.link(row, 3, f"internal:Checklist!A{at + 1}", check_in_words(fact.check), LINK)


def _write_said(plan: Plan, sheet: Sheet, row: int, column: int, fact: Reconciliation, said: Said) -> None:
    """The value with its verdict, linked to its place; in bold where the others are held against it."""
    lines = []
    for cell in said.cells:
        shown = in_words(shown_words(cell.value), cell.unit)
        note = f" ({cell.note})" if cell.note else ""
        lines.append(f"{one_line(shown, 200)}\n{VERDICT[cell.verdict]}{note}")
    held = fact.held_against is not None and fact.held_against in {it.ref for it in said.cells}
    look = LINK.but(tone=TONE[said.worst], bold=held)
    first = said.cells[0]
    printed = one_line(first.printed, 150)
    sheet.link(row, column, plan.target(first.ref), "\n".join(lines), look, f"{plan.told(first.ref)} · “{printed}”")
