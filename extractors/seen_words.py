"""Words as Tesseract saw them, mended: signs of the rupee, figures cut at a comma, numbers in digits of two scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors import scan
from extractors.places import ENGLISH, read_places, to_the_gap
from extractors.tesseract import Seen

DOUBTED_DIGITS = 0.60
"""The most that a number keeps in which digits of both scripts stand."""

MIXED_DIGITS = 0.85
"""The most that such a number has once the English model has read it."""

DOUBTED_NUMBER = 0.80
"""Two pieces of a number are put together only if both were read with less confidence than this."""

REREAD_ZOOM = 1.5
MOST_REREAD = 150
"""No more numbers of a page than this are read again: a page that has more is poor as a whole."""

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
DEVANAGARI_DIGIT = re.compile(r"[\u0966-\u096f]")
ARTEFACT = re.compile(r"^[|_¦\[\]{}~=—–\-.,'`‘’\"“”:;\\/!<>«»°•*]+$")
EDGES = "|¦"
LIKE_RUPEE = frozenset("=%#&~")
"""What Tesseract makes of a lone ₹ for want of a letter; signs of other currencies may be meant."""

AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{2}")
AS_HIGH, AS_NEAR = 0.7, 1.0
"""A sign of the rupee is nearly as high as the figures after it, and no further from them than they are high."""


def signs_known(seen: Sequence[Seen]) -> list[Seen]:
    """The words with lone marks before an amount told as ₹: those that stand by it and are as high as its figures.

    A true = is half as high; a true % stands by the number before it.
    """
    known = list(seen)
    for index, (it, amount) in enumerate(pairwise(seen)):
        if it.text not in LIKE_RUPEE or not AMOUNT.fullmatch(amount.text):
            continue
        height, gap = amount.box[3] - amount.box[1], amount.box[0] - it.box[2]
        level = min(it.box[3], amount.box[3]) - max(it.box[1], amount.box[1])
        before = [other for other in seen[max(0, index - 1) : index] if other.line == it.line]
        alone = all(it.box[0] - other.box[2] > gap for other in before)
        if alone and AS_HIGH * height <= level and -0.2 * height <= gap <= AS_NEAR * height:
            known[index] = replace(it, text="₹")
    return known


def tidied(seen: Seen) -> Seen | None:
    """The word without remains of rules at its edges; None where it is nothing but such remains."""
    if ARTEFACT.match(seen.text) and (seen.confidence < 0.75 or set(seen.text) <= set("|¦_~")):
        return None
    text = seen.text.strip(EDGES)
    if not text:
        return None
    if text == seen.text:
        return seen
    left, top, right, bottom = seen.box
    letter = (right - left) / len(seen.text)
    before = len(seen.text) - len(seen.text.lstrip(EDGES))
    after = len(seen.text) - len(seen.text.rstrip(EDGES))
    return Seen(text, (round(left + before * letter), top, round(right - after * letter), bottom), seen.confidence)


def goes_on(before: Seen, it: Seen) -> bool:
    """Whether a word is the rest of the figure before it, which Tesseract cut at a comma: 41 and ,23,50,000.00."""
    height = max(before.box[3] - before.box[1], it.box[3] - it.box[1])
    on_line = min(before.box[3], it.box[3]) - max(before.box[1], it.box[1]) > 0
    near = -0.3 * height < it.box[0] - before.box[2] < 0.6 * height
    if not (on_line and near):
        return False
    return bool(re.search(r"[0-9]$", before.text) and re.match(r"[,.][0-9]", it.text)) or bool(
        re.search(r"[0-9],$", before.text) and re.match(r"[0-9]{2,3}[,.]", it.text)
    )


def _cut_in_doubt(before: Seen, it: Seen) -> bool:
    """Whether two doubtful pieces stand so close, digit to digit, that they may be one: /01 and 11 of /0111."""
    height = max(before.box[3] - before.box[1], it.box[3] - it.box[1])
    on_line = min(before.box[3], it.box[3]) - max(before.box[1], it.box[1]) > 0.5 * height
    close = 0 <= it.box[0] - before.box[2] < 0.42 * height
    digits = bool(re.search(r"[0-9]$", before.text) and re.match(r"[0-9]", it.text))
    return on_line and close and digits and max(before.confidence, it.confidence) < DOUBTED_NUMBER


def figures_joined(seen: Sequence[Seen]) -> list[Seen]:
    """The words with figures put together again that were cut at a comma, or cut in doubt between two digits."""
    joined: list[Seen] = []
    for it in seen:
        if joined and (goes_on(joined[-1], it) or _cut_in_doubt(joined[-1], it)):
            joined[-1] = _one(joined[-1], it)
        else:
            joined.append(it)
    return joined


def _one(before: Seen, it: Seen) -> Seen:
    a, b = before.box, it.box
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
    return Seen(before.text + it.text, box, min(before.confidence, it.confidence))


def mixed_digits_reread(seen: list[Seen], grey: scan.Grey, dpi: float) -> list[Seen]:
    """Numbers in which the Hindi model may have had a hand (a Devanagari digit among Latin ones) by the English model.

    They are read alone and larger. Where that gives a Latin number it is taken, else the number loses confidence.
    """
    doubtful = [index for index, it in enumerate(seen) if _mixes_digits(it.text)][:MOST_REREAD]
    if not doubtful:
        return seen
    others = [it.box for it in seen]
    boxes = [to_the_gap(grey, seen[index].box, others) for index in doubtful]
    again = read_places(grey, boxes, dpi, ENGLISH, zoom=REREAD_ZOOM)
    result = list(seen)
    for index, box, other in zip(doubtful, boxes, again, strict=True):
        it = seen[index]
        if other and not DEVANAGARI.search(other.text):
            result[index] = replace(it, text=other.text, box=box, confidence=min(other.confidence, MIXED_DIGITS))
        else:
            result[index] = replace(it, confidence=min(it.confidence, DOUBTED_DIGITS))
    return result


def _mixes_digits(text: str) -> bool:
    """Whether Devanagari digits stand beside Latin digits or letters: १,45,000 or २1."""
    return bool(DEVANAGARI_DIGIT.search(text)) and bool(re.search(r"[0-9A-Za-z]", text))
