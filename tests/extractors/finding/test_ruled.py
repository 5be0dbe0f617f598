from dataclasses import replace

from extractors.finding import find_tables
from records.pages import Word


def grid_of(sheet, edges, tops):
    for x in edges:
        sheet.upright(x, tops[0], tops[-1])
    for top in tops:
        sheet.level(top, edges[0], edges[-1])
    return sheet


def test_every_cell_stands_in_its_place(sheet):
    grid_of(sheet, (50, 200, 300, 400), (100, 120, 140, 160))
    sheet.rows(105, [("Plant", "Cost", "Year"), ("Kiln", "12,000", "2026"), ("Mill", "", "2027")], (55, 205, 305), 20)
    (table,) = find_tables(sheet.page)
    assert table.way == "ruled"
    assert table.grid == (("Plant", "Cost", "Year"), ("Kiln", "12,000", "2026"), ("Mill", "", "2027"))


def test_a_merged_heading_and_a_merged_name_keep_their_spans(sheet):
    for top in (100, 140, 160, 180):
        sheet.level(top, 50, 400)
    sheet.level(120, 150, 400)  # under "Capacity" only
    for x in (50, 150, 400):
        sheet.upright(x, 100, 180)
    sheet.upright(275, 120, 180)
    sheet.write(60, 115, "Unit").write(240, 105, "Capacity").write(160, 125, "2025").write(285, 125, "2026")
    sheet.rows(145, [("Jajpur", "500", "600"), ("Alwar", "70", "80")], (60, 160, 285), 20)
    (table,) = find_tables(sheet.page)
    spans = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells}
    assert (table.rows, table.columns) == (4, 3)
    assert spans["Unit"] == (0, 0, 2, 1)
    assert spans["Capacity"] == (0, 1, 1, 2)
    assert spans["600"] == (2, 2, 1, 1)


def test_a_body_without_level_lines_is_cut_into_its_rows(sheet):
    grid_of(sheet, (50, 200, 300, 400), (100, 120, 200))
    sheet.rows(105, [("Mineral", "2025", "2026")], (55, 205, 305))
    sheet.rows(125, [("Cobalt", "10", "11"), ("Lithium", "20", "21"), ("Nickel", "30", "31")], (55, 205, 305))
    (table,) = find_tables(sheet.page)
    assert table.grid[1:] == (("Cobalt", "10", "11"), ("Lithium", "20", "21"), ("Nickel", "30", "31"))


def test_a_wrapped_text_beside_one_figure_stays_one_cell(sheet):
    grid_of(sheet, (50, 200, 300), (100, 120, 160, 180))
    sheet.rows(105, [("Item", "Amount")], (55, 205))
    sheet.rows(125, [("Shredder with", "5,00,000"), ("dust extraction", "")], (55, 205))
    sheet.rows(165, [("Furnace", "7,00,000")], (55, 205))
    (table,) = find_tables(sheet.page)
    assert table.grid[1] == ("Shredder with dust extraction", "5,00,000")


def test_only_the_headings_are_boxed(sheet):
    for x in (50, 200, 300, 400):
        sheet.upright(x, 100, 120)
    for top in (100, 120, 140, 160):
        sheet.level(top, 50, 400)
    sheet.upright(50, 120, 160).upright(400, 120, 160)
    sheet.rows(105, [("Country", "Home", "Abroad"), ("Chad", "1", "2"), ("Mali", "3", "4")], (55, 205, 305), 20)
    (table,) = find_tables(sheet.page)
    assert table.grid == (("Country", "Home", "Abroad"), ("Chad", "1", "2"), ("Mali", "3", "4"))


def test_a_frame_around_columns_that_nothing_parts_is_read_by_its_print(sheet):
    for x in (50, 150, 450):
        sheet.upright(x, 100, 164)
    for top in (100, 116, 132, 148, 164):
        sheet.level(top, 50, 450)
    rows = [("Zone", "A", "B", "C"), ("North", "1", "2", "3"), ("South", "4", "5", "6"), ("East", "7", "8", "9")]
    sheet.rows(103, rows, (55, 160, 260, 360), 16)
    (table,) = find_tables(sheet.page)
    assert table.grid == tuple(rows)


def test_doubled_lines_make_no_columns(sheet):
    grid_of(sheet, (50, 56, 200, 206, 350), (100, 120, 140))
    sheet.rows(105, [("Name", "Share"), ("Ravi", "40%")], (60, 210), 20)
    (table,) = find_tables(sheet.page)
    assert table.grid == (("Name", "Share"), ("Ravi", "40%"))


def test_a_box_around_a_text_is_no_table(sheet):
    sheet.box(50, 100, 400, 200).write(60, 110, "Note to the reader").write(60, 130, "of this certificate")
    assert find_tables(sheet.page) == ()


def test_the_lines_of_a_chart_are_no_table(sheet):
    grid_of(sheet, (50, 100, 150, 200, 250, 300, 350), (100, 120, 140, 160, 180, 200))
    sheet.write(85, 110, "peaks of 2026").write(230, 150, "troughs below").write(60, 185, "0")
    assert find_tables(sheet.page) == ()


def test_words_that_climb_are_read_upwards(sheet):
    grid_of(sheet, (50, 100, 150), (100, 200, 220))
    climbing = [("Installed", 190, 60), ("capacity", 148, 60), ("TPA", 190, 75)]
    sheet.words += [Word(text, (x, low - 5 * len(text), x + 10, low)) for text, low, x in climbing]
    sheet.write(110, 150, "Year").write(60, 205, "500").write(110, 205, "2026")
    (table,) = find_tables(sheet.page)
    assert table.grid[0] == ("Installed capacity TPA", "Year")


def test_tables_beside_each_other_are_told_from_left_to_right(sheet):
    grid_of(sheet, (300, 350, 400), (98, 120, 140))
    grid_of(sheet, (50, 100, 150), (100, 120, 140))
    sheet.rows(105, [("L1", "L2"), ("1", "2")], (55, 105), 20)
    sheet.rows(105, [("R1", "R2"), ("3", "4")], (305, 355), 20)
    assert [table.grid[0] for table in find_tables(sheet.page)] == [("L1", "L2"), ("R1", "R2")]


def test_a_scan_is_searched_like_a_digital_page(sheet):
    grid_of(sheet, (50, 200, 300), (100, 120, 140))
    sheet.rows(105, [("Name", "Share"), ("Ravi", "40%")], (60, 210), 20)
    scanned = replace(sheet.page, source="ocr", quality="scan_good")
    assert [table.grid for table in find_tables(scanned)] == [(("Name", "Share"), ("Ravi", "40%"))]


def test_an_empty_page_has_no_table(sheet):
    assert find_tables(sheet.page) == ()


def test_a_merged_cell_that_is_no_rectangle_is_cut_into_its_rows(sheet):
    for x, top, bottom in ((50, 100, 160), (150, 100, 120), (250, 100, 160), (350, 100, 160)):
        sheet.upright(x, top, bottom)
    for top, x0 in ((100, 50), (120, 250), (140, 50), (160, 50)):
        sheet.level(top, x0, 350)
    sheet.rows(105, [("Left", "Middle", "Right"), ("", "low", "9"), ("Foot", "", "7")], (55, 155, 255), 20)
    (table,) = find_tables(sheet.page)
    places = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(places) == [(row, column) for row in range(3) for column in range(3)]
    assert {cell.text for cell in table.cells} >= {"Right", "9", "7"}
