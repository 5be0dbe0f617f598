"""One file that holds several documents: where one ends and the next begins.

Nobody prints "here begins another paper", so each page is asked what speaks for a beginning and what against it: a
title of its own, "Page 1 of 3", a letterhead or number at the top, the signature that ended the page before; against it
"Page 2 of 3", the heads of a table that goes on, an annexure, a running head. The weights are few and were set by hand;
`make evaluate` measures them on bundles put together from the samples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.classify import Classified, classify
from extractors.face import Face, face_of
from extractors.layout import PageLayout

MOST_PAGES = 60
"""A file of more pages is one long ledger or a scan of a whole file, which a person splits."""

BEGINS = 0.9
"""The sum of what speaks for a beginning from which on a page begins a document."""

TOP_LINES, END_LINES = 6, 12
UPPER_PART = 0.4
"""A title that stands lower on the page is a heading within the document."""

TABLE_COLUMNS = 5
"""A first line of so many columns goes on with a table."""

SAME_HEAD = 88
"""How alike, of 100, the first lines of two pages are if they are a running head."""

SURE_TYPE, LIKELY_TYPE = 0.9, 0.7

_PAGE_OF = re.compile(
    r"(?:\bpage|\bpg\.?|\bsheet|पृष्ठ)\s*(?:no\.?\s*)?[:\-]?\s*(?P<page>\d{1,3})\s*(?:/|of|का|में\s+से)\s*(?P<pages>\d{1,3})\b"
    r"|^\W*(?P<bare>\d{1,3})\s*(?:/|of)\s*(?P<bare_pages>\d{1,3})\W*$",
    re.I,
)
_GOES_ON = re.compile(
    r"^\W*(?:annexure|annex\b|enclosure|schedule|appendix|continuation|contd|continued|terms\s+and\s+conditions"
    r"|(?:specific|general|special)\s+conditions|brought\s+forward|b/f\b|अनुलग्नक|संलग्नक|परिशिष्ट|अनुसूची|शर्तें)",
    re.I,
)
_SIGNED = re.compile(
    r"authori[sz]ed\s+signator|member\s+secretary|yours\s+(?:faithfully|sincerely|truly)|digitally\s+signed|signature"
    r"|\bproprietor\b|\bpartner\b|\bdirector\b|regional\s+officer|environmental\s+engineer|\bUDIN\b|copy\s+to\b"
    r"|membership\s+no|\bseal\b|हस्ताक्षर|सदस्य\s+सचिव|भवदीय|क्षेत्रीय\s+अधिकारी|प्राधिकृत",
    re.I,
)
_REFERENCE = re.compile(
    r"\b(?:ref(?:erence)?|letter|file|order|certificate|registration|consent|claim|application|report|proceedings?)"
    r"\s*(?:no|number)\b|^\W*no\b\s*[.:]?\s*[A-Z0-9]+\s*[/\-]|^\W*no\s*[.:]|\bdated?\b\s*[:\-.]?\s*\d"
    r"|(?:^|\s)(?:संख्या|क्रमांक|दिनांक|पत्रांक)",
    re.I,
)
_NUMBER = re.compile(r"(?=\S*\d)[A-Z0-9][\w.()-]*(?:[/\-][\w.()-]+){2,}")
"""A number as offices give them, with strokes: "MPCB/CTO/26004417"."""

_DAY = re.compile(r"\d{1,4}[/.-](?:\d{1,2}|[A-Za-z]{3,9})[/.-]\d{1,4}")

_LETTERHEAD = re.compile(
    r"pollution\s+control\s+(?:board|committee)|chartered\s+(?:accountants?|engineers?)|project\s+management\s+agency"
    r"|assessment\s+authority|\bministry\s+of\b|government\s+of|\bcertificate\b|registrar\s+of\s+companies|laborator"
    r"|(?:private|pvt\.?)\s+(?:limited|ltd)|\blimited\b|\bltd\b|\bLLP\b|\bbank\b|प्रदूषण|बोर्ड|मण्डल|मंत्रालय|सरकार|शासन|प्राधिकरण|प्रमाण\s*पत्र",
    re.I,
)
_OPENS = re.compile(
    r"^\W*(?:to\s*,?\s*$|to\s+whom|sub(?:ject)?\s*[.:\-]|dear\s+sir|form\s+[IVX0-9]+\b|सेवा\s+में|विषय|प्रति\s*,)", re.I
)


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one document of a file: the first and the last, counted from 1 as the file counts them."""

    first: int
    last: int

    @property
    def in_words(self) -> str:
        """As it stands beside the name of the file: "page 3", "pages 4-6"."""
        return f"page {self.first}" if self.first == self.last else f"pages {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page shows of where it stands in a document."""

    kind: Classified
    has_title: bool
    number: tuple[int, int] | None
    top: tuple[str, ...]
    goes_on: bool
    is_signed: bool
    has_reference: bool
    letterhead: str
    has_table_on_top: bool
    reference: str
    opens: bool


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
    shown = [_shown(layout, face) for layout, face in zip(layouts, told, strict=True)]
    starts = [0]
    for at in range(1, len(shown)):
        if _begins(shown, at, starts[-1]):
            starts.append(at)
    ends = [*(start - 1 for start in starts[1:]), len(layouts) - 1]
    return tuple(
        Part(layouts[first].page.number, layouts[last].page.number) for first, last in zip(starts, ends, strict=True)
    )


def _begins(pages: Sequence[_Shown], at: int, start: int) -> bool:
    """Whether a page begins a document, after the one that began with page `start`."""
    page, before = pages[at], pages[at - 1]
    by_reference, by_head = _by_reference(page, pages[start]), _by_head(page, before)
    if by_reference > 0 and page.reference:
        by_head = max(by_head, -1.0)  # a board's letters have one head, and each a number of its own
    return (
        _by_number(page, before)
        + _by_type(page, pages[start:at])
        + by_head
        + _by_letterhead(page, pages[start])
        + (1.0 if before.is_signed else -0.2)
        + by_reference
        + 0.8 * page.opens
        - 2.0 * page.has_table_on_top
        - 1.5 * pages[start].goes_on  # an annexure that was bound before its paper
    ) > BEGINS


def _by_number(page: _Shown, before: _Shown) -> float:
    """What the printed numbers of the pages say: "1 of 3" begins, "2 of 3" after "1 of 3" goes on."""
    if page.number is None:
        # a document that counts its pages and has more to come goes on; one that has reached its last has ended
        if before.number is not None:
            return -1.5 if before.number[0] < before.number[1] else 1.0
        return 0.0
    if page.number[0] == 1:
        return 4.0
    follows = before.number == (page.number[0] - 1, page.number[1])
    return -6.0 if follows else -4.0


def _by_type(page: _Shown, current: Sequence[_Shown]) -> float:
    """What the type of the page by itself says against that of the document so far."""
    kinds = {it.kind.document_type for it in current if it.kind.document_type != "unknown"}
    alike = {it.kind.lookalike for it in current if it.kind.lookalike}
    own, sure = page.kind.document_type, page.kind.confidence
    if own == "unknown" and page.kind.lookalike is None:
        return (1.0 if page.has_title else -0.7) - 3.0 * page.goes_on
    is_other = (page.kind.lookalike not in alike) if own == "unknown" else own not in kinds
    if not is_other:
        # an annexure of the same kind belongs to what it is annexed to
        titled_anew = page.has_title and (page.letterhead or page.has_reference)
        return (1.4 if titled_anew else -1.0) - 3.0 * page.goes_on
    by_words = 2.2 if sure >= SURE_TYPE else 1.8 if sure >= LIKELY_TYPE else 0.0
    return (3.2 if page.has_title else by_words) - 1.0 * page.goes_on


def _by_letterhead(page: _Shown, first: _Shown) -> float:
    """A letterhead that is not that of the document so far begins another; the same one is a running head."""
    if not page.letterhead or page.goes_on:
        return -0.6
    return -0.3 if fuzz.ratio(page.letterhead, first.letterhead) >= SAME_HEAD else 1.2


def _by_reference(page: _Shown, first: _Shown) -> float:
    """A number of its own at the top begins a document; the number of the document so far goes on with it."""
    if page.reference and first.reference:
        return 2.5 if page.reference != first.reference else -2.0
    return 0.7 * page.has_reference


def _by_head(page: _Shown, before: _Shown) -> float:
    """A running head, or the heads of a table, stand on both pages."""
    pairs = list(zip(page.top, before.top, strict=False))
    same = sum(fuzz.ratio(one, other) >= SAME_HEAD for one, other in pairs if len(one) > 3)
    if same >= 3:
        return -3.0
    return -1.0 if same == 2 else 0.0


def _shown(layout: PageLayout, face: Face) -> _Shown:
    lines = [" ".join(segment.text for segment in line) for line in layout.lines]
    upper = list(zip(lines, layout.lines, strict=True))[:3]
    edge = [*lines[:3], *lines[-3:]]
    return _Shown(
        kind=classify([face]),
        has_title=face.title_at is not None and face.title_at <= UPPER_PART,
        number=next((number for line in edge if (number := _number(line))), None),
        top=tuple(_plain(line) for line in lines[:TOP_LINES]),
        goes_on=any(_GOES_ON.search(line) for line in lines[:3]),
        is_signed=any(_SIGNED.search(line) for line in lines[-END_LINES:]),
        has_reference=any(_REFERENCE.search(line) for line in lines[: 2 * TOP_LINES]),
        letterhead=next((_plain(text) for text, line in upper if len(line) < 3 and _LETTERHEAD.search(text)), ""),
        has_table_on_top=any(len(line) >= TABLE_COLUMNS for _, line in upper),
        reference=next((it for line in lines[: 2 * TOP_LINES] if (it := _reference(line))), ""),
        opens=any(_OPENS.search(line) for line in lines[: 3 * TOP_LINES]),
    )


def _reference(line: str) -> str:
    """The number that a line gives the paper: "Ref. No. MPCB/CTO/26004417 dated 3.4.2026"."""
    named = _REFERENCE.search(line)
    found = _NUMBER.search(line, named.start()) if named else None
    return found[0].strip(".") if found and not _DAY.fullmatch(found[0]) else ""


def _number(line: str) -> tuple[int, int] | None:
    """The number of the page and of all pages that a line prints: (2, 5) for "Page 2 of 5"."""
    match = _PAGE_OF.search(line)
    if match is None:
        return None
    page, pages = match["page"] or match["bare"], match["pages"] or match["bare_pages"]
    return (int(page), int(pages)) if 0 < int(page) <= int(pages) else None


def _plain(line: str) -> str:
    return re.sub(r"[^A-Za-z\u0900-\u097f]+", " ", line).strip().casefold()
