"""What other cases hold, from the register: kept by case, looked up by what was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import connection

from casefile.bulk import in_parts
from casefile.filing import touch
from casefile.journal import journal
from casefile.models import Case, Sighting, SignOff, Work
from casefile.points import at
from records import neighbours
from records.neighbours import STREAM

NOTHING = Decimal(0)

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
        held: of each case what `records.neighbours.holdings` finds.
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
    """Who holds something that has come to another case, or gone from it; of receipts, who is of the same firm."""
    changed = {case_id: pairs | _firm_told(case_id, pairs) for case_id, pairs in changed.items()}
    seen = _seen({pair for pairs in changed.values() for pair in pairs if pair[0] in neighbours.KINDS})
    return {
        holder
        for case_id, pairs in changed.items()
        for pair in pairs
        for holder in seen.get(pair, ())
        if holder != case_id
    }


def _firm_told(case_id: int, changed: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """By what the other applications of the firm are found that must know of other receipts."""
    if all(kind != neighbours.RECEIPT for kind, _ in changed):
        return set()
    return set(Sighting.objects.filter(case_id=case_id, kind="firm").values_list("kind", "key"))


def _waiting(case_ids: set[int]) -> set[int]:
    """Of these the cases that wait for their appraisal and that nobody has; nobody takes them before we have ended."""
    rows = Work.objects.filter(kind="appraise", case_id__in=case_ids, leased_by="")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return set(rows.values_list("case_id", flat=True))


def neighbours_of(case_ids: Iterable[int]) -> dict[int, neighbours.Neighbours]:
    """What the other cases hold of what each of these holds."""
    shared: dict[int, dict[tuple[str, str], list[neighbours.Sighting]]] = {it: defaultdict(list) for it in case_ids}
    for case_id, kind, key, *place in _rows_for(SHARED, shared):
        shared[case_id][kind, key].append(neighbours.Sighting(*place))
    receipts: dict[int, list[neighbours.Receipt]] = defaultdict(list)
    of_a_firm = [case_id for case_id, seen in shared.items() if any(kind == "firm" for kind, _ in seen)]
    for case_id, application_id, key, _ in _rows_for(RECEIVED, of_a_firm):
        receipts[case_id].append(neighbours.receipt_from(application_id, key))
    committed = _Committed.now()
    return {
        case_id: _neighbours(seen, receipts[case_id], committed.to_others(case_id)) for case_id, seen in shared.items()
    }


def _neighbours(
    shared: Mapping[tuple[str, str], Iterable[neighbours.Sighting]],
    receipts: Iterable[neighbours.Receipt],
    committed: neighbours.Commitments | None,
) -> neighbours.Neighbours:
    if not shared and committed is None:
        return ALONE
    found: dict[str, dict[str, tuple[neighbours.Sighting, ...]]] = {kind: {} for kind in neighbours.KINDS}
    for (kind, key), others in sorted(shared.items()):
        found[kind][key] = tuple(sorted(others))
    return replace(neighbours.Neighbours.holding(found, receipts), commitments=committed)


@dataclass(frozen=True)
class _Committed:
    """What has been committed, by case: amount, group and stream, as the reviewer has signed last.

    A signature under an appraisal that recommends the amount commits it. It has nobody judged anew: what is left of the
    outlay is told to each case as it is when that is judged.
    """

    by_case: Mapping[int, tuple[Decimal, str, str]]

    @classmethod
    def now(cls) -> _Committed:
        """As the register has it now."""
        signed = SignOff.objects.filter(role="reviewed").order_by("signed_at", "id")
        columns = ("case_id", "appraisal__recommendation", "appraisal__amount", "appraisal__group")
        last = {case_id: rest for case_id, *rest in signed.values_list(*columns).iterator()}
        streams: dict[int, str] = {}
        for part in in_parts(list(last)):
            streams |= dict(Sighting.objects.filter(kind=STREAM, case_id__in=part).values_list("case_id", "key"))
        return cls(
            {
                case_id: (amount, group, streams.get(case_id, ""))
                for case_id, (recommended, amount, group) in last.items()
                if recommended == "eligible" and amount is not None
            }
        )

    def to_others(self, case_id: int) -> neighbours.Commitments | None:
        """What has been committed to all cases but this one; None where nobody has signed for any amount yet."""
        if not self.by_case:
            return None
        total, groups, streams = self._sums
        amount, group, stream = self.by_case.get(case_id, (NOTHING, "", ""))
        return neighbours.Commitments(
            total - amount,
            {name: sum_ - (amount if name == group else NOTHING) for name, sum_ in groups.items()},
            {name: sum_ - (amount if name == stream else NOTHING) for name, sum_ in streams.items()},
        )

    @cached_property
    def _sums(self) -> tuple[Decimal, dict[str, Decimal], dict[str, Decimal]]:
        """In all, by group and by stream."""
        groups: dict[str, Decimal] = defaultdict(Decimal)
        streams: dict[str, Decimal] = defaultdict(Decimal)
        for amount, group, stream in self.by_case.values():
            groups[group] += amount
            streams[stream] += amount
        return sum((it for it, _, _ in self.by_case.values()), NOTHING), groups, streams


SHARED = """
    SELECT DISTINCT own.case_id, other.kind, other.key, named.application_id, other.file, other.field
    FROM {sighting} own
    JOIN {sighting} other ON other.kind = own.kind AND other.key = own.key AND other.case_id <> own.case_id
    JOIN {case} named ON named.id = other.case_id
    WHERE own.kind NOT IN ('receipt', 'stream') AND own.case_id IN ({cases})
"""
"""By case each kind and key that another holds too, with that one's name, file and field.

The database finds them: most of what a case holds nobody else has, and need not be fetched.
"""

RECEIVED = """
    SELECT DISTINCT own.case_id, named.application_id, receipt.key, receipt.id
    FROM {sighting} own CROSS JOIN {sighting} other CROSS JOIN {sighting} receipt CROSS JOIN {case} named
    WHERE own.kind || '' = 'firm' AND own.case_id IN ({cases})
      AND other.kind = own.kind AND other.key = own.key AND other.case_id <> own.case_id
      AND receipt.case_id = other.case_id AND receipt.kind || '' = 'receipt'
      AND named.id = other.case_id
"""
"""By case what other applications of the firm say was received, each receipt once, with the application's name.

SQLite takes tables joined by CROSS JOIN in the order in which they stand, and looks for no index by a computed kind:
else it goes through the firms and the receipts of all cases, batch after batch.
"""


def _rows_for(question: str, case_ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """The answers to SHARED or RECEIVED for these cases."""
    quoted = connection.ops.quote_name
    tables = {"sighting": quoted(Sighting._meta.db_table), "case": quoted(Case._meta.db_table)}
    with connection.cursor() as cursor:
        for part in in_parts(list(case_ids)):
            cursor.execute(question.format(**tables, cases=", ".join(["%s"] * len(part))), list(part))
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
