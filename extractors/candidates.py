"""Values that a field may have: read from a place by the kind of the field, with what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.broken_numbers import doubting_broken
from extractors.document_text import Text
from extractors.layout import Run
from extractors.values import LEGAL_FORM, Parsed, Scope, read
from records.amount_words import amount_in_words
from records.dates import find_days
from reference.document_types import FieldWords

NO_COMPANY = 0.08
"""What a name without a legal form costs behind a label that may ask for anybody's: never sure."""

FROM_TEXT = frozenset({"sentence", "a clause with its words"})
"""Origins of candidates that stand in running text."""

SHORT_NAMES = frozenset({"person", "firm"})
"""Kinds whose values are never set with wide gaps between their words."""

COUNTED_KINDS = frozenset({"amount", "tpa", "percent"})
"""Kinds whose values are numbers that a rule's or a paragraph's own may be mistaken for."""

_NUMBER_OF_CLAUSE = re.compile(
    r"(?:\b(?:sub-?)?(?:clauses?|paras?|paragraphs?|sections?|rules?|regulations?|articles?)|खंड|खण्ड|नियम|धारा|पैरा)"
    r"\s*(?:nos?\.?|संख्या)?\s*\(?$",
    re.I,
)
"""What stands right before the number of a clause: "for the purpose of clause 4.2"."""

CITED = 0.4
"""What it costs to take the number or date of a paper that is only cited: never sure, and only for want of its own."""
SENTENCE = 220
"""Characters before a value in which the thing is named that it is about."""
COMPANY = re.compile(LEGAL_FORM, re.I)
_PRACTICE = re.compile(r"\W{0,4}(?:chartered|cost|company)\s+(?:accountants?|engineers?|secretar(?:y|ies))\b", re.I)
"""What stands right behind the name of who certifies, which is never that of whom the paper is about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field may have, where it stands, and what speaks against it."""

    words: FieldWords
    parsed: Parsed
    run: Run
    raw: str
    cost: float
    rank: float
    """The cost with the preference for the top or the end of the paper: it decides who wins, not how sure that is."""
    origin: str
    label: int = -1
    weak: bool = False
    cited: bool = False
    """Whether it stands where the paper speaks of other papers."""


def _is_wrapped_name(name: Run, last_line: Run, text: Text) -> bool:
    """Whether a name goes on with one word on the next line of its ruled cell; a name below a firm's has two."""
    return len(last_line.placed) == 1 and text.is_in_one_cell(name)


def candidates_in(
    words: FieldWords,
    run: Run,
    lead: int,
    scope: Scope,
    cost: float,
    origin: str,
    text: Text,
    label: int,
    weak: bool = False,
) -> Iterable[Candidate]:
    """What a run of words may be read as for a field; what cannot be its own is passed over.

    Args:
        words: the field.
        run: the words.
        lead: characters at their start that belong to the label.
        scope: what is known about the place.
        cost: what speaks against the place.
        origin: how the place was found, in a word.
        text: the document.
        label: the number of the label, -1 where there is none.
        weak: whether the label serves the field only for want of a better one.
    """
    if words.kind == "reference" and (longer := _with_end_below(run, text)) is not None:
        joined = candidates_in(words, longer, lead, scope, cost + ENDS_BELOW, origin, text, label, weak)
        whole = [it for it in joined if len(it.run.placed) > 1 and it.run.placed[-1].word is longer.placed[-1].word]
        yield from whole
        if whole:
            return
    if words.kind == "tpa":
        scope = replace(scope, working_days=text.working_days)
    for parsed in read(words, run.text[lead:] + _words_below(words, run, text), scope)[:3]:
        place = run.cut(lead + parsed.start, lead + parsed.end)
        if not place:
            continue
        own_line = text.last_of_lines(place)
        if words.kind == "person" and own_line is not place and not _is_wrapped_name(place, own_line, text):
            yield from candidates_in(words, own_line, 0, scope, cost, origin, text, label, weak)
            continue
        if words.kind in SHORT_NAMES and (own_column := text.before_gap(place)) is not place:
            yield from candidates_in(words, own_column, 0, scope, cost, origin, text, label, weak)
            continue
        if (
            words.kind == "name"
            and origin in {"below", "sentence", "addressee"}
            and (company := _under_a_person(place, text))
        ):
            yield from candidates_in(words, company, 0, scope, cost, origin, text, label, weak)
            continue
        if words.kind == "name" and origin == "sentence" and _is_broken(place, text):
            continue
        if words.kind in COUNTED_KINDS and _NUMBER_OF_CLAUSE.search(text.before(place, 30)):
            continue
        if words.kind == "name" and _PRACTICE.match(text.after(place)) and text.goes_on_in_column(place):
            continue
        raw = run.text[lead + parsed.start : lead + parsed.end].strip()
        if words.foreign and origin in FROM_TEXT and _is_about_another(words, text.before(place, SENTENCE)):
            continue
        if words.foreign and label >= 0 and _is_about_another(words, scope.label):
            continue
        if words.kind == "reference":
            parsed = doubting_broken(parsed, place, text)
        part = PART if words.kind == "address" and _is_part(place, text, label) else 0.0
        wanted = {"top": text.depth(place), "end": 1 - text.depth(place)}.get(words.where, 0.0)
        if weak and words.kind == "name" and not COMPANY.search(raw):
            cost += NO_COMPANY
        cited = words.own and text.is_cited(place)
        begins = BEGINS_PERIOD if words.kind == "day" and _BEGINS_PERIOD.match(text.after(place, 30)) else 0.0
        spent = cost + parsed.cost + part + begins + (CITED if cited else 0.0)
        yield Candidate(words, parsed, place, raw, spent, spent + 0.08 * wanted, origin, label, weak, cited)


def _is_broken(run: Run, text: Text) -> bool:
    """Whether what a sentence gives as a name leads from the end of a heading to the line below, and is no company.

    The heights of words that OCR gives are those of their ink and tell nothing.
    """
    if COMPANY.search(run.text) is not None:
        return False
    sizes = [it.word.size for it in run.placed if it.word.size and it.word.source != "ocr"]
    return text.last_of_lines(run) is not run or (bool(sizes) and max(sizes) > OTHER_TYPE * min(sizes))


OTHER_TYPE = 1.15
"""By how much the type of a heading exceeds that of the text below it."""


_CUT_WORDS = re.compile(r"(?:rupees|rs\.?|inr|in\s+words|रुपये|रुपए|शब्दों\s+में)[^()0-9]{3,120}$", re.I)
_WORDS_END = re.compile(r"\b(?:only|onl[yv])\W*$|(?:मात्र|केवल)\W*$", re.I)
_TO_THE_END_OF_WORDS = re.compile(r"[^()0-9:]{2,120}?(?:\bonly\b|मात्र|केवल|\)|$)", re.I)


def _words_below(words: FieldWords, run: Run, text: Text) -> str:
    """The rest of an amount in words that a run ends in the midst of: "Twenty Two Crore Eighty", "Nine Lakh only"."""
    if words.kind != "amount" or not _CUT_WORDS.search(run.text) or _WORDS_END.search(run.text):
        return ""
    rest = _TO_THE_END_OF_WORDS.match(text.after(run, 130).lstrip())
    if rest is None or amount_in_words(rest.group().split()[0]) is None:
        return ""
    return f" {rest.group()}"


ENDS_BELOW = 0.03
"""What it costs to join the end of a number that stands on the line below by itself."""

_ENDS_OPEN = re.compile(r"[/–-]\s*$")
_END_OF_NUMBER = re.compile(r"(?=\S*\d{2})[\w()./&-]{2,24}[.,]?")


def _with_end_below(run: Run, text: Text) -> Run | None:
    """The run with the line below it, where its number ends with a stroke and that line holds nothing but the rest.

    "…/HWM/KANPUR DEHAT/" goes on with "2025" under its beginning; what stands beside the number is not in its way.
    """
    if not _ENDS_OPEN.search(run.text):
        return None
    found = text.segment_of(Run(run.placed[-1:]))
    below = found[0].below(found[1], reach=1.2) if found else None
    if below is None or not _END_OF_NUMBER.fullmatch(below.text) or find_days(below.text):
        return None
    return Run((*run.placed, *below.run().placed))


BEGINS_PERIOD = 0.15
"""What it costs to take the first day of a period for a date that a paper has by itself: never sure."""

_BEGINS_PERIOD = re.compile(
    r"\W{0,3}(?:to|till|until|up\s?to|से|–|—|-)\W{0,3}(?=\d{1,2}(?:st|nd|rd|th)?[\s./-]+\w{2,9}[\s,./-]+\d{2})", re.I
)

PART = 0.2
"""What it costs to take an address that begins or ends in the midst of one: never sure."""

_NUMBER_BEFORE = re.compile(r"(?:\bNo\.?|\d[\w/&-]*)\s*,\s*$", re.I)
_GOES_ON = re.compile(r"(?:[,/&]|\s-|\bNo\.?)$", re.I)
_PIN = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)")
_ENDS_WITH_PIN = re.compile(r"^[^:：]{2,60}[-–,\s]\s?[1-9]\d{2}\s?\d{3}\W{0,2}(?:India)?\W*$", re.I)
SAME_LEFT = 3.0
"""Points by which two lines of one column begin apart at most."""


def _is_part(run: Run, text: Text, label: int) -> bool:
    """Whether an address is cut: behind a label it ends in the midst of a phrase, in a sentence it begins in one.

    "Khasra No. 12," leads up to what a sentence gives: its address began earlier. A comma ends what a sentence gives.
    """
    if label >= 0:
        return _GOES_ON.search(run.text) is not None or (_PIN.search(run.text) is None and _ends_below(run, text))
    return _NUMBER_BEFORE.search(text.before(run, 30)) is not None


def _ends_below(run: Run, text: Text) -> bool:
    """Whether the line right under the end of an address, in its own column, ends with the PIN code that it lacks."""
    found = text.segment_of(Run(run.placed[-1:]))
    if found is None:
        return False
    layout, last = found
    below = layout.below(last, reach=0.9)
    level = below is not None and abs(below.box[0] - last.box[0]) < SAME_LEFT
    return below is not None and level and below.cell == last.cell and _ENDS_WITH_PIN.search(below.text) is not None


def _under_a_person(run: Run, text: Text) -> Run | None:
    """The company's line of an addressee whose own name stands on the line above, if that is what a run holds."""
    own_line = text.last_of_lines(run)
    form = COMPANY.search(own_line.text)
    whole = form is not None and len(re.findall(r"[\w\u0900-\u0963]{2,}", own_line.text[: form.start()])) >= 2
    person = re.fullmatch(r"(?:[A-Z][a-z.]+\s+){1,3}[A-Z][a-z.]+", run.text[: -len(own_line.text)].strip(" ,"))
    return own_line if own_line is not run and whole and person else None


_SENTENCE_BREAK = re.compile(r"(?<!Rs)(?<!No)(?<!no)(?<!Dt)(?<!dt)(?<!M/s)[.;।]\s+(?=[A-Z0-9(\u0900-\u097f])")


def _is_about_another(words: FieldWords, before: str) -> bool:
    """Whether the thing last named in the sentence before a value is another than the paper's own subject."""
    sentence = _SENTENCE_BREAK.split(before)[-1]
    ends = {
        kind: max((match.end() for it in patterns for match in compiled(it).finditer(sentence)), default=-1)
        for kind, patterns in (("own", words.subject), ("foreign", words.foreign))
    }
    return ends["foreign"] > ends["own"]


def avoided(words: FieldWords, before: str) -> bool:
    """Whether what stands before a value says that it is not this field."""
    return any(compiled(pattern).search(before) for pattern in words.avoid)


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the vocabularies, ready to be looked for."""
    return re.compile(_case_aware(pattern), re.DOTALL)


def _case_aware(pattern: str) -> str:
    """Match without case, but let [A-Z] mean capitals: a name begins with one."""
    if "[A-Z]" not in pattern:
        return f"(?i:{pattern})"
    parts = re.split(r"(\[A-Z\])", pattern)
    return "(?i:" + "".join("(?-i:[A-Z])" if part == "[A-Z]" else part for part in parts) + ")"
