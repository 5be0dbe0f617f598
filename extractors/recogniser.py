"""The second engine: a neural recogniser of single lines (PP-OCR, whose model the package rapidocr carries).

It errs independently of Tesseract, so figures on which both agree have two witnesses. It reads Latin letters and
figures only: Devanagari must not be given to it. It mostly passes over the sign ₹ and never turns it into a digit, as
Tesseract does. Of rapidocr only the file of the model is used: its finding of lines, its other models and its imports
would cost a gigabyte of memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
PixelBox = tuple[int, int, int, int]

HEIGHT = 48
"""Rows of pixels that the model takes; strips are scaled to it."""

STEP = 8
"""The model looks at every eighth column, so a strip's width is a multiple of it."""

NARROWEST, WIDEST = 48, 1600
"""Widths between which strips are given to the model: a single digit, and a line of a hundred letters."""

MOST_IN_BATCH = 960
"""Columns of one batch: more gains no speed and costs memory (75 kB of answers for each eighth column)."""

READS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz₹%&'()*+,-./:;<=>@[]_ #$!?\""
"""What can be answered; the model knows Chinese too, which no paper of ours holds."""


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
    session: Any
    columns: NDArray[np.intp]
    """Which of the model's answers stand for the blank and for each letter of `letters`."""
    letters: str


def is_available() -> bool:
    """Whether the engine and its model are installed."""
    return _model() is not None


@cache
def _model() -> _Model | None:
    """The model, loaded once in each process; None where it is not installed."""
    package = find_spec("rapidocr")
    if package is None or find_spec("onnxruntime") is None:
        return None
    folders = package.submodule_search_locations or ()
    files = sorted(file for folder in folders for file in Path(folder, "models").glob("*_rec_*.onnx"))
    if not files:
        return None
    import onnxruntime  # half a second and 20 MB that only scans are worth

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # else memory of the largest batch is kept for good
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(files[-1]), options, providers=["CPUExecutionProvider"])
    known = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    places = {letter: index + 1 for index, letter in enumerate(known)}  # 0 is the blank between letters
    places[" "] = len(known) + 1
    letters = "".join(letter for letter in READS if letter in places)
    columns = np.array([0, *(places[letter] for letter in letters)], np.intp)
    return _Model(session, columns, letters)


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
    for batch in _batches([_width(it, squeeze) for it in strips]):
        width = max(_width(strips[index], squeeze) for index in batch)
        pictures = np.stack([_prepared(strips[index], squeeze, width) for index in batch])
        answers = model.session.run(None, {model.session.get_inputs()[0].name: pictures})[0]
        likely = np.take(answers, model.columns, axis=2)
        for index, steps in zip(batch, likely, strict=True):
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
    return int(min(WIDEST, max(NARROWEST, STEP * -(-wanted // STEP))))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Strips of like widths together, for all of a batch are filled up to the widest."""
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=lambda it: widths[it]):
        narrowest = widths[batch[0]] if batch else widths[index]
        if batch and (widths[index] * (len(batch) + 1) > MOST_IN_BATCH or widths[index] > 1.1 * narrowest + STEP):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


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
