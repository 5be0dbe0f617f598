"""Devanagari of digital pages whose text layer cannot be trusted: read by OCR, line by line, where the layer has words.

The letters of such a layer are wrong, their places are right. Only these lines are read from the page's picture, by the
model that knows no other script; Latin words and figures of the same page stay as the layer has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pypdfium2
from rapidfuzz.distance import Levenshtein

from extractors import scan
from extractors.ocr import OCR_DPI
from extractors.pdfium import Frame
from extractors.places import BOTH_SCRIPTS, HINDI, read_lines, to_the_gap
from extractors.render import pixels_of_pdf_page
from extractors.shaped_layer import witnessed
from extractors.tesseract import OcrFailed, Seen
from extractors.text_layer import TextWord
from extractors.visible import devanagari_words
from records.pages import Box, Ruling, Word

WORD_SPACE = 0.8
"""Words of one line stand closer than this many times their height; cells of a table further apart."""

SAME_LINE = 0.4
"""Words stand on one line if their middles differ by less than this many times their height."""

SURE_OF_LINE = 0.90
"""The most that a word read again counts for."""

GHOST_LETTERS, GHOST_SURE = 3, 0.35

FEWEST_TO_CHECK = 3
LINES_CHECKED = 3
AGREES = 0.93
"""Share of letters that OCR of sample lines and a right text layer have in common, at least."""

WELL_READ = 0.85
"""A sample that OCR itself reads with less confidence tells nothing about the layer."""

NUMBER = re.compile(r"[0-9\u0966-\u096f]+")
ONE_AS_STROKE = re.compile(r"(?<=[-/])[\]\[|।l](?=[/\d]|$)|(?<=\d)[\]\[|l](?=[/\d])|(?<![^\s(])[\]\[|l](?=/\d)")
"""What the Hindi model makes of a lone 1 between strokes: "जी-]/208"."""
LETTERS = re.compile(r"[^\u0900-\u0963\u0970-\u097f]")


def read_native(
    page: pypdfium2.PdfPage,
    frame: Frame,
    words: Sequence[TextWord],
    others: Sequence[Box],
    rulings: Sequence[Ruling] = (),
) -> list[Word]:
    """The words of a page that stand where `words` do, from the page's picture.

    Args:
        page: the page.
        frame: its size and turn.
        words: those that cannot be trusted.
        others: where trusted words stand.
        rulings: the lines drawn on the page; short ones, as of a cell's side, are taken for letters in the picture.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    lines = _lines(words)
    clean, scale = _picture(page, frame)
    _rub_out(clean, rulings, scale)
    for box in others:
        _blank(clean, _scaled(box, scale))
    boxes = [_scaled(_around(line), scale) for line in lines]
    neighbours = [*boxes, *(_scaled(box, scale) for box in others)]
    boxes = [to_the_gap(clean, box, [it for it in neighbours if it != box]) for box in boxes]
    pure = [not any(re.search(r"[A-Za-z]{2}", it.word.text) for it in line) for line in lines]
    found: list[tuple[list[Word], list[TextWord]]] = []
    for language, kind in ((HINDI, True), (BOTH_SCRIPTS, False)):
        chosen = [index for index, it in enumerate(pure) if it == kind]
        read = read_lines(clean, [boxes[index] for index in chosen], scale * 72, language)
        for index, seen in zip(chosen, read, strict=True):
            printed = [it for it in seen if any(map(str.isalnum, it.text)) and not _is_ghost(it)]
            found.append((_words(_with_figures(printed, lines[index]), lines[index], scale), lines[index]))
    return _surest(witnessed(found))


def _is_ghost(seen: Seen) -> bool:
    """Whether it is a letter that the Hindi model likes to see in a gap between words."""
    return len(seen.text) <= GHOST_LETTERS and seen.confidence < GHOST_SURE


def _surest(words: Sequence[Word]) -> list[Word]:
    """The words without those that stand on a surer one: a layer may put one line's pieces in two places."""
    kept: list[Word] = []
    for it in sorted(words, key=lambda it: -it.confidence):
        if not any(_covers(other.box, it.box) for other in kept):
            kept.append(it)
    return kept


def _covers(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 * min(one[2] - one[0], other[2] - other[0]) and down > 0.5 * min(
        one[3] - one[1], other[3] - other[1]
    )


STROKE = 1.0
"""Half the points that a drawn line is wide at most."""


def _rub_out(grey: scan.Grey, rulings: Sequence[Ruling], scale: float) -> None:
    """Takes drawn lines out of the picture."""
    paper, reach = np.uint8(np.median(grey[::8, ::8])), max(1, round(STROKE * scale))
    for it in rulings:
        left, top, right, bottom = _scaled((it.x0, it.top, it.x1, it.bottom), scale)
        grey[max(0, top - reach) : bottom + reach, max(0, left - reach) : right + reach] = paper


def _blank(grey: scan.Grey, box: scan.PixelBox) -> None:
    """Takes a trusted word out of the picture; the line above and below may reach into the edges of its box."""
    left, top, right, bottom = (max(0, edge) for edge in box)
    edge = round(0.1 * (bottom - top))
    grey[top + edge : bottom - edge, left:right] = np.uint8(np.median(grey[::8, ::8]))


def _with_figures(seen: Sequence[Seen], line: Sequence[TextWord]) -> list[Seen]:
    """What was read on a line, with the layer's own digits where it has as many numbers: digits come through."""
    known = [found for it in line for found in NUMBER.findall(it.word.text)]
    if known and len(known) > _count_numbers(seen):
        seen = [replace(it, text=ONE_AS_STROKE.sub("1", it.text)) for it in seen]
    if not known or len(known) != _count_numbers(seen):
        return list(seen)
    numbers = iter(known)
    return [replace(it, text=NUMBER.sub(lambda _: next(numbers), it.text)) for it in seen]


def _count_numbers(seen: Sequence[Seen]) -> int:
    return sum(len(NUMBER.findall(it.text)) for it in seen)


def _words(seen: Sequence[Seen], line: Sequence[TextWord], scale: float) -> list[Word]:
    """Words read on a line: each across where it was read, all as high as the layer's line."""
    _, top, _, bottom = _around(line)
    return [
        Word(
            it.text,
            (it.box[0] / scale, top, it.box[2] / scale, bottom),
            round(min(it.confidence, SURE_OF_LINE), 3),
            "ocr",
            line[0].word.size,
            line[0].word.bold,
        )
        for it in seen
    ]


def layer_agrees(page: pypdfium2.PdfPage, frame: Frame, words: Sequence[TextWord]) -> bool:
    """Whether OCR of a few lines of Devanagari reads what the layer says; True where there is nothing to compare."""
    native = [words[index] for index in devanagari_words(words)]
    if len(native) < FEWEST_TO_CHECK or any(it.angle for it in native):
        return True
    lines = sorted(_lines(native), key=lambda line: -sum(len(it.word.text) for it in line))[:LINES_CHECKED]
    clean, scale = _picture(page, frame)
    try:
        read = read_lines(clean, [_scaled(_around(line), scale) for line in lines], scale * 72, HINDI)
    except OcrFailed:
        return True
    pairs = [
        (_letters([it.word.text for it in line]), _letters([it.text for it in seen]))
        for line, seen in zip(lines, read, strict=True)
        if seen and float(np.mean([it.confidence for it in seen])) >= WELL_READ
    ]
    if not pairs:
        return True
    return sum(Levenshtein.normalized_similarity(*pair) for pair in pairs) / len(pairs) >= AGREES


def _lines(words: Sequence[TextWord]) -> list[list[TextWord]]:
    """Words that stand together on one line without a gap, also where a layer prints them twice for bold type."""
    lines: list[list[TextWord]] = []
    for it in words:
        joined = [line for line in lines if any(_together(other.word.box, it.word.box) for other in line)]
        lines = [line for line in lines if not any(line is other for other in joined)]
        lines.append([*(other for line in joined for other in line), it])
    return [sorted(line, key=lambda it: it.word.box[0]) for line in lines]


def _together(one: Box, other: Box) -> bool:
    height = min(one[3] - one[1], other[3] - other[1])
    level = abs(one[1] + one[3] - other[1] - other[3]) / 2 < SAME_LINE * height
    return level and max(one[0], other[0]) - min(one[2], other[2]) < WORD_SPACE * height


def _picture(page: pypdfium2.PdfPage, frame: Frame) -> tuple[scan.Grey, float]:
    """The page in grey without drawn rules, and its pixels per point."""
    grey = scan.grey_of(pixels_of_pdf_page(page, OCR_DPI))
    paper = scan.paper_of(grey)
    rules = scan.rules_of(scan.ink_of(grey, paper), OCR_DPI)
    return scan.without(grey, rules.mask, paper), grey.shape[1] / max(frame.width, 1.0)


def _around(line: Sequence[TextWord]) -> Box:
    x0s, tops, x1s, bottoms = zip(*(it.word.box for it in line), strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def _scaled(box: Box, scale: float) -> scan.PixelBox:
    return (round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale))


def _letters(texts: Sequence[str]) -> str:
    return LETTERS.sub("", "".join(texts))
