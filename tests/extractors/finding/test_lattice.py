"""The cells that pdfplumber finds, from the lines that PDFium drew: the same on grids of every kind, made by chance."""

import re
from collections import Counter
from random import Random

import pdfplumber
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.drawing import painted_lines
from extractors.finding import find_tables
from extractors.finding.lattice import lattice_tables
from extractors.pages import open_document
from extractors.pdfium import frame_of
from records.pages import Page, Ruling

SIDE = 842
TURNS = {0: (0, 0), 90: (0, -SIDE), 180: (-SIDE, -SIDE), 270: (-SIDE, 0)}
"""What sets a square page's print upright, once it is turned the other way."""


def as_lines(draw, chance, x0, y0, x1, y1):
    draw.line(x0, y0, x1, y1)


def as_bars(draw, chance, x0, y0, x1, y1):
    thick = chance.choice([0.4, 1, 2])
    draw.rect(x0 - thick / 2, y0 - thick / 2, x1 - x0 + thick, y1 - y0 + thick, stroke=0, fill=1)


def as_dashes(draw, chance, x0, y0, x1, y1):
    draw.setDash(2, 1)
    draw.line(x0, y0, x1, y1)


def in_pieces(draw, chance, x0, y0, x1, y1):
    middle = chance.uniform(0.3, 0.7)
    x, y = x0 + (x1 - x0) * middle, y0 + (y1 - y0) * middle
    draw.line(x0, y0, x, y)
    draw.line(x, y, x1, y1)


def overlong(draw, chance, x0, y0, x1, y1):
    over = 2.0
    draw.line(x0 - over * (x1 > x0), y0 - over * (y1 > y0), x1 + over * (x1 > x0), y1 + over * (y1 > y0))


def of_mixed_kinds(draw, chance, *ends):
    chance.choice([as_lines, as_bars, in_pieces, overlong])(draw, chance, *ends)


STROKES = [as_lines, as_bars, as_dashes, in_pieces, overlong, of_mixed_kinds]


def edges_by_chance(chance, start, end):
    count = chance.randint(3, 7)
    steps = [chance.uniform(1, 2.2) for _ in range(count)]
    places = [start + (end - start) * sum(steps[:at]) / sum(steps) for at in range(count + 1)]
    return [round(it, 2) for it in places]


def ruled_page(path, seed):
    """A grid with stretches of lines left out, by chance plain, within a form, clipped, turned, beside curves."""
    chance = Random(seed)
    stroke = STROKES[seed % len(STROKES)]
    rotation = chance.choice([0, 0, 90, 180, 270])
    draw = Canvas(str(path), pagesize=(SIDE, SIDE), invariant=1)
    draw.setPageRotation(rotation)
    draw.rotate(rotation)
    draw.translate(*TURNS[rotation])
    nested = chance.random() < 0.3
    if nested:
        draw.beginForm("table")
    if chance.random() < 0.3:
        clip = draw.beginPath()
        clip.rect(30, 30, SIDE - 60, SIDE - 60)
        draw.clipPath(clip, stroke=0, fill=0)
    grid(draw, chance, stroke, edges_by_chance(chance, 60, 520), edges_by_chance(chance, 420, 780))
    if chance.random() < 0.5:
        grid(draw, chance, as_lines, edges_by_chance(chance, 60, 300), edges_by_chance(chance, 120, 360))
    if chance.random() < 0.5:
        draw.roundRect(330, 150, 180, 90, 12)
        draw.bezier(330, 300, 400, 380, 450, 220, 520, 300)
        draw.circle(400, 195, 20)
    if nested:
        draw.endForm()
        draw.doForm("table")
    draw.showPage()
    draw.save()
    return path


def grid(draw, chance, stroke, xs, ys):
    draw.saveState()
    missing = chance.choice([0.0, 0.1, 0.25])
    for y in ys:
        for left, right in zip(xs, xs[1:], strict=False):
            if y in (ys[0], ys[-1]) or chance.random() >= missing:
                stroke(draw, chance, left, y, right, y)
    for x in xs:
        for low, high in zip(ys, ys[1:], strict=False):
            if x in (xs[0], xs[-1]) or chance.random() >= missing:
                stroke(draw, chance, x, low, x, high)
    draw.restoreState()
    draw.setFont("Helvetica", 7)
    for row, low in enumerate(ys[:-1]):
        for column, left in enumerate(xs[:-1]):
            words = chance.choice(["", f"r{row} c{column}", f"{row}{column},{row}50.00"])
            if draw.stringWidth(words, "Helvetica", 7) < xs[column + 1] - left - 10:  # else it would reach over a line
                draw.drawString(left + 5, low + 6, words)


def without_white(text):
    return re.sub(r"\s+", "", text or "")


def tables_of_pdfplumber(path):
    with pdfplumber.open(path) as pdf:
        return [
            ([cell for cell in table.cells], [[without_white(it) for it in row] for row in table.extract()])
            for table in pdf.pages[0].find_tables()
        ]


def page_as_pdfplumber_sees_it(path):
    """The page with every painted line, seen or not."""
    page = open_document(path).pages[0]
    document = pypdfium2.PdfDocument(path)
    lines = painted_lines(document[0], frame_of(document[0]))
    document.close()
    return Page(page.number, page.width, page.height, page.rotation, page.words, "text", "digital", lines)


def texts(table):
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = without_white(cell.text)
    return grid


@pytest.mark.parametrize("every_line", [False, True], ids=["rulings", "every painted line"])
@pytest.mark.parametrize("seed", range(36))
def test_chance_grids_have_the_cells_and_texts_that_pdfplumber_finds(tmp_path, seed, every_line):
    path = ruled_page(tmp_path / "grid.pdf", seed)
    page = page_as_pdfplumber_sees_it(path) if every_line else open_document(path).pages[0]
    theirs, ours = tables_of_pdfplumber(path), lattice_tables(page)
    assert [len(cells) for cells, _ in theirs] == [len(table.cells) for table in ours]
    assert [grid for _, grid in theirs] == [texts(table) for table in ours]
    assert theirs
    for (cells, _), table in zip(theirs, ours, strict=True):
        edges = (
            min(it[0] for it in cells),
            min(it[1] for it in cells),
            max(it[2] for it in cells),
            max(it[3] for it in cells),
        )
        assert edges == pytest.approx(table.box, abs=1.5)


@pytest.mark.parametrize("seed", range(0, 36, 6))
def test_whole_grids_are_found_alike_by_the_general_finder(tmp_path, seed):
    """Where no line is missing and nothing needs merging, the finder that knows of headings finds the same texts."""
    path, chance = tmp_path / "whole.pdf", Random(seed)
    draw = Canvas(str(path), pagesize=A4, invariant=1)
    xs, ys = edges_by_chance(chance, 60, 520), edges_by_chance(chance, 420, 780)
    draw.grid(xs, ys)
    draw.setFont("Helvetica", 7)
    for row, low in enumerate(ys[:-1]):
        for column, left in enumerate(xs[:-1]):
            draw.drawString(left + 5, low + 6, f"{row}{column},{row}50.00")
    draw.save()
    ((_, theirs),) = tables_of_pdfplumber(path)
    (ours,) = find_tables(open_document(path).pages[0])
    assert Counter(it for row in theirs for it in row) == Counter(without_white(it.text) for it in ours.cells)


def test_a_cell_over_two_rows_says_so():
    lines = [Ruling(10, y, 110, y) for y in (10, 70)] + [Ruling(60, 40, 110, 40)]
    lines += [Ruling(x, 10, x, 70) for x in (10, 60, 110)]
    (table,) = lattice_tables(Page(1, 200, 200, 0, (), "text", "digital", lines))
    assert [(it.row, it.column, it.rows, it.columns) for it in table.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (1, 1, 1, 1),
    ]


def test_a_drawing_of_thousands_of_lines_is_no_table():
    lines = [Ruling(10, 10 + step / 20, 400, 10 + step / 20) for step in range(4_001)]
    assert lattice_tables(Page(1, 500, 500, 0, (), "text", "digital", lines)) == []
