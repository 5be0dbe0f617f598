"""What a line over rows says of each of them: whose sales they are, or what was sold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.finding.bands import Words, text_of
from extractors.tables.captions import captioned
from extractors.tables.compound import COMPANY
from extractors.tables.events import Cell, Event, Group
from extractors.tables.rows import NAMES_ROWS
from extractors.tables.words import plain_words
from records.identifiers import find_identifiers
from reference.table_specs import TableSpec, row_words

_GOODS = frozenset({"product", "item", "goods", "उत्पाद"})
_AFTER_NAME = re.compile(r"[\s,;:|/(-]*(?:gstin|gst\s*no|uin|gst)[\s/.:a-z]*$", re.I)


def with_headed(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """Sales with the party and the product that the line over them names, where the table has no column for it."""
    if "product" not in spec.columns or "buyer_name" not in spec.columns:
        return list(events)
    printed = {name for event in events if event.kind == "row" for name in event.cells}
    lacking = {"buyer_name", "buyer_gstin", "product", "invoice_number", "invoice_date"} - printed
    groups = {id(event.group): event.group for event in events if event.group is not None}
    told = {number: _told(spec, group) for number, group in groups.items()}
    return [
        _headed(spec, event, told.get(id(event.group), {}), lacking) if event.kind == "row" else event
        for event in events
    ]


def _headed(spec: TableSpec, event: Event, told: Mapping[str, Words], lacking: set[str]) -> Event:
    cells = {
        name: Cell(spec.columns[name], event.group.page, words, text_of(words), lent=True)
        for name, words in told.items()
        if name in lacking and event.group is not None
    }
    return replace(event, cells={**event.cells, **cells}) if cells else event


def _told(spec: TableSpec, group: Group) -> Mapping[str, Words]:
    """The words of a line by the column that they belong to."""
    if caption := captioned(spec, group.words, group.page.number):
        return caption
    named = NAMES_ROWS.match(group.text)
    text = named["text"] if named is not None else group.text
    goods = " ".join(named["of"].lower().split()[-1:]) in _GOODS if named is not None else _speaks_of_goods(text)
    words = group.words[len(group.words) - len(text.split()) :]
    found = next(iter(find_identifiers("gstin", text, ocr=any(it.source == "ocr" for it in words))), None)
    if named is None and not goods and found is None and COMPANY.search(plain_words(text)) is None:
        return {}
    if goods:
        return {"product": words}
    if found is None:
        return {"buyer_name": words}
    name = _AFTER_NAME.sub("", text[: found.start])
    number = tuple(word for word in words if word.text.strip(",;:()") in text[found.start : found.end].split())
    return {"buyer_name": words[: len(name.split())], "buyer_gstin": number or words[-1:]}


def _speaks_of_goods(text: str) -> bool:
    return bool(set(plain_words(text).split()) & row_words().goods) and COMPANY.search(plain_words(text)) is None
