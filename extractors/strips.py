"""Strips of a page's picture that hold one line of type, and when two readings of one strip say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from extractors import scan
from extractors.recogniser import Recognised
from records.pages import Word

SQUEEZE = 0.9
"""Strips are narrowed by this factor for the second engine, whose cost is that of their width. At 0.6, a third cheaper,
two equal digits side by side become one in one amount of twenty."""

MARGIN = 0.15
"""White that is left around a strip, as a share of its height."""

DASH_BEFORE = 1.0
"""A dash that ends closer to a word than so many times the word's height may be in its picture."""

_DASHES = ("-", "–", "—")


def strip_of(grey: scan.Grey, place: scan.PixelBox) -> scan.Grey:
    """A place of the page with a little white around it."""
    left, top, right, bottom = place
    margin = round(MARGIN * (bottom - top))
    return grey[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]


def has_headline(strip: scan.Grey) -> bool:
    """Whether a bar runs along the head of most of what a strip shows, as it does in Devanagari."""
    ink = strip < 0.6 * _nine_tenths_darker(strip)
    columns = np.flatnonzero(ink.any(axis=0))
    rows = np.flatnonzero(ink.any(axis=1))
    if columns.size < 4 or rows.size < 4:
        return False
    body = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if body.shape[1] < 0.8 * body.shape[0]:  # a single letter: T, 7
        return False
    head = body[: max(2, round(0.55 * body.shape[0]))].mean(axis=1)
    row = int(head.argmax())
    below = body[min(body.shape[0] - 1, row + max(2, body.shape[0] // 4)) :]
    return bool(head[row] > 0.85 and below.size and below.mean() < 0.5)


def _nine_tenths_darker(strip: scan.Grey) -> float:
    """The grey that nine tenths of a strip are as dark as: its 90th percentile, counted in a tenth of the time."""
    at_most = np.cumsum(np.bincount(strip.ravel(), minlength=256))
    return float(np.searchsorted(at_most, 0.9 * at_most[-1]))


def same(one: str, other: str) -> bool:
    """Whether two readings say the same: spaces, marks at the ends, kinds of dashes and the sign ₹ do not matter."""
    return plain(one) == plain(other) != ""


def plain(text: str) -> str:
    """A reading without what tells nothing; a minus stays; I and l of words look the same."""
    kept = re.sub(r"[\s₹'’‘`]", "", text).replace("–", "-").replace("—", "-")
    kept = re.sub(r"^(?!-[0-9])[^0-9A-Za-z(]+|[^0-9A-Za-z)%]+$", "", kept)
    return kept.casefold() if re.search(r"[0-9]", kept) else kept.replace("I", "l").casefold()


def without_dash_before(second: Recognised, word: Word, words: Iterable[Word]) -> Recognised:
    """A reading without the dash that stands before the word as a word of its own: "Nadu - 601201" has no minus.

    The picture of a word reaches to the gap beside it, which a dash close by is within.
    """
    text = second.text.lstrip()
    if text[:1] not in _DASHES or word.text[0] in _DASHES or not text[1:].strip():
        return second
    reach = DASH_BEFORE * (word.box[3] - word.box[1])
    middle = (word.box[1] + word.box[3]) / 2
    if not any(
        it.text in _DASHES and 0 <= word.box[0] - it.box[2] < reach and it.box[1] - reach < middle < it.box[3] + reach
        for it in words
    ):
        return second
    kept = text[1:].lstrip()
    return Recognised(kept, second.sureness[-len(kept) :], second.places[-len(kept) :])
