"""The Incentive sheet: the computation step by step as live formulas, and when the rate of the approval falls."""

from __future__ import annotations

from records.findings import SlabEnd
from worksheets.amounts import amount_over
from worksheets.book import Column, Sheet
from worksheets.checklist import evidence_first, write_clause
from worksheets.formulas import Cell
from worksheets.looks import HEAD, LINK, NOTE, PLAIN, SECTION, TITLE, indian_format, number_format
from worksheets.plan import Plan
from worksheets.steps import LiveStep, live_steps, step_name
from worksheets.words import day

COLUMNS = (
    Column("Step", 6),
    Column("What", 40),
    Column("How", 54),
    Column("Figure", 22, right=True),
    Column("Clause", 13),
    Column("Rests on", 22),
)
HEADING = 2
LAST = len(COLUMNS) - 1
FIGURE = 3
SLAB_HEADINGS = ("Slab", "Production that starts", "earns a rate of", "Amount (₹)", "", "Less by (₹)")


def write_incentive(plan: Plan) -> None:
    """Writes the sheet, names the cell of each step, and notes the cells that other sheets stand on."""
    sheet = plan.book.sheet("Incentive", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "The incentive, step by step", TITLE)
    note = (
        "Each figure is a formula over the Capex, Fields and Parameters sheets: take the protection off (no password), "
        "change a cell there, and it follows."
    )
    sheet.text(1, 0, note, NOTE.but(wrap=False))
    sheet.heading(HEADING, COLUMNS)
    row = _write_steps(plan, sheet)
    sheet.finish_table(HEADING, row, COLUMNS)
    row = _write_slab_clock(plan, sheet, row + 2)
    sheet.raw.print_area(0, 0, row, LAST)


def _write_steps(plan: Plan, sheet: Sheet) -> int:
    """The steps; returns the last row written."""
    steps = live_steps(plan)
    amount = plan.appraisal.incentive.amount
    if not steps:
        why = (
            "No incentive is computed at the application stage: it rests on capital expenditure that a claim certifies."
            if plan.appraisal.stage == "application" and amount is None
            else "No step of the incentive could be computed from the papers."
        )
        sheet.merged(HEADING + 1, 0, LAST, why, PLAIN)
        return HEADING + 1
    for number, live in enumerate(steps, start=1):
        _write_step(plan, sheet, HEADING + number, number, live)
        if live.step.value is not None and live.step.value == amount and live.step.unit == "INR":
            plan.amount_name = step_name(live.step)
    return HEADING + len(steps)


def _write_step(plan: Plan, sheet: Sheet, row: int, number: int, live: LiveStep) -> None:
    step = live.step
    how = "\n".join(it for it in (step.formula, step.note, live.note) if it)
    sheet.number(row, 0, number, PLAIN.but(align="center"))
    sheet.named(row, 1, step.label, step.id)
    sheet.text(row, 2, how)
    look = PLAIN.but(align="right", wrap=False, bold=step.unit == "INR")
    if step.value is None:
        sheet.text(row, FIGURE, "? not computed", look.but(tone="missing", bold=False))
    else:
        shown = indian_format(step.value, sign="₹") if step.unit == "INR" else number_format(step.value, step.unit)
        look = look.but(number=shown)
        if live.formula is None:
            sheet.number(row, FIGURE, step.value, look)
        else:
            sheet.formula(row, FIGURE, live.formula, step.value, look)
        sheet.book.name(step_name(step), sheet.name, row, FIGURE)
        plan.step_cells[step.id] = Cell(step_name(step), step.value)
    write_clause(plan, sheet, row, 4, step.clause)
    _write_rests_on(plan, sheet, row, live)


def _write_rests_on(plan: Plan, sheet: Sheet, row: int, live: LiveStep) -> None:
    """A link to the first value that the step cites, and how many more there are."""
    refs = evidence_first(plan, live.step.fields)
    if not refs:
        sheet.blank(row, LAST)
        return
    more = f" and {len(refs) - 1} more" if len(refs) > 1 else ""
    look = LINK.but(wrap=False)
    sheet.link(row, LAST, plan.target(refs[0]), plan.see(refs[0]) + more, look, plan.told(refs[0]))


def _write_slab_clock(plan: Plan, sheet: Sheet, row: int) -> int:
    """When the rate of this approval falls, and what each fall costs; returns the last row written."""
    slabs = plan.appraisal.incentive.slab_clock
    if not slabs:
        return row - 2
    sheet.text(row, 0, "When the rate falls", SECTION)
    for column, label in enumerate(SLAB_HEADINGS):
        sheet.text(row + 1, column, label, HEAD.but(align="right") if label.endswith("(₹)") else HEAD)
    first, after = row + 2, ""
    for at, slab in enumerate(slabs, start=first):
        sheet.number(at, 0, at - first + 1, PLAIN.but(align="center"))
        sheet.text(at, 1, f"until {day(slab.last_day)}" if slab.last_day else after)
        sheet.value(at, 2, slab.rate, "fraction", PLAIN.but(align="left"))
        plan.slab_rates.append(Cell(sheet.address(at, 2), slab.rate))
        sheet.blank(at, 4)
        _write_slab(plan, sheet, at, first, slab)
        after = f"after {day(slab.last_day)}" if slab.last_day else ""
    at = first + len(slabs)
    note = "At the capital expenditure certified so far; more expenditure, more lost with each slab."
    sheet.merged(at, 0, LAST, note, NOTE)
    sheet.keep_together(row, at)
    return at


def _write_slab(plan: Plan, sheet: Sheet, row: int, first: int, slab: SlabEnd) -> None:
    """The amount in a slab and what is lost against the first, as formulas over the steps where those stand."""
    look = PLAIN.but(align="right", wrap=False)
    if slab.amount is None or slab.lost is None:
        sheet.text(row, FIGURE, "? not computed", look)
        sheet.blank(row, LAST)
        return
    eligible = plan.step_cells.get("capex_eligible")
    found = amount_over(plan, eligible, Cell(sheet.address(row, 2), slab.rate)) if eligible else None
    if found is None or found.value != slab.amount:
        sheet.value(row, FIGURE, slab.amount, "INR", look)
        sheet.value(row, LAST, slab.lost, "INR", look)
        return
    sheet.formula(row, FIGURE, found.excel, slab.amount, look.but(number=indian_format(slab.amount)))
    lost = f"ROUND({sheet.address(first, FIGURE)}-{sheet.address(row, FIGURE)},2)"
    sheet.formula(row, LAST, lost, slab.lost, look.but(number=indian_format(slab.lost)))
