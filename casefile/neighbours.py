"""What other cases hold, from the register: kept by case, looked up by what was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from casefile.bulk import in_parts
from casefile.filing import touch
from casefile.journal import journal
from casefile.models import Case, Sighting, Work
from casefile.points import at
from records import neighbours

ALONE = neighbours.Neighbours()
"""Of a case that shares nothing."""

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
        for holder in seen.get(pair, ())
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
    shared: dict[int, dict[tuple[str, str], list[neighbours.Sighting]]] = {it: defaultdict(list) for it in case_ids}
    for case_id, kind, key, *place in _shared(list(shared)):
        shared[case_id][kind, key].append(neighbours.Sighting(*place))
    return {case_id: _neighbours(seen) for case_id, seen in shared.items()}


def _neighbours(shared: Mapping[tuple[str, str], Iterable[neighbours.Sighting]]) -> neighbours.Neighbours:
    if not shared:
        return ALONE
    found: dict[str, dict[str, tuple[neighbours.Sighting, ...]]] = {kind: {} for kind in neighbours.KINDS}
    for (kind, key), others in sorted(shared.items()):
        found[kind][key] = tuple(sorted(others))
    return neighbours.Neighbours.holding(found)


def _shared(case_ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """By case each kind and key that another holds too, with that one's name, file and field.

    The database finds them: most of what a case holds nobody else has, and need not be fetched.
    """
    quoted = connection.ops.quote_name
    sighting, case = quoted(Sighting._meta.db_table), quoted(Case._meta.db_table)
    with connection.cursor() as cursor:
        for part in in_parts(case_ids):
            cursor.execute(
                "SELECT DISTINCT own.case_id, other.kind, other.key, named.application_id, other.file, other.field"
                f" FROM {sighting} own"
                f" JOIN {sighting} other ON other.kind = own.kind AND other.key = own.key"
                " AND other.case_id <> own.case_id"
                f" JOIN {case} named ON named.id = other.case_id"
                f" WHERE own.case_id IN ({', '.join(['%s'] * len(part))})",
                list(part),
            )
            yield from cursor.fetchall()


def _seen(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    """Who holds what, of these."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for kind in sorted({kind for kind, _ in pairs}):
        for part in in_parts(sorted(key for of, key in pairs if of == kind)):
            rows = Sighting.objects.filter(kind=kind, key__in=part).values_list("key", "case_id")
            for key, holder in rows.iterator():
                seen[kind, key].append(holder)
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
