"""Every layout family read without the words that only it has ever needed: what an unseen layout would give.

The rules of the reader are vocabularies (`reference/document_types`). For each family every entry is left out that its
papers use and neither another family's papers nor a paper of `tests/readings` use, and the words that tell types
(`reference.type_words`) are fitted without the group of families that it is in; it is then read with what is left.
The headings of tables (`reference/tables`) stay as they are.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.compare import Scored, score
from benchmarks.type_words import FOLDS, Told, fit, fold_of, of_no_family, told
from benchmarks.vocabulary import Entry, used_by, without
from extractors.pages import Opened, open_document
from extractors.prepare import warm_up
from extractors.read import read_opened
from reference import calibration, type_words
from reference.document_types import document_types, use
from reference.type_words import TypeWords
from samples.__main__ import write
from samples.sets import SETS

READINGS = Path(__file__).parent.parent / "tests" / "readings"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file with its truth; `pages` is where its opened pages are kept, so that it is opened once."""

    application: str
    file: str
    path: Path
    truth: Mapping[str, Any]
    pages: Path

    @property
    def family(self) -> str:
        """The layout family."""
        return str(self.truth["family"])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the samples gave with every word, and without those that only their own family uses."""

    full: tuple[Scored, ...]
    left_out: tuple[Scored, ...]
    entries: Mapping[str, frozenset[Entry]]
    """For each family the entries that were left out for it."""


def measure(samples: Sequence[Sample], jobs: int) -> LeftOut:
    """Read every sample twice: with all words, and without those that only its family uses."""
    known = [sample for sample in samples if sample.truth["document_type"] in document_types().types]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
        first = list(workers.map(_read_and_traced, known))
        others = workers.map(_used_by_reading, sorted(READINGS.glob("*/*.pdf")))
        entries = only_used_by(
            {"": frozenset().union(*others)}, [(s.family, used) for s, (_, used, _) in zip(known, first, strict=True)]
        )
    papers = [*(part for _, _, parts in first for part in parts), *of_no_family()]
    by_family: dict[str, list[Sample]] = defaultdict(list)
    for sample in known:
        by_family[sample.family].append(sample)
    with ProcessPoolExecutor(jobs, get_context("spawn"), max_tasks_per_child=1) as workers:
        fitted = list(workers.map(fit, [papers] * FOLDS, range(FOLDS)))
        words = [fitted[fold_of(family)] for family in by_family]
        again = workers.map(_read_without, by_family.values(), [entries[it] for it in by_family], words)
        second = [scored for group in again for scored in group]
    return LeftOut(tuple(scored for scored, _, _ in first), tuple(second), entries)


def only_used_by(kept: Mapping[str, Set[Entry]], used: Sequence[tuple[str, Set[Entry]]]) -> dict[str, frozenset[Entry]]:
    """For each family the entries that no other family uses, nor anybody of `kept`."""
    users: dict[Entry, set[str]] = defaultdict(set)
    for family, entries in [*kept.items(), *used]:
        for entry in entries:
            users[entry].add(family)
    alone: dict[str, set[Entry]] = {family: set() for family, _ in used}
    for entry, families in users.items():
        if len(families) == 1 and (family := next(iter(families))) in alone:
            alone[family].add(entry)
    return {family: frozenset(entries) for family, entries in alone.items()}


def opened(path: Path, pages: Path) -> Opened:
    """The pages of a file, read once and kept beside the others under the hash of its bytes."""
    kept = pages / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.pickle"
    if kept.exists():
        found: Opened = pickle.loads(kept.read_bytes())  # our own, of this run or of one that the caller names
        return found
    read = open_document(path, warm_up)
    pages.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(read))
    return read


def samples_of(sets: Sequence[str], seed: int, folder: Path, pages: Path) -> list[Sample]:
    """The samples of some sets, made in a folder; opened pages are kept in another."""
    samples = []
    for name in sets:
        for application in SETS[name](seed):
            made = write(application, folder / name)
            for file, truth in application.truth()["documents"].items():
                if truth["document_type"]:
                    samples.append(Sample(application.id, file, made / file, truth, pages))
    return samples


def _scored(sample: Sample) -> Scored:
    pages = opened(sample.path, sample.pages)
    start = monotonic()
    reading = read_opened(sample.path, pages)
    return score(sample.application, sample.file, sample.truth, reading, monotonic() - start)


def _read_and_traced(sample: Sample) -> tuple[Scored, frozenset[Entry], tuple[Told, ...]]:
    """What a sample gave, the entries that it uses, and if it is digital its words; those of scans teach nothing."""
    calibration.use(None)
    scored = _scored(sample)
    kind, pages = sample.truth["document_type"], opened(sample.path, sample.pages).pages
    return scored, used_by(kind, pages), told(sample.family, kind, pages) if scored.quality == "digital" else ()


def _used_by_reading(path: Path) -> frozenset[Entry]:
    return used_by(path.parent.name, open_document(path).pages)


def _read_without(samples: Sequence[Sample], entries: Set[Entry], words: TypeWords) -> list[Scored]:
    use(without(document_types(), entries))
    type_words.use(words)
    calibration.use(None)
    return [_scored(sample) for sample in samples]
