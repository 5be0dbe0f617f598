"""What a page shows of where it stands in a document: at its beginning, in its midst, at its end.

Told once for each page, from its own print alone; `extractors.bundles` compares the pages of a file by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.classify import Classified, classify
from extractors.face import Face
from extractors.layout import PageLayout, Segment
from extractors.tables.rows import NAMES_ROWS
from extractors.tables.words import row_kind
from records.identifiers import find_identifiers

TOP_LINES, END_LINES = 6, 12
EDGE_LINES = 3
"""So many lines at the top and at the foot of a page may print its number."""

UPPER_PART = 0.4
"""A title that stands lower on the page is a heading within the document."""

TABLE_COLUMNS = 5
"""A line of so many columns is a table's."""

MOST_FIGURES = 1
"""So many pieces of a table's heading may hold figures: "GST 18%"."""

HEADLINE = 1.5
"""Type so many times as large as most of the page's is a headline's."""

FEWEST_ROWS, MOST_EMPTY = 2, 2
"""A line in columns over fewer rows, or rows with more columns empty, is no heading of a table: a portal's menu."""

MARGIN = 0.93
"""What stands lower on the page is its foot: a number, an address, a line of the printer's."""

_PAGE_OF = re.compile(
    r"(?:\bpage|\bpg\.?|\bsheet|पृष्ठ)\s*(?:no\.?\s*)?[:\-]?\s*(?P<page>\d{1,3})\s*(?:/|of|का|में\s+से)\s*(?P<pages>\d{1,3})\b"
    r"|^\W*(?P<bare>\d{1,3})\s*(?:/|of)\s*(?P<bare_pages>\d{1,3})\W*$",
    re.I,
)
_PAGE_ALONE = re.compile(
    r"\W*(?:(?:page|pg\.?|sheet|folio|पृष्ठ)\s*(?:no\.?|number|संख्या)?\s*[:\-–]?\s*(?P<page>\d{1,3})|[-–—]\s*(?P<bare>\d{1,3})\s*[-–—])\W*",
    re.I,
)
"""A page's number without that of all pages, all that a piece of a line says: "Sheet 2", "- 2 -"."""

_GOES_ON = re.compile(
    r"^\W*(?:annexure|annex\b|attachment|enclosure|schedule|appendix|continuation|contd|continued|terms\s+and\s+conditions"
    r"|(?:specific|general|special)\s+conditions|brought\s+forward|b/f\b|अनुलग्नक|संलग्नक|परिशिष्ट|अनुसूची|शर्तें)",
    re.I,
)
_ATTESTS = re.compile(
    r"\b(?:above|foregoing|preceding)\s+(?:[\w-]+\s+){0,5}?(?:list|statement|schedule|register|ledger|table|annexure|particulars)\b"
    r"|उपर्युक्त\s+(?:\S+\s+){0,3}?(?:सूची|विवरण|विवरणी|तालिका|पंजी)",
    re.I,
)
"""What a page says of rows that stand on no page but the one before: "We have examined the above acquisition list"."""

_ANNOUNCES = re.compile(
    r"\b(?:accompanying|annexed|attached|enclosed|appended)\s+(?:[\w-]+\s+){0,2}?(?:statement|schedule|list|annexure|table)\b"
    r"|\b(?:statement|schedule|list|annexure|table)\s+(?:[\w-]+\s+){0,4}?(?:annexed|attached|enclosed|appended)\s+"
    r"(?:hereto|herewith|below|to\s+this)|\bas\s+per\s+(?:the\s+)?annexure\b"
    r"|संलग्न\s+(?:\S+\s+){0,2}?(?:विवरण|विवरणी|सूची|अनुसूची|तालिका)",
    re.I,
)
"""What a page says of rows that stand on a later one: "The accompanying Statement of Capital Expenditure"."""

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
    r"^\W*(?:to\s*,?\s*$|to\s+whom|sub(?:ject)?\s*[.:\-](?!\W*total)|dear\s+sir|form\s+[IVX0-9]+\b|सेवा\s+में|विषय|प्रति\s*,)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PagePlace:
    """What a page shows of where it stands in a document.

    Attributes:
        kind: the type that the page by itself has.
        title: the title of a type in its upper part, letters only; "" where there is none.
        has_headline: whether one of its first lines is set in far larger type than the rest.
        number: the printed number of the page and that of all pages, None where that is not printed.
        top: its first lines, letters only.
        goes_on: whether it calls itself an annexure or a continuation.
        attests: whether it speaks of a list above and holds none.
        announces: whether it speaks of a statement that accompanies it and holds no rows.
        brought: whether a sum is brought forward to it.
        carried: whether a sum is carried forward from it.
        is_signed: whether its last lines speak of a signature.
        has_reference: whether its first lines have a number or a date as letters have.
        letterhead: the first line that is an office's or a company's, letters only; "" where there is none.
        reference: the number that the paper gives itself, "" where none is read.
        opens: whether it begins as a letter does.
        owner: the GSTIN in its first lines, above any table; "" where there is none.
        heading: the heading of a table that stands on top, letters only; "" where there is none.
        has_rows_on_top: whether rows of a table stand on top, without their headings.
        headings: all headings of tables on the page.
        has_rows: whether any row of a table stands on the page.
        ends_at: where its last line above the foot stands, as a share of its height.
        size: width and height in points.
        type_size: the size of most of its type, in points.
        is_read: whether its words are read by OCR.
    """

    kind: Classified
    title: str
    has_headline: bool
    number: tuple[int, int | None] | None
    top: tuple[str, ...]
    goes_on: bool
    attests: bool
    announces: bool
    brought: bool
    carried: bool
    is_signed: bool
    has_reference: bool
    letterhead: str
    reference: str
    opens: bool
    owner: str
    heading: str
    has_rows_on_top: bool
    headings: tuple[str, ...]
    has_rows: bool
    ends_at: float
    size: tuple[float, float]
    type_size: float
    is_read: bool


def place_of(layout: PageLayout, face: Face) -> PagePlace:
    """What a page shows of where it stands in a document."""
    lines = [" ".join(segment.text for segment in line) for line in layout.lines]
    upper = list(zip(lines, layout.lines, strict=True))[:EDGE_LINES]
    on_top = _table_on_top(layout)
    above = lines if on_top is None else lines[: layout.lines.index(on_top)]  # "Invoice No." in headings is no letter's
    height = layout.page.height
    type_size = median([segment.size for segment in layout.segments] or [0.0])
    has_rows = any(_in_columns(line) and not _is_heading(line) for line in layout.lines)
    return PagePlace(
        kind=classify([face]),
        title=_title(layout, face),
        has_headline=any(line[0].size >= HEADLINE * type_size for line in layout.lines[:EDGE_LINES]),
        number=_number(layout),
        top=tuple(letters_of(line) for line in lines[:TOP_LINES]),
        goes_on=any(_GOES_ON.search(line) for line in lines[:EDGE_LINES]),
        attests=not has_rows and _ATTESTS.search(" ".join(lines)) is not None,
        announces=not has_rows and _ANNOUNCES.search(" ".join(lines)) is not None,
        brought=_has_sum(layout.lines[: 2 * TOP_LINES], "brought"),
        carried=_has_sum(layout.lines[-TOP_LINES:], "carried"),
        is_signed=any(_SIGNED.search(line) for line in lines[-END_LINES:]),
        has_reference=any(_REFERENCE.search(line) for line in above[: 2 * TOP_LINES]),
        letterhead=next((letters_of(text) for text, line in upper if len(line) < 3 and _LETTERHEAD.search(text)), ""),
        reference=next((it for line in above[: 2 * TOP_LINES] if (it := _reference(line))), ""),
        opens=any(_OPENS.search(line) for line in above[: 3 * TOP_LINES]),
        owner=_owner(layout) if on_top is None or _is_heading(on_top) else "",
        heading=letters_of(_text(on_top)) if on_top is not None and _is_heading(on_top) else "",
        has_rows_on_top=on_top is not None and not _is_heading(on_top),
        headings=tuple(letters_of(_text(line)) for line in layout.lines if _in_columns(line) and _is_heading(line)),
        has_rows=has_rows,
        ends_at=max(
            (line[0].box[3] / height for line in layout.lines if line[0].box[3] < MARGIN * height), default=0.0
        ),
        size=(layout.page.width, height),
        type_size=type_size,
        is_read=layout.page.source == "ocr",
    )


def letters_of(line: str) -> str:
    """The letters of a line, in small ones, single spaces between its words."""
    return re.sub(r"[^A-Za-z\u0900-\u097f]+", " ", line).strip().casefold()


def _text(line: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in line)


def _in_columns(line: Sequence[Segment]) -> bool:
    return len(line) >= TABLE_COLUMNS


def _table_on_top(layout: PageLayout) -> list[Segment] | None:
    """The first line of a table among the first lines of a page: a row, or headings if rows follow."""
    line = next((it for it in layout.lines[:EDGE_LINES] if _in_columns(it)), None)
    if line is None or not _is_heading(line):
        return line
    least = max(TABLE_COLUMNS, len(line) - MOST_EMPTY)
    rows = sum(len(it) >= least and not _is_heading(it) for it in layout.lines)
    return line if rows >= FEWEST_ROWS else None


def _title(layout: PageLayout, face: Face) -> str:
    if face.title_at is None or face.title_at > UPPER_PART:
        return ""
    height = layout.page.height
    return next((letters_of(_text(line)) for line in layout.lines if line[0].box[1] / height >= face.title_at), "")


def _is_heading(line: Sequence[Segment]) -> bool:
    return sum(any(map(str.isdecimal, segment.text)) for segment in line) <= MOST_FIGURES


def _has_sum(lines: Sequence[Sequence[Segment]], kind: str) -> bool:
    """Whether a line of few pieces is a sum brought or carried forward."""
    return any(row_kind(segment.text) == kind for line in lines for segment in line[:2])


def _owner(layout: PageLayout) -> str:
    for line in layout.lines[:EDGE_LINES]:
        if _in_columns(line) or NAMES_ROWS.match(_text(line)):
            break
        found = find_identifiers("gstin", _text(line), ocr=layout.page.source == "ocr")
        if found and found[0].check == "holds":
            return found[0].value
    return ""


def _reference(line: str) -> str:
    """The number that a line gives the paper: "Ref. No. MPCB/CTO/26004417 dated 3.4.2026"."""
    named = _REFERENCE.search(line)
    found = _NUMBER.search(line, named.start()) if named else None
    return found[0].strip(".") if found and not _DAY.fullmatch(found[0]) else ""


def _number(layout: PageLayout) -> tuple[int, int | None] | None:
    """The printed number of a page: (2, 5) for "Page 2 of 5", (2, None) for "Sheet 2"."""
    edge = [*layout.lines[:EDGE_LINES], *layout.lines[-EDGE_LINES:]]
    whole = [_text(line) for line in edge]
    height = layout.page.height
    outer = [line for line in edge if line[0].box[1] > MARGIN * height or line[0].box[3] < (1 - MARGIN) * height]
    pieces = [segment.text for line in outer for segment in line]
    counted = next((number for text in (*whole, *pieces) if (number := _page_of_pages(text))), None)
    if counted is not None:
        return counted
    alone = [match for line in edge for segment in line if (match := _PAGE_ALONE.fullmatch(segment.text))]
    page = next((int(match["page"] or match["bare"]) for match in alone), 0)
    return (page, None) if page else None


def _page_of_pages(text: str) -> tuple[int, int] | None:
    match = _PAGE_OF.search(text)
    if match is None:
        return None
    page, pages = match["page"] or match["bare"], match["pages"] or match["bare_pages"]
    return (int(page), int(pages)) if 0 < int(page) <= int(pages) else None
