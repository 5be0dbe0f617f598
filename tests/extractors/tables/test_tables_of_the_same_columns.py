"""An order has tables of chimneys and raw materials under the columns of its products: they are not read as one."""

import pytest

HEAD = ["Sl", "Name of the product", "Quantity"]
MADE = [["1", "Tin ingots", "77 T/month"], ["2", "Zinc sulphate", "31 T/month"]]


CHIMNEYS = [["Chimney No.", "Description of chimney", "Quantity of emissions (m³/hr)"], ["1", "Kiln stack", "18000"]]
RAW = [["Sl", "Raw material", "Quantity"], ["1", "Spent batteries", "640 T/month"], ["2", "Soda ash", "90 T/month"]]


@pytest.mark.parametrize("tables", [[[HEAD, *MADE], RAW], [RAW, [HEAD, *MADE]], [CHIMNEYS, [HEAD, *MADE]]])
def test_a_table_of_the_same_columns_that_is_not_of_products_is_no_part_of_theirs(grid, read, tables):
    rows = read("pollution_board_authorisation", grid(*tables, widths=[40, 200, 160]))["products"].rows
    assert [row.fields["product"].value for row in rows] == ["Tin ingots", "Zinc sulphate"]


def test_by_products_under_headings_of_their_own_are_products_too(grid, read):
    path = grid(
        [HEAD, *MADE],
        [["Sl", "Name of the by-product", "Quantity"], ["1", "Gypsum", "12 T/month"]],
        widths=[40, 200, 160],
    )
    rows = read("pollution_board_authorisation", path)["products"].rows
    assert [row.fields["product"].value for row in rows] == ["Tin ingots", "Zinc sulphate", "Gypsum"]
