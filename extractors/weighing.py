"""Two readings of the same ink weighed against each other: which one is the word, how sure it is, what else it may be.

What each outcome is worth was measured by `python -m benchmarks.second_look` on pages whose print is known: the figures
are in docs/benchmarks.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extractors.recogniser import Recognised
from extractors.strips import plain, same
from records.pages import Word
from records.registration_numbers import has_letters_in_their_places

AGREED = 0.93
"""Both engines read the same."""

SIGN_SETTLED = 0.93
"""The same digits; before them Tesseract has a mark where the second engine, which passes over ₹, has nothing."""

POINT_MENDED = 0.85
"""Both engines took a comma for a point, which no amount can have there."""

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

SHORTEST_WORD = 4
"""Words without figures that are shorter keep Tesseract's reading: Sl and SI look the same."""

SIGN = "₹"
_MARKS_FOR_SIGN = re.compile(r"[%¥€£$<>*=~#&?fFzZtTXIElRK]{1,2}(?=[0-9])")
"""What Tesseract makes of ₹ where it does not take it for a digit."""

_REMAINS_OF_RULES = re.compile(r"^[—–_|~.:;'\"‘’“”`]*[_|~.:;'\"‘’“”`](?=[0-9(])")
DIGITS_FOR_SIGN = "2378"
_DANDA, _LIKE_DANDA = "।॥", "1lI|!"
"""The full stop of Hindi, and what the second engine makes of it."""

_WELL_FORMED = re.compile(r"(?:[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}|[0-9]+)(\.[0-9]{1,3})?")
_MISGROUPED = re.compile(r"[0-9]{3},[0-9]{2},")
"""The beginning of no amount: Indian groups of two figures follow one or two, so that the first of three is ₹."""

_SEPARATED = re.compile(r"[0-9]+(?:[.,]+[0-9]+)+")
_DATE_OR_CLAUSE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}(?:\.[0-9]{1,2}){2,4}")
LOOK_ALIKE = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z]+[0-9])[0-9A-Za-z]*[01IlOo|]"  # GSTINs and other codes
    r"|[A-Za-z][01|]|(?<![0-9A-Za-z])[01|][A-Za-z]|[IlOo|][0-9]|[0-9][IlOo|]"
    r"|(?<![A-Za-z])[A-Za-z]?[Il|](?![A-Za-z])|(?<![0-9A-Za-z.,])[Oo01](?![0-9A-Za-z.,])"
)
"""Signs that no engine tells apart without a word or a number around them: T1 and TI."""

FIGURE = re.compile(r"[0-9]")

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
    figured = bool(FIGURE.search(text) or FIGURE.search(other))
    alternatives = tuple(dict.fromkeys(it for it in (text, third) if it and not same(it, other)))
    if figured or len(plain(other)) >= SHORTEST_WORD:
        other = other if figured else re.sub(r"(?<=[a-z])I", "l", other)
        if third and same(third, other):
            return Weighed(other, OUTVOTED, "outvoted", alternatives)
        if second.confidence >= SURE_OF_ALL and 2 <= len(plain(other)) >= 0.5 * len(plain(text)):
            passed_over = SIGN if text.startswith(SIGN) and is_amount(other) else ""
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
    alike = LOOK_ALIKE.search(text) and not has_letters_in_their_places(text)
    if alike or (len(plain(text)) < 2 and second.confidence < SURE_OF_ALL):
        return Weighed(text, word.confidence, "agree")
    return Weighed(text, max(word.confidence, AGREED), "agree", is_witnessed=True)


def _with_sign(text: str, other: str) -> str:
    """Tesseract's text, with the sign of the rupee before an amount where the second engine saw it."""
    return SIGN + text.lstrip(SIGN + " ") if other.startswith(SIGN) else text


def _sign_settled(text: str, other: str) -> Weighed | None:
    """An amount before which Tesseract reads something else than ₹, and the second engine nothing or ₹ itself."""
    amount = other.lstrip(SIGN + " ")
    if not is_amount(amount):
        return None
    mark = _MARKS_FOR_SIGN.match(text)
    if mark and same(text[mark.end() :], amount):
        return Weighed(SIGN + text[mark.end() :], SIGN_SETTLED, "sign", is_witnessed=True)
    if text[:1] in DIGITS_FOR_SIGN and same(text[1:], amount):
        if other.startswith(SIGN):
            return Weighed(SIGN + text[1:], SIGN_SETTLED, "sign", (text,), is_witnessed=True)
        if _MISGROUPED.match(text) and not _MISGROUPED.match(amount):
            return Weighed(SIGN + text[1:], SIGN_OR_DIGIT, "sign", (text,))
        return Weighed(SIGN + text[1:], SIGN_OR_DIGIT, "sign or digit", (text,))
    return None


def is_amount(text: str) -> bool:
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
