"""Decisions laid over what the machine says: a person's word is one more source of a value, never an edit of a reading.

A decision is bound to what it overruled (`Decision.before`). Where that has changed since, because the paper was read
anew, replaced or withdrawn, or because a rule moved the finding, the decision no longer holds: it is set aside, and the
person is asked again. The last decision on a thing is the one that counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from records.case import Case
from records.findings import Action, Decision, Finding
from records.paths import take_apart
from records.readings import READ_AT_ALL, Alternative, DocumentReading, Evidence, Field, TableRow, Value
from records.serialise import plain

DOCUMENT_TYPE = "document_type"
"""The target of a decision on what a document is: `accept` makes its type sure, `not_applicable` makes it `unknown`."""

DECIDED = 1.0
"""The confidence of a value that a person has accepted or corrected."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Documents with decisions laid over, the decisions that hold, and those to ask again."""

    documents: tuple[DocumentReading, ...]
    applied: tuple[Decision, ...]
    asked_again: tuple[Decision, ...]


def before_field(field: Field | None) -> str:
    """What a decision on a field is bound to: the value as JSON has it, "" where none was read."""
    if field is None:
        return ""
    value = plain(field.value, field.unit)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def before_document(document: DocumentReading) -> str:
    """What a decision on the type of a document is bound to."""
    return document.document_type


def latest(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision on each thing, in the order they were taken; of two at one moment the later in the list."""
    last: dict[tuple[str, tuple[int, int] | None, str], Decision] = {}
    for decision in sorted(decisions, key=lambda it: it.when):
        key = (decision.sha256, decision.page_range, decision.target)
        last.pop(key, None)
        last[key] = decision
    return tuple(last.values())


def with_decisions(case: Case, decisions: Iterable[Decision]) -> Case:
    """The case with decisions laid over its documents; those on findings wait in it for `checks.appraise`.

    Raises:
        ValueError: if a correction carries no value.
    """
    last = latest(decisions)
    laid = lay_over(case.documents, [it for it in last if not it.on_finding])
    holding = {id(it) for it in laid.applied}
    return replace(
        case,
        documents=laid.documents,
        decisions=tuple(it for it in last if it.on_finding or id(it) in holding),
        asked_again=laid.asked_again,
    )


def lay_over(documents: Sequence[DocumentReading], decisions: Iterable[Decision]) -> Overlaid:
    """Documents with the decisions on their fields laid over.

    Args:
        documents: the readings of a case.
        decisions: on fields; the last one on each field counts.

    Raises:
        ValueError: if a correction carries no value.
    """
    waiting: dict[tuple[str, tuple[int, int] | None], list[Decision]] = {}
    for decision in latest(decisions):
        waiting.setdefault((decision.sha256, decision.page_range), []).append(decision)
    applied: list[Decision] = []
    asked_again: list[Decision] = []
    laid = []
    for document in documents:
        readable = document.status in READ_AT_ALL
        for decision in waiting.pop(document.identity, []) if readable else []:
            document, holds = _laid(document, decision)
            (applied if holds else asked_again).append(decision)
        laid.append(document)
    asked_again += [decision for left in waiting.values() for decision in left]
    return Overlaid(tuple(laid), tuple(applied), tuple(asked_again))


def decided(
    findings: Sequence[Finding], decisions: Iterable[Decision]
) -> tuple[tuple[Finding, ...], tuple[Decision, ...]]:
    """Findings with the decisions on them, and the decisions that no longer hold."""
    by_check = {it.target: it for it in latest(decisions) if it.on_finding}
    laid = []
    for finding in findings:
        decision = by_check.get(finding.check)
        if decision is not None and decision.before == finding.in_words:
            del by_check[finding.check]
            finding = replace(finding, decision=decision)
        laid.append(finding)
    return tuple(laid), tuple(by_check.values())


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision as JSON; `decision_from` gives the very same one back."""
    return asdict(decision) | {"when": decision.when.isoformat(), "after": _kept(decision.after)}


def decision_from(kept: Mapping[str, Any]) -> Decision:
    """The decision that `decision_json` wrote.

    Raises:
        ValueError, KeyError, TypeError: if it is none of `decision_json`.
    """
    pages = kept["page_range"]
    return Decision(
        **{
            **kept,
            "when": datetime.fromisoformat(kept["when"]),
            "action": cast(Action, kept["action"]),
            "after": _given(kept["after"]),
            "page_range": None if pages is None else (int(pages[0]), int(pages[1])),
        }
    )


def _laid(document: DocumentReading, decision: Decision) -> tuple[DocumentReading, bool]:
    """The document after one decision, and whether the decision holds."""
    if decision.target == DOCUMENT_TYPE:
        return _of_type(document, decision)
    place = take_apart(decision.target)
    if not place.table:
        field, holds = _decided(document, document.fields.get(place.column), decision)
        return (replace(document, fields=_with(document.fields, place.column, field)) if holds else document), holds
    rows = list(document.tables.get(place.table, ()))
    if not place.column or place.index >= len(rows):
        return document, False
    row = rows[place.index]
    field, holds = _decided(document, row.fields.get(place.column), decision)
    if holds:
        rows[place.index] = TableRow(row.index, _with(row.fields, place.column, field))
        document = replace(document, tables={**document.tables, place.table: tuple(rows)})
    return document, holds


def _of_type(document: DocumentReading, decision: Decision) -> tuple[DocumentReading, bool]:
    if decision.before != before_document(document):
        return document, False
    if decision.action == "accept":
        return replace(document, type_confidence=DECIDED), True
    if decision.action == "not_applicable":
        return replace(document, document_type="unknown", type_confidence=DECIDED, fields={}, tables={}), True
    return document, decision.action == "ask_applicant"


def _decided(document: DocumentReading, field: Field | None, decision: Decision) -> tuple[Field | None, bool]:
    """A field after a decision, and whether the decision holds; a reading that now says the same needs none."""
    now = before_field(field)
    if decision.action == "correct" and decision.after is None:
        raise ValueError(f"the correction of {decision.target} in {document.file} by {decision.who} has no value")
    if now != decision.before and not (decision.action == "correct" and field and field.value == decision.after):
        return field, False
    match decision.action:
        case "ask_applicant":
            return field, True
        case "not_applicable":
            return None, True
        case "accept" if field is None:
            return None, False
        case "accept" if field is not None:
            return _by_person(field, field.value, decision), True
    value = cast(Value, decision.after)
    name = decision.target.rpartition(".")[2]
    nowhere = Evidence(document.sha256, document.file, 1, (0.0, 0.0, 0.0, 0.0), "", "reviewer")
    return _by_person(field or Field(name, value, 0.0, nowhere, decision.unit), value, decision), True


def _by_person(field: Field, value: Value, decision: Decision) -> Field:
    """The field as a person gives it: the place and the print are kept, what was read stays as an alternative."""
    others = field.alternatives
    if value != field.value:
        others = (Alternative(field.value, field.evidence.text, field.confidence, "as read"), *others)
    return replace(
        field,
        value=value,
        unit=decision.unit or field.unit,
        confidence=DECIDED,
        evidence=replace(field.evidence, method="reviewer"),
        alternatives=tuple(it for it in others if it.value != value),
        witnesses=(*field.witnesses, f"{decision.who}: {decision.why}"),
    )


def _with(fields: Mapping[str, Field], name: str, field: Field | None) -> dict[str, Field]:
    """The fields with one of them set, or taken out."""
    if field is None:
        return {key: kept for key, kept in fields.items() if key != name}
    return {**fields, name: field}


def _kept(value: Value | None) -> Any:
    """A value with its kind, so that a number, a day and a text stay what they are."""
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return {"list": list(value)}
    return value


def _given(kept: Any) -> Value | None:
    match kept:
        case {"decimal": str(number)}:
            return Decimal(number)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"list": list(members)}:
            return tuple(members)
        case None | str():
            return kept
    raise ValueError(f"{kept!r} is no value of a decision")
