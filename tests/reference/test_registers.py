import pytest

import reference
from reference.words import fold


def ids(text, state=None):
    return [board.id for board in reference.find_boards(text, state)]


def test_every_state_and_union_territory_is_there():
    codes = [state.code for state in reference.states()]
    assert codes == sorted(set(codes))
    expected = {f"{code:02d}" for code in range(1, 39)} - {"25", "28"} | {"97", "99"}
    assert set(codes) == expected


def test_codes_of_the_past_lead_to_the_state_of_today():
    assert reference.state_of_code("28") is reference.state_of_code("37")
    assert reference.state_of_code("25").name == "Dadra and Nagar Haveli and Daman and Diu"
    assert reference.state_of_code("38").name == "Ladakh"
    assert reference.state_of_code("00") is None


@pytest.mark.parametrize("state", reference.states(), ids=lambda state: state.code)
def test_a_state_is_known_by_each_of_its_names(state):
    for name in state.names:
        assert reference.state_named(name) is state
        assert reference.state_named(f" {name.upper()} ") is state


@pytest.mark.parametrize(
    ("pin", "states"),
    [
        ("411001", ["Maharashtra"]),
        ("403 722", ["Goa"]),
        ("110001", ["Delhi"]),
        ("500081", ["Telangana"]),
        ("194101", ["Ladakh"]),
        ("831001", ["Jharkhand"]),
        ("990000", []),
        ("", []),
    ],
)
def test_a_pin_code_tells_its_state(pin, states):
    assert [state.name for state in reference.states_of_pin(pin)] == states


def test_a_prefix_shared_by_neighbours_gives_both():
    assert {state.name for state in reference.states_of_pin("160017")} == {"Chandigarh", "Punjab"}


def test_every_state_has_its_board_or_committee():
    at_home = {board.state for board in reference.boards()}
    assert at_home - {None} == {state.code for state in reference.states()} - {"97", "99"}
    assert [board.id for board in reference.boards() if board.state is None] == ["cpcb"]


@pytest.mark.parametrize("board", reference.boards(), ids=lambda board: board.id)
def test_a_board_is_known_by_every_way_to_write_its_name(board):
    for name in board.names:
        assert ids(f"FROM THE OFFICE OF {name.upper()}, Regional Office") == [board.id], name
    for short in board.abbreviations:
        assert ids(f"Consent Order of {short}/RO/2026", board.state) == [board.id]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("M.P. Pollution Control Board", ["madhya_pradesh"]),
        ("MAHARASHTRA POLLUTION  CONTROL BOARD, Sion", ["maharashtra"]),
        ("State Pollution Control Board, Orissa", ["odisha"]),
        ("TamilNadu Pollution Control Board", ["tamil_nadu"]),
        ("Andaman & Nicobar Pollution Control Committee", ["andaman_nicobar"]),
        ("केन्द्रीय प्रदूषण नियन्त्रण बोर्ड", ["cpcb"]),
        ("उत्तर प्रदेश प्रदूषण नियंत्रण बोर्ड, लखनऊ", ["uttar_pradesh"]),
        ("राजस्थान राज्य प्रदूषण नियंत्रण मण्डल", ["rajasthan"]),
        ("Central Pollution Control Board through Gujarat Pollution Control Board", ["cpcb", "gujarat"]),
        ("Pollution Control Board", []),
        ("Pradesh Board of Education", []),
        ("mpcb in small letters", []),
    ],
)
def test_boards_as_printed(printed, expected):
    assert ids(printed) == expected


def test_a_shared_abbreviation_needs_the_state():
    assert ids("MPCB") == ["maharashtra", "manipur", "mizoram"]
    assert ids("MPCB", "27") == ["maharashtra"]
    assert ids("LPCC", "31") == ["lakshadweep"]
    assert ids("KSPCB", "32") == ["kerala"]
    assert ids("CPCB", "32") == ["cpcb"]


def test_an_abbreviation_of_a_board_elsewhere_is_still_that_board():
    assert ids("GPCB", "27") == ["gujarat"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("under the E-Waste (Management) Rules, 2022", ["e_waste_2022"]),
        ("E-WASTE ( MANAGEMENT ) RULES , 2022", ["e_waste_2022"]),
        ("Battery Waste Management Rules, 2022 [S.O. 3984(E)]", ["battery_2022"]),
        ("the Environment Protection (End-of-Life Vehicles) Rules, 2025", ["elv_2025"]),
        ("बैटरी अपशिष्ट प्रबंधन नियम, 2022 के अंतर्गत", ["battery_2022"]),
        ("E-Waste (Management) Rules, 2016", []),
        ("S.O. 198(E)", []),
        ("Plastic Waste Management Rules, 2016", []),
    ],
)
def test_rules_as_printed(printed, expected):
    assert [rules.id for rules in reference.rule_sets_named(printed)] == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("M/s. A & B Co.", " m s a and b co "),
        ("  THE  End-of-Life (Rules), 2025 ", " the end of life rules 2025 "),
        ("मण्डल / मंडल", " मंडल मंडल "),
        ("", "  "),
    ],
)
def test_fold_levels_spelling(written, folded):
    assert fold(written) == folded
