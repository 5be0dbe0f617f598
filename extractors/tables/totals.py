"""The totals that a table prints, of money and of weight, with what vouches for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.lines import Line
from extractors.tables.cell_quantities import quantity_fields, tonnes_fields
from extractors.tables.cells import OCR_SETTLED, OCR_WITNESSED, WITNESSED, Maker, is_ocr
from extractors.tables.events import Chain
from extractors.tables.row_fields import ROW_SUM, witnessed_confidence
from extractors.tables.sums import Ledger
from extractors.tables.words import row_kind
from records.numbers import read_amount
from records.pages import Page
from records.readings import Alternative, Field, Notice, TableRow

FEWEST_LOST = 2
"""So many lines with an amount in the column of amounts are rows that were not read; one may be a sum in the prose."""

_AMOUNT = re.compile(r"[(₹-]*[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]{1,2})?\)?(?:/-)?|[0-9]+\.[0-9]{2}")


def totals_of_weights(
    chain: Chain, rows: Sequence[TableRow], maker: Maker
) -> tuple[dict[str, Field], frozenset[str], tuple[Notice, ...]]:
    """Printed totals of columns of tonnes, which of them the rows add up to, and a notice for those they do not."""
    totals: dict[str, Field] = {}
    agreed: set[str] = set()
    short: list[Notice] = []
    last_row = max((number for number, event in enumerate(chain.events) if event.kind == "row"), default=-1)
    for event in chain.events[last_row + 1 :]:
        for name, cell in event.cells.items():
            if not event.is_total or cell.column.kind not in ("tonnes_a_year", "quantity"):
                continue
            read = tonnes_fields if cell.column.kind == "tonnes_a_year" else quantity_fields
            made = read(maker, cell, None).get(name)
            if made is None or not isinstance(made.value, Decimal):
                continue
            values = [row.fields[name].value for row in rows if name in row.fields]
            reckoned = sum((it for it in values if isinstance(it, Decimal)), Decimal(0))
            if reckoned == made.value:
                agreed.add(name)
                made = made.with_confidence(witnessed_confidence(made), ROW_SUM)
            elif cell.column.kind == "tonnes_a_year":
                message = f"{chain.spec.name}.{name}: the printed total is {made.value}; the rows add up to {reckoned}."
                short.append(Notice("does_not_add_up", message, event.page.number))
            totals[name] = made
    return totals, frozenset(agreed), tuple(short)


def with_weights_witnessed(rows: Sequence[TableRow], agreed: frozenset[str]) -> Iterator[TableRow]:
    """The rows with the weights surer whose printed total they add up to."""
    for row in rows:
        seconded = {
            name: made.with_confidence(max(made.confidence, witnessed_confidence(made)), ROW_SUM)
            for name, made in row.fields.items()
            if name in agreed
        }
        yield replace(row, fields={**row.fields, **seconded}) if seconded else row


def printed_totals(chain: Chain, ledger: Ledger, maker: Maker) -> dict[str, Field]:
    """The printed total of the whole table by column of amounts."""
    totals: dict[str, Field] = {}
    for name in ledger.columns:
        number = ledger.grand_total(name)
        if number is None or chain.spec.columns[name].part_of is not None:
            continue
        cell = chain.events[number].cells[name]
        reading = ledger.readings[(number, name)][ledger.taken.get((number, name), 0)]
        made = maker.field(name, reading.value, cell, unit="INR", alternatives=_others(ledger, number, name))
        holds = any(
            check.holds and check.whole and check.event == number and check.column == name for check in ledger.checks
        )
        if holds:
            top = OCR_WITNESSED if is_ocr(cell) else WITNESSED
            top = OCR_SETTLED if (number, name) in ledger.settled else top  # a reading chosen by the sum
            made = made.with_confidence(top, ROW_SUM)
        totals[name] = made
    return totals


def _others(ledger: Ledger, number: int, name: str) -> list[Alternative]:
    taken = ledger.taken.get((number, name), 0)
    text = ledger.events[number].cells[name].text
    return [
        Alternative(it.value, text, 0.3, it.reason)
        for index, it in enumerate(ledger.readings[(number, name)])
        if index != taken
    ]


def grand_total_below(chain: Chain, totals: Mapping[str, Field], lines: Sequence[tuple[Page, Sequence[Line]]]) -> bool:
    """Whether a grand total is printed under the table that none of its totals is: the table went on, unread."""
    last = chain.events[-1]
    known = {abs(it.value) for it in totals.values() if isinstance(it.value, Decimal)}
    for page, its in lines:
        for line in its:
            below = page.number > last.page.number or (page is last.page and line.words[0].box[1] > last.band.top)
            if not below or row_kind(" ".join(it for it in line.text.split() if not _has_digit(it))) != "grand_total":
                continue
            scales = {Decimal(1), *chain.scales.values()}
            printed = {
                abs(reading.value)
                for text in line.text.split()
                if _has_digit(text)
                for scale in scales
                for reading in read_amount(text, scale)
            }
            if printed and not printed & known:
                return True
    return False


def amounts_on_next_page(chain: Chain, lines: Sequence[tuple[Page, Sequence[Line]]]) -> bool:
    """Whether a scan's next page prints amounts in the table's column of them that no row or total of it has.

    The grid of a skewed page may be lost; its rows then stand there as plain print.
    """
    last, part = chain.events[-1], chain.parts[-1]
    position = part.position(chain.spec.key) if chain.spec.key is not None else None
    if position is None or position >= len(part.boxes):  # rows told without headings have no columns of print
        return False
    left, _, right, _ = part.boxes[position]
    following = (its for page, its in lines if page.number == last.page.number + 1 and page.source == "ocr")
    amounts = [
        line
        for its in following
        for line in its
        if any(_AMOUNT.fullmatch(it.text) and left <= (it.box[0] + it.box[2]) / 2 <= right for it in line.words)
    ]
    return len(amounts) >= FEWEST_LOST


def _has_digit(text: str) -> bool:
    """Whether a word has a figure in it."""
    return any(letter.isdigit() for letter in text)
