"""Who signs a paper: the name that stands over, or before, the office in which its bearer signs.

Forms and certificates end with a name and no label: "Hrishikesh Damle" over "Director", "Sasmita Sahu, FCA, Partner".
The offices of each field are words of its type (`signs_as`); the name is told by nothing but its place by one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from extractors.candidates import Candidate, candidates_in
from extractors.document_text import Text
from extractors.layout import PageLayout, Run, Segment
from extractors.phrases import norm, tokens_of
from extractors.values import Scope
from reference.document_types import FieldWords

SIGNED_AS = "a name by the office of who signs"

SIGNED, LISTED = 0.03, 0.12
"""What the name costs where a paper is signed, and elsewhere: a contact person and a list of directors do not sign."""

END = 0.6
"""The share of the paper behind which a name by its office is a signature's."""

NEAR = 3.0
"""Heights of the type between a name and its office below at most, room for a seal."""

MOST_WORDS = 12
"""A line that an office begins is none of a sentence: it has no more words than this."""

TITLE = 5
"""Letters that a title before a name has at most: "Shri", "Smt.", "CA"."""

_SIGNING = re.compile(
    r"\b(?:signed|signature|sign|sd|for\s+(?:and\s+on\s+behalf\s+of|M/s|[A-Z])|yours\s+\w+|declared?|declaration|certif\w+)\b"
    r"|हस्ताक्षर|हस्तािक्षर|हस्तिाक्षर|भवदीय|घोषण|कृते",
    re.I,
)
"""What leads up to a signature."""

_LEAD = re.compile(
    r"^\W*(?:(?:ans(?:wer)?\b|उत्तर(?=\W)|sd\b\W*|(?:e-?|digitally\s+|electronically\s+)?signed?(?:\s+by)?\b|signature(?:\s+of\s+[\w\s]{3,30}?)?(?=\s*[:)–-])|name\s*(?=:)|हस्ताक्षर|नाम\s*(?=:))[\s/|:.)–-]*)+",
    re.I,
)
"""What stands before a name on the line of a signature."""

_IN_BRACKETS = re.compile(r"\([^()\d]{4,60}\)")
"""How a name stands below its office, under room for the signature: "Managing Director", "(Anjali Verma)"."""

_LIKE_A_NAME = re.compile(r"\W*(?:[^\W\d_][\w.'’\u0900-\u0963-]*\s*){2,5}\W*")

_NO_NAME = frozenset(
    norm(word)
    for word in re.findall(
        r"\S+",
        "company seal stamp signature signatory signed faithfully truly sincerely round place date dated declaration"
        " verification name designation for and behalf of the enclosures encl board authorised office annexure yours"
        " हस्ताक्षर मुहर मोहर नाम पदनाम स्थान दिनांक भवदीय प्रार्थी आवेदक घोषणा संलग्नक कृते",
    )
)
"""Words on the lines of a signature that are no part of a name."""

_LABEL_BESIDE = re.compile(r"\b(?:place|date|dated|seal|stamp|sign\w*|name|udin)\b|स्थान|दिनांक|मुहर|हस्ताक्षर|नाम", re.I)
"""What may stand at the left of who signs and does not say that it is somebody else."""


def by_office(words: FieldWords, text: Text, tabled: Set[int]) -> Iterator[Candidate]:
    """Names by one of the offices in which those sign that a field is about.

    Args:
        words: the field; it has no such names where it says no offices.
        text: the document.
        tabled: ids of the words of tables.
    """
    if not words.signs_as:
        return
    offices = [tuple(token.norm for token in tokens_of(it)) for it in words.signs_as]
    for layout in text.layouts:
        for segment in layout.segments:
            if any(id(word) in tabled for word in segment.words):
                continue
            for name in _names(layout, segment, offices):
                cost = SIGNED if _is_signature(layout, segment, name, text) else LISTED
                scope = Scope("", name.is_ocr)
                for found in candidates_in(words, name, 0, scope, cost, SIGNED_AS, text, -1):
                    if _is_whole(found.raw, name.text):
                        yield found


def _names(layout: PageLayout, segment: Segment, offices: Sequence[tuple[str, ...]]) -> Iterator[Run]:
    """What stands before an office in a segment's line, or over a segment that begins with one."""
    run = segment.run()
    if _begins_with(run.text, offices):
        above = layout.above(segment, reach=NEAR)
        if above is not None and above.cell == segment.cell:
            yield from _without_lead(above.run())
        below = layout.below(segment, reach=NEAR)
        is_free = above is None or not _LIKE_A_NAME.fullmatch(above.text)
        if is_free and below is not None and below.cell == segment.cell and _IN_BRACKETS.fullmatch(below.text):
            yield from _without_lead(below.run())
        return
    for mark in re.finditer(r"\s*[,(|]\s*|\s+[–-]\s+", run.text):
        if mark.start() > 2 and _begins_with(run.text[mark.end() :], offices):
            yield from _without_lead(run.cut(0, mark.start()))
            return


def _without_lead(run: Run) -> Iterator[Run]:
    lead = _LEAD.match(run.text)
    name = run.cut(lead.end(), len(run.text)) if lead else run
    if name and not any(token.norm in _NO_NAME for token in tokens_of(name.text)):
        yield name


def _begins_with(text: str, offices: Sequence[tuple[str, ...]]) -> bool:
    """Whether a text is the line of an office: it begins with one and is no sentence."""
    found = tuple(token.norm for token in tokens_of(text[:80]))
    if not found or len(text.split()) > MOST_WORDS:
        return False
    return any(found[: len(office)] == office for office in offices)


def _is_whole(name: str, line: str) -> bool:
    """Whether a name is all that its line holds, but for titles before it and brackets around it."""
    letters = re.findall(r"\w", line)
    return len(re.findall(r"\w", name)) >= len(letters) - TITLE


def _is_signature(layout: PageLayout, segment: Segment, name: Run, text: Text) -> bool:
    """Whether a name by its office stands where a paper is signed, and no label at its left says whose it is."""
    beside = layout.left_of(segment)
    if beside and not _LABEL_BESIDE.search(beside[0].text) and beside[0].cell is not None:
        return False
    above = layout.above(segment, reach=NEAR)
    led_to = _SIGNING.search(f"{text.before(name, 120)} {above.text if above else ''}") is not None
    return led_to or text.depth(name) > END
