"""Two witnesses: when a value that decides a finding may be called sure.

Visible text of a digital page is established once OCR of its place on the rendered page reads the same. A value that
only OCR has read needs another witness on the paper: figures and words, a check digit, a sum, a second print. Where
witnesses disagree, both readings are kept and the field is doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from extractors.choice_lists import KINDS
from extractors.choices import is_marked_answer
from extractors.tables import LongRows
from extractors.upright import displayed_box
from extractors.witness import second_texts, witness_texts
from records.dates import find_days, read_term
from records.digits import ascii_digits
from records.numbers import find_amounts, read_amount
from records.pages import Box, Page, Word
from records.readings import ONE_OCR_WITNESS, SURE, Alternative, Field, Notice, TableRow
from records.registration_numbers import has_letters_in_their_places
from reference.document_types import DocumentType

CONFIRMED = 0.97
VOUCHED = 0.93
VOUCHED_FROM = 0.7
DISPUTED = 0.6
ENGINES_VOUCH_FROM = 0.87
"""A second engine witnesses what is printed, not where it belongs: a value doubted for any other reason stays so."""

CLEAR = 0.80
"""A word without figures that was read with this confidence is not doubted beside figures that have two witnesses."""

LOOKED_AGAIN = 6.0
"""Points added around a place when OCR is asked a second time."""

SEEN = "OCR of the printed place"
BOTH_ENGINES = "two engines of OCR"
NEXT_YEAR = "the second year follows the first"
STORED = "stored in the file as it is shown"
STRONG = ("figures and words", "check digit", "printed twice", "add up", "carries the membership", "printed total")
_TWO_YEARS = re.compile(r"([0-9]{4})\s*[-–—/]\s*(?:[0-9]{2})?([0-9]{2})")
_FOLD = str.maketrans("OQDILZSBG", "000112586")


def confirm(
    path: Path, document_type: DocumentType, fields: Mapping[str, Field], pages: Sequence[Page]
) -> tuple[dict[str, Field], list[Notice]]:
    """Weigh the witnesses of every deciding field of a document."""
    by_number = {page.number: page for page in pages}
    deciding = [name for name, field in fields.items() if _decides(document_type, name)]
    stored = [name for name in deciding if fields[name].evidence.sheet is not None]
    digital = [name for name in deciding if fields[name].evidence.method == "text" and name not in stored]
    seen = _ask(path, [fields[name] for name in digital], pages, 0.0)
    refused = [name for name, agrees in zip(digital, seen, strict=True) if agrees is not None]
    again = dict(zip(refused, _ask(path, [fields[name] for name in refused], pages, LOOKED_AGAIN), strict=True))
    again |= _settled_by_second(path, {name: fields[name] for name in refused}, again, pages)
    weighed, notices = dict(fields), list[Notice]()
    for name in deciding:
        field = fields[name]
        if field.evidence.method == "ocr":
            weighed[name] = _vouched(field, by_number.get(field.evidence.page))
        elif name in stored:  # what the file stores is what it shows: there is no print to compare it with
            sure = field.confidence >= SURE
            weighed[name] = field.with_confidence(max(field.confidence, CONFIRMED), STORED) if sure else field
        elif name not in refused or again[name] is None:
            sure = field.confidence >= SURE or (field.confidence >= VOUCHED_FROM and _vouching(field))
            confidence = max(field.confidence, CONFIRMED) if sure else field.confidence
            weighed[name] = field.with_confidence(confidence, SEEN)
        else:
            weighed[name], noticed = _disputed(field, again[name] or "")
            notices.append(noticed)
    weighed |= _concluded(weighed, deciding)
    for name, field in list(weighed.items()):
        page = by_number.get(field.evidence.page)
        if page is not None and _is_choice(document_type, field) and is_marked_answer(field, page):
            weighed[name] = field = replace(field, confidence=min(field.confidence, ONE_OCR_WITNESS))
        if page is not None and page.hidden and (notice := _hidden_doubt(field, page)):
            weighed[name] = replace(field, confidence=min(field.confidence, DISPUTED))
            notices.append(notice)
    return weighed, notices


def _concluded(fields: Mapping[str, Field], deciding: Sequence[str]) -> dict[str, Field]:
    """What was concluded from the print of a deciding field, as sure as it: a last day says that the paper has one."""
    of_print = {fields[name].evidence: fields[name] for name in deciding}
    return {
        name: replace(field, confidence=of.confidence, witnesses=of.witnesses)
        for name, field in fields.items()
        if name not in deciding and (of := of_print.get(field.evidence)) is not None
    }


def confirm_rows(rows: Sequence[TableRow], pages: Sequence[Page]) -> tuple[Sequence[TableRow], list[Notice]]:
    """Rows of a table with two engines of OCR weighed, and those cells doubtful in whose place hidden text differs."""
    by_number = {page.number: page for page in pages if page.hidden or _has_witnessed_words(page)}
    if not by_number:
        return rows, []
    weighed, notices = dict[int, TableRow](), list[Notice]()
    for row in rows.on_pages(frozenset(by_number)) if isinstance(rows, LongRows) else rows:
        fields = dict(row.fields)
        for name, field in row.fields.items():
            page = by_number.get(field.evidence.page)
            if page is None:
                continue
            if field.evidence.method == "ocr" and ENGINES_VOUCH_FROM <= field.confidence < VOUCHED:
                fields[name] = field = _vouched(field, page)
            if page.hidden and (other := _hidden_disagrees(field, page)):
                fields[name] = replace(field, confidence=min(field.confidence, DISPUTED))
                notices.append(_in_its_place(f"{name} of row {row.index + 1}", field, other))
        weighed[row.index] = replace(row, fields=fields)
    if isinstance(rows, LongRows):
        return rows.with_rows(weighed), notices
    return tuple(weighed.values()), notices


MOSTLY_FILLED = 0.6
"""The share of rows with a cell from which on its lack in one row is odd."""


def in_own_rows(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """The rows, with scanned cells doubted that may be those of the row above or below, which lacks such a cell.

    That figures are well read, or hold by their check digit, does not tell in which row they stand.
    """
    if isinstance(rows, LongRows) or not rows:
        return rows
    filled = Counter(name for row in rows for name in row.fields)
    usual = {name for name, count in filled.items() if count >= MOSTLY_FILLED * len(rows)}
    lacking = [usual - row.fields.keys() for row in rows]
    weighed = []
    for at, row in enumerate(rows):
        beside = {name for near in (at - 1, at + 1) if 0 <= near < len(rows) for name in lacking[near]}
        fields = {
            name: replace(field, confidence=min(field.confidence, ONE_OCR_WITNESS))
            if name in beside and field.evidence.method == "ocr"
            else field
            for name, field in row.fields.items()
        }
        weighed.append(replace(row, fields=fields))
    return tuple(weighed)


def _has_witnessed_words(page: Page) -> bool:
    return page.source != "text" and any(word.witnessed for word in page.words)


def _in_its_place(name: str, field: Field, other: str) -> Notice:
    message = f"{name}: {field.evidence.text!r} is shown, but hidden text in its place says {other!r}."
    return Notice("hidden_text_disagrees", message, field.evidence.page)


def _hidden_doubt(field: Field, page: Page) -> Notice | None:
    """What hidden text in a field's place or, for a figure of a digital page, in its row gives to doubt."""
    if other := _hidden_disagrees(field, page):
        return _in_its_place(field.name, field, other)
    if not isinstance(field.value, Decimal | date) or page.quality != "digital":
        return None
    if not (beside := _hidden_beside(field, page)):
        return None
    message = f"{field.name}: {field.evidence.text!r} is shown; in its row figures are covered or hidden: {beside!r}."
    return Notice("hidden_text_beside", message, field.evidence.page)


def _hidden_beside(field: Field, page: Page) -> str:
    """Hidden figures in the row of a field that are not printed in that row too, as a shadow under print is."""
    row = field.evidence.box
    printed = {_folded(word.text) for word in page.words if _in_row(displayed_box(page, word.box), row)}
    beside = [word.text for word in page.hidden if _in_row(displayed_box(page, word.box), row) and _digits(word.text)]
    return " ".join(text for text in beside if _folded(text) not in printed)


def _in_row(box: Box, row: Box) -> bool:
    return min(box[3], row[3]) - max(box[1], row[1]) > 0.5 * min(box[3] - box[1], row[3] - row[1])


def _is_choice(document_type: DocumentType, field: Field) -> bool:
    """Whether a value that OCR read is one of the answers that forms print for it."""
    words = document_type.fields.get(field.name)
    return field.evidence.method == "ocr" and words is not None and words.kind in KINDS


def _decides(document_type: DocumentType, name: str) -> bool:
    return name in document_type.fields and document_type.fields[name].deciding


def _ask(path: Path, fields: Sequence[Field], pages: Sequence[Page], wider: float) -> list[str | None]:
    """For each field None where OCR of its place agrees with it, else what OCR reads there."""
    if not fields:
        return []
    texts = witness_texts(path, _places(fields, wider), _turned(pages))
    return [None if agrees(field, text) else text for field, text in zip(fields, texts, strict=True)]


def _places(fields: Sequence[Field], wider: float) -> list[tuple[int, Box]]:
    return [(field.evidence.page, _padded(field.evidence.box, wider)) for field in fields]


def _turned(pages: Sequence[Page]) -> dict[int, int]:
    return {page.number: int(page.figures.get("turned", 0)) for page in pages}


def _settled_by_second(
    path: Path, fields: Mapping[str, Field], others: Mapping[str, str | None], pages: Sequence[Page]
) -> dict[str, str | None]:
    """None for each field that OCR read otherwise by one character, where the second engine reads it as the file does.

    A figure that was put over another one, or a font that draws other figures, is read alike by both engines.
    """
    near = {name: fields[name] for name, other in others.items() if other and _is_one_off(fields[name], other)}
    texts = second_texts(path, _places(list(near.values()), 0.0), _turned(pages))
    return {name: None for (name, field), text in zip(near.items(), texts, strict=True) if text and agrees(field, text)}


def _is_one_off(field: Field, other: str) -> bool:
    """Whether another reading has as many figures as a field's print, but for one the same."""
    mine, theirs = _digits(field.evidence.text), _digits(other)
    return len(mine) == len(theirs) and sum(one != two for one, two in zip(mine, theirs, strict=True)) == 1


def _padded(box: Box, by: float) -> Box:
    return (max(0.0, box[0] - by), max(0.0, box[1] - by / 3), box[2] + by, box[3] + by / 3)


def agrees(field: Field, text: str) -> bool:
    """Whether an independent reading of a field's place gives the same value."""
    plain = ascii_digits(text)
    value = field.value
    if (printed := _folded(field.evidence.text)) and printed in _folded(plain) and _digits(field.evidence.text):
        return True
    if isinstance(value, date):
        if not find_days(field.evidence.text):  # the end of a term, computed: the sentence must say the same
            return read_term(plain) is not None and read_term(plain) == read_term(field.evidence.text)
        if any(reading.value == value for found in find_days(plain, ocr=True) for reading in found.readings):
            return True
        return _digits(field.evidence.text) != "" and _digits(field.evidence.text) in _digits(plain)
    if isinstance(value, Decimal):
        if not value and printed and not _digits(field.evidence.text):
            return printed == _folded(plain)  # "Nil" or "No": a word, compared as one
        if _digits(field.evidence.text) and _digits(field.evidence.text) == _digits(plain):
            return True
        readings = [
            *read_amount(plain, ocr=True),
            *(it for found in find_amounts(plain, ocr=True) for it in found.readings),
        ]
        return any(it.value == value for it in readings) or _holds(_digits(field.evidence.text), plain)
    mine, theirs = _folded(str(value)), _folded(plain)
    if mine in theirs or _folded(field.evidence.text) in theirs:
        return True
    same_digits = "check digit" in field.witnesses or _digits(field.evidence.text) in _digits(plain)
    if same_digits and len(mine) >= 7 and _differences(mine, theirs) <= 1:
        return True  # one letter misread, every digit the same
    slashed = _SLASH_LIKE.sub("/", field.evidence.text.upper())
    return "/" in field.evidence.text and slashed in _SLASH_LIKE.sub("/", plain.upper())


_SLASH_LIKE = re.compile(r"[\s/|IL1!]+")
"""Between the parts of a reference OCR takes a slash for I, l, 1 or |, and prints it twice or not at all."""


def _differences(one: str, other: str) -> int:
    """How many characters OCR dropped, added or changed."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)


def _holds(digits: str, text: str) -> bool:
    """Whether one printed number of the text has exactly these digits, whatever stands before it."""
    runs = [_digits(it) for it in re.findall(r"[0-9][0-9,.\s/]*[0-9]|[0-9]", text)]
    return bool(digits) and any(digits == it or it[1:] == digits for it in runs)


def _digits(text: str) -> str:
    return "".join(it for it in ascii_digits(text) if it in "0123456789")


def _folded(text: str) -> str:
    return "".join(it for it in ascii_digits(text).upper() if it.isalnum()).translate(_FOLD)


def _disputed(field: Field, other: str) -> tuple[Field, Notice]:
    reads = repr(other) if other else "nothing"
    message = f"{field.name}: the file's text says {field.evidence.text!r}, OCR of the printed page reads {reads}."
    alternative = Alternative(other, other, 0.4, "OCR of the printed place")
    doubtful = replace(
        field,
        confidence=min(field.confidence, DISPUTED),
        alternatives=(*field.alternatives, alternative) if other else field.alternatives,
    )
    return doubtful, Notice("witnesses_disagree", message, field.evidence.page)


def _vouched(field: Field, page: Page | None) -> Field:
    """A value read by OCR: at most one witness's worth, unless something else on the paper vouches for it."""
    if _vouching(field) and field.confidence >= VOUCHED_FROM:
        return field.with_confidence(max(field.confidence, VOUCHED))
    if page is not None and field.confidence >= ENGINES_VOUCH_FROM and _read_by_both_engines(field, page):
        return field.with_confidence(max(field.confidence, VOUCHED), BOTH_ENGINES)
    if field.confidence >= ENGINES_VOUCH_FROM and _is_of_two_years(field):
        return field.with_confidence(max(field.confidence, VOUCHED), NEXT_YEAR)
    return field.with_confidence(min(field.confidence, ONE_OCR_WITNESS))


def _is_of_two_years(field: Field) -> bool:
    """Whether a value is a financial year of which both years are printed: the second proves the first."""
    printed = _TWO_YEARS.fullmatch(ascii_digits(field.evidence.text).strip())
    follows = printed is not None and (int(printed[1]) + 1) % 100 == int(printed[2])
    return follows and printed is not None and field.value == f"{printed[1]}-{printed[2]}"


def _read_by_both_engines(field: Field, page: Page) -> bool:
    """Whether two engines of OCR read the same of what a field rests on: its figures or, where it has none, its words.

    Words beside the figures of a date or an amount (the name of a month, "lakh") need only be clear.
    """
    placed = [word for word in page.words if _within(displayed_box(page, word.box), field.evidence.box)]
    told = [word for word in placed if any(map(str.isalnum, word.text))]
    if isinstance(field.value, str) and (is_ambiguous_code(field.value) or _RUN_TOGETHER.search(field.value)):
        return False
    if isinstance(field.value, str) and page.figures.get("devanagari") and _INITIALS.fullmatch(field.value):
        return False
    if isinstance(field.value, Decimal) and field.value < 0 and not _TAKEN_AWAY.search(field.evidence.text):
        return False  # the minus was concluded, not read
    if not isinstance(field.value, date) and any(_CUT_OFF.search(word.text) for word in told):
        return False
    figured = [word for word in told if _digits(word.text)]
    if isinstance(field.value, Decimal | date) and figured:
        return all(_is_sure(word) or (word not in figured and word.confidence >= CLEAR) for word in told)
    return bool(told) and all(_is_sure(word) for word in told)


def _is_sure(word: Word) -> bool:
    """Whether two engines read a word, or it is the text layer's own, beside others that had to be read."""
    return word.witnessed or word.source == "text"


_CUT_OFF = re.compile(r"[0-9][.,]$")
"""Figures that may go on behind a gap where nothing was read, as amounts do: "31," of "31,22,500". A date is whole."""


def is_ambiguous_code(text: str) -> bool:
    """Whether a code holds signs that all engines take for each other: TI/420 for TV/420, KC/26 for KCI 26, S1 for SI.

    Nothing around such a sign tells which it is, so that engines which read the same are no two witnesses.
    """
    is_code = len(text.split()) <= MOST_WORDS_OF_CODE and re.search(r"[0-9]", text) is not None
    spelled = _WORDS_OF_CODES.sub("", text)
    return is_code and _ALIKE_IN_CODES.search(spelled) is not None and not has_letters_in_their_places(text)


MOST_WORDS_OF_CODE = 3
_ALIKE_IN_CODES = re.compile(r"(?<![A-Za-z])[A-Z]*[IVl|][A-Z]*(?![A-Za-z])|[A-Z][0125678]|[0125678][A-Z](?![a-z])")
_WORDS_OF_CODES = re.compile(r"(?<![A-Za-z0-9])(?:INV|BILL|VCH|CIN|GSTIN)(?=[-/ .])")
"""Letters that are a word, where a sign that looks like another can be no other: INV-00202."""

_INITIALS = re.compile(r"[0-9](?:\.[0-9])*\.?/\S+")
"""On a page in Hindi the letter before a number, "उ/01", is a figure to both engines: one reads no Hindi at all."""

_RUN_TOGETHER = re.compile(r"[a-z]{3}[A-Z][a-z]{2}")
"""Two words without the space between them, which engines of OCR pass over alike: OmkaraniChemicals."""

_TAKEN_AWAY = re.compile(r"[-–—−(]|\b[CD]r\b", re.I)


def _within(box: Box, place: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] - 1 <= x <= place[2] + 1 and place[1] - 1 <= y <= place[3] + 1


def _vouching(field: Field) -> bool:
    return any(mark in witness for witness in field.witnesses for mark in STRONG)


def _hidden_disagrees(field: Field, page: Page) -> str | None:
    """Text under the field's place that nobody sees and that says something else."""
    x0, top, x1, bottom = field.evidence.box
    shown = [(word, displayed_box(page, word.box)) for word in page.hidden]
    under = [
        word for word, box in shown if box[0] < x1 + 2 and box[2] > x0 - 2 and box[1] < bottom - 1 and box[3] > top + 1
    ]
    text = " ".join(word.text for word in under)
    if not text or not re.search(r"\w", text):
        return None
    return None if agrees(field, text) or _folded(text) in _folded(field.evidence.text) else text
