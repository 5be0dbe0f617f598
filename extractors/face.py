"""What one page says of its type: the phrases on it, by kind, and its words. Computed once a page.

`extractors.classify` weighs the faces of a document's pages, `extractors.bundles` those of a file's pages one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.cited import reference_lines
from extractors.layout import PageLayout, Segment
from extractors.marks import marks_of
from extractors.phrases import Match, PhraseBook, Token, tokens_of
from extractors.signs import signs_of
from extractors.wording import words_in
from reference.document_types import MARK_KINDS, Marks, document_types
from reference.type_words import is_sign

Strengths = Mapping[str, Mapping[str, Mapping[str, float]]]
"""For each type, and each neighbour under "?" and its id: by kind of mark the phrases found, with what each counts."""

TITLE_SHARE = 0.2
"""A phrase is the title if it makes up this share of the words of its heading."""

FIRST_WORD = 1
"""Or if a subject line begins with it, after "Subject"."""

_SUBJECT = re.compile(r"\W*(?:sub(?:ject)?|विषय)\s*[.:\-–]", re.I)

UPPER_PART = 0.35
"""The share of a page in which a line of its own may be the title."""

MENTIONED = 0.3
"""What a phrase counts where the sentence speaks of another paper."""

NOISE = 2
"""Letters of a piece of a line that a scan's dirt may be."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a page says of its type.

    Attributes:
        strengths: the phrases found on it.
        words: its different words and signs.
        title_at: where the uppermost title stands, as a share of the height of the page; None where there is none.
    """

    strengths: Strengths
    words: frozenset[str]
    title_at: float | None


@cache
def _book() -> PhraseBook:
    phrases = {
        f"{name}/{kind}": tuple(it for it in getattr(marks, kind) if not is_sign(it))
        for name, marks in _marked()
        for kind in MARK_KINDS
    }
    return PhraseBook(phrases, document_types().known_words)


@cache
def _marks_by_sign() -> Sequence[tuple[str, str, str]]:
    """The signs that are marks: of which type or neighbour, of which kind, and the sign."""
    return [
        (name, kind, it)
        for name, marks in _marked()
        for kind in MARK_KINDS
        for it in getattr(marks, kind)
        if is_sign(it)
    ]


def _marked() -> Sequence[tuple[str, Marks]]:
    """The types, and under "?" and its id each neighbour, with their marks."""
    known = document_types()
    types = [(name, it.marks) for name, it in known.types.items()]
    return [*types, *((f"?{it.id}", it.marks) for it in known.lookalikes)]


def face_of(layout: PageLayout) -> Face:
    """What a page says of its type."""
    headings, references = heading_segments(layout), reference_lines(layout)
    texts = [_chosen(" ".join(segment.text for segment in line)) for line in layout.lines]
    lines = [tokens_of(text) for text in texts]
    asking = [_ASKS.search(text) is not None for text in texts]
    blocks = [
        [*line, *(lines[number + 1][:6] if number + 1 < len(lines) and not asking[number] else ())]
        for number, line in enumerate(lines)
    ]
    strengths: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    title_at: float | None = None
    listed_from = next((number for number, text in enumerate(texts) if _LISTS_OTHERS.match(text)), len(texts))
    for number, matches in enumerate(_book().find(blocks)):
        own = len(lines[number])
        counted = [
            (name, kind, match)
            for match in matches
            if match.first < own
            for name, kind in (key.split("/") for key in match.keys)
            if kind != "title"
            or (number in headings and _is_title(match, own, texts[number]))
            or (_stands_alone(match, own) and _is_upper(layout.lines[number], layout.page.height))
        ]
        if title_at is None and any(kind == "title" for _, kind, _ in counted):
            title_at = layout.lines[number][0].box[1] / layout.page.height
        for name, kind, match in counted:
            if any(_contains(longer, match) and (other == name or of == "title") for other, of, longer in counted):
                continue  # "Application for consent to operate" is no consent to operate
            strength = 1.0 if kind != "title" or len(match.phrase) > 8 else 0.7
            if number not in headings:
                before, after = _around(match, number, texts, lines)
                obliged = _OBLIGES.search(before) or _IS_DUTY.match(after)
                if _is_excused(kind, name) and (number in references or obliged):
                    continue  # a duty to file a return makes no paper a return
                asked = asking[number] and kind == "decisive"
                mentioned = asked or number >= listed_from or _MENTIONS.search(before) or _IS_MENTIONED.match(after)
                strength *= MENTIONED if mentioned else 1.0
            found = strengths[name][kind]
            found[match.phrase] = max(found.get(match.phrase, 0.0), strength)
    signs = signs_of(layout)
    for name, kind, sign in _marks_by_sign():
        if sign in signs:
            strengths[name][kind][sign] = 1.0
    return Face(strengths, words_in(token for line in lines for token in line) | signs, title_at)


def _is_title(match: Match, words: int, heading: str) -> bool:
    """Whether a phrase is what a heading of so many words says: much of it, or what a subject line begins with."""
    return match.last - match.first >= TITLE_SHARE * words or (
        match.first <= FIRST_WORD and _SUBJECT.match(heading) is not None
    )


def _stands_alone(match: Match, words: int) -> bool:
    """Whether a phrase of several words is all that a line of so many says, in whatever type it is set."""
    return match.last - match.first == words > 1


def _is_upper(line: Sequence[Segment], height: float) -> bool:
    return len(line) == 1 and line[0].box[1] < UPPER_PART * height


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
    r"|enclos(?:ed?|ing)|applied\s+for|subject\s+to)\s+(?:[\w().&/-]+\s+){0,4}$",
    re.I,
)
_IS_MENTIONED = re.compile(
    r"\W*(?:[\w().,&/-]+\s+){0,4}?(?:(?:was|were|is|are|has\s+been|have\s+been)\s+(?:obtained|produced|enclosed|attached|submitted|furnished|annexed)"
    r"|(?:was|were|had\s+been)\s+(?:issued|granted|given|accorded|prescribed|approved))\b"
    r"|[\w ()-]{0,24}\.(?:pdf|xlsx?|docx?|csv|jpe?g|png|zip)\b",
    re.I,
)
"""Where a sentence speaks of another paper: "we refer to your letter of approval", "a consent was obtained"."""

_LISTS_OTHERS = re.compile(
    r"\W*(?:enclosures?|encls?\b|(?:list\s+of\s+)?(?:documents?|papers|files|attachments?|annexures)\s+(?:uploaded|attached|enclosed|submitted|to\s+be\s+\w+)"
    r"|list\s+of\s+(?:documents|enclosures|annexures|attachments)|संलग्न(?:क|\s*:))",
    re.I,
)
"""What heads the list of papers that are sent along; it runs to the end of the page."""

_IS_DUTY = re.compile(r"\W*(?:[\w().&/-]+\s+){0,3}?(?:shall|should|must|(?:is|are)\s+to)\s", re.I)

_OBLIGES = re.compile(
    r"\b(?:shall|should|must|required\s+to|failing|in\s+case|if|unless|liable)\b|(?:करेगा|करेगी|करेंगे|होगा|होगी|यदि|अनिवार्य)(?!\w)",
    re.I,
)
_ASKS = re.compile(r"[?？]\W*$")
"""Where a line is a question: a form asks for other papers, "Does the project need prior environmental clearance?"."""

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
    """The numbers of the lines that stand as headings: larger, bold, in capitals or centred, and the subject line.

    A question is none, however it is set.
    """
    sizes = sorted(segment.size for segment in layout.segments)
    if not sizes:
        return frozenset()
    body = sizes[len(sizes) // 2]
    return frozenset(
        number
        for number, line in enumerate(layout.lines)
        if _is_heading(line, body, layout.page.width) and line[0].box[1] < 0.62 * layout.page.height
    )


FEW_WORDS = 6
_ENDS_SENTENCE = re.compile(r"(?:[a-z\u0900-\u097f]{3}|\d)[.।](?:$|\s+[A-Z\u0900-\u097f])")
"""In a line of more words than those the end of a sentence tells running text, however it is set."""


def _is_speck(text: str) -> bool:
    """Whether a piece of a line is what a scan's dirt beside a title is read as; the number of a row is none."""
    return sum(map(str.isalnum, text)) <= NOISE and not any(map(str.isdigit, text))


def _is_heading(line: Sequence[Segment], body: float, width: float) -> bool:
    text = " ".join(segment.text for segment in line)
    if _SUBJECT.match(text):
        return True
    if _ASKS.search(text):
        return False
    words = len(text.split())
    line = [it for it in line if not _is_speck(it.text)] or line
    segment = line[0]
    if words > FEW_WORDS and _ENDS_SENTENCE.search(text):
        return False
    if words > 18 or len(line) > 2 or re.search(r":\s*\S", segment.text) or text.rstrip().endswith((",", ";")):
        return False
    letters = [it for it in text if it.isalpha()]
    capitals = bool(letters) and sum(it.isupper() for it in letters) > 0.8 * len(letters)
    left, right = segment.box[0], width - line[-1].box[2]
    centred = abs(left - right) < 0.08 * width and left > 0.12 * width
    return segment.size > 1.12 * body or segment.bold or capitals or centred
