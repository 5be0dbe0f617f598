"""Pages as a person sees them: words with boxes, rules (drawn lines), and how well the page could be read.

Boxes are (x0, top, x1, bottom) in PDF points (1/72 inch) from the top left of the page *as displayed*: rotation is
applied, the crop box is the page. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
WordSource = Literal["text", "ocr", "sheet"]
PageSource = Literal["text", "ocr", "both", "blank"]
PageQuality = Literal["digital", "scan_good", "scan_poor", "blank"]


@dataclass(frozen=True, slots=True)
class NativePlace:
    """Where a word stands in a file that has no pages: "Sheet1" and "D14", "Table 2" and "B3", "Paragraph 7" and "".

    `shown` is what the program that made the file displays in the cell, where that is not the stored value itself.
    """

    sheet: str
    cell: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word. `confidence` is 1.0 for visible, mapped text of a text layer; OCR gives its own (0-1)."""

    text: str
    box: Box
    confidence: float = 1.0
    source: WordSource = "text"
    size: float = 0.0
    """Height of the type in points, 0 where unknown; headings are told from body text by it."""
    bold: bool = False
    place: NativePlace | None = None
    """Where it stands in a spreadsheet or a Word file; its box is then only that of a page set for reading."""
    alternatives: tuple[str, ...] = ()
    """What other readings of the same ink gave, the likelier first: two engines of OCR that differ."""
    witnessed: bool = False
    """Whether a second engine of OCR, which errs independently of the first, read the same."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn line, horizontal (top == bottom, about) or vertical (x0 == x1, about), in page points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Whether the line runs across the page."""
        return abs(self.x1 - self.x0) >= abs(self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Mesh:
    """The way from a flattened page back to the page as displayed, where a photograph shows it aslant or bent.

    `points` are the places (x, y in points, as displayed) of the knots of an even net over the flat page, `columns` in
    each of `rows` rows from the top left. `flat` and `displayed` are widths and heights of both pages in points.
    """

    columns: int
    rows: int
    points: tuple[tuple[float, float], ...]
    flat: tuple[float, float]
    displayed: tuple[float, float]

    def enlarged(self, times: float) -> Mesh:
        """The mesh with all its measures so many times larger."""
        points = tuple((x * times, y * times) for x, y in self.points)
        flat, displayed = ((it[0] * times, it[1] * times) for it in (self.flat, self.displayed))
        return Mesh(self.columns, self.rows, points, flat, displayed)


@dataclass(frozen=True, slots=True)
class Strip:
    """The grey picture of a word on a scan: `grey` holds `height` rows of `width` pixels, 0 black."""

    width: int
    height: int
    grey: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its words in reading order.

    `hidden` holds text that the file contains but no person would see (invisible, white, covered, off the page, smaller
    than a point): it is never evidence. `figures` are the measurements behind `source` and `quality`.
    """

    number: int
    width: float
    height: float
    rotation: int
    words: Sequence[Word]
    source: PageSource
    quality: PageQuality
    rulings: Sequence[Ruling] = ()
    hidden: tuple[Word, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    mesh: Mesh | None = None
    """Where words, rulings and size are those of a flattened picture: the way back to the page as displayed."""
    unasked: Mapping[Box, Strip] = field(default_factory=dict)
    """Words, by their boxes, of which a second engine of OCR is asked only where they decide something."""

    @property
    def text(self) -> str:
        """The words joined by spaces, in reading order."""
        return " ".join(word.text for word in self.words)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all boxes.

    Raises:
        ValueError: if there is no box.
    """
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))
