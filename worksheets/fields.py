"""The Fields sheet: every value read, as it is printed, how sure, and where to see it."""

from __future__ import annotations

from records.findings import FieldRef
from records.paths import take_apart
from records.readings import DocumentReading, Field
from worksheets.book import Column, Sheet
from worksheets.looks import LINK, PLAIN, TITLE
from worksheets.paths import every_field, key
from worksheets.plan import Place, Plan, path_in_words, place_in_words, whole_percent
from worksheets.words import document_type_in_words, in_words

COLUMNS = (
    Column("Document", 26),
    Column("Type", 18),
    Column("Field", 24),
    Column("Value", 26),
    Column("As printed", 30),
    Column("See", 9),
    Column("Sure?", 12),
    Column("Confidence", 11),
    Column("Read by", 9),
    Column("Agreed by", 18),
    Column("May also be", 24),
    Column("Field id", 26, printed=False),
)
HEADING = 2
VALUE = 3
ON_THEIR_OWN_SHEET = {("capex_statement", "items"), ("sales_ledger", "entries")}
"""Long tables that the Capex and Sales sheets show."""


def write_fields(plan: Plan) -> None:
    """Writes the sheet; rows of capex statements and ledgers stand on sheets of their own."""
    sheet = plan.book.sheet("Fields", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Every value read from the papers", TITLE)
    sheet.heading(HEADING, COLUMNS)
    row = HEADING
    for document in plan.appraisal.documents:
        for path, field in every_field(document):
            if (document.document_type, take_apart(path).table) not in ON_THEIR_OWN_SHEET:
                row += 1
                _write_field(plan, sheet, row, document, path, field)
    if row == HEADING:
        row += 1
        sheet.text(row, 0, "No value was read from any paper.", PLAIN.but(wrap=False))
    sheet.finish_table(HEADING, row, COLUMNS, status=6)


def _write_field(plan: Plan, sheet: Sheet, row: int, document: DocumentReading, path: str, field: Field) -> None:
    ref = FieldRef(document.sha256, document.file, path)
    sheet.text(row, 0, f"{plan.number(document.sha256, document.file)} · {document.file}")
    sheet.text(row, 1, document_type_in_words(document.document_type))
    sheet.text(row, 2, path_in_words(path))
    sheet.value(row, VALUE, field.value, field.unit)
    sheet.text(row, 4, field.evidence.text)
    sheet.link(row, 5, plan.links(ref), place_in_words(field), LINK.but(align="center", wrap=False))
    sheet.text(row, 6, "⚠ doubtful" if field.is_doubtful else "✔ sure")
    sheet.number(row, 7, whole_percent(field.confidence), PLAIN.but(number="0%", align="right", wrap=False))
    sheet.text(row, 8, field.evidence.method)
    alone = "one witness only" if field.is_doubtful and not field.witnesses else ""
    sheet.text(row, 9, ", ".join(field.witnesses) or alone)
    sheet.text(row, 10, "; ".join(in_words(other.value, field.unit) for other in field.alternatives))
    sheet.text(row, 11, path)
    plan.places.setdefault(key(ref), Place("Fields", sheet.address(row, VALUE), field.value))
