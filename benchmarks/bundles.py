"""Files that hold several documents: how many are split exactly, and how many single documents are split wrongly.

Run as `python -m benchmarks.bundles`; the pages are those of the evaluation's samples, digital and scanned, or of
another set, each read once, put together at random: half of the bundles of one application's papers, half of anybody's.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

from extractors.bundles import MOST_PAGES, parts_of
from extractors.layout import PageLayout, lay_out
from extractors.pages import open_document
from records.pages import Page
from samples.__main__ import write
from samples.sets import SETS

SEED = 20261122
BUNDLES = 200
MOST_DOCUMENTS = 6


def measure(folder: Path, bundles: int = BUNDLES, seed: int = SEED) -> tuple[int, int, int, int]:
    """Bundles split exactly, bundles, single documents split wrongly, documents."""
    paths = sorted(folder.glob("*/*.pdf"))
    with ProcessPoolExecutor(2) as workers:
        pages = dict(zip(paths, workers.map(_pages, paths), strict=True))
    split = sum(len(parts_of([lay_out(page) for page in it])) > 1 for it in pages.values())
    random = Random(seed)
    made = [it for it in (_bundle(pages, random, number % 2 == 0) for number in range(bundles)) if it]
    exact = sum(_starts(layouts) == starts for layouts, starts in made)
    return exact, len(made), split, len(paths)


def _pages(path: Path) -> tuple[Page, ...]:
    return tuple(open_document(path).pages)


def _bundle(
    pages: dict[Path, tuple[Page, ...]], random: Random, of_one: bool
) -> tuple[list[PageLayout], list[int]] | None:
    """Pages of some documents in a row, numbered anew, and the numbers of the pages that begin one."""
    groups = defaultdict(list)
    for path, own in pages.items():
        if own:
            groups[path.parent if of_one else folder_of_all(path)].append(path)
    group = random.choice(sorted(groups.values(), key=len))
    chosen = random.sample(group, min(len(group), random.randint(2, MOST_DOCUMENTS)))
    layouts: list[PageLayout] = []
    starts = []
    for path in chosen:
        starts.append(len(layouts) + 1)
        layouts += [lay_out(replace(page, number=len(layouts) + at)) for at, page in enumerate(pages[path], start=1)]
    return (layouts, starts) if len(layouts) <= MOST_PAGES else None


def folder_of_all(path: Path) -> Path:
    """One group for the papers of all applications."""
    return path.parent.parent


def _starts(layouts: Sequence[PageLayout]) -> list[int]:
    return [part.first for part in parts_of(layouts)]


def main() -> int:
    """Make the samples, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.bundles", description=__doc__)
    parser.add_argument("--bundles", type=int, default=BUNDLES)
    parser.add_argument("--set", choices=sorted(SETS), default="evaluation")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="parakh_bundles_") as folder:
        for application in SETS[chosen.set](SEED):
            write(application, Path(folder))
        exact, bundles, split, documents = measure(Path(folder) / "applications", chosen.bundles)
    print(f"bundles split exactly: {exact} of {bundles} ({100 * exact / bundles:.1f}%)")
    print(f"single documents split wrongly: {split} of {documents}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
