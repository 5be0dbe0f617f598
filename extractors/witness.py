"""A second look at single places of a page: OCR of small crops, all crops of a document in one call of Tesseract.

What is drawn is read, not what the text layer says; so it is a witness for or against the layer. On a scan it is a
second reading of the same ink at another resolution and without its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors import scan
from extractors.pdfium import CannotOpen, NeedsPassword, flattened, opened_pdf
from extractors.places import BOTH_SCRIPTS, ENGLISH
from extractors.recogniser import is_available, recognise
from extractors.render import PicturePages, crop, draw_part
from extractors.seen_words import goes_on
from extractors.tesseract import OcrFailed, Seen, tesseract
from extractors.triage import triage
from records.pages import Box

WITNESS_DPI = 300
PADDING = 1.5
"""Points around a box that are taken with it: boxes of a text layer end at the letters' edge."""

GAP = 0.12
"""Inches of white between two crops on the sheet."""

STANDING = 1.8
"""A place that is so many times higher than wide holds a word that stands on its side, or a single letter."""

NO_SPACE = 0.12
"""Between words closer than this many times their height there is no space: Tesseract split one word."""

RETRIES = 8
"""Crops that gave nothing are tried alone, at most so many of them."""

SHEET_SECONDS = 60
Picture = NDArray[np.uint8]


def witness_texts(path: Path, places: Sequence[tuple[int, Box]], turned: Mapping[int, int] | None = None) -> list[str]:
    """What OCR reads at each place of a document; an empty string where it reads nothing.

    Args:
        path: a PDF or a picture.
        places: page (from 1) and box (points, as displayed) of each.
        turned: for pages that were scanned lying or upside down, the clockwise quarter turns in degrees that set them
            upright (`Page.figures["turned"]`).

    Returns:
        One text a place, in the order of `places`.
    """
    crops = _crops(path, places, turned or {})
    if crops is None:
        return [""] * len(places)
    hindi = [scan.has_devanagari(it < 128, scan.letters_of(it < 128, WITNESS_DPI)) for it in crops]
    nothing = Read("", 0.0)
    found = [nothing] * len(crops)
    for languages, wanted in ((ENGLISH, False), (BOTH_SCRIPTS, True)):
        chosen = [index for index, it in enumerate(hindi) if it == wanted]
        for index, read in zip(chosen, _read_sheet([crops[index] for index in chosen], languages), strict=True):
            found[index] = read
    for index, crop_ in enumerate(crops):
        if crop_.shape[0] > STANDING * crop_.shape[1]:
            found[index] = _read_standing(crop_, found[index])
    texts = [it.text for it in found]
    empty = [index for index, text in enumerate(texts) if not text and (crops[index] < 128).sum() > 30]
    for index in empty[:RETRIES]:
        texts[index] = _read_alone(crops[index], BOTH_SCRIPTS if hindi[index] else ENGLISH)
    return texts


def second_texts(path: Path, places: Sequence[tuple[int, Box]], turned: Mapping[int, int] | None = None) -> list[str]:
    """What the second engine reads at each place, as `witness_texts`; empty where it is not installed."""
    crops = _crops(path, places, turned or {}) if places and is_available() else None
    return [""] * len(places) if crops is None else [it.text for it in recognise(crops)]


def _crops(path: Path, places: Sequence[tuple[int, Box]], turned: Mapping[int, int]) -> list[Picture] | None:
    """The places cut out and made ready; None where the file cannot be opened."""
    try:
        with _crops_of(path) as cut:
            return [_ready(cut(page, box), box, turned.get(page, 0)) for page, box in places]
    except (NeedsPassword, CannotOpen, OSError):
        return None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read at one place; `strength` adds up letters by how surely each was read."""

    text: str
    strength: float


class _Cutter:
    """Cuts boxes out of a document's pages at `WITNESS_DPI`."""

    def __init__(self, document: Any, picture: PicturePages | None) -> None:
        self.document = document
        self.picture = picture
        self.drawn: dict[int, Image.Image] = {}
        self.opened: dict[int, Any] = {}

    def __call__(self, page: int, box: Box) -> Image.Image:
        wide = (box[0] - PADDING, box[1] - PADDING, box[2] + PADDING, box[3] + PADDING)
        if self.picture is not None:
            if page not in self.drawn:
                self.drawn = {page: self.picture.draw(page, WITNESS_DPI)}
            return crop(self.drawn[page], wide, WITNESS_DPI)
        if page not in self.opened:
            self.opened[page] = flattened(self.document, page - 1)
        return draw_part(self.opened[page], wide, WITNESS_DPI)

    def close(self) -> None:
        """Lets go of the pages that were opened."""
        for opened in self.opened.values():
            opened.close()
        self.opened.clear()


@contextmanager
def _crops_of(path: Path) -> Iterator[_Cutter]:
    kind = triage(path).kind
    if kind == "picture":
        with Image.open(path) as picture:
            yield _Cutter(None, PicturePages(picture))
    elif kind == "pdf":
        with opened_pdf(path) as pdf, closing(_Cutter(pdf.document, None)) as cutter:
            yield cutter
    else:
        raise OSError("the file has no pages")


def _ready(picture: Image.Image, box: Box, turned: int) -> Picture:
    """A crop in grey on white paper, upright, without the ink of its neighbours and without drawn rules."""
    grey = scan.grey_of(np.asarray(picture))
    if turned:
        grey = np.ascontiguousarray(np.rot90(grey, -turned // 90))
    paper, ink = np.percentile(grey, 90), np.percentile(grey, 1)
    if paper - ink < 30 and float(grey.std()) < 6:
        return np.full_like(grey, 255)
    if np.median(grey) < 110:  # light letters on a dark ground
        grey = 255 - grey
        paper, ink = np.percentile(grey, 90), np.percentile(grey, 1)
    spread = (grey.astype(np.float32) - ink) * (255.0 / max(paper - ink, 1.0))
    return _without_neighbours(np.clip(spread, 0, 255).astype(np.uint8))


def _without_neighbours(grey: Picture) -> Picture:
    """Takes out ink that comes in over the edge and ends near it, and strokes that run through the whole crop."""
    height, width = grey.shape
    edge = max(2, round(PADDING * WITNESS_DPI / 72))
    count, labels, stats, _ = cv2.connectedComponentsWithStats((grey < 160).astype(np.uint8), connectivity=8)
    gone = np.zeros(count, np.bool_)
    for label in range(1, count):
        left, top, across, down, pixels = (int(it) for it in stats[label])
        at_edge = left == 0 or top == 0 or left + across == width or top + down == height
        if not at_edge:
            continue
        inside = labels[edge : height - edge, left : left + across] == label
        mostly_outside = inside.sum() < 0.45 * pixels or down < 0.3 * height
        through = (across >= 0.9 * width and pixels < 0.15 * height * width) or (
            down >= 0.95 * height and across < 0.25 * height
        )
        gone[label] = mostly_outside or (
            through and (left < edge or left + across > width - edge or across >= 0.9 * width)
        )
    if not gone.any():
        return grey
    mask = cv2.dilate(gone[labels].astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    cleaned = grey.copy()
    cleaned[mask] = 255
    return cleaned


def _read_sheet(crops: Sequence[Picture], languages: str) -> list[Read]:
    """All crops on one sheet, one below the other on white, by one call."""
    if not crops:
        return []
    gap = round(GAP * WITNESS_DPI)
    width = max(it.shape[1] for it in crops) + 2 * gap
    sheet = np.full((sum(it.shape[0] + gap for it in crops) + gap, width), 255, np.uint8)
    bands: list[tuple[int, int]] = []
    top = gap
    for crop_ in crops:
        sheet[top : top + crop_.shape[0], gap : gap + crop_.shape[1]] = crop_
        bands.append((top - gap // 2, top + crop_.shape[0] + gap // 2))
        top += crop_.shape[0] + gap
    try:
        seen = tesseract(sheet, WITNESS_DPI, languages, 6, SHEET_SECONDS)
    except OcrFailed:
        return [Read("", 0.0)] * len(crops)
    words: list[list[Seen]] = [[] for _ in crops]
    for it in seen:
        if (index := _band_of(it, bands)) is not None:
            words[index].append(it)
    return [_read(it) for it in words]


def _read(words: Sequence[Seen]) -> Read:
    letters = [(it.confidence, sum(map(str.isalnum, it.text))) for it in words]
    return Read(_joined(words), sum(confidence**2 * count for confidence, count in letters))


def _joined(words: Sequence[Seen]) -> str:
    """The words as one text; a space stands only where there is room for one."""
    text = ""
    for before, it in zip((None, *words), words, strict=False):
        gap = it.box[0] - before.box[2] if before else 0
        close = before is not None and (0 <= gap < NO_SPACE * (it.box[3] - it.box[1]) or goes_on(before, it))
        text += it.text if close or not before else f" {it.text}"
    return text


def _read_standing(grey: Picture, upright: Read) -> Read:
    """A high narrow crop read turned both ways; what was read of it as it stands, where that gives more."""
    ways = [np.ascontiguousarray(np.rot90(grey, times)) for times in (1, 3)]
    return max(upright, *_read_sheet(ways, ENGLISH), key=lambda read: read.strength)


def _band_of(seen: Seen, bands: Sequence[tuple[int, int]]) -> int | None:
    middle = (seen.box[1] + seen.box[3]) / 2
    return next((index for index, (top, bottom) in enumerate(bands) if top <= middle < bottom), None)


def _read_alone(grey: Picture, languages: str) -> str:
    gap = round(GAP * WITNESS_DPI)
    framed = cv2.copyMakeBorder(grey, gap, gap, gap, gap, cv2.BORDER_CONSTANT, value=(255,))
    try:
        return _joined(tesseract(np.asarray(framed, np.uint8), WITNESS_DPI, languages, 7, 20))
    except OcrFailed:
        return ""
