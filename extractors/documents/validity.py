"""How long a paper holds: to a printed date, for a term from its issue, or until it is cancelled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.cite import Source
from extractors.cited import within
from extractors.document_text import Text, flow_field
from extractors.layout import Run
from extractors.marks import BOX, marks_of
from extractors.upright import displayed_box
from records.dates import add_months, find_days, read_term
from records.pages import Box
from records.readings import CLEARLY_READ, CLOSED_BY_OCR, ONE_OCR_WITNESS, SURE, Alternative, Field, Notice

STATED = 0.95
"""The confidence of what a sentence of the paper states."""

UNTIL_CANCELLED = re.compile(
    r"(?:valid|validity|in\s+force|effective|operative|remain\w*|hold\w*\s+good|continue\w*|period\s+of\s+\w+|from\s+the\s+date)\b[^.।]{0,90}?"
    r"\b(?:unti\w|till|unless|up\s*to|upto)\s+(?:it\s+is\s+|they\s+are\s+|such\s+time\s+(?:as\s+)?(?:it\s+is\s+)?)?"
    r"(?:suspended\s+or\s+|revoked\s+or\s+|surrendered\s+or\s+|withdrawn\s+or\s+|otherwise\s+)?"
    r"(?:its\s+)?(?:canc\w{1,4}ed(?:by)?|cancellation|revoked|revocation|surrendered|withdrawn)"
    r"|(?:does\s+not|shall\s+not|no)\s+(?:require|need)\w*\s+(?:any\s+)?renewal|no\s+renewal\s+(?:is|shall\s+be)\s+required"
    r"|validity\s*[:\-–]?\s*(?:perpetual|life\s*time|one[\s-]*time(?:\s+registration)?)|perpetual\s+validity"
    r"|(?:रद्द|निरस्त)\s+(?:किए|किये|होने|किया)\s*(?:जाने\s+)?(?:तक|जाने)[^।]{0,30}(?:वैध|मान्य|प्रभावी)?"
    r"|(?:वैध|मान्य)[^।]{0,30}(?:रद्द|निरस्त)\s+\S+\s+\S*\s*तक",
    re.I,
)
NOT_A_VALIDITY = re.compile(
    r"(?:unless|if\s+not|subject\s+to)\s+(?:it\s+is\s+)?(?:suspended|cancell?ed|revoked)|not\s+(?:suspended|cancell?ed)",
    re.I,
)
_GRANTS_A_TERM = re.compile(
    r"(?:valid|in\s+force|validity|granted\s+for|वैध|मान्य)"
    r"|\bis\s+(?:hereby\s+)?(?:registered|granted|accorded|authori[sz]ed)\b(?:(?!\b(?:shall|must|within)\b)[^;।]){0,260}?"
    r"\bfor\s+a\s+(?:period|term)\s+of\b",
    re.I,
)
"""What a sentence that grants a term says: "valid", or "is registered ... for a period of"."""

_FROM_ISSUE = re.compile(
    r"from\s+(?:the\s+)?(?:date\s+of\s+)?(?:its\s+)?(?:issu\w*|grant\w*|registration|this\s+(?:order|letter|certificate|consent|registration|authori[sz]ation)|the\s+date|date)"
    r"|hereof|\btherefrom\b|जारी|निर्गम|दिनांक\s+से|तिथि\s+से|तारीख\s+से",
    re.I,
)
_OTHER_TERM = re.compile(
    r"\b(?:records?|retain|preserve|storage|store|stored|experience|defect|warranty|return|renewal\s+application|before\s+(?:the\s+)?expiry|"
    r"certificates?\s+(?:so\s+)?(?:generated|exchanged|traded|purchased|transferred)|credits?|lock|imprisonment|bank\s+guarantee|within|prior\s+to|kept\s+for|maintained\s+for|mining\s+lease|monitor\w*)\b",
    re.I,
)
_RATE = re.compile(
    r"(?<!\bfor\s)(?<!\bof\s)\b(?:(?:in|during)\s+(?:an?y?|one)|an?|each|every)\s+(?:calendar\s+|financial\s+)?(?:year|month)\b",
    re.I,
)
"""How often a quantity is reached: "8,150 tonnes a year" grants no year."""


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Settle `validity` and `valid_until`; a term is counted from the day of issue."""
    refined = dict(fields)
    until, issued = fields.get("valid_until"), fields.get("issue_date")
    flow = text.flow.text
    if until is not None and _begins_something(until, flow):
        until = None
        del refined["valid_until"]
    may_end = until is not None and until.confidence < SURE and not _before_issue(until, issued)
    if until is not None and may_end and (cancelled := _until_cancelled(text)):
        sureness = min(cancelled.sureness, IN_SPITE_OF_DAY)
        told = flow_field("validity", "until_cancelled", text, *cancelled.sentence, sureness, source)
        other = Alternative("dated", until.evidence.text, 0.4, "a day that may be the last one")
        refined.pop("valid_until", None)
        return refined | {"validity": replace(told, alternatives=(other,))}, []
    stated, ticked = _term(flow, text.cited), _ticked_term(flow)
    if until is not None and may_end and stated and stated.from_issue and issued is not None:
        granted = _by_term(stated, issued, IN_SPITE_OF_DAY, text, source)
        if "valid_until" in granted and granted["valid_until"].value != until.value:
            other = Alternative(until.value, until.evidence.text, 0.4, "a day that may be the last one")
            return refined | granted | {"valid_until": replace(granted["valid_until"], alternatives=(other,))}, []
    if until is not None and until.confidence >= 0.5 and not (_before_issue(until, issued) or _is_cited(until, text)):
        refined["validity"] = _named(until, "dated")
        return refined, []
    if until is not None:
        del refined["valid_until"]
    if cancelled := _until_cancelled(text):
        told = flow_field("validity", "until_cancelled", text, *cancelled.sentence, STATED, source)
        refined["validity"] = replace(told, confidence=cancelled.sureness)
        refined.pop("valid_until", None)
        return refined, []
    if found := stated or ticked:
        granted = _by_term(found, issued, STATED if stated else TICKED_TERM, text, source)
        refined |= granted
        if "valid_until" not in granted:
            message = "The paper holds for a term, but its day of issue was not found, so its end is unknown."
            return refined, [Notice("term_without_start", message)]
    return refined, []


def _by_term(term: _Term, issued: Field | None, sureness: float, text: Text, source: Source) -> dict[str, Field]:
    """`validity` as a term, and the last day that it gives where the day from which it runs is known."""
    validity = flow_field("validity", "term", text, *term.sentence, sureness, source)
    begins, confidence = term.begins, sureness
    if begins is None and issued is not None and isinstance(issued.value, date):
        begins, confidence = issued.value, min(sureness, issued.confidence)
    if begins is None:
        return {"validity": validity}
    until = flow_field("valid_until", add_months(begins, term.months), text, *term.sentence, confidence, source)
    return {"validity": validity, "valid_until": until}


def refine_until(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """As `refine`, for a type that states `valid_until` only."""
    refined, notices = refine(fields, text, source)
    refined.pop("validity", None)
    return refined, notices


_FROM_THEN = re.compile(
    r"\s*(?:से\s+(?:प्रभावी|लागू|प्रभावशील|संशोधित)|से(?!\s*\S*\s*(?:तक|अवधि))(?![\u0900-\u0963])"
    r"|onwards?\b|(?:and\s+)?with\s+effect\b)",
    re.I,
)
"""What stands behind a day on which something begins: "दिनांक 27/01/2026 से प्रभावी"."""


def _begins_something(until: Field, flow: str) -> bool:
    """Whether the day taken for the last one is, wherever it is printed, one on which something takes effect."""
    printed = re.escape(until.evidence.text.rstrip(" .,"))
    following = [flow[it.end() : it.end() + 24] for it in re.finditer(printed, flow)]
    return bool(following) and all(_FROM_THEN.match(it) for it in following)


def _is_cited(field: Field, text: Text) -> bool:
    """Whether a day stands where the paper speaks of another one: it is never this paper's last day."""
    page, box = field.evidence.page, field.evidence.box
    return any(
        placed.page.number == page and _holds(box, displayed_box(placed.page, placed.word.box))
        for start, end in text.cited
        for placed in text.flow.cut(start, end).placed
    )


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _named(field: Field, value: str) -> Field:
    return Field("validity", value, field.confidence, field.evidence)


def _before_issue(until: Field, issued: Field | None) -> bool:
    return (
        issued is not None
        and isinstance(until.value, date)
        and isinstance(issued.value, date)
        and until.value <= issued.value
        and until.confidence <= issued.confidence
    )


@dataclass(frozen=True, slots=True)
class _Cancelled:
    """A sentence by which a paper holds until it is cancelled: where it stands in the text, and how sure that is."""

    sentence: tuple[int, int]
    sureness: float


def _until_cancelled(text: Text) -> _Cancelled | None:
    """The surest of the sentences by which the paper holds until it is cancelled."""
    flow, found = text.flow.text, list[_Cancelled]()
    for match in UNTIL_CANCELLED.finditer(flow):
        if within(text.cited, match.start()):
            continue
        start, end = _sentence(flow, match.start(), match.end())
        granted = flow[start : match.end()]
        limited = NOT_A_VALIDITY.search(granted) and (read_term(granted) or find_days(granted))
        if not limited:
            found.append(_Cancelled((start, end), _sureness(text.flow.cut(*match.span()))))
    return max(found, key=lambda it: it.sureness, default=None)


def _sureness(phrase: Run) -> float:
    """How sure words are that say only this, whatever else their sentence says; read clearly, they say nothing else."""
    if not phrase.rests_on_one_reading:
        return STATED
    return CLOSED_BY_OCR if phrase.confidence >= CLEARLY_READ else ONE_OCR_WITNESS


LONGEST_TERM = 360
"""No consent, clearance or registration is granted for more months than thirty years have."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A sentence that grants a term: where it stands in the text, its months, and from when they run.

    `begins` is the day that it names itself; without one they run from the issue, `from_issue` where it says so.
    """

    sentence: tuple[int, int]
    months: int
    from_issue: bool = False
    begins: date | None = None


def _term(flow: str, cited: Sequence[tuple[int, int]]) -> _Term | None:
    """The first sentence that grants a term, one that counts it from the issue before all others."""
    found: list[_Term] = []
    for match in _GRANTS_A_TERM.finditer(flow):
        if within(cited, match.end() - 1):  # "is hereby granted", which ends what is cited, may be where it begins
            continue
        start, end = _sentence(flow, match.start(), match.end())
        sentence = _RATE.sub(" ", flow[start:end])
        term = None if _OTHER_TERM.search(sentence) else read_term(sentence)
        if term is not None and term.total_months <= LONGEST_TERM:
            is_from_issue = _FROM_ISSUE.search(sentence) is not None
            begins = None if is_from_issue else _begins(flow[start:end])
            found.append(_Term((start, end), term.total_months, is_from_issue, begins))
    return next((it for it in found if it.from_issue), found[0] if found else None)


TICKED_TERM = 0.85
"""The confidence of a term that is ticked in a list: whose box a mark is in is told by their order alone."""

IN_SPITE_OF_DAY = 0.84
"""The confidence that a paper holds until it is cancelled, or for a term, where a day on it may be its last one."""

_ANSWER = rf"(?:{BOX.pattern})\s*[0-9]{{1,2}}\s*(?:years?|yrs?\.?|months?|वर्ष|माह)"
_TERMS_TO_TICK = re.compile(
    rf"(?:\b(?:period|term|tenure|validity|valid)\b|अवधि|वैधता)[^.;।]{{0,60}}?(?P<answers>(?:{_ANSWER}\s*){{2,}})", re.I
)
_ONE_TO_TICK = re.compile(_ANSWER, re.I)


_FROM = re.compile(
    r"(?:\b(?:from|w\s*\.?\s*e\s*\.?\s*f\b\.?|commencing\s+(?:on|from)|beginning\s+(?:on|from)|effective)\s*:?\s*(?:the\s+)?(?:from\s+)?)$",
    re.I,
)
_FROM_BEHIND = re.compile(r"\s*से(?![\u0900-\u0963])")
"""How a sentence leads to the day from which its term runs, before it in English and behind it in Hindi."""


def _begins(sentence: str) -> date | None:
    """The one day from which a sentence lets its term run: "for five years with effect from 1st April 2026"."""
    days = {
        it.readings[0].value
        for it in find_days(sentence)
        if _FROM.search(sentence[: it.start]) or _FROM_BEHIND.match(sentence[it.end :])
    }
    return days.pop() if len(days) == 1 else None


def _ticked_term(flow: str) -> _Term | None:
    """Where a form lists terms with a box before each, and the only one of them that is ticked."""
    for match in _TERMS_TO_TICK.finditer(flow):
        answers = _ONE_TO_TICK.findall(match["answers"])
        ticked = [read_term(it) for it in answers if any(mark for _, _, mark in marks_of(it))]
        if len(ticked) == 1 and ticked[0] is not None:
            return _Term(match.span(), ticked[0].total_months)
    return None


def _sentence(flow: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of the running text, at most 300 characters long."""
    before = [
        it.end()
        for it in re.finditer(
            r"[.।;:]\s+(?=[A-Z0-9\u0900-\u097f(])|\s\d{1,2}[.)]\s*", flow[max(0, start - 150) : start]
        )
    ]
    first = max(0, start - 150) + before[-1] if before else max(0, start - 150)
    while first > 0 and not before and not flow[first - 1].isspace():
        first += 1
    stop = re.search(r"(?<!w\.e\.f)(?<!W\.E\.F)[.।;](?=\s|$)(?!\s*[a-z])", flow[end : end + 200])
    last = end + (stop.start() if stop else min(120, len(flow) - end))
    return min(first, start), last
