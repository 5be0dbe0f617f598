"""Papers that run for a time: consents, authorisations, registrations; how long each runs, what they cover together.

A validity has a first day (the issue) and an end: a day, "until cancelled", or nothing that was read. A consent may run
until cancelled only under the rule in effect from `consent.until_cancelled_from`; one issued before is for a person to
judge, for a State may have converted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from checks.evidence import at, is_sure
from records.case import Located
from records.light import light_record
from records.readings import DocumentReading

Ends = Literal["on_a_day", "never", "not_told"]


@light_record
class Paper:
    """One paper with the time it runs for.

    Attributes:
        kind: the `authorisation_kind` of a board's paper, the `rule_set` of a registration; "" where none was read.
        first: the day of issue, None where none was read.
        last: the last day, None unless `ends` is "on_a_day".
    """

    document: DocumentReading
    kind: str
    first: date | None
    last: date | None
    ends: Ends

    def field(self, name: str) -> Located | None:
        """A field of the document, or None where it is absent."""
        return at(self.document, name)

    @property
    def fields(self) -> tuple[Located, ...]:
        """What its validity was read from."""
        names = ("authorisation_kind", "rule_set", "issue_date", "valid_until", "validity")
        return tuple(found for name in names if (found := at(self.document, name)) is not None)

    @property
    def is_sure(self) -> bool:
        """Whether all of this was read surely."""
        return all(is_sure(found) for found in self.fields)

    @property
    def runs_at_all(self) -> bool:
        """Whether both ends of its validity are known."""
        return self.first is not None and self.ends != "not_told"

    def is_valid_on(self, day: date) -> bool:
        """Whether it surely runs on a day; a paper whose issue or end was not read runs on none."""
        return (
            self.first is not None
            and self.first <= day
            and (self.ends == "never" or (self.last is not None and day <= self.last))
        )


def paper(document: DocumentReading, kind_field: str) -> Paper:
    """The paper in a document."""
    kind, issued = at(document, kind_field), at(document, "issue_date")
    last, validity = at(document, "valid_until"), at(document, "validity")
    ends: Ends = "not_told"
    if last is not None:
        ends = "on_a_day"
    elif validity is not None and validity.text == "until_cancelled":
        ends = "never"
    return Paper(
        document=document,
        kind="" if kind is None else kind.text,
        first=None if issued is None else issued.day,
        last=None if last is None else last.day,
        ends=ends,
    )


def by_validity(papers: Iterable[Paper]) -> list[Paper]:
    """The papers, the one that runs longest first; of equals the one issued last."""

    def order(item: Paper) -> tuple[date, date, str, str]:
        end = date.max if item.ends == "never" else item.last or date.min
        return (end, item.first or date.min, item.document.file, item.document.sha256)

    return sorted(papers, key=order, reverse=True)


def uncovered(papers: Sequence[Paper], first: date, last: date) -> tuple[date, date] | None:
    """The earliest stretch of days from `first` to `last` that no paper covers, or None where all are covered."""
    day = first
    for item in sorted((it for it in papers if it.first is not None), key=lambda it: it.first or date.min):
        if item.first is None or item.first > day:
            break
        if item.ends == "never":
            return None
        if item.last is not None and item.last >= day:
            day = item.last + timedelta(days=1)
        if day > last:
            return None
    if day > last:
        return None
    starts = [it.first for it in papers if it.first is not None and it.first > day and it.ends != "not_told"]
    return (day, min([start - timedelta(days=1) for start in starts if start <= last], default=last))
