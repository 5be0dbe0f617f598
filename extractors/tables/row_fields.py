"""A row of a table into its fields: each cell typed by its column, amounts with what vouches for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.cite import Source
from extractors.tables.assets import (
    Statement,
    condition_by_statement,
    condition_field,
    head_field,
    head_in_brackets,
    marks_in,
)
from extractors.tables.cell_invoices import date_fields, hsn_fields, invoice_fields
from extractors.tables.cell_parties import gstin_fields, name_before_gstin, party_fields
from extractors.tables.cell_quantities import quantity_fields, rate_fields, rate_readings, tonnes_fields
from extractors.tables.cell_results import assay_fields, percent_fields
from extractors.tables.cell_units import unit_cell
from extractors.tables.cell_words import condition_fields, mineral_fields, relation_fields, text_fields
from extractors.tables.cells import OCR_SETTLED, OCR_WITNESSED, TOLD, WITNESSED, Maker, confidence_of, is_ocr
from extractors.tables.companies import name_and_relation, named_cell
from extractors.tables.events import Cell, Chain, Event
from extractors.tables.row_arithmetic import with_reckoned
from extractors.tables.sides import is_return
from extractors.tables.sums import ROUNDING, TO_THE_PAISA, Ledger, SumCheck
from extractors.tables.words import head_named
from extractors.tongues import latin_half
from records.numbers import LEAD_DIGIT
from records.readings import Alternative, Field
from records.units import read_quantity
from reference.table_specs import TableSpec

ROW_SUM = "row sum"
"""What vouches for an amount that a printed sum of its column covers."""

_STROKE = re.compile(r"\s*[-–—−_~]")
"""A minus, or what OCR makes of dust and rulings before a figure."""

Witnessed = Mapping[str, Mapping[int, str]]
"""By column, what vouches for a row's amount: the number of the row's event to words."""


Told = tuple[frozenset[str], frozenset[str]]
"""The columns of a table, and those of them that only their cells tell."""


def told_columns(chain: Chain) -> Told:
    """The columns of a table, and those that only their cells tell."""
    return chain.names, frozenset(name for part in chain.parts for name in part.told)


def witnessed_confidence(made: Field) -> float:
    """How far a value can be believed with which the arithmetic agrees."""
    return OCR_WITNESSED if made.evidence.method == "ocr" else WITNESSED


def _weighed(event: Event, spec: TableSpec) -> Event:
    """The row with its quantity, where a figure flush against its unit was taken into the unit's column."""
    unit, column = event.cells.get("unit"), spec.columns.get("quantity")
    if unit is None or column is None or "quantity" in event.cells:
        return event
    weight = read_quantity(unit.text)
    if weight is None or not weight.unit:
        return event
    others = {name: cell for name, cell in event.cells.items() if name != "unit"}
    return replace(event, cells={**others, "quantity": replace(unit, column=column)})


def row_fields(
    chain: Chain, ledger: Ledger, number: int, maker: Maker, witnessed: Witnessed, columns: Told
) -> dict[str, Field]:
    """The fields of one row; `number` is that of its event."""
    event = _weighed(chain.events[number], chain.spec)
    names, told = columns
    unit = unit_cell(event)
    fields: dict[str, Field] = {}
    for name, cell in event.cells.items():
        match cell.column.kind:
            case "text" | "head" if name != "head":
                made = text_fields(maker, cell)
            case "party":
                beside = {"vendor": "vendor_gstin", "buyer_name": "buyer_gstin"}.get(name)
                made = party_fields(maker, _with_tail(cell, event, beside), None if beside in event.cells else beside)
            case "gstin":
                made = gstin_fields(maker, cell)
            case "invoice":
                made = invoice_fields(maker, cell, "invoice_date" if "invoice_date" not in event.cells else None)
            case "date":
                made = date_fields(maker, cell)
            case "quantity":
                made = quantity_fields(maker, cell, unit)
            case "rate" if "quantity" in names:
                readings = rate_readings(cell, chain.scales.get(name, Decimal(1)))
                made = rate_fields(maker, cell, readings, unit)
            case "hsn":
                made = hsn_fields(maker, cell)
            case "percent":
                made = percent_fields(maker, cell)
            case "mineral":
                made = mineral_fields(maker, cell)
            case "assay":
                made = assay_fields(maker, cell, unit)
            case "tonnes_a_year":
                made = tonnes_fields(maker, cell, unit)
            case "condition":
                made = condition_fields(maker, cell)
            case "relation":
                made = relation_fields(maker, cell)
            case _:
                made = {}
        fields.update({key: value for key, value in made.items() if key not in fields})
    for name in dict.fromkeys((*event.amounts, *(column for at, column in ledger.reckoned if at == number))):
        if chain.spec.columns[name].part_of is None:
            fields[name] = _amount(ledger, number, name, maker, witnessed)
    if "relation" in chain.spec.columns:
        _part_company(fields, event, maker)
    turned = _take_back(fields)
    for multiplied in chain.spec.products:
        if not turned or _is_sign_sure(fields[multiplied.product]):
            _agree(fields, multiplied.factors, multiplied.product)
    for whole in dict.fromkeys(column.part_of for column in chain.spec.columns.values() if column.part_of):
        if whole not in fields and (summed := _sum_of_parts(ledger, number, whole, maker, witnessed)) is not None:
            fields[whole] = summed
    fields = with_reckoned(fields, event, chain.spec, maker)
    for name in (told | event.borrowed | _of_unknown_side(ledger, number, witnessed)) & fields.keys():
        fields[name] = replace(fields[name], confidence=min(fields[name].confidence, TOLD))
    return fields


def _with_tail(cell: Cell, event: Event, beside: str | None) -> Cell:
    """A name with its end, where that stands flush against the GSTIN in the next column: "Ltd33AJZCA9425V1ZV"."""
    number = event.cells.get(beside) if beside is not None else None
    if number is None or cell.lent or number.lent:
        return cell
    tail = name_before_gstin(number)
    return replace(cell, words=(*cell.words, *number.words), text=f"{cell.text} {tail}") if tail else cell


def _of_unknown_side(ledger: Ledger, number: int, witnessed: Witnessed) -> frozenset[str]:
    """The fields of a row whose sign hangs on a Dr or Cr of unknown meaning, unless a printed sum settles it."""
    marked = ledger.sides_in_doubt.get(number, frozenset())
    if not marked or any(number in witnessed.get(name, {}) for name in marked):
        return frozenset()
    wholes = {part_of for name in marked if (part_of := ledger.spec.columns[name].part_of) is not None}
    return marked | wholes | {"quantity"}


def _part_company(fields: dict[str, Field], event: Event, maker: Maker) -> None:
    """The name of a company without the words of its row, which say how it stands to the applicant."""
    cell = event.cells.get("name")
    if cell is None or "name" not in fields:
        return
    printed, relation = name_and_relation(cell.text)
    name = latin_half(printed)
    if name != fields["name"].value:
        fields["name"] = maker.field("name", name, named_cell(cell, name), ceiling=fields["name"].confidence)
    if relation is not None and "relation" not in fields:
        fields["relation"] = maker.field("relation", relation, cell)


def _agree(fields: dict[str, Field], factors: tuple[str, str], product: str) -> None:
    """Where two columns multiply to the third, all three have a witness in each other."""
    found = [fields[name] for name in (*factors, product) if name in fields]
    values = [it.value for it in found if isinstance(it.value, Decimal)]
    slack = TO_THE_PAISA if any(it.evidence.method == "ocr" for it in found) else ROUNDING
    if len(values) != 3 or not values[2] or abs(values[0] * values[1] - values[2]) > slack:
        return
    for made in found:
        confidence = max(made.confidence, witnessed_confidence(made))
        fields[made.name] = made.with_confidence(confidence, " × ".join(factors))


def _is_sign_sure(made: Field) -> bool:
    """Whether an amount is negative for certain: in a text layer, or on a scan where a printed sum says so too."""
    return made.evidence.method != "ocr" or ROW_SUM in made.witnesses


def _take_back(fields: dict[str, Field]) -> bool:
    """What a credit note takes back is negative in quantity as in value, however the quantity is printed.

    Returns:
        Whether the quantity was turned, so that it says nothing of the sign of the value.
    """
    quantity, worth = fields.get("quantity"), fields.get("taxable_value")
    if quantity is None or worth is None:
        return False
    if isinstance(quantity.value, Decimal) and isinstance(worth.value, Decimal) and worth.value < 0 < quantity.value:
        confidence = min(quantity.confidence, worth.confidence)  # the minus is printed on the value alone
        fields["quantity"] = replace(quantity, value=-quantity.value, confidence=confidence)
        return True
    return False


def _amount(ledger: Ledger, number: int, name: str, maker: Maker, witnessed: Witnessed) -> Field:
    """The amount of a cell with the reading taken, the readings not taken beside it, and what agrees with it."""
    cell = ledger.events[number].cells[name]
    place = (number, name)
    taken = ledger.taken.get(place, 0)
    readings = ledger.readings[place]
    reading = readings[taken]
    others = [
        Alternative(it.value, cell.text, round(max(0.05, 0.4 - it.cost / 4), 2), it.reason)
        for index, it in enumerate(readings)
        if index != taken
    ]
    ceiling = 1.0 if reading.cost < 1 else 0.85
    made = maker.field(name, reading.value, cell, unit="INR", alternatives=others, ceiling=ceiling)
    summed, by_row = witnessed.get(name, {}).get(number), ledger.by_row.get(place)
    if is_ocr(cell) and _STROKE.match(cell.text) and reading.value < 0 and not is_return(ledger.events[number]):
        by_row = None  # dust before each amount of a row makes all of them negative, and they still agree
    witnesses = [it for it in (summed, by_row) if it is not None]
    if not witnesses:
        return made
    if not is_ocr(cell):
        return made.with_confidence(WITNESSED, *witnesses)
    chosen = place in ledger.settled or reading.cost >= LEAD_DIGIT
    top = OCR_SETTLED if chosen else OCR_WITNESSED
    return made.with_confidence(top, *witnesses)


def _sum_of_parts(ledger: Ledger, number: int, whole: str, maker: Maker, witnessed: Witnessed) -> Field | None:
    """A column printed only in parts: tax from CGST, SGST, IGST and cess. Its evidence is the print of all parts."""
    parts = [
        _amount(ledger, number, name, maker, witnessed)
        for name, column in ledger.spec.columns.items()
        if column.part_of == whole and (number, name) in ledger.readings
    ]
    if not parts:
        return None
    cells = [ledger.events[number].cells[part.name] for part in parts]
    evidence = maker.source.evidence(
        cells[0].page, [word for cell in cells for word in cell.words], " + ".join(cell.text for cell in cells)
    )
    value = sum((part.value for part in parts if isinstance(part.value, Decimal)), Decimal(0))
    confidence = min(part.confidence for part in parts)
    witnesses = tuple(dict.fromkeys(it for part in parts for it in part.witnesses))
    return Field(whole, value, confidence, evidence, "INR", witnesses=witnesses)


def add_asset_fields(
    fields: dict[str, Field], event: Event, source: Source, statements: Sequence[Statement], serial: int
) -> None:
    """Add what an asset has beside its cells: its head and its condition, also by statements outside the table."""
    if (head := head_field(event, source)) is not None:
        fields["head"] = head
    named = str(head.value) if head is not None else None
    described = fields.get("description")
    if described is not None:
        fields["description"] = _without_head(described, event)
    found = condition_field(event, source, fields.get("condition")) or condition_by_statement(
        statements, serial, named, source, marks_in(event.band.words)
    )
    if found is not None:
        fields["condition"] = found
    if "description" not in fields and (cell := event.cells.get("head")) is not None:
        fields["description"] = Field(
            "description", cell.text, confidence_of(cell.words), source.evidence(cell.page, cell.words, cell.text)
        )


def _without_head(described: Field, event: Event) -> Field:
    """The article without the head in brackets behind it; with it where a column or a heading over it tells its head.

    Where nothing else tells the head, the brackets may still be the article's own, "Shed (civil works)": never sure.
    """
    told = event.cells.get("head") or event.group
    parted = head_in_brackets(str(described.value))
    if parted is None or told is not None and head_named(told.text) is not None:
        return described
    whole = Alternative(described.value, described.evidence.text, 0.4, "with its brackets")
    confidence = min(described.confidence, TOLD)
    return replace(described, value=parted[0], confidence=confidence, alternatives=(whole, *described.alternatives))


def printed_serial(event: Event) -> int | None:
    """The serial number that a row prints; None where it prints none that can be read."""
    cell = event.cells.get("serial")
    digits = re.sub(r"[^0-9]", "", cell.text) if cell is not None else ""
    return int(digits) if digits and len(digits) <= 4 else None


def witnesses_of_rows(ledger: Ledger) -> dict[str, dict[int, str]]:
    """By column, the rows that a sum covers which holds."""
    found: dict[str, dict[int, str]] = {}
    for check in ledger.checks:
        if check.holds and ledger.events[check.event].kind != "brought" and not _adds_up_sums(ledger, check):
            covered = found.setdefault(check.column, {})
            for number in ledger.rows[slice(*check.covers)]:
                covered.setdefault(number, ROW_SUM)
    return found


def _adds_up_sums(ledger: Ledger, check: SumCheck) -> bool:
    """Whether a sum agrees with the printed sums before it alone: where one of those misses its rows, so does this."""
    first, last = check.covers
    within = (it for it in ledger.checks if it is not check and it.column == check.column and not it.holds)
    if not any(first <= it.covers[0] and it.covers[1] <= last for it in within):
        return False
    rows = (ledger.value(number, check.column) for number in ledger.rows[first:last])
    return sum((value for value in rows if value is not None), Decimal(0)) != check.printed
