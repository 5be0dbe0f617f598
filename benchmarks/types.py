"""`python -m benchmarks.types`: is the type told of papers that lost their title, a page, or letters; and of strangers.

Every layout family is read as in `benchmarks.left_out`: without the words of the vocabularies that only it uses, and
with words that tell types (`reference.type_words`) fitted without it. So are the papers of `unseen_papers.yaml`, of all
types and of none. A paper that is taken for several is counted as split.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from benchmarks.damages import DAMAGES, at_hand, damaged
from benchmarks.left_out import Sample, only_used_by, opened, samples_of
from benchmarks.type_words import FOLDS, Told, fit, fold_of, of_no_family, told
from benchmarks.unseen_papers import NO_TYPE, unseen_papers
from benchmarks.vocabulary import Entry, used_by, without
from extractors.bundles import parts_of
from extractors.cite import Source, is_native
from extractors.face import face_of
from extractors.hypotheses import tell
from extractors.layout import lay_out
from records.pages import Page
from records.readings import SURE
from reference import type_words
from reference.document_types import document_types, use
from reference.type_words import TypeWords
from samples.sets import SETS

Outcome = Literal["right", "unknown", "wrong", "wrong and sure", "split"]
OUTCOMES: tuple[Outcome, ...] = ("right", "unknown", "wrong", "wrong and sure", "split")

MOST = 2
"""Papers of one family, type and quality that are measured: more of one hand tell little more."""

UNSEEN = "unseen wording"
STRANGERS = "of no type"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a paper: in which group it is counted, and what was read."""

    group: str
    name: str
    truth: str
    read: str
    confidence: float

    @property
    def outcome(self) -> Outcome:
        """Right, or how it went wrong."""
        if self.read == self.truth:
            return "right"
        if self.read == "split":
            return "split"
        if self.read == NO_TYPE:
            return "unknown"
        return "wrong and sure" if self.confidence >= SURE else "wrong"


def judged(group: str, name: str, truth: str, pages: Sequence[Page]) -> Judged:
    """What the reader takes pages for, before it looks at their picture."""
    layouts = [lay_out(page) for page in pages]
    faces = [face_of(layout) for layout in layouts]
    if not any(map(is_native, pages)) and len(parts_of(layouts, faces)) > 1:
        return Judged(group, name, truth, "split", 0.0)
    _, found = tell(pages, layouts, faces, Source("", name))
    read = NO_TYPE if found.draft is None else found.draft.document_type.id
    return Judged(group, name, truth, read, found.confidence)


def measure(samples: Sequence[Sample], jobs: int) -> Iterator[Judged]:
    """Every sample after every damage that can befall it, and every paper in unseen wording."""
    with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
        traced = list(workers.map(_traced, samples, chunksize=8))
    entries = only_used_by({}, [(it.family, used) for it, (used, _) in zip(samples, traced, strict=True)])
    papers = [*(part for _, parts in traced for part in parts), *of_no_family()]
    folds: dict[int, list[Sample]] = defaultdict(list)
    for sample in _few_of_each(samples):
        folds[fold_of(sample.family)].append(sample)
    with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
        fitted = list(workers.map(fit, [papers] * FOLDS, range(FOLDS)))
        for group in workers.map(_judged_by, fitted, [folds[it] for it in range(FOLDS)], [entries] * FOLDS):
            yield from group
        for group in workers.map(_judged_unseen, fitted, range(FOLDS)):
            yield from group


def _few_of_each(samples: Sequence[Sample]) -> Iterator[Sample]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for sample in samples:
        key = (sample.family, str(sample.truth["document_type"]), str(sample.truth["quality"]))
        seen[key] += 1
        if seen[key] <= MOST:
            yield sample


def _traced(sample: Sample) -> tuple[frozenset[Entry], tuple[Told, ...]]:
    """The entries of the vocabularies that a sample uses, and its words if it may teach any."""
    kind, pages = str(sample.truth["document_type"]), at_hand(opened(sample.path, sample.pages).pages)
    used = used_by(kind, pages) if kind in document_types().types else frozenset()
    return used, told(sample.family, kind, pages) if sample.truth["quality"] == "digital" else ()


def _judged_by(words: TypeWords, samples: Sequence[Sample], entries: Mapping[str, Set[Entry]]) -> list[Judged]:
    type_words.use(words)
    known, family = document_types(), ""
    found: list[Judged] = []
    for sample in sorted(samples, key=lambda it: it.family):
        if sample.family != family:
            family = sample.family
            use(without(known, entries.get(family, frozenset())))
        found += _judged_damaged(sample)
    use(known)
    return found


def _judged_damaged(sample: Sample) -> Iterator[Judged]:
    quality, kind = str(sample.truth["quality"]), str(sample.truth["document_type"])
    pages = at_hand(opened(sample.path, sample.pages).pages)
    for damage in DAMAGES.values():
        if (damage.name == "whole" or kind != NO_TYPE) and damage.befalls(pages):
            group = f"{quality}, {STRANGERS if kind == NO_TYPE else damage.name}"
            yield judged(group, f"{sample.application}/{sample.file}", kind, damaged(damage, pages, sample.family))


def _judged_unseen(words: TypeWords, fold: int) -> list[Judged]:
    type_words.use(words)
    return [
        judged(STRANGERS if it.document_type == NO_TYPE else UNSEEN, it.name, it.document_type, [it.page])
        for it in unseen_papers()
        if fold_of(it.name) == fold
    ]


def report(found: Iterable[Judged], *, by_name: bool = False) -> Iterator[str]:
    """A line for each group, and if asked for one for each paper that was not told."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for it in found:
        groups[it.group].append(it)
    for group, its in groups.items():
        counts = Counter(it.outcome for it in its)
        shares = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
        yield f"{group}: {len(its)} papers, {100 * counts['right'] / len(its):.1f}% right ({shares})"
        if by_name:
            yield from (
                f"    {it.name}: {it.truth} read as {it.read} ({it.confidence:.2f})"
                for it in its
                if it.outcome != "right"
            )


def main(arguments: list[str] | None = None) -> int:
    """Make the samples, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.types", description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs="+", choices=sorted(SETS), default=["evaluation", "families", "families-scans"])
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pages", type=Path, help="keep the opened pages in this folder, and take them from there")
    parser.add_argument("--names", action="store_true", help="name the papers that were not told")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="parakh_types_") as scratch:
        samples = samples_of(chosen.set, chosen.seed, Path(scratch), chosen.pages or Path(scratch) / "pages")
        known = (*document_types().types, NO_TYPE)
        found = measure([it for it in samples if it.truth["document_type"] in known], chosen.jobs)
        print(*report(found, by_name=chosen.names), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
