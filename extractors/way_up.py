"""Which way up a page stands: what the shapes of its lines suggest, and what can be read of a sample each way."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.places import BOTH_SCRIPTS, ENGLISH
from extractors.straight import Straight
from extractors.tesseract import ONE_BLOCK, tesseract
from extractors.view import View, turned
from records.pages import Word

SURE_WORDS, SURE_WORD = 25, 0.85
"""So many words of three letters or more, each read as surely as this, are not read on a page that stands wrong."""

WELL_READ = 0.60
"""Words below this confidence are no evidence for the way up."""

SAMPLE_INCHES, SAMPLE_DPI = 0.9, 150
"""Which way is up is asked of a band of the page this high, at this resolution."""

SURELY_UPRIGHT, SURE_LETTERS = 0.7, 60
"""A sample of which this share of letters, and so many, is read well is the right way up: others are not tried."""

SHARP_HEAD = 1.1
"""Lines whose heads are this many times sharper than their feet may stand upside down."""

HANGING_BELOW = 0.02
"""From this share of pieces on that hang from a headline once the page is turned round, it may be Devanagari upside
down. Of upright Latin type that many do by chance on no page; where it is mixed with Devanagari its heads tell."""


def surely_upright(words: Sequence[Word]) -> bool:
    """Whether a page was read so well that it cannot stand wrong."""
    sure = sum(len(word.text) >= 3 and word.text.isalnum() and word.confidence >= SURE_WORD for word in words)
    return sure >= SURE_WORDS


def seems_upside_down(ready: Straight) -> bool:
    """Whether the shapes of lines make it worth asking: Devanagari's headline below its letters, ascenders below too.

    Lines of Latin type end sharply at the foot, where most letters stand, and less so at the head.
    """
    ink, dpi = ready.ink, ready.view.dpi
    if scan.has_devanagari(ink, ready.letters):
        return False
    if scan.sharper_head(ink, dpi) > SHARP_HEAD:
        return True
    other = np.ascontiguousarray(ink[::-1, ::-1])
    hung = scan.hung_pieces(other, _half_turned(ready.letters, ink.shape))
    return len(hung) >= max(3, HANGING_BELOW * len(ready.letters))


def _half_turned(boxes: NDArray[np.int32], shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Boxes (left, top, width, height, pixels) of a picture turned upside down."""
    turned = boxes.copy()
    turned[:, 0] = shape[1] - boxes[:, 0] - boxes[:, 2]
    turned[:, 1] = shape[0] - boxes[:, 1] - boxes[:, 3]
    return turned


def best_turn(view: View, turns: Sequence[int]) -> int:
    """The turn at which a sample of the page gives most well-read letters; the first that reads well is taken."""
    strip, dpi = _sample(view)
    best, most = turns[0], -1.0
    for turn in turns:
        evidence, share = _sample_evidence(turned(strip, turn), dpi)
        if evidence > most:
            best, most = turn, evidence
        if share > SURELY_UPRIGHT and evidence >= SURE_LETTERS:
            break
    return best


def _sample(view: View) -> tuple[scan.Grey, float]:
    """Some lines of the page, level and shrunk, and their resolution: the band across the lines that holds most ink."""
    lying = scan.rows_run_across(view.ink, view.dpi) < 1
    ink = view.ink.T if lying else view.ink
    grey = view.grey.T if lying else view.grey
    height = ink.shape[0]
    band = min(height, round(SAMPLE_INCHES * view.dpi))
    rows = np.concatenate([[0], np.cumsum(ink.sum(axis=1, dtype=np.int64))])
    top = int(np.argmax(rows[band:] - rows[:-band])) if height > band else 0
    strip = np.ascontiguousarray(grey[top : top + band])
    skew = scan.skew_of(np.ascontiguousarray(ink), view.dpi)
    if abs(skew) > 1:
        strip = scan.turned_back(strip, skew)
    strip = np.asarray(strip.T if lying else strip, np.uint8)
    scale = min(1.0, SAMPLE_DPI / view.dpi)
    small = cv2.resize(np.ascontiguousarray(strip), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), view.dpi * scale


def _sample_evidence(strip: scan.Grey, dpi: float) -> tuple[float, float]:
    """Well-read letters of a few lines, by a quick reading, and their share among all letters read."""
    ink = scan.ink_of(strip, scan.paper_of(strip))
    hindi = scan.has_devanagari(ink, scan.letters_of(ink, dpi))
    seen = tesseract(strip, dpi, BOTH_SCRIPTS if hindi else ENGLISH, ONE_BLOCK)
    letters = sum(len(it.text) for it in seen)
    well = sum(
        it.confidence * len(it.text) for it in seen if it.confidence > WELL_READ and any(map(str.isalnum, it.text))
    )
    return well, well / max(letters, 1)


def evidence_of(words: Sequence[Word]) -> float:
    """How much was read well: letters, each as far as its word is sure."""
    return sum(word.confidence * len(word.text) for word in words if word.confidence > WELL_READ)
