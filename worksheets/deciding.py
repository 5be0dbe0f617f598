"""Writes the cells in which a reviewer decides (`worksheets.decision_cells` says what they mean)."""

from __future__ import annotations

from collections.abc import Sequence

from records.findings import Decision
from worksheets import decision_cells as cells
from worksheets.book import Column, Sheet
from worksheets.looks import NOTE, OPEN
from worksheets.words import STATUS, in_words

SHOWN_ACTION = {action: shown for shown, action in cells.CHOICES.items()}

COLUMNS = (
    Column(cells.DECISION, 13, printed=False),
    Column(cells.CORRECTED, 16, printed=False),
    Column(cells.WHY, 22, printed=False),
    Column(cells.WHO, 9, printed=False),
)
"""They are for the screen; on paper stands what was decided, on the sheet Decisions."""

KEY_COLUMN = Column(cells.KEY, 20, printed=False, hidden=True)

HOW = (
    "Decide in the open columns at the right: choose a decision, give the reason and your initials; “correct to” needs "
    "the value too. All else is locked."
)
LONGEST_REASON = 2000


def write_open(sheet: Sheet, row: int, first: int, decision: Decision | None = None) -> None:
    """The four open cells of a row; a decision that holds already stands in them."""
    if decision is None:
        for column in range(first, first + len(COLUMNS)):
            sheet.blank(row, column, OPEN)
        return
    taken = (SHOWN_ACTION[decision.action], _after(decision), decision.why, decision.who)
    for column, text in enumerate(taken, start=first):
        sheet.text(row, column, text, OPEN)


def write_key(sheet: Sheet, row: int, column: int, key: str) -> None:
    """The hidden key of a row."""
    sheet.text(row, column, key, NOTE.but(wrap=False, italic=False))


def offer(sheet: Sheet, first_row: int, last_row: int, first: int, corrections: Sequence[str] = ()) -> None:
    """Drop-downs and limits for the open cells of these rows, and a tint where something is still wanted.

    Args:
        sheet: the sheet.
        first_row: the first of the rows.
        last_row: the last of them.
        first: the column of the decision; the others follow it.
        corrections: what the corrected value may be; anything where none is given.
    """
    sheet.raw.data_validation(
        first_row,
        first,
        last_row,
        first,
        {
            "validate": "list",
            "source": list(cells.CHOICES),
            "input_title": "Decision",
            "input_message": "accept: as it stands · correct to: give the value · not applicable · ask applicant",
            "error_title": "Not a decision",
            "error_message": "Choose one of the list, or leave the cell empty.",
        },
    )
    if corrections:
        sheet.raw.data_validation(
            first_row,
            first + 1,
            last_row,
            first + 1,
            {"validate": "list", "source": list(corrections), "error_message": "Choose the status that is to stand."},
        )
    sheet.raw.data_validation(
        first_row,
        first + 2,
        last_row,
        first + 2,
        {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST_REASON,
            "error_message": f"At most {LONGEST_REASON} characters.",
        },
    )
    sheet.mark_wanted(first_row, last_row, first)


def corrections_of_findings() -> list[str]:
    """The statuses a finding can be corrected to, as the drop-down offers them."""
    return [STATUS[status] for status in cells.STANDS]


def _after(decision: Decision) -> str:
    return "" if decision.after is None else in_words(decision.after, decision.unit)
