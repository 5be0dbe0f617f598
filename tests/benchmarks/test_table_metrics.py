import pytest

from benchmarks.table_metrics import MarkedCell, MarkedTable, Scores, likeness, read_structure, relations

GRID = [["Zone", "2025", "2026"], ["North", "1", "2"], ["South", "3", ""]]

STRUCTURE = """<?xml version="1.0"?>
<document filename="a.pdf"><table id="1"><region id="1" page="3">
<cell start-row="0" start-col="0" end-col="1"><content>Claimed in
 2026</content></cell>
<cell start-row="1" start-col="0"><content>Opex</content></cell>
<cell start-row="1" start-col="1"><content>12%</content></cell>
</region></table></document>"""


def scored(truth, found):
    scores = Scores()
    scores.add(truth, found)
    return scores


def tables(*grids):
    return [MarkedTable.of_grid(grid) for grid in grids]


def test_the_same_tables_score_one():
    scores = scored({1: tables(GRID)}, {1: tables(GRID)})
    assert (scores.f1, scores.teds, scores.rows, scores.columns, scores.adjacency) == (1, 1, 1, 1, 1)


def test_a_table_too_many_costs_precision_and_one_too_few_recall():
    one, two = {1: tables(GRID)}, {1: tables(GRID, GRID)}
    assert scored(one, two).f1 == scored(two, one).f1 == pytest.approx(2 / 3)
    assert scored(one, {}).f1 == 0
    assert scored({}, {7: tables(GRID)}).tables_found == 1


def test_a_row_lost_costs_content_and_shape():
    found = GRID[:2]
    content = 2 * 6 / (9 + 6)
    shape = 1 - 1 / (2 + 3 + 3 + 3 + 1)
    assert likeness(GRID, found) == pytest.approx(content * shape)


def test_white_space_and_case_do_not_count():
    assert likeness([["Total  claimed"]], [[" total claimed\n"]]) == 1


def test_relations_pass_over_empty_cells():
    assert set(relations(MarkedTable.of_grid([["a", "", "b"], ["", "c", ""]]))) == {("A", "B", "right")}


def test_a_merged_cell_has_a_neighbour_in_each_row_and_column_it_covers():
    merged = MarkedTable((MarkedCell(0, 0, 0, 1, "head"), MarkedCell(1, 0, 1, 0, "x"), MarkedCell(1, 1, 1, 1, "y%")))
    assert set(relations(merged)) == {("HEAD", "X", "below"), ("HEAD", "Y_", "below"), ("X", "Y_", "right")}


def test_the_competitions_truth_is_read(tmp_path):
    path = tmp_path / "a-str.xml"
    path.write_text(STRUCTURE, encoding="utf-8")
    ((page, (table,)),) = read_structure(path).items()
    assert page == 3
    assert table.grid == [["Claimed in 2026", ""], ["Opex", "12%"]]
    assert table.cells[0].last_column == 1
