"""Candidates from the places that a label points to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.alone import PERIODS
from extractors.candidates import COMPANY, Candidate, avoided, candidates_in
from extractors.columns import SUPERSEDED, asked_for
from extractors.document_text import Text
from extractors.label_parts import ANSWER, WITHIN, Label, Place, content, cost_of_rest
from extractors.layout import Run
from extractors.marks import BOX
from extractors.money import MARK
from extractors.phrases import norm
from extractors.values import Scope, read
from records.money_units import scale_of
from reference.document_types import FieldWords

SELF_EVIDENT = frozenset({"enum", "yes_no", "board", "state", "minerals", "address"})
SPEAKS_FOR_ITSELF = 0.4
"""The share of a label's cost that counts where the value itself shows that it is one: a word of a closed list."""
LONG_KINDS = frozenset({"address", "text", "minerals"})
"""Kinds whose values often run over several lines."""
COMPARED_KINDS = frozenset({"amount", "tpa", "day"})
"""Kinds whose values stand side by side for two years, or for before and after."""

LIKE_A_LABEL = frozenset({"enum", "yes_no", "state"})
"""Kinds whose values may be what stands as a label elsewhere: "New unit" beside "Type"."""

OUTDATED = 0.4
"""What it costs to take a figure of another year, or one that the paper replaces: never sure."""


def by_label(
    words: FieldWords, labels: Sequence[Label], text: Text, year: str, own_number: str = ""
) -> Iterable[Candidate]:
    """Values of a field in the places of the labels that may be its own.

    Args:
        words: the field.
        labels: all labels of the paper, in reading order.
        text: the paper.
        year: the financial year that it is about.
        own_number: the field that holds the paper's own number, "" where it has none.
    """
    for number, label in enumerate(labels):
        if words.name not in label.fields and words.name not in label.weak_fields:
            continue
        strong = words.name in label.fields or _dates_own_number(words, labels, number, own_number, text)
        weak = 0.0 if strong else _cost_of_weak(words, label)
        outdated = OUTDATED if _is_outdated(words, label) else 0.0
        compared = _side_by_side(words, label, number, weak + outdated, text, year)
        yield from compared
        answered = any(it.relation == ANSWER and _names_work(words, it.text) for it in label.places)
        for place in label.places:
            if compared and place.relation in {"right", "right cell"}:
                continue
            if answered and place.relation != ANSWER:
                continue
            if place.relation == "above" and words.kind != "person":
                continue
            if place.relation == ANSWER and words.kind not in LIKE_A_LABEL and not answered:
                continue
            if (
                place.relation == "bare"
                and words.kind in {"name", "text", "person", "firm", "enum", "yes_no"}
                and not _says_what_it_is(words.kind, place.text)
            ):
                continue
            extra = _of_lines(words, place, label.places)
            rest = "" if place.relation in WITHIN else label.rest
            within = place.relation == "bare" or label.text[:1].islower()  # "has no / holding company." is a sentence
            lead = text.before(label.words, 40) if within else label.lead
            before = f"{lead} {label.text} {rest}".strip(" .")
            if avoided(words, before):
                continue
            cited = OUTDATED if place.relation == "bare" and _dates_another(words, label, text) else 0.0
            scope = replace(label_scope(words, label, place.run, rest, text), year=year)
            told = label.cost + (cost_of_rest(label) if rest else 0.0)
            named = SPEAKS_FOR_ITSELF * told if words.kind in SELF_EVIDENT else told
            cost = named + weak + place.cost + extra + outdated + cited
            found = candidates_in(words, place.run, place.lead, scope, cost, place.relation, text, number, weak > 0)
            behind = BEHIND_OWN if weak and _is_proposals(words, label, labels) else 0.0
            yield from (replace(it, rank=it.rank + behind) for it in found) if behind else found


def _is_proposals(words: FieldWords, label: Label, labels: Sequence[Label]) -> bool:
    """Whether a label asks for the number of a proposal on a paper that has a label for its own number too."""
    others = (it for it in labels if words.name in (*it.fields, *it.weak_fields))
    return _OF_PROPOSAL.search(label.text) is not None and any(not _OF_PROPOSAL.search(it.text) for it in others)


_OF_PROPOSAL = re.compile(r"proposal|प्रस्ताव", re.I)
BEHIND_OWN = 0.06
"""How far the number of the proposal stands behind the paper's own: it serves where no other is printed."""


_WORK = re.compile(r"\W*(?:\w+(?:ing|tion|ment|ery)\b[\s,/&]*(?:and\s+)?){1,4}of\s+[^\d:]{3,}", re.I)


def _names_work(words: FieldWords, text: str) -> bool:
    """Whether a text that resembles a label is the activity asked for: "Recycling of E-waste" beside "Activity"."""
    return words.name == "activity" and _WORK.fullmatch(text) is not None


WEAK, OF_ANOTHER = 0.05, 0.16
"""What it costs to take a label that serves only for want of a better one, and one that names another thing."""

_BARE_WORDS = frozenset(
    norm(word)
    for word in re.findall(
        r"\S+",
        "date dated dt no ref reference letter file lr f memo outward proc proceedings our place"
        " order proposal दिनांक दिनाँक तिथि तारीख संख्या सं क्रमांक पत्र पत्रांक फाइल फा आदेश प्रस्ताव",
    )
)
"""Words of labels that stand before any number or date, and name no other one."""


def _cost_of_weak(words: FieldWords, label: Label) -> float:
    """A weak label of a number or a date that has a telling word is another one's: "ULR", "Date of liability"."""
    if words.kind not in {"reference", "day"} or all(it in _BARE_WORDS for it in content(label.text)):
        return WEAK
    return OF_ANOTHER


def _dates_own_number(words: FieldWords, labels: Sequence[Label], number: int, own_number: str, text: Text) -> bool:
    """Whether "dated" stands behind the paper's own number in one line: "Claim No. CLM/19, dated 03/11/2026"."""
    label, before = labels[number], labels[max(0, number - 1)]
    if words.kind != "day" or not _ONLY_DATED.fullmatch(label.text) or own_number not in before.fields:
        return False
    one, other = text.segment_of(before.words), text.segment_of(label.words)
    return one is not None and other is not None and one[1] is other[1] and not before.lead


_DAY = "(?:दिनांक|दिनाँक|तिथि|तारीख)"
_ONLY_DATED = re.compile(rf"\W*(?:{_DAY}|(?:{_DAY}\W+)?(?:dated?|dt))\W*", re.I)
_NUMBER_OF_ANOTHER = re.compile(r"\b[a-z]{3,}\s+(?:\S+\s+){0,2}?\S*\d\S*\W*$")
"""What stands before "dated" in a sentence on another paper: "first invoice KR058/2627", "of application No. 12"."""


def _dates_another(words: FieldWords, label: Label, text: Text) -> bool:
    if words.kind != "day" or not _ONLY_DATED.fullmatch(label.text):
        return False
    return _NUMBER_OF_ANOTHER.search(text.before(label.words, 60)) is not None or dated_by_column(label.words, text)


def dated_by_column(run: Run, text: Text) -> bool:
    """Whether the line over "dated", in a column of its own, ends with the number of another paper."""
    return _NUMBER_OF_ANOTHER.search(text.above_in_column(run)) is not None


def label_scope(words: FieldWords, label: Label, run: Run, heading: str, text: Text) -> Scope:
    """What the label, the heading of the column and the headings above say of a value's unit."""
    if words.kind != "amount":
        lead = label.lead if words.kind in PERIODS else ""
        return Scope(f"{lead} {label.text} {heading}".strip(), run.is_ocr)
    scales = [scale_of(it) for it in (label.text, heading) if MARK.search(it) or it.isascii()]
    scale = next((it for it in scales if it is not None), None)
    money = scale is not None or bool(MARK.search(f"{label.text} {heading}")) or text.units.in_force(run)
    return Scope(label.text, run.is_ocr, scale or text.units.scale_at(run), money=money)


def _is_outdated(words: FieldWords, label: Label) -> bool:
    """Whether a label says that its value is the one before a change: "Capacity before amendment"."""
    if words.kind not in COMPARED_KINDS or not SUPERSEDED.search(f"{label.lead} {label.text}"):
        return False
    return not any(SUPERSEDED.search(it) for it in words.labels)


def _side_by_side(
    words: FieldWords, label: Label, number: int, dearer: float, text: Text, year: str
) -> list[Candidate]:
    """The values of a row that has several of them: the one that the columns' headings point to is the cheapest.

    Where the headings point to none, all cost the same, and the field is doubtful.
    """
    if words.kind not in COMPARED_KINDS or avoided(words, label.text):
        return []
    columns = text.grid.columns(label.words)
    asked = asked_for([it.heading for it in columns], words.kind, year)
    found: list[Candidate] = []
    values = 0
    for position, column in enumerate(columns):
        scope = label_scope(words, label, column.run, column.heading, text)
        other = OUTDATED if asked is not None and asked != position else 0.0
        cost = label.cost + dearer + 0.01 + other
        read_here = list(candidates_in(words, column.run, 0, scope, cost, "column", text, number, dearer > 0))
        if not read_here:
            break
        values += 1
        found += read_here[:1]
    return found if values > 1 else []


def _says_what_it_is(kind: str, text: str) -> bool:
    """Whether text after a label without a mark is plainly a name, or a list of boxes to tick."""
    if kind == "yes_no" and re.fullmatch(r"\W*(?:yes|no|y|n|हाँ|हां|नहीं)\W*", text, re.I):
        return True
    if kind in {"enum", "yes_no"}:
        return BOX.search(text[:160]) is not None
    if re.match(r"\W*(?:M\s*/\s*s|Shri|CA\b|Er\b|Mr|Ms)", text):
        return True
    return kind == "name" and COMPANY.search(text[:90]) is not None


def _of_lines(words: FieldWords, place: Place, places: Sequence[Place]) -> float:
    """What it costs to take one line of several, or several where one would do."""
    kind = words.kind
    if kind == "reference" and not place.lines and _is_cut(words, place, places):
        return CUT_AT_LINE
    if kind in LONG_KINDS:
        shortened = not place.lines and any(it.lines and it.relation == place.relation for it in places)
        return 0.03 if shortened else -0.01 if place.lines else 0.0
    if kind == "name" and place.lines and _completed_below(place, places):
        return -0.02
    return 0.02 if place.lines and place.relation != "below" else 0.0


CUT_AT_LINE = 0.15
"""What it costs to take the first line of a number that goes on in the next."""


def _is_cut(words: FieldWords, place: Place, places: Sequence[Place]) -> bool:
    """Whether a number read from one line is but the beginning of what the lines together print."""
    longer = next((it for it in places if it.lines and it.relation == place.relation), None)
    if longer is None:
        return False
    scope = Scope(ocr=place.run.is_ocr)
    short, whole = (next(iter(read(words, it.text, scope)), None) for it in (place, longer))
    if short is None or whole is None:
        return False
    return whole.value != short.value and str(whole.value).startswith(str(short.value).rstrip("/- "))


_GOES_ELSEWHERE = re.compile(
    r"[,;:|]|\d|(?<![\w/'’])(?!(?:and|of|for|the)\b)[a-z]|\b(?:Near|Behind|Opp|Formerly|Subsidiary)\b"
)
"""What tells that the lines below a name are an address or a remark, and no part of the name."""


def _completed_below(place: Place, places: Sequence[Place]) -> bool:
    """Whether a name whose first line lacks the legal form has it in the lines below: "Navratna", "Private Limited"."""
    first = min((it.text for it in places if it.relation == place.relation), key=len)
    form = COMPANY.search(place.text)
    if form is None or COMPANY.search(first) or form.start() > 110:
        return False
    return not _GOES_ELSEWHERE.search(place.text[: form.start()].lstrip(" :.-–—|"))
