"""Reconciliation, Interpretations, Decisions and History; small pictures; ledgers too long for one sheet."""

import hashlib
import io
import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from PIL import Image, ImageDraw

from records.findings import Decision, Finding, Reconciliation, ReconciliationCell
from records.readings import Notice, PageSummary
from tests.worksheets import made
from tests.worksheets.recalculate import Recalculated
from worksheets import Previous, sales
from worksheets.pictures import MOST_BYTES, Strip, Wanted, cut, within_budget
from worksheets.summary import handed_in
from worksheets.workbook import no_links, workbook_bytes

WHEN = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def table(sheet, top):
    head = [cell.value for cell in sheet[top]]
    return [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=top + 1, values_only=True)]


def capacities(form, statement):
    def cell(paper, field, value, verdict, note=""):
        return ReconciliationCell(made.ref(paper, field), paper.document_type, value, str(value), verdict, note, "tpa")

    return Reconciliation(
        "capacity",
        "Capacity, tonnes a year",
        (
            cell(form, "capacity_tpa", Decimal(6000), "agrees"),
            cell(statement, "entity_name", Decimal(5000), "differs", "installed"),
        ),
        "differs",
        "The papers give 6,000 and 5,000.",
        made.ref(form, "capacity_tpa"),
        "eligibility.minimum_capacity",
    )


def test_reconciliation_sets_what_each_paper_says_side_by_side(written):
    case = made.appraisal()
    case = replace(case, reconciliation=(capacities(*case.documents[:2]),))
    sheet = written(case, links=lambda ref: f"pages/x.html#{ref.field}").values["Reconciliation"]
    values, verdicts = table(sheet, 4)
    assert (values["Fact"], values["Agreement"]) == ("Capacity, tonnes a year", "✘ differs")
    assert (verdicts["Fact"], verdicts["Agreement"]) == (values["Fact"], values["Agreement"]), "filters keep both rows"
    assert values["1 · Application form"] == 6000 and sheet["E5"].font.bold
    assert values["2 · Capex statement"] == "5000 tpa (installed)"
    assert verdicts["1 · Application form"] == "✔ agrees · p. 1" and verdicts["2 · Capex statement"].startswith(
        "✘ differs"
    )
    assert sheet["F6"].hyperlink.location == "entity_name"
    assert sheet["D6"].hyperlink.location == "Checklist!A8"


def test_interpretations_tell_the_amount_under_each_reading_and_which_is_taken(written):
    case = made.appraisal()
    first, second = table(written(case).values["Interpretations"], 3)[:2]
    assert (first["Taken?"], second["Taken?"]) == ("✔ taken", "– not taken")
    assert first["Amount (₹)"] == float(case.incentive.amount) and first["More or less (₹)"] == 0
    assert second["More or less (₹)"] == pytest.approx(-1234567.80)
    assert "The clause says total." in first["Why it is taken, or what the reading rests on"]


def decided(finding, **changes):
    return Decision(
        **{
            "who": "RK",
            "when": WHEN,
            "target": finding.check,
            "action": "correct",
            "before": finding.in_words,
            "why": "Renewal seen in the original.",
            "after": "pass",
            **changes,
        }
    )


def test_a_decision_stands_on_the_checklist_and_leaves_the_summary(written):
    case = made.appraisal()
    first = case.findings[1]
    decision = decided(first)
    findings = tuple(replace(it, decision=decision) if it is first else it for it in case.findings)
    stale = decided(case.findings[3], why="Old.", action="accept", after=None)
    book = written(replace(case, findings=findings, decisions=(decision,), asked_again=(stale,))).values
    row = table(book["Checklist"], 4)[1]
    assert row["Status"] == "✔ pass\nwas ⚠ refer"
    assert (row["Decision"], row["Initials"]) == ("correct to", "RK")
    looked_at = [row[0].value for row in book["Summary"].iter_rows() if str(row[0].value).isdigit()]
    assert "2" not in looked_at and "4" in looked_at
    again, holds = table(book["Decisions"], 3)
    assert (again["Holds?"], holds["Holds?"]) == ("⚠ ask again", "✔ holds")
    assert holds["Reason"] == "Renewal seen in the original." and holds["On the day"] == "21-11-2026"


def test_history_says_that_there_is_none_or_what_was(written):
    assert "first appraisal" in str(written(made.appraisal()).values["History"]["A5"].value)
    earlier = Previous(date(2026, 10, 1), "0.0.9", "abc", "refer", Decimal(5), ("The consent was missing.",))
    row = table(written(made.appraisal(), history=(earlier,)).values["History"], 3)[1]
    assert row["Amount (₹)"] == 5 and row["What changed"] == "The consent was missing."


def test_a_warning_of_the_reading_stands_with_the_findings_that_rest_on_the_paper(written):
    form = replace(
        made.application_form(), warnings=(Notice("formula_without_value", "3 cells hold a formula without a value."),)
    )
    cites = Finding("eligibility.group", "4.1", "gate", "pass", "Fine.", (made.ref(form, "applicant_name"),))
    other = Finding("eligibility.minerals_listed", "2.2", "gate", "pass", "Fine.")
    shown = table(written(made.appraisal(form, findings=(cites, other))).values["Checklist"], 4)
    assert "⚠ Form-I आवेदन पत्र.pdf: 3 cells hold a formula without a value." in shown[0]["Reason"]
    assert shown[1]["Reason"] == "Fine."


def test_files_are_counted_and_what_they_hold(written):
    def paper(file, **more):
        return made.document(file, "application_form", **more)

    parcel = paper("all.zip", warnings=(Notice("container", "A zip file with 2 documents."),))
    papers = (
        parcel,
        paper("all.zip/a.pdf"),
        paper("all.zip/b.pdf"),
        paper("bundle.pdf"),
        paper("bundle.pdf, p. 1", part_of="bundle.pdf"),
        paper("bundle.pdf, p. 2–3", part_of="bundle.pdf", status="partly_read"),
        paper("c.pdf"),
    )
    assert handed_in(made.appraisal(*papers, findings=())) == (
        "3 files handed in, 5 documents in them, ⚠ 1 not read in full"
    )
    assert handed_in(made.appraisal(paper("c.pdf"), findings=())) == "1 file handed in, all read in full"


def page_of_letters(rotation=0.0):
    picture = Image.new("RGB", (910, 1287), "white")
    ImageDraw.Draw(picture).rectangle((400, 300, 460, 312), fill="black")
    buffer = io.BytesIO()
    picture.quantize(16).save(buffer, "PNG")
    return PageSummary(1, 595.0, 842.0, 0, "digital", {"turned": rotation}), buffer.getvalue()


@pytest.mark.parametrize("turned", [0.0, 90.0, 180.0, 270.0])
def test_a_picture_shows_a_line_of_context_upright_with_the_value_boxed(turned):
    page, png = page_of_letters(turned)
    value = tuple(it * 595 / 910 for it in (400, 300, 460, 312))
    strip = cut(page, png, [Wanted(("s", "f", "x"), value, 0)])["s", "f", "x"]
    shown = Image.open(io.BytesIO(strip.png)).convert("RGB")
    assert shown.size == strip.size and strip.wide == pytest.approx(shown.width * 595 / 910, rel=0.01)
    assert (shown.width > shown.height) or turned in (90.0, 270.0)
    colours = {colour for _, colour in shown.getcolors(100_000)}
    assert (0, 0, 0) in colours and (0, 114, 178) in colours


def test_what_is_no_picture_gives_none():
    page, _ = page_of_letters()
    assert cut(page, b"no picture", [Wanted(("s", "f", "x"), (1.0, 1.0, 9.0, 9.0), 0)]) == {}


def test_pictures_stay_within_the_bytes_of_a_mail_and_doubtful_ones_come_first():
    big = {("s", "f", str(n)): Strip(bytes(300_000), (10, 10), 10.0, rank=n % 4) for n in range(40)}
    kept = within_budget(big)
    assert sum(len(it.png) for it in kept.values()) <= MOST_BYTES
    assert {key for key, it in big.items() if it.rank == 0} <= set(kept)


def pictured():
    case = made.appraisal()
    page, png = page_of_letters()
    strips = {}
    for document in case.documents:
        wanted = [
            Wanted((document.sha256, document.file, it), (60.0, 100.0, 200.0, 112.0), 0) for it in document.fields
        ]
        wanted += [
            Wanted((document.sha256, document.file, f"items[{n}]"), (40.0, 90.0, 530.0, 101.0), 3, boxed=False)
            for n in range(len(document.tables.get("items", ())))
        ]
        strips |= cut(page, png, wanted)
    return case, strips


def test_pictures_stand_in_the_cells_of_their_values_and_the_bytes_are_the_same_each_time(written):
    case, strips = pictured()
    book = written(case, pictures=strips)
    fields, capex = book.formulas["Fields"]._images, book.formulas["Capex"]._images
    assert len(fields) == sum(len(it.fields) for it in case.documents)
    assert len(capex) == 24
    again = written(case, pictures=pictured()[1])
    assert hashlib.sha256(again.content).hexdigest() == hashlib.sha256(book.content).hexdigest()
    assert len(book.content) < 6_000_000


def test_a_ledger_too_long_for_one_sheet_goes_on_in_the_next_and_adds_up_over_all(written, monkeypatch):
    monkeypatch.setattr(sales, "LONG", 30)
    monkeypatch.setattr(sales, "MOST_ROWS", 40)
    whole, parts = (
        made.appraisal(made.application_form(), made.ledger(30)),
        made.appraisal(made.application_form(), made.ledger(100)),
    )
    assert "Sales_2" not in written(whole).values.sheetnames
    book = written(parts)
    names = [name for name in book.values.sheetnames if name.startswith("Sales")]
    assert names == ["Sales", "Sales_2", "Sales_3"]
    assert book.values.sheetnames.index("Sales_3") == book.values.sheetnames.index("Fields") - 1
    again, formulas = Recalculated(book.content), 0
    for sheet, cell in again.formulas():
        if sheet == "Sales":
            formulas += 1
            assert abs(float(again.value(sheet, cell)) - book.values[sheet][cell].value) < 1e-6, (sheet, cell)
    assert formulas > 10
    shown = [
        row[0] for name in names for row in book.values[name].iter_rows(values_only=True) if isinstance(row[0], int)
    ]
    assert shown == list(range(1, 101))


def test_a_long_ledger_of_hostile_text_is_text_in_the_streamed_sheet_too(monkeypatch):
    monkeypatch.setattr(sales, "LONG", 5)
    ledger = made.ledger(12)
    hostile = ['=HYPERLINK("http://x.invalid","y")', "\t=1+1", "＝1", "@SUM(A1)", "\u202e=1", "x" * 5000, "\x00😀" * 90]
    rows = tuple(
        replace(row, fields={**row.fields, "buyer_name": made.field(ledger.file, "buyer_name", hostile[n % 7])})
        for n, row in enumerate(ledger.tables["entries"])
    )
    case = made.appraisal(made.application_form(), replace(ledger, tables={"entries": rows}))
    content, book = workbook_bytes(case, links=no_links, clauses={}, interpretations={}, scheme_title="S")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Sales"]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f" or ("Sales", cell.coordinate) in book.formulas
            assert cell.hyperlink is None


def test_png_of_one_pixel_is_enough_to_be_cut():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    page = PageSummary(1, 595.0, 842.0, 0, "digital")
    assert cut(page, png, [Wanted(("s", "f", "x"), (60.0, 100.0, 200.0, 112.0), 0)])["s", "f", "x"].size == (1, 1)
