"""Tables without headings: lists such as "a) Cobalt sulphate ... 1,140 TPA ... 99.2%" under a sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.finding.bands import Words
from extractors.lines import Line, segments_of, words_within
from extractors.tables.cell_quantities import quantity_fields, tonnes_fields
from extractors.tables.cell_results import percent_fields
from extractors.tables.cells import Maker
from extractors.tables.events import Cell
from extractors.tables.heading_lines import heading_words
from extractors.tables.likeness import normal_heading
from records.pages import Page, Word
from records.readings import Field, TableRow
from records.units import read_unit
from reference.table_specs import TableSpec

SAME_EDGE = 4.0
"""Entries begin within so many points of each other."""

LISTED = 0.92
"""A row of a list has no heading that says what its figures are; their units do."""

SENTENCE_ABOVE = 3
"""The sentence that introduces a list stands at most so many lines above it."""

_LETTER = re.compile(r"^\s*[(\[]?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4}|[क-ह])[.)\]]+\s*", re.I)
_NUMBERED = re.compile(
    r"^\s*(?:[(\[](?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[)\]]|(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S", re.I
)
"""An item of a numbered list, whose name a colon may part from its weight; a label has no such number."""

_WEIGHT = re.compile(
    r"(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    r"(?P<unit>[A-Za-z\u0900-\u097f][A-Za-z\u0900-\u097f./ ]{0,22}[A-Za-z\u0900-\u097f.])"
)
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?\s*(?:%|per\s?cent\b|प्रतिशत)", re.I)


def listed_rows(
    spec: TableSpec, pages: Sequence[tuple[Page, Sequence[Line]]], maker: Maker
) -> tuple[tuple[TableRow, ...], frozenset[Word]]:
    """The rows of the longest list on the pages whose lines each name a thing and its weight; () for fewer than two."""
    if not any(column.kind in ("tonnes_a_year", "quantity") for column in spec.columns.values()):
        return (), frozenset()
    best: list[tuple[Page, Line]] = []
    for page, lines in pages:
        run: list[tuple[Page, Line]] = []
        first = 0
        for number, line in enumerate(lines):
            if (entry := _entry(lines, number)) is not None:
                if not run or entry is not line:  # what stands beside a label begins a list of its own
                    run, first = [], number
                run.append((page, entry))
                if len(run) > len(best) and (
                    _introduced(lines, first, spec) or _labelled(lines[first], run[0][1], spec)
                ):
                    best = list(run)
            elif not (page.source == "ocr" and _is_dust(line)):
                run = []
    if len(best) < 2:
        return (), frozenset()
    rows = [TableRow(index, _fields(spec, page, line, maker)) for index, (page, line) in enumerate(best)]
    return tuple(rows), frozenset(word for _, line in best for word in line.words)


def _entry(lines: Sequence[Line], number: int) -> Line | None:
    """The entry that a line prints: the line, or what stands right of a label where the entries beside it begin."""
    line = lines[number]
    beside = [lines[at].words[0].box[0] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    segments = segments_of(line)
    for at in range(len(segments) - 1, 0, -1):
        rest = Line(line.page, tuple(word for segment in segments[at:] for word in segment.words))
        if any(abs(rest.words[0].box[0] - x) <= SAME_EDGE for x in beside) and _is_entry(rest):
            return rest
    return line if _is_entry(line) else None


def _labelled(line: Line, entry: Line, spec: TableSpec) -> bool:
    """Whether the first entry stands right of a label that says what the table holds: "Products"."""
    words = [word for word in line.words if word.box[2] <= entry.words[0].box[0]]
    return bool({token for word in words for token in _stems(word.text)} & heading_words(spec))


def _is_dust(line: Line) -> bool:
    """Whether a line of a scan is but a few signs: dust, or the edge of a stamp."""
    return len(line.words) <= 2 and all(len(word.text) <= 3 for word in line.words)


def _is_entry(line: Line) -> bool:
    """Whether a line is "name, weight with its unit", and no label with a value."""
    text = line.text
    weight = _weight(text)
    if weight is None or ":" in text[: weight.start()] and not _NUMBERED.match(text):
        return False
    if _stands_by_label(line):
        return False
    name = _LETTER.sub("", text[: weight.start()])
    return sum(letter.isalpha() for letter in name) >= 2 and 1 <= len(name.split()) <= 10


def _stands_by_label(line: Line) -> bool:
    """Whether what names and weighs a thing stands behind a gap and other words: the value of a form's label."""
    segments = segments_of(line)
    for at, segment in enumerate(segments):
        text = " ".join(word.text for word in segment.words)
        if (weight := _weight(text)) is not None:
            return _letters(text[: weight.start()]) >= 2 and any(
                _letters("".join(word.text for word in it.words)) >= 2 for it in segments[:at]
            )
    return False


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _weight(text: str) -> re.Match[str] | None:
    for match in _WEIGHT.finditer(text):
        words = match["unit"].split()
        for size in range(len(words), 0, -1):
            meaning = read_unit(" ".join(words[:size]))
            if meaning is not None and meaning.mass is not None:
                return match
    return None


def _introduced(lines: Sequence[Line], first: int, spec: TableSpec) -> bool:
    """Whether a sentence shortly above the list speaks of what the table holds."""
    vocabulary = heading_words(spec)
    above = lines[max(0, first - SENTENCE_ABOVE) : first]
    return any(
        len({token for word in line.words for token in _stems(word.text)} & vocabulary) >= 1
        and line.text.rstrip().endswith((":", ":-", "-"))
        for line in above
    )


def _stems(text: str) -> list[str]:
    return [form for token in normal_heading(text).split() for form in (token, token.removesuffix("s"))]


def _fields(spec: TableSpec, page: Page, line: Line, maker: Maker) -> dict[str, Field]:
    text = line.text
    weight = _weight(text)
    if weight is None:
        return {}
    fields: dict[str, Field] = {}
    for name, column in spec.columns.items():
        if column.kind == "text" and not any(other in fields for other in spec.columns):
            words = _between(line, 0, weight.start())
            printed = _LETTER.sub("", text[: weight.start()]).strip(" .-–…:")
            fields[name] = maker.field(name, printed, Cell(column, page, words, printed), ceiling=LISTED)
        elif column.kind in ("tonnes_a_year", "quantity"):
            words = _between(line, weight.start(), weight.end())
            cell = Cell(column, page, words, _PERCENT.sub("", " ".join(word.text for word in words)).strip(" -–—"))
            read = tonnes_fields if column.kind == "tonnes_a_year" else quantity_fields
            fields.update({key: _capped(made) for key, made in read(maker, cell, None).items()})
        elif column.kind == "percent" and (percent := _PERCENT.search(text, weight.start())) is not None:
            words = _between(line, percent.start(), percent.end())
            made = percent_fields(maker, Cell(column, page, words, percent[0]))
            fields.update({key: _capped(it) for key, it in made.items()})
    return fields


def _capped(made: Field) -> Field:
    return made.with_confidence(min(made.confidence, LISTED))


def _between(line: Line, start: int, end: int) -> Words:
    return words_within(line.words, start, end) or line.words
