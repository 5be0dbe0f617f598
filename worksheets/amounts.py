"""The amount over another expenditure or another rate, as the last step of the incentive reckons it."""

from __future__ import annotations

from decimal import Decimal

from worksheets import formulas
from worksheets.formulas import Cell, NotUnderstood
from worksheets.plan import Plan

PAISA_PLACES = 2
SUBSIDY_STEP, AMOUNT_STEP = "capex_subsidy", "amount"


def amount_over(plan: Plan, eligible: Cell, rate: Cell) -> Cell | None:
    """The formula of the step `amount` with the subsidy on this expenditure at this rate; None where it has none."""
    step = next((it for it in plan.appraisal.incentive.steps if it.id == AMOUNT_STEP), None)
    if step is None:
        return None
    subsidy = Cell(
        f"ROUND({eligible.excel}*{rate.excel},{PAISA_PLACES})",
        formulas.round_half_up(eligible.value * rate.value, PAISA_PLACES),
    )
    return in_place(plan, step.formula, {SUBSIDY_STEP: subsidy})


def in_place(plan: Plan, formula: str, instead: dict[str, Cell]) -> Cell | None:
    """A formula over the steps of the incentive, some of them replaced; None where one of them has no cell."""
    names = {**plan.step_cells, **instead}
    try:
        tree = formulas.parse(formula)
        value = formulas.compute(tree, lambda name: names.get(name) or _parameter(plan, name))
        excel = formulas.excel(tree, lambda name: names.get(name) or _parameter(plan, name))
    except NotUnderstood:
        return None
    return Cell(excel, value)


def _parameter(plan: Plan, name: str) -> Cell | None:
    """The only figure of this id on the Parameters sheet."""
    found = [
        Cell(plan.parameter_names[key], parameter.value)
        for key, parameter in plan.parameters.items()
        if parameter.id == name and isinstance(parameter.value, Decimal) and key in plan.parameter_names
    ]
    return found[0] if len(found) == 1 else None
