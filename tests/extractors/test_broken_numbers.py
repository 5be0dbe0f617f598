"""Numbers of papers that the end of a line breaks are never sure: their end may stand below, their beginning before."""

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title

HEAD = (title("State Level Environment Impact Assessment Authority", 12), title("ENVIRONMENTAL CLEARANCE", 12))
GRANT = p(
    "Environmental Clearance is accorded to M/s Girna Tellurium Salts Limited, Plot 4, MIDC Butibori, Nagpur for "
    "recycling of e-waste. Date of issue: 03.11.2025. Valid till 02.11.2035."
)


def number_in_cell(tmp_path, number, width):
    rows = [["EC No.", number], ["Date of issue", "03.11.2025"], ["Issued to", "M/s Girna Tellurium Salts Limited"]]
    fields = read_document(paper(tmp_path / "ec.pdf", *HEAD, grid(rows, [110, width]), GRANT)).fields
    return fields.get("clearance_number")


@pytest.mark.parametrize("width", [70, 95, 130])
@pytest.mark.parametrize(
    "number", ["SIA/MH/IND3/471852/2024", "SEIAA-MH/EC/0000 182/2026", "SEIAA 3215 IND 2024", "EC25A2101GJ5573214N"]
)
def test_a_number_that_its_cell_breaks_is_whole_or_in_doubt(tmp_path, number, width):
    found = number_in_cell(tmp_path, number, width)
    assert found.confidence < SURE or found.value.replace(" ", "") == number.replace(" ", "")


@pytest.mark.parametrize("below", ["03.11.2025", "Bhopal", "valid for 10 years"])
def test_a_number_that_fills_its_cell_is_sure_above_what_is_no_part_of_one(tmp_path, below):
    found = number_in_cell(tmp_path, f"SEIAA/MP/471852 {below}", 105)
    assert (found.value, found.confidence >= SURE) == ("SEIAA/MP/471852", True)


def test_what_begins_on_the_line_before_is_no_whole_number(tmp_path):
    subject = "Sub: Grant of Environmental Clearance to the project of e-waste recycling at Kozhikode, "
    path = paper(tmp_path / "ec.pdf", *HEAD, p(subject + "KER/SEIAA/ EC No. 5(f)/2026/031"), GRANT)
    found = read_document(path).fields.get("clearance_number")
    assert found is None or found.confidence < SURE
