"""The Decisions sheet: what was decided, by whom and why; those first that must be asked again."""

from __future__ import annotations

from records.findings import Decision, FieldRef
from records.overlay import DOCUMENT_TYPE
from worksheets.book import Column, Sheet
from worksheets.deciding import SHOWN_ACTION
from worksheets.looks import LINK, NOTE, PLAIN, TITLE
from worksheets.plan import CHECKLIST_HEADING, Plan, path_in_words, row_of_check
from worksheets.words import check_in_words, day, in_words

COLUMNS = (
    Column("Holds?", 14),
    Column("On", 36),
    Column("See", 15),
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
    sheet.text(row, 3, SHOWN_ACTION[decision.action])
    sheet.text(row, 4, "" if decision.after is None else in_words(decision.after, decision.unit))
    sheet.text(row, 5, decision.before or "nothing was read")
    sheet.text(row, 6, decision.why)
    sheet.text(row, 7, decision.who)
    sheet.text(row, 8, day(decision.when.date()))


def _write_target(plan: Plan, sheet: Sheet, row: int, decision: Decision) -> None:
    """What was decided on, and the way to its row of the checklist or to its evidence."""
    if decision.on_finding:
        at = row_of_check(plan.appraisal, decision.target)
        sheet.text(row, 1, check_in_words(decision.target))
        if at is None:
            sheet.text(row, 2, "no longer judged")
        else:
            sheet.link(row, 2, f"internal:Checklist!A{at + 1}", f"Checklist {at - CHECKLIST_HEADING}", LINK)
        return
    identity = (decision.sha256, decision.page_range)
    document = next((it for it in plan.appraisal.documents if it.identity == identity), None)
    what = "What this document is" if decision.target == DOCUMENT_TYPE else path_in_words(decision.target)
    if document is None:
        sheet.text(row, 1, f"{what}, of a document that is no longer handed in")
        sheet.blank(row, 2)
        return
    ref = FieldRef(document.sha256, document.file, decision.target)
    sheet.text(row, 1, f"{what}\n{document.file}")
    sheet.link(row, 2, plan.target(ref), plan.see(ref), LINK.but(wrap=False), document.file)
