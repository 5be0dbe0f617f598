"""Files that nobody here made, broken and hostile ones among them, through the real reading path: does each end well?

Each file is read in a child process as `parakh` reads it. The manifest beside the files tells their kind, passwords and
the pages that three engines count.
"""

from __future__ import annotations

import csv
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from extractors.prepare import warm_up
from flows.folders import Found
from flows.reading import Reading, fingerprint, read_patiently
from flows.work import work_folders
from flows.workers import Workers
from records.readings import DocumentReading

FOLDER = "robust"
MOST_SECONDS = 60.0
MOST_MEMORY = 1.5 * 1024**3
SAMPLED_EVERY = 0.05
READ = frozenset({"read", "partly_read"})

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the manifest says of a file; a count is None where the engine refuses it."""

    file: str
    kind: str
    tags: tuple[str, ...]
    password: str
    pages_pikepdf: int | None
    pages_pdfplumber: int | None
    pages_pdfium: int | None

    @property
    def needs_password(self) -> bool:
        """Whether nobody can open the file without a password."""
        return "needs-password" in self.tags

    @property
    def most_pages(self) -> int | None:
        """The pages of the engine that sees most."""
        counts = [it for it in (self.pages_pikepdf, self.pages_pdfplumber, self.pages_pdfium) if it is not None]
        return max(counts, default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its reading, the seconds it took, the most bytes its process group held."""

    listed: Listed
    reading: DocumentReading
    seconds: float
    memory: int

    @property
    def page_told(self) -> bool:
        """Whether the reading says that engines disagree on the pages, or that the file was repaired."""
        return any(notice.code in {"page_count", "repaired"} for notice in self.reading.warnings)


@dataclass(frozen=True, slots=True)
class Robustness:
    """The figures of the corpus."""

    outcomes: tuple[Outcome, ...]

    @property
    def statuses(self) -> Counter[str]:
        """Files by status."""
        return Counter(it.reading.status for it in self.outcomes)

    @property
    def within_limits(self) -> list[Outcome]:
        """Files that ended with a status of their own within time and memory."""
        return [
            it
            for it in self.outcomes
            if it.seconds <= MOST_SECONDS and it.memory <= MOST_MEMORY and it.reading.status != "timed_out"
        ]

    @property
    def lost_by_pdfplumber(self) -> list[Outcome]:
        """Files of which pdfplumber sees fewer pages than another engine, without a word."""
        return [
            it
            for it in self.outcomes
            if it.listed.pages_pdfplumber is not None and it.listed.pages_pdfplumber < (it.listed.most_pages or 0)
        ]

    @property
    def all_pages_seen(self) -> list[Outcome]:
        """Of those, the files of which every page was read, or said not to be."""
        return [it for it in self.lost_by_pdfplumber if it.reading.page_count >= (it.listed.most_pages or 0)]

    @property
    def locked(self) -> list[Outcome]:
        """Files that need a password."""
        return [it for it in self.outcomes if it.listed.needs_password]

    @property
    def owner_only(self) -> list[Outcome]:
        """Encrypted files that anybody may open."""
        return [it for it in self.outcomes if it.listed.kind == "encrypted" and not it.listed.needs_password]

    @property
    def refused_by_pdfplumber(self) -> list[Outcome]:
        """Files without password that pdfplumber refuses."""
        return [it for it in self.outcomes if it.listed.pages_pdfplumber is None and not it.listed.needs_password]


def measure(folder: Path, jobs: int = 2, say: Progress = print) -> Robustness:
    """Reads every file of the corpus.

    Args:
        folder: the folder of all corpora.
        jobs: files read side by side.
        say: is told what was done, now and then.
    """
    listed = manifest(folder / FOLDER / "manifest.csv")
    done: list[Outcome] = []
    with _pools(jobs) as pools, ThreadPoolExecutor(jobs) as threads:
        for outcome in threads.map(lambda it: _through(pools, folder / FOLDER, it), listed):
            done.append(outcome)
            if len(done) % 25 == 0 or len(done) == len(listed):
                say(f"robust: {len(done)} of {len(listed)} files read")
    return Robustness(tuple(done))


def manifest(path: Path) -> list[Listed]:
    """The files of the corpus, as its manifest lists them."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Listed(
                row["file"],
                row["kind"],
                tuple(row["tags"].split()),
                row["password"],
                *(_count(row[name]) for name in ("pages_pikepdf", "pages_pdfplumber", "pages_pdfium")),
            )
            for row in csv.DictReader(stream)
        ]


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


@contextmanager
def _pools(count: int) -> Iterator[SimpleQueue[Workers]]:
    """So many pools of one child each: whose memory is whose can then be told."""
    free: SimpleQueue[Workers] = SimpleQueue()
    with ExitStack() as stack:
        work = stack.enter_context(work_folders(None))
        for _ in range(count):
            free.put(stack.enter_context(Workers(1, first=warm_up, work=work)))
        yield free


def _through(free: SimpleQueue[Workers], folder: Path, listed: Listed) -> Outcome:
    workers = free.get()
    try:
        group = workers.call(os.getpid, seconds=MOST_SECONDS)
        path = folder / listed.file
        reading = Reading(fingerprint(Found(path, listed.file)), path, listed.file)
        with _sampled(group) as most:
            started = time.monotonic()
            document = read_patiently(workers, reading, MOST_SECONDS)
            seconds = time.monotonic() - started
        return Outcome(listed, document, seconds, most[0])
    finally:
        free.put(workers)


@contextmanager
def _sampled(group: int) -> Iterator[list[int]]:
    """The most memory that the processes of a group hold together during the `with` block."""
    most = [0]
    ended = threading.Event()

    def sample() -> None:
        done = False
        while not done:
            most[0] = max(most[0], _held_by(group))
            done = ended.wait(SAMPLED_EVERY)

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


def _held_by(group: int) -> int:
    """Bytes of resident memory of a process group; 0 where the system does not tell."""
    page = os.sysconf("SC_PAGESIZE")
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[21]) * page
    return total


def lines(figures: Robustness) -> list[str]:
    """The figures for print, and every file that is not as it should be."""
    outcomes = figures.outcomes
    lost, locked, owner = figures.lost_by_pdfplumber, figures.locked, figures.owner_only
    refused = figures.refused_by_pdfplumber
    named = [it for it in locked if it.reading.status == "encrypted"]
    opened = [it for it in refused if it.reading.page_count > 0]
    rows = [
        ("files with a status within 60 s and 1.5 GB", len(figures.within_limits), len(outcomes)),
        ("silent page losses of pdfplumber found", len(figures.all_pages_seen), len(lost)),
        ("needing a password and named as such", len(named), len(locked)),
        ("owner password only: opened", sum(it.reading.page_count > 0 for it in owner), len(owner)),
        ("refused by pdfplumber without password: opened", len(opened), len(refused)),
    ]
    text = [f"{name:52} {have:5} of {of:3}  {have / max(of, 1):6.1%}" for name, have, of in rows]
    text.append(f"{'statuses':52} {dict(figures.statuses.most_common())}")
    slowest = max(outcomes, key=lambda it: it.seconds)
    largest = max(outcomes, key=lambda it: it.memory)
    text.append(f"{'slowest':52} {slowest.seconds:5.1f} s  {slowest.listed.file}")
    text.append(f"{'largest':52} {largest.memory / 1024**2:5.0f} MB {largest.listed.file}")
    wrong: list[tuple[str, Sequence[Outcome]]] = [
        ("over a limit", [it for it in outcomes if it not in figures.within_limits]),
        ("pages lost", [it for it in lost if it not in figures.all_pages_seen]),
        ("not named as encrypted", [it for it in locked if it not in named]),
        ("owner password only, not opened", [it for it in owner if it.reading.page_count == 0]),
        ("a mistake of ours", [it for it in outcomes if "mistake of its own" in (it.reading.message or "")]),
    ]
    for what, files in wrong:
        text += [f"  {what}: {_told(it)}" for it in files]
    return text


def _told(outcome: Outcome) -> str:
    reading = outcome.reading
    return (
        f"{outcome.listed.file} ({reading.status}, {reading.page_count} of {outcome.listed.most_pages} pages, "
        f"{outcome.seconds:.1f} s, {outcome.memory / 1024**2:.0f} MB)"
    )
