"""The impact of a re-appraisal as a workbook: who flips, rupees moved, lost slabs, causes, decisions to ask again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from records.impact import CaseImpact, Impact, Sum
from worksheets.clean import clean
from worksheets.looks import indian_format

WORDS = {"eligible": "eligible", "not_eligible": "not eligible", "refer": "refer", "incomplete": "incomplete", "": "-"}
MADE = datetime(2026, 1, 1)
"""The day that every report bears inside, so that the same impact gives the same bytes."""

Cell = str | int | Decimal | None


def write_impact_workbook(impact: Impact, path: Path) -> None:
    """Writes the report; text of applicants is only ever text."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Impact of a re-appraisal", "created": MADE})
        sheets = Sheets(book)
        sheets.add("Summary", ("What", "Figure"), summary_rows(impact), (46, 60))
        sheets.add("Flips", ("From", "To", "Cases"), flip_rows(impact), (16, 16, 10))
        sums = ("", "Cases that move", "Before", "After", "Moved")
        sheets.add("By group", ("Group", *sums[1:]), sum_rows(impact.by_group()), (22, 16, 22, 22, 22))
        sheets.add("By stream", ("Stream", *sums[1:]), sum_rows(impact.by_stream()), (22, 16, 22, 22, 22))
        sheets.add("Causes", ("Cause", "Cases touched"), cause_rows(impact), (90, 16))
        sheets.add("Cases", CASE_HEADS, map(case_row, impact.cases), (26, 9, 14, 14, 14, 20, 20, 20, 70))
        sheets.add("Checks", CHECK_HEADS, check_rows(impact), (26, 34, 14, 14, 70, 70))
        sheets.add("Lost slabs", SLAB_HEADS, slab_rows(impact), (26, 9, 12, 12, 20))
        sheets.add("Ask again", ("Application", "Decision that no longer holds"), impact.to_ask_again, (26, 100))
        if impact.trouble:
            sheets.add("Not judged", ("Why",), ((it,) for it in impact.trouble), (120,))


CASE_HEADS = (
    "Application", "Group", "Stream", "Before", "After", "Amount before", "Amount after", "Moved", "Causes",
)  # fmt: skip
CHECK_HEADS = ("Application", "Check", "Before", "After", "Reason before", "Reason after")
SLAB_HEADS = ("Application", "Group", "Rate before", "Rate after", "Moved")


def summary_rows(impact: Impact) -> list[tuple[Cell, Cell]]:
    """What a re-appraisal comes to, a line each."""
    whole = impact.whole
    return [
        ("Scheme", impact.scheme),
        ("Judged as of", f"{impact.as_of:%d-%m-%Y}"),
        ("Scheme pack (digest)", impact.rules),
        ("Written to the register", "no: a dry run" if impact.is_dry_run else "yes"),
        ("Cases judged anew", impact.judged),
        ("Cases that rest on nothing that has changed", impact.unchanged),
        *((f"Left out: {why}", count) for why, count in sorted(impact.left.items())),
        ("Cases that move", len(impact.cases)),
        ("of these with another recommendation", sum(it.flips for it in impact.cases)),
        ("Cases in which only printed figures or reasons are others", impact.reworded),
        ("Amounts of the cases that move, before", whole.before),
        ("Amounts of the cases that move, after", whole.after),
        ("Rupees moved", whole.rupees),
        ("Cases that lose a slab of the capital subsidy", len(impact.lost_slabs)),
        ("Decisions to ask again", len(impact.to_ask_again)),
        ("Cases that could not be judged", len(impact.trouble)),
    ]


def flip_rows(impact: Impact) -> list[tuple[Cell, ...]]:
    """From, to, how many."""
    return [(WORDS[one], WORDS[other], count) for (one, other), count in sorted(impact.flips.items())]


def sum_rows(sums: dict[str, Sum]) -> list[tuple[Cell, ...]]:
    """Rupees by a name."""
    return [(name.replace("_", " "), it.cases, it.before, it.after, it.rupees) for name, it in sums.items()]


def cause_rows(impact: Impact) -> list[tuple[Cell, ...]]:
    """Causes, those that touch most first."""
    found = sorted(impact.causes.items(), key=lambda it: (-it[1], it[0]))
    return [(cause.in_words, count) for cause, count in found]


def case_row(case: CaseImpact) -> tuple[Cell, ...]:
    """A case that moves."""
    return (
        case.application_id,
        case.group,
        case.stream.replace("_", " "),
        WORDS[case.before.recommendation],
        WORDS[case.after.recommendation],
        case.before.amount,
        case.after.amount,
        case.rupees,
        "; ".join(it.in_words for it in case.causes),
    )


def check_rows(impact: Impact) -> Iterable[tuple[Cell, ...]]:
    """The checks whose status is another."""
    for case in impact.cases:
        for it in case.moved:
            if it.before != it.after:
                yield case.application_id, it.check, it.before, it.after, it.reason_before, it.reason_after


def slab_rows(impact: Impact) -> Iterable[tuple[Cell, ...]]:
    """The cases whose rate of capital subsidy is less."""
    for case in impact.lost_slabs:
        yield case.application_id, case.group, _percent(case.before.rate), _percent(case.after.rate), case.rupees


def _percent(rate: Decimal | None) -> str:
    return "-" if rate is None else f"{(rate * 100).normalize():f}%"


class Sheets:
    """Writes tables, a sheet each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._rupees: dict[str, Any] = {}

    def add(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> None:
        """A sheet with a head that stays in sight."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, heads, self._head)
        sheet.freeze_panes(1, 1)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._write(sheet, last, column, cell)
        if last:
            sheet.autofilter(0, 0, last, len(heads) - 1)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                sheet.write_blank(row, column, None)
            case Decimal():
                sheet.write_number(row, column, float(cell), self._rupees_like(cell))
            case int():
                sheet.write_number(row, column, cell)
            case str():
                sheet.write_string(row, column, clean(cell), self._text)

    def _rupees_like(self, amount: Decimal) -> Any:
        """The look of an amount of this size and sign; a workbook keeps each once."""
        shown = indian_format(amount)
        if shown not in self._rupees:
            colour = {"font_color": "red"} if amount < 0 else {}
            self._rupees[shown] = self._book.add_format({"num_format": shown, "valign": "top", **colour})
        return self._rupees[shown]
