"""Letters as files: Word by python-docx, PDF by WeasyPrint; the same letter gives the same bytes on any day."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NoReturn

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from worksheets.letters import Block

LATIN, DEVANAGARI = "Arial", "Nirmala UI"
PDF_FONTS = '"Liberation Sans", "Arial", "Noto Sans Devanagari", "Lohit Devanagari", "Nirmala UI", sans-serif'
STYLE = f"""
@page {{ size: A4; margin: 22mm 20mm 20mm 22mm; @bottom-center {{ content: counter(page) " / " counter(pages);
  font: 8pt {PDF_FONTS}; color: #555; }} }}
body {{ font: 10.5pt/1.45 {PDF_FONTS}; }}
h1 {{ font-size: 15pt; margin: 2mm 0 1mm; }}
p {{ margin: 0 0 3mm; white-space: pre-wrap; overflow-wrap: anywhere; }}
.note {{ font-size: 9pt; color: #444; }}
.item {{ margin: 0 0 4mm; break-inside: avoid; }}
.item h2 {{ font-size: 10.5pt; margin: 0 0 1mm; overflow-wrap: anywhere; }}
.item p {{ margin: 0 0 1mm 6mm; }}
.item p b {{ white-space: nowrap; }}
.page {{ break-before: page; }}
"""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def as_docx(blocks: Sequence[Block], title: str, made_on: date) -> bytes:
    """The letter as a Word file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _fonts(document.styles["Normal"])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:250], "Parakh", ""
    properties.created = properties.modified = datetime(made_on.year, made_on.month, made_on.day)
    page_begins = False
    for block in blocks:
        if block.kind == "page":
            page_begins = True
            continue
        first = _paragraphs(document, block)
        first.paragraph_format.page_break_before = page_begins
        page_begins = False
    stream = io.BytesIO()
    document.save(stream)
    return _undated(stream.getvalue())


def as_pdf(blocks: Sequence[Block], title: str, language: str = "en") -> bytes:
    """The letter as a PDF with shaped Devanagari."""
    from weasyprint import HTML  # loads Pango, which only who writes a letter needs

    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>{_body(blocks)}</body></html>"
    )
    made: bytes = HTML(string=page, url_fetcher=_nothing).write_pdf(pdf_identifier=b"parakh")
    return made


def _body(blocks: Sequence[Block]) -> str:
    pieces = []
    opening = ""
    for block in blocks:
        text = html.escape(block.text)
        match block.kind:
            case "page":
                opening = " page"
                continue
            case "title":
                pieces.append(f'<h1 class="title{opening}">{text}</h1>')
            case "item":
                parts = "".join(
                    f"<p><b>{html.escape(label)}:</b> {html.escape(told)}</p>" for label, told in block.parts
                )
                pieces.append(f'<div class="item{opening}"><h2>{text}</h2>{parts}</div>')
            case "note" | "line":
                pieces.append(f'<p class="{block.kind}{opening}">{text}</p>')
        opening = ""
    return "".join(pieces)


def _paragraphs(document: Any, block: Block) -> Any:
    """The paragraphs of a block; returns the first."""
    first = document.add_paragraph()
    run = first.add_run(block.text)
    match block.kind:
        case "title":
            run.bold, run.font.size = True, Pt(15)
        case "note":
            run.font.size = Pt(9)
        case "item":
            run.bold = True
            first.paragraph_format.keep_with_next = True
            for label, told in block.parts:
                under = document.add_paragraph()
                under.paragraph_format.left_indent = Cm(0.6)
                under.alignment = WD_ALIGN_PARAGRAPH.LEFT
                under.add_run(f"{label}: ").bold = True
                under.add_run(told)
    return first


def _fonts(style: Any) -> None:
    """A font for Latin letters and another for Devanagari, which Word takes from the attribute `cs`."""
    style.font.name, style.font.size = LATIN, Pt(10.5)
    style.paragraph_format.space_after = Pt(6)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    fonts.set(qn("w:cs"), DEVANAGARI)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-IN")
    language.set(qn("w:bidi"), "hi-IN")


def _undated(content: bytes) -> bytes:
    """The zip file with one date for all its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(stream, "w") as undated:
        for name in made.namelist():
            undated.writestr(zipfile.ZipInfo(name, _LONG_AGO), made.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _nothing(url: str, *_: Any, **__: Any) -> NoReturn:
    """Fetches nothing: a letter is made of its own text."""
    raise ValueError(f"a letter fetches nothing, not even {url}")
