"""Why a case is judged otherwise than before: which figure, paper, decision, code or other case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from casefile.impact import Standing, appraisal_of
from checks import CHECKS
from checks.bulk import Verdict, changes
from records.facts import Facts
from records.findings import Parameter
from records.impact import Cause
from records.numbers import indian
from records.readings import Value
from records.serialise import plain

OF_KIND = {"as-of date": "as_of", "code": "code", "readings": "readings", "neighbours": "neighbours"}
"""The causes of `checks.bulk.changes` that are no ids of parameters, as `records.impact.Cause` names them."""


@dataclass(slots=True)
class Figures:
    """What parameters were and are, remembered for all cases that they bind in the same way."""

    known: dict[tuple[str, object], str] = field(default_factory=dict)

    def before(self, name: str, binding: object, standing: Standing) -> str:
        """The value that bound a case until now, as its appraisal printed it."""
        if (name, binding) not in self.known:
            printed = printed_in(appraisal_of(standing.appraisal))
            self.known[name, binding] = printed.get(name, ("", ""))[0]
        return self.known[name, binding]


def causes_by_check(
    before: Verdict, after: Verdict, standing: Standing, figures: Figures
) -> dict[str, tuple[Cause, ...]]:
    """For each check that was judged anew, and for the incentive, why."""
    printed: Mapping[str, Parameter] | None = None
    made: dict[str, Cause] = {}
    found = changes(before.basis, after.basis, CHECKS)
    for why in found.values():
        for name in why:
            if name in made:
                continue
            if name in OF_KIND:
                made[name] = _of_kind(name, before, after)
            elif name != "facts":
                printed = asked_in(after) if printed is None else printed
                made[name] = Cause(
                    "parameter",
                    name,
                    figures.before(name, before.basis.bindings.get(name), standing),
                    in_words(printed[name]) if name in printed else "",
                    printed[name].clause if name in printed else "",
                )
    return {check: tuple([made[name] for name in why if name in made]) for check, why in found.items()}


def _of_kind(name: str, before: Verdict, after: Verdict) -> Cause:
    if name == "as-of date":
        return Cause("as_of", "", _day(before.basis.as_of), _day(after.basis.as_of))
    if name == "code":
        return Cause("code", "", before.basis.code, after.basis.code)
    return Cause("readings" if name == "readings" else "neighbours")


def causes_of_change(
    standing: Standing, said: Mapping[str, Any], earlier: str, facts: Facts, after: Verdict
) -> tuple[Cause, ...]:
    """Why a case came out otherwise of which no judgement was kept, or of which other facts were judged.

    Args:
        standing: how it stood.
        said: the appraisal that counts until now.
        earlier: the facts by which it was last judged, "" where none were kept.
        facts: those of now.
        after: the verdict on them.
    """
    found = [*_of_papers(earlier, facts)]
    if standing.as_of != after.basis.as_of:
        found.append(Cause("as_of", "", _day(standing.as_of), _day(after.basis.as_of)))
    if standing.code != after.basis.code:
        found.append(Cause("code", "", standing.code, after.basis.code))
    if standing.neighbours != after.basis.neighbours:
        found.append(Cause("neighbours"))
    printed = printed_in(said)
    for name, parameter in sorted(asked_in(after).items()):
        now = in_words(parameter)
        if name in printed and printed[name][0] != now:
            found.append(Cause("parameter", name, printed[name][0], now, parameter.clause))
    return tuple(found)


def _of_papers(earlier: str, facts: Facts) -> Iterable[Cause]:
    """Which papers came, went or were read otherwise, and which decisions were taken."""
    if earlier == facts.text or not Facts(earlier).is_of_this_form:
        return
    was, now = json.loads(earlier), json.loads(facts.text)
    before, after = (_by_file(it["documents"]) for it in (was, now))
    for file in sorted(before.keys() | after.keys()):
        then, read = before.get(file), after.get(file)
        if then is None:
            yield Cause("document", file, after="added")
        elif read is None:
            yield Cause("document", file, after="taken out")
        elif [it["sha256"] for it in then] != [it["sha256"] for it in read]:
            yield Cause("document", file, after="replaced")
        elif then != read and _decisions(was) == _decisions(now):
            yield Cause("reading", file)
    taken = [it for it in _decisions(now) if it not in _decisions(was)]
    taken += [it for it in _decisions(was) if it not in _decisions(now)]
    yield from sorted({Cause("decision", it["target"]) for it in taken})


def _by_file(documents: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The papers of each file: one with several documents has a reading for each."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for document in documents:
        found.setdefault(document["file"], []).append(document)
    return found


def _decisions(kept: Mapping[str, Any]) -> list[Any]:
    return [*kept["decisions"], *kept["asked_again"]]


def asked_in(verdict: Verdict) -> dict[str, Parameter]:
    """The parameters that the findings and the computation of a verdict print, by id."""
    of_findings = (it for finding in verdict.findings for it in finding.parameters)
    of_steps = (it for step in verdict.incentive.steps for it in step.parameters)
    return {it.id: it for it in (*of_findings, *of_steps)}


def printed_in(said: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The parameters that an appraisal's text prints, by id: value and clause."""
    holders = (*said["findings"], *said["incentive"].get("steps", ()))
    return {
        it["id"]: (_in_words(it["value"], it["unit"]), it["clause"])
        for holder in holders
        for it in holder.get("parameters", ())
    }


def in_words(parameter: Parameter) -> str:
    """A parameter's value as a report prints it."""
    return in_words_of(parameter.value, parameter.unit)


def in_words_of(value: Value | None, unit: str) -> str:
    """A figure of the scheme as a report prints it."""
    return _in_words(plain(value), unit)


def _in_words(value: Any, unit: str) -> str:
    """A value as JSON has it, for people: ₹ and Indian grouping, a share as per cent."""
    if value is None:
        return "not known"
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    if unit == "INR":
        return f"₹{indian(number, 0 if number == number.to_integral_value() else 2)}"
    if unit == "fraction":
        return f"{(number * 100).normalize():f}%"
    return f"{value} {unit.replace('_', ' ')}" if unit not in {"count", "text", "list", "date"} else str(value)


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
