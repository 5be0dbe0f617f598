"""A paper as it is drawn: text from the top down, and tables with their rules and heads that go on over pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.strange_shapes import Shape
from benchmarks.strange_truth import Column, Matter, Row
from samples.hands.drawn import fonts

MARGIN, LEADING, PADDING = 40.0, 1.22, 3.0
SMALLEST, LARGEST = 6.0, 9.5
RULED = ("full", "head", "level", "dotted", "upright")
"""Rules of which a line stands over and under the headings."""

Carry = Callable[[str, Sequence[Row]], "Band"]
"""Makes the band that carries the sums of rows under a label."""


@dataclass(frozen=True, slots=True)
class Band:
    """A line of the table as drawn: its cells; `wide` is a text over all columns, `rule` whether it may be ruled."""

    cells: Sequence[str]
    wide: str = ""
    bold: bool = False
    row: Row | None = None


class Drawn:
    """A paper as it grows: text from the top down, and tables that go on over pages."""

    def __init__(self, rng: Random, matter: Matter, look: Shape) -> None:
        fonts()
        self.rng, self.matter, self.look = rng, matter, look
        self.width, self.height = landscape(A4) if look.wide else A4
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(self.width, self.height), invariant=1)
        self.y, self.page, self.size = MARGIN, 1, LARGEST

    def text(self, text: str, *, bold: bool = False, size: float = 10.0, middle: bool = False) -> None:
        """A paragraph over the width of the page."""
        face = "Serif-Bold" if bold else "Serif"
        for line in lines_of(text, face, size, self.width - 2 * MARGIN):
            if self.y > self.height - MARGIN - 20:
                self.turn()
            self.canvas.setFont(face, size)
            at = (self.width - stringWidth(line, face, size)) / 2 if middle else MARGIN
            self.canvas.drawString(at, self.height - self.y - size, line)
            self.y += size * 1.4

    def turn(self) -> None:
        """A new page."""
        self.canvas.setFont("Serif", 8)
        self.canvas.drawCentredString(self.width / 2, 22, f"Page {self.page}")
        self.canvas.showPage()
        self.page, self.y = self.page + 1, MARGIN

    def done(self) -> bytes:
        """The PDF."""
        self.turn()
        self.canvas.save()
        return self.buffer.getvalue()


def draw_table(
    paper: Drawn, columns: Sequence[Column], heads: Sequence[str], bands: Sequence[Band], carry: Carry | None
) -> None:
    """A table from its headings on; `carry` makes the sums at the foot and the head of a page."""
    look = paper.look
    over = _spans(paper, columns, heads)
    size, widths = _widths(paper, columns, heads, bands)
    paper.size = size
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + width)
    head = Band(list(heads), bold=True)
    top = _draw_head(paper, columns, edges, head, over)
    seen: list[Row] = []
    for band in bands:
        tall = _tall(paper, edges, band) + (2 * size * LEADING + 8 if carry else 0)
        if paper.y + tall > paper.height - MARGIN - 24:
            if carry and seen:
                _draw_band(
                    paper,
                    columns,
                    edges,
                    carry(paper.rng.choice(("Carried forward", "C/F", "Total c/f")), seen),
                )
            _close(paper, edges, top)
            paper.turn()
            top = _draw_head(paper, columns, edges, head, over) if look.head_again else paper.y
            if carry and seen:
                _draw_band(
                    paper,
                    columns,
                    edges,
                    carry(paper.rng.choice(("Brought forward", "B/F", "Total b/f")), seen),
                )
        _draw_band(paper, columns, edges, band)
        if band.row is not None:
            seen.append(band.row)
    _close(paper, edges, top)


def _spans(paper: Drawn, columns: Sequence[Column], heads: Sequence[str]) -> list[tuple[int, int, str]]:
    """Headings over several columns that stand side by side: first, last, text."""
    if not paper.look.spanning:
        return []
    names = [column.name for column in columns]
    found: list[tuple[int, int, str]] = []
    for text, below in paper.matter.together:
        places = [names.index(name) for name in below if name in names]
        if (
            len(places) > 1
            and places == list(range(places[0], places[0] + len(places)))
            and all(last < places[0] or first > places[-1] for first, last, _ in found)
        ):
            found.append((places[0], places[-1], text))
    return found


def _widths(
    paper: Drawn, columns: Sequence[Column], heads: Sequence[str], bands: Sequence[Band]
) -> tuple[float, list[float]]:
    """The size of type and the widths of the columns: as wide as print needs, narrower where the paper has no room."""
    look, room = paper.look, paper.width - 2 * MARGIN
    face, bold = look.face, f"{look.face}-Bold"
    size = LARGEST
    while True:
        pad = 2 * PADDING + 1
        least, most = [], []
        for at in range(len(columns)):
            cells = [band.cells[at] for band in bands if band.cells]
            words = [stringWidth(word, bold, size) for text in (*cells, heads[at]) for word in text.split()]
            whole = max((stringWidth(text, bold, size) for text in cells), default=0.0)
            head = stringWidth(heads[at], bold, size) / look.head_lines
            least.append(max(*words, 12.0) + pad)
            most.append(max(whole, head, *words, 12.0) + pad)
        if sum(least) <= room:
            break
        if size <= SMALLEST:
            least = [width * room / sum(least) for width in least]  # figures and numbers break over lines
            most = list(least)
            break
        size -= 0.5
    if look.broken and (narrow := [at for at, column in enumerate(columns) if column.money]):
        at = narrow[-1]
        least[at] = most[at] = max(24.0, 0.72 * least[at])
    if look.narrow:
        most = [low + 0.35 * (high - low) for low, high in zip(least, most, strict=True)]
    spare = room - sum(least)
    asked = sum(most) - sum(least)
    share = min(1.0, spare / asked) if asked > 0 else 0.0
    widths = [low + share * (high - low) for low, high in zip(least, most, strict=True)]
    left = room - sum(widths)
    if left > 0 and look.form != "cards" and paper.rng.random() < 0.6:
        widths = [width + left / len(widths) for width in widths]
    del face
    return size, widths


def lines_of(text: str, face: str, size: float, width: float) -> list[str]:
    """A text in lines of a width; a word that is wider breaks after a sign, or where it must."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while stringWidth(word, face, size) > width:
            if line:
                lines.append(line)
                line = ""
            fits = max((at for at in range(1, len(word)) if stringWidth(word[:at], face, size) <= width), default=1)
            signs = [at for at in range(1, fits + 1) if word[at - 1] in ",/-"]
            cut = signs[-1] if signs else fits
            lines.append(word[:cut])
            word = word[cut:]
        joined = f"{line} {word}".strip()
        if stringWidth(joined, face, size) <= width:
            line = joined
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line or not lines else lines


def _face(paper: Drawn, band: Band) -> str:
    return paper.look.face + ("-Bold" if band.bold else "")


def _cell_lines(paper: Drawn, edges: Sequence[float], band: Band) -> list[list[str]]:
    return [
        lines_of(text, _face(paper, band), paper.size, edges[at + 1] - edges[at] - 2 * PADDING)
        for at, text in enumerate(band.cells)
    ]


def _tall(paper: Drawn, edges: Sequence[float], band: Band) -> float:
    if band.wide:
        return paper.size * LEADING + 2 * PADDING
    return max(len(lines) for lines in _cell_lines(paper, edges, band)) * paper.size * LEADING + 2 * PADDING


def _draw_head(
    paper: Drawn, columns: Sequence[Column], edges: Sequence[float], head: Band, over: Sequence[tuple[int, int, str]]
) -> float:
    """The headings, those over several columns above them; returns where the table begins."""
    top = paper.y
    if paper.look.rules in RULED:
        _level(paper, edges, thick=True)
    if paper.look.rules == "typed":
        _typed_rule(paper, edges)
    if over:
        for first, last, text in over:
            face = f"{paper.look.face}-Bold"
            paper.canvas.setFont(face, paper.size)
            middle = (edges[first] + edges[last + 1]) / 2
            paper.canvas.drawCentredString(middle, paper.height - paper.y - PADDING - paper.size * 0.85, text)
        paper.y += paper.size * LEADING + 2 * PADDING
        if paper.look.rules == "full":
            for first, last, _ in over:
                paper.canvas.line(edges[first], paper.height - paper.y, edges[last + 1], paper.height - paper.y)
    start = paper.y
    _cells(paper, columns, edges, replace(head, bold=True), middle=paper.rng.random() < 0.5)
    if paper.look.rules == "typed":
        _typed_rule(paper, edges)
    if paper.look.rules == "full":
        for at, edge in enumerate(edges):
            within = any(first < at <= last for first, last, _ in over)
            paper.canvas.line(edge, paper.height - (start if within else top), edge, paper.height - paper.y)
    if paper.look.rules in RULED:
        _level(paper, edges, thick=paper.look.rules != "full")
    return paper.y if paper.look.rules == "full" else top


def _draw_band(paper: Drawn, columns: Sequence[Column], edges: Sequence[float], band: Band) -> None:
    rules, top = paper.look.rules, paper.y
    if band.wide:
        paper.canvas.setFont(f"{paper.look.face}-Bold", paper.size)
        paper.canvas.drawString(edges[0] + PADDING, paper.height - paper.y - PADDING - paper.size * 0.85, band.wide)
        paper.y += paper.size * LEADING + 2 * PADDING
    else:
        _cells(paper, columns, edges, band)
    if rules == "full":
        for edge in (edges[0], edges[-1]) if band.wide else edges:
            paper.canvas.line(edge, paper.height - top, edge, paper.height - paper.y)
    if rules in ("full", "level"):
        _level(paper, edges)
    if rules == "dotted":
        paper.canvas.setDash(1, 2)
        _level(paper, edges)
        paper.canvas.setDash()


def _cells(
    paper: Drawn, columns: Sequence[Column], edges: Sequence[float], band: Band, *, middle: bool = False
) -> None:
    face, size, tall = _face(paper, band), paper.size, _tall(paper, edges, band)
    for at, lines in enumerate(_cell_lines(paper, edges, band)):
        free = tall - 2 * PADDING - len(lines) * size * LEADING
        down = {"top": 0.0, "middle": free / 2, "bottom": free}[paper.look.side]
        paper.canvas.setFont(face, size)
        for number, line in enumerate(lines):
            y = paper.height - paper.y - PADDING - down - number * size * LEADING - size * 0.85
            left, right = edges[at] + PADDING, edges[at + 1] - PADDING
            if middle:
                paper.canvas.drawCentredString((left + right) / 2, y, line)
            elif columns[at].figures:
                paper.canvas.drawRightString(right, y, line)
            else:
                paper.canvas.drawString(left, y, line)
    paper.y += tall


def _level(paper: Drawn, edges: Sequence[float], *, thick: bool = False) -> None:
    paper.canvas.setLineWidth(0.9 if thick else 0.5)
    paper.canvas.line(edges[0], paper.height - paper.y, edges[-1], paper.height - paper.y)
    paper.canvas.setLineWidth(0.5)


def _typed_rule(paper: Drawn, edges: Sequence[float]) -> None:
    """A line of hyphens, as programs for line printers draw them."""
    paper.canvas.setFont("Mono", paper.size)
    count = int((edges[-1] - edges[0]) / stringWidth("-", "Mono", paper.size))
    paper.canvas.drawString(edges[0], paper.height - paper.y - paper.size * 0.7, "-" * count)
    paper.y += paper.size * 0.9


def _close(paper: Drawn, edges: Sequence[float], top: float) -> None:
    """What is drawn once the table ends on a page."""
    match paper.look.rules:
        case "upright":
            for edge in edges:
                paper.canvas.line(edge, paper.height - top, edge, paper.height - paper.y)
            _level(paper, edges, thick=True)
        case "head" | "dotted":
            _level(paper, edges, thick=True)
        case "typed":
            _typed_rule(paper, edges)
