"""The JSON of DESIGN.md: `appraisal.json`, with keys that users and tests rely on.

Decimals and dates are strings, keys keep their order, nothing depends on the clock: the same appraisal gives the same
bytes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from records.findings import (
    Appraisal,
    Decision,
    FieldRef,
    Finding,
    Incentive,
    Parameter,
    Reconciliation,
    Step,
)
from records.readings import DocumentReading, Field, TableRow, Value

PAISA = Decimal("0.01")


def plain(value: Value | None, unit: str | None = None) -> Any:
    """A value as JSON: rupees with two decimals, other numbers without exponent, dates as ISO, lists as lists."""
    match value:
        case None | str():
            return value
        case Decimal():
            return format(value.quantize(PAISA) if unit == "INR" else value, "f")
        case date():
            return value.isoformat()
        case tuple():
            return list(value)


def appraisal_json(appraisal: Appraisal) -> str:
    """The whole appraisal as the text of `appraisal.json`."""
    return "".join(appraisal_pieces(appraisal))


def appraisal_pieces(appraisal: Appraisal) -> Iterator[str]:
    """The text of `appraisal.json` piece by piece: of a long table only one row at a time is held in memory."""
    mark = secrets.token_hex(16)  # stands for the rows until they are written; no document can print it
    whole = _without_rows(appraisal)
    waiting: list[Sequence[TableRow]] = []
    for document, written in zip(appraisal.documents, whole["documents"], strict=True):
        for name, rows in document.tables.items():
            written["tables"][name] = mark
            waiting.append(rows)
    pieces = _text(whole).split(f'"{mark}"')
    yield pieces[0]
    for rows, before, after in zip(waiting, pieces[:-1], pieces[1:], strict=True):
        line = before.rpartition("\n")[2]
        yield from _written(rows, len(line) - len(line.lstrip()))
        yield after
    yield "\n"


def _text(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=1)


def _written(rows: Sequence[TableRow], depth: int) -> Iterator[str]:
    """The rows of a table as a list within an object that stands `depth` spaces deep."""
    if not rows:
        yield "[]"
        return
    for number, row in enumerate(rows):
        indented = _text(_row(row)).replace("\n", "\n" + " " * (depth + 1))
        yield f"{',' if number else '['}\n{' ' * (depth + 1)}{indented}"
    yield "\n" + " " * depth + "]"


def as_dict(appraisal: Appraisal) -> dict[str, Any]:
    """The whole appraisal as plain dictionaries, keys as in DESIGN.md."""
    whole = _without_rows(appraisal)
    for document, written in zip(appraisal.documents, whole["documents"], strict=True):
        written["tables"] = _tables(document)
    return whole


def _without_rows(appraisal: Appraisal) -> dict[str, Any]:
    return {
        "application_id": appraisal.application_id,
        "scheme": appraisal.scheme,
        "stage": appraisal.stage,
        "stage_reason": appraisal.stage_reason,
        "as_of": appraisal.as_of.isoformat(),
        "parameters_digest": appraisal.parameters_digest,
        "neighbours_digest": appraisal.neighbours_digest,
        "code_version": appraisal.code_version,
        "recommendation": appraisal.recommendation,
        "recommendation_reason": appraisal.recommendation_reason,
        "documents": [_document(document) for document in appraisal.documents],
        "findings": [_finding(finding) for finding in appraisal.findings],
        "incentive": _incentive(appraisal.incentive),
        "decisions": [_decision(decision) for decision in appraisal.decisions],
        "asked_again": [_decision(decision) for decision in appraisal.asked_again],
        "reconciliation": [_reconciliation(row) for row in appraisal.reconciliation],
    }


def document_json(document: DocumentReading) -> str:
    """One document's reading, as `appraisal.json` holds it."""
    return _text(_document(document) | {"tables": _tables(document)}) + "\n"


def _tables(document: DocumentReading) -> dict[str, Any]:
    return {name: [_row(row) for row in rows] for name, rows in document.tables.items()}


def field_json(field: Field) -> dict[str, Any]:
    """One field: value, unit, the text as printed, confidence, place and method."""
    evidence = field.evidence
    place: dict[str, Any] = (
        {"page": evidence.page, "box": [round(edge, 1) for edge in evidence.box]}
        if evidence.sheet is None
        else {"sheet": evidence.sheet, "cell": evidence.cell}
    )
    found = {
        "value": plain(field.value, field.unit),
        "unit": field.unit,
        "raw": evidence.text,
        "confidence": round(field.confidence, 2),
        **place,
        "method": evidence.method,
    }
    if field.witnesses:
        found["witnesses"] = list(field.witnesses)
    if field.alternatives:
        found["alternatives"] = [
            {
                "value": plain(other.value, field.unit),
                "raw": other.raw,
                "confidence": round(other.confidence, 2),
                "reason": other.reason,
            }
            for other in field.alternatives
        ]
    return found


def _document(document: DocumentReading) -> dict[str, Any]:
    return {
        "file": document.file,
        "sha256": document.sha256,
        "document_type": document.document_type,
        "type_confidence": round(document.type_confidence, 2),
        "type_reasons": list(document.type_reasons),
        "status": document.status,
        "message": document.message,
        "pages": document.page_count,
        **(
            {}
            if document.page_range is None
            else {"page_range": list(document.page_range), "part_of": document.part_of}
        ),
        "read_by": list(document.read_by),
        "page_quality": [page.quality for page in document.pages],
        "fields": {name: field_json(field) for name, field in document.fields.items()},
        "tables": {},
        "warnings": [{"code": it.code, "message": it.message, "page": it.page} for it in document.warnings],
        "signatures": [
            {
                "signer": it.signer,
                "signed_on": plain(it.signed_on),
                "intact": it.intact,
                "covers_whole": it.covers_whole,
                "trusted": it.trusted,
            }
            for it in document.signatures
        ],
    }


def _row(row: TableRow) -> dict[str, Any]:
    return {name: field_json(field) for name, field in row.fields.items()}


def _ref(ref: FieldRef) -> dict[str, str]:
    return {"file": ref.file, "field": ref.field}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "value": plain(parameter.value),
        "unit": parameter.unit,
        "from": parameter.since.isoformat(),
        "clause": parameter.clause,
        "source": parameter.source,
        "known": parameter.known,
        "checked_on": parameter.checked_on.isoformat(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "clause": finding.clause,
        "kind": finding.kind,
        "status": finding.status,
        "reason": finding.reason,
        "fields": [_ref(ref) for ref in finding.fields],
        "parameters": [_parameter(parameter) for parameter in finding.parameters],
        "figures": {name: plain(value) for name, value in finding.figures.items()},
        **({} if finding.decision is None else {"stands": finding.stands, "decision": _decision(finding.decision)}),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    pages = {} if decision.page_range is None else {"page_range": list(decision.page_range)}
    return {
        "who": decision.who,
        "when": decision.when.isoformat(),
        **({} if decision.on_finding else {"sha256": decision.sha256, **pages}),
        "target": decision.target,
        "action": decision.action,
        "before": decision.before,
        "after": plain(decision.after, decision.unit),
        "why": decision.why,
    }


def _reconciliation(row: Reconciliation) -> dict[str, Any]:
    return {
        "fact": row.fact,
        "label": row.label,
        "status": row.status,
        "reason": row.reason,
        "check": row.check,
        "held_against": None if row.held_against is None else _ref(row.held_against),
        "cells": [
            {
                **_ref(cell.ref),
                "document_type": cell.document_type,
                "value": plain(cell.value, cell.unit),
                "unit": cell.unit,
                "raw": cell.printed,
                "verdict": cell.verdict,
                "note": cell.note,
            }
            for cell in row.cells
        ],
        "parameters": [_parameter(parameter) for parameter in row.parameters],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "label": step.label,
        "formula": step.formula,
        "value": plain(step.value, step.unit),
        "unit": step.unit,
        "clause": step.clause,
        "fields": [_ref(ref) for ref in step.fields],
        "parameters": [_parameter(parameter) for parameter in step.parameters],
        "note": step.note,
    }


def _incentive(incentive: Incentive) -> dict[str, Any]:
    return {
        "group": incentive.group,
        "capex_total": plain(incentive.capex_total, "INR"),
        "capex_eligible": plain(incentive.capex_eligible, "INR"),
        "capex_rate": plain(incentive.capex_rate),
        "capex_subsidy": plain(incentive.capex_subsidy, "INR"),
        "opex_subsidy": plain(incentive.opex_subsidy, "INR"),
        "ceiling_applied": plain(incentive.ceiling_applied, "INR"),
        "amount": plain(incentive.amount, "INR"),
        "basis": incentive.basis,
        "steps": [_step(step) for step in incentive.steps],
        "under_other_readings": [
            {
                "interpretation": other.interpretation,
                "reading": other.reading,
                "taken": other.taken,
                "capex_eligible": plain(other.capex_eligible, "INR"),
                "amount": plain(other.amount, "INR"),
                "note": other.note,
            }
            for other in incentive.under_other_readings
        ],
        "slab_clock": [
            {
                "rate": plain(slab.rate),
                "last_day": plain(slab.last_day),
                "capex_subsidy": plain(slab.subsidy, "INR"),
                "amount": plain(slab.amount, "INR"),
                "lost": plain(slab.lost, "INR"),
            }
            for slab in incentive.slab_clock
        ],
    }
