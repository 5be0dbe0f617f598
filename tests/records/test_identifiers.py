"""Identifiers prove themselves where they can; a repair never invents. All but the specimen are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from records.accountant_numbers import udin_parts
from records.gstins import is_gstin, pan_of_gstin, state_code_of_gstin
from records.identifier_forms import ALPHABET
from records.identifiers import find_identifiers
from records.invoice_numbers import loose_invoice_number, normal_invoice_number

SPECIMEN = "27AAPFU0939F1ZV"  # the published example of a GSTIN


def one(kind, text, **how):
    (found,) = find_identifiers(kind, text, **how)
    assert text[found.start : found.end] == found.raw
    return found


def with_check_digit(first_fourteen):
    return first_fourteen + luhn.calc_check_digit(first_fourteen, ALPHABET)


@st.composite
def gstins(draw):
    letters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    digits = st.sampled_from("0123456789")
    parts = [
        draw(st.lists(kind, min_size=count, max_size=count))
        for kind, count in ((digits, 2), (letters, 5), (digits, 4), (letters, 1))
    ]
    return with_check_digit("".join("".join(part) for part in parts) + draw(st.sampled_from("123")) + "Z")


def test_a_gstin_is_known_by_its_check_digit_whatever_its_state():
    assert is_gstin(SPECIMEN)
    assert is_gstin(with_check_digit("38AAPFU0939F1Z"))
    assert is_gstin(with_check_digit("97AAPFU0939F1Z"))
    assert not is_gstin("27AAPFU0939F1ZO")
    assert not is_gstin("27AAPFU0939F1Z")


def test_a_gstin_holds_its_pan_and_its_state():
    assert (pan_of_gstin(SPECIMEN), state_code_of_gstin(SPECIMEN)) == ("AAPFU0939F", "27")
    assert (pan_of_gstin("none"), state_code_of_gstin("none")) == (None, None)


def test_a_wrong_check_digit_is_reported_not_mended():
    found = one("gstin", "GSTIN: 27AAPFU0939F1ZW")
    assert (found.value, found.check) == ("27AAPFU0939F1ZW", "fails")


@pytest.mark.parametrize(
    "scanned",
    ["27AAPFUO939F1ZV", "27AAPFU0939FIZV", "27AAPFU0939F12V", "Z7AAPFU0939F1ZV", "27AAPFU0939FlZV", "27AAPFUO939FIZV"],
)
def test_look_alike_glyphs_of_a_gstin_are_put_right_when_the_check_digit_then_holds(scanned):
    found = one("gstin", scanned, ocr=True)
    assert (found.value, found.check) == (SPECIMEN, "holds") and found.cost >= 0.5
    assert all(other.value != SPECIMEN for other in find_identifiers("gstin", scanned))


def test_a_gstin_that_no_repair_proves_stays_as_printed():
    found = one("gstin", "27AAPFUO939F1ZW", ocr=True)
    assert (found.value, found.check) == ("27AAPFUO939F1ZW", "fails")


def test_a_gstin_broken_by_spaces_is_found():
    found = one("gstin", "GSTIN/UIN : 27 AAPFU 0939F 1ZV State: Maharashtra")
    assert (found.value, found.raw, found.check) == (SPECIMEN, "27 AAPFU 0939F 1ZV", "holds")


@given(gstins(), st.integers(0, 14), st.sampled_from(ALPHABET))
def test_no_single_wrong_character_passes_for_a_gstin(gstin, position, character):
    changed = gstin[:position] + character + gstin[position + 1 :]
    assert is_gstin(gstin)
    assert changed == gstin or not is_gstin(changed)


@given(gstins())
def test_a_repair_only_ever_gives_a_gstin_that_proves_itself(gstin):
    blurred = gstin.translate(str.maketrans("01258", "OIZSB"))
    for found in find_identifiers("gstin", blurred, ocr=True):
        assert found.check == "fails" or is_gstin(found.value)


def test_a_pan_is_found_beside_a_gstin_and_not_inside_it():
    assert one("pan", f"PAN AAPFU0939F, GSTIN {SPECIMEN}").value == "AAPFU0939F"
    assert find_identifiers("pan", f"GSTIN {SPECIMEN}") == []


def test_a_pan_whose_fourth_letter_names_no_holder_fails():
    assert one("pan", "AAPXU0939F").check == "fails"
    assert one("pan", "AAPFU0939F").check == "none"


def test_a_pan_is_repaired_only_on_an_ocr_page_and_at_a_cost():
    assert find_identifiers("pan", "AAPFUO939F") == []
    assert one("pan", "AAPFUO939F", ocr=True).cost == 0.5


@pytest.mark.parametrize("printed", ["U37200MH2015PTC123456", "U37200 MH2015 PTC123456", "u37200mh2015ptc123456"])
def test_a_cin_is_found(printed):
    assert one("cin", f"CIN: {printed}").value == "U37200MH2015PTC123456"


def test_a_cin_with_a_year_of_no_company_fails():
    assert one("cin", "U37200MH1015PTC123456").check == "fails"


def test_an_llpin_needs_its_hyphen_or_its_label():
    assert one("llpin", "LLPIN AAB 1234").value == "AAB-1234"
    assert one("llpin", "AAB-1234").cost == 0
    assert find_identifiers("llpin", "for the year FOR 2024 and THE 2022") == []
    assert one("llpin", "see INV-2024").cost >= 0.5


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("UDIN: 26087931RFIGQT2163", "26087931RFIGQT2163"),
        ("UDIN 26087931 RFIGQT2163", "26087931RFIGQT2163"),
        ("UDIN:26087931RFIGQT 2163 Place: Kanpur", "26087931RFIGQT2163"),
        ("UDIN : 19304576BBCAMN7D34", "19304576BBCAMN7D34"),
    ],
)
def test_a_udin_is_found_though_broken_or_off_the_mask(printed, value):
    assert one("udin", printed).value == value


@pytest.mark.parametrize("printed", ["26087931RFIGQT216", "260879311RFIGQT2163", "26087931RFIGQT21633"])
def test_a_udin_with_a_character_too_few_or_too_many_is_given_as_printed_and_has_not_the_form(printed):
    assert one("udin", f"UDIN: {printed}").value == one("udin", printed).value == printed
    assert udin_parts(printed) is None
    assert one("udin", printed).cost < 0.1 < one("udin", f"UDIN: {printed}", ocr=True).cost  # OCR may have lost it
    assert find_identifiers("udin", f"Account {printed} of the bank") == []


@pytest.mark.parametrize("text", ["123456789012345678", "20250331 ACCOUNTANT", "A/c 1234 5678 9012 345678", "1.93E+17"])
def test_account_numbers_and_words_are_no_udin(text):
    assert find_identifiers("udin", text) == []


def test_a_udin_carries_year_and_membership_number():
    assert udin_parts("26 087931 RFIGQT2163") == ("26", "087931", "RFIGQT2163")
    assert udin_parts("26087931") is None


def test_glyphs_of_a_udin_are_put_right_by_their_position():
    found = one("udin", "26O87931RFIGQT2I63", ocr=True)
    assert (found.value, found.cost) == ("26087931RFIGQT2163", 1.0)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Firm Registration No. 009781N", "009781N"),
        ("FRN: 9781N", "009781N"),
        ("FRN 123456W/W100123", "123456W/W100123"),
        ("FRN: 123456W/W-100123", "123456W/W-100123"),
        ("(F.R.N. 013727S)", "013727S"),
    ],
)
def test_a_firm_is_found_by_its_registration_number(printed, value):
    assert one("frn", printed).value == value


def test_a_number_that_a_spreadsheet_spoilt_is_no_firm():
    assert find_identifiers("frn", "123456E+17") == []


@pytest.mark.parametrize(
    ("printed", "value", "cost"),
    [
        ("Membership No. 087931", "087931", 0),
        ("M. No.: 87931", "087931", 0.2),
        ("M.No. 087931", "087931", 0),
        ("087931", "087931", 0),
        ("Kanpur 208001", "208001", 0.5),
    ],
)
def test_a_membership_number_is_vouched_for_by_its_label(printed, value, cost):
    found = one("membership_number", printed)
    assert (found.value, found.cost) == (value, cost)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("Kanpur - 208001", "208001"), ("Nashik 422 010, Maharashtra", "422010"), ("पिन: ४२२०१०", "422010")],
)
def test_a_pin_code_is_found(printed, value):
    assert one("pin", printed).value == value


@pytest.mark.parametrize("text", ["12,34,567", "123456.00", "012345", "SR/123456", "1234567"])
def test_amounts_and_numbers_are_no_pin_code(text):
    assert find_identifiers("pin", text) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("SR/0012", "sr - 0012"),
        ("Inv. No. SR/0012", "SR/0012"),
        ("INV-0012", "INV/0012"),
        ("Bill No.45/24–25", "45/24-25"),
        ("SR/ 0012", "SR/0012"),
    ],
)
def test_two_prints_of_one_invoice_number_are_equal(a, b):
    assert normal_invoice_number(a) == normal_invoice_number(b)


@pytest.mark.parametrize(("a", "b"), [("SR/0012", "SR/12"), ("12/3", "1/23"), ("INV-0012", "0012"), ("A12", "B12")])
def test_invoice_numbers_that_may_be_two_are_not_equal(a, b):
    assert normal_invoice_number(a) != normal_invoice_number(b)


def test_leading_zeros_are_forgiven_only_by_who_asks_for_it():
    assert loose_invoice_number("SR/0012") == loose_invoice_number("SR-12")
    assert loose_invoice_number("SR/0012") != loose_invoice_number("SR/120")
    assert loose_invoice_number("SR 0012/25-26") == loose_invoice_number("sr-12-25-26")
    assert loose_invoice_number("SR/1/12") != loose_invoice_number("SR/11/2")
    assert loose_invoice_number("SR/0") == loose_invoice_number("SR-000") != loose_invoice_number("SR")


def test_an_invoice_number_longer_than_the_rules_allow_fails():
    assert one("invoice_number", "Invoice No: SR/2024-25/0012").check == "holds"
    assert one("invoice_number", "SR/2024-25/MUM/000012").check == "fails"


@given(st.text(max_size=60))
def test_no_text_upsets_the_finders(text):
    for kind in ("gstin", "pan", "cin", "llpin", "udin", "frn", "membership_number", "invoice_number", "pin"):
        for found in find_identifiers(kind, text, ocr=True):
            assert text[found.start : found.end] == found.raw
    normal_invoice_number(text)
