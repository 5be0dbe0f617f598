"""Amounts in words that go on below, names behind the books of a company, and other names of a claim's labels."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from tests.extractors.papers import grid, p, paper

WORDS = "figures and words"


def claim_form(tmp_path, *rows):
    """A form without rules whose values wrap within their column."""
    fixed = [["Claim Sr. No.", "NGV/CLM/7"], ["Date of lodging of claim", "19.11.2026"]]
    blocks = [p("CLAIM FORM under the Incentive Scheme for Promotion of Critical Mineral Recycling"),
              p("Name of applicant: Nagavali Cobalt Private Limited"),
              grid([*fixed, *rows], [200, 190], ruled=False)]  # fmt: skip
    return read_document(paper(tmp_path / "claim.pdf", *blocks)).fields


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("Rs. 22,80,09,417.00", "(Rupees Twenty Two Crore Eighty Lakh Nine Thousand Four Hundred Seventeen only)"),
        ("Rs. 1,41,00,00,000", "(Rupees One Hundred Forty One Crore only)"),
        ("Rs. 7,05,31,062.50", "(Rupees Seven Crore Five Lakh Thirty One Thousand Sixty Two and Paise Fifty)"),
    ],
)  # fmt: skip
def test_words_that_go_on_in_the_next_line_repeat_the_figure(tmp_path, figures, words):
    claimed = claim_form(tmp_path, ["Amount claimed", f"{figures} {words}"], ["Opex subsidy claimed", "Nil"])
    amount = claimed["amount_claimed"]
    assert amount.value == Decimal(figures.removeprefix("Rs. ").replace(",", ""))
    assert WORDS in amount.witnesses


def test_words_that_end_another_way_in_the_next_line_doubt_the_figure(tmp_path):
    said = "Rs. 22,80,09,417.00 (Rupees Twenty Two Crore Eighty Lakh Six Thousand Four Hundred Seventeen only)"
    amount = claim_form(tmp_path, ["Amount claimed", said])["amount_claimed"]
    assert amount.confidence < 0.9
    assert Decimal(228006417) in {amount.value, *(it.value for it in amount.alternatives)}


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("We have verified the vouchers, the bank book and the asset register of {}", "its plant"),
        ("We have examined the ledger, the statement of Fixed Assets and the invoices of {}", "its recycling unit"),
        ("On scrutinising them, having audited (see Sec. 143) the relevant records maintained by {}", "a smelter"),
    ],
)  # fmt: skip
def test_a_certificate_names_the_company_behind_its_books(tmp_path, said, figure):
    name = "Nagavali Cobalt & Nickel Private Limited"
    sentence = (
        f"{said.format(name)} having {figure} at Plot No. 9, IDA Pydibhimavaram, Srikakulam 532409, and certify that "
        "capital expenditure of Rs. 3,11,00,000.00 has been incurred and paid from 15-09-2025 to 31-10-2026."
    )
    head = p("Iyer Menon & Co., Chartered Accountants"), p("CERTIFICATE OF CAPITAL EXPENDITURE")
    end = p("For Iyer Menon & Co., Chartered Accountants, FRN 004217S"), p("UDIN: 26021463ABCDEF1234")
    fields = read_document(paper(tmp_path / "capex.pdf", *head, p(sentence), *end)).fields
    assert fields["entity_name"].value == name


@pytest.mark.parametrize("stacked", [True, False])
def test_claims_are_numbered_and_lodged_under_other_names(tmp_path, stacked):
    labels, values = ["Claim Sl. No.", "Claim lodged on"], ["NGV/CLM/7", "19.11.2026"]
    approval = ["Approval letter No. and date", "JN/PMA/2026/31 dated 07.04.2026"]
    rows = [labels, values] if stacked else list(map(list, zip(labels, values, strict=True)))
    name = p("Name of applicant: Nagavali Cobalt Private Limited")
    title = p("CLAIM FORM under the Incentive Scheme for Promotion of Critical Mineral Recycling")
    fields = read_document(
        paper(tmp_path / "c.pdf", title, grid(rows, [200, 190], ruled=False), name, p(": ".join(approval)))
    ).fields
    assert fields["claim_number"].value == "NGV/CLM/7"
    assert fields["claim_date"].value == date(2026, 11, 19)
