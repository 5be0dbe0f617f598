"""What is printed can be read: scales, pages side by side, blocks that no page breaks."""

import pytest

from worksheets import paper
from worksheets.book import Book


def room():
    return paper.room((100.0,), True, 1)


def test_a_sheet_that_fits_the_paper_prints_at_its_size_and_a_wide_one_smaller():
    down = paper.page(True)[1]
    assert paper.room((50.0,), True, 1) == down
    assert paper.room((300.0,), True, 1) > 1.9 * down
    assert paper.room((300.0,), True, 2) < paper.room((300.0,), True, 1)


@pytest.mark.parametrize(("papers", "across"), [(3, 1), (6, 1), (9, 2), (20, 3)])
def test_a_wide_sheet_prints_on_as_many_pages_as_it_takes_to_be_read(papers, across):
    fixed, more = [24.0, 14.0, 34.0, 22.0], [20.0] * papers
    found = paper.pages_across([*fixed, *more], fixed[:2], True)
    assert found == across
    page, again = paper.page(True)[0], paper.points_wide(fixed[:2])
    scale = min(1.0, (page * found) / (paper.points_wide([*fixed, *more]) + again * (found - 1)))
    assert scale >= paper.LEAST_SCALE * 0.97


def test_a_block_that_a_page_would_break_begins_the_next_one():
    one_page = room()
    rows = [30.0] * int(one_page / 30 - 3)
    block = [20.0] * 8
    more = paper.blank_above([*rows, 15.0, *block], len(rows) + 1, one_page, 16.0)
    assert sum(rows) + 15.0 + more >= one_page, "the blank row fills what is left of the page"
    assert more < one_page * paper.LARGEST_BLOCK + 40


def test_a_block_on_one_page_and_one_longer_than_a_page_stay_where_they_are():
    one_page = room()
    assert paper.blank_above([30.0] * 4 + [15.0] + [20.0] * 8, 5, one_page, 16.0) == 0
    assert paper.blank_above([30.0] * 4 + [15.0] + [20.0] * 80, 5, one_page, 16.0) == 0


def test_the_blank_row_above_a_block_is_made_higher_and_no_other():
    from datetime import date

    book = Book("f", date(2026, 1, 1), "t", "a", ("Capex",))
    sheet = book.sheet("Capex", (100.0,), landscape=True)
    for row in range(60):
        sheet.at_least(row, 30.0)
    first = int(room() // 30) - 2
    sheet.heights[first - 1] = 15.0
    before = dict(sheet.heights)
    sheet.keep_together(first, first + 4)
    book.close()
    changed = {row for row, high in sheet.heights.items() if before[row] != high}
    assert changed == {first - 1}
