"""docs/worked-examples.md against the machine: every table of the page is read, so that neither can drift.

The facts that the page tells in prose are in tests/scenarios/worked_examples.yaml, under the headings of the page.
"""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.checks.factory import appraised
from tests.scenarios.language import FOLDER, case_of

PAGE = (Path(__file__).parents[2] / "docs" / "worked-examples.md").read_text(encoding="utf-8")
EXAMPLES = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])
FACTS = {
    it["name"]: it for it in yaml.load((FOLDER / "worked_examples.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
}
NOT_TOLD = "not told"


def tables(text):
    """The tables of a part of the page, by their first heading: their rows as lists of cells."""
    found = {}
    for block in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        rows = [[cell.strip(" *") for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        found["/".join(rows[0])] = rows[2:]
    return found


def amount(text):
    """₹38,85,70,804.00, 17%, or None where the page says that nothing tells it."""
    if text == NOT_TOLD:
        return None
    if text.endswith("%"):
        return Decimal(text[:-1]) / 100
    assert re.fullmatch(r"₹(?:\d{1,2}(?:,\d\d)*,)?\d{1,3}\.\d\d", text), text
    return Decimal(text[1:].replace(",", ""))


def test_there_are_twelve_and_each_has_its_facts():
    assert len(EXAMPLES) == 12
    assert list(EXAMPLES) == list(FACTS)


@pytest.fixture(params=list(EXAMPLES), ids=lambda it: it.partition(":")[0])
def example(request):
    case, neighbours = case_of(FACTS[request.param])
    return request.param, case, appraised(case, neighbours), tables(EXAMPLES[request.param])


def test_the_rows_of_the_statement_are_those_of_the_page(example):
    _, case, _, page = example
    rows = case.rows("capex_statement", "items")
    printed = page["Row/Head/Condition/Invoice/Amount"]
    assert len(rows) == len(printed)
    for row, (_, head, condition, invoiced, money) in zip(rows, printed, strict=True):
        assert row.get("head").text == head.replace(" ", "_")
        assert row.get("condition").text == condition
        assert row.get("invoice_date").value == datetime.strptime(invoiced, "%d %B %Y").date()
        assert row.get("amount").value == amount(money)


def test_the_result_is_the_one_worked_by_hand(example):
    _, _, appraisal, page = example
    result = dict(page["Result/"])
    incentive = appraisal.incentive
    assert incentive.capex_total == amount(result["As certified"])
    assert incentive.capex_eligible == amount(result["Eligible"])
    assert incentive.capex_rate == amount(result["Rate"])
    assert incentive.capex_subsidy == amount(result["Subsidy"])
    assert incentive.ceiling_applied == amount(result["Ceiling"])
    assert incentive.amount == amount(result["Amount"])
    assert incentive.basis == "production"
    assert appraisal.recommendation == result["Recommended"], appraisal.recommendation_reason


def test_the_other_readings_are_those_worked_by_hand_and_no_more(example):
    _, _, appraisal, page = example
    expected = {
        tuple(reading.split(": ")): (amount(eligible), amount(money))
        for reading, eligible, money in page.get("Under the reading/Eligible/Amount", ())
    }
    found = {
        (it.interpretation, it.reading): (it.capex_eligible, it.amount)
        for it in appraisal.incentive.under_other_readings
    }
    assert found == expected


def test_the_parts_of_amounts_with_tax_are_those_of_the_page():
    (name,) = (it for it in EXAMPLES if "Row/Basic/Freight/Tax/Amount" in tables(EXAMPLES[it]))
    printed = tables(EXAMPLES[name])["Row/Basic/Freight/Tax/Amount"]
    rows = case_of(FACTS[name])[0].rows("capex_statement", "items")
    for row, (_, *parts) in zip(rows, printed, strict=True):
        read = [None if (it := row.get(part)) is None else it.value for part in ("basic", "freight", "gst", "amount")]
        assert read == [amount(it) if it else None for it in parts]


def test_both_groups_three_streams_both_kinds_both_tables_and_every_slab_are_among_them():
    seen = {key: set() for key in ("group", "stream", "unit", "table", "rate")}
    for name in EXAMPLES:
        case, neighbours = case_of(FACTS[name])
        appraisal = appraised(case, neighbours)
        rate = next(it for it in appraisal.findings if it.check == "capex.rate")
        seen["group"].add(appraisal.incentive.group)
        seen["stream"].add(case.field("application_form", "recycling_stream").text)
        seen["unit"].add(case.field("application_form", "unit_type").text)
        seen["table"].add((rate.figures["table"], case.field("application_form", "unit_type").text))
        seen["rate"].add(appraisal.incentive.capex_rate)
    assert seen["group"] == {"A", "B"}
    assert seen["stream"] == {"lib_scrap", "e_waste", "other_scrap"}
    assert seen["unit"] >= {"new", "expansion", "modernisation"}
    assert {table for table, unit in seen["table"] if unit != "modernisation"} == {"App-II.A1", "App-II.A2"}
    assert seen["rate"] == {Decimal("0.20"), Decimal("0.17"), Decimal("0.14")}
