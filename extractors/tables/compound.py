"""A column that holds several things: "Supplier & Bill No.", "Description / Supplier / GSTIN"; its cells are parted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.finding.bands import Words, lines_in, text_of
from extractors.tables.words import plain_words
from records.dates import find_days
from records.identifiers import find_identifiers
from records.pages import Word
from reference.table_specs import ColumnSpec

COMPANY = re.compile(
    r"\b(?:ltd|limited|pvt|private|llp|inc|corp|corporation|company|co|industries|enterprises?|traders?|trading|works|"
    r"agency|agencies|associates|brothers|bros|sons|gmbh|systems|engineers|technologies|m\s?s|messrs)\b|लिमिटेड|प्राइवेट|मैसर्स"
)
"""Words that stand in the names of firms and seldom in those of goods."""

_LABELS = frozenset(
    {
        "gstin",
        "gst",
        "uin",
        "gstinuin",
        "no",
        "number",
        "inv",
        "invoice",
        "bill",
        "ref",
        "dt",
        "dtd",
        "date",
        "dated",
        "hsn",
        "sac",
        "of",
    }
)
_NUMBER_LIKE = re.compile(r"[A-Za-z0-9][\w./\\-]*")


def at_rate(words: Words) -> tuple[Words, Words] | None:
    """The quantity of a cell and its rate, where an @ stands between them ("10.4 MT @ 1,95,500.00"); else None."""
    at = next((number for number, word in enumerate(words) if "@" in word.text), None)
    if at is None or words[at].text != "@":
        return None
    quantity, rate = words[:at], words[at + 1 :]
    holds = [any(letter.isdecimal() for word in half for letter in word.text) for half in (quantity, rate)]
    return (quantity, rate) if all(holds) else None


def parted(
    words: Words, columns: Sequence[ColumnSpec], *, ocr: bool, unprinted: Sequence[ColumnSpec] = ()
) -> Mapping[str, Words]:
    """The words of a cell by the columns that its heading names, as far as each can be told.

    Identifiers and dates are told by their form, a document's number by its place at an end, a firm by the words that
    firms have in their names, and the rest is what the first text column of the heading asks for. `unprinted` are
    the table's columns of GSTINs and dates where none is printed: the GSTIN that stands with a party's name is the
    party's, the first date behind a document's number is the document's, and what follows is nobody's.
    """
    kinds = {column.kind: column.name for column in columns}
    for column in unprinted:
        if {"gstin": "party", "date": "invoice"}.get(column.kind) in kinds:
            kinds.setdefault(column.kind, column.name)
    dated_with_number = "date" in kinds and not any(column.kind == "date" for column in columns)
    found: dict[str, Words] = {}
    rest = list(words)
    if "gstin" in kinds and (best := next(iter(find_identifiers("gstin", text_of(rest), ocr=ocr)), None)):
        found[kinds["gstin"]] = _take(rest, best.start, best.end)
    if "date" in kinds and (days := find_days(text_of(rest), ocr=ocr)):
        if not dated_with_number:
            found[kinds["date"]] = _take(rest, days[-1].start, days[-1].end)
        elif "invoice" in kinds and (number := _number_before(rest, days[0].start)):
            found[kinds["invoice"]] = number
            first = next(at for at, word in enumerate(rest) if word is number[0])
            found[kinds["date"]] = _take(rest, days[0].start, days[0].end)
            rest = rest[:first]  # what stands behind the date is of other papers
    rest = [
        word
        for word in rest
        if plain_words(word.text).replace(" ", "") not in _LABELS and any(map(str.isalnum, word.text))
    ]
    if "hsn" in kinds and (
        code := next((it for it in rest if re.fullmatch(r"[0-9]{4}(?:[0-9]{2}){0,2}", it.text)), None)
    ):
        found[kinds["hsn"]] = (code,)
        rest.remove(code)
    if (
        "invoice" in kinds
        and kinds["invoice"] not in found
        and (number := _document_number(rest, alone=not {"text", "party"} & kinds.keys()))
    ):
        found[kinds["invoice"]] = number
        rest = [word for word in rest if not any(word is it for it in number)]
    texts = [column for column in columns if column.kind in ("text", "party")]
    if len(texts) == 1 and rest:
        found[texts[0].name] = tuple(rest)
    elif len(texts) > 1 and rest:
        firm = next((it for it in texts if it.kind == "party"), texts[-1])
        goods = next(it for it in texts if it is not firm)
        found.update(_firm_and_goods(rest, firm.name, goods.name, firm_first=texts[0] is firm))
    return found


def _take(rest: list[Word], start: int, end: int) -> Words:
    """The words that print a stretch of the text, taken out of the rest."""
    taken: list[Word] = []
    at = 0
    for word in [it for it in rest if text_of([it])]:
        if at < end and at + len(word.text) > start:
            taken.append(word)
        at += len(word.text) + 1
    rest[:] = [word for word in rest if not any(word is it for it in taken)]
    return tuple(taken)


_JOINS = frozenset({"of", "dt", "dated", "dtd", "date", "no", "inv", "invoice", "bill"})


def _number_before(rest: Sequence[Word], start: int) -> Words:
    """The word before a date that is a document's number: "Inv. BF/118 of 14.05.2026"; () where there is none."""
    before, at = list[Word](), 0
    for word in [it for it in rest if text_of([it])]:
        if at < start:
            before.append(word)
        at += len(word.text) + 1
    for word in reversed(before):
        if plain_words(word.text).replace(" ", "") in _JOINS or not any(map(str.isalnum, word.text)):
            continue
        is_number = any(map(str.isdecimal, word.text)) and _NUMBER_LIKE.fullmatch(word.text.strip("(),;:"))
        return (word,) if is_number else ()
    return ()


def _document_number(rest: Sequence[Word], *, alone: bool) -> Words:
    """The words of a document's number: all there is, or the run at the end of a line that holds a figure."""
    if alone:
        return tuple(rest)
    lines = [line.words for line in lines_in(rest, 0)]
    for at in range(len(lines) - 1, -1, -1):
        run = _tail(lines[at])
        if not run or not any(letter.isdecimal() for letter in text_of(run)) or _is_day(text_of(run)):
            continue
        while at and len(run) == len(lines[at]) and lines[at - 1][-1].text.endswith(("/", "-")):
            at -= 1
            run = (lines[at][-1], *run)
        return run
    return ()


def _is_day(text: str) -> bool:
    bare = text.strip(" ,;:()")
    return any(len(it.text) >= len(bare) for it in find_days(bare))


def _tail(line: Words) -> Words:
    run: list[Word] = []
    for word in reversed(line):
        figures = any(letter.isdecimal() for letter in word.text)
        if not _NUMBER_LIKE.fullmatch(word.text.strip("(),;")) or not figures and not word.text.endswith(("/", "-")):
            break
        run.insert(0, word)
    return tuple(run)


def _firm_and_goods(rest: Sequence[Word], firm: str, goods: str, *, firm_first: bool) -> Mapping[str, Words]:
    """A firm's name and what it sold, on lines of their own: the firm's begins where words of firms stand."""
    lines = [line.words for line in lines_in(rest, 0)]
    if len(lines) == 1:
        return {firm if COMPANY.search(plain_words(text_of(rest))) else goods: tuple(rest)}
    if firm_first:
        last = max((at for at in range(len(lines) - 1) if COMPANY.search(plain_words(text_of(lines[at])))), default=0)
        first, second = lines[: last + 1], lines[last + 1 :]
        return {firm: _flat(first), goods: _flat(second)}
    start = next((at for at in range(1, len(lines)) if COMPANY.search(plain_words(text_of(lines[at])))), len(lines) - 1)
    return {goods: _flat(lines[:start]), firm: _flat(lines[start:])}


def _flat(lines: Sequence[Words]) -> Words:
    return tuple(word for line in lines for word in line)
