"""Totals: what the text states, what a table prints as its total, what its rows add up to, and in which unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.money import MARK, SCALE_WORD, WORDS_SAY
from extractors.tables import LongRows, TableReading
from extractors.tables.certified import CERTIFIED, NO_UNIT
from extractors.tables.money_unit import may_be_scaled
from extractors.values.quantities import SUM_OF_LISTED
from records.digits import ascii_digits
from records.pages import union
from records.readings import ONE_OCR_WITNESS, SURE, Alternative, Field, Notice, TableRow, Value
from reference.document_types import DocumentType

SUMMED, DISPUTED = 0.95, 0.6

CERTIFIED_TOTALS = frozenset({"total_amount", "total_gmr"})
"""What the certificates of an accountant certify: crores of rupees, never less than lakhs."""

ROWS_ADD_UP = "rows add up to the printed total"
PRINTED_TOTAL = "the printed total of the table"
LIKELY = 0.5
"""A stated figure that is less likely than not gives way to a total that is not."""


def with_totals(
    document_type: DocumentType, fields: Mapping[str, Field], tables: Mapping[str, TableReading]
) -> tuple[dict[str, Field], list[Notice]]:
    """A table's printed total gives the field that a paper states only there, and vouches for it elsewhere."""
    merged, notices = dict(fields), list[Notice]()
    for name, target in document_type.table_totals.items():
        reading, column = table_and_column(tables, target)
        if reading is None:
            continue
        trusted = reading.unit_sure and reading.vouches  # without a unit, or without all rows, sums vouch for nothing
        added = column_sum(reading.rows, column) if trusted else None
        field, noticed = _weigh_totals(name, fields.get(name), reading.totals.get(column), added)
        if field is not None:
            known = reading.unit_sure or field.unit != "INR" or says_money(field)
            merged[name] = field if known else replace(field, confidence=min(field.confidence, NO_UNIT))
        notices += noticed
    for name, target in document_type.table_sums.items():
        reading, column = table_and_column(tables, target)
        summed = _summed(name, reading.rows, column) if reading is not None else None
        if summed is not None and reading is not None and any(column not in row.fields for row in reading.rows):
            summed = replace(summed, confidence=min(summed.confidence, SHORT_OF_ROWS))
        if summed is not None and name not in merged:
            merged[name] = summed
        elif summed is not None and _is_first_of(merged[name], summed.value):
            first = Alternative(merged[name].value, merged[name].evidence.text, 0.3, "the first of what is listed")
            merged[name] = replace(summed, confidence=min(summed.confidence, ONE_OCR_WITNESS), alternatives=(first,))
    return merged, notices


SHORT_OF_ROWS = 0.6
"""The most for a sum of rows of which some print nothing that was read: a scan may have lost a figure."""


def _is_first_of(stated: Field, total: Value) -> bool:
    """Whether what a sentence states is but the first of several quantities that it lists, which the rows add up."""
    return any(it.reason == SUM_OF_LISTED and it.value == total for it in stated.alternatives)


def _weigh_totals(
    name: str, stated: Field | None, total: Field | None, summed: Decimal | None
) -> tuple[Field | None, list[Notice]]:
    """What the text states, what the table prints as its total, and what its rows add up to."""
    if stated is not None and stated.value == summed:
        if any(it.reason == WORDS_SAY for it in stated.alternatives):  # a row and the total were raised, the words not
            return stated.with_confidence(min(stated.confidence, DISPUTED), ROWS_ADD_UP), []
        if total is not None and total.confidence >= SURE and _is_another(total, stated):
            return _between_two(name, stated, total)
        return stated.with_confidence(max(stated.confidence, SUMMED), ROWS_ADD_UP), []
    if total is None:
        return stated, []
    adds_up = total.value == summed
    witnesses = (PRINTED_TOTAL, ROWS_ADD_UP) if adds_up else ()  # by itself a total is one witness, not two
    confidence = max(total.confidence, SUMMED) if adds_up else total.confidence
    from_table = replace(total, name=name, confidence=confidence, witnesses=witnesses)
    if stated is None or (stated.confidence < SURE and adds_up) or stated.confidence < min(LIKELY, confidence):
        return from_table, []
    if stated.value == total.value:
        return stated.with_confidence(stated.confidence, PRINTED_TOTAL), []
    return _between_two(name, stated, total)


def _is_another(total: Field, stated: Field) -> bool:
    """Whether a printed total is another amount than the one stated: further off than one unit of its last place.

    That is ₹1,000 for "3,298.66" under "₹ in lakh" and a paisa for rupees.
    """
    digits = "".join(filter(str.isdigit, ascii_digits(total.evidence.text)))
    if not isinstance(total.value, Decimal) or not isinstance(stated.value, Decimal) or not digits.strip("0"):
        return False
    return abs(total.value - stated.value) > abs(total.value) / Decimal(digits)


def _between_two(name: str, stated: Field, total: Field) -> tuple[Field, list[Notice]]:
    """What the text states, in doubt, for the table prints another total."""
    message = f"{name}: the text says {stated.evidence.text!r}, the table's total is {total.evidence.text!r}."
    other = Alternative(total.value, total.evidence.text, 0.45, PRINTED_TOTAL)
    doubtful = replace(stated, confidence=min(stated.confidence, DISPUTED), alternatives=(other, *stated.alternatives))
    return doubtful, [Notice("two_totals", message, total.evidence.page)]


def _summed(name: str, rows: Sequence[TableRow], column: str) -> Field | None:
    """The sum of a column as a field; its evidence is the column's first figure and the figures in words of print."""
    cells = [row.fields[column] for row in rows if column in row.fields]
    total = column_sum(rows, column)
    if total is None:
        return None
    if (whole := _of_all_others(cells, total)) is not None:
        return replace(whole, name=name, confidence=min(whole.confidence, DISPUTED))
    on_page = [cell for cell in cells if cell.evidence.page == cells[0].evidence.page]
    printed = " + ".join(cell.evidence.text for cell in cells)
    evidence = replace(cells[0].evidence, box=union(cell.evidence.box for cell in on_page), text=printed)
    confidence = min(cell.confidence for cell in cells)
    return Field(name, total, confidence, evidence, cells[0].unit, witnesses=("sum of the rows",))


def _of_all_others(cells: Sequence[Field], total: Decimal) -> Field | None:
    """The one cell of three and more that is the sum of all others: a total among the rows, whatever it is called."""
    wholes = [it for it in cells if isinstance(it.value, Decimal) and it.value and 2 * it.value == total]
    return wholes[0] if len(cells) > 2 and len(wholes) == 1 else None


def column_sum(rows: Sequence[TableRow], column: str) -> Decimal | None:
    """What the figures of a column add up to; None where it has none."""
    listed = (row.fields[column].value for row in rows if column in row.fields)
    values = rows.values(column) if isinstance(rows, LongRows) else listed
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)) if numbers else None


def table_and_column(tables: Mapping[str, TableReading], target: str) -> tuple[TableReading | None, str]:
    """The reading of the table that "items.amount" names, if there is one, and the column."""
    table, column = target.split(".")
    return tables.get(table), column


def unit_doubted(field: Field, document_type: str) -> Field:
    """A certified amount that is too small to be rupees has lost its unit, however well its digits are witnessed.

    On a scan that holds for every amount; on a digital paper for the certified total, unless the figure itself is
    marked as money or the amount in words says the same.
    """
    if document_type not in CERTIFIED or field.unit != "INR" or not isinstance(field.value, Decimal):
        return field
    if field.evidence.method != "ocr" and (field.name not in CERTIFIED_TOTALS or says_money(field)):
        return field
    small = field.value > 0 and may_be_scaled([field.value], "ocr")
    return replace(field, confidence=min(field.confidence, NO_UNIT)) if small else field


def says_money(field: Field) -> bool:
    """Whether the print of a figure carries a mark of the currency or a unit, or words of print state it too."""
    told_in_words = any("figures and words" in witness for witness in field.witnesses)
    printed = field.evidence.text
    return told_in_words or "/-" in printed or any(it.search(printed) for it in (MARK, SCALE_WORD))
