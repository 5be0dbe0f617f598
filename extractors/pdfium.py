"""PDF files through PDFium: opening, repair, and the frame that turns a page's own coordinates into those displayed.

PDFium is not thread-safe: one document at a time in a process. Documents are read in processes of their own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakSet

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from records.pages import Box
from records.readings import Notice


class NeedsPassword(Exception):
    """The PDF can only be opened with a password that nobody here has."""


class CannotOpen(Exception):
    """No engine could open the PDF; the message says what the last of them said."""


class HasNoPages(CannotOpen):
    """The PDF opens, and has no page."""


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """An open PDF. `page_count` is what PDFium sees after repair, if there was one."""

    document: pypdfium2.PdfDocument
    page_count: int
    warnings: tuple[Notice, ...]


@contextmanager
def opened_pdf(path: Path) -> Iterator[OpenPdf]:
    """The PDF at `path`, repaired by pikepdf where PDFium cannot open it or sees fewer pages than pikepdf.

    Raises:
        NeedsPassword: the empty password does not open it.
        CannotOpen: neither engine can open it.
    """
    document, warnings = _open(path)
    try:
        yield OpenPdf(document, len(document), warnings)
    finally:
        document.close()


def _open(path: Path) -> tuple[pypdfium2.PdfDocument, tuple[Notice, ...]]:
    try:
        document = pypdfium2.PdfDocument(path)
        seen = len(document)
    except pypdfium2.PdfiumError as error:
        repaired = _repaired(path)
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:  # pikepdf knows more kinds of encryption
            return repaired, ()
        notice = Notice("repaired", "The PDF is damaged; it was repaired by rebuilding its index before it was read.")
        return repaired, (notice,)
    counted, layers = _facts_by_pikepdf(path)
    if layers:
        _with_layers.add(document)
    if counted is None or counted == seen:
        return document, ()
    if counted < seen:
        message = f"Two engines count different numbers of pages ({seen} and {counted}); all {seen} were read."
        return document, (Notice("page_count", message),)
    try:
        repaired = _repaired(path)
    except CannotOpen:
        message = f"Two engines count different numbers of pages ({seen} and {counted}); only {seen} could be read."
        return document, (Notice("page_count", message),)
    if len(repaired) <= seen:
        repaired.close()
        message = f"Two engines count different numbers of pages ({seen} and {counted}); only {seen} could be read."
        return document, (Notice("page_count", message),)
    document.close()
    message = f"One engine sees {seen} of {counted} pages; the file was repaired and {len(repaired)} pages were read."
    return repaired, (Notice("page_count", message),)


_with_layers: WeakSet[pypdfium2.PdfDocument] = WeakSet()
"""Open documents that have layers (optional content), of which PDFium does not tell."""


def has_layers(document: pypdfium2.PdfDocument) -> bool:
    """Whether a document opened by `opened_pdf` has layers, which may be switched off."""
    return document in _with_layers


def _facts_by_pikepdf(path: Path) -> tuple[int | None, bool]:
    """The number of pages, None if pikepdf cannot tell, and whether there are layers."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return len(pdf.pages), "/OCProperties" in pdf.Root
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError):
        return None, False


def _repaired(path: Path) -> pypdfium2.PdfDocument:
    buffer = io.BytesIO()
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if len(pdf.pages) == 0:
                raise HasNoPages("the PDF has no page")
            pdf.save(buffer)
            layers = "/OCProperties" in pdf.Root
        document = pypdfium2.PdfDocument(buffer.getvalue())
    except pikepdf.PasswordError as error:
        raise NeedsPassword from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, RuntimeError, OSError) as error:
        raise CannotOpen(str(error)) from error
    if layers:
        _with_layers.add(document)
    return document


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible rectangle in its own coordinates (y upwards), and the quarter turns it is displayed with."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width as displayed, in points."""
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height as displayed, in points."""
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates as displayed, from the top left."""
        match self.rotation:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
        return x - self.left, self.top - y

    def points(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points of the page's own coordinates (columns x, y) as displayed, likewise."""
        x, y = places.T
        match self.rotation:
            case 90:
                columns = (y - self.bottom, x - self.left)
            case 180:
                columns = (self.right - x, y - self.bottom)
            case 270:
                columns = (self.top - y, self.right - x)
            case _:
                columns = (x - self.left, self.top - y)
        return np.stack(columns, axis=1)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page's own coordinates as displayed."""
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def boxes(self, edges: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rectangles of the page's own coordinates (columns left, bottom, right, top) as displayed, likewise."""
        left, bottom, right, top = edges.T
        match self.rotation:
            case 90:
                columns = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 180:
                columns = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 270:
                columns = (self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                columns = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return np.stack(columns, axis=1)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The frame of a page: the crop box within the media box, as PDFium displays it."""
    rect = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rect)
    return Frame(rect.left, rect.bottom, rect.right, rect.top, page.get_rotation() % 360)


NOT_PRINT = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)
"""Annotations that neither carry print nor cover it; form fields, typed notes, stamps, drawn shapes and others do."""


def flattened(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """A page (from 0) with its form fields, signatures and stamps made part of its content, as they are displayed.

    Only the page in memory changes, never the file.
    """
    page = document[index]
    if all(_annotation_kind(page, number) in NOT_PRINT for number in range(raw.FPDFPage_GetAnnotCount(page))):
        return page
    done = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    if done != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _annotation_kind(page: pypdfium2.PdfPage, number: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page, number)
    try:
        return int(raw.FPDFAnnot_GetSubtype(annotation))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
