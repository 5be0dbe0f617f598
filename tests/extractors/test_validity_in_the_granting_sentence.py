"""Terms that the granting sentence itself gives: "for the period from ... to ..."."""

from datetime import date

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper, title

PLACE = "Plot No. B-19(P), Phase-II, Adityapur Industrial Area, Gamharia, Seraikela-Kharsawan, Jharkhand, PIN-832108"


def consent(tmp_path, *sentences):
    blocks = (
        title("JHARKHAND STATE POLLUTION CONTROL BOARD"),
        p("Ref No. JSPCB/HO/RNC/CTO-20661894/2026/1183 Ranchi, Dated 19th of August, 2026"),
        p("CONSENT ORDER"),
        *map(p, sentences),
    )
    return read_document(paper(tmp_path / "consent.pdf", *blocks)).fields


def test_a_term_behind_a_long_address_in_one_sentence(tmp_path):
    fields = consent(
        tmp_path,
        "In exercise of the powers under Section 25/26 of the Water Act, 1974 the Board accords Consent to Operate in "
        f"favour of Koel Rare Earth Recyclers LLP, {PLACE} "
        "for recovery of rare earth oxides from spent permanent magnets @ 4.5 TPD (330 working days) "
        "for the period from 01-07-2026 to 30-06-2031, "
        "subject to the conditions in Annexure-I.",
    )
    assert fields["valid_until"].value == date(2031, 6, 30) and fields["valid_until"].confidence >= SURE


def test_the_period_that_a_fee_was_paid_for_is_no_term(tmp_path):
    fields = consent(
        tmp_path,
        f"Consent to Operate is accorded in favour of Koel Rare Earth Recyclers LLP, {PLACE}. "
        "The consent fee for the period from 01-07-2026 to 30-06-2027 is acknowledged.",
    )
    assert "valid_until" not in fields or fields["valid_until"].confidence < SURE
