"""Layouts and wordings that nobody listed: where a thing stands tells what it is, and another's is not taken."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.documents.authorisation import _kind
from extractors.phrases import tokens_of
from extractors.values import Scope, read
from records.readings import SURE
from reference.document_types import FieldWords, document_types
from tests.extractors.papers import grid, p, paper, title

SCHEME = "Incentive Scheme for Promotion of Critical Minerals Recycling"
BOARD = "Gujarat Pollution Control Board"
GRANT = (
    "Consent to Operate under section 25 of the Water (Prevention and Control of Pollution) Act, 1974 and section 21 "
    "of the Air (Prevention and Control of Pollution) Act, 1981 is hereby granted to M/s Meghdoot Cathode Works "
    "Private Limited, Plot No. 31/B, Industrial Estate, Halol, Panchmahal, Gujarat - 389350."
)


def drawn(path, lines):
    """A page of texts at given places: (left, line from the top, text)."""
    canvas = Canvas(str(path), A4)
    canvas.setFont("Helvetica", 9)
    for left, number, text in lines:
        canvas.drawString(left, 800 - 12 * number, text)
    canvas.save()
    return path


def consent(tmp_path, *blocks):
    head = (title(BOARD), title("CONSENT ORDER", 12), p("Consent No. GPCB/CTO/4471/2026 Date of issue: 09/02/2026"))
    return read_document(paper(tmp_path / "consent.pdf", *head, p(GRANT), *blocks))


def claim_lines():
    rows = (
        ("Claim No.", ": MCW/CLM/02"),
        ("Date of claim", ": 12-11-2026"),
        ("Name of the applicant", ": M/s Meghdoot Cathode Works Private Limited"),
        ("Application with which this claim is linked", ": CMR/EW/2025/00092 dated 19-12-2025"),
        ("Approval letter", ": JNARDDC/CMRS/AL/0021 dated 06-04-2026"),
        ("Half year that is claimed for", ": 01-04-2026 to 30-09-2026"),
        ("Amount claimed", ": Rs. 2,48,60,000/-"),
    )
    texts = [(200, 1, "CLAIM FORM"), (120, 2, SCHEME)]
    for number, (label, value) in enumerate(rows, start=5):
        texts += [(40, 2 * number, label), (290, 2 * number, value)]
    return texts


def test_a_colon_before_a_value_makes_a_label_of_whatever_stands_left_of_it(tmp_path):
    fields = read_document(drawn(tmp_path / "claim.pdf", claim_lines())).fields
    assert fields["claim_date"].value == date(2026, 11, 12)
    period = fields["period_from"], fields["period_to"]
    assert [it.value for it in period] == [date(2026, 4, 1), date(2026, 9, 30)]
    assert max(it.confidence for it in period) < SURE, "no vocabulary has the label"


def test_a_number_is_guessed_by_the_paper_that_its_label_names_and_by_no_other(tmp_path):
    number = read_document(drawn(tmp_path / "claim.pdf", claim_lines())).fields["application_number"]
    assert number.value == "CMR/EW/2025/00092" and number.confidence < SURE


def test_an_unknown_label_in_a_row_of_known_ones_ends_their_values(tmp_path):
    lines = [
        (200, 1, "APPLICATION FORM"), (120, 2, SCHEME),
        (40, 5, "Application Number"), (220, 5, "Kept by"), (400, 5, "State"),
        (40, 6, "NCMM/REC/2026/00871"), (220, 6, "Section Officer"), (400, 6, "Gujarat"),
        (40, 9, "Capacity (TPA)"), (220, 9, "Outlay in view (Rs. crore)"), (400, 9, "Single phase"),
        (40, 10, "17,400"), (220, 10, "168.55"), (400, 10, "Yes"),
        (40, 13, "Name of the applicant"), (40, 14, "Meghdoot Cathode Works Private Limited"),
    ]  # fmt: skip
    fields = read_document(drawn(tmp_path / "card.pdf", lines)).fields
    assert fields["application_number"].value == "NCMM/REC/2026/00871"
    assert fields["capacity_tpa"].value == Decimal(17400) and fields["capacity_tpa"].confidence >= SURE
    assert fields["single_phase"].value == "yes"


def test_the_second_line_of_a_value_is_no_label_beside_one(tmp_path):
    canvas = Canvas(str(tmp_path / "card.pdf"), A4)
    canvas.setFont("Helvetica", 9)
    for left, top, text in (
        (200, 30, "APPLICATION FORM"), (120, 45, SCHEME), (46, 60, "Application Number: NCMM/REC/2026/00871"),
        (46, 90, "Process in brief"), (305, 90, "Critical minerals"),
        (46, 99, "Hydrogen decrepitation, acid leaching, oxalate"), (305, 99, "Rare earth elements; Cobalt"),
        (46, 110, "Precipitation and calcination"), (305, 110, "Purity of product"),
        (46, 124, "Kept at present"), (305, 119, "99.5 %"), (46, 133, "3,000 TPA"),
    ):  # fmt: skip
        canvas.drawString(left, 800 - top, text)
    canvas.save()
    found = read_document(tmp_path / "card.pdf").fields["process_route"]
    assert found.value.endswith("oxalate Precipitation and calcination")


@pytest.mark.parametrize(("label", "taken"), [("Capacity, tonnes per annum", True), ("Capacity of the boiler", False)])
def test_what_follows_a_label_without_a_mark_is_its_unit_or_another_thing(tmp_path, label, taken):
    lines = [
        (200, 1, "APPLICATION FORM"), (120, 2, SCHEME), (40, 5, "Application Number"), (250, 5, "NCMM/REC/2026/00871"),
        (40, 7, label), (250, 7, "17,400 MT/year"), (40, 9, "State"), (250, 9, "Gujarat"),
    ]  # fmt: skip
    found = read_document(drawn(tmp_path / "form.pdf", lines)).fields.get("capacity_tpa")
    assert (found is not None and found.confidence >= SURE) == taken


def test_a_capacity_cited_from_another_order_is_not_this_ones(tmp_path):
    cited = p("Ref: (i) Your application No. 5583219; (ii) Consent to Establish No. 19332 (capacity 6,000 TPA).")
    rows = [["Sl.", "Product", "Quantity"], ["1", "Recycling of e-waste", "8000 TPA"], ["2", "Tin ingots", "96 TPA"]]
    found = consent(tmp_path, cited, grid(rows, [40, 260, 120])).fields.get("capacity_tpa")
    assert found is None or found.value == 8000


def test_of_two_columns_the_one_that_this_order_heads_is_taken(tmp_path):
    rows = [["Item", "Previous CCA", "This CCA"], ["Spent catalyst processed", "900 MT/year", "2,400 MT/year"]]
    found = consent(tmp_path, grid(rows, [220, 110, 110])).fields["capacity_tpa"]
    assert found.value == 2400


def test_a_lone_capacity_needs_no_words_that_lead_to_it(tmp_path):
    found = consent(tmp_path, p("The plant can take 6,600 tonnes of waste per annum.")).fields["capacity_tpa"]
    assert found.value == 6600
    stored = consent(tmp_path, p("Not more than 350 tonnes of waste per annum may be kept in storage of 45 tonnes."))
    assert stored.fields.get("capacity_tpa") is None or stored.fields["capacity_tpa"].value != 45


@pytest.mark.parametrize(
    "row", [["Sanctioned capacity", "6,600 MT"], ["Capacity (in tonnes)", "6,600"], ["क्षमता", "6,600 टन"]]
)
def test_a_capacity_without_a_time_is_taken_for_a_year_in_doubt(tmp_path, row):
    found = consent(tmp_path, grid([row], [220, 220])).fields["capacity_tpa"]
    assert found.value == 6600 and found.confidence < SURE


@pytest.mark.parametrize(
    "row",
    [
        ["Sanctioned capacity", "22 TPD"],
        ["Capacity (tonnes per shift)", "22"],
        ["Quantity", "22 MT"],
        ["Capacity", "22"],
    ],
)
def test_a_capacity_of_a_shorter_time_or_of_nothing_is_none_of_a_year(tmp_path, row):
    assert "capacity_tpa" not in consent(tmp_path, grid([row], [220, 220])).fields


def test_until_cancelled_is_told_after_the_period_of_consent(tmp_path):
    fields = consent(tmp_path, p("Period of consent: From the date of issue of this order until cancelled")).fields
    assert fields["validity"].value == "until_cancelled" and "valid_until" not in fields


def questions(*pairs):
    lines = [(200, 1, "APPLICATION FORM"), (120, 2, SCHEME)]
    for number, (question, answer) in enumerate(pairs, start=1):
        lines += [(40, 3 + 3 * number, f"{number}. {question}"), (60, 4 + 3 * number, f"Ans. {answer}")]
    return lines


def test_a_question_of_several_parts_is_answered_part_by_part(tmp_path):
    asked = questions(
        ("Name of the applicant", "Meghdoot Cathode Works Private Limited"),
        ("Application Number", "CMRIS-2026-0207"),
        ("Is it a new unit, or an expansion / modernisation / diversification of an existing unit?", "Expansion"),
        ("Concentration in feed, purity of products, recovery yield", "0.18% ; 99.95% ; 96%"),
        ("What is the annual processing capacity to be installed? (existing: 900 tonnes)", "2,400 tonnes"),
    )
    fields = read_document(drawn(tmp_path / "questions.pdf", asked)).fields
    percents = ("feed_concentration_percent", "product_purity_percent", "recovery_yield_percent")
    assert [str(fields[name].value) for name in percents] == ["0.18", "99.95", "96"]
    assert fields["applicant_name"].value == "Meghdoot Cathode Works Private Limited"
    assert fields["unit_type"].value == "expansion", "a list of answers in a question is none"
    assert fields["capacity_tpa"].value == 2400


def test_the_date_of_an_invoice_in_a_sentence_is_not_the_papers(tmp_path):
    path = paper(
        tmp_path / "engineer.pdf",
        title("CHARTERED ENGINEER'S CERTIFICATE"),
        p("Date : 21/09/2026"),
        p("I certify that the plant of M/s Meghdoot Cathode Works Private Limited has an installed capacity of 10,200 "
          "MT per year. Commercial production has commenced with effect from 01/07/2026 (first invoice KR058/2627 "
          "dated 06/07/2026)."),
        p("Jignesh Vyas, Chartered Engineer, Regn. No. M/140221/7"),
    )  # fmt: skip
    assert read_document(path).fields["certificate_date"].value == date(2026, 9, 21)


def reader(document_type, field):
    return document_types().types[document_type].fields[field]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Name of the Industry : M/s. Brahma Urban Minerals Private Limited", "Brahma Urban Minerals Private Limited"),
        ("2 Name of the approved applicant Suvarna Recovery Limited", "Suvarna Recovery Limited"),
        ("Capital expenditure of Kutch Rare Alloy Private Limited", "Kutch Rare Alloy Private Limited"),
        ("Steel House of Arka Limited", "Steel House of Arka Limited"),
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(text, name):
    assert read(FieldWords("entity_name", "name"), text, Scope(sentence=True))[0].value == name


@pytest.mark.parametrize(("label", "first"), [("Claim period to", None), ("Claim period from", "2026-09-30")])
def test_the_end_of_a_period_is_no_beginning(label, first):
    found = read(reader("claim_form", "period_from"), "30.09.2026", Scope(label))
    assert (found[0].value.isoformat() if found else None) == first


def test_minerals_that_no_register_knows_are_kept_from_a_list():
    words = reader("application_form", "minerals")
    assert read(words, "Cobalt; Unobtainium", Scope())[0].value == ("cobalt", "unlisted:Unobtainium")
    assert read(words, "Cobalt from black mass and alloy", Scope())[0].value == ("cobalt",)


def test_tonnes_a_day_go_with_the_days_behind_a_semicolon():
    words = reader("pollution_board_authorisation", "capacity_tpa")
    assert read(words, "18 tonnes of scrap per day; 300 working days a year", Scope())[0].value == 5400
    assert not read(words, "18 tonnes of scrap per day; 300 workers", Scope())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CONSOLIDATED CONSENT AND AUTHORISATION (CTE No. CTE-118204)", "combined"),
        ("Consent to Establish, before CC&A is applied for", "consent_to_establish"),
        ("Integrated Consent to Operate and Authorisation under the Hazardous and Other Wastes Rules", "combined"),
    ],
)
def test_a_consent_with_authorisation_stays_one_beside_what_it_cites(text, kind):
    assert _kind(text) == kind


def test_a_plural_in_brackets_and_a_lost_blank_make_no_other_word():
    assert [it.norm for it in tokens_of("Critical mineral(s)")] == ["critical", "minerals"]
    assert [it.norm for it in tokens_of("ReportNo.")] == ["report", "no"]


def test_a_label_does_not_begin_within_a_number(tmp_path):
    path = paper(
        tmp_path / "clearance.pdf",
        title("STATE LEVEL ENVIRONMENT IMPACT ASSESSMENT AUTHORITY - TAMIL NADU"),
        p("Lr. No. SEIAA-TN/F.No.11087/EC/3(a)/982/2025 dated: 18.09.2025"),
        p("To, M/s. Tiruvalam E-Metals Limited, S.F. No. 214/1, Gummidi Village, Thiruvallur District - 601201"),
        p("The Authority hereby grants Environmental Clearance under the EIA Notification, 2006 for processing of "
          "36,000 TPA of e-waste. This Environmental Clearance is valid for a period of 7 years."),
    )  # fmt: skip
    found = read_document(path).fields.get("clearance_number")
    assert found is None or found.value == "SEIAA-TN/F.No.11087/EC/3(a)/982/2025" or found.confidence < SURE
