"""Names of entities and addresses: the form in which two prints of one are equal, and how alike two prints are.

Sameness of names is judged by the weakest word, not by the share of letters in common: "ABC Metals" and "ABC Minerals"
share most letters and are two companies, as are "ABC Recyclers" and "ABC Holdings".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from records.digits import ascii_digits
from records.identifiers import find_identifiers
from records.sounds import sounds

REMEMBERED = 4096
"""How many names and addresses are remembered: the papers of a case print the same few again and again."""

SAME_NAME = 0.85
"""From here up two prints are one name; from `UNSURE_NAME` up a person should look; below they are two names."""

UNSURE_NAME = 0.6
SAME_ADDRESS = 0.8
UNSURE_ADDRESS = 0.5

# --- names -----------------------------------------------------------------------------------------------------------

_FORMS: tuple[tuple[str, str], ...] = (
    (
        r"PRIVATE LIMITED|PVT LIMITED|PVT LTD|PRIVATE LTD|P LTD|P LIMITED|PVTLTD|PRIVATELIMITED|PVT|PTE LTD",
        "PRIVATE LIMITED",
    ),
    (r"LIMITED LIABILITY PARTNERSHIP|L L P|LLP", "LLP"),
    (r"OPC PRIVATE LIMITED|OPC PVT LTD", "OPC PRIVATE LIMITED"),
    (r"LIMITED|LTD|LTDA", "LIMITED"),
    (r"प्राइवेट लिमिटेड|प्राईवेट लिमिटेड|प्रा लि|प्रा लिमिटेड|प्रा\. लि\.|पीवीटी एलटीडी", "PRIVATE LIMITED"),
    (r"एलएलपी|एल एल पी|सीमित दायित्व भागीदारी", "LLP"),
    (r"लिमिटेड|लि", "LIMITED"),
)
_FORMS_IN_TEXT = tuple(
    (
        re.compile(rf"(?<![\w\u0900-\u097f])(?:{pattern})(?![\w\u0900-\u097f])"),
        form,
        [print_ for print_ in pattern.split("|") if print_.isascii() and print_ != form],
    )
    for pattern, form in _FORMS
)
"""How each form is found, what it becomes, and its other prints in Latin letters: a Latin name without one stays."""
_LATIN_FORMS = [it for it in _FORMS_IN_TEXT if it[2]]
_LEGAL = re.compile(r"\b(?:OPC )?PRIVATE LIMITED$|\bLLP$|\bLIMITED$")
_ABBREVIATIONS = {
    "CO": "COMPANY", "CORPN": "CORPORATION", "INDS": "INDUSTRIES", "ENGG": "ENGINEERING", "ENGRS": "ENGINEERS",
    "INTL": "INTERNATIONAL", "MFG": "MANUFACTURING", "MFRS": "MANUFACTURERS", "BROS": "BROTHERS", "ENTP": "ENTERPRISES",
    "TRDG": "TRADING", "SVCS": "SERVICES", "EQPT": "EQUIPMENT",
}  # fmt: skip
"""Only what has no meaning of its own: "Tech" and "Chem" are words that names are made of."""
_HONORIFIC = re.compile(
    r"^(?:(?:M\s*[/\\]\s*[S5]|MESSRS|MESSERS|मैसर्स|मेसर्स|मे\.|सर्वश्री)(?![A-Z\u0900-\u097f])[\s.,:;-]*|(?:TO|THE)\s+(?=\S+\s))+"
)

_HONORIFIC_BY_OCR = re.compile(r"^\W*(?:M[Il1|]s|Mis|M[I1|]S(?=\.))(?![A-Za-z])[\s.,:;-]*")
"""What OCR makes of "M/s", where it can be nothing else: "MIS Systems" begins with a word."""


_MESSRS = re.compile(r"\bM\s?/\s?S\b\.?")
_GENITIVE = re.compile(r"[’'`]S\b")
_NO_WORD = re.compile(r"[^0-9A-Z\u0900-\u0963\u0970-\u097f]+")
_NO_WORD_IN_ASCII = {code: " " for code in range(128) if _NO_WORD.match(chr(code))}
_INITIALS = re.compile(r"\b(?:[A-Z0-9] )+[A-Z0-9]\b(?! LTD| LIMITED)")
_FORM_TWICE = re.compile(r"\b(PRIVATE LIMITED|LIMITED|LLP)(?: (?:PRIVATE )?(?:LIMITED|LLP))+$")
_ARTICLE = re.compile(r"^THE (?=\S+ )")


def _level(text: str) -> str:
    """Capitals, ASCII digits, no nukta, one sign for nasals, one kind of space."""
    if text.isascii():
        return " ".join(text.split()).upper()
    text = (
        unicodedata.normalize("NFD", unicodedata.normalize("NFKC", ascii_digits(text)))
        .replace("\u093c", "")
        .replace("ँ", "ं")
    )
    return re.sub(r"[\s\u200b-\u200d]+", " ", unicodedata.normalize("NFC", text)).strip().upper()


def _is_devanagari(text: str) -> bool:
    return bool(re.search("[\u0900-\u097f]", text))


@lru_cache(maxsize=REMEMBERED)
def normal_name(text: str) -> str:
    """A name in normal form: "M/s. A.B.C. Recyclers (India) Pvt. Ltd." gives "ABC RECYCLERS INDIA PRIVATE LIMITED".

    "M/s", punctuation, case, "&" and the spelling of the legal form are levelled, in Hindi too; a name in Devanagari
    keeps its script (`same_name` compares the two by their sounds).
    """
    text = _HONORIFIC.sub("", _level(_HONORIFIC_BY_OCR.sub("", text)))
    if "/" in text:
        text = _MESSRS.sub(" ", text)
    text = _GENITIVE.sub("S", text.replace("&", " AND ").replace("+", " AND "))
    is_latin = text.isascii()
    words = (text.translate(_NO_WORD_IN_ASCII) if is_latin else _NO_WORD.sub(" ", text)).split()
    if not is_latin or min(map(len, words), default=0) == 1:
        words = _INITIALS.sub(_initials, " ".join(words)).split()
    text = " ".join([_ABBREVIATIONS.get(word, word) for word in words])
    for pattern, form, prints in _LATIN_FORMS if is_latin else _FORMS_IN_TEXT:
        if not is_latin or any([it in text for it in prints]):
            text = pattern.sub(form, text)
    if not is_latin or text.count("LIMITED") + text.count("LLP") > 1:
        text = _FORM_TWICE.sub(r"\1", text)
    return _ARTICLE.sub("", text)


def _initials(match: re.Match[str]) -> str:
    """Initials run together, "A B C" as "ABC"; the P of "P LTD" is not one."""
    return match[0].replace(" ", "")


@lru_cache(maxsize=REMEMBERED)
def legal_form(name: str) -> str | None:
    """The legal form that a name ends with, in English: PRIVATE LIMITED, OPC PRIVATE LIMITED, LIMITED, LLP or None."""
    match = _LEGAL.search(normal_name(name))
    return match[0] if match else None


@lru_cache(maxsize=REMEMBERED)
def same_name(a: str, b: str) -> float:
    """How sure it is that two prints name one entity, 0 to 1; compare with `SAME_NAME` and `UNSURE_NAME`.

    1.0: equal in normal form. About 0.9: OCR noise, a split word, a legal form printed on one side only; in two
    scripts, the same consonants as they sound. Other names in two scripts give 0.6: a person should look.
    """
    first, second = normal_name(a), normal_name(b)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if _is_devanagari(first) != _is_devanagari(second):
        return _in_two_scripts(first, second)
    core_a, core_b = _LEGAL.sub("", first).split(), _LEGAL.sub("", second).split()
    score = _same_words(core_a, core_b)
    return round(min(score, _form_cap(legal_form(a), legal_form(b))), 2)


FEWEST_SOUNDS = 5
"""Names in two scripts with fewer consonants may be others that sound alike."""


def _in_two_scripts(first: str, second: str) -> float:
    """How sure it is that two names in normal form, one in Devanagari, are one: what cannot be told is for a person."""
    one, other = (sounds(_LEGAL.sub("", it)) for it in (first, second))
    alike = one == other and len(one) >= FEWEST_SOUNDS
    return max(UNSURE_NAME, min(0.9, _form_cap(legal_form(first), legal_form(second)))) if alike else UNSURE_NAME


def _form_cap(a: str | None, b: str | None) -> float:
    """The most that two legal forms allow: a company converts from private to public, an LLP is another person."""
    if a == b:
        return 1.0
    if a is None or b is None:
        return 0.92
    return 0.5 if "LLP" in (a, b) else 0.8


_LOOK_ALIKE = str.maketrans("0158", "OISB")


def _folded(word: str) -> str:
    """A word without what OCR and transliteration vary: look-alike glyphs, doubled letters, EE/I, OO/U, W/V, KSH/X."""
    word = word.translate(_LOOK_ALIKE) if re.search("[A-Z]", word) else word
    for pattern, plain in (
        ("EE", "I"),
        ("OO", "U"),
        ("KSH", "X"),
        ("W", "V"),
        ("PH", "F"),
        ("TH", "T"),
        (r"(.)\1", r"\1"),
    ):
        word = re.sub(pattern, plain, word)
    return word


def _same_words(a: list[str], b: list[str]) -> float:
    joined_a, joined_b = "".join(a), "".join(b)
    if not joined_a or not joined_b:
        return 0.0
    if joined_a == joined_b:
        return 0.97
    if _folded(joined_a) == _folded(joined_b):
        return 0.93
    if len(a) == len(b):
        return min(_same_word(x, y) for x, y in zip(a, b, strict=True))
    shorter, longer = sorted((a, b), key=len)
    if (
        abs(len(joined_a) - len(joined_b)) <= 1
        and min(len(joined_a), len(joined_b)) >= 10
        and OSA.distance(joined_a, joined_b) <= 1
    ):
        return 0.88
    if set(shorter) <= set(longer) and len(shorter) >= 2:
        return 0.6 if len(longer) - len(shorter) == 1 else 0.5
    return round(0.5 * fuzz.token_set_ratio(" ".join(a), " ".join(b)) / 100, 2)


def _same_word(a: str, b: str) -> float:
    """How alike two words are; a short word or a number must be the same but for look-alike glyphs."""
    if a == b:
        return 1.0
    if a.isdigit() and b.isdigit():
        return 0.3
    if _folded(a) == _folded(b):
        return 0.93
    distance, length = OSA.distance(a, b), max(len(a), len(b))
    if length <= 5:
        return 0.55 if distance == 1 and length >= 4 else 0.2
    if distance == 1:
        return 0.9
    if distance == 2 and length >= 9:
        return 0.86
    return round(max(0.0, min(0.55, 1 - distance / length)), 2)


# --- addresses -------------------------------------------------------------------------------------------------------

_STATES: dict[str, str] = {
    "ANDHRA PRADESH": "AP आंध्र प्रदेश", "ARUNACHAL PRADESH": "अरुणाचल प्रदेश", "ASSAM": "असम", "BIHAR": "बिहार",
    "CHHATTISGARH": "CG छत्तीसगढ", "GOA": "गोवा", "GUJARAT": "GUJ गुजरात", "HARYANA": "HR हरियाणा",
    "HIMACHAL PRADESH": "HP हिमाचल प्रदेश", "JHARKHAND": "झारखंड", "KARNATAKA": "कर्नाटक", "KERALA": "केरल",
    "MADHYA PRADESH": "MP मध्य प्रदेश", "MAHARASHTRA": "MH महाराष्ट्र", "MANIPUR": "मणिपुर", "MEGHALAYA": "मेघालय",
    "MIZORAM": "मिजोरम", "NAGALAND": "नागालैंड", "ODISHA": "ओडिशा", "PUNJAB": "PB पंजाब", "RAJASTHAN": "राजस्थान",
    "SIKKIM": "सिक्किम", "TAMIL NADU": "TN तमिलनाडु", "TELANGANA": "TS तेलंगाना", "TRIPURA": "त्रिपुरा",
    "UTTAR PRADESH": "UP उत्तर प्रदेश", "UTTARAKHAND": "UK उत्तराखंड", "WEST BENGAL": "WB पश्चिम बंगाल", "DELHI": "दिल्ली",
    "CHANDIGARH": "चंडीगढ", "PUDUCHERRY": "पुदुचेरी", "JAMMU AND KASHMIR": "जम्मू और कश्मीर", "LADAKH": "लद्दाख",
    "LAKSHADWEEP": "लक्षद्वीप", "ANDAMAN AND NICOBAR ISLANDS": "अंडमान और निकोबार",
    "DADRA AND NAGAR HAVELI AND DAMAN AND DIU": "दादरा और नगर हवेली",
}  # fmt: skip
_OLD_STATES = {
    "ORISSA": "ODISHA", "PONDICHERRY": "PUDUCHERRY", "UTTARANCHAL": "UTTARAKHAND", "CHATTISGARH": "CHHATTISGARH",
    "TAMILNADU": "TAMIL NADU", "NEW DELHI": "DELHI", "NCT OF DELHI": "DELHI", "TELENGANA": "TELANGANA",
    "MAHARASTRA": "MAHARASHTRA", "GUJRAT": "GUJARAT", "DAMAN AND DIU": "DADRA AND NAGAR HAVELI AND DAMAN AND DIU",
    "DADRA AND NAGAR HAVELI": "DADRA AND NAGAR HAVELI AND DAMAN AND DIU",
}  # fmt: skip
_NUMBER_SIGN = r"\s*\.?\s*(?:NUMBERS?|NOS?(?![A-Z])|संख्या|सं|क्रमांक|क्र|नंबर|नं)?[\s.:#-]*(?=[A-Z]{0,2}-?\s?[0-9])"
_LETTER = r"A-Z\u0900-\u097f"
_WRITTEN_OUT = (
    (rf"(?:PLOT|PL|भूखंड|भूखण्ड|प्लाट|प्लॉट){_NUMBER_SIGN}", " PLOT ", "PL"),
    (rf"SURVEY{_NUMBER_SIGN}|(?:SY|S|SR|RS)\.?\s*NOS?(?![A-Z])[\s.:#-]*(?=[0-9])", " SURVEY ", "SURVEY NO"),
    (rf"(?:KHASRA|KHATA|GAT|GUT|HISSA|GATA|खसरा|गाटा|गट){_NUMBER_SIGN}", " KHASRA ", "KHA GAT GUT HISSA"),
    (r"(?:SHED|UNIT|GALA|BLOCK|FLAT|SHOP|OFFICE)\s*\.?\s*NOS?(?![A-Z])[\s.:#-]*(?=[A-Z]?-?\s?[0-9])", " UNIT ", "NO"),
    (rf"(?:DISTT?|DISTRICT|DT|जिला|जनपद)(?![{_LETTER}])[\s.:-]*", "DISTRICT ", "DIST DT"),
    (rf"(?:TAL|TALUKA?|TEH|TEHSIL|TQ|तहसील|तालुका)(?![{_LETTER}])[\s.:-]*", "TALUKA ", "TAL TEH TQ"),
    (rf"(?:VILL|VILLAGE|VPO|ग्राम|गांव)(?![{_LETTER}])[\s.:-]*", "VILLAGE ", "VILL VPO"),
    (r"(?:PO|P\.O|POST)(?![A-Z])[\s.:-]*", "POST ", "PO P.O"),
    (r"PH(?:ASE)?(?![A-Z])[\s.:-]*", "PHASE ", "PH"),
    (r"NH[\s-]*(?=[0-9])", "NH ", "NH"),
    (r"(?:INDL?|INDUST)(?![A-Z])\.?", "INDUSTRIAL", "IND"),
    (r"ESTT?(?![A-Z])\.?", "ESTATE", "EST"),
    (r"EXTN?(?![A-Z])\.?", "EXTENSION", "EXT"),
    (r"RD(?![A-Z])\.?", "ROAD", "RD"),
    (r"ST(?![A-Z])\.?", "STREET", "ST"),
    (r"NR(?![A-Z])\.?", "NEAR", "NR"),
    (r"OPP(?![A-Z])\.?", "OPPOSITE", "OPP"),
    (r"BLDG(?![A-Z])\.?", "BUILDING", "BLDG"),
    (r"SEC(?![A-Z])\.?", "SECTOR", "SEC"),
    (r"FLR(?![A-Z])\.?", "FLOOR", "FLR"),
)
"""How a word of addresses is found, what it becomes, and letters of which each of its Latin prints holds some."""
_ADDRESS_WORDS = tuple(
    [(re.compile(rf"(?<![0-9{_LETTER}])(?:{pattern})"), plain, marks.split()) for pattern, plain, marks in _WRITTEN_OUT]
)
_HINDI_LETTERS = {
    name: letter
    for letter, name in {
        "A": "ए", "B": "बी", "C": "सी", "D": "डी", "E": "ई", "F": "एफ", "G": "जी", "H": "एच", "I": "आई", "J": "जे",
        "K": "के", "L": "एल", "M": "एम", "N": "एन", "O": "ओ", "P": "पी", "Q": "क्यू", "R": "आर", "S": "एस", "T": "टी",
        "U": "यू", "V": "वी", "W": "डब्ल्यू", "X": "एक्स", "Y": "वाई", "Z": "जेड",
    }.items()
}  # fmt: skip
_LETTER_BY_NAME = re.compile(
    rf"(?<![0-9{_LETTER}])(?P<letter>{'|'.join(sorted(_HINDI_LETTERS, key=len, reverse=True))})\s?[-–]\s?(?=[0-9])"
)
"""A Latin letter written by its name in Hindi before the number of a plot: "जी-1/208" is G-1/208."""
_DOTTED = re.compile(r"\b((?:[A-Z]\.){2,}[A-Z]?)")
_PIN_WORD = re.compile(r"\bPIN\b\s*(?:CODE)?[\s:.-]*|पिन\s*(?:कोड)?[\s:.-]+")
_LETTERS_DASH = re.compile(r"(?<![A-Z])([A-Z]{1,2})\s?-\s?(?=[0-9]{1,4}(?![0-9]))")
_DASH_LETTER = re.compile(r"(?<=[0-9])\s?-\s?(?=[A-Z]\b)")
_ROMAN_PHASE = re.compile(r"(?<=PHASE )(I{1,3}|IV|VI?)\b")
_PARTED_PIN = re.compile(r"(?<![0-9])([1-9][0-9]{2}) ([0-9]{3})(?![0-9])")
_NO_ADDRESS_WORD = re.compile(r"[^0-9A-Z\u0900-\u0963\u0970-\u097f/]+")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_NOISE = frozenset(
    ["INDIA", "BHARAT", "THE", "OF", "AT", "AND", "NO", "PIN", "CODE", "PINCODE", "STATE", "भारत", "पिन", "कोड", "POST"]
)


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What tells one address from another. `plot` and `survey` hold every number printed behind such a word."""

    pin: str | None = None
    state: str | None = None
    district: str | None = None
    plot: frozenset[str] = frozenset()
    survey: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@lru_cache(maxsize=REMEMBERED)
def normal_address(text: str) -> str:
    """An address in normal form: capitals, PLOT/SURVEY/KHASRA/UNIT before their numbers, abbreviations written out."""
    text = _level(text)
    text = (_MESSRS.sub(" ", text) if "/" in text else text).replace("&", " AND ")
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = _LETTER_BY_NAME.sub(lambda match: _HINDI_LETTERS[match["letter"]] + "-", text)
    is_latin = text.isascii()
    for pattern, plain, marks in _ADDRESS_WORDS:
        if not is_latin or any([it in text for it in marks]):
            text = pattern.sub(plain, text)
    text = _PIN_WORD.sub(" ", text)
    if "-" in text:
        text = _DASH_LETTER.sub("", _LETTERS_DASH.sub(r"\1", text))
    if "PHASE " in text:
        text = _ROMAN_PHASE.sub(lambda match: _ROMAN[match[0]], text)
    return _NO_ADDRESS_WORD.sub(" ", _PARTED_PIN.sub(r"\1\2", text)).strip(" /")


@lru_cache(maxsize=REMEMBERED)
def address_parts(text: str) -> AddressParts:
    """The parts of a printed address; a part that is not printed, or not recognised, is None or empty."""
    normal = normal_address(text)
    pins = [found.value for found in find_identifiers("pin", normal)]
    state = _state_of(normal)
    district = re.search(r"DISTRICT ([A-Z\u0900-\u097f]{3,}(?: (?:NAGAR|CITY|RURAL|URBAN|DEHAT))?)", normal)
    words = frozenset(re.findall(r"[0-9A-Z\u0900-\u097f/]+", normal)) - _NOISE - set(pins)
    return AddressParts(
        pin=pins[-1] if pins else None,
        state=state,
        district=district[1] if district else None,
        plot=_numbers_after(normal, "PLOT"),
        survey=_numbers_after(normal, "SURVEY|KHASRA"),
        words=words - (frozenset(state.split()) if state else frozenset()),
    )


def _state_of(normal: str) -> str | None:
    """The last state that the address names: it stands near the end, and a road may be named after another."""
    named = [
        (match.end(), state)
        for print_, pattern, state in _state_prints()
        if print_ in normal
        for match in pattern.finditer(normal)
    ]
    return max(named)[1] if named else None


@cache
def _state_prints() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """How a state may be printed, the pattern that finds the print as a whole, and the state."""
    prints: list[tuple[str, str, str]] = []
    for state, others in _STATES.items():
        first = others.split(" ")[0]
        abbreviation, hindi = (first, others[len(first) + 1 :]) if first.isascii() else ("", others)
        prints += [(state, rf"(?<!\w){state}(?!\w)", state), (_level(hindi), re.escape(_level(hindi)), state)]
        if abbreviation:
            at_end = rf"(?<!\w){abbreviation}(?= (?:[1-9][0-9]{{5}}|INDIA)?$|$)"
            prints.append((abbreviation, at_end, state))
    prints += [(old, rf"(?<!\w){old}(?!\w)", state) for old, state in _OLD_STATES.items()]
    return tuple((print_, re.compile(pattern), state) for print_, pattern, state in prints)


def _numbers_after(normal: str, word: str) -> frozenset[str]:
    """The numbers printed behind a word, "PLOT A12 A13 AND 14" all three."""
    found: set[str] = set()
    number = r"(?:[A-Z]{1,2} ?)?[0-9]+(?:/[0-9A-Z]+)*[A-Z]?"
    for match in re.finditer(rf"(?<!\w)(?:{word}) ({number}(?:(?: AND| TO| )? ?{number}(?!\w))*)", normal):
        listed = re.findall(r"[A-Z]{0,2} ?[0-9]+(?:/[0-9A-Z]+)*[A-Z]?", re.sub(r"\b(?:AND|TO)\b", " ", match[1]))
        found.update(re.sub(r"\s", "", number) for number in listed if not re.fullmatch(r"\s*[1-9][0-9]{5}", number))
    return frozenset(found)


@lru_cache(maxsize=REMEMBERED)
def same_address(a: str, b: str) -> float:
    """How sure it is that two prints are one place, 0 to 1; compare with `SAME_ADDRESS` and `UNSURE_ADDRESS`.

    Differing PIN codes, states, or plot numbers settle that they are two; else PIN, plot and the words in common count.
    Addresses in two scripts, without PIN and plot in common, give 0.5: a person should look.
    """
    first, second = address_parts(a), address_parts(b)
    if not first.words or not second.words:
        return 0.0
    if normal_address(a) == normal_address(b):
        return 1.0
    if first.state and second.state and first.state != second.state:
        return 0.1
    if first.pin and second.pin and first.pin != second.pin:
        return 0.4 if OSA.distance(first.pin, second.pin) == 1 else 0.2
    for ours, theirs in ((first.plot, second.plot), (first.survey, second.survey)):
        if ours and theirs and not ours & theirs:
            return 0.3
    words = fuzz.token_set_ratio(" ".join(sorted(first.words)), " ".join(sorted(second.words))) / 100
    two_scripts = _is_devanagari(a) != _is_devanagari(b)
    pin = first.pin is not None and first.pin == second.pin
    plot = any(
        ours & (theirs | others.words)
        for ours, theirs, others in (
            (first.plot, second.plot, second),
            (second.plot, first.plot, first),
            (first.survey, second.survey, second),
            (second.survey, first.survey, first),
        )
    )
    if two_scripts:
        return 0.9 if pin and plot else UNSURE_ADDRESS
    score = 0.55 * words + 0.2 * pin + 0.25 * plot + (0.0 if pin else 0.1 * words) + (0.0 if plot else 0.1 * words)
    return round(min(score, 0.99), 2)
