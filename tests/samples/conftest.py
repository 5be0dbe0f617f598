"""What a made paper prints, as text, and whether the truth beside it stands there."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import docx
import openpyxl
import pdfplumber
import pytest

from samples import print_forms


@pytest.fixture(scope="session")
def unprinted():
    """A function that lists the values of a paper's truth that its text does not hold in a form that papers use."""

    def missing(paper):
        text = tight(words_of(paper.content, paper.suffix))
        added_up = sum(Decimal(line["capacity_tpa"]) for line in paper.tables.get("categories", ()))
        values = [
            (name, value)
            for name, value in paper.fields.items()
            if not isinstance(value, list) and not (name == "capacity_tpa" and Decimal(value) == added_up)
        ]
        values += [pair for lines in paper.tables.values() for line in lines for pair in line.items()]
        return [pair for pair in values if not is_printed(*pair, text)]

    return missing


def words_of(content, suffix=".pdf"):
    match suffix:
        case ".pdf":
            with pdfplumber.open(io.BytesIO(content)) as document:
                # Two type faces in a line may stand a little apart; a larger tolerance mixes in the words of seals.
                return " ".join(page.extract_text(y_tolerance=by) for page in document.pages for by in (3, 5))
        case ".docx":
            document = docx.Document(io.BytesIO(content))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            return " ".join([paragraph.text for paragraph in document.paragraphs] + cells)
        case ".xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            return " ".join(
                cell_text(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
            )
        case ".csv":
            return " ".join(" ".join(line) for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def cell_text(cell):
    match cell:
        case None:
            return ""
        case datetime():
            return print_forms.dashed(cell)
        case float():
            return f"{cell:.2f} {cell:.3f}"
        case _:
            return str(cell)


def tight(text):
    return re.sub(r"[\s\u200b-\u200d]+", "", text).casefold()


NOT_WORD_FOR_WORD = {
    # enumerations and values that are computed, told by other words or by a term
    "rule_set", "entity_category", "validity", "authorisation_kind", "pollution_category", "head", "condition",
    "relation",
    "mineral",
    "recycling_stream", "process_level", "incentive_mode", "environmental_clearance_required", "single_phase",
    "unit_type",
    "unit",
    "issuing_board", "issuing_authority", "state", "group", "financial_year",
    "conditions",
}  # fmt: skip
WRAPPED = {"description", "vendor", "buyer_name", "product", "unit_address", "invoice_number", "name", "process_route",
           "applicant_name", "authorisation_number", "registration_number", "ca_name", "ca_firm",
           "entity_name", "principal_address", "buyer_gstin", "vendor_gstin", "category", "activity",
           "sample"}  # fmt: skip
"""Texts that a cell may break over lines, so that the next cell's words come between; of Hindi the ASCII words."""


def is_printed(name, value, text):
    if name in NOT_WORD_FOR_WORD:
        return True
    if re.fullmatch(r"-?\d+(\.\d+)?", value) and not name.endswith(("number", "hsn", "frn")):
        # A tax may be told by its two halves, central and of the State.
        sizes = (Decimal(value), Decimal(value) / 2) if name == "tax" else (Decimal(value),)
        return any(tight(form) in text for size in sizes for form in forms_of_number(size))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        day = date.fromisoformat(value)
        forms = [tight(form) for form in forms_of_day(day)]
        by_term_or_words = name in ("valid_until", "incorporation_date")
        in_a_cell = name == "invoice_date" and any(all(part in text for part in form.split("-")) for form in forms)
        # Shaped Devanagari loses letters of the month in the text layer, never the figures beside it.
        in_hindi = re.search(rf"(?<!\d){day.day}[\u0900-\u0965\u0970-\u097f]+{day.year}", text)
        return by_term_or_words or in_a_cell or bool(in_hindi) or any(form in text for form in forms)
    if name in WRAPPED:
        return all(tight(word) in text for word in re.split(r"[\s/,-]+", value) if word.isascii())
    return tight(value) in text


def forms_of_number(number):
    """In words, in whole, a month, a working day, in lakh, in crore, per million."""
    size = abs(number)
    yield print_forms.rupees_in_words(size)
    for scaled in (size, size / 12, size / 300, size / 100_000, size / 10_000_000, size * 10_000):
        for places in range(8):
            if round(scaled, places) == scaled:
                yield print_forms.grouped(scaled, places)
                yield print_forms.devanagari(print_forms.grouped(scaled, places))
                yield print_forms.western(scaled, places)
                yield f"{scaled:.{places}f}"
                yield print_forms.devanagari(f"{scaled:.{places}f}")


def forms_of_day(day):
    forms = (print_forms.dotted, print_forms.slashed, print_forms.dashed, print_forms.tally_day, print_forms.mon_day,
             print_forms.long_day, print_forms.ordinal_day, print_forms.hindi_day)  # fmt: skip
    month = print_forms.long_day(day).split()[0]
    spelt = (
        f"{day:%d %m %Y}",
        f"{day:%d} {month}, {day.year}",
        print_forms.ordinal_day(day).replace(" ", " day of ", 1),
    )
    for form in (*spelt, *(form(day) for form in forms)):
        yield form
        yield print_forms.devanagari(form)
