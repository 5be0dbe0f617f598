"""Clusters of Indic letters whose text a PDF states beside their glyphs, as browsers print them.

A browser states the letters of a cluster once for the glyphs that draw it. PDFium takes the cluster to have no width
and puts a blank behind it, at its left edge; and where a mark above or below is drawn apart it gives the letters of the
cluster again. Both would cut "निर्गत" into "नि र्गत" and make "प्रदूषदूण" of "प्रदूषण".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.letters import Letters, PlainEdges

FIRST_INDIC, LAST_INDIC = 0x0900, 0x0DFF
SHORT_I = ord("ि")
BLANK = 0x20

LOOK_BACK = 3
"""A mark drawn apart comes at most so many clusters behind its own."""

APART = 0.15
"""Ink of a mark drawn apart overlaps that of its cluster in height by less than this share of the type size."""

OVERPRINTED = 0.25
"""Clusters on one line that share more than this part of the narrower's width are one; those of "दादा" stand side by
side."""

SPACING = frozenset("ाीोौॉ")
"""Vowel signs with a width of their own."""
_BEHIND = frozenset("ंँः")
"""Signs that may stand behind a vowel sign and add no width."""

JOINED_TO = frozenset("।,.;:)]/")
"""What stands right behind a word."""

BEHIND_OWN_WIDTH, BEHIND_OTHERS = 0.35, 0.08
"""The least gap that is a blank, in type sizes: behind a vowel sign of its own width, whose ink PDFium leaves out, and
behind any other cluster."""

BEHIND_SHORT_I, BEHIND_OVERHANG = 0.21, 0.45
"""The same behind a cluster whose vowel sign is drawn before it, and behind one whose letter besides reaches further
than PDFium's box: a third of the type size lies within "किया", almost twice as much behind the word "कि"."""

_OVERHANGS = ("कि", "्रि")
"""Ends of clusters whose letter reaches further than PDFium's box."""


def printed(letters: Letters) -> NDArray[np.bool_] | None:
    """Which characters of a page are printed once and in their place; None where all are."""
    codes = letters.codes
    indic = (codes >= FIRST_INDIC) & (codes <= LAST_INDIC)
    behind = np.flatnonzero((codes[1:] == BLANK) & indic[:-1]) + 1
    if not len(behind):
        return None
    before, blanks = letters.boxes(behind - 1), letters.boxes(behind)
    misplaced = behind[blanks[:, 0] < before[:, [0, 2]].mean(axis=1)]
    if not len(misplaced):
        return None
    kept = np.ones(len(codes), np.bool_)
    kept[_repeated(letters, np.flatnonzero(indic))] = False
    kept[misplaced] = False
    kept[_true_blanks(letters, kept, misplaced)] = True
    return kept


def _repeated(letters: Letters, at: NDArray[np.int64]) -> list[int]:
    """The characters of clusters that are stated again for a mark above or below them."""
    objects, boxes = letters.objects(at), letters.boxes(at)
    edges = [0, *(np.flatnonzero(np.diff(objects)) + 1).tolist(), len(at)]
    clusters = [(first, last) for first, last in pairwise(edges) if last - first > 1]
    texts = [letters.codes[at[first:last]].tobytes() for first, last in clusters]
    again: list[int] = []
    for number, (first, last) in enumerate(clusters):
        for earlier in range(max(0, number - LOOK_BACK), number):
            if texts[earlier] != texts[number]:
                continue
            start, end = clusters[earlier]
            overprinted = _share_ink(boxes[start:end], boxes[first:last])
            if overprinted or _stand_apart(boxes[start], boxes[first]):
                again += at[first:last].tolist()
                break
    return again


def _share_ink(cluster: PlainEdges, again: PlainEdges) -> bool:
    """Whether two clusters are printed over one another: a mark of the one reaches over its letter."""
    left, right = max(cluster[0, 0], again[0, 0]), min(cluster[-1, 2], again[-1, 2])
    narrower = min(cluster[-1, 2] - cluster[0, 0], again[-1, 2] - again[0, 0])
    level = abs(cluster[0, 1] - again[0, 1]) < APART * (cluster[0, 3] - cluster[0, 1])
    return bool(level and right - left > OVERPRINTED * narrower)


def _stand_apart(cluster: PlainEdges, mark: PlainEdges) -> bool:
    """Whether the ink of a mark lies above or below that of its cluster, near it."""
    slack = APART * (cluster[3] - cluster[1])
    height = 3 * (cluster[3] - cluster[1])
    above, below = mark[1] >= cluster[3] - slack, mark[3] <= cluster[1] + slack
    return bool((above or below) and abs(mark[1] - cluster[1]) < height and abs(mark[0] - cluster[0]) < height)


def _true_blanks(letters: Letters, kept: NDArray[np.bool_], blanks: NDArray[np.int64]) -> list[int]:
    """Those of the blanks put in the wrong place that stand for a gap between words."""
    solid = np.flatnonzero(kept & (letters.codes > BLANK))
    following = np.searchsorted(solid, blanks)
    known = (following > 0) & (following < len(solid))
    blanks, following = blanks[known], following[known]
    before, behind = solid[following - 1], solid[following]
    sizes = [look.style.size for look in letters.looks_of(letters.objects(before), before)]
    left, right = letters.boxes(before), letters.boxes(behind)
    return [
        blank
        for blank, one, other, size, box, next_box in zip(
            blanks.tolist(), before.tolist(), behind.tolist(), sizes, left, right, strict=True
        )
        if _is_gap(letters, one, other, next_box[0] - box[2], size)
        or abs(next_box[[1, 3]].mean() - box[[1, 3]].mean()) > size
    ]


def overhangs(codes: Sequence[int]) -> bool:
    """Whether the last of these letters is a short i of a cluster that reaches further than PDFium's box."""
    return codes[-1] == SHORT_I and "".join(map(chr, codes[-3:])).endswith(_OVERHANGS)


def _is_gap(letters: Letters, before: int, behind: int, width: float, size: float) -> bool:
    """Whether so wide a gap between two characters is a blank."""
    if chr(letters.codes[behind]) in JOINED_TO:
        return False
    if overhangs(letters.codes[max(0, before - 2) : before + 1].tolist()):
        return width > BEHIND_OVERHANG * size
    sign = chr(letters.codes[before])
    if sign in _BEHIND and before:
        sign = chr(letters.codes[before - 1])
    least = BEHIND_SHORT_I if sign == "ि" else BEHIND_OWN_WIDTH if sign in SPACING else BEHIND_OTHERS
    return width > least * size
