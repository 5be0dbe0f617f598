"""Answers of a fixed choice that a paper's sentences give without any label: "for an expansion of its unit".

An answer is told by its own words. It is taken where the whole paper gives no other one to the same question, and it is
a guess all the same: a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from extractors.candidates import Candidate, avoided, candidates_in
from extractors.document_text import Text
from extractors.label_parts import PROSE_WORDS
from extractors.values import Parsed, Scope, named_values
from reference.document_types import FieldWords

ANSWER_IN_TEXT = "an answer in the text"
ANSWERS_COST = 0.2
"""What it costs to take an answer for no other reason than its words: never sure."""

_ENDS = re.compile(r"[?।;]|(?<!\bNo)(?<!\bRs)\.(?=\s)")
_OPEN = re.compile(
    r"\b(?:whether|if|unless|either|not|never|without|must|should|may|eligible|means|earlier|previous|after|since|before"
    r"|clause|guidelines?)\b",
    re.I,
)
"""What a sentence says that asks, forbids or explains, and does not answer."""

_COMMON = frozenset({"new", "other", "others", "both"})
SHORTEST = 5
"""Letters of an answer that tells by itself what it answers: "L3" may be a panel, and "red" a mud."""

BEFORE = 60
"""Characters before an answer in which its clause may say that it is none."""


def by_answer(words: FieldWords, text: Text, tabled: Set[int]) -> Iterable[Candidate]:
    """The only answer to a field of a fixed choice that the sentences of a document give.

    Args:
        words: the field.
        text: the document.
        tabled: ids of the words of tables.
    """
    if words.kind not in {"enum", "yes_no"} or not words.values:
        return
    given = [(start, it) for start, it in _answers(words, text) if not _is_tabled(text, start, it, tabled)]
    if len({str(it.value) for _, it in given}) != 1:
        return
    start, first = given[0]
    run = text.flow.cut(start + first.start, start + first.end)
    if run:
        lead = start + first.start - text.flow.start_within(start + first.start)
        scope = Scope("", run.is_ocr, sentence=True)
        yield from candidates_in(words, run, lead, scope, ANSWERS_COST, ANSWER_IN_TEXT, text, -1)


def _answers(words: FieldWords, text: Text) -> Iterator[tuple[int, Parsed]]:
    """The answers that stand in sentences, each with where its sentence begins in the running text."""
    flow, start = text.flow.text, 0
    ends = [it.end() for it in _ENDS.finditer(flow)]
    for end in [*ends, len(flow)]:
        stated = PROSE_WORDS.search(flow[start:end]) and not flow[start:end].endswith("?")
        for begin in range(start, end, STRETCH) if stated else ():
            stretch = flow[begin : min(end, begin + STRETCH + BEFORE)]
            for it in named_values(words, stretch, Scope(sentence=True)):
                before = _CLAUSE_BEGINS.split(flow[max(start, begin + it.start - BEFORE) : begin + it.start])[-1]
                if (
                    not _says_little(stretch[it.start : it.end])
                    and not _OPEN.search(before)
                    and not avoided(words, before)
                ):
                    yield begin, it
        start = end


def _says_little(answer: str) -> bool:
    """Whether an answer begins with a common word, "new facility", or is too short to be no other word."""
    return answer.split()[0].lower() in _COMMON or len(answer) < SHORTEST


STRETCH = 300
"""Characters of a long sentence that are looked at together."""

_CLAUSE_BEGINS = re.compile(r",|\band\b")


def _is_tabled(text: Text, start: int, it: Parsed, tabled: Set[int]) -> bool:
    run = text.flow.cut(start + it.start, start + it.end)
    return not run or any(id(placed.word) in tabled for placed in run.placed) or text.is_cited(run)
