"""The Decisions sheet: what was decided, by whom and why; those first that must be asked again."""

from __future__ import annotations

from records.findings import Decision, FieldRef
from records.overlay import DOCUMENT_TYPE
from worksheets.book import Column, Sheet
from worksheets.deciding import SHOWN_ACTION
from worksheets.looks import LINK, NOTE, PLAIN, TITLE
from worksheets.plan import Plan, path_in_words, row_of_check
from worksheets.words import check_in_words, day, in_words

COLUMNS = (
    Column("Holds?", 14),
    Column("On", 40),
    Column("Decision", 16),
    Column("Instead", 28),
    Column("What was read or judged", 40),
    Column("Reason", 40),
    Column("By", 9),
    Column("On the day", 12),
)
HEADING = 2
HOLDS, AGAIN = "✔ holds", "⚠ ask again"
NOBODY = "Nobody has decided anything on this case yet: the cells to decide in are on Checklist and Fields."
WHY_AGAIN = (
    "“ask again”: what the decision overruled has changed since, so it no longer holds and a person must look anew."
)


def write_decided(plan: Plan) -> None:
    """Writes the sheet: one row a decision, those to ask again first."""
    sheet = plan.book.sheet("Decisions", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "What was decided", TITLE)
    if plan.appraisal.asked_again:
        sheet.text(1, 0, WHY_AGAIN, NOTE.but(wrap=False))
    sheet.heading(HEADING, COLUMNS)
    row = HEADING
    for holds, decisions in ((AGAIN, plan.appraisal.asked_again), (HOLDS, plan.appraisal.decisions)):
        for decision in decisions:
            row += 1
            _write_decision(plan, sheet, row, decision, holds)
    if row == HEADING:
        row += 1
        sheet.merged(row, 0, len(COLUMNS) - 1, NOBODY, PLAIN)
    sheet.finish_table(HEADING, row, COLUMNS, status=0)


def _write_decision(plan: Plan, sheet: Sheet, row: int, decision: Decision, holds: str) -> None:
    sheet.text(row, 0, holds, PLAIN.but(bold=True))
    _write_target(plan, sheet, row, decision)
    sheet.text(row, 2, SHOWN_ACTION[decision.action])
    sheet.text(row, 3, "" if decision.after is None else in_words(decision.after, decision.unit))
    sheet.text(row, 4, decision.before or "nothing was read")
    sheet.text(row, 5, decision.why)
    sheet.text(row, 6, decision.who)
    sheet.text(row, 7, day(decision.when.date()))


def _write_target(plan: Plan, sheet: Sheet, row: int, decision: Decision) -> None:
    """What was decided on, linked to its row of the checklist or to its evidence."""
    if decision.on_finding:
        at = row_of_check(plan.appraisal, decision.target)
        target = None if at is None else f"internal:Checklist!A{at + 1}"
        sheet.link(row, 1, target, check_in_words(decision.target), LINK)
        return
    identity = (decision.sha256, decision.page_range)
    document = next((it for it in plan.appraisal.documents if it.identity == identity), None)
    what = "What this document is" if decision.target == DOCUMENT_TYPE else path_in_words(decision.target)
    if document is None:
        sheet.text(row, 1, f"{what}, of a document that is no longer handed in")
        return
    number = plan.number(document.sha256, document.file)
    ref = FieldRef(document.sha256, document.file, decision.target)
    sheet.link(row, 1, plan.target(ref), f"{number} · {what}", LINK, document.file)
