"""Tables drawn by very different hands: ReportLab grids, print placed by coordinates, HTML, and scans of them."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import weasyprint
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from extractors.cite import Source
from extractors.pages import open_document
from extractors.tables import read_tables
from records.pages import Page, Word

STYLE = getSampleStyleSheet()["BodyText"]


def para(text):
    return Paragraph(text, STYLE)


@pytest.fixture
def read():
    """Reads a PDF (or pages) as a document of a type."""

    def reader(document_type, what):
        pages = open_document(what).pages if isinstance(what, Path) else what
        return read_tables(document_type, pages, Source("0" * 64, "paper.pdf"))

    return reader


@pytest.fixture
def grid(tmp_path):
    """A ReportLab table: with a full grid, only level lines, only a line under its headings, or none at all."""

    def draw(
        *tables,
        lines="grid",
        before=(),
        after=(),
        widths=None,
        spans=(),
        wide=False,
        breaks=False,
        header_rows=1,
        wrapped=False,
    ):
        path = tmp_path / "grid.pdf"
        flow = [para(text) for text in before]
        for number, rows in enumerate(tables):
            if number and breaks:
                flow.append(PageBreak())
            if isinstance(rows, str):
                flow.append(para(rows))
                continue
            if wrapped:
                rows = [[para(cell) for cell in row] for row in rows]
            table = Table(rows, colWidths=widths, repeatRows=header_rows)
            style = [("FONTSIZE", (0, 0), (-1, -1), 8), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            if lines == "grid":
                style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
            elif lines == "level":
                style.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black))
            elif lines == "header":
                style.append(("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black))
            style += [("SPAN", *span) for span in spans]
            table.setStyle(TableStyle(style))
            flow += [table, Spacer(1, 8)]
        flow += [para(text) for text in after]
        size = landscape(A4) if wide else A4
        SimpleDocTemplate(str(path), pagesize=size, leftMargin=30, rightMargin=30).build(flow)
        return path

    return draw


@pytest.fixture
def html(tmp_path):
    """An HTML page printed by WeasyPrint; ruled=False leaves all lines out."""

    def draw(body, ruled=True, css=""):
        path = tmp_path / "page.pdf"
        border = "td,th{border:0.6pt solid #333}" if ruled else ""
        weasyprint.HTML(
            string="<style>@page{size:A4;margin:1.5cm}body{font:9pt 'DejaVu Sans','Noto Sans Devanagari'}"
            f"table{{width:100%;border-collapse:collapse}}td,th{{padding:3px 4px}}{border}{css}</style>{body}"
        ).write_pdf(path)
        return path

    return draw


@pytest.fixture
def drawn(tmp_path):
    """Print placed by coordinates: pages of (x, y from the top, text), a text with "<" before it ends at x."""

    def draw(*pages, lines=(), size=8, wide=False):
        path = tmp_path / "drawn.pdf"
        width, height = landscape(A4) if wide else A4
        paper = canvas.Canvas(str(path), pagesize=(width, height))
        for texts in pages:
            paper.setFont("Helvetica", size)
            for x, y, text in texts:
                if text.startswith("<"):
                    paper.drawRightString(x, height - y, text[1:])
                else:
                    paper.drawString(x, height - y, text)
            for x0, y0, x1, y1 in lines:
                paper.line(x0, height - y0, x1, height - y1)
            paper.showPage()
        paper.save()
        return path

    return draw


@pytest.fixture
def scanned(tmp_path):
    """The same paper from a scanner: skewed, grey, noisy."""

    def scan(path, angle=0.5, noise=8.0, dpi=200):
        grain = np.random.default_rng(7)
        pictures = []
        for page in pypdfium2.PdfDocument(str(path)):
            picture = page.render(scale=dpi / 72).to_pil().convert("L")
            turned = picture.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
            grey = np.asarray(turned, dtype=float) * 0.92 + 10
            grey += grain.normal(0, noise, grey.shape)
            pictures.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
        out = tmp_path / f"scan_{path.name}"
        pictures[0].save(out, save_all=True, append_images=pictures[1:], resolution=dpi)
        return out

    return scan


@pytest.fixture
def ocr_page():
    """A page as OCR gives it: rows of (x, text) at a line step, each word with a confidence."""

    def build(rows, confidence=0.93, number=1):
        words = []
        for line, row in enumerate(rows):
            top = 60.0 + 16 * line
            for x, text in row:
                at = float(x)
                for piece in text.split():
                    width = 4.6 * len(piece)
                    words.append(Word(piece, (at, top, at + width, top + 8), confidence, "ocr", 8.0))
                    at += width + 2.6
        return Page(number, 595.0, 842.0, 0, tuple(words), "ocr", "scan_good")

    return build


def plain(reading):
    """Rows as dictionaries of text, for comparing."""
    return [{name: str(field.value) for name, field in row.fields.items()} for row in reading.rows]


def column(reading, name):
    return [str(row.fields[name].value) if name in row.fields else None for row in reading.rows]


@pytest.fixture
def rows_of():
    return plain


@pytest.fixture
def column_of():
    return column
