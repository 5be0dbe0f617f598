"""`parakh explain`: what a check rests on, and how a finding of an appraised case came about."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.process import extract

from checks import CHECKS
from checks.catalogue import check_named, explained
from records.paths import take_apart
from reference.rules import Scheme

WIDTH = 100
LIKELY = 60
"""How alike, of 100, an id must be to what was typed to be offered instead."""

COMPUTED = frozenset({"capex", "incentive", "claim"})
"""The groups whose findings rest on the computation of the incentive."""


class CannotExplain(Exception):
    """The check or the case is not there; the message says what is."""


def check_list() -> list[str]:
    """Every check with the first sentence of its rule."""
    width = max(len(check.id) for check in CHECKS)
    return [f"{check.id:<{width}}  {check.rule.strip().splitlines()[0]}" for check in CHECKS]


def explanation(check_id: str, scheme: Scheme, case: Path | None = None) -> list[str]:
    """The lines that explain a check, and with an appraised case the derivation of its finding.

    Raises:
        CannotExplain: where there is no such check, or no appraisal of it in the folder.
    """
    check = check_named(check_id)
    if check is None:
        near = [name for name, score, _ in extract(check_id, [it.id for it in CHECKS], limit=3) if score >= LIKELY]
        hint = f"Did you mean {' or '.join(near)}?" if near else "`parakh explain` lists them."
        raise CannotExplain(f"there is no check {check_id!r}. {hint}")
    lines = list(_wrapped(explained(check, scheme)))
    return lines if case is None else [*lines, *_wrapped(_derivation(check_id, _appraisal(case)))]


def _appraisal(folder: Path) -> Mapping[str, Any]:
    path = folder if folder.is_file() else folder / "appraisal.json"
    try:
        appraisal: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotExplain(
            f"{folder} holds no appraisal.json; appraise it first, or give its folder in OUT."
        ) from None
    except (OSError, ValueError) as error:
        raise CannotExplain(f"{path} cannot be read as an appraisal: {error}") from error
    if not isinstance(appraisal, dict) or not {"application_id", "findings", "documents"} <= appraisal.keys():
        raise CannotExplain(f"{path} is no appraisal; give the folder of results that `parakh appraise` has written.")
    return appraisal


def _derivation(check_id: str, appraisal: Mapping[str, Any]) -> Iterator[str]:
    finding = next((it for it in appraisal["findings"] if it["check"] == check_id), None)
    if finding is None:
        raise CannotExplain(
            f"the appraisal of {appraisal['application_id']} does not hold {check_id}; appraise it again."
        )
    yield f"### {appraisal['application_id']}, as of {appraisal['as_of']}: {finding['status']}"
    yield ""
    yield finding["reason"]
    yield ""
    if finding["fields"]:
        yield "It rests on:"
        documents = {it["file"]: it for it in appraisal["documents"]}
        yield from (f"  - {_evidence(documents[ref['file']], ref['field'])}" for ref in finding["fields"])
        yield ""
    if finding["figures"]:
        yield "Figures:"
        yield from (f"  - {name.replace('_', ' ')}: {value}" for name, value in finding["figures"].items())
        yield ""
    if finding["parameters"]:
        yield "Figures of the scheme as they bound:"
        yield from (
            f"  - {it['id']} = {it['value']}, from {it['from']} ({it['source']})" for it in finding["parameters"]
        )
        yield ""
    if check_id.partition(".")[0] in COMPUTED:
        yield "The computation:"
        yield from (_step(it) for it in appraisal["incentive"]["steps"])


def _evidence(document: Mapping[str, Any], path: str) -> str:
    field = _at(document, path)
    if field is None:
        return f"{path} of {document['file']}"
    place = f"sheet {field['sheet']}, cell {field['cell']}" if field.get("cell") else f"page {field.get('page')}"
    return (
        f"{path} = {field['value']} ({document['file']}, {place}, printed {field['raw']!r}, confidence"
        f" {field['confidence']})"
    )


def _at(document: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    """A field by its path, `total_amount` or `items[4].amount`; None where the appraisal does not hold it."""
    place = take_apart(path)
    if not place.table:
        field: Mapping[str, Any] | None = document["fields"].get(place.column)
        return field
    rows: Sequence[Mapping[str, Any]] = document["tables"].get(place.table, [])
    return rows[place.index].get(place.column) if place.index < len(rows) else None


def _step(step: Mapping[str, Any]) -> str:
    value = "?" if step["value"] is None else step["value"]
    return f"  - {step['id']} = {value}: {step['label']} ({step['formula']}; clause {step['clause']})"


def _wrapped(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("|") or not line:
            yield line
        else:
            indent = "> " if line.startswith("> ") else "    " if line.startswith("  - ") else ""
            yield from textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
