"""Pages, cases, neighbours and the JSON contract."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from records.case import Case
from records.findings import Appraisal, FieldRef, Finding, Incentive, Parameter, Step
from records.neighbours import Neighbours, Sighting, around, invoice_keys
from records.pages import Page, Ruling, Word, union
from records.readings import SURE, Alternative, DocumentReading, Evidence, Field, TableRow
from records.serialise import appraisal_json, appraisal_pieces, as_dict, field_json, plain


def field(name, value, confidence=0.99, unit=None, **more):
    evidence = Evidence("ab" * 32, "capex.pdf", 3, (388.14, 612.0, 470.4, 624.2), str(value), "text")
    return Field(name, value, confidence, evidence, unit, **more)


def document(file="capex.pdf", document_type="capex_statement", status="read", fields=(), rows=(), sha256="ab" * 32):
    items = tuple(TableRow(index, {it.name: it for it in row}) for index, row in enumerate(rows))
    return DocumentReading(
        file,
        sha256,
        document_type,
        0.98,
        status,
        fields={it.name: it for it in fields},
        tables={"items": items} if items else {},
    )


def case(*documents, application_id="APP-1"):
    return Case(application_id, "claim", "It holds a claim form.", date(2026, 11, 22), documents)


def bill(number="SR/0012", vendor="Vayu Machines Pvt Ltd", day=date(2025, 11, 3), **more):
    fields = {"vendor": vendor, "invoice_number": number, "invoice_date": day, **more}
    return [field(name, value) for name, value in fields.items() if value is not None]


def test_boxes_are_joined_and_nothing_has_no_box():
    assert union([(1, 2, 3, 4), (0, 3, 2, 9)]) == (0, 2, 3, 9)
    with pytest.raises(ValueError):
        union([])


def test_a_page_reads_as_its_words():
    words = (Word("Total", (0, 0, 1, 1)), Word("₹5", (2, 0, 3, 1)))
    assert Page(1, 595, 842, 0, words, "text", "digital").text == "Total ₹5"


def test_a_ruling_runs_across_or_down():
    assert Ruling(0, 10, 100, 10).is_horizontal
    assert not Ruling(5, 0, 5, 100).is_horizontal


@pytest.mark.parametrize(("confidence", "doubtful"), [(SURE, False), (0.8999, True), (1.0, False)])
def test_a_field_below_sure_is_doubtful(confidence, doubtful):
    assert field("total_amount", Decimal(1), confidence).is_doubtful is doubtful


def test_a_second_witness_is_added_and_the_reading_stays():
    first = field("total_amount", Decimal(1), 0.89, witnesses=("row sum",))
    second = first.with_confidence(0.97, "words")
    assert (second.confidence, second.witnesses) == (0.97, ("row sum", "words"))
    assert (first.confidence, first.witnesses) == (0.89, ("row sum",))


def test_a_case_answers_from_readable_documents_only():
    found = case(
        document("a.pdf", fields=[field("total_amount", Decimal(5), 0.7)]),
        document("b.pdf", fields=[field("total_amount", Decimal(7), 0.95)]),
        document("c.pdf", status="duplicate", fields=[field("total_amount", Decimal(9))]),
    )
    assert [it.amount for it in found.fields("capex_statement", "total_amount")] == [5, 7]
    assert found.field("capex_statement", "total_amount").amount == 7
    assert found.field("capex_statement", "udin") is None
    assert found.of_type("sales_ledger") == ()
    assert [it.document.file for it in found.everywhere("total_amount")] == ["a.pdf", "b.pdf"]


def test_a_located_value_knows_its_place_and_its_kind():
    located = case(document(fields=[field("total_amount", Decimal(5)), field("certificate_date", date(2026, 1, 2))]))
    amount, day = located.everywhere("total_amount")[0], located.everywhere("certificate_date")[0]
    assert amount.ref == FieldRef("ab" * 32, "capex.pdf", "total_amount")
    assert (amount.amount, day.day) == (5, date(2026, 1, 2))
    with pytest.raises(TypeError, match="not a date"):
        _ = amount.day
    with pytest.raises(TypeError, match="not a number"):
        _ = day.amount


def test_a_row_is_doubtful_only_for_what_it_prints():
    (row,) = case(document(rows=[[field("amount", Decimal(5), 0.6), field("vendor", "Vayu")]])).rows(
        "capex_statement", "items"
    )
    assert row.is_doubtful("amount", "vendor")
    assert not row.is_doubtful("vendor", "condition")
    assert row.get("amount").path == "items[0].amount"
    assert row.get("condition") is None


def keys_of(*rows):
    return [invoice_keys(row) for row in case(document(rows=rows)).rows("capex_statement", "items")]


def test_an_invoice_is_its_vendor_number_and_financial_year():
    first, second = keys_of(bill(), bill("sr-0012", "M/s Vayu Machines Private Limited", date(2026, 3, 31)))
    assert first == second
    next_year, other_number = keys_of(bill(day=date(2026, 4, 1)), bill("SR/12"))
    assert len({first, next_year, other_number}) == 3


def test_a_vendor_with_a_gstin_is_known_by_it():
    first, second = keys_of(
        bill(vendor_gstin="27AAPFU0939F1ZV"), bill(vendor="Another Print", vendor_gstin="27AAPFU0939F1ZV")
    )
    assert set(first) & set(second)


def test_a_vendor_is_the_same_where_one_paper_prints_its_gstin_and_the_other_only_its_name():
    first, second = keys_of(bill(vendor_gstin="27AAPFU0939F1ZV"), bill())
    assert set(first) & set(second)


@pytest.mark.parametrize("row", [bill(number=None), bill(day=None), bill(vendor=None)])
def test_nothing_is_said_of_a_row_that_prints_too_little(row):
    assert keys_of(row) == [()]


def test_neighbours_hold_what_the_others_hold_and_never_ones_own():
    ours = case(
        document(rows=[bill(), bill("SR/0012")], fields=[field("udin", "26087931RFIGQT2163")]), application_id="APP-1"
    )
    theirs = case(document("x.pdf", rows=[bill()], sha256="cd" * 32), application_id="APP-2")
    found = around([ours, theirs])
    assert list(found["APP-1"].invoices.values()) == [(Sighting("APP-2", "x.pdf", "items[0].invoice_number"),)]
    assert [it.application_id for it in next(iter(found["APP-2"].invoices.values()))] == ["APP-1", "APP-1"]
    assert found["APP-1"].udins == {} and found["APP-1"].documents == {}


def test_the_digest_of_neighbours_depends_on_what_they_hold_only():
    ours, theirs = case(document(rows=[bill()])), case(document("x.pdf", rows=[bill()]), application_id="APP-2")
    assert around([ours, theirs])["APP-1"].digest == around([theirs, ours])["APP-1"].digest != Neighbours().digest


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (Decimal("412350000"), "INR", "412350000.00"),
        (Decimal("1E+3"), "tpa", "1000"),
        (Decimal("0.20"), None, "0.20"),
        (date(2026, 3, 31), None, "2026-03-31"),
        (("cobalt", "nickel"), None, ["cobalt", "nickel"]),
        (None, "INR", None),
    ],
)
def test_values_are_plain_in_json(value, unit, printed):
    assert plain(value, unit) == printed


def test_a_field_is_written_with_its_place_and_its_runners_up():
    written = field_json(
        field(
            "total_amount", Decimal(5), 0.876, "INR", alternatives=(Alternative(Decimal(25), "2 5.00", 0.1, "₹ as 2"),)
        )
    )
    assert written["value"] == "5.00" and written["confidence"] == 0.88
    assert (written["page"], written["box"]) == (3, [388.1, 612.0, 470.4, 624.2])
    assert written["alternatives"] == [{"value": "25.00", "raw": "2 5.00", "confidence": 0.1, "reason": "₹ as 2"}]


def test_a_cell_of_a_sheet_has_no_page():
    evidence = Evidence("ab" * 32, "ledger.xlsx", 1, (0, 0, 0, 0), "5", "sheet", sheet="Sales", cell="C7")
    written = field_json(Field("total", Decimal(5), 1.0, evidence))
    assert (written["sheet"], written["cell"]) == ("Sales", "C7") and "page" not in written and "box" not in written


def appraisal():
    rate = Parameter(
        "capex.rate", Decimal("0.20"), "fraction", date(2025, 9, 8), "App-II", "Gazette", "gazette", date(2026, 11, 20)
    )
    finding = Finding(
        check="capex.rate",
        clause="App-II",
        kind="figure",
        status="pass",
        reason="Twenty per cent.",
        fields=(FieldRef("ab" * 32, "a.pdf", "total_amount"),),
        parameters=(rate,),
        figures={"share": Decimal("0.125")},
    )
    step = Step("capex_subsidy", "Subsidy", "capex_eligible * capex_rate", Decimal("10"), "App-II")
    return Appraisal(
        application_id="APP-1",
        scheme="critical_minerals_recycling",
        stage="claim",
        stage_reason="It holds a claim form.",
        as_of=date(2026, 11, 22),
        parameters_digest="p",
        neighbours_digest="n",
        code_version="0.1.0",
        recommendation="refer",
        recommendation_reason="Look.",
        documents=(document(fields=[field("total_amount", Decimal(50), unit="INR")], rows=[bill()]),),
        findings=(finding,),
        incentive=Incentive("B", Decimal(50), steps=(step,)),
    )


def test_the_appraisal_has_the_keys_that_users_rely_on():
    written = json.loads(appraisal_json(appraisal()))
    assert written["as_of"] == "2026-11-22" and written["recommendation"] == "refer"
    assert written["documents"][0]["fields"]["total_amount"]["value"] == "50.00"
    assert written["documents"][0]["tables"]["items"][0]["invoice_date"]["value"] == "2025-11-03"
    (finding,) = written["findings"]
    assert finding["fields"] == [{"file": "a.pdf", "field": "total_amount"}]
    assert finding["parameters"][0]["from"] == "2025-09-08" and finding["figures"] == {"share": "0.125"}
    assert written["incentive"]["capex_total"] == "50.00" and written["incentive"]["opex_subsidy"] is None
    assert written["incentive"]["steps"][0]["value"] == "10.00"


def test_the_same_appraisal_gives_the_same_bytes_with_hindi_as_hindi():
    assert appraisal_json(appraisal()) == appraisal_json(appraisal())
    assert as_dict(appraisal())["application_id"] == "APP-1"


def test_the_json_written_in_pieces_is_the_json_of_the_whole():
    """Rows are written one by one; the bytes are those that writing everything at once gives."""
    made = appraisal()
    (document, *others) = made.documents
    row = TableRow(0, document.fields)
    tables = {"items": (row, TableRow(1, {}), row), "entries": (), "products": (row,)}
    for documents in ((replace(document, tables=tables), *others), (replace(document, tables={}), *others)):
        whole = replace(made, documents=documents)
        assert appraisal_json(whole) == json.dumps(as_dict(whole), ensure_ascii=False, indent=1) + "\n"
        assert len(list(appraisal_pieces(whole))) >= (5 if documents[0].tables else 1)
