"""Approval letters: the day of approval that one names, where it is not the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from extractors.cite import Source
from extractors.cited import within
from extractors.document_text import Text, flow_field
from records.dates import find_days
from records.readings import Alternative, Field, Notice

NAMED_APART = 0.80
"""The most that a day of approval may claim where the letter bears another: from which the months of Appendix II run
is an interpretation (`approval_date`), and for a person."""

BEHIND = 40
"""Letters behind the words of approval in which the day begins."""

_APPROVED = re.compile(
    r"\b(?:date\s+of\s+(?:the\s+)?(?:approval|sanction)|(?:approval|sanction)\s+date)\b(?!\s+of\s+the\s+scheme)"
    r"|\b(?:stands?|is|are|has\s+been|have\s+been)\s+(?:hereby\s+)?(?:approved|sanctioned)\s+"
    r"(?:with\s+effect\s+from|w\s*\.?\s*e\s*\.?\s*f\b\.?|from|on)"
    r"|(?:अनुमोदन|स्वीकृति)\s+(?:की|का)\s+(?:तिथि|तारीख|दिनांक)|(?:अनुमोदन|स्वीकृति)\s+(?:तिथि|दिनांक)",
    re.I,
)
"""What names the day of approval itself, as a caption or in a sentence."""

_OF_SOMETHING_ELSE = re.compile(r"\b(?:scheme|meeting|guidelines|gazette|cabinet)\b|योजना|बैठक", re.I)


@dataclass(frozen=True, slots=True)
class _Named:
    """A day of approval and where the running text prints it."""

    day: date
    start: int
    end: int


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Take the day named as that of approval and the group that is fixed anew; in doubt where the letter has two."""
    fields = _with_group_now(fields, text, source)
    field, named = fields.get("approval_date"), list(_named(text))
    if field is None or {it.day for it in named} in ({field.value}, set()):
        return dict(fields), []
    approved, *others = named
    told = flow_field("approval_date", approved.day, text, approved.start, approved.end, NAMED_APART, source)
    letter = Alternative(field.value, field.evidence.text, NAMED_APART, "the day on which the letter was written")
    message = f"The letter names {told.evidence.text} as the day of approval and bears {field.evidence.text}."
    if others and {it.day for it in others} != {approved.day}:
        told, message = replace(field, confidence=NAMED_APART), "The letter names several days of approval."
    return (
        dict(fields) | {"approval_date": replace(told, alternatives=(letter, *field.alternatives))},
        [Notice("two_readings", message, told.evidence.page)],
    )


_GROUP_NOW = re.compile(
    r"\b(?:now|revised|re-?classified|re-?fixed|re-?placed|changed|amended)\b[^.;]{0,60}?\bgroup\s*[-–]?\s*['\"“]?(?P<group>[AB])\b",
    re.I,
)
"""The group that a letter gives in place of the one that it approved: "the group is now fixed as Group B"."""


def _with_group_now(fields: Mapping[str, Field], text: Text, source: Source) -> Mapping[str, Field]:
    """The fields with the group that the letter fixes anew, where another one was read."""
    field = fields.get("group")
    found = [it for it in _GROUP_NOW.finditer(text.flow.text) if not within(text.cited, it.start("group"))]
    if field is None or len({it["group"].upper() for it in found}) != 1 or found[0]["group"].upper() == field.value:
        return fields
    told = flow_field("group", found[0]["group"].upper(), text, *found[0].span(), NAMED_APART, source)
    former = Alternative(field.value, field.evidence.text, 0.4, "the group before")
    return {**fields, "group": replace(told, alternatives=(former, *field.alternatives))}


def _named(text: Text) -> Iterator[_Named]:
    flow = text.flow.text
    for match in _APPROVED.finditer(flow):
        days = find_days(flow[match.end() : match.end() + BEHIND + 30])
        if not days or days[0].start > BEHIND or within(text.cited, match.start()):
            continue
        between = flow[match.end() : match.end() + days[0].start]
        if _OF_SOMETHING_ELSE.search(between):
            continue
        yield _Named(days[0].readings[0].value, match.end() + days[0].start, match.end() + days[0].end)
