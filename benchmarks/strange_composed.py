"""A matter in a shape: the paper that prints it, and what of its rows this shape prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.strange_drawing import MARGIN, Band, Drawn, draw_table
from benchmarks.strange_shapes import Shape
from benchmarks.strange_truth import Column, Matter, Row
from samples import invented

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
SERIALS = ("Sl. No.", "S.No.", "Sr. No.", "#", "S. N.")
REPEATED = frozenset({"vendor", "buyer_name", "head", "method", "relation"})
"""Columns in which offices write "do" for what stands in the row above."""

UNTOLD = frozenset({"vendor_gstin", "basic", "gst", "reference"})
"""What a sentence about a row leaves out."""


def drawn(rng: Random, matter: Matter, look: Shape) -> tuple[bytes, list[Mapping[str, Any]]]:
    """A paper as PDF, and the rows of its truth: of each row what this shape prints of it."""
    paper = Drawn(rng, matter, look)
    maker = invented.company(rng, rng.choice(tuple(invented.STATES.values())), invented.applicant_name(rng))
    paper.text(maker.name.upper(), bold=True, size=13, middle=True)
    paper.text(maker.address.line, middle=True, size=9)
    paper.y += 8
    paper.text(matter.title, bold=True, size=12, middle=True)
    paper.y += 4
    paper.text(matter.lead)
    columns = _columns(rng, matter, look)
    if look.form == "list":
        _list(paper)
    else:
        heads = _headings(rng, matter, look, columns)
        if said := _said_above(matter, heads):
            paper.text(said, size=9)
        {"cards": _cards, "beside": _beside}.get(look.form, _rows)(paper, columns, heads)
    paper.y += 14
    paper.text("This is issued on the request of the unit for submission to the authorities concerned.")
    paper.y += 26
    paper.text("Authorised Signatory", bold=True)
    shown = _shown(matter, look, columns)
    return paper.done(), [{name: it for name, it in row.truth.items() if name in shown} for row in matter.rows]


def _shown(matter: Matter, look: Shape, columns: Sequence[Column]) -> set[str]:
    """The names of the truth that a paper of this shape prints."""
    if look.form == "list":
        untold = UNTOLD | ({"condition"} if matter.table == "items" else set())
        return set(matter.rows[0].truth) - untold
    shown = {column.name for column in columns} | {"unit"}
    if look.groups and matter.table == "items":
        shown.add("head")
    return shown | {"tax"} if "cgst" in shown else shown


def _said_above(matter: Matter, heads: Sequence[str]) -> str:
    """The line over the table that gives the unit of its figures, "" where the headings do."""
    paid = matter.money
    if matter.unit or paid is None or not paid.said or any(paid.said in head for head in heads):
        return matter.unit
    return f"(Amount {paid.said})"


def _columns(rng: Random, matter: Matter, look: Shape) -> list[Column]:
    columns = list(matter.columns)
    if look.groups and matter.table == "items":
        columns = [it for it in columns if it.name != "head"]
    if look.order == "shuffled" and not look.spanning:
        rng.shuffle(columns)
    return columns


def _headings(rng: Random, matter: Matter, look: Shape, columns: Sequence[Column]) -> list[str]:
    """The heading of each column; the unit of money stands in those of amounts, or is left to a line over the table."""
    within = matter.money is not None and matter.money.said and rng.random() < 0.6
    heads = []
    for column in columns:
        strange = bool(column.strange) and (
            look.wording == "strange" or look.wording == "mixed" and rng.random() < 0.35
        )
        head = rng.choice(column.strange if strange else column.usual)
        heads.append(f"{head} ({matter.money.said})" if within and column.money and matter.money else head)
    return heads


def _serial(look: Shape, number: int) -> str:
    match look.serial:
        case "dotted":
            return f"{number}."
        case "brackets":
            return f"({number})"
        case "roman":
            return ROMAN[(number - 1) % len(ROMAN)]
        case "words":
            return WORDS[(number - 1) % len(WORDS)]
        case "letters":
            return f"{chr(96 + (number - 1) % 26 + 1)})"
        case _:
            return str(number)


def _list(paper: Drawn) -> None:
    mark = paper.rng.choice(("roman", "letters", "figures"))
    for number, row in enumerate(paper.matter.rows, start=1):
        sign = {
            "roman": f"({ROMAN[(number - 1) % len(ROMAN)]})",
            "letters": f"({chr(96 + (number - 1) % 26 + 1)})",
        }.get(mark, f"{number}.")
        paper.text(f"{sign} {row.told}{';' if number < len(paper.matter.rows) else '.'}")


def _cards(paper: Drawn, columns: Sequence[Column], heads: Sequence[str]) -> None:
    face, size = paper.look.face, 9.0
    widest = max(stringWidth(head, face, size) for head in heads) + 14
    for number, row in enumerate(paper.matter.rows, start=1):
        if paper.y + (len(columns) + 2) * size * 1.5 > paper.height - MARGIN:
            paper.turn()
        paper.y += 6
        if paper.look.serial != "none":
            paper.text(
                f"{paper.rng.choice(('Item', 'Item', 'Sl. No.'))} {_serial(paper.look, number)}", bold=True, size=9
            )
        for column, head in zip(columns, heads, strict=True):
            paper.canvas.setFont(face, size)
            paper.canvas.drawString(MARGIN, paper.height - paper.y - size, head)
            paper.canvas.drawString(MARGIN + widest, paper.height - paper.y - size, f": {row.printed[column.name]}")
            paper.y += size * 1.5
        if paper.look.rules in ("level", "full"):
            paper.canvas.line(MARGIN, paper.height - paper.y - 2, paper.width - MARGIN, paper.height - paper.y - 2)
            paper.y += 4


def _beside(paper: Drawn, columns: Sequence[Column], heads: Sequence[str]) -> None:
    """Two halves of one table next to each other, each under its own headings."""
    rows = [[row.printed[column.name] for column in columns] for row in paper.matter.rows]
    half = (len(rows) + 1) // 2
    twice = [*columns, *columns]
    bands = [
        Band([*row, *(rows[half + at] if half + at < len(rows) else [""] * len(columns))])
        for at, row in enumerate(rows[:half])
    ]
    draw_table(paper, twice, [*heads, *heads], bands, None)


def _rows(paper: Drawn, columns: Sequence[Column], heads: Sequence[str]) -> None:
    """One table of rows, with its serial numbers, groups and sums."""
    matter, look, rng = paper.matter, paper.look, paper.rng
    numbered = look.serial != "none"

    def summed(label: str, rows: Sequence[Row]) -> Band:
        cells = _sums(matter, columns, label, rows)
        return Band(["", *cells] if numbered else cells, bold=True)

    whole = rng.choice(("Total", "GRAND TOTAL", "Total Rs.", "TOTAL"))
    bands = [summed(whole, matter.rows)] if look.sums == "above" else []
    before: Row | None = None
    group, groups = "", 0
    stretch: list[Row] = []
    for number, row in enumerate(matter.rows, start=1):
        if look.groups and row.group != group:
            if group and look.sums == "parts":
                bands.append(summed(rng.choice(("Sub Total", "Sub-total", "Total of above")), stretch))
            group, stretch = row.group, []
            bands.append(Band([], wide=rng.choice((group, group.upper(), f"{chr(65 + groups)}. {group}"))))
            groups += 1
        stretch.append(row)
        cells = [_cell(look, column.name, row, before) for column in columns]
        bands.append(Band([_serial(look, number), *cells] if numbered else cells, row=row))
        before = row
    if look.groups and look.sums == "parts":
        bands.append(summed("Sub Total", stretch))
    if look.sums in ("below", "parts"):
        bands.append(summed(whole, matter.rows))
    carry = summed if look.carried and matter.summed else None
    if numbered:
        draw_table(paper, [Column("serial", SERIALS), *columns], [rng.choice(SERIALS), *heads], bands, carry)
    else:
        draw_table(paper, columns, heads, bands, carry)


def _cell(look: Shape, name: str, row: Row, before: Row | None) -> str:
    """What a row prints in a column; "-do-" for what the row before it prints."""
    again = before is not None and row.printed[name] == before.printed[name]
    return "-do-" if look.dittos and name in REPEATED and again else row.printed[name]


def _sums(matter: Matter, columns: Sequence[Column], label: str, rows: Sequence[Row]) -> list[str]:
    """The cells of a sum: its label in the first column of words, and under each column that is added up its sum."""
    cells = [""] * len(columns)
    for at, column in enumerate(columns):
        if column.name in matter.summed and matter.money is not None:
            cells[at] = matter.money.printed(sum((Decimal(row.truth[column.name]) for row in rows), Decimal(0)))
    first = next((at for at, column in enumerate(columns) if not column.figures), 0)
    cells[first] = label
    return cells
