"""The units of money that a paper's headings name: "(₹ in lakh)", "Amount in INR million", "Amount (Rs.)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.layout import PageLayout, Run
from records.amount_words import amount_in_words
from records.money_units import scale_of
from records.pages import Box

WORDS_SAY = "the amount in words"
"""Why a reading stands beside a figure: the words beside it say another amount."""

LONGEST = 110
"""A heading has no more characters; one without brackets has no more than `LONGEST_PLAIN`."""

LONGEST_PLAIN = 60

LONGEST_TITLE = 300
"""A longer line of print than `LONGEST` names a unit only in a bracket with a mark of the currency in it."""

SCALE_WORD = re.compile(
    r"lakh|lac\b|lacs\b|crore|\bcrs?\b|million|\bmn\b|\bmio\b|billion|\bbn\b|thousand|'000|लाख|करोड|हजार|हज़ार|मिलियन",
    re.I,
)
"""A word that multiplies figures."""

MARK = re.compile(r"₹|\brs\b|\binr\b|rupee|रुपय|रुपए|\bरु\b|रू\.", re.I)
"""A mark of the currency, with or without a scale."""

_SIGN_BY_OCR = re.compile(
    rf"(?<=[(\[])\s*(?:[0-9A-Za-z]|[^\w\s]{{1,2}})\s?(?=(?:in\s+)?(?:{SCALE_WORD.pattern}))", re.I
)
"""What OCR makes of the rupee's sign in the bracket of a heading: "Amount (1 Lakh)", "(J Lakh)"."""

_LEVEL = 4.0
"""Headings whose tops lie no more points apart stand side by side."""

_YEARS = re.compile(r"(?:19|20)\d{2}(?:\s*[-–/]\s*\d{2,4})?|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading that names a unit: rupees per printed figure, and the place it stands at."""

    page: int
    box: Box
    scale: Decimal


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a document in the order of print; `marked` are the places of all marks of the currency."""

    scales: tuple[Unit, ...]
    marked: tuple[Unit, ...]

    @classmethod
    def of(cls, layouts: Sequence[PageLayout]) -> Units:
        """Find the units that the headings of the pages name."""
        return cls(tuple(_scales(layouts)), tuple(_marks(layouts)))

    def scale_at(self, run: Run) -> Decimal:
        """Rupees per printed unit at a place: the nearest heading over it that names a unit, else the first one.

        Of headings side by side the one over the place's own column is taken; where that names the currency without a
        scale beside others with one ("₹ in lakh | ₹"), the figures are rupees.
        """
        above = _above(self.scales, run)
        if not above:
            return self.scales[0].scale if self.scales else Decimal(1)
        level = _level_with(above[-1], above)
        own = _over(level, run) or _over(_level_with(above[-1], self.marked), run)
        return (own or level)[-1].scale

    def in_force(self, run: Run) -> bool:
        """Whether a heading over the place says that its figures are money."""
        return bool(_above(self.marked, run) or self.scales)


def _level_with(unit: Unit, units: Sequence[Unit]) -> list[Unit]:
    return [it for it in units if it.page == unit.page and abs(it.box[1] - unit.box[1]) < _LEVEL]


def _over(units: Sequence[Unit], run: Run) -> list[Unit]:
    return [it for it in units if min(it.box[2], run.box[2]) > max(it.box[0], run.box[0])]


def _above(units: Sequence[Unit], run: Run) -> list[Unit]:
    page, top = run.first_page.number, run.box[1]
    return [it for it in units if (it.page, it.box[1]) <= (page, top + _LEVEL)]


def _scales(layouts: Sequence[PageLayout]) -> Iterator[Unit]:
    for page, box, text in _texts(layouts):
        if not SCALE_WORD.search(text):
            continue
        brackets = re.findall(r"\(([^)]*)\)", text)
        if len(text) > LONGEST:  # a title; a sentence that gives a sum in words in brackets names no unit
            brackets = [it for it in brackets if MARK.search(it) and amount_in_words(it) in (None, scale_of(it))]
        for part in brackets or ([text] if len(text) < LONGEST_PLAIN else []):
            bare = _YEARS.sub("", part).replace("'000", "")
            if re.search(r"\d", bare) or not SCALE_WORD.search(part):
                continue
            scale = scale_of(part)
            if scale is not None:
                yield Unit(page, box, scale)


def _marks(layouts: Sequence[PageLayout]) -> Iterator[Unit]:
    for page, box, text in _texts(layouts):
        if len(text) < LONGEST_PLAIN and MARK.search(text) and not re.search(r"\d", _YEARS.sub("", text)):
            yield Unit(page, box, Decimal(1))


def _with_sign(text: str, run: Run) -> str:
    """A heading with the rupee's sign put back that OCR took for a digit, where it holds no other figure."""
    mended = _SIGN_BY_OCR.sub("₹ ", text) if run.is_ocr else text
    return mended if not re.search(r"\d", _YEARS.sub("", mended)) else text


def _texts(layouts: Sequence[PageLayout]) -> Iterator[tuple[int, Box, str]]:
    """Every segment, and every ruled cell as a whole: a heading of a narrow column runs over several lines."""
    for layout in layouts:
        done: set[int] = set()
        for segment in layout.segments:
            if segment.cell is None:
                run = segment.run()
            elif segment.cell in done:
                continue
            else:
                done.add(segment.cell)
                run = layout.run_of_cell(segment.cell)
            if len(run.text) <= LONGEST_TITLE:
                yield layout.page.number, run.box, _with_sign(run.text, run)
