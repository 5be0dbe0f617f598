"""What a form asks where a value stands, and which of its words no label of the field explains.

"Capacity of sister unit at Kadi" has the words of a known label, "Date of fee payment" leads to a date, and "Lender"
to a company. What is printed there may still be the only thing that the paper says, so it is kept; it is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.candidates import FROM_TEXT, Candidate
from extractors.document_text import Text
from extractors.label_parts import OF_THE_FEED, PROSE_WORDS, WITHIN, Label, without_lost_half
from extractors.layout import PageLayout, Run, Segment
from extractors.phrases import tokens_of
from extractors.resemblance import stem
from reference.document_types import FieldWords
from reference.minerals import mineral_of

UNEXPLAINED = 0.1
"""The least that a value costs whose label says more than any label of the field: never sure."""

REFUSED = 0.4
"""What it costs to take a quantity that the paper refuses."""

LONGEST_QUESTION = 12
"""Words of a label at most; more are a sentence."""

OPEN_KINDS = frozenset({"text", "address", "enum", "yes_no", "board", "state", "minerals"})
"""Kinds whose values tell by themselves what they are, or whose labels are worded in any way."""

NAMES, FIGURES = frozenset({"name", "firm"}), frozenset({"amount", "tpa", "percent", "day"})

TELL_THEMSELVES = frozenset({"gstin", "pan", "cin", "udin"})
IDENTIFIERS = frozenset({"gst", "gstin", "pan", "cin", "llpin", "udin", "tan", "iec"})
"""Words that stand together in a label, "PAN / GSTIN": which is which the form of the values tells."""

NEAR_ABOVE, SMALLER = 0.9, 0.9
"""Heights of the type within which a label stands over its value, and how much smaller its own type may be."""

_LEADS = re.compile(
    r"\b(?:dat(?:e|ed)|dt|no|nos|number|id|code|name|capacity|quantity|amount|total|sum|value|issued?|received|valid\w*"
    r"|expir\w*|period|on|by|till|until|up\s?to|rs|inr|gstin?|pan|cin|udin|frn|purity|yield|recovery|cost|investment"
    r"|revenue|company|known|formerly)\b",
    re.I,
)
"""What one word at least of a label that stands over its value says."""

_HARMLESS = frozenset(
    stem(token.norm)
    for token in tokens_of(
        "of for in and as per a an to by on or if any with is are s m no number details detail particulars whether"
        " above under company unit firm entity industry occupier plant facility name date dated"
        " this said such same full complete exact please mention give state its our your following which that it from"
        " at sr sl item col column point para serial ref reference certificate letter order paper document statement"
        " report form record records"
        " rs inr rupees lakh lakhs lac crore crores amount figures words tonnes tonne tons ton mt mta tpa mtpa ktpa"
        " feed input intake raw material critical mineral element highest single each"
        " metric annum year yr annual percent pct wt india govt government dd mm yyyy yy dd/mm/yyyy only also i e ie"
    )
)
"""Words that make no other thing of a label."""


def doubting(candidates: Sequence[Candidate], labels: Sequence[Label], text: Text) -> list[Candidate]:
    """The candidates, those dearer whose print says that they may be another thing than the field.

    A figure that a sentence refuses is refused wherever else it is printed, in the applicant's request too.
    """
    numbers = frozenset(label for it in candidates if it.words.kind == "reference" for label in it.words.labels)
    refused = {_digits(it["figure"]) for it in _REFUSED_WEIGHT.finditer(text.flow.text)}
    return [
        dearer(it, REFUSED)
        if it.words.kind == "tpa" and _digits(it.raw) in refused
        else dearer(it, UNEXPLAINED)
        if _is_of_another(it, labels, numbers, text)
        else it
        for it in candidates
    ]


def _digits(printed: str) -> str:
    """The digits of the first figure of a print, by which one that is written twice is known."""
    figure = _FIGURE.search(printed)
    return re.sub(r"\D", "", figure[0]) if figure is not None else printed


def dearer(candidate: Candidate, least: float) -> Candidate:
    """A candidate whose place costs so much at least."""
    more = max(0.0, least - (candidate.cost - candidate.parsed.cost))
    return replace(candidate, cost=candidate.cost + more, rank=candidate.rank + more)


def _is_of_another(candidate: Candidate, labels: Sequence[Label], numbers: frozenset[str], text: Text) -> bool:
    """Whether a candidate is told for another thing; `numbers` are the labels of the paper's numbers."""
    words = candidate.words
    if words.kind == "address" and candidate.label >= 0:
        return bool(_OTHER_PLACE.search(" ".join(unexplained(words, printed(labels[candidate.label], candidate)))))
    if words.kind in OPEN_KINDS:
        return False
    in_column = candidate.origin == "column"  # what stands before it there are headings of all columns
    if words.kind in FIGURES and not in_column and OF_NOTHING_HERE.search(text.before(candidate.run, 60)):
        return True
    if words.kind in NAMES and (_has_remark(candidate.raw) or _begins_before(candidate.run, text)):
        return True
    if words.kind == "reference" and _COLON_WITHIN.search(candidate.raw):
        return True
    if candidate.origin in FROM_TEXT and words.kind in FIGURES and _is_not_granted(words.kind, candidate.run, text):
        return True
    if candidate.label < 0:
        asked = questions_of(candidate.run, text)
        return bool(asked) and all(unexplained(words, it) for it in asked)
    label = labels[candidate.label]
    if unexplained(words, printed(label, candidate)):
        return True
    if words.kind != "day" or candidate.origin not in WITHIN or not label.lead:
        return False
    asked = _heads(label, text)
    return bool(asked) and all(unexplained(words, it, numbers) for it in asked)


def _heads(label: Label, text: Text) -> list[str]:
    """What asks for the number that "dated" stands behind: "Earlier letter" before "BGR/404 dated 15.05.2025"."""
    head, colon, _ = label.lead.partition(":")
    if colon:
        return [head] if _may_ask(head) else []
    found = text.segment_of(label.words)
    return questions_of(found[1].run(), text) if found is not None else []


def printed(label: Label, candidate: Candidate) -> str:
    """A label as it is printed: from the end of the last value before it up to the candidate's value.

    Of a label in two languages OCR may have read the half before the stroke as anything.
    """
    rest = label.rest
    if candidate.origin in WITHIN:
        rest = rest.partition(candidate.raw)[0] if re.search(r"[:：]", rest) else ""
    lead = without_lost_half(label.lead) if label.words.is_ocr else label.lead
    lead = _STOP.split(_BEHIND_VALUE.split(lead)[-1])[-1]
    return f"{lead} {label.text} {rest}"


_BEHIND_VALUE = re.compile(r"\S*\d\S*[,;.]?(?:\s+|$)(?!\d)|:")


_OTHER_PLACE = re.compile(
    r"\b(?:office|head|corporate|earlier|former|previous|old|other|second|warehouse|godown|depot|store|yard|consultant|lessor"
    r"|landlord|correspondence|communication|residential|residence|bank|branch|supplier|vendor|buyer|holding|parent)\b",
    re.I,
)
"""Words of a label by which an address is that of another place or of somebody else."""

OF_NOTHING_HERE = re.compile(
    r"\b(?:(?:example|specimen|illustration)\b|e\.\s?g\.)\W*(?:\w+\W+){0,3}$"
    r"|\b(?:(?:second|another|sister|adjoining|neighbouring|(?:our|its|their|the|whose)\s+other)\s+(?:unit|plant|factory|works|premises)"
    r"|(?:unit|plant)\s*[-–]?\s*(?:II|2))\b\W*(?:\w+\W+){0,5}$",
    re.I,
)
"""What leads to a figure that shows how to fill in a form, or that is another unit's."""

_REMARK = re.compile(r"[A-Za-z]:\s|\s[-–—]\s|(?<![\w.'’-])(?!(?:and|of|the|for|in|e)\b)[a-z]{3,}(?![\w.'’-])")
"""What no name has: the colon of a label, a dash, a word in small letters among others in capitals."""


_COLON_WITHIN = re.compile(r"\S\s*[:：]\s*\S")
"""What no number of a paper has within: a label ends there."""

_INITIAL = re.compile(r"[A-Z]\.?")


def _begins_before(run: Run, text: Text) -> bool:
    """Whether an initial stands right before a name in its line: "Mehta & Co." was read of "J D Mehta & Co."."""
    found = text.segment_of(run)
    words = found[1].words if found is not None else ()
    at = next((index for index, word in enumerate(words) if word is run.placed[0].word), 0)
    return at > 0 and _INITIAL.fullmatch(words[at - 1].text) is not None


def _has_remark(name: str) -> bool:
    """Whether a name was read with words that are none of it: "Working papers - not audited Tapti Metals Ltd"."""
    return re.search(r"[A-Z]", name) is not None and _REMARK.search(name) is not None


_SHOWN_OR_LIMIT = re.compile(
    r"\b(?:e\.\s?g\.|for\s+example|for\s+instance|example)|\bnot\s+(?:be\s+)?(?:less|more)\s+than\b"
    r"|\b(?:below|less\s+than|more\s+than|at\s+least|minimum\s+of|maximum\s+of)\W*$",
    re.I,
)
"""What leads to a figure that is a limit, or that shows how to fill in a form."""

_REFUSED = re.compile(
    r"\b(?:not|never|nor)\s+(?:\w+\s+){0,2}?(?:agree(?:d|able)?|grant(?:ed)?|accept(?:ed)?|allow(?:ed)?|permit(?:ted)?|considered|recommend(?:ed)?|approved?)\b"
    r"|\b(?:refused|rejected|turned\s+down|declined|disallowed)\b",
    re.I,
)
"""How a sentence speaks of a quantity or a sum that was asked for in vain."""

_FIGURE = re.compile(r"[0-9](?:[0-9,]|\.(?=[0-9]))*")
_REFUSED_WEIGHT = re.compile(
    rf"(?:{_REFUSED.pattern})(?:(?!\b(?:more|beyond|above|over|excess|exceed\w*)\b)[^.;,0-9]){{0,40}}?(?P<figure>{_FIGURE.pattern})\s*(?:MT|T|tonn|ton|TP|KT)",
    re.I,
)
"""A weight right behind the words that refuse it; "not permitted to process more than 4,500 MT" permits so much."""

_LEFT_OUT = re.compile(
    r"\W*(?:/-)?\W*(?:(?:only|lakhs?|crores?|in\s+all)\W+){0,2}(?:(?:is|are|was|were|has\s+been|have\s+been|being)\s+)?"
    r"(?:not\s+(?:been\s+)?(?:included|counted|considered|taken|part)|excluded|left\s+out|kept\s+out)\b",
    re.I,
)
"""What follows a sum that is no part of what is certified: "Other income of Rs. 61,20,000/- is not included"."""

_GRANTED = re.compile(r"\b(?:but|and|however|instead)\b|[,;:]", re.I)
"""What ends what a sentence refuses: "did not agree to 6,000 MTA and agreed to 4,500 MTA"."""

_SENTENCE = re.compile(r"(?<!Rs)(?<!No)(?<!no)(?<!Dt)(?<!dt)(?<!e\.g)(?<!M/s)[.;।]\s+(?=[A-Z0-9(\u0900-\u097f])")


def _is_not_granted(kind: str, run: Run, text: Text) -> bool:
    """Whether the sentence around a figure says that it does not hold; what was refused has a day all the same."""
    before = _SENTENCE.split(text.before(run, 160))[-1]
    if _SHOWN_OR_LIMIT.search(before):
        return True
    after = _SENTENCE.split(text.after(run, 80))[0]
    if kind == "amount" and _LEFT_OUT.match(text.after(run, 60)):
        return True
    said = _GRANTED.split(before)[-1]
    return kind != "day" and (_REFUSED.search(said) is not None or _REFUSED.search(after) is not None)


def questions_of(run: Run, text: Text) -> list[str]:
    """The labels that a form may print for what a run holds: before it, at its left, over it; none in running text."""
    found = text.segment_of(run)
    if found is None:
        return []
    layout, segment = found
    own = _before_in_segment(segment, run) or _beside_in_cell(layout, segment, run)
    if own == IN_A_SENTENCE and segment.cell is not None and _may_ask(left := _at_left(layout, segment)):
        return [left]
    if _has_words(own):
        return [own] if _may_ask(own) else []
    asked = [_at_left(layout, segment), _over(layout, segment)]
    asked = [without_lost_half(it) if run.is_ocr else it for it in asked]
    return [it for it in asked if it and _may_ask(it)]


def _before_in_segment(segment: Segment, run: Run) -> str:
    """What stands before a run in its segment and ends with a colon, from the end of the last value on."""
    first = run.placed[0].word
    at = next((index for index, word in enumerate(segment.words) if word is first), 0)
    before = _STOP.split(" ".join(word.text for word in segment.words[:at]).rstrip(" -–—"))[-1]
    if re.search(r"[^\W\d_]{2}", before) and not before.endswith((":", "：")):
        return IN_A_SENTENCE
    return _BEHIND_VALUE.split(before.rstrip(" :："))[-1]


_STOP = re.compile(r"(?<=[a-z]{4})\.\s+(?=[A-Z])")
"""The end of what stands before a label on its line and is no part of it: "Chartered Accountants, Pune. FRN:"."""

IN_A_SENTENCE = "is"
"""Stands for what leads to a value within a line without any mark: it is no label."""


def _beside_in_cell(layout: PageLayout, segment: Segment, run: Run) -> str:
    """The lines over or under a run in its own ruled cell: a label printed small above its answer, or below it."""
    if segment.cell is None:
        return ""
    own = {id(it.word) for it in run.placed}
    others = (it for it in layout.cells[segment.cell] if not any(id(word) in own for word in it.words))
    return " ".join(it.text for it in others if not re.search(r"\d", it.text))


def _at_left(layout: PageLayout, segment: Segment) -> str:
    """The text of the cell or the segment at the left, passing over what holds only marks and numbers of lines."""
    if segment.cell is not None:
        cells = _cells_at_left(layout, segment.cell)
        return next((it for it in (layout.run_of_cell(cell).text for cell in cells) if _has_words(it)), "")
    return next((it.text for it in layout.left_of(segment) if _has_words(it.text)), "")


def _cells_at_left(layout: PageLayout, cell: int) -> Iterator[int]:
    """The ruled cells at the left of a cell on its row, nearest first."""
    box = layout.cell_boxes[cell]
    beside = [
        (other[2], number)
        for number, other in layout.cell_boxes.items()
        if number in layout.cells
        and other[2] <= box[0] + 3
        and min(other[3], box[3]) - max(other[1], box[1]) > 0.5 * min(other[3] - other[1], box[3] - box[1])
    ]
    return (number for _, number in sorted(beside, reverse=True))


def _over(layout: PageLayout, segment: Segment) -> str:
    """The text right over a segment that begins where it does, if it is worded as a label and has no figure."""
    above = layout.above(segment, reach=NEAR_ABOVE)
    if above is None or abs(above.box[0] - segment.box[0]) > 3 or re.search(r"\d", above.text):
        return ""
    return above.text if _LEADS.search(above.text) or above.size < SMALLER * segment.size else ""


def _has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None


def _may_ask(text: str) -> bool:
    """Whether a text is short enough and worded as a label, not as a sentence."""
    words = [it.norm for it in tokens_of(text)]
    has_answer = re.search(r"[:：]\s*\w|\d{3}\W*$", text) is not None  # "No. BWM/R/2026/01584" asks for nothing more
    return 0 < len(words) <= LONGEST_QUESTION and not has_answer and not PROSE_WORDS.search(text)


def unexplained(words: FieldWords, question: str, others: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a label that no label of a field, nor one of `others`, has and that make another thing of it."""
    known = _known(tuple(words.labels), tuple(words.weak_labels), others)
    return tuple(
        token.norm
        for token in tokens_of(OF_THE_FEED.sub(" ", question) if words.kind == "tpa" else question)
        if token.norm.isascii()
        and token.norm.isalpha()
        and len(token.norm) > 1
        and not _is_known(token.norm, known)
        and not (words.kind in TELL_THEMSELVES and token.norm in IDENTIFIERS)
        and not (words.kind == "percent" and (token.norm in _OF_A_RESULT or mineral_of(token.norm)))
    )


_OF_A_RESULT = frozenset({"dry", "basis", "wt", "rare", "earth", "earths", "oxide", "oxides", "metal", "contained"})
"""Words that with the name of a mineral say which result it is, and make no other of it: "tin in feed, dry basis"."""


@lru_cache(maxsize=512)
def _known(*labels: Iterable[str]) -> frozenset[str]:
    """The words of labels."""
    return frozenset(token.norm for group in labels for label in group for token in tokens_of(label))


@lru_cache(maxsize=4096)
def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of labels in any of its forms, but for a letter that OCR or a clerk took for another."""
    from rapidfuzz.distance import OSA

    if stem(word) in _HARMLESS or stem(word) in {stem(it) for it in known}:
        return True
    return len(word) >= MISREAD_FROM and any(
        abs(len(it) - len(word)) <= 1 and it[0] == word[0] and it[-2:] == word[-2:] and OSA.distance(word, it) <= 1
        for it in known
    )


MISREAD_FROM = 6
"""Letters of a word from which on one of another word but for a letter is that word."""
