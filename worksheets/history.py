"""The History sheet: earlier appraisals of the case, what each said, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from records.findings import Recommendation
from worksheets.book import Column, Sheet
from worksheets.looks import LABEL, PLAIN, TITLE
from worksheets.plan import Plan
from worksheets.words import RECOMMENDATION

COLUMNS = (
    Column("As of", 13),
    Column("Recommendation", 34),
    Column("Amount (₹)", 22, right=True),
    Column("What changed", 72),
    Column("Version of Parakh", 18),
    Column("Parameters", 18),
)
HEADING = 2
FIRST = "This is the first appraisal of the case that this worksheet knows of."
THIS = "this appraisal"


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier appraisal of the same case.

    Attributes:
        as_of: the day whose rules it was judged by.
        amount: what the papers supported, in rupees; None where nothing was computed.
        changed: one sentence for each thing that was otherwise then, e.g. a finding, the amount, a document.
    """

    as_of: date
    code_version: str
    parameters_digest: str
    recommendation: Recommendation
    amount: Decimal | None
    changed: tuple[str, ...] = ()


def write_history(plan: Plan, history: Sequence[Previous]) -> None:
    """Writes the sheet: this appraisal, then the earlier ones, the latest first."""
    sheet = plan.book.sheet("History", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Earlier appraisals of this case", TITLE)
    sheet.heading(HEADING, COLUMNS)
    now = plan.appraisal
    this = Previous(
        now.as_of, now.code_version, now.parameters_digest, now.recommendation, now.incentive.amount, (THIS,)
    )
    row = HEADING + 1
    _write(sheet, row, this)
    if not history:
        row += 1
        sheet.merged(row, 0, len(COLUMNS) - 1, FIRST, PLAIN)
    for earlier in history:
        row += 1
        _write(sheet, row, earlier)
    sheet.finish_table(HEADING, row, COLUMNS)


def _write(sheet: Sheet, row: int, it: Previous) -> None:
    look = LABEL if it.changed == (THIS,) else PLAIN
    sheet.value(row, 0, it.as_of, look=look.but(align="left"))
    sheet.text(row, 1, RECOMMENDATION[it.recommendation], look)
    if it.amount is None:
        sheet.text(row, 2, "? not computed", look.but(align="right"))
    else:
        sheet.value(row, 2, it.amount, "INR", look)
    sheet.text(row, 3, "\n".join(it.changed) or "nothing", look)
    sheet.text(row, 4, it.code_version, look)
    sheet.text(row, 5, it.parameters_digest[:12] or "–", look)
