"""`python -m benchmarks.long_ledger`: ruled ledgers of 100, 300 and 1,000 pages into typed rows, beside pdfplumber.

Each ledger is read by `extractors.read_document` in a process of its own that has read nothing before; the time is that
of the call, vocabularies and OCR of the deciding fields included. Memory is the resident memory of the whole process
tree, looked at twenty times a second; what processes share is counted in each. Every row is compared with what was
printed. pdfplumber finds the tables of the same file in the same run (`extract_table`, `page.close()`), one core as it
is, and types nothing; so that the run ends, only on its first pages.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfplumber

from benchmarks.made_ledgers import LAYOUTS, Layout, Sale, sales, write_ledger
from benchmarks.tree import memory_of_tree
from extractors import read_document
from records.readings import TableRow

PAGES = (100, 300, 1000)
ROWS = 40
PEER_PAGES = 40
LOOKS = 0.05
"""Seconds between two looks at the memory of the process tree."""

ROOT = Path(__file__).resolve().parent.parent
COMPARED = ("invoice_date", "invoice_number", "buyer_name", "buyer_gstin", "product", "hsn", "quantity", "rate")
AMOUNTS = ("taxable_value", "tax", "total")


@dataclass(frozen=True, slots=True)
class Measured:
    """One ledger as it was read: `peak` in bytes, `peer` what pdfplumber reads, in pages a second."""

    layout: str
    pages: int
    seconds: float
    peak: int
    rows: int
    right: int
    total_right: bool
    peer: float

    @property
    def speed(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def passed(self) -> bool:
        """Whether every row and the total are right."""
        return self.right == self.rows == self.pages * ROWS and self.total_right


def main(arguments: list[str] | None = None) -> int:
    """Measure, print a table; the status is 1 if a row or a total is wrong."""
    parser = argparse.ArgumentParser(prog="benchmarks.long_ledger", description="Long ruled ledgers into typed rows.")
    parser.add_argument("--pages", type=int, nargs="+", default=PAGES, help="pages of the ledgers")
    parser.add_argument("--layouts", nargs="+", default=["plain", "carried"], choices=[it.name for it in LAYOUTS])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--read", type=Path, metavar="PDF", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    layouts = [it for it in LAYOUTS if it.name in options.layouts]
    if options.read is not None:
        return read_and_tell(options.read, layouts[0], options.pages[0])
    with tempfile.TemporaryDirectory() as scratch:
        found = [measured(Path(scratch), layout, pages) for layout in layouts for pages in options.pages]
    show(found)
    if options.json:
        options.json.write_text(json.dumps([asdict(it) for it in found], indent=1) + "\n")
    return 0 if all(it.passed for it in found) else 1


def show(found: Sequence[Measured]) -> None:
    """A line for each ledger, and how the time grows with the pages."""
    print("| layout | pages | pages/s | pdfplumber pages/s | ratio | peak MB | rows right | total |")
    print("|---|---|---|---|---|---|---|---|")
    for it in found:
        total = "right" if it.total_right else "WRONG"
        print(
            f"| {it.layout} | {it.pages} | {it.speed:.1f} | {it.peer:.1f} | {it.speed / it.peer:.1f} | "
            f"{it.peak / 2**20:.0f} | {it.right} of {it.pages * ROWS} | {total} |"
        )
    for layout in dict.fromkeys(it.layout for it in found):
        same = [it for it in found if it.layout == layout]
        for less, more in zip(same, same[1:], strict=False):
            grown = (more.seconds / less.seconds) / (more.pages / less.pages)
            print(f"{layout}: from {less.pages} to {more.pages} pages the time grows {grown:.2f} times as fast.")


def measured(folder: Path, layout: Layout, pages: int) -> Measured:
    """One ledger made, read, compared, and read by the peer."""
    path = write_ledger(folder / f"{layout.name}-{pages}.pdf", pages, layout, ROWS).path
    command = [sys.executable, "-m", "benchmarks.long_ledger", "--read", str(path)]
    command += ["--layouts", layout.name, "--pages", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        seconds, peak = _watched(process.pid, process.stdout)
        told: dict[str, Any] = json.loads(process.stdout.readline())
    peer = pages_a_second_by_pdfplumber(path, min(pages, PEER_PAGES))
    return Measured(layout.name, pages, seconds, peak, told["rows"], told["right"], told["total_right"], peer)


def _watched(pid: int, lines: Iterator[str]) -> tuple[float, int]:
    """The seconds that a process tells on its first line, and the most memory of its tree until then."""
    peak, told = 0, threading.Event()

    def look() -> None:
        nonlocal peak
        while not told.wait(LOOKS):
            peak = max(peak, memory_of_tree(pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        seconds = float(next(lines))
    finally:
        told.set()
        watcher.join()
    return seconds, peak


def read_and_tell(path: Path, layout: Layout, pages: int) -> int:
    """Read a ledger; print the seconds, then how many rows are right."""
    start = time.monotonic()
    reading = read_document(path)
    print(time.monotonic() - start, flush=True)
    truth = sales(pages * ROWS, credit_notes=layout.credit_notes)
    rows = reading.tables.get("entries", ())
    right = sum(is_right(row, sale, layout) for row, sale in zip(rows, truth, strict=False))
    total = reading.fields.get("total_taxable_value")
    total_right = total is not None and total.value == sum((it.taxable_value for it in truth), Decimal(0))
    print(json.dumps({"rows": len(rows), "right": right, "total_right": total_right}), flush=True)
    return 0


def is_right(row: TableRow, sale: Sale, layout: Layout) -> bool:
    """Whether every cell of a row is what was printed."""
    truth = {name: getattr(sale, name) for name in COMPARED if name in layout.columns}
    truth |= {name: sale.amount(name) for name in AMOUNTS if name in layout.columns}
    if "cgst" in layout.columns:
        truth["tax"] = 2 * sale.half
    return all(name in row.fields and row.fields[name].value == value for name, value in truth.items())


def pages_a_second_by_pdfplumber(path: Path, pages: int) -> float:
    """How fast pdfplumber finds the table of each of the first pages."""
    start = time.monotonic()
    with pdfplumber.open(path) as document:
        for page in document.pages[:pages]:
            page.extract_table()
            page.close()
    return pages / (time.monotonic() - start)


if __name__ == "__main__":
    raise SystemExit(main())
