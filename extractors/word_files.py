"""Word files (.docx), read natively: paragraphs and tables in order, headers and footers, with hidden text set apart.

A Word file has no pages before a program breaks it into them; evidence is the table's cell or the paragraph's number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from extractors.sheets import address
from extractors.triage import BROKEN_ZIP
from extractors.typeset import HEIGHT, MARGIN, Piece, Span, Typesetter, column_edges, letters_needed
from records.pages import NativePlace, Page, Word
from records.readings import Notice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MOST_LETTERS = 5_000_000
"""Letters of a document beyond which it is not read."""

LARGE_PICTURE = 200 * 12_700
"""English Metric Units, 12,700 to a point: a picture with both sides so long is a pasted page or table."""


class NotAWordFile(Exception):
    """The file cannot be opened as a Word file; the message says why."""


@dataclass(frozen=True, slots=True)
class ReadWordFile:
    """A Word file set as pages; `pictures` counts pasted pages, which are not read."""

    pages: tuple[Page, ...]
    pictures: int
    warnings: tuple[Notice, ...]


@dataclass(slots=True)
class _Found:
    """What is set apart while the text is read."""

    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    letters: int = 0


def read_word_file(path: Path) -> ReadWordFile:
    """The text of a .docx file.

    Raises:
        NotAWordFile: it cannot be opened, or is too long to be a paper.
    """
    document = _opened(path)
    try:
        body = document.element.body
        found = _Found()
        setter = Typesetter("text")
        for part in _heads(document, "header"):
            _set_paragraphs(part, "Header", setter, found)
        _set_body(body, setter, found)
        for part in _heads(document, "footer"):
            _set_paragraphs(part, "Footer", setter, found)
    except (OpcError, KeyError, etree.XMLSyntaxError) as error:  # a part that the file names and does not hold
        raise NotAWordFile(f"{type(error).__name__}: {error}") from error
    pages = setter.pages()
    if found.hidden and pages:
        place = NativePlace("Hidden text", "")
        hidden = tuple(Word(text, (0.0, 0.0, 0.0, 0.0), place=place) for it in found.hidden for text in it.split())
        pages = (replace(pages[0], hidden=hidden), *pages[1:])
    return ReadWordFile(pages, _page_pictures(body), tuple(_notices(found)))


def _opened(path: Path) -> Any:
    try:
        return docx.Document(str(path))
    except (OpcError, KeyError, AttributeError, etree.XMLSyntaxError, *BROKEN_ZIP) as error:
        # AttributeError: python-docx's word for a main part that is no document
        raise NotAWordFile(f"{type(error).__name__}: {error}") from error


def _heads(document: Any, kind: str) -> Iterator[Any]:
    """The headers or footers of all sections, each once."""
    seen: set[str] = set()
    for section in document.sections:
        for name in (kind, f"first_page_{kind}", f"even_page_{kind}"):
            part = getattr(section, name)
            unused = {
                "first": not section.different_first_page_header_footer,
                "even": not document.settings.odd_and_even_pages_header_footer,
            }
            if part.is_linked_to_previous or unused.get(name.partition("_")[0], False):
                continue
            text = "".join(part._element.itertext())
            if text.strip() and text not in seen:
                seen.add(text)
                yield part._element


def _set_body(body: Any, setter: Typesetter, found: _Found) -> None:
    paragraph = table = 0
    for block in _blocks(body):
        if block.tag == f"{W}p":
            paragraph += 1
            _set_paragraph(block, NativePlace(f"Paragraph {paragraph}", ""), setter, found)
        else:
            table += 1
            _set_table(block, f"Table {table}", setter, found)


def _set_paragraphs(element: Any, name: str, setter: Typesetter, found: _Found) -> None:
    for paragraph in element.iter(f"{W}p"):
        _set_paragraph(paragraph, NativePlace(name, ""), setter, found)


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those within content controls and tracked moves too."""
    for child in element:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"}:
            yield from _blocks(child)


def _set_paragraph(paragraph: Any, place: NativePlace, setter: Typesetter, found: _Found) -> None:
    runs = list(_runs(paragraph, found))
    text = "".join(text for text, _, _ in runs)
    if not text.strip():
        setter.down(HEIGHT / 2)
        return
    bold = sum(len(part) for part, is_bold, _ in runs if is_bold) * 2 > len(text)
    size = max((size for _, _, size in runs), default=0.0) or (14.0 if _is_heading(paragraph) else 11.0)
    for line in text.split("\n"):
        if line.strip():
            columns = [part for part in line.split("\t") if part.strip()]
            if len(columns) == 1:
                setter.paragraph([Piece(line.strip(), place, bold or _is_heading(paragraph), size)])
            else:  # a tab sets label and value apart
                widths = [max(len(part.strip()), 12) for part in columns]
                spans = [Span(at, piece=Piece(part.strip(), place, bold, size)) for at, part in enumerate(columns)]
                setter.line(column_edges(widths), spans)
    setter.down(HEIGHT / 3)


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").lower().startswith(("heading", "title"))


def _runs(element: Any, found: _Found) -> Iterator[tuple[str, bool, float]]:
    """The text that shows, with bold and size; hidden and deleted text is set apart, text boxes are read once."""
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, found)
        elif tag in {f"{W}del", f"{W}moveFrom"}:
            found.deleted.append("".join(it.text or "" for it in child.iter(f"{W}delText", f"{W}t")))
        elif tag in {f"{W}ins", f"{W}moveTo"}:
            parts = list(_runs(child, found))
            found.inserted.append("".join(text for text, _, _ in parts))
            yield from parts
        elif tag in {f"{W}hyperlink", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent", f"{W}fldSimple", f"{W}customXml"}:
            yield from _runs(child, found)


def _run(run: Any, found: _Found) -> Iterator[tuple[str, bool, float]]:
    looks = run.find(f"{W}rPr")
    text = "".join(_texts(run, found))
    found.letters += len(text)
    if found.letters > MOST_LETTERS:
        raise ValueError("the text is too long")
    if not text:
        return
    if _is_on(looks, "vanish") or _is_on(looks, "webHidden") or _is_white(looks) or 0 < _size(looks) <= 1:
        found.hidden.append(text)
        return
    yield text, _is_on(looks, "b"), _size(looks)


def _texts(run: Any, found: _Found) -> Iterator[str]:
    for child in run:
        match child.tag:
            case t if t == f"{W}t":
                yield child.text or ""
            case t if t in {f"{W}tab", f"{W}ptab"}:
                yield "\t"
            case t if t in {f"{W}br", f"{W}cr"}:
                yield "\n"
            case t if t == f"{W}noBreakHyphen":
                yield "-"
            case t if t in {f"{MC}AlternateContent", f"{W}drawing", f"{W}pict"}:
                yield from _boxed(child, found)


def _boxed(element: Any, found: _Found) -> Iterator[str]:
    """The text of text boxes: of two versions of one box the newer one."""
    choice = element.find(f"{MC}Choice")
    for content in (choice if choice is not None else element).iter(f"{W}txbxContent"):
        for paragraph in content.iter(f"{W}p"):
            if text := "".join(text for text, _, _ in _runs(paragraph, found)):
                yield f"\n{text}\n"


def _is_on(looks: Any, name: str) -> bool:
    mark = None if looks is None else looks.find(f"{W}{name}")
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def _size(looks: Any) -> float:
    mark = None if looks is None else looks.find(f"{W}sz")
    return float(mark.get(f"{W}val", "0")) / 2 if mark is not None else 0.0


def _is_white(looks: Any) -> bool:
    """White type on no shading: nobody sees it."""
    color = None if looks is None else looks.find(f"{W}color")
    shaded = looks is not None and any(looks.find(f"{W}{name}") is not None for name in ("shd", "highlight"))
    return color is not None and color.get(f"{W}val", "").upper() == "FFFFFF" and not shaded


def _set_table(table: Any, name: str, setter: Typesetter, found: _Found) -> None:
    rows = [list(_cells(row, found)) for row in _children(table, "tr")]
    columns = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    if not columns:
        return
    texts = defaultdict[int, list[str]](list)
    for row in rows:
        for cell in row:
            if cell.columns == 1:
                texts[cell.column].append(cell.text)
    edges = column_edges(letters_needed(texts, columns))
    setter.width = max(setter.width, edges[-1] + MARGIN)
    open_spans: list[Span] = []
    for number, row in enumerate(rows):
        spans = [_span(cell, rows, number, name) for cell in row if not cell.goes_on]
        setter.row(edges, spans, [it for it in open_spans if _is_continued(it, row)])
        open_spans = [replace(it, rows=it.rows - 1) for it in (*open_spans, *spans) if it.rows > 1]
    setter.down(HEIGHT)


def _is_continued(span: Span, row: Sequence[_Cell]) -> bool:
    return any(cell.goes_on and cell.column == span.column for cell in row)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table as the file gives it; `goes_on` if it continues the one above."""

    column: int
    columns: int
    text: str
    goes_on: bool
    bold: bool


def _cells(row: Any, found: _Found) -> Iterator[_Cell]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = int(before.get(f"{W}val", 0)) if before is not None else 0
    for cell in _children(row, "tc"):
        look = cell.find(f"{W}tcPr")
        wide = None if look is None else look.find(f"{W}gridSpan")
        merged = None if look is None else look.find(f"{W}vMerge")
        columns = min(max(int(wide.get(f"{W}val", 1)), 1), 200) if wide is not None else 1
        runs = [[*_runs(paragraph, found)] for paragraph in cell.iter(f"{W}p")]
        text = "\n".join("".join(text for text, _, _ in part).replace("\t", " ").strip() for part in runs).strip()
        bold = sum(len(text) for part in runs for text, is_bold, _ in part if is_bold) * 2 > len(text) > 0
        goes_on = merged is not None and merged.get(f"{W}val", "continue") != "restart"
        yield _Cell(column, columns, text, goes_on, bold)
        column += columns


def _children(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those within content controls too; deleted rows do not count."""
    for child in element:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _children(child, name)


def _span(cell: _Cell, rows: Sequence[Sequence[_Cell]], number: int, name: str) -> Span:
    down = 1
    while number + down < len(rows) and any(it.goes_on and it.column == cell.column for it in rows[number + down]):
        down += 1
    place = NativePlace(name, address((number, cell.column)))
    return Span(cell.column, cell.columns, down, Piece(cell.text, place, cell.bold) if cell.text else None)


def _page_pictures(body: Any) -> int:
    """How many pictures are large enough to be pasted pages or tables."""
    sizes = (
        (int(it.get("cx", 0)), int(it.get("cy", 0)))
        for it in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
        if any(True for _ in it.getparent().iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"))
    )
    return sum(min(size) >= LARGE_PICTURE for size in sizes)


def _notices(found: _Found) -> Iterator[Notice]:
    yield Notice("editable", "This is a Word file, which anybody can change: the signed paper is what counts.")
    if found.hidden:
        quoted = " ".join(found.hidden)[:80]
        yield Notice("hidden_text", f"The file holds text that nobody sees; it was not used: “{quoted}”.")
    changes = [
        f"{what} “{' … '.join(it for it in texts if it.strip())[:80]}”"
        for what, texts in (("deleted", found.deleted), ("added", found.inserted))
        if any(it.strip() for it in texts)
    ]
    if changes:
        message = (
            f"The file holds tracked changes that nobody has accepted ({'; '.join(changes)}); it was read as if they "
            "were: ask for the final paper."
        )
        yield Notice("tracked_changes", message)
