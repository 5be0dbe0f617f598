"""Assets out of a ledger: "To <supplier>" over what was bought, in one column of particulars."""


def ledger(*particulars):
    head = ["Date", "Particulars", "Vch No.", "Amount (Rs.)"]
    amounts = ["9,10,000.00", "4,90,000.00", "6,00,000.00"]
    rows = [
        [f"0{at}-12-2025", text, f"J/{at}", amount]
        for at, (text, amount) in enumerate(zip(particulars, amounts, strict=True), start=1)
    ]
    return [head, *rows, ["", "Total", "", "20,00,000.00"]]


def test_the_account_of_an_entry_is_the_supplier_and_neither_is_sure(grid, read, column_of):
    rows = ledger(
        "To Kinnerasani Tools\nHydraulic press\nwith die set",
        "to Indravati Weighing Co\nWeighbridge",
        "To Cash\nFlooring",
    )
    items = read("capex_statement", grid(rows))["items"]
    assert column_of(items, "vendor") == ["Kinnerasani Tools", "Indravati Weighing Co", "Cash"]
    assert column_of(items, "description") == ["Hydraulic press with die set", "Weighbridge", "Flooring"]
    for row in items.rows:
        assert row.fields["vendor"].confidence < 0.9 and row.fields["description"].confidence < 0.9
        assert row.fields["amount"].confidence >= 0.9
    assert items.adds_up


def test_an_account_without_an_article_is_never_a_sure_article(grid, read, column_of):
    rows = ledger("To Kinnerasani Tools", "To Indravati Weighing Co", "By Plant Account")
    items = read("capex_statement", grid(rows))["items"]
    assert column_of(items, "vendor") == [None, None, None]
    assert all(row.fields["description"].confidence < 0.9 for row in items.rows)


def test_an_article_whose_name_begins_so_stays_whole_and_sure(grid, read, column_of):
    rows = ledger("To-and-fro conveyor", "Weighbridge\n40 t", "By pass valve\nDN 80")
    items = read("capex_statement", grid(rows))["items"]
    assert column_of(items, "description") == ["To-and-fro conveyor", "Weighbridge 40 t", "By pass valve DN 80"]
    assert column_of(items, "vendor") == [None, None, None]
    assert all(row.fields["description"].confidence >= 0.9 for row in items.rows)
