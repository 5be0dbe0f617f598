"""Every check at its limit, below it, above it, before the rule began, with its evidence missing and in doubt.

`edges/*.yaml` holds for each check one scenario of each, or says why there is none. The tests count: a check that is
added without its edges fails here.
"""

from collections import Counter

import pytest
import yaml

from checks import CHECKS
from checks.timeline import dates_of
from reference import NotInForce
from tests.checks.factory import AS_OF, rules
from tests.scenarios.language import FOLDER, case_of, typed

LIMIT = ("at", "below", "above")
EDGES = (*LIMIT, "before", "missing", "doubtful")
KEYS = {"as_of", "claim", "application", "is", "figures"}
STATUSES = {"pass", "fail", "refer", "missing", "not_applicable", "refuses"}
BY_ID = {check.id: check for check in CHECKS}


def loaded():
    """The edges by check, over all files; a check stands in one file only."""
    found = {}
    for path in sorted((FOLDER / "edges").glob("*.yaml")):
        for check, edges in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader).items():
            assert check not in found, f"{check} stands in two files"
            found[check] = edges
    return found


WRITTEN = loaded()
SCENARIOS = [
    pytest.param(check, scenario, id=f"{check} {edge}")
    for check, edges in WRITTEN.items()
    for edge, scenario in edges.items()
    if not isinstance(scenario, str)
]


@pytest.mark.parametrize(("check", "scenario"), SCENARIOS)
def test_a_check_at_its_edge(check, scenario):
    case, neighbours = case_of({"as_of": AS_OF.isoformat(), **scenario})
    bound = rules(case.as_of)
    narrowed = bound.for_case(dates_of(case)), bound.for_case(dates_of(case, sure_only=True))
    if scenario["is"] == "refuses":
        with pytest.raises(NotInForce) as refusal:
            BY_ID[check].judge(case, neighbours, *narrowed)
        assert refusal.value.as_of and refusal.value.first > case.as_of
        return
    finding = BY_ID[check].judge(case, neighbours, *narrowed)
    assert finding.status == scenario["is"], finding.reason
    for name, expected in scenario.get("figures", {}).items():
        assert finding.figures[name] == typed(name, expected), finding.figures


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_every_check_has_its_edges_or_says_why_not(check):
    edges = WRITTEN[check]
    wanted = {*EDGES} - {*LIMIT} | {"limit"} if "limit" in edges else {*EDGES}
    assert set(edges) == wanted
    for edge, scenario in edges.items():
        if isinstance(scenario, str):
            assert edge in {"limit", "before"}, f"{edge} must be a scenario: evidence can always be missing or in doubt"
            assert scenario.endswith(".") and len(scenario.split()) > 4, scenario
        else:
            assert set(scenario) <= KEYS and scenario["is"] in STATUSES, scenario


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_no_edge_of_doubt_or_absence_passes(check):
    assert WRITTEN[check]["missing"]["is"] != "pass"
    assert WRITTEN[check]["doubtful"]["is"] == "refer"


def test_the_figures_of_a_check_say_whether_something_can_lie_before_them():
    """Who says that there is nothing before the rule rests on no figure of the scheme, by what it asks for."""
    for check, edges in WRITTEN.items():
        if isinstance(edges["before"], str):
            case, neighbours = case_of({"as_of": AS_OF.isoformat(), "claim": {}})
            bound = rules()
            asked = BY_ID[check].judge(case, neighbours, bound.for_case(dates_of(case))).parameters
            assert not asked, (check, [it.id for it in asked])


def test_the_edges_are_counted():
    counted = Counter(edge for edges in WRITTEN.values() for edge, it in edges.items() if not isinstance(it, str))
    print(f"\n{sum(counted.values())} scenarios at the edges of {len(WRITTEN)} checks: {dict(counted)}")
    assert len(WRITTEN) == len(CHECKS)
    assert counted["missing"] == counted["doubtful"] == len(CHECKS)
    assert counted["at"] == counted["below"] == counted["above"] >= 30
