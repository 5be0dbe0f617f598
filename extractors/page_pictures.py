"""Pictures of pages for evidence: of paper as displayed, of a spreadsheet or a Word file as it was set for reading.

What has no pages is drawn with what a person needs to find it again: the cells with their texts and rulings, the name
of the sheet, the letters of its columns and the numbers of its rows. The boxes of values are those of the page as set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractors.pages import open_document
from extractors.render import EVIDENCE_DPI, as_png, page_png
from extractors.triage import triage
from extractors.typeset import LETTER
from records.pages import Page, Word

SET_FOR_READING = frozenset({"sheet", "csv", "word"})
"""Kinds of files without pages of their own."""

LATIN = ("DejaVuSansMono.ttf", "LiberationMono-Regular.ttf", "consola.ttf", "Courier New.ttf")
DEVANAGARI = ("NotoSansDevanagari-Regular.ttf", "Lohit-Devanagari.ttf", "Nirmala.ttf", "mangal.ttf")
"""Fonts by the names of their files, the first that is installed; Pillow's own where none is."""

SIZE = 8.3
"""Points: the size at which a letter of a monospaced font is as wide as `LETTER`."""

INK, HEAD_INK, HEAD_PAPER, LINE = (27, 31, 36), (70, 78, 90), (232, 236, 242), (160, 168, 180)
HEAD_TOP, HEAD_BOTTOM, NUMBERS = 19.0, 33.0, 30.0
"""Points: between which heights the letters of columns stand, and how wide the strip of row numbers is."""

_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_DEVANAGARI = re.compile("[\u0900-\u097f]")


def picture_png(path: Path, page: int, dpi: float = EVIDENCE_DPI) -> bytes:
    """A page of any file that was read, as a small PNG; the same file gives the same bytes.

    That of a page set for reading states its resolution, for nothing else tells the page's size.

    Raises:
        OSError: the file cannot be opened, or has no such page.
    """
    if triage(path).kind not in SET_FOR_READING:
        return page_png(path, page, dpi)
    pages = _pages(str(path), path.stat().st_mtime_ns)
    if not 0 < page <= len(pages):
        raise OSError(f"{path.name} has no page {page}")
    return as_png(drawn(pages[page - 1], dpi), dpi=(dpi, dpi))


def drawn(page: Page, dpi: float) -> Image.Image:
    """A page that was set for reading, RGB."""
    scale = dpi / 72
    picture = Image.new("RGB", (round(page.width * scale), round(page.height * scale)), "white")
    pen = ImageDraw.Draw(picture)
    for it in page.rulings:
        pen.line([round(at * scale) for at in (it.x0, it.top, it.x1, it.bottom)], fill=LINE, width=1)
    for word in page.words:
        _write(pen, word.text, word.box[0], word.box[1], word.box[2] - word.box[0], scale, bold=word.bold)
    _draw_heads(pen, page, scale)
    return picture


def _draw_heads(pen: ImageDraw.ImageDraw, page: Page, scale: float) -> None:
    """On a page of one sheet, its name above, letters over its columns and numbers at its rows."""
    placed = [word for word in page.words if word.place is not None]
    sheets = list(dict.fromkeys(word.place.sheet for word in placed if word.place))
    cells = list(_cells(placed))
    if len(sheets) != 1 or not cells:
        return
    _write(pen, sheets[0], NUMBERS, 5.0, page.width - NUMBERS, scale, ink=HEAD_INK)
    pen.rectangle(_scaled((0, HEAD_TOP, page.width, HEAD_BOTTOM), scale), fill=HEAD_PAPER)
    pen.rectangle(_scaled((0, HEAD_TOP, NUMBERS, page.height), scale), fill=HEAD_PAPER)
    columns: dict[str, float] = {}
    rows: dict[int, float] = {}
    for column, row, word in cells:
        columns[column] = min(word.box[0], columns.get(column, word.box[0]))
        rows[row] = min(word.box[1], rows.get(row, word.box[1]))
    for column, left in columns.items():
        _write(pen, column, left, HEAD_TOP + 2, 4 * LETTER, scale, ink=HEAD_INK)
    for row, top in rows.items():
        _write(pen, str(row), 3.0, top, NUMBERS - 4, scale, ink=HEAD_INK)


def _cells(placed: list[Word]) -> Iterator[tuple[str, int, Word]]:
    """The first word of each cell, with its column and row; none of what stands in no cell."""
    seen: set[str] = set()
    for word in placed:
        cell = word.place.cell if word.place else ""
        found = _CELL.fullmatch(cell)
        if found and cell not in seen:
            seen.add(cell)
            yield found[1], int(found[2]), word


def _write(
    pen: ImageDraw.ImageDraw,
    text: str,
    left: float,
    top: float,
    room: float,
    scale: float,
    *,
    bold: bool = False,
    ink: tuple[int, int, int] = INK,
) -> None:
    """Text from a place on, drawn smaller where it would be wider than its room; all in points."""
    names = DEVANAGARI if _DEVANAGARI.search(text) else LATIN
    font = _font(names, round(SIZE * scale, 1))
    wide = pen.textlength(text, font=font)
    if wide > room * scale + 1:
        font = _font(names, max(4.0, round(SIZE * scale * room * scale / wide, 1)))
    pen.text((left * scale, top * scale), text, font=font, fill=ink, stroke_width=0.3 if bold else 0, stroke_fill=ink)


def _scaled(box: tuple[float, float, float, float], scale: float) -> tuple[float, float, float, float]:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


@lru_cache(maxsize=64)
def _font(names: tuple[str, ...], size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


@lru_cache(maxsize=1)
def _pages(path: str, changed: int) -> tuple[Page, ...]:
    """The pages of a file as set, kept while they are asked for one by one; `changed` is when the file last was."""
    return open_document(Path(path)).pages
