"""Names and addresses: what is one, what is two, and where a person should look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.names import (
    SAME_ADDRESS,
    SAME_NAME,
    UNSURE_ADDRESS,
    UNSURE_NAME,
    address_parts,
    legal_form,
    normal_address,
    normal_name,
    same_address,
    same_name,
)


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("M/s. ABC Recyclers Pvt. Ltd.", "ABC RECYCLERS PRIVATE LIMITED"),
        ("A.B.C. Recyclers (P) Ltd", "ABC RECYCLERS PRIVATE LIMITED"),
        ("ABC Recyclers Private Limited.", "ABC RECYCLERS PRIVATE LIMITED"),
        ("abc  recyclers pvt ltd", "ABC RECYCLERS PRIVATE LIMITED"),
        ("ABC Recyclers (India) Limited", "ABC RECYCLERS INDIA LIMITED"),
        ("Green & Co. L.L.P.", "GREEN AND COMPANY LLP"),
        ("The Metal Works Ltd", "METAL WORKS LIMITED"),
        ("Messrs Sharma's Metals", "SHARMAS METALS"),
        ("मैसर्स एबीसी रिसाइक्लर्स प्रा. लि.", "एबीसी रिसाइक्लर्स PRIVATE LIMITED"),
        ("एबीसी रिसाइक्लर्स प्राइवेट लिमिटेड", "एबीसी रिसाइक्लर्स PRIVATE LIMITED"),
    ],
)
def test_a_name_has_one_normal_form(printed, normal):
    assert normal_name(printed) == normal


@given(st.text(max_size=40))
def test_the_normal_form_of_a_normal_form_is_itself_and_nothing_upsets_it(text):
    same_name(text, "ABC Recyclers Pvt Ltd")
    same_address(text, "Plot No. 5, Taloja, Maharashtra 410208")


def test_the_legal_form_is_told():
    assert legal_form("ABC Recyclers Pvt. Ltd.") == "PRIVATE LIMITED"
    assert legal_form("एबीसी एलएलपी") == "LLP"
    assert legal_form("Sharma Metals") is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("M/s ABC Recyclers Pvt. Ltd.", "ABC RECYCLERS PRIVATE LIMITED"),
        ("ABC Recyc1ers Pvt Ltd", "ABC Recyclers Private Limited"),
        ("ABC Re cyclers Pvt Ltd", "ABC Recyclers Pvt Ltd"),
        ("Shree Laxmi Metals", "Shri Lakshmi Metals"),
        ("Vasundhara Metal Recovery Pvt Ltd", "Vasundhra Metal Recovry Pvt. Ltd"),
        ("ABC Recyclers", "ABC Recyclers Private Limited"),
        ("Green & Co LLP", "Green and Company LLP"),
        ("A8C Recyclers Ltd", "ABC Recyclers Ltd"),
    ],
)
def test_two_prints_of_one_name_are_the_same(a, b):
    assert same_name(a, b) == same_name(b, a) >= SAME_NAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ABC Metals", "ABC Minerals"),
        ("ABC Recyclers Pvt Ltd", "ABC Holdings Pvt Ltd"),
        ("ABC Recyclers LLP", "ABC Recyclers Pvt Ltd"),
        ("ABB Recyclers Pvt Ltd", "ABC Recyclers Pvt Ltd"),
        ("Unit 1 Metals", "Unit 2 Metals"),
        ("Hindustan Recyclers", "Hindustan Recycling"),
        ("", "ABC"),
        ("एबीसी मेटल्स", "एबीसी मिनरल्स"),
        ("Tata Recyclers Ltd", "Data Recyclers Ltd"),
    ],
)
def test_two_entities_are_never_the_same(a, b):
    assert same_name(a, b) == same_name(b, a) < UNSURE_NAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ABC Recyclers India Pvt Ltd", "ABC Recyclers Pvt Ltd"),
        ("ABC Recyclers Limited", "ABC Recyclers Pvt Ltd"),
        ("एबीसी रिसाइक्लर्स प्रा. लि.", "ABC Recyclers Pvt Ltd"),
    ],
)
def test_what_letters_cannot_settle_is_left_to_a_person(a, b):
    assert UNSURE_NAME <= same_name(a, b) < SAME_NAME


TALOJA = "Plot No. A-12, MIDC Industrial Area, Phase II, Taloja, Dist. Raigad, Maharashtra - 410208"


def test_an_address_is_taken_apart():
    parts = address_parts(TALOJA)
    assert (parts.pin, parts.state, parts.district, parts.plot) == ("410208", "MAHARASHTRA", "RAIGAD", {"A12"})
    survey = address_parts("Survey No. 45/2, Village Khed, Tal. Chakan, Dist Pune, MH 410501")
    assert (survey.survey, survey.state, survey.district) == ({"45/2"}, "MAHARASHTRA", "PUNE")
    assert address_parts("Plot Nos. 5, 6 & 7, Phase 1, Bhiwadi").plot == {"5", "6", "7"}


def test_a_road_named_after_a_state_is_not_the_state():
    assert address_parts("12 Gujarat Road, Jaipur, Rajasthan 302001").state == "RAJASTHAN"
    assert address_parts("Orissa Bhavan, Cuttack, Orissa").state == "ODISHA"


@pytest.mark.parametrize(
    "other",
    [
        "Plot No A12 MIDC Industrial Area Phase-II Taloja District Raigad Maharashtra PIN: 410 208",
        "A-12, MIDC Ind. Area, Ph. 2, Taloja, Raigad 410208",
        "प्लॉट संख्या A-12, तलोजा, रायगढ़, महाराष्ट्र 410208",
        "M.I.D.C. Indl. Area, Plot A-12, Taloja, Raigad",
        "प्लॉट संख्या ए-12, तलोजा, रायगढ़, महाराष्ट्र 410208",
    ],
)
def test_two_prints_of_one_place_are_the_same(other):
    assert same_address(TALOJA, other) >= SAME_ADDRESS


@pytest.mark.parametrize(
    "other",
    [
        "Plot No. A-13, MIDC Industrial Area, Phase II, Taloja, Dist. Raigad, Maharashtra - 410208",
        "Plot No. 12, GIDC, Vapi, Gujarat 396195",
        "प्लॉट संख्या बी-12, तलोजा, रायगढ़, महाराष्ट्र 410208",
        "प्लॉट संख्या ए-13, तलोजा, रायगढ़, महाराष्ट्र 410208",
        "Plot No. A-12, MIDC Industrial Area, Phase II, Taloja, Dist. Raigad, Maharashtra - 421302",
        "",
    ],
)
def test_two_places_are_never_the_same(other):
    assert same_address(TALOJA, other) < UNSURE_ADDRESS


def test_half_an_address_is_left_to_a_person():
    assert UNSURE_ADDRESS <= same_address(TALOJA, "MIDC Taloja, Raigad, Maharashtra") < SAME_ADDRESS


def test_a_normal_address_writes_abbreviations_out():
    assert (
        normal_address("Sy.No. 12/3, Nr. Rly Stn, Ind. Area, Dist: Thane")
        == "SURVEY 12/3 NEAR RLY STN INDUSTRIAL AREA DISTRICT THANE"
    )


@pytest.mark.parametrize(
    "print_",
    [
        "MIs. Aruna Metals Ltd",
        "Mls Aruna Metals Ltd.",
        "M/5 ARUNA METALS LIMITED",
        "Mis Aruna Metals Ltd",
        "M1s. Aruna Metals Limited",
        "M|s Aruna Metals Ltd",
        "MIS. ARUNA METALS LTD",
    ],
)
def test_what_ocr_makes_of_messrs_is_no_part_of_a_name(print_):
    assert normal_name(print_) == "ARUNA METALS LIMITED"


@pytest.mark.parametrize("name", ["Misra Metals", "MIS Systems", "Mills and Sons", "MLS Traders"])
def test_a_name_may_begin_like_messrs(name):
    assert normal_name(f"{name} Ltd") == f"{name.upper()} LIMITED"
