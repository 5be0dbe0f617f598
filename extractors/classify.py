"""What kind of paper this is: the phrases on its face, weighed; never forced into a type.

Each type and each paper that is often filed as one collects weight from the phrases found: most from its heading, less
from telling phrases, little from words that many papers share; phrases that speak against it take weight away. The
weights are compared with those of all others and with the weight of not knowing. Which type's language the whole paper
is written in is told by its words (`extractors.wording`); a neighbour of a type has the language of that type, so words
never decide between the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from extractors.face import Face, Strengths
from extractors.wording import told_by
from reference.document_types import Lookalike, document_types

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

FEWEST_WORDS = 15
"""Different words that a paper must have for its language to be told."""

INHERITED = 0.85
"""How much of a type's marks counts for the neighbour that prints them too, once the neighbour shows itself."""

CONTESTED = 0.4
"""How much words count for a type that phrases of the page speak against: its neighbours are written in its words."""

MENTIONED_AT_MOST = 0.5
"""A phrase that counts less is one that a sentence says of another paper, or stands on a later page only."""

RESEMBLES = 0.25

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
    is_marked: bool = False
    """Whether its titles and phrases alone make the type sure."""
    contested: frozenset[str] = frozenset()
    """The types that phrases of the page speak against."""
    is_neighbour: bool = False
    """Whether it shows itself to be a paper that is often filed as one of a type."""


def classify(faces: Sequence[Face]) -> Classified:
    """The type of the document whose first pages have these faces.

    Words tell nothing where there are few of them: a page of signatures is in nobody's language.
    """
    first = faces[:PAGES_WEIGHED]
    weighed = _together(first)
    words = frozenset[str]().union(*(face.words for face in first))
    marked, told = _weights(weighed, told_by(words if len(words) >= FEWEST_WORDS else frozenset()))
    shares = _shares(told)
    contested = frozenset(name for name, kinds in weighed.items() if _is_contested(kinds))
    if not shares or shares[0][1] < SURE_ENOUGH:
        return _undecided(shares, contested)
    name, confidence = shares[0]
    reasons = _reasons(weighed.get(name, {}))
    if name.startswith("?"):
        message = next(it.message for it in document_types().lookalikes if it.id == name[1:])
        return Classified("unknown", round(confidence, 3), reasons, name[1:], message, shares, is_neighbour=True)
    by_marks = dict(_shares(marked)).get(name, 0.0)
    is_marked = by_marks >= BY_WORDS_AT_MOST
    bound = 0.99 if is_marked else BY_WORDS_AT_MOST
    return Classified(
        name, round(min(confidence, bound), 3), reasons, ranking=shares, is_marked=is_marked, contested=contested
    )


def _together(faces: Sequence[Face]) -> Strengths:
    """The phrases of a document, each as strong as where it is strongest; those of later pages count less."""
    weighed: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for number, face in enumerate(faces):
        share = 1.0 if number == 0 else LATER_PAGES
        for name, kinds in face.strengths.items():
            for kind, phrases in kinds.items():
                for phrase, strength in phrases.items():
                    found = weighed[name][kind]
                    found[phrase] = max(found.get(phrase, 0.0), share * strength)
    return weighed


def _weights(weighed: Strengths, by_words: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of types and neighbours by their marks, and by marks and the language of the whole paper.

    A neighbour that shows itself by a title or phrase of its own has the marks and the language of its type besides:
    they say nothing about which of the two the paper is.
    """
    marked = {name: _score(kinds) - _unmet(name, kinds) for name, kinds in weighed.items()}
    told = {
        name: marked.get(name, 0.0) + (CONTESTED * more if more > 0 and _is_contested(weighed.get(name, {})) else more)
        for name, more in by_words.items()
    }
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


def _is_contested(kinds: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether a phrase speaks against a type, not one of another paper that a sentence speaks of."""
    return any(strength >= MENTIONED_AT_MOST for strength in kinds.get("against", {}).values())


def _undecided(shares: tuple[tuple[str, float], ...], contested: frozenset[str]) -> Classified:
    """No type, but a word on what the paper resembles if that is more than a trace."""
    resembled = next((name for name, share in shares if name.startswith("?") and share > RESEMBLES), None)
    message = next((it.message for it in document_types().lookalikes if f"?{it.id}" == resembled), None)
    known = max((share for name, share in shares if not name.startswith("?")), default=0.0)
    return Classified(
        "unknown", round(1 - known, 2), (), resembled[1:] if resembled else None, message, shares, contested=contested
    )


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


def _reasons(kinds: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    order = ("title", "decisive", "strong", "weak")
    return tuple(dict.fromkeys(phrase for kind in order for phrase in sorted(kinds.get(kind, {}))))[:8]
