"""The capital subsidy as an OpenFisca system: the peer of `checks.incentive` for many cases at once.

The same clauses over the same figures of the scheme pack: eligible expenditure after the refurbished cap (6.1.1), the
rate by kind of unit and time from approval to production (Appendix II A2), the ceiling by group (4.2, 6.2) less what
was received. OpenFisca computes whole columns with numpy, in floats, and gives amounts alone: no evidence, no finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_core.variables.config import VALUE_TYPES

from benchmarks.made_cases import Made
from checks.outcome import number
from reference import Rules

PERIOD = "2026"
FIGURES = (
    "capex.refurbished_share_max",
    "group.gmr_minimum_a",
    "ceiling.total_a",
    "ceiling.total_b",
    *(f"capex.{what}_{unit}_noec_{slab}" for unit in ("new", "expansion") for what, slab in
      (("months", 1), ("months", 2), ("rate", 1), ("rate", 2), ("rate", 3))),
)  # fmt: skip

CASE = Entity("case", "cases", "A claim", "One claim for a capital subsidy.")


INPUTS = ("plant", "refurbished", "utilities", "revenue", "received", "is_new", "months_taken")


def variable(name: str, formula: Any = None) -> type[Variable]:
    """A figure of a claim, in floats of 64 bits; computed by a formula, or given."""
    members = {
        "value_type": float,
        "entity": CASE,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    return type(name, (Variable,), members | ({} if formula is None else {"formula": formula}))


def _capex_eligible(case: Any, period: Any, parameters: Any) -> Any:
    share = parameters(period).capex.refurbished_share_max
    plant = case("plant", period)
    return plant + case("utilities", period) - np.maximum(0, case("refurbished", period) - share * plant)


def _capex_rate(case: Any, period: Any, parameters: Any) -> Any:
    capex, taken, is_new = parameters(period).capex, case("months_taken", period), case("is_new", period) > 0

    def of(unit: str) -> Any:
        return np.select(
            [taken <= capex[f"months_{unit}_noec_1"], taken <= capex[f"months_{unit}_noec_2"]],
            [capex[f"rate_{unit}_noec_1"], capex[f"rate_{unit}_noec_2"]],
            capex[f"rate_{unit}_noec_3"],
        )

    return np.where(is_new, of("new"), of("expansion"))


def _capex_subsidy(case: Any, period: Any) -> Any:
    return case("capex_eligible", period) * case("capex_rate", period)


def _ceiling(case: Any, period: Any, parameters: Any) -> Any:
    figures = parameters(period)
    is_a = case("revenue", period) >= figures.group.gmr_minimum_a
    return np.where(is_a, figures.ceiling.total_a, figures.ceiling.total_b)


def _amount(case: Any, period: Any) -> Any:
    left = np.maximum(0, case("ceiling_applied", period) - case("received", period))
    return np.minimum(case("capex_subsidy", period), left)


def system(rules: Rules) -> TaxBenefitSystem:
    """The tax and benefit system with the figures of the scheme pack as they bind on the as-of date.

    OpenFisca keeps floats in 32 bits, in which ten crore rupees are off by up to eight; it is given 64 here, so that
    the amounts can be compared.
    """
    groups: dict[str, dict[str, Any]] = {}
    for name in FIGURES:
        group, _, key = name.partition(".")
        groups.setdefault(group, {})[key] = {"values": {"2025-01-01": {"value": float(number(rules.decimal(name)))}}}
    VALUE_TYPES[float]["dtype"] = np.float64
    made = TaxBenefitSystem([CASE])
    made.parameters = ParameterNode("", data=groups)
    for name in INPUTS:
        made.add_variable(variable(name))
    for name, formula in (
        ("capex_eligible", _capex_eligible),
        ("capex_rate", _capex_rate),
        ("capex_subsidy", _capex_subsidy),
        ("ceiling_applied", _ceiling),
        ("amount", _amount),
    ):
        made.add_variable(variable(name, formula))
    return made


def inputs_of(cases: Sequence[Made]) -> dict[str, Any]:
    """The columns that the formulas take, one figure a case."""
    columns = {name: [float(getattr(it, name)) for it in cases] for name in INPUTS[:5]}
    columns["is_new"] = [float(it.unit_type == "new") for it in cases]
    columns["months_taken"] = [months_taken(it.approved, it.produced) for it in cases]
    return {name: np.array(values) for name, values in columns.items()}


def months_taken(approved: date, produced: date) -> float:
    """Calendar months from approval to production, begun ones counted whole: the last day of a month is within it."""
    months = (produced.year - approved.year) * 12 + produced.month - approved.month
    return float(months + (produced.day > approved.day))


def amounts(made: TaxBenefitSystem, inputs: dict[str, Any]) -> Any:
    """The amount of every case, computed in one simulation."""
    simulation = SimulationBuilder().build_default_simulation(made, count=len(inputs["plant"]))
    for name, values in inputs.items():
        simulation.set_input(name, PERIOD, values)
    return simulation.calculate("amount", PERIOD)
