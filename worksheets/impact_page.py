"""The impact of a re-appraisal as one HTML page with charts: nothing is loaded from elsewhere, it works offline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from records.impact import Impact, Sum
from worksheets.clean import clean
from worksheets.impact import (
    CASE_HEADS,
    CHECK_HEADS,
    SLAB_HEADS,
    WORDS,
    Cell,
    case_row,
    cause_rows,
    check_rows,
    slab_rows,
    sum_rows,
    summary_rows,
)
from worksheets.words import exact_rupees

MOST_ROWS = 500
"""Rows of a table on the page; the workbook has all."""

WIDTH, BAR, GAP, LEFT = 860, 22, 12, 230
BEFORE, AFTER = "#9DB2C6", "#1F5F8B"

STYLE = """
body { font: 15px/1.45 system-ui, "Noto Sans", "Noto Sans Devanagari", sans-serif; color: #1c2733; margin: 2rem auto;
       max-width: 1100px; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; border-bottom: 1px solid #c9d3dc; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: #5a6875; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #e3e9ee; }
th { background: #eef3f7; } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.dry { background: #fff4d6; padding: .5rem .8rem; border-left: 4px solid #d9a400; }
svg { max-width: 100%; height: auto; } svg text { font-size: 13px; fill: #1c2733; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""


def impact_page(impact: Impact) -> str:
    """The whole page."""
    dry = (
        '<p class="dry">A dry run: nothing of this was written to the register.</p>'
        if impact.is_dry_run
        else "<p>This is written to the register.</p>"
    )
    sums = ("Cases that move", "Before", "After", "Moved")
    parts = (
        "<h1>Impact of the re-appraisal</h1>",
        dry,
        table(("What", "Figure"), summary_rows(impact)),
        "<h2>Who flips</h2>",
        flips_chart(impact),
        "<h2>Rupees by group</h2>",
        rupees_chart("by group", impact.by_group()),
        table(("Group", *sums), sum_rows(impact.by_group())),
        "<h2>Rupees by recycling stream</h2>",
        rupees_chart("by stream", impact.by_stream()),
        table(("Stream", *sums), sum_rows(impact.by_stream())),
        "<h2>Causes</h2>",
        table(("Cause", "Cases touched"), cause_rows(impact)),
        "<h2>Cases that move</h2>",
        table(CASE_HEADS, [case_row(it) for it in impact.cases]),
        "<h2>Checks that come out otherwise</h2>",
        table(CHECK_HEADS, check_rows(impact)),
        "<h2>Who loses a slab</h2>",
        table(SLAB_HEADS, slab_rows(impact)),
        "<h2>Decisions to ask again</h2>",
        table(("Application", "Decision that no longer holds"), impact.to_ask_again),
        *(("<h2>Not judged</h2>", table(("Why",), [(it,) for it in impact.trouble])) if impact.trouble else ()),
    )
    head = f'<meta charset="utf-8"><title>Impact of the re-appraisal</title><style>{STYLE}</style>'
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def flips_chart(impact: Impact) -> str:
    """A bar for each kind of flip."""
    bars = [(f"{WORDS[one]} → {WORDS[other]}", count) for (one, other), count in sorted(impact.flips.items())]
    if not bars:
        return "<p>No recommendation is another.</p>"
    most = max(count for _, count in bars)
    drawn = []
    for number, (name, count) in enumerate(bars):
        top = number * (BAR + GAP)
        drawn += [_label(top, name), _bar(top, count / most, AFTER, str(count))]
    return _svg(len(bars) * (BAR + GAP), drawn, f"Cases whose recommendation is another: {len(bars)} kinds")


def rupees_chart(name: str, sums: dict[str, Sum]) -> str:
    """Two bars for each name: before, after."""
    if not sums:
        return "<p>No case moves.</p>"
    most = max(*(it.before for it in sums.values()), *(it.after for it in sums.values())) or Decimal(1)
    drawn = []
    for number, (what, it) in enumerate(sums.items()):
        top = number * 2 * (BAR + GAP)
        drawn += [
            _label(top, f"{what.replace('_', ' ')}, before"),
            _bar(top, float(it.before / most), BEFORE, exact_rupees(it.before)),
            _label(top + BAR + GAP // 2, "after"),
            _bar(top + BAR + GAP // 2, float(it.after / most), AFTER, exact_rupees(it.after)),
        ]
    return _svg(len(sums) * 2 * (BAR + GAP), drawn, f"Amounts of the cases that move, {name}, before and after")


def _svg(height: int, drawn: Iterable[str], title: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"<title>{text(title)}</title>{''.join(drawn)}</svg>"
    )


def _label(top: int, words: str) -> str:
    return f'<text x="{LEFT - 8}" y="{top + BAR - 6}" text-anchor="end">{text(words)}</text>'


def _bar(top: int, share: float, colour: str, words: str) -> str:
    width = max(1.0, share * (WIDTH - LEFT - 190))
    return (
        f'<rect x="{LEFT}" y="{top}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>'
        f'<text x="{LEFT + width + 8:.1f}" y="{top + BAR - 6}">{text(words)}</text>'
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table; of a long one the beginning."""
    all_rows = list(rows)
    if not all_rows:
        return "<p>None.</p>"
    columns = zip(heads, zip(*all_rows, strict=True), strict=True)
    looks = [(it, ' class="n"' if _is_of_numbers(cells) else "") for it, cells in columns]
    head = "".join(f"<th{look}>{text(it)}</th>" for it, look in looks)
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in all_rows[:MOST_ROWS])
    more = len(all_rows) - MOST_ROWS
    caption = f"<caption>{more} more are in the workbook.</caption>" if more > 0 else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _is_of_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a column holds numbers only, whose heading then stands at the right as they do."""
    return any(it is not None for it in cells) and not any(isinstance(it, str) for it in cells)


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return "<td></td>"
        case Decimal():
            return f'<td class="n">{exact_rupees(cell)}</td>'
        case int():
            return f'<td class="n">{cell}</td>'
    return f"<td>{text(cell)}</td>"


def text(words: str) -> str:
    """Words of anybody's as text of the page: never a tag, no control characters."""
    return escape(clean(words))
