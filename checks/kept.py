"""A verdict as it is kept for judging again: what `checks.bulk.bare` leaves of it, small and read back at once.

Cases have most of what a verdict rests on in common: what each check is, for which parameters it asked, what bound of
these. Such parts are texts within the text, each written and read once for all the cases that have it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from checks.bulk import Basis, Dates, Verdict
from records.findings import Finding, Incentive
from records.overlay import decision_from, decision_json

FORM = "parakh verdict 2"
"""Stands first in the text; a text that begins otherwise is of another version and is not read."""

REMEMBERED = 1024
"""How many of the parts that cases have in common are remembered; some dozens are in use at a time."""

AMOUNTS = (
    "capex_total",
    "capex_eligible",
    "capex_rate",
    "capex_subsidy",
    "opex_subsidy",
    "ceiling_applied",
    "amount",
)


def verdict_text(verdict: Verdict) -> str:
    """A bare verdict as text: evidence, parameters, figures, steps and readings are not in it."""
    findings, incentive, basis = verdict.findings, verdict.incentive, verdict.basis
    return _json(
        [
            FORM,
            [verdict.application_id, verdict.stage, verdict.recommendation, verdict.recommendation_reason],
            _common(tuple([(it.check, it.clause, it.kind) for it in findings])),
            [[it.status, it.reason] for it in findings],
            {it.check: decision_json(it.decision) for it in findings if it.decision is not None},
            [incentive.group, incentive.basis, *(_amount(getattr(incentive, name)) for name in AMOUNTS)],
            [basis.facts, basis.neighbours, basis.as_of.isoformat(), basis.rules, basis.readings, basis.code],
            [_days(basis.dates), _days(basis.sure_dates)],
            _common(tuple(basis.asked.items())),
            _common(tuple(basis.bindings.items())),
        ]
    )


def verdict_from(text: str) -> Verdict | None:
    """The verdict that `verdict_text` wrote; None where another version of the program did.

    Raises:
        ValueError, KeyError, TypeError: if the text is neither.
    """
    kept = json.loads(text)
    if not isinstance(kept, list) or kept[0] != FORM:
        return None
    _, named, checks, findings, decisions, incentive, basis, dates, asked, bindings = kept
    application_id, stage, recommendation, reason = named
    group, start, *amounts = incentive
    money: dict[str, Any] = {
        name: None if it is None else Decimal(it) for name, it in zip(AMOUNTS, amounts, strict=True)
    }
    facts, neighbours, as_of, rules, readings, code = basis
    return Verdict(
        application_id=application_id,
        stage=stage,
        recommendation=recommendation,
        recommendation_reason=reason,
        findings=tuple(
            [
                Finding(check, clause, kind, status, why, decision=_decision(decisions.get(check)))
                for (check, clause, kind), (status, why) in zip(_listed(checks), findings, strict=True)
            ]
        ),
        incentive=Incentive(group=group, basis=start, **money),
        basis=Basis(
            facts=facts,
            neighbours=neighbours,
            as_of=date.fromisoformat(as_of),
            rules=rules,
            readings=readings,
            code=code,
            dates=_dates(dates[0]),
            sure_dates=_dates(dates[1]),
            asked=_by_name(asked),
            bindings=_by_name(bindings),
        ),
    )


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


_common: Callable[[tuple[Any, ...]], str] = lru_cache(REMEMBERED)(_json)
"""A part that many cases have in common, as text."""


@lru_cache(REMEMBERED)
def _listed(text: str) -> tuple[tuple[Any, ...], ...]:
    """Such a part, read back."""
    return tuple([tuple(it) for it in json.loads(text)])


@lru_cache(REMEMBERED)
def _by_name(text: str) -> dict[str, Any]:
    """Such a part that is by name; all the cases that have it hold the same one, and nobody changes it."""
    return {name: tuple(held) for name, held in json.loads(text)}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _decision(kept: Any) -> Any:
    return None if kept is None else decision_from(kept)


def _days(dates: Dates) -> dict[str, str | None]:
    return {name: None if day is None else day.isoformat() for name, day in dates.items()}


def _dates(kept: dict[str, str | None]) -> dict[str, date | None]:
    return {name: None if day is None else date.fromisoformat(day) for name, day in kept.items()}
