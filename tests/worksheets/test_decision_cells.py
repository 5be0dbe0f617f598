"""Where a reviewer may write, and that each row says what it is about."""

from dataclasses import replace

import pytest

from records.findings import Finding
from records.overlay import DOCUMENT_TYPE, before_field
from tests.worksheets import made
from worksheets import decision_cells as cells
from worksheets.decision_cells import RowKey, digest_of, field_key, finding_key, other_key, read_key


def test_only_the_cells_for_decisions_are_open_and_every_sheet_is_protected(written):
    book = written(made.appraisal()).formulas
    for sheet in book.worksheets:
        assert sheet.protection.sheet and sheet.protection.password is None, sheet.title
        heading = {cell.column: cell.value for cell in sheet[4]}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.protection.locked:
                    continue
                assert sheet.title in cells.SHEETS
                names = {*cells.HEADINGS, *((cells.DOCUMENT, cells.FIELD) if sheet.title == "Fields" else ())}
                assert heading[cell.column] in names, cell.coordinate
                assert cell.number_format == "@", "what is typed stays as typed: 03/04/2026 is no American date"


def test_each_finding_and_each_value_has_its_row_with_its_key(written):
    case = made.appraisal()
    book = written(case).values

    def keys(sheet):
        column = next(cell.column for cell in book[sheet][4] if cell.value == cells.KEY)
        assert book[sheet].column_dimensions[book[sheet].cell(4, column).column_letter].hidden
        return [row[column - 1] for row in book[sheet].iter_rows(min_row=5, values_only=True)]

    assert keys("Checklist") == [finding_key(it) for it in case.findings]
    found = [read_key(it) for it in keys("Fields")]
    wanted = {(it.sha256, name) for it in case.documents for name in it.fields}
    doubtful = {
        (it.sha256, f"items[{row.index}].amount")
        for it in case.documents
        for row in it.tables.get("items", ())
        if row.fields["amount"].is_doubtful
    }
    assert doubtful, "the case must hold a doubtful row of capex"
    assert wanted | doubtful <= {(it.sha256, it.target) for it in found}
    assert [it for it in found if it.kind == "other"] == [RowKey("other", str(n)) for n in range(1, 21)]
    assert len(set(keys("Fields"))) == len(found)


def test_a_key_is_read_back_with_pages_and_the_digest_of_what_was_seen():
    paper = replace(made.application_form(), page_range=(3, 7))
    value = paper.fields["proposed_investment"]
    assert read_key(field_key(paper, "products[0].product", value)) == RowKey(
        "field", "products[0].product", digest_of(before_field(value)), paper.sha256, (3, 7)
    )
    assert read_key(field_key(made.application_form(), DOCUMENT_TYPE, None)).digest == digest_of("application_form")
    finding = Finding("capex.rate", "6.1.1", "figure", "refer", "A: reason:")
    assert read_key(finding_key(finding)) == RowKey("finding", "capex.rate", digest_of("refer: A: reason:"))
    assert read_key(other_key(7)) == RowKey("other", "7")


@pytest.mark.parametrize(
    "text", ["", "finding:x", "field:abc:-:x", "other:x", "other:", "field", "formula:a:b", "a:b:c"]
)
def test_what_is_no_key_of_ours_is_refused(text):
    with pytest.raises(ValueError, match="not the key"):
        read_key(text)


def test_a_document_whose_type_is_doubtful_has_a_row_to_decide_on(written):
    paper = replace(made.application_form(), type_confidence=0.7)
    sheet = written(made.appraisal(paper, findings=())).values["Fields"]
    assert sheet["B5"].value == "What this document is" and sheet["C5"].value == "Application form"
    assert read_key(sheet.cell(5, sheet.max_column).value).target == DOCUMENT_TYPE
