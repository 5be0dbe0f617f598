"""The figures of one sale told by arithmetic: what was weighed times its rate is the value, and with tax the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from extractors.finding.bands import Words
from extractors.tables.blocks import Block
from records.numbers import read_amount
from records.pages import Page, Word
from records.units import read_unit

Mark = Literal["weight", "rate", ""]

SLACK = Decimal(1)
"""A product may be rounded to the rupee; weights are printed to the gram at most."""

TAX_RATES = tuple(Decimal(it) / 100 for it in (3, 5, 12, 18, 28, 40))
"""Of GST, in parts of the value: without a printed total they tell a tax."""

REACH = 3
"""The quantity, rate and value of an item stand within so many lines."""

MOST_TAXES = 3

MOST_PIECES, PIECES = 4, 0.7
"""An amount is parted into so many words at most, with white between them of so many heights of type."""

_IN_PAISE = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{2,3})*\.[0-9]{2}")
_FIGURE = re.compile(r"[-–−(]?(?:₹|Rs\.?)?[0-9][0-9,]*(?:\.[0-9]+)?(?:/-)?\)?")
_RATE = re.compile(r"@?(?P<amount>(?:₹|Rs\.?)?[0-9][0-9,]*(?:\.[0-9]+)?)(?:/(?P<unit>[A-Za-z]{1,6})\.?)?")
_FLUSH = re.compile(r"(?P<amount>[-(]?[0-9][0-9,]*(?:\.[0-9]+)?\)?)(?P<unit>[A-Za-z]{1,6})\.?")
_CODE = re.compile(r"[0-9]{4}(?:[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sale: its value, what marks it, its words (with its unit) and the line of the sale it stands on."""

    value: Decimal
    mark: Mark
    page: Page
    words: Words
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """What was sold: quantity, rate and value, the last two None where nothing agrees."""

    quantity: Figure
    rate: Figure | None
    value: Figure | None


def figures_of(block: Block, taken: frozenset[int]) -> list[Figure]:
    """The figures of a sale in reading order, without those among the words `taken` (by identity) for other things."""
    found: list[Figure] = []
    for number, placed in enumerate(block.lines):
        words = placed.line.words
        used: Words = ()
        for at, word in enumerate(words):
            if id(word) in taken or any(word is it for it in used):
                continue
            if (made := _broken(words, at) or _figure(words, at)) is not None:
                value, mark, used = made
                found.append(Figure(value, mark, placed.page, used, number))
    return found


def _broken(words: Sequence[Word], at: int) -> tuple[Decimal, Mark, Words] | None:
    """An amount in paise that OCR parted behind its commas or its point: "4," "35,098." "58"."""
    its = [words[at]]
    for word in words[at + 1 : at + MOST_PIECES]:
        height = word.box[3] - word.box[1]
        if its[-1].source != "ocr" or its[-1].text[-1:] not in ",." or word.box[0] - its[-1].box[2] > PIECES * height:
            break
        its.append(word)
    text = "".join(it.text for it in its)
    if len(its) == 1 or _IN_PAISE.fullmatch(text) is None:
        return None
    return read_amount(text)[0].value, "rate" if at and words[at - 1].text == "@" else "", tuple(its)


def _figure(words: Sequence[Word], at: int) -> tuple[Decimal, Mark, Words] | None:
    word = words[at]
    text = word.text.strip(",;:")
    text = text.strip("()") if text.startswith("(") != text.endswith(")") else text
    after = words[at + 1].text.strip(".,;)") if at + 1 < len(words) else ""
    before = words[at - 1].text if at else ""
    rate = _RATE.fullmatch(text)
    if rate is not None and (before == "@" or text.startswith("@") or rate["unit"]) and not text.startswith("@@"):
        readings = read_amount(rate["amount"])
        return (readings[0].value, "rate", (word,)) if readings else None
    flush = _FLUSH.fullmatch(text)
    if flush is not None and _is_weight(flush["unit"]) and (readings := read_amount(flush["amount"])):
        return readings[0].value, "weight", (word,)
    if _FIGURE.fullmatch(text) is None or after.startswith("%") or text.endswith("%"):
        return None
    readings = read_amount(text)
    if not readings:
        return None
    if _is_weight(after):
        return readings[0].value, "weight", (word, words[at + 1])
    return readings[0].value, "", (word, words[at + 1]) if after in ("Dr", "Cr") else (word,)


def _is_weight(text: str) -> bool:
    unit = read_unit(text)
    return unit is not None and unit.mass is not None and unit.per is None


def is_code(figure: Figure) -> bool:
    """Whether a figure may be the code of a good: four, six or eight digits and nothing else."""
    return figure.mark == "" and _CODE.fullmatch(figure.words[0].text.strip(",;()")) is not None


def items_of(figures: Sequence[Figure]) -> list[Item]:
    """The items of a sale: each quantity with the rate and the value that agree with it, each figure used once."""
    weights = [it for it in figures if it.mark == "weight"]
    free = [it for it in figures if it.mark != "weight"]
    items: list[Item] = []
    for quantity in weights or _bare_quantities(figures):
        found = _agreeing(quantity, [it for it in free if it is not quantity])
        rate, value = found if found is not None else (None, None)
        if found is None and not weights:
            continue
        items.append(Item(quantity, rate, value))
        free = [it for it in free if it is not rate and it is not value]
    return items


def _bare_quantities(figures: Sequence[Figure]) -> list[Figure]:
    """Without units, what may be a quantity: a figure printed with another number of decimals than amounts have."""
    return [it for it in figures if it.mark == "" and abs(it.value) < 100_000 and not is_code(it)]


def _agreeing(quantity: Figure, free: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The rate and the value nearest to a quantity of which it is true that the one times it is the other."""
    near = [it for it in free if abs(it.line - quantity.line) <= REACH]
    marked = [it for it in near if it.mark == "rate"]
    fits = [
        (abs(rate.line - quantity.line) + abs(value.line - quantity.line), at, rate, value)
        for rate in marked or near
        for at, value in enumerate(near)
        if value is not rate and value.mark == "" and _is_product(quantity.value, rate.value, value.value)
    ]
    if not fits:
        return None
    _, _, rate, value = min(fits, key=lambda it: it[:2])
    return rate, value


def _is_product(quantity: Decimal, rate: Decimal, value: Decimal) -> bool:
    if abs(value) < 100 or abs(rate) <= 1 or abs(quantity) == 1 and rate == value:
        return False
    return abs(abs(quantity * rate) - abs(value)) <= SLACK


def taxes_and_total(worth: Decimal, figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], Figure | None]:
    """Among the figures that are left, the taxes and the total: with them `worth` makes the total.

    Where only one of them is printed it must be what a rate of GST gives.
    """
    left = [it for it in figures if it.mark == "" and it.value and abs(it.value) != abs(worth)]
    for size in range(1, MOST_TAXES + 1):
        for taxes in combinations([it for it in left if abs(it.value) < abs(worth)], size):
            whole = abs(worth) + sum((abs(it.value) for it in taxes), Decimal(0))
            total = next((it for it in left if it not in taxes and abs(abs(it.value) - whole) <= SLACK), None)
            if total is not None:
                return taxes, total
    for tax in left:
        if any(abs(abs(worth) * rate - abs(tax.value)) <= SLACK for rate in TAX_RATES):
            return (tax,), None
    total = next((it for it in left if any(abs(w - abs(it.value)) <= SLACK for w in _with_tax(worth))), None)
    return (), total


def _with_tax(worth: Decimal) -> Iterator[Decimal]:
    return (abs(worth) * (1 + rate) for rate in TAX_RATES)
