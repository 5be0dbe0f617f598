"""A figure printed flush against its unit, each under a heading of its own."""

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.cite import Source
from extractors.pages import open_document
from extractors.tables import read_tables


def test_a_quantity_flush_against_its_unit_is_not_taken_for_the_unit(tmp_path):
    path = tmp_path / "consent.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 10)
    for row, (serial, product, quantity, unit) in enumerate(
        [
            ("Sl.", "Product", "Quantity", "Unit"),
            ("1", "Cobalt Sulphate", "1094", "MT/Year"),
            ("2", "Graphite", "85", "MT/Year"),
        ]
    ):
        top = 700 - 18 * row
        canvas.drawString(60, top, serial)
        canvas.drawString(90, top, product)
        canvas.drawRightString(500, top, quantity)
        canvas.drawString(503, top, unit)
    canvas.save()
    table = read_tables("pollution_board_authorisation", open_document(path).pages, Source("", "consent.pdf"))[
        "products"
    ]
    read = [{name: str(field.value) for name, field in row.fields.items()} for row in table.rows]
    assert read == [
        {"product": "Cobalt Sulphate", "quantity": "1094", "unit": "MT/Year"},
        {"product": "Graphite", "quantity": "85", "unit": "MT/Year"},
    ]
