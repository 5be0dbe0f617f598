"""What a check is, and how its outcome becomes a finding.

`Check.judge` is where the promise "no silent pass" is kept for all checks at once: an outcome that rests on a doubtful
value, on a figure whose binding value is open or on one that no public source gives becomes `refer`; a fail on a
figure known from the press only becomes `refer`; a pass on one is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import is_

from checks.evidence import applicant_names, papers_of_others, unsure
from checks.outcome import Outcome, UnknownFigure, counted, joined, not_applicable, once, refer, shown_value
from records.case import Case, Located
from records.findings import FieldRef, Finding, Kind, Parameter, Stage
from records.neighbours import Neighbours
from records.paths import take_apart
from records.wording import spoken, spoken_path
from reference import NotInForce, Rules

CITED = 3
"""How many doubtful fields a reason names before it counts the rest."""

OF_PAPERS = frozenset({"authenticity", "consistency", "arithmetic"})
"""The groups of checks that judge the papers themselves, whomever they name."""

QUOTED = 2
"""Up to how many doubtful fields a reason quotes."""

CITED_OF_MANY = 40
"""How many doubtful lines of a long table a finding points to."""

CaseCheck = Callable[[Case, Rules], Outcome]
NeighbourCheck = Callable[[Case, Rules, Neighbours], Outcome]


@dataclass(frozen=True, slots=True)
class Check:
    """One criterion: its id, the clause it rests on, what its finding decides, from which stage on, and its function.

    Attributes:
        kind: "gate" decides eligibility, "figure" decides rupees, "notice" decides nothing.
        stage: "application": judged at both stages; "claim": at the claim only.
        run: the function; `run_among` instead where it must also know what other cases hold.
    """

    id: str
    clause: str
    kind: Kind
    stage: Stage
    run: CaseCheck | None = None
    run_among: NeighbourCheck | None = None

    @property
    def group(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def rule(self) -> str:
        """The rule, in the words of the function's docstring."""
        return (self.run or self.run_among).__doc__ or ""

    def judge(self, case: Case, neighbours: Neighbours, rules: Rules, sure: Rules | None = None) -> Finding:
        """The finding of this check on a case: always exactly one.

        Args:
            case: the case.
            neighbours: what other cases hold.
            rules: narrowed by the dates of the case as they were read.
            sure: narrowed by those dates only that were read surely; a value that binds by a doubtful date is open.

        Raises:
            NotInForce: if the as-of date is before anything is known of a parameter; the run stops.
        """
        outcome = self._outcome(case, neighbours, rules, sure or rules)
        others = _names_of_others(outcome, case) if papers_of_others(case) and self.group not in OF_PAPERS else ()
        outcome = guarded(outcome)
        if others:
            outcome = _resting_on_others(outcome, others, case)
        return Finding(
            check=self.id,
            clause=self.clause,
            kind=self.kind,
            status=outcome.status,
            reason=outcome.reason,
            fields=tuple([FieldRef(it.document.sha256, it.document.file, it.path) for it in outcome.fields]),
            parameters=outcome.parameters,
            figures=outcome.figures,
        )

    def _outcome(self, case: Case, neighbours: Neighbours, rules: Rules, sure: Rules) -> Outcome:
        if self.stage == "claim" and case.stage == "application":
            return not_applicable("This is judged when a claim is made; these are the papers of an application.")
        try:
            if self.run_among is not None:
                outcome = self.run_among(case, rules, neighbours)
            elif self.run is not None:
                outcome = self.run(case, rules)
            else:
                raise ValueError(f"the check {self.id} has no function")
            return outcome if sure is rules else with_open_values(outcome, sure)
        except NotInForce as error:
            if error.as_of:
                raise
            return refer(f"A person must say what binds here: {str(error).removesuffix('.')}.")
        except UnknownFigure as error:
            return refer(
                f"{error}, so that a person who has the guidelines must judge this.", parameters=[error.parameter]
            )


def guarded(outcome: Outcome) -> Outcome:
    """The outcome, moved to `refer` where a pass or a fail rests on doubt.

    A pass or a fail needs sure evidence and figures whose binding value is settled; a fail needs more than the press.
    """
    if outcome.status not in {"pass", "fail"}:
        return outcome
    if unsure_ := unsure((*outcome.fields, *outcome.rests_on)):
        doubtful = once(unsure_)
        return _moved(outcome, f"a person must confirm {named(doubtful)}, read in doubt", fields=doubtful)
    if not outcome.parameters:
        return outcome
    undecided = [parameter for parameter in outcome.parameters if parameter.undecided]
    if undecided:
        others = joined(f"{it.id} may be {joined(map(str, it.undecided), last='or')} instead" for it in undecided)
        return _moved(outcome, f"it is not settled which value binds: {others}")
    reported = [parameter.id for parameter in outcome.parameters if parameter.known == "reported"]
    if reported and outcome.status == "fail":
        return _moved(outcome, f"{joined(reported)} is known from the press only, on which nothing fails")
    if reported:
        return replace(outcome, reason=f"{_stem(outcome.reason)} (a figure known from the press only).")
    return outcome


def _names_of_others(outcome: Outcome, case: Case) -> tuple[Located, ...]:
    """Where a pass or a fail rests on papers that surely name another entity: these names."""
    if outcome.status not in {"pass", "fail"}:
        return ()
    rested_on = {it.document.identity for it in (*outcome.fields, *outcome.rests_on)}
    return tuple(name for key, name in papers_of_others(case).items() if key in rested_on)


def _resting_on_others(outcome: Outcome, names: tuple[Located, ...], case: Case) -> Outcome:
    """The outcome, for a person: besides what is in doubt, it says whose the papers are."""
    own = max(applicant_names(case), key=lambda it: it.field.confidence)
    said = joined([f"{it.document.file} is of {it.text}" for it in names[:CITED]])
    link = "and" if outcome.status == "refer" else "but"  # what is in doubt has been said with "but"
    return _moved(outcome, f"{said}, not of the applicant, {own.text}", fields=names, link=link)


def with_open_values(outcome: Outcome, sure: Rules) -> Outcome:
    """The outcome with the other values that its parameters may have, if a doubtful date of the case were another."""
    opened = tuple([_opened(parameter, _asked(sure, parameter)) for parameter in outcome.parameters])
    if all(map(is_, opened, outcome.parameters)):
        return outcome
    return replace(outcome, parameters=opened)


def _opened(parameter: Parameter, under: Parameter) -> Parameter:
    """A parameter with the values that it has under other rules as open ones."""
    if under is parameter:
        return parameter
    values = (under.value, *under.undecided) if under.undecided else parameter.undecided
    return replace(parameter, undecided=tuple([it for it in values if it != parameter.value]))


def _asked(rules: Rules, parameter: Parameter) -> Parameter:
    """The same parameter under other rules."""
    match parameter.unit:
        case "date":
            return rules.day(parameter.id)
        case "text" | "list":
            return rules.text(parameter.id)
        case _:
            return rules.decimal(parameter.id)


def named(fields: Iterable[Located]) -> str:
    """The fields with their files, those of a file or of its table together; of many files the rest as a number.

    One or two are told with what was read, which is all that a person needs to look it up on the paper.
    """
    fields = list(fields)
    if len(fields) <= QUOTED:
        return joined(
            [f"{spoken_path(it.path)} ({shown_value(it.value, it.path)}) of {it.document.file}" for it in fields]
        )
    groups: dict[tuple[str, str], list[Located]] = {}
    for found in fields:
        groups.setdefault((found.document.file, take_apart(found.path).table), []).append(found)
    told = list(groups.values())
    names = [_group_named(group) for group in told[:CITED]]
    more = sum(len(group) for group in told[CITED:])
    return joined([*names, counted(more, "more field")] if more else names)


def _group_named(group: Sequence[Located]) -> str:
    """Fields of a file, or of its table: "amount and head in 20 rows of the items of capex_certificate.pdf"."""
    file, places = group[0].document.file, [take_apart(found.path) for found in group]
    names = list(dict.fromkeys(spoken(place.column) for place in places if place.column))
    if len(names) > CITED:
        names = [*names[: CITED - 1], counted(len(names) - CITED + 1, "more field")]
    rows = {place.index for place in places}
    if not (table := places[0].table):
        return f"{joined(names)} of {file}"
    where = spoken_path(f"{table}[{rows.pop()}]") if len(rows) == 1 else f"{len(rows)} rows of the {spoken(table)}"
    return f"{joined(names)} in {where} of {file}" if names else f"{where} of {file}"


def _moved(outcome: Outcome, why: str, *, fields: tuple[Located, ...] = (), link: str = "but") -> Outcome:
    cited = once((*outcome.fields, *fields[:CITED_OF_MANY]))
    return replace(outcome, status="refer", reason=f"{_stem(outcome.reason)}; {link} {why}.", fields=cited)


def _stem(reason: str) -> str:
    return reason.removesuffix(".")
