"""The shipped pack against the gazette of 8 September 2025."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import reference

TODAY = date(2026, 11, 22)
SCHEME = reference.load_scheme()
RULES = SCHEME.rules(TODAY)
REFERENCE = Path(reference.__file__).parent
VALUES = [(history, value) for history in SCHEME.parameters.values() for value in history.values]
GUIDELINES_ONLY = {"guidelines"}


@pytest.mark.parametrize(("history", "value"), VALUES, ids=[f"{h.id} {v.since}" for h, v in VALUES])
def test_every_value_carries_its_citation(history, value):
    assert history.description.endswith(".")
    assert value.clause in SCHEME.clauses
    assert value.document in SCHEME.sources
    assert value.place.strip()
    assert value.source.startswith(SCHEME.sources[value.document].short)
    assert date(2025, 9, 8) <= value.checked_on <= TODAY
    assert (value.value is None) == (value.known == "unknown")


@pytest.mark.parametrize(("history", "value"), VALUES, ids=[f"{h.id} {v.since}" for h, v in VALUES])
def test_what_is_known_by_the_gazette_is_cited_from_the_gazette(history, value):
    assert (value.known == "gazette") == (value.document == "gazette")
    if value.known == "gazette":
        assert value.clause not in GUIDELINES_ONLY
    if value.document.startswith("press"):
        assert value.known == "reported"


def test_a_value_is_not_cited_from_a_document_published_after_it_was_known():
    late = [
        history.id
        for history, value in VALUES
        if value.known in ("gazette", "official")
        and (published := SCHEME.sources[value.document].published_on)
        and published > value.checked_on
    ]
    assert late == []


# Appendix-II as printed: months for a new unit and an expansion unit, and the rate.
A1 = [("18", "12", "0.20"), ("24", "18", "0.17"), (None, None, "0.14")]
A2 = [("12", "8", "0.20"), ("18", "12", "0.17"), (None, None, "0.14")]


@pytest.mark.parametrize(("table", "need"), [(A1, "ec"), (A2, "noec")])
def test_appendix_two_gives_rates_and_months(table, need):
    for slab, (new, expansion, rate) in enumerate(table, start=1):
        for unit, months in (("new", new), ("expansion", expansion)):
            assert RULES.decimal(f"capex.rate_{unit}_{need}_{slab}").value == Decimal(rate)
            if months:
                assert RULES.decimal(f"capex.months_{unit}_{need}_{slab}").value == Decimal(months)
            else:
                assert f"capex.months_{unit}_{need}_{slab}" not in SCHEME.parameters


@pytest.mark.parametrize(("unit", "need"), [(u, n) for u in ("new", "expansion") for n in ("ec", "noec")])
def test_rates_fall_and_months_rise_from_slab_to_slab(unit, need):
    rates = [RULES.decimal(f"capex.rate_{unit}_{need}_{slab}").value for slab in (1, 2, 3)]
    assert rates == sorted(rates, reverse=True)
    first, second = (RULES.decimal(f"capex.months_{unit}_{need}_{slab}").value for slab in (1, 2))
    assert first < second


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("group.gmr_minimum_a", "2000000000"),
        ("investment.minimum_a", "1000000000"),
        ("investment.minimum_b", "250000000"),
        ("capacity.minimum_a", "10000"),
        ("capacity.minimum_b", "5000"),
        ("feed.concentration_maximum", "30"),
        ("product.purity_minimum", "99"),
        ("process.yield_minimum", "80"),
        ("ceiling.total_a", "500000000"),
        ("ceiling.total_b", "250000000"),
        ("ceiling.opex_a", "100000000"),
        ("ceiling.opex_b", "50000000"),
        ("opex.share_year_2", "0.40"),
        ("opex.share_year_5", "0.60"),
        ("opex.threshold_year_2_a", "600000000"),
        ("opex.threshold_year_2_b", "300000000"),
        ("opex.threshold_year_5_a", "1500000000"),
        ("opex.threshold_year_5_b", "750000000"),
        ("outlay.total", "15000000000"),
        ("claim.interval_months", "6"),
        ("claim.lock_in_years_production", "3"),
        ("claim.lock_in_years_incentive", "1"),
    ],
)
def test_figures_stand_as_printed(parameter, value):
    assert RULES.decimal(parameter).value == Decimal(value)


def test_figures_of_the_parameters_stand_in_the_text_they_cite():
    """A fraction or percent of the gazette is printed with % in its clause, in both languages."""
    checked = 0
    for history, value in VALUES:
        if value.document == "gazette" and history.unit in ("fraction", "percent"):
            percent = value.value * 100 if history.unit == "fraction" else value.value
            clause = SCHEME.clauses[value.clause]
            assert f"{percent.normalize():f}%" in clause.english, history.id
            assert f"{percent.normalize():f}%" in clause.hindi, history.id
            checked += 1
    assert checked >= 18


def test_the_outlays_of_streams_and_of_groups_each_add_up_to_that_of_incentives():
    outlay = RULES.decimal("outlay.incentive").value
    assert sum(RULES.decimal(f"outlay.stream_{s}").value for s in ("lib_scrap", "e_waste", "other_scrap")) == outlay
    assert sum(RULES.decimal(f"outlay.group_{g}").value for g in ("a", "b")) == outlay


def test_every_group_of_parameters_can_be_asked_for_on_the_day_of_the_test():
    for parameter in RULES.ids:
        unit = SCHEME.parameters[parameter].unit
        ask = RULES.day if unit == "date" else RULES.text if unit in ("text", "list") else RULES.decimal
        assert ask(parameter).id == parameter


def test_every_clause_is_there_in_both_languages():
    numbers = [n for n in SCHEME.clauses if n[0].isdigit()]
    tops = {"1": 8, "2": 2, "3": 1, "4": 7, "5": 4, "6": 4, "7": 2, "8": 3, "9": 6, "10": 8}
    for chapter, last in tops.items():
        for section in range(1, last + 1):
            assert f"{chapter}.{section}" in numbers
    assert {"5.1.1", "5.1.2", "6.1.1", "6.1.2", "6.1.3", "10.2.1", "10.2.2", "10.2.3"} <= set(numbers)
    devanagari = re.compile(r"[\u0900-\u097f]")
    for clause in SCHEME.clauses.values():
        assert devanagari.search(clause.hindi)
        assert not devanagari.search(clause.english)
        assert "\ufffd" not in clause.hindi + clause.english


def test_slips_of_the_transcription_are_mended_and_noted():
    for clause in SCHEME.clauses.values():
        assert "स्कैप" not in clause.hindi
    for number in ("4.4", "5.1", "5.1.1", "5.2"):
        assert "स्क्रैप" in SCHEME.clauses[number].hindi
        assert "स्कैप → स्क्रैप" in SCHEME.clauses[number].note


def test_every_effect_of_the_two_languages_is_noted_where_it_stands():
    notes = " ".join(clause.note for clause in SCHEME.clauses.values())
    assert {f"H{n}" for n in range(1, 20)} <= set(re.findall(r"H\d+", notes))


def test_language_conflicts_of_interpretations_are_noted_on_their_clause():
    for interpretation in SCHEME.interpretations.values():
        if interpretation.language_conflict:
            number = interpretation.language_conflict
            assert re.search(rf"\b{number}\b", SCHEME.clauses[interpretation.clause].note), interpretation.id


def test_every_ambiguity_of_the_design_has_an_interpretation():
    assert {
        "refurbished_base",
        "refurbished_base_utilities",
        "base_year_option",
        "threshold_exceeding",
        "month_boundary",
        "smaller_units",
        "scheme_approval_date",
        "investment_date",
        "approval_date",
        "tax_where_credit_is_availed",
        "net_sales",
        "group_revenue",
        "ceiling_across_applications",
    } <= set(SCHEME.interpretations)


def test_the_readings_taken_are_those_of_the_design():
    taken = {name: interpretation.taken for name, interpretation in SCHEME.interpretations.items()}
    assert taken["scheme_approval_date"] == "cabinet"
    assert taken["investment_date"] == "invoice"
    assert taken["approval_date"] == "letter"
    assert taken["tax_where_credit_is_availed"] == "excluded"
    assert RULES.day("capex.investment_from").value == date(2025, 9, 3)


def test_appendix_one_is_the_list_of_the_parameter():
    assert RULES.listed("product.minerals")[1] == tuple(reference.minerals())
    assert [mineral.number for mineral in reference.minerals().values()] == list(range(1, 28))
    english, hindi = SCHEME.clauses["App-I"].english, SCHEME.clauses["App-I"].hindi
    for mineral in reference.minerals().values():
        assert f"{mineral.number}. {mineral.english}" in english.splitlines()
        assert f"{mineral.number}. {mineral.hindi}" in hindi.splitlines()


def test_streams_of_the_scheme_and_rule_sets_fit():
    known = {rules.id for rules in reference.rule_sets()}
    for parameter in ("epr.rule_set_e_waste", "epr.rule_set_lib_scrap", "epr.rule_set_other_scrap_vehicles"):
        assert RULES.text(parameter).value in known


def test_the_pack_loads_without_the_libraries_that_take_a_second():
    code = (
        "import sys, reference; reference.load_scheme(); reference.mineral_of('Cobalt'); reference.find_boards('MPCB');"
        "reference.rule_sets(); print(*{it.partition('.')[0] for it in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=REFERENCE.parent
    ).stdout.split()
    assert "yaml" in loaded
    assert not {"numpy", "pandas", "spacy", "cv2", "django", "prefect", "pdfplumber", "openpyxl"} & set(loaded)


def test_a_loaded_pack_is_not_loaded_again():
    assert reference.load_scheme() is reference.load_scheme()


def test_the_files_of_the_room_are_clean_yaml():
    command = [
        sys.executable,
        "-m",
        "yamllint",
        "--strict",
        *map(str, REFERENCE.glob("*.yaml")),
        str(REFERENCE / "schemes"),
    ]
    outcome = subprocess.run(command, capture_output=True, text=True, cwd=REFERENCE.parent, check=False)
    assert outcome.returncode == 0, outcome.stdout
