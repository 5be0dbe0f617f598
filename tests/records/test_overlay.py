"""Decisions laid over readings and findings: bound to what they overruled, the last one counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from records.case import Case
from records.findings import Decision, Finding
from records.overlay import before_field, decided, decision_from, decision_json, latest, lay_over, with_decisions
from records.readings import DocumentReading, Evidence, Field, TableRow

SHA = "a" * 64
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def field(name, value, confidence=0.7, unit=None):
    return Field(name, value, confidence, Evidence(SHA, "capex.pdf", 2, (1, 2, 3, 4), "as printed", "ocr"), unit)


def statement(**fields):
    fields = fields or {"total_amount": field("total_amount", Decimal("412350000.00"), unit="INR")}
    rows = tuple(
        TableRow(n, {"amount": field("amount", Decimal(n * 100), unit="INR"), "head": field("head", "land")})
        for n in range(3)
    )
    return DocumentReading(
        "capex.pdf", SHA, "capex_statement", 0.8, "read", page_count=2, fields=fields, tables={"items": rows}
    )


def decision(target="total_amount", action="accept", before="412350000.00", **more):
    return Decision("RK", NOON, target, action, before, "seen on page 2", **{"sha256": SHA, **more})


def laid(*decisions, document=None):
    return lay_over([document or statement()], decisions)


def test_an_accepted_value_is_sure_and_keeps_its_place_and_print():
    found = laid(decision()).documents[0].fields["total_amount"]
    assert (found.value, found.confidence, found.is_doubtful) == (Decimal("412350000.00"), 1.0, False)
    assert (found.evidence.page, found.evidence.text, found.evidence.method) == (2, "as printed", "reviewer")
    assert found.witnesses == ("RK: seen on page 2",)


def test_a_corrected_value_keeps_what_was_read_as_an_alternative_and_the_reading_is_not_edited():
    document = statement()
    found = laid(decision(action="correct", after=Decimal("41235000")), document=document).documents[0]
    assert found.fields["total_amount"].value == Decimal("41235000")
    assert [it.value for it in found.fields["total_amount"].alternatives] == [Decimal("412350000.00")]
    assert document.fields["total_amount"].value == Decimal("412350000.00")


def test_a_decision_whose_ground_has_moved_is_not_applied_but_asked_again():
    moved = statement(total_amount=field("total_amount", Decimal("500000000"), unit="INR"))
    found = laid(decision(), document=moved)
    assert found.documents == (moved,)
    assert (found.applied, [it.target for it in found.asked_again]) == ((), ["total_amount"])


def test_a_correction_that_a_new_reading_now_confirms_holds():
    now = statement(total_amount=field("total_amount", Decimal("41235000"), unit="INR"))
    found = laid(decision(action="correct", after=Decimal("41235000")), document=now)
    assert found.documents[0].fields["total_amount"].confidence == 1.0 and not found.asked_again


def test_a_value_that_nobody_read_may_be_given_and_one_that_is_not_there_taken_out():
    given = laid(decision("certificate_date", "correct", "", after=date(2026, 6, 8))).documents[0]
    assert given.fields["certificate_date"].value == date(2026, 6, 8)
    assert "total_amount" not in laid(decision(action="not_applicable")).documents[0].fields


def test_accepting_a_value_that_is_not_there_is_asked_again():
    assert laid(decision("certificate_date", "accept", "")).asked_again


def test_asking_the_applicant_changes_nothing_and_holds():
    found = laid(decision(action="ask_applicant"))
    assert found.documents == (statement(),) and len(found.applied) == 1


def test_a_row_is_corrected_alone_and_a_row_that_is_gone_is_asked_again():
    found = laid(decision("items[1].amount", "correct", "100.00", after=Decimal(7), unit="INR")).documents[0]
    assert [row.fields["amount"].value for row in found.tables["items"]] == [Decimal(0), Decimal(7), Decimal(200)]
    assert laid(decision("items[3].amount", "accept", "300.00")).asked_again


def test_the_type_of_a_document_is_made_sure_or_taken_from_it():
    assert laid(decision("document_type", "accept", "capex_statement")).documents[0].type_confidence == 1.0
    none = laid(decision("document_type", "not_applicable", "capex_statement")).documents[0]
    assert (none.document_type, dict(none.fields)) == ("unknown", {})
    assert laid(decision("document_type", "accept", "sales_ledger")).asked_again


def test_a_withdrawn_paper_and_one_that_can_no_longer_be_read_ask_again():
    assert lay_over([], [decision()]).asked_again
    assert laid(decision(), document=replace(statement(), status="unreadable")).asked_again


def test_parts_of_one_file_are_told_apart_by_their_pages():
    first, second = (replace(statement(), page_range=pages, part_of="all.pdf") for pages in ((1, 2), (3, 4)))
    found = lay_over([first, second], [decision(page_range=(3, 4))]).documents
    assert [it.fields["total_amount"].confidence for it in found] == [0.7, 1.0]


def test_the_last_decision_counts_whatever_the_order_in_which_they_come():
    early = decision(action="correct", after=Decimal(1))
    late = replace(decision(), when=NOON + timedelta(minutes=1))
    assert latest([late, early]) == (late,) == latest([early, late])


def test_a_correction_without_a_value_is_a_mistake_that_is_told():
    with pytest.raises(ValueError, match="total_amount in capex.pdf by RK has no value"):
        laid(decision(action="correct"))


def finding(status="refer", reason="The names differ."):
    return Finding("consistency.entity_name", "4.1", "figure", status, reason)


def on_finding(action, before="refer: The names differ.", **more):
    return decision("consistency.entity_name", action, before, sha256="", **more)


@pytest.mark.parametrize(
    ("action", "after", "stands"),
    [
        ("accept", None, "refer"),
        ("correct", "pass", "pass"),
        ("correct", "fail", "fail"),
        ("not_applicable", None, "not_applicable"),
        ("ask_applicant", None, "refer"),
    ],
)
def test_a_finding_keeps_the_machines_status_beside_the_one_that_stands(action, after, stands):
    (found,), gone = decided([finding()], [on_finding(action, after=after)])
    assert (found.status, found.stands, gone) == ("refer", stands, ())


def test_a_finding_whose_reason_has_changed_is_asked_again():
    (found,), gone = decided([finding(reason="The names and the PAN differ.")], [on_finding("correct", after="pass")])
    assert found.decision is None and len(gone) == 1


def test_a_case_holds_what_is_applied_and_what_is_asked_again():
    case = Case("A-1", "claim", "", date(2026, 11, 22), (statement(),))
    with_both = with_decisions(case, [decision(), decision("items[9].head", "accept", "land"), on_finding("accept")])
    assert [it.target for it in with_both.decisions] == ["total_amount", "consistency.entity_name"]
    assert [it.target for it in with_both.asked_again] == ["items[9].head"]


@pytest.mark.parametrize("after", [Decimal("1.10"), date(2026, 6, 8), "text", ("lithium", "cobalt"), None])
def test_a_decision_comes_back_from_json_as_it_was(after):
    made = decision(action="correct", after=after, page_range=(2, 3), unit="INR")
    assert decision_from(decision_json(made)) == made


def test_what_a_decision_is_bound_to_is_the_value_as_json_has_it():
    assert before_field(field("minerals", ("lithium", "unlisted:तांबा"))) == '["lithium", "unlisted:तांबा"]'
    assert before_field(None) == ""
