"""Phrases of the vocabulary found in a block, each with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.label_parts import OF_THE_FEED, Block
from extractors.phrases import Match


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of the vocabulary in a block, to be judged whether it is used as a label there."""

    block: Block
    match: Match
    start: int
    end: int
    """Where the phrase stands in the block's text."""
    previous_end: int
    """Where the label before it in the block ends; 0 if it is the first."""
    before: str
    """What stands between that label and this phrase."""
    after: str
    """What stands behind the phrase in the block."""

    @classmethod
    def of(cls, block: Block, match: Match) -> Candidate:
        """The candidate that a phrase is behind the labels already told in its block."""
        text = block.run.text
        start, end = block.tokens[match.first].start, block.tokens[match.last - 1].end
        if of_what := OF_THE_FEED.match(text, end):
            end = of_what.end()
        previous_end = block.hits[-1].end if block.hits else 0
        return cls(block, match, start, end, previous_end, text[previous_end:start], text[end:])

    @property
    def text(self) -> str:
        """The text of the whole block."""
        return self.block.run.text

    @property
    def printed(self) -> str:
        """The phrase as printed."""
        return self.text[self.start : self.end]

    @property
    def is_first(self) -> bool:
        """Whether no label stands before it in its block."""
        return not self.block.hits
