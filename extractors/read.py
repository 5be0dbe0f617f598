"""One document, from its path to its reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.asked_late import Asked, ask_about
from extractors.bundles import MOST_PAGES, Part, parts_of
from extractors.calibrated import calibrate, calibrate_rows
from extractors.choices import doubted_beside_ink, settle
from extractors.cite import Source, by_place, is_native
from extractors.classify import PAGES_WEIGHED, Classified
from extractors.confirm import confirm, confirm_rows, in_own_rows
from extractors.drafts import Draft
from extractors.face import Face, face_of
from extractors.hypotheses import tell
from extractors.layout import PageLayout, lay_out
from extractors.odd_cells import doubting_odd_cells
from extractors.packed import unpacked
from extractors.pages import Opened, open_document
from extractors.prepare import warm_up
from extractors.signatures import read_signatures
from extractors.spoken import doubted_by_words
from extractors.tables import LongRows, TableReading
from extractors.totals import unit_doubted
from extractors.upright import displayed_size
from records.pages import Page
from records.readings import DocumentReading, DocumentStatus, Field, Notice, PageSummary, TableRow
from records.wording import spoken
from reference.document_types import DocumentType, document_types

MANY_PAGES, FIRST_PAGES, LAST_PAGES = 12, 8, 4
"""Of a longer document labels are looked for on its first and last pages only; its tables are read on all."""


def read_document(path: Path, name: str | None = None) -> DocumentReading:
    """Read one file; what cannot be read has a status and a message that says what staff can do.

    Args:
        path: the file.
        name: the name that people know it by, if it is not the path's own.
    """
    return replace(_reading(path, name), signatures=read_signatures(path))


def _reading(path: Path, name: str | None) -> DocumentReading:
    return read_opened(path, open_document(path, warm_up), name)


def read_opened(path: Path, opened: Opened, name: str | None = None) -> DocumentReading:
    """Read a file whose pages are at hand; its signatures are not looked at."""
    opened = replace(opened, pages=_at_hand(opened.pages))
    source = Source(_sha256(path), name or path.name)
    if opened.status not in {"read", "partly_read"} or not opened.pages:
        return _without_content(opened, source)
    laid = _laid_out(opened)
    parts = parts_of(tuple(laid.layouts.values()), tuple(laid.faces.values())) if laid.faces else ()
    return _one(path, opened, source, laid) if len(parts) < 2 else _bundle(path, opened, source, parts, laid)


@dataclass(frozen=True, slots=True)
class _Laid:
    """The pages that a document may begin on or that labels are looked for on, laid out once, by their numbers.

    `faces` is empty for a file that can hold one document only.
    """

    layouts: Mapping[int, PageLayout]
    faces: Mapping[int, Face]


def _laid_out(opened: Opened) -> _Laid:
    """The pages of a file laid out; cells of a workbook are always one document."""
    several = 1 < len(opened.pages) <= MOST_PAGES and not any(is_native(page) for page in opened.pages)
    layouts = {page.number: lay_out(page) for page in (opened.pages if several else _considered(opened.pages))}
    return _Laid(layouts, {number: face_of(layout) for number, layout in layouts.items()} if several else {})


def _bundle(path: Path, opened: Opened, source: Source, parts: Sequence[Part], laid: _Laid) -> DocumentReading:
    """A file of several documents: each is read by itself, under the name of the file and its pages."""
    found = []
    for part in parts:
        pages = tuple(page for page in opened.pages if part.first <= page.number <= part.last)
        name = f"{source.file} ({part.in_words})"
        warnings = tuple(it for it in opened.warnings if it.page is None or part.first <= it.page <= part.last)
        own = replace(opened, pages=pages, page_count=len(pages), warnings=warnings)
        reading = _one(path, own, replace(source, file=name), laid)
        found.append(replace(reading, page_range=(part.first, part.last), part_of=source.file))
    told = Notice("bundle", f"The file holds {len(found)} documents, each listed under its pages.")
    return replace(_without_content(opened, source), warnings=(told,), parts=tuple(found))


def _one(path: Path, opened: Opened, source: Source, laid: _Laid) -> DocumentReading:
    layouts = [laid.layouts[page.number] for page in _considered(opened.pages)]
    faces = [laid.faces.get(it.page.number) or face_of(it) for it in layouts[:PAGES_WEIGHED]]
    kind, told = tell(opened.pages, layouts, faces, source)
    if told.draft is None:
        return _unknown(opened, source, replace(kind, confidence=told.confidence))
    return _read_as(told.draft, told.confidence, kind, path, opened, source)


def _at_hand(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, those that labels are looked for on as words that stay the same ones."""
    considered = {page.number for page in _considered(pages)}
    return tuple(unpacked(page) if page.number in considered else page for page in pages)


def _considered(pages: Sequence[Page]) -> Sequence[Page]:
    return pages if len(pages) <= MANY_PAGES else (*pages[:FIRST_PAGES], *pages[-LAST_PAGES:])


def _read_as(
    draft: Draft, confidence: float, kind: Classified, path: Path, opened: Opened, source: Source
) -> DocumentReading:
    """A paper whose type is settled, with its values confirmed by the picture of its pages."""
    document_type, content, text = draft.document_type, draft.content, draft.text
    tables, mistakes, notices = dict(draft.tables), draft.mistakes, draft.notices
    fields, undecided = settle(path, content.choices, draft.fields, source)
    notices += tuple(undecided)
    asked = ask_about(opened.pages, _printed_values(fields, tables))
    fields, disputes = confirm(path, document_type, asked.all_doubted(fields), asked.pages)
    fields = doubted_beside_ink(path, document_type, fields, asked.pages)
    fields = {name: unit_doubted(field, document_type.id) for name, field in fields.items()}
    for table, reading in tables.items():
        rows, hidden = confirm_rows(_doubted_rows(reading.rows, asked), asked.pages)
        tables[table] = replace(reading, rows=doubting_odd_cells(in_own_rows(calibrate_rows(rows, opened.pages))))
        disputes += hidden
    fields, contradicted = doubted_by_words(document_type, calibrate(fields, opened.pages), tables, text)
    fields = {name: fields[name] for name in document_type.fields if name in fields} | fields
    status, message = _status(opened, document_type, replace(draft, fields=fields).absent)
    if mistakes:
        status, message = "partly_read", mistakes[0].message
    disputes += contradicted
    table_warnings = [warning for table in tables.values() for warning in table.warnings]
    return DocumentReading(
        file=source.file,
        sha256=source.sha256,
        document_type=document_type.id,
        type_confidence=confidence,
        status=status,
        message=message,
        page_count=opened.page_count,
        pages=_summaries(opened.pages),
        read_by=opened.read_by,
        fields=fields,
        tables={table: reading.rows for table, reading in tables.items() if reading.rows},
        warnings=by_place(
            (
                *mistakes,
                *opened.warnings,
                *content.notices,
                *notices,
                *draft.refined,
                *disputes,
                *table_warnings,
            ),
            opened.pages,
        ),
        type_reasons=kind.reasons,
    )


def _printed_values(fields: Mapping[str, Field], tables: Mapping[str, TableReading]) -> Iterator[Field]:
    """The fields of a document and the cells and printed totals of its tables."""
    yield from fields.values()
    for table in tables.values():
        yield from table.totals.values()
        for row in table.rows:
            yield from row.fields.values()


def _doubted_rows(rows: Sequence[TableRow], asked: Asked) -> Sequence[TableRow]:
    """The rows, cells in doubt about whose words the engines of OCR differ."""
    if not asked.differing:
        return rows
    if isinstance(rows, LongRows):
        on_pages = rows.on_pages(frozenset(it.page for it in asked.differing))
        return rows.with_rows({row.index: replace(row, fields=asked.all_doubted(row.fields)) for row in on_pages})
    return tuple(replace(row, fields=asked.all_doubted(row.fields)) for row in rows)


def _status(opened: Opened, document_type: DocumentType, absent: Sequence[str]) -> tuple[DocumentStatus, str | None]:
    if not absent:
        return opened.status, opened.message
    names = ", ".join(spoken(name) for name in absent)
    pages = "its page" if opened.page_count == 1 else f"its {opened.page_count} pages"
    message = (
        f"This {document_type.title} was read, but {names} was not found by any known label, sentence or table "
        f"on {pages}. Look at the document and enter it, or ask the applicant for a clearer copy."
    )
    return "partly_read", message


def _unknown(opened: Opened, source: Source, kind: Classified) -> DocumentReading:
    code = "looks_like" if kind.message else "unknown_type"
    said = kind.message or _nearest(kind)
    return DocumentReading(
        file=source.file,
        sha256=source.sha256,
        document_type="unknown",
        type_confidence=kind.confidence,
        status=opened.status,
        message=opened.message,
        page_count=opened.page_count,
        pages=_summaries(opened.pages),
        read_by=opened.read_by,
        warnings=(*opened.warnings, Notice(code, said)),
        type_reasons=kind.reasons,
    )


TRACE = 0.12
"""The share from which on a type is worth naming to people although the paper was not read as it."""


def _nearest(kind: Classified) -> str:
    """What a paper of no type says: the type it comes nearest to, if it comes near any."""
    types = document_types().types
    near = next((name for name, share in kind.ranking if name in types and share >= TRACE), None)
    if near is None:
        return "It is none of the document types that an application holds; nothing was read from it."
    return (
        f"Its type could not be told, so nothing was read from it. It most resembles a {types[near].title}: "
        "look at it, and if it is one, ask for a clearer or complete copy or enter its particulars."
    )


def _without_content(opened: Opened, source: Source) -> DocumentReading:
    return DocumentReading(
        file=source.file,
        sha256=source.sha256,
        document_type="unknown",
        type_confidence=0.0,
        status=opened.status,
        message=opened.message,
        page_count=opened.page_count,
        pages=_summaries(opened.pages),
        read_by=opened.read_by,
        warnings=opened.warnings,
    )


def _summaries(pages: Sequence[Page]) -> tuple[PageSummary, ...]:
    return tuple(
        PageSummary(page.number, *displayed_size(page), page.rotation, page.quality, page.figures)
        for page in pages
        if not is_native(page)
    )


def _sha256(path: Path) -> str:
    """The hash of the file's content, or of nothing where it cannot be opened."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
