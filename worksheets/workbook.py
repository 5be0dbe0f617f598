"""worksheet.xlsx: one appraisal as a workbook that a reviewer reads, prints and signs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from records.findings import Appraisal, FieldRef
from reference.rules import Clause, Interpretation
from worksheets import sales
from worksheets.book import Book, Links
from worksheets.capex import write_capex
from worksheets.checklist import write_checklist
from worksheets.clauses import write_clauses
from worksheets.clean import one_line
from worksheets.decided import write_decided
from worksheets.documents import write_documents
from worksheets.fields import write_fields
from worksheets.history import Previous, write_history
from worksheets.incentive import write_incentive
from worksheets.interpretations import write_interpretations
from worksheets.ledgers import Ledgers, gone_through
from worksheets.parameters import write_parameters
from worksheets.paths import Key
from worksheets.pictures import Strip
from worksheets.plan import Plan
from worksheets.readback import check_workbook
from worksheets.reconciliation import write_reconciliation
from worksheets.sales import write_sales
from worksheets.summary import write_summary
from worksheets.words import day, words

SHEETS = (
    "Summary",
    "Checklist",
    "Reconciliation",
    "Incentive",
    "Capex",
    "Sales",
    "Fields",
    "Documents",
    "Parameters",
    "Interpretations",
    "Decisions",
    "History",
    "Clauses",
)


def no_links(ref: FieldRef) -> str | None:
    """Evidence without pages to show: the workbook then links to its own cells."""
    return None


def write_workbook(
    appraisal: Appraisal,
    path: Path,
    *,
    links: Links = no_links,
    clauses: Mapping[str, Clause] | None = None,
    interpretations: Mapping[str, Interpretation] | None = None,
    scheme_title: str = "",
    history: Sequence[Previous] = (),
    pictures: Mapping[Key, Strip] | None = None,
) -> None:
    """Writes the appraisal as a workbook; the same appraisal and links give the same bytes on any day.

    The workbook is read back and checked before it takes its place at `path`, which it then replaces in one step.

    Args:
        appraisal: what was judged.
        path: where the workbook goes; links to evidence are relative to its folder.
        links: where the evidence of a field can be seen, as `evidence_pages` returns it.
        clauses: the text of each clause by its number, as the scheme pack holds them.
        interpretations: the questions and readings behind the amounts under other readings, by id.
        scheme_title: the name of the scheme in full; its id in words if left out.
        history: earlier appraisals of the case, the latest first.
        pictures: small pictures of places on pages, as `evidence_pages` returns them.

    Raises:
        WorkbookMistake: if the workbook does not say what the appraisal says, which is a bug of this room.
    """
    content, book = workbook_bytes(
        appraisal,
        links=links,
        clauses=clauses or {},
        interpretations=interpretations or {},
        scheme_title=scheme_title or words(appraisal.scheme),
        history=history,
        pictures=pictures or {},
    )
    check_workbook(content, book, appraisal)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


def sheets_of(ledgers: Ledgers) -> tuple[str, ...]:
    """The sheets in their order; ledgers that are too long for one go on in others."""
    return tuple(name for it in SHEETS for name in (sales.sheets_of(ledgers) if it == "Sales" else (it,)))


def workbook_bytes(
    appraisal: Appraisal,
    *,
    links: Links,
    clauses: Mapping[str, Clause],
    interpretations: Mapping[str, Interpretation],
    scheme_title: str,
    history: Sequence[Previous] = (),
    pictures: Mapping[Key, Strip] | None = None,
) -> tuple[bytes, Book]:
    """The workbook, and the record of what was written into it."""
    ledgers = gone_through(appraisal)
    footer = one_line(f"Application {appraisal.application_id}", 100).replace("&", "&&")
    book = Book(
        footer=f"{footer} · as of {day(appraisal.as_of)}",
        made_on=appraisal.as_of,
        title=f"Appraisal worksheet {appraisal.application_id}",
        author=f"Parakh {appraisal.code_version}",
        sheet_names=sheets_of(ledgers),
        streamed=sales.streamed(ledgers),
    )
    plan = Plan(appraisal, book, links, clauses, interpretations, pictures or {}, ledgers)
    write_parameters(plan)
    write_clauses(plan)
    write_fields(plan)
    write_capex(plan)
    write_sales(plan)
    write_incentive(plan)
    write_interpretations(plan)
    write_documents(plan)
    write_checklist(plan)
    write_reconciliation(plan)
    write_decided(plan)
    write_history(plan, history)
    write_summary(plan, scheme_title)
    return book.close(), book
