"""A paper read as one type: what a hypothesis about its type explains of it.

Where its face leaves the type open, a paper is drafted as each of the likeliest; the one that finds most of what papers
of its type hold has the paper's own labels, sentences and tables as votes. Nothing here looks at the page's picture:
values are confirmed once the type is settled (`extractors.read`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.cite import Source
from extractors.document_text import Text
from extractors.documents import refine
from extractors.documents.authorised_capacity import capacity_of_products
from extractors.documents.purity import PURITY, purity_of_rows
from extractors.documents.receipts import receipts_told
from extractors.engine import Content, read_fields
from extractors.foreign_pages import in_doubt_of_foreign_pages
from extractors.layout import PageLayout
from extractors.spoken import settled_by_words
from extractors.sum_stated import with_stated_sums
from extractors.tables import TableReading, read_tables
from extractors.tables.row_fields import ROW_SUM
from extractors.totals import with_totals
from records.pages import Page, union
from records.readings import SURE, Field, Notice, TableRow
from reference.document_types import DocumentType
from reference.minerals import UNLISTED

CHANCE, CHANCE_LEAST = 0.2, 1.0
"""The share of a type's fields, and one more, that are found by chance on papers of others: a name, a day, a number."""

BY_FIELD, BY_TABLE = 0.7, 2.0
"""What each field beyond those, and a table of the type, say for it, in natural units of odds."""

PROOF_AT_MOST = 2.5

BY_ACCIDENT = 2
"""Fields that any paper may seem to have: so few, none of them identifying, are not what a paper of the type says."""

LIKELY = 0.5
"""A field read with less confidence does not speak for the type."""

FEWEST_ROWS = 2
"""Rows from which on a table speaks for the type that has such a table."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields and tables of a paper read as one type, before its picture is asked."""

    document_type: DocumentType
    text: Text
    content: Content
    fields: Mapping[str, Field]
    tables: dict[str, TableReading]
    notices: tuple[Notice, ...]
    refined: tuple[Notice, ...]
    mistakes: tuple[Notice, ...]

    @property
    def absent(self) -> list[str]:
        """The identifying fields that were not found, in the order of the type."""
        missing = [name for name in self.document_type.required if name not in self.fields]
        if self.document_type.id == "incorporation_certificate" and not {"cin", "llpin"} & set(self.fields):
            missing.insert(0, "cin")
        return missing

    @property
    def proof(self) -> float:
        """What was found says for the type, in natural units of odds; below 0 where it is less than chance gives.

        A paper on which one of the identifying fields was found may say little else, and is not doubted for it; but a
        name stands on any paper, and what is less likely right than not proves nothing.
        """
        words = self.document_type.fields
        known = {
            name for name, it in self.fields.items() if name not in self.content.guessed and it.confidence >= LIKELY
        }
        by_chance = CHANCE * len(self.document_type.fields) + CHANCE_LEAST
        has_table = any(len(table.rows) >= FEWEST_ROWS for table in self.tables.values())
        proof = BY_FIELD * (len(known) - by_chance) + BY_TABLE * has_table
        told = {name for name in known.intersection(self.document_type.required) if words[name].kind != "name"}
        if not told and not has_table and len(known) <= BY_ACCIDENT:
            return -PROOF_AT_MOST
        least = 0.0 if told else -PROOF_AT_MOST
        return max(least, min(PROOF_AT_MOST, proof))


def draft_as(
    document_type: DocumentType, pages: Sequence[Page], layouts: Sequence[PageLayout], source: Source
) -> Draft:
    """Read a paper as a type.

    Args:
        document_type: the type.
        pages: all pages of the paper, for its tables.
        layouts: those of them that labels are looked for on.
        source: the paper, for the evidence of each field.
    """
    text = Text.of(layouts)
    tables, mistakes = _tables(document_type.id, pages, source)
    if document_type.id == "claim_form" and "earlier_receipts" not in tables:
        told, doubtful = receipts_told(text, source)
        tables["earlier_receipts"] = TableReading(told, warnings=doubtful)
    tabled = frozenset(id(word) for table in tables.values() for word in table.used)
    content = read_fields(document_type, text, source, tabled)
    fields, notices = with_totals(document_type, content.fields, tables)
    fields = settled_by_words(document_type, fields, tables, text, source)
    fields = with_stated_sums(document_type, fields, tables, text, source)
    fields, refined = refine(document_type.id, fields, text, source)
    fields = _from_rows(document_type.id, fields, tables, text)
    fields, tables, foreign = in_doubt_of_foreign_pages(document_type, fields, tables, text)
    return Draft(document_type, text, content, fields, tables, tuple(notices), (*refined, *foreign), mistakes)


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
    """What a paper states in the rows of its table only: a capacity, the applicant's own revenue, a purity."""
    merged = dict(fields)
    if document_type == "pollution_board_authorisation" and "products" in tables:
        capacity = capacity_of_products(fields, tables["products"].rows, text)
        return merged | ({"capacity_tpa": capacity} if capacity else {})
    if document_type == "assay_report" and "results" in tables and PURITY not in merged:
        purity = purity_of_rows(tables["results"].rows, fields.get("sample"), text)
        return merged | ({PURITY: purity} if purity else {})
    if document_type == "application_form" and "products" in tables and "minerals" not in merged:
        minerals = _named_in_rows(tables["products"].rows)
        return merged | ({"minerals": minerals} if minerals else {})
    if document_type != "gmr_certificate" or "companies" not in tables:
        return merged
    for relation, name, column in OF_COMPANIES:
        rows = [
            row.fields
            for row in tables["companies"].rows
            if "relation" in row.fields and row.fields["relation"].value == relation and column in row.fields
        ]
        if len(rows) == 1 and (name not in merged or _outweighs(rows[0][column], merged[name])):
            merged[name] = replace(rows[0][column], name=name)
    return merged


OF_COMPANIES = (
    ("applicant", "entity_name", "name"),
    ("applicant", "entity_revenue", "revenue"),
    ("holding", "holding_company", "name"),
)
"""What the companies of a certificate of revenue tell: the relation of the row, the field and the row's column."""


def _outweighs(cell: Field, stated: Field) -> bool:
    """Whether the cell of a row says otherwise than a field in doubt and is in none itself, or has its column's sum."""
    in_less_doubt = stated.confidence < SURE <= cell.confidence
    return cell.value != stated.value and (in_less_doubt or ROW_SUM in cell.witnesses)


def _named_in_rows(rows: Sequence[TableRow]) -> Field | None:
    """The minerals that the rows of an application's products name, as one field; None where they name none."""
    cells = [row.fields["mineral"] for row in rows if "mineral" in row.fields]
    named = tuple(dict.fromkeys(str(cell.value) for cell in cells if not str(cell.value).startswith(UNLISTED)))
    if not named:
        return None
    on_page = [cell for cell in cells if cell.evidence.page == cells[0].evidence.page]
    printed = ", ".join(cell.evidence.text for cell in cells)
    evidence = replace(cells[0].evidence, box=union(cell.evidence.box for cell in on_page), text=printed)
    return Field("minerals", named, min(OF_ROWS, *(cell.confidence for cell in cells)), evidence)


OF_ROWS = 0.89
"""The most that minerals may claim which only the rows of products name: some may be none that is claimed for."""
