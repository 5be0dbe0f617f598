"""Capacities of which a sentence lists several: the first alone may be a part of what the paper allows."""

from decimal import Decimal

import pytest

from extractors import read_document
from extractors.values.model import Scope
from extractors.values.quantities import ONE_OF_SEVERAL, read_tonnes
from records.readings import SURE
from tests.extractors.papers import p, paper, title


def capacity(printed):
    [read] = read_tonnes(None, printed, Scope(label="Capacity registered"))
    return read


@pytest.mark.parametrize(
    ("printed", "first", "together"),
    [
        ("ITEW 1,400 MTA and CEEW 700 MTA.", "1400", "2100"),
        ("1,400 MT per annum of IT waste and 700 MT per annum of consumer goods", "1400", "2100"),
        ("spent LIB 6,000 TPA, lead scrap 2,000 TPA & e-waste 500 TPA", "6000", "8500"),
    ],
)
def test_the_first_of_several_quantities_is_in_doubt_with_their_sum_beside_it(printed, first, together):
    read = capacity(printed)
    assert read.value == Decimal(first)
    assert read.cost >= ONE_OF_SEVERAL
    assert Decimal(together) in [it.value for it in read.alternatives]


@pytest.mark.parametrize(
    "printed",
    [
        "7,200 TPA, of which 4,000 TPA are batteries",
        "7,200 TPA (earlier 3,000 TPA)",
        "7,200 TPA and 24 months' storage",
        "7,200 TPA, zero liquid discharge",
    ],
)
def test_a_part_a_former_capacity_and_other_figures_do_not_doubt_it(printed):
    read = capacity(printed)
    assert read.value == Decimal(7200)
    assert read.cost < ONE_OF_SEVERAL
    assert not read.alternatives


@pytest.mark.parametrize(
    ("listed", "taken"),
    [
        ("ITEW 1,400 MTA and CEEW 700 MTA", 2100),
        ("ITEW 1,400 MTA", 1400),
        ("ITEW 1,400 MTA (earlier 900 MTA)", 1400),
    ],
)
def test_a_registration_that_prints_no_total_is_for_the_sum_of_its_categories(tmp_path, listed, taken):
    path = paper(
        tmp_path / "epr.pdf",
        title("CENTRAL POLLUTION CONTROL BOARD"),
        p("Registration No. B-29016(4120)(EPR-REC)/26/WM-III Issued on: 21-01-2026"),
        p("1. M/s Noyyal Tantalum Recyclers LLP is registered as Recycler under the E-Waste (Management) Rules, 2022."),
        p(f"2. Capacity registered: {listed}."),
    )
    found = read_document(path).fields["capacity_tpa"]
    assert found.value == taken
    assert found.confidence < SURE or taken == 1400
