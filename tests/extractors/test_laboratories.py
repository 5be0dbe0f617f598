"""Laboratories without a legal form in their names, clients named above the results, samples that are no figure."""

from decimal import Decimal

import pytest

from extractors import read_document
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
