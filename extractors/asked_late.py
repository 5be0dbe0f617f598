"""A second engine of OCR is asked about figures that decide something, once it is known which they are.

When a page is read only words in doubt are read by both engines (`extractors.second_look`). Figures that the first one
read surely wait, each with its picture, until the fields and rows of the document are found: those that a value rests
on are then asked in one go, and figures of prose that nobody uses never.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors import scan
from extractors.recogniser import recognise
from extractors.strips import SQUEEZE, same, without_dash_before
from extractors.upright import displayed_box
from extractors.weighing import Weighed, told, weigh
from records.pages import Box, Page, Strip, Word
from records.readings import Alternative, Field

OTHER_ENGINE = "a second engine of OCR"
LIKELIHOOD = 0.3
"""Of what a second engine read against a first one that was sure."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A word that the second engine read otherwise: its page, its box as displayed, and what both readings come to."""

    page: int
    box: Box
    weighed: Weighed
    read: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The pages with the answers told on their words, and the words about which the engines differ."""

    pages: tuple[Page, ...]
    differing: tuple[Differing, ...] = ()

    def doubted(self, field: Field) -> Field:
        """The field, no surer than the words it rests on about which the engines differ."""
        of_field = [it for it in self.differing if _rests_on(field, it.page, it.box)]
        if not of_field:
            return field
        others = tuple(Alternative(it.read, it.read, LIKELIHOOD, OTHER_ENGINE) for it in of_field if it.read)
        confidence = min(field.confidence, *(it.weighed.confidence for it in of_field))
        return replace(field, confidence=confidence, alternatives=(*field.alternatives, *others))

    def all_doubted(self, fields: Mapping[str, Field]) -> dict[str, Field]:
        """Fields by their names, each as `doubted` tells it."""
        return {name: self.doubted(field) for name, field in fields.items()} if self.differing else dict(fields)


def ask_about(pages: Sequence[Page], fields: Iterable[Field]) -> Asked:
    """Asks the second engine about every word that waits and that one of the fields rests on.

    Args:
        pages: of a document.
        fields: its fields and the cells of its rows.
    """
    waiting = {page.number: page for page in pages if page.unasked}
    if not waiting:
        return Asked(tuple(pages))
    boxes: dict[int, set[Box]] = {number: set() for number in waiting}
    for field in fields:
        if field.evidence.method == "ocr" and field.evidence.page in boxes:
            boxes[field.evidence.page].add(field.evidence.box)
    asked = [it for number, page in waiting.items() for it in _words_within(page, boxes[number])]
    readings = recognise([_grey(strip) for _, _, strip in asked], SQUEEZE)
    told_of: dict[int, dict[Box, Word]] = {number: {} for number in waiting}
    differing = []
    for (page, word, _), reading in zip(asked, readings, strict=True):
        second = without_dash_before(reading, word, page.words)
        weighed = weigh(word, second)
        if weighed.is_witnessed and same(weighed.text, word.text):
            told_of[page.number][word.box] = replace(word, witnessed=True)
            continue
        told_of[page.number][word.box] = replace(told(word, weighed), text=word.text, witnessed=False)
        if weighed.confidence < word.confidence:
            differing.append(Differing(page.number, displayed_box(page, word.box), weighed, second.text.strip()))
    return Asked(tuple(_with_answers(page, told_of.get(page.number, {})) for page in pages), tuple(differing))


def _words_within(page: Page, places: Iterable[Box]) -> Iterator[tuple[Page, Word, Strip]]:
    """The words of a page that wait and stand within one of the places (as displayed), with their pictures."""
    places = list(places)
    for word in page.words:
        strip = page.unasked.get(word.box)
        if strip is not None and any(_is_within(displayed_box(page, word.box), it) for it in places):
            yield page, word, strip


def _grey(strip: Strip) -> scan.Grey:
    return np.frombuffer(strip.grey, np.uint8).reshape(strip.height, strip.width)


def _with_answers(page: Page, answers: Mapping[Box, Word]) -> Page:
    if not page.unasked:
        return page
    return replace(page, words=tuple(answers.get(word.box, word) for word in page.words), unasked={})


def _rests_on(field: Field, page: int, box: Box) -> bool:
    return field.evidence.method == "ocr" and field.evidence.page == page and _is_within(box, field.evidence.box)


def _is_within(box: Box, place: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] - 1 <= x <= place[2] + 1 and place[1] - 1 <= y <= place[3] + 1
