"""Labels on the page: every label is taken once, the longest that fits.

The vocabulary is in `label_book`, the texts in which it is sought in `label_blocks`; `label_telling` says which of its
phrases are labels there, `label_judging` why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import zip_longest

from extractors.form_shapes import is_mirrored, open_frames
from extractors.label_blocks import blocks_of
from extractors.label_book import LabelBook
from extractors.label_parts import IGNORED, Block, Found, Hit, Label, Place, begins, is_form_row, is_led_to
from extractors.label_places import places_of, places_to_the_left
from extractors.label_telling import drop_repeated, tell_labels
from extractors.layout import PageLayout
from extractors.phrases import longest, tokens_of
from extractors.several import in_turn, parts_of_questions
from extractors.unknown_labels import guess_unknown, is_plainly


def find_labels(book: LabelBook, layouts: Sequence[PageLayout], tabled: Set[int] = frozenset()) -> Found:
    """Every label of the document with the places of its value, in reading order.

    Args:
        book: the labels of the type.
        layouts: the pages.
        tabled: ids of the words that a table accounts for; a heading of its columns labels no field.
    """
    for layout in layouts:
        open_frames(book.book, layout)
    blocks = _told_blocks(book, layouts, tabled)
    unknown = guess_unknown(book, blocks, tabled)
    labelled = [block for block in blocks if block.hits and is_plainly(block.hits[0])]
    starts = _starts(book, labelled)
    mirrored = {id(layout) for layout in layouts if is_mirrored(layout, labelled)}
    labels, guesses = list[Label](), list[Label]()
    for block in blocks:
        places = places_to_the_left if id(block.layout) in mirrored else places_of
        told = _labels_of(block, starts, places)
        labels += in_turn(book, block.run.text, [it for it in told if not it.alike])
        guesses += [*(it for it in told if it.alike), *parts_of_questions(book, told)]
    return Found(tuple(labels), tuple(unknown), tuple(guesses))


def _told_blocks(book: LabelBook, layouts: Sequence[PageLayout], tabled: Set[int]) -> list[Block]:
    """The blocks of all pages with the labels of the vocabulary in them; those of tables alone have none."""
    blocks = [block for layout in layouts for block in blocks_of(layout)]
    for block in blocks:
        block.tokens = tokens_of(block.run.text)
    for block, matches in zip(blocks, book.book.find([block.tokens for block in blocks]), strict=True):
        if not all(id(it.word) in tabled for it in block.run.placed) or is_form_row(block):
            tell_labels(block, longest(matches))
    drop_repeated(blocks)
    return blocks


def _starts(book: LabelBook, labelled: Sequence[Block]) -> Mapping[int, bool]:
    """By their ids the segments that begin with a label, at which a value ends, and whether it may be an answer."""
    return {
        id(block.segments[0]): _may_be_answer(book, block.hits[0])
        for block in labelled
        if begins(block) and _is_own(block.hits[0]) and not is_led_to(block.run.text)
    }


def _is_own(hit: Hit) -> bool:
    """Whether the label is one that ends a value: a sub-label inside an address ("Road:") does not."""
    return hit.whole or any(key != IGNORED for key in hit.match.keys)


def _may_be_answer(book: LabelBook, hit: Hit) -> bool:
    """Whether a label without any mark may as well be the answer to the label at its left: a word, answers in a row."""
    if hit.alike:
        return not hit.in_row  # it only resembles a label
    return hit.whole and not hit.separated and (" " not in hit.match.phrase or hit.match.phrase in book.lists)


Places = Callable[[Hit, int, Mapping[int, bool]], Iterable[Place]]
"""What gives the places of a label's value."""


def _labels_of(block: Block, starts: Mapping[int, bool], places_of: Places) -> list[Label]:
    """The labels of a block that ask for fields or resemble such, each with the places of its value."""
    behind = zip_longest(block.hits, block.hits[1:])
    told = (_as_label(hit, later, starts, places_of) for hit, later in behind)
    return [it for it in told if it is not None]


def _as_label(hit: Hit, later: Hit | None, starts: Mapping[int, bool], places_of: Places) -> Label | None:
    """A label with the places of its value, None if it asks for no field; `later` is the next one in its block."""
    keys = [key for key in hit.match.keys if key != IGNORED]
    if not keys and not hit.alike:
        return None
    run = hit.block.run
    if later is not None and not re.search(r"\w", run.text[hit.end : later.start]):
        keys = [key for key in keys if key not in later.match.keys]  # "Period of claim: from" asks for the first day
    following = later.start if later is not None else len(run.text)
    return Label(
        fields=tuple(key for key in keys if not key.startswith("?")),
        weak_fields=tuple(key[1:] for key in keys if key.startswith("?")),
        text=run.text[hit.start : hit.end].strip(),
        words=run.cut(hit.start, hit.end),
        cost=hit.cost,
        places=tuple(places_of(hit, following, starts)),
        alike=hit.alike,
        lead=run.text[: hit.start].strip() if hit is hit.block.hits[0] else "",
        rest="" if hit.separated or hit.whole else run.text[hit.end : following].strip(),
    )
