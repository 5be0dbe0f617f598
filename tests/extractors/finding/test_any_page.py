"""Whatever stands on a page: finding ends, each word is in one cell at most, the cells of a table tile its grid."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.finding import find_tables
from records.pages import Page, Ruling, Word

TEXTS = st.sampled_from(
    ["Total", "1,234", "–", "12%", ".", ". .", "•", "1.", "$", "of", "Name", "2026", "(a)", "Table 1"]
)
PLACES = st.integers(0, 24)


@st.composite
def words(draw):
    column, row = draw(PLACES), draw(PLACES)
    x, top = 20 + 21 * column + draw(st.integers(-4, 4)), 20 + 13 * row + draw(st.integers(-2, 2))
    text = draw(TEXTS)
    return Word(text, (x, top, x + 5.0 * len(text), top + draw(st.sampled_from([8.0, 10.0, 14.0]))))


@st.composite
def rulings(draw):
    at, start, length = 20 + 21 * draw(PLACES), 18 + 13 * draw(PLACES), 13 * draw(st.integers(0, 25))
    return Ruling(start, at, start + length, at) if draw(st.booleans()) else Ruling(at, start, at, start + length)


@given(st.lists(words(), max_size=60), st.lists(rulings(), max_size=14))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_page_ends_with_whole_tables(some, lines):
    page = Page(1, 595.0, 842.0, 0, tuple(some), "text", "digital", tuple(lines))
    tables = find_tables(page)
    placed = Counter(word for table in tables for cell in table.cells for word in cell.words)
    assert not placed - Counter(some)
    for table in tables:
        covered = Counter(
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        )
        assert set(covered) == {(row, column) for row in range(table.rows) for column in range(table.columns)}
        assert max(covered.values()) == 1
        assert table.rows >= 2
        assert table.columns >= 2
