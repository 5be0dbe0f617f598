"""Marks of offices: seals, codes to scan, dotted leaders, typed paragraphs, older numbers of a file."""

from __future__ import annotations

import re
from random import Random
from typing import Literal

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.pdfbase import pdfmetrics

from samples.hands import web
from samples.hands.drawn import Sheet

_ALIGNED = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def seal(*lines: str, ink: str = "#2b3f9c", turn: int = -12) -> str:
    """A round rubber stamp with a few words, as HTML."""
    words = "<br>".join(map(web.esc, lines))
    return (
        f"<div style='display:inline-block; width:74pt; height:52pt; padding-top:22pt; border:1.6pt double {ink}; "
        f'border-radius:50%; color:{ink}; font:6.5pt "Liberation Sans"; text-align:center; opacity:.75; '
        f"transform:rotate({turn}deg)'>{words}</div>"
    )


def code(rng: Random, points: int = 62) -> str:
    """A square of cells as a code to scan looks, as HTML; it holds nothing."""
    cells = 21
    dark = "".join(
        f"<rect x='{x}' y='{y}' width='1.02' height='1.02'/>"
        for y in range(cells)
        for x in range(cells)
        if rng.random() < 0.48
    )
    return f"<svg width='{points}pt' height='{points}pt' viewBox='0 0 {cells} {cells}'>{dark}</svg>"


def leader(sheet: Sheet, label: str, value: str, *, x: float = 56, at: float = 300, bold: bool = True) -> None:
    """A label, dots up to a place, then the value, wrapped under itself; moves on."""
    dot = pdfmetrics.stringWidth(".", sheet.face, sheet.size)
    end = x + sheet.text(x, label) + 4
    sheet.text(end, "." * max(3, int((at - 6 - end) / dot)))
    for line in sheet.lines(value, sheet.width - 56 - at, bold=bold):
        sheet.text(at, line, bold=bold)
        sheet.down(sheet.size * 1.4)
    sheet.down(5)


def older(number: str, rng: Random, year: int = 2021) -> str:
    """A number of the same office in an earlier year: 2026 becomes 2021, 26 becomes 21, serials change."""

    def other(found: re.Match[str]) -> str:
        digits = found[0]
        match digits:
            case "2026" | "2025":
                return str(year)
            case "26" | "25":
                return f"{year % 100}"
        if len(digits) < 3 or digits == "29016":
            return digits
        return str(rng.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))

    return re.sub(r"\d+", other, number)


def typed(made: Document, text: str, align: Literal["left", "centre", "right"] = "left") -> None:
    """A paragraph in a Word document; what stands between ** is bold, line ends are kept."""
    paragraph = made.add_paragraph()
    paragraph.alignment = _ALIGNED[align]
    for place, part in enumerate(text.split("**")):
        paragraph.add_run(part).bold = bool(place % 2)
