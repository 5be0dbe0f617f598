"""Answers out of a fixed choice: words of an enumeration, yes and no, printed or ticked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extractors.marks import EMPTY, TICKED, marks_of
from extractors.phrases import Match, PhraseBook, Token, longest, tokens_of
from extractors.values.model import Parsed, Scope
from records.readings import Alternative
from reference.document_types import FieldWords


def choices(words: FieldWords) -> PhraseBook:
    """The vocabulary of an enumeration, ready to be looked for; built once a field."""
    return _choices(tuple((value, (*texts, *_run_together(texts))) for value, texts in words.values.items()))


def _run_together(texts: Iterable[str]) -> list[str]:
    """Short answers of two words without the space, as OCR reads them: "LIBscrap"."""
    parts = (text.split() for text in texts)
    return ["".join(its) for its in parts if len(its) == 2 and all(it.isalpha() for it in its)]


@cache
def _choices(values: tuple[tuple[str, tuple[str, ...]], ...]) -> PhraseBook:
    return PhraseBook(dict(values))


def read_choice(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The one answer that is printed or ticked; several printed ones are doubtful."""
    found = named_values(words, text, scope)
    if not found:
        return []
    if TICKED.search(text) or len(EMPTY.findall(text)) > 1:
        return _ticked(text, found) or _left_over(words, text, found)
    values = list(dict.fromkeys(str(it.value) for it in found))
    if len(values) == 1:
        return [found[0]]
    others = tuple(Alternative(it.value, text[it.start : it.end], 0.4, "printed beside it") for it in found[1:])
    cost = 0.04 if scope.sentence else 0.12
    return [replace(found[0], cost=found[0].cost + cost, alternatives=others)]


def options_of(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """Every answer that a text prints for a field with a fixed choice of them, ticked or not, in the order of print."""
    near = _unglued(text[:120]) if scope.ocr else text[:120]
    answers = _answers(near) if words.kind == "yes_no" else []
    return answers or (named_values(words, text, scope) if words.values else [])


_GLUED = re.compile(r"(?<![A-Za-z0-9])(?:[O0©@CDGQ]{1,2}|[\[({|][JjlI1]?|[&Kk][lI1]?\])(?=[A-Z](?:[a-z]|[0-9]))")
"""A box or a circle that OCR read as a letter and put before the answer's first: "OYes", "[JLIB scrap"."""


def _unglued(text: str) -> str:
    """The text of an answer with blanks in place of boxes that stick to words, and "Y" for the yen's sign."""
    return _GLUED.sub(lambda match: " " * len(match[0]), re.sub("¥(?=[A-Za-z])", "Y", text))


def named_values(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The answers of a field's own list that the first 400 characters of a text name, in the order of print."""
    text = _unglued(text) if scope.ocr else text
    tokens = tokens_of(text[:400])
    [matches] = choices(words).find([tokens])
    return [
        Parsed(match.keys[0], tokens[match.first].start, tokens[match.last - 1].end, 0.02 * match.repaired)
        for match in longest([it for it in matches if not _is_put_together(text, tokens, it, matches)])
        if not _OF_ANOTHER_THING.match(text[tokens[match.last - 1].end :])
        and (len(match.phrase) > 1 or (not scope.sentence and text[tokens[match.first].start].isupper()))
        and not re.search(
            r"\b(?:not|non|no|without|other\s+than|extended)\W*$", text[: tokens[match.first].start][-14:], re.I
        )
        or "non" in match.phrase.split()
        or "not" in match.phrase.split()
        or match.phrase.split()[0] == "no"
    ]


_OF_ANOTHER_THING = re.compile(
    r"(?i:\W*responsibilit|\s+(?:\([^)]*\)\s*)?(?:private|pvt|limited|ltd|llp)\b)"
    r"|\s+(?:Industrial|Town|Colony|Area|Market|Road|Estate|Layout|Extension|Phase|Sector|Block"
    r"|Delhi|Mumbai|Panvel|Jalpaiguri|Bongaigaon|Raipur|Tehri)"
)
"""What follows a word that is no answer: "Extended Producer Responsibility" a duty, "New Industrial Area" a place,
"Deccan Recyclers Private Limited" a company."""

_BOTH = re.compile(r"[&+]|\b(?:and|plus|both|with)\b|और|एवं|तथा|व(?![\u0900-\u0963])", re.I)


def _is_put_together(text: str, tokens: list[Token], match: Match, matches: Sequence[Match]) -> bool:
    """Whether a phrase was put together from the words of two answers: "[x] Capex [ ] Opex", "Capex / Opex"."""
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    parts = {it.keys for it in matches if match.first <= it.first and it.last <= match.last and it.keys != match.keys}
    return bool(EMPTY.search(text[start:end])) or (len(parts) > 1 and not _BOTH.search(text[start:end]))


def _ticked(text: str, found: list[Parsed]) -> list[Parsed]:
    """The choice whose box is ticked: boxes stand all before or all after their words."""
    marks = marks_of(text)
    if len(marks) == 1 and all(_STROKE.search(text[a.end : b.start]) for a, b in pairwise(found)):
        return _marked_alone(text, found, marks[0])
    before = marks[0][0] < found[0].start
    chosen = []
    for it in found:
        beside = [mark for mark in marks if (mark[1] <= it.start if before else mark[0] >= it.end)]
        nearest = (beside[-1] if before else beside[0]) if beside else None
        if nearest and nearest[2]:
            chosen.append(it)
    values = {str(it.value) for it in chosen}
    if not chosen:
        return []
    if len(values) == 1:
        return [chosen[0]]
    others = tuple(Alternative(it.value, text[it.start : it.end], 0.4, "ticked too") for it in chosen[1:])
    return [replace(chosen[0], cost=0.3, alternatives=others, disputed="more than one box is ticked")]


LEFT_OVER = 0.14
"""What it costs to take the answer that a tick stands before in words that cannot be read: never sure."""


def _left_over(words: FieldWords, text: str, found: Sequence[Parsed]) -> list[Parsed]:
    """The one answer of a field that no empty box stands before, where the words behind the only tick are illegible.

    Every box must stand before an answer of its own, and all answers of the field but the one must be among them.
    """
    marks = marks_of(text)
    ends = [it[0] for it in marks[1:]] + [len(text)]
    behind = [
        {str(it.value) for it in found if start <= it.start < end}
        for (_, start, _), end in zip(marks, ends, strict=True)
    ]
    ticked = [at for at, mark in enumerate(marks) if mark[2]]
    empty = [values for at, values in enumerate(behind) if at not in ticked]
    left = set(words.values) - set().union(*empty)
    if len(ticked) != 1 or behind[ticked[0]] or any(len(values) != 1 for values in empty) or len(left) != 1:
        return []
    if len(marks) != len(words.values) or found[0].start < marks[0][0]:
        return []
    [at] = ticked
    start, end = marks[at][1], ends[at]
    return [Parsed(left.pop(), start, end, LEFT_OVER)] if text[start:end].strip() else []


_STROKE = re.compile(r"[/|,;]")


def _marked_alone(text: str, found: list[Parsed], mark: tuple[int, int, bool]) -> list[Parsed]:
    """The answer that a lone mark stands beside, told by the stroke on its other side: "New / Expansion ✓ / Other"."""
    before = [it for it in found if it.end <= mark[0] and not _STROKE.search(text[it.end : mark[0]])][-1:]
    behind = [it for it in found if it.start >= mark[1] and not _STROKE.search(text[mark[1] : it.start])][:1]
    beside = [*before, *behind]
    if not mark[2] or not beside:
        return []
    if len(beside) == 1:
        return beside
    others = (Alternative(beside[1].value, text[beside[1].start : beside[1].end], 0.4, "the mark is beside it too"),)
    return [replace(beside[0], cost=0.3, alternatives=others, disputed="the mark stands between two answers")]


_YES = re.compile(
    r"\b(?:yes|y|required|requires|needs|needed|applicable|obtained|हाँ|हां|हा)(?!\w)|हाँ|हां|आवश्यक(?:ता)?\s+है", re.I
)
_NO = re.compile(
    r"\b(?:no|n|not\s+required|not\s+needed|not\s+necessary|not\s+require|not\s+applicable|exempt(?:ed)?|nahi)\b|नहीं|नही|अपेक्षित\s+नहीं",
    re.I,
)


def _answers(near: str) -> list[Parsed]:
    """Every "yes" and "no" of a text, the longest reading of each place."""
    options = sorted(
        [(it.start(), it.end(), "no") for it in _NO.finditer(near)]
        + [(it.start(), it.end(), "yes") for it in _YES.finditer(near)]
    )
    options = [it for it in options if not any(o is not it and o[0] <= it[0] and it[1] < o[1] for o in options)]
    options = [
        it for it in options if not (it[2] == "yes" and any(o[2] == "no" and o[0] <= it[0] < o[1] for o in options))
    ]
    return [Parsed(value, start, end) for start, end, value in options]


ANOTHER_UNREAD = 0.12
"""What it costs to take "No" where OCR reads something else beside it, which may be "Yes" with a ring around it."""


_ASKED = re.compile(r"\b(?:whether|is|are|does|do|has)\b|क्या", re.I)
_QUESTION_ENDS = re.compile(r"(?:required|requires|needs|needed|applicable|obtained)", re.I)


def _ends_question(answer: str, label: str) -> bool:
    """Whether what reads like an answer ends its question on the next line: "Whether clearance is / required"."""
    return bool(_QUESTION_ENDS.fullmatch(answer) and _ASKED.search(label) and not _QUESTION_ENDS.search(label))


def read_yes_no(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """Yes or no, printed or ticked; a form that nobody filled in answers nothing."""
    near = text[:120]
    found = _answers(_unglued(near) if scope.ocr else near)
    found = [it for it in found if not _ends_question(near[it.start : it.end], scope.label)]
    if not found:
        return read_choice(words, near, scope) if words.values else []
    if TICKED.search(near) or EMPTY.search(near):
        return _ticked(near, found)
    if len(found) > 1 and {it.value for it in found} == {"yes", "no"} and found[1].start - found[0].end <= 3:
        return []  # "Yes / No" with neither marked is a form that nobody filled in
    distance = min(len(near[: found[0].start].strip(" :-–.")), 60) / 60
    beside = near[: found[0].start] + near[found[0].end :]
    unread = ANOTHER_UNREAD if scope.ocr and len(found) == 1 and len(re.findall(r"\w", beside[:24])) > 1 else 0.0
    return [replace(found[0], cost=0.3 * distance + unread)]
