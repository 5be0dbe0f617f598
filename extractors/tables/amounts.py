"""The amounts that a cell may print, on a scan in all the ways in which it may have been misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractors.finding.bands import Words, text_of
from extractors.tables.events import Cell
from extractors.tables.words import is_nothing
from records.numbers import Reading, read_amount
from records.pages import Word

_PIECE = re.compile(r"[(₹-]*[0-9०-९,.]+[)]?(?:/-)?")

_SET_APART = re.compile(r"(?<=[0-9][.,])\s+(?=[0-9])|(?<=[0-9])\s+(?=[.,][0-9])")
"""Type of even width sets a point so wide that OCR sees two words: "23,78,515. 06"."""

_LOST_POINT = re.compile(r"([0-9][0-9,]*)\s([0-9]{2})")

_DASH = Reading(Decimal(0), 0.5, "a nought, or a dash that OCR took for a figure")

_STROKE = re.compile(r"[-–—−_~]+\s*(?=[0-9₹])")

_STROKE_BEHIND = re.compile(r"(?<=[0-9])\s*[-–—−_~]+$")
"""A minus as SAP prints it, or the dash of the next cell."""

_GROUPED = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}(?:\.[0-9]{1,2})?")

_BROKEN_GROUP = re.compile(r"(?P<left>[0-9,]*,[0-9]{1,2})\s(?P<right>[0-9]{1,2}(?:[,.][0-9,.]*)?)")
"""An amount that OCR parted within a group of figures: "2,1 5,80,000.00"."""

_PRINTED_AMOUNT = re.compile(r"₹?(?P<rupees>[0-9]{1,3}(?:,[0-9]{2})*,[0-9]{3})\.?(?P<paise>[0-9]{2})")
"""An amount in paise, whose point OCR may have passed over."""

_IN_DOUBT = 0.75
"""Of a word read no better than this, as one that only the second engine read so, the other reading is weighed too."""


_JUNK_BEFORE = re.compile(r"^(?:[—–_«*'‘’.,|]+|[-—–_.]{2,})\s*(?=[0-9])")
"""What OCR makes of rules and dust before a figure; a single hyphen may be a minus."""

_IN_GROUPS = re.compile(
    r"(?P<rupees>[0-9]{1,3}(?:[.,\s]{1,2}[0-9]{2})*[.,\s]{1,2}[0-9]{3})[.,\s]{1,2}(?P<paise>[0-9]{2})[.,]?"
)
_BETWEEN_GROUPS = re.compile(r"[.,\s]+")


def regrouped(text: str) -> str | None:
    """An amount in paise whose commas and point OCR mixed up, as it must have been printed; None for other text.

    Groups of two figures and one of three before the paise tell what each mark was: "4.80.21,692 54".
    """
    found = _IN_GROUPS.fullmatch(_JUNK_BEFORE.sub("", text.strip()))
    return f"{_BETWEEN_GROUPS.sub(',', found['rupees'])}.{found['paise']}" if found is not None else None


def unbroken(words: Words) -> str:
    """The text of a cell of figures; a number that a narrow column broke over lines is one number again."""
    pieces = [word.text for word in words]
    broken = len(pieces) > 1 and all(_PIECE.fullmatch(piece) for piece in pieces)
    lower = broken and all(below.box[1] > above.box[1] + 0.5 * _height(above) for above, below in pairwise(words))
    text = "".join(pieces) if lower else text_of(words)
    return _SET_APART.sub("", text) if any(word.source == "ocr" for word in words) else text


def _height(word: Word) -> float:
    return word.box[3] - word.box[1]


def is_empty(cell: Cell) -> bool:
    """Whether a cell of figures holds none: a dash, "Nil", or a single sign that OCR made of a dash."""
    return is_nothing(cell.text) or len(cell.text.strip()) == 1 and any(word.source == "ocr" for word in cell.words)


def amount_readings(cell: Cell, scales: Mapping[str, Decimal]) -> tuple[Reading, ...]:
    """The admissible readings of an amount cell in rupees; () for an empty cell, a dash, or what is no amount."""
    if is_nothing(cell.text):
        return ()
    ocr = any(word.source == "ocr" for word in cell.words)
    scale = scales.get(cell.column.name, Decimal(1))
    readings = read_amount(cell.text, scale, ocr=ocr)
    if ocr and len(cell.text.strip()) == 1:
        return (_DASH, *(replace(it, cost=it.cost + 0.6) for it in readings if it.value)) if readings else ()
    if not ocr:
        return readings
    if not readings and (lost := _LOST_POINT.fullmatch(cell.text.strip())) is not None:
        points = read_amount(f"{lost[1]}.{lost[2]}", scale)
        readings = tuple(replace(it, cost=it.cost + 0.6, reason="a lost point") for it in points)
    if not readings and (mended := regrouped(cell.text)) is not None:
        readings = tuple(_dearer(read_amount(mended, scale)[:1], 1.0, "commas and points put right"))
    if whole := tuple(_of_broken_group(cell.text.strip(), scale)):  # half an amount is none
        readings = (*whole, *_dearer((it for it in readings if it.value not in _values(whole)), 1.0, "half an amount"))
    others = [it for it in _other_readings(cell, scale, found=bool(readings)) if it.value not in _values(readings)]
    return (*readings, *(it for at, it in enumerate(others) if it.value not in _values(others[:at])))


def _values(readings: Sequence[Reading]) -> set[Decimal]:
    return {it.value for it in readings}


def _other_readings(cell: Cell, scale: Decimal, *, found: bool) -> Iterator[Reading]:
    """What else a cell of a scan may say: without a stroke or other ink beside it, or as the other engine read it."""
    text = cell.text.strip()
    if (stroke := _STROKE.match(text)) is not None:
        yield from _dearer(read_amount(text[stroke.end() :], scale), 0.5, "a stroke that is no minus")
    if (stroke := _STROKE_BEHIND.search(text)) is not None:
        yield from _dearer(read_amount(text[: stroke.start()], scale), 0.1, "the dash of an empty cell beside it")
    for number, word in enumerate(cell.words):
        if word.confidence <= _IN_DOUBT:
            for other in word.alternatives:
                texts = [it.text for it in cell.words]
                told = " ".join((*texts[:number], other, *texts[number + 1 :]))
                yield from _dearer(read_amount(told, scale)[:1], 0.8, "as the other engine read it")
    printed = [match for word in cell.words if (match := _PRINTED_AMOUNT.fullmatch(word.text)) is not None]
    if not found and len(printed) == 1:
        amount = f"{printed[0]['rupees']}.{printed[0]['paise']}"
        yield from _dearer(read_amount(amount, scale)[:1], 1.0, "without the ink beside it")


def _of_broken_group(text: str, scale: Decimal) -> Iterator[Reading]:
    """The amount of figures that make one only together: the left of them breaks off within a group."""
    broken = _BROKEN_GROUP.fullmatch(text)
    joined = f"{broken['left']}{broken['right']}" if broken is not None else ""
    if _GROUPED.fullmatch(joined):
        yield from _dearer(read_amount(joined, scale)[:1], 0.5, "parted by OCR within a group of figures")


def _dearer(readings: Iterable[Reading], by: float, reason: str) -> Iterator[Reading]:
    return (replace(it, cost=it.cost + by, reason=reason) for it in readings)
