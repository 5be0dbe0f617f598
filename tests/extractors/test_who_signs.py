"""Who signs a form or a certificate: the name over, or before, the office in which its bearer signs."""

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import gap, grid, heading, p, paper, title

FORM = [
    ["1", "Application number", "CMR/LIB/2026/00417"],
    ["2", "Date of application", "14 March 2026"],
    ["3", "Name of the applicant", "Sabarmati Gallium Recovery Private Limited"],
    ["4", "Recycling stream", "E-waste"],
    ["5", "State", "Gujarat"],
    ["6", "Capacity proposed, tonnes per annum", "4,200"],
    ["7", "Purity of product", "99.1 %"],
]


def signed(path, *signature, rows=()):
    """The signatory of a form that ends with these blocks."""
    form = [["#", "Particulars", "Entry"], *FORM, *rows]
    paper(
        path,
        title("APPLICATION FORM"),
        p("Incentive Scheme for Promotion of Critical Minerals Recycling"),
        grid(form, [30, 200, 240]),
        gap(),
        *signature,
    )
    return read_document(path).fields.get("signatory_name")


RIGHT = 2


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["I declare that the above is true.", "Ketaki Bhagwat", "Whole-time Director"], "Ketaki Bhagwat"),
        (["Ketaki R. Bhagwat, Chief Executive Officer"], "Ketaki R. Bhagwat"),
        (["For the company", "(Sd/-)", "(Shri P. V. Narasimhan)", "Head - Regulatory Affairs"], "P. V. Narasimhan"),
        (["हस्ताक्षर / Signature: Osman Khatri", "Designated Partner"], "Osman Khatri"),
        (["भवदीय", "श्रीमती मृदुला वाजपेयी", "प्रबंध निदेशक"], "मृदुला वाजपेयी"),
        (["I declare that the above is true.", "e-Signed by KETAKI BHAGWAT", "Director"], "KETAKI BHAGWAT"),
        (["Managing Director", "(Anjali Deshpande Verma)"], "Anjali Deshpande Verma"),
        (["प्रबंध निदेशक", "(Anjali Deshpande Verma)"], "Anjali Deshpande Verma"),
        (["Yours faithfully,", "Mr. Lalrinpuia", "Constituted Attorney (board resolution of 3.2.2026)"], "Lalrinpuia"),
    ],
)
def test_the_name_by_an_office_at_the_end_is_who_signs(lines, name, tmp_path):
    field = signed(tmp_path / "f.pdf", *(p(line, align=RIGHT) for line in lines))
    assert field is not None and field.value == name


def test_a_name_of_two_words_over_director_is_sure(tmp_path):
    field = signed(tmp_path / "f.pdf", gap(30), p("Hiten Zaveri", align=RIGHT), p("Director", align=RIGHT))
    assert field.value == "Hiten Zaveri" and field.confidence >= SURE


@pytest.mark.parametrize(
    "lines",
    [
        ["Yours Faithfully", "Director"],
        ["For Sabarmati Gallium Recovery Private Limited", "Director"],
        ["Company Seal", "Authorised Signatory"],
        ["मुहर", "निदेशक"],
        ["Place: Halol", "Managing Director"],
    ],
)
def test_an_office_under_no_name_names_nobody(lines, tmp_path):
    assert signed(tmp_path / "f.pdf", *(p(line, align=RIGHT) for line in lines)) is None


def test_the_signature_wins_over_a_contact_person_named_before(tmp_path):
    contact = [["8", "Contact person", "Bhavna Solanki, General Manager"]]
    field = signed(
        tmp_path / "f.pdf", gap(20), p("Hiten Zaveri", align=RIGHT), p("Director", align=RIGHT), rows=contact
    )
    assert field.value == "Hiten Zaveri"


def test_a_contact_person_is_not_surely_who_signs(tmp_path):
    contact = [["8", "Contact person", "Bhavna Solanki, General Manager"]]
    field = signed(tmp_path / "f.pdf", rows=contact)
    assert field is None or field.confidence < SURE


def test_an_accountant_signs_over_his_membership(tmp_path):
    path = tmp_path / "c.pdf"
    paper(
        path,
        heading("Dhruva Menon & Rao, Chartered Accountants (FRN 004472S)"),
        p("Certificate of capital expenditure incurred on plant and machinery"),
        p("of Sabarmati Gallium Recovery Private Limited from 01-04-2026 to 30-09-2026 under the recycling incentive."),
        p("Total capital expenditure: Rs. 4,12,50,000 (Rupees Four Crore Twelve Lakh Fifty Thousand only)."),
        gap(20),
        p("Zubin Irani"),
        p("Membership No 154462 (Proprietor)"),
    )
    assert read_document(path).fields["ca_name"].value == "Zubin Irani"
