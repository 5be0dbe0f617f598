"""The generator tells the truth: what it writes beside an application is what its papers print, and the sums hold."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from random import Random

import pypdfium2
import pytest
from stdnum.in_ import gstin as stdnum_gstin

from samples import arithmetic, facts, invented, print_forms, scan
from samples.__main__ import main
from samples.defects import DEFECTS
from samples.facts import AS_OF, ELIGIBLE_HEADS, INVESTMENT_FROM, REFURBISHED_BASE, Shape, draw
from samples.hands import application, boards, capex, epr, gmr, ledger, letters, registrations
from samples.sets import SETS, Order, make

HANDS = [
    *application.HANDS, *epr.HANDS, *boards.OPERATE, *boards.COMBINED, *boards.ESTABLISH, *boards.WASTE, *capex.HANDS,
    *ledger.HANDS, *gmr.HANDS, *letters.APPROVALS, *letters.ENGINEERS, *letters.CLEARANCES,
    *registrations.OTHERS.values(),
]  # fmt: skip
REAL_NAMES = ("attero", "lohum", "gravita", "exigo", "batx", "ziptrax", "recyclekaro", "metastable", "rubamin",
              "parisaraa",
              "greenscape",
              "ecoreco", "tata", "hindalco", "vedanta", "reliance", "umicore", "mahindra", "cerebra",
              "namo ewaste")  # fmt: skip


def claims(count=12):
    states = sorted(invented.STATES)
    return [
        draw(Random(seed), Shape(
            state=states[seed % len(states)], group="AB"[seed % 2],
            stream=("lib_scrap", "e_waste", "other_scrap")[seed % 3],
            grain=Decimal(1000) if seed % 2 else Decimal("0.01"),
        ))
        for seed in range(count)
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_bytes():
    order = Order("again", Shape(item_rows=12, sale_rows=12), 1, "scan_good")
    first, second = make(order, 5), make(order, 5)
    assert [(it.name, it.content) for it in first.files] == [(it.name, it.content) for it in second.files]
    assert first.truth() == second.truth()


def test_another_seed_gives_another_company():
    order = Order("again", Shape(), 0)
    assert make(order, 5).truth() != make(order, 6).truth()


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.applicant.name)
def test_a_claim_as_drawn_satisfies_the_scheme(claim):
    assert date(2025, 10, 2) <= claim.application_date <= date(2026, 4, 1)
    assert claim.establish.issued < claim.operate.issued < claim.production_date < AS_OF
    assert claim.epr.issued < claim.production_date and claim.waste.issued < claim.production_date
    assert all(INVESTMENT_FROM <= item.invoice_date < claim.production_date for item in claim.items)
    assert claim.engineer_day > claim.production_date
    assert claim.capex_certified.on <= AS_OF and claim.gmr_certified.on <= AS_OF
    eligible = sum(item.amount for item in claim.items if item.head in ELIGIBLE_HEADS)
    assert eligible > (100 if claim.group == "A" else 25) * 10_000_000
    base = sum(item.amount for item in claim.items if item.head in REFURBISHED_BASE)
    assert sum(item.amount for item in claim.items if item.condition == "refurbished") <= base / 5
    assert (claim.total_gmr >= 200 * 10_000_000) == (claim.group == "A")
    assert claim.capacity_tpa >= (10_000 if claim.group == "A" else 5_000)
    assert claim.feed_concentration_percent < 30 and claim.recovery_yield_percent >= 80 and claim.purity_percent >= 99
    sold = sum(sale.quantity for sale in claim.sales if sale.unit == "MT")
    assert sold < claim.capacity_tpa * (claim.ledger_to - claim.production_date).days / 365


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.applicant.name)
def test_identifiers_hold_by_another_hand(claim):
    companies = [claim.applicant, *(item.vendor for item in claim.items), *(sale.buyer for sale in claim.sales)]
    for company in companies:
        assert stdnum_gstin.is_valid(company.gstin), company.gstin
        assert company.gstin[2:12] == company.pan and company.pan[3] == "C"
        assert company.gstin[:2] == company.address.state.gst_code
        assert re.fullmatch(r"U\d{5}[A-Z]{2}\d{4}P[TL]C\d{6}", company.cin)
    for signed in (claim.capex_certified, claim.gmr_certified):
        assert signed.udin[:2] == f"{signed.on:%y}" and signed.udin[2:8] == signed.by.membership_number
    for number in [item.invoice_number for item in claim.items] + [sale.invoice_number for sale in claim.sales]:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9/-]{0,15}", number)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.applicant.name)
def test_ledger_lines_compute(claim):
    for sale in claim.sales:
        assert abs(sale.quantity * sale.rate - sale.taxable_value) <= Decimal("0.005")
        assert abs(sale.taxable_value * Decimal("0.18") - sale.tax) <= Decimal("0.02")
        assert (sale.quantity < 0) == ("/CN/" in sale.invoice_number)


def test_no_name_is_a_real_recyclers():
    text = json.dumps([make(Order(f"n{n}", Shape(), n), n).truth() for n in range(2)]).casefold()
    assert [name for name in REAL_NAMES if re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
def test_a_paper_prints_what_its_truth_says(hand, unprinted):
    """Each identifier, amount and name of the truth stands in the text layer in a form that papers use."""
    claim = draw(Random(21), Shape(state="MP", grain=Decimal(1000)))
    paper = hand(claim, Random(3))
    assert unprinted(paper) == []
    assert all(paper.tables.values())


def test_every_core_type_has_three_layouts_of_different_structure():
    for hands in (
        application.HANDS,
        epr.HANDS,
        capex.HANDS,
        ledger.HANDS,
        gmr.HANDS,
        (*boards.OPERATE, *boards.COMBINED),
    ):
        assert len({hand.__name__ for hand in hands}) >= 3


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_defect_changes_the_claim_and_never_hopes_for_a_pass(name):
    claim = draw(Random(4), Shape())
    defect = DEFECTS[name]
    assert defect.plant(claim, Random(1)) != claim
    assert not {"pass", "not_applicable"} & set(defect.statuses)


def test_the_incentive_is_a_fifth_of_what_is_eligible():
    claim = draw(Random(8), Shape())
    by_hand = sum(item.amount for item in claim.items if item.head not in ("land", "building", "other"))
    expected = arithmetic.incentive(claim)
    assert Decimal(expected["capex_eligible"]) == by_hand
    assert abs(Decimal(expected["capex_subsidy"]) - by_hand / 5) <= Decimal("0.005")


def test_the_incentive_leaves_out_refurbished_plant_beyond_a_fifth():
    claim = DEFECTS["refurbished_over_cap"].plant(draw(Random(8), Shape()), Random(1))
    plant = [item for item in claim.items if item.head in ("plant_and_machinery", "equipment")]
    beyond = sum(i.amount for i in plant if i.condition == "refurbished") - sum(i.amount for i in plant) / 5
    assert beyond > 0
    counted = sum(item.amount for item in claim.items if item.head in ELIGIBLE_HEADS)
    assert abs(Decimal(arithmetic.incentive(claim)["capex_eligible"]) - (counted - beyond)) <= Decimal("0.01")


def test_a_scan_has_pages_of_the_same_size_and_no_text():
    paper = letters.approval_prose(draw(Random(2), Shape()), Random(1))
    copy = pypdfium2.PdfDocument(scan.scanned(paper.content, Random(7), "scan_poor"))
    assert (round(copy[0].get_width()), round(copy[0].get_height())) == (595, 842)
    assert copy[0].get_textpage().count_chars() == 0


def test_the_command_writes_truth_outside_the_applications(tmp_path, monkeypatch):
    few = make(Order("one", Shape(item_rows=12, sale_rows=10), 0), 1)
    monkeypatch.setitem(SETS, "demo", lambda seed: (few,))
    assert main([str(tmp_path), "--set", "demo"]) == 0
    assert len(list((tmp_path / "applications" / "one").iterdir())) == 10
    truth = json.loads((tmp_path / "truth" / "one.json").read_text(encoding="utf-8"))
    assert set(truth["documents"]) == {it.name for it in (tmp_path / "applications" / "one").iterdir()}
    assert truth["clean"] is True and truth["defects"] == []


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "Rupees Zero Only"),
        ("100000", "Rupees One Lakh Only"),
        ("45000000.50", "Rupees Four Crore Fifty Lakh and Paise Fifty Only"),
        ("123456789", "Rupees Twelve Crore Thirty Four Lakh Fifty Six Thousand Seven Hundred Eighty Nine Only"),
    ],
)
def test_amounts_in_words(amount, words):
    assert print_forms.rupees_in_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "text"), [("1234567.5", "12,34,567.50"), ("-999", "-999.00"), ("100000", "1,00,000.00")]
)
def test_amounts_are_grouped_as_in_india(amount, text):
    assert print_forms.grouped(Decimal(amount)) == text


def test_facts_are_drawn_before_defects():
    order = Order("x", Shape(), 0, defects=(DEFECTS["yield_too_low"],))
    made = make(order, 3).truth()
    assert Decimal(made["documents"]["application_form.pdf"]["fields"]["recovery_yield_percent"]) < 80
    assert made["defects"] == [
        {"defect": "yield_too_low", "check": "eligibility.recovery_yield", "statuses": ["fail", "refer"]}
    ]
    assert facts.draw(Random(1), Shape()) == facts.draw(Random(1), Shape())


def test_odd_files_are_told_with_what_may_become_of_them():
    (made,) = SETS["odd"](1)
    truth = made.truth()["documents"]
    assert truth["board_resolution.pdf"]["statuses"] == ["unreadable"]
    assert truth["bank_statement_locked.pdf"]["statuses"] == ["encrypted"]
    assert truth["press_cutting.pdf"]["document_type"] == "unknown"
    assert made.files == SETS["odd"](1)[0].files


def test_the_demo_shares_an_invoice_between_two_claims():
    claims = {made.id: made.truth() for made in SETS["demo"](20261122)}
    invoices = {
        name: {
            (row["vendor"], row["invoice_number"])
            for row in truth["documents"]["capex_certificate.pdf"]["tables"]["items"]
        }
        for name, truth in claims.items()
    }
    assert len(invoices["03-planted-defects"] & invoices["04-incomplete"]) == 1
    assert not invoices["01-clean-digital"] & invoices["03-planted-defects"]
    assert [name for name, truth in claims.items() if truth["clean"]] == ["01-clean-digital", "02-clean-scanned"]
    assert "gmr_certificate.pdf" not in claims["04-incomplete"]["documents"]
