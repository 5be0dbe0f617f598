"""Judging in bulk: from the facts kept of a case to a verdict, and again when something has changed.

    facts = facts_of(case)                           once, when papers were read or a person has decided; kept as text
    verdict = judge(facts, neighbours, rules)        every check, as `appraise` judges it
    again = judge(facts, neighbours, amended, verdict)   only what the change can touch
    verdicts = judge_many(asked, rules)              the same for a stream of such cases, a tenth faster

There is one statement of each rule: `judge` runs the checks of `CHECKS` on the case that the facts give back, through
the same guard, and its findings, incentive and recommendation are those of `appraise` (tested on samples and on random
cases). It leaves out what an appraisal adds for its reader: documents with their places, the matrix of facts by papers.

For who re-appraises many cases (the casefile):

- Keep `facts.text`, `facts.digest`, the findings and the incentive as you show them, and `verdict_texts(verdict)` of
  `checks.kept`: a tenth of the whole. Given what `verdict_from` makes of it as `before`, `judge` hands through bare
  what it need not judge anew (those rows of yours stand), gives whole what it judged, and recommends the same.
- `basis.holds(...)` tells without reading facts or findings that nothing changed: facts, neighbours, as-of date, scheme
  pack and code are the same. Ten thousand such cases are a matter of comparing strings.
- Make `rules = scheme.rules(as_of)` once and use it for all cases: they share the answers that it has given.
- With the verdict `before`, a check is judged anew only if the facts or the code differ, or what binds of a parameter
  that it asked for, or, for one that asked for it, the day of the appraisal, or, for a check that looks at other cases,
  the neighbours. Without changes to any of them the case is not even read back.
- `changes(before, after)` says for each check why it was judged anew: "facts", "as-of date", "code", "neighbours",
  "readings" (an interpretation, a source), or the ids of parameters. `Facts.documents` tells which paper.
- A case costs two to three milliseconds and no memory beyond its own: hand cases to processes in batches of some
  hundreds, each judged within `many_cases()`.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from checks.check import Check
from checks.run import CODE_VERSION, incentive_of, narrowed, recommendation
from checks.timeline import AS_OF, dates_of
from records.case import Case
from records.facts import Facts
from records.findings import Finding, Incentive, Recommendation, Stage
from records.neighbours import Neighbours
from records.overlay import decided
from reference import Rules

INCENTIVE = "incentive"
"""The computation of the amount, beside the ids of the checks."""

TOGETHER = 10
"""How many cases are judged at a time: more do not fit into a processor's fast memory, and with fewer it is the code of
the checks that is fetched anew for each."""

Dates = Mapping[str, date | None]
Bindings = Mapping[str, tuple[str, str]]
"""By parameter what bound: under the dates as read, and under the sure ones."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a verdict rests on, by digests: two equal ones give one verdict.

    Attributes:
        facts, neighbours, rules: the digests of what was judged, among whom, and of the scheme pack.
        readings: of what binds besides parameters: how clauses are read, the sources.
        code: the version of the checks.
        dates, sure_dates: the case's dates on which parameters are judged, all as read and only the sure ones.
        asked: for each check, and for the incentive, the parameters that it asked for, `AS_OF` for the day among them.
        bindings: for each of these, what bound: under the dates as read, and under the sure ones.
    """

    facts: str
    neighbours: str
    as_of: date
    rules: str
    readings: str
    code: str
    dates: Dates
    sure_dates: Dates
    asked: Mapping[str, tuple[str, ...]]
    bindings: Bindings

    def holds(self, facts: Facts, neighbours: Neighbours, rules: Rules) -> bool:
        """Whether nothing has changed at all, so that the verdict stands without a look at the case."""
        return (
            self.rules == rules.digest
            and self.as_of == rules.as_of
            and self.facts == facts.digest
            and self.neighbours == neighbours.digest
            and self.code == CODE_VERSION
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of every check on a case, the incentive, what they recommend, and what all of it rests on."""

    application_id: str
    stage: Stage
    recommendation: Recommendation
    recommendation_reason: str
    findings: tuple[Finding, ...]
    incentive: Incentive
    basis: Basis


Asked = tuple[Facts, Neighbours, Verdict | None]
"""A case to be judged: its facts, what other cases hold, and the verdict before, where there is one."""


@contextlib.contextmanager
def many_cases() -> Iterator[None]:
    """While many cases are judged one after the other, nobody looks for memory that only cycles hold: they leave none.

    What was there before is not looked through again either; in a process that does nothing else a fifth is saved.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judged(
    facts: Facts, neighbours: Neighbours, rules: Rules, checks: Sequence[Check], before: Verdict | None = None
) -> Verdict:
    """Judge a case from its facts: a pure function; `before` changes what is computed, never what comes out.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    return _together([(facts, neighbours, before)], rules, checks)[0]


def judged_together(asked: Iterable[Asked], rules: Rules, checks: Sequence[Check]) -> Iterator[Verdict]:
    """The verdicts on many cases, each as `judged` gives it, in the order asked for, as they are made.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    waiting = iter(asked)
    while some := list(islice(waiting, TOGETHER)):
        yield from _together(some, rules, checks)


def _together(asked: Sequence[Asked], rules: Rules, checks: Sequence[Check]) -> list[Verdict]:
    """The verdicts on some cases, judged check by check: what a check works with is then at hand for the next case."""
    stands = [_stands_or_open(*it, rules, checks) for it in asked]
    hearings = [it for it in stands if isinstance(it, _Hearing)]
    for check in checks:
        for hearing in hearings:
            _hear(hearing, check)
    return [_closed(it, rules) if isinstance(it, _Hearing) else it for it in stands]


def _stands_or_open(
    facts: Facts, neighbours: Neighbours, before: Verdict | None, rules: Rules, checks: Sequence[Check]
) -> Verdict | _Hearing:
    """The verdict where all of the one before stands; else the case, to be judged by what is not settled by it."""
    if before is None or _is_another_matter(before.basis, facts, rules, checks):
        return _opened(facts, neighbours, rules)
    if before.basis.holds(facts, neighbours, rules):
        return before
    now = _moved(before.basis, neighbours, rules)
    anew = _touched(before.basis, now, checks)
    if not anew:
        return replace(before, basis=now)
    return _opened(facts, neighbours, rules, before, anew)


def bare(verdict: Verdict) -> Verdict:
    """The verdict without evidence, parameters and figures: what judging again needs of what stands."""
    findings = tuple(
        [Finding(it.check, it.clause, it.kind, it.status, it.reason, decision=it.decision) for it in verdict.findings]
    )
    return replace(verdict, findings=findings, incentive=without_steps(verdict.incentive))


def without_steps(incentive: Incentive) -> Incentive:
    """The amounts alone, without how they were come by and what they would be otherwise."""
    return replace(incentive, steps=(), under_other_readings=(), slab_clock=())


def changes(before: Basis, after: Basis, checks: Sequence[Check]) -> Mapping[str, tuple[str, ...]]:
    """Why each check, and the incentive, was judged anew; checks that were not are left out."""
    whole = {
        "facts": before.facts != after.facts,
        "code": before.code != after.code,
        "readings": before.readings != after.readings,
    }
    causes = tuple(cause for cause, differs in whole.items() if differs)
    moved = _moved_parameters(before.bindings, after.bindings)
    found = {}
    for name, looks_around in _parts(checks):
        touched = moved.intersection(before.asked.get(name, ())) | moved.intersection(after.asked.get(name, ()))
        around = ("neighbours",) if looks_around and before.neighbours != after.neighbours else ()
        if why := (*causes, *around, *sorted(touched)):
            found[name] = why
    return found


def _moved_parameters(before: Bindings, after: Bindings) -> frozenset[str]:
    """The parameters of which something else binds, or which only one of the two asked for."""
    names = before.keys() | after.keys() if before.keys() != after.keys() else before
    return frozenset([name for name in names if before.get(name) != after.get(name)])


def _parts(checks: Sequence[Check]) -> list[tuple[str, bool]]:
    """The checks and the incentive, and whether each looks at other cases."""
    return [*((check.id, check.run_among is not None) for check in checks), (INCENTIVE, True)]


def _is_another_matter(basis: Basis, facts: Facts, rules: Rules, checks: Sequence[Check]) -> bool:
    """Whether every check must be judged anew, whatever its parameters."""
    return (
        basis.code != CODE_VERSION
        or basis.facts != facts.digest
        or basis.readings != rules.readings_digest
        or basis.asked.keys() != {name for name, _ in _parts(checks)}
    )


def _moved(basis: Basis, neighbours: Neighbours, rules: Rules) -> Basis:
    """The basis of the same facts among these neighbours under these rules."""
    bound, sure = narrowed(rules, basis.dates, basis.sure_dates)
    return replace(
        basis,
        neighbours=neighbours.digest,
        as_of=rules.as_of,
        rules=rules.digest,
        bindings=_bindings(bound, sure, basis.bindings),
    )


@lru_cache(maxsize=4096)
def _sorted(asked: tuple[str, ...]) -> tuple[str, ...]:
    """What was asked, each once: checks ask for the same of case after case."""
    return tuple(sorted(set(asked)))


@lru_cache(maxsize=4096)
def _all_of(asked: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The parameters that any check asked for: of most cases these are the same."""
    return tuple(sorted({name for names in asked for name in names}))


def _bindings(bound: Rules, sure: Rules, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """What binds of these parameters, under the dates as read and under the sure ones; the day is one of them."""
    asked = tuple(names)
    parameters = tuple([it for it in asked if it != AS_OF]) if AS_OF in asked else asked
    both = zip(bound.bindings(parameters), sure.bindings(parameters), strict=True)
    found = dict(zip(parameters, both, strict=True))
    if len(parameters) < len(asked):
        found[AS_OF] = (bound.as_of.isoformat(), sure.as_of.isoformat())
    return found


def _touched(before: Basis, now: Basis, checks: Sequence[Check]) -> frozenset[str]:
    """The checks that a change of parameters or neighbours can touch."""
    moved = _moved_parameters(before.bindings, now.bindings)
    around = before.neighbours != now.neighbours
    return frozenset(
        name
        for name, looks_around in _parts(checks)
        if (around and looks_around) or not moved.isdisjoint(before.asked[name])
    )


@dataclass(slots=True)
class _Hearing:
    """A case while it is judged.

    Attributes:
        before: an earlier verdict on the same facts, of which what is not in `anew` stands; None where all is anew.
        bound, sure: the rules by the dates of the case as read, and by the sure ones.
        found: the findings so far, in the order of the checks.
        asked: by check the parameters that it asked for.
    """

    facts: Facts
    neighbours: Neighbours
    before: Verdict | None
    anew: frozenset[str]
    case: Case
    dates: Dates
    sure_dates: Dates
    bound: Rules
    sure: Rules
    kept: Mapping[str, Finding]
    asked: dict[str, tuple[str, ...]]
    found: list[Finding]


def _opened(
    facts: Facts,
    neighbours: Neighbours,
    rules: Rules,
    before: Verdict | None = None,
    anew: frozenset[str] = frozenset(),
) -> _Hearing:
    """The case read back, to be judged by the checks named in `anew`, or by all where there is no verdict before."""
    case = facts.case(rules.as_of)  # its documents by file, as facts are kept
    if before is None:
        dates, sure_dates = dates_of(case), dates_of(case, sure_only=True)
    else:  # of the same facts
        dates, sure_dates = before.basis.dates, before.basis.sure_dates
    bound, sure = narrowed(rules, dates, sure_dates)
    kept = {} if before is None else {finding.check: finding for finding in before.findings}
    asked = {} if before is None else dict(before.basis.asked)
    return _Hearing(facts, neighbours, before, anew, case, dates, sure_dates, bound, sure, kept, asked, [])


def _hear(it: _Hearing, check: Check) -> None:
    """Judge a case by one check, or take over what was found before."""
    if it.before is not None and check.id not in it.anew:
        stands = it.kept[check.id]
        it.found.append(stands if stands.decision is None else replace(stands, decision=None))
        return
    it.bound.listen()
    it.found.append(check.judge(it.case, it.neighbours, it.bound, it.sure))
    it.asked[check.id] = _sorted(it.bound.heard())


def _closed(it: _Hearing, rules: Rules) -> Verdict:
    """The verdict on a case that all checks have judged."""
    findings, _ = decided(it.found, it.case.decisions)
    if it.before is not None and INCENTIVE not in it.anew:
        incentive = it.before.incentive
    else:
        it.bound.listen()
        incentive = incentive_of(it.case, it.bound, it.neighbours)
        it.asked[INCENTIVE] = _sorted(it.bound.heard())
    verdict, reason = recommendation(findings, incentive)
    names = _all_of(tuple(it.asked.values()))
    it.case.remembered.clear()  # what was worked out leads back to the case: so both are freed at once
    return Verdict(
        application_id=it.case.application_id,
        stage=it.case.stage,
        recommendation=verdict,
        recommendation_reason=reason,
        findings=findings,
        incentive=incentive,
        basis=Basis(
            facts=it.facts.digest,
            neighbours=it.neighbours.digest,
            as_of=rules.as_of,
            rules=rules.digest,
            readings=rules.readings_digest,
            code=CODE_VERSION,
            dates=it.dates,
            sure_dates=it.sure_dates,
            asked=it.asked,
            bindings=_bindings(it.bound, it.sure, names),
        ),
    )
