"""A total that is told only by its amount: what the rows add up to stands in the paper, in figures or in words.

A workbook with a sheet for each month prints a total on every sheet, and the whole on a summary under a name of its
own. Where what was read as the total is in doubt, or nothing was, the amount that the rows add up to is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from extractors.cite import Source
from extractors.document_text import Text, flow_field
from extractors.money import WORDS_SAY
from extractors.spoken import SAME_AS_WORDS, spoken_in
from extractors.tables import TableReading
from extractors.totals import column_sum, table_and_column
from records.numbers import find_amounts
from records.readings import SURE, Alternative, Field
from reference.document_types import DocumentType

FOUND_BY_SUM = 0.85
"""The confidence of a total that only the sum of the rows tells: rows may be wanting that it should hold."""

SUM_STANDS_THERE = "what the rows come to stands on the paper"
"""A weaker witness than that rows add up to a printed total, which is proof: nothing calls this amount a total."""

LEFT = 0.3
"""The confidence of what was read in its place."""


def with_stated_sums(
    document_type: DocumentType,
    fields: Mapping[str, Field],
    tables: Mapping[str, TableReading],
    text: Text,
    source: Source,
) -> dict[str, Field]:
    """The fields, with doubtful or missing totals of tables put right by what the paper prints of their sum."""
    merged = dict(fields)
    for name, target in document_type.table_totals.items():
        reading, column = table_and_column(tables, target)
        stated = fields.get(name)
        if reading is None or len(reading.rows) < 2 or (stated is not None and stated.confidence >= SURE):
            continue
        added = column_sum(reading.rows, column) if reading.unit_sure and reading.vouches else None
        if added is None or (stated is not None and (stated.value == added or _speaks_in_words(stated))):
            continue
        place = next(iter(_places(added, reading, text)), None)
        if place is not None:
            found = flow_field(name, added, text, *place, FOUND_BY_SUM, source, "INR")
            merged[name] = replace(found, witnesses=(SUM_STANDS_THERE,), alternatives=_others(stated))
    return merged


def _places(added: Decimal, reading: TableReading, text: Text) -> Iterator[tuple[int, int]]:
    """Where the running text prints an amount outside the rows of its table."""
    rows = {id(word) for word in reading.used}
    figures = [
        (it.start, it.end)
        for it in find_amounts(text.flow.text, reading.scale)
        if it.readings and it.readings[0].value == added
    ]
    for start, end in [*figures, *((it.start, it.end) for it in spoken_in(text.flow.text) if it.value == added)]:
        run = text.flow.cut(start, end)
        if run and not any(id(it.word) in rows for it in run.placed):
            yield start, end


def _speaks_in_words(stated: Field) -> bool:
    """Whether an amount in words speaks for what was read, or against it, as where a row and the total were raised."""
    return SAME_AS_WORDS in stated.witnesses or any(it.reason == WORDS_SAY for it in stated.alternatives)


def _others(stated: Field | None) -> tuple[Alternative, ...]:
    if stated is None:
        return ()
    return (Alternative(stated.value, stated.evidence.text, LEFT, "printed as a total"), *stated.alternatives)
