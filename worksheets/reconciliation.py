"""The Reconciliation sheet: what each document says of each fact, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from records.findings import Agreement, CellVerdict, Reconciliation, ReconciliationCell
from records.readings import DocumentReading
from worksheets import measure
from worksheets.book import Column, Sheet
from worksheets.clean import one_line
from worksheets.looks import LINK, NOTE, PLAIN, TITLE, Tone
from worksheets.plan import CHECKLIST_HEADING, Plan, row_of_check, shown_words
from worksheets.words import check_in_words, in_words, words

FIXED = (Column("Fact", 24), Column("Agreement", 14), Column("In a sentence", 34), Column("Judged by", 22))
HEADING, REPEATED = 3, 2
AGREEMENT_COLUMN = 1
ROOM = 150
"""Characters for the documents' columns; with more documents they become narrower, down to `NARROWEST`."""

NARROWEST, WIDEST = 20, 28
LINK_SIZE = 8.5

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
    "not_compared": "– shown only",
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
    """Writes the sheet: two rows a fact, one column a document that tells of any."""
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
    sheet.heading(HEADING, columns, frozen=1)
    sheet.raw.repeat_columns(0, REPEATED - 1)
    sheet.read_across([column.width for column in columns[:REPEATED]])
    row = HEADING
    for fact in facts:
        _write_fact(plan, sheet, row + 1, fact, papers)
        row += 2
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
    return f"{number} · {words(document.document_type)}"


def _write_fact(plan: Plan, sheet: Sheet, row: int, fact: Reconciliation, papers: list[DocumentReading]) -> None:
    """Two rows: the values, and below them how they agree, each with its link (a linked cell holds one line only).

    Fact and agreement stand in both rows, so that filters keep them together.
    """
    tolerances = (f"{it.id} = {in_words(it.value, it.unit)}" for it in fact.parameters)
    for at, look in ((row, PLAIN.but(bold=True)), (row + 1, NOTE.but(boxed=True, italic=False))):
        sheet.text(at, 0, fact.label, look)
        sheet.text(at, AGREEMENT_COLUMN, AGREEMENT[fact.status], look)
    sheet.text(row, 2, fact.reason)
    sheet.text(row + 1, 2, "; ".join(tolerances), NOTE.but(boxed=True, italic=False))
    sheet.text(row, 3, check_in_words(fact.check) if fact.check else "– shown only")
    _write_check(plan, sheet, row + 1, fact)
    for column, paper in enumerate(papers, start=len(FIXED)):
        mine = tuple(it for it in fact.cells if (it.ref.sha256, it.ref.file) == (paper.sha256, paper.file))
        if mine:
            _write_said(plan, sheet, row, column, fact, Said(mine))
        else:
            sheet.blank(row, column)
            sheet.blank(row + 1, column)


def _write_check(plan: Plan, sheet: Sheet, row: int, fact: Reconciliation) -> None:
    at = row_of_check(plan.appraisal, fact.check)
    if at is None:
        sheet.blank(row, 3)
        return
    number = at - CHECKLIST_HEADING
    sheet.link(row, 3, f"internal:Checklist!A{at + 1}", f"Checklist, no. {number}", LINK.but(wrap=False))


def _write_said(plan: Plan, sheet: Sheet, row: int, column: int, fact: Reconciliation, said: Said) -> None:
    """The value, in bold where the others are held against it, and the verdict with the link to its place."""
    held = fact.held_against is not None and fact.held_against in {it.ref for it in said.cells}
    look = PLAIN.but(tone=TONE[said.worst], bold=held)
    first = said.cells[0]
    if len(said.cells) == 1 and not first.note:
        sheet.value(row, column, shown_words(first.value), first.unit, look.but(align="left"))
    else:
        sheet.text(row, column, "\n".join(map(_told, said.cells)), look)
    room = measure.cell_width(sheet.widths[column]) - measure.INDENT
    shown = measure.shortened(f"{VERDICT[said.worst]} · {plan.where(first.ref)}", room, LINK_SIZE)
    tip = f"{plan.told(first.ref)} · “{one_line(first.printed, 150)}”"
    linked = LINK.but(tone=TONE[said.worst], size=LINK_SIZE, wrap=False)
    sheet.link(row + 1, column, plan.target(first.ref), shown, linked, tip)


def _told(cell: ReconciliationCell) -> str:
    note = f" ({cell.note})" if cell.note else ""
    return one_line(in_words(shown_words(cell.value), cell.unit), 200) + note
