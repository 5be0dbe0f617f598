"""Sections of a month's return: credit notes take back though no sign is printed; goods with their code in brackets."""

import pytest

from records.readings import SURE

HEAD = "<tr><th>GSTIN of recipient</th><th>No.</th><th>Date</th><th>Item</th><th>Qty</th><th>Taxable value</th></tr>"
BUYER, OTHER = "33AABCT4321A1ZK", "29AAEFM7654B1ZD"


def section(title, *rows, total=None):
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    summed = f"<tr><td>Total B2B</td><td></td><td></td><td></td><td></td><td>{total}</td></tr>" if total else ""
    return f"<p>{title}</p><table>{HEAD}{body}{summed}</table>"


INVOICES = section(
    "4A. Supplies to registered persons (B2B)",
    (BUYER, "TX/071", "04-11-2025", "Tantalum oxide", "40 KGS", "3,94,000.00"),
    (OTHER, "TX/075", "19-11-2025", "Niobium oxide", "15 KGS", "1,56,000.00"),
    total="5,50,000.00",
)
RETURNED = (BUYER, "TX/R/004", "27-11-2025", "Tantalum oxide", "2 KGS", "19,700.00")


@pytest.mark.parametrize("title", ["9B. Credit notes (registered)", "Sales returns of the month", "9B क्रेडिट नोट"])
def test_rows_under_a_heading_of_credit_notes_take_back(title, read, html, column_of):
    entries = read("sales_ledger", html(INVOICES + section(title, RETURNED)))["entries"]
    assert column_of(entries, "taxable_value") == ["394000.00", "156000.00", "-19700.00"]
    assert column_of(entries, "quantity")[-1] == "-2"


def test_the_section_after_the_credit_notes_adds_again(read, html, column_of):
    small = section("5. Supplies to others", (OTHER, "TX/080", "29-11-2025", "Slag", "9 KGS", "4,100.00"))
    entries = read("sales_ledger", html(INVOICES + section("9B. Credit notes", RETURNED) + small))["entries"]
    assert column_of(entries, "taxable_value")[-2:] == ["-19700.00", "4100.00"]


def test_a_section_of_credit_and_debit_notes_leaves_the_sign_in_doubt(read, html):
    entries = read("sales_ledger", html(INVOICES + section("9B. Credit / Debit notes", RETURNED)))["entries"]
    assert entries.rows[-1].fields["taxable_value"].confidence < SURE


@pytest.mark.parametrize(
    "title",
    [
        "Sales register - outward supplies (B2B), including credit notes",
        "Sales of the month net of sales returns",
        "Our GSTIN is 33AABCT4321A1ZK. Credit notes are",
        "Credit notes are marked Cr and are deducted.",
        "Cr. notes, shown in brackets",
        "क्रेडिट नोट कोष्ठक में",
    ],
)
def test_a_line_that_only_mentions_credit_notes_takes_nothing_back(title, read, html, column_of):
    rows = (
        (BUYER, "TX/071", "04-11-2025", "Tantalum oxide", "40 KGS", "3,94,000.00"),
        (OTHER, "TX/075", "19-11-2025", "Niobium oxide", "15 KGS", "1,56,000.00"),
    )
    entries = read("sales_ledger", html(section(title, *rows)))["entries"]
    assert column_of(entries, "taxable_value") == ["394000.00", "156000.00"]


def test_a_list_of_nothing_but_credit_notes_is_in_doubt(read, html):
    entries = read("sales_ledger", html(section("Credit notes", RETURNED)))["entries"]
    assert entries.rows[0].fields["taxable_value"].confidence < SURE


def test_a_sum_named_with_a_figure_in_a_column_of_registrations_is_no_sale(read, html):
    assert len(read("sales_ledger", html(INVOICES))["entries"].rows) == 2


@pytest.mark.parametrize(
    ("printed", "goods", "code"),
    [
        ("Tantalum oxide (81039000)", "Tantalum oxide", "81039000"),
        ("Black mass, NMC [HSN: 3824]", "Black mass, NMC", "3824"),
        ("Cobalt sulphate HSN 28332990", "Cobalt sulphate", "28332990"),
        ("Lot (2026)", "Lot (2026)", None),
        ("Nickel briquettes (99.8)", "Nickel briquettes (99.8)", None),
    ],
)
def test_a_tariff_code_behind_the_goods_is_theirs(printed, goods, code, read, html, column_of):
    sales = section("Sales", (BUYER, "TX/071", "04-11-2025", printed, "40 KGS", "3,94,000.00"),
                    (OTHER, "TX/075", "19-11-2025", "Niobium oxide", "15 KGS", "1,56,000.00"))  # fmt: skip
    entries = read("sales_ledger", html(sales))["entries"]
    assert column_of(entries, "product")[0] == goods
    assert column_of(entries, "hsn") == [code, None]


def test_a_sentence_at_the_head_of_the_next_page_ends_the_table_before_it(read, drawn, column_of):
    row = [(40, 800, "Lithium carbonate"), (220, 800, "Lithium"), (330, 800, "620"), (430, 800, "99.6")]
    first = [
        (40, 770, "Product"),
        (220, 770, "Mineral"),
        (330, 770, "Quantity (TPA)"),
        (430, 770, "Purity %"),
        (40, 785, "Nickel hydroxide"),
        (220, 785, "Nickel"),
        (330, 785, "980"),
        (430, 785, "99"),
        *row,
    ]
    second = [(40, 50, "We state that all of this holds."), (400, 90, "Director")]
    products = read("application_form", drawn(first, second))["products"]
    assert column_of(products, "product") == ["Nickel hydroxide", "Lithium carbonate"]
