"""The scenarios of this folder, judged: what each says is found is found. `language.py` says how they are written."""

from decimal import Decimal

import pytest

from checks import CHECKS
from reference import NotInForce
from tests.checks.factory import appraised, rs
from tests.scenarios.language import case_of, scenarios, typed


@pytest.mark.parametrize("scenario", scenarios())
def test_scenario(scenario):
    case, neighbours = case_of(scenario)
    if "refuses" in scenario:
        with pytest.raises(NotInForce, match=scenario["refuses"]):
            appraised(case, neighbours)
        return
    appraisal = appraised(case, neighbours)
    found = {it.check: it for it in appraisal.findings}
    for check, status in scenario.get("finds", {}).items():
        assert found[check].status == status, found[check].reason
    if "because" in scenario:
        first = next(iter(scenario["finds"]))
        assert scenario["because"] in found[first].reason, found[first].reason
    for path, expected in scenario.get("figures", {}).items():
        check, _, name = path.rpartition(".")
        assert found[check].figures[name] == typed(name, expected), (path, found[check].figures)
    for name, expected in scenario.get("amounts", {}).items():
        value = getattr(appraisal.incentive, name)
        assert value == (None if expected == "none" else rs(expected)), (name, value)
    if "recommends" in scenario:
        assert appraisal.recommendation == scenario["recommends"], appraisal.recommendation_reason


def test_every_check_has_a_scenario_of_each_outcome_that_it_can_have():
    """At least a pass (or what stands for it), and one more outcome, of every check in the catalogue."""
    seen = {}
    for parameter in scenarios():
        for check, status in parameter.values[0].get("finds", {}).items():
            seen.setdefault(check, set()).add(status)
    thin = {check.id: sorted(seen.get(check.id, ())) for check in CHECKS if len(seen.get(check.id, ())) < 3}
    assert not thin


def test_amounts_are_exact():
    assert rs("24.60 crore") == Decimal("246000000")
