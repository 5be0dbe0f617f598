"""A second look at a page that OCR has read: ink without words is read, doubtful words and figures are read again.

Tesseract passes over cells of forms and lone figures of tables; what it reads of small or damaged figures is wrong more
often than its confidence says. A second engine, which errs independently, reads every word that matters from its place
on the page. Where both agree the word is `witnessed`; where they differ the likelier reading is the word, the other one
of its `alternatives`, and the word is in doubt (`extractors.weighing`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.doubled import cut_at_next, without_doubles
from extractors.ocr import Sheet
from extractors.overlooked import overlooked_words, placed_among
from extractors.pieces import Gathered, gathered
from extractors.places import ENGLISH, read_places, to_the_gap
from extractors.recogniser import cost, is_available, recognise
from extractors.seen_words import DEVANAGARI
from extractors.strips import SQUEEZE, has_headline, same, strip_of, without_dash_before
from extractors.tall import doubted_in_place, too_tall, without_replaced
from extractors.weighing import (
    AGREED,
    DIGITS_FOR_SIGN,
    FIGURE,
    LOOK_ALIKE,
    SIGN,
    SIGN_OR_DIGIT,
    SURE_OF_ALL,
    UNSETTLED,
    Weighed,
    is_amount,
    told,
    weigh,
    well_formed,
)
from records.pages import Box, Ruling, Strip, Word

SETTING = "PARAKH_SECOND_LOOK"
"""The variable of the environment that names the seconds of one core that the second engine may take for a page."""

USUAL_SECONDS = 1.5
COLUMNS_PER_SECOND = 22_000
"""Columns of pixels that the recogniser reads in a second of one core (measured: 22,000; 80,000 in bfloat16)."""

MOST_SIGNED = 0.4
"""Where more than this share of a page's amounts stands behind ₹, an amount without it is in doubt if it begins with a
digit for which the sign is taken."""

GUESSED = 0.3
"""A reading of the second engine that holds a letter less likely than this is not worth a third reading."""

DOUBTED = 0.75
"""Words without figures are looked at again only if Tesseract's confidence is below this."""

DOUBTED_FIGURES = 0.90
"""Figures read with less confidence than this come first where not everything can be asked."""

COMPANY = 0.7
"""A doubtful word closer than so many times the height of a word may be a part of it."""

IN_DOUBTFUL_COMPANY = 0.85

_PLAIN_FIGURES = re.compile(r"\(?[0-9]+(?:[.,/:-][0-9]+)*[.,;:)%-]*")
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Improved:
    """The words of a page in reading order; `unasked` as in `Page`: plain figures read surely that may yet be asked."""

    words: tuple[Word, ...]
    unasked: Mapping[Box, Strip]


def improve(
    sheet: Sheet,
    words: Sequence[Word],
    rulings: Sequence[Ruling],
    seconds: float | None = None,
    *,
    in_doubt_only: bool = False,
) -> Improved:
    """The words of a page after a second look.

    Args:
        sheet: the picture that was read, upright and straight.
        words: of the first reading, in points of that picture, in reading order.
        rulings: drawn rules of that picture, in points.
        seconds: of one core that the second engine may take for words read before; `USUAL_SECONDS`, or what the
            setting says, if not given. What was overlooked is read in any case.
        in_doubt_only: figures that nothing gives to doubt are left for `extractors.asked_late`. Of 1,122 such words on
            80 pages the second engine corrected no digit; until it is asked they count as if it had agreed, but are not
            witnessed.

    Returns:
        The words, those that were overlooked among them.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    words = cut_at_next(without_doubles(words))
    tall = too_tall(words)
    found = overlooked_words(sheet, [word for at, word in enumerate(words) if at not in tall], rulings)
    found = doubted_in_place(words, tall, found)
    words = without_replaced(words, tall, found)
    allowed = _seconds_allowed() if seconds is None else seconds
    improved = _asked_again(sheet, words, rulings, allowed, in_doubt_only)
    once = without_doubles(improved.words)  # two pieces of one figure may each have been read again as the whole of it
    return replace(improved, words=placed_among(once, found))


def _seconds_allowed() -> float:
    try:
        return max(0.0, float(os.environ.get(SETTING, "")))
    except ValueError:
        return USUAL_SECONDS


def _asked_again(
    sheet: Sheet, words: Sequence[Word], rulings: Sequence[Ruling], seconds: float, in_doubt_only: bool
) -> Improved:
    """The words, those in doubt and those with figures weighed against a second reading."""
    if not is_available() or seconds <= 0:
        return Improved(tuple(words), {})
    boxes = np.array([sheet.pixels(word.box) for word in words], np.int64).reshape(-1, 4)
    ranked = sorted((rank, it.pieces, it) for it in gathered(words, rulings) if (rank := _rank(it.word)) is not None)
    strips: dict[int, scan.Grey] = {}
    asked = [it for _, _, it in ranked]
    places = []
    for number, it in enumerate(asked):
        place = sheet.pixels(it.word.box)
        places.append(to_the_gap(sheet.grey, place, _beside(boxes, place, it.pieces)))
        strip = strip_of(sheet.grey, places[number])
        if strip.size and not has_headline(strip):
            strips[number] = strip
    waiting = [it for it in strips if in_doubt_only and _can_wait(asked[it])]
    at_once = [(number, strip.shape[:2]) for number, strip in strips.items() if number not in waiting]
    chosen = _affordable(at_once, seconds * COLUMNS_PER_SECOND)
    readings = zip(chosen, recognise([strips[it] for it in chosen], SQUEEZE), strict=True)
    second = {number: without_dash_before(it, asked[number].word, words) for number, it in readings}
    differing = [it for it in chosen if not same(asked[it].word.text, second[it].text)]
    differing = [it for it in differing if GUESSED < second[it].confidence < SURE_OF_ALL]
    third = read_places(sheet.grey, [places[it] for it in differing], sheet.dpi, ENGLISH, zoom=1.5) if differing else []
    again = {number: it.text for number, it in zip(differing, third, strict=True) if it}
    outcomes = {it: weigh(asked[it].word, second[it], again.get(it, "")) for it in chosen}
    texts = [*(it.text for it in outcomes.values()), *(asked[it].word.text for it in waiting)]
    prints_signs = _prints_signs(texts, sum(word.text == SIGN for word in words))
    result: list[Word | None] = list(words)
    for number, weighed in outcomes.items():
        outcome = _without_its_sign(weighed) if prints_signs else _taken_for_digit(weighed)
        _put(result, asked[number], outcome, " " in second[number].text.strip())
    unasked = {asked[it].word.box: _kept(strips[it]) for it in waiting}
    for number in waiting:
        (at,) = asked[number].pieces
        word = asked[number].word
        result[at] = replace(word, confidence=max(word.confidence, AGREED), witnessed=True)
    return _waiting_told(_in_doubtful_company([it for it in result if it is not None]), unasked)


def _waiting_told(words: Sequence[Word], unasked: Mapping[Box, Strip]) -> Improved:
    """The words, those that wait no longer witnessed; what lost its witness for its company need not be asked."""
    waiting = {word.box: unasked[word.box] for word in words if word.witnessed and word.box in unasked}
    kept = (replace(word, witnessed=False) if word.box in waiting else word for word in words)
    return Improved(tuple(kept), waiting)


def _kept(strip: scan.Grey) -> Strip:
    height, width = strip.shape
    return Strip(width, height, strip.tobytes())


def _can_wait(it: Gathered) -> bool:
    """Whether a word is plain figures in good order, read surely; a leading digit that ₹ is taken for is in doubt."""
    text = it.word.text
    if len(it.pieces) > 1 or it.word.confidence < DOUBTED_FIGURES or not _PLAIN_FIGURES.fullmatch(text):
        return False
    may_be_sign = text[0] in DIGITS_FOR_SIGN and is_amount(text) and is_amount(text[1:])
    return well_formed(text) and not may_be_sign and LOOK_ALIKE.search(text) is None


def _beside(boxes: NDArray[np.int64], place: scan.PixelBox, pieces: Sequence[int]) -> NDArray[np.int64]:
    """The boxes that share some of a place's height, but for those with the numbers `pieces`."""
    level = (boxes[:, 1] < place[3]) & (boxes[:, 3] > place[1])
    level[list(pieces)] = False
    return boxes[level]


def _prints_signs(texts: Sequence[str], apart: int) -> bool:
    """Whether most amounts of the page stand behind the sign ₹, or seem to, as Tesseract alone saw a digit.

    `apart` is the number of signs that are words of their own.
    """
    amounts = [it for it in texts if is_amount(it.lstrip(SIGN + " "))]
    signed = sum(it.startswith(SIGN) for it in amounts) + apart
    return signed > 1 and signed > MOST_SIGNED * len(amounts)


def _without_its_sign(weighed: Weighed) -> Weighed:
    """An amount without the sign that begins with a digit like it: both engines may have taken one for the other."""
    text = weighed.text
    if not weighed.is_witnessed or text[:1] not in DIGITS_FOR_SIGN or not (is_amount(text) and is_amount(text[1:])):
        return weighed
    others = (SIGN + text[1:], *weighed.alternatives)
    return replace(weighed, confidence=SIGN_OR_DIGIT, alternatives=others, is_witnessed=False)


def _taken_for_digit(weighed: Weighed) -> Weighed:
    """A leading digit that only Tesseract saw, on a page without the sign ₹: the second engine passed over a digit."""
    if weighed.outcome != "sign or digit":
        return weighed
    return replace(weighed, text=weighed.alternatives[0], alternatives=(weighed.text, *weighed.alternatives[1:]))


def _put(result: list[Word | None], asked: Gathered, weighed: Weighed, has_spaces: bool) -> None:
    """Tells the outcome on the words that were asked again; pieces become one word where the second engine says so."""
    first, *others = asked.pieces
    if not others or (not has_spaces and weighed.outcome not in ("unread", "unsettled")):
        result[first] = told(asked.word, weighed)
        for index in others:
            result[index] = None
        return
    for index in asked.pieces:
        piece = result[index]
        if piece is not None:
            confidence = max(piece.confidence, AGREED) if weighed.is_witnessed else min(piece.confidence, UNSETTLED)
            result[index] = replace(piece, confidence=confidence, witnessed=weighed.is_witnessed)


def _rank(word: Word) -> int | None:
    """How early a word is asked again: doubtful figures, other figures, doubtful words; None for all other words."""
    figures, latin = len(FIGURE.findall(word.text)), _LATIN_WORD.search(word.text)
    if word.source != "ocr" or (DEVANAGARI.search(word.text) and not (figures or latin)):
        return None
    if figures and (word.confidence < DOUBTED_FIGURES or DEVANAGARI.search(word.text)):
        return 0
    if figures >= 2:
        return 1
    return 2 if latin and word.confidence < DOUBTED else None


def _affordable(strips: Sequence[tuple[int, tuple[int, ...]]], columns: float) -> list[int]:
    """The first strips (number, height and width) that together cost no more than so many columns."""
    spent = accumulate(cost([(shape[1], shape[0])], SQUEEZE) for _, shape in strips)
    return [index for (index, _), sum_ in zip(strips, spent, strict=True) if sum_ <= columns]


def _in_doubtful_company(words: Sequence[Word]) -> list[Word]:
    """The words, no longer witnessed where doubtful ink stands close: both engines may have read a part of a word."""
    boxes = np.array([word.box for word in words]).reshape(-1, 4)
    doubtful = np.array([word.confidence < DOUBTED for word in words], np.bool_)
    result = list(words)
    for index, word in enumerate(words):
        if not word.witnessed:
            continue
        left, top, right, bottom = word.box
        reach = COMPANY * (bottom - top)
        near = doubtful & (boxes[:, 0] < right + reach) & (boxes[:, 2] > left - reach)
        level = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
        near &= level > 0.15 * np.minimum(boxes[:, 3] - boxes[:, 1], bottom - top)
        if near.any():
            result[index] = replace(word, witnessed=False, confidence=min(word.confidence, IN_DOUBTFUL_COMPANY))
    return result
