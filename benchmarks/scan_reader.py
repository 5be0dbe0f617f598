"""Reads files side by side and prints the text of their first pages as JSON: what `benchmarks.scans` measures of us.

A program of its own, so that it loads what reading loads and nothing else: `python -m benchmarks.scan_reader 2 FILE...`
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from pathlib import Path

from extractors.pages import open_document


def main(arguments: list[str]) -> int:
    """Read the files by so many processes, each of which takes one file after another."""
    processes, *names = arguments
    with multiprocessing.get_context("fork").Pool(int(processes)) as pool:
        texts = pool.map(text_of, map(Path, names), chunksize=1)
        pool.close()
        pool.join()
    json.dump(texts, sys.stdout)
    return 0


def text_of(path: Path) -> str:
    """What reading says is on the first page."""
    pages = open_document(path).pages
    return pages[0].text if pages else ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
