"""The products of a consent, with what stands below their table: captions and headings are no part of the last row."""

from datetime import date

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak

from extractors import read_document
from tests.extractors.papers import gap, grid, heading, p, paper, title

HEAD = ["Sl. No.", "Description", "Quantity", "Unit"]
ROWS = [["1", "Black mass concentrate", "420", "T/Month"], ["2", "Lithium carbonate", "38", "T/Month"],
        ["3", "Mixed hydroxide of cobalt", "112", "T/Month"]]  # fmt: skip
WORDS = ["Black mass concentrate", "Lithium carbonate", "Mixed hydroxide of cobalt"]


def consent(tmp_path, *below, ruled=False):
    return read_document(
        paper(
            tmp_path / "c.pdf",
            title("TAMIL NADU POLLUTION CONTROL BOARD"),
            p("CONSENT ORDER NO. 2608143391027 DATED: 04/09/2025"),
            p("CONSENT TO OPERATE is hereby granted to M/s. Noyyal Cathode Recovery Private Limited, S.F. No. 12, "
              "Arasur, Coimbatore 641407. This consent is valid up to 31.03.2030."),
            heading("Products and capacity"),
            grid([HEAD, *ROWS], [40, 200, 90, 90], ruled=ruled),
            *below,
        )
    )  # fmt: skip


SENTENCE = "The raw material shall not exceed 750 tonnes in any month of the year."
CAPTIONS = ["SPECIAL CONDITIONS", "Annexure", "Conditions", "GENERAL TERMS", "Schedule of stacks"]


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_on_the_next_page_is_no_part_of_the_last_row(tmp_path, caption, ruled):
    reading = consent(
        tmp_path, p(SENTENCE), PageBreak(), title(caption, 11), p("1. The unit shall plant trees."), ruled=ruled
    )
    assert [row.fields["product"].value for row in reading.tables["products"]] == WORDS


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_right_below_is_no_part_of_the_last_row(tmp_path, caption, ruled):
    reading = consent(tmp_path, heading(caption), p("1. The unit shall plant trees."), ruled=ruled)
    assert [row.fields["product"].value for row in reading.tables["products"]] == WORDS


@pytest.mark.parametrize("caption", [it for it in CAPTIONS if it != "GENERAL TERMS"])
def test_a_caption_in_the_middle_below_is_no_part_of_the_last_row(tmp_path, caption):
    reading = consent(tmp_path, gap(3), title(caption, 10), p("1. The unit shall plant trees."))
    assert [row.fields["product"].value for row in reading.tables["products"]] == WORDS


def test_a_product_goes_on_over_the_page(tmp_path):
    rows = [*ROWS, *([str(n), f"Salt of grade {n}", str(10 + n), "T/Month"] for n in range(4, 38))]
    reading = read_document(
        paper(
            tmp_path / "c.pdf",
            title("TAMIL NADU POLLUTION CONTROL BOARD"),
            p("CONSENT TO OPERATE is hereby granted to M/s. Noyyal Cathode Recovery Private Limited."),
            grid([HEAD, *rows], [40, 200, 90, 90], ruled=False),
        )
    )
    assert len(reading.tables["products"]) == len(rows)


def test_a_heading_of_rows_between_drawn_lines_is_no_part_of_the_row_above(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "c.pdf",
            title("TAMIL NADU POLLUTION CONTROL BOARD"),
            p("CONSENT ORDER NO. 2608143391027 DATED: 04/09/2025"),
            p("CONSENT TO OPERATE is hereby granted to M/s. Noyyal Cathode Recovery Private Limited, S.F. No. 12, "
              "Arasur, Coimbatore 641407. This consent is valid up to 31.03.2030."),
            grid([HEAD, ["", "Product Details", "", ""], *ROWS, ["", "Recovered beside these", "", ""],
                  ["4", "Iron oxide", "960", "T/Month"]], [40, 200, 90, 90]),
        )
    )  # fmt: skip
    assert [row.fields["product"].value for row in reading.tables["products"]] == [*WORDS, "Iron oxide"]


def test_labels_over_a_table_with_few_lines_are_not_its_headings(tmp_path):
    canvas = Canvas(str(tmp_path / "c.pdf"), pagesize=(595, 842), invariant=1)
    canvas.setFont("Times-Roman", 10)
    for x, y, text in (
        (203, 780, "Tamil Nadu Pollution Control Board"), (48, 748, "CONSENT TO OPERATE"),
        (48, 724, "Ref. No.: 2608261190043   Dated: 3 August 2026"),
        (48, 682, "Consent to Operate is hereby granted to M/s Thamirabarani Metal Recyclers Private Limited."),
        (52, 568, "Category"), (242, 568, ": RED"), (52, 553, "Activity"), (242, 553, ": recycling of e-waste"),
        (52, 538, "Waste to be processed"), (242, 538, ": 6,500 tonnes per annum"),
        (52, 523, "Consent valid up to"), (242, 523, ": 31 July 2031"),
        (49, 494, "Product"), (278, 494, "Quantity"), (407, 494, "Unit"),
        (52, 479, "Tin ingot"), (388, 479, "290"), (411, 479, "MT/year"),
        (52, 464, "Nickel sulphate"), (388, 464, "330"), (411, 464, "MT/year"),
        (48, 440, "1. Emissions and effluent shall conform to the prescribed standards. 2. The occupier shall keep"),
        (48, 426, "and processed. 3. No change in process without prior permission of the Board."),
        (454, 388, "Regional Officer"), (400, 377, "Tamil Nadu Pollution Control Board"),
    ):  # fmt: skip
        canvas.drawString(x, y, text)
    for left, right in ((49, 278), (278, 407), (407, 547)):
        for y in (503, 490):
            canvas.line(left, y, right, y)
    canvas.save()
    reading = read_document(tmp_path / "c.pdf")
    assert [row.fields["product"].value for row in reading.tables["products"]] == ["Tin ingot", "Nickel sulphate"]
    assert reading.fields["valid_until"].value == date(2031, 7, 31)
    assert reading.fields["pollution_category"].value == "red"


def test_the_heading_of_form_two_is_known_behind_all_its_words(tmp_path):
    head = [
        "Sl. No.",
        "Category of Hazardous Waste as per the\nSchedules I, II and III of these rules",
        "Authorised mode of disposal or\nrecycling or utilisation or\nco-processing, etc.",
        "Quantity\n(ton/annum)",
    ]
    rows = [
        ["1", "Spent catalyst containing nickel,\ncobalt (Sch. I, 18.1)", "Recycling", "3,600"],
        ["2", "Nickel-cadmium battery scrap (Sch. IV,\n17)", "Recycling", "900"],
    ]
    reading = read_document(
        paper(
            tmp_path / "form2.pdf",
            title("FORM 2"),
            p("Form for grant or renewal of authorisation by State Pollution Control Board to the occupiers"),
            p("1. Number of authorisation and date of issue : CECB/HWM/SIL/2026/3318 dated 30/07/2026"),
            p("2. M/s Mahanadi Critical Metals Pvt. Ltd. is hereby granted an authorisation under the Hazardous and "
              "Other Wastes (Management and Transboundary Movement) Rules, 2016."),
            heading("Details of Authorisation"),
            grid([head, *rows], [40, 210, 150, 80]),
        )
    )  # fmt: skip
    wastes = [row.fields["product"].value for row in reading.tables["products"]]
    assert wastes == [
        "Spent catalyst containing nickel, cobalt (Sch. I, 18.1)",
        "Nickel-cadmium battery scrap (Sch. IV, 17)",
    ]


def test_the_rows_of_a_form_are_no_list_of_products(tmp_path):
    rows = [
        ["Validity", "01/08/2026 to 31/07/2031"],
        ["CCA ID", "218844"],
        ["Product with capacity", "Zinc sulphate 1,200 MTA; Tellurium metal 18 MTA"],
        ["Waste permitted to be recycled", "Copper anode slime 960 MT per annum"],
    ]
    reading = read_document(
        paper(
            tmp_path / "cca.pdf",
            title("UTTAR PRADESH POLLUTION CONTROL BOARD"),
            p("Ref No. - 218844/UPPCB/Ghaziabad/CTO/both/2026 Dated: 21/07/2026"),
            p("Sub: Consolidated Consent to Operate and Authorisation to M/s GANGA YAMUNA CRITICAL METALS LLP"),
            p("CCA is hereby granted to the unit with following details:"),
            grid(rows, [180, 300]),
        )
    )
    products = reading.tables.get("products", ())
    assert not [row for row in products if "Product" in str(row.fields["product"].value)]
    assert not [row for row in products if "Waste" in str(row.fields["product"].value)]
