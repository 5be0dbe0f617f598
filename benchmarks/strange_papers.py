"""Papers whose layout nobody designed: for each group of particulars the place of the values is drawn from a seed.

A place is where a value stands to its label: beside it, below it, over it, in the same or in another ruled cell, behind
dots, in boxes for single letters, on a card, in one of two columns, in a sentence, in the head of a letter, on the
next page. What is printed is drawn by coordinates, so that thousands are made in a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from reportlab.lib.pagesizes import A4

from benchmarks.strange_sheet import FOOT, LEFT, RIGHT, Sheet
from benchmarks.strange_values import Asked, Language, asked, wordings


@dataclass(frozen=True, slots=True)
class Placed:
    """A field as it was printed, and in which place."""

    asked: Asked
    place: str


@dataclass(frozen=True, slots=True)
class StrangePaper:
    """One paper as a PDF file, with the fields that it prints."""

    document_type: str
    language: Language
    content: bytes
    fields: tuple[Placed, ...]


Drawn = list[Placed]


def _beside(sheet: Sheet, fields: Sequence[Asked], *, column: float | None, mark_apart: bool, place: str) -> Drawn:
    """Label and value on one line, the value right behind it or in a column of its own."""
    for it in fields:
        room = (column or 0) - LEFT - 14
        lines = sheet.wrapped(it.label, room, of_label=True) if column else [it.label]
        values = sheet.wrapped(it.printed, RIGHT - (column or LEFT + 200) - 12)
        sheet.room_for(sheet.step * (max(len(lines), len(values)) + 1))
        if column is None:
            mark = sheet.mark or ":"
            end = sheet.label(LEFT, f"{it.label}{mark} ")
            first, *rest = sheet.wrapped(it.printed, RIGHT - end)
            sheet.value(end, first)
            if rest:
                sheet.y = sheet.column(end, rest, y=sheet.y + sheet.step) - sheet.step
        else:
            if not mark_apart:
                lines[-1] += sheet.mark
            below = sheet.column(LEFT, lines, of_label=True)
            if mark_apart:
                sheet.label(column, ":")
            sheet.y = max(below, sheet.column(column + (12 if mark_apart else 0), values)) - sheet.step
        sheet.y += sheet.step * 1.25
    return [Placed(it, place) for it in fields]


def same_line(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """The value right behind its label and the mark after it."""
    return _beside(sheet, fields, column=None, mark_apart=False, place="same line")


def right_column(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Values in a column of their own."""
    column = LEFT + sheet.rng.choice((150.0, 200.0, 250.0))
    return _beside(sheet, fields, column=column, mark_apart=False, place="right")


def colon_column(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Labels, a column of colons, values."""
    column = LEFT + sheet.rng.choice((150.0, 200.0))
    return _beside(sheet, fields, column=column, mark_apart=True, place="right of colons")


def leaders(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Dots from the label to the value."""
    for it in fields:
        sheet.room_for(sheet.step * 3)
        end = sheet.label(LEFT, it.label + " ")
        to = max(end + 40, LEFT + 260)
        dots = int((to - end) / sheet.width(".", sheet.size, sheet.label_face))
        sheet.label(end, "." * dots)
        sheet.y = sheet.column(to + 6, sheet.wrapped(it.printed, RIGHT - to - 8)) + 0.3 * sheet.step
    return [Placed(it, "leaders") for it in fields]


def below(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Each value on the line below its label."""
    for it in fields:
        values = sheet.wrapped(it.printed, RIGHT - LEFT)
        sheet.room_for(sheet.step * (len(values) + 2))
        sheet.label(LEFT, it.label + sheet.mark)
        sheet.y = sheet.column(LEFT, values, y=sheet.y + sheet.step) + 0.7 * sheet.step
    return [Placed(it, "below") for it in fields]


def above(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Each value over its label, as captions stand under what is filled in."""
    for it in fields:
        values = sheet.wrapped(it.printed, RIGHT - LEFT)
        sheet.room_for(sheet.step * (len(values) + 2))
        sheet.y = sheet.column(LEFT, values)
        sheet.label(LEFT, f"({it.label})" if sheet.rng.random() < 0.5 else it.label, size=sheet.size - 1.5)
        sheet.y += 2.0 * sheet.step
    return [Placed(it, "above") for it in fields]


def label_at_right(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Values at the left, labels at the right."""
    for it in fields:
        values = sheet.wrapped(it.printed, 230)
        sheet.room_for(sheet.step * (len(values) + 1))
        sheet.label(LEFT + 260, it.label)
        sheet.y = sheet.column(LEFT, values) + 0.3 * sheet.step
    return [Placed(it, "label at the right") for it in fields]


def two_cells(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A ruled form: the label in a cell, the value in the next."""
    return _ruled(sheet, [(it,) for it in fields], "next cell", numbered=False)


def numbered_cells(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A ruled form with serial numbers."""
    return _ruled(sheet, [(it,) for it in fields], "numbered cells", numbered=True)


def four_cells(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A ruled form with two labels and two values in each row."""
    pairs = [tuple(fields[at : at + 2]) for at in range(0, len(fields), 2)]
    return _ruled(sheet, pairs, "four cells", numbered=False)


def _ruled(sheet: Sheet, rows: Sequence[tuple[Asked, ...]], place: str, *, numbered: bool) -> Drawn:
    number_room = 26.0 if numbered else 0.0
    for serial, row in enumerate(rows, 1):
        each = (RIGHT - LEFT - number_room) / len(row)
        share = 0.42 if len(row) > 1 else 0.4
        cells: list[tuple[float, float, list[str], bool]] = []
        x = LEFT + number_room
        for it in row:
            middle, end = x + each * share, x + each
            cells.append((x, middle, sheet.wrapped(it.label, middle - x - 8, of_label=True), True))
            cells.append((middle, end, sheet.wrapped(it.printed, end - middle - 8), False))
            x = end
        tall = max(len(lines) for _, _, lines, _ in cells) * sheet.step + 6
        sheet.room_for(tall + 10)
        top = sheet.y - sheet.size - 3
        if numbered:
            sheet.box(LEFT, top, LEFT + number_room, top + tall)
            sheet.label(LEFT + 5, f"{serial}.")
        for x0, x1, lines, of_label in cells:
            sheet.box(x0, top, x1, top + tall)
            sheet.column(x0 + 4, lines, of_label=of_label)
        sheet.y += tall
    sheet.y += sheet.step
    return [Placed(it, place) for row in rows for it in row]


def same_cell(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Ruled cells that hold a small label and the value below it."""
    return _cards(sheet, fields, "same cell", ruled=True)


def caption_in_cell(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Ruled cells that hold the value and, in smaller type under it, what it is."""
    across = sheet.rng.choice((2, 3))
    each, small = (RIGHT - LEFT) / across, sheet.size - 2.5
    for at in range(0, len(fields), across):
        row = fields[at : at + across]
        values = [sheet.wrapped(it.printed, each - 12) for it in row]
        labels = [sheet.wrapped(it.label, each - 12, of_label=True) for it in row]
        tall = max(
            len(value) * sheet.step + len(label) * 1.2 * small for value, label in zip(values, labels, strict=True)
        )
        sheet.room_for(tall + 12)
        for number, (value, label) in enumerate(zip(values, labels, strict=True)):
            x, top = LEFT + number * each, sheet.y - sheet.value_size - 3
            sheet.box(x, top, x + each, top + tall + 6)
            y = sheet.column(x + 4, value)
            for line in label:
                sheet.label(x + 4, line, y=y - 0.1 * sheet.step, size=small)
                y += 1.2 * small
        sheet.y += tall + 6
    sheet.y += sheet.step
    return [Placed(it, "caption in the cell") for it in fields]


def cards(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A portal's cards: labels over values in rows, nothing ruled."""
    return _cards(sheet, fields, "cards", ruled=False)


def _cards(sheet: Sheet, fields: Sequence[Asked], place: str, *, ruled: bool) -> Drawn:
    across = sheet.rng.choice((2, 3))
    each = (RIGHT - LEFT) / across
    for at in range(0, len(fields), across):
        row = fields[at : at + across]
        labels = [sheet.wrapped(it.label, each - 12, of_label=True) for it in row]
        values = [sheet.wrapped(it.printed, each - 12) for it in row]
        head = max(map(len, labels)) * sheet.step
        tall = head + max(map(len, values)) * sheet.step + (4 if ruled else 0)
        sheet.room_for(tall + 12)
        for number, (label, value) in enumerate(zip(labels, values, strict=True)):
            x = LEFT + number * each
            if ruled:
                sheet.box(x, sheet.y - sheet.size - 3, x + each, sheet.y - sheet.size - 3 + tall)
            sheet.column(x + 4, label, of_label=True)
            sheet.column(x + 4, value, y=sheet.y + head)
        sheet.y += tall + (0.0 if ruled else 0.8 * sheet.step)
    sheet.y += sheet.step
    return [Placed(it, place) for it in fields]


def cell_below(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Ruled rows of labels, each over a ruled row of values."""
    across = sheet.rng.choice((2, 3))
    for at in range(0, len(fields), across):
        row = fields[at : at + across]
        each = (RIGHT - LEFT) / len(row)
        lines = [[sheet.wrapped(it.label, each - 8, of_label=True) for it in row]]
        lines.append([sheet.wrapped(it.printed, each - 8) for it in row])
        heights = [max(map(len, its)) * sheet.step + 6 for its in lines]
        sheet.room_for(sum(heights) + 12)
        for its, tall, of_label in zip(lines, heights, (True, False), strict=True):
            for number, text in enumerate(its):
                x, top = LEFT + number * each, sheet.y - sheet.size - 3
                sheet.box(x, top, x + each, top + tall)
                sheet.column(x + 4, text, of_label=of_label)
            sheet.y += tall
        sheet.y += 0.4 * sheet.step
    sheet.y += sheet.step
    return [Placed(it, "cell below") for it in fields]


def two_columns(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Two columns of particulars beside each other, nothing ruled, each with lines of its own."""
    half = (len(fields) + 1) // 2
    room = (RIGHT - LEFT) / 2 - 12
    sheet.room_for(sheet.step * 3 * half)
    ends = []
    for x, part in ((LEFT, fields[:half]), (LEFT + room + 24, fields[half:])):
        y = sheet.y
        for it in part:
            value = sheet.wrapped(it.printed, room * 0.55)
            label = sheet.wrapped(it.label + sheet.mark, room * 0.42, of_label=True)
            after = sheet.column(x, label, of_label=True, y=y)
            y = max(after, sheet.column(x + room * 0.45, value, y=y)) + 0.2 * sheet.step
        ends.append(y)
    sheet.y = max(ends) + sheet.step
    return [Placed(it, "two columns") for it in fields]


def combed(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A box for every letter of numbers, dates and codes; other values on a line."""
    side = sheet.size + 4.5
    drawn = Drawn()
    for it in fields:
        comb = it.kind in {"gstin", "pan", "cin", "udin", "frn", "membership_number", "day"} and len(it.printed) < 26
        sheet.room_for(sheet.step * 4)
        sheet.label(LEFT, it.label + sheet.mark)
        if not comb or " " in it.printed or LEFT + 190 + side * len(it.printed) > RIGHT:
            sheet.y = sheet.column(LEFT + 190, sheet.wrapped(it.printed, RIGHT - LEFT - 190)) + 0.5 * sheet.step
            drawn.append(Placed(it, "right"))
            continue
        for number, letter in enumerate(it.printed):
            x = LEFT + 190 + number * side
            sheet.box(x, sheet.y - sheet.size - 1, x + side, sheet.y + 3.5)
            sheet.value(x + 3, letter, size=sheet.size)
        sheet.y += 1.7 * sheet.step
        drawn.append(Placed(it, "combed"))
    return drawn


def numbered_lines(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Numbered particulars, of which some are sub-items (a), (b)."""
    letters = sheet.rng.random() < 0.5
    column = LEFT + 240
    for serial, it in enumerate(fields):
        number = f"({chr(97 + serial)})" if letters else f"{serial + 1}."
        lines = sheet.wrapped(it.label, column - LEFT - 34, of_label=True)
        values = sheet.wrapped(it.printed, RIGHT - column - 8)
        sheet.room_for(sheet.step * (max(len(lines), len(values)) + 1))
        sheet.label(LEFT, number)
        after = sheet.column(LEFT + 22, lines, of_label=True)
        sheet.y = max(after, sheet.column(column, values)) + 0.2 * sheet.step
    sheet.y += sheet.step
    return [Placed(it, "numbered lines") for it in fields]


def questions(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Numbered questions with the answer on a line of its own below."""
    for serial, it in enumerate(fields, 1):
        values = sheet.wrapped(it.printed, RIGHT - LEFT - 24)
        sheet.room_for(sheet.step * (len(values) + 2))
        sheet.label(LEFT, f"{serial}. {it.label}")
        sheet.y = sheet.column(LEFT + 22, values, y=sheet.y + sheet.step) + 0.5 * sheet.step
    return [Placed(it, "answers below") for it in fields]


def short_in_group(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A heading that tells what the group is about, and labels that only say "Name" and "Address" below it."""
    short = {"name": "Name", "address": "Address"}
    relabelled = [
        Asked(it.name, it.kind, it.group, it.truth, it.printed, short.get(it.kind, it.label), it.wording)
        if number == [other.kind for other in fields].index(it.kind)
        else it
        for number, it in enumerate(fields)
    ]
    column = LEFT + 150
    drawn = _beside(sheet, relabelled, column=column, mark_apart=False, place="right")
    return [
        Placed(was, "under a heading" if was.label != it.asked.label else it.place)
        for was, it in zip(fields, drawn, strict=True)
    ]


def sentences(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """One paragraph of prose across the page; what has no sentence is printed beside its label."""
    return _prose(sheet, fields, [(LEFT, RIGHT - LEFT)], "sentence")


def two_proses(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """Two columns of prose, whose lines do not stand on the same baselines."""
    room = (RIGHT - LEFT) / 2 - 12
    return _prose(sheet, fields, [(LEFT, room), (LEFT + room + 24, room)], "columns of prose")


_FILLING = (
    "The particulars given by the unit have been examined with reference to the records produced.",
    "Copies of the supporting papers were seen and returned.",
    "The undersigned has no interest in the concern.",
    "Nothing in this paper limits the powers of any other authority.",
    "The unit shall keep its records in order and produce them when asked.",
)


def _prose(sheet: Sheet, fields: Sequence[Asked], columns: Sequence[tuple[float, float]], place: str) -> Drawn:
    told = [it for it in fields if it.sentence]
    rest = [it for it in fields if not it.sentence]
    parts = [it.sentence for it in told]
    filling = sheet.rng.sample(_FILLING, 3)
    for number, it in enumerate(filling):
        parts.insert(min(len(parts), number * 2), it)
    share = (len(parts) + len(columns) - 1) // len(columns)
    longest = max(len(sheet.wrapped(" ".join(parts), room)) for _, room in columns)
    sheet.room_for(min(500.0, sheet.step * (longest + 2)))
    ends = []
    for number, (x, room) in enumerate(columns):
        text = " ".join(parts[number * share : (number + 1) * share])
        off = 0.37 * sheet.step * number
        ends.append(sheet.column(x, sheet.wrapped(text, room), y=sheet.y + off) if text else sheet.y)
    sheet.y = max(ends) + sheet.step
    return [*(Placed(it, place) for it in told), *(same_line(sheet, rest) if rest else ())]


def letter_head(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """The number at the left and the date at the right of one line, as letters have them; the rest below each other."""
    left = next((it for it in fields if it.kind == "reference" and it.short), None)
    right = next((it for it in fields if it.kind == "day" and it.short), None)
    if left is None or right is None:
        return same_line(sheet, fields)
    mark = sheet.mark or ":"
    sheet.room_for(sheet.step * 3)
    sheet.value(sheet.label(LEFT, f"{left.label}{mark} "), left.printed)
    wide = sheet.width(
        f"{right.label}{mark} {right.printed}", max(sheet.size, sheet.value_size), sheet.value_face + "-Bold"
    )
    sheet.value(sheet.label(RIGHT - wide - 6, f"{right.label}{mark} "), right.printed)
    sheet.y += 1.8 * sheet.step
    rest = [it for it in fields if it is not left and it is not right]
    return [Placed(left, "head of a letter"), Placed(right, "head of a letter"), *same_line(sheet, rest)]


def next_page(sheet: Sheet, fields: Sequence[Asked]) -> Drawn:
    """A label at the foot of a page whose value begins the next one, as forms that flow over do."""
    *before, last = fields
    drawn = right_column(sheet, before) if before else []
    sheet.y = FOOT - 4
    sheet.label(LEFT, last.label + ":")
    sheet.turn()
    sheet.y = sheet.column(LEFT, sheet.wrapped(last.printed, RIGHT - LEFT)) + sheet.step
    return [*drawn, Placed(last, "next page")]


Place = Callable[[Sheet, Sequence[Asked]], Drawn]
PLACES: tuple[tuple[Place, float], ...] = (
    (same_line, 2), (right_column, 3), (colon_column, 2), (leaders, 1), (below, 1.5), (above, 0.7), (two_cells, 3),
    (label_at_right, 0.3), (numbered_cells, 2), (four_cells, 2), (same_cell, 2), (cards, 2), (cell_below, 1.5),
    (two_columns, 2), (combed, 1), (numbered_lines, 2), (questions, 1), (short_in_group, 1.5), (sentences, 3),
    (two_proses, 1), (letter_head, 1), (next_page, 0.3), (caption_in_cell, 1),
)  # fmt: skip
"""Every place with how often it is drawn."""

UNIFORM = 0.4
"""The share of papers that have one place throughout."""


def paper(document_type: str, seed: int) -> StrangePaper:
    """One paper of a type; the same seed gives the same bytes."""
    rng = Random(f"{document_type} {seed}")
    language: Language = rng.choices(("english", "bilingual", "hindi"), (0.7, 0.16, 0.14))[0]
    fields = asked(rng, document_type, language)
    sheet = Sheet(rng)
    title = rng.choice(wordings()["titles"][document_type])
    _head(sheet, rng, title)
    by_group = [list(its) for _, its in groupby(sorted(fields, key=lambda it: it.group), lambda it: it.group)]
    rng.shuffle(by_group)
    places, weights = zip(*PLACES, strict=True)
    throughout = rng.choices(places, weights)[0] if rng.random() < UNIFORM else None
    drawn = Drawn()
    for group in by_group:
        place = throughout or rng.choices(places, weights)[0]
        if place is short_in_group or rng.random() < 0.4:
            sheet.room_for(80)
            sheet.text(
                LEFT, rng.choice(wordings()["groups"][group[0].group]), face=f"{sheet.label_face}-Bold", size=11.5
            )
            sheet.y += 1.6 * sheet.step
        drawn += place(sheet, group)
        if rng.random() < 0.3:
            _other(sheet, rng)
        sheet.y += 0.6 * sheet.step
    return StrangePaper(document_type, language, sheet.done(), tuple(drawn))


def _head(sheet: Sheet, rng: Random, title: str) -> None:
    """The title, and on some papers a line that every page repeats."""
    if rng.random() < 0.3:
        sheet.header = f"{title.title()} - file copy"
        sheet.text(LEFT, sheet.header, face=sheet.label_face, size=7.5, y=34)
    size = rng.choice((13.0, 15.0, 17.0))
    wide = sheet.width(title, size, f"{sheet.label_face}-Bold")
    x = max(LEFT, (A4[0] - wide) / 2) if rng.random() < 0.7 else LEFT
    for line in (
        (title,) if wide < RIGHT - LEFT else (title[: title.rfind(" ", 0, 48)], title[title.rfind(" ", 0, 48) + 1 :])
    ):
        sheet.text(x if wide < RIGHT - LEFT else LEFT, line, face=f"{sheet.label_face}-Bold", size=size)
        sheet.y += size * 1.3
    sheet.y += 20


def _other(sheet: Sheet, rng: Random) -> None:
    """A particular that is no field."""
    label, value = rng.choice(wordings()["others"])
    sheet.room_for(2 * sheet.step)
    sheet.value(sheet.label(LEFT, f"{label}: "), value)
    sheet.y += 1.5 * sheet.step
