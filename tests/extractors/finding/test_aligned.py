import re

import pytest

from extractors.finding import find_tables

LEFTS = (50, 250, 330, 410)
ROWS = [
    ("Zone", "2024", "2025", "2026"),
    ("North", "10.1", "20.2", "30.3"),
    ("South", "11.1", "–", "31.3"),
    ("East and west", "12.1", "22.2", "32.3"),
    ("Total", "33.3", "42.4", "93.9"),
]


def test_white_alone_parts_columns(sheet):
    (table,) = find_tables(sheet.rows(100, ROWS, LEFTS).page)
    assert table.way == "aligned"
    assert table.grid == tuple(ROWS)


def test_figures_stand_to_the_right_under_headings_to_the_left(sheet):
    sheet.rows(100, ROWS[:1], LEFTS)
    for number, row in enumerate(ROWS[1:]):
        sheet.write(50, 114 + 14 * number, row[0])
        for right, text in zip((320, 400, 480), row[1:], strict=True):
            sheet.right(right, 114 + 14 * number, text)
    (table,) = find_tables(sheet.page)
    assert table.grid == tuple(ROWS)


def test_a_heading_over_two_columns_spans_them(sheet):
    sheet.write(256, 86, "Recovered (tonnes)").write(405, 86, "Sold").rows(100, ROWS, LEFTS)
    (table,) = find_tables(sheet.page)
    heading = next(cell for cell in table.cells if cell.text.startswith("Recovered"))
    assert (heading.row, heading.column, heading.columns) == (0, 1, 2)


def test_the_end_of_a_long_name_belongs_to_its_row(sheet):
    rows = [*ROWS[:2], ("Recovered from spent", "", "", ""), ("batteries of cars", "1.0", "2.0", "3.0"), *ROWS[2:]]
    (table,) = find_tables(sheet.rows(100, rows, LEFTS).page)
    assert "Recovered from spent batteries of cars" in [row[0] for row in table.grid]
    assert len(table.grid) == len(rows) - 1


def test_a_group_is_a_row_of_its_own(sheet):
    rows = [*ROWS[:2], ("Islands:", "", "", ""), *ROWS[2:]]
    (table,) = find_tables(sheet.rows(100, rows, LEFTS).page)
    assert table.grid[2] == ("Islands:", "", "", "")


def test_rows_are_told_by_the_white_between_them(sheet):
    for number, (process, yield_) in enumerate((("leaching", "91"), ("smelting", "88"), ("sorting", "99"))):
        top = 130 + 40 * number
        sheet.write(50, top, f"Step {number + 1}").write(150, top, f"{process} of black").write(400, top, yield_)
        sheet.write(150, top + 12, "mass in a closed").write(150, top + 24, "vessel")
    sheet.rows(100, [("Step", "Process", "Yield")], (50, 150, 400))
    (table,) = find_tables(sheet.page)
    assert [row[1] for row in table.grid[1:]] == [f"{it} of black mass in a closed vessel"
                                                  for it in ("leaching", "smelting", "sorting")]  # fmt: skip


def test_signs_of_money_make_no_column(sheet):
    sheet.rows(100, [("Year", "", "Claimed"), ("2024", "$", "100"), ("2025", "$", "90"), ("2026", "$", "80"),
                     ("2027", "$", "70")], (50, 200, 240))  # fmt: skip
    (table,) = find_tables(sheet.page)
    assert table.grid[1] == ("2024", "$ 100")


def test_two_tables_with_a_title_between(sheet):
    sheet.write(50, 60, "Table 1: Output").rows(76, ROWS, LEFTS)
    sheet.write(50, 160, "Table 2: Stock").rows(176, ROWS, LEFTS)
    first, second = find_tables(sheet.page)
    assert first.grid == second.grid == tuple(ROWS)


def test_level_lines_hold_a_small_table_together(sheet):
    for top in (96, 112, 140):
        sheet.level(top, 50, 470)
    sheet.rows(98, [("", "Cobalt", "Nickel", "Copper"), ("Recovered", "91%", "93%", "95%")], LEFTS, 16)
    (table,) = find_tables(sheet.page)
    assert table.grid == (("", "Cobalt", "Nickel", "Copper"), ("Recovered", "91%", "93%", "95%"))


def test_the_source_under_a_table_is_none_of_its_rows(sheet):
    sheet.rows(100, ROWS, LEFTS).write(50, 172, "Source:").write(110, 172, "State boards, 2026")
    (table,) = find_tables(sheet.page)
    assert table.rows == len(ROWS)


TEXT = re.findall(
    r"\w+",
    "the unit shall keep a record of each lot of scrap that it takes in and of each lot of product that leaves it "
    "and shall show these records to the officer of the board when he asks for them at any time of the year",
)


def written(sheet, left, width, top, words, spread=False):
    """Running text in lines of a width; `spread` drives the words apart until each line is full."""
    while words:
        line, taken = [words[0]], 5 * len(words[0])
        words = words[1:]
        while words and taken + 3 + 5 * len(words[0]) <= width:
            taken += 3 + 5 * len(words[0])
            line.append(words[0])
            words = words[1:]
        white = 3 + (width - taken) / max(len(line) - 1, 1) if spread and words else 3
        x = left
        for word in line:
            sheet.write(x, top, word)
            x += 5 * len(word) + white
        top += 12
    return top


@pytest.mark.parametrize("spread", [False, True])
def test_running_text_is_no_table(sheet, spread):
    written(sheet, 50, 290, 100, TEXT * 4, spread)
    assert find_tables(sheet.page) == ()


def test_text_in_two_columns_is_no_table(sheet):
    written(sheet, 50, 220, 100, TEXT * 5)
    written(sheet, 300, 220, 100, list(reversed(TEXT)) * 5)
    assert find_tables(sheet.page) == ()


def test_a_table_in_one_of_two_columns_of_text_is_found(sheet):
    top = written(sheet, 50, 220, 100, TEXT * 3)
    sheet.rows(top + 20, ROWS, (50, 130, 175, 220))
    written(sheet, 50, 220, top + 110, TEXT * 3)
    written(sheet, 300, 220, 100, list(reversed(TEXT)) * 8)
    (table,) = find_tables(sheet.page)
    assert table.grid == tuple(ROWS)


def test_contents_are_no_table(sheet):
    for number, (title, page) in enumerate((("Scope", 1), ("Terms", 3), ("Plant", 3), ("Costs", 12), ("Annex", 20))):
        sheet.write(50, 100 + 14 * number, f"{number + 1}.").write(80, 100 + 14 * number, title + " ." * 20)
        sheet.right(460, 100 + 14 * number, str(page))
    assert find_tables(sheet.page) == ()


def test_a_list_is_no_table(sheet):
    for number in range(6):
        sheet.write(50, 100 + 14 * number, "•").write(75, 100 + 14 * number, TEXT[number] + " the lot")
    assert find_tables(sheet.page) == ()


def test_the_axes_of_a_chart_are_no_table(sheet):
    for number in range(8):
        sheet.write(50, 100 + 20 * number, str(400 - 50 * number)).write(480, 100 + 20 * number, str(40 - 5 * number))
    for number in range(6):
        sheet.write(70 + 65 * number, 262, f"Jan-{number + 20}")
    sheet.write(180, 120, "Spread").write(300, 160, "Yield")
    assert find_tables(sheet.page) == ()


def test_dots_that_lead_to_a_code_part_two_columns(sheet):
    rows = (("Motor vehicles", "441", "1,687", "1,880"), ("Furniture", "442", "217", "226"),
            ("Electronics and appliances", "443", "169", "190"), ("Food", "445", "1,466", "1,465"))  # fmt: skip
    for number, row in enumerate(rows):
        top = 100 + 14 * number
        sheet.write(50, top, row[0])
        x = sheet.words[-1].box[2] + 3
        while x < 240:
            sheet.write(x, top, ".")
            x += 8
        sheet.write(x, top, row[1]).write(330, top, row[2]).write(410, top, row[3])
    (table,) = find_tables(sheet.page)
    assert [tuple(text.rstrip(" .") for text in row) for row in table.grid] == list(rows)


def test_a_drawn_upright_line_parts_columns_that_stand_close(sheet):
    for number, (left, right) in enumerate((("Claims", "Year"), ("123", "2024"), ("124", "2025"), ("125", "2026"))):
        sheet.write(50, 100 + 14 * number, "ABCDE"[number]).right(200, 100 + 14 * number, left)
        sheet.write(203, 100 + 14 * number, right)
    sheet.upright(201.5, 98, 156)
    (table,) = find_tables(sheet.page)
    assert table.grid[1] == ("B", "123", "2024")


def test_an_unnamed_last_line_of_a_long_cell_is_not_lost(sheet):
    sheet.rows(100, ROWS, LEFTS).write(50, 168, "of all plants")
    (table,) = find_tables(sheet.page)
    assert table.grid[-1][0] == "Total of all plants"


def test_lines_without_a_name_that_are_full_are_rows(sheet):
    rows = [("Site", "Line", "Feed", "Output", "Year"), ("Pune", "L1", "ash", "cobalt", "2024"),
            ("", "L2", "Foil", "Copper", "2025"), ("", "L3", "Cells", "Lithium", "2026")]  # fmt: skip
    (table,) = find_tables(sheet.rows(100, rows, (50, 130, 210, 290, 400)).page)
    assert table.grid == tuple(rows)
