"""Laboratories without a legal form in their names, clients named above the results, samples that are no figure."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title

RESULTS = [["Constituent", "Found (%)", "Technique"], ["Indium", "99.71", "Titration"], ["Tin", "0.144", "ICP-OES"]]


def report(path, head, *lines):
    return read_document(
        paper(
            path, *head, p("Report No. IN/2026/0771 dated 03-09-2026"), *map(p, lines), grid(RESULTS, [150, 100, 150])
        )
    ).fields


@pytest.mark.parametrize(
    ("head", "laboratory"),
    [
        ((title("ASSAY REPORT"), p("Vaitarna Test House, Thane (NABL TC-9071)")), "Vaitarna Test House"),
        ((p("Manohar Assay Office, Udaipur - NABL TC-9071"), title("TEST REPORT")), "Manohar Assay Office"),
        ((title("TEST REPORT"), p("Bhadra Analytical Services")), "Bhadra Analytical Services"),
        ((title("TEST CERTIFICATE"), p("Ulhas Test Labs Pvt. Ltd.")), "Ulhas Test Labs Pvt. Ltd."),
        ((p("KOEL MINERAL & METALS LABORATORY, Rourkela"), title("TEST REPORT")), "KOEL MINERAL & METALS LABORATORY"),
        ((p("Koel Ores and Metals Laboratory, Rourkela"), title("TEST REPORT")), "Koel Ores and Metals Laboratory"),
    ],
)
def test_a_laboratory_is_told_by_what_it_does(tmp_path, head, laboratory):
    assert report(tmp_path / "report.pdf", head, "Sample: Indium sponge")["laboratory"].value == laboratory


def test_the_client_named_right_above_the_results_is_the_papers(tmp_path):
    fields = report(tmp_path / "report.pdf", (title("TEST REPORT"),), "Client: Tapi Indium Works LLP")
    assert fields["entity_name"].value == "Tapi Indium Works LLP"


def test_a_figure_is_no_sample(tmp_path):
    fields = report(tmp_path / "report.pdf", (title("TEST REPORT"),), "Purity of the sample", "Product (In): 99.71 %")
    assert "sample" not in fields
    assert fields.get("product_purity_percent") is None or fields["product_purity_percent"].value == Decimal("99.71")


def test_the_rows_of_a_form_that_ends_with_its_results_are_no_heading_of_them(tmp_path):
    rows = [
        ["Laboratory ref.", "IN/2026/0771"], ["NABL ID", "TC-9071"], ["Issued on", "03-09-2026"],
        ["What was tested", "Sample of indium sponge, sealed"], ["Indium", "99.71"], ["Tin", "0.144"],
    ]  # fmt: skip
    fields = read_document(
        paper(tmp_path / "form.pdf", title("TEST REPORT"), p("Sample: Indium sponge"), grid(rows, [200, 250]))
    ).fields
    assert fields["nabl_number"].value == "TC-9071"
    assert fields["report_date"].value == date(2026, 9, 3)


def read_results(tmp_path, rows, *lines):
    head = title("TEST REPORT"), p("Report No. IN/2026/0771 dated 03-09-2026"), p("Sample: Nickel cathode")
    widths = [480 / len(rows[0])] * len(rows[0])
    return read_document(paper(tmp_path / "report.pdf", *head, grid(rows, widths), *map(p, lines))).fields


@pytest.mark.parametrize(
    ("remarks", "purity"),
    [
        (("Purity of product", ""), "99.82"),
        (("product purity", "impurity"), "99.82"),
        (("शुद्धता", ""), "99.82"),
        (("Purity limit 99.5", ""), None),
        (("High purity buyer's norm", "Purity of the sample"), "0.06"),
        (("Purity", "Purity"), None),
        (("Matrix", "Impurity"), None),
    ],
)
def test_a_remark_beside_one_result_calls_it_the_purity_in_doubt(tmp_path, remarks, purity):
    rows = [["Element", "Result (%)", "Method", "Remarks"], ["Ni", "99.82", "ASTM E2594"], ["Co", "0.06", "ASTM E2594"]]
    fields = read_results(tmp_path, [rows[0], *([*row, it] for row, it in zip(rows[1:], remarks, strict=True))])
    found = fields.get("product_purity_percent")
    assert (found and str(found.value)) == purity
    assert found is None or found.confidence < SURE


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("Tantalum in the feed capacitors: 24.6 %.", "24.6"),
        ("The feed material contains 12.5 per cent of cobalt.", "12.5"),
        ("Feedstock assayed 8 % nickel.", "8"),
        ("Recovery of nickel in the feed was 92 %.", None),
        ("Of the feed 3 samples were drawn; moisture 4 %.", None),
    ],
)
def test_what_the_feed_holds_is_read_from_a_sentence(tmp_path, sentence, share):
    fields = read_results(tmp_path, RESULTS, sentence)
    found = fields.get("feed_concentration_percent")
    assert (found and str(found.value)) == share
