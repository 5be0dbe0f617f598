"""Rows told one after the other in prose: "(i) roasting kiln, new, Rs. 1,62,50,000; (ii) wet scrubber train, ...".

Letters of accountants, engineers and claimants name things, parties, bills and amounts in sentences. Only a run of
items counts of which every one names its thing and just one figure of the kind that the table adds up; none is sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.finding.bands import Words
from extractors.layout import Run, lay_out
from extractors.reading_order import running_text
from extractors.tables.amounts import amount_readings
from extractors.tables.cell_invoices import date_fields, invoice_fields
from extractors.tables.cell_parties import gstin_fields, party_fields
from extractors.tables.cell_words import relation_fields, text_fields
from extractors.tables.cells import Maker
from extractors.tables.compound import COMPANY
from extractors.tables.events import Cell
from extractors.tables.words import condition_in_text, head_named, head_of, plain_words, relation_of
from records.dates import find_days
from records.digits import ascii_digits
from records.identifiers import find_identifiers
from records.money_units import CURRENCY
from records.numbers import find_amounts
from records.pages import Page, Word
from records.readings import Field, TableRow
from reference.table_specs import ColumnSpec, TableSpec

TOLD = 0.85
"""The most for a value of such a row: words tell which column it is of, and no sum was printed beside."""

FEWEST, MOST_NAMED = 2, 14
"""So few items are a list; so many words at most name a thing."""

LONGEST = 420
"""So many characters at most has an item."""

_MARK = re.compile(
    r"(?:(?<=^)|(?<=[\s;:,.]))(?:\((?P<in>[ivx]{1,5}|[a-z]|[0-9]{1,2})\)|(?P<before>[ivx]{1,5}|[a-z]|[0-9]{1,2})[.)])\s+",
    re.I,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_END_OF_LAST = re.compile(r"[.;।](?=\s+[A-Z\u0900-\u097f(]|\s*$)")
_END_OF_NAME = re.compile(
    r"\s*(?:[,:;]|\s[–—-]\s|\b(?:from|purchased|bought|procured|supplied|acquired|vide|costing|valued|amounting|worth|being)\b"
    r"|\b(?:against|under|for|at|of|by)\b(?=\s+(?:m/s|messrs|rs\b|₹|inr|invoice|bill|tax|an?\s+amount|a\s+sum)))",
    re.I,
)
_PARTY = re.compile(
    r"\b(?:from|by|of)\s+(?=(?:m/s\.?\s*)?[A-Z])(?:m/s\.?\s*)?(?P<name>.+?)"
    r"(?=\s*(?:[(,;]|\b(?:vide|against|under|bill|invoice|tax\s+invoice|dated|dt|for|gstin|on|at)\b|$))",
)
_DOCUMENT = re.compile(
    r"\b(?:tax\s+)?(?:invoice|bill|inv)\b\.?\s*(?:(?:no|number|ref)\b\.?)?\s*[:#]?\s*"
    r"(?P<number>[A-Z0-9][A-Z0-9&/_-]*[0-9][A-Z0-9/_-]*)",
    re.I,
)
_BRACKET = re.compile(r"\((?P<text>[^()]{2,40})\)")


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch of the running text, and in it the figure that the table adds up."""

    start: int
    end: int
    figure: tuple[int, int]


def enumerated_rows(
    spec: TableSpec, pages: Sequence[Page], maker: Maker
) -> tuple[tuple[TableRow, ...], frozenset[Word]]:
    """The rows of the longest run of numbered items that each name one amount, and its words; () for none."""
    key = spec.columns.get(spec.key) if spec.key is not None else None
    if key is None or key.kind != "amount":
        return (), frozenset()
    flow = running_text([lay_out(page) for page in pages])
    best = max(_runs(flow.text), key=len, default=())
    rows = [fields for item in best if (fields := _fields(spec, key, flow, item, maker))]
    if len(rows) < FEWEST or len(rows) < len(best):
        return (), frozenset()
    words = frozenset(it.word for it in flow.cut(best[0].start, best[-1].end).placed)
    return tuple(TableRow(at, fields) for at, fields in enumerate(rows)), words


def _runs(text: str) -> Iterator[tuple[_Item, ...]]:
    """Runs of items that are numbered one after the other, and of which each has one amount."""
    marks = list(_MARK.finditer(text))
    for first, mark in enumerate(marks):
        series = _series(mark)
        if series is None:
            continue
        run = [mark]
        for other in marks[first + 1 :]:
            if len(run) < len(series) and _sign(other) == series[len(run)]:
                run.append(other)
        items: list[_Item] = []
        for at, start in enumerate(run):
            end = run[at + 1].start() if at + 1 < len(run) else _end(text, start.end())
            item = _item(text, start.end(), end)
            if item is None:
                break
            items.append(item)
        if len(items) >= FEWEST:
            yield tuple(items)


def _sign(mark: re.Match[str]) -> str:
    return (mark["in"] or mark["before"]).lower()


def _series(mark: re.Match[str]) -> Sequence[str] | None:
    """How a list counts on whose first item has this mark; None for a mark that begins none."""
    match _sign(mark):
        case "i":
            return _ROMAN
        case "a":
            return "abcdefghijklmnopqrstuvwxyz"
        case "1":
            return [str(number) for number in range(1, 100)]
        case _:
            return None


def _end(text: str, start: int) -> int:
    """Where the last item ends: with its sentence, of which the full stop of "Rs." or "No." is none."""
    for found in _END_OF_LAST.finditer(text, start):
        word = re.search(r"[\w/]*$", text[start : found.start()])
        if word is None or len(word[0]) > 3 or any(letter.isdecimal() for letter in word[0]) or not word[0].isalpha():
            return found.start()
    return len(text)


def _item(text: str, start: int, end: int) -> _Item | None:
    if end - start > LONGEST:
        return None
    amounts = [
        it
        for it in find_amounts(text[start:end])
        if CURRENCY.search(it.text) or re.search(r"lakh|lac|crore|/-", it.text, re.I)
    ]
    if len(amounts) != 1:
        return None
    return _Item(start, end, (start + amounts[0].start, start + amounts[0].end))


def _fields(spec: TableSpec, key: ColumnSpec, flow: Run, item: _Item, maker: Maker) -> dict[str, Field] | None:
    """What an item tells, by column; None where it tells no amount that can be read, or names nothing."""
    told = ascii_digits(flow.text[item.start : item.end])
    amount = _cell(flow, key, *item.figure)
    readings = amount_readings(amount, {})
    if not readings:
        return None
    fields = {key.name: maker.field(key.name, readings[0].value, amount, unit="INR", ceiling=TOLD)}
    for name, column in spec.columns.items():
        cell = _told_cell(flow, column, item, told)
        if cell is not None and name not in fields:
            fields.update(_typed(column, cell, maker))
    named = next((it.name for it in spec.columns.values() if it.kind in ("text", "date") and it.name in fields), None)
    if named is None:
        return None
    if "relation" in spec.columns and COMPANY.search(plain_words(str(fields[named].value))) is None:
        return None  # the lines of a reckoning, "(a) Own revenue", name no companies
    if "head" in spec.columns and (head := _head(told)) is not None:
        fields["head"] = maker.field("head", head, _cell(flow, spec.columns["head"], item.start, item.end))
    return {name: it.with_confidence(min(it.confidence, TOLD)) for name, it in fields.items()}


def _typed(column: ColumnSpec, cell: Cell, maker: Maker) -> dict[str, Field]:
    match column.kind:
        case "text":
            return text_fields(maker, cell)
        case "party":
            return party_fields(maker, cell, None)
        case "gstin":
            return gstin_fields(maker, cell)
        case "invoice":
            return invoice_fields(maker, cell, None)
        case "date":
            return date_fields(maker, cell)
        case "condition":
            condition = condition_in_text(f"- {cell.text}")
            return {column.name: maker.field(column.name, condition, cell)} if condition is not None else {}
        case _:
            return relation_fields(maker, cell)


def _told_cell(flow: Run, column: ColumnSpec, item: _Item, told: str) -> Cell | None:
    """Where an item tells what a column is of, None where it does not."""
    span: tuple[int, int] | None = None
    match column.kind:
        case "text" if column.name != "head":
            span = _name(told)
        case "party":
            party = _PARTY.search(told)
            span = party.span("name") if party is not None else None
        case "gstin":
            found = find_identifiers("gstin", told)
            span = (found[0].start, found[0].end) if found else None
        case "invoice":
            document = _DOCUMENT.search(told)
            span = document.span("number") if document is not None else None
        case "date":
            days = find_days(told)
            span = (days[0].start, days[0].end) if len(days) == 1 else None
        case "condition":
            span = _segment(told, lambda text: condition_in_text(f"- {text}") is not None)
        case "relation":
            span = _segment(told, lambda text: relation_of(text) is not None)
    return _cell(flow, column, item.start + span[0], item.start + span[1]) if span is not None else None


def _name(told: str) -> tuple[int, int] | None:
    """The words that name the thing of an item: from its beginning to what is said of it."""
    cut = _END_OF_NAME.search(told)
    name = told[: cut.start()] if cut is not None else told
    said = next((it for it in _BRACKET.finditer(name) if _says_more(it["text"])), None)
    name = name[: said.start()] if said is not None else name
    amounts = find_amounts(name)
    if not name.strip() or amounts or len(name.split()) > MOST_NAMED or sum(map(str.isalpha, name)) < 3:
        return None
    article = re.match(r"\s*(?:an?|the|one)\s+", name, re.I)
    return (article.end() if article else len(name) - len(name.lstrip())), len(name.rstrip())


def _says_more(bracket: str) -> bool:
    """Whether what stands in brackets behind a name is no part of it: its head, condition, relation or registration."""
    told = head_named(bracket) or condition_in_text(f"- {bracket}") or relation_of(bracket)
    return bool(told or find_identifiers("gstin", bracket))


def _segment(told: str, says: Callable[[str], bool]) -> tuple[int, int] | None:
    """The words between commas or brackets that say something in short."""
    for found in re.finditer(r"[^,;()]+", told):
        if len(found.group().split()) <= 5 and says(found.group().strip()):
            return found.span()
    return None


def _head(told: str) -> str | None:
    """The head that an item names in brackets, else that of the thing that it names."""
    for bracket in _BRACKET.finditer(told):
        if (named := head_named(bracket["text"])) is not None:
            return named
    span = _name(told)
    found = head_of(told[span[0] : span[1]]) if span is not None else None
    return found.head if found is not None else None


def _cell(flow: Run, column: ColumnSpec, start: int, end: int) -> Cell:
    run = flow.cut(start, end)
    words: Words = tuple(run.words_on_first_page)
    return Cell(column, run.first_page, words, flow.text[start:end].strip(" ,;"))
