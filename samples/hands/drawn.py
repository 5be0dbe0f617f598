"""reportlab: a sheet drawn by coordinates from the top left, and flowing documents of paragraphs and tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from samples.hands.web import SPECIMEN, esc

_FOLDER = Path("/usr/share/fonts/truetype/liberation")
_FACES = {"Serif": "LiberationSerif", "Sans": "LiberationSans", "Mono": "LiberationMono"}


@cache
def fonts() -> None:
    """Register the type faces once: Serif, Sans and Mono, each with a bold.

    Raises:
        FileNotFoundError: if the Liberation fonts are not installed.
    """
    for name, file in _FACES.items():
        for suffix, style in (("", "Regular"), ("-Bold", "Bold")):
            path = _FOLDER / f"{file}-{style}.ttf"
            if not path.exists():
                raise FileNotFoundError(f"{path} is missing: install the package fonts-liberation2.")
            pdfmetrics.registerFont(TTFont(name + suffix, path))
        pdfmetrics.registerFontFamily(name, normal=name, bold=f"{name}-Bold", italic=name, boldItalic=f"{name}-Bold")


class Sheet:
    """Pages drawn by hand: places are points from the top left corner."""

    def __init__(self, face: str = "Serif", size: float = 10.5, *, wide: bool = False) -> None:
        """Start the first page; `wide` turns it to landscape."""
        fonts()
        self.width, self.height = landscape(A4) if wide else A4
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(self.width, self.height), invariant=1)
        self.face, self.size, self.y, self.page = face, size, 48.0, 1

    def text(
        self,
        x: float,
        text: str,
        *,
        y: float | None = None,
        bold: bool = False,
        size: float | None = None,
        align: str = "left",
    ) -> float:
        """Write one line with its baseline a line below y (the running place by default); returns its width."""
        face = f"{self.face}-Bold" if bold else self.face
        size = size or self.size
        self._canvas.setFont(face, size)
        base = self.height - (self.y if y is None else y) - size
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "centre": self._canvas.drawCentredString,
        }[align]
        draw(x, base, text)
        return float(pdfmetrics.stringWidth(text, face, size))

    def centre(self, text: str, *, bold: bool = True, size: float | None = None) -> None:
        """Write a centred line and move on."""
        self.text(self.width / 2, text, bold=bold, size=size, align="centre")
        self.down((size or self.size) * 1.35)

    def lines(self, text: str, width: float, *, bold: bool = False, size: float | None = None) -> list[str]:
        """Break text into lines that fit a width."""
        face, size = f"{self.face}-Bold" if bold else self.face, size or self.size
        made: list[str] = []
        for word in text.split():
            if made and pdfmetrics.stringWidth(f"{made[-1]} {word}", face, size) <= width:
                made[-1] += f" {word}"
            else:
                made.append(word)
        return made

    def paragraph(self, text: str, *, x: float = 56, right: float = 56, bold: bool = False, gap: float = 6) -> None:
        """Write wrapped text and move on; turns the page where it is full."""
        for line in self.lines(text, self.width - x - right, bold=bold):
            self.room(self.size * 1.4)
            self.text(x, line, bold=bold)
            self.down(self.size * 1.35)
        self.down(gap)

    def down(self, points: float) -> None:
        """Move down."""
        self.y += points

    def room(self, points: float) -> None:
        """Turn the page unless so much room is left."""
        if self.y + points > self.height - 46:
            self.turn()

    def turn(self) -> None:
        """Start the next page."""
        self._foot()
        self._canvas.showPage()
        self.page += 1
        self.y = 48.0

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
        """Draw a rule."""
        self._canvas.setLineWidth(width)
        self._canvas.setStrokeColor(black)
        self._canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x: float, y: float, width: float, height: float, line: float = 0.6) -> None:
        """Draw a frame."""
        self._canvas.setLineWidth(line)
        self._canvas.rect(x, self.height - y - height, width, height)

    def _foot(self) -> None:
        self._canvas.setFont("Sans", 6)
        self._canvas.setFillColor(HexColor("#999999"))
        self._canvas.drawCentredString(self.width / 2, 16, SPECIMEN)
        self._canvas.setFillColor(black)

    def pdf(self) -> bytes:
        """Finish, and give the file."""
        self._foot()
        self._canvas.save()
        return self._buffer.getvalue()


def style(face: str = "Serif", size: float = 10.5, **more: Any) -> ParagraphStyle:
    """A paragraph style; `more` as reportlab names it (alignment: 0 left, 1 centre, 2 right)."""
    fonts()
    return ParagraphStyle(
        f"{face}{size}{more}", fontName=face, fontSize=size, leading=size * 1.3, spaceAfter=size * 0.5, **more
    )


def para(text: str, look: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text; line ends are kept, text between ** is bold."""
    parts = esc(text).replace("\n", "<br/>").split("**")
    return Paragraph("".join(f"<b>{part}</b>" if place % 2 else part for place, part in enumerate(parts)), look)


def grid(
    lines: Sequence[Sequence[Any]],
    widths: Sequence[float],
    commands: Sequence[tuple[Any, ...]] = (),
    *,
    repeat: int = 0,
    ruled: bool = True,
) -> Table:
    """A table of paragraphs or strings, ruled unless told otherwise; `repeat` heading rows come back on each page."""
    looks: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    if ruled:
        looks.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    return Table(list(lines), colWidths=list(widths), repeatRows=repeat, style=TableStyle([*looks, *commands]))


def flow(story: list[Any], *, wide: bool = False, margin: float = 50) -> bytes:
    """A flowing document as PDF."""
    fonts()
    buffer = io.BytesIO()

    def foot(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Sans", 6)
        canvas.setFillColor(HexColor("#999999"))
        canvas.drawCentredString((landscape(A4) if wide else A4)[0] / 2, 16, SPECIMEN)

    document = SimpleDocTemplate(
        buffer,
        pagesize=landscape(A4) if wide else A4,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=44,
        bottomMargin=40,
        invariant=1,
    )
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()
