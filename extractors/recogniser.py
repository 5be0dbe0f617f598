"""The second engine: a neural recogniser of single lines (PP-OCR, whose model the package rapidocr carries).

It errs independently of Tesseract, so figures on which both agree have two witnesses. It reads Latin letters and
figures only: Devanagari must not be given to it. It mostly passes over the sign ₹ and never turns it into a digit, as
Tesseract does. Of rapidocr only the file of the model is used: its finding of lines, its other models and its imports
would cost a gigabyte of memory.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.runtimes import Runtime, is_installed, runtime_of
from extractors.slim_model import with_classes, written_about

Grey = NDArray[np.uint8]
PixelBox = tuple[int, int, int, int]

HEIGHT = 48
"""Rows of pixels that the model takes; strips are scaled to it."""

STEP = 8
"""The model looks at every eighth column, so a strip's width is a multiple of it."""

WIDTHS = (48, 64, 80, 96, 112, 128, 144, 160, 192, 224, 256, 320, 384, 448, 512, 640, 800, 1024, 1280, 1600)
"""Strips are filled up to the next of these widths, and given to the model so many at a time:"""

BATCHES = (16, 4, 1)
MOST_IN_BATCH = 1280
"""Columns of one batch: more gains no speed and costs memory."""

MOST_FILLING = 1.35
"""Strips are filled up to no more than so many times their width; a batch of one costs twice its share of four."""

READS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz₹%&'()*+,-./:;<=>@[]_ #$!?\""
"""What can be answered; the model knows Chinese too, which no paper of ours holds."""

LOOK_ALIKES = "一丁七九了二人入八刀力十三上下万土士大山口工王五六日曰正四回同合司巨"
"""Chinese letters that look like Latin ones or like dashes: these, and letters of no other Asian script, keep their
share of the model's belief, so that it is as unsure of a letter as it would be knowing all of them."""

_FOREIGN = ("CJK", "HANGUL")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of a strip; for each of its characters how sure the model is (0-1), and where it stands.

    `places` are shares of the strip's width, from 0 at its left to 1 at its right.
    """

    text: str
    sureness: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The sureness of the least certain character that is no space; 0 where nothing was read."""
        return min((it for letter, it in zip(self.text, self.sureness, strict=True) if letter != " "), default=0.0)

    def words_in(self, box: PixelBox) -> list[tuple[str, PixelBox]]:
        """The words of the text, each with its box, where `box` is that of the strip."""
        left, top, right, bottom = box
        found = []
        for word in re.finditer(r"\S+", self.text):
            start = self._edge(word.start()) if word.start() else 0.0
            end = self._edge(word.end()) if word.end() < len(self.text) else 1.0
            x0, x1 = left + start * (right - left), left + end * (right - left)
            found.append((word.group(), (round(x0), top, round(x1), bottom)))
        return found

    def _edge(self, index: int) -> float:
        """Where the characters before and after an index part."""
        return (self.places[index - 1] + self.places[index]) / 2


NOTHING = Recognised("", (), ())


@dataclass(frozen=True, slots=True)
class _Model:
    """The model, whose first answers stand for the blank between letters and for each of `letters`."""

    runtime: Runtime
    letters: str


def is_available() -> bool:
    """Whether the engine and its model are installed."""
    return _model() is not None


@cache
def _model() -> _Model | None:
    """The model, loaded once in each process; None where it is not installed."""
    package = find_spec("rapidocr")
    if package is None or not is_installed():
        return None
    folders = package.submodule_search_locations or ()
    files = sorted(file for folder in folders for file in Path(folder, "models").glob("*_rec_*.onnx"))
    if not files:
        return None
    whole = files[-1].read_bytes()
    known = ["", *written_about(whole, "character").split("\n"), " "]  # the first is the blank between letters
    wanted = {letter: number for number, letter in enumerate(known) if letter and letter in READS}
    letters = "".join(letter for letter in READS if letter in wanted)
    asked = [0, *(wanted[letter] for letter in letters)]
    beside = sorted({number for number, letter in enumerate(known) if letter and _is_like_ours(letter)} - set(asked))
    return _Model(runtime_of(with_classes(whole, len(known), [*asked, *beside])), letters)


def _is_like_ours(letter: str) -> bool:
    """Whether a letter may take belief away from one of ours: all but those of Asian scripts that look like none."""
    return letter in LOOK_ALIKES or not unicodedata.name(letter[0], "CJK").startswith(_FOREIGN)


def recognise(strips: Sequence[Grey], squeeze: float = 1.0) -> list[Recognised]:
    """Reads strips that hold one line of Latin type each.

    Args:
        strips: grey pictures, 0 black, dark on light, with a little white around the type.
        squeeze: factor by which strips are narrowed: the cost of reading is that of their width.

    Returns:
        One reading a strip, in their order; empty ones where the engine is not installed.
    """
    model = _model()
    found = [NOTHING] * len(strips)
    if model is None:
        return found
    for batch, width in _batches([_width(it, squeeze) for it in strips]):
        answers = model.runtime.answers(np.stack([_prepared(strips[index], squeeze, width) for index in batch]))
        for index, steps in zip(batch, answers[:, :, : len(model.letters) + 1], strict=True):
            found[index] = _decoded(steps, model.letters, width / _width(strips[index], squeeze))
    return found


def cost(strips: Sequence[tuple[int, int]], squeeze: float = 1.0) -> int:
    """Columns of pixels that the model will look at for strips of (width, height)."""
    return sum(_width_of(width, height, squeeze) for width, height in strips)


def _width(strip: Grey, squeeze: float) -> int:
    height, width = strip.shape
    return _width_of(width, height, squeeze)


def _width_of(width: int, height: int, squeeze: float) -> int:
    wanted = HEIGHT * squeeze * width / max(height, 1)
    return int(min(WIDTHS[-1], max(WIDTHS[0], STEP * -(-wanted // STEP))))


def _batches(widths: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Which strips are read together, and the width that they are filled up to: few shapes, and little filling.

    What is left over of a width is read with those of the next one, if that is not much wider.
    """
    by_width: dict[int, list[int]] = {width: [] for width in WIDTHS}
    for index, width in enumerate(widths):
        by_width[WIDTHS[bisect_left(WIDTHS, width)]].append(index)
    waiting: list[int] = []
    for width, wider in zip(WIDTHS, (*WIDTHS[1:], 0), strict=True):
        waiting += by_width[width]
        for size in (it for it in BATCHES if it == 1 or it * width <= MOST_IN_BATCH):
            if size == 1 and waiting and 0 < wider <= MOST_FILLING * min(widths[it] for it in waiting):
                break
            while len(waiting) >= size:
                yield waiting[:size], width
                waiting = waiting[size:]


def _prepared(strip: Grey, squeeze: float, width: int) -> NDArray[np.float32]:
    """A strip as the model was taught: three equal channels, -1 black to 1 white, filled up with grey."""
    own = _width(strip, squeeze)
    shrinks = strip.shape[0] > HEIGHT
    scaled = cv2.resize(strip, (own, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    filled = np.zeros((3, HEIGHT, width), np.float32)
    filled[:, :, :own] = scaled.astype(np.float32) / 127.5 - 1.0
    return filled


def _decoded(steps: NDArray[np.float32], letters: str, filled_up: float) -> Recognised:
    """The letters of one strip: the likeliest at each step, repeated ones once, blanks left out.

    Args:
        steps: likelihood of the blank and of each letter, a row a step from left to right.
        letters: those that the columns of `steps` stand for, from the second on.
        filled_up: how many times wider than itself the strip was made.
    """
    best = [int(it) for it in steps.argmax(axis=1)]
    runs: list[list[int]] = []
    for step, label in enumerate(best):
        if label and step and best[step - 1] == label:
            runs[-1].append(step)
        elif label:
            runs.append([step])
    return Recognised(
        "".join(letters[best[run[0]] - 1] for run in runs),
        tuple(round(float(steps[run, best[run[0]]].max()), 4) for run in runs),
        tuple(round(min(1.0, (run[0] + run[-1] + 1) / 2 / len(best) * filled_up), 4) for run in runs),
    )
