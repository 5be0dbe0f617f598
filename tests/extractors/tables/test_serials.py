"""Serial numbers of rows: as printed, else as the rows around count; anew under a heading where the others do."""

import pytest

from extractors.tables.serials import serials_of


@pytest.mark.parametrize(
    ("printed", "headings", "numbers"),
    [
        ([1, 2, 3], "AAA", [1, 2, 3]),
        ([None, None, None], "AAA", [1, 2, 3]),
        ([1, None, 3], "AAA", [1, 2, 3]),
        ([None, 2, 3], "AAA", [1, 2, 3]),
        ([1, 2, 1, 2], "AABB", [1, 2, 1, 2]),
        ([1, 2, None, 2], "AABB", [1, 2, 1, 2]),
        ([1, 2, None, 4], "AABB", [1, 2, 3, 4]),
        ([1, 2, None, None, 1, 2], "AABBCC", [1, 2, 1, 2, 1, 2]),
        ([1, 2, None, None, 5, 6], "AABBCC", [1, 2, 3, 4, 5, 6]),
        ([1, 2, None, None], "AABB", [1, 2, 3, 4]),
        ([1, 2, 3, None, 2, 3], "AAAAAA", [1, 2, 3, 1, 2, 3]),
        ([7, 8, None], "AAA", [7, 8, 9]),
        ([], "", []),
    ],
)
def test_the_numbers_of_rows(printed, headings, numbers):
    assert serials_of(printed, headings) == numbers
