"""Letters that say in prose what forms say beside labels, in Hindi and English, and what such letters only cite."""

from datetime import date

import pytest

from extractors import read_document
from extractors.addressee import addressee
from extractors.layout import lay_out
from extractors.pages import open_document
from tests.extractors.papers import grid, p, paper, title


def read(tmp_path, *blocks):
    return read_document(paper(tmp_path / "letter.pdf", *blocks))


def authorisation(*more):
    return (
        title("PUNJAB POLLUTION CONTROL BOARD"),
        p("No. PPCB/HWM/LDH/2026/0417"),
        p("Dated: 11.02.2026"),
        p("To"),
        p("M/s Satluj Metal Recovery Private Limited"),
        p("Plot C-81, Focal Point Phase V, Ludhiana, Punjab 141010"),
        p("Sub: Authorisation under Hazardous and Other Wastes (Management and Transboundary Movement) Rules, 2016."),
        *more,
        p("Environmental Engineer, for Member Secretary"),
    )


@pytest.mark.parametrize(
    "duty",
    [
        "3. The occupier shall file annual return in Form 4 by 30th June of every year.",
        "4. The unit must apply for renewal in Form 1; an application for authorisation filed late shall be rejected.",
        "5. Manifest for hazardous and other waste in Form 10 should be maintained and the quarterly return submitted.",
    ],
)
def test_what_the_holder_has_to_file_does_not_tell_what_the_paper_is(tmp_path, duty):
    reading = read(
        tmp_path,
        *authorisation(
            p("Ref: Your application for authorisation No. 2210045 dated 05.12.2025."),
            p("1. You are hereby authorised to recycle the hazardous wastes of the table at the above premises."),
            p("2. The authorisation is valid for a period of five years from the date of issue."),
            p(duty),
        ),
    )
    assert reading.document_type == "pollution_board_authorisation"
    assert reading.fields["entity_name"].value == "Satluj Metal Recovery Private Limited"
    assert reading.fields["issue_date"].value == date(2026, 2, 11)
    assert reading.fields["validity"].value == "term"


def test_an_annual_return_is_still_one(tmp_path):
    reading = read(
        tmp_path,
        title("FORM 4"),
        title("FORM FOR FILING ANNUAL RETURN"),
        p("[To be submitted by the occupier of the facility to the State Pollution Control Board by 30th June]"),
        p("Name and address of the occupier of the facility: M/s Satluj Metal Recovery Private Limited, Ludhiana"),
        p("Authorisation No.: PPCB/HWM/LDH/2021/0088 dated 11.02.2021"),
        p("Financial year to which return relates: 2025-26"),
        grid([["Waste", "Quantity"], ["Zinc ash", "1,120 MT"]], [150, 150]),
    )
    assert reading.document_type == "unknown"
    assert any(it.code == "looks_like" for it in reading.warnings)


@pytest.mark.parametrize(
    "cited",
    [
        "Ref: Earlier consent order No. CTO/2021/118 dated 04.03.2021 valid up to 31.03.2026.",
        "Read: 1. This office order No. CTO/2021/118 valid till 31.03.2026.",
        "Ref: Your existing consent No. CTO/2021/118 which is valid upto 31/03/2026 and your request for renewal.",
    ],
)
def test_an_earlier_consent_gives_no_validity(tmp_path, cited):
    reading = read(
        tmp_path,
        title("PUNJAB POLLUTION CONTROL BOARD"),
        title("CONSENT TO OPERATE", 12),
        p("Consent Order No. CTO/2026/0931"),
        p("Date of issue: 11.02.2026"),
        p(cited),
        p("The Board hereby grants consent to operate to M/s Satluj Metal Recovery Private Limited, Ludhiana."),
        p("This consent shall remain valid until cancelled by the Board."),
    )
    assert reading.fields["validity"].value == "until_cancelled"
    assert "valid_until" not in reading.fields


ADDRESSED = {
    "English": (
        ["To", "The Director, Utkal Vanadium Recyclers Pvt. Ltd., Kalinganagar, Jajpur, Odisha 755026", "Sub: Consent"],
        "Utkal Vanadium Recyclers Pvt. Ltd.",
        "Kalinganagar, Jajpur, Odisha 755026",
    ),
    "over lines": (
        ["TO,", "The Occupier", "M/s Satluj Metal Recovery LLP", "Focal Point, Ludhiana 141010", "Dear Sir,"],
        "Satluj Metal Recovery LLP",
        "Focal Point, Ludhiana 141010",
    ),
    "no legal form": (
        ["To", "M/s Gupta Metals", "Plot 4, Bawana, Delhi 110039", "Sir,"],
        "Gupta Metals",
        "Plot 4, Bawana, Delhi 110039",
    ),
}


@pytest.mark.parametrize("lines", ADDRESSED)
def test_the_addressee_is_parted_into_name_and_address(tmp_path, lines):
    printed, name, address = ADDRESSED[lines]
    opened = open_document(paper(tmp_path / "letter.pdf", *[p(line) for line in printed]))
    found = addressee([lay_out(page) for page in opened.pages])
    assert (found.name.text.strip(" ,"), found.address.text) == (name, address)


@pytest.mark.parametrize("lines", [["To", "The Member Secretary", "Sir,"], ["To whomsoever it may concern", "M/s A B"]])
def test_who_is_no_company_is_no_addressee(tmp_path, lines):
    opened = open_document(paper(tmp_path / "letter.pdf", *[p(line) for line in lines]))
    assert addressee([lay_out(page) for page in opened.pages]) is None


def test_the_firm_that_goes_on_is_read_whole_and_a_period_of_a_year_is_the_year(tmp_path):
    ledger = read(
        tmp_path,
        title("Satluj Metal Recovery LLP"),
        title("Sales Register", 12),
        p("1-Apr-25 to 31-Mar-26"),
        grid(
            [["Date", "Particulars", "Vch No", "Taxable Value"], ["03-Apr-25", "Ganga Alloys", "S/1", "1,00,000.00"]],
            [80, 150, 80, 120],
        ),
    )
    assert ledger.fields["financial_year"].value == "2025-26"
    half = read(
        tmp_path,
        title("Satluj Metal Recovery LLP"),
        title("Sales Register", 12),
        p("1-Apr-25 to 30-Sep-25"),
        grid(
            [["Date", "Particulars", "Vch No", "Taxable Value"], ["03-Apr-25", "Ganga Alloys", "S/1", "1,00,000.00"]],
            [80, 150, 80, 120],
        ),
    )
    assert "financial_year" not in half.fields, "a register of six months is not the year's"


def test_an_unknown_paper_names_the_type_it_comes_near(tmp_path):
    reading = read(tmp_path, p("State Pollution Control Board"), p("Trade effluent, stack and emission: see overleaf."))
    assert reading.document_type == "unknown"
    [said] = [it.message for it in reading.warnings if it.code == "unknown_type"]
    assert "consent or authorisation of a pollution control board" in said
