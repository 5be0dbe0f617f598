"""`make bench`: time of a ten-document claim from start to worksheet, shares of Prefect and imports, pages a second.

Ratios are against pdfplumber's words on the same pages in the same run, for a machine's speed says little by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import pdfplumber

from extractors.pages import open_document
from samples.__main__ import write
from samples.facts import AS_OF
from samples.hands import registrations
from samples.sets import SETS

PARAKH = Path(sys.executable).with_name("parakh")
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run the measurements one after another and print them."""
    parser = argparse.ArgumentParser(prog="benchmarks.bench", description="Speed of the main job.")
    parser.add_argument("--runs", type=int, default=3, help="runs of each measurement; the median counts (default 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(Path(scratch), options.runs)
    for name, value in figures.items():
        print(f"{name:62} {value:10.2f}")
    print(f"(load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def measure(folder: Path, runs: int) -> dict[str, float]:
    """Every figure by name: seconds, pages a second, ratios."""
    demo = {application.id: application for application in SETS["demo"](20261122)}
    digital, scanned = (write(demo[name], folder) for name in ("01-clean-digital", "02-clean-scanned"))
    for name in registrations.OTHERS:  # without these it is a claim of ten documents
        (digital / f"{name}.pdf").unlink()
    direct = repeated(runs, lambda: appraise(digital, folder / "out", "--no-prefect"))
    through = repeated(runs, lambda: appraise(digital, folder / "out"))
    imports = repeated(runs, lambda: run([sys.executable, "-c", "import flows.command, flows.run, worksheets, checks"]))
    files, copies = sorted(digital.glob("*.pdf")), sorted(scanned.glob("*.pdf"))
    pages = sum(count(path) for path in files)
    copied = sum(count(path) for path in copies[:4])
    text = repeated(runs, lambda: read_all(files))
    peer = repeated(runs, lambda: words_by_pdfplumber(files))
    ocr = repeated(1, lambda: read_all(copies[:4]))
    return {
        f"claim of {len(files)} digital documents, through Prefect (s)": through,
        f"claim of {len(files)} digital documents, without Prefect (s)": direct,
        "share of Prefect in the whole": max(0.0, through - direct) / through,
        "share of starting Python and importing": imports / through,
        "text layer with visibility and rulings (pages/s)": pages / text,
        "pdfplumber words (pages/s)": pages / peer,
        "times as fast as pdfplumber words": peer / text,
        "OCR of good scans, one process (s/page)": ocr / copied,
    }


def appraise(folder: Path, out: Path, *more: str) -> None:
    """The command as a user gives it, into an empty output folder."""
    shutil.rmtree(out, ignore_errors=True)
    run([str(PARAKH), "appraise", str(folder), "--out", str(out), "--as-of", AS_OF.isoformat(), *more])


def run(command: list[str]) -> None:
    """Run a program from the project's root.

    Raises:
        RuntimeError: with what it wrote, if it failed.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}")


def repeated(runs: int, job: Callable[[], object]) -> float:
    """The median seconds of a job over some runs."""
    taken = []
    for _ in range(runs):
        start = time.monotonic()
        job()
        taken.append(time.monotonic() - start)
    return median(taken)


def read_all(paths: Iterable[Path]) -> None:
    """Open documents as the extractors do, words and rulings of every page."""
    for path in paths:
        open_document(path)


def words_by_pdfplumber(paths: Iterable[Path]) -> None:
    """The words of every page by pdfplumber."""
    for path in paths:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_words()
                page.close()


def count(path: Path) -> int:
    """The number of pages."""
    with pdfplumber.open(path) as document:
        return len(document.pages)


if __name__ == "__main__":
    raise SystemExit(main())
