"""What earlier appraisals of a case said: kept in short beside its results, for the worksheet's History."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from records.findings import Appraisal
from records.serialise import plain
from worksheets import Previous
from worksheets.words import STATUS, check_in_words

KEPT = Path(".written") / "history.json"
MOST_TOLD = 12
"""Sentences about one appraisal; the rest is counted."""


@dataclass(frozen=True, slots=True)
class History:
    """This appraisal in short, and the earlier ones as the next worksheet shows them, the latest first."""

    now: Mapping[str, Any]
    earlier: tuple[Previous, ...]

    def keep(self, folder: Path) -> None:
        """Writes it into a folder of results in the making."""
        path = folder / KEPT
        path.parent.mkdir(exist_ok=True)
        body = {"now": self.now, "earlier": [_previous_json(it) for it in self.earlier]}
        path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def history_of(appraisal: Appraisal, results: Path) -> History:
    """The history of a case whose results so far lie in `results`; an appraisal that said the same is not told twice.

    Results without a history, or with one that was damaged, begin a new one.
    """
    now = _in_short(appraisal)
    try:
        kept = json.loads((results / KEPT).read_text(encoding="utf-8"))
        before, earlier = kept["now"], tuple(_previous(it) for it in kept["earlier"])
        told = tuple(_otherwise(before, now))
        last = Previous(
            date.fromisoformat(before["as_of"]),
            before["code_version"],
            before["parameters_digest"],
            before["recommendation"],
            None if before["amount"] is None else Decimal(before["amount"]),
            told[:MOST_TOLD] + ((f"and {len(told) - MOST_TOLD} more",) if len(told) > MOST_TOLD else ()),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return History(now, ())
    same = not told and all(before[name] == now[name] for name in ("recommendation", "amount", "parameters_digest"))
    return History(now, earlier if same else (last, *earlier))


def _in_short(appraisal: Appraisal) -> dict[str, Any]:
    return {
        "as_of": appraisal.as_of.isoformat(),
        "code_version": appraisal.code_version,
        "parameters_digest": appraisal.parameters_digest,
        "recommendation": appraisal.recommendation,
        "amount": plain(appraisal.incentive.amount, "INR"),
        "findings": {it.check: it.stands for it in appraisal.findings},
        "documents": {it.file: it.sha256 for it in appraisal.documents},
        "decisions": sorted(f"{it.target} {it.action} {it.when.isoformat()}" for it in appraisal.decisions),
    }


def _otherwise(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each thing that was otherwise before."""
    for file, sha256 in now["documents"].items():
        if file not in before["documents"]:
            yield f"{file} was not handed in yet."
        elif before["documents"][file] != sha256:
            yield f"{file} was another copy."
    yield from (
        f"{file} was still among the documents." for file in before["documents"] if file not in now["documents"]
    )
    fresh = len(set(now["decisions"]) - set(before["decisions"]))
    if fresh:
        yield f"{fresh} decision{' was' if fresh == 1 else 's were'} not taken yet."
    gone = len(set(before["decisions"]) - set(now["decisions"]))
    if gone:
        yield f"{gone} decision{'' if gone == 1 else 's'} held then that no longer hold{'s' if gone == 1 else ''}."
    for check, status in now["findings"].items():
        was = before["findings"].get(check)
        if was != status:
            yield f"{check_in_words(check)} ({check}): {STATUS.get(was, 'not judged')}."


def _previous_json(it: Previous) -> dict[str, Any]:
    return {
        "as_of": it.as_of.isoformat(),
        "code_version": it.code_version,
        "parameters_digest": it.parameters_digest,
        "recommendation": it.recommendation,
        "amount": plain(it.amount, "INR"),
        "changed": list(it.changed),
    }


def _previous(kept: Mapping[str, Any]) -> Previous:
    return Previous(
        date.fromisoformat(kept["as_of"]),
        kept["code_version"],
        kept["parameters_digest"],
        kept["recommendation"],
        None if kept["amount"] is None else Decimal(kept["amount"]),
        tuple(kept["changed"]),
    )
