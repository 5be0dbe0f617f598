"""Printed bands into events: rows, totals, pages carried over; with the group heading that each row stands under."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from rapidfuzz import fuzz

from extractors.finding.bands import Band, text_of
from extractors.lines import Line, lines_of
from extractors.tables.account_columns import closes, of_sales, side_in
from extractors.tables.amounts import amount_readings, unbroken
from extractors.tables.captions import captioned
from extractors.tables.compound import COMPANY, at_rate, parted
from extractors.tables.events import TOTALS, Cell, Chain, Event, Group, PartsOf
from extractors.tables.heading_lines import is_figure
from extractors.tables.headings import is_numbering
from extractors.tables.likeness import normal_heading
from extractors.tables.parts import Part
from extractors.tables.row_groups import DAY, FIGURE_KINDS, has_figures
from extractors.tables.scales import scales_of, unit_row
from extractors.tables.serials import is_serial
from extractors.tables.sides import said_of_section
from extractors.tables.told import told
from extractors.tables.words import (
    head_named,
    head_titled,
    is_nothing,
    looks_like_group,
    plain_words,
    row_kind,
)
from records.identifiers import find_identifiers
from records.numbers import read_amount
from records.pages import Page
from reference.table_specs import ColumnSpec, RowKind, TableSpec

_HAS_FIGURE = re.compile(r"[0-9०-९]")

_CANCELLED = re.compile(r"\W*(?:(?:bill|invoice)\s+)?(?:cancell?ed|void|रद्द)(?:\s+(?:bill|invoice))?\W*", re.I)

NAMES_ROWS = re.compile(
    r"^\s*(?:name\s+of\s+(?:the\s+)?)?(?P<of>party|customer|buyer|account|ledger|client|product|item|stock\s+item|goods|"
    r"क्रेता|ग्राहक|उत्पाद)(?:'s)?(?:\s+name)?\s*[:–-]\s*(?P<text>\S.*)$",
    re.I,
)
"""A line that names what the rows under it share: "Party: Himgiri Alloys Ltd", "Stock Item : Cobalt Sulphate"."""

_FEWEST_HEADS = 2
"""A table has a column for each head if so many of its headings name different heads."""

_TITLE_LINES = 5
"""So many lines above a table at most may say of which head it is."""

_PARTY_WORDS = 14
"""A line of more words before the GSTIN is no heading that names a party."""

_PROSE_WORDS = 7
"""A line of so many words or more that stands in no column is prose: the table has ended."""

SAME_PRINT = 80.0
"""Headings so alike (0-100) are the same headings on another page, whatever OCR lost of them."""


def read_chains(
    pages: Sequence[tuple[Page, Sequence[Line]]], spec: TableSpec, year: str, parts_of: PartsOf
) -> list[Chain]:
    """Every table of the document that could be this one; parts under the same columns make one table."""
    chains: list[Chain] = []
    last: Chain | None = None
    hung: Group | None = None
    for page, lines in pages:
        go_on = last is not None and last.is_open and not last.totalled
        before = last.parts[-1] if last is not None else None
        for found in parts_of(page, lines, spec, year, before, go_on):
            part = told(of_sales(found, spec), spec)
            chain = last if part.headings is None else next((it for it in chains if same_columns(it, part)), None)
            if chain is None:
                chain = Chain(spec)
                chains.append(chain)
            if hung is not None and part.headings is not None:
                chain.group, hung = hung, None
            add_part(chain, part)
            last = chain
        hung = _named_at_foot(page, lines)
        if last is not None:
            last.is_open = not last.totalled
            last.loose = 0
    return [chain for chain in chains if chain.rows]


def go_on_with(chain: Chain, part: Part) -> None:
    """Let a table that was not ended go on with a part under its columns."""
    chain.is_open, chain.loose = True, 0
    add_part(chain, part)


def same_columns(chain: Chain, part: Part) -> bool:
    """Whether a part stands under the headings of a table: the same columns, or the same print read less well."""
    first = chain.parts[0]
    if _is_favoured(chain.spec, first) != _is_favoured(chain.spec, part):
        return False  # "Raw material | Quantity" is no more of "Product | Quantity"
    known = sorted(it.name for it in first.columns.values())
    found = sorted(it.name for it in part.columns.values())
    if known == found:
        return True
    alike = fuzz.ratio(plain_words(text_of(first.heading_words)), plain_words(text_of(part.heading_words)))
    return alike >= SAME_PRINT and len(set(known) ^ set(found)) <= 2


def _is_favoured(spec: TableSpec, part: Part) -> bool:
    """Whether the headings of a part have a word that marks the table among others of its columns."""
    return not spec.favours.isdisjoint(normal_heading(text_of(part.heading_words)).split())


def add_part(chain: Chain, part: Part) -> None:
    """Lets a table go on with all that a part prints."""
    begin_part(chain, part, *scales_of(part, first=not chain.parts))
    for band in part.bands:
        if not part.ruled and not chain.is_open:
            break
        take_band(chain, part, band)


def begin_part(chain: Chain, part: Part, scales: Mapping[str, Decimal], printed: bool) -> None:
    """Lets a table go on with a part, before any of its bands: its scales, and the head that stands over it."""
    chain.parts.append(part)
    chain.scales.update(scales)
    chain.unit_printed = chain.unit_printed or printed
    if part.headings is not None:
        chain.is_open, chain.totalled, chain.loose = True, False, 0
        if (group := _group_above(chain.spec, part)) is not None:
            chain.group = group
        elif chain.group is not None and said_of_section(chain.group.text) and not _goes_over(chain, part):
            chain.group = None
        chain.title = chain.title or _title(part)


def _goes_over(chain: Chain, part: Part) -> bool:
    """Whether a part goes on with the section of the page before, its headings printed again."""
    before = [it.page.number for it in chain.parts[:-1]]
    summed = bool(chain.events) and chain.events[-1].kind in TOTALS
    return bool(before) and before[-1] + 1 == part.page.number and not summed


def take_band(chain: Chain, part: Part, band: Band) -> None:
    """What one band adds to the table."""
    texts = [text_of(words) for words in band.cells]
    if not any(texts) or is_numbering(texts) or _repeats_heading(part, band):
        return
    figures = has_figures(band, part.columns)
    whole = text_of(band.words)
    if not figures and (scale := unit_row(whole, ocr=part.page.source == "ocr")) is not None:
        chain.unit_printed = True
        chain.scales.update({column.name: scale for column in part.columns.values() if column.kind == "amount"})
        return
    cells = _cells(chain.spec, part, band)
    if "head" in chain.spec.columns and "head" not in cells and (head := _head_of_column(chain, band)) is not None:
        cells["head"] = head
    label = _label(part, band)
    kind = None if _is_of_results(chain.spec) else closes(part, label) or _total_kind(label, cells)
    if not figures:
        _take_words(chain, part, band, cells, whole, kind)
        return
    identity = has_identity(cells)
    amounts = {
        name: readings
        for name, cell in cells.items()
        if cell.column.kind == "amount" and not cell.lent and (readings := amount_readings(cell, chain.scales))
    }
    if kind is None and not identity and not plain_words(label):
        if amounts:
            chain.events.append(Event("unlabelled", part.page, band, cells, amounts, chain.group, label))
        return
    if kind is None:
        if not amounts and any(_CANCELLED.fullmatch(cell.text) for cell in cells.values()):
            return  # its number was used, nothing was sold
        if not _is_row(chain, part, cells, identity) or (not amounts and _is_head_of_firm(cells)):
            chain.loose += 1
            chain.is_open = chain.is_open and not chain.totalled
            return
        chain.rows += 1
        chain.identified += identity
        chain.totalled = False
        chain.loose = 0
        chain.events.append(Event("row", part.page, band, cells, amounts, chain.group or chain.title, label))
        return
    chain.events.append(Event(kind, part.page, band, cells, amounts, chain.group, label))
    chain.loose = 0
    if kind in ("grand_total", "total") and chain.rows:  # one that stands over the first row ends nothing
        chain.totalled = True
    if kind in TOTALS:
        chain.group = None


def _is_of_results(spec: TableSpec) -> bool:
    """Whether a table holds a laboratory's results, which nobody adds up: "Total impurities" is one of them."""
    return any(column.kind == "assay" for column in spec.columns.values())


def _take_words(
    chain: Chain, part: Part, band: Band, cells: Mapping[str, Cell], whole: str, kind: RowKind | None
) -> None:
    """A band without figures: a group heading, the rest of a row that began before it, or prose that ends the table."""
    if kind is not None or _is_of_nothing(cells):
        return
    named = head_named(whole) is not None or _names_party(chain, whole)
    lettered = looks_like_group(whole) and len(whole.split()) <= 12
    if named or lettered or (band.is_wide and part.ruled and len(whole.split()) <= 12):
        chain.group = Group(whole, part.page, band.words)
        return
    spread = any(band.owner.count(column) > 1 for column, words in enumerate(band.cells) if words)
    if spread and not chain.totalled and _ends_with_figure(part, band):
        chain.merged += 1
    if (
        not spread
        and chain.events
        and chain.events[-1].kind == "row"
        and not chain.loose
        and _goes_on(chain, part, band)
    ):
        if _is_ruled_off(chain.events[-1], band, part.page):
            if sum(map(bool, band.cells)) == 1:
                chain.group = Group(whole, part.page, band.words)
            elif _is_filled_alike(chain.events[-1], cells):  # its figure is blank: no sum of the rows is whole
                chain.rows += 1
                chain.events.append(Event("row", part.page, band, cells, {}, chain.group, _label(part, band)))
            return
        chain.events[-1] = _extended(chain.events[-1], cells, same_page=chain.events[-1].page is part.page)
        return
    if part.ruled:
        return
    chain.loose += 1
    if (
        len(whole.split()) >= _PROSE_WORDS
        and (chain.totalled or chain.loose >= 2)
        or chain.totalled
        and chain.loose >= 2
    ):
        chain.is_open = False


def _ends_with_figure(part: Part, band: Band) -> bool:
    """Whether the last word of a line over several columns is a figure that stands in the last column of figures."""
    figures = [at for at, column in part.columns.items() if column.kind in FIGURE_KINDS]
    last = max(band.words, key=lambda it: it.box[2], default=None)
    if not figures or last is None or not is_figure(last.text):
        return False
    left, _, right, _ = part.boxes[max(figures)]
    return left <= (last.box[0] + last.box[2]) / 2 <= right


def _is_of_nothing(cells: Mapping[str, Cell]) -> bool:
    """Whether a band is a row of its own that says "Nil" where the others have a figure."""
    figures = [cell for cell in cells.values() if cell.column.kind in FIGURE_KINDS and cell.text and not cell.lent]
    named = any(cell.column.kind in ("text", "party") and cell.text for cell in cells.values())
    return named and bool(figures) and all(is_nothing(cell.text) for cell in figures)


def _names_party(chain: Chain, text: str) -> bool:
    """Whether a line names the party whose sales stand under it, in a table of sales without a column of parties.

    The head of the paper names the seller in the same way, and pages repeat it.
    """
    columns = chain.spec.columns
    if "buyer_name" not in columns or "product" not in columns or "buyer_name" in chain.names:
        return False
    number = next(iter(find_identifiers("gstin", text)), None)
    name = plain_words(text[: number.start] if number is not None else text)
    words = name.split()
    if not 2 <= len(words) <= _PARTY_WORDS or words[0] == "for":
        return False
    if number is None and (COMPANY.search(name) is None or COMPANY.fullmatch(words[-1]) is None):
        return False
    head = [plain_words(line.text) for part in chain.parts for line in part.above]
    sought = number.value.lower() if number is not None else name
    return not any(sought in line for line in head)


def _goes_on(chain: Chain, part: Part, band: Band) -> bool:
    """Whether words without figures belong to the last row: right under it, or first on the next page."""
    last = chain.events[-1]
    if _STATES.match(text_of(band.words)):
        return False
    if last.page is part.page:
        return band.top - last.band.bottom < 1.2 * (band.bottom - band.top)
    return part.bands[0] is band and last.page.number + 1 == part.page.number and not _ended_before(last)


def _is_ruled_off(last: Event, band: Band, page: Page) -> bool:
    """Whether a line is drawn between a row and the words under it, over each of them: they are no part of the row."""
    if last.page is not page:
        return False
    upper, lower = (last.band.top + last.band.bottom) / 2, (band.top + band.bottom) / 2
    between = [rule for rule in page.rulings if rule.is_horizontal and upper < rule.top < lower]
    return bool(between) and all(
        any(rule.x0 <= (word.box[0] + word.box[2]) / 2 <= rule.x1 for rule in between) for word in band.words
    )


def _is_filled_alike(last: Event, cells: Mapping[str, Cell]) -> bool:
    """Whether a band has words in every column in which the row before it has words, and in two at least."""
    named = {name for name, it in last.cells.items() if it.column.kind not in FIGURE_KINDS and it.text and not it.lent}
    filled = {name for name, it in cells.items() if it.text and not it.lent}
    return len(filled) > 1 and filled == named


_FOOT = 0.92
"""Where the foot of a page begins, as a share of its height: what stands there is no part of its text."""


def _ended_before(last: Event) -> bool:
    """Whether the page of a row prints a sentence below it: the table ended there, and goes on on no other page."""
    bottom = max(
        word.box[3] for words in (last.band.words, *(it.words for it in last.cells.values())) for word in words
    )
    foot = _FOOT * last.page.height
    below = (line for line in lines_of(last.page) if bottom < line.box[1] and line.box[3] < foot)
    return any(len(line.words) >= _PROSE_WORDS for line in below)


_STATES = re.compile(
    r"\W*(?:(?:I|We|This|These|It)\s+[a-z]{2,}\s|(?:The\s+(?:above|said|aforesaid)|Certified|Declared|Verified|Note)\b"
    r"|(?:मैं|हम|यह|उपरोक्त|उपर्युक्त|प्रमाणित)(?![\u0900-\u0963]))"
)
"""How a sentence under a table begins, which goes on with none of its rows: "I declare that the above is true"."""


def _extended(event: Event, cells: Mapping[str, Cell], *, same_page: bool) -> Event:
    """The row with words that go on in a later band; its place stays where it began if that was another page."""
    merged = dict(event.cells)
    for name, cell in cells.items():
        if cell.lent or not cell.text:
            continue
        known = merged.get(name)
        if known is None:
            merged[name] = cell
        else:
            words = (*known.words, *cell.words) if same_page else known.words
            merged[name] = replace(known, words=words, text=f"{known.text} {cell.text}".strip())
    return replace(event, cells=merged)


def _is_row(chain: Chain, part: Part, cells: Mapping[str, Cell], identity: bool) -> bool:
    """Whether a band with figures is a row; after a total, and on a page without headings, it must prove it."""
    filled = sum(1 for cell in cells.values() if cell.text and not cell.lent)
    usual = chain.rows == 0 or chain.identified >= 0.6 * chain.rows
    if (chain.totalled or part.headings is None and not part.ruled) and usual and not identity:
        return False
    if not any(cell.column.kind in FIGURE_KINDS for cell in cells.values()):
        kinds = {column.kind for column in part.columns.values()}
        legend = chain.totalled and bool(kinds & FIGURE_KINDS)  # "N = New" under the total begins like a numbered row
        return filled >= 2 and not legend and (identity or not kinds & FIGURE_KINDS)
    return filled >= 2 or part.ruled


def _is_head_of_firm(cells: Mapping[str, Cell]) -> bool:
    """Whether a GSTIN stands beside a word in place of a document's number: whose register it is, on each page."""
    document = [cell.text for cell in cells.values() if cell.column.kind == "invoice" and not cell.lent]
    registered = any(cell.column.kind == "gstin" and tells_row("gstin", cell.text) for cell in cells.values())
    return registered and bool(document) and not any(_HAS_FIGURE.search(text) for text in document)


def has_identity(cells: Mapping[str, Cell]) -> bool:
    """Whether a row has a serial number, a date, or a document or registration number of its own."""
    return any(not cell.lent and tells_row(cell.column.kind, cell.text) for cell in cells.values())


def tells_row(kind: str, text: str) -> bool:
    """Whether a cell of a column of this kind tells its row from sums: a serial number, a date, a document's number."""
    if kind == "serial":
        return is_serial(text)
    if kind == "date":
        return DAY.search(text) is not None
    return kind in ("invoice", "gstin") and _HAS_FIGURE.search(text) is not None and row_kind(text) is None


def _total_kind(label: str, cells: Mapping[str, Cell]) -> RowKind | None:
    kind = row_kind(label)
    if kind is None or not has_identity(cells):
        return kind
    serial = any(cell.column.kind == "serial" and is_serial(cell.text) for cell in cells.values())
    invoice = any(cell.column.kind in ("invoice", "gstin") and _HAS_FIGURE.search(cell.text) for cell in cells.values())
    return kind if kind in ("carried", "brought", "opening") and not serial and not invoice else None


def _label(part: Part, band: Band) -> str:
    """The words of a band outside its columns of figures, serial and date."""
    kept: list[str] = []
    for column, words in enumerate(band.cells):
        spec = part.columns.get(column)
        text = text_of(words)
        if column in band.lent or not text:
            continue
        merged = band.owner.count(column) > 1
        if spec is not None and not merged:
            if spec.kind in FIGURE_KINDS and _HAS_FIGURE.search(text):
                continue
            if spec.kind == "serial" and is_serial(text) or spec.kind == "date" and DAY.search(text):
                continue
        if not is_nothing(text):
            kept.append(text)
    return " ".join(kept)


def _cells(spec: TableSpec, part: Part, band: Band) -> dict[str, Cell]:
    """The cells of a band by column; a cell merged over several columns is no cell of a column of figures."""
    cells: dict[str, Cell] = {}
    for position, column in part.columns.items():
        if position >= len(band.cells) or band.owner[position] != position:
            continue
        words = tuple(word for word in band.cells[position] if text_of([word]))
        lent = position in band.lent
        if not words or lent and column.kind in ("amount", "serial", "quantity", "known"):
            continue
        if band.owner.count(position) > 1 and column.kind in FIGURE_KINDS and not _HAS_FIGURE.search(text_of(words)):
            continue
        if position in part.compounds and not lent:
            ocr = any(word.source == "ocr" for word in words)
            unprinted = _unprinted(spec, part)
            for name, own in parted(words, part.compounds[position], ocr=ocr, unprinted=unprinted).items():
                of = spec.columns[name]
                cells.setdefault(name, Cell(of, part.page, own, text_of(own)))
            continue
        if column.kind == "quantity" and (halves := at_rate(words)) is not None and "rate" in spec.columns:
            words, rate = halves
            cells.setdefault("rate", Cell(spec.columns["rate"], part.page, rate, unbroken(rate), lent))
        text = unbroken(words) + side_in(part, words) if column.kind in FIGURE_KINDS else text_of(words)
        cells.setdefault(column.name, Cell(column, part.page, words, text, lent))
    return cells


def _unprinted(spec: TableSpec, part: Part) -> list[ColumnSpec]:
    """The table's columns of GSTINs and of dates, of each kind the only one, which this part does not print."""
    printed = {column.name for column in part.columns.values()}
    printed |= {column.name for columns in part.compounds.values() for column in columns}
    of_kind = [[column for column in spec.columns.values() if column.kind == kind] for kind in ("gstin", "date")]
    return [its[0] for its in of_kind if len(its) == 1 and its[0].name not in printed]


def _head_of_column(chain: Chain, band: Band) -> Cell | None:
    """The heading of the only column with an amount, in a table that has a column of amounts for each head."""
    part = next((it for it in reversed(chain.parts) if it.headings is not None), None)
    if part is None or part.headings is None:
        return None
    headed = {it.position: it.printed for it in part.headings.found if it.position not in part.columns}
    headed = {position: printed for position, printed in headed.items() if head_named(printed) is not None}
    if len({head_named(printed) for printed in headed.values()}) < _FEWEST_HEADS:
        return None
    filled = [
        position
        for position in headed
        if position < len(band.cells)
        and band.owner.count(position) == 1
        and any(it.value for it in read_amount(text_of(band.cells[position]))[:1])
    ]
    if len(filled) != 1:
        return None
    left, _, right, _ = part.boxes[filled[0]]
    words = tuple(it for it in part.heading_words if left <= (it.box[0] + it.box[2]) / 2 <= right)
    words = tuple(it for it in words if it.text in headed[filled[0]].split())
    column = chain.spec.columns["head"]
    return Cell(column, part.page, words, headed[filled[0]], lent=True) if words else None


def _repeats_heading(part: Part, band: Band) -> bool:
    if not part.heading_words:
        return False
    text = plain_words(text_of(band.words))
    return len(text) > 6 and fuzz.ratio(text, plain_words(text_of(part.heading_words))) > 85


def _group_above(spec: TableSpec, part: Part) -> Group | None:
    """The head, party, product, document or section of credit notes that a line just over the table names."""
    for line in reversed(part.above[-3:]):
        sales = spec.document_type == "sales_ledger"
        named = head_named(line.text) is not None or NAMES_ROWS.match(line.text) or sales and said_of_section(line.text)
        if named or captioned(spec, line.words, part.page.number):
            return Group(line.text, part.page, line.words)
    return None


def _title(part: Part) -> Group | None:
    """The line shortly above a table of assets that says of which one head they are."""
    if part.headings is None or not any(it.name == "description" for it in part.columns.values()):
        return None
    titles = (line for line in reversed(part.above[-_TITLE_LINES:]) if head_titled(line.text) is not None)
    return next((Group(line.text, part.page, line.words) for line in titles), None)


def _named_at_foot(page: Page, lines: Sequence[Line]) -> Group | None:
    """The party or product named by one of the last lines of a page, whose rows stand on the next."""
    named = next((line for line in reversed(lines[-4:]) if NAMES_ROWS.match(line.text)), None)
    return Group(named.text, page, named.words) if named is not None else None
