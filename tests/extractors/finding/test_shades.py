"""Shaded cells: only the edges that a person sees are lines of the grid."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.finding import find_tables
from extractors.pages import open_document


@pytest.mark.parametrize("inner", [(1.0, 0.8, 0.6), None])
def test_shades_of_one_colour_within_cells_draw_no_cells(tmp_path, inner):
    path = tmp_path / "shaded.pdf"
    canvas = Canvas(str(path))
    texts = [("Substance", "to air", "to water"), ("Cobalt salts", "100", "5"), ("Nickel salts", "50", "20")]
    for row, cells in enumerate(texts):
        for column, text in enumerate(cells):
            x, y = 100 + 130 * column, 700 - 20 * row
            canvas.setFillColorRGB(1.0, 0.8, 0.6)
            canvas.rect(x, y, 129.5, 19.5, stroke=0, fill=1)
            if inner:  # the shade of the paragraph within its cell
                canvas.setFillColorRGB(*inner)
                canvas.rect(x + 6, y + 0.2, 117, 19.5, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(x + 8, y + 5, text)
    canvas.save()
    (page,) = open_document(path).pages
    (table,) = find_tables(page)
    assert table.grid == tuple(texts)
