"""Texts that look like labels and are in no vocabulary: taken for the nearest label, else told as unused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import Protocol

from extractors.label_parts import NUMBERING, PROSE_WORDS, Block, Hit, begins, free_of_brackets
from extractors.phrases import Match


class Book(Protocol):
    """The labels of a document type."""

    def nearest(self, text: str) -> tuple[str, float] | None:
        """The key of the vocabulary's label that a printed one most resembles, and how far it is from it (0-1)."""


_UNKNOWN_LABEL = re.compile(rf"^{NUMBERING}(?P<label>[^\W\d][^:：=।]{{1,60}}?)\s*[:：]\s*(?P<value>.*)$")
_FURNITURE = re.compile(
    r"\b(?:print(?:ed|out)?|generated|downloaded|page|portal|https?|www|e-?mail|phone|tel|fax|mobile)\b", re.I
)
"""What stands in the head and foot of a page: no label of the paper, however it looks."""


def guess_unknown(book: Book, blocks: Sequence[Block], tabled: Set[int]) -> list[tuple[str, str, int]]:
    """Label-like texts that no phrase fits: taken for the nearest label if one is near, else reported as unused."""
    unused = []
    edges = _label_edges(blocks)
    for block in blocks:
        if (
            block.hits
            or all(id(it.word) in tabled for it in block.run.placed)
            or (len(block.segments) == 2 and block.cell is None)
        ):
            continue
        match = _UNKNOWN_LABEL.match(block.run.text[:160])
        if match is None:
            if unmarked := _unmarked_label(block, edges):
                unused.append((*unmarked, block.layout.page.number))
            continue
        if PROSE_WORDS.search(match["label"]) or len(match["label"].split()) > 9 or _FURNITURE.search(match["label"]):
            continue
        label = match["label"].strip()
        near = book.nearest(label)
        if near is not None:
            words = len(block.tokens)
            guess = Match((near[0],), label, 0, max(1, words), 1)
            stop = match.start("value")
            whole = not match["value"].strip()
            block.hits.append(Hit(block, guess, match.start("label"), stop, True, whole, 0.04 + 0.4 * near[1]))
        elif sum(it.isalpha() for it in label) >= 3:
            value = match["value"].strip()
            if not value and block.cell is None:
                value = " ".join(it.text for it in block.layout.right_of(block.segments[-1])[:1])
            if value:
                unused.append((label, value[:60], block.layout.page.number))
    return unused


def _label_edges(blocks: Sequence[Block]) -> Mapping[int, list[tuple[float, float]]]:
    """For each page the left edge and the top of every label found that has its value at its right."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for block in blocks:
        if block.hits and block.hits[0].whole and begins(block) and _value_beside(block):
            left, top = block.segments[0].box[:2]
            edges.setdefault(id(block.layout), []).append((left, top))
    return edges


def _value_beside(block: Block) -> str:
    """What stands at the right of a block, in the next cell or on the same line."""
    layout = block.layout
    if block.cell is None:
        return " ".join(it.text for it in layout.right_of(block.segments[0])[:1])
    right = layout.cell_right(block.cell)
    return layout.run_of_cell(right).text if right is not None else ""


def _unmarked_label(block: Block, edges: Mapping[int, list[tuple[float, float]]]) -> tuple[str, str] | None:
    """A text without a colon in a form's column of labels, among them and with a value beside it, and that value."""
    label = block.run.text.strip()
    left, top = block.segments[0].box[:2]
    column = [its_top for its_left, its_top in edges.get(id(block.layout), ()) if abs(its_left - left) < 4]
    if len(column) < 3 or not min(column) < top < max(column):
        return None
    value = _value_beside(block).strip()
    words = len(free_of_brackets(label).split())
    plain = 1 <= words <= 9 and label[:1].isalpha() and not label[:1].islower() and not re.search(r"\d", label)
    if not plain or not re.search(r"\w", value) or PROSE_WORDS.search(label) or _FURNITURE.search(label):
        return None
    return (label, value[:60]) if sum(it.isalpha() for it in label) >= 3 else None
