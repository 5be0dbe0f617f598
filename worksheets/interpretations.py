"""The Interpretations sheet: where the scheme can be read in more than one way, and what the amount is under each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from records.findings import UnderReading
from reference.rules import Interpretation
from worksheets import formulas
from worksheets.amounts import PAISA_PLACES, amount_over, in_place
from worksheets.book import Column, Sheet
from worksheets.checklist import write_clause
from worksheets.formulas import Cell
from worksheets.looks import NOTE, PLAIN, TITLE, indian_format
from worksheets.plan import Plan
from worksheets.words import words

COLUMNS = (
    Column("Question", 38),
    Column("Clause", 11),
    Column("Reading", 44),
    Column("Taken?", 13),
    Column("Why it is taken, or what the reading rests on", 44),
    Column("Eligible capex (₹)", 20, right=True),
    Column("Amount (₹)", 20, right=True),
    Column("More or less (₹)", 20, right=True),
)
HEADING = 2
TAKEN, WHY, ELIGIBLE, AMOUNT, DIFFERENCE = 3, 4, 5, 6, 7

REREAD = {
    ("refurbished_base", "without_refurbished"): (
        "capex_in_period - max(0, refurbished - capex.refurbished_share_max * (plant_and_equipment - refurbished))"
    ),
    ("refurbished_base_utilities", "with_utilities"): (
        "capex_in_period - max(0, refurbished - capex.refurbished_share_max * capex_in_period)"
    ),
    ("refurbished_excess", "all_left_out"): "capex_in_period - refurbished",
    ("investment_date", "put_to_use"): "capex_of_eligible_heads - refurbished_excess",
    ("tax_where_credit_is_availed", "included"): "capex_eligible + tax_credited",
}
"""The eligible expenditure under a reading, over the steps; used only where it gives the engine's figure."""


def write_interpretations(plan: Plan) -> None:
    """Writes the sheet: first the questions that move this amount, then the others that this checklist rests on."""
    sheet = plan.book.sheet("Interpretations", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Where the scheme can be read in more than one way", TITLE)
    sheet.heading(HEADING, COLUMNS, frozen=1)
    row = HEADING
    moving = [
        (name, list(them))
        for name, them in groupby(plan.appraisal.incentive.under_other_readings, lambda it: it.interpretation)
    ]
    for name, readings in moving:
        row = _write_moving(plan, sheet, row + 1, name, readings)
    for asked in _others(plan, {name for name, _ in moving}):
        row = _write_resting(plan, sheet, row + 1, asked)
    if row == HEADING:
        row += 1
        sheet.merged(row, 0, len(COLUMNS) - 1, "No question of this kind bears on the case.", PLAIN)
    sheet.finish_table(HEADING, row, COLUMNS, status=TAKEN)


def _others(plan: Plan, moving: set[str]) -> Iterator[Interpretation]:
    """The other questions that a finding of this case rests on."""
    judged = {it.check for it in plan.appraisal.findings if it.status != "not_applicable"}
    for asked in plan.interpretations.values():
        if asked.id not in moving and judged & set(asked.affects):
            yield asked


def _write_moving(plan: Plan, sheet: Sheet, row: int, name: str, readings: Sequence[UnderReading]) -> int:
    """A question with its amount under each reading; returns the last row written."""
    asked = plan.interpretations.get(name)
    texts = {it.id: it.text for it in asked.readings} if asked else {}
    for at, reading in enumerate(readings, start=row):
        look = PLAIN.but(bold=reading.taken)
        _write_question(plan, sheet, at, asked, name, repeats=at > row)
        sheet.text(at, 2, texts.get(reading.reading, words(reading.reading)), look)
        sheet.text(at, TAKEN, "✔ taken" if reading.taken else "– not taken", look)
        why = (asked.why if asked and reading.taken else "", reading.note)
        sheet.text(at, WHY, "\n".join(it for it in why if it))
        _write_amounts(plan, sheet, at, reading)
    return row + len(readings) - 1


def _write_resting(plan: Plan, sheet: Sheet, row: int, asked: Interpretation) -> int:
    """A question under which this amount stays what it is; returns the last row written."""
    for at, reading in enumerate(asked.readings, start=row):
        taken = reading.id == asked.taken
        _write_question(plan, sheet, at, asked, asked.id, repeats=at > row)
        sheet.text(at, 2, reading.text, PLAIN.but(bold=taken))
        sheet.text(at, TAKEN, "✔ taken" if taken else "– not taken", PLAIN.but(bold=taken))
        sheet.text(at, WHY, asked.why if taken else "")
        for column in (ELIGIBLE, AMOUNT):
            sheet.blank(at, column)
        sheet.text(at, DIFFERENCE, "" if taken else "moves no amount here", NOTE.but(boxed=True, align="right"))
    return row + len(asked.readings) - 1


def _write_question(
    plan: Plan, sheet: Sheet, row: int, asked: Interpretation | None, name: str, *, repeats: bool
) -> None:
    """The question and its clause, said once and repeated in grey for filters."""
    look = NOTE.but(boxed=True) if repeats else PLAIN.but(bold=True)
    sheet.text(row, 0, asked.question if asked else words(name), look)
    if asked:
        write_clause(plan, sheet, row, 1, asked.clause)
    else:
        sheet.blank(row, 1)


def _write_amounts(plan: Plan, sheet: Sheet, row: int, reading: UnderReading) -> None:
    """Expenditure, amount and difference; formulas where they give the engine's figures, else the figures."""
    look = PLAIN.but(align="right", wrap=False, bold=reading.taken)
    eligible = _eligible(plan, reading)
    if reading.capex_eligible is None:
        sheet.blank(row, ELIGIBLE)
    elif eligible is None:
        sheet.value(row, ELIGIBLE, reading.capex_eligible, "INR", look)
    else:
        money = look.but(number=indian_format(reading.capex_eligible))
        sheet.formula(row, ELIGIBLE, eligible.excel, reading.capex_eligible, money)
    if reading.amount is None:
        sheet.text(row, AMOUNT, "? not computed", look)
        sheet.blank(row, DIFFERENCE)
        return
    amount = _amount(plan, sheet, row, reading)
    money = look.but(number=indian_format(reading.amount))
    if amount is None:
        sheet.value(row, AMOUNT, reading.amount, "INR", look)
    else:
        sheet.formula(row, AMOUNT, amount.excel, reading.amount, money)
    base = plan.appraisal.incentive.amount
    if base is None or plan.amount_name is None:
        sheet.blank(row, DIFFERENCE)
        return
    difference = reading.amount - base
    formula = f"ROUND({sheet.address(row, AMOUNT)}-{plan.amount_name},2)"
    sheet.formula(row, DIFFERENCE, formula, difference, look.but(number=indian_format(difference)))


def _eligible(plan: Plan, reading: UnderReading) -> Cell | None:
    """The expenditure under a reading as a formula over the steps that gives exactly the engine's figure."""
    if reading.capex_eligible is None:
        return None
    told = REREAD.get((reading.interpretation, reading.reading))
    for formula in ("capex_eligible", *([told] if told else [])):
        found = in_place(plan, formula, {})
        if found is None:
            continue
        if found.value == reading.capex_eligible:
            return found
        if formulas.round_half_up(found.value, PAISA_PLACES) == reading.capex_eligible:
            return Cell(f"ROUND({found.excel},{PAISA_PLACES})", reading.capex_eligible)
    return None


def _amount(plan: Plan, sheet: Sheet, row: int, reading: UnderReading) -> Cell | None:
    """The amount over the expenditure in the cell beside it, at the rate of the steps or of another slab."""
    if reading.capex_eligible is None:
        return None
    eligible = Cell(sheet.address(row, ELIGIBLE), reading.capex_eligible)
    rates = [plan.step_cells[it] for it in ("capex_rate",) if it in plan.step_cells] + plan.slab_rates
    for rate in rates:
        found = amount_over(plan, eligible, rate)
        if found is not None and found.value == reading.amount:
            return found
    return None
