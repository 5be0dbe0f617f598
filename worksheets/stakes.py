"""The rupees that hang on a finding, as a formula over the cells that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from records.findings import Finding
from worksheets.formulas import Cell
from worksheets.plan import Plan
from worksheets.steps import sum_of

MOST_TERMS = 24
"""Cells of which differences are tried; beyond so many, two may differ by a sum for no reason."""


def stake_formula(plan: Plan, finding: Finding, stake: Decimal) -> str | None:
    """A formula that gives the sum at stake to the paisa; None where no cells of the workbook do.

    A gate puts the whole incentive at stake. Else it is a figure of the check's own: a step of the incentive, a total,
    what some rows come to, or the difference of two of these. So these are tried, those that the finding cites first.
    """
    if finding.kind == "gate":
        return plan.amount_name
    terms = list(dict.fromkeys(_terms(plan, finding)))
    for cell in terms:
        if abs(cell.value) == stake:
            return cell.excel if cell.value > 0 else f"ABS({cell.excel})"
    for one, other in combinations(terms[:MOST_TERMS], 2):
        if abs(one.value - other.value) == stake:
            return f"ROUND(ABS({one.excel}-({other.excel})),2)"
    return None


def _terms(plan: Plan, finding: Finding) -> Iterator[Cell]:
    cited = [place.cell for ref in finding.fields[:MOST_TERMS] if "[" not in ref.field and (place := plan.place(ref))]
    yield from (cell for cell in cited if cell)
    rows = [ref for ref in finding.fields if "[" in ref.field]
    if rows and (cell := sum_of(plan, rows)):
        yield cell
    yield from plan.totals
    yield from plan.step_cells.values()
    yield from (cell for both in plan.heads.values() for cell in both)
