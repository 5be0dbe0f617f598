"""Which of the likeliest types a paper is, judged by what can be read from it as each of them.

Its face gives each type a share of certainty (`extractors.classify`), the draft as that type what speaks for it or
against it (`extractors.drafts`). What the face says of neighbours, and of no type at all, stands against them all. A
neighbour holds the same values as its type: where a phrase speaks against a type, what can be read says nothing for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from extractors.cite import Source
from extractors.classify import BY_WORDS_AT_MOST, SURE_ENOUGH, Classified, classify
from extractors.drafts import Draft, draft_as
from extractors.face import Face
from extractors.layout import PageLayout
from records.pages import Page
from reference.document_types import document_types

SETTLED = 0.97
"""A type with so large a share is the only one tried."""

WORTH_TRYING = 0.08
"""A type with a smaller share is not tried."""

MOST_TRIED = 3

TRIED_ON = 4
"""Pages that a paper is tried on as several types; the whole is read as the one chosen."""

HIGHEST = 0.99


@dataclass(frozen=True, slots=True)
class Told:
    """The paper read as its type, None if it is of none, and how likely that is so (0-1)."""

    draft: Draft | None
    confidence: float


def tell(
    pages: Sequence[Page], layouts: Sequence[PageLayout], faces: Sequence[Face], source: Source
) -> tuple[Classified, Told]:
    """What the face of a paper says, and its type with what was read as it.

    Args:
        pages: all its pages.
        layouts: those of them that labels are looked for on.
        faces: what the first of these say of its type.
        source: the paper, for the evidence of each field.
    """
    kind = classify(faces)
    tried = _worth_trying(kind)
    if not tried:
        return kind, Told(None, kind.confidence)
    known = document_types().types
    in_part = len(tried) > 1 and len(pages) > TRIED_ON
    seen, shown = (pages[:TRIED_ON], layouts[:TRIED_ON]) if in_part else (pages, layouts)
    drafts = {name: draft_as(known[name], seen, shown, source) for name in tried}
    proofs = {it: min(draft.proof, 0.0) if it in kind.contested else draft.proof for it, draft in drafts.items()}
    name, share, unlikely = _likeliest(kind, proofs)
    if name not in drafts or share < SURE_ENOUGH:
        return kind, Told(None, unlikely)
    draft = draft_as(known[name], pages, layouts, source) if in_part else drafts[name]
    is_proved = kind.is_marked or proofs[name] > 0
    return kind, Told(draft, min(share, HIGHEST if is_proved else BY_WORDS_AT_MOST))


def _worth_trying(kind: Classified) -> list[str]:
    """The types that a paper may prove to be, the likeliest first; none where its face shows a neighbour."""
    known = document_types().types
    if kind.is_neighbour:
        return []
    shares = [(name, share) for name, share in kind.ranking if name in known and share >= WORTH_TRYING]
    if shares and shares[0][1] >= SETTLED:
        return [shares[0][0]]
    return [name for name, _ in shares[:MOST_TRIED]]


def _likeliest(kind: Classified, proofs: Mapping[str, float]) -> tuple[str, float, float]:
    """The type or neighbour of the highest share once proofs are weighed, "" for neither; its share; none's share."""
    weighed = {name: share * exp(proofs.get(name, 0.0)) for name, share in kind.ranking}
    weighed[""] = max(0.0, 1 - sum(share for _, share in kind.ranking))
    total = sum(weighed.values())
    name = max(weighed, key=lambda it: weighed[it])
    of_types = max(weighed[it] for it in proofs)
    return name, round(weighed[name] / total, 3), round(1 - of_types / total, 2)
