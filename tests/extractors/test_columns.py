"""Values side by side and the units over them: years, before and after, a period and to date, millions and lakh."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors import papers
from tests.extractors.papers import p, paper, title

CA = (
    p("For Hegde Shanbhag & Co., Chartered Accountants, Firm Registration No. 006612S"),
    p("(Meera Hegde) Partner, Membership No. 218845, UDIN 26218845ABCDEF1207"),
)


def grid(rows, ruled=True):
    """Columns as wide as what they hold."""
    longest = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    share = [min(max(it, 6), 34) for it in longest]
    return papers.grid(rows, [480 * it / sum(share) for it in share], ruled=ruled)


def gmr(tmp_path, rows, *more, above=(), date_line="Place: Mysuru, Date: 11.02.2026"):
    return read_document(
        paper(
            tmp_path / "gmr.pdf",
            title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
            p(
                "We certify the Global Manufacturing Revenue of M/s Kabini Metals Recovery Private Limited for the "
                "Financial Year 2024-25 as set out below:"
            ),
            *above,
            grid(rows),
            *more,
            *CA,
            p(date_line),
        )
    )


def engineer(tmp_path, *parts):
    return read_document(
        paper(
            tmp_path / "ce.pdf",
            title("CHARTERED ENGINEER'S CERTIFICATE"),
            p("This is to certify that I have inspected the plant of M/s Kabini Metals Recovery Private Limited."),
            *parts,
            p("Er. Sudhir Kamath, Chartered Engineer, Registration No. M-1533420, Date: 18.11.2026"),
        )
    )


@pytest.mark.parametrize(
    ("earlier", "later", "above"),
    [
        ("F.Y. 2023-24 (Rs. in Million)", "F.Y. 2024-25 (Rs. in Million)", ()),
        ("2023-24", "2024-25", (p("(All figures in INR Mn)"),)),
        ("Year ended 31.03.2024", "Year ended 31.03.2025", (p("Amount in ₹ million", align=2),)),
    ],
)
def test_of_two_years_the_certified_one_is_taken_in_the_unit_of_its_heading(tmp_path, earlier, later, above):
    rows = [
        ["Particulars", later, earlier],
        ["Revenue of the applicant", "912.40", "851.10"],
        ["Revenue of subsidiaries", "77.60", "64.00"],
        ["Total GMR", "990.00", "915.10"],
    ]
    fields = gmr(tmp_path, rows, above=above).fields
    assert fields["total_gmr"].value == Decimal("990000000")
    assert fields["entity_revenue"].value == Decimal("912400000")
    assert fields["total_gmr"].confidence >= SURE


def test_a_figure_without_any_unit_is_never_sure(tmp_path):
    reading = gmr(tmp_path, [["Particulars", "Revenue"], ["Total GMR", "990.00"]])
    total = reading.fields.get("total_gmr")
    assert total is None or total.confidence < SURE
    assert total is None or any(it.code == "disputed" for it in reading.warnings)


def test_columns_that_nothing_tells_apart_leave_the_field_in_doubt(tmp_path):
    rows = [["Particulars", "Unit I", "Unit II"], ["Total GMR", "Rs. 41,20,00,000", "Rs. 12,80,00,000"]]
    total = gmr(tmp_path, rows).fields["total_gmr"]
    assert total.confidence < SURE
    assert {total.value, *(it.value for it in total.alternatives)} >= {Decimal(412000000), Decimal(128000000)}


def test_the_comparative_figure_of_a_sentence_is_not_the_certified_one(tmp_path):
    rows = [["Name of company", "Relationship", "Revenue (Rs. in crore)"]]
    rows += [
        ["Kabini Metals Recovery Private Limited", "Applicant", "64.10"],
        ["Kabini Group Ltd", "Holding", "210.35"],
    ]
    rows += [["Total", "", "274.45"]]
    said = p("The Global Manufacturing Revenue for the previous year 2023-24 was Rs. 251.18 crore.")
    fields = gmr(tmp_path, rows, said).fields
    assert fields["total_gmr"].value == Decimal("2744500000")
    assert fields["entity_revenue"].value == Decimal("641000000")


def test_a_company_without_a_group_has_no_revenue_of_a_group(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "gmr.pdf",
            title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
            p(
                "We certify that the total revenue from operations of Kabini Metals Recovery Private Limited for the "
                "financial year 2024-25 was Rs. 61,40,22,000. The company has no holding company and no subsidiary; "
                "its Global Manufacturing Revenue is therefore Rs. 61,40,22,000."
            ),
            *CA,
            p("Mysuru | 11 February 2026"),
        )
    )
    assert "group_revenue" not in reading.fields
    assert "holding_company" not in reading.fields
    assert reading.fields["total_gmr"].value == Decimal(614022000)
    assert reading.fields["entity_revenue"].value == Decimal(614022000)
    assert reading.fields["certificate_date"].value == date(2026, 2, 11)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Before expansion", "After expansion"),
        ("Existing", "Total after expansion"),
        ("Pre-expansion", "Post-expansion"),
    ],
)
def test_after_an_expansion_the_new_capacity_and_its_date_hold(tmp_path, old, new):
    rows = [
        ["Particulars", old, new],
        ["Installed capacity", "1,800 TPA", "4,200 TPA"],
        ["Date of commencement of commercial production", "05.06.2021", "14.10.2026"],
    ]
    fields = engineer(tmp_path, grid(rows)).fields
    assert fields["installed_capacity_tpa"].value == 4200
    assert fields["installed_capacity_tpa"].confidence >= SURE


def test_existing_and_proposed_without_a_total_are_not_decided(tmp_path):
    rows = [["Particulars", "Existing", "Proposed"], ["Installed capacity", "1,800 TPA", "2,400 TPA"]]
    capacity = engineer(tmp_path, grid(rows)).fields["installed_capacity_tpa"]
    assert capacity.confidence < SURE


@pytest.mark.parametrize(
    "said",
    [
        "Installed capacity: 20 TPD x 330 days = 6,600 TPA.",
        "The installed capacity has been enhanced from 3,000 TPA to 6,600 TPA.",
        "Installed capacity of the plant is 20 MT per day for 330 working days i.e. 6,600 tonnes per annum.",
    ],
)
def test_a_capacity_reckoned_or_changed_in_the_text(tmp_path, said):
    fields = engineer(tmp_path, p(said), p("The unit is in commercial production w.e.f. 03.10.2026.")).fields
    assert fields["installed_capacity_tpa"].value == 6600
    assert fields["production_date"].value == date(2026, 10, 3)


def capex(tmp_path, rows, *more):
    return read_document(
        paper(
            tmp_path / "capex.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p("Name of the company: Kabini Metals Recovery Private Limited"),
            *more,
            grid(rows),
            *CA,
            p("Place: Mysuru | Date: 11.02.2026"),
        )
    )


def test_the_expenditure_of_the_period_stands_between_what_was_before_and_to_date(tmp_path):
    rows = [
        ["Sl", "Particulars", "Till 31.03.2026", "Incurred during the period", "Cumulative"],
        ["1", "Plant and machinery", "410.00", "265.50", "675.50"],
        ["2", "Electrical utilities", "60.00", "34.50", "94.50"],
        ["", "Total", "470.00", "300.00", "770.00"],
    ]
    reading = capex(tmp_path, rows, p("Period: 01.04.2026 to 30.09.2026"), p("(Rs. in lakhs)", align=2))
    assert [row.fields["amount"].value for row in reading.tables["items"]] == [26550000, 3450000]
    assert reading.fields["total_amount"].value == 30000000
    assert reading.fields["certificate_date"].value == date(2026, 2, 11)


@pytest.mark.parametrize(
    "said",
    [
        "Machines not so marked in the Remarks column are new.",
        "All machinery is new except where otherwise stated as refurbished under Remarks.",
        "Sl. No. 2 is refurbished machinery; the remaining items are new.",
    ],
)
def test_a_sentence_about_the_rows_without_a_mark(tmp_path, said):
    rows = [
        ["Sl No", "Description of machinery", "Supplier", "Amount (Rs.)", "Remarks"],
        ["1", "Leaching reactor", "Tara Vessels", "82,00,000", ""],
        ["2", "Filter press", "Omkar Filters", "21,50,000", "Refurbished"],
        ["3", "Rotary kiln", "Tara Vessels", "1,40,25,000", ""],
        ["", "Total", "", "2,43,75,000", ""],
    ]
    items = capex(tmp_path, rows, p(said)).tables["items"]
    assert [row.fields["condition"].value for row in items] == ["new", "refurbished", "new"]


def test_a_ledger_closed_by_its_balance_and_a_period_of_months(tmp_path):
    rows = [
        ["Date", "Invoice No.", "Party", "Taxable Value", "IGST", "Invoice Value"],
        ["03-04-2026", "K/1", "Okhla Alloys", "10,00,000.00", "1,80,000.00", "11,80,000.00"],
        ["19-05-2026", "K/2", "Hind Refiners", "5,00,000.00", "90,000.00", "5,90,000.00"],
        ["", "", "Closing balance", "15,00,000.00", "2,70,000.00", "17,70,000.00"],
    ]
    reading = read_document(
        paper(
            tmp_path / "sales.pdf",
            title("Kabini Metals Recovery Private Limited"),
            p("Sales register for April 2026 to May 2026", align=1),
            grid(rows),
        )
    )
    assert reading.fields["total_taxable_value"].value == 1500000
    assert reading.fields["period_from"].value == date(2026, 4, 1)
    assert reading.fields["period_to"].value == date(2026, 5, 31)
    assert len(reading.tables["entries"]) == 2


def test_sales_by_product_without_invoices(tmp_path):
    rows = [
        ["Product", "HSN", "Qty (MT)", "Sales value (Rs.)"],
        ["Cobalt sulphate", "28332990", "14.500", "1,01,50,000.00"],
        ["Nickel sulphate", "28332400", "22.000", "66,00,000.00"],
        ["Total", "", "36.500", "1,67,50,000.00"],
    ]
    reading = read_document(
        paper(
            tmp_path / "sales.pdf",
            title("KABINI METALS RECOVERY PRIVATE LIMITED"),
            p("Statement of product-wise sales for the Financial Year 2025-26", align=1),
            grid(rows),
            p("For Kabini Metals Recovery Private Limited"),
        )
    )
    assert reading.document_type == "sales_ledger"
    assert reading.fields["total_taxable_value"].value == 16750000
    assert [row.fields["product"].value for row in reading.tables["entries"]] == ["Cobalt sulphate", "Nickel sulphate"]


def test_companies_with_a_column_for_each_year(tmp_path):
    rows = [
        ["Sl", "Name of company", "Relationship", "FY 2024-25", "FY 2023-24"],
        ["1", "Kabini Metals Recovery Private Limited", "Applicant", "61.05", "52.00"],
        ["2", "Kabini Group Limited", "Holding company", "130.05", "120.00"],
        ["", "Total", "", "191.10", "172.00"],
    ]
    reading = gmr(tmp_path, rows, above=(p("(Rs. in crore)", align=2),))
    assert [row.fields["revenue"].value for row in reading.tables["companies"]] == [610500000, 1300500000]
    assert reading.fields["total_gmr"].value == 1911000000


def test_rows_named_after_amounts_are_no_companies(tmp_path):
    rows = [
        ["Particulars", "FY 2024-25", "FY 2023-24"],
        ["Revenue of the applicant", "61.05", "52.00"],
        ["Revenue of holding company", "130.05", "120.00"],
        ["Total GMR", "191.10", "172.00"],
    ]
    reading = gmr(tmp_path, rows, above=(p("(Rs. in crore)", align=2),))
    assert "companies" not in reading.tables
    assert reading.fields["group_revenue"].value == 1300500000


def test_of_the_phases_of_a_plant_the_total_is_its_capacity_and_no_date_is_sure(tmp_path):
    rows = [
        ["Particulars", "Phase I", "Phase II", "Total"],
        ["Installed capacity (MTPA)", "1,800", "2,400", "4,200"],
        ["Date of commencement of production", "05.06.2021", "14.10.2026", ""],
    ]
    fields = engineer(tmp_path, grid(rows)).fields
    assert fields["installed_capacity_tpa"].value == 4200
    assert fields["production_date"].confidence < SURE


def test_what_held_earlier_is_told_from_what_holds(tmp_path):
    fields = engineer(
        tmp_path,
        p("Installed capacity : 6,600 TPA (earlier 3,000 TPA)"),
        p(
            "Commercial production from the new line was achieved on 14.10.2026; the old line had commenced commercial "
            "production on 05.06.2021."
        ),
    ).fields
    assert fields["installed_capacity_tpa"].value == 6600
    assert fields["production_date"].value == date(2026, 10, 14)


def test_years_told_by_their_last_day_alone(tmp_path):
    rows = [
        ["Particulars", "31.03.2024", "31.03.2025"],
        ["Entity revenue", "52.00", "61.05"],
        ["Group revenue", "120.00", "130.05"],
        ["Total GMR", "172.00", "191.10"],
    ]
    fields = gmr(tmp_path, rows, above=(p("(figures in Rs. crore)"),)).fields
    assert fields["total_gmr"].value == 1911000000
    assert fields["entity_revenue"].value == 610500000


def test_a_sum_that_both_columns_make_proves_neither(tmp_path):
    rows = [
        ["Particulars", "Column A (Rs.)", "Column B (Rs.)"],
        ["Entity revenue", "52,00,00,000", "61,05,00,000"],
        ["Group revenue", "1,20,00,00,000", "1,30,05,00,000"],
        ["Total GMR", "1,72,00,00,000", "1,91,10,00,000"],
    ]
    assert gmr(tmp_path, rows).fields["total_gmr"].confidence < SURE


def test_quarters_are_not_the_whole_year(tmp_path):
    rows = [["Sl", "Particulars", "Amount (Rs.)"], ["1", "Plant and machinery", "4,10,00,000"]]
    fields = capex(tmp_path, rows, p("Period: Q1 and Q2 of FY 2026-27")).fields
    assert fields["period_from"].value == date(2026, 4, 1)
    assert fields["period_to"].value == date(2026, 9, 30)
