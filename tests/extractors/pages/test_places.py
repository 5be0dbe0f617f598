"""A place of a picture reaches to the white on either side of its ink, but not into its neighbours on the line."""

import numpy as np
import pytest

from extractors.places import to_the_gap

BOX = (40, 20, 60, 30)


def picture(*inked):
    """White with ink from column to column of the line of `BOX`."""
    grey = np.full((50, 200), 255, np.uint8)
    for left, right in inked:
        grey[22:28, left:right] = 0
    return grey


@pytest.mark.parametrize("others", [[], [BOX], [(40, 35, 90, 45)]], ids=["none", "itself", "on the next line"])
def test_a_place_goes_on_to_the_end_of_its_ink(others):
    left, top, right, bottom = to_the_gap(picture((30, 75)), BOX, others)
    assert (top, bottom) == (20, 30)
    assert left <= 30
    assert right >= 75


def test_a_place_ends_before_its_neighbours_on_the_line():
    found = to_the_gap(picture((0, 200)), BOX, [(10, 19, 30, 29), (0, 19, 12, 29), (70, 21, 90, 31), (95, 21, 99, 31)])
    assert found == (32, 20, 68, 30)


def test_a_place_amid_white_stays_as_it_is():
    assert to_the_gap(picture(BOX[::2]), BOX, []) == BOX
