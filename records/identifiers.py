"""Identifiers that Indian papers carry: what they look like, what proves them, how OCR errors in them are put right.

A repair never invents: only glyphs that OCR confuses are exchanged (O/0, I/1, S/5, B/8, Z/2, G/6), only where the
position asks for the other kind, and a repaired GSTIN counts only if its check digit then holds and no other repair
makes it hold. One that cannot be repaired is returned as printed, with `check` "fails".

The scale of `FoundIdentifier.cost` (departures add up): 0.0 as printed; 0.1 a form that is seen but not the mask;
0.2 broken by spaces, or leading zeros put back; 0.5 each glyph put right, or no label vouches for a bare number.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from records.digits import ascii_digits

REMEMBERED = 4096
"""How many prints are remembered: one identifier stands in many rows and papers."""

Kind = Literal["gstin", "pan", "cin", "llpin", "udin", "frn", "membership_number", "invoice_number", "pin"]
Check = Literal["holds", "fails", "none"]

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OFF_MASK, BROKEN, ZEROS, GLYPH, UNVOUCHED = 0.1, 0.2, 0.2, 0.5, 0.5
MOST_REPAIRS = 4
"""More wrong glyphs than this in one identifier, and it is another word that happens to be as long."""


@dataclass(frozen=True, slots=True)
class FoundIdentifier:
    """An identifier within a text.

    Attributes:
        value: in normal form, repaired where `cost` says so.
        raw: as printed, `text[start:end]`.
        check: "holds" or "fails" where the identifier proves itself (a GSTIN's check digit, a PAN's holder letter, the
            length of an invoice number); "none" where nothing in it can.
    """

    value: str
    start: int
    end: int
    raw: str
    cost: float
    check: Check


class _Candidate(NamedTuple):
    """Characters of a text that may be one identifier; `breaks` counts the spaces within."""

    characters: str
    start: int
    end: int
    breaks: int


# --- masks -----------------------------------------------------------------------------------------------------------
# A mask has one letter a position: 9 digit, A letter, X either; anything in lower case stands for a set below.

_CLASSES = {
    "9": frozenset("0123456789"),
    "A": frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "X": frozenset(ALPHABET),
    "l": frozenset("LU"),
    "r": frozenset("NSWEC"),
    "n": frozenset("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "p": frozenset("123456789"),
}
_GSTIN_MASK = "99AAAAA9999AnXX"
_PAN_MASK = "AAAAA9999A"
_CIN_MASK = "l99999AA9999AAA999999"
_UDIN_MASK = "99999999XXXXXXXXXX"
_UDIN_STRICT_MASK = "99999999AAAAAA9999"
_HOLDERS = frozenset("ABCEFGHJKLPT")

_TO_DIGIT = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "|": "1",
    "!": "1",
    "Z": "2",
    "S": "5",
    "$": "5",
    "G": "6",
    "B": "8",
}
_TO_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B", "|": "I", "!": "I", "$": "S"}
_EITHER = {
    "0": "O",
    "O": "0",
    "1": "I",
    "I": "1",
    "2": "Z",
    "Z": "2",
    "5": "S",
    "S": "5",
    "6": "G",
    "G": "6",
    "8": "B",
    "B": "8",
}


def _fits(characters: str, mask: str) -> bool:
    return _pattern(mask).fullmatch(characters) is not None


@cache
def _pattern(mask: str) -> re.Pattern[str]:
    return re.compile("".join(f"[{re.escape(''.join(sorted(_CLASSES[kind])))}]" for kind in mask))


def _forced(characters: str, mask: str) -> str | None:
    """The characters with each that its position forbids exchanged for its look-alike; None if one has none."""
    repaired = []
    for character, kind in zip(characters, mask, strict=True):
        allowed = _CLASSES[kind]
        swapped = next(
            (other for table in (_TO_DIGIT, _TO_LETTER) if (other := table.get(character, "")) in allowed and other),
            None,
        )
        chosen = character if character in allowed else swapped
        if chosen is None:
            return None
        repaired.append(chosen)
    return "".join(repaired)


def _differences(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True))


_PIECE = re.compile(r"[A-Za-z0-9|!$]+")


def _candidates(text: str, length: int, joints: str = r"\s{1,2}") -> Iterator[_Candidate]:
    """Runs of pieces, joined by `joints`, that have `length` characters between them and begin and end as pieces do."""
    level = ascii_digits(text)
    pieces = [match for match in _PIECE.finditer(level)]
    for first, piece in enumerate(pieces):
        characters, breaks = piece[0], 0
        for following in pieces[first + 1 :]:
            joint = level[pieces[first + breaks].end() : following.start()]
            if len(characters) >= length or breaks == 4 or not re.fullmatch(joints, joint):
                break
            characters, breaks = characters + following[0], breaks + 1
        if len(characters) == length:
            yield _Candidate(_capitals(characters), piece.start(), pieces[first + breaks].end(), breaks)


def _capitals(characters: str) -> str:
    """The characters in capitals; a lone l among capitals was an I or a 1."""
    others = characters.replace("l", "")
    return (characters.replace("l", "I") if others == others.upper() else characters).upper()


# --- GSTIN -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def is_gstin(text: str) -> bool:
    """Whether the text is a GSTIN whose check digit holds, whatever its state code: `27AAPFU0939F1ZV`."""
    return bool(gstin := _as_gstin(text)) and _check_digit_holds(gstin)


@lru_cache(maxsize=REMEMBERED)
def _as_gstin(text: str) -> str:
    """The text without blanks and in capitals, where it has the form of a GSTIN; else ""."""
    compact = _compact(text)
    return compact if _fits(compact, _GSTIN_MASK) else ""


_ONCE = {character: place for place, character in enumerate(ALPHABET)}
_TWICE = {character: sum(divmod(2 * place, len(ALPHABET))) for character, place in _ONCE.items()}
"""What a character adds to the sum of the check digit in an odd place and in an even one."""


def _check_digit_holds(gstin: str) -> bool:
    """Whether the fifteenth character is what the others ask for: `luhn.is_valid` of stdnum, in a fifth of its time.

    A ledger prints hundreds of GSTINs, and each is judged.
    """
    added = sum(map(_ONCE.__getitem__, gstin[::2])) + sum(map(_TWICE.__getitem__, gstin[1::2]))
    return added % len(ALPHABET) == 0


def pan_of_gstin(gstin: str) -> str | None:
    """The PAN inside a GSTIN (characters 3 to 12); None where the text has not the form of a GSTIN."""
    return _as_gstin(gstin)[2:12] or None


def state_code_of_gstin(gstin: str) -> str | None:
    """The two digits of a GSTIN that name the state; None where the text has not the form of a GSTIN."""
    return _as_gstin(gstin)[:2] or None


def _compact(text: str) -> str:
    return text if text.isalnum() and text.isupper() else re.sub(r"[\s-]", "", text).upper()


def _gstins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    for candidate in _candidates(text, 15, r"\s{1,2}|\s?-\s?"):
        printed = candidate.characters
        if is_gstin(printed):
            yield _found(text, candidate, printed, 0.0, "holds")
            continue
        forced = _forced(printed, _GSTIN_MASK)
        if forced is None or _differences(printed, forced) > MOST_REPAIRS or not re.search("[0-9]", printed):
            continue
        if ocr and (repaired := _repaired_gstin(printed, forced)) is not None:
            yield _found(text, candidate, repaired, GLYPH * _differences(printed, repaired), "holds")
        elif _fits(printed, _GSTIN_MASK) or ocr:
            yield _found(text, candidate, printed, GLYPH, "fails")


def _repaired_gstin(printed: str, forced: str) -> str | None:
    """The one GSTIN whose check digit holds among the look-alikes of what is printed; None for none or several.

    Positions whose kind is fixed are forced; the 13th to 15th may be letter or digit, so both are tried there.
    """
    free = [index for index in (12, 13, 14) if forced[index] in _EITHER]
    holding = set()
    for count in range(len(free) + 1):
        for chosen in itertools.combinations(free, count):
            tried = "".join(_EITHER[it] if index in chosen else it for index, it in enumerate(forced))
            if is_gstin(tried):
                holding.add(tried)
    return holding.pop() if len(holding) == 1 else None


# --- PAN, CIN, LLPIN -------------------------------------------------------------------------------------------------


def _pans(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    for candidate, value, cost in _masked(text, _PAN_MASK, ocr):
        yield _found(text, candidate, value, cost, "none" if value[3] in _HOLDERS else "fails")


def _cins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    for candidate, value, cost in _masked(text, _CIN_MASK, ocr):
        yield _found(text, candidate, value, cost, "none" if 1850 <= int(value[8:12]) <= 2100 else "fails")


def _masked(text: str, mask: str, ocr: bool) -> Iterator[tuple[_Candidate, str, float]]:
    for candidate in _candidates(text, len(mask), r"\s{1,2}|\s?-\s?"):
        if candidate.breaks and not _is_printed_in_capitals(text, candidate):
            continue
        value = (
            candidate.characters
            if _fits(candidate.characters, mask)
            else _forced(candidate.characters, mask)
            if ocr
            else None
        )
        if value is None or _differences(value, candidate.characters) > MOST_REPAIRS:
            continue
        yield candidate, value, GLYPH * _differences(value, candidate.characters)


def _is_printed_in_capitals(text: str, candidate: _Candidate) -> bool:
    printed = text[candidate.start : candidate.end]
    return printed.upper() == printed


_LLPIN = re.compile(
    r"(?<![A-Za-z0-9/-])(?P<letters>[A-Za-z0-9]{3})(?P<joint>\s?[-–]\s?|\s|)(?P<digits>[0-9A-Za-z]{4})(?![A-Za-z0-9]|[/-][A-Za-z0-9])"
)


def _llpins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    level = ascii_digits(text)
    for match in _LLPIN.finditer(level):
        printed = (match["letters"] + match["digits"]).upper()
        value = printed if _fits(printed, "AAA9999") else _forced(printed, "AAA9999") if ocr else None
        labelled = _labelled(level, match.start(), r"LLP\s?IN|LLP\s+(?:identification|id)")
        if value is None or not (labelled or match["joint"].strip() or match[0] == level.strip()):
            continue
        if _differences(value, printed) and not (labelled or match[0] == level.strip()):
            continue
        cost = GLYPH * _differences(value, printed) + (0.0 if labelled or value[0] == "A" else UNVOUCHED)
        cost += 0.0 if match["joint"].strip() else OFF_MASK
        candidate = _Candidate(printed, match.start(), match.end(), 0)
        yield _found(text, candidate, f"{value[:3]}-{value[3:]}", cost, "none")


# --- chartered accountants -------------------------------------------------------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def udin_parts(udin: str) -> tuple[str, str, str] | None:
    """A UDIN's year of signing (two digits), membership number (six) and tail (ten); None where it has not the form."""
    compact = re.sub(r"[\s-]", "", ascii_digits(udin)).upper()
    return (compact[:2], compact[2:8], compact[8:]) if _fits(compact, _UDIN_MASK) else None


def _udins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """18 characters; the tail is usually six letters and four digits, but others are seen and are not rejected.

    One that is printed as a UDIN with a character too few or too many is given as it is: it is not to be overlooked.
    """
    yield from _misprinted_udins(text, LOST_BY_OCR if ocr else MISPRINTED)
    for candidate in _candidates(text, 18, r"\s{1,2}|\s?-\s?"):
        printed = candidate.characters
        strict = _fits(printed, _UDIN_STRICT_MASK)
        value = printed
        if not strict and ocr:
            value = _forced(printed, _UDIN_STRICT_MASK) or _forced(printed, _UDIN_MASK) or printed
            strict = _fits(value, _UDIN_STRICT_MASK)
        if not _fits(value, _UDIN_MASK) or not _is_udin_tail(value[8:]) or _differences(value, printed) > MOST_REPAIRS:
            continue
        yield _found(
            text, candidate, value, GLYPH * _differences(value, printed) + (0.0 if strict else OFF_MASK), "none"
        )


_NEAR_UDIN = re.compile(r"(?<![A-Za-z0-9])[0-9]{6,10}[A-Z]{4,8}[0-9]{1,6}(?![A-Za-z0-9])")
MISPRINTED = 0.03
LOST_BY_OCR = 0.15
"""What it costs that an identifier has not its form: in doubt where it may be OCR that lost or made up a character."""


def _misprinted_udins(text: str, cost: float) -> Iterator[FoundIdentifier]:
    level = ascii_digits(text)
    for match in _NEAR_UDIN.finditer(level):
        if len(match[0]) == 18 or not 15 <= len(match[0]) <= 21:
            continue
        if match[0] == level.strip(" .:-") or _labelled(level, match.start(), r"UDIN|यूडीआईएन"):
            yield _found(text, _Candidate(match[0], match.start(), match.end(), 0), match[0], cost, "none")


def _is_udin_tail(tail: str) -> bool:
    """A tail mixes letters and digits: eighteen digits are an account number, ten letters a word."""
    return sum(it.isalpha() for it in tail[:6]) >= 4 and sum(it.isdigit() for it in tail[6:]) >= 2


_FRN = re.compile(
    r"(?<![A-Za-z0-9])(?P<number>[0-9OoIl]{4,6})\s?(?P<region>[NSWECnswec])(?:\s?[/-]?\s?(?P<again>[NSWECnswec])?\s?-?\s?(?P<serial>[0-9OoIl]{5,6}))?(?![A-Za-z0-9]|\+[0-9])"
)
# Behind a plus sign, 123456E+17 is a number that a spreadsheet has spoilt.
_FRN_LABEL = r"FRN|F\.\s?R\.\s?N|firm(?:['’]?s)?\s*(?:reg|r\.|no)|reg(?:istration|n|d)?\.?\s*(?:no|number)|फर्म"


def _frns(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    level = ascii_digits(text)
    for match in _FRN.finditer(level):
        number, region = match["number"].upper(), match["region"].upper()
        digits = "".join(_TO_DIGIT.get(it, it) for it in number)
        wrong = _differences(number, digits)
        labelled = _labelled(level, match.start(), _FRN_LABEL)
        whole = match[0].strip() == level.strip()
        if (wrong and not (ocr and digits.isdigit() and labelled)) or (len(number) < 6 and not (labelled or whole)):
            continue
        value = digits.zfill(6) + region
        if match["serial"]:
            serial = "".join(_TO_DIGIT.get(it, it) for it in match["serial"].upper())
            value += f"/{(match['again'] or region).upper()}-{serial.zfill(6)}"
        cost = GLYPH * wrong + (ZEROS if len(number) < 6 else 0.0)
        yield _found(text, _Candidate(number, match.start(), match.end(), 0), value, cost, "none")


_MEMBERSHIP_LABEL = r"member(?:ship)?|\bM\.?\s?(?:R\.?\s?)?N(?:o|um|\.|:)|\bmem\b|\bMRN\b|ICAI|सदस्यता"
_BARE_NUMBER = re.compile(r"(?<![A-Za-z0-9/.,-])(?P<number>[0-9OoIl]{4,7})(?![A-Za-z0-9]|[/.,-][0-9A-Za-z])")


def _membership_numbers(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    level = ascii_digits(text)
    for match in _BARE_NUMBER.finditer(level):
        number = match["number"].upper()
        digits = "".join(_TO_DIGIT.get(it, it) for it in number)
        wrong = _differences(number, digits)
        labelled = _labelled(level, match.start(), _MEMBERSHIP_LABEL)
        vouched = labelled or match[0] == level.strip()
        if len(number) > 6 or (wrong and not (ocr and vouched)) or (len(number) < 6 and not vouched):
            continue
        cost = GLYPH * wrong + (ZEROS if len(number) < 6 else 0.0) + (0.0 if vouched else UNVOUCHED)
        yield _found(text, _Candidate(number, match.start(), match.end(), 0), digits.zfill(6), cost, "none")


# --- PIN codes and invoice numbers -----------------------------------------------------------------------------------

_PIN = re.compile(
    r"(?<![A-Za-z0-9/.,])(?<![0-9]-)(?P<pin>[1-9][0-9]{2}\s?[0-9]{3}|[0-9OoIlSB]{3}\s?[0-9OoIlSB]{3})(?![A-Za-z0-9]|[/.,-][0-9])"
)
_PIN_LABEL = r"\bpin(?:\s?-?\s?code)?|पिन(?:\s?कोड)?|[A-Za-z\u0900-\u097f)]\s?[-–—,:]|post(?:al)?\s*code|zip"


def _pins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    level = ascii_digits(text)
    for match in _PIN.finditer(level):
        printed = re.sub(r"\s", "", match["pin"]).upper()
        value = "".join(_TO_DIGIT.get(it, it) for it in printed)
        wrong = _differences(printed, value)
        if not _fits(value, "p99999") or (wrong and not (ocr and wrong <= 2)):
            continue
        vouched = bool(
            re.search(rf"(?:{_PIN_LABEL})\s*(?:no|number)?\s*[.:\-–—]*\s*$", level[: match.start()], re.IGNORECASE)
        )
        cost = GLYPH * wrong + (0.0 if vouched or match[0] == level.strip() else BROKEN)
        yield _found(text, _Candidate(printed, match.start(), match.end(), 0), value, cost, "none")


_INVOICE_PREFIX = re.compile(
    r"^\s*(?:(?:tax\s+)?(?:invoice|inv|bill|voucher|vch|credit\s+note|debit\s+note|document|doc|बीजक|बिल)\b\.?\s*"
    r"(?:(?:no|num|number|nos|सं|संख्या|क्र|क्रमांक)(?![A-Za-z0-9\u0900-\u097f])\.?\s*[:#=-]*|[:#=]+|(?<=\s))|no\b\.?\s*[:#=-]*|#)\s*(?=\S)",
    re.IGNORECASE,
)
_PLAIN_INVOICE_NUMBER = re.compile(r"(?!TAX|INV|BILL|VOU|VCH|CRED|DEB|DOC|NO)(?=[A-Z/]*[0-9])[A-Z0-9]+(?:/[A-Z0-9]+)*")
"""A number that is in normal form already: without a label, with a figure, and / between its parts."""
_INVOICE_SEPARATORS = re.compile(r"[/\\_.-]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_DIGIT, _SPACE = re.compile("[0-9]"), re.compile(r"\s")
_INVOICE_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9/\\_.-]*[A-Za-z0-9]|(?<![A-Za-z0-9])[0-9]+(?![A-Za-z0-9])"
)


@lru_cache(maxsize=REMEMBERED)
def normal_invoice_number(text: str) -> str:
    r"""The form in which two prints of one invoice number are equal: "Inv. No. sr - 0012" gives "SR/0012".

    Case, spaces, a label in front and the kind of separator do not tell invoices of one vendor apart (/ - _ . \\ all
    become /). Leading zeros do: "SR/0012" and "SR/12" may be two series of one vendor, and a number is never made equal
    in silence; `loose_invoice_number` is there for a check that wants to ask.
    """
    if _PLAIN_INVOICE_NUMBER.fullmatch(text):
        return text
    level = text if text.isascii() else unicodedata.normalize("NFKC", ascii_digits(text))
    bare = _INVOICE_PREFIX.sub("", level if level.isascii() else _DASHES.sub("-", level))
    bare = bare if _DIGIT.search(bare) else level
    return _INVOICE_SEPARATORS.sub("/", _SPACE.sub("", bare)).strip("/:;,").upper()


_RUNS = re.compile("[0-9]+|[^0-9/]+")
_LABELS = frozenset({"INV", "INVOICE", "TAXINVOICE", "BILL", "NO"})


@lru_cache(maxsize=REMEMBERED)
def loose_invoice_number(text: str) -> str:
    """The runs of letters and of figures in the normal form, without leading zeros: equal for what *may* be one.

    "SR/0012", "SR-12" and "sr 12" may be, and so may "INV-007" and "7"; "SR/1/12" and "SR/11/2" are two.
    """
    runs = _RUNS.findall(normal_invoice_number(text))
    named = runs[1:] if runs[1:] and runs[0] in _LABELS else runs
    return "/".join(run.lstrip("0") or "0" for run in named)


def _invoice_numbers(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """The tokens with a digit; by the GST rules 1-16 of letters, digits, - and /, else `check` is "fails"."""
    level = ascii_digits(text)
    prefix = _INVOICE_PREFIX.match(level)
    for match in _INVOICE_TOKEN.finditer(level, prefix.end() if prefix else 0):
        if re.search("[0-9]", match[0]):
            check: Check = "holds" if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9/-]{0,15}", match[0]) else "fails"
            candidate = _Candidate(match[0], match.start(), match.end(), 0)
            yield _found(text, candidate, match[0].upper(), 0.0, check)


# --- the one door ----------------------------------------------------------------------------------------------------


def _found(text: str, candidate: _Candidate, value: str, cost: float, check: Check) -> FoundIdentifier:
    cost += BROKEN if candidate.breaks else 0.0
    raw = text[candidate.start : candidate.end]
    return FoundIdentifier(value, candidate.start, candidate.end, raw, round(cost, 2), check)


_FINDERS: dict[Kind, Callable[[str, bool], Iterator[FoundIdentifier]]] = {
    "gstin": _gstins,
    "pan": _pans,
    "cin": _cins,
    "llpin": _llpins,
    "udin": _udins,
    "frn": _frns,
    "membership_number": _membership_numbers,
    "invoice_number": _invoice_numbers,
    "pin": _pins,
}


def find_identifiers(kind: Kind, text: str, *, ocr: bool = False) -> list[FoundIdentifier]:
    """The identifiers of a kind that a text prints, in reading order; where two overlap, the cheaper.

    Args:
        kind: which identifier is looked for.
        text: a field, a line or a page.
        ocr: whether look-alike glyphs may be put right.
    """
    taken: list[FoundIdentifier] = []
    for found in sorted(_FINDERS[kind](text, ocr), key=lambda it: (it.check == "fails", it.cost, it.start)):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda it: it.start)


_IN_PLACES = re.compile(r"[A-Z]{5}[0-9]{4}[A-Z]|[LU][0-9]{5}[A-Z]{2}[0-9]{4}[A-Z]{3}[0-9]{6}")


def has_letters_in_their_places(text: str) -> bool:
    """Whether a text is a PAN or a CIN, each place of which admits letters only or figures only: O and 0 are told."""
    return _IN_PLACES.fullmatch(text) is not None


def _labelled(text: str, position: int, label: str) -> bool:
    """Whether a label stands within the 40 characters before a position, nothing but its own trimmings in between."""
    return bool(re.search(rf"(?:{label})[^0-9]{{0,25}}$", text[max(0, position - 45) : position], re.IGNORECASE))


def same_registration(one: str, other: str) -> bool:
    """Whether two CINs are of one registration: the same State, year and number under another class or industry.

    A company that is converted keeps year and number; the letters for its class, "PTC" or "PLC", and for listing change
    (Companies Act 2013, section 18).

    >>> same_registration("U38302TS2021PTC197388", "U38302TS2021PLC197388")
    True
    """
    return len(one) == len(other) == len(_CIN_MASK) and (one[6:12], one[15:]) == (other[6:12], other[15:])
