"""The arithmetic of a table: what it prints as sums against its rows; among readings of a scan, those that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations, islice, product

from rapidfuzz import fuzz

from extractors.tables.amounts import is_empty
from extractors.tables.events import Event
from extractors.tables.sides import Place, in_doubt, sides_of, with_sign
from records.numbers import Reading
from reference.table_specs import TableSpec

NOUGHT = Decimal(0)

ROUNDING = Decimal(1)
"""A line of an invoice may be rounded to the rupee; sums of columns may not."""

TO_THE_PAISA = Decimal("0.005")
"""A row of a scan vouches for its figures only if it is exact: within a rupee a misread digit of paise would pass."""

MOST_SWAPS = 3
"""So many readings of one sum may be exchanged at once; beyond it the table is doubtful."""

MOST_COMBINATIONS = 200_000

DOUBTFUL = 0.7
"""Figures that OCR read with less confidence than this may be wrong."""

LIKE_PRINT = 60.0
"""An amount that is reckoned for a doubtful cell must be so like its print (0-100)."""

RECKONED = 1.2
"""What it costs to take a reckoned amount: more than any reading of the print itself."""


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A printed sum of one column against what it should be.

    Attributes:
        event: the number of the event that prints it.
        covers: which rows it adds up: from and up to (without) these places in the order of rows.
        whole: whether it covers all rows of the table so far.
    """

    event: int
    column: str
    printed: Decimal
    reckoned: Decimal
    covers: tuple[int, int]
    whole: bool

    @property
    def holds(self) -> bool:
        """Whether the sum is exact."""
        return self.printed == self.reckoned


@dataclass
class Ledger:
    """The events of a table with the reading taken for each amount, and what the arithmetic says of them."""

    spec: TableSpec
    events: Sequence[Event]
    readings: dict[Place, tuple[Reading, ...]]
    taken: dict[Place, int] = field(default_factory=dict)
    checks: list[SumCheck] = field(default_factory=list)
    settled: set[Place] = field(default_factory=set)
    by_row: dict[Place, str] = field(default_factory=dict)
    reckoned: set[Place] = field(default_factory=set)
    """Cells that OCR could not read and whose amount both their row and their column give."""
    by_its_row: set[Place] = field(default_factory=set)
    """Cells whose amount was taken from the rest of their row: that row is no witness any more."""
    sides_in_doubt: dict[int, frozenset[str]] = field(default_factory=dict)
    """By row, the columns whose amounts carry a Dr or Cr of which the paper does not say what it means."""

    @cached_property
    def rows(self) -> list[int]:
        """The numbers of the events that are rows."""
        return [number for number, event in enumerate(self.events) if event.kind == "row"]

    def value(self, event: int, column: str) -> Decimal | None:
        """The amount taken, in rupees."""
        readings = self.readings.get((event, column))
        return readings[self.taken.get((event, column), 0)].value if readings else None

    @property
    def columns(self) -> list[str]:
        """The amount columns that any row fills."""
        return list(
            dict.fromkeys(column for event, column in self.readings if self.events[event].kind in ("row", "voucher"))
        )

    @property
    def adds_up(self) -> bool | None:
        """Whether every printed sum is right; None if none is printed."""
        return all(check.holds for check in self.checks) if self.checks else None

    def grand_total(self, column: str) -> int | None:
        """The number of the event that prints the total of the whole table, None if none does.

        A sum that is exact for some of the rows only ("Total for August") is theirs, unless it is called a grand total.
        """
        parts = {check.event for check in self.checks if check.column == column and check.holds and not check.whole}
        totals = [
            number
            for number, event in enumerate(self.events)
            if event.is_total
            and event.kind != "subtotal"
            and (number, column) in self.readings
            and (number not in parts or event.kind == "grand_total")
        ]
        holding = [check.event for check in self.checks if check.column == column and check.whole and check.holds]
        last_row = max((number for number, event in enumerate(self.events) if event.kind == "row"), default=-1)
        labelled = [number for number in totals if self.events[number].kind == "grand_total"]
        for candidates in ([it for it in holding if it in totals and it > last_row], labelled, totals):
            if candidates and candidates[-1] > last_row:
                return candidates[-1]
        return None


def reckon(spec: TableSpec, events: Sequence[Event]) -> Ledger:
    """Take a reading for every amount, so that rows and sums agree where they can, and check all printed sums.

    Figures of a text layer stand as printed; only where a cell was read by OCR, or where a credit note is printed
    without a sign, is another admissible reading taken, and only if it is the only one that adds up.
    """
    sides = sides_of(events)
    readings = {
        (number, column): with_sign(event, found, sides.get((number, column)))
        for number, event in enumerate(events)
        for column, found in event.amounts.items()
        if found
    }
    ledger = Ledger(spec, events, readings, sides_in_doubt=in_doubt(sides))
    _settle_rows(ledger)
    _reckon_doubtful(ledger)
    for column in ledger.columns:
        checks = _audit(ledger, column)
        for _ in range(len(checks)):
            failing = next((check for check in checks if not check.holds), None)
            if failing is None or not any(_settle_sum(ledger, check) for check in checks if not check.holds):
                break
            checks = _audit(ledger, column)
        if checks and not all(check.holds for check in checks):
            checks = _fill_gap(ledger, column, checks)
        if checks and not all(check.holds for check in checks):
            _explain_gap(ledger, column, checks)
        ledger.checks.extend(checks)
    _witness_rows(ledger)
    return ledger


@dataclass(slots=True)
class _Stretch:
    """Rows from a place on, and what they add up to so far."""

    start: int
    total: Decimal = NOUGHT


def _audit(ledger: Ledger, column: str) -> list[SumCheck]:
    """Every printed sum of a column against the rows it may add up; the nearest in meaning that is exact wins."""
    checks: list[SumCheck] = []
    whole, section, page = _Stretch(0), _Stretch(0), _Stretch(0)
    blocks: list[SumCheck] = []
    carried: Decimal | None = None
    opening = NOUGHT
    seen = 0
    for number, event in enumerate(ledger.events):
        printed = ledger.value(number, column)
        if event.kind == "row":
            seen += 1
            for stretch in (whole, section, page):
                stretch.total += printed or NOUGHT
            continue
        if printed is None:
            continue
        if event.kind == "voucher":
            for stretch in (whole, section, page):
                stretch.total += printed
            continue
        if event.kind == "opening":
            opening = printed
            continue
        if event.kind == "brought":
            expected = carried if carried is not None else whole.total
            checks.append(SumCheck(number, column, printed, expected, (0, seen), True))
            page = _Stretch(seen)
            continue
        options = _options(event, whole, section, page, opening)
        covered = [(reckoned, (start, seen), start == 0) for reckoned, start in options if start < seen]
        if blocks:
            stretch_of_blocks = (blocks[0].covers[0], blocks[-1].covers[1])
            covered.append(
                (sum((it.printed for it in blocks), NOUGHT), stretch_of_blocks, stretch_of_blocks == (0, seen))
            )
        if not covered:
            continue
        check = SumCheck(number, column, printed, *next((it for it in covered if it[0] == printed), covered[0]))
        checks.append(check)
        page = _Stretch(seen)
        if event.kind == "carried":
            carried = printed
            continue
        if check.covers == (section.start, seen):
            blocks.append(check)
        section = _Stretch(seen)
    return checks


def _options(
    event: Event, whole: _Stretch, section: _Stretch, page: _Stretch, opening: Decimal
) -> list[tuple[Decimal, int]]:
    """What a printed sum may add up, likeliest first: all rows, those since the last sum, those of the page."""
    rows, part, sheet = (whole.total, 0), (section.total, section.start), (page.total, page.start)
    options = [part, sheet, rows] if event.kind == "subtotal" else [rows, part, sheet]
    return [*options, (whole.total + opening, 0)] if opening else options


def _settle_rows(ledger: Ledger) -> None:
    """In each row of a scan take the readings with which its equations hold, if they are the only ones so cheap."""
    equations = list(equations_of(ledger.spec, ledger.columns))
    for number, event in enumerate(ledger.events):
        if event.kind != "row":
            continue
        for terms, total in equations:
            places = [(number, name) for name in (*terms, total) if (number, name) in ledger.readings]
            if len(places) < 2 or places[-1][1] != total or not any(len(ledger.readings[it]) > 1 for it in places):
                continue
            if _row_holds(ledger, number, terms, total):
                continue
            _settle_row(ledger, places)


def _settle_row(ledger: Ledger, places: Sequence[Place]) -> None:
    choices = [range(len(ledger.readings[place])) for place in places]
    holding: list[tuple[float, tuple[int, ...]]] = []
    for choice in islice(product(*choices), 4096):
        values = [ledger.readings[place][index].value for place, index in zip(places, choice, strict=True)]
        if abs(sum(values[:-1], NOUGHT) - values[-1]) <= ROUNDING:
            cost = sum(ledger.readings[place][index].cost for place, index in zip(places, choice, strict=True))
            holding.append((cost, choice))
    holding.sort()
    if holding and (len(holding) == 1 or holding[0][0] < holding[1][0]):
        for place, index in zip(places, holding[0][1], strict=True):
            if index != ledger.taken.get(place, 0):
                ledger.taken[place] = index
                ledger.settled.add(place)


def _settle_sum(ledger: Ledger, check: SumCheck) -> bool:
    """Exchange the readings of a failing sum so that it holds, if there is just one way with the fewest exchanges."""
    swaps: list[tuple[Place, int, Decimal]] = []
    for number in (*ledger.rows[slice(*check.covers)], check.event):
        place = (number, check.column)
        readings = ledger.readings.get(place, ())
        sign = -1 if number == check.event else 1
        now = ledger.taken.get(place, 0)
        swaps.extend(
            (place, index, sign * (reading.value - readings[now].value))
            for index, reading in enumerate(readings)
            if index != now
        )
    short = check.printed - check.reckoned
    for size in range(1, MOST_SWAPS + 1):
        if _count(len(swaps), size) > MOST_COMBINATIONS:
            return False
        ways = [
            way
            for way in combinations(swaps, size)
            if sum((delta for _, _, delta in way), NOUGHT) == short and len({place for place, _, _ in way}) == size
        ]
        if len(ways) == 1:
            for place, index, _ in ways[0]:
                ledger.taken[place] = index
                ledger.settled.add(place)
            return True
        if ways:
            return False
    return False


def _fill_gap(ledger: Ledger, column: str, checks: list[SumCheck]) -> list[SumCheck]:
    """Where OCR could not read one amount, take the one that its row gives, if the printed sums then hold."""
    gaps = [
        number
        for number in ledger.rows
        if (number, column) not in ledger.readings
        and column in ledger.events[number].cells
        and any(word.source == "ocr" for word in ledger.events[number].cells[column].words)
    ]
    if len(gaps) != 1:
        return checks
    place = (gaps[0], column)
    for terms, total in equations_of(ledger.spec, ledger.columns):
        values = [ledger.value(gaps[0], name) for name in (*terms, total)]
        if column not in (*terms, total) or sum(1 for value in values[:-1] if value is not None) < 1:
            continue
        known = sum((value for value in values[:-1] if value is not None), NOUGHT)
        amount = known if column == total else (values[-1] or NOUGHT) - known
        if column != total and values[-1] is None or column == total and len([v for v in values if v is not None]) < 2:
            continue
        ledger.readings[place] = (Reading(amount, 0.5, "reckoned from the row, and the column's sum agrees"),)
        filled = _audit(ledger, column)
        if all(check.holds for check in filled):
            ledger.settled.add(place)
            ledger.reckoned.add(place)
            return filled
        del ledger.readings[place]
    return checks


def _reckon_doubtful(ledger: Ledger) -> None:
    """In a row of a scan whose equation fails, take what the clear amounts leave for the only doubtful one."""
    equations = [it for it in equations_of(ledger.spec, ledger.columns) if _is_meant(ledger, *it)]
    for number, event in enumerate(ledger.events):
        if event.kind != "row" or event.page.source != "ocr":
            continue
        for terms, total in equations:
            if (number, total) in ledger.readings and _row_holds(ledger, number, terms, total):
                continue
            places = [(number, name) for name in (*terms, total) if _is_printed(ledger, (number, name))]
            doubtful = [place for place in places if _is_doubtful(ledger, place)]
            if len(doubtful) != 1 or len(places) < 3 or total not in (name for _, name in places):
                continue
            (place,) = doubtful
            if place not in ledger.readings:
                continue  # an amount that was not read at all is taken only where its column agrees: `_fill_gap`
            known = sum((ledger.value(*it) or NOUGHT for it in places if it != place and it[1] != total), NOUGHT)
            amount = known if place[1] == total else (ledger.value(number, total) or NOUGHT) - known
            if _take_reckoned(ledger, place, amount, "reckoned from its row"):
                ledger.by_its_row.add(place)


def _is_meant(ledger: Ledger, terms: Sequence[str], total: str) -> bool:
    """Whether the clear rows do not speak against an equation: a total may be meant without the tax beside it."""
    clear = [
        number
        for number in ledger.rows
        if all(
            (number, name) in ledger.readings and not _is_doubtful(ledger, (number, name)) for name in (*terms, total)
        )
    ]
    return 2 * sum(_row_holds(ledger, number, terms, total) for number in clear) >= len(clear)


def _explain_gap(ledger: Ledger, column: str, checks: Sequence[SumCheck]) -> None:
    """Where a printed total misses the rows and just one of them was read in doubt, note what the total leaves for it.

    It is another reading for a person to weigh, and not taken: the rows may be right and the total wrong.
    """
    check = next((it for it in checks if not it.holds), None)
    if check is None or _is_doubtful(ledger, (check.event, column)):
        return
    places = [(number, column) for number in ledger.rows[slice(*check.covers)]]
    doubtful = [place for place in places if _is_printed(ledger, place) and _is_doubtful(ledger, place)]
    if len(doubtful) == 1 and (read := ledger.readings.get(doubtful[0])) and doubtful[0] not in ledger.by_its_row:
        amount = (ledger.value(*doubtful[0]) or NOUGHT) + check.printed - check.reckoned
        ledger.readings[doubtful[0]] = (*read, Reading(amount, RECKONED, "what the printed total leaves"))


def _take_reckoned(ledger: Ledger, place: Place, amount: Decimal, reason: str) -> bool:
    """Take a reckoned amount if it is not unlike the print, which stays as the other reading; whether it was taken."""
    cell = ledger.events[place[0]].cells[place[1]]
    digits, reckoned = (re.sub("[^0-9]", "", text).rstrip("0") for text in (cell.text, f"{amount:.2f}"))
    turned = (amount < 0) != (ledger.readings[place][0].value < 0)  # nobody misreads a sign that is not there
    if amount == 0 or turned or fuzz.ratio(digits, reckoned) < LIKE_PRINT:
        return False
    read = ledger.readings[place]
    ledger.readings[place] = (Reading(amount, RECKONED, reason), *read)
    ledger.taken[place] = 0
    ledger.settled.add(place)
    return True


def _is_printed(ledger: Ledger, place: Place) -> bool:
    cell = ledger.events[place[0]].cells.get(place[1])
    return place in ledger.readings or (cell is not None and not cell.lent and not is_empty(cell))


def _is_doubtful(ledger: Ledger, place: Place) -> bool:
    """Whether OCR read an amount badly or not at all."""
    cell = ledger.events[place[0]].cells[place[1]]
    if not any(word.source == "ocr" for word in cell.words):
        return False
    return place not in ledger.readings or min(word.confidence for word in cell.words) < DOUBTFUL


def _count(of: int, size: int) -> int:
    ways = 1
    for step in range(size):
        ways = ways * max(of - step, 0) // (step + 1)
    return ways


def equations_of(spec: TableSpec, columns: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The sums within a row; a column that is not printed is replaced by the parts it is printed in."""
    for equation in spec.sums:
        terms: list[str] = []
        for term in equation.terms:
            parts = [name for name, column in spec.columns.items() if column.part_of == term and name in columns]
            terms.extend([term] if term in columns or not parts else parts)
        if equation.total in columns and sum(1 for term in terms if term in columns) >= 1:
            yield tuple(terms), equation.total


def _row_holds(ledger: Ledger, number: int, terms: Sequence[str], total: str, slack: Decimal = ROUNDING) -> bool:
    printed = ledger.value(number, total)
    values = [value for term in terms if (value := ledger.value(number, term)) is not None]
    return printed is not None and len(values) >= 1 and abs(sum(values, NOUGHT) - printed) <= slack


def _witness_rows(ledger: Ledger) -> None:
    """Note which amounts agree within their row, where at least two terms make the total."""
    for terms, total in equations_of(ledger.spec, ledger.columns):
        for number, event in enumerate(ledger.events):
            if event.kind != "row":
                continue
            filled = [term for term in terms if ledger.value(number, term)]
            if any((number, name) in ledger.by_its_row for name in (*terms, total)):
                continue
            slack = TO_THE_PAISA if event.page.source == "ocr" else ROUNDING
            if len(filled) >= 2 and _row_holds(ledger, number, terms, total, slack):
                for name in (*filled, total):
                    ledger.by_row[(number, name)] = f"{' + '.join(filled)} = {total}"
