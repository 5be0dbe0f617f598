"""The workbook says what the appraisal says, and says it so that a person finds it."""

import hashlib
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from records.findings import Finding
from tests.worksheets import made
from tests.worksheets.recalculate import Recalculated
from worksheets import write_workbook
from worksheets.book import Book
from worksheets.readback import WorkbookMistake, check_workbook
from worksheets.words import CHECKS, STATUS
from worksheets.workbook import SHEETS, no_links, workbook_bytes

OPTIONS = {"clauses": made.CLAUSES, "interpretations": made.INTERPRETATIONS}


def text_of(sheet) -> str:
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def test_sheets_stand_in_the_order_in_which_they_are_read(written):
    assert tuple(written(made.appraisal()).values.sheetnames) == SHEETS


@pytest.mark.parametrize(
    ("recommendation", "shown"),
    [
        ("eligible", "✔ ELIGIBLE"),
        ("not_eligible", "✘ NOT ELIGIBLE"),
        ("refer", "⚠ REFER"),
        ("incomplete", "? INCOMPLETE"),
    ],
)
def test_summary_opens_with_the_recommendation_in_a_word_a_symbol_and_a_sentence(written, recommendation, shown):
    summary = written(
        made.appraisal(recommendation=recommendation, recommendation_reason="The reason is this.")
    ).values["Summary"]
    top = [row[0] for row in summary.iter_rows(max_row=6, values_only=True)]
    assert any(str(cell).startswith(shown) for cell in top)
    assert any(str(cell).startswith("The reason is this. The papers as read support an incentive of ₹") for cell in top)


def test_summary_names_who_what_and_when(written):
    said = text_of(written(made.appraisal()).values["Summary"])
    for expected in (
        "NCMM/REC/2026/000123 & Sons",
        "Navratna Dhatu Recyclers Private Limited",
        "Claim. The folder holds a capex statement with invoiced rows.",
        "22-11-2026",
        "Group B, months counted to the certified start of production",
        "5 files handed in, ⚠ 2 not read in full",
        "3 ✔ pass · 1 ✘ fail · 4 ⚠ refer · 1 ? missing · 1 – not applicable",
    ):
        assert expected in said


def test_what_a_person_looks_at_first_is_gates_then_rupees(written, rows):
    summary = written(made.appraisal()).values["Summary"]
    looked_at = [row["No."] for row in rows(summary) if str(row["No."]).isdigit() and row["At stake (₹)"] != "Figure"]
    # 6 gate missing, 2 and 4 gates referred, 8 with ₹14.20 lakh, 9 with ₹2.50 lakh, 10 without a sum
    assert looked_at[:6] == ["6", "2", "4", "8", "9", "10"]


def test_a_failing_gate_comes_before_a_missing_and_a_referred_one(written, rows):
    def gate(status):
        return Finding("eligibility.group", "4.1", "gate", status, "Reason.")

    case = made.appraisal(findings=(gate("refer"), gate("missing"), gate("pass"), gate("fail")))
    shown = [row["No."] for row in rows(written(case).values["Summary"])][:3]
    assert shown == ["4", "2", "1"]


def test_more_than_ten_open_findings_are_counted_not_dropped(written):
    many = tuple(Finding("consistency.entity_name", "4.1", "notice", "refer", f"Reason {n}.") for n in range(13))
    summary = written(made.appraisal(findings=many)).values["Summary"]
    said = text_of(summary)
    assert "Reason 9." in said and "Reason 10." not in said and "and 3 more" in said
    more = next(cell for row in summary for cell in row if str(cell.value).startswith("and 3 more"))
    assert summary.row_dimensions[more.row].height < 20, "it stands over all columns, in one line"


def test_ten_things_to_look_at_stand_on_the_first_screen_of_a_small_laptop(written):
    """Of 768 pixels a spreadsheet's own bars take some 250."""
    reason = "Consent to operate MPPCB-4471 was valid until 31 March 2026 and its renewal begins on 14 May 2026. " * 4
    many = tuple(Finding("eligibility.authorisation_valid", "4.1", "gate", "refer", reason) for _ in range(12))
    summary = written(made.appraisal(findings=many)).values["Summary"]
    tenth = next(row[0].row for row in summary.iter_rows() if str(row[0].value) == "10")
    points = sum(summary.row_dimensions[row].height or 15 for row in range(1, tenth + 1))
    assert points * 96 / 72 < 768 - 250
    wide = sum(column.width * 7 + 5 for column in summary.column_dimensions.values())
    assert wide < 1366 - 60


def test_no_finding_at_all_is_not_shown_as_nothing_wrong(written):
    said = text_of(written(made.nothing()).values["Summary"])
    assert "? No criterion was judged." in said and "Nothing fails" not in said


def test_checklist_shows_every_finding_in_order_with_symbol_reason_and_parameters(written, rows):
    case = made.appraisal()
    shown = rows(written(case).values["Checklist"])
    assert [row["Status"] for row in shown] == [STATUS[it.status] for it in case.findings]
    assert [row["Reason"] for row in shown] == [
        it.reason.strip() if it.reason != made.LONG else it.reason for it in case.findings
    ]
    assert all(it.check in row["Criterion"] for row, it in zip(shown, case.findings, strict=True))
    figure = next(row for row in shown if "refurbished_share" in row["Criterion"])["Figures of the scheme"]
    for part in ("capex.refurbished_share_max = 20%", "from 08-09-2025", "Gazette of India", "· gazette"):
        assert part in figure
    assert (
        "? not known" in next(row for row in shown if "minimum_capacity" in row["Criterion"])["Figures of the scheme"]
    )


def test_evidence_on_the_checklist_leads_to_the_page_and_a_clause_to_its_text(written):
    checklist = written(made.appraisal(), links=lambda ref: f"pages/{ref.field}.html#{ref.field}").values["Checklist"]
    clause, evidence = checklist["C6"], checklist["H6"]  # the second finding: 4.1, unit_address
    assert clause.hyperlink.location == "Clauses!A4"
    assert evidence.hyperlink.location == "unit_address"
    assert evidence.hyperlink.target.replace("\\", "/") == "pages/unit_address.html"
    assert evidence.value == "1 · p. 1 · Unit address"


def test_evidence_without_a_page_leads_to_the_cell_that_shows_it(written):
    book = written(made.appraisal()).values
    target = book["Checklist"]["H6"].hyperlink.location
    sheet, _, cell = target.partition("!")
    assert sheet == "Fields" and "Pithampur" in book[sheet][cell].value


def test_clauses_are_there_in_english_and_hindi(written):
    said = text_of(written(made.appraisal()).values["Clauses"])
    assert made.CLAUSES["6.1.1"].english.strip() in said
    assert made.CLAUSES["6.1.1"].hindi.strip() in said


def test_a_clause_longer_than_a_row_goes_on_in_the_next(written):
    long = replace(made.CLAUSES["6.2"], english="Every word of the clause. " * 400)
    sheet = written(made.appraisal(), clauses={**made.CLAUSES, "6.2": long}).values["Clauses"]
    pieces = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True) if row[0] == "6.2"]
    assert len(pieces) > 1
    assert " ".join(pieces).split() == long.english.split()


def test_fields_are_typed_cells_with_print_confidence_and_alternatives(written, rows):
    book = written(made.appraisal()).values
    fields = {row["Field id"]: row for row in rows(book["Fields"], "Field id")}
    assert fields["proposed_investment"]["Value"] == 412350000
    assert fields["proposed_investment"]["As printed"] == "₹ 41.235 Crore"
    assert fields["proposed_investment"]["Sure?"] == "⚠ doubtful"
    assert fields["proposed_investment"]["May also be"] == "₹2,41,23,50,000.00"
    assert fields["application_date"]["Value"] == datetime(2026, 2, 14)
    assert fields["application_number"]["Sure?"] == "✔ sure"
    assert fields["minerals"]["Value"] == "Cobalt, Nickel, Lithium, Unlisted: copper"
    assert fields["products[0].quantity_tpa"]["Value"] == 1250.5
    assert "औद्योगिक" in fields["unit_address"]["Value"]


@pytest.mark.parametrize(
    ("confidence", "shown", "mark"), [(0.90, 0.90, "✔ sure"), (0.8999, 0.89, "⚠ doubtful"), (1.0, 1.0, "✔ sure")]
)
def test_a_doubtful_value_never_shows_the_confidence_of_a_sure_one(written, rows, confidence, shown, mark):
    paper = made.document(
        "form.pdf", "application_form", (made.field("form.pdf", "applicant_name", "A", confidence=confidence),)
    )
    row = rows(written(made.appraisal(paper, findings=())).values["Fields"], "Field id")[0]
    assert (row["Confidence"], row["Sure?"]) == (shown, mark)


def test_every_file_handed_in_is_on_documents_with_what_to_do(written, rows):
    case = made.appraisal()
    shown = rows(written(case).values["Documents"])
    assert [row["File"] for row in shown] == [it.file for it in case.documents]
    assert shown[3]["Status"] == "✘ encrypted"
    assert shown[3]["What to do"] == "The file asks for a password: ask the applicant for a copy without one."
    assert shown[0]["Warnings"] == "p. 1: Nothing reads the label “Nodal officer”."


def test_parameters_are_typed_dated_and_cited(written, rows):
    shown = {row["Parameter"]: row for row in rows(written(made.appraisal()).values["Parameters"], "Parameter")}
    assert shown["capex.refurbished_share_max"]["Value"] == 0.2
    assert shown["capex.investment_from"]["Value"] == datetime(2025, 9, 3)
    assert shown["ceiling.total_b"]["In effect from"] == datetime(2025, 9, 8)
    assert shown["investment.minimum_b"]["How it is known"] == "press only"
    assert shown["capacity.minimum_b"]["Value"] == "? not known"


def test_each_check_of_the_catalogue_has_its_sentence():
    catalogue = {
        "eligibility": "registered_in_india application_window single_phase authorisation_valid epr_registration_valid "
        "recycling_stream minerals_listed process_level feed_concentration product_purity recovery_yield group "
        "minimum_investment minimum_capacity",
        "consistency": "entity_name identifiers unit_address authorised_capacity epr_category "
        "mass_balance dates_in_order",
        "arithmetic": "capex_total ledger_total ledger_lines gmr_total",
        "authenticity": "identifiers udin digital_signature hidden_text duplicate_invoice duplicate_document",
        "capex": "eligible_heads investment_period refurbished_share commercial_production rate",
        "opex": "base_year covered_sales incremental_sales",
        "incentive": "ceilings outlay",
        "claim": "threshold_exceeded half_yearly lock_in tenure",
    }
    assert {f"{group}.{name}" for group, names in catalogue.items() for name in names.split()} == set(CHECKS)


@pytest.mark.parametrize("case", [made.appraisal, made.application, made.nothing])
def test_each_sheet_prints_on_a4_one_page_wide_with_repeated_headings(written, case):
    for sheet in written(case()).formulas.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth or 1) == 1  # the default
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert "&P" in sheet.oddFooter.right.text and "as of 22-11-2026" in sheet.oddFooter.left.text
        if sheet.title != "Summary":
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.freeze_panes and sheet.print_title_rows and sheet.auto_filter.ref


def test_ampersand_in_an_application_id_is_not_a_footer_code(written):
    footer = written(made.appraisal(application_id="A&P &D/7")).formulas["Summary"].oddFooter
    assert "A&&P &&D/7" in footer.left.text


@pytest.mark.parametrize("case", [made.appraisal, made.application, made.nothing])
def test_same_appraisal_gives_the_same_bytes_wherever_and_whenever(tmp_path, case, monkeypatch):
    here, there = tmp_path / "a.xlsx", tmp_path / "elsewhere" / "b.xlsx"
    there.parent.mkdir()
    write_workbook(case(), here, **OPTIONS)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    write_workbook(case(), there, **OPTIONS)
    digest = hashlib.sha256(here.read_bytes()).hexdigest()
    assert digest == hashlib.sha256(there.read_bytes()).hexdigest()
    with zipfile.ZipFile(here) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-22T00:00:00Z" in parts.read("docProps/core.xml")


def test_nothing_is_left_beside_the_workbook_and_an_old_one_is_replaced(tmp_path):
    path = tmp_path / "worksheet.xlsx"
    path.write_bytes(b"an older worksheet")
    write_workbook(made.application(), path)
    assert [it.name for it in tmp_path.iterdir()] == ["worksheet.xlsx"]
    assert openpyxl.load_workbook(path).sheetnames[0] == "Summary"


def tampered(change) -> tuple[bytes, Book]:
    """A workbook whose record of itself was changed after it was written."""
    content, book = workbook_bytes(made.appraisal(), links=no_links, scheme_title="Scheme", **OPTIONS)
    change(book)
    return content, book


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda book: book.formulas.pop(next(iter(book.formulas))), "formula"),
        (lambda book: book.formulas.update({("Summary", "A1"): ("=1+1", 2)}), "formula"),
        (
            lambda book: [book.formulas.update({at: (it[0], it[1] + 1)}) for at, it in list(book.formulas.items())[:1]],
            "stores",
        ),
        (lambda book: book.formulas.clear(), "not ours"),
        (lambda book: book.defined_names.popitem(), "names"),
    ],
)
def test_reading_back_catches_a_workbook_that_says_something_else(change, says):
    content, book = tampered(change)
    with pytest.raises(WorkbookMistake, match=says):
        check_workbook(content, book, made.appraisal())


def test_reading_back_catches_a_status_that_differs():
    content, book = tampered(lambda book: None)
    case = made.appraisal()
    passing = tuple(replace(it, status="pass") for it in case.findings)
    with pytest.raises(WorkbookMistake, match="statuses"):
        check_workbook(content, book, replace(case, findings=passing))


def test_three_hundred_capex_rows_and_dates_before_excel_was_born(written, rows):
    old = made.field("form.pdf", "application_date", date(1899, 12, 31))
    form = made.document("form.pdf", "application_form", (old,))
    book = written(made.appraisal(form, made.capex_statement(300), findings=())).values
    assert len([row for row in rows(book["Capex"], "Counted?") if str(row["Counted?"])[0] in "✔✘"]) == 300
    assert rows(book["Fields"], "Field id")[0]["Value"] == "31-12-1899"


def test_a_number_beyond_fifteen_digits_is_kept_digit_by_digit(written, rows):
    huge = made.field("gmr.pdf", "total_gmr", Decimal("12345678901234567.89"), unit="INR")
    book = written(made.appraisal(made.document("gmr.pdf", "gmr_certificate", (huge,)), findings=())).values
    assert rows(book["Fields"], "Field id")[0]["Value"] == "12345678901234567.89"


def claim_form(**changes):
    values = {"claim_number": "CLM/7/01", "claim_date": date(2026, 11, 10), **changes}
    amount = values.pop("amount_claimed", Decimal("79120000.00"))
    fields = [made.field("claim.pdf", name, value) for name, value in values.items()]
    fields += [made.field("claim.pdf", "amount_claimed", amount, unit="INR")] if amount is not None else []
    return made.document("claim.pdf", "claim_form", tuple(fields))


def facts(book):
    return {row[0].value: row for row in book["Summary"].iter_rows(max_row=60) if row[0].value}


def test_summary_sets_the_amount_claimed_beside_the_amount_computed(written):
    case = made.appraisal()
    case = replace(case, documents=(*case.documents, claim_form()))
    book = written(case)
    shown, live = facts(book.values), facts(book.formulas)
    assert shown["Application"][2].value == "NCMM/REC/2026/000123, dated 14-02-2026"
    assert shown["Claim"][2].value == "CLM/7/01, dated 10-11-2026"
    assert shown["Application"][2].hyperlink and shown["Claim"][2].hyperlink
    assert shown["Amount claimed"][2].value == 79120000
    assert str(live["Amount claimed"][2].value).startswith("=Fields!")
    difference = Decimal(79120000) - case.incentive.amount
    assert Decimal(str(shown["Claimed above computed"][2].value)) == difference
    again = Recalculated(book.content)
    assert again.value("Summary", shown["Claimed above computed"][2].coordinate) == difference


def test_a_claim_without_a_number_or_an_amount_has_no_such_rows(written):
    case = made.appraisal(claim_form(claim_number="CLM/7/02", amount_claimed=None))
    shown = facts(written(case).values)
    assert "Claim" in shown and not {"Amount claimed", "Claimed above computed", "Application"} & set(shown)


def test_where_nothing_was_computed_the_claimed_amount_still_stands(written):
    shown = facts(written(made.appraisal(claim_form(), incentive=made.Incentive())).values)
    assert shown["Amount claimed"][2].value == 79120000
    assert shown["Claimed above computed"][2].value == "? not computed"


def test_a_gate_puts_the_whole_incentive_at_stake(written, rows):
    case = made.appraisal()
    book = written(case)
    shown = [row["At stake (₹)"] for row in rows(book.values["Summary"])][:3]
    assert [Decimal(str(it)) for it in shown] == [case.incentive.amount] * 3
    assert [row["At stake (₹)"] for row in rows(book.formulas["Summary"])][:3] == ["=step_amount"] * 3


def test_a_long_list_of_the_scheme_is_counted_on_the_checklist_and_told_on_parameters(written, rows):
    listed = made.parameter("product.minerals", "antimony, beryllium, bismuth, cadmium, cobalt, gallium, tin", "list")
    finding = Finding(
        "eligibility.minerals_listed", "2.2", "gate", "pass", "All.", parameters=(replace(listed, clause="App-I"),)
    )
    book = written(made.appraisal(findings=(finding,))).values
    assert "7 minerals of Appendix I (see Parameters)" in rows(book["Checklist"])[0]["Figures of the scheme"]
    assert "beryllium" in text_of(book["Parameters"])


def test_evidence_beyond_the_cells_leads_on_to_the_next(written):
    case = made.appraisal()
    form = case.documents[0]
    names = ("application_number", "application_date", "applicant_name", "minerals")
    finding = Finding("eligibility.group", "4.1", "gate", "refer", "Reason.", tuple(made.ref(form, it) for it in names))
    cell = written(replace(case, findings=(finding,)), links=lambda ref: f"pages/x.html#{ref.field}").values[
        "Checklist"
    ]["I5"]
    assert cell.value == "and 3 more" and cell.hyperlink.location == "application_date"


def test_a_doubtful_value_that_nothing_agrees_with_says_so(written, rows):
    fields = (
        made.field("form.pdf", "applicant_name", "A", confidence=0.8),
        made.field("form.pdf", "cin", "B", confidence=0.8, witnesses=("print",)),
        made.field("form.pdf", "pan", "C"),
    )
    paper = made.document("form.pdf", "application_form", fields)
    shown = rows(written(made.appraisal(paper, findings=())).values["Fields"], "Field id")
    assert [row["Agreed by"] for row in shown if row["Field id"]] == ["one witness only", "print", None]


def test_a_claim_below_what_was_computed_is_told_as_such(written):
    case = made.appraisal()
    claimed = case.incentive.amount - Decimal("100.50")
    case = replace(case, documents=(*case.documents, claim_form(amount_claimed=claimed)))
    assert facts(written(case).values)["Claimed below computed"][2].value == 100.5
