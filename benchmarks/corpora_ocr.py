"""OCR of pages that nobody here made: character error of each rendering and each orientation against its text.

Character error is the Levenshtein distance of the whole page's text to the truth, over the truth's length, both with
runs of white space as one space; so the order in which columns are read counts. The peer is the program `tesseract`
on the page drawn at 300 dpi (`--psm 3`, the same models), without anything of ours.
"""

from __future__ import annotations

import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytesseract
from PIL import Image
from rapidfuzz.distance import Levenshtein

from extractors.pages import open_document
from extractors.render import render_page

RENDERINGS = "ocr_one_text_many_renderings"
SCRIPTS = "ocr_hindi_latin"

RENDERED_ALIKE = ("linn.pdf", "linn.png", "ccitt.pdf", "jbig2.pdf", "skew.pdf", "rotated_skew.pdf", "poster.pdf")
CARDINAL = ("cardinal.pdf", 4)
"""The same page in four orientations."""

SCRIPT_PAGES = {
    "devatest.png": "devatest.truth.txt",
    "eurotext.tif": "eurotext.txt",
    "phototest.tif": "phototest.gold.txt",
    "8071_093.3B.tif": "8071_093.3B.txt",
    "8087_054.3B.tif": "8087_054.3B.txt",
}
TURNED_FILES = {
    "devatest-rotated-270.png": "devatest.truth.txt",
    "phototest-rotated-L.png": "phototest.gold.txt",
    "phototest-rotated-R.png": "phototest.gold.txt",
    "phototest-rotated-180.png": "phototest.gold.txt",
    "phototestrot.tif": "phototest.gold.txt",
}
TURNS = (0, 90, 180, 270)
TURNED_ALL_WAYS = frozenset({"devatest.png", "eurotext.tif"})


@dataclass(frozen=True, slots=True)
class Case:
    """One page to read: `turn` is how it is turned counter-clockwise before it is read."""

    name: str
    path: Path
    truth: str
    page: int = 1
    turn: int = 0


def measure(folder: Path) -> Iterable[str]:
    """The lines of a table: each page's character error by us and by the peer, and seconds of both."""
    yield f"{'page':44} {'parakh':>8} {'tesseract':>10} {'s':>6} {'s':>6}"
    worst: dict[str, float] = {}
    for group, cases in (("renderings", renderings(folder)), ("scripts", scripts(folder))):
        for case in cases:
            with tempfile.TemporaryDirectory() as scratch:
                path = turned(case, Path(scratch))
                ours, taken = timed(partial(read_by_us, path, case.page))
                plain, peer = timed(partial(read_plainly, path, case.page))
            error = character_error(ours, case.truth)
            worst[group] = max(worst.get(group, 0.0), error)
            yield f"{case.name:44} {error:8.4f} {character_error(plain, case.truth):10.4f} {taken:6.1f} {peer:6.1f}"
    for group, error in worst.items():
        yield f"{'largest of the ' + group:44} {error:8.4f}"


def renderings(folder: Path) -> Iterator[Case]:
    """One text in many renderings."""
    room = folder / RENDERINGS
    truth = (room / "linn.txt").read_text()
    for name in RENDERED_ALIKE:
        yield Case(name, room / name, truth)
    name, count = CARDINAL
    for page in range(1, count + 1):
        yield Case(f"{name} page {page}", room / name, truth, page)


def scripts(folder: Path) -> Iterator[Case]:
    """Hindi and Latin pages, as they lie and turned."""
    room = folder / SCRIPTS
    for name, truth in SCRIPT_PAGES.items():
        for turn in TURNS if name in TURNED_ALL_WAYS else TURNS[:1]:
            label = f"{name} turned {turn}" if turn else name
            yield Case(label, room / name, (room / truth).read_text(), turn=turn)
    for name, truth in TURNED_FILES.items():
        yield Case(name, room / name, (room / truth).read_text())


def turned(case: Case, scratch: Path) -> Path:
    """The case's file, or a copy of the picture turned."""
    if not case.turn:
        return case.path
    path = scratch / f"{case.path.stem}-{case.turn}.png"
    with Image.open(case.path) as picture:
        picture.rotate(case.turn, expand=True).save(path, **({"dpi": dpi} if (dpi := picture.info.get("dpi")) else {}))
    return path


def read_by_us(path: Path, page: int) -> str:
    """The text of a page as documents are read."""
    pages = open_document(path).pages
    return pages[page - 1].text if len(pages) >= page else ""


def read_plainly(path: Path, page: int) -> str:
    """The text of a page by the program alone."""
    picture = render_page(path, page, 300) if path.suffix == ".pdf" else Image.open(path)
    text: str = pytesseract.image_to_string(picture, lang="eng+hin", config="--oem 1 --psm 3")
    return text


def timed(job: partial[str]) -> tuple[str, float]:
    """A job's result and the seconds it took."""
    start = time.monotonic()
    text = job()
    return text, time.monotonic() - start


def character_error(read: str, truth: str) -> float:
    """Levenshtein distance over the truth's length, both composed (NFC) and with white space as single spaces."""
    read, truth = normal(read), normal(truth)
    return Levenshtein.distance(read, truth) / max(len(truth), 1)


def normal(text: str) -> str:
    """Composed characters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
