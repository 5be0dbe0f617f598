"""How like a printed heading is to what the vocabulary knows, whatever its units, marks and abbreviations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from extractors.phrases import one_nasal
from records.dates import find_financial_years
from records.units import read_unit
from reference.table_specs import ColumnSpec, row_words

ENOUGH = 80.0
"""A heading scores 0-100 against the vocabulary; from here on it is that column."""

MOST_WORDS = 12
"""A text of more words is no heading, those not counted that only say more of it."""

ONE_SCRIPT = 3.0
"""What a heading loses when only its English or only its Hindi half is compared."""

LONE_SIGN = 2.0
"""What it loses for one lone letter or figure among the words."""

UNIT_ALONE = 88.0
"""The score of a heading that is but a unit, for the column of what is weighed in it."""

QUALIFIED = 4.0
"""What a heading loses when only the words before "with", "as per" or the like are compared."""

EXTRA_WORD = 7.0
"""What a heading loses for each word beyond a known one ("Invoice value as per books")."""

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]?")

YEARS = re.compile(
    r"\b(?:f\.?y\.?|ty|a\.?y\.?)?\s*(?:19|20)[0-9]{2}(?:\s*[-–/]\s*(?:20)?[0-9]{2})?\b|\b[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}\b|\bf\.?y\.?(?=\s|$)",
    re.I,
)

_INITIALS = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b|no\b)")

_QUALIFIED = re.compile(r"(?<=\S)\s+(?:along\s*with|with|as per|under|including|incl|in terms of)\b.*$", re.I)
"""What only says more of the heading before it: "Waste with its codes and description"."""

YEAR_ONLY = 88.0
"""The score of a heading that is but a year, for the column that is printed once for each year."""

_YEAR_WORDS = re.compile(
    r"\b(?:f\.?\s?y\.?|for|the|financial|year|years|ended|ending|as|at|on|march|mar|31st|audited|amount|in|rs|inr|crores?|cr|lakhs?|lacs?|million|mn)\b"
    r"|वित्तीय|वित्त|वर्ष|₹",
    re.I,
)


@lru_cache(maxsize=20_000)
def normal_heading(text: str) -> str:
    """A heading without units, marks and abbreviations: "Qty. (MT)" becomes "quantity", "Inv. No." "invoice no"."""
    words = row_words()
    bare = one_nasal(unicodedata.normalize("NFC", text)).lower().replace("&", " and ").replace("a/c", " account ")
    bare = bare.replace("#", " no ")
    tokens = _tokens(YEARS.sub(" ", _BRACKETS.sub(" ", bare))) or _tokens(bare)
    named = [words.abbreviations.get(token, token) for token in tokens]
    kept = [token for token in " ".join(named).split() if token not in words.units]
    return " ".join(kept or named)


def _tokens(text: str) -> list[str]:
    """The words of a heading; vowel signs of Devanagari are marks to Unicode and letters to us."""
    joined = _INITIALS.sub(r"\1", text)
    return "".join(
        letter if letter.isalnum() or letter == "%" or _is_vowel_sign(letter) else " " for letter in joined
    ).split()


def _is_vowel_sign(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def is_a_year(text: str) -> bool:
    """Whether a heading is a financial year and nothing more: "FY 2024-25", "Year ended 31.03.2025 (Rs. in crore)"."""
    return bool(find_financial_years(text)) and not re.search(r"\w", _YEAR_WORDS.sub(" ", YEARS.sub(" ", text)))


_NEXT_SCRIPT = re.compile(r"(?<=[\u0900-\u097f])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u0900-\u097f])")


@lru_cache(maxsize=20_000)
def is_weight_a_time(text: str) -> bool:
    """Whether a heading is a weight for a time and nothing more: "MT/year", "Tonnes per day (300 days in a year)".

    One in two scripts is, if either half is and the other has a stroke as units do: "टन/वर्ष T/yr".
    """
    bare = _BRACKETS.sub(" ", text).strip() or text.strip().strip("()[]")
    if _weighs_a_time(bare):
        return True
    words = [word for word in _NEXT_SCRIPT.sub(" ", bare).split() if word.strip("/|–-")]
    halves = ((words[:at], words[at:]) for at in range(1, len(words)))
    pairs = (pair for one, other in halves for pair in ((one, other), (other, one)))
    return any(
        _weighs_a_time(" ".join(told)) and (all("/" in word for word in rest) or _weighs_a_time(" ".join(rest)))
        for told, rest in pairs
    )


def _weighs_a_time(text: str) -> bool:
    unit = read_unit(text)
    return unit is not None and unit.mass is not None and unit.per is not None


@lru_cache(maxsize=20_000)
def _is_weight_alone(text: str) -> bool:
    """Whether a heading is the name of a weight and nothing more: "Kg", "(MT)"."""
    unit = read_unit(text.strip(" ()[]."))
    return unit is not None and unit.mass is not None and unit.per is None


def best_of(texts: Sequence[str], column: ColumnSpec) -> tuple[float, str]:
    """How like the likest of a heading's texts is to a column's headings, 0-100, and to which of them."""
    told = [likest(text, column.headings) for text in texts if text.strip()]
    if column.prefer == "last" and any(is_a_year(text) for text in texts):
        told.append((YEAR_ONLY, column.headings[0]))
    if column.kind == "assay":
        told += [likest(before, column.headings) for text in texts if (before := text.partition("%")[0].strip(" (["))]
    if column.kind in ("tonnes_a_year", "quantity") and any(is_weight_a_time(text) for text in texts):
        told.append((UNIT_ALONE, column.headings[0]))
    if column.kind == "quantity" and any(_is_weight_alone(text) for text in texts):
        told.append((UNIT_ALONE, column.headings[0]))
    return max(told, default=(0.0, ""))


@lru_cache(maxsize=50_000)
def likest(text: str, headings: tuple[str, ...]) -> tuple[float, str]:
    """The score of the likest of the headings, and that heading; of one in two scripts each half is compared too."""
    first = _QUALIFIED.sub("", text)
    if len(first.split()) > MOST_WORDS:
        return 0.0, ""
    halves = _scripts(text)
    whole = max((_score(text, phrase) for phrase in headings), default=(0.0, ""))
    if whole[0] < ENOUGH and first != text:
        score, likest = max((_score(first, phrase) for phrase in headings), default=(0.0, ""))
        whole = max(whole, (score - QUALIFIED, likest))
    half = max((_score(half, phrase) for half in halves for phrase in headings), default=(0.0, ""))
    return max(whole, (half[0] - ONE_SCRIPT, half[1]))


def _scripts(text: str) -> tuple[str, ...]:
    """The Hindi and the English words of a heading that has both."""
    hindi = [word for word in text.split() if re.search("[\u0900-\u097f]", word)]
    english = [word for word in text.split() if re.search("[A-Za-z]", word)]
    return (" ".join(hindi), " ".join(english)) if hindi and english else ()


@lru_cache(maxsize=200_000)
def _score(text: str, phrase: str) -> tuple[float, str]:
    printed, known = normal_heading(text), normal_heading(phrase)
    if not printed or not known:
        return 0.0, phrase
    if printed == known:
        return 100.0, phrase
    alike = max(fuzz.ratio(printed, known), fuzz.token_sort_ratio(printed, known))
    if min(len(printed), len(known)) >= 5:
        alike = max(alike, fuzz.ratio(printed.replace(" ", ""), known.replace(" ", "")))
    if printed.replace(" ", "") == known.replace(" ", ""):
        return 98.0, phrase  # a narrow column broke the word: "Uo M"
    if min(len(printed), len(known)) <= 4 and alike < 100:
        alike = 0.0
    return max(min(alike, 99.0), _contained(printed.split(), known.split())), phrase


def _contained(printed: Sequence[str], known: Sequence[str]) -> float:
    """How far the known words are all among the printed ones, less something for each further word."""
    if len(printed) < len(known):
        return 0.0
    weakest = 100.0
    for word in known:
        like = max((fuzz.ratio(word, other) for other in printed), default=0.0)
        if like < (100 if len(word) <= 3 else 82):
            return 0.0
        weakest = min(weakest, like)
    further = [word for word in printed if word not in known]
    signs = min(1, sum(1 for word in further if len(word) == 1))  # one that OCR made of a stroke
    extra = max(len(printed) - len(known) - signs, 0)
    return weakest - EXTRA_WORD * extra - LONE_SIGN * signs
