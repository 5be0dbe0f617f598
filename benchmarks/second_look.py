"""`python -m benchmarks.second_look`: what the second look at scanned pages is worth, on pages whose print is known.

Digital papers of the samples, one of each layout family, are scanned twice (a good and a poor scanner, other ones for
each family) and read. What was read is held against the text layer of the digital paper, word by word by its place. No
threshold was chosen on the seed that is used here.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import pypdfium2
from rapidfuzz.distance import Levenshtein

from extractors.ocr import OcrPage, read_picture
from extractors.pages import open_document
from extractors.render import pixels_of_pdf_page
from extractors.second_look import improve
from extractors.strips import plain
from records.pages import Box, Word
from samples.__main__ import write
from samples.scan import Quality, scanned
from samples.sets import SETS

QUALITIES: tuple[Quality, ...] = ("scan_good", "scan_poor")
SURE = 0.90
MANY_FIGURES = 80
"""A page with more words with figures than this is one of a table."""

BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
Shift = tuple[float, float]


@dataclass(slots=True)
class Tally:
    """Counts over all pages of a quality, before or after the second look."""

    digits: int = 0
    wrong_digits: float = 0.0
    bands: dict[float, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    witnessed: list[int] = field(default_factory=lambda: [0, 0])
    mistakes: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Cost:
    """Seconds of processor time over some pages."""

    pages: int = 0
    first: float = 0.0
    second: float = 0.0


def main(arguments: list[str] | None = None) -> int:
    """Make, scan, read, and print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.second_look", description="Worth of the second look at scans.")
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--families", type=int, default=100, help="no more layout families than this")
    parser.add_argument("--only", default="", metavar="TEXT", help="only families whose name holds TEXT")
    options = parser.parse_args(arguments)
    tallies: dict[tuple[Quality, str], Tally] = defaultdict(Tally)
    costs: dict[str, Cost] = defaultdict(Cost)
    with tempfile.TemporaryDirectory() as scratch:
        papers = papers_by_family(Path(scratch), options.seed)
        chosen = [name for name in papers if options.only in name][: options.families]
        for number, family in enumerate(chosen):
            print(f"\r{number + 1} of {len(chosen)}", end="", file=sys.stderr)
            for quality in QUALITIES:
                measure(family, papers[family], quality, options.seed + number, tallies, costs)
    print(file=sys.stderr)
    for line in report(tallies, costs):
        print(line)
    return 0


def papers_by_family(folder: Path, seed: int) -> dict[str, Path]:
    """A digital paper of each layout family of the samples, with other contents for each seed."""
    found: dict[str, Path] = {}
    for application in SETS["evaluation"](seed):
        write(application, folder)
        for name, document in application.truth()["documents"].items():
            if document.get("quality") == "digital":
                found.setdefault(document["family"], folder / "applications" / application.id / name)
    return found


def measure(
    family: str,
    paper: Path,
    quality: Quality,
    seed: int,
    tallies: Mapping[tuple[Quality, str], Tally],
    costs: Mapping[str, Cost],
) -> None:
    """Scan a paper, read its first two pages with and without a second look, and count."""
    printed = open_document(paper).pages
    scan = pypdfium2.PdfDocument(scanned(paper.read_bytes(), Random(seed), quality))
    try:
        for number in range(min(2, len(scan), len(printed))):
            for when, words, seconds, figured in _readings(scan[number]):
                kind = "with a table" if figured > MANY_FIGURES else "without a table"
                cost = costs[kind]
                if when == "before":
                    cost.pages, cost.first = cost.pages + 1, cost.first + seconds
                else:
                    cost.second += seconds
                count(tallies[quality, when], f"{family} {quality}", words, printed[number].words)
    finally:
        scan.close()


def _readings(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Sequence[Word], float, int]]:
    start = time.process_time()
    seen: OcrPage = read_picture(partial(pixels_of_pdf_page, page), (page.get_width(), page.get_height()))
    figured = sum(bool(_digits(word.text)) for word in seen.words)
    yield "before", seen.words, time.process_time() - start, figured
    if seen.sheet is not None:
        start = time.process_time()
        words = improve(seen.sheet, seen.words, seen.rulings).words
        yield "after", words, time.process_time() - start, figured


def count(tally: Tally, name: str, words: Sequence[Word], printed: Sequence[Word]) -> None:
    """Hold the words read against those printed at the same places."""
    shift = shift_between(words, printed)
    if shift is None:
        return
    under = [[index for index, it in enumerate(printed) if _covers(_moved(word.box, shift), it.box)] for word in words]
    for word, places in zip(words, under, strict=True):
        truth = "".join(printed[index].text for index in places)
        if not _digits(word.text) or re.search("[\u0900-\u097f]", truth):
            continue
        right = value_of(word.text) == value_of(truth)
        band = max(it for it in BANDS if it <= word.confidence)
        tally.bands[band] = [old + new for old, new in zip(tally.bands[band], (1, right), strict=True)]
        if word.witnessed:
            tally.witnessed = [old + new for old, new in zip(tally.witnessed, (1, right), strict=True)]
            if not right:
                tally.mistakes.append((name, truth, word.text))
    for index, it in enumerate(printed):
        if digits := _digits(it.text):
            over = [word for word, places in zip(words, under, strict=True) if index in places]
            read = _digits("".join(word.text for word in sorted(over, key=lambda word: word.box[0])))
            beside = {place for places in under if index in places for place in places}
            whole = _digits("".join(printed[place].text for place in sorted(beside, key=lambda at: printed[at].box[0])))
            wrong = Levenshtein.distance(whole or digits, read) * len(digits) / len(whole or digits)
            tally.digits += len(digits)
            tally.wrong_digits += min(len(digits), wrong)


def shift_between(words: Sequence[Word], printed: Sequence[Word]) -> Shift | None:
    """How far the print lies from what was read, in points; None where too few words are alike to tell."""
    once = Counter(word.text for word in printed)
    places = {word.text: word.box for word in printed if len(word.text) >= 4 and once[word.text] == 1}
    pairs = [(word.box, places[word.text]) for word in words if word.text in places]
    if len(pairs) < 3:
        return None
    right = median((to[0] + to[2] - of[0] - of[2]) / 2 for of, to in pairs)
    down = median((to[1] + to[3] - of[1] - of[3]) / 2 for of, to in pairs)
    return right, down


def _moved(box: Box, shift: Shift) -> Box:
    return (box[0] + shift[0], box[1] + shift[1], box[2] + shift[0], box[3] + shift[1])


def _covers(box: Box, other: Box) -> bool:
    """Whether two boxes stand on one line and one covers half of the other's width."""
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    level = down > 0.3 * min(box[3] - box[1], other[3] - other[1])
    return level and across > 0.5 * min(box[2] - box[0], other[2] - other[0])


def value_of(text: str) -> str:
    """A text as far as its value goes: commas of an amount tell nothing."""
    kept = plain(text)
    return kept.replace(",", "") if re.fullmatch(r"[(-]?[0-9,]+(\.[0-9]+)?\)?", kept) else kept


def _digits(text: str) -> str:
    return "".join(re.findall(r"[0-9]", text))


def report(tallies: Mapping[tuple[Quality, str], Tally], costs: Mapping[str, Cost]) -> Iterator[str]:
    """The tables in words."""
    yield "Digits of the print that were lost or changed"
    for (quality, when), tally in sorted(tallies.items()):
        yield f"  {quality}  {when:6}  {100 * tally.wrong_digits / max(1, tally.digits):.2f}% of {tally.digits}"
    yield ""
    yield "Words with figures by confidence, and how many of them are right"
    for (quality, when), tally in sorted(tallies.items()):
        told = (f"{band:.2f}+: {100 * right / n:.1f}% of {n}" for band, (n, right) in sorted(tally.bands.items()))
        yield f"  {quality}  {when:6}  " + "   ".join(told)
    yield ""
    yield "Words with figures on which two engines agree"
    for (quality, when), tally in sorted(tallies.items()):
        if when == "after":
            n, right = tally.witnessed
            sure = sum(count for band, (count, _) in tally.bands.items() if band >= SURE)
            share = 100 * n / max(1, sure)
            yield f"  {quality}  {n} ({share:.0f}% of those from {SURE:.2f} on), {n - right} of them wrong"
            yield from (f"    {name}: printed {truth!r}, read {read!r}" for name, truth, read in tally.mistakes)
    yield ""
    yield "Seconds of processor time a page"
    for kind, cost in sorted(costs.items()):
        first, second = cost.first / cost.pages, cost.second / cost.pages
        more = f"{100 * second / first:+.0f}%"
        yield f"  {kind:16} {cost.pages} pages: OCR {first:.2f}, second look {second:.2f} ({more})"


if __name__ == "__main__":
    sys.exit(main())
