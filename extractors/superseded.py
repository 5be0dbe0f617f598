"""What a paper takes back: "for 2,400 MT read 5,650 MT", "valid till 31.3.2027, now till 31.3.2032".

An amendment prints the figure that held before beside the one that holds. The sentence says which is which; wherever
else the paper prints the former figure, in its recital or its subject, it has been taken back as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from extractors.alone import TONNES
from extractors.by_label import OUTDATED
from extractors.candidates import CITED, Candidate, candidates_in
from extractors.document_text import Text
from extractors.values import Scope, read
from records.dates import find_days
from records.numbers import find_amounts
from reference.document_types import DocumentType, FieldWords

CORRECTION = "correction"
"""Where a value comes from that a sentence puts in the place of another."""

PUT_RIGHT = "put right"
"""Where a value comes from that a sentence puts in the place of one which it does not print."""

CORRECTED = 0.01
"""What it costs to take the figure that a sentence puts in the place of another."""

BEFORE, AFTER = 260, 160
"""Characters around the words of a change in which its two figures stand."""

TO_WORDS, FROM_WORDS = 90, 60
"""Characters that may stand between the former figure, the words of the change and the new figure."""

_CHANGED = r"(?:revis|correct|amend|enhanc|increas|rais|chang|modif|extend|reduc|upgrad|augment|expand|renew|rectif)\w*"
_READ = (
    r"\b(?:(?:shall|may|should|to|must)\s+(?:now\s+|henceforth\s+)?be\s+|now\s+)?(?:read|substituted|replaced)(?:\s+(?:as|by|with))?\b"
    r"|के\s+स्थान\s+पर|की\s+जगह|के\s+बजाय"
)
_BECOMES = (
    rf"\b{_CHANGED}\s+(?:\w+\s+)?(?:(?:up\s*)?to(?!\s+be\b)|upto|till|until|as)\b"
    r"|\b(?:is|are|stands?|be|been)\s+(?:now|henceforth)\b|\bnow\s+(?:stands?|reads?|is|be|made|valid|permitted|\w+ed)\b"
    r"|→|[-=]+>|बढ़ा(?:कर|ते\s+हुए|या)|संशोधित\s+कर|(?<![\u0900-\u097f])अब(?![\u0900-\u097f])"
)
_INSTEAD = r"\b(?:in\s+(?:place|lieu|substitution)\s+of|instead\s+of)\b"
_STEP = (
    rf"\b(?:{_CHANGED}|expansion|extension)\b(?:[^.;]{{0,90}}?\bfrom(?=\W{{1,3}}(?:Rs|INR|₹|[0-9]))"
    r"|[^.;]{0,120}?[\s,:(–-](?=[0-9][0-9,.]*\s*[A-Za-z./]{1,12}(?:\s[A-Za-z./]{1,12}){0,2}\s+to\s+[0-9]))"
)
_FORMERLY = r"\b(?:earlier|previously|formerly|originally|hitherto)\b|(?:पूर्व|पहले)\s+में"
_STOOD = r"\b(?:stood|was|were|had\s+been)\s+valid\b"
_HOLDS = re.compile(r"\b(?:shall|will|is|remains?|now)\b", re.I)
_CHANGE = re.compile(
    f"(?P<step>{_STEP})|(?P<stood>{_STOOD})|(?P<read>{_READ})|(?P<becomes>{_BECOMES})|(?P<instead>{_INSTEAD})|(?P<formerly>{_FORMERLY})",
    re.I,
)

_BREAK = re.compile(r"(?<!Rs)(?<!No)(?<!no)(?<!Dt)(?<!dt)(?<!M/s)[.;।]\s+(?=[A-Z0-9(\u0900-\u097f])")
_TO = re.compile(r"[\w\s./]{0,24}?\s*(?:\([^)]{0,60}\))?\W{0,3}\b(?:up\s*)?to\W{0,3}(?:Rs\.?\s*)?", re.I)
"""What stands between the two figures of a step: "from 4,500 TPA (as per the order of 2019) to 10,800 TPA"."""

_FOR = re.compile(r"\b(?:for|in\s+place\s+of|instead\s+of)\b[^.;]{0,40}$", re.I)
_DATED = re.compile(r"\b(?:dated|dt|on|(?<!place )(?<!lieu )(?<!instead )of|w\.?e\.?f|from)\b\W*$|दिनांक\s*$", re.I)
_UNTIL = re.compile(r"\b(?:up\s*to|upto|till|until|expir\w*(?:\s+on)?|end(?:s|ing)?(?:\s+on)?|to|valid\w*)\b\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a kind in the running text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that the paper puts in the place of another."""

    former: Printed
    new: Printed
    until: bool = False
    """Whether they are last days of a validity, and of nothing else."""


def corrections(text: str) -> tuple[Correction, ...]:
    """Every figure of a running text that a sentence puts in the place of another, in order."""
    found: dict[Correction, None] = {}
    for change in _CHANGE.finditer(text):
        first = max(0, change.start() - BEFORE)
        start = max((first + it.end() for it in _BREAK.finditer(text[first : change.start()])), default=first)
        ends = _BREAK.search(text, change.end(), change.end() + AFTER)
        end = ends.start() if ends else change.end() + AFTER
        for printed in _figures(text, start, end):
            pair = _pair(text, change, printed)
            if pair is not None and (change["step"] or _alike(text, change, *pair)):
                until = pair[1].kind == "day" and _UNTIL.search(_lead(text, pair[1])) is not None
                found[Correction(*pair, until)] = None
    return tuple(found)


def changes_of(text: Text) -> tuple[Correction, ...]:
    """The corrections of a document whose figures stand in one sentence: no row of a form ends between them."""
    return tuple(it for it in corrections(text.flow.text) if _is_one_sentence(it, text))


def _is_one_sentence(it: Correction, text: Text) -> bool:
    run = text.flow.cut(min(it.former.start, it.new.start), max(it.former.end, it.new.end))
    return not text.crosses_cells(run) and len(text.last_of_lines(run).placed) == len(run.placed)


def _figures(text: str, start: int, end: int) -> Iterator[list[Printed]]:
    """The figures of each kind in a stretch of text, in order."""
    window = text[start:end]
    weights = [it.span() for it in TONNES.finditer(window)]
    weighed = {first for first, _ in weights}
    spans = {
        "tpa": weights,
        "amount": [(it.start, it.end) for it in find_amounts(window) if it.start not in weighed],
        "day": [(it.start, it.end) for it in find_days(window)],
    }
    for kind, its in spans.items():
        if len(its) > 1:
            yield [Printed(kind, start + first, start + last) for first, last in its]


def _pair(text: str, change: re.Match[str], printed: Sequence[Printed]) -> tuple[Printed, Printed] | None:
    """The former figure and the new one of a change, by where they stand from its words."""
    before = [it for it in printed if it.end <= change.start()]
    after = [it for it in printed if it.start >= change.end()]
    if change["step"]:
        step = len(after) > 1 and _TO.fullmatch(text[after[0].end : after[1].start])
        return (after[0], after[1]) if step else None
    if change["stood"]:
        holds = len(after) > 1 and _HOLDS.search(text[after[0].end : after[1].start])
        return (after[0], after[1]) if holds else None
    near = [it for it in before[-1:] if change.start() - it.end <= TO_WORDS]
    if change["formerly"]:
        close = near and after and change.start() - near[0].end <= 4 and after[0].start - change.end() <= FROM_WORDS
        return (after[0], near[0]) if close else None
    if change["instead"]:
        if near and after:
            return after[0], near[0]
        return (after[0], after[1]) if len(after) > 1 else None
    if change["read"] and not after and len(before) > 1:
        return (before[-2], before[-1]) if _FOR.search(text[: before[-2].start]) else None
    return (near[0], after[0]) if near and after and after[0].start - change.end() <= FROM_WORDS else None


def _alike(text: str, change: re.Match[str], former: Printed, new: Printed) -> bool:
    """Whether two days say the same thing: the day of an order is not put off to the last day of its validity."""
    if former.kind != "day":
        return True
    roles = [
        "until" if _UNTIL.search(lead) else "dated" if _DATED.search(lead) else ""
        for lead in (_lead(text, it) for it in (former, new))
    ]
    return len(set(roles)) == 1 or (not change["becomes"] and "dated" not in roles)


def _lead(text: str, printed: Printed) -> str:
    return text[max(0, printed.start - 30) : printed.start]


def corrected(candidates: Sequence[Candidate], changes: Sequence[Correction], text: Text) -> Sequence[Candidate]:
    """The candidates, those that the paper takes back as outdated, and beside each what it puts in its place."""
    if not changes:
        return candidates
    weighed: list[Candidate] = []
    for candidate in candidates:
        former = next((it for it in changes if _is_former(candidate, it, text)), None)
        if former is None:
            weighed.append(candidate)
            continue
        weighed.append(replace(candidate, cost=candidate.cost + OUTDATED, rank=candidate.rank + OUTDATED))
        weighed += _in_its_place(candidate, former.new, text)
    return weighed


def _is_former(candidate: Candidate, correction: Correction, text: Text) -> bool:
    """Whether a candidate is the figure that was taken back, here or wherever else it is printed."""
    if candidate.words.kind != correction.former.kind:
        return False
    if correction.until and not candidate.words.name.endswith("_until"):
        return False
    printed = _reading(candidate.words, correction.former, text)
    return printed is not None and printed == candidate.parsed.value


def _reading(words: FieldWords, printed: Printed, text: Text) -> object:
    end = printed.end + (TAIL if printed.kind == "tpa" else 0)
    parsed = next(iter(read(words, text.flow.text[printed.start : end], Scope(sentence=True))), None)
    return parsed.value if parsed is not None else None


TAIL = 24
"""Characters behind a weight that say how often it is reached: "per annum"."""


def _in_its_place(former: Candidate, new: Printed, text: Text) -> Iterable[Candidate]:
    end = min(len(text.flow.text), new.end + (TAIL if new.kind == "tpa" else 0))
    run = text.flow.cut(new.start, end)
    if not run:
        return
    lead = new.start - text.flow.start_within(new.start)
    scope = Scope("", run.is_ocr, sentence=True)
    cost = former.cost - former.parsed.cost - (CITED if former.cited else 0.0) + CORRECTED
    yield from candidates_in(former.words, run, lead, scope, cost, CORRECTION, text, former.label, former.weak)


_PUT_RIGHT = re.compile(
    r"\b(?:stands?|is|be|are)\s+(?:hereby\s+)?(?:corrected|revised|amended|rectified|modified|changed)\s+(?:to|as)\W{0,3}"
    r"|\b(?:be|now)\s+read\s+as\W{0,3}",
    re.I,
)
"""What puts a value right without printing the one that was wrong: "the date of issue stands corrected to"."""

NEVER_SURE = 0.1
"""What it costs to take such a value: which statement it puts right is told by its words only."""

PUT_FIRST = 0.2
"""By how much it goes before the statement that it puts right."""

NEAR = 3
"""Characters behind such words within which the figure of a change stands."""

TOLD = 0.6
"""How much of a label a sentence must say of which it puts the value right."""


class Told(Protocol):
    """The labels of a document type by their words."""

    def told_in(self, text: str) -> dict[str, float]:
        """For each field how much of one of its labels a sentence says (0-1)."""


def put_right(
    document_type: DocumentType, book: Told, changes: Sequence[Correction], text: Text
) -> Iterator[Candidate]:
    """The values that sentences put in the place of one which they do not print; `changes` are those that print it."""
    flow = text.flow.text
    for match in _PUT_RIGHT.finditer(flow):
        if any(match.start() <= it.new.start <= match.end() + NEAR for it in changes):
            continue
        before = text.flow.cut(max(0, match.start() - TO_WORDS), match.start())
        clause = _BREAK.split(text.last_of_lines(before).text)[-1] if before else ""
        told = book.told_in(clause)
        for words in document_type.fields.values():
            if words.kind in {"day", "amount", "tpa"} and told.get(words.name, 0.0) >= TOLD:
                run = text.flow.cut(match.end(), match.end() + AFTER)
                lead = match.end() - text.flow.start_within(match.end())
                scope = Scope(clause, run.is_ocr, sentence=True)
                for it in candidates_in(words, run, lead, scope, NEVER_SURE, PUT_RIGHT, text, -1):
                    yield replace(it, rank=it.rank - PUT_FIRST)
