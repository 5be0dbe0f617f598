"""One document, from its path to its reading."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.bundles import MOST_PAGES, Part, parts_of
from extractors.calibrated import calibrate, calibrate_rows
from extractors.choices import settle
from extractors.cite import Source, by_place, is_native
from extractors.classify import PAGES_WEIGHED, SURE_ENOUGH, Classified, classify
from extractors.confirm import confirm, confirm_rows, in_own_rows
from extractors.document_text import Text
from extractors.documents import refine
from extractors.documents.authorisation import capacity_of_products
from extractors.documents.receipts import receipts_told
from extractors.engine import read_fields
from extractors.face import Face, face_of
from extractors.layout import PageLayout, lay_out
from extractors.packed import unpacked
from extractors.pages import Opened, open_document
from extractors.prepare import warm_up
from extractors.signatures import read_signatures
from extractors.spoken import doubted_by_words, settled_by_words
from extractors.tables import TableReading, read_tables
from extractors.totals import unit_doubted, with_totals
from extractors.upright import displayed_size
from records.pages import Page
from records.readings import DocumentReading, DocumentStatus, Field, Notice, PageSummary
from records.wording import spoken
from reference.document_types import DocumentType, document_types

MANY_PAGES, FIRST_PAGES, LAST_PAGES = 12, 8, 4
"""Of a longer document labels are looked for on its first and last pages only; its tables are read on all."""

WORTH_READING = 0.3
"""A paper whose face says at least so much for a type is read as that type, and then judged by what was found."""

OVER_NEIGHBOUR = 1.25
"""By how much such a type must exceed what the paper resembles and is not."""

FOUND_ALL, FOUND_NONE = 5.0, 0.1
"""By how much the odds of a type change when all, or none, of its identifying fields are found."""


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
    kind = classify([laid.faces.get(it.page.number) or face_of(it) for it in layouts[:PAGES_WEIGHED]])
    likely = kind.document_type if kind.document_type != "unknown" else _likely(kind)
    if likely is None:
        return _unknown(opened, source, kind)
    return _read_as(document_types().types[likely], kind, path, opened, source, layouts)


def _likely(kind: Classified) -> str | None:
    """The type that a paper without a clear face may still prove to be by what can be read from it."""
    if not kind.ranking or kind.ranking[0][0] not in document_types().types:
        return None
    name, share = kind.ranking[0]
    resembled = max((other for it, other in kind.ranking if it not in document_types().types), default=0.0)
    return name if share >= WORTH_READING and share >= OVER_NEIGHBOUR * resembled else None


def _at_hand(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, those that labels are looked for on as words that stay the same ones."""
    considered = {page.number for page in _considered(pages)}
    return tuple(unpacked(page) if page.number in considered else page for page in pages)


def _considered(pages: Sequence[Page]) -> Sequence[Page]:
    return pages if len(pages) <= MANY_PAGES else (*pages[:FIRST_PAGES], *pages[-LAST_PAGES:])


def _read_as(
    document_type: DocumentType,
    kind: Classified,
    path: Path,
    opened: Opened,
    source: Source,
    layouts: Sequence[PageLayout],
) -> DocumentReading:
    text = Text.of(layouts)
    tables, mistakes = _tables(document_type.id, opened.pages, source)
    if document_type.id == "claim_form" and "earlier_receipts" not in tables:
        told, doubtful = receipts_told(text, source)
        tables["earlier_receipts"] = TableReading(told, warnings=doubtful)
    tabled = frozenset(id(word) for table in tables.values() for word in table.used)
    content = read_fields(document_type, text, source, tabled)
    fields, notices = with_totals(document_type, content.fields, tables)
    fields = settled_by_words(document_type, fields, tables, text, source)
    fields, refined = refine(document_type.id, fields, text, source)
    fields = _from_rows(document_type.id, fields, tables, text)
    fields, undecided = settle(path, content.choices, fields, source)
    notices += undecided
    fields, disputes = confirm(path, document_type, fields, opened.pages)
    fields = {name: unit_doubted(field, document_type.id) for name, field in fields.items()}
    for table, reading in tables.items():
        rows, hidden = confirm_rows(reading.rows, opened.pages)
        tables[table] = replace(reading, rows=in_own_rows(calibrate_rows(rows, opened.pages)))
        disputes += hidden
    fields, contradicted = doubted_by_words(document_type, calibrate(fields, opened.pages), tables, text)
    fields = {name: fields[name] for name in document_type.fields if name in fields} | fields
    absent = _absent(document_type, fields)
    unproved = len({*absent, *(content.guessed & set(document_type.required))})
    status, message = _status(opened, document_type, absent)
    if mistakes:
        status, message = "partly_read", mistakes[0].message
    share = dict(kind.ranking).get(document_type.id, kind.confidence)
    confidence = _after_reading(share, len(document_type.required), unproved)
    if confidence < SURE_ENOUGH or (kind.document_type == "unknown" and unproved):
        return _unknown(opened, source, replace(kind, confidence=round(1 - min(confidence, share), 2), reasons=()))
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
                *refined,
                *disputes,
                *table_warnings,
            ),
            opened.pages,
        ),
        type_reasons=kind.reasons,
    )


def _tables(
    document_type: str, pages: Sequence[Page], source: Source
) -> tuple[dict[str, TableReading], tuple[Notice, ...]]:
    """The tables of a document; a mistake of ours in reading them costs the rows, not the fields beside them."""
    try:
        return read_tables(document_type, pages, source), ()
    except Exception as error:  # told on the document, with the error's name for whoever mends it
        message = (
            f"The tables could not be read because of a mistake of Parakh's own ({type(error).__name__}: {error}); "
            "look at the document itself, and report this sentence."
        )
        return {}, (Notice("tables_not_read", message),)


def _from_rows(
    document_type: str, fields: Mapping[str, Field], tables: Mapping[str, TableReading], text: Text
) -> dict[str, Field]:
    """What a paper states in the rows of its table only: a consent's capacity, the applicant's own revenue."""
    merged = dict(fields)
    if document_type == "pollution_board_authorisation" and "products" in tables:
        capacity = capacity_of_products(fields, tables["products"].rows, text)
        return merged | ({"capacity_tpa": capacity} if capacity else {})
    if document_type != "gmr_certificate" or "companies" not in tables:
        return merged
    for relation, name, column in (("applicant", "entity_revenue", "revenue"), ("holding", "holding_company", "name")):
        rows = [
            row.fields
            for row in tables["companies"].rows
            if "relation" in row.fields and row.fields["relation"].value == relation and column in row.fields
        ]
        if name not in merged and len(rows) == 1:
            merged[name] = replace(rows[0][column], name=name)
    return merged


def _after_reading(confidence: float, required: int, absent: int) -> float:
    """What finding the identifying fields says about the type: all found speaks for it, none against it."""
    odds = confidence / max(1 - confidence, 0.001)
    odds *= FOUND_ALL if not absent else FOUND_NONE if absent >= required else 1.0
    return round(min(0.99, odds / (1 + odds)), 3)


def _absent(document_type: DocumentType, fields: Mapping[str, Field]) -> list[str]:
    missing = [name for name in document_type.required if name not in fields]
    if document_type.id == "incorporation_certificate" and not {"cin", "llpin"} & set(fields):
        missing.insert(0, "cin")
    return missing


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
