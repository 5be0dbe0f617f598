"""Decisions written into a worksheet, read back: bound to what was seen, all of them or none."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest

from records.case import Case
from records.findings import Decision
from records.overlay import before_field, decided, with_decisions
from records.serialise import as_dict
from tests.worksheets import made
from worksheets import write_workbook
from worksheets.decision_cells import CORRECTED, DECISION, DOCUMENT, FIELD, KEY, WHO, WHY, read_key
from worksheets.decisions import CaseNow, Returned, read_decisions
from worksheets.decisions_sheets import NotAWorksheet, compare, read_worksheet

WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


class Desk:
    """A case with its worksheet, and what a reviewer does with a copy of it."""

    def __init__(self, folder, appraisal=None):
        self.folder, self.copies = folder, 0
        self.appraisal = appraisal or made.appraisal()
        self.history = ()
        self.write()

    def write(self):
        self.path = self.folder / "worksheet.xlsx"
        write_workbook(self.appraisal, self.path, clauses=made.CLAUSES, interpretations=made.INTERPRETATIONS)
        self.ours = read_worksheet(self.path)

    def copy(self):
        self.copies += 1
        return Copy(self.folder / f"copy {self.copies}.xlsx", openpyxl.load_workbook(self.path))

    def take(self, *copies, ours=None, newest=True):
        ours = ours or self.ours
        read = [read_worksheet(it.save()) for it in copies]
        returned = [Returned(it, ours, compare(ours, it), newest) for it in read]
        # as the case is kept: through JSON
        kept = json.loads(json.dumps(as_dict(self.appraisal)))
        return read_decisions(returned, CaseNow(kept, self.history), WHEN)

    def appraise_again(self, *decisions):
        """What the next appraisal holds when these decisions are laid over."""
        self.history = (*self.history, *decisions)
        old = self.appraisal
        case = Case(old.application_id, old.stage, "", old.as_of, made.appraisal().documents)
        laid = with_decisions(case, self.history)
        findings, again = decided(made.appraisal().findings, [it for it in laid.decisions if it.on_finding])
        holding = tuple(it for it in laid.decisions if it not in again)
        self.appraisal = replace(
            old,
            documents=laid.documents,
            findings=findings,
            decisions=holding,
            asked_again=(*laid.asked_again, *again),
        )
        self.write()


class Copy:
    def __init__(self, path, book):
        self.path, self.book = path, book

    def row(self, target, sheet=None):
        sheet = self.book[sheet or ("Checklist" if "." in target and "[" not in target else "Fields")]
        columns = {cell.value: cell.column for cell in sheet[4]}
        for number in range(5, sheet.max_row + 1):
            key = sheet.cell(number, columns[KEY]).value
            if key and read_key(key).target == target:
                return sheet, number, columns
        raise LookupError(target)

    def decide(self, target, decision=None, value=None, why="seen on the original", who="KS", **more):
        sheet, number, columns = self.row(target)
        for heading, what in ((DECISION, decision), (CORRECTED, value), (WHY, why), (WHO, who), *more.items()):
            sheet.cell(number, columns[heading]).value = what
            if isinstance(what, str):
                sheet.cell(number, columns[heading]).data_type = "s"
        return self

    def at(self, target, heading):
        sheet, number, columns = self.row(target)
        return f"{sheet.title}!{sheet.cell(number, columns[heading]).coordinate}"

    def save(self):
        if self.book is not None:
            self.book.save(self.path)
            self.book = None
        return self.path


def named(outcome):
    return {it.target: it for it in outcome.decisions}


def test_a_worksheet_that_nobody_touched_gives_nothing(desk):
    outcome = desk.take(desk.copy())
    assert (outcome.taken, outcome.refused, outcome.notes) == ((), (), ())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,34,56,789.00", Decimal("123456789.00")),
        ("123,456,789", Decimal(123456789)),
        ("₹ 12.5 crore", Decimal("125000000")),
        (123456789, Decimal(123456789)),
        ("१२,३४५", Decimal(12345)),
    ],
)
def test_an_amount_is_corrected_in_indian_or_western_grouping(desk, typed, value):
    outcome = desk.take(desk.copy().decide("total_amount", "correct to", typed))
    (decision,) = outcome.decisions
    capex = next(it for it in desk.appraisal.documents if "total_amount" in it.fields)
    assert decision == Decision(
        "KS",
        WHEN,
        "total_amount",
        "correct",
        before_field(capex.fields["total_amount"]),
        "seen on the original",
        value,
        capex.sha256,
        None,
        "INR",
    )
    assert "total amount" in outcome.taken[0].line.lower() and "KS" in outcome.taken[0].line


def test_days_are_day_first_and_a_day_that_a_spreadsheet_made_is_taken(desk):
    for typed in ("05-06-2026", "5 June 2026", "2026-06-05", datetime(2026, 6, 5)):
        outcome = desk.take(desk.copy().decide("application_date", "correct to", typed))
        assert named(outcome)["application_date"].after == date(2026, 6, 5), typed


@pytest.mark.parametrize(
    ("target", "typed", "expected"),
    [
        ("total_amount", "twelve or so", "an amount such as 12,34,567.00"),
        ("total_amount", "12,34", "an amount such as"),
        ("application_date", "31/02/2026", "a date, the day first"),
        ("application_date", "6/15/2026", "a date, the day first"),
        ("total_amount", None, "needs the corrected value"),
        ("total_amount", "=SUM(A1:A3)", "is not an amount"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_its_cell_and_nothing_is_taken(desk, target, typed, expected):
    copy = desk.copy().decide(target, "correct to", typed).decide("applicant_name", "accept")
    cell = copy.at(target, CORRECTED)
    outcome = desk.take(copy)
    assert outcome.taken == () and len(outcome.refused) == 1
    assert cell in outcome.refused[0] and expected in outcome.refused[0]


def test_reason_and_initials_are_mandatory(desk):
    without_reason = desk.copy().decide("total_amount", "accept", why=None)
    without_initials = desk.copy().decide("total_amount", "accept", who=" ")
    undecided = desk.copy().decide("total_amount", None)
    for copy, heading in ((without_reason, WHY), (without_initials, WHO), (undecided, DECISION)):
        cell = copy.at("total_amount", heading)
        assert [cell in it for it in desk.take(copy).refused] == [True]
    assert desk.take(desk.copy().decide("total_amount", None, why=None)).refused == (), "initials alone decide nothing"


def test_a_word_that_is_no_decision_and_a_value_with_accept_are_refused(desk):
    (told,) = desk.take(desk.copy().decide("total_amount", "yes")).refused
    assert "'yes' is not one of accept, correct to" in told
    (told,) = desk.take(desk.copy().decide("total_amount", "accept", "5,00,000")).refused
    assert "goes with “correct to”" in told


def refers(appraisal):
    return next(it for it in appraisal.findings if it.status == "refer")


def test_a_finding_that_refers_is_not_settled_by_accept(desk):
    finding = refers(desk.appraisal)
    (told,) = desk.take(desk.copy().decide(finding.check, "accept")).refused
    assert "not settled by “accept”" in told and "correct to" in told
    (told,) = desk.take(desk.copy().decide(finding.check, "correct to", "⚠ refer")).refused
    assert "refers already" in told
    (told,) = desk.take(desk.copy().decide(finding.check, "correct to", "fine")).refused
    assert "'fine' is no status" in told


@pytest.mark.parametrize("typed", ["✔ pass", "pass", "PASS ", "Pass"])
def test_a_finding_is_corrected_in_the_words_of_the_sheet(desk, typed):
    finding = refers(desk.appraisal)
    (decision,) = desk.take(desk.copy().decide(finding.check, "correct to", typed)).decisions
    assert (decision.target, decision.after, decision.before) == (finding.check, "pass", finding.in_words)


def test_a_locked_cell_that_was_changed_is_named_with_what_it_said(desk):
    copy = desk.copy().decide("total_amount", "accept")
    sheet, number, columns = copy.row("total_amount")
    value = sheet.cell(number, columns["Value"])
    was, value.value = value.value, 5
    copy.book["Clauses"]["H9"] = "approved!"
    copy.book["Parameters"]["C6"] = "0.99"
    outcome = desk.take(copy)
    told = "\n".join(outcome.refused)
    assert outcome.taken == () and len(outcome.refused) == 3
    assert f"Fields!{value.coordinate}" in told and format(Decimal(str(was)).normalize(), "f") in told
    assert "Clauses!H9" in told and "“approved!”" in told and "Parameters!C6" in told


def test_a_changed_day_is_named_as_a_day_and_not_as_the_number_that_spreadsheets_keep(desk):
    copy = desk.copy()
    cell = next(
        it for row in copy.book["Fields"].iter_rows() for it in row if isinstance(it.value, datetime) and it.column == 3
    )
    was, cell.value = cell.value, datetime(2027, 1, 31)
    (told,) = desk.take(copy).refused
    assert "it says “31-01-2027”" in told and f"and said “{was:%d-%m-%Y}”" in told


def test_a_formula_turned_into_a_figure_is_an_edit(desk):
    copy = desk.copy()
    cell = next(
        cell
        for sheet in copy.book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=") and cell.data_type == "f"
    )
    cell.value = 1
    (told,) = desk.take(copy).refused
    assert cell.coordinate in told


def test_a_sheet_or_a_row_that_is_gone_and_a_row_of_another_key_are_refused(desk):
    copy = desk.copy()
    del copy.book["Clauses"]
    sheet, number, columns = copy.row("total_amount")
    sheet.delete_rows(number)
    sheet.cell(6, columns[KEY]).value = "finding:capex.rate:0123456789abcdef"
    told = "\n".join(desk.take(copy).refused)
    assert "the sheet Clauses is gone" in told and "its key was changed" in told
    assert "Fields: the row of 2 · CA certificate" in told and "Total amount" in told and "is gone" in told


def sort(sheet, column, descending=False):
    """Sorts the rows of a table as a spreadsheet does: what stands in a row moves with it."""
    top = 5
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    rows.sort(key=lambda it: str(it[column] or ""), reverse=descending)
    for number, row in enumerate(rows, start=top):
        for at, value in enumerate(row, start=1):
            cell = sheet.cell(number, at)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"


def test_sorted_filtered_moved_and_with_notes_it_reads_back_right(desk):
    copy = desk.copy().decide("total_amount", "correct to", "5,00,000").decide("applicant_name", "accept")
    fields = copy.book["Fields"]
    sort(fields, 2, descending=True)
    sort(copy.book["Checklist"], 3)
    copy.book.move_sheet("Fields", offset=-4)
    fields.auto_filter.add_filter_column(0, ["1"])
    for number in range(8, 20):
        fields.row_dimensions[number].hidden = True
    notes = copy.book.create_sheet("My notes", 0)
    notes["A1"] = "=1+1"
    outcome = desk.take(copy)
    assert outcome.refused == ()
    assert set(named(outcome)) == {"total_amount", "applicant_name"}
    assert any("My notes" in it for it in outcome.notes)


def with_shared_strings(path):
    """The workbook as Excel saves it: every text once, in a part of its own, runs of letters apart."""
    texts = []

    def shared(cell):
        texts.append(re.sub(r"<t([^>]*)>(.{3,})</t>", split_in_runs, cell[3], flags=re.S))
        return f'<c r="{cell[1]}"{cell[2] or ""} t="s"><v>{len(texts) - 1}</v></c>'

    def split_in_runs(text):
        at = text[2].find(" ") + 1
        if not at:
            return text[0]
        kept = ' xml:space="preserve"'
        return f"<r><t{kept}>{text[2][:at]}</t></r><r><rPr><b/></rPr><t{kept}>{text[2][at:]}</t></r>"

    stream = io.BytesIO()
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(stream, "w") as new:
        for name in parts.namelist():
            content = parts.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                cell = r'<c r="(\w+)"( s="\d+")? t="inlineStr"><is>(.*?)</is></c>'
                content = re.sub(cell, shared, content, flags=re.S)
            elif name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
                content = content.replace("</Types>", f"{part}</Types>")
            new.writestr(name, content)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        every = "".join(f"<si>{it}</si>" for it in texts)
        new.writestr("xl/sharedStrings.xml", f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{main}">{every}</sst>')
    path.write_bytes(stream.getvalue())
    return len(texts)


@pytest.mark.parametrize("shared", [False, True])
def test_shared_and_inline_strings_are_read_alike(desk, shared):
    copy = desk.copy().decide("total_amount", "correct to", "5,00,000", why="देखा; <b>& so on")
    path = copy.save()
    with zipfile.ZipFile(path) as parts:
        assert "xl/sharedStrings.xml" not in parts.namelist(), "openpyxl saves strings within the cells"
    if shared:
        assert with_shared_strings(path) > 100
    outcome = desk.take(copy)
    assert outcome.refused == () and named(outcome)["total_amount"].why == "देखा; <b>& so on"


def test_a_value_without_a_row_of_its_own_is_named_by_document_and_field(desk):
    number = next(n for n, it in enumerate(desk.appraisal.documents, start=1) if "items" in it.tables)
    copy = desk.copy().decide("1", "correct to", "9,99,999.50", **{DOCUMENT: str(number), FIELD: "items[0].amount"})
    copy.decide("2", "correct to", "17-07-2026", **{DOCUMENT: str(number), FIELD: "certificate_date"})
    outcome = desk.take(copy)
    assert outcome.refused == ()
    found = named(outcome)
    assert found["items[0].amount"].after == Decimal("999999.50") and found["items[0].amount"].before
    assert found["certificate_date"].after == date(2026, 7, 17)


@pytest.mark.parametrize(
    ("document", "path", "told"),
    [
        ("99", "total_amount", "'99' is no document"),
        ("", "total_amount", "is no document"),
        ("{capex}", "items[999].amount", "rows, the first is 0"),
        ("{capex}", "colour", "not a field of this document"),
        ("{capex}", "", "must be given by its id"),
    ],
)
def test_what_is_named_must_be_there(desk, document, path, told):
    number = next(n for n, it in enumerate(desk.appraisal.documents, start=1) if "items" in it.tables)
    names = {DOCUMENT: document.format(capex=number), FIELD: path}
    (refused,) = desk.take(desk.copy().decide("1", "correct to", "5", **names)).refused
    assert told in refused and "Fields!" in refused


def test_an_older_worksheet_still_holds_for_what_has_not_changed_and_is_asked_again_for_the_rest(desk):
    older, copy = desk.ours, desk.copy()
    changed = [
        replace(it, fields={**it.fields, "total_amount": replace(it.fields["total_amount"], value=Decimal(7))})
        if "total_amount" in it.fields
        else it
        for it in desk.appraisal.documents
    ]
    desk.appraisal = replace(desk.appraisal, documents=tuple(changed))
    outcome = desk.take(copy.decide("applicant_name", "accept"), ours=older, newest=False)
    assert outcome.refused == () and len(outcome.taken) == 1
    again = desk.copy().decide("total_amount", "accept").decide("applicant_name", "accept")
    outcome = desk.take(again, ours=older, newest=False)
    assert outcome.taken == ()
    assert ["read otherwise" in it and "7.00" in it for it in outcome.refused] == [True]
    (told,) = desk.take(
        desk.copy().decide("1", "correct to", "5", **{DOCUMENT: "1", FIELD: "applicant_name"}), ours=older, newest=False
    ).refused
    assert "newer worksheet" in told


def test_the_next_worksheet_shows_the_decision_and_reading_it_back_takes_nothing_new(desk):
    outcome = desk.take(
        desk.copy().decide("total_amount", "correct to", "12,34,567").decide("applicant_name", "accept")
    )
    desk.appraise_again(*outcome.decisions)
    copy = desk.copy()
    sheet, number, columns = copy.row("total_amount")
    assert [sheet.cell(number, columns[it]).value for it in (DECISION, WHO)] == ["correct to", "KS"]
    again = desk.take(copy)
    assert (again.taken, again.refused) == ((), ())


def test_a_second_correction_overrules_what_was_read_not_the_first(desk):
    (first,) = desk.take(desk.copy().decide("total_amount", "correct to", "12,34,567")).decisions
    desk.appraise_again(first)
    (second,) = desk.take(desk.copy().decide("total_amount", "correct to", "7,65,432", who="AR")).decisions
    assert second.before == first.before and second.after == Decimal(765432)
    desk.appraise_again(replace(second, when=WHEN + timedelta(days=1)))
    capex = next(it for it in desk.appraisal.documents if "total_amount" in it.fields)
    assert capex.fields["total_amount"].value == Decimal(765432) and not desk.appraisal.asked_again


def test_accepting_a_corrected_value_keeps_it_corrected(desk):
    (first,) = desk.take(desk.copy().decide("total_amount", "correct to", "12,34,567")).decisions
    desk.appraise_again(first)
    (second,) = desk.take(desk.copy().decide("total_amount", "accept", None, who="AR")).decisions
    assert (second.action, second.after, second.who) == ("correct", first.after, "AR")


def test_a_decision_that_was_emptied_still_stands_and_says_so(desk):
    (first,) = desk.take(desk.copy().decide("total_amount", "correct to", "12,34,567")).decisions
    desk.appraise_again(first)
    outcome = desk.take(desk.copy().decide("total_amount", None, None, None, None))
    assert outcome.taken == () and ["still stands" in it for it in outcome.notes] == [True]


def test_a_colleagues_decision_that_this_reviewer_did_not_see_is_not_overruled_silently(desk):
    older, mine = desk.ours, desk.copy().decide("total_amount", "correct to", "9,00,000", who="AR")
    same = desk.copy().decide("total_amount", "correct to", "1234567", who="AR")
    (first,) = desk.take(desk.copy().decide("total_amount", "correct to", "12,34,567")).decisions
    desk.appraise_again(first)
    (told,) = desk.take(mine, ours=older, newest=False).refused
    assert "KS has decided otherwise" in told and "12,34,567" in told
    assert desk.take(same, ours=older, newest=False).refused == ()


def test_two_reviewers_copies_are_merged(desk):
    finding = refers(desk.appraisal).check
    one = desk.copy().decide("total_amount", "correct to", "5,00,000").decide("applicant_name", "accept")
    two = desk.copy().decide("total_amount", "correct to", "500000.00", who="AR").decide(finding, "correct to", "fail")
    outcome = desk.take(one, two)
    assert outcome.refused == ()
    assert {(it.target, it.who) for it in outcome.decisions} == {
        ("total_amount", "KS"),
        ("total_amount", "AR"),
        ("applicant_name", "KS"),
        (finding, "KS"),
    }
    same = desk.take(desk.copy().decide("total_amount", "accept"), desk.copy().decide("total_amount", "accept"))
    assert len(same.taken) == 1 and "copy" in same.taken[0].where and " and " in same.taken[0].where


def test_where_two_reviewers_differ_both_cells_are_shown_and_nothing_is_taken(desk):
    one = desk.copy().decide("total_amount", "correct to", "5,00,000").decide("applicant_name", "accept")
    two = desk.copy().decide("total_amount", "correct to", "6,00,000", who="AR")
    cells = [f"{it.path.name} {it.at('total_amount', DECISION)}" for it in (one, two)]
    outcome = desk.take(one, two)
    assert outcome.taken == () and len(outcome.refused) == 1
    assert all(it in outcome.refused[0] for it in (*cells, "5,00,000", "6,00,000", "AR", "KS"))


def test_what_is_no_worksheet_is_refused(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 nothing")
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    for name, told in (("x.xlsx", "cannot be read"), ("other.xlsx", "no sheet Checklist"), ("no.xlsx", "no file")):
        with pytest.raises(NotAWorksheet, match=told):
            read_worksheet(tmp_path / name)
