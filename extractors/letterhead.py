"""Whose paper it is, by the first line of its head: a name without label or legal form, over what shows it to be one.

"PENGANGA NICKEL HYDROXIDE WORKS" over its own GSTIN heads a sales register, "Narmada Assay House" over an accreditation
a report. What must stand in or under the line is each field's `letterhead`; the name is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.by_text import HEADING
from extractors.candidates import Candidate, candidates_in, compiled
from extractors.document_text import Text
from extractors.layout import Run, Segment
from extractors.values import Scope
from reference.document_types import FieldWords

BY_HEAD = 0.1
"""What it costs to take a name for no other reason than its place at the head: below the bar of what is sure."""

LINES_OF_HEAD, LINES_BELOW = 3, 4
"""The name is among the first lines of the paper, and what shows it to be one at most so many lines below."""

MOST_WORDS = 9

_NO_NAME = re.compile(
    r"\b(?:report|certificate|register|ledger|statement|return|invoice|annexure|form|schedule|date|dated|page|sheet|copy|original"
    r"|GSTIN|CIN|PAN|no|number|plot|road|from|government|ministry|board|authority|rules?|section|act"
    r"|company\s+code|see)\b|[:@;\[]|\d{3}"
    r"|रजिस्टर|प्रमाण|विवरण|पंजी|दिनांक|पृष्ठ",
    re.I,
)
"""What stands on lines of the head that are titles, addresses and numbers."""

_TWO_SCRIPTS = re.compile(r"^[\u0900-\u097f][^/|(]*[/|(]\s*(?=[A-Z])")


def by_letterhead(words: FieldWords, text: Text) -> Iterator[Candidate]:
    """The name at the head of the first page, if what is printed in or under its line shows it to be the field's."""
    if not words.letterhead or not text.layouts:
        return
    lines = [line for line in text.layouts[0].lines if re.search(r"[\w\u0900-\u0963]{3}", line[0].text)]
    for number, line in enumerate(lines[:LINES_OF_HEAD]):
        run = _name_in(line[0])
        if run is not None and number + 1 < len(lines) and _goes_on(line, lines[number + 1]):
            run = Run((*run.placed, *lines[number + 1][0].run().placed))
        shown = " ".join(_texts(lines[number : number + 1 + LINES_BELOW]))
        if run is None or not any(compiled(pattern).search(shown) for pattern in words.letterhead):
            continue
        found = list(candidates_in(words, run, 0, Scope("", run.is_ocr), BY_HEAD, HEADING, text, -1))
        if found:
            yield from found
            return


_END_OF_NAME = re.compile(
    r"(?:(?:and|&)\s+)?(?:laborator(?:y|ies)|labs?|services|consultants|institute|centre|center|house|industries|works"
    r"|प्रयोगशाला|केन्द्र|केंद्र|संस्थान|उद्योग)(?:\s+(?:and|&)\s+\w+)?",
    re.I,
)
"""What a name in large letters leaves for its second line."""


def _goes_on(line: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Whether a name ends on the next line of the head, in the same type."""
    if len(line) != 1 or len(below) != 1 or not _END_OF_NAME.fullmatch(below[0].text):
        return False
    return abs(line[0].height - below[0].height) < SAME_TYPE * line[0].height


SAME_TYPE = 0.15


def _texts(lines: Sequence[Sequence[Segment]]) -> Iterator[str]:
    return (segment.text for line in lines for segment in line)


def _name_in(segment: Segment) -> Run | None:
    """The words of a line of the head that may be a name: its Latin half up to a comma; None if it is no name."""
    run = segment.run()
    hindi = _TWO_SCRIPTS.match(run.text)
    start = hindi.end() if hindi else 0
    ends = ")" if run.text[:start].endswith("(") else ",|"
    name = run.cut(start, next((at for at in range(start, len(run.text)) if run.text[at] in ends), len(run.text)))
    if not name or not 2 <= len(name.placed) <= MOST_WORDS or _NO_NAME.search(name.text):
        return None
    return name
