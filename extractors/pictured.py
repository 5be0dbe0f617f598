"""Words that are printed in pictures on a digital page: a letterhead's logo, a pasted table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pypdfium2
from PIL import Image

from extractors import scan
from extractors.drawing import Drawn
from extractors.ocr import read_region
from extractors.page_reader import PageReader
from extractors.pdfium import Frame
from extractors.placing import area_of, bare, clipped, stands_on
from extractors.render import crop
from extractors.visible import draw_without_text
from records.pages import Box, Word

SMALLEST_PICTURE = (36.0, 9.0)
"""Pictures on digital pages that are narrower or lower (points) hold no text worth reading."""

FEWEST_LETTERS_IN_PICTURE = 10
REGION_DPI = 200
SURE_IN_PICTURE = 0.55
"""Words read in a picture on a digital page below this confidence are taken for parts of a drawing."""


def words_in_pictures(
    page: pypdfium2.PdfPage, drawn: Drawn, frame: Frame, words: Sequence[Word], number: int, reader: PageReader
) -> list[Word]:
    """Words printed in pictures on a digital page: a letterhead's logo, a pasted table."""
    boxes = [clipped(box, frame) for _, box in drawn.images]
    boxes = [it for it in boxes if it[2] - it[0] >= SMALLEST_PICTURE[0] and it[3] - it[1] >= SMALLEST_PICTURE[1]]
    boxes = _largest_only(boxes)
    if not boxes:
        return []
    bare = draw_without_text(page, drawn, REGION_DPI)
    scale = bare.width / max(frame.width, 1.0)
    found: list[Word] = []
    for box in boxes:
        part = crop(bare, box, scale * 72)
        key = hashlib.sha256(part.tobytes() + repr(part.size).encode()).digest()
        if key not in reader.pictures:
            read = partial(_words_of_part, part, scale * 72)
            reader.pictures[key] = reader.tried(number, "A picture", read, [])
        moved = (replace(it, box=_moved(it.box, box[0], box[1])) for it in reader.pictures[key])
        found.extend(it for it in moved if not stands_on(it.box, words))
    return found


def _words_of_part(part: Image.Image, dpi: float) -> list[Word]:
    rgb = np.asarray(part)
    grey = scan.grey_of(rgb)
    pieces = scan.letters_of(scan.ink_of(grey, scan.paper_of(grey)), dpi)
    if len(pieces) < FEWEST_LETTERS_IN_PICTURE:
        return []
    words = read_region(rgb, dpi)
    kept = [it for it in words if it.confidence >= SURE_IN_PICTURE and len(bare(it.text)) >= 2]
    return kept if len(kept) >= 2 else []


def _moved(box: Box, right: float, down: float) -> Box:
    return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)


def _largest_only(boxes: Sequence[Box]) -> list[Box]:
    """Without those that lie within another."""
    kept: list[Box] = []
    for box in sorted(set(boxes), key=area_of, reverse=True):
        if not any(it[0] <= box[0] and it[1] <= box[1] and it[2] >= box[2] and it[3] >= box[3] for it in kept):
            kept.append(box)
    return sorted(kept, key=lambda it: (it[1], it[0]))
