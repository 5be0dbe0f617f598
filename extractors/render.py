"""Pictures of pages: for evidence pages, for crops beside a field, and for OCR."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pillow_heif
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps

from extractors.pdfium import flattened, opened_pdf
from extractors.triage import MAX_PIXELS, triage
from records.pages import Box

EVIDENCE_DPI = 110
"""Sharp enough to read ten-point type on a screen."""

MAX_SIDE = 12_000
"""No picture is made with a side of more pixels than this; the resolution is lowered instead."""

PICTURE_DPI = 200
"""The resolution taken for a picture that does not say its own, or says one that no scanner has."""

GREYS = 16
"""Evidence pages keep this many colours: enough for type, a fifth of the bytes."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pillow_heif.register_heif_opener()  # photographs of telephones


class PageSource(Protocol):
    """Whatever has pages that can be drawn."""

    page_count: int

    def size(self, page_number: int) -> tuple[float, float]:
        """Width and height of the page as displayed, in points."""

    def draw(self, page_number: int, dpi: float) -> Image.Image:
        """The page as displayed, RGB."""


class PdfPages:
    """The pages of an open PDF."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        """Draws from `document`, which stays open as long as its owner keeps it so."""
        self.document = document
        self.page_count = len(document)

    def size(self, page_number: int) -> tuple[float, float]:
        """Width and height of the page as displayed, in points."""
        width, height = self.document.get_page_size(page_number - 1)
        return float(width), float(height)

    def draw(self, page_number: int, dpi: float) -> Image.Image:
        """The page as displayed, with annotations and form fields as a viewer shows them, RGB."""
        page = flattened(self.document, page_number - 1)
        try:
            return draw_pdf_page(page, dpi)
        finally:
            page.close()


def draw_pdf_page(page: pypdfium2.PdfPage, dpi: float) -> Image.Image:
    """One PDF page as displayed, RGB; the resolution is lowered where the picture would be too large."""
    return Image.fromarray(pixels_of_pdf_page(page, dpi))


def pixels_of_pdf_page(page: pypdfium2.PdfPage, dpi: float) -> NDArray[np.uint8]:
    """What `draw_pdf_page` draws, as pixels (height, width, 3) from the top down, with no copy made on the way."""
    width, height = page.get_size()
    scale = min(dpi / 72, MAX_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return np.array(bitmap.to_numpy(), np.uint8, order="C")  # outlives the bitmap
    finally:
        bitmap.close()


def draw_part(page: pypdfium2.PdfPage, box: Box, dpi: float) -> Image.Image:
    """The part of a PDF page within `box` (points as displayed), RGB; only that part is drawn. At least one pixel."""
    width, height = page.get_size()
    left, top = min(max(0.0, box[0]), width - 1), min(max(0.0, box[1]), height - 1)
    right, bottom = max(left + 1, min(box[2], width)), max(top + 1, min(box[3], height))
    scale = min(dpi / 72, MAX_SIDE / max(width, height, 1))
    cut = (left, max(0.0, height - bottom), max(0.0, width - right), top)
    bitmap = page.render(scale=scale, crop=cut, rev_byteorder=True)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture.copy()
    finally:
        bitmap.close()


class PicturePages:
    """The frames of a picture file: a multi-page TIFF has several pages, others have one."""

    def __init__(self, picture: Image.Image) -> None:
        """Reads from `picture`, which stays open as long as its owner keeps it so."""
        self.picture = picture
        self.page_count = int(getattr(picture, "n_frames", 1)) if picture.format in ("TIFF", "MPO") else 1
        if picture.format == "MPO":  # two views of one photograph
            self.page_count = 1

    def size(self, page_number: int) -> tuple[float, float]:
        """Width and height in points, by the resolution that the picture states if a scanner could have it."""
        frame = self._frame(page_number)
        dpi = resolution_of(frame)
        width, height = frame.size
        if frame.getexif().get(0x0112, 1) in (5, 6, 7, 8):
            width, height = height, width
        return width * 72 / dpi, height * 72 / dpi

    def draw(self, page_number: int, dpi: float) -> Image.Image:
        """The frame upright by its own orientation tag, on white where transparent, scaled to `dpi`, RGB."""
        frame = self._frame(page_number)
        scale = dpi / resolution_of(frame)
        if scale < 0.5:
            frame.draft("RGB", (int(frame.width * scale), int(frame.height * scale)))
        width, height = (round(points * dpi / 72) for points in self.size(page_number))
        upright = on_white(ImageOps.exif_transpose(frame) or frame)
        factor = min(1.0, MAX_SIDE / max(width, height))
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
        return upright if upright.size == size else upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)

    def _frame(self, page_number: int) -> Image.Image:
        if self.page_count > 1:
            self.picture.seek(page_number - 1)
        return self.picture


def on_white(picture: Image.Image) -> Image.Image:
    """The picture as RGB, transparent parts on white, 16-bit greys brought down to 8."""
    if picture.mode in ("I;16", "I;16B", "I;16L", "I"):
        return picture.convert("I").point(lambda grey: grey / 256).convert("L").convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return picture.convert("RGB")


def resolution_of(picture: Image.Image) -> float:
    """Dots per inch of a picture: what it states, if the page would then have the size of a paper, else a guess."""
    stated = picture.info.get("dpi", (0, 0))
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    longest = max(picture.size)
    if 70 <= dpi <= 2400 and 3.0 <= longest / dpi <= 50.0:
        return dpi
    return max(72.0, longest / 11.69) if longest > 1000 else PICTURE_DPI


@contextmanager
def opened_source(path: Path) -> Iterator[PageSource]:
    """The drawable pages of a PDF or a picture.

    Raises:
        NeedsPassword, CannotOpen: as for a PDF.
        OSError: the picture cannot be decoded, or the file is neither PDF nor picture.
    """
    found = triage(path)
    if found.kind == "pdf":
        with opened_pdf(path) as pdf:
            yield PdfPages(pdf.document)
    elif found.kind == "picture":
        with Image.open(path) as picture:
            yield PicturePages(picture)
    else:
        raise OSError(found.message or "the file has no pages")


def render_page(path: Path, page_number: int, dpi: float = EVIDENCE_DPI) -> Image.Image:
    """Page `page_number` (from 1) of a PDF or picture as displayed, RGB."""
    with opened_source(path) as source:
        return source.draw(page_number, dpi)


def page_png(path: Path, page: int, dpi: float = EVIDENCE_DPI) -> bytes:
    """A page as a small PNG with few colours; the same file gives the same bytes."""
    return as_png(render_page(path, page, dpi))


def crop_png(path: Path, page: int, box: Box, dpi: float = 150, margin: float = 3.0) -> bytes:
    """The part of a page within `box` (points) and `margin` around it, as PNG."""
    return as_png(crop(render_page(path, page, dpi), box, dpi, margin))


def crop(picture: Image.Image, box: Box, dpi: float, margin: float = 0.0) -> Image.Image:
    """The part of a page's picture within `box` (points) and `margin` points around it; at least one pixel."""
    scale = dpi / 72
    left, top = max(0, int((box[0] - margin) * scale)), max(0, int((box[1] - margin) * scale))
    right, bottom = round((box[2] + margin) * scale), round((box[3] + margin) * scale)
    left, top = min(left, picture.width - 1), min(top, picture.height - 1)
    return picture.crop(
        (left, top, max(left + 1, min(right, picture.width)), max(top + 1, min(bottom, picture.height)))
    )


def as_png(picture: Image.Image, **properties: Any) -> bytes:
    """The picture as a small PNG with few colours; the same picture gives the same bytes. `properties` as Pillow's."""
    buffer = io.BytesIO()
    few = picture.quantize(GREYS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True, **properties)
    return buffer.getvalue()
