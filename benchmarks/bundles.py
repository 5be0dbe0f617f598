"""Files that hold several documents: how many are split exactly, and how many single documents are split wrongly.

Run as `python -m benchmarks.bundles`; the pages are those of the evaluation's samples, or of other sets
(`--set families families-scans`: layouts that no claim of the evaluation is printed in), each read once, put together
at random by set and quality. Of the evaluation half of the bundles are of one application's papers, half of anybody's;
in the other sets no papers belong together.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.left_out import Sample, opened, samples_of
from extractors.bundles import MOST_PAGES, parts_of
from extractors.face import Face, face_of
from extractors.layout import PageLayout, lay_out
from samples.sets import SETS

SEED = 20261122
BUNDLES = 150
MOST_DOCUMENTS = 6
OF_APPLICATIONS = "evaluation"
"""The set in which the papers of a folder belong together."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A single document: its set, the quality of its pages, its application, and the pages with their faces."""

    of_set: str
    quality: str
    application: str
    layouts: tuple[PageLayout, ...]
    faces: tuple[Face, ...]

    @property
    def is_split(self) -> bool:
        """Whether it is taken for several documents."""
        return len(parts_of(self.layouts, self.faces)) > 1


@dataclass(frozen=True, slots=True)
class Split:
    """How bundles of one set and quality were split."""

    of_set: str
    quality: str
    exact: int
    bundles: int


def papers_of(samples: Sequence[Sample], of_set: str) -> list[Paper]:
    """The samples that are PDFs with pages, laid out."""
    with ProcessPoolExecutor(2) as workers:
        list(workers.map(_open, samples))
    return [paper for sample in samples if (paper := _paper(sample, of_set)).layouts]


def _open(sample: Sample) -> None:
    opened(sample.path, sample.pages)


def _paper(sample: Sample, of_set: str) -> Paper:
    layouts = tuple(lay_out(page) for page in opened(sample.path, sample.pages).pages)
    faces = tuple(face_of(layout) for layout in layouts)
    return Paper(of_set, str(sample.truth["quality"]), sample.application, layouts, faces)


def measure(papers: Sequence[Paper], bundles: int = BUNDLES, seed: int = SEED) -> Iterator[Split]:
    """How many bundles of each set and quality are split exactly."""
    groups: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in papers:
        groups[paper.of_set, paper.quality].append(paper)
    for (of_set, quality), group in groups.items():
        random = Random(f"{seed}/{of_set}/{quality}")
        chosen = [_chosen(group, random, of_one=number % 2 == 1) for number in range(bundles)]
        made = [it for it in chosen if sum(len(paper.layouts) for paper in it) <= MOST_PAGES]
        yield Split(of_set, quality, sum(map(_is_exact, made)), len(made))


def _chosen(group: Sequence[Paper], random: Random, *, of_one: bool) -> list[Paper]:
    """Two to six papers; of one application where the set has such."""
    if of_one and group[0].of_set == OF_APPLICATIONS:
        application = random.choice(group).application
        group = [paper for paper in group if paper.application == application]
    return random.sample(group, min(len(group), random.randint(2, MOST_DOCUMENTS)))


def _is_exact(papers: Sequence[Paper]) -> bool:
    """Whether papers one after another are split where they meet, and nowhere else."""
    layouts: list[PageLayout] = []
    starts = []
    for paper in papers:
        starts.append(len(layouts) + 1)
        layouts += [
            replace(it, page=replace(it.page, number=len(layouts) + at)) for at, it in enumerate(paper.layouts, start=1)
        ]
    faces = [face for paper in papers for face in paper.faces]
    return [part.first for part in parts_of(layouts, faces)] == starts


def main() -> int:
    """Make the samples, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.bundles", description=__doc__)
    parser.add_argument("--bundles", type=int, default=BUNDLES)
    parser.add_argument("--set", nargs="+", choices=sorted(SETS), default=["evaluation"])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="keep the opened pages there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="parakh_bundles_") as scratch:
        kept = options.pages or Path(scratch) / "pages"
        papers = [
            paper
            for name in options.set
            for paper in papers_of(_samples(name, options.seed, Path(scratch), kept), name)
        ]
        for split in measure(papers, options.bundles, options.seed):
            share = f"{100 * split.exact / split.bundles:.1f}%"
            print(f"{split.of_set}, {split.quality}: {split.exact} of {split.bundles} bundles split exactly ({share})")
        print(f"single documents split wrongly: {sum(paper.is_split for paper in papers)} of {len(papers)}")
    return 0


def _samples(name: str, seed: int, folder: Path, pages: Path) -> list[Sample]:
    return [it for it in samples_of([name], seed, folder, pages) if it.path.suffix == ".pdf"]


if __name__ == "__main__":
    raise SystemExit(main())
