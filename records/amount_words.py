"""Amounts of money in words, read and written, in English and Hindi: "Rupees Forty One Crore Only"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from rapidfuzz.distance import OSA

from records.digits import ascii_digits
from records.money_units import LAKH, NUKTA, ONE, SCALE_WORDS, THOUSAND

_ONES_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ONES = _ONES_TEXT.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH: dict[str, int] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 20 + 10 * index for index, word in enumerate(_TENS)},
    **{
        "fourty": 40,
        "ninty": 90,
        "ninteen": 19,
        "forteen": 14,
        "fiveteen": 15,
        "twelf": 12,
        "fivty": 50,
        "eigthy": 80,
        "a": 1,
    },
}

_HINDI_TEXT = """
0 शून्य; 1 एक; 2 दो; 3 तीन; 4 चार; 5 पाँच पांच पाच; 6 छह छः छ: छे छ छै; 7 सात; 8 आठ; 9 नौ; 10 दस
11 ग्यारह; 12 बारह; 13 तेरह; 14 चौदह; 15 पंद्रह पन्द्रह पंदरह; 16 सोलह; 17 सत्रह सतरह
18 अठारह अट्ठारह; 19 उन्नीस; 20 बीस; 21 इक्कीस; 22 बाईस बाइस; 23 तेईस तेइस; 24 चौबीस; 25 पच्चीस पचीस
26 छब्बीस छबीस; 27 सत्ताईस सत्ताइस; 28 अट्ठाईस अठ्ठाईस अठाईस अट्ठाइस अठाइस; 29 उनतीस उन्तीस उनत्तीस
30 तीस; 31 इकतीस इकत्तीस इकत्तिस; 32 बत्तीस; 33 तैंतीस तेंतीस तैतीस तेतीस; 34 चौंतीस चौतीस
35 पैंतीस पैतीस; 36 छत्तीस छतीस; 37 सैंतीस सैतीस; 38 अड़तीस अड़त्तीस; 39 उनतालीस उन्तालीस उनचालीस
40 चालीस; 41 इकतालीस इकतालिस; 42 बयालीस बयालिस ब्यालीस; 43 तैंतालीस तेंतालीस तैतालीस तिरतालीस
44 चौवालीस चवालीस चौंवालीस चौआलीस चव्वालीस; 45 पैंतालीस पैतालीस; 46 छियालीस छयालीस छियालिस
47 सैंतालीस सैतालीस; 48 अड़तालीस; 49 उनचास उनंचास उन्चास; 50 पचास; 51 इक्यावन इक्यावान; 52 बावन
53 तिरपन तिरेपन त्रेपन; 54 चौवन चौअन चव्वन; 55 पचपन; 56 छप्पन; 57 सत्तावन सतावन
58 अट्ठावन अठावन अठ्ठावन; 59 उनसठ उनसठठ; 60 साठ; 61 इकसठ; 62 बासठ; 63 तिरसठ तिरेसठ त्रेसठ
64 चौंसठ चौसठ; 65 पैंसठ पैसठ; 66 छियासठ छयासठ; 67 सड़सठ सरसठ; 68 अड़सठ; 69 उनहत्तर उनहतर; 70 सत्तर
71 इकहत्तर इकहतर; 72 बहत्तर बहतर; 73 तिहत्तर तिहतर; 74 चौहत्तर चौहतर
75 पचहत्तर पिचहत्तर पचहतर पिछत्तर; 76 छिहत्तर छियत्तर छिहतर; 77 सतहत्तर सतत्तर; 78 अठहत्तर अठत्तर
79 उनासी उन्यासी उनआसी; 80 अस्सी असी; 81 इक्यासी; 82 बयासी ब्यासी; 83 तिरासी; 84 चौरासी; 85 पचासी
86 छियासी; 87 सत्तासी सतासी; 88 अट्ठासी अठासी अठ्ठासी; 89 नवासी; 90 नब्बे नब्बें
91 इक्यानवे इक्यानबे; 92 बानवे बानबे; 93 तिरानवे तिरानबे; 94 चौरानवे चौरानबे
95 पचानवे पंचानवे पचानबे पंचानबे पिचानवे; 96 छियानवे छियानबे; 97 सत्तानवे सत्तानबे सतानवे
98 अट्ठानवे अठानवे अट्ठानबे अठानबे; 99 निन्यानवे निन्यानबे निनानवे
"""


def _hindi_form(word: str) -> str:
    """A Hindi word without nukta, with one sign for nasals and one for each long or short final vowel."""
    bare = unicodedata.normalize("NFD", word).replace(NUKTA, "")
    return bare.replace("ँ", "ं").replace("ये", "ए")


def _hindi_table() -> tuple[dict[str, int], list[str]]:
    numbers: dict[str, int] = {}
    canonical = [""] * 100
    for entry in re.split(r"[;\n]", _HINDI_TEXT.strip()):
        number, first, *variants = entry.split()
        canonical[int(number)] = first
        for word in (first, *variants):
            numbers.setdefault(_hindi_form(word), int(number))
    return numbers, canonical


_HINDI, _HINDI_WORDS = _hindi_table()
_HINDI_SCALES = {_hindi_form(word): scale for word, scale in SCALE_WORDS.items() if re.search("[\u0900-\u097f]", word)}
_ENGLISH_SCALES = {
    word: scale for word, scale in SCALE_WORDS.items() if re.fullmatch("[a-z]{4,}|lac|lacs", word) and word != "arab"
} | {"hundered": Decimal(100), "thousend": THOUSAND, "lakhs": LAKH}
_RUPEE_WORDS = {
    "rupees",
    "rupee",
    "rs",
    "inr",
    "rupess",
    *map(_hindi_form, ("रुपये", "रुपए", "रुपया", "रुपयों", "रुपयो", "रूपये", "रूपए", "रु", "रू")),
}
_PAISE_WORDS = {"paise", "paisa", "paisas", "ps", *map(_hindi_form, ("पैसे", "पैसा"))}
_FILLER_WORDS = {
    "only",
    "ony",
    "onlv",
    "oniy",
    "in",
    "words",
    "indian",
    "say",
    "amount",
    "total",
    "of",
    "sum",
    *map(_hindi_form, ("मात्र", "केवल", "शब्दों", "में", "कुल")),
}
_AND_WORDS = {"and", "&", *map(_hindi_form, ("और", "एवं", "तथा", "व"))}
_POINT_WORDS = {"point", "decimal", _hindi_form("दशमलव")}
_VOCABULARY: dict[str, tuple[str, Decimal]] = {
    **{word: ("small", Decimal(number)) for word, number in (_ENGLISH | _HINDI).items()},
    **{word: ("scale", scale) for word, scale in (_ENGLISH_SCALES | _HINDI_SCALES).items()},
    **dict.fromkeys(_RUPEE_WORDS, ("rupees", ONE)),
    **dict.fromkeys(_PAISE_WORDS, ("paise", ONE)),
    **dict.fromkeys(_FILLER_WORDS, ("filler", ONE)),
    **dict.fromkeys(_AND_WORDS, ("and", ONE)),
    **dict.fromkeys(_POINT_WORDS, ("point", ONE)),
}
_WORD = re.compile(r"[a-z']+|[\u0900-\u097f]+:?|&", re.IGNORECASE)


class _Atom(NamedTuple):
    kind: str
    value: Decimal
    hindi: bool


def amount_in_words(text: str) -> Decimal | None:
    """The amount that English or Hindi words spell, in rupees; None where the words are not one number.

    Spelling within a letter or two of a number word is forgiven unless two words are as near.
    """
    atoms = _atoms(text)
    if atoms is None or not any(atom.kind in {"small", "scale"} for atom in atoms):
        return None
    rupees, paise = _split_at_paise([atom for atom in atoms if atom.kind != "filler"])
    if rupees is None:
        return None
    whole = _spelt([atom for atom in rupees if atom.kind not in {"rupees", "and"}]) if rupees else Decimal(0)
    part = _spelt([atom for atom in paise if atom.kind != "and"]) if paise else Decimal(0)
    if whole is None or part is None or not 0 <= part < 100:
        return None
    return whole + part / 100


def _atoms(text: str) -> list[_Atom] | None:
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ascii_digits(text))
    text = re.sub(r"/\s*-|[-.,()\[\]/:;|\"]+(?![:])", lambda match: " ", text.replace("छः", "छह").replace("छ:", "छह"))
    if re.search("[0-9]", text):
        return None
    atoms: list[_Atom] = []
    for token in text.split():
        if not _WORD.fullmatch(token):
            return None
        known = _recognised(token.lower() if token.isascii() else _hindi_form(token))
        if known is None:
            return None
        atoms.extend(known)
    return atoms


def _recognised(word: str) -> list[_Atom] | None:
    hindi = not word.isascii()
    if word in _VOCABULARY:
        return [_Atom(*_VOCABULARY[word], hindi)]
    for cut in range(3, len(word) - 2):
        if word[:cut] in _VOCABULARY and word[cut:] in _VOCABULARY and not hindi:
            return [_Atom(*_VOCABULARY[word[:cut]], hindi), _Atom(*_VOCABULARY[word[cut:]], hindi)]
    allowed = 0 if len(word) < 4 else 1 if len(word) < 7 or hindi else 2
    near = sorted(
        (distance, known)
        for known in _VOCABULARY
        if known.isascii() == word.isascii()
        and len(known) >= 4
        and (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
    )
    meanings = {_VOCABULARY[known] for distance, known in near if distance == near[0][0]}
    return [_Atom(*meanings.pop(), hindi)] if len(meanings) == 1 else None


def _split_at_paise(atoms: list[_Atom]) -> tuple[list[_Atom] | None, list[_Atom]]:
    """The atoms of rupees and of paise: "... and paise fifty", "... rupees fifty paise", "... and fifty paise"."""
    kinds = [atom.kind for atom in atoms]
    if kinds.count("paise") == 0:
        return atoms, []
    if kinds.count("paise") > 1:
        return None, []
    at = kinds.index("paise")
    if at < len(atoms) - 1:
        return atoms[:at], atoms[at + 1 :]
    before = kinds[:at]
    if "rupees" in before[1:]:
        cut = len(before) - 1 - before[::-1].index("rupees")
    elif "and" in before:
        cut = len(before) - 1 - before[::-1].index("and")
    elif "rupees" not in before:
        return [], atoms[:at]
    else:
        return None, []
    return atoms[:cut], atoms[cut + 1 : at]


def _spelt(atoms: list[_Atom]) -> Decimal | None:
    """The number that number words spell: the largest unit word splits them into how many of it, and the rest."""
    if not atoms:
        return None
    if any(atom.kind == "point" for atom in atoms):
        return _spelt_with_point(atoms)
    scales = [atom.value for atom in atoms if atom.kind == "scale"]
    if not scales:
        return _spelt_small(atoms)
    largest = max(scales)
    if scales.count(largest) > 1:
        return None
    at = next(index for index, atom in enumerate(atoms) if atom.kind == "scale" and atom.value == largest)
    times = _spelt(atoms[:at]) if at else ONE
    if at + 1 < len(atoms) and atoms[at + 1].kind == "scale":
        return None  # "five crore thousand": a unit of nothing
    rest = _spelt(atoms[at + 1 :]) if at + 1 < len(atoms) else Decimal(0)
    if times is None or rest is None or rest >= largest or times == 0:
        return None
    return times * largest + rest


def _spelt_with_point(atoms: list[_Atom]) -> Decimal | None:
    """Digit words after the point, then at most one unit word: "forty one point two three five crore"."""
    at = next(index for index, atom in enumerate(atoms) if atom.kind == "point")
    tail = atoms[at + 1 :]
    unit = tail.pop().value if tail and tail[-1].kind == "scale" else ONE
    if not tail or any(atom.kind != "small" for atom in tail):
        return None
    digits = [format(atom.value, "f") for atom in tail]
    if any(len(digit) > 1 for digit in digits) and len(digits) > 1:
        return None
    whole = _spelt(atoms[:at]) if at else Decimal(0)
    return None if whole is None else (whole + Decimal(f"0.{''.join(digits)}")) * unit


def _spelt_small(atoms: list[_Atom]) -> Decimal | None:
    match atoms:
        case [one]:
            return one.value
        case [tens, ones] if not tens.hindi and tens.value in range(20, 100, 10) and ones.value in range(1, 10):
            return tens.value + ones.value
    return None


def in_words(amount: Decimal) -> str:
    """The amount in English words by the Indian system: "Rupees Forty One Crore Twenty Three Lakh Only"."""
    return _in_words(
        amount, _english_small, ("Crore", "Lakh", "Thousand", "Hundred"), "Rupees {} Only", " and Paise {}"
    )


def in_words_hindi(amount: Decimal) -> str:
    """The amount in Hindi words: "इकतालीस करोड़ तेईस लाख रुपये मात्र"."""
    return _in_words(amount, _HINDI_WORDS.__getitem__, ("करोड़", "लाख", "हज़ार", "सौ"), "{} मात्र", " और {} पैसे", " रुपये")


_OF_NO_VALUE = {"rupees", "only", "and", "in", "words", "रुपये", "रुपए", "मात्र", "और"}


def is_beginning_of(text: str, amount: Decimal) -> bool:
    """Whether words are those of an amount up to a place where they were cut: "Rupees Twenty Two Crore Eighty".

    Args:
        text: words, in English or Hindi.
        amount: rupees, not negative.
    """
    said = _telling(text)
    spelt = (_telling(in_words(amount)), _telling(in_words_hindi(amount)))
    return bool(said) and any(len(said) < len(words) and words[: len(said)] == said for words in spelt)


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _OF_NO_VALUE]


def _in_words(
    amount: Decimal,
    name: Callable[[int], str],
    units: tuple[str, str, str, str],
    frame: str,
    paise: str,
    currency: str = "",
) -> str:
    if amount < 0:
        raise ValueError(f"A negative amount is not written in words: {amount}")
    rounded = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    whole, hundredths = divmod(int(rounded * 100), 100)

    def spell(number: int) -> list[str]:
        words: list[str] = []
        for size, unit in zip((10_000_000, 100_000, 1000, 100), units, strict=True):
            count, number = divmod(number, size)
            if count:
                words += [*spell(count), unit]
        return [*words, name(number)] if number else words

    text = " ".join(spell(whole)) or name(0)
    return frame.format(text + currency + (paise.format(name(hundredths)) if hundredths else ""))


def _english_small(number: int) -> str:
    if number < 20:
        return _ONES[number].title()
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2].title() + (f" {_ONES[ones].title()}" if ones else "")
