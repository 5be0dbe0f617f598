"""Which candidate becomes the field, how sure that is, and which others stay as alternatives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from extractors.candidates import COMPANY, Candidate
from extractors.cite import Source
from extractors.layout import Run
from records.names import same_address, same_name
from records.readings import CLEARLY_READ, CLOSED_BY_OCR, ONE_OCR_WITNESS, Alternative, Field, Notice, Value
from reference.document_types import FieldWords

BEST = 0.98
"""The confidence of a visible text that a label names in full."""
NEARLY = 0.05
"""A runner-up with another value that costs hardly more makes the field doubtful."""
DOUBTFUL = 0.80
OVER_LABEL = 0.095
"""How much more what a label names may cost that contends with what a sentence gives."""
BEFORE_NO_COMPANY = 0.2
"""How much more a company's name may cost that contends with a name which is no company's."""
DOUBTED_PLACE = 0.085
"""A place that costs more is never sure, whatever vouches for what is printed there."""
IN_DOUBTED_PLACE = 0.86
"""The most that a scan's value may claim there: a second engine that reads the same does not tell whose it is."""
CHECK_DIGIT = "check digit"
"""The witness that says that an identifier is one, and not whose it is where several stand."""

TWO_PRINTED = "printed twice on the paper"
LOOSE_KINDS = frozenset({"name", "person", "firm", "address", "text", "board", "state", "enum", "yes_no", "minerals"})
"""Kinds for which a near runner-up is no contradiction: one name in two spellings, a text and its longer form."""
CLOSED_KINDS = frozenset({"enum", "yes_no", "board", "state", "minerals"})


def choose(candidates: Sequence[Candidate], source: Source) -> tuple[dict[str, Field], list[Notice], dict[str, Run]]:
    """Give out the candidates cheapest first; words that one field took are not another's of the same kind."""
    taken: dict[int, tuple[str, str, int]] = {}
    chosen: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda it: it.rank):
        name = candidate.words.name
        owners = {taken[id(it.word)] for it in candidate.run.placed if id(it.word) in taken}
        clash = any(
            owner != name and _is_one_value(kind, candidate.words.kind) and (number < 0 or number != candidate.label)
            for owner, kind, number in owners
        )
        if clash:
            continue
        if name not in chosen:
            chosen[name] = candidate
            for it in candidate.run.placed:
                taken.setdefault(id(it.word), (name, candidate.words.kind, candidate.label))
    for name, candidate in list(chosen.items()):
        if twin := _latin_twin(candidate, candidates) or _uncut(candidate, candidates):
            chosen[name] = twin
    rivals: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        name = candidate.words.name
        owners_now = {taken[id(it.word)][0] for it in candidate.run.placed if id(it.word) in taken}
        if name in chosen and candidate is not chosen[name] and owners_now <= {name}:
            rivals[name].append(candidate)
    fields, notices = {}, []
    for name, candidate in chosen.items():
        fields[name], noticed = _as_field(candidate, sorted(rivals[name], key=lambda it: it.rank), source)
        notices += noticed
    return fields, notices, {name: candidate.run for name, candidate in chosen.items()}


def _is_one_value(kind: str, other: str) -> bool:
    """Whether a value of a kind cannot be another field's of the other kind too: a period's end is no paper's date."""
    return kind == other or {kind, other} in ({"day", "period_from"}, {"day", "period_to"})


_DEVANAGARI = re.compile("[\u0900-\u0963]")
SAME_PLACE, NEAR_TWIN = 3.0, 0.06
"""Lines within which a name stands in both scripts, and what its Latin print may cost more."""


def _latin_twin(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The company's name in Latin letters printed beside or right below its name in Devanagari, if that was taken."""
    if best.words.kind != "name" or not _DEVANAGARI.search(str(best.parsed.value)):
        return None
    box = best.run.placed[-1].word.box
    reach = SAME_PLACE * (box[3] - box[1])
    twins = [
        it
        for it in candidates
        if it.words is best.words
        and it.run.first_page is best.run.first_page
        and not _DEVANAGARI.search(str(it.parsed.value))
        and COMPANY.search(str(it.parsed.value))
        and abs(it.run.placed[0].word.box[1] - box[1]) < reach
        and it.cost - best.cost < NEAR_TWIN
        and abs(len(str(it.parsed.value).split()) - len(str(best.parsed.value).split())) <= 1
    ]
    return min(twins, key=lambda it: it.rank, default=None)


LONGER_COSTS = 0.06
"""What an address that a label names in full may cost more than a part of it told from a sentence."""


def _uncut(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The address that a label names in full, if only its end was taken: it began behind a comma of its own."""
    if best.words.kind != "address":
        return None
    ids = {id(it.word) for it in best.run.placed}
    longer = [
        it
        for it in candidates
        if it.words is best.words
        and it.label >= 0
        and it.cost - best.cost < LONGER_COSTS
        and it.raw != best.raw
        and it.raw.endswith(best.raw)
        and ids < {id(placed.word) for placed in it.run.placed}
    ]
    return min(longer, key=lambda it: it.rank, default=None)


def _as_field(best: Candidate, rivals: Sequence[Candidate], source: Source) -> tuple[Field, list[Notice]]:
    words, parsed = best.words, best.parsed
    witnesses, notices = list(parsed.witnesses), []
    others = [rival for rival in rivals if not _agrees(words, rival.parsed.value, parsed.value)]
    if any(_agrees(words, rival.parsed.value, parsed.value) and _elsewhere(rival, best) for rival in rivals):
        witnesses.append(TWO_PRINTED)
    alternatives = list(parsed.alternatives)
    for rival in [it for it in others if it.cost - best.cost < 0.3][:3]:
        if all(it.value != rival.parsed.value for it in alternatives):
            confidence = max(0.05, min(0.6, BEST - rival.cost - 0.3))
            alternatives.append(Alternative(rival.parsed.value, _printed(rival), confidence, f"{rival.origin}"))
    if best.cost - parsed.cost > DOUBTED_PLACE:
        witnesses = []  # what tells that the print is well read does not tell whose it is
    confidence = max(0.05, BEST - best.cost)
    if parsed.disputed:
        confidence = min(confidence, 0.6)
        notices.append(
            Notice(
                "disputed",
                f"{words.name}: {_printed(best)!r} is printed, but {parsed.disputed}.",
                best.run.first_page.number,
            )
        )
    near = [rival for rival in others if _elsewhere(rival, best) and _contends(best, rival)]
    if near and not set(parsed.witnesses) - {CHECK_DIGIT}:
        confidence = min(confidence, DOUBTFUL)
        witnesses = [
            it
            for it in witnesses
            if it != CHECK_DIGIT and not (it == TWO_PRINTED and (_are_several(words, near) or _are_columns(best, near)))
        ]
        notices.append(
            Notice(
                "two_readings",
                f"{words.name}: both {_printed(best)!r} and {_printed(near[0])!r} are printed where it is looked for.",
                best.run.first_page.number,
            )
        )
    if best.run.is_ocr:
        confidence = min(confidence * (0.75 + 0.25 * best.run.confidence), _most_by_ocr(words, witnesses, best.run))
        if best.cost - parsed.cost > DOUBTED_PLACE:
            confidence = min(confidence, IN_DOUBTED_PLACE)
    page, placed = best.run.first_page, best.run.words_on_first_page
    evidence = source.evidence(page, placed, _printed(best))
    value = _kept(words, parsed.value)
    return (
        Field(words.name, value, round(confidence, 3), evidence, parsed.unit, tuple(alternatives), tuple(witnesses)),
        notices,
    )


def _contends(best: Candidate, rival: Candidate) -> bool:
    """Whether another value is nearly as good; among names that is only another company's by a label of the field."""
    behind = rival.rank - best.rank
    if rival.weak and not best.weak:
        return False
    if best.words.kind not in LOOSE_KINDS:
        told = best.label < 0 <= rival.label and rival.cost - rival.parsed.cost < DOUBTED_PLACE
        return behind < (OVER_LABEL if told else NEARLY)
    if best.words.kind != "name" or rival.label < 0 or not COMPANY.search(rival.raw):
        return False
    return behind < (NEARLY if COMPANY.search(best.raw) else BEFORE_NO_COMPANY) and best.label >= 0


def _are_several(words: FieldWords, near: Sequence[Candidate]) -> bool:
    """Whether a rival value is printed more than once as well: "printed twice" then says nothing of whose it is."""
    return any(
        _agrees(words, one.parsed.value, other.parsed.value) and _elsewhere(one, other)
        for one, other in combinations(near, 2)
    )


def _are_columns(best: Candidate, near: Sequence[Candidate]) -> bool:
    """Whether rival values stand in columns beside each other: that what held before is cited too says nothing."""
    return best.origin == "column" and any(it.origin == "column" for it in near)


def _most_by_ocr(words: FieldWords, witnesses: Sequence[str], run: Run) -> float:
    """What OCR alone may claim: a word of a closed vocabulary, clearly read, is its own second witness."""
    if words.kind in CLOSED_KINDS and run.confidence >= CLEARLY_READ:
        return CLOSED_BY_OCR
    two = TWO_PRINTED in witnesses or not run.rests_on_one_reading
    return CLOSED_BY_OCR if words.kind in LOOSE_KINDS and two else ONE_OCR_WITNESS


def _kept(words: FieldWords, value: Value) -> Value:
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) and words.kind in LOOSE_KINDS else value


def _printed(candidate: Candidate) -> str:
    return candidate.raw


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    mine = {id(it.word) for it in one.run.placed}
    return not any(id(it.word) in mine for it in other.run.placed)


def _agrees(words: FieldWords, one: Value, other: Value) -> bool:
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        if words.kind in {"name", "firm", "person"}:
            return same_name(one, other) >= 0.9
        if words.kind == "address":
            return same_address(one, other) >= 0.8
        if words.kind == "text":
            return one.startswith(other) or other.startswith(one)
    return False
