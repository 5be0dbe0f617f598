"""Digit and character error by what happened to the page: each degradation alone, on pages of several layouts.

Pages are drawn as in `benchmarks.scans`; none of these degradations was used to choose a setting but those that the
design notes name.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from benchmarks.scan_reader import text_of
from benchmarks.scans import hindi_page, latin_pages
from benchmarks.text_error import Errors, errors_of

Picture = NDArray[np.uint8]
Spoil = Callable[[Picture, np.random.Generator], Picture]
HINDI = 2


def main(arguments: list[str] | None = None) -> int:
    """Spoil the pages in each way, read them, print a line for each way."""
    parser = argparse.ArgumentParser(prog="benchmarks.degradations", description="OCR by what was done to the page.")
    parser.add_argument("--pages", type=int, default=6, help="pages of the samples' layouts (default 6)")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--only", default="", help="degradations whose name contains this")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    every = latin_pages(28, options.seed)
    chosen = every[:: max(1, len(every) // options.pages)][: options.pages]
    pages = [*chosen, *(hindi_page(options.seed, number) for number in range(HINDI))]
    print(f"{len(pages)} pages: {', '.join(name for name, _, _ in pages)}")
    print(f"{'degradation':34} {'quality':>8} {'characters':>11} {'digits':>8} {'s/page':>7}")
    for name, (dpi, spoil) in DEGRADATIONS.items():
        if options.only in name:
            print(measured(name, pages, dpi, spoil), flush=True)
    return 0


def measured(name: str, pages: list[tuple[str, bytes, str]], dpi: int, spoil: Spoil) -> str:
    """The line of the table for one degradation."""
    errors, start = Errors(), time.process_time()
    with tempfile.TemporaryDirectory() as scratch:
        for number, (_, content, printed) in enumerate(pages):
            path = Path(scratch, f"{number}.jpg")
            picture = spoil(drawn(content, dpi), np.random.default_rng(number))
            path.write_bytes(as_jpeg(picture, dpi))
            errors += errors_of(text_of(path), printed)
    seconds = (time.process_time() - start) / len(pages)
    kind = "good" if name in GOOD else "poor"
    return f"{name:34} {kind:>8} {errors.character_rate:11.4f} {errors.digit_rate:8.4f} {seconds:7.2f}"


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
    """A round stamp of coloured ink over the middle of the print."""

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
    "150 dpi": (150, clean),
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

GOOD = frozenset(tuple(DEGRADATIONS)[:10])


if __name__ == "__main__":
    raise SystemExit(main())
