"""Identifiers with a form of their own, and numbers of papers."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.marks import BOX
from extractors.values.model import MASK, Parsed, Scope
from records.dates import find_days
from records.identifiers import Kind, find_identifiers
from records.readings import Alternative
from reference.document_types import FieldWords

_VOUCHING_LABELS = {"membership_number": "Membership No. "}
"""Labels that stood before the text and were cut off, where a bare number would prove nothing without them."""


def identifier_reader(kind: Kind) -> Callable[[FieldWords, str, Scope], list[Parsed]]:
    """A reader of one kind of identifier."""
    lead = _VOUCHING_LABELS.get(kind, "")

    def reader(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
        found = []
        text, shift = lead + text.lstrip(" :.-–#"), len(lead) - (len(text) - len(text.lstrip(" :.-–#")))
        for at, it in enumerate(find_identifiers(kind, text, ocr=scope.ocr)[:3]):
            witnesses = ("check digit",) if it.check == "holds" else ()
            # What visible text prints is certain, a wrong check digit too: judging it is a check's business.
            cost = 0.05 * at + (it.cost + (0.15 if it.check == "fails" else 0.0) if scope.ocr else min(it.cost, 0.03))
            disputed = "its check digit does not hold" if it.check == "fails" and scope.ocr else ""
            start, end = max(0, it.start - shift), it.end - shift
            found.append(Parsed(it.value, start, end, cost, witnesses=witnesses, disputed=disputed))
        return found

    return reader


_REFERENCE_STOP = re.compile(
    r"(?:(?:[,;]\s*|\s+|(?<=\d)[-–]?)\(?(?:dated?|dt)\b|\(?\b(?:दिनांक|तिथि|दिनाँक)"
    r"|(?:[,;]\s*|\s+)\(?(?:issued|valid|granted|date\s+of|under|has|have|is|for|to|from|and|which|that|with|in\s+favour)\b"
    r"|\s{0,1}[;|]\s|,(?=\s|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d)|\.?\s?[–—]+\s?(?-i:[A-Z][a-z])|(?<!\b[A-Z])(?<!\bNo)\.\s+(?-i:[A-Z])|(?<=[A-Z\d]{2})\.\s+\d{1,2}[.)](?=\s|$)|\.$|$)",
    re.I,
)
_UNCLOSED = re.compile(r"\s+\([^()]*$")
"""A remark in brackets that the line or the number's end cuts: "TC-5120 (ISO/IEC"."""

_OF_YEAR = re.compile(r"\s+of\s+(?:the\s+year\s+)?(?:19|20)\d\d(?:[-–/](?:20)?\d\d)?(?![\d./-])", re.I)
"""What ends a number of the kind "12 of 2026" or "118 of 2026-27"."""

LONGEST = 100
"""Characters of the longest number: in Hindi one names board, office, kind, acts and district between its strokes."""

_NUMBER_GOES_ON = re.compile(r"[,&;]?\s*(?:and\s+|&\s*|(?-i:[A-Z]{2,6})\s+(?=\d{3}))?(?P<part>\S*[/\d]\S*)", re.I)
CUT, UNSHAPELY = 0.12, 0.3
"""What it costs to take a number that may be cut, and one with strokes that OCR may have misread."""


def read_reference(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A number such as B-29016(1738)/(EPR)/19/WM-III Division or 2205244072682: it has a digit and few gaps.

    One that seems to go on behind what was read of it, or beside which another stands, is taken in doubt.
    """
    lead = re.match(r"[\s:.\-–=#]*(?:no\.?|number|संख्या|सं\.?|क्रमांक|क्र\.?)?[\s:.\-–=]*", text, re.I)
    start = lead.end() if lead else 0
    stop = _REFERENCE_STOP.search(text, start)
    body = text[start : stop.start() if stop else len(text)]
    end = _end_of_reference(body)
    value = body[:end].strip(" :;.,-–")
    value = value[:-1] if value.endswith(")") and value.count(")") > value.count("(") else value
    begun = _UNCLOSED.search(value)
    value = value[: begun.start()] if begun else value
    value = value[1:] if value.startswith("(") and value.count("(") > value.count(")") else value
    if not any(it.isdigit() for it in value) or not 3 <= len(value) <= LONGEST or MASK.search(value):
        return []
    if any(it.start == 0 and it.end >= len(value) for it in find_days(body[: len(value) + 30])):
        return []
    begins = text.index(value, start)
    joined = re.sub(r"(?<=[-/])\s+(?=\S)|\s+(?=[-/])", "", value)
    cost = 0.0 if len(value) > 4 else 0.04
    cut = body[:end].rstrip(" :.,").endswith(("/", "-", "–"))
    alternatives = list[Alternative]()
    if following := _number_behind(text[start + end :]):
        alternatives.append(Alternative(f"{joined} {following}", f"{value} {following}", 0.3, "it may go on"))
    cost += CUT if cut or begun or following or BOX.search(value) else 0.0
    if scope.ocr and (mended := _with_strokes(joined)) != joined:
        alternatives.append(Alternative(joined, value, 0.4, "strokes as OCR read them"))
        joined, cost = mended, cost + (UNSHAPELY if mended.count("/") > joined.count("/") else 0.0)
    if (both := _IN_TWO_SCRIPTS.fullmatch(joined)) and re.findall(r"\d", both["hindi"]) == re.findall(
        r"\d", both["latin"]
    ):
        joined = both["latin"]
    return [Parsed(joined, begins, begins + len(value), cost, alternatives=tuple(alternatives))]


_IN_TWO_SCRIPTS = re.compile(r"(?P<hindi>(?=\S*[\u0900-\u0963])\S+)\s+\((?P<latin>[A-Z][A-Z0-9/.&-]+)\)")
"""A number in Devanagari and again, in brackets, in Latin letters, by which other papers cite it."""


def _end_of_reference(body: str) -> int:
    """Where the number that a text begins with ends."""
    kept, previous = 0, ""
    for match in re.finditer(r"\S+", body):
        word = match.group()
        if previous and word[0] in "/-–" and _is_day_behind(body[match.start() :]):
            break  # "26-000733 / 14.03.2026" is a number and its date
        if previous and match.start() >= kept and not _continues(previous, word):
            named = _PLACE_WITHIN.match(body, kept) if _ENDS_IN_LETTERS.search(body[:kept]) else None
            if named is None:
                break
            kept, previous = named.end(), named.group().split()[-1]
            continue
        if match.end() > kept:
            kept, previous = match.end(), word
    year = _OF_YEAR.match(body, kept)
    return year.end() if year else kept


def _is_day_behind(rest: str) -> bool:
    """Whether a stroke or a dash leads to a date, and to nothing else."""
    days = find_days(rest[:24])
    return bool(days) and not re.search(r"\w", rest[: days[0].start])


_ENDS_IN_LETTERS = re.compile(r"/[^/\d]*[A-Za-z)\u0900-\u0963]$")
_PLACE_WITHIN = re.compile(
    r"(?:\s+(?:&|[A-Z][A-Za-z.&]*)){0,3}\s+[A-Z][A-Za-z.&]*(?:\([A-Z]\w*\))?/\S*"
    r"|(?:\s+[\u0900-\u0963.&]+){0,3}\s+[\u0900-\u0963.]+(?:\([\u0900-\u0963]+\))?/\S*"
)
"""The rest of a number with a place of several words in it: "HWM/SAS" and "NAGAR/2026", "जल" and "एवं वायु/2026"."""


def _number_behind(rest: str) -> str:
    """What stands right behind a number and looks like more of it or like another one, "" where nothing does."""
    match = _NUMBER_GOES_ON.match(rest)
    if match is None:
        return ""
    part = match["part"].strip(" ,.;")
    is_day = any(it.start < match.end() for it in find_days(rest[:40]))
    return part if re.search(r"/\S*\d|\d\S*/\S|\d{3}|^[A-Z][\w().]*/[A-Z]", part) and not is_day else ""


_STROKE = re.compile(
    r"(?<=[A-Z])[Il|](?=(?:19|20)\d\d(?!\d))|(?<=[A-Z])[Il|](?=[A-Z]{1,3}PC[BC](?![A-Za-z]))|(?<=PC[BC])[Il|](?=[A-Z0-9])"
)
"""Where OCR read a slash as a letter: right before a year, before or behind the letters of a board."""

_ROMAN = re.compile(r"(?<![A-Za-z0-9])(?=\w*[l1])I[Il1]{1,2}(?![A-Za-z0-9])")


def _with_strokes(number: str) -> str:
    """A number read by OCR with the slashes and Roman numerals put back that were read as other letters."""
    number = _ROMAN.sub(lambda match: "I" * len(match[0]), number)
    mended = _STROKE.sub("/", number)
    if mended == number:
        return number
    # Where one slash was lost, the I between two groups of capitals of the same word is another.
    word = next(it for it in re.split(r"[/-]", number) if _STROKE.search(it))
    return number.replace(word, re.sub(r"(?<=[A-Z])I(?=[A-Z])", "/", _STROKE.sub("/", word)))


def _continues(previous: str, word: str) -> bool:
    """Whether a printed reference goes on after a gap: "WM-III Division", "F. No. 12/3", "DOR /2025/ 17"."""
    if re.fullmatch(r"\((?!(?:Pt|Part|Vol|Sec|Div)\b)[A-Z]?[a-z]{2,}", word):
        return False  # the first word of a remark in brackets, which is no part as "(EPR)" is
    if previous[-1] in "/-(–.:" or (previous[-1] == "/" and word == ":") or word[0] in "/-(–)":
        return True
    if "/" in previous and re.match(r"No\.?\s?(?:\d|$)", word, re.I):
        return True
    if re.fullmatch(r"division|section|cell|branch|(?:part|pt|vol)\.?", word, re.I):
        return True
    if re.fullmatch(r"\(?(?:part|pt|vol)\.?", previous, re.I) or re.fullmatch(r"[A-Z]{1,6} ID", f"{previous} {word}"):
        return True
    return bool(re.fullmatch(r"[A-Z]{1,6}\.?|No\.?|F\.?", previous) and any(it.isdigit() for it in word)) or bool(
        re.fullmatch(r"\d{1,5}", previous)
        and re.fullmatch(r"[A-Z0-9/-]*\d[A-Z0-9/-]*", word)
        and len(previous) + len(word) <= 14
    )
