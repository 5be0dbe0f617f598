"""The incentive's steps as live formulas over the cells that the other sheets wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from records.findings import FieldRef, Parameter, Step
from records.paths import take_apart
from worksheets import formulas
from worksheets.formulas import Cell, CellOf, Name, NotUnderstood
from worksheets.plan import Plan, parameter_key
from worksheets.words import plain_number

PAISA_PLACES = 2
MOST_PLACES = 10
MOST_RANGES = 200
"""Excel takes 255 arguments and 8,192 characters in one formula."""

AMOUNT_COLUMN = {"items": "amount", "entries": "taxable_value"}
"""Which column a sum over a table's rows adds up."""

_CELL = re.compile(r"^(?P<sheet>\w+)!\$(?P<column>[A-Z]+)\$(?P<row>\d+)$")


@dataclass(frozen=True, slots=True)
class LiveStep:
    """A step with the formula that gives its value.

    Attributes:
        formula: without the leading "="; None where the step can only be shown as a value.
        note: why there is no formula, for the person who wonders.
    """

    step: Step
    formula: str | None
    note: str = ""


def live_steps(plan: Plan) -> list[LiveStep]:
    """Each step of the incentive with its formula, where one gives exactly the engine's figure."""
    earlier: dict[str, Cell] = {}
    found = []
    for step in plan.appraisal.incentive.steps:
        live = live_step(plan, step, earlier)
        found.append(live)
        if step.value is not None:
            earlier[step.id] = Cell(step_name(step), step.value)
    return found


def step_name(step: Step) -> str:
    """The defined name of the step's cell."""
    return "step_" + re.sub(r"\W", "_", step.id)


def live_step(plan: Plan, step: Step, earlier: dict[str, Cell]) -> LiveStep:
    """The step's formula: its own, translated; else the sum of the rows or heads it stands on; else none, and why."""
    if step.value is None:
        return LiveStep(step, None)

    def cell_of(name: str) -> Cell | None:
        return earlier.get(name) or _parameter(plan, step, name) or _cited(plan, step, name)

    formula, computed = _translated(step, cell_of)
    if formula:
        return LiveStep(step, formula)
    for cell in (*_by_head(plan, step), sum_of(plan, step.fields), *_single_parameter(plan, step)):
        if cell and (formula := _giving(step, cell.excel, cell.value, True)):
            return LiveStep(step, formula)
    if computed is None:
        return LiveStep(step, None, "Shown as computed, not as a formula.")
    shown = plain_number(computed)
    return LiveStep(
        step, None, f"⚠ Over this workbook's cells it gives {shown}; the figure shown is the computation's."
    )


def _translated(step: Step, cell_of: CellOf) -> tuple[str | None, Decimal | None]:
    """The step's own formula if it gives the step's value, and what it gives; nothing if it is told in words."""
    try:
        tree = formulas.parse(step.formula)
        computed = formulas.compute(tree, cell_of)
        return _giving(step, formulas.excel(tree, cell_of), computed, isinstance(tree, Name)), computed
    except NotUnderstood:
        return None, None


def _giving(step: Step, formula: str, value: Decimal, is_reference: bool) -> str | None:
    """The formula, rounded where the step is, if it gives the step's value; else None."""
    assert step.value is not None
    if step.unit == "INR":
        if formulas.round_half_up(value, PAISA_PLACES) != step.value:
            return None
        return formula if is_reference and value == step.value else f"ROUND({formula},{PAISA_PLACES})"
    if value == step.value:
        return formula
    exponent = step.value.as_tuple().exponent
    places = min(MOST_PLACES, max(0, -exponent if isinstance(exponent, int) else 0))
    return f"ROUND({formula},{places})" if formulas.round_half_up(value, places) == step.value else None


def _parameter(plan: Plan, step: Step, name: str) -> Cell | None:
    """The parameter's cell: the figure that the step cites, else the only one of that id."""
    own = [it for it in step.parameters if it.id == name]
    others: list[Parameter] = [it for it in plan.appraisal.parameters if it.id == name]
    for parameter in own or (others if len(others) == 1 else []):
        cell_name = plan.parameter_names.get(parameter_key(parameter))
        if cell_name and isinstance(parameter.value, Decimal):
            return Cell(cell_name, parameter.value)
    return None


def _by_head(plan: Plan, step: Step) -> list[Cell]:
    """The capex rows under the heads that a parameter of the step lists: all of them, and those that are counted."""
    found = []
    for parameter in step.parameters:
        heads = re.findall(r"[a-z_]+", parameter.value) if isinstance(parameter.value, str) else []
        mine = [plan.heads[head] for head in heads if head in plan.heads]
        for which in (0, 1):
            if mine:
                terms = [cells[which] for cells in mine]
                found.append(Cell("+".join(it.excel for it in terms), sum((it.value for it in terms), Decimal(0))))
    return found


def _single_parameter(plan: Plan, step: Step) -> list[Cell]:
    """The parameters of the step whose value is the step's own: a rate that was looked up."""
    return [
        Cell(plan.parameter_names[parameter_key(it)], it.value)
        for it in step.parameters
        if isinstance(it.value, Decimal) and it.value == step.value and parameter_key(it) in plan.parameter_names
    ]


def _cited(plan: Plan, step: Step, name: str) -> Cell | None:
    """The cells of fields that the step cites under this name: `total_amount`, `items.amount`, `items[4].amount`."""
    last = name.rpartition(".")[2]
    refs = [ref for ref in step.fields if ref.field == name or take_apart(ref.field).column == last]
    return sum_of(plan, refs)


def sum_of(plan: Plan, refs: Sequence[FieldRef]) -> Cell | None:
    """The sum of the cells that show these fields; None if one is not in the workbook, or nothing is a number."""
    refs = list(dict.fromkeys(_amount_of(ref) for ref in refs))
    places = [plan.place(ref) for ref in refs]
    if not refs or any(place is None for place in places):
        return None
    cells = [place.cell for place in places if place and place.cell]
    if not cells:
        return None
    rows = frozenset((ref.sha256, ref.file, ref.field.removesuffix(".amount")) for ref in refs)
    if plan.counted_sum and rows == plan.counted_rows:
        return plan.counted_sum
    value = sum((cell.value for cell in cells), Decimal(0))
    if len(cells) == 1:
        return cells[0]
    ranges = _ranges([cell.excel for cell in cells])
    return Cell(f"SUM({','.join(ranges)})", value) if ranges and len(ranges) <= MOST_RANGES else None


def _amount_of(ref: FieldRef) -> FieldRef:
    """The amount of the row that a reference points into: steps cite dates and conditions of what they add up."""
    place = take_apart(ref.field)
    if place.table not in AMOUNT_COLUMN:
        return ref
    return FieldRef(ref.sha256, ref.file, f"{place.table}[{place.index}].{AMOUNT_COLUMN[place.table]}")


def _ranges(addresses: list[str]) -> list[str]:
    """The addresses with neighbours below each other joined: A1, A2, A4 → A1:A2, A4."""
    taken = [found for address in addresses if (found := _CELL.match(address))]
    if len(taken) != len(addresses):
        return []
    spots = sorted({(it["sheet"], it["column"], int(it["row"])) for it in taken})
    runs: list[list[tuple[str, str, int]]] = []
    for spot in spots:
        if runs and runs[-1][-1] == (spot[0], spot[1], spot[2] - 1):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return [
        f"{sheet}!${column}${first}" if first == run[-1][2] else f"{sheet}!${column}${first}:${column}${run[-1][2]}"
        for run in runs
        for sheet, column, first in [run[0]]
    ]
