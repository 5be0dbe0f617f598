"""Words with boxes of digital pages: pages a second and the words themselves, against pdfplumber and pdftotext.

Each reader gets the same pages of the same files in the same run; processor seconds count, so that other work on the
machine does not. pdfplumber frees each page once it is read, as its manual advises; pdftotext runs as a program of its
own, once a file. Words are compared with pdfplumber's as texts, by how often each stands in the file.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pdfplumber
import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.drawing import drawn_on
from extractors.pdfium import CannotOpen, Frame, NeedsPassword, flattened, frame_of, opened_pdf
from extractors.text_layer import text_layer, words_of
from extractors.visible import seen_words

CORPORA = "CORPORA"
"""Variable that names the folder of other people's PDFs; without it only the made files are measured."""

CORPUS_FOLDERS = ("tables_icdar2013_eu", "tables_camelot")
MOST_PAGES = 4
"""Pages of a corpus file that are read."""

VOCABULARY = (
    "recycling", "of", "critical", "minerals", "from", "electronic", "waste", "shall", "be", "certified", "by", "the",
    "chartered", "accountant", "amount", "consent", "authorisation", "board", "capacity", "tonnes", "annum",
)  # fmt: skip

Pages = Sequence[int]
Files = tuple[str, list[tuple[Path, Pages]]]
Reader = Callable[[Path, Pages], list[str]]


@dataclass
class Differences:
    """How two readers' words differ, by what explains it."""

    words: int = 0
    same: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


def main(arguments: list[str] | None = None) -> int:
    """Run the comparison and print its tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.words", description="Words of digital pages, against peers.")
    parser.add_argument("--runs", type=int, default=3, help="runs of each reader; the best counts (default 3)")
    parser.add_argument("--pages", type=int, default=50, help="pages of each made file that are read (default 50)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sets: list[Files] = [
            ("text, 50 pages", [(text_paper(folder / "text.pdf", 50), range(min(50, options.pages)))]),
            ("ruled ledger, 300 pages", [(ledger_paper(folder / "ledger.pdf", 300), range(min(300, options.pages)))]),
            *corpus_sets(),
        ]
        print(f"{'pages a processor second':28}{'pages':>7}{'pdfplumber':>12}", end="")
        print(*(f"{name:>22}" for name in READERS), sep="")
        for name, files in sets:
            print_speed(name, files, options.runs)
        print(f"\n{'words against pdfplumber':38}{'words':>9}{'the same':>10}  others, by cause")
        for name, files in sets:
            print_differences(name, files)
    print(f"(load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    return 0


def text_paper(path: Path, pages: int) -> Path:
    """Pages of running text, 60 lines each."""
    draw, random = Canvas(str(path), pagesize=A4, invariant=1), Random(5)
    for _ in range(pages):
        draw.setFont("Times-Roman", 9.5)
        for line in range(60):
            draw.drawString(50, 800 - 12.3 * line, " ".join(random.choices(VOCABULARY, k=12)))
        draw.showPage()
    draw.save()
    return path


def ledger_paper(path: Path, pages: int) -> Path:
    """Pages of a ruled sales ledger, 40 rows of 8 columns each."""
    draw, edges = Canvas(str(path), pagesize=A4, invariant=1), (30, 60, 120, 190, 300, 360, 420, 490, 560)
    heads = ("No", "Date", "Invoice", "Buyer", "HSN", "Qty", "Taxable", "Total")
    for page in range(pages):
        draw.setFont("Helvetica", 7.5)
        for row in range(41):
            cells = heads if row == 0 else ledger_row(page * 40 + row)
            for edge, cell in zip(edges, cells, strict=False):
                draw.drawString(edge + 3, 805 - 18 * row, cell)
        for row in range(42):
            draw.line(edges[0], 818 - 18 * row, edges[-1], 818 - 18 * row)
        for edge in edges:
            draw.line(edge, 818, edge, 818 - 18 * 41)
        draw.showPage()
    draw.save()
    return path


def ledger_row(number: int) -> tuple[str, ...]:
    """One sale of the made ledger."""
    day, amount = f"{number % 28 + 1:02d}-06-2025", f"{number % 90 + 10}5,432.50"
    invoice = f"NR/25-26/{number:05d}"
    return (str(number), day, invoice, "Navratna Recyclers Pvt Ltd", "85491100", f"{number * 3.5:.2f}", amount, amount)


def corpus_sets() -> Iterator[Files]:
    """Files of others that open in both engines and hold text, by folder; none without the variable."""
    if CORPORA not in os.environ:
        return
    for name in CORPUS_FOLDERS:
        files = [
            (path, pages)
            for path in sorted((Path(os.environ[CORPORA]) / name).rglob("*.pdf"))
            if (pages := readable(path))
        ]
        if files:
            yield name, files


def readable(path: Path) -> Pages:
    """The pages that are read of a file: none where it cannot be opened."""
    try:
        with opened_pdf(path) as pdf:
            return range(min(MOST_PAGES, pdf.page_count))
    except (CannotOpen, NeedsPassword):
        return ()


def by_pdfplumber(path: Path, pages: Pages) -> list[str]:
    """Texts of pdfplumber's words."""
    found: list[str] = []
    with pdfplumber.open(path, pages=[page + 1 for page in pages]) as pdf:
        for page in pdf.pages:
            found.extend(it["text"] for it in page.extract_words())
            page.close()
    return found


def by_pdftotext(path: Path, pages: Pages) -> list[str]:
    """Texts of poppler's words with boxes."""
    command = ["pdftotext", "-bbox-layout", "-f", str(pages[0] + 1), "-l", str(pages[-1] + 1), str(path), "-"]
    answer = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    return [html.unescape(it) for it in re.findall(r"<word [^>]*>(.*?)</word>", answer)]


def opened_pages(path: Path, pages: Pages) -> Iterator[tuple[pypdfium2.PdfPage, Frame]]:
    """The pages of a file as the extractors open them."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number in pages:
            page = flattened(document, number)
            yield page, frame_of(page)
            page.close()
    finally:
        document.close()


def columns(path: Path, pages: Pages) -> list[str]:
    """Ours: texts and boxes in columns."""
    return [text for page, frame in opened_pages(path, pages) for text in text_layer(page, frame).texts]


def records(path: Path, pages: Pages) -> list[str]:
    """Ours: a record for each word, with its style."""
    return [it.word.text for page, frame in opened_pages(path, pages) for it in words_of(page, frame)]


def with_rulings_and_visibility(path: Path, pages: Pages) -> list[str]:
    """Ours: records of the words that a person sees, and the page's rulings."""
    found: list[str] = []
    for page, frame in opened_pages(path, pages):
        drawn = drawn_on(page, frame)
        found.extend(it.word.text for it in seen_words(page, frame, text_layer(page, frame), drawn).words)
    return found


READERS: dict[str, Reader] = {
    "pdftotext -bbox-layout": by_pdftotext,
    "ours, columns": columns,
    "ours, records": records,
    "+ rulings, visibility": with_rulings_and_visibility,
}


def print_speed(name: str, files: Sequence[tuple[Path, Pages]], runs: int) -> None:
    """One row: pages a second of each reader, and how many times pdfplumber's that is."""
    count = sum(len(pages) for _, pages in files)
    peer = count / best(by_pdfplumber, files, 1)
    row = f"{name:28}{count:7}{peer:12.1f}"
    for reader in READERS.values():
        pace = count / best(reader, files, runs)
        row += f"{pace:14.1f} {pace / peer:5.1f} ×"
    print(row, flush=True)


def best(reader: Reader, files: Sequence[tuple[Path, Pages]], runs: int) -> float:
    """Processor seconds, its programs' included, that a reader takes for all files in its best run."""
    taken = []
    for _ in range(runs):
        start = sum(os.times()[:4])
        for path, pages in files:
            reader(path, pages)
        taken.append(sum(os.times()[:4]) - start)
    return min(taken)


def print_differences(name: str, files: Sequence[tuple[Path, Pages]]) -> None:
    """Two rows: our words and pdftotext's against pdfplumber's."""
    for reader, label in ((records, "ours"), (by_pdftotext, "pdftotext")):
        found = Differences()
        for path, pages in files:
            compare(found, reader(path, pages), by_pdfplumber(path, pages))
        causes = ", ".join(
            f"{cause} {count} (e.g. {found.examples[cause]})" for cause, count in found.causes.most_common()
        )
        print(f"{name + ': ' + label:38}{found.words:9}{found.same / max(found.words, 1):9.2%}  {causes}", flush=True)


def compare(found: Differences, mine: Sequence[str], theirs: Sequence[str]) -> None:
    """Adds the words of one file; both lists in any order."""
    ours, others = Counter(mine), Counter(theirs)
    found.words += len(mine)
    found.same += (ours & others).total()
    left, right = ours - others, others - ours
    plain = {unicodedata.normalize("NFKC", it): it for it in right}
    run = " ".join(right)
    for word, count in left.items():
        cause, example = cause_of(word, plain, run)
        found.causes[cause] += count
        found.examples.setdefault(cause, f"{word!r} for {example!r}" if example else repr(word))


def cause_of(word: str, plain: Mapping[str, str], run: str) -> tuple[str, str | None]:
    """Why a word is ours alone, and what pdfplumber has in its place; `plain` and `run` are the words it has alone."""
    if word in plain:
        return "ligatures", plain[word]
    if (holder := next((it for text, it in plain.items() if word in text), None)) is not None and len(word) > 1:
        return "they join", holder
    parts = [it for text, it in plain.items() if len(text) > 1 and text in word]
    if parts:
        return "they split", parts[0]
    if word[::-1] in plain or (len(word) > 2 and word[::-1] in run):
        return "turned text", word[::-1]
    if "\ufffd" in word or "(cid:" in run:
        return "unmapped letters", None
    if not word.isascii():
        return "other letters", None
    return "others", None


if __name__ == "__main__":
    raise SystemExit(main())
