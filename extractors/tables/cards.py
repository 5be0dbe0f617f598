"""Rows printed as cards: under each other, one label and value to a line, the same labels again for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.finding.bands import Band, Words, text_of
from extractors.lines import Line, segments_of
from extractors.tables.headings import match_headings
from extractors.tables.likeness import normal_heading
from extractors.tables.parts import Part
from records.pages import Box, Page, union
from reference.table_specs import TableSpec

FEWEST_CARDS = 2
FEWEST_LABELS = 2
"""So many lines of a card at least have labels that the table's vocabulary knows."""

LONGEST_LABEL = 8
"""So many words has a label at most."""

LABEL_GAP = 1.2
"""White this wide (type heights) parts a label without colon from its value."""

SAME_EDGE = 4.0
"""Values that go on in the next line begin within so many points of where they began."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a card: the words of its label and of its value."""

    label: Words
    value: Words

    @property
    def name(self) -> str:
        """The label as it is compared."""
        return normal_heading(text_of(self.label).strip(" :-–"))


def card_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The part of a table whose rows a page prints as cards; [] where it prints none."""
    entries = _entries(lines)
    names = [entry.name for entry in entries]
    known = [normal_heading(it.printed) for it in before.headings.found] if before and before.headings else []
    for first in range(len(entries)):
        starts = [at for at in range(first, len(names)) if names[at] == names[first]]
        goes_on = bool(known) and names[first : first + len(known)] == known
        if len(starts) < FEWEST_CARDS and not goes_on:
            continue
        size = len(known) if goes_on else starts[1] - starts[0]
        cards = [entries[at : at + size] for at in starts if names[at : at + size] == names[first : first + size]]
        enough = size >= FEWEST_LABELS and (goes_on or len(cards) >= FEWEST_CARDS)
        part = _part(page, lines, spec, year, cards) if enough else None
        if part is not None:
            return [part]
    return []


def _part(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, cards: Sequence[Sequence[_Entry]]
) -> Part | None:
    printed = [[text_of(entry.label).strip(" :-–")] for entry in cards[0]]
    headings = match_headings(printed, spec, year)
    if headings is None or sum(1 for it in headings.columns.values() if it.kind != "known") < FEWEST_LABELS:
        return None
    boxes: tuple[Box, ...] = tuple(union(word.box for word in (*it.label, *it.value)) for it in cards[0])
    top = boxes[0][1]
    return Part(
        page=page,
        columns=headings.columns,
        headings=headings,
        boxes=boxes,
        bands=tuple(_band(page, card) for card in cards),
        above=tuple(line for line in lines if line.box[3] <= top),
        heading_words=tuple(word for entry in cards[0] for word in entry.label),
        ruled=True,
        compounds=headings.compounds,
    )


def _band(page: Page, card: Sequence[_Entry]) -> Band:
    words = [word for entry in card for word in (*entry.label, *entry.value)]
    box = union(word.box for word in words)
    return Band(page.number, box[1], box[3], tuple(entry.value for entry in card), tuple(range(len(card))))


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """The lines that have a label and a value, with what a value goes on with below."""
    entries: list[_Entry] = []
    for line in lines:
        entry = _entry(line)
        if entry is not None:
            entries.append(entry)
        elif entries and abs(line.words[0].box[0] - entries[-1].value[0].box[0]) <= SAME_EDGE:
            entries[-1] = _Entry(entries[-1].label, (*entries[-1].value, *line.words))
    return entries


def _entry(line: Line) -> _Entry | None:
    for at, value in _cuts(line):
        label = line.words[:at]
        if label and value and len(label) <= LONGEST_LABEL and any(map(str.isalpha, text_of(label))):
            return _Entry(label, value)
    return None


def _cuts(line: Line) -> Iterator[tuple[int, Words]]:
    """Where the label of a line may end and its value begin: at a colon, else at the first wide gap."""
    for at, word in enumerate(line.words):
        if word.text in (":", ":-", "："):
            yield at, line.words[at + 1 :]
            return
        if word.text.endswith((":", ":-")):
            yield at + 1, line.words[at + 1 :]
            return
    first = segments_of(line, LABEL_GAP)[0]
    yield len(first.words), line.words[len(first.words) :]
