"""Cells of what identifies an invoice and its goods: its number, its day, both in one cell, the HSN code."""

from __future__ import annotations

import re

from extractors.finding.bands import Words
from extractors.tables.cells import NOT_CHOSEN, TOLD, Maker, is_ocr, words_between
from extractors.tables.events import Cell
from extractors.tables.words import is_nothing
from records.dates import find_days, read_day
from records.days import FoundDay
from records.digits import ascii_digits
from records.readings import Alternative, Field

_COMMA_BEFORE_DAY = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{2}){1,2}(?![0-9]))")
"""What parts the number of an invoice from its day without a space, as OCR gives it: "SE/26/305,17.05.2026"."""

_OF_NUMBER = re.compile(r"\s*(?:[,;/|(-]|\b(?:dt|dtd|dated|date|of|on)\b\.?:?|दिनांक)*\s*$", re.I)

_DAY_OF_LETTERS = re.compile(r"[A-Za-z\u0900-\u097f]{3}")
"""A day with its month in letters, which is no number of an invoice: "22-Sep-2026"."""

_CAPITAL_I = re.compile(r"(?<=[A-Z])l(?![a-z0-9])|(?<![A-Za-z0-9])l(?=[A-Z])")
"""A small l among capitals is a capital I."""

_LOST_STROKE = re.compile(r"(?<=[A-Z])[Il1|!]\s?(?=[0-9]{2}-[0-9]{2}/)")
"""Between the letters and the year of a number that goes on with a stroke ("KCI 26-27/0010") stood a stroke."""

FAR_FETCHED, UNSURE_DAY = 0.5, 0.85
"""The cost of a reading of a day from which on it is doubted, and the most for it then."""


def invoice_fields(maker: Maker, cell: Cell, date_column: str | None) -> dict[str, Field]:
    """The number of an invoice, and its date where both stand in one cell and it is asked for there."""
    if date_column is None or (parted := _number_and_day(cell)) is None:
        return _number_fields(maker, cell, cell.text, cell.words)
    number, words, day = parted
    return {date_column: _day_beside(maker, date_column, cell, day)} | _number_fields(maker, cell, number, words)


def _number_and_day(cell: Cell) -> tuple[str, Words, FoundDay] | None:
    """An invoice's number with its words and the day behind it, None where the cell has but one of the two.

    Figures alone that look like a day may be the number.
    """
    text = _COMMA_BEFORE_DAY.sub(" ", cell.text)
    days = find_days(text, ocr=is_ocr(cell))
    if not days:
        return None
    day = days[-1]
    before, after = _OF_NUMBER.sub("", text[: day.start]).strip(), text[day.end :].strip(" )")
    if not (before or after or _DAY_OF_LETTERS.search(day.text)):
        return None
    return before or after, words_between(cell, 0, day.start) if before else cell.words, day


def _day_beside(maker: Maker, name: str, cell: Cell, day: FoundDay) -> Field:
    """The day of an invoice that stands in the cell of its number."""
    reading, *rest = day.readings
    others = [Alternative(it.value, day.text, NOT_CHOSEN, it.reason) for it in rest]
    words = words_between(cell, day.start, day.end)
    return maker.field(name, reading.value, cell, text=day.text, words=words, alternatives=others)


def _number_fields(maker: Maker, cell: Cell, text: str, words: Words) -> dict[str, Field]:
    """The number of an invoice; one of which a stroke was lost or the end was cut off ("SRM/") is doubted."""
    printed = _joined_number(text)
    number = _mended_number(printed) if is_ocr(cell) else printed
    if not number or is_nothing(number):
        return {}
    stroke_lost = is_ocr(cell) and _LOST_STROKE.search(printed) is not None
    others = [Alternative(printed, printed, NOT_CHOSEN, "as read by OCR")] if stroke_lost else []
    cut_off = number.endswith(("/", "-")) or not any(map(str.isdigit, number))
    ceiling = TOLD if stroke_lost or cut_off else 1.0
    name = cell.column.name
    return {name: maker.field(name, number, cell, text=number, words=words, ceiling=ceiling, alternatives=others)}


def _mended_number(number: str) -> str:
    """An invoice number as OCR reads it with its capital I, its stroke, and without dust at its ends."""
    number = _CAPITAL_I.sub("I", number) if not re.search("[a-km-z]", number) else number
    number = _LOST_STROKE.sub("/", number)
    return re.sub(r"^[^0-9A-Za-z\u0900-\u097f]+|[^0-9A-Za-z\u0900-\u097f)]+$", "", number)


def _joined_number(text: str) -> str:
    """An invoice number that a narrow column broke is one word again: "CN/25-26/ 001" is "CN/25-26/001"."""
    stripped = " ".join(text.split()).strip(" ,;")
    return re.sub(r"(?<=[/-])\s+(?=\w)|(?<=\w)\s+(?=[/-])", "", stripped)


def date_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """A date, day first; a date that can be read in two ways keeps the other as runner-up."""
    closed = re.sub(r"(?<=[-/.])\s+|\s+(?=[-/.])", "", cell.text)
    joined = "".join(cell.text.split())
    ocr = is_ocr(cell)
    readings = read_day(cell.text, ocr=ocr) or read_day(closed, ocr=ocr) or read_day(joined, ocr=ocr)
    if not readings:
        found = find_days(cell.text, ocr=ocr)
        readings = found[0].readings if found else ()
    if not readings:
        return {}
    ceiling = 1.0 if readings[0].cost < FAR_FETCHED else UNSURE_DAY
    others = [Alternative(it.value, cell.text, NOT_CHOSEN, it.reason) for it in readings[1:]]
    name = cell.column.name
    return {name: maker.field(name, readings[0].value, cell, ceiling=ceiling, alternatives=others)}


def hsn_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """An HSN code: its digits."""
    digits = re.sub(r"[^0-9]", "", ascii_digits(cell.text))
    return {cell.column.name: maker.field(cell.column.name, digits, cell)} if 2 <= len(digits) <= 8 else {}
