"""How a block uses a phrase of the vocabulary: what stands before it, what mark ends it, what is left behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.label_candidates import Candidate
from extractors.label_halves import HINDI_HALF
from extractors.label_parts import (
    BARE_NUMBER,
    NUMBERING,
    STARTS,
    Block,
    Hit,
    content,
    coverage_cost,
    ends_in_brackets,
    free_of_brackets,
    without_lost_half,
)

REPAIRED = 0.01
"""What each word of a label costs that had to be led back to the vocabulary's."""

LONG = 4
"""Words of a label that nobody would write in a line but as one."""

_POSSESSIVE = re.compile(r"['’]s\b")

WORDS_TO_MARK = 4
"""Telling words between a label and its mark at most."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a label: its number, its Hindi half, words of its caption, or a value."""

    start: int
    """Where the label starts in its block, a Hindi half included."""
    text: str
    at_start: bool
    """Whether the label is the first of what its block says."""
    words: int
    """Telling words before it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What ends a label, a colon, a dash or the mark of a question: where, and what stands before it."""

    end: int
    extra: str


@dataclass(frozen=True, slots=True)
class Usage:
    """A candidate as its block uses it."""

    candidate: Candidate
    lead: Lead
    mark: Mark | None
    rest: str
    """What stands behind the phrase, without what stands in brackets."""

    @property
    def block(self) -> Block:
        """The block that it stands in."""
        return self.candidate.block

    @property
    def phrase(self) -> str:
        """The phrase of the vocabulary."""
        return self.candidate.match.phrase

    @property
    def known(self) -> int:
        """How many of its telling words are in the vocabulary; one at least."""
        return max(1, len(content(self.phrase)))

    @property
    def ends_block(self) -> bool:
        """Whether nothing but marks and brackets stands behind the phrase."""
        return not self.rest.strip(" :：=-–—.*)]")

    @property
    def is_long_within(self) -> bool:
        """Whether a label of many words stands behind a value without a mark of its own."""
        return not (self.candidate.is_first or self.mark) and len(self.phrase.split()) >= LONG

    @property
    def is_possessive(self) -> bool:
        """Whether the phrase is a word of a sentence about whom it names: "Unit's application dated"."""
        return self.mark is None and _POSSESSIVE.match(self.candidate.after) is not None

    @property
    def repairs(self) -> float:
        """What the words cost that had to be repaired."""
        return REPAIRED * self.candidate.match.repaired

    def hit(
        self, end: int, cost: float, *, separated: bool = False, whole: bool = False, own_line: bool = False
    ) -> Hit:
        """The label from its start to `end`."""
        return Hit(self.block, self.candidate.match, self.lead.start, end, separated, whole, cost, own_line=own_line)

    def cost_of(self, unknown: int) -> float:
        """What so many telling words in no vocabulary cost, and those that had to be repaired."""
        return coverage_cost(self.known, unknown) + self.repairs


def usage_of(candidate: Candidate) -> Usage:
    """How its block uses a phrase."""
    lead = _lead_of(candidate)
    return Usage(candidate, lead, _mark_of(candidate, lead), free_of_brackets(candidate.after))


_NUMBERED = re.compile(rf"^(?:{BARE_NUMBER}|{NUMBERING})")


def _lead_of(candidate: Candidate) -> Lead:
    """What stands before a phrase; the half of a label that OCR lost says nothing of another one."""
    before = candidate.before
    if candidate.is_first and STARTS.match(before):
        return Lead(candidate.start, before, True, 0)
    if candidate.is_first and _is_hindi_half(candidate):
        return Lead(len(before) - len(_NUMBERED.sub("", before)), "", True, 0)
    lost = candidate.block.run.is_ocr and not without_lost_half(before)
    return Lead(candidate.start, before, False, 0 if lost else len(content(before)))


def _is_hindi_half(candidate: Candidate) -> bool:
    """Whether an English label stands behind its Hindi half without a stroke between them.

    In a cell OCR may have lost the stroke; where there is no cell, nothing follows on the line of the label.
    """
    run = candidate.block.run
    set_off = run.is_ocr if candidate.block.cell is not None else not candidate.after.strip(" :：")
    return set_off and run.text[candidate.start].isascii() and HINDI_HALF.match(candidate.before) is not None


_MARK_AHEAD = re.compile(
    r"(?P<extra>[^:：=।?]{0,70}?)\s*"
    r"(?:[:：=]\s*-?|\s[-–—]{1,2}\s|(?P<question>\?)(?!\s*[/|])[)\]]?\s*(?:[(\[]?\s*(?:yes\s*/\s*no|हाँ\s*/\s*नहीं)\s*[)\]]?\s*)?(?:[:：]\s*-?|[-–—]+\s)?)",
    re.I,
)
"""What ends a label: a colon, a dash, or the mark of a question."""

_OF_VALUE = re.compile(r"\d{3}|[.;]\s|[A-Za-z]/[A-Za-z]")
"""What stands in values and between sentences, and not between a label and its mark."""


def _mark_of(candidate: Candidate, lead: Lead) -> Mark | None:
    """The mark that ends the label, if one follows soon; a word within a question asks for nothing itself."""
    ahead = _MARK_AHEAD.match(candidate.after)
    if ahead is None or (ahead["question"] and not lead.at_start) or ends_in_brackets(ahead["extra"]):
        return None
    extra = free_of_brackets(ahead["extra"])
    asks = ahead["question"] and not candidate.after[ahead.end() :].strip()
    if (not asks and len(content(extra)) > WORDS_TO_MARK) or _OF_VALUE.search(extra):
        return None
    return Mark(candidate.end + ahead.end(), extra)
