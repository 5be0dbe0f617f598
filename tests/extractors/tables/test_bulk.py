"""Long ledgers: what is read by columns is what the general reader reads, field by field, and nothing is skipped."""

import pickle
import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.made_ledgers import LAYOUTS, Layout, write_ledger
from extractors.cite import Source
from extractors.confirm import confirm_rows
from extractors.finding.ruled import ruled_sheets
from extractors.packed import packed, unpacked
from extractors.pages import open_document
from extractors.tables import LongRows, reading
from extractors.tables.bulk_grid import grid_page
from extractors.tables.bulk_plain import figure, is_plain_amount, is_plain_figure
from records.numbers import indian, read_amount
from records.pages import Ruling, Word
from records.units import read_quantity

SOURCE = Source("ab" * 32, "ledger.pdf")
PAGES, ROWS = 20, 12


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    """Each layout once: (what was made, its pages with words as records)."""
    folder = tmp_path_factory.mktemp("ledgers")
    made = [write_ledger(folder / f"{layout.name}.pdf", PAGES, layout, ROWS) for layout in LAYOUTS]
    return {it.layout.name: (it, [unpacked(page) for page in open_document(it.path).pages]) for it in made}


def by_columns(pages):
    """The table as a long document is read: packed but for its ends."""
    small = [*pages[:2], *(packed(page) for page in pages[2:-2]), *pages[-2:]]
    return reading.read_tables("sales_ledger", small, SOURCE)["entries"]


def generally(pages, monkeypatch):
    """The table as the general reader reads it."""
    with monkeypatch.context() as patch:
        patch.setattr(reading, "read_long", lambda *_: None)
        return reading.read_tables("sales_ledger", pages, SOURCE)["entries"]


def same(one, other):
    """Whether two readings say the same, with the same evidence, doubts and notices."""
    assert len(one.rows) == len(other.rows)
    for row, expected in zip(one.rows, other.rows, strict=True):
        assert row.index == expected.index
        assert dict(row.fields) == dict(expected.fields)
        assert list(row.fields) == list(expected.fields)
    for name in ("totals", "scale", "adds_up", "warnings", "unit_sure", "vouches"):
        assert getattr(one, name) == getattr(other, name), name


def changed(pages, number, change):
    """The pages with the words of one page changed by a function of a word."""
    words = tuple(change(word) for word in pages[number - 1].words)
    return [*pages[: number - 1], replace(pages[number - 1], words=words), *pages[number:]]


@pytest.mark.parametrize("layout", [it.name for it in LAYOUTS])
def test_a_long_ledger_reads_as_the_general_reader_reads_it(layout, ledgers, monkeypatch):
    made, pages = ledgers[layout]
    found = by_columns(pages)
    assert isinstance(found.rows, LongRows)
    same(found, generally(pages, monkeypatch))
    assert found.adds_up
    assert len(found.rows) == len(made.sales)
    for row, sale in zip(found.rows, made.sales, strict=True):
        assert row.fields["taxable_value"].value == sale.taxable_value
        assert row.fields["invoice_number"].value == sale.invoice_number
        assert row.fields["invoice_date"].value == sale.invoice_date
    assert found.totals["taxable_value"].value == made.totals["taxable_value"]


@pytest.mark.parametrize("layout", ["plain", "carried"])
def test_a_tampered_figure_is_told_where_it_stands(layout, ledgers, monkeypatch):
    made, pages = ledgers[layout]
    sale = made.sales[ROWS * 11 + 5]
    true, false = indian(sale.taxable_value), indian(sale.taxable_value + 1000)
    pages = changed(pages, 12, lambda word: replace(word, text=word.text.replace(true, false)))
    found = by_columns(pages)
    assert isinstance(found.rows, LongRows) and found.adds_up is False
    same(found, generally(pages, monkeypatch))
    assert any(it.code == "does_not_add_up" and "₹1,000.00" in it.message for it in found.warnings)
    assert found.rows[sale.serial - 1].fields["taxable_value"].value == sale.taxable_value + 1000


def test_a_page_of_another_layout_is_read_by_the_general_reader_and_not_skipped(ledgers, monkeypatch):
    made, pages = ledgers["plain"]
    odd = pages[9]
    moved = replace(
        odd,
        words=tuple(replace(it, box=(it.box[0] + 15, it.box[1], it.box[2] + 15, it.box[3])) for it in odd.words),
        rulings=tuple(Ruling(it.x0 + 15, it.top, it.x1 + 15, it.bottom) for it in odd.rulings),
    )
    pages = [*pages[:9], moved, *pages[10:]]
    found = by_columns(pages)
    assert len(found.rows) == len(made.sales) and found.adds_up
    same(found, generally(pages, monkeypatch))


def test_a_page_whose_unit_is_another_is_scaled_as_the_general_reader_scales_it(ledgers, monkeypatch):
    _, pages = ledgers["plain"]
    pages = changed(pages, 8, lambda word: replace(word, text="(Rs.in.lakh)") if word.text == "Sales" else word)
    same(by_columns(pages), generally(pages, monkeypatch))


@pytest.mark.parametrize("text", ["see note", "1,2345.00", "12.50.000", "", "(500.00)", "1,00,000.00 Cr", "-"])
def test_a_cell_that_is_not_plain_is_read_as_ever(text, ledgers, monkeypatch):
    made, pages = ledgers["plain"]
    true = indian(made.sales[ROWS * 6 + 3].amount("total"))
    if text:
        pages = changed(pages, 7, lambda word: replace(word, text=text) if word.text == true else word)
    else:
        kept = tuple(word for word in pages[6].words if word.text != true)
        pages = [*pages[:6], replace(pages[6], words=kept), *pages[7:]]
    same(by_columns(pages), generally(pages, monkeypatch))


@pytest.mark.parametrize("mark", ['"', "-do-", "ditto"])
def test_dittos_are_read_as_ever(mark, ledgers, monkeypatch):
    _, pages = ledgers["short"]
    pages = changed(pages, 9, lambda word: replace(word, text=mark) if word.text in ("Cobalt", "Black") else word)
    same(by_columns(pages), generally(pages, monkeypatch))


def test_rows_without_any_mark_of_their_own_are_read_as_ever(ledgers, monkeypatch):
    made, pages = ledgers["short"]
    sale = made.sales[ROWS * 5 + 2]
    gone = {sale.invoice_number, sale.invoice_date.strftime("%d/%m/%Y")}
    kept = tuple(word for word in pages[5].words if word.text != sale.invoice_number)
    kept = tuple(word for word in kept if word.text not in gone or word.box[1] > 200)
    pages = [*pages[:5], replace(pages[5], words=kept), *pages[6:]]
    same(by_columns(pages), generally(pages, monkeypatch))


def test_hidden_text_makes_only_its_own_cell_doubtful(ledgers):
    made, pages = ledgers["plain"]
    sale = made.sales[ROWS * 9]
    place = next(word.box for word in pages[9].words if word.text == indian(sale.taxable_value))
    covered = replace(pages[9], hidden=(Word("9,99,99,999.00", place),))
    pages = [*pages[:9], covered, *pages[10:]]
    found = by_columns(pages)
    rows, notices = confirm_rows(found.rows, pages)
    assert isinstance(rows, LongRows) and [it.code for it in notices] == ["hidden_text_disagrees"]
    doubtful = [(row.index, name) for row in rows for name, it in row.fields.items() if it.is_doubtful]
    assert doubtful == [(sale.serial - 1, "taxable_value")]
    assert rows[sale.serial - 1].fields["taxable_value"].value == sale.taxable_value


def test_long_rows_are_a_sequence_like_any_other(ledgers):
    _, pages = ledgers["split"]
    rows = by_columns(pages).rows
    assert isinstance(rows, LongRows)
    listed = list(rows)
    assert rows == tuple(listed) and rows[-1] == listed[-1] and rows[3:6] == tuple(listed[3:6])
    assert [row.index for row in rows] == list(range(len(rows)))
    with pytest.raises(IndexError):
        rows[len(rows)]
    for name in ("taxable_value", "tax", "quantity", "invoice_date", "buyer_gstin", "cgst"):
        assert list(rows.values(name)) == [row.fields[name].value for row in listed if name in row.fields], name
    again = pickle.loads(pickle.dumps(rows))
    assert again == rows
    named = rows.named("other.pdf")
    assert {it.evidence.file for row in named for it in row.fields.values()} == {"other.pdf"}
    assert named[7].fields["rate"] == replace(
        rows[7].fields["rate"], evidence=replace(rows[7].fields["rate"].evidence, file="other.pdf")
    )
    assert "serial" not in rows[100].fields and "buyer_gstin" in rows[100].fields
    with pytest.raises(KeyError):
        rows[100].fields["serial"]


def test_each_layout_is_gridded_as_ruled(ledgers):
    for _, pages in ledgers.values():
        for page in (pages[0], pages[-1]):
            found = grid_page(packed(page), {})
            (sheet,) = ruled_sheets(page, ())
            assert found is not None
            assert found.squares.edges.tolist() == pytest.approx(sheet.edges)
            bands = [found.band(row) for row in range(len(found.texts))]
            assert [(it.cells, it.owner, it.lent) for it in bands] == [
                (it.cells, it.owner, it.lent) for it in sheet.bands
            ]


def test_merged_cells_are_gridded_as_ruled(ledgers):
    _, pages = ledgers["plain"]
    page = pages[3]
    rows = sorted({it.top for it in page.rulings if it.is_horizontal})
    cut = (rows[2] + rows[3]) / 2
    inner = sorted({it.x0 for it in page.rulings if not it.is_horizontal})[3:6]
    rulings = []
    for it in page.rulings:
        if not it.is_horizontal and it.x0 in inner:
            rulings += [Ruling(it.x0, it.top, it.x1, rows[2]), Ruling(it.x0, rows[3], it.x1, it.bottom)]
        elif it.is_horizontal and it.top == rows[5]:
            rulings += [Ruling(inner[1], it.top, it.x1, it.bottom)]
        else:
            rulings.append(it)
    page = replace(page, rulings=tuple(rulings))
    found = grid_page(page, {})
    (sheet,) = ruled_sheets(page, ())
    assert found is not None and found.squares.merged and rows[2] < cut < rows[3]
    assert [found.band(row).cells for row in range(len(found.texts))] == [it.cells for it in sheet.bands]
    assert [found.band(row).lent for row in range(len(found.texts))] == [it.lent for it in sheet.bands]


def test_two_grids_on_a_page_are_for_the_general_reader(ledgers):
    _, pages = ledgers["plain"]
    page = pages[2]
    apart = tuple(Ruling(it.x0, it.top / 8 + 500, it.x1, it.bottom / 8 + 500) for it in page.rulings)
    assert grid_page(replace(page, rulings=(*page.rulings, *apart)), {}) is None


def test_plain_figures_have_one_reading_and_it_is_theirs():
    chance = random.Random(7)
    for _ in range(3000):
        text = "".join(chance.choice("0123456789,.") for _ in range(chance.randint(1, 13)))
        for scale in (Decimal(1), Decimal(100_000)):
            if is_plain_amount(text, scale):
                (found,) = read_amount(text, scale)
                assert (found.value, found.cost) == (figure(text) * scale, 0.0), text
        if is_plain_figure(text):
            quantity = read_quantity(text)
            assert quantity is not None and (quantity.value, quantity.unit) == (figure(text), ""), text


def test_the_general_reader_takes_what_repeats_nowhere(tmp_path, monkeypatch):
    made = write_ledger(tmp_path / "short.pdf", 4, LAYOUTS[0], ROWS)
    pages = list(open_document(made.path).pages)
    found = reading.read_tables("sales_ledger", pages, SOURCE)["entries"]
    assert not isinstance(found.rows, LongRows) and len(found.rows) == 4 * ROWS
    same(found, generally(pages, monkeypatch))


def test_a_second_table_behind_the_ledger_is_told(ledgers, monkeypatch):
    """A summary by month with headings of its own stands on the last page."""
    _, pages = ledgers["plain"]
    last = pages[-1]
    renamed = {"S.No.": "Month", "Product": "Grade", "Date": "Zone", "GSTIN": "Code"}
    words = tuple(replace(word, text=renamed.get(word.text, word.text)) for word in last.words)
    pages = [*pages[:-1], replace(last, words=words)]
    same(by_columns(pages), generally(pages, monkeypatch))


@pytest.mark.parametrize("seed", range(4))
def test_ledgers_of_any_columns_read_alike(seed, tmp_path, monkeypatch):
    chance = random.Random(seed)
    must = ["invoice_date", "invoice_number", "buyer_name", "taxable_value"]
    free = ["serial", "buyer_gstin", "product", "hsn", "quantity", "rate", "tax", "total"]
    columns = must + [name for name in free if chance.random() < 0.6]
    chance.shuffle(columns)
    layout = Layout(
        "any",
        tuple(columns),
        every_page=chance.random() < 0.5,
        carried=chance.random() < 0.5,
        monthly=chance.random() < 0.5,
        boxed=chance.random() < 0.3,
        wrapped=chance.random() < 0.5,
        credit_notes=chance.random() < 0.5,
        days=chance.choice(["%d-%m-%Y", "%d %b %Y", "%d/%m/%y"]),
    )
    made = write_ledger(tmp_path / "any.pdf", 18, layout, 9, seed)
    pages = list(open_document(made.path).pages)
    found, expected = by_columns(pages), generally(pages, monkeypatch)
    same(found, expected)
    assert re.fullmatch(r"(True|None)", str(found.adds_up)), layout
