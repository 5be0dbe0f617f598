"""What an accountant certifies in words against the table beside it: its sum, its unit, which column is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.tables.events import Chain, Event, PagesWithLines
from extractors.tables.money_unit import ROUNDED, may_be_scaled, scale_by, unit_within
from records.numbers import find_amounts
from reference.table_specs import ColumnSpec, Sum

GROSS = "gross"
"""The column of totals where the certificate's words certify another one."""


NO_UNIT = 0.6
"""How far an amount can be believed whose unit is not known."""

CERTIFIED = frozenset({"capex_statement", "gmr_certificate"})
"""Papers whose words certify the sum of their table, often in lakh or crore."""

LARGE = CERTIFIED | {"chartered_engineer_certificate", "claim_form"}
"""Papers on machines, investments and payments: a few hundred rupees are lakh or crore whose unit is lost."""

_RUPEE_MARK = re.compile(r"₹|\bRs\b|\bINR\b|/-", re.I)


def stated_amounts(pages: PagesWithLines, chains: Sequence[Chain]) -> tuple[Decimal, ...]:
    """The amounts that the print outside all tables states: one of them is the certified total."""
    used = {id(word) for chain in chains for event in chain.events for word in event.band.words}
    used |= {id(word) for chain in chains for part in chain.parts for word in part.heading_words}
    texts = (
        " ".join(line.text for line in lines if not any(id(word) in used for word in line.words)) for _, lines in pages
    )
    return tuple(found.readings[0].value for text in texts for found in find_amounts(text) if found.readings)


def is_certified(amount: Decimal, certified: Sequence[Decimal]) -> bool:
    """Whether the print outside the table states this amount, rounded as certificates do (in lakh or crore)."""
    return amount > 0 and any(abs(it - amount) <= amount * ROUNDED for it in certified)


NOTE_WORDS = 20
"""A note on the unit of a table has at most so many words."""

_ON_AMOUNTS = re.compile(
    r"\W*(?:note|n\.?b\.?|टिप्पणी|नोट)?[\s:.*†#\d)–-]*(?:all\s+|the\s+|सभी\s+|समस्त\s+)*(?:amounts?|figures?|values?|rupees|राशि|आंकड़े|आँकड़े)",
    re.I,
)


def in_certified_unit(chain: Chain, stated: Sequence[Decimal]) -> Chain:
    """The table in the unit that the certificate's words give its sum, where the table itself prints none."""
    key = chain.spec.key
    if key is None or chain.unit_printed:
        return chain
    totals = [event.amounts[key][0].value for event in chain.events if event.is_total and event.amounts.get(key)]
    scale = next((it for total in (column_sum(chain, key), *totals) if (it := scale_by(total, stated))), None)
    if scale is None:
        return chain
    return _scaled(chain, scale)


def in_unit_of_footnote(chain: Chain, pages: PagesWithLines) -> Chain:
    """The table in the unit that a note under it gives to all its amounts, where nothing over it gives one."""
    if chain.spec.key is None or chain.unit_printed or not chain.events:
        return chain
    last = chain.events[-1]
    below = (
        line
        for page, lines in pages
        if page is last.page
        for line in lines
        if line.box[1] > last.band.top and _ON_AMOUNTS.match(line.text) and len(line.words) <= NOTE_WORDS
    )
    stated = {scale for line in below if (scale := unit_within(line.text, ocr=last.page.source == "ocr")) is not None}
    return _scaled(chain, stated.pop()) if len(stated) == 1 else chain


def _scaled(chain: Chain, scale: Decimal) -> Chain:
    scales = {column.name: scale for column in chain.spec.columns.values() if column.kind == "amount"}
    events = [
        replace(
            event,
            amounts={
                name: tuple(replace(it, value=it.value * scale) for it in readings)
                for name, readings in event.amounts.items()
            },
        )
        for event in chain.events
    ]
    return replace(chain, events=events, scales={**chain.scales, **scales}, unit_printed=True)


def is_unit_sure(chain: Chain) -> bool:
    """Whether the figures are rupees for certain: by a printed unit, by a rupee mark, or by their size."""
    key = chain.spec.key
    if key is None or chain.unit_printed or chain.spec.document_type not in LARGE:
        return True
    cells = [event.cells[key] for event in chain.events if key in event.cells]
    if any(_RUPEE_MARK.search(cell.text) for cell in cells):
        return True
    amounts = [event.amounts[key][0].value for event in chain.events if event.kind == "row" and event.amounts.get(key)]
    return not may_be_scaled(amounts, chain.parts[0].page.source)


def column_sum(chain: Chain, column: str) -> Decimal:
    """What the rows of a column add up to."""
    return sum(
        (event.amounts[column][0].value for event in chain.events if event.kind == "row" and event.amounts.get(column)),
        Decimal(0),
    )


def by_certified_column(chain: Chain, certified: Sequence[Decimal]) -> Chain:
    """The table with its key column being the one that the certificate's own words add up.

    With GST where credit is availed, or without: a statement prints both, and only its words say which is certified.
    """
    key = chain.spec.key
    if key is None or not certified or is_certified(column_sum(chain, key), certified):
        return chain
    spare = chain.spec.columns[key].spare
    if spare is None or not is_certified(column_sum(chain, spare), certified):
        return chain
    gross = ColumnSpec(GROSS, "amount", ())
    columns = {**chain.spec.columns, GROSS: gross}
    sums = tuple(Sum(it.terms, GROSS if it.total == key else it.total) for it in chain.spec.sums)
    events = [_recast(event, key, spare, columns) for event in chain.events]
    return replace(chain, spec=replace(chain.spec, columns=columns, sums=sums), events=events)


def _recast(event: Event, key: str, spare: str, columns: Mapping[str, ColumnSpec]) -> Event:
    """The event with the spare column's figure as the key's, and the key's kept as gross."""
    cells, amounts = dict(event.cells), dict(event.amounts)
    if key in cells:
        cells[GROSS] = replace(cells.pop(key), column=columns[GROSS])
    if key in amounts:
        amounts[GROSS] = amounts.pop(key)
    if spare in cells:
        cells[key] = replace(cells[spare], column=columns[key])
    if spare in amounts:
        amounts[key] = amounts[spare]
    return replace(event, cells=cells, amounts=amounts)
