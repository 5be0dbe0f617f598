"""Memory of one worker over thousands of documents, each with words never seen before.

spaCy keeps every word that it meets; a worker that read ten thousand documents would show it. Certificates of one page
are made with new names, places and numbers each time and read through the public `read_document` in this process,
without the replacement of workers that `parakh` does after 200 documents.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import random
import string
import tempfile
import time
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1 << 20


def main(arguments: list[str] | None = None) -> int:
    """Read documents one after another and print what the process holds."""
    parser = argparse.ArgumentParser(prog="benchmarks.memory", description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1_000)
    options = parser.parse_args(arguments)
    dice = random.Random(20261122)
    print(f"{'documents':>10} {'MB held':>9} {'MB more a 1,000':>16} {'s a document':>13}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.pdf"
        held, begun = 0.0, time.monotonic()
        for number in range(1, options.documents + 1):
            path.write_bytes(certificate(dice))
            read_document(path)
            if number % options.every == 0 or number == options.every // 10:
                before, held = held, resident()
                more = (held - before) * 1_000 / options.every if before else 0.0
                each = (time.monotonic() - begun) / number
                print(f"{number:>10,} {held:>9.0f} {more:>16.1f} {each:>13.3f}", flush=True)
    return 0


def resident() -> float:
    """Megabytes that this process holds, after what nobody uses has been given back."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES / MEGABYTE


def certificate(dice: random.Random) -> bytes:
    """A registration certificate of one page, its names, places and numbers new each time."""

    def word() -> str:
        return "".join(dice.choices(string.ascii_lowercase, k=dice.randint(5, 11))).capitalize()

    lines = [
        "CENTRAL POLLUTION CONTROL BOARD",
        "Certificate of Registration for Recycler under E-Waste (Management) Rules, 2022",
        f"Registration No.: B-29016({dice.randint(1, 99999)})/WM-III/{dice.randint(1, 9999)}",
        f"Date of issue: {dice.randint(1, 28):02}/{dice.randint(1, 12):02}/2026",
        f"Name of the recycler facility: M/s {word()} {word()} Recycling Private Limited",
        f"Address: Plot No. {dice.randint(1, 900)}, {word()} Industrial Area, {word()}, District {word()}, Gujarat",
        f"Recycling capacity: {dice.randint(100, 9000)} MTA",
        "The registration is valid for a period of five years from the date of issue.",
        *(f"{n}. {' '.join(word() for _ in range(9))}." for n in range(1, 21)),
    ]
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    for n, line in enumerate(lines):
        canvas.drawString(56, 780 - 24 * n, line)
    canvas.save()
    return kept.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
