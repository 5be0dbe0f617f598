"""A view of a page made straight; what is drawn on it is found and taken out: rules, leaders, boxes, stamps, seals."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.coloured_ink import ColouredInk, coloured_ink, without_colour
from extractors.drawn_boxes import DrawnBox, boxes_in, with_letter_boxes, with_low_cells
from extractors.drawn_brackets import brackets_in
from extractors.faint import brought_out
from extractors.grey_seals import grey_seals, without_seals
from extractors.leaders import leaders_of
from extractors.letter_boxes import LetterRow, as_one_cell_each, letter_rows
from extractors.view import View


@dataclass(frozen=True, slots=True)
class Straight:
    """A view made straight, with what is drawn on it: `ink` and `clean` are without rules, boxes and stamps.

    `unsealed` is `clean` without the light ink of seals in grey; words are read from it, and witnessed on `clean`, so
    that what goes lost with a seal is no print to both engines.
    """

    view: View
    skew: float
    straightened: bool
    rules: scan.Rules
    boxes: tuple[DrawnBox, ...]
    rows: tuple[LetterRow, ...]
    stamps: ColouredInk | None
    clean: scan.Grey
    unsealed: scan.Grey
    has_seals: bool
    ink: scan.Mask
    letters: NDArray[np.int32]


def made_straight(view: View, straighten: bool = True) -> Straight:
    """The view straightened, its rules, leaders and stamps found and taken out."""
    skew = scan.skew_of(view.ink, view.dpi) if straighten else 0.0
    straightened = abs(skew) > scan.SKEW_WORTH_TURNING
    if straightened:
        view = view.straightened(skew)
    stamps = None if view.rgb is None else coloured_ink(view.rgb, view.ink, view.dpi)
    if stamps is not None and stamps.over_type and view.rgb is not None:
        plain, grey = without_colour(view.rgb), view.grey.copy()
        for left, top, right, bottom in stamps.over_type:
            grey[top:bottom, left:right] = plain[top:bottom, left:right]
        view = view.redrawn(grey, view.rgb)
    pieces = scan.pieces_of(view.ink)
    leaders = leaders_of(view.ink, view.dpi, pieces)
    solid = view.ink & ~leaders
    rules = with_low_cells(scan.rules_of(solid, view.dpi), solid, view.dpi)
    unruled = solid & ~rules.mask
    unruled_pieces = scan.pieces_of(unruled) if rules.mask.any() or leaders.any() else pieces
    boxes = (*boxes_in(unruled, view.dpi), *brackets_in(unruled, unruled_pieces, view.dpi))
    rules = with_letter_boxes(rules, boxes, view.ink)
    rules = replace(rules, mask=rules.mask | leaders)
    ink = view.ink & ~rules.mask
    rows = tuple(letter_rows(rules, ink, view.dpi))
    rules = as_one_cell_each(rules, rows)
    unruled_page = scan.without(view.grey, rules.mask, view.paper)
    seals = grey_seals(unruled_page, view.paper, rules.mask, view.dpi) if stamps is None else ()
    clean = unsealed = _levelled(without_seals(unruled_page, seals, view.paper, view.dpi), view, ink)
    if seals:
        clean = unsealed.copy()
        for place in (it.place for it in seals):
            clean[place] = scan.even(unruled_page[place], view.paper[place], view.light)
    letters = scan.letters_of(ink, view.dpi, None if boxes else unruled_pieces)
    return Straight(view, skew, straightened, rules, boxes, rows, stamps, clean, unsealed, bool(seals), ink, letters)


def _levelled(page: scan.Grey, view: View, ink: scan.Mask) -> scan.Grey:
    """A view's page without its rules, faint type brought out, as if it lay in even light."""
    return scan.even(brought_out(page, view.paper, ink, view.dpi), view.paper, view.light)
