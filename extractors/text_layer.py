"""The text layer of a PDF page as words with boxes, through PDFium's characters.

Of a word only the first and the last letter's boxes are asked for. Where the letters between could stand apart (the
word is longer than its letters, turned, or made of several text objects) each letter is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.actual_text import BEHIND_OVERHANG, overhangs, printed
from extractors.letters import HYPHEN_MARK, Letters, Look, PlainEdges, Style
from extractors.pdfium import Frame
from records.pages import Box, Word

WORD_GAP = 0.3
"""A gap wider than this many times the type size ends a word, even where no space is written."""

LINE_STEP = 0.5
"""A step across the line wider than this many times the type size ends a word."""

KERNING = 0.25
"""A word that is longer or shorter than its letters together by up to this many times the type size has no gap."""

REPLACEMENT = 0xFFFD
SYMBOL_FONTS = ("wingding", "symbol", "webding", "dingbat")
SYMBOLS = {0xF0FC: "✓", 0xF0FE: "☑", 0xF0FB: "✗", 0xF0FD: "☒", 0xF06F: "☐", 0xF0A8: "☐", 0xF071: "☐", 0xF0B7: "•"}
"""What private codes of symbol fonts draw where it means something: ticks, crosses, boxes; others become bullets."""

UNKNOWN_BEFORE_FIGURE = re.compile("\ufffd[(-]?[0-9][0-9,.]*[)/-]*")

BLANKS = (*range(3, 33), 1, 0xA0, 0xAD, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x3000, 0xFEFF)
"""Codes that print nothing and end a word. 0 is a letter without a known character."""

_IS_BLANK = np.zeros(0x110000, np.bool_)
_IS_BLANK[list(BLANKS)] = True


class TextWord(NamedTuple):
    """A word of the text layer with how it is drawn.

    `angle` is the clockwise quarter turn at which it stands on the displayed page; `unmapped` counts its letters that
    have no known character; `handle` is the address of the PDF text object that draws its first letter.
    """

    word: Word
    style: Style
    angle: int
    unmapped: int
    handle: int


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The words of a page's text layer as columns, in the order of the file, seen or hidden.

    `boxes` is (n, 4): x0, top, x1, bottom in points as displayed. `style` gives for each word its index in `styles`;
    `angles`, `unmapped` and `handles` are as in `TextWord`.
    """

    texts: list[str]
    boxes: NDArray[np.float64]
    styles: tuple[Style, ...]
    style: NDArray[np.int64]
    angles: NDArray[np.int64]
    unmapped: NDArray[np.int64]
    handles: NDArray[np.int64]

    def __len__(self) -> int:
        """The number of words."""
        return len(self.texts)

    def words(self) -> list[TextWord]:
        """The words as records."""
        columns = (self.boxes, self.style, self.angles, self.unmapped, self.handles)
        looks = [(it, round(it.size, 2), it.bold) for it in self.styles]
        found = []
        for text, box, number, *rest in zip(self.texts, *(it.tolist() for it in columns), strict=True):
            style, size, bold = looks[number]
            found.append(TextWord(Word(text, tuple(box), 1.0, "text", size, bold), style, *rest))
        return found


def words_of(page: pypdfium2.PdfPage, frame: Frame) -> list[TextWord]:
    """All words of the page's text layer in the order of the file, seen or hidden."""
    return text_layer(page, frame).words()


def text_layer(page: pypdfium2.PdfPage, frame: Frame) -> TextLayer:
    """The words of the page's text layer as columns, without a record for each."""
    textpage = page.get_textpage()
    try:
        letters = Letters(textpage)
        if (kept := printed(letters)) is not None:
            letters.keep(kept)
        return _layer(letters, _pieces(letters), frame)
    finally:
        textpage.close()


@dataclass(frozen=True, slots=True)
class Pieces:
    """Letters between blanks, as columns.

    `start` and `end` are the numbers of the first letter and of the one behind the last; `objects` and `looks` those of
    the first letter. `whole` tells which pieces are one word for certain, with `edges` as their box.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    objects: NDArray[np.int64]
    looks: NDArray[np.int64]
    edges: PlainEdges
    whole: NDArray[np.bool_]


def _pieces(letters: Letters) -> Pieces:
    solid = ~_IS_BLANK[letters.codes]
    turns = np.flatnonzero(np.diff(solid, prepend=False, append=False))
    start, end = turns[::2], turns[1::2]
    objects = letters.objects(start)
    looks = np.array([it.number for it in letters.looks_of(objects, start)], np.int64)
    first = letters.boxes(start)
    last = first.copy()
    long = end - start > 1
    last[long] = letters.boxes(end[long] - 1)
    measured = np.array([it.measured for it in letters.looks], np.bool_)
    sizes = np.array([it.style.size for it in letters.looks], np.float64)
    drawn = (first[:, :2] < first[:, 2:]).all(axis=1) & (last[:, :2] < last[:, 2:]).all(axis=1)
    edges = np.concatenate([np.minimum(first[:, :2], last[:, :2]), np.maximum(first[:, 2:], last[:, 2:])], axis=1)
    whole = drawn & measured[looks] & _of_one_object(letters, start, end, objects)
    lengths = _lengths(letters, start[whole], end[whole], looks[whole])
    whole[whole] = np.abs(edges[whole, 2] - edges[whole, 0] - lengths) <= KERNING * sizes[looks[whole]]
    return Pieces(start, end, objects, looks, edges, whole)


def _of_one_object(
    letters: Letters, start: NDArray[np.int64], end: NDArray[np.int64], objects: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which pieces one text object draws: text objects come one after another, so most ends need not be asked for."""
    asked = (end - start > 1) & (np.append(objects[1:], 0) != objects)
    last = objects.copy()
    last[asked] = letters.objects(end[asked] - 1)
    return np.asarray((last == objects) & (objects != 0), np.bool_)


def _lengths(
    letters: Letters, start: NDArray[np.int64], end: NDArray[np.int64], looks: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How long each piece's letters are together; not a number where one has no width. Each letter is measured once."""
    if not len(start):
        return np.zeros(0)
    counts = end - start
    offsets = np.cumsum(counts) - counts
    at = np.arange(counts.sum()) + np.repeat(start - offsets, counts)
    codes = letters.codes[at]
    column_of = np.zeros(codes.max() + 1, np.int64)
    present = np.flatnonzero(np.bincount(codes))
    column_of[present] = np.arange(len(present))
    place = (np.repeat(looks, counts), column_of[codes])
    sample = np.full((len(letters.looks), len(present)), -1)
    sample[place] = at
    boxes = letters.boxes(sample[sample >= 0])
    widths = np.full(sample.shape, np.nan)
    widths[sample >= 0] = np.where(boxes[:, 2] > boxes[:, 0], boxes[:, 2] - boxes[:, 0], np.nan)
    return np.asarray(np.add.reduceat(widths[place], offsets), np.float64)


@dataclass(slots=True)
class Run:
    """The letters of one word while it grows; `start` is the number of the first on the page."""

    start: int
    look: Look
    handle: int
    codes: list[int] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)


def _runs(letters: Letters, start: NDArray[np.int64], end: NDArray[np.int64]) -> Iterator[Run]:
    """The words of pieces (each from `start` to before `end`), letter by letter."""
    counts = end - start
    at = np.arange(counts.sum()) + np.repeat(start - np.cumsum(counts) + counts, counts)
    begins = set(start.tolist())
    objects = letters.objects(at)
    looks = letters.looks_of(objects, at)
    run: Run | None = None
    for index, code, handle, look, box in zip(
        at.tolist(), letters.codes[at].tolist(), objects.tolist(), looks, letters.boxes(at).tolist(), strict=True
    ):
        if look.angle or not (box[0] < box[2] and box[1] < box[3]):
            box = _along(letters.textpage, letters.number_on_page(index), look)
        if run and (
            index in begins
            or look.angle != run.look.angle
            or _breaks(
                run.boxes[-1], box, look.style.size, look.angle, BEHIND_OVERHANG if overhangs(run.codes) else WORD_GAP
            )
        ):
            yield run
            run = None
        run = run or Run(index, look, handle)
        run.codes.append(code)
        run.boxes.append(box)
    if run:
        yield run


def _along(textpage: pypdfium2.PdfTextPage, index: int, look: Look) -> tuple[float, float, float, float]:
    """The box of a turned letter: its ink along the line, the font's height across it."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(textpage, index, byref(left), byref(right), byref(bottom), byref(top))
    x, y = c_double(), c_double()
    if not raw.FPDFText_GetCharOrigin(textpage, index, byref(x), byref(y)):
        return left.value, bottom.value, right.value, top.value
    up, down = look.style.ascent, -look.style.descent
    match look.angle:
        case 0:
            return left.value, y.value - down, right.value, y.value + up
        case 90:  # the line runs down the page, its top is to the right
            return x.value - down, bottom.value, x.value + up, top.value
        case 180:
            return left.value, y.value - up, right.value, y.value + down
        case _:
            return x.value - up, bottom.value, x.value + down, top.value


def _breaks(before: Box, box: Box, size: float, angle: int, widest: float) -> bool:
    """Whether a letter at `box` begins a new word after one at `before`; gaps of `widest` type sizes lie within one."""
    match angle:
        case 0:
            gap, step = box[0] - before[2], (box[1] + box[3] - before[1] - before[3]) / 2
        case 270:
            gap, step = box[1] - before[3], (box[0] + box[2] - before[0] - before[2]) / 2
        case 180:
            gap, step = before[0] - box[2], (box[1] + box[3] - before[1] - before[3]) / 2
        case _:
            gap, step = before[1] - box[3], (box[0] + box[2] - before[0] - before[2]) / 2
    return gap > widest * size or gap < -1.5 * size or abs(step) > LINE_STEP * size


def _layer(letters: Letters, pieces: Pieces, frame: Frame) -> TextLayer:
    """Whole pieces and the words of the others, in the order of the page."""
    whole, looks = pieces.whole, letters.looks
    runs = list(_runs(letters, pieces.start[~whole], pieces.end[~whole])) if not whole.all() else []
    start = np.concatenate([pieces.start[whole], np.array([it.start for it in runs], np.int64)])
    end = np.concatenate([pieces.end[whole], np.array([it.start + len(it.codes) for it in runs], np.int64)])
    objects = np.concatenate([pieces.objects[whole], np.array([it.handle for it in runs], np.int64)])
    number = np.concatenate([pieces.looks[whole], np.array([it.look.number for it in runs], np.int64)])
    edges = np.concatenate([pieces.edges[whole], np.array([_around(it.boxes) for it in runs]).reshape(-1, 4)])
    order = np.argsort(start, kind="stable")
    start, end, objects, number, edges = (it[order] for it in (start, end, objects, number, edges))
    texts, unmapped = _spelled(letters, start, end, number)
    angles = (np.array([it.angle for it in looks], np.int64)[number] + frame.rotation) % 360
    return TextLayer(texts, frame.boxes(edges), tuple(it.style for it in looks), number, angles, unmapped, objects)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _spelled(
    letters: Letters, start: NDArray[np.int64], end: NDArray[np.int64], looks: NDArray[np.int64]
) -> tuple[list[str], NDArray[np.int64]]:
    """The text of each word, and how many of its letters have no known character."""
    text = letters.codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    texts = [text[one:other] for one, other in zip(start.tolist(), end.tolist(), strict=True)]
    unmapped = np.zeros(len(texts), np.int64)
    odd = np.flatnonzero((letters.codes < 33) | (letters.codes > 126))
    before = np.searchsorted(odd, start)
    for index in np.flatnonzero(np.searchsorted(odd, end) > before).tolist():
        texts[index], unmapped[index] = _readable(texts[index], letters.looks[looks[index]].style.font)
    return texts, unmapped


def _readable(text: str, font: str) -> tuple[str, int]:
    """A word with letters beyond ASCII as it reads, and how many of them have no known character."""
    symbols = any(name in font.lower() for name in SYMBOL_FONTS)
    unmapped = 0
    spelled = []
    for letter in text:
        code = ord(letter)
        if code not in (0, REPLACEMENT) and not 0xE000 <= code <= 0xF8FF:
            spelled.append("-" if code == HYPHEN_MARK else letter)
        elif symbols:
            spelled.append(SYMBOLS.get(code, "•"))
        else:
            unmapped += 1
            spelled.append("\ufffd")
    word = clean("".join(spelled))
    if unmapped == 1 and UNKNOWN_BEFORE_FIGURE.fullmatch(word):  # a rupee sign, most often; the figure itself is sure
        return word[1:], 0
    return word, unmapped


def clean(text: str) -> str:
    """Text in composed form, ligatures written out, half characters replaced."""
    if text.isascii():
        return text
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = "".join(unicodedata.normalize("NFKC", it) if "\ufb00" <= it <= "\ufb06" else it for it in text)
    return unicodedata.normalize("NFC", text)
