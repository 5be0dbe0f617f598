"""A verdict as it is kept for judging again: what `checks.bulk.bare` leaves of it, small and read back at once.

Cases have most of what a verdict rests on in common: what each check is, for which parameters it asked, what bound of
these. That is a text of its own, to be kept, written and read once for all the cases that have it: a thousand cases
have some dozens of them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

from checks.bulk import Basis, Dates, Verdict
from records.findings import Finding, Incentive
from records.overlay import decision_from, decision_json

FORM = "parakh verdict 4"
"""Stands first in the text; a text that begins otherwise is of another version and is not read."""

REMEMBERED = 1024
"""How many of the texts that cases have in common are remembered; some dozens are in use at a time."""

AMOUNTS = (
    "capex_total",
    "capex_eligible",
    "capex_rate",
    "capex_subsidy",
    "opex_subsidy",
    "ceiling_applied",
    "amount",
)


def verdict_texts(verdict: Verdict) -> tuple[str, str]:
    """A bare verdict as two texts: its own, and the one that it has in common with other cases.

    Evidence, parameters, figures, steps and readings are in neither.
    """
    findings, incentive, basis = verdict.findings, verdict.incentive, verdict.basis
    own = [
        FORM,
        [verdict.application_id, verdict.stage, verdict.recommendation, verdict.recommendation_reason],
        [[it.status, it.reason] for it in findings],
        {it.check: decision_json(it.decision) for it in findings if it.decision is not None},
        [incentive.group, incentive.basis, *(_amount(getattr(incentive, name)) for name in AMOUNTS)],
        [basis.facts, basis.neighbours, basis.as_of.isoformat(), basis.rules, basis.readings, basis.code],
        [_days(basis.dates), _days(basis.sure_dates)],
    ]
    checks = tuple([(it.check, it.clause, it.kind) for it in findings])
    return _json(own), _common(checks, tuple(basis.asked.items()), tuple(basis.bindings.items()))


def verdict_from(own: str, common: str) -> Verdict | None:
    """The verdict that `verdict_texts` wrote; None where another version of the program did.

    Raises:
        ValueError, KeyError, TypeError: if the texts are none of `verdict_texts`.
    """
    kept = orjson.loads(own)
    if not isinstance(kept, list) or kept[0] != FORM:
        return None
    _, named, findings, decisions, incentive, basis, dates = kept
    checks, asked, bindings = _shared(common)
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
                for (check, clause, kind), (status, why) in zip(checks, findings, strict=True)
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
            asked=asked,
            bindings=bindings,
        ),
    )


def _json(thing: object) -> str:
    return orjson.dumps(thing).decode()


@lru_cache(REMEMBERED)
def _common(*parts: tuple[Any, ...]) -> str:
    """What many cases have in common, as text."""
    return _json(parts)


@lru_cache(REMEMBERED)
def _shared(text: str) -> tuple[tuple[tuple[Any, ...], ...], dict[str, Any], dict[str, Any]]:
    """Such a text, read back; all the cases that have it hold the same dictionaries, and nobody changes them."""
    checks, asked, bindings = orjson.loads(text)
    return tuple([tuple(it) for it in checks]), _by_name(asked), _by_name(bindings)


def _by_name(listed: list[Any]) -> dict[str, Any]:
    return {name: tuple(held) for name, held in listed}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _decision(kept: Any) -> Any:
    return None if kept is None else decision_from(kept)


def _days(dates: Dates) -> dict[str, str | None]:
    return {name: None if day is None else day.isoformat() for name, day in dates.items()}


def _dates(kept: dict[str, str | None]) -> dict[str, date | None]:
    return {name: None if day is None else date.fromisoformat(day) for name, day in kept.items()}
