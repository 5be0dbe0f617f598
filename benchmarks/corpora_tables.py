"""Tables that nobody here made: those of the ICDAR 2013 competition with their truth, and camelot's own tests.

Ours, pdfplumber's defaults and camelot's `auto` read the same files in the same run, each file in a child process.
"""

from __future__ import annotations

import importlib.util
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from functools import partial, reduce
from pathlib import Path

import pdfplumber

from benchmarks.table_metrics import MarkedCell, MarkedTable, Scores, read_structure
from extractors.drawing import painted_lines
from extractors.finding import FoundTable, find_tables
from extractors.finding.lattice import lattice_tables
from extractors.pages import open_document
from extractors.pdfium import frame_of, opened_pdf
from extractors.prepare import warm_up
from flows.workers import Failed, Lost, Workers

ICDAR = "tables_icdar2013_"
CAMELOT = "tables_camelot"
RULED_FILES = ("pdfplumber__issue-*.pdf", "pdfplumber__chelsea*.pdf", "camelot__agstat.pdf", "tabula-java__*.pdf")
SECONDS = 150.0

Found = dict[int, list[MarkedTable]]
Finder = Callable[[Path], Found]
Progress = Callable[[str], None]


def by_us(path: Path) -> Found:
    """The tables of a file's pages as they are read here."""
    tables = {page.number: [marked(it) for it in find_tables(page)] for page in open_document(path).pages}
    return {page: found for page, found in tables.items() if found}


def by_pdfplumber(path: Path) -> Found:
    """The tables that pdfplumber finds with its defaults."""
    tables: Found = {}
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found = [MarkedTable.of_grid(grid) for grid in page.extract_tables()]
            if found:
                tables[page.page_number] = found
            page.close()
    return tables


def by_camelot(path: Path) -> Found:
    """The tables that camelot finds when it chooses its way by itself."""
    from camelot.io import read_pdf  # a peer: installed for the measurement only

    tables: Found = {}
    for table in read_pdf(str(path), pages="all", flavor="auto", suppress_stdout=True):
        tables.setdefault(table.page, []).append(MarkedTable.of_grid(table.df.values.tolist()))
    return tables


def marked(table: FoundTable) -> MarkedTable:
    """A table of ours as the measures take it."""
    return MarkedTable(
        tuple(
            MarkedCell(cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1, cell.text)
            for cell in table.cells
        )
    )


def finders() -> dict[str, Finder]:
    """The readers to be compared, by name; camelot only where it is installed."""
    found: dict[str, Finder] = {"Parakh": by_us, "pdfplumber": by_pdfplumber}
    if importlib.util.find_spec("camelot") is not None:
        found["camelot"] = by_camelot
    return found


@dataclass(slots=True)
class Half:
    """The scores of one reader on some of the files."""

    scores: Scores = field(default_factory=Scores)
    files: int = 0


@dataclass(slots=True)
class Measured:
    """The figures of one reader: all files, those looked at while building, those kept apart."""

    whole: Half = field(default_factory=Half)
    looked_at: Half = field(default_factory=Half)
    kept_apart: Half = field(default_factory=Half)
    seconds: float = 0.0
    cells_found: int = 0
    cells_true: int = 0

    def add(self, name: str, truth: Found, found: Found) -> None:
        """Counts one file of the competition."""
        for half in (self.whole, self.looked_at if was_looked_at(name) else self.kept_apart):
            half.scores.add(truth, found)
            half.files += 1


def was_looked_at(name: str) -> bool:
    """Whether a file of the competition was looked at while the finder was built: those with odd numbers."""
    number = re.search(r"\d+", name)
    return number is not None and int(number.group()) % 2 == 1


def measure(folder: Path, jobs: int = 2, say: Progress = print) -> dict[str, Measured]:
    """The figures of each reader, by name.

    Args:
        folder: the folder of all corpora.
        jobs: files read side by side.
        say: is told what was done, now and then.
    """
    figures = {}
    with Workers(jobs, first=warm_up) as workers:
        for name, finder in finders().items():
            started = time.monotonic()
            figures[name] = _measured(workers, folder, finder)
            figures[name].seconds = time.monotonic() - started
            say(f"tables: {name} read all files in {figures[name].seconds:.0f} s")
    return figures


def _measured(workers: Workers, folder: Path, finder: Finder) -> Measured:
    measured = Measured()
    run = partial(_in_child, workers, finder)
    with ThreadPoolExecutor(workers.count) as threads:
        truths = competition(folder)
        for (path, truth), found in zip(truths, threads.map(run, [path for path, _ in truths]), strict=True):
            measured.add(path.name, truth, found)
        expected = camelot_tests(folder)
        for (_, texts), found in zip(expected, threads.map(run, [path for path, _ in expected]), strict=True):
            measured.cells_true += texts.total()
            measured.cells_found += (texts & cell_texts(found)).total()
    return measured


def _in_child(workers: Workers, finder: Finder, path: Path) -> Found:
    """What a reader finds in a file; nothing where it fails or takes too long."""
    try:
        return workers.call(finder, path, seconds=SECONDS)
    except (Failed, Lost):
        return {}


@dataclass(frozen=True, slots=True)
class Ruled:
    """Tables that pdfplumber finds by drawn lines on its own test files, and how far ours agree with them.

    The first four compare cell by cell with pdfplumber's own finding of tables, fed with what PDFium drew: with every
    painted line, and with those that a person sees. The last three are of the finder that merges and knows headings.

    Attributes:
        tables: those of at least two rows and columns.
        cells_alike: of these, the tables with the same number of cells in as many rows and columns.
        texts_alike: of these, the tables with the same text in every cell as well.
        letters_alike: of these, the tables with the same letters in every cell: pdfplumber spells turned and Arabic
            text backwards.
        seen_alike: the tables with the same letters if only lines count that a person sees; the others are cut by edges
            of fills that lie on their own colour, or by white lines.
        same: tables of our finder with the same texts in their cells.
        texts: texts in pdfplumber's cells.
        texts_same: of these, the texts that stand in a cell of our finder's.
    """

    tables: int = 0
    cells_alike: int = 0
    texts_alike: int = 0
    letters_alike: int = 0
    seen_alike: int = 0
    same: int = 0
    texts: int = 0
    texts_same: int = 0


Cells = tuple[tuple[int, int, str], ...]
"""The row, the column and the text (without white space) of each cell of a table."""


def ruled_alike(path: Path) -> Ruled:
    """Compares the ruled tables of one file, table by table; empty cells do not count for texts."""
    pages = {page.number: page for page in open_document(path).pages}
    ours = by_us(path)
    found = Ruled()
    with opened_pdf(path) as pdf:
        for number, tables in by_pdfplumber(path).items():
            drawn = pdf.document[number - 1]
            painted = replace(pages[number], rulings=painted_lines(drawn, frame_of(drawn)))
            every, seen = ([_cells_of(marked(it)) for it in lattice_tables(page)] for page in (painted, pages[number]))
            for theirs in (it for it in tables if len(it.grid) > 1 and len(it.grid[0]) > 1):
                found = _added(found, _compared(theirs, every, seen, ours.get(number, ())))
    return found


def _compared(theirs: MarkedTable, every: Sequence[Cells], seen: Sequence[Cells], ours: Sequence[MarkedTable]) -> Ruled:
    """One of pdfplumber's tables beside ours of the same page."""
    cells, texts = _cells_of(theirs), cell_texts({1: [theirs]})
    size = len(theirs.grid), len(theirs.grid[0])
    shared = [(texts & cell_texts({1: [it]})).total() for it in ours]
    return Ruled(
        tables=1,
        cells_alike=any(_size_of(it) == size for it in every),
        texts_alike=any(_filled(it) == _filled(cells) for it in every),
        letters_alike=any(_letters(it) == _letters(cells) for it in every),
        seen_alike=any(_letters(it) == _letters(cells) for it in seen),
        same=any(cell_texts({1: [it]}) == texts for it in ours),
        texts=texts.total(),
        texts_same=max(shared, default=0),
    )


def _cells_of(table: MarkedTable) -> Cells:
    return tuple((it.first_row, it.first_column, _plain(it.text)) for it in table.cells)


def _size_of(cells: Cells) -> tuple[int, int]:
    return max(row for row, _, _ in cells) + 1, max(column for _, column, _ in cells) + 1


def _filled(cells: Cells) -> Cells:
    return tuple(sorted(it for it in cells if it[2]))


def _letters(cells: Cells) -> Cells:
    """The cells with the letters of each in one order, in the forms that Arabic letters have when they stand alone."""
    return tuple(
        sorted((row, column, "".join(sorted(unicodedata.normalize("NFKC", it)))) for row, column, it in cells if it)
    )


def _added(one: Ruled, other: Ruled) -> Ruled:
    return Ruled(*(getattr(one, it.name) + getattr(other, it.name) for it in fields(Ruled)))


def measure_ruled(folder: Path, jobs: int = 2) -> Ruled:
    """The agreement over all files of pdfplumber's and tabula's tests."""
    files = sorted(path for name in RULED_FILES for path in (folder / "robust").glob(name))
    with Workers(jobs, first=warm_up) as workers, ThreadPoolExecutor(jobs) as threads:
        parts = list(threads.map(lambda path: workers.call(ruled_alike, path, seconds=SECONDS), files))
    return reduce(_added, parts, Ruled())


def competition(folder: Path) -> list[tuple[Path, Found]]:
    """The files of the competition with their truth."""
    structures = sorted(folder.glob(f"{ICDAR}*/*-str.xml"))
    pairs = [(path.with_name(path.name.replace("-str.xml", ".pdf")), path) for path in structures]
    return [(pdf, read_structure(truth)) for pdf, truth in pairs if pdf.exists()]


def camelot_tests(folder: Path) -> list[tuple[Path, Counter[str]]]:
    """Camelot's test files with the texts of the cells that its tests expect in one of its ways.

    Only what does not rest on settings that a test gives (columns, texts to be stripped) is taken. Where several
    tests read one file, the one that expects most is taken.
    """
    path = folder / CAMELOT / "expected.json"
    if not path.exists():
        return []
    listed = json.loads(path.read_text(encoding="utf-8"))
    texts: dict[Path, Counter[str]] = {}
    for test in listed["tests"]:
        if any(word in " ".join(test["what"]["call"]) for word in ("strip_text", "columns=", "layout_kwargs")):
            continue
        file = path.parent / "pdf" / test["what"]["file"]
        expected: Counter[str] = Counter()
        for name in test["what"]["expected"]:
            expected += Counter(_plain(cell) for row in listed["tables"][name] for cell in row if _plain(cell))
        if file.exists() and expected.total() > texts.get(file, Counter[str]()).total():
            texts[file] = expected
    return sorted(texts.items())


def cell_texts(found: Found) -> Counter[str]:
    """How often each text stands in a cell."""
    cells = (cell.text for tables in found.values() for table in tables for cell in table.cells)
    return Counter(_plain(text) for text in cells if _plain(text))


def _plain(text: str) -> str:
    """A text without white space: where a cell's words wrap is no matter of its text."""
    return re.sub(r"\s+", "", str(text))


def ruled_lines(ruled: Ruled) -> list[str]:
    """The agreement with pdfplumber for print."""
    return [
        f"ruled tables of pdfplumber's own test files, {ruled.tables}, by its finding fed with PDFium's lines: the "
        f"same rows and columns in {ruled.cells_alike}, the same texts in every cell in {ruled.texts_alike}, the same "
        f"letters in {ruled.letters_alike} (turned and Arabic text it spells backwards)",
        f"  if lines that nobody sees do not count: the same letters in every cell in {ruled.seen_alike}",
        f"  our finder, which merges cells and knows headings: the same texts in {ruled.same}, "
        f"{ruled.texts_same} of {ruled.texts} texts ({ruled.texts_same / max(ruled.texts, 1):.1%})",
    ]


def lines(figures: dict[str, Measured]) -> list[str]:
    """The figures for print."""
    head = f"{'':34}{'F1':>7}{'TEDS-like':>11}{'rows':>7}{'columns':>9}{'adjacency':>11}{'tables':>8}{'files':>7}"
    text = [head]
    for part, title in (("whole", "all"), ("looked_at", "looked at"), ("kept_apart", "kept apart")):
        text += [_line(f"{name}, {title}", getattr(measured, part)) for name, measured in figures.items()]
    text += [
        f"{name + ', cells of camelot’s tests':34}{measured.cells_found} of {measured.cells_true} "
        f"({measured.cells_found / max(measured.cells_true, 1):.1%}); all files in {measured.seconds:.0f} s"
        for name, measured in figures.items()
    ]
    return text


def _line(name: str, half: Half) -> str:
    it = half.scores
    return (
        f"{name:34}{it.f1:7.3f}{it.teds:11.3f}{it.rows:7.3f}{it.columns:9.3f}{it.adjacency:11.3f}"
        f"{it.tables_true:8}{half.files:7}"
    )
