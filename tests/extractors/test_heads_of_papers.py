"""Whose paper it is by its head, to whom it goes in two languages, and what only a row or a bracket says."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import gap, grid, p, paper, title

SALES = [
    ["Date", "Bill No.", "Buyer", "Goods", "Qty", "Taxable value"],
    ["03-02-2026", "TW/11", "Chitra Foundry", "Tin ingot", "400 KGS", "9,80,000.00"],
    ["19-02-2026", "TW/12", "Meghna Solders", "Tin ingot", "250 KGS", "6,15,000.00"],
]
RESULTS = [["Parameter", "Method", "Unit", "Result"], ["Tin", "ICP-OES", "%", "0.031"], ["Lead", "AAS", "%", "0.018"]]


def test_the_first_line_of_a_register_over_its_own_number_is_the_seller(tmp_path):
    path = tmp_path / "s.pdf"
    sheet = grid(SALES, [60, 60, 110, 80, 70, 90])
    paper(path, title("टोंस टिन वर्क्स / Tons Tin Works"), p("GSTIN: 10AAMFT2083L1ZK"), title("Sales Register"), sheet)
    field = read_document(path).fields["entity_name"]
    assert field.value == "Tons Tin Works" and field.confidence < SURE


@pytest.mark.parametrize("head", ["SALES REGISTER", "Statement of outward supplies", "Page 1 of 1", "[See rule 59(1)]"])
def test_a_title_is_no_seller(head, tmp_path):
    path = tmp_path / "s.pdf"
    paper(path, title(head), p("GSTIN: 10AAMFT2083L1ZK"), grid(SALES, [60, 60, 110, 80, 70, 90]))
    assert "entity_name" not in read_document(path).fields


def report(path, *head, rows=RESULTS):
    paper(
        path,
        *head,
        title("TEST REPORT"),
        p("Report No.: KT/26/0388"),
        p("Customer: Narmada Urban Ores Private Limited"),
        p("Sample: Tin ingot, lot 7"),
        grid(rows, [150, 120, 80, 80]),
    )
    return read_document(path).fields


def test_the_first_line_of_a_report_over_its_accreditation_is_the_laboratory(tmp_path):
    head = title("Kosala Institute of Assaying"), p("NABL accredited, certificate TC-7741")
    assert report(tmp_path / "r.pdf", *head)["laboratory"].value == "Kosala Institute of Assaying"


def test_the_customer_is_no_laboratory(tmp_path):
    assert "laboratory" not in report(tmp_path / "r.pdf")


def test_a_purity_among_the_results_is_the_products(tmp_path):
    pure = [*RESULTS, ["Purity (by difference)", "-", "%", "99.92"]]
    assert report(tmp_path / "r.pdf", rows=pure)["product_purity_percent"].value == Decimal("99.92")
    impure = [*RESULTS, ["Impurities, total", "-", "%", "0.08"]]
    assert "product_purity_percent" not in report(tmp_path / "q.pdf", rows=impure)


def test_a_letter_to_an_office_in_two_languages_names_the_company_under_it(tmp_path):
    path = tmp_path / "l.pdf"
    paper(
        path,
        title("Project Management Agency, Incentive Scheme for Promotion of Critical Minerals Recycling"),
        p("No. PMA/CMR/2026/0117"),
        p("To"),
        p("The Plant Head / The Managing Director"),
        p("M/s Girna Tellurium Salts Limited"),
        p("Plot 7, MIDC, Jalgaon 425003"),
        p("Subject: Approval of your application under the Scheme"),
        p("Sir, your application is approved under Group B."),
    )
    assert read_document(path).fields["applicant_name"].value == "Girna Tellurium Salts Limited"


ASSETS = [
    ["Sl", "Particulars", "Supplier", "Invoice", "Date", "New / Second hand", "Amount"],
    ["1", "Spray dryer (Plant & Machinery)", "Himalaya Drying", "H-339", "14/02/26", "New", "1,30,25,000"],
    ["2", "Panel and cables (Utilities)", "Purva Aircon", "PA/26/017", "09/03/26", "New", "53,80,000"],
    ["3", "Crucibles (set of 12)", "Agni Labs", "AL/7", "11/03/26", "New", "1,10,000"],
    ["", "Total", "", "", "", "", "1,85,15,000"],
]


def test_a_head_in_brackets_behind_an_article_is_its_head_and_no_part_of_its_name(tmp_path):
    path = tmp_path / "c.pdf"
    paper(
        path,
        title("CERTIFICATE"),
        p("This is to certify that M/s Girna Tellurium Salts Limited has incurred the following capital expenditure."),
        p("Statement of Capital Expenditure, 01.11.2025 to 31.05.2026"),
        grid(ASSETS, [25, 130, 90, 60, 55, 55, 75]),
        gap(),
        p("Date: June 18, 2026"),
        p("For Tripathi Mishra & Co LLP TRIPATHI"),
        p("Chartered Accountants"),
    )
    reading = read_document(path)
    items = [row.fields for row in reading.tables["items"]]
    assert [it["description"].value for it in items] == ["Spray dryer", "Panel and cables", "Crucibles (set of 12)"]
    assert [it["head"].value for it in items[:2]] == ["plant_and_machinery", "utilities"]
    assert items[0]["description"].confidence < SURE, "nothing else tells that the brackets are not the article's own"
    assert reading.fields["certificate_date"].value == date(2026, 6, 18)
    assert reading.fields["ca_firm"].value == "Tripathi Mishra & Co LLP"


WORKS = [
    ["Sl", "Particulars", "Head", "Supplier", "Invoice", "Date", "Amount"],
    ["1", "Factory shed (civil works)", "Building", "Dhar Nirman", "DN/27", "30/10/25", "21,52,500"],
    ["2", "Panel and cables (electrification)", "Utilities", "Purva Aircon", "PA/26/017", "09/03/26", "53,80,000"],
    ["3", "Fume hoods (laboratory)", "Equipment", "Agni Labs", "AL/7", "11/03/26", "1,10,000"],
    ["", "Total", "", "", "", "", "76,42,500"],
]


@pytest.mark.parametrize("under_headings", [False, True])
def test_brackets_that_sound_like_a_head_are_the_articles_where_its_head_stands_elsewhere(tmp_path, under_headings):
    rows, widths = WORKS, [25, 150, 60, 90, 60, 55, 65]
    if under_headings:
        rows = [[*row[:2], *row[3:]] for row in WORKS]
        headings = [["", head, *[""] * 4] for head in ("Building", "Utilities", "Equipment")]
        rows = [rows[0], headings[0], rows[1], headings[1], rows[2], headings[2], *rows[3:]]
        widths.pop(2)
    path = paper(
        tmp_path / "c.pdf",
        title("CERTIFICATE"),
        p("This is to certify that M/s Girna Tellurium Salts Limited has incurred the following capital expenditure."),
        grid(rows, widths),
    )
    items = [row.fields for row in read_document(path).tables["items"]]
    assert [it["description"].value for it in items] == [row[1] for row in WORKS[1:4]]
    assert [it["head"].value for it in items] == ["building", "utilities", "equipment"]
