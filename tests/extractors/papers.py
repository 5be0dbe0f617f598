"""Small papers for the tests: letters, ruled forms, two-column forms, drawn with reportlab."""

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, Preformatted, SimpleDocTemplate, Spacer, Table, TableStyle

from records.pages import Page, Word

DEVANAGARI = "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"
LATIN = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LATIN_BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"


def fonts():
    if "Dev" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Dev", DEVANAGARI))
        pdfmetrics.registerFont(TTFont("Lat", LATIN))
        pdfmetrics.registerFont(TTFont("LatB", LATIN_BOLD))


def marked_up(text, latin="Lat"):
    """Switch fonts between scripts, since no one font here has both."""
    out, current = [], None
    for character in text:
        want = "Dev" if "\u0900" <= character <= "\u097f" else latin if character != " " else current or latin
        if want != current:
            out.append(("</font>" if current else "") + f'<font name="{want}">')
            current = want
        out.append({"&": "&amp;", "<": "&lt;", "\n": "<br/>"}.get(character, character))
    return "".join(out) + ("</font>" if current else "")


def style(size=10, align=0, bold=False, lead=1.35, indent=0):
    fonts()
    name = "LatB" if bold else "Lat"
    return ParagraphStyle(
        f"s{size}{align}{bold}{indent}", fontName=name, fontSize=size, leading=size * lead, alignment=align,
        spaceAfter=size * 0.5, leftIndent=indent,
    )  # fmt: skip


def title(text, size=14):
    return Paragraph(marked_up(text, "LatB"), style(size, align=1, bold=True))


def heading(text, size=11):
    return Paragraph(marked_up(text, "LatB"), style(size, bold=True))


def p(text, size=10, align=0, indent=0):
    return Paragraph(marked_up(text), style(size, align=align, indent=indent))


def gap(points=8):
    return Spacer(1, points)


def page_break():
    return PageBreak()


def mono(path: Path, text, size=6.6):
    """What a program sends to a line printer, in a typewriter's font."""
    font = ParagraphStyle("mono", fontName="Courier", fontSize=size, leading=size * 1.24)
    SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=40, rightMargin=40).build(
        [Preformatted(text, font)]
    )
    return path


def grid(rows, widths, ruled=True, size=9, bold_first_row=False):
    """A table of paragraphs; cells wrap."""
    cells = [
        [Paragraph(marked_up(cell, "LatB" if bold_first_row and at == 0 else "Lat"), style(size)) for cell in row]
        for at, row in enumerate(rows)
    ]
    commands = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.6, colors.black))
    return Table(cells, colWidths=widths, style=TableStyle(commands))


def paper(path: Path, *blocks, pagesize=A4, margin=56):
    SimpleDocTemplate(
        str(path), pagesize=pagesize, leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin
    ).build(list(blocks))
    return path


def page_of(rows, method="ocr", step=18):
    """A page of rows of (x, text) as OCR gives them, each read alike by both engines, or as a text layer does."""
    words = []
    for line, row in enumerate(rows):
        for x, text in row:
            at = float(x)
            for piece in text.split():
                box = (at, 60.0 + step * line, at + 4.6 * len(piece), 68.0 + step * line)
                words.append(Word(piece, box, 0.96, method, 8.0, witnessed=True))
                at = box[2] + 2.6
    return Page(1, 595.0, 842.0, 0, tuple(words), method, "digital" if method == "text" else "scan_good")
