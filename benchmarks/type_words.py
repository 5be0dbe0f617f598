"""`python -m benchmarks.type_words`: fit which words tell the type of a paper, and write `reference/type_words.tsv`.

A multinomial logistic regression over the different words and signs of a paper, fitted on the digital papers of the
samples, whole and in parts (without title, a table only, a last page only), and on the papers of `unseen_papers.yaml`.
Those of no type are fitted as being of every type alike: their words then tell none. A word that fewer than `FEWEST`
layout families print is left out, so that no wording of one hand is learned. The same samples give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.damages import DAMAGES, at_hand, damaged
from benchmarks.unseen_papers import NO_TYPE, unseen_papers
from extractors.classify import PAGES_WEIGHED
from extractors.face import face_of
from extractors.layout import lay_out
from records.pages import Page
from reference.document_types import document_types
from reference.type_words import PATH, TypeWords, as_text, strength_of

SETS = ("evaluation", "families")
FEWEST = 2
SHRINK = 0.02
"""How much large weights cost (half the squared sum of all, times this)."""

STEPS = 300
POWERS = 20
"""Steps towards the largest singular value of the inputs, which bounds the step of the descent."""

PART = 0.5
"""What a part of a paper teaches, beside the whole."""

WHOLE = "whole"

FOLDS = 8
"""Groups of families that are left out together where the fit is measured."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a paper, or of a part of one, whose type and layout family are known."""

    family: str
    document_type: str
    words: frozenset[str]
    is_part: bool = False


def told(family: str, document_type: str, pages: Sequence[Page]) -> tuple[Told, ...]:
    """A paper as the fit sees it: whole, and in the parts that may be all that is filed."""
    first = at_hand(pages)
    return tuple(
        Told(family, document_type, words, damage.name != WHOLE)
        for damage in DAMAGES.values()
        if damage.teaches and damage.befalls(first) and (words := _words(damaged(damage, first, family)))
    )


def of_no_family() -> tuple[Told, ...]:
    """The papers of `unseen_papers.yaml`, each of a family of its own."""
    return tuple(Told(it.name, it.document_type, _words([it.page])) for it in unseen_papers())


def fold_of(family: str) -> int:
    """The group of families that one belongs to, by its name alone."""
    return hashlib.sha256(family.encode()).digest()[0] % FOLDS


def _words(pages: Sequence[Page]) -> frozenset[str]:
    return frozenset().union(*(face_of(lay_out(page)).words for page in pages[:PAGES_WEIGHED]))


def fit(papers: Sequence[Told], without: int | None = None) -> TypeWords:
    """The weights that papers give; those of the families of the fold `without` are left out."""
    used = sorted(
        (it for it in papers if without is None or fold_of(it.family) != without),
        key=lambda it: (it.document_type, it.family, it.is_part, sorted(it.words)),
    )
    types = tuple(sorted({it.document_type for it in used} - {NO_TYPE}))
    vocabulary = _vocabulary(used)
    places = {word: place for place, word in enumerate(vocabulary)}
    inputs = np.zeros((len(used), len(vocabulary)))
    for row, paper in zip(inputs, used, strict=True):
        row[[places[word] for word in paper.words if word in places]] = strength_of(paper.words)
    certain = dict(zip(types, np.eye(len(types)), strict=True))
    targets = np.array([certain.get(it.document_type, np.full(len(types), 1 / len(types))) for it in used])
    weights, bias = _regression(inputs, targets, _weight_of_each(used))
    return TypeWords(types, tuple(bias.tolist()), dict(zip(vocabulary, map(tuple, weights.tolist()), strict=True)))


def _vocabulary(papers: Sequence[Told]) -> list[str]:
    families: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for word in paper.words:
            families[word].add(paper.family)
    return sorted(word for word, its in families.items() if len(its) >= FEWEST)


def _weight_of_each(papers: Sequence[Told]) -> Array:
    """A family of many papers counts more than one of few, but not as many times more; 1 in the mean."""
    counts: dict[str, int] = defaultdict(int)
    for paper in papers:
        counts[paper.family] += not paper.is_part
    weights = np.array([counts[paper.family] ** -0.5 * (PART if paper.is_part else 1.0) for paper in papers])
    scaled: Array = weights / weights.mean()
    return scaled


def _regression(inputs: Array, targets: Array, each: Array) -> tuple[Array, Array]:
    """Weights (words, types) and bias (types) by accelerated gradient descent from nothing."""
    weights, bias = np.zeros((inputs.shape[1], targets.shape[1])), np.zeros(targets.shape[1])
    ahead, bias_ahead, pace = weights, bias, 1.0
    step = 1 / (0.5 * _largest_square(inputs * np.sqrt(each)[:, None]) + SHRINK)
    for _ in range(STEPS):
        sums = inputs @ ahead + bias_ahead
        raised = np.exp(sums - sums.max(axis=1, keepdims=True))
        wrong = (raised / raised.sum(axis=1, keepdims=True) - targets) * each[:, None]
        new = ahead - step * (inputs.T @ wrong + SHRINK * ahead)
        new_bias = bias_ahead - step * wrong.sum(axis=0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        bias_ahead = new_bias + (pace - 1) / faster * (new_bias - bias)
        weights, bias, pace = new, new_bias, faster
    return weights, bias


def _largest_square(inputs: Array) -> float:
    """The square of the largest singular value of inputs, about; a little more, so that no step is too long."""
    direction = np.ones(inputs.shape[1])
    for _ in range(POWERS):
        direction = inputs.T @ (inputs @ (direction / np.linalg.norm(direction)))
    return 1.05 * float(np.linalg.norm(direction))


def main(arguments: list[str] | None = None) -> int:
    """Make the samples, fit, write."""
    from benchmarks.left_out import opened, samples_of

    parser = argparse.ArgumentParser(prog="benchmarks.type_words", description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs="+", default=list(SETS))
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--pages", type=Path, help="keep the opened pages in this folder, and take them from there")
    parser.add_argument("--out", type=Path, default=PATH)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="parakh_words_") as scratch:
        samples = samples_of(chosen.set, chosen.seed, Path(scratch), chosen.pages or Path(scratch) / "pages")
        papers = [
            each
            for it in samples
            if it.truth["quality"] == "digital" and it.truth["document_type"] in (*document_types().types, NO_TYPE)
            for each in told(it.family, it.truth["document_type"], opened(it.path, it.pages).pages)
        ]
    papers += of_no_family()
    made = fit(papers)
    chosen.out.write_text(as_text(made, _heading(papers, chosen.set)), encoding="utf-8")
    print(f"{len(made.weights)} words of {len(papers)} papers and parts, written to {chosen.out}")
    return 0


def _heading(papers: Sequence[Told], sets: Sequence[str]) -> tuple[str, ...]:
    lines = sorted(f"{it.family} {it.document_type} {' '.join(sorted(it.words))}" for it in papers)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    families = len({it.family for it in papers})
    return (
        "Written by `python -m benchmarks.type_words`: what each word adds to each type, in hundredths.",
        f"From {len(papers)} digital papers and parts of {families} layout families (sets {', '.join(sets)}); SHA-256:",
        digest,
    )


if __name__ == "__main__":
    raise SystemExit(main())
