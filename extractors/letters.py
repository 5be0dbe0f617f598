"""The characters of a PDF page through PDFium: codes, boxes, text objects and how these are drawn, in bulk.

A call into PDFium costs more than what it answers, so its functions are mapped over columns of plain addresses and
write into arrays; what text objects share (typeface, size, colour) is asked once.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Sequence
from ctypes import byref, c_double, c_float, c_int, c_size_t, c_uint, create_string_buffer
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.bulk_calls import addresses_of_rows, run_all

BOLD_WEIGHT = 600

MOST_HEIGHT = 3.0
"""A font whose letters would be higher than this many times their size states its height wrongly."""

HYPHEN_MARK = 0x02
"""PDFium's code for a hyphen at a line's end; in a page's text as a whole it stands as `HYPHEN_IN_TEXT`."""
HYPHEN_IN_TEXT = 0xFFFE

PlainEdges = NDArray[np.float64]
"""Boxes in the page's own coordinates, y upwards: columns left, bottom, right, top."""

_function = ctypes.PYFUNCTYPE  # keeps Python's lock: each call takes a fraction of a microsecond
_text_object_of = ctypes.cast(raw.FPDFText_GetTextObject, _function(c_size_t, c_size_t, c_int))
_text_of = ctypes.cast(raw.FPDFText_GetText, _function(c_int, c_size_t, c_int, c_int, c_size_t))
_unicode_of = ctypes.cast(raw.FPDFText_GetUnicode, _function(c_uint, c_size_t, c_int))
_loose_box_of = ctypes.cast(raw.FPDFText_GetLooseCharBox, _function(c_int, c_size_t, c_int, c_size_t))
_matrix_of = ctypes.cast(raw.FPDFText_GetMatrix, _function(c_int, c_size_t, c_int, c_size_t))
_size_of = ctypes.cast(raw.FPDFText_GetFontSize, _function(c_double, c_size_t, c_int))
_font_of = ctypes.cast(raw.FPDFTextObj_GetFont, _function(c_size_t, c_size_t))
_mode_of = ctypes.cast(raw.FPDFTextObj_GetTextRenderMode, _function(c_int, c_size_t))
_fill_of = ctypes.cast(raw.FPDFPageObj_GetFillColor, _function(c_int, *[c_size_t] * 5))


@dataclass(frozen=True, slots=True)
class Style:
    """How text is drawn: what text objects of one look share. `fill` is red, green, blue and opacity, 0-255."""

    size: float
    font: str
    bold: bool
    mode: int
    fill: tuple[int, int, int, int]
    ascent: float
    descent: float


class Look(NamedTuple):
    """A style as it stands on the page: its number on the page, and the clockwise quarter turn of its line.

    The turn is that before the page's own rotation. `measured` is whether PDFium gives its letters' boxes by their
    width and the font's height: not for turned text, nor for fonts that do not state their height.
    """

    number: int
    style: Style
    angle: int
    measured: bool


class Typeface(NamedTuple):
    """What a font says of itself; `height` is ascent and descent at size 1, None where it does not say."""

    name: str
    bold: bool
    height: tuple[float, float] | None


class Kind(NamedTuple):
    """What PDFium says of one text object: its font's address, and its matrix without the place."""

    font: int
    size: float
    mode: int
    red: int
    green: int
    blue: int
    alpha: int
    a: float
    b: float
    c: float
    d: float


class Letters:
    """The characters of an open text page, by their number on it."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        """Reads the codes of all characters; `textpage` must stay open as long as this is asked."""
        self.textpage = textpage
        self.address = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self.codes = self._codes(raw.FPDFText_CountChars(textpage))
        self._numbers = np.arange(len(self.codes))
        self.looks: list[Look] = []
        self._look_of_kind: dict[bytes, Look] = {}
        self._look_of_object: dict[int, Look] = {}
        self._typefaces: dict[int, Typeface] = {}

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Forget the characters that are not `kept`; those that are get numbers without gaps."""
        self.codes, self._numbers = self.codes[kept], self._numbers[kept]

    def number_on_page(self, at: int) -> int:
        """The number that PDFium knows the character `at` by."""
        return int(self._numbers[at])

    def _codes(self, count: int) -> NDArray[np.int64]:
        """All codes at once, unless PDFium's text leaves characters out or needs two places for one."""
        if count <= 0:
            return np.zeros(0, np.int64)
        text = np.zeros(2 * count + 2, np.uint16)
        written = _text_of(self.address, 0, count, text.ctypes.data) - 1  # it writes a zero behind the text
        codes = text[:count].astype(np.int64)
        if written != count or ((codes >= 0xD800) & (codes < 0xE000)).any():
            codes = np.fromiter(map(_unicode_of, repeat(self.address), range(count)), np.int64, count)
            codes[codes > sys.maxunicode] = 0
        else:
            codes[codes == HYPHEN_IN_TEXT] = HYPHEN_MARK
        return codes

    def objects(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """The addresses of the text objects that draw the characters `at`; 0 for one that nothing draws."""
        return np.fromiter(map(_text_object_of, repeat(self.address), self._numbers[at].tolist()), np.int64, len(at))

    def boxes(self, at: NDArray[np.int64]) -> PlainEdges:
        """The boxes of the characters `at`: as wide as the letter moves the pen, as high as the font says."""
        found = np.zeros((len(at), 4), np.float32)
        run_all(map(_loose_box_of, repeat(self.address), self._numbers[at].tolist(), addresses_of_rows(found)))
        return found[:, [0, 3, 2, 1]].astype(np.float64)

    def looks_of(self, objects: NDArray[np.int64], at: NDArray[np.int64]) -> list[Look]:
        """The look of each text object, of which the character `at` is one; each object is asked about once."""
        first: dict[int, int] = {}
        for thing, index in zip(objects.tolist(), self._numbers[at].tolist(), strict=True):
            if thing not in self._look_of_object:
                first.setdefault(thing, index)
        self._ask(list(first), list(first.values()))
        return [self._look_of_object[thing] for thing in objects.tolist()]

    def _ask(self, objects: Sequence[int], at: Sequence[int]) -> None:
        matrices = np.zeros((len(objects), 6), np.float32)
        run_all(map(_matrix_of, repeat(self.address), at, addresses_of_rows(matrices)))
        fills = np.zeros((len(objects), 4), np.uint32)
        fills[:, 3] = 255
        run_all(map(_fill_of, objects, *(addresses_of_rows(fills, column) for column in range(4))))
        count = len(objects)
        drawn = np.empty((count, len(Kind._fields)))
        drawn[:, 0] = np.fromiter(map(_font_of, objects), np.int64, count)
        drawn[:, 1] = np.fromiter(map(_size_of, repeat(self.address), at), np.float64, count)
        drawn[:, 2] = np.fromiter(map(_mode_of, objects), np.int64, count)
        drawn[:, 3:7] = fills
        drawn[:, 7:] = matrices[:, :4]
        drawn += 0.0  # no negative zeros: the bytes of a row then tell its kind, which is quicker than its numbers
        width, rows = drawn.strides[0], drawn.tobytes()
        for number, (thing, index) in enumerate(zip(objects, at, strict=True)):
            key = rows[number * width : (number + 1) * width]
            if key not in self._look_of_kind:
                font, size, *others = drawn[number].tolist()
                kind = Kind(int(font), size, *(int(it) for it in others[:5]), *others[5:])
                self._look_of_kind[key] = self._new_look(index, kind)
                self.looks.append(self._look_of_kind[key])
            self._look_of_object[thing] = self._look_of_kind[key]

    def _new_look(self, index: int, kind: Kind) -> Look:
        font, size, mode, red, green, blue, alpha, a, b, c, d = kind
        if font not in self._typefaces:
            self._typefaces[font] = self._typeface(index, font)
        face = self._typefaces[font]
        size *= math.hypot(c, d) or 1.0
        ascent, descent = face.height or (0.8, -0.2)
        style = Style(size, face.name, face.bold, mode, (red, green, blue, alpha), ascent * size, descent * size)
        upright = a > 0 and d > 0 and b == 0 and abs(c) < 0.5 * d
        turned = 0 if upright else math.degrees(raw.FPDFText_GetCharAngle(self.textpage, index))
        angle = round(turned / 90) * 90 % 360
        return Look(len(self.looks), style, angle, upright and face.height is not None)

    def _typeface(self, index: int, font: int) -> Typeface:
        buffer, flags = create_string_buffer(256), c_int()
        length = raw.FPDFText_GetFontInfo(self.textpage, index, buffer, 256, byref(flags))
        name = buffer.value.decode("utf-8", "replace") if length else ""
        heavy = raw.FPDFText_GetFontWeight(self.textpage, index) >= BOLD_WEIGHT
        bold = heavy or any(it in name.lower() for it in ("bold", "black", "heavy"))
        up, down = c_float(), c_float()
        face = ctypes.cast(font, raw.FPDF_FONT) if font else None
        stated = (
            face and raw.FPDFFont_GetAscent(face, 1.0, byref(up)) and raw.FPDFFont_GetDescent(face, 1.0, byref(down))
        )
        known = stated and 0 < up.value - down.value < MOST_HEIGHT
        return Typeface(name, bold, (up.value, down.value) if known else None)
