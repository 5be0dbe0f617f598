"""Lists of minerals with a box at each, of which some are ticked."""

import pytest

from extractors.values.model import Scope
from extractors.values.registered import read_minerals


@pytest.mark.parametrize(
    ("printed", "ticked"),
    [
        ("☑ Lithium ☑ Cobalt ☑ Nickel ☐ Graphite ☐ Rare earths", ("lithium", "cobalt", "nickel")),
        ("Lithium ☐ Cobalt ☑ Nickel ☑ Graphite ☐", ("cobalt", "nickel")),
        ("(tick what applies) [ ] Lithium [x] Tantalum [ ] Tin", ("tantalum",)),
        ("( ) Gallium (✓) Germanium (✓) Copper", ("germanium", "unlisted:Copper")),
        ("☐ लिथियम ☑ कोबाल्ट ☐ निकल", ("cobalt",)),
    ],
)
def test_only_ticked_minerals_are_the_applicant_s(printed, ticked):
    [read] = read_minerals(None, printed, Scope(label="Minerals to be recovered"))
    assert read.value == ticked
    assert read.cost == 0


@pytest.mark.parametrize("printed", ["☐ Lithium ☐ Cobalt ☐ Nickel", "[ ] Lithium [ ] Cobalt"])
def test_a_list_in_which_nothing_is_ticked_names_none(printed):
    assert read_minerals(None, printed, Scope(label="Minerals")) == []


def test_boxes_that_ocr_read_are_never_sure_of_a_list():
    [read] = read_minerals(None, "☑ Lithium ☐ Cobalt", Scope(label="Minerals", ocr=True))
    assert read.value == ("lithium",)
    assert read.cost > 0.1


def test_a_list_without_boxes_is_taken_whole():
    [read] = read_minerals(None, "Lithium, cobalt and nickel", Scope(label="Minerals"))
    assert read.value == ("lithium", "cobalt", "nickel")
