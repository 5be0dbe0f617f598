"""Whether a phrase of the vocabulary is used as a label where it stands, and what speaks against it.

A label starts its block or follows a value, and something sets it off: a colon, the end of its cell, of its line or of
the question. What stands before or behind it and is in no vocabulary is held against it as a cost.
"""

from __future__ import annotations

import re

from extractors.label_candidates import Candidate
from extractors.label_halves import DEVANAGARI
from extractors.label_own_lines import GOES_ON_IN_HINDI, on_own_line
from extractors.label_parts import PROSE_WORDS, Hit, beyond_unit, content, coverage_cost, without_brackets
from extractors.label_refusals import is_refused
from extractors.label_usage import Mark, Usage, usage_of
from extractors.phrases import norm

DATE_BESIDE, WITHIN_LINE, ASKING, UNMARKED = 0.02, 0.02, 0.01, 0.05
"""What it costs to take a label that no mark sets off: before a date on its line, of many words behind a value, one
that asks for a number or a day, any other at the start."""

WORDS_BEFORE, LETTERS_BEFORE = 3, 45
"""Telling words that may stand before a label in its own caption, and letters that all of that keeps below."""

WORDS_TO_MARK_WITHIN = 2
"""Telling words between a label within a line and its mark at most."""

WORDS_LEFT = 3
"""Telling words that may stand behind a label in a cell that is all caption."""

LETTERS_BEFORE_DATE = 80
"""Letters before a date on its line keep below this."""


def judge(candidate: Candidate) -> Hit | None:
    """The label that a phrase is where it stands, None where it is used as none."""
    if is_refused(candidate):
        return None
    usage = usage_of(candidate)
    if usage.is_possessive:
        return None
    if (alone := on_own_line(usage)) is not None:
        return alone
    if _is_date_beside(usage):
        return _date_beside(usage)
    if usage.is_long_within and not usage.ends_block:
        return usage.hit(candidate.end, WITHIN_LINE + usage.repairs)
    if (words_before := _words_of_caption_before(usage)) is None:
        return None
    if usage.mark is not None:
        return _marked(usage, usage.mark, words_before)
    return _ending_block(usage, words_before) if usage.ends_block else _unmarked(usage)


_ONLY_A_PLACE = re.compile(r"^\W*[A-Za-z\u0900-\u0965]{2,20}(?:\s[A-Za-z\u0900-\u0965]{2,20})?\s*[,|–-]\s*$")
"""What stands before a date on a line of their own: "भोपाल, दिनांक 19/08/2025"."""

_DAY_NEXT = re.compile(r"\s*[.:]?\s*\d{1,2}(?:st|nd|rd|th)?[\s./-]")
_DATED = frozenset({"date", "dated", "dt", norm("दिनांक")})


def _is_date_beside(usage: Usage) -> bool:
    """Whether "Date 18.08.2026" stands behind a number on its line, in no sentence and without any mark."""
    before = usage.lead.text
    return (
        not usage.lead.at_start
        and usage.phrase in _DATED
        and _DAY_NEXT.match(usage.candidate.after) is not None
        and (re.search(r"\d", before) is not None or _ONLY_A_PLACE.match(before) is not None)
        and len(before) < LETTERS_BEFORE_DATE
        and not PROSE_WORDS.search(before)
    )


def _date_beside(usage: Usage) -> Hit | None:
    """The label of a date behind a number; "No. and date: 12/2026 dated 3.4.2026" has its label already."""
    hits = usage.block.hits
    if hits and "date" in hits[-1].match.phrase.split():
        return None
    return usage.hit(usage.candidate.end, DATE_BESIDE)


def _words_of_caption_before(usage: Usage) -> int | None:
    """How many telling words of its own caption stand before a label, None where nothing sets it off from them."""
    if usage.lead.at_start:
        return 0
    if _leads_its_caption(usage):
        return usage.lead.words
    return 0 if usage.is_long_within or _follows_with_mark(usage) else None


def _leads_its_caption(usage: Usage) -> bool:
    """Whether "Full name of the applicant:" has but a few words before those of the vocabulary."""
    before, block = usage.lead.text, usage.block
    if (
        not usage.candidate.is_first
        or usage.lead.words > WORDS_BEFORE
        or len(before) >= LETTERS_BEFORE
        or ":" in before
    ):
        return False
    if usage.mark is not None or not usage.ends_block:
        return usage.mark is not None
    # With a cell to itself, or in Hindi with its value at the right, a caption needs no mark.
    return block.cell is not None or bool(DEVANAGARI.search(before) and block.layout.right_of(block.segments[0]))


def _follows_with_mark(usage: Usage) -> bool:
    """Whether a label with its mark may begin behind this text: a value has ended, or no sentence precedes."""
    before = usage.lead.text
    if usage.mark is None or len(content(usage.mark.extra)) > WORDS_TO_MARK_WITHIN:
        return False
    value_ended = not usage.candidate.is_first or re.search(r"[:：,;|/).]\s*$", before) is not None
    return value_ended or not PROSE_WORDS.search(before)


def _marked(usage: Usage, mark: Mark, words_before: int) -> Hit:
    """The label up to its mark; words between them that name its unit say nothing against it."""
    whole = not re.sub(r"[\s:：=\-–—.*]", "", usage.candidate.text[mark.end :])
    cost = usage.cost_of(words_before + len(beyond_unit(mark.extra)))
    return usage.hit(mark.end, cost, separated=True, whole=whole)


def _ending_block(usage: Usage, words_before: int) -> Hit:
    """The label that its block ends with; behind a Hindi label more Hindi is no second language."""
    candidate, unknown = usage.candidate, words_before
    if DEVANAGARI.search(candidate.text[usage.lead.start : candidate.end]):
        unknown += len(beyond_unit(without_brackets(candidate.after)))
    return usage.hit(len(candidate.text), usage.cost_of(unknown), whole=True)


_ASKS_FOR_NUMBER_OR_DAY = re.compile(r"(?:no|number|dated?|dt|upto|up to|till|udin|frn|pan|cin|gstin)$")


def _unmarked(usage: Usage) -> Hit | None:
    """The label at the start of a text that goes on without a mark: with a few words of its own, or with its value."""
    words_left = len(beyond_unit(usage.rest))
    figures = any(it.isdigit() for it in usage.rest)
    if usage.block.cell is not None and words_left <= WORDS_LEFT and not figures:
        return usage.hit(len(usage.candidate.text), coverage_cost(usage.known, words_left), whole=True)
    if GOES_ON_IN_HINDI.match(usage.candidate.after):
        return None  # the "परियोजना" of "परियोजना की जगह" is only a part of the caption
    unmarked = ASKING if _ASKS_FOR_NUMBER_OR_DAY.search(usage.phrase) else UNMARKED
    return usage.hit(usage.candidate.end, unmarked + usage.repairs)
