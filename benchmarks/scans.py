"""OCR against ocrmypdf: the same forty mixed pages, two processes each, in one run.

The pages are drawn from the samples' layouts (English) and from a bilingual letter (Hindi and English) and then scanned
as good and as poor copies. Truth is the text layer of the digital original; for pages in Devanagari, whose text layers
do not hold their letters in the order in which they are written, it is the text that was typed. The peer gets all pages
in one file, its best case, and its fastest settings; its text is taken from its sidecar. Both times include starting
the processes and loading the models.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2

from benchmarks.text_error import Errors, errors_of
from extractors.second_look import SETTING as SECOND_LOOK
from records.amount_words import in_words_hindi
from records.numbers import indian
from samples import invented, scan
from samples.facts import Shape, draw
from samples.hands import web
from samples.sets import FAMILIES

PAGES, HINDI_PAGES = 40, 12
PROCESSES = 2
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
FEWEST_LETTERS = 400
"""Pages with less text than this are left out: they would flatter both."""

DAYS = date(2023, 1, 2), date(2026, 10, 30)
WASTES = (
    "लिथियम आयन बैटरी", "ई-अपशिष्ट", "प्रयुक्त उत्प्रेरक", "स्थायी चुंबक", "जिंक राख", "तांबा स्क्रैप", "सीसा अम्ल बैटरी",
    "एल्युमिनियम ड्रॉस", "निकल अवशेष",
)  # fmt: skip

PEER = (
    "ocrmypdf", "--jobs", "2", "--language", "eng+hin", "--output-type", "pdf", "--force-ocr", "--optimize", "0",
    "--quiet",
)  # fmt: skip
OURS = "open_document on each page, 2 processes, every setting as shipped"
ALONE = "the same, without a second engine's look at figures and doubtful words"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scanned page as a PDF, with what is printed on it."""

    name: str
    content: bytes
    printed: str
    hindi: bool
    quality: str


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine made of all pages, and what it cost: seconds of wall and of all cores, bytes at the peak."""

    texts: tuple[str, ...]
    wall: float
    processor: float
    memory: int


def main(arguments: list[str] | None = None) -> int:
    """Make the pages, read them by both, print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.scans", description="OCR of forty scanned pages against a peer.")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"how many pages (default {PAGES})")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--without-peer", action="store_true", help="read by us only")
    parser.add_argument("--first-look", action="store_true", help="read once more without the second engine")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    sheets = make_sheets(options.pages, options.seed)
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        figures["parakh"] = described(read_by_us(sheets, Path(scratch), {}), sheets)
        if options.first_look:
            figures["first look"] = described(read_by_us(sheets, Path(scratch), {SECOND_LOOK: "0"}), sheets)
        if options.without_peer:
            pass
        elif (program := peer_program()) is None:
            print(
                "ocrmypdf is not installed, so nothing is compared: install the extra `peers` (pip install '.[peers]')"
            )
        else:
            figures["ocrmypdf"] = described(read_by_peer(program, sheets, Path(scratch)), sheets)
    print("\n".join(table(figures, sheets)))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def make_sheets(count: int, seed: int) -> list[Sheet]:
    """Mixed pages: three in ten in Hindi and English, every second a poor copy."""
    hindi = round(count * HINDI_PAGES / PAGES)
    pages = [*latin_pages(count - hindi, seed), *(hindi_page(seed, number) for number in range(hindi))]
    sheets = []
    for number, (name, content, printed) in enumerate(pages):
        quality: scan.Quality = "scan_poor" if number % 2 else "scan_good"
        scanned = scan.scanned(content, Random(f"{seed}/{name}/scan"), quality)
        sheets.append(Sheet(name, scanned, printed, bool(DEVANAGARI.search(printed)), quality))
    return sheets


def latin_pages(count: int, seed: int) -> list[tuple[str, bytes, str]]:
    """First pages of the samples' layouts that print no Devanagari, then second pages: name, PDF, text layer."""
    found: dict[int, list[tuple[str, bytes, str]]] = {}
    states = ("KA", "MH", "PB", "TN", "MP", "GJ", "HR", "RJ", "AP", "UP")
    for n, (family, hand) in enumerate(FAMILIES.items()):
        shape = Shape(state=states[n % len(states)], item_rows=14, sale_rows=24, grain=Decimal(1000))
        paper = hand(draw(Random(f"{seed}/{family}/facts"), shape), Random(f"{seed}/{family}/paper"))
        for page, (content, text) in enumerate(split(paper.content), 1):
            if len(text) >= FEWEST_LETTERS and not DEVANAGARI.search(text):
                found.setdefault(page, []).append((f"{family} p. {page}", content, text))
    pages = [it for page in sorted(found) for it in found[page]]
    if len(pages) < count:
        raise ValueError(f"the samples print {len(pages)} pages without Devanagari, {count} are asked for")
    return pages[:count]


def split(pdf: bytes) -> Iterable[tuple[bytes, str]]:
    """Each page of a PDF as a PDF of its own, with its text layer."""
    document = pypdfium2.PdfDocument(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        for index, page in enumerate(whole.pages):
            one, buffer = pikepdf.new(), io.BytesIO()
            one.pages.append(page)
            one.save(buffer)
            yield buffer.getvalue(), document[index].get_textpage().get_text_range()
    document.close()


def hindi_page(seed: int, number: int) -> tuple[str, bytes, str]:
    """A board's letter in Hindi with English names and figures, and its text as typed."""
    rng = Random(f"{seed}/hindi/{number}")
    rows = [
        (place, name, f"{rng.randrange(120, 9000)} मीट्रिक टन", f"₹ {indian(Decimal(rng.randrange(10**6, 10**9)))}")
        for place, name in enumerate(rng.sample(WASTES, 5), 1)
    ]
    amount = Decimal(rng.randrange(10**6, 9 * 10**8))
    day = invented.day(rng, DAYS[0], DAYS[1])
    name = invented.applicant_name(rng)
    lines = [
        f"पत्र संख्या: {rng.randrange(100, 9999)}/SPCB/HW/{day.year}/{rng.randrange(10, 999):03d} दिनांक: {day:%d/%m/%Y}",
        f"सेवा में, मैसर्स {name}, प्लॉट संख्या {rng.randrange(1, 400)}, औद्योगिक क्षेत्र, पिन {rng.randrange(110001, 855999)}",
        "विषय: खतरनाक एवं अन्य अपशिष्ट (प्रबंधन एवं सीमापार संचलन) नियम, 2016 के अंतर्गत प्राधिकार का नवीनीकरण।",
        f"आपके आवेदन संख्या {rng.randrange(10**6, 10**7)} के संदर्भ में सूचित किया जाता है कि समिति की बैठक में विचार के उपरांत "
        f"निम्नलिखित अपशिष्टों के पुनर्चक्रण की अनुमति {day:%d.%m.%Y} से पाँच वर्ष की अवधि के लिए प्रदान की जाती है।",
    ]
    closing = [
        f"परियोजना की कुल लागत ₹{indian(amount)} ({in_words_hindi(amount)}) है।",
        "The authorisation is subject to the conditions annexed and shall be produced for inspection on demand.",
        "इकाई द्वारा वार्षिक विवरणी निर्धारित प्रपत्र में प्रत्येक वर्ष 30 जून तक प्रस्तुत की जाएगी।",
        "उत्सर्जन एवं निस्सारण बोर्ड द्वारा निर्धारित मानकों के भीतर रहना चाहिए; उल्लंघन की दशा में सहमति निरस्त की जा सकती है।",
        "सदस्य सचिव, राज्य प्रदूषण नियंत्रण बोर्ड",
    ]
    head = ["राज्य प्रदूषण नियंत्रण बोर्ड", "State Pollution Control Board"]
    titles = ("क्र.", "अपशिष्ट", "मात्रा", "मूल्य")
    face = ("Noto Sans Devanagari", "Lohit Devanagari", "Noto Serif Devanagari")[number % 3]
    body = (
        "".join(f"<h3>{web.esc(it)}</h3>" for it in head)
        + "".join(f"<p>{web.esc(it)}</p>" for it in lines)
        + f"<table class='{'ruled' if number % 2 else ''}'>{web.row(titles, tag='th')}{web.rows(rows)}</table>"
        + "".join(f"<p>{web.esc(it)}</p>" for it in closing)
    )
    css = f"body {{ font: 11pt 'Liberation Serif', '{face}'; line-height: 1.5 }}"
    said = [*head, *lines, *titles, *(str(cell) for row in rows for cell in row), *closing, web.SPECIMEN]
    return f"Hindi letter {number + 1}", web.pdf(body, css), "\n".join(said)


def read_by_us(sheets: Sequence[Sheet], folder: Path, settings: Mapping[str, str]) -> Run:
    """Each page as a document of its own, read by `PROCESSES` processes that take one after another.

    Raises:
        RuntimeError: with what the reader wrote, if it failed.
    """
    paths = []
    for number, sheet in enumerate(sheets):
        paths.append(folder / f"{number:02d}.pdf")
        paths[-1].write_bytes(sheet.content)
    command = [sys.executable, "-m", "benchmarks.scan_reader", str(PROCESSES), *map(str, paths)]
    with Watch() as watch:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **settings})
    if done.returncode:
        raise RuntimeError(f"the reader ended with {done.returncode}: {done.stderr[-2000:]}")
    return Run(tuple(json.loads(done.stdout)), watch.wall, watch.processor, watch.memory)


def peer_program() -> str | None:
    """Where ocrmypdf is installed, beside this Python or on the path."""
    beside = Path(sys.executable).with_name(PEER[0])
    return str(beside) if beside.exists() else shutil.which(PEER[0])


def read_by_peer(program: str, sheets: Sequence[Sheet], folder: Path) -> Run:
    """All pages in one file by ocrmypdf; its sidecar parts pages by form feeds.

    Raises:
        RuntimeError: with what it wrote, if it failed.
    """
    whole, sidecar = folder / "all.pdf", folder / "all.txt"
    with pikepdf.new() as pdf:
        for sheet in sheets:
            with pikepdf.open(io.BytesIO(sheet.content)) as one:
                pdf.pages.extend(one.pages)
        pdf.save(whole)
    command = [program, *PEER[1:], "--sidecar", str(sidecar), str(whole), str(folder / "read.pdf")]
    # It sets the number of Tesseract's threads itself, by its jobs.
    environment = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    with Watch() as watch:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError(f"ocrmypdf ended with {done.returncode}: {done.stderr[-2000:]}")
    texts = sidecar.read_text().split("\f")
    return Run(tuple(texts[: len(sheets)]), watch.wall, watch.processor, watch.memory)


class Watch:
    """Wall time, processor time of ended children and the peak memory of all children while a block runs."""

    def __enter__(self) -> Watch:
        """Starts watching."""
        self.memory = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._before, self._start = children_seconds(), time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stops watching."""
        self.wall = time.monotonic() - self._start
        self.processor = children_seconds() - self._before
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.25):
            self.memory = max(self.memory, memory_below(os.getpid()))


def children_seconds() -> float:
    """Processor seconds of all children that have ended, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory_below(pid: int) -> int:
    """Bytes held by all descendants of a process; what they share is counted for each."""
    parents: dict[int, list[int]] = {}
    held: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        child = int(entry.parent.name)
        parents.setdefault(int(fields[1]), []).append(child)
        held[child] = int(fields[21]) * resource.getpagesize()
    waiting, total = list(parents.get(pid, ())), 0
    while waiting:
        child = waiting.pop()
        total += held[child]
        waiting.extend(parents.get(child, ()))
    return total


def described(run: Run, sheets: Sequence[Sheet]) -> dict[str, float]:
    """The figures of a run by name; rates are shares of what is printed."""
    figures = {
        "pages a second": len(sheets) / run.wall,
        "pages a second of one core": len(sheets) / run.processor,
        "wall seconds": run.wall,
        "processor seconds": run.processor,
        "peak memory of all processes (MB)": run.memory / 1e6,
    }
    judged = [errors_of(text, sheet.printed) for text, sheet in zip(run.texts, sheets, strict=True)]
    groups: dict[str, Callable[[Sheet], bool]] = {
        "all": lambda _: True,
        "good copies": lambda it: it.quality == "scan_good",
        "poor copies": lambda it: it.quality == "scan_poor",
        "English": lambda it: not it.hindi,
        "Hindi": lambda it: it.hindi,
    }
    for name, chosen in groups.items():
        errors = sum((it for it, sheet in zip(judged, sheets, strict=True) if chosen(sheet)), Errors())
        figures[f"character error, {name}"] = errors.character_rate
        figures[f"digit error, {name}"] = errors.digit_rate
        if name == "all":
            figures["₹ printed"] = errors.rupees
            figures["₹ lost"] = errors.lost_rupees
            figures["₹ read as a digit"] = errors.rupees_made_digits
    return figures


def table(figures: dict[str, dict[str, float]], sheets: Sequence[Sheet]) -> Iterable[str]:
    """The lines of the report."""
    hindi = sum(it.hindi for it in sheets)
    poor = sum(it.quality == "scan_poor" for it in sheets)
    yield f"{len(sheets)} pages, {hindi} of them in Hindi and English, {poor} poor copies"
    yield f"parakh: {OURS}"
    if "first look" in figures:
        yield f"first look: {ALONE}"
    if "ocrmypdf" in figures:
        yield f"ocrmypdf: {' '.join(PEER)}, all pages in one file"
    ours = [name for name in figures if name != "ocrmypdf"]
    heads = [*figures, *(f"{name}/peer" for name in ours if "ocrmypdf" in figures)]
    yield f"{'':38}" + "".join(f"{head:>18}" for head in heads)
    for name in figures["parakh"]:
        peer = figures.get("ocrmypdf", {}).get(name)
        values = [it[name] for it in figures.values()] + [figures[it][name] / peer for it in ours if peer]
        yield f"{name:38}" + "".join(f"{it:18.4f}" if it < 1 else f"{it:18.2f}" for it in values)
    yield f"(load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


if __name__ == "__main__":
    raise SystemExit(main())
