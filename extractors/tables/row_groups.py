"""Lines of print joined into rows: by figures, serial numbers and dates, and by the white between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import Literal

from extractors.finding.bands import Band, read_order, text_of
from extractors.finding.ruled import Rule
from extractors.tables.serials import is_serial
from extractors.tables.words import calls_head, looks_like_group, row_kind
from records.identifiers import find_identifiers
from reference.table_specs import ColumnSpec

FIGURE_KINDS = frozenset({"amount", "quantity", "rate", "tonnes_a_year", "percent", "assay"})

FEWEST_STAGGERED = 2
"""So many rows at least show that serial and figures of a row stand on lines of their own."""

FEWEST_BLOCKS = 2
"""So many rows of several lines at least show how rows are parted by white."""

CLEAR_STEP = 0.12
"""Of the white between lines, in type heights, what parts rows is this much more than what stands within them."""

WIDEST_WITHIN = 1.0
"""Lines further apart than this (type heights) stand in no one row."""

MOST_BAD = 0.1
"""So large a share of the rows found by white may hold what two rows hold."""

_FIGURE = re.compile(r"[0-9०-९]")
DAY = re.compile(r"[0-9०-९]{1,2}\s?[-./\s]\s?[\w\u0900-\u097f]{1,10}\s?[-./,\s]\s?[0-9०-९]{2,4}")
_ONE_FIGURE = re.compile(
    r"\(?-?(?:₹|Rs\.?|INR)?[0-9०-९]{1,3}(?:(?:,[0-9०-९]{2,3})+|[0-9०-९]*)(?:\.[0-9०-९]+)?\)?(?:/-|%)?"
    r"(?:[A-Za-z/. ]{0,24})"
)

_AT_RATE = re.compile(r"[0-9०-९].*@.*[0-9०-९]")
"""A quantity and below it the rate it was sold at."""

Standing = Literal["anchor", "text", "apart"]


def grouped(lines: Sequence[Band], columns: Mapping[int, ColumnSpec], rules: Sequence[Rule]) -> list[Band]:
    """Lines of print joined into rows.

    Where white or drawn lines part the rows clearly they tell; else a line without a figure, serial or date goes on
    with the row it is nearer to.
    """
    standing = [_standing(line, columns) for line in lines]
    home = _by_white(lines, standing, columns, rules) or _by_nearness(lines, standing, columns, rules)
    groups: dict[int, list[Band]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(home[number], []).append(line)
    return [_joined(groups[number], lines[number]) for number in sorted(groups)]


def _by_nearness(
    lines: Sequence[Band], standing: Sequence[Standing], columns: Mapping[int, ColumnSpec], rules: Sequence[Rule]
) -> list[int]:
    """For each line the line that its row begins with or hangs on: that of the figures which it is nearer to."""
    home = list(range(len(lines)))
    at = 0
    while at < len(lines):
        if standing[at] != "text":
            at += 1
            continue
        end = at
        while end < len(lines) and standing[end] == "text":
            end += 1
        _settle(lines, standing, home, at, end, rules)
        at = end
    return _staggered(lines, standing, home, columns, rules)


def _by_white(
    lines: Sequence[Band], standing: Sequence[Standing], columns: Mapping[int, ColumnSpec], rules: Sequence[Rule]
) -> list[int] | None:
    """The rows as white or drawn lines part them; None where they part nothing, or not what rows are.

    Cells of several lines stand at the top, in the middle or at the foot of their row, so that figures and the name
    they belong to may be nearer to the rows beside; but the white between rows is wider than any within one.
    """
    gaps = [_gap(lines, number, rules) for number in range(len(lines))]
    heights = sorted(line.bottom - line.top for line in lines)
    if len(lines) < 2 * FEWEST_BLOCKS:
        return None
    height = heights[len(heights) // 2]
    for threshold in _thresholds(gaps, height):
        blocks = _blocks(gaps, min(threshold, WIDEST_WITHIN * height))
        rows = [block for block in blocks if any(standing[at] == "anchor" for at in block)]
        several = [block for block in rows if len(block) > 1]
        good = [
            block
            for block in several
            if (threshold == inf or not any(standing[at] == "apart" for at in block))
            and _is_one_row([lines[at] for at in block], columns)
        ]
        if len(good) < FEWEST_BLOCKS or len(several) - len(good) > MOST_BAD * len(rows):
            continue
        if not any(_hangs_otherwise(block, standing) for block in good):
            continue
        near = _by_nearness(lines, standing, columns, rules)
        owner = {at: number for number, block in enumerate(blocks) for at in block}
        home = [it if owner[it] == owner[at] else at for at, it in enumerate(near)]
        for block in good:
            first = next(at for at in block if standing[at] == "anchor")
            for at in block:
                home[at] = first
        return home
    return None


def _hangs_otherwise(block: Sequence[int], standing: Sequence[Standing]) -> bool:
    """Whether a row has lines above its first figure, or figures on several: what nearness may tell wrongly."""
    return standing[block[0]] != "anchor" or sum(standing[at] == "anchor" for at in block) > 1


def _thresholds(gaps: Sequence[float | None], height: float) -> list[float]:
    """How much white may part rows, the most first: drawn lines alone, else each clear step between two widths."""
    widths = sorted(it for it in gaps if it is not None and it <= 2 * height)
    steps = [
        (upper + lower) / 2
        for lower, upper in pairwise(widths)
        if upper - lower >= CLEAR_STEP * height and lower < WIDEST_WITHIN * height
    ]
    ruled = [inf] if sum(1 for it in gaps[1:] if it is None) >= FEWEST_BLOCKS else []
    return [*ruled, *reversed(steps)]


def _blocks(gaps: Sequence[float | None], threshold: float) -> list[list[int]]:
    """The numbers of the lines between which there is no more white than the threshold, nor a drawn line."""
    blocks: list[list[int]] = []
    for number, gap in enumerate(gaps):
        if blocks and gap is not None and gap < threshold:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _is_one_row(block: Sequence[Band], columns: Mapping[int, ColumnSpec]) -> bool:
    """Whether lines hold what one row holds: of each serial number, date and figure one, though it may be broken."""
    if any(_holds_group(line) for line in block):
        return False
    return not _mixes_sum(block, columns) and not any(
        prints_two(column.kind, [text_of(line.cells[at]).strip() for line in block if _is_own(line, at)])
        for at, column in columns.items()
    )


def _mixes_sum(block: Sequence[Band], columns: Mapping[int, ColumnSpec]) -> bool:
    """Whether a line that is a sum stands with one that has a serial number or a date."""
    marked = any(_prints(line, columns, ("serial", "date", "invoice")) for line in block)
    return marked and any(row_kind(text_of(line.words)) for line in block)


def _holds_group(line: Band) -> bool:
    """Whether a line is the heading of the rows below it."""
    return sum(1 for words in line.cells if words) == 1 and looks_like_group(text_of(line.words))


def prints_two(kind: str, texts: Sequence[str]) -> bool:
    """Whether the lines of a column hold two serial numbers, dates or figures, and not one that is broken."""
    if kind == "serial":
        return sum(1 for text in texts if is_serial(text)) > 1
    if kind == "date":
        return sum(1 for text in texts if DAY.search(text)) > 1
    figures = [text for text in texts if _FIGURE.search(text)]
    if kind not in FIGURE_KINDS or len(figures) < 2:
        return False
    if kind == "quantity" and len(figures) == 2 and _AT_RATE.search(" ".join(texts)):
        return False
    return not _ONE_FIGURE.fullmatch("".join(texts)) or _ends_whole(figures[0])


def _ends_whole(text: str) -> bool:
    """Whether a figure ends as amounts end, so that none goes on below it: with a stroke, a bracket or a percent."""
    return text.endswith(("/-", ")", "%"))


def _is_own(line: Band, position: int) -> bool:
    return position < len(line.cells) and line.owner.count(position) == 1 and position not in line.lent


def _staggered(
    lines: Sequence[Band],
    standing: Sequence[Standing],
    home: Sequence[int],
    columns: Mapping[int, ColumnSpec],
    rules: Sequence[Rule],
) -> list[int]:
    """The rows of lines whose serial, date and figures stand on lines of their own, one under the other.

    So only where every serial number stands on a line without figure, exactly one line with figures follows each before
    the next one, and the white above each serial number is wider than any within its row.
    """
    serial = [at for at, it in enumerate(lines) if standing[at] == "anchor" and _prints(it, columns, ("serial",))]
    figures = [at for at, it in enumerate(lines) if standing[at] == "anchor" and _prints(it, columns, FIGURE_KINDS)]
    last = next((at for at in figures if serial and at > serial[-1]), None)
    if len(serial) < FEWEST_STAGGERED or last is None or set(serial) & set(figures):
        return list(home)
    ends = [*serial[1:], last + 1]
    own = [[at for at in figures if start < at < end] for start, end in zip(serial, ends, strict=True)]
    within = [_gap(lines, at, rules) for start, end in zip(serial, ends, strict=True) for at in range(start + 1, end)]
    between = [_gap(lines, at, rules) for at in serial[1:]]
    inner = [it for it in within if it is not None]
    if any(len(it) != 1 for it in own) or not inner or len(inner) != len(within):
        return list(home)
    if any(it is not None and it <= max(inner) + 1.0 for it in between):
        return list(home)
    joined = list(home)
    for start, end in zip(serial, ends, strict=True):
        joined[start:end] = [start] * (end - start)
    return joined


def _prints(line: Band, columns: Mapping[int, ColumnSpec], kinds: Collection[str]) -> bool:
    """Whether a figure stands in a column of one of these kinds."""
    return any(
        column.kind in kinds and position < len(line.cells) and _FIGURE.search(text_of(line.cells[position]))
        for position, column in columns.items()
    )


def _settle(
    lines: Sequence[Band], standing: Sequence[Standing], home: list[int], start: int, end: int, rules: Sequence[Rule]
) -> None:
    """Give each text line of a run to the row above it or the one below it, or leave it alone."""
    above = start - 1 if start and standing[start - 1] == "anchor" else None
    if above is not None and _leaves_sum(lines[above], lines[start]):
        above = None
    below = end if end < len(lines) and standing[end] == "anchor" else None
    steps = [_gap(lines, number, rules) for number in range(start, end + 1)]
    inner = [step for step in steps if step is not None]
    widest = max(range(len(steps)), key=lambda it: 1e9 if steps[it] is None else steps[it] or 0.0)
    broken = steps[widest] is None or (steps[widest] or 0.0) > 1.25 * max(min(inner, default=0.0), 0.5) + 1.0
    cut = start + widest if broken else end
    for number in range(start, end):
        if number < cut and above is not None and _near(lines, above, number, rules):
            home[number] = above
        elif number >= cut and below is not None and _near(lines, number, below, rules):
            home[number] = below


def _leaves_sum(total: Band, line: Band) -> bool:
    """Whether a line below a sum stands where the sum prints nothing: what signs the table, not the end of a label."""
    text = text_of(total.words)
    return row_kind(text) is not None and all(
        not total.cells[at] for at, words in enumerate(line.cells) if words and at < len(total.cells)
    )


def _near(lines: Sequence[Band], first: int, last: int, rules: Sequence[Rule]) -> bool:
    height = min(line.bottom - line.top for line in lines[first : last + 1])
    gaps = [_gap(lines, number, rules) for number in range(first + 1, last + 1)]
    return all(gap is not None and gap < 1.6 * height for gap in gaps)


def _gap(lines: Sequence[Band], number: int, rules: Sequence[Rule]) -> float | None:
    """The white between a line and the one before it; None where a drawn line stands there or no line does."""
    if number == 0 or number >= len(lines):
        return None if number == 0 else 1e6
    upper, lower = lines[number - 1], lines[number]
    middles = (upper.top + upper.bottom) / 2, (lower.top + lower.bottom) / 2
    if any(middles[0] < rule.at < middles[1] for rule in rules):
        return None
    return lower.top - upper.bottom


def _standing(line: Band, columns: Mapping[int, ColumnSpec]) -> Standing:
    if has_figures(line, columns):
        return "anchor"
    text = text_of(line.words)
    filled = [column for column, words in enumerate(line.cells) if words]
    merged = any(line.owner.count(column) > 1 for column in filled)
    if not {"gstin", "party"} & {column.kind for column in columns.values()} and find_identifiers("gstin", text):
        return "apart"  # a party with its number over its rows, in a table that has no column for either
    if merged or row_kind(text) is not None or calls_head(text):
        return "apart"
    if len(filled) == 1 and looks_like_group(text) and not text[:1].islower():
        return "apart"
    return "text"


def has_figures(line: Band, columns: Mapping[int, ColumnSpec]) -> bool:
    """Whether a line starts or carries a row: a figure in a column of figures, a serial number, or a date."""
    kinds = {column.kind for column in columns.values()}
    weak = frozenset({"condition", "relation"}) if not kinds & FIGURE_KINDS else frozenset()
    for position, column in columns.items():
        if position >= len(line.cells) or not line.cells[position] or line.owner.count(position) > 1:
            continue
        text = text_of(line.cells[position]).strip()
        if column.kind in FIGURE_KINDS and _FIGURE.search(text) and sum(c.isalpha() for c in text) <= 10:
            return True
        if column.kind == "serial" and is_serial(text):
            return True
        if column.kind == "date" and DAY.search(text):
            return True
        if column.kind in weak and text:
            return True
    return False


def _joined(lines: Sequence[Band], anchor: Band) -> Band:
    if len(lines) == 1:
        return lines[0]
    cells = tuple(
        anchor.cells[column]
        if column in anchor.lent
        else read_order([word for line in lines for word in line.cells[column]])
        for column in range(len(anchor.cells))
    )
    return replace(anchor, top=min(line.top for line in lines), bottom=max(line.bottom for line in lines), cells=cells)
