"""The text layer of a PDF page as words with boxes, through PDFium's characters."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p, create_string_buffer
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as raw

from extractors.pdfium import Frame
from records.pages import Box, Word

WORD_GAP = 0.3
"""A gap wider than this many times the type size ends a word, even where no space is written."""

LINE_STEP = 0.5
"""A step across the line wider than this many times the type size ends a word."""

BOLD_WEIGHT = 600
REPLACEMENT = 0xFFFD
HYPHEN_MARK = 0x02
"""PDFium's code for a hyphen at a line's end."""

SYMBOL_FONTS = ("wingding", "symbol", "webding", "dingbat")
SYMBOLS = {0xF0FC: "✓", 0xF0FE: "☑", 0xF0FB: "✗", 0xF0FD: "☒", 0xF06F: "☐", 0xF0A8: "☐", 0xF071: "☐", 0xF0B7: "•"}
"""What private codes of symbol fonts draw where it means something: ticks, crosses, boxes; others become bullets."""

UNKNOWN_BEFORE_FIGURE = re.compile("\ufffd[(-]?[0-9][0-9,.]*[)/-]*")

_text_object_of = ctypes.cast(raw.FPDFText_GetTextObject, ctypes.CFUNCTYPE(c_void_p, c_void_p, c_int))
_unicode_of = ctypes.cast(raw.FPDFText_GetUnicode, ctypes.CFUNCTYPE(c_uint, c_void_p, c_int))
_loose_box = ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.CFUNCTYPE(c_int, c_void_p, c_int, c_void_p))
"""The same functions with pointers as plain numbers: called for every letter, and a number tells two text objects
apart."""

BLANKS = frozenset((*range(3, 33), 1, 0xA0, 0xAD, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x3000, 0xFEFF))
"""Codes that print nothing and end a word. 0 is a letter without a known character."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is drawn: one PDF text object. Colours are 0-255, `order` its number on the page."""

    size: float
    font: str
    bold: bool
    mode: int
    fill: tuple[int, int, int, int]
    ascent: float
    descent: float
    handle: int


@dataclass(slots=True)
class Run:
    """The characters of one word while it grows; `angle` is clockwise on the page before its own rotation."""

    style: Style
    angle: int
    letters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    unmapped: int = 0


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of the text layer with how it is drawn.

    `angle` is the clockwise quarter turn at which it stands on the displayed page; `unmapped` counts its letters that
    have no known character.
    """

    word: Word
    style: Style
    angle: int
    unmapped: int


def words_of(page: pypdfium2.PdfPage, frame: Frame) -> list[TextWord]:
    """All words of the page's text layer in the order of the file, seen or hidden."""
    textpage = page.get_textpage()
    try:
        return [_word(run, frame) for run in _runs(textpage, frame)]
    finally:
        textpage.close()


def _runs(textpage: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[Run]:
    handle = ctypes.cast(textpage.raw, c_void_p).value
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    loose = (c_float * 4)()  # left, top, right, bottom
    loose_at = ctypes.addressof(loose)
    pointers = byref(left), byref(right), byref(bottom), byref(top)
    styles: dict[int, Style] = {}
    run: Run | None = None
    last_handle, style, angle = -1, None, 0
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = _unicode_of(handle, index)
        if code in BLANKS:
            if run:
                yield run
                run = None
            continue
        object_handle = _text_object_of(handle, index) or 0
        if object_handle != last_handle:
            last_handle = object_handle
            if object_handle not in styles:
                styles[object_handle] = _style(textpage, index, object_handle)
            style = styles[object_handle]
            angle = round(math.degrees(raw.FPDFText_GetCharAngle(textpage, index)) / 90) * 90 % 360
        assert style is not None
        found = angle == 0 and _loose_box(handle, index, loose_at)
        x0, y1, x1, y0 = loose
        if found and x1 > x0 and y1 > y0:
            box = (x0, y0, x1, y1)
        else:
            raw.FPDFText_GetCharBox(textpage, index, *pointers)
            box = _along(textpage, index, (left.value, bottom.value, right.value, top.value), style, angle)
        if run and (angle != run.angle or _breaks(run.boxes[-1], box, style.size, angle)):
            yield run
            run = None
        if run is None:
            run = Run(style, angle)
        if 32 < code < 127:
            run.letters.append(chr(code))
            run.boxes.append(box)
            continue
        unmapped = code in (0, REPLACEMENT) or 0xE000 <= code <= 0xF8FF
        if unmapped and any(name in style.font.lower() for name in SYMBOL_FONTS):
            run.letters.append(SYMBOLS.get(code, "•"))
        else:
            run.unmapped += unmapped
            run.letters.append("-" if code == HYPHEN_MARK else "\ufffd" if unmapped else chr(code))
        run.boxes.append(box)
    if run:
        yield run


def _along(
    textpage: pypdfium2.PdfTextPage, index: int, tight: tuple[float, float, float, float], style: Style, angle: int
) -> tuple[float, float, float, float]:
    """The box of a turned letter: its ink along the line, the font's height across it."""
    x, y = c_double(), c_double()
    if not raw.FPDFText_GetCharOrigin(textpage, index, byref(x), byref(y)):
        return tight
    left, bottom, right, top = tight
    up, down = style.ascent, -style.descent
    match angle:
        case 0:
            return left, y.value - down, right, y.value + up
        case 90:  # the line runs down the page, its top is to the right
            return x.value - down, bottom, x.value + up, top
        case 180:
            return left, y.value - up, right, y.value + down
        case 270:
            return x.value - up, bottom, x.value + down, top
    return tight


def _breaks(before: Box, box: Box, size: float, angle: int) -> bool:
    """Whether a letter at `box` begins a new word after one at `before`."""
    match angle:
        case 0:
            gap, step = box[0] - before[2], (box[1] + box[3] - before[1] - before[3]) / 2
        case 270:
            gap, step = box[1] - before[3], (box[0] + box[2] - before[0] - before[2]) / 2
        case 180:
            gap, step = before[0] - box[2], (box[1] + box[3] - before[1] - before[3]) / 2
        case _:
            gap, step = before[1] - box[3], (box[0] + box[2] - before[0] - before[2]) / 2
    return gap > WORD_GAP * size or gap < -1.5 * size or abs(step) > LINE_STEP * size


def _style(textpage: pypdfium2.PdfTextPage, index: int, handle: int) -> Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = raw.FPDFText_GetFontSize(textpage, index) * scale
    buffer, flags = create_string_buffer(256), c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, 256, byref(flags))
    font = buffer.value.decode("utf-8", "replace") if length else ""
    weight = raw.FPDFText_GetFontWeight(textpage, index)
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    raw.FPDFText_GetFillColor(textpage, index, byref(red), byref(green), byref(blue), byref(alpha))
    text_object = raw.FPDFText_GetTextObject(textpage, index)
    mode, ascent, descent = 0, 0.8 * size, -0.2 * size
    if text_object:
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
        face = raw.FPDFTextObj_GetFont(text_object)
        up, down = c_float(), c_float()
        known = raw.FPDFFont_GetAscent(face, size, byref(up)) and raw.FPDFFont_GetDescent(face, size, byref(down))
        if known and 0 < up.value - down.value < 3 * size:
            ascent, descent = up.value, down.value
    name = font.lower()
    bold = weight >= BOLD_WEIGHT or "bold" in name or "black" in name or "heavy" in name
    return Style(size, font, bold, mode, (red.value, green.value, blue.value, alpha.value), ascent, descent, handle)


def _word(run: Run, frame: Frame) -> TextWord:
    lefts, bottoms, rights, tops = zip(*run.boxes, strict=True)
    box = frame.box(min(lefts), min(bottoms), max(rights), max(tops))
    text = clean("".join(run.letters))
    unmapped = run.unmapped
    if unmapped == 1 and UNKNOWN_BEFORE_FIGURE.fullmatch(text):  # a rupee sign, most often; the figure itself is sure
        text, unmapped = text[1:], 0
    word = Word(text, box, 1.0, "text", round(run.style.size, 2), run.style.bold)
    return TextWord(word, run.style, (run.angle + frame.rotation) % 360, unmapped)


def clean(text: str) -> str:
    """Text in composed form, ligatures written out, half characters replaced."""
    if text.isascii():
        return text
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = "".join(unicodedata.normalize("NFKC", it) if "\ufb00" <= it <= "\ufb06" else it for it in text)
    return unicodedata.normalize("NFC", text)
