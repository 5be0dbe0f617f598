"""One way of reading a table as a hypothesis: which table is meant, and how well its arithmetic bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.tables.amounts import is_empty
from extractors.tables.certified import (
    CERTIFIED,
    by_certified_column,
    column_sum,
    in_certified_unit,
    in_unit_of_footnote,
    is_certified,
    stated_amounts,
)
from extractors.tables.dittos import is_ditto, with_dittos
from extractors.tables.events import Cell, Chain, Event, PagesWithLines
from extractors.tables.headed import with_headed
from extractors.tables.headings import ASSUMED, Heading
from extractors.tables.joining import join_pages, same_kind
from extractors.tables.ledger_accounts import with_accounts_apart
from extractors.tables.likeness import normal_heading
from extractors.tables.other_matters import is_another, rows_of_its_own
from extractors.tables.part_headings import printed_headings
from extractors.tables.sums import Ledger, reckon
from extractors.tables.told import TESTS
from extractors.tables.vouchers import (
    as_sales,
    with_last_told,
    with_total_above,
    with_total_of_weights_told,
    with_totals_below,
    with_totals_told,
)
from extractors.tables.words import is_nothing
from records.dates import read_day
from records.gstins import is_gstin
from records.units import read_quantity, read_unit
from reference.table_specs import TableSpec

FAVOUR = 3
"""A heading that marks the table counts as much as this many columns."""


UNREAD = 3
"""An amount that cannot be read weighs against a way of reading as much as this many sound cells for it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way of reading a table, with what the arithmetic says of it.

    `certified`: whether the print outside the table states what its key column adds up to.
    """

    chain: Chain
    ledger: Ledger
    others: tuple[Chain, ...]
    unread: int
    certified: bool

    @property
    def rank(self) -> tuple[int, float, int]:
        """Larger is better: sums that hold, then cells that are what their column asks for, less those unread."""
        sums = {True: 2, None: 1, False: 0}[self.ledger.adds_up]
        good = sum(1 for check in self.ledger.checks if check.holds) / max(1, len(self.ledger.checks))
        sound = sum(1 if it else -1 for it in _soundness(self.chain))
        return (sums, round(good, 3), sound - UNREAD * self.unread)

    @property
    def is_sound(self) -> bool:
        """Whether its sums hold and no weight has run together with the figure beside it, which no sum would tell."""
        return bool(self.ledger.adds_up) and not self.unread and all(_soundness(self.chain, WEIGHTS))


def judged(spec: TableSpec, pages: PagesWithLines, found: Sequence[Chain]) -> Candidate | None:
    """The table that fits best among those found, with what its arithmetic says."""
    chains = [chain for chain in found if not is_another(chain) and _bears_out(chain)]
    chains = join_pages(chains, {page.number: lines for page, lines in pages})
    if not chains:
        return None
    for chain in chains:
        chain.events = in_order(spec, chain.events)
    stated = stated_amounts(pages, chains) if spec.document_type in CERTIFIED else ()
    certified = stated if any(it.spare for it in spec.columns.values()) else ()
    chain = _whole(max(chains, key=_fit), chains, certified)
    chain = in_certified_unit(in_unit_of_footnote(chain, pages), stated)
    chain = by_certified_column(chain, certified)
    others = tuple(it for it in chains if it.parts[0] not in chain.parts)
    chain = with_accounts_apart(chain)
    sure = is_certified(column_sum(chain, chain.spec.key), stated) if chain.spec.key is not None else False
    return Candidate(chain, reckon(chain.spec, chain.events), others, sum(1 for _ in unread_cells(chain)), sure)


def in_order(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """The events with rows and sums told apart, sums after the rows they add up, and dittos replaced."""
    told = with_last_told(spec.key, with_totals_told(spec.key, as_sales(spec, with_dittos(events))))
    placed = with_total_above(with_totals_below(spec.key, told))
    return with_total_of_weights_told(spec, with_headed(spec, _with_closing_told(spec, placed)))


def _with_closing_told(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """A closing balance that is what the rows make is their total; a ledger without opening balance ends in one."""
    told = [
        replace(event, kind="total") if event.kind == "opening" and _CLOSING.search(event.label) else event
        for event in events
    ]
    return told if told != list(events) and reckon(spec, told).adds_up else list(events)


_CLOSING = re.compile(r"closing|अंतिम", re.I)


def _whole(best: Chain, chains: Sequence[Chain], certified: Sequence[Decimal]) -> Chain:
    """The best table, with the other tables of its kind if only together they give what is certified or totalled."""
    key = best.spec.key
    if key is None or len(chains) == 1:
        return best
    together = Chain(best.spec)
    for chain in chains:
        together.parts.extend(chain.parts)
        together.events.extend(chain.events)
        together.rows += chain.rows
        together.scales.update(chain.scales)
    together.parts.sort(key=lambda part: (part is not best.parts[0], part.page.number))
    together.scales.update(best.scales)
    together.events.sort(key=lambda event: (event.page.number, event.band.top))
    if is_certified(column_sum(together, key), certified) and not is_certified(column_sum(best, key), certified):
        return together
    joint = reckon(best.spec, together.events)
    everything = (0, len(joint.rows))
    adds_all = any(it.column == key and it.holds and it.covers == everything for it in joint.checks)
    return together if adds_all and joint.adds_up else best


def _fit(chain: Chain) -> float:
    """How well a table fits: columns that give fields count most, then rows."""
    columns = {column.name for part in chain.parts[:1] for column in part.columns.values() if column.kind != "known"}
    words = {word for text in printed_headings(chain).values() for word in normal_heading(text).split()}
    return len(columns) + min(chain.rows, 20) / 10 + (FAVOUR if words & chain.spec.favours else 0)


def assumed_heading(chain: Chain) -> Heading | None:
    """The heading that was taken for a column although it could not be read."""
    return next(
        (
            heading
            for part in chain.parts
            if part.headings is not None
            for heading in part.headings.found
            if heading.column is not None and heading.score == ASSUMED
        ),
        None,
    )


def assumed_key(chain: Chain) -> bool:
    """Whether the column that is added up was taken for it without a heading that says so."""
    assumed = assumed_heading(chain)
    return assumed is not None and assumed.column is not None and assumed.column.name == chain.spec.key


def left_out(best: Candidate) -> list[Chain]:
    """Tables of the same kind that were not read: rows of this one may stand there."""
    return [] if best.certified else [other for other in best.others if same_kind(best.chain, other)]


def _bears_out(chain: Chain) -> bool:
    """Whether columns of names hold words and the column of amounts amounts, most where its heading was assumed."""
    if not _has_names(chain) or _numbers_by_amounts(chain):
        return False
    key = chain.spec.key
    if key is not None and chain.spec.columns[key].kind == "amount":
        printed = [event for event in chain.events if key in event.cells and not is_nothing(event.cells[key].text)]
        if printed and not any(event.amounts.get(key) for event in printed):
            return False
    assumed = assumed_heading(chain)
    if key is None or assumed is None or assumed.column is None or assumed.column.name != key:
        return True
    rows = [event for event in chain.events if event.kind == "row"]
    return 2 * sum(1 for event in rows if key in event.amounts) > len(rows)


NAMES = frozenset({"text", "mineral"})
"""Kinds of columns whose cells are words."""


def _has_names(chain: Chain) -> bool:
    """Whether any cell of the columns of names is more than a figure: "Purity | Recovery" over "99 | 85 %" has none."""
    rows = (event for event in chain.events if event.kind == "row")
    names = [cell.text for event in rows for cell in event.cells.values() if cell.column.kind in NAMES]
    return not names or any(sign.isalpha() for text in names for sign in text)


_GROUPED = re.compile(r"\W*[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]{1,2})?\W*")
"""An amount, which nobody numbers his invoices by."""


def _numbers_by_amounts(chain: Chain) -> bool:
    """Whether most cells of a column of invoice numbers are amounts: "Invoice" began the heading "Invoice value"."""
    rows = (event for event in chain.events if event.kind == "row")
    numbers = [cell.text for event in rows for cell in event.cells.values() if cell.column.kind == "invoice"]
    return 2 * sum(_GROUPED.fullmatch(it) is not None for it in numbers) >= len(numbers) > 0


WEIGHTS = frozenset({"quantity", "unit"})
TOLD_BY_FORM = WEIGHTS | {"amount", "date", "gstin", "hsn", "invoice"}
"""Kinds of columns whose cells can be told to be what the column asks for; the rest are words."""


def _soundness(chain: Chain, kinds: Set[str] = TOLD_BY_FORM) -> Iterator[bool]:
    """Of each cell of rows in columns of these kinds, whether it is what its column asks for."""
    for event in chain.events:
        if event.kind == "row":
            for name, cell in event.cells.items():
                if cell.column.kind in kinds and not (cell.lent or is_nothing(cell.text) or is_ditto(cell.text)):
                    yield _is_sound(cell, name in event.amounts)


def _is_sound(cell: Cell, is_amount: bool) -> bool:
    match cell.column.kind:
        case "amount":
            return is_amount
        case "date":
            return read_day(cell.text) is not None
        case "gstin":
            return is_gstin(cell.text)
        case "quantity":
            return TESTS["quantity"](cell.text) or _is_weighed(cell.text)
        case "unit":
            return read_unit(cell.text) is not None
        case kind:
            return TESTS[kind](cell.text)


def _is_weighed(text: str) -> bool:
    """Whether a cell is a figure, alone or with its unit of weight: "820 kg/year"."""
    quantity = read_quantity(text)
    if quantity is not None and not any(map(str.isalpha, text)):
        return True
    unit = read_unit(quantity.unit) if quantity is not None and quantity.unit else None
    return unit is not None and unit.mass is not None


def unread_cells(chain: Chain) -> Iterator[tuple[Event, Cell]]:
    """The cells of amounts that hold something which is no amount."""
    for event in chain.events:
        if event.kind == "row":
            for name, cell in event.cells.items():
                if cell.column.kind == "amount" and not cell.lent and name not in event.amounts and not is_empty(cell):
                    yield event, cell


def without_others(best: Candidate) -> Candidate:
    """A consent's table of products without its rows of other matters: what is fed, water, power, stacks.

    The way of reading is chosen before: one that overlooks such rows or their headings would else seem to read more.
    """
    kept = rows_of_its_own(best.chain)
    if len(kept) == len(best.chain.events):
        return best
    chain = replace(best.chain, events=list(kept), rows=sum(1 for event in kept if event.kind == "row"))
    return replace(best, chain=chain, ledger=reckon(chain.spec, kept))
