"""A second look at single places of a page: OCR of small crops, many in one call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytesseract

from extractors.render import crop, opened_source
from records.pages import Box

WITNESS_DPI = 300


def witness_texts(path: Path, places: Sequence[tuple[int, Box]]) -> list[str]:
    """What OCR reads at each place (page from 1, box in points) of the document, in the order of `places`."""
    with opened_source(path) as source:
        return [
            pytesseract.image_to_string(
                crop(source.draw(page, WITNESS_DPI), box, WITNESS_DPI, 2), lang="eng", config="--psm 7"
            ).strip()
            for page, box in places
        ]
