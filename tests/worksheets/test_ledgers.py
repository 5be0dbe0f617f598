"""Ledgers are gone through once, whatever their length, and nothing of an entry is kept but its number."""

import hashlib
import io
import tempfile
import time
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from records.findings import FieldRef, Finding
from records.readings import MadeRows, TableRow
from tests.worksheets import made
from worksheets import ledgers, sales
from worksheets.workbook import no_links, workbook_bytes


class Counted(MadeRows):
    """Rows that are made when they are asked for; it counts how often."""

    def __init__(self, rows):
        self.rows, self.asked = rows, 0

    def __len__(self):
        return len(self.rows)

    def _row(self, index):
        self.asked += 1
        return self.rows[index]


def with_rows(document, rows):
    return replace(document, tables={"entries": rows})


def test_every_line_is_numbered_by_year_product_and_unit_and_adds_up():
    one, other = made.ledger(30), made.ledger(12, file="other.pdf")
    found = ledgers.gone_through(made.appraisal(one, other, findings=()))
    assert len(found) == 42 and list(found.numbers.values()) == list(range(1, len(found.numbers) + 1))
    assert list(found.numbers) == sorted(found.numbers)
    entries = list(found)
    for line, number in found.numbers.items():
        mine = [it for it in entries if it.line == number]
        assert {it.year for it in mine} == {line.year}
        assert found.sums[number].entries == len(mine)
        value = sum((it.fields["taxable_value"].value for it in mine), Decimal(0))
        assert found.sums[number].columns["taxable_value"] == value


def test_a_reference_names_an_entry_of_its_own_ledger_only():
    one, other = made.ledger(30), made.ledger(12, file="other.pdf")
    found = ledgers.gone_through(made.appraisal(one, other, findings=()))
    assert found.number(made.ref(one, "entries[29].total")) == 29
    assert found.number(made.ref(other, "entries[0]")) == 30
    assert found.number(made.ref(one, "entries[30]")) is None
    assert found.number(made.ref(one, "items[3].amount")) is None
    assert found.number(FieldRef("0" * 64, one.file, "entries[1]")) is None


def test_doubtful_entries_are_remembered_by_their_number(monkeypatch):
    monkeypatch.setattr(ledgers, "MOST_DOUBTFUL", 3)
    ledger = made.ledger(20)
    rows = tuple(
        replace(row, fields={**row.fields, "rate": row.fields["rate"].with_confidence(0.6)}) if n % 4 == 1 else row
        for n, row in enumerate(ledger.tables["entries"])
    )
    ledger = with_rows(ledger, rows)
    found = ledgers.gone_through(made.appraisal(ledger, findings=()))
    assert [path for path, _ in found.doubtful_cells(ledger)] == [f"entries[{n}].rate" for n in (1, 5, 9)]
    assert not list(found.doubtful_cells(made.application_form()))


@pytest.mark.parametrize("many", [20, 100])
def test_entries_are_made_twice_however_many_they_are(monkeypatch, many):
    monkeypatch.setattr(sales, "LONG", 30)
    ledger = made.ledger(many)
    rows = Counted(ledger.tables["entries"])
    case = made.appraisal(made.application_form(), with_rows(ledger, rows), findings=())
    workbook_bytes(case, links=no_links, clauses={}, interpretations={}, scheme_title="S")
    assert rows.asked == 2 * many, "once for the sums that stand above them, once to be written"


def test_an_entry_that_a_finding_cites_leads_to_its_cell_on_the_sheet_where_it_stands(monkeypatch):
    monkeypatch.setattr(sales, "LONG", 30)
    monkeypatch.setattr(sales, "MOST_ROWS", 40)
    ledger = made.ledger(100)
    cites = Finding(
        "arithmetic.ledger_lines", "6.1.2", "figure", "refer", "No.", (made.ref(ledger, "entries[77].taxable_value"),)
    )
    content, _ = workbook_bytes(
        made.appraisal(made.application_form(), ledger, findings=(cites,)),
        links=no_links,
        clauses={},
        interpretations={},
        scheme_title="S",
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, _, cell = book["Checklist"]["H5"].hyperlink.location.partition("!")
    assert sheet == "Sales_2"
    assert book[sheet][cell].value == float(ledger.tables["entries"][77].fields["taxable_value"].value)


def test_a_streamed_workbook_has_the_same_bytes_on_another_day_and_in_another_country(monkeypatch):
    monkeypatch.setattr(sales, "LONG", 30)
    case = made.appraisal(made.application_form(), made.ledger(100), findings=())

    def written():
        content, _ = workbook_bytes(case, links=no_links, clauses={}, interpretations={}, scheme_title="S")
        return hashlib.sha256(content).hexdigest()

    here = written()
    for zone in ("Asia/Kolkata", "America/New_York", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
        assert written() == here, zone
    monkeypatch.delenv("TZ")
    time.tzset()


def test_a_streamed_workbook_leaves_nothing_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(sales, "LONG", 30)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    case = made.appraisal(made.application_form(), made.ledger(100), findings=())
    workbook_bytes(case, links=no_links, clauses={}, interpretations={}, scheme_title="S")
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_a_spreadsheet_is_told_by_its_cell_which_fits_the_column(written, rows):
    ledger = made.ledger(3)
    entries = tuple(
        TableRow(n, {name: in_cell(it, f"{'AB'[name == 'taxable_value']}{n + 7}") for name, it in row.fields.items()})
        for n, row in enumerate(ledger.tables["entries"])
    )
    case = made.appraisal(made.application_form(), with_rows(ledger, entries), findings=())
    shown = rows(written(case).values["Sales"], "Group")[:3]
    assert [row["See"] for row in shown] == ["2 · B7", "2 · B8", "2 · B9"]


def in_cell(found, cell):
    return replace(found, evidence=replace(found.evidence, sheet="Sales Register 2026-27", cell=cell))
