"""`python -m benchmarks.page_classes`: processor time and memory of reading a page, by the class of the page.

Each class is read in a process of its own, as documents are: its first page includes the loading of models, the others
show what a page costs from then on. Memory is that of the whole process, whose imports alone take what the first line
says; what is kept of a page is told apart. What the process itself costs each document is measured by
`benchmarks.isolation`.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean

from reportlab.pdfgen.canvas import Canvas

from benchmarks.scans import hindi_page, latin_pages
from extractors.pages import open_document
from extractors.tesseract import resident_size
from samples.scan import photograph, scanned

SEED = 20261122
A4 = (595.0, 842.0)
Contents = Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading some pages cost: seconds of processor time a page, bytes of memory, and what was found."""

    seconds: tuple[float, ...]
    before: int
    peak: int
    kept: int
    qualities: tuple[str, ...]


def main(arguments: list[str] | None = None) -> int:
    """Make the pages, read each class in a fresh process, print a line each."""
    parser = argparse.ArgumentParser(prog="benchmarks.page_classes", description="Cost of a page by its class.")
    parser.add_argument("--pages", type=int, default=8, help="pages of each class (default 8)")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    heads = ("pages", "first page s", "a page s", "a second", "peak MB", "kept a page kB")
    print(f"{'class':24}" + "".join(f"{head:>15}" for head in heads) + "  read as")
    digital = [content for _, content, _ in latin_pages(options.pages, SEED)]
    for name, (suffix, make) in CLASSES.items():
        cost = apart([make(content, number) for number, content in enumerate(digital)], suffix)
        later = fmean(cost.seconds[1:])
        read_as = ", ".join(dict.fromkeys(cost.qualities))
        figures = (cost.seconds[0], later, 1 / later, cost.peak / 1e6, cost.kept / len(digital) / 1e3)
        told = "".join(f"{it:15.3f}" if it < 10 else f"{it:15.0f}" for it in figures)
        print(f"{name:24}{len(digital):15}{told}  {read_as}", flush=True)
    print(f"a process that has read nothing yet: {cost.before / 1e6:.0f} MB")
    return 0


def apart(contents: Contents, suffix: str) -> Cost:
    """The cost of reading files of one page each, one after another, in a process that does nothing else."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for number, content in enumerate(contents):
            paths.append(Path(scratch, f"{number}{suffix}"))
            paths[-1].write_bytes(content)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            return process.submit(cost_of, paths).result()


def cost_of(paths: Sequence[Path]) -> Cost:
    """The cost of reading files in this process."""
    before, seconds, qualities, kept = resident_size(), [], [], 0
    for path in paths:
        start = time.process_time()
        pages = open_document(path).pages
        seconds.append(time.process_time() - start)
        qualities += [page.quality for page in pages]
        kept += len(pickle.dumps(pages))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Cost(tuple(seconds), before, peak, kept, tuple(qualities))


def as_drawn(pdf: bytes, number: int) -> bytes:
    """The digital page itself."""
    return pdf


def good_scan(pdf: bytes, number: int) -> bytes:
    """The page from a good scanner."""
    return scanned(pdf, Random(f"{SEED}/{number}"), "scan_good")


def poor_scan(pdf: bytes, number: int) -> bytes:
    """The page from a poor copier."""
    return scanned(pdf, Random(f"{SEED}/{number}"), "scan_poor")


def hindi_scan(pdf: bytes, number: int) -> bytes:
    """A letter in Hindi with English names and figures, from a good scanner."""
    return good_scan(hindi_page(SEED, number)[1], number)


def blank_scan(pdf: bytes, number: int) -> bytes:
    """The empty back of a sheet, from a good scanner."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.showPage()
    canvas.save()
    return good_scan(buffer.getvalue(), number)


def picture(pdf: bytes, number: int) -> bytes:
    """The page as a picture of few dots an inch, as telephones send it."""
    return photograph(pdf, Random(f"{SEED}/{number}"))


CLASSES: Mapping[str, tuple[str, Callable[[bytes, int], bytes]]] = {
    "digital": (".pdf", as_drawn),
    "scan, good": (".pdf", good_scan),
    "scan, poor": (".pdf", poor_scan),
    "scan, Hindi and English": (".pdf", hindi_scan),
    "scan, blank": (".pdf", blank_scan),
    "picture (JPEG)": (".jpg", picture),
}
"""The file's suffix, and what makes it of a digital page and its number, by name."""


if __name__ == "__main__":
    sys.exit(main())
