"""Rows of other matters among the products of a consent: feed, stacks, water, power, and what was applied for."""

from decimal import Decimal

import pytest

from extractors import read_document
from tests.extractors.papers import grid, heading, p, paper, title

PRODUCTS = [["Black mass made", "4,320 t/a"], ["Mixed hydroxide of cobalt", "310 t/a"]]


def consent(tmp_path, rows, widths=(260, 130)):
    return read_document(
        paper(
            tmp_path / "c.pdf",
            title("GUJARAT POLLUTION CONTROL BOARD"),
            p("CONSENT ORDER NO. WH-118274 DATED: 04/09/2025"),
            p("CONSENT TO OPERATE is hereby granted to M/s. Mahisagar Cathode Recovery Private Limited, Plot 12, GIDC "
              "Savli, Vadodara 391775. This consent is valid up to 31.03.2030."),
            heading("Products and capacity"),
            grid(rows, widths),
        )
    )  # fmt: skip


def products(reading):
    return {row.fields["product"].value: row.fields["quantity"].value for row in reading.tables.get("products", ())}


@pytest.mark.parametrize(
    "other",
    [
        ["Stack height", "30 m"],
        ["Height of the chimney", "21.5 metres"],
        ["Connected load", "640 kW"],
        ["Fresh water", "42 KLD"],
        ["D.G. set", "250 kVA"],
    ],
)
def test_a_row_that_is_no_weight_is_no_product(tmp_path, other):
    reading = consent(tmp_path, [["Particulars", "Quantity"], *PRODUCTS, other])
    assert products(reading) == {"Black mass made": Decimal(4320), "Mixed hydroxide of cobalt": Decimal(310)}


def test_a_unit_in_its_own_column_tells_the_other_matter_too(tmp_path):
    rows = [["Product", "Quantity", "Unit"], ["Cobalt sulphate", "310", "MTPA"], ["Stack", "30", "m"]]
    assert products(consent(tmp_path, rows, (220, 90, 90))) == {"Cobalt sulphate": Decimal(310)}


def test_a_table_with_no_weight_at_all_is_another_table(tmp_path):
    reading = consent(tmp_path, [["Particulars", "Quantity"], ["Process", "42 KLD"], ["Domestic", "6 KLD"]])
    assert products(reading) == {}


@pytest.mark.parametrize("heads", [("As applied", "As consented"), ("Applied for", "Granted")])
def test_what_was_applied_for_is_not_what_was_consented(tmp_path, heads):
    rows = [["Particulars", *heads], ["Cobalt sulphate", "9,000 t/a", "7,200 t/a"], ["Stack height", "30 m", "30 m"]]
    assert products(consent(tmp_path, rows, (220, 100, 100))) == {"Cobalt sulphate": Decimal(7200)}


@pytest.mark.parametrize("feed", ["Spent lithium-ion cells taken in", "Battery scrap to be fed", "Intake of e-waste"])
def test_what_is_taken_in_is_the_capacity_and_what_is_made_of_it_is_not(tmp_path, feed):
    reading = consent(tmp_path, [["Particulars", "Quantity"], [feed, "7,200 t/a"], *PRODUCTS])
    assert reading.fields["capacity_tpa"].value == Decimal(7200)


def test_a_black_mass_that_is_made_is_no_capacity(tmp_path):
    reading = consent(tmp_path, [["Particulars", "Quantity"], *PRODUCTS])
    assert "capacity_tpa" not in reading.fields
