"""What kind of paper this is: the phrases on its face, weighed; never forced into a type.

Each type and each paper that is often filed as one collects weight from the phrases found: most from its heading, less
from telling phrases, little from words that many papers share; phrases that speak against it take weight away. The
weights are compared with those of all others and with the weight of not knowing. Which type's language the whole paper
is written in is told by its words (`extractors.wording`); a neighbour of a type has the language of that type, so words
never decide between the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from extractors.cited import reference_lines
from extractors.layout import PageLayout, Segment
from extractors.marks import marks_of
from extractors.phrases import Match, PhraseBook, Token, tokens_of
from extractors.wording import told_by, words_of
from reference.document_types import MARK_KINDS, Lookalike, document_types

WEIGHTS = {"title": 4.5, "decisive": 2.6, "strong": 1.3, "weak": 0.4, "against": -2.6, "needs": 0.0}
CAPS = {"title": 5.5, "decisive": 6.0, "strong": 5.2, "weak": 1.2, "against": -6.0, "needs": 0.0}
"""No kind of mark decides alone by sheer number."""

NOT_KNOWING = 3.2
UNMET = 4.0
SHARPNESS = 1.3
SURE_ENOUGH = 0.55
"""Below this the type is not stated."""

BY_WORDS_AT_MOST = 0.89
"""The confidence of a type that its marks alone would not make sure."""

INHERITED = 0.85
"""How much of a type's marks counts for the neighbour that prints them too, once the neighbour shows itself."""

TITLE_SHARE = 0.2
"""A phrase is the title if it makes up this share of the words of its heading."""

FIRST_WORD = 1
"""Or if it begins there: a subject line begins with "Subject"."""

RESEMBLES = 0.25

MENTIONED = 0.3
"""What a phrase counts where the sentence speaks of another paper."""

NOISE = 2
"""Letters of a piece of a line that a scan's dirt may be."""

LATER_PAGES = 0.6
PAGES_WEIGHED = 4


@dataclass(frozen=True, slots=True)
class Classified:
    """The type with its confidence (0-1), the phrases that made it so, and what else the paper resembles."""

    document_type: str
    confidence: float
    reasons: tuple[str, ...]
    lookalike: str | None = None
    message: str | None = None
    ranking: tuple[tuple[str, float], ...] = ()


@cache
def _book() -> PhraseBook:
    known = document_types()
    phrases: dict[str, tuple[str, ...]] = {}
    marked = [(name, it.marks) for name, it in known.types.items()]
    marked += [(f"?{it.id}", it.marks) for it in known.lookalikes]
    for name, marks in marked:
        for kind in MARK_KINDS:
            phrases[f"{name}/{kind}"] = getattr(marks, kind)
    return PhraseBook(phrases, known.known_words)


def classify(layouts: Sequence[PageLayout]) -> Classified:
    """The type of the document whose first pages these are."""
    weighed: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for number, layout in enumerate(layouts[:PAGES_WEIGHED]):
        share = 1.0 if number == 0 else LATER_PAGES
        _weigh_page(layout, share, weighed)
    marked, told = _weights(weighed, told_by(words_of(layouts)))
    shares = _shares(told)
    if not shares or shares[0][1] < SURE_ENOUGH:
        return _undecided(shares)
    name, confidence = shares[0]
    reasons = _reasons(weighed.get(name, {}))
    if name.startswith("?"):
        message = next(it.message for it in document_types().lookalikes if it.id == name[1:])
        return Classified("unknown", round(confidence, 3), reasons, name[1:], message, shares)
    by_marks = dict(_shares(marked)).get(name, 0.0)
    bound = 0.99 if by_marks >= BY_WORDS_AT_MOST else BY_WORDS_AT_MOST
    return Classified(name, round(min(confidence, bound), 3), reasons, ranking=shares)


def _weights(
    weighed: Mapping[str, Mapping[str, Mapping[str, float]]], by_words: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of types and neighbours by their marks, and by marks and the language of the whole paper.

    A neighbour that shows itself by a title or phrase of its own has the marks and the language of its type besides:
    they say nothing about which of the two the paper is.
    """
    marked = {name: _score(kinds) - _unmet(name, kinds) for name, kinds in weighed.items()}
    told = {name: marked.get(name, 0.0) + more for name, more in by_words.items()}
    for name, weight in list(marked.items()):
        if name not in by_words and any(weighed[name].get(kind) for kind in ("title", "decisive")):
            of = _lookalike(name).of or tuple(by_words)
            marked[name] += INHERITED * max(0.0, *(marked.get(it, 0.0) for it in _lookalike(name).of), 0.0)
            told[name] = marked[name] + max(0.0, *(by_words[it] for it in of))
        elif name not in by_words:
            told[name] = weight
    return marked, told


def _shares(weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The four weightiest with their shares of certainty, beside not knowing; the weightiest first."""
    ranking = sorted(((weight, name) for name, weight in weights.items()), reverse=True)
    best = max([NOT_KNOWING, *(weight for weight, _ in ranking)])
    total = exp((NOT_KNOWING - best) / SHARPNESS) + sum(exp((weight - best) / SHARPNESS) for weight, _ in ranking)
    return tuple((name, exp((weight - best) / SHARPNESS) / total) for weight, name in ranking[:4])


def _undecided(shares: tuple[tuple[str, float], ...]) -> Classified:
    """No type, but a word on what the paper resembles if that is more than a trace."""
    resembled = next((name for name, share in shares if name.startswith("?") and share > RESEMBLES), None)
    message = next((it.message for it in document_types().lookalikes if f"?{it.id}" == resembled), None)
    known = max((share for name, share in shares if not name.startswith("?")), default=0.0)
    return Classified("unknown", round(1 - known, 2), (), resembled[1:] if resembled else None, message, shares)


def titled(layout: PageLayout, upper: float) -> bool:
    """Whether a title of any type, or of a paper often filed as one, is a heading in the upper part of a page."""
    headings = heading_segments(layout)
    lines = [tokens_of(_chosen(" ".join(segment.text for segment in line))) for line in layout.lines]
    for number, matches in enumerate(_book().find(lines)):
        low = layout.lines[number][0].box[1] > upper * layout.page.height
        if number not in headings or low:
            continue
        kinds = ((key.split("/")[1], match) for match in matches for key in match.keys)
        if any(kind == "title" and _is_title(it, len(lines[number])) for kind, it in kinds):
            return True
    return False


def _is_title(match: Match, words: int) -> bool:
    """Whether a phrase is what a heading of so many words says: much of it, or what it begins with."""
    return match.last - match.first >= TITLE_SHARE * words or match.first <= FIRST_WORD


def _weigh_page(layout: PageLayout, share: float, weighed: dict[str, dict[str, dict[str, float]]]) -> None:
    headings, references = heading_segments(layout), reference_lines(layout)
    texts = [_chosen(" ".join(segment.text for segment in line)) for line in layout.lines]
    lines = [tokens_of(text) for text in texts]
    blocks = [[*line, *(lines[number + 1][:6] if number + 1 < len(lines) else ())] for number, line in enumerate(lines)]
    for number, matches in enumerate(_book().find(blocks)):
        own = len(lines[number])
        counted = [
            (name, kind, match)
            for match in matches
            if match.first < own
            for name, kind in (key.split("/") for key in match.keys)
            if kind != "title" or (number in headings and _is_title(match, own))
        ]
        for name, kind, match in counted:
            if any(_contains(longer, match) and (other == name or of == "title") for other, of, longer in counted):
                continue  # "Application for consent to operate" is no consent to operate
            strength = share * (1.0 if kind != "title" or len(match.phrase) > 8 else 0.7)
            if number not in headings:
                before, after = _around(match, number, texts, lines)
                if _is_excused(kind, name) and (number in references or _OBLIGES.search(before)):
                    continue  # a duty to file a return makes no paper a return
                strength *= MENTIONED if _MENTIONS.search(before) or _IS_MENTIONED.match(after) else 1.0
            weighed[name][kind][match.phrase] = max(weighed[name][kind].get(match.phrase, 0.0), strength)


def _chosen(text: str) -> str:
    """A line without the answers whose boxes are empty, each letter of them a space."""
    marks = marks_of(text)
    ends = [*(start for start, _, _ in marks), len(text)][1:]
    for (start, _, ticked), following in zip(marks, ends, strict=True):
        if not ticked:
            text = text[:start] + " " * (following - start) + text[following:]
    return text


def _around(match: Match, number: int, texts: Sequence[str], lines: Sequence[Sequence[Token]]) -> tuple[str, str]:
    """What the sentence says before a phrase, and what is printed after it on its line and the next."""
    before = f"{texts[number - 1] if number else ''} {texts[number][: lines[number][match.first].start]}"
    end = lines[number][min(match.last, len(lines[number])) - 1].end
    after = f"{texts[number][end:]} {texts[number + 1] if number + 1 < len(texts) else ''}"
    return _SENTENCE_END.split(before)[-1], after


_MENTIONS = re.compile(
    r"\b(?:your|our|vide|refer(?:red|ring)?\s+to|reference\s+(?:is\s+\w+\s+)?to|cop(?:y|ies)\s+of|obtained|holds?|holding|having"
    r"|enclos(?:ed?|ing)|applied\s+for)\s+(?:[\w().&/-]+\s+){0,4}$",
    re.I,
)
_IS_MENTIONED = re.compile(
    r"\W*(?:[\w().&/-]+\s+){0,4}?(?:was|were|is|are|has\s+been|have\s+been)\s+(?:obtained|enclosed|attached|submitted|furnished|annexed)\b",
    re.I,
)
"""Where a sentence speaks of another paper: "we refer to your letter of approval", "a consent was obtained"."""

_OBLIGES = re.compile(
    r"\b(?:shall|should|must|required\s+to|failing|in\s+case|if|unless|liable)\b|(?:करेगा|करेगी|करेंगे|होगा|होगी|यदि|अनिवार्य)(?!\w)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.;।](?=\s)|^\W*\d{1,2}[.)]\s")


def _is_excused(kind: str, name: str) -> bool:
    """Whether a mark says nothing where the paper lists others or lays down what its holder has to do."""
    return kind == "against" or (name.startswith("?") and kind != "title")


def _contains(longer: Match, match: Match) -> bool:
    return (
        longer.first <= match.first
        and match.last <= longer.last
        and longer.last - longer.first > match.last - match.first
    )


def heading_segments(layout: PageLayout) -> frozenset[int]:
    """The numbers of the lines that stand as headings: larger, bold, in capitals or centred, and the subject line."""
    sizes = sorted(segment.size for segment in layout.segments)
    if not sizes:
        return frozenset()
    body = sizes[len(sizes) // 2]
    return frozenset(
        number
        for number, line in enumerate(layout.lines)
        if _is_heading(line, body, layout.page.width) and line[0].box[1] < 0.62 * layout.page.height
    )


def _is_heading(line: Sequence[Segment], body: float, width: float) -> bool:
    text = " ".join(segment.text for segment in line)
    if re.match(r"\W*(?:sub(?:ject)?|विषय)\s*[.:\-–]", text, re.I):
        return True
    words = len(text.split())
    line = [it for it in line if sum(map(str.isalnum, it.text)) > NOISE] or line  # specks beside a title
    segment = line[0]
    if words > 18 or len(line) > 2 or re.search(r":\s*\S", segment.text) or text.rstrip().endswith((",", ";")):
        return False
    letters = [it for it in text if it.isalpha()]
    capitals = bool(letters) and sum(it.isupper() for it in letters) > 0.8 * len(letters)
    left, right = segment.box[0], width - line[-1].box[2]
    centred = abs(left - right) < 0.08 * width and left > 0.12 * width
    return segment.size > 1.12 * body or segment.bold or capitals or centred


def _score(kinds: Mapping[str, Mapping[str, float]]) -> float:
    total = 0.0
    for kind, phrases in kinds.items():
        strengths = sorted(phrases.values(), reverse=True)
        summed = sum(strength * WEIGHTS[kind] * (0.8**rank) for rank, strength in enumerate(strengths))
        total += max(CAPS[kind], summed) if CAPS[kind] < 0 else min(CAPS[kind], summed)
    return total


def _unmet(name: str, kinds: Mapping[str, Mapping[str, float]]) -> float:
    """What a type loses whose scheme or subject the paper never names."""
    known = document_types().types
    marks = known[name].marks if name in known else _lookalike(name).marks
    return UNMET if marks.needs and not kinds.get("needs") else 0.0


def _lookalike(name: str) -> Lookalike:
    return next(it for it in document_types().lookalikes if f"?{it.id}" == name)


def _reasons(kinds: dict[str, dict[str, float]]) -> tuple[str, ...]:
    order = ("title", "decisive", "strong", "weak")
    return tuple(dict.fromkeys(phrase for kind in order for phrase in sorted(kinds.get(kind, {}))))[:8]
