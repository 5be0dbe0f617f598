"""`make evaluate-corpora CORPORA=folder`: files that nobody here made, read and measured beside peers.

The folder holds `robust/` with its manifest, `tables_icdar2013_*/`, `tables_camelot/` and the OCR pages. What is not
there is passed over with a word.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import corpora_ocr, corpora_robust, corpora_tables

ABSENT = "No folder of third-party files was given (CORPORA=folder); nothing to measure."


def main(arguments: list[str] | None = None) -> int:
    """Measure the corpora in a folder and print tables of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpora", description="Third-party files, beside peers.")
    parser.add_argument("folder", nargs="?", type=Path, help="the folder that holds the corpora")
    parser.add_argument("--only", choices=tuple(PARTS), action="append", help="only this part (may be given again)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="files read side by side")
    options = parser.parse_args(arguments)
    if options.folder is None or not options.folder.is_dir():
        print(ABSENT if options.folder is None else f"{options.folder} is no folder; nothing to measure.")
        return 0
    os.environ["OMP_THREAD_LIMIT"] = "1"
    for name in options.only or PARTS:
        needed, part = PARTS[name]
        if not any(options.folder.glob(needed)):
            print(f"{name}: there is no {needed} in {options.folder}; passed over.")
            continue
        started = time.monotonic()
        for line in part(options.folder, options.jobs):
            print(line, flush=True)
        print(f"({name}: {time.monotonic() - started:.0f} s)\n", flush=True)
    return 0


def robust(folder: Path, jobs: int) -> Iterable[str]:
    """Broken, encrypted, hostile files: how each ends."""
    return corpora_robust.lines(corpora_robust.measure(folder, jobs, _say))


def tables(folder: Path, jobs: int) -> Iterable[str]:
    """Tables with their truth, beside pdfplumber and camelot."""
    yield from corpora_tables.lines(corpora_tables.measure(folder, jobs, _say))
    if any((folder / "robust").glob("pdfplumber__*")):
        yield from corpora_tables.ruled_lines(corpora_tables.measure_ruled(folder, jobs))


def ocr(folder: Path, jobs: int) -> Iterable[str]:
    """Scans with their text, beside plain Tesseract."""
    return corpora_ocr.measure(folder)


def _say(line: str) -> None:
    print(f"  … {line}", flush=True)


PARTS: dict[str, tuple[str, Callable[[Path, int], Iterable[str]]]] = {
    "robust": ("robust/manifest.csv", robust),
    "tables": ("tables_*", tables),
    "ocr": ("ocr_*", ocr),
}
"""Each part by name: what must be in the folder for it, and what measures it."""


if __name__ == "__main__":
    raise SystemExit(main())
