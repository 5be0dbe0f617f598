"""One file that holds several documents: where one ends and the next begins.

Nobody prints "here begins another paper", so each page is asked what speaks for a beginning and what against it: a
title of its own, "Page 1 of 3", a letterhead or number at the top, the signature that ended the page before; against it
"Page 2 of 3", the heads of a table that goes on, an annexure, a running head. The weights are few and were set by hand;
`make evaluate` measures them on bundles put together from the samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.face import Face, face_of
from extractors.layout import PageLayout
from extractors.page_place import PagePlace, place_of

MOST_PAGES = 60
"""A file of more pages is one long ledger or a scan of a whole file, which a person splits."""

BEGINS = 0.9
"""The sum of what speaks for a beginning from which on a page begins a document."""

SAME_HEAD = 88
"""How alike, of 100, the first lines of two pages are if they are a running head."""

SAME_COLUMNS = 80
"""How alike the headings of a table that goes on are, at least."""

OTHER_TITLE = 70
"""Titles less alike are those of two documents."""

SURE_TYPE, LIKELY_TYPE = 0.9, 0.7

FULL, SHORT = 0.8, 0.6
"""A page that is printed to below the one may go on; one that ends above the other has room for more."""

OTHER_SIZE, OTHER_TYPE = 0.03, 0.12
"""Shares by which sheets, or their type, differ if they are not of one make."""


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one document of a file: the first and the last, counted from 1 as the file counts them."""

    first: int
    last: int

    @property
    def in_words(self) -> str:
        """As it stands beside the name of the file: "page 3", "pages 4-6"."""
        return f"page {self.first}" if self.first == self.last else f"pages {self.first}-{self.last}"


def parts_of(layouts: Sequence[PageLayout], faces: Sequence[Face] | None = None) -> tuple[Part, ...]:
    """The documents that pages in a row make up, in their order; one where nothing speaks for more.

    A file of more than `MOST_PAGES` is taken as one.

    Args:
        layouts: all pages of the file that could be read.
        faces: what each of them says of its type, where that is known already.
    """
    if not layouts:
        return ()
    if len(layouts) == 1 or len(layouts) > MOST_PAGES:
        return (Part(layouts[0].page.number, layouts[-1].page.number),)
    told = faces if faces is not None else [face_of(layout) for layout in layouts]
    shown = [place_of(layout, face) for layout, face in zip(layouts, told, strict=True)]
    starts = [0]
    for at in range(1, len(shown)):
        if _begins(shown, at, starts[-1]):
            starts.append(at)
    ends = [*(start - 1 for start in starts[1:]), len(layouts) - 1]
    return tuple(
        Part(layouts[first].page.number, layouts[last].page.number) for first, last in zip(starts, ends, strict=True)
    )


def _begins(pages: Sequence[PagePlace], at: int, start: int) -> bool:
    """Whether a page begins a document, after the one that began with page `start`."""
    return _weight(pages, at, start) > BEGINS


def _weight(pages: Sequence[PagePlace], at: int, start: int) -> float:
    """What speaks for it that a page begins a document, less what speaks against it."""
    page, before, first = pages[at], pages[at - 1], pages[start]
    by_reference, by_owner, by_head = _by_reference(page, first), _by_owner(page, first), _by_head(page, before)
    if by_reference > 0 and page.reference or by_owner:
        by_head = max(by_head, -1.0)  # a board's letters have one head, and each a number of its own
    return (
        _by_number(page, before, is_another=before.is_signed and _is_of_another_make(page, first, pages[start:at]))
        + _by_type(page, pages[start:at])
        + by_head
        + _by_letterhead(page, first)
        + _by_end(before)
        + by_reference
        + by_owner
        + _by_look(page, before)
        + 0.8 * page.opens
        + 0.6 * (page.has_headline and not page.goes_on)
        + _by_table(page, before)
        - 3.0 * _is_announced(page, pages[start:at])
        - 3.0 * (page.brought or before.carried)
        - 1.5 * first.goes_on  # an annexure that was bound before its paper
    )


def _is_announced(page: PagePlace, current: Sequence[PagePlace]) -> bool:
    """Whether a page holds the rows of which the document so far, of the same type and without any, speaks."""
    first = current[0]
    same = page.kind.document_type == first.kind.document_type != "unknown"
    rows = page.has_rows and not any(it.has_rows for it in current)
    return same and rows and any(it.announces for it in current)


def _is_of_another_make(page: PagePlace, first: PagePlace, current: Sequence[PagePlace]) -> bool:
    """Whether a page is surely of another type than the document so far, under a title or letterhead of its own."""
    kinds = {it.kind.document_type for it in current}
    is_other = page.kind.document_type not in {"unknown", *kinds} and page.kind.confidence >= SURE_TYPE
    is_headed = bool(page.title) or bool(page.letterhead) and not _has_letterhead_of(page, first)
    return is_other and is_headed and not page.goes_on


def _by_number(page: PagePlace, before: PagePlace, *, is_another: bool) -> float:
    """What the printed numbers of the pages say: "1 of 3" begins, "2 of 3" after "1 of 3" goes on.

    Whoever prints a bundle may count its sheets, not those of each paper: the numbers weigh less where the page before
    is signed and this one is another paper by its type and head.
    """
    if page.number is None:
        # a document that counts its pages and has more to come goes on; one that has reached its last has ended
        if before.number is not None and before.number[1] is not None:
            return -1.5 if before.number[0] < before.number[1] else 1.0
        return 0.0
    if page.number[0] == 1:
        return 4.0 if page.number[1] is not None else 3.0
    follows = before.number is not None and before.number == (page.number[0] - 1, page.number[1])
    if follows:
        return -4.0 if is_another else -6.0
    return -4.0 if page.number[1] is not None else -2.0


def _by_type(page: PagePlace, current: Sequence[PagePlace]) -> float:
    """What the type of the page by itself says against that of the document so far."""
    kinds = {it.kind.document_type for it in current if it.kind.document_type != "unknown"}
    alike = {it.kind.lookalike for it in current if it.kind.lookalike}
    own, sure = page.kind.document_type, page.kind.confidence
    if own == "unknown" and page.kind.lookalike is None:
        return (1.0 if page.title else -0.7) - 3.0 * page.goes_on
    is_other = (page.kind.lookalike not in alike) if own == "unknown" else own not in kinds
    if not is_other:
        # an annexure of the same kind belongs to what it is annexed to, and so does the next month's sheet of a book
        headed = bool(page.letterhead) and not _has_letterhead_of(page, current[0])
        anew = headed or page.has_reference or not page.heading and _is_titled_otherwise(page, current)
        titled_anew = bool(page.title) and anew
        return (1.4 if titled_anew else -1.0) - 3.0 * page.goes_on
    by_words = 2.2 if sure >= SURE_TYPE else 1.8 if sure >= LIKELY_TYPE else 0.0
    return (3.2 if page.title else by_words) - 1.0 * page.goes_on


def _is_titled_otherwise(page: PagePlace, current: Sequence[PagePlace]) -> bool:
    """Whether a page has another title than the document so far, which has one."""
    titles = [it.title for it in current if it.title]
    return bool(titles) and all(fuzz.ratio(page.title, it) < OTHER_TITLE for it in titles)


def _by_letterhead(page: PagePlace, first: PagePlace) -> float:
    """A letterhead that is not that of the document so far begins another; the same one is a running head."""
    if not page.letterhead or page.goes_on:
        return -0.6
    if _has_letterhead_of(page, first):
        return -0.3
    both_first = page.letterhead == page.top[0] and bool(first.letterhead) and first.letterhead == first.top[0]
    return 2.0 if both_first else 1.2


def _has_letterhead_of(page: PagePlace, other: PagePlace) -> bool:
    return fuzz.ratio(page.letterhead, other.letterhead) >= SAME_HEAD


def _by_reference(page: PagePlace, first: PagePlace) -> float:
    """A number of its own at the top begins a document; the number of the document so far goes on with it."""
    if page.reference and first.reference:
        return 2.5 if page.reference != first.reference else -2.0
    return 1.2 if page.reference else 0.7 * page.has_reference


def _by_head(page: PagePlace, before: PagePlace) -> float:
    """A running head, or the heads of a table, stand on both pages."""
    pairs = list(zip(page.top, before.top, strict=False))
    same = sum(fuzz.ratio(one, other) >= SAME_HEAD for one, other in pairs if len(one) > 3)
    if same >= 3:
        return -3.0
    return -1.0 if same == 2 else 0.0


def _by_owner(page: PagePlace, first: PagePlace) -> float:
    """Another company's GSTIN at the head of a page: papers of two companies are no one document."""
    return 3.5 if page.owner and first.owner and page.owner != first.owner else 0.0


def _by_end(before: PagePlace) -> float:
    """How the page before ended: signed, or with room left, or printed to its foot."""
    by_signature = 1.0 if before.is_signed else -0.2
    return by_signature + (0.4 if before.ends_at < SHORT else 0.0 if before.ends_at < FULL else -0.1)


def _by_look(page: PagePlace, before: PagePlace) -> float:
    """Sheets of another size, in other type, or scanned where the others were not, were not made together."""
    sizes = zip(sorted(page.size), sorted(before.size), strict=True)  # a sheet of a document may lie across
    other_size = any(abs(one - other) > OTHER_SIZE * other for one, other in sizes)
    other_type = abs(page.type_size - before.type_size) > OTHER_TYPE * before.type_size
    return 0.5 * other_size + 0.3 * other_type + 0.6 * (page.is_read != before.is_read)


def _by_table(page: PagePlace, before: PagePlace) -> float:
    """A table on top goes on with the page before, unless it stands under a title and has headings of its own.

    So does what is certified of the list above, where that stands on the page before.
    """
    if page.attests and before.has_rows:
        return -4.0
    if page.has_rows_on_top or not page.heading:
        return -2.0 * page.has_rows_on_top
    if page.heading == page.top[0]:
        return -2.5
    is_titled = bool(page.letterhead) and not _has_letterhead_of(page, before)
    goes_on = any(fuzz.ratio(page.heading, it) >= SAME_COLUMNS for it in before.headings)
    return -2.0 if goes_on or not is_titled else -0.5
