"""By how much the figures of a table are multiplied, as its headings or the lines above it say."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.finding.bands import text_of
from extractors.tables.money_unit import mended_unit, unit_of, unit_within
from extractors.tables.parts import Part
from records.numbers import MOST_SCALED, read_amount

_HAS_FIGURE = re.compile(r"[0-9०-९]")

_WORDS_ABOVE = 14
"""A line above a table is read as a whole for a unit only if it is short; in a longer one the unit must be stated."""


def scales_of(part: Part, *, first: bool) -> tuple[dict[str, Decimal], bool]:
    """By how much each amount column is scaled, and whether that is printed.

    The unit stands in the column's own heading, in any heading, or in a short line above the table.
    """
    if part.headings is None:
        return {}, False
    ocr = part.page.source == "ocr"
    own: dict[str, Decimal] = {}
    for heading in part.headings.found:
        if heading.column is not None and heading.column.kind in ("amount", "rate"):
            titled = len(heading.printed.split()) > _WORDS_ABOVE and _HAS_FIGURE.search(heading.printed)
            scale = (unit_within if titled else unit_of)(heading.printed, ocr=ocr)
            if scale is not None:
                own[heading.column.name] = scale
    amounts = [column.name for column in part.columns.values() if column.kind == "amount"]
    larger = [scale for name, scale in own.items() if scale > 1 and name in amounts]
    general = larger[0] if larger and len(set(larger)) == 1 else _unit_above(part)
    if not larger and general is not None and _is_of_another(part, general):
        general = None
    printed = general is not None or any(name in amounts for name in own)
    if general is None and not first:
        return own, printed
    default = general if general is not None else Decimal(1)
    return {**{name: default for name in amounts}, **own}, printed


def _is_of_another(part: Part, scale: Decimal) -> bool:
    """Whether a unit over a table would make more of one of its figures than any recycler's paper can mean."""
    amounts = [at for at, column in part.columns.items() if column.kind == "amount"]
    cells = (band.cells[at] for band in part.bands for at in amounts if at < len(band.cells))
    figures = (read_amount(text_of(words)) for words in cells if words)
    return any(it and abs(it[0].value) * scale >= MOST_SCALED for it in figures)


def _unit_above(part: Part) -> Decimal | None:
    ocr = part.page.source == "ocr"
    lines = [line.text for line in part.above[-8:]]
    headings = part.headings.found if part.headings is not None else ()
    if not any(it.column is not None and it.column.kind == "rate" for it in headings):  # a rate's unit is its own
        among = unit_within(text_of(part.heading_words), ocr=ocr)  # a title in the bands of the headings
        if among is not None:
            return among
    plain: Decimal | None = None
    for text in reversed([*lines, *part.titles]):
        short = len(text.split()) <= _WORDS_ABOVE
        if (scale := (unit_row(text, ocr=ocr) if short else None) or unit_within(text, ocr=ocr)) is None:
            continue
        if scale != 1:
            return scale
        plain = scale
    return plain


def unit_row(text: str, *, ocr: bool = False) -> Decimal | None:
    """The scale that a line states ("(Rs. in Lakhs)", "Amount in ₹ crore"); a line with a figure states none."""
    line = mended_unit(text) if ocr else text
    dated = re.sub(r"20[0-9]{2}(?:-[0-9]{2,4})?|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", "", line)
    return None if _HAS_FIGURE.search(dated) else unit_of(line, ocr=ocr)
