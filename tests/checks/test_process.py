"""Stream, minerals, process level, feed, purity and yield: at each limit, on each side of it, without evidence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.checks.factory import application, application_form, claim, consent_to_operate, finding, paper, status


@pytest.mark.parametrize(
    ("stream", "verdict"),
    [("e_waste", "pass"), ("lib_scrap", "pass"), ("other_scrap", "pass"), ("plastic", "refer"), (None, "missing")],
)
def test_the_scheme_covers_three_streams(stream, verdict):
    assert status("eligibility.recycling_stream", application(application_form={"recycling_stream": stream})) == verdict


@pytest.mark.parametrize(
    ("activity", "verdict"),
    [
        ("Manufacture of polymer compounds", "refer"),
        ("DYEING AND PRINTING OF FABRIC", "refer"),
        ("प्लास्टिक दाने का निर्माण", "refer"),
        ("Manufacture of nickel sulphate", "pass"),
        ("Production of black mass", "pass"),
        ("ई-अपशिष्ट से उत्पादन", "pass"),
        ("operation of the plant as applied for", "pass"),  # it says nothing of what is made
    ],
)
def test_a_consent_for_making_something_else_is_for_a_person(activity, verdict):
    found = finding("eligibility.recycling_stream", claim(consent_to_operate={"activity": activity}))
    assert found.status == verdict, found.reason
    assert (activity in found.reason) == (verdict == "refer")


def test_an_activity_that_was_hardly_read_says_nothing():
    consent = paper("consent_to_operate", {**consent_to_operate(), "activity": "Manufacture of toys"}, file="x.pdf")
    for confidence, verdict in ((0.8, "refer"), (0.4, "pass")):
        fields = {**consent.fields, "activity": consent.fields["activity"].with_confidence(confidence)}
        case = claim(consent_to_operate=None, extra=[replace(consent, fields=fields)])
        assert status("eligibility.recycling_stream", case) == verdict


@pytest.mark.parametrize(
    ("minerals", "verdict"),
    [
        (("lithium",), "pass"),
        (("zirconium_hafnium", "platinum_group_elements"), "pass"),
        (("unlisted:Copper",), "fail"),
        (("unlisted:Gold", "unlisted:Silver"), "fail"),
        (("nickel", "unlisted:Copper"), "refer"),
        ((), "missing"),
        (None, "missing"),
    ],
)
def test_minerals_are_those_of_appendix_i_and_copper_is_none(minerals, verdict):
    assert status("eligibility.minerals_listed", application(application_form={"minerals": minerals})) == verdict


@pytest.mark.parametrize(
    ("stream", "level", "verdict"),
    [
        ("lib_scrap", "R3", "pass"),
        ("lib_scrap", "R4", "pass"),
        ("lib_scrap", "L3", "pass"),
        ("lib_scrap", "R2", "fail"),
        ("e_waste", "L3", "pass"),
        ("e_waste", "L2", "fail"),
        ("e_waste", "L1", "fail"),
        ("e_waste", "R4", "refer"),
        (None, "R4", "refer"),
        ("e_waste", "L9", "refer"),
        ("e_waste", None, "missing"),
    ],
)
def test_chemical_extraction_is_paid_for_and_shredding_is_not(stream, level, verdict):
    form = {"recycling_stream": stream, "process_level": level}
    assert status("eligibility.process_level", application(application_form=form)) == verdict


@pytest.mark.parametrize(
    ("percent", "verdict"), [("29.99", "pass"), ("30", "refer"), ("30.01", "refer"), (None, "missing")]
)
def test_feed_is_normally_below_30_percent_and_never_fails(percent, verdict):
    form = {"feed_concentration_percent": Decimal(percent) if percent else None}
    assert status("eligibility.feed_concentration", application(application_form=form)) == verdict


@pytest.mark.parametrize(
    ("percent", "verdict"), [("98.99", "refer"), ("99", "pass"), ("99.9", "pass"), (None, "missing")]
)
def test_product_is_normally_99_percent_pure_and_never_fails(percent, verdict):
    form = {"product_purity_percent": Decimal(percent) if percent else None}
    assert status("eligibility.product_purity", application(application_form=form)) == verdict


def test_the_least_pure_listed_product_decides_and_copper_does_not():
    def with_products(*rows):
        form = paper("application_form", application_form())
        made = paper("sales_ledger", {}, [{**row} for row in rows], file="application_form.pdf").tables["entries"]
        return application(application_form=None, extra=[replace(form, tables={"products": made})])

    pure = {"product": "Cobalt sulphate", "mineral": "cobalt", "purity_percent": Decimal("99.2")}
    poor = {"product": "Nickel hydroxide", "mineral": "nickel", "purity_percent": Decimal("97")}
    copper = {"product": "Copper granules", "mineral": "unlisted:Copper", "purity_percent": Decimal("97")}
    assert status("eligibility.product_purity", with_products(pure, copper)) == "pass"
    found = finding("eligibility.product_purity", with_products(pure, poor))
    assert (found.status, "97%" in found.reason) == ("refer", True)


@pytest.mark.parametrize(("promised", "measured", "verdict"), [
    ("80", None, "pass"), ("79.99", None, "fail"), ("88", "80", "pass"), ("79", "79.5", "fail"),
    ("88", "79.9", "refer"), ("79", "85", "refer"), (None, None, "missing"),
])  # fmt: skip
def test_the_yield_is_at_least_80_percent_by_every_paper(promised, measured, verdict):
    case = claim(
        application_form={"recovery_yield_percent": Decimal(promised) if promised else None},
        chartered_engineer_certificate={"recovery_yield_percent": Decimal(measured) if measured else None},
    )
    assert status("eligibility.recovery_yield", case) == verdict


def test_what_was_not_found_may_yet_be_printed():
    form = {"feed_concentration_percent": None, "recovery_yield_percent": None}
    assert finding("eligibility.feed_concentration", application(application_form=form)).reason == (
        "The concentration of the feed was not found in application_form.pdf nor in an assay report, of which none was"
        " read; look at the paper."
    )
    engineer = {"recovery_yield_percent": None}
    case = claim(application_form=form, chartered_engineer_certificate=engineer)
    assert finding("eligibility.recovery_yield", case).reason == (
        "The recovery yield was not found in application_form.pdf nor in chartered_engineer_certificate.pdf; look at"
        " the paper."
    )
