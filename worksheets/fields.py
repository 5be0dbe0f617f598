"""The Fields sheet: every value read, as it is printed, how sure, where to see it, and what a reviewer says of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from records.findings import FieldRef
from records.overlay import DOCUMENT_TYPE
from records.readings import READ_AT_ALL, SURE, DocumentReading, Field
from worksheets import deciding, ledgers
from worksheets.book import Column, Sheet
from worksheets.decision_cells import OTHER_ROWS, field_key, other_key
from worksheets.looks import LINK, NOTE, OPEN, PLAIN, TITLE, Look
from worksheets.paths import doubtful_cells, every_field, key
from worksheets.plan import ON_THEIR_OWN_SHEET, Place, Plan, path_in_words, place_in_words, shown_words, whole_percent
from worksheets.words import in_words, words

COLUMNS = (
    Column("Document", 26),
    Column("Field", 22),
    Column("Value", 24),
    Column("As printed", 40),
    Column("See", 9),
    Column("Sure?", 12),
    Column("Agreed by", 16),
    Column("May also be", 20),
    *deciding.COLUMNS,
    Column("Confidence", 11, printed=False),
    Column("Read by", 9, printed=False),
    Column("Field id", 30, printed=False),
    deciding.KEY_COLUMN,
)
HEADING = 3
VALUE, PRINT, SURE_COLUMN = 2, 3, 5
OPEN_COLUMN = 8
CONFIDENCE = OPEN_COLUMN + len(deciding.COLUMNS)
KEY_COLUMN = CONFIDENCE + 3
MOST_DOUBTFUL_ROWS = 2000
"""Doubtful cells of those tables that are listed here; nobody decides on more one by one."""

NO_LINK = Look(align="center", wrap=False)


def write_fields(plan: Plan) -> None:
    """Writes the sheet; rows of capex statements and ledgers stand on sheets of their own."""
    sheet = plan.book.sheet("Fields", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Every value read from the papers", TITLE)
    sheet.text(1, 0, deciding.HOW, NOTE.but(wrap=False))
    sheet.heading(HEADING, COLUMNS, frozen=2)
    row, listed = HEADING, 0
    for document in plan.appraisal.documents:
        if document.status in READ_AT_ALL and document.type_confidence < SURE:
            row += 1
            _write_type(plan, sheet, row, document)
        long = [table for kind, table in ON_THEIR_OWN_SHEET if kind == document.document_type]
        for path, field in every_field(document, but=long):
            row += 1
            _write_field(plan, sheet, row, document, path, field, elsewhere=False)
        for path, field in chain.from_iterable(_doubtful(plan, document, table) for table in long):
            if listed == MOST_DOUBTFUL_ROWS:
                break
            row, listed = row + 1, listed + 1
            _write_field(plan, sheet, row, document, path, field, elsewhere=True)
    if row == HEADING:
        row += 1
        sheet.text(row, 0, "No value was read from any paper.", PLAIN.but(wrap=False))
    last_value, row = row, _write_others(sheet, row)
    sheet.finish_table(HEADING, row, COLUMNS, status=SURE_COLUMN)
    sheet.raw.print_area(0, 0, last_value, OPEN_COLUMN - 1)
    deciding.offer(sheet, HEADING + 1, row, OPEN_COLUMN)


def _doubtful(plan: Plan, document: DocumentReading, table: str) -> Iterator[tuple[str, Field]]:
    if table == ledgers.TABLE:
        return plan.ledgers.doubtful_cells(document)
    return doubtful_cells(document, table)


def _write_field(
    plan: Plan, sheet: Sheet, row: int, document: DocumentReading, path: str, field: Field, *, elsewhere: bool
) -> None:
    ref = FieldRef(document.sha256, document.file, path)
    sheet.value(row, VALUE, shown_words(field.value), field.unit)
    sheet.text(row, PRINT, field.evidence.text)
    sheet.picture(row, VALUE, plan.pictures.get(key(ref)), path_in_words(path), columns=2)
    sheet.text(row, 0, _document(plan, document))
    sheet.text(row, 1, path_in_words(path))
    sheet.link(row, 4, plan.links(ref), place_in_words(field), LINK.but(align="center", wrap=False))
    sheet.text(row, SURE_COLUMN, "⚠ doubtful" if field.is_doubtful else "✔ sure")
    alone = "one witness only" if field.is_doubtful and not field.witnesses else ""
    sheet.text(row, 6, ", ".join(field.witnesses) or alone)
    sheet.text(row, 7, "; ".join(in_words(other.value, field.unit) for other in field.alternatives))
    deciding.write_open(sheet, row, OPEN_COLUMN, plan.decision_on(document, path))
    sheet.number(row, CONFIDENCE, whole_percent(field.confidence), PLAIN.but(number="0%", align="right", wrap=False))
    sheet.text(row, CONFIDENCE + 1, field.evidence.method)
    sheet.text(row, CONFIDENCE + 2, path)
    deciding.write_key(sheet, row, KEY_COLUMN, field_key(document, path, field))
    if not elsewhere:
        plan.places.setdefault(key(ref), Place("Fields", sheet.address(row, VALUE), field.value))


def _write_type(plan: Plan, sheet: Sheet, row: int, document: DocumentReading) -> None:
    """A row for what a document is, where that was not told surely."""
    sheet.text(row, 0, _document(plan, document))
    sheet.text(row, 1, "What this document is")
    sheet.text(row, VALUE, words(document.document_type))
    sheet.text(row, PRINT, "; ".join(document.type_reasons))
    sheet.text(row, 4, "–", NO_LINK)
    sheet.text(row, SURE_COLUMN, "⚠ doubtful")
    for column in (6, 7, CONFIDENCE + 1):
        sheet.blank(row, column)
    deciding.write_open(sheet, row, OPEN_COLUMN, plan.decision_on(document, DOCUMENT_TYPE))
    sure = whole_percent(document.type_confidence)
    sheet.number(row, CONFIDENCE, sure, PLAIN.but(number="0%", align="right", wrap=False))
    sheet.text(row, CONFIDENCE + 2, DOCUMENT_TYPE)
    deciding.write_key(sheet, row, KEY_COLUMN, field_key(document, DOCUMENT_TYPE, None))


def _write_others(sheet: Sheet, row: int) -> int:
    """Open rows for a value that has no row of its own: one of Capex or Sales, or one that nothing read."""
    for number in range(1, OTHER_ROWS + 1):
        row += 1
        for column in (0, 1):
            sheet.blank(row, column, OPEN)
        hint = (
            "another value: give the document's number and the field, such as items[4].amount for row 5 of Capex"
            if number == 1
            else "another value"
        )
        sheet.text(row, VALUE, "", PLAIN)
        sheet.text(row, PRINT, hint, NOTE.but(boxed=True))
        for column in range(4, OPEN_COLUMN):
            sheet.blank(row, column)
        deciding.write_open(sheet, row, OPEN_COLUMN)
        deciding.write_key(sheet, row, KEY_COLUMN, other_key(number))
    return row


def _document(plan: Plan, document: DocumentReading) -> str:
    number = plan.number(document.sha256, document.file)
    return f"{number} · {document.file}\n{words(document.document_type)}"
