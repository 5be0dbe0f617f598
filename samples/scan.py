"""What paper and scanner do to a page: skew, noise, blur, uneven light, seals, holes, folds, a page turned round."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Picture = NDArray[np.uint8]
Grey = NDArray[np.float32]
Quality = Literal["scan_good", "scan_poor"]
_FACE = "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"
_INKS = ((36, 52, 150), (88, 40, 140), (30, 70, 170))


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page is scanned. Angles in degrees, `noise` in grey levels, `blur` in pixels, `jpeg` as quality of 100."""

    dpi: int
    skew: float
    noise: float
    blur: float
    jpeg: int
    shade: float
    contrast: float
    seal_over_figures: bool
    fold: bool
    punched: bool
    grey: bool


def scanner(rng: Random, quality: Quality) -> Scanner:
    """Draw a scanner of a quality."""
    if quality == "scan_good":
        return Scanner(
            dpi=rng.choice((200, 200, 300)), skew=rng.uniform(-0.7, 0.7), noise=rng.uniform(2, 5),
            blur=rng.uniform(0.2, 0.5),
            jpeg=rng.randrange(74, 88), shade=rng.uniform(0, 0.08), contrast=1.0, seal_over_figures=False, fold=False,
            punched=rng.random() < 0.5, grey=rng.random() < 0.5,
        )  # fmt: skip
    return Scanner(
        dpi=rng.choice((150, 150, 200)), skew=rng.choice((-1, 1)) * rng.uniform(0.8, 2.0), noise=rng.uniform(7, 12),
        blur=rng.uniform(0.5, 0.9),
        jpeg=rng.randrange(48, 62), shade=rng.uniform(0.12, 0.3), contrast=rng.uniform(1.15, 1.45),
        seal_over_figures=True,
        fold=rng.random() < 0.6, punched=True, grey=True,
    )  # fmt: skip


def in_quality(pdf: bytes, rng: Random, quality: Literal["digital", "scan_good", "scan_poor"]) -> bytes:
    """A PDF as it is if the quality is "digital", else scanned."""
    return pdf if quality == "digital" else scanned(pdf, rng, quality)


def scanned(pdf: bytes, rng: Random, quality: Quality, *, turned: bool = False) -> bytes:
    """The pages of a PDF as a scanner gives them back; `turned` lays one page the wrong way round."""
    look = scanner(rng, quality)
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    wrong = rng.randrange(count) if turned else None
    pages = []
    for number in range(count):
        page = document[number]
        picture = np.asarray(page.render(scale=look.dpi / 72).to_pil().convert("RGB"))
        picture = _sealed(picture, rng, look, last=number == count - 1)
        picture = _papered(picture, rng, look)
        width, height = page.get_width(), page.get_height()
        if number == wrong:
            quarter = rng.choice((1, 2, 3))
            picture = np.ascontiguousarray(np.rot90(picture, quarter))
            width, height = (height, width) if quarter % 2 else (width, height)
        pages.append((_jpeg(picture, look), width, height))
        page.close()
    document.close()
    return _bound(pages)


def _bound(pages: Sequence[tuple[bytes, float, float]]) -> bytes:
    """Pictures, each with the width and height of its page in points, as one PDF."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    printable = rl_config.useA85
    rl_config.useA85 = 0  # writing pictures as printable text takes longer than making them
    try:
        for jpeg, width, height in pages:
            canvas.setPageSize((width, height))
            canvas.drawImage(ImageReader(io.BytesIO(jpeg)), 0, 0, width, height)
            canvas.showPage()
        canvas.save()
    finally:
        rl_config.useA85 = printable
    return buffer.getvalue()


def photograph(pdf: bytes, rng: Random) -> bytes:
    """The first page as a JPEG file."""
    look = scanner(rng, "scan_good")
    document = pypdfium2.PdfDocument(pdf)
    picture = np.asarray(document[0].render(scale=120 / 72).to_pil().convert("RGB"))
    document.close()
    return _jpeg(_papered(picture, rng, look), look)


def _jpeg(picture: Picture, look: Scanner) -> bytes:
    buffer = io.BytesIO()
    image = Image.fromarray(picture)
    (image.convert("L") if look.grey else image).save(buffer, "JPEG", quality=look.jpeg, dpi=(look.dpi, look.dpi))
    return buffer.getvalue()


def _papered(picture: Picture, rng: Random, look: Scanner) -> Picture:
    """Copier's contrast, light, blur, skew, holes, fold and noise, in the order in which they happen to a page."""
    height, width = picture.shape[:2]
    noise = np.random.default_rng(rng.randrange(2**32))
    page = picture.astype(np.float32)
    if look.contrast != 1.0:
        page = (page - 128) * look.contrast + 128 - 8
    if look.punched:
        page = _punched(page, look)
    page = _turned(page, look.skew)
    if look.fold:
        _fold(page, rng)
    light = (
        1
        - look.shade
        * np.linspace(0, 1, width, dtype=np.float32)[None, :]
        * np.linspace(0.3, 1, height, dtype=np.float32)[:, None]
    )
    page = np.clip(page, 0, 250) * light[..., None]
    blurred = np.asarray(cv2.GaussianBlur(page, (0, 0), look.blur * look.dpi / 150), dtype=np.float32)
    grain = noise.normal(0, look.noise, (height, width, 1)).astype(np.float32)
    return np.asarray(np.clip(blurred + grain, 0, 255), dtype=np.uint8)


def _turned(page: Grey, degrees: float) -> Grey:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(
            page,
            matrix,
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(246, 246, 246),
        ),
        dtype=np.float32,
    )


def _punched(page: Grey, look: Scanner) -> Grey:
    height = page.shape[0]
    page = np.ascontiguousarray(page)
    for at in (0.36, 0.64):
        cv2.circle(page, (int(look.dpi * 0.32), int(height * at)), int(look.dpi * 0.1), (60, 60, 60), -1)
    return page


def _fold(page: Grey, rng: Random) -> None:
    at = int(page.shape[0] * rng.uniform(0.44, 0.56))
    page[at : at + 2] *= 0.72
    page[at + 2 : at + 7] *= 0.93


def _sealed(picture: Picture, rng: Random, look: Scanner, *, last: bool) -> Picture:
    """A round seal in blue or violet: near the signature on the last page, over the print if the copy is poor."""
    if not last and rng.random() < 0.5:
        return picture
    height, width = picture.shape[:2]
    side = int(look.dpi * 1.35)
    seal = _seal(side, rng)
    if look.seal_over_figures:
        x, y = int(width * rng.uniform(0.45, 0.72)), int(height * rng.uniform(0.3, 0.7))
    else:
        x, y = int(width * rng.uniform(0.08, 0.2)), height - side - int(look.dpi * 0.55)
    x, y = min(x, width - side), min(y, height - side)
    made = picture.copy()
    spot = made[y : y + side, x : x + side].astype(np.float32)
    made[y : y + side, x : x + side] = (spot * (seal.astype(np.float32) / 255)).astype(np.uint8)
    return made


def _seal(side: int, rng: Random) -> Picture:
    """A seal to multiply over the page: two rings, words around, a word across."""
    ink = rng.choice(_INKS)
    image = Image.new("RGB", (side, side), "white")
    draw = ImageDraw.Draw(image)
    pen = max(2, side // 70)
    draw.ellipse((pen, pen, side - pen, side - pen), outline=ink, width=pen)
    draw.ellipse((side * 0.2, side * 0.2, side * 0.8, side * 0.8), outline=ink, width=max(1, pen // 2))
    face = ImageFont.truetype(_FACE, max(8, side // 11))
    words = rng.choice(("CHARTERED ACCOUNTANTS *", "AUTHORISED SIGNATORY *", "TRUE COPY ATTESTED *"))
    for place, letter in enumerate(words):
        angle = 2 * math.pi * place / len(words) - math.pi / 2
        glyph = Image.new("L", (side // 7, side // 7), 0)
        ImageDraw.Draw(glyph).text((side // 14, side // 14), letter, font=face, fill=255, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        x = side / 2 + side * 0.39 * math.cos(angle) - side / 14
        y = side / 2 + side * 0.39 * math.sin(angle) - side / 14
        image.paste(Image.new("RGB", glyph.size, ink), (int(x), int(y)), glyph)
    draw.text((side / 2, side / 2), rng.choice(("SEAL", "F.R.N.", "OFFICE")), font=face, fill=ink, anchor="mm")
    image = image.rotate(rng.uniform(-25, 25), resample=Image.Resampling.BICUBIC, fillcolor="white")
    faded = np.asarray(image).astype(np.float32)
    return (255 - (255 - faded) * rng.uniform(0.55, 0.85)).astype(np.uint8)
