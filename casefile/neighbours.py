"""What other cases hold, from the register: kept by case, looked up by what was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from casefile.bulk import in_parts
from casefile.filing import touch
from casefile.journal import journal
from casefile.models import Case, Sighting, Work
from casefile.points import at
from records import neighbours

NEIGHBOURS_CHANGED = "another case now holds the same, or no longer does"

Held = tuple[str, str, str, str]
"""Kind, key, file and field of a sighting."""


def keep_sightings(
    held: Mapping[int, Iterable[tuple[str, str, neighbours.Sighting]]], judging: Collection[int] = ()
) -> None:
    """Keeps what cases hold, by row number; whoever holds the same is to be appraised again.

    Args:
        held: of each case what `records.neighbours.sightings` finds.
        judging: cases whose work this process has, and which it will judge by what is kept now.
    """
    with journal() as book:
        changed = {case_id: _kept(case_id, _rows(seen)) for case_id, seen in held.items()}
        touched = _sharers(changed).difference(judging)
        for case in Case.objects.filter(pk__in=touched - _waiting(touched)).order_by("pk"):
            with book.change("neighbours.changed", case.application_id) as change:
                touch(change, case, NEIGHBOURS_CHANGED)
        at("sightings.registered")
    at("sightings.committed")


def _sharers(changed: Mapping[int, set[tuple[str, str]]]) -> set[int]:
    """Who holds something that has come to another case, or gone from it."""
    seen = _seen({pair for pairs in changed.values() for pair in pairs})
    return {
        holder
        for case_id, pairs in changed.items()
        for pair in pairs
        for holder, _ in seen.get(pair, ())
        if holder != case_id
    }


def _waiting(case_ids: set[int]) -> set[int]:
    """Of these the cases that wait for their appraisal and that nobody has; nobody takes them before we have ended."""
    rows = Work.objects.filter(kind="appraise", case_id__in=case_ids, leased_by="")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return set(rows.values_list("case_id", flat=True))


def neighbours_of(case_ids: Iterable[int]) -> dict[int, neighbours.Neighbours]:
    """What the other cases hold of what each of these holds."""
    case_ids = list(case_ids)
    held: dict[int, set[tuple[str, str]]] = {case_id: set() for case_id in case_ids}
    for case_id, kind, key in _of(case_ids):
        held[case_id].add((kind, key))
    seen = _seen({pair for pairs in held.values() for pair in pairs})
    return {case_id: _neighbours(case_id, pairs, seen) for case_id, pairs in held.items()}


def _neighbours(
    case_id: int, held: set[tuple[str, str]], seen: Mapping[tuple[str, str], list[tuple[int, neighbours.Sighting]]]
) -> neighbours.Neighbours:
    found: dict[str, dict[str, tuple[neighbours.Sighting, ...]]] = {kind: {} for kind in neighbours.KINDS}
    for kind, key in sorted(held):
        others = tuple(sorted(it for holder, it in seen.get((kind, key), ()) if holder != case_id))
        if others:
            found[kind][key] = others
    return neighbours.Neighbours.holding(found)


def _of(case_ids: list[int]) -> Iterable[tuple[int, str, str]]:
    for part in in_parts(case_ids):
        yield from Sighting.objects.filter(case_id__in=part).values_list("case_id", "kind", "key").iterator()


def _seen(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[int, neighbours.Sighting]]]:
    """Who holds what, of these."""
    seen: dict[tuple[str, str], list[tuple[int, neighbours.Sighting]]] = defaultdict(list)
    for part in in_parts(sorted({key for _, key in pairs})):
        rows = Sighting.objects.filter(key__in=part).values_list(
            "kind", "key", "case_id", "case__application_id", "file", "field"
        )
        for kind, key, holder, application_id, file, field in rows.iterator():
            seen[kind, key].append((holder, neighbours.Sighting(application_id, file, field)))
    return seen


def _rows(seen: Iterable[tuple[str, str, neighbours.Sighting]]) -> set[Held]:
    return {(kind, key, it.file, it.field) for kind, key, it in seen}


def _kept(case_id: int, now: set[Held]) -> set[tuple[str, str]]:
    """Writes what has changed; which keys came or went."""
    rows = Sighting.objects.filter(case_id=case_id).values_list("pk", "kind", "key", "file", "field")
    before = {tuple(row[1:]): row[0] for row in rows}
    gone = [number for held, number in before.items() if held not in now]
    new = [held for held in sorted(now) if held not in before]
    Sighting.objects.filter(pk__in=gone).delete()
    Sighting.objects.bulk_create(
        [Sighting(case_id=case_id, kind=kind, key=key, file=file, field=field) for kind, key, file, field in new],
        batch_size=500,
    )
    return {(held[0], held[1]) for held in {*now}.symmetric_difference(before)}
