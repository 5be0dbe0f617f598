"""Digit and character error by what happened to the page and by its layout, each degradation and layout alone.

Pages are drawn as in `benchmarks.scans`, one of each layout family, and spoilt in each way. None of these degradations
was used to choose a setting but those that the design notes name.

What is fitted to data in the reading of scans is the confidence from which a value counts as sure. So it is fitted anew
here for each row without the row's own pages: the least confidence at which of all amounts on the other rows' pages no
more than one in a thousand is wrong; and told is how many amounts of the row stand above it, and how many of those are
wrong. An amount is wrong if the page prints no such amount.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from benchmarks.scans import hindi_page, latin_pages
from benchmarks.text_error import Errors, errors_of
from extractors.asked_late import ask_about
from extractors.pages import open_document
from records.pages import Page
from records.readings import Evidence, Field

Picture = NDArray[np.uint8]
Spoil = Callable[[Picture, np.random.Generator], Picture]
HINDI = 2
SURE = 0.90
"""The confidence from which a value counts as sure, wherever it was read."""

WRONG_ALLOWED = 0.001
"""The share of sure amounts that may be wrong on scans."""

AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it was read, and whether the page prints it."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one page spoilt in one way: its errors, its amounts, seconds of processor time."""

    degradation: str
    family: str
    errors: Errors
    amounts: tuple[Amount, ...]
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    """Spoil the pages in each way, read them, print both tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.degradations", description="OCR by what was done to the page.")
    parser.add_argument("--pages", type=int, default=6, help="pages of the samples' layouts (default 6)")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--only", default="", help="degradations whose name contains this")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read (default 2)")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    every = latin_pages(28, options.seed)
    chosen = every[:: max(1, len(every) // options.pages)][: options.pages]
    pages = [*chosen, *(hindi_page(options.seed, number) for number in range(HINDI))]
    ways = [name for name in DEGRADATIONS if options.only in name]
    print(f"{len(pages)} pages, each spoilt in {len(ways)} ways", flush=True)
    tasks = [(name, number) for name in ways for number in range(len(pages))]
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        readings = []
        for reading in pool.imap(partial(read, pages=pages), tasks):
            readings.append(reading)
            if len(readings) % (5 * len(pages)) == 0:
                print(f"  … {len(readings)} of {len(tasks)} read", flush=True)
        pool.close()
        pool.join()
    print("\n".join(table(readings)))
    return 0


def read(task: tuple[str, int], pages: Sequence[tuple[str, bytes, str]]) -> Reading:
    """One page (its number among `pages`) spoilt in one way (its name), and read."""
    name, number = task
    dpi, spoil = DEGRADATIONS[name]
    family, content, printed = pages[number]
    picture = spoil(drawn(content, dpi), np.random.default_rng(number))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "page.jpg")
        path.write_bytes(as_jpeg(picture, dpi))
        start = time.process_time()
        found = [asked_about_amounts(page) for page in open_document(path).pages[:1]]
        seconds = time.process_time() - start
    text = found[0].text if found else ""
    known = set(amounts_in(printed))
    amounts = tuple(
        Amount(word.confidence, value in known)
        for page in found
        for word in page.words
        for value in amounts_in(word.text)
    )
    kind = "Hindi letter" if family.startswith("Hindi") else family.partition(" p. ")[0]
    return Reading(name, kind, errors_of(text, printed), amounts, seconds)


def asked_about_amounts(page: Page) -> Page:
    """The page once the second engine has been asked about every amount, as it is where a value rests on one."""
    waiting = {word.box for word in page.words if any(amounts_in(word.text))}
    page = replace(page, unasked={box: strip for box, strip in page.unasked.items() if box in waiting})
    everywhere = Evidence("", "", page.number, (-inf, -inf, inf, inf), "", "ocr")
    return ask_about([page], [Field("amounts", "", 1.0, everywhere)]).pages[0]


def amounts_in(text: str) -> Iterator[str]:
    """The amounts of a text, without commas and the sign of the rupee; parts of codes and dates are none."""
    for word in text.split():
        bare = word.strip("₹()[]:;|*-–/, ").rstrip(".")
        if AMOUNT.fullmatch(bare):
            yield bare.replace(",", "")


def table(readings: Sequence[Reading]) -> Iterable[str]:
    """The lines of both tables: by degradation, then by layout family."""
    heads = "pages  characters  digits  amounts>=.90  wrong  fitted  amounts  wrong  s/page"
    for title, key in (("degradation", "degradation"), ("layout family", "family")):
        yield ""
        yield f"{title:32} {heads}"
        for name in dict.fromkeys(getattr(it, key) for it in readings):
            own = [it for it in readings if getattr(it, key) == name]
            yield f"{name:32} {row(own, [it for it in readings if getattr(it, key) != name])}"
    yield ""
    for title, chosen in (
        ("good, all", [it for it in readings if it.degradation in GOOD]),
        ("poor, all", [it for it in readings if it.degradation not in GOOD]),
    ):
        if chosen:
            yield f"{title:32} {row(chosen, chosen)}"


def row(own: Sequence[Reading], others: Sequence[Reading]) -> str:
    """The figures of some pages; sureness is fitted to the amounts of the others."""
    errors = sum((it.errors for it in own), Errors())
    amounts = [amount for it in own for amount in it.amounts]
    fitted = fitted_sureness([amount for it in others for amount in it.amounts])
    sure, wrong = counted(amounts, SURE)
    above, wrong_above = counted(amounts, fitted)
    seconds = sum(it.seconds for it in own) / len(own)
    return (
        f"{len(own):5} {errors.character_rate:11.2%} {errors.digit_rate:7.2%} {sure:13} {wrong:6} {fitted:7.3f} "
        f"{above:8} {wrong_above:6} {seconds:7.2f}"
    )


def counted(amounts: Sequence[Amount], sureness: float) -> tuple[int, int]:
    """How many amounts are at least so sure, and how many of those are wrong."""
    sure = [it for it in amounts if it.confidence >= sureness]
    return len(sure), sum(not it.right for it in sure)


def fitted_sureness(amounts: Sequence[Amount]) -> float:
    """The least confidence at and above which so few amounts are wrong as is allowed; above 1 if there is none."""
    ranked = sorted(amounts, key=lambda it: -it.confidence)
    least, wrong = 1.001, 0
    for number, it in enumerate(ranked, 1):
        wrong += not it.right
        last_of_its_confidence = number == len(ranked) or ranked[number].confidence < it.confidence
        if last_of_its_confidence and wrong <= WRONG_ALLOWED * number:
            least = it.confidence
    return least


def drawn(pdf: bytes, dpi: int) -> Picture:
    """The first page as RGB."""
    document = pypdfium2.PdfDocument(pdf)
    picture = np.asarray(document[0].render(scale=dpi / 72).to_pil().convert("RGB"))
    document.close()
    return picture


def as_jpeg(picture: Picture, dpi: int) -> bytes:
    """The picture as the file that a scanner writes."""
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "JPEG", quality=80, dpi=(dpi, dpi))
    return buffer.getvalue()


def spoilt(picture: Any) -> Picture:
    """Grey levels cut to what a byte holds."""
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def clean(picture: Picture, rng: np.random.Generator) -> Picture:
    """Nothing but a scanner's light noise on slightly grey paper."""
    return spoilt(picture * (238 / 255) + rng.normal(0, 3, picture.shape[:2])[..., None])


def noisy(picture: Picture, rng: np.random.Generator) -> Picture:
    """Grain of a fast scanner."""
    return spoilt(picture * 0.92 + rng.normal(0, 16, picture.shape[:2])[..., None])


def two_levels(picture: Picture, rng: np.random.Generator) -> Picture:
    """Black and white only, as fax machines and old scanners give it."""
    grey = cv2.cvtColor(clean(picture, rng), cv2.COLOR_RGB2GRAY)
    return np.repeat(np.where(grey < 150, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def blurred(picture: Picture, rng: np.random.Generator) -> Picture:
    """Out of focus."""
    return clean(np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.5), np.uint8), rng)


def faint(picture: Picture, rng: np.random.Generator) -> Picture:
    """Toner nearly used up: little contrast."""
    return spoilt(190 + picture * (45 / 255) + rng.normal(0, 2, picture.shape[:2])[..., None])


def shadowed(picture: Picture, rng: np.random.Generator) -> Picture:
    """The book's fold or a hand: half the page in a soft shadow."""
    across = 1 - 0.55 / (1 + np.exp(-np.linspace(-6, 6, picture.shape[1])))
    return clean(spoilt(picture * across[None, :, None]), rng)


def skewed(degrees: float) -> Spoil:
    """Laid askew on the glass."""

    def spoil(picture: Picture, rng: np.random.Generator) -> Picture:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        return clean(
            np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderValue=(255,) * 3), np.uint8), rng
        )

    return spoil


def turned(quarters: int) -> Spoil:
    """Laid the wrong way round."""
    return lambda picture, rng: clean(np.ascontiguousarray(np.rot90(picture, quarters)), rng)


def stamped(colour: tuple[int, int, int]) -> Spoil:
    """A round stamp over the middle of the print."""

    def spoil(picture: Picture, rng: np.random.Generator) -> Picture:
        height, width = picture.shape[:2]
        stamp = np.full_like(picture, 255)
        centre, radius = (int(width * 0.6), int(height * 0.4)), int(width * 0.1)
        for part in (1.0, 0.94, 0.55):
            cv2.circle(stamp, centre, int(radius * part), colour, max(2, width // 500))
        place = (centre[0] - int(radius * 0.5), centre[1])
        cv2.putText(stamp, "OFFICE", place, cv2.FONT_HERSHEY_SIMPLEX, width / 2000, colour, max(2, width // 600))
        return clean(spoilt(picture.astype(np.float32) * stamp / 255), rng)

    return spoil


def black_edged(picture: Picture, rng: np.random.Generator) -> Picture:
    """The lid stood open."""
    framed = clean(picture, rng)
    framed[:, : picture.shape[1] // 40] = 15
    framed[-picture.shape[0] // 50 :] = 15
    return framed


def photographed(picture: Picture, rng: np.random.Generator) -> Picture:
    """By a telephone from an angle, on a dark table."""
    height, width = picture.shape[:2]
    shares = np.array([[0.09, 0.05], [0.93, 0.08], [0.97, 0.96], [0.04, 0.93]], np.float32)
    slant = shares * np.array([width, height], np.float32)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(corners, slant)
    laid = np.asarray(cv2.warpPerspective(picture, warp, (width, height), borderValue=(70, 60, 52)), np.uint8)
    light = np.linspace(1.0, 0.75, width)[None, :, None]
    return clean(np.asarray(cv2.GaussianBlur(spoilt(laid * light), (0, 0), 0.7), np.uint8), rng)


def curled(picture: Picture, rng: np.random.Generator) -> Picture:
    """A sheet that does not lie flat: lines rise and fall by a few points."""
    height, width = picture.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bent = y + width * 0.006 * np.sin(x / width * np.pi * 1.5)
    return clean(np.asarray(cv2.remap(picture, x, bent, cv2.INTER_LINEAR, borderValue=(255,) * 3), np.uint8), rng)


def copied(picture: Picture, rng: np.random.Generator) -> Picture:
    """A copy of a copy: specks, broken letters, hard contrast."""
    soft = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 0.9)
    grain = cv2.GaussianBlur(rng.normal(0, 60, picture.shape[:2]), (0, 0), 1.2)
    grey = np.asarray(soft, np.float64) + np.asarray(grain, np.float64)
    hard = np.clip((grey - 120) * 2.2 + 120, 0, 255)
    hard[rng.random(grey.shape) < 0.0012] = 0
    return spoilt(np.repeat(np.asarray(cv2.GaussianBlur(hard, (0, 0), 0.6))[..., None], 3, axis=2))


def compressed(picture: Picture, rng: np.random.Generator) -> Picture:
    """Saved as JPEG so small that blocks and ripples show."""
    done, stored = cv2.imencode(".jpg", clean(picture, rng), [cv2.IMWRITE_JPEG_QUALITY, 22])
    assert done
    return np.asarray(cv2.imdecode(stored, cv2.IMREAD_COLOR), np.uint8)


def faxed(picture: Picture, rng: np.random.Generator) -> Picture:
    """Standard fax: half the lines down the page, black and white only."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(clean(picture, rng), cv2.COLOR_RGB2GRAY)
    coarse = cv2.resize(grey, (width, height // 2), interpolation=cv2.INTER_AREA)
    levels = np.where(coarse < 150, 0, 255).astype(np.uint8)
    drawn_out = cv2.resize(levels, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.cvtColor(drawn_out, cv2.COLOR_GRAY2RGB), np.uint8)


def shone_through(picture: Picture, rng: np.random.Generator) -> Picture:
    """Thin paper: the print of the other side, mirrored."""
    back = cv2.GaussianBlur(np.ascontiguousarray(picture[:, ::-1]), (0, 0), 1.5).astype(np.float32)
    return clean(spoilt(picture * (1 - 0.22 * (255 - back) / 255)), rng)


def tinted(colour: tuple[int, int, int]) -> Spoil:
    """Printed on coloured paper."""
    return lambda picture, rng: clean(spoilt(picture * (np.array(colour, np.float32) / 255)), rng)


def creased(picture: Picture, rng: np.random.Generator) -> Picture:
    """Folded in four: dark creases with worn print along them, and the quarters lit differently."""
    height, width = picture.shape[:2]
    page = picture.astype(np.float32)
    page[: height // 2, : width // 2] *= 0.93
    page[height // 2 :, width // 2 :] *= 0.88
    wide = max(2, width // 400)
    for at in (height // 2, height // 4):
        page[at : at + wide] = 0.5 * page[at : at + wide] + 70
    page[:, width // 2 : width // 2 + wide] = 0.5 * page[:, width // 2 : width // 2 + wide] + 70
    return clean(spoilt(page), rng)


DEGRADATIONS: Mapping[str, tuple[int, Spoil]] = {
    "clean, 200 dpi": (200, clean),
    "clean, 300 dpi": (300, clean),
    "two levels, 300 dpi": (300, two_levels),
    "two levels, 200 dpi": (200, two_levels),
    "skewed by 2°": (200, skewed(2.0)),
    "upside down": (200, turned(2)),
    "lying": (200, turned(1)),
    "blue stamp": (200, stamped((40, 60, 190))),
    "red stamp": (200, stamped((190, 35, 45))),
    "black edges": (200, black_edged),
    "yellow paper": (200, tinted((255, 240, 165))),
    "green paper": (200, tinted((190, 235, 200))),
    "150 dpi": (150, clean),
    "110 dpi": (110, clean),
    "JPEG of quality 22": (200, compressed),
    "fax, 200 by 100 dpi": (200, faxed),
    "black stamp": (200, stamped((45, 45, 45))),
    "print shines through": (200, shone_through),
    "folded in four": (200, creased),
    "noise": (200, noisy),
    "out of focus": (200, blurred),
    "faint": (200, faint),
    "shadow": (200, shadowed),
    "skewed by 7°": (200, skewed(-7.0)),
    "copy of a copy": (200, copied),
    "photograph at an angle": (200, photographed),
    "curled sheet": (200, curled),
}
"""Resolution and what is done, by name."""

GOOD = frozenset(tuple(DEGRADATIONS)[:12])
"""Those up to the coloured papers."""


if __name__ == "__main__":
    raise SystemExit(main())
