"""`python -m benchmarks.workbooks`: worksheets of typical claims, of a long capex statement and of long ledgers.

Typical: made claims of ten papers, 120 fields and 54 rows (`benchmarks.made_cases`), judged by the checks, each with a
small picture of every value and row in its cells; drawing and cutting the pictures and judging are not counted, writing
and reading back are. Seconds are those of the processor, so that what else runs on the machine does not count: so many
workbooks a second of one core. The peer writes the same cells (values and formulas as they stand,
without pictures, links, protection and formats) with openpyxl in the same run.

Long: each in a process of its own; memory is the most that the process held, rows are made as they are asked for.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image, ImageDraw

from benchmarks.made_cases import AS_OF, made_case
from checks import appraise
from records.case import Case
from records.findings import Appraisal
from records.neighbours import Neighbours
from records.pages import Box
from records.readings import DocumentReading, Evidence, Field, MadeRows, PageSummary, TableRow, Value
from reference import Scheme, load_scheme
from worksheets.paths import Key, every_field
from worksheets.pictures import Strip, Wanted, cut, within_budget
from worksheets.readback import check_workbook
from worksheets.workbook import no_links, workbook_bytes

DIFFERENT = 20
"""Different claims; further workbooks take them again."""

WIDTH, HEIGHT, DPI = 595.0, 842.0, 110
LONG = (("capex_statement", 300), ("sales_ledger", 20_000), ("sales_ledger", 100_000))
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Write workbooks and print what they take."""
    parser = argparse.ArgumentParser(prog="benchmarks.workbooks", description=__doc__.partition("\n")[0])
    parser.add_argument("--workbooks", type=int, default=1_000)
    parser.add_argument("--peer", type=int, default=40, help="how many of them openpyxl writes")
    parser.add_argument("--long", nargs=2, metavar=("TYPE", "ROWS"), help="one long table in this process, as JSON")
    options = parser.parse_args(arguments)
    if options.long:
        print(json.dumps(long_workbook(options.long[0], int(options.long[1]))))
        return 0
    typical(options.workbooks, options.peer)
    for document_type, rows in LONG:
        command = [sys.executable, "-m", "benchmarks.workbooks", "--long", document_type, str(rows)]
        told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
        print(
            f"{document_type} of {rows:,} rows: {told['seconds']:.1f} s, at most {told['megabytes']:.0f} MB held "
            f"({told['before']:.0f} MB before writing), "
            f"{told['size'] / 1e6:.1f} MB written",
            flush=True,
        )
    return 0


def typical(count: int, peers: int) -> None:
    """So many workbooks of typical claims, and the peer's of the first of them."""
    scheme = load_scheme()
    claims = [_claim(number, scheme) for number in range(min(count, DIFFERENT))]
    pictures = [_pictures(claim) for claim in claims]
    first: list[bytes] = []
    size, begun = 0, time.process_time()
    for number in range(count):
        content = _written(claims[number % len(claims)], scheme, pictures[number % len(claims)])
        size += len(content)
        if len(first) < peers:
            first.append(content)
    ours = count / (time.process_time() - begun)
    cells = [_cells(content) for content in first]
    begun = time.process_time()
    for sheets in cells:
        _by_openpyxl(sheets)
    peer = len(cells) / (time.process_time() - begun)
    many = sum(map(len, pictures)) / len(pictures)
    print(f"typical claims: {count} workbooks, {many:.0f} pictures and {size / count / 1000:.0f} kB each")
    print(f"  ours: pictures, formulas, read back  {ours:6.1f} a second")
    print(f"  openpyxl: the bare cells             {peer:6.1f} a second  (ours / peer {ours / peer:.2f})", flush=True)


def long_workbook(document_type: str, rows: int) -> dict[str, float]:
    """Seconds, megabytes at most and bytes of a workbook with one long table."""
    scheme = load_scheme()
    case = Case("long", "claim", "made", AS_OF, (_long(document_type, rows),))
    appraisal = appraise(case, Neighbours(), scheme.rules(AS_OF))
    before = _resident()
    begun = time.process_time()
    content = _written(appraisal, scheme, {})
    seconds = time.process_time() - begun
    held = _resident()
    return {"seconds": seconds, "before": before, "megabytes": held, "size": len(content)}


def _resident() -> float:
    """Megabytes that this process has held at most so far: reading and judging."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _claim(number: int, scheme: Scheme) -> Appraisal:
    made = made_case(number, random.Random(f"workbooks/{number}"))
    return appraise(made.case, Neighbours(), scheme.rules(AS_OF))


def _written(appraisal: Appraisal, scheme: Scheme, pictures: Mapping[Key, Strip]) -> bytes:
    content, book = workbook_bytes(
        appraisal,
        links=no_links,
        clauses=scheme.clauses,
        interpretations=scheme.interpretations,
        scheme_title=scheme.title,
        pictures=pictures,
    )
    check_workbook(content, book, appraisal)
    return content


def _pictures(appraisal: Appraisal) -> dict[Key, Strip]:
    """A picture of every value of a claim, and of every row, cut from pages on which they are drawn line by line."""
    strips: dict[Key, Strip] = {}
    for document in appraisal.documents:
        lines = [(path, field.evidence.text) for path, field in every_field(document) if "[" not in path]
        lines += [
            (f"{table}[{index}]", " ".join(str(it.value) for it in row.fields.values()))
            for table, rows in document.tables.items()
            for index, row in enumerate(rows)
        ]
        page, png = _page([text for _, text in lines])
        wanted = [
            Wanted((document.sha256, document.file, path), _line(number), 1) for number, (path, _) in enumerate(lines)
        ]
        strips |= cut(page, png, wanted)
    return within_budget(strips)


def _line(number: int) -> Box:
    top = 20.0 + 12 * (number % 66)
    return (60.0, top, 300.0, top + 10)


def _page(lines: Sequence[str]) -> tuple[PageSummary, bytes]:
    picture = Image.new("RGB", (round(WIDTH * DPI / 72), round(HEIGHT * DPI / 72)), "white")
    pen = ImageDraw.Draw(picture)
    for number, text in enumerate(lines):
        x, y, *_ = (it * DPI / 72 for it in _line(number))
        pen.text((x, y), text[:90].encode("ascii", "replace").decode(), fill="black")
    buffer = io.BytesIO()
    picture.quantize(16).save(buffer, "PNG")
    return PageSummary(1, WIDTH, HEIGHT, 0, "digital"), buffer.getvalue()


def _cells(content: bytes) -> list[tuple[str, list[tuple[Any, ...]]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]


def _by_openpyxl(sheets: Sequence[tuple[str, Sequence[tuple[Any, ...]]]]) -> None:
    book = openpyxl.Workbook()
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(io.BytesIO())


class InventedRows(MadeRows):
    """Rows that are made as they are asked for, so that memory is the workbook's."""

    def __init__(self, document_type: str, count: int) -> None:
        """Rows of a capex statement or of a sales ledger."""
        self._values = _capex_values if document_type == "capex_statement" else _ledger_values
        self._count = count

    def __len__(self) -> int:
        """How many."""
        return self._count

    def _row(self, index: int) -> TableRow:
        return TableRow(index, {name: _field(name, value) for name, value in self._values(index)})


def _capex_values(row: int) -> Iterator[tuple[str, Value]]:
    yield "description", f"Solvent extraction mixer settler battery, {row % 40} stages"
    yield "head", ("plant_and_machinery", "equipment", "utilities", "land")[row % 4]
    yield "condition", "refurbished" if row % 9 == 4 else "new"
    yield "vendor", f"Aurelia Engineering Works {row % 50} Private Limited"
    yield "invoice_number", f"AEW/25-26/{row:04d}"
    yield "invoice_date", date(2025, 10, 1) + timedelta(days=row % 200)
    yield "amount", Decimal(1_234_567 + 1_007 * row) + Decimal("0.35")


def _ledger_values(row: int) -> Iterator[tuple[str, Value]]:
    quantity = Decimal(500 + row % 700)
    value = quantity * Decimal("812.50")
    tax = value * Decimal("0.18")
    yield "invoice_date", date(2025, 4, 1) + timedelta(days=row % 365)
    yield "invoice_number", f"NDR/{row + 1:06d}"
    yield "buyer_name", f"Kaveri Alloys and Chemicals {row % 300} LLP"
    yield "buyer_gstin", "09AAACV2678L1ZQ"
    yield "product", ("Cobalt sulphate", "Nickel sulphate", "Lithium carbonate")[row % 3]
    yield "hsn", "28332910"
    yield "quantity", quantity
    yield "unit", "kg"
    yield "rate", Decimal("812.50")
    yield "taxable_value", value
    yield "tax", tax.quantize(Decimal("0.01"))
    yield "total", (value + tax).quantize(Decimal("0.01"))


def _field(name: str, value: Value) -> Field:
    place = Evidence("0" * 64, "long.pdf", 1, (60.0, 100.0, 200.0, 110.0), str(value), "text")
    return Field(name, value, 0.97, place, "INR" if isinstance(value, Decimal) and name != "quantity" else None)


def _long(document_type: str, rows: int) -> DocumentReading:
    made = InventedRows(document_type, rows)
    table, name, column = (
        ("items", "total_amount", "amount")
        if document_type == "capex_statement"
        else ("entries", "total_taxable_value", "taxable_value")
    )
    total = sum((Decimal(str(row.fields[column].value)) for row in made), Decimal(0))
    fields = {name: _field(name, total)}
    return DocumentReading(
        "long.pdf", "0" * 64, document_type, 0.97, "read", page_count=1, fields=fields, tables={table: made}
    )


if __name__ == "__main__":
    sys.exit(main())
