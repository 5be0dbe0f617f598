"""Upright rules that faded within a row of a scan are drawn on to the level rule they ended at; no others are."""

import pytest

from extractors.broken_rules import mended_rules
from records.pages import Ruling, Word

LEVEL = [Ruling(50, y, 500, y) for y in (100, 120, 140, 160)]


def ends(top, bottom, words=(), level=LEVEL):
    mended = mended_rules([*level, Ruling(200, top, 200, bottom)], words)
    return mended[-1].top, mended[-1].bottom


@pytest.mark.parametrize(
    ("drawn", "mended"),
    [
        ((113, 160), (100, 160)),
        ((100, 148), (100, 160)),
        ((113, 148), (100, 160)),
        ((120, 160), (120, 160)),  # it ends at a rule: the cell over it is a merged one
        ((117.5, 160), (117.5, 160)),
        ((95, 160), (95, 160)),  # nothing above that it could have ended at
        ((123, 138), (123, 138)),  # the side of a box to tick
        ((113, 130), (113, 130)),
    ],
)
def test_an_end_within_a_row_is_drawn_on_to_the_rule_behind_it(drawn, mended):
    assert ends(*drawn) == mended


def test_a_rule_is_not_drawn_through_a_word_nor_through_a_far_taller_row():
    over = Word("Particulars", (180, 104, 230, 112), 0.9, "ocr")
    beside = Word("Result", (120, 104, 190, 112), 0.9, "ocr")
    assert ends(113, 160, [over]) == (113, 160)
    assert ends(113, 160, [beside]) == (100, 160)
    tall = [Ruling(50, 20, 500, 20), *LEVEL[1:]]
    assert ends(113, 160, level=tall) == (113, 160)


def test_level_rules_and_those_without_level_ones_stay():
    assert mended_rules(LEVEL, []) == tuple(LEVEL)
    alone = Ruling(200, 113, 200, 160)
    assert mended_rules([alone], []) == (alone,)
