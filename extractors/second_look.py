"""A second look at a page that OCR has read: ink without words is read, doubtful words and figures are read again.

Tesseract passes over cells of forms and lone figures of tables; what it reads of small or damaged figures is wrong more
often than its confidence says. A second engine, which errs independently, reads every word that matters from its place
on the page. Where both agree the word is `witnessed`; where they differ the likelier reading is the word, the other one
of its `alternatives`, and the word is in doubt.

What each outcome is worth was measured by `python -m benchmarks.second_look` on pages whose print is known: the figures
are in docs/benchmarks.md.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.doubled import without_doubles
from extractors.ocr import Sheet
from extractors.overlooked import overlooked_words, placed_among
from extractors.places import ENGLISH, read_places, to_the_gap
from extractors.recogniser import Recognised, cost, is_available, recognise
from extractors.seen_words import DEVANAGARI
from extractors.strips import SQUEEZE, has_headline, plain, same, strip_of, without_dash_before
from extractors.tall import doubted_in_place, too_tall, without_replaced
from records.pages import Box, Ruling, Strip, Word, union
from records.registration_numbers import has_letters_in_their_places

SETTING = "PARAKH_SECOND_LOOK"
"""The variable of the environment that names the seconds of one core that the second engine may take for a page."""

USUAL_SECONDS = 1.5
COLUMNS_PER_SECOND = 22_000
"""Columns of pixels that the recogniser reads in a second of one core (measured: 22,000; 80,000 in bfloat16)."""

AGREED = 0.93
"""Both engines read the same."""

SIGN_SETTLED = 0.93
"""The same digits; before them Tesseract has a mark where the second engine, which passes over ₹, has nothing."""

POINT_MENDED = 0.85
"""Both engines took a comma for a point, which no amount can have there."""

MOST_SIGNED = 0.4
"""Where more than this share of a page's amounts stands behind ₹, an amount without it is in doubt if it begins with a
digit for which the sign is taken."""

SIGN_OR_DIGIT = 0.80
"""The same digits but for a leading one, which Tesseract may have made of ₹: the amount without it, in doubt."""

OUTVOTED = 0.80
"""Tesseract, asked again at another scale, agrees with the second engine and not with itself."""

SECOND_SURER = 0.75
"""The engines differ, and only the second one is sure of every letter."""

UNSETTLED = 0.50
"""The engines differ, and neither gives way."""

SURE_OF_ALL = 0.90
"""The second engine is sure of a reading whose least certain letter is this likely."""

GUESSED = 0.3
"""A reading of the second engine that holds a letter less likely than this is not worth a third reading."""

DOUBTED = 0.75
"""Words without figures are looked at again only if Tesseract's confidence is below this."""

DOUBTED_FIGURES = 0.90
"""Figures read with less confidence than this come first where not everything can be asked."""

CUT, CUT_FIGURE = 0.2, 0.5
"""Between words closer than so many times their height there may be no space; two figures stand further apart."""

SHORTEST_WORD = 4
"""Words without figures that are shorter keep Tesseract's reading: Sl and SI look the same."""

COMPANY = 0.7
"""A doubtful word closer than so many times the height of a word may be a part of it."""

IN_DOUBTFUL_COMPANY = 0.85

_SIGN = "₹"
_MARKS_FOR_SIGN = re.compile(r"[%¥€£$<>*=~#&?fFzZtTXIElRK]{1,2}(?=[0-9])")
"""What Tesseract makes of ₹ where it does not take it for a digit."""

_REMAINS_OF_RULES = re.compile(r"^[—–_|~.:;'\"‘’“”`]*[_|~.:;'\"‘’“”`](?=[0-9(])")
_DIGITS_FOR_SIGN = "2378"
_DANDA, _LIKE_DANDA = "।॥", "1lI|!"
"""The full stop of Hindi, and what the second engine makes of it."""

_WELL_FORMED = re.compile(r"(?:[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}|[0-9]+)(\.[0-9]{1,3})?")
_MISGROUPED = re.compile(r"[0-9]{3},[0-9]{2},")
"""The beginning of no amount: Indian groups of two figures follow one or two, so that the first of three is ₹."""

_SEPARATED = re.compile(r"[0-9]+(?:[.,]+[0-9]+)+")
_DATE_OR_CLAUSE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}(?:\.[0-9]{1,2}){2,4}")
_LOOK_ALIKE = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z]+[0-9])[0-9A-Za-z]*[01IlOo|]"  # GSTINs and other codes
    r"|[A-Za-z][01|]|(?<![0-9A-Za-z])[01|][A-Za-z]|[IlOo|][0-9]|[0-9][IlOo|]"
    r"|(?<![A-Za-z])[A-Za-z]?[Il|](?![A-Za-z])|(?<![0-9A-Za-z.,])[Oo01](?![0-9A-Za-z.,])"
)
"""Signs that no engine tells apart without a word or a number around them: T1 and TI."""

_PLAIN_FIGURES = re.compile(r"\(?[0-9]+(?:[.,/:-][0-9]+)*[.,;:)%-]*")
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_FIGURE = re.compile(r"[0-9]")

Outcome = Literal["agree", "sign", "sign or digit", "points", "outvoted", "second surer", "unsettled", "unread"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What two readings of the same ink come to."""

    text: str
    confidence: float
    outcome: Outcome
    alternatives: tuple[str, ...] = ()
    is_witnessed: bool = False
    """Whether both engines read the same, and what they read is not of the kind that both misread alike."""


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
    words = without_doubles(words)
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that are read again as one, being pieces of one as it seems; most often a single word."""

    pieces: tuple[int, ...]
    word: Word


def _asked_again(
    sheet: Sheet, words: Sequence[Word], rulings: Sequence[Ruling], seconds: float, in_doubt_only: bool
) -> Improved:
    """The words, those in doubt and those with figures weighed against a second reading."""
    if not is_available() or seconds <= 0:
        return Improved(tuple(words), {})
    boxes = np.array([sheet.pixels(word.box) for word in words], np.int64).reshape(-1, 4)
    ranked = sorted(
        (rank, it.pieces, it) for it in _pieces_gathered(words, rulings) if (rank := _rank(it.word)) is not None
    )
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
    prints_signs = _prints_signs(texts, sum(word.text == _SIGN for word in words))
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


def _can_wait(it: _Asked) -> bool:
    """Whether a word is plain figures in good order, read surely; a leading digit that ₹ is taken for is in doubt."""
    text = it.word.text
    if len(it.pieces) > 1 or it.word.confidence < DOUBTED_FIGURES or not _PLAIN_FIGURES.fullmatch(text):
        return False
    may_be_sign = text[0] in _DIGITS_FOR_SIGN and _is_amount(text) and _is_amount(text[1:])
    return well_formed(text) and not may_be_sign and _LOOK_ALIKE.search(text) is None


def _beside(boxes: NDArray[np.int64], place: scan.PixelBox, pieces: Sequence[int]) -> NDArray[np.int64]:
    """The boxes that share some of a place's height, but for those with the numbers `pieces`."""
    level = (boxes[:, 1] < place[3]) & (boxes[:, 3] > place[1])
    level[list(pieces)] = False
    return boxes[level]


def _prints_signs(texts: Sequence[str], apart: int) -> bool:
    """Whether most amounts of the page stand behind the sign ₹, or seem to, as Tesseract alone saw a digit.

    `apart` is the number of signs that are words of their own.
    """
    amounts = [it for it in texts if _is_amount(it.lstrip(_SIGN + " "))]
    signed = sum(it.startswith(_SIGN) for it in amounts) + apart
    return signed > 1 and signed > MOST_SIGNED * len(amounts)


def _without_its_sign(weighed: Weighed) -> Weighed:
    """An amount without the sign that begins with a digit like it: both engines may have taken one for the other."""
    text = weighed.text
    if not weighed.is_witnessed or text[:1] not in _DIGITS_FOR_SIGN or not (_is_amount(text) and _is_amount(text[1:])):
        return weighed
    others = (_SIGN + text[1:], *weighed.alternatives)
    return replace(weighed, confidence=SIGN_OR_DIGIT, alternatives=others, is_witnessed=False)


def _taken_for_digit(weighed: Weighed) -> Weighed:
    """A leading digit that only Tesseract saw, on a page without the sign ₹: the second engine passed over a digit."""
    if weighed.outcome != "sign or digit":
        return weighed
    return replace(weighed, text=weighed.alternatives[0], alternatives=(weighed.text, *weighed.alternatives[1:]))


def _put(result: list[Word | None], asked: _Asked, weighed: Weighed, has_spaces: bool) -> None:
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


def _pieces_gathered(words: Sequence[Word], rulings: Sequence[Ruling]) -> list[_Asked]:
    """Every word; those with figures together with what stands so close that they may be pieces of one word."""
    upright = [it for it in rulings if not it.is_horizontal]
    order = sorted(range(len(words)), key=lambda index: words[index].box[0])
    lefts = [words[index].box[0] for index in order]
    following: dict[int, int] = {}
    taken: set[int] = set()
    for index, word in enumerate(words):
        height = word.box[3] - word.box[1]
        start, end = bisect_left(lefts, word.box[2] - 0.5 * height), bisect_left(lefts, word.box[2] + height)
        near = [it for it in order[start:end] if it != index and _is_one_with(word, words[it])]
        near = [it for it in near if not any(_parts(rule, word, words[it]) for rule in upright)]
        if near and near[0] not in taken:
            following[index] = near[0]
            taken.add(near[0])
    found = []
    for index in range(len(words)):
        if index not in taken:
            chain = [index]
            while chain[-1] in following and following[chain[-1]] not in chain:
                chain.append(following[chain[-1]])
            found.append(_Asked(tuple(chain), _one([words[it] for it in chain])))
    return found


def _one(pieces: Sequence[Word]) -> Word:
    if len(pieces) == 1:
        return pieces[0]
    text, confidence = "".join(it.text for it in pieces), min(it.confidence for it in pieces)
    return replace(pieces[0], text=text, box=union(it.box for it in pieces), confidence=confidence)


def _is_one_with(before: Word, it: Word) -> bool:
    """Whether a word stands so close to the one before it that both may be pieces of one, which has figures."""
    height = min(before.box[3] - before.box[1], it.box[3] - it.box[1])
    level = min(before.box[3], it.box[3]) - max(before.box[1], it.box[1]) > 0.5 * height
    if not level or before.source != "ocr" or it.source != "ocr" or DEVANAGARI.search(before.text + it.text):
        return False
    figures = [bool(_FIGURE.search(text)) for text in (before.text, it.text)]
    most = CUT_FIGURE if all(figures) else CUT
    return any(figures) and before.text[-1] not in ":)" and -0.5 * height < it.box[0] - before.box[2] < most * height


def _parts(rule: Ruling, before: Word, it: Word) -> bool:
    return before.box[2] - 1 <= rule.x0 <= it.box[0] + 1 and rule.top < it.box[3] and rule.bottom > it.box[1]


def _rank(word: Word) -> int | None:
    """How early a word is asked again: doubtful figures, other figures, doubtful words; None for all other words."""
    figures, latin = len(_FIGURE.findall(word.text)), _LATIN_WORD.search(word.text)
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


def told(word: Word, weighed: Weighed) -> Word:
    """A word as it is after it was read again."""
    return replace(
        word,
        text=weighed.text,
        confidence=round(weighed.confidence, 3),
        alternatives=weighed.alternatives,
        witnessed=weighed.is_witnessed,
    )


def weigh(word: Word, second: Recognised, third: str = "") -> Weighed:
    """What Tesseract's word, the second engine's reading of its place, and Tesseract's own second look come to."""
    text, other = word.text, second.text.strip()
    if text[-1] in _DANDA and other[-1:] in _LIKE_DANDA:
        other = other[:-1]
    if not plain(other):
        return Weighed(text, word.confidence, "unread")
    if signed := _sign_settled(text, other):
        return signed
    if same(text, other):
        return _agreed(word, second)
    if _SEPARATED.search(text + other) and _without_points(text) == _without_points(other):
        return _points_settled(text, other)
    figured = bool(_FIGURE.search(text) or _FIGURE.search(other))
    alternatives = tuple(dict.fromkeys(it for it in (text, third) if it and not same(it, other)))
    if figured or len(plain(other)) >= SHORTEST_WORD:
        other = other if figured else re.sub(r"(?<=[a-z])I", "l", other)
        if third and same(third, other):
            return Weighed(other, OUTVOTED, "outvoted", alternatives)
        if second.confidence >= SURE_OF_ALL and 2 <= len(plain(other)) >= 0.5 * len(plain(text)):
            passed_over = _SIGN if text.startswith(_SIGN) and _is_amount(other) else ""
            return Weighed(passed_over + other, SECOND_SURER, "second surer", alternatives)
    return Weighed(text, min(word.confidence, UNSETTLED) if figured else word.confidence, "unsettled", (other,))


def _agreed(word: Word, second: Recognised) -> Weighed:
    """Both read the same; that is no witness for a single letter, for look-alikes, or for points out of place.

    For what follows a comma or a point at the end (31, of 31,22,500) it is none either: who reads an amount sees to it.
    """
    text = _REMAINS_OF_RULES.sub("", _with_sign(word.text, second.text.strip()))
    if not well_formed(text):
        mended = _points_mended(text)
        return Weighed(mended, POINT_MENDED, "points", (text,)) if mended else Weighed(text, UNSETTLED, "unsettled")
    alike = _LOOK_ALIKE.search(text) and not has_letters_in_their_places(text)
    if alike or (len(plain(text)) < 2 and second.confidence < SURE_OF_ALL):
        return Weighed(text, word.confidence, "agree")
    return Weighed(text, max(word.confidence, AGREED), "agree", is_witnessed=True)


def _with_sign(text: str, other: str) -> str:
    """Tesseract's text, with the sign of the rupee before an amount where the second engine saw it."""
    return _SIGN + text.lstrip(_SIGN + " ") if other.startswith(_SIGN) else text


def _sign_settled(text: str, other: str) -> Weighed | None:
    """An amount before which Tesseract reads something else than ₹, and the second engine nothing or ₹ itself."""
    amount = other.lstrip(_SIGN + " ")
    if not _is_amount(amount):
        return None
    mark = _MARKS_FOR_SIGN.match(text)
    if mark and same(text[mark.end() :], amount):
        return Weighed(_SIGN + text[mark.end() :], SIGN_SETTLED, "sign", is_witnessed=True)
    if text[:1] in _DIGITS_FOR_SIGN and same(text[1:], amount):
        if other.startswith(_SIGN):
            return Weighed(_SIGN + text[1:], SIGN_SETTLED, "sign", (text,), is_witnessed=True)
        if _MISGROUPED.match(text) and not _MISGROUPED.match(amount):
            return Weighed(_SIGN + text[1:], SIGN_OR_DIGIT, "sign", (text,))
        return Weighed(_SIGN + text[1:], SIGN_OR_DIGIT, "sign or digit", (text,))
    return None


def _is_amount(text: str) -> bool:
    """Whether a text is figures grouped by commas or with decimals."""
    return bool(_WELL_FORMED.fullmatch(plain(text)) and re.search(r"[0-9][,.][0-9]", text))


def _without_points(text: str) -> str:
    return re.sub(r"[.,]", "", plain(text))


def _points_settled(text: str, other: str) -> Weighed:
    """Figures whose commas and points were read in two ways: those that are well-formed, if only one reading is."""
    well = [it for it in (text, other) if well_formed(it) and it[-1] not in ".,"]
    if len(well) != 1:  # 9,862 and 9.862
        return Weighed(text, UNSETTLED, "unsettled", (other,))
    others = tuple(it for it in (text, other) if it != well[0])
    return Weighed(well[0], AGREED, "points", others, is_witnessed=True)


def well_formed(text: str) -> bool:
    """Whether the commas and points of all figures stand as in amounts, dates or the numbers of clauses."""
    return all(_WELL_FORMED.fullmatch(it) or _DATE_OR_CLAUSE.fullmatch(it) for it in _SEPARATED.findall(text))


def _points_mended(text: str) -> str | None:
    """Amounts in paise with points for commas (3,25.329.36), as they must have been printed; None for other figures."""
    mended = _SEPARATED.sub(lambda found: _commas_for_points(found.group()), text)
    return mended if well_formed(mended) else None


def _commas_for_points(figures: str) -> str:
    whole, _, paise = figures.rpartition(".")
    return f"{whole.replace('.', ',')}.{paise}" if len(paise) == 2 else figures


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
