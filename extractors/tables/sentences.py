"""Rows that a sentence lists: "Products: tin ingot 95 MT/year; palladium sponge 0.48 MT/year; ...".

Lists are often run into the text, in columns of prose or within a numbered condition, so they are looked for in the
running text, not line by line. Only a list of which every item names a thing and its weight counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.columns import SUPERSEDED
from extractors.layout import Run, lay_out
from extractors.reading_order import running_text
from extractors.tables.cell_quantities import quantity_fields, tonnes_fields
from extractors.tables.cells import Maker
from extractors.tables.events import Cell
from extractors.tables.heading_lines import heading_words
from extractors.tables.likeness import normal_heading
from records.digits import ascii_digits
from records.pages import Page, Word
from records.readings import Field, TableRow
from records.units import read_unit
from reference.table_specs import ColumnSpec, TableSpec

SAID = 0.92
"""A row of a list has no heading that says what its figures are; the words before the list and its units do."""

SAID_OF_OTHERS = 0.85
"""The most where those words do not name what the table is of: an order lists raw materials and wastes as well."""

FEWEST, MOST_WORDS = 2, 12
INTRODUCTION = 160
"""So many characters before the colon may say what is listed."""

_COLON = re.compile(r"(?:\b(?:thus|namely|viz\.?|as\s+(?:under|follows|below))\s*[:：]?|[:：])\s*[-–—]?\s*(?=\S)", re.I)
_MADE = re.compile(
    r"\b(?:manufactur(?:e|ing)|produc(?:tion|ing))\s+of\s+(?=\S)|\bto\s+(?:manufacture|produce)\s+(?=\S)", re.I
)
"""What leads to a list without a colon: "for the manufacture of cobalt sulphate 105 TPA and tin 89 TPA"."""

_MADE_FROM = re.compile(r"\s+(?:by\s+(?:processing|recycling|treat)|from|using|out\s+of|subject\s+to|as\s+per)\b", re.I)
"""What goes on behind such a list within its sentence."""

_END = re.compile(r"[।|](?=\s|$)|\.(?=\s+(?:[A-Z\u0900-\u097f(]|[0-9]{1,2}[.)])|\s*$)")
_NUMBERING = r"[(\[]?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4}|[क-ह])[)\].]"
_BETWEEN = (
    re.compile(r"\s*;\s*(?:(?:and|एवं|तथा|और)\s+)?"),
    re.compile(r"\s*[,;]?\s*(?:(?:and|एवं|तथा|और)\s+)?(?=[(\[](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}|[क-ह])[)\]]\s)", re.I),
    re.compile(r"\s*,\s+(?:(?:and|एवं|तथा|और)\s+)?|\s+(?:and|एवं|तथा|और)\s+"),
)
"""What may stand between two items, the surest first."""

_ITEM = re.compile(
    rf"\s*(?:{_NUMBERING}\s+)?(?P<name>\D.*?)[\s:=@(–—-]+(?:of\s+)?(?P<weight>[0-9][0-9,]*(?:\.[0-9]+)?\s*(?P<unit>[^\d\s(),;:][^\d(),;:]*?))[\s).,;]*",
    re.I,
)
_SENTENCE = re.compile(r"[.;।]\s")


@dataclass(frozen=True, slots=True)
class _Item:
    """A thing and its weight, as stretches of the running text."""

    name: tuple[int, int]
    weight: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Listed:
    items: tuple[_Item, ...]
    is_favoured: bool


def rows_of_sentences(
    spec: TableSpec, pages: Sequence[Page], maker: Maker
) -> tuple[tuple[TableRow, ...], frozenset[Word]]:
    """The rows of the list that a sentence of the running text gives, and its words; () where there is none."""
    thing = next((it for it in spec.columns.values() if it.kind == "text"), None)
    weight = next((it for it in spec.columns.values() if it.kind in ("tonnes_a_year", "quantity")), None)
    if thing is None or weight is None:
        return (), frozenset()
    flow = running_text([lay_out(page) for page in pages])
    best = max(_lists(spec, ascii_digits(flow.text)), key=lambda it: (it.is_favoured, len(it.items)), default=None)
    if best is None:
        return (), frozenset()
    ceiling = SAID if best.is_favoured else SAID_OF_OTHERS
    rows = [TableRow(at, _fields(flow, it, thing, weight, maker, ceiling)) for at, it in enumerate(best.items)]
    first, last = best.items[0], best.items[-1]
    return tuple(rows), frozenset(it.word for it in flow.cut(first.name[0], last.weight[1]).placed)


def _lists(spec: TableSpec, text: str) -> Iterator[_Listed]:
    vocabulary = heading_words(spec)
    favoured = {normal_heading(word) for word in spec.favours}
    for said_to, begins, ends in _stretches(text):
        said = _SENTENCE.split(text[max(0, said_to - INTRODUCTION) : said_to])[-1]
        if SUPERSEDED.search(said) or not (tokens := _stems(said)) & vocabulary:
            continue
        items = _items(text, begins, ends)
        if items:
            yield _Listed(items, not favoured or bool(tokens & favoured))


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """Where what leads to a list ends, and where the list may begin and end."""
    for colon in _COLON.finditer(text):
        end = _END.search(text, colon.end())
        yield colon.start(), colon.end(), end.start() if end else len(text)
    for made in _MADE.finditer(text):
        ends = (it.start() for it in (_END.search(text, made.end()), _MADE_FROM.search(text, made.end())) if it)
        yield made.end(), made.end(), min(ends, default=len(text))


def _stems(text: str) -> set[str]:
    return {form for token in normal_heading(text).split() for form in (token, token.removesuffix("s"))}


def _items(text: str, start: int, end: int) -> tuple[_Item, ...]:
    """The items of a stretch, parted in the surest way that leaves nothing else; () for none."""
    for between in _BETWEEN:
        cuts = [start, *(at for match in between.finditer(text, start, end) for at in match.span()), end]
        spans = [(one, other) for one, other in zip(cuts[::2], cuts[1::2], strict=True) if text[one:other].strip()]
        items = [item for one, other in spans if (item := _item(text, one, other)) is not None]
        if len(items) == len(spans) >= FEWEST:
            return tuple(items)
    return ()


_OF_OTHERS = re.compile(
    r"[0-9]{5}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}|[0-9]\s*(?:MT|TPA|TPD|TPM|tonn?es?|tons?|kg|टन)", re.I
)
"""What the name of no thing holds: a date, a long number, the weight of another; the lines of a form ran into one."""


def _item(text: str, start: int, end: int) -> _Item | None:
    match = _ITEM.fullmatch(text, start, end)
    if match is None or len(match["name"].split()) > MOST_WORDS or _OF_OTHERS.search(match["name"]):
        return None
    if sum(map(str.isalpha, match["name"])) < 2:
        return None
    unit = read_unit(match["unit"])
    return _Item(match.span("name"), match.span("weight")) if unit is not None and unit.mass is not None else None


def _fields(
    flow: Run, item: _Item, thing: ColumnSpec, weight: ColumnSpec, maker: Maker, ceiling: float
) -> dict[str, Field]:
    named, weighed = (_cell(flow, *span, column) for span, column in ((item.name, thing), (item.weight, weight)))
    read = tonnes_fields if weight.kind == "tonnes_a_year" else quantity_fields
    found = {thing.name: maker.field(thing.name, named.text.strip(" .,-–—"), named)} | read(maker, weighed, None)
    return {name: it.with_confidence(min(it.confidence, ceiling)) for name, it in found.items()}


def _cell(flow: Run, start: int, end: int, column: ColumnSpec) -> Cell:
    run = flow.cut(start, end)
    return Cell(column, run.first_page, tuple(run.words_on_first_page), flow.text[start:end])
