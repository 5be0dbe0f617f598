"""Words of a page's picture by Tesseract, with boxes in the page's points and a confidence each."""

from __future__ import annotations

import os

os.environ["OMP_THREAD_LIMIT"] = "1"  # before Tesseract starts: on shared cores its threads cost five times the time

from dataclasses import dataclass

import pytesseract
from PIL import Image

from records.pages import Ruling, Word

OCR_DPI = 200
LANGUAGES = "eng+hin"
"""English first: with Hindi first Tesseract loses a tenth of the digits."""

PAGE_SECONDS = 90
"""One call of Tesseract for a page is stopped after this many seconds."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What OCR saw on a page."""

    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()


class OcrFailed(Exception):
    """Tesseract gave no answer: it is missing, crashed, or took too long; the message says which."""


def read_picture(picture: Image.Image, dpi: float) -> OcrPage:
    """The words of a page's picture drawn at `dpi`."""
    try:
        data = pytesseract.image_to_data(
            picture.convert("L"),
            lang=LANGUAGES,
            config=f"--oem 1 --psm 3 --dpi {round(dpi)}",
            timeout=PAGE_SECONDS,
            output_type=pytesseract.Output.DICT,
        )
    except RuntimeError as error:
        raise OcrFailed(str(error)) from error
    scale = 72 / dpi
    words = []
    for text, confidence, left, top, width, height in zip(
        data["text"], data["conf"], data["left"], data["top"], data["width"], data["height"], strict=True
    ):
        if not text.strip() or float(confidence) < 0:
            continue
        box = (left * scale, top * scale, (left + width) * scale, (top + height) * scale)
        words.append(Word(text, box, float(confidence) / 100, "ocr", height * scale))
    return OcrPage(tuple(words))
