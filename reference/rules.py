"""The scheme as it stood on a day: dated parameters, clauses, minerals, interpretations.

Two dates decide which value of a parameter binds. The *as-of* date decides what is known: an amendment notified later
does not exist yet. The parameter's `judged_on` date (of the application, the approval, an invoice, the start of
production, or the as-of itself) decides which of the known values was in force for the matter at hand; an amendment
that says to whom it applies (`applies_to`) decides that by itself.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Literal, get_args

from records.findings import Known, Parameter
from reference.minerals import Minerals

JudgedOn = Literal["application_date", "approval_date", "invoice_date", "production_date", "as_of"]
Figure = Decimal | date | str | None
JUDGED_ON: tuple[JudgedOn, ...] = get_args(JudgedOn)
LIST_SEPARATOR = ", "
DECIDED_BY = {"applications_from": "application_date", "approvals_from": "approval_date"}
"""The date of a case that decides whether a value applies to it, where the value says to whom it applies."""


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """To whom a value applies: to all by date, to applications or approvals from a day on, or it is not known."""

    who: Literal["all", "applications_from", "approvals_from", "unknown"]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter.

    Attributes:
        since: the day the value takes effect.
        notified_on: the day it became public; before it the value is not known, whatever its effect.
        document: id of the source in sources.yaml; `place` is the page or clause in it.
    """

    since: date
    notified_on: date
    value: Figure
    clause: str
    document: str
    place: str
    source: str
    known: Known
    checked_on: date
    applies_to: AppliesTo
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParameterHistory:
    """A parameter with all its values, oldest first."""

    id: str
    description: str
    unit: str
    judged_on: JudgedOn
    values: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the gazette in both languages; `note` says what the transcription mended or how the two differ."""

    number: str
    english: str
    hindi: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AlternativeReading:
    """One way to read an ambiguous clause."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A clause that can be read in two ways, the reading taken, and why.

    Attributes:
        taken: the id of the reading that the appraisal takes.
        language_conflict: H1 to H19 where the Hindi and English halves differ, else "".
        affects: the checks whose outcome would change under another reading.
    """

    id: str
    question: str
    clause: str
    readings: tuple[AlternativeReading, ...]
    taken: str
    why: str
    language_conflict: str = ""
    affects: tuple[str, ...] = ()

    def reading(self, reading_id: str) -> AlternativeReading:
        """The reading with this id.

        Raises:
            KeyError: if the interpretation has no such reading.
        """
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise KeyError(f"interpretation {self.id} has no reading {reading_id!r}")


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A public document that figures are taken from."""

    id: str
    title: str
    short: str
    publisher: str
    number: str
    published_on: date | None


class NotInForce(Exception):
    """A parameter was asked for a day before its first value.

    Attributes:
        as_of: True when the as-of date itself is too early (the user's mistake; the run stops), False when only the
            case's `judged_on` date is (the check refers).
    """

    def __init__(self, parameter: str, asked: date, first: date, *, as_of: bool) -> None:
        """Store what was asked and from when it could be answered."""
        if as_of:
            message = (
                f"On {asked} nothing is known of {parameter}; it is known from {first}. Choose a later --as-of date."
            )
        else:
            message = f"{parameter} was not yet in force on {asked}; its first value takes effect on {first}."
        super().__init__(message)
        self.parameter = parameter
        self.asked = asked
        self.first = first
        self.as_of = as_of

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by its parts, so that a worker process can hand it back."""
        return (_not_in_force, (self.parameter, self.asked, self.first, self.as_of))


def _not_in_force(parameter: str, asked: date, first: date, as_of: bool) -> NotInForce:
    return NotInForce(parameter, asked, first, as_of=as_of)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme pack as loaded: every value of every parameter, and the texts that they cite."""

    id: str
    title: str
    title_hindi: str
    parameters: Mapping[str, ParameterHistory]
    clauses: Mapping[str, Clause]
    interpretations: Mapping[str, Interpretation]
    sources: Mapping[str, SourceDocument]
    minerals: Minerals
    digest: str
    """SHA-256 over the pack's files: the same digest means the same rules."""

    def readings_digest(self) -> str:
        """A digest of what checks look at besides parameters: how clauses are read, and the day of the gazette."""
        gazette = self.sources.get("gazette")
        held = (sorted(self.interpretations.items()), None if gazette is None else gazette.published_on)
        return hashlib.sha256(repr(held).encode()).hexdigest()

    def rules(self, as_of: date) -> Rules:
        """The scheme as known on a day; for a case, narrow it with `Rules.for_case`."""
        return Rules(scheme=self, as_of=as_of)


@dataclass(frozen=True)
class Rules:
    """What binds, as known on `as_of`, for a case with these dates (absent ones are None or left out)."""

    scheme: Scheme
    as_of: date
    dates: Mapping[str, date | None] = field(default_factory=dict)
    listeners: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    """For those who want to know which parameters are asked, the innermost last, from where on; see `listen`."""
    asked: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    """What was asked while anybody listened, by id, in order."""

    @cached_property
    def remembered(self) -> dict[Hashable, Any]:
        """What was worked out under these rules, by what was asked; see `checks.once`."""
        return {}

    @cached_property
    def _answers(self) -> _Answers:
        """What was answered on this as-of date, shared with the rules of other cases."""
        return _Answers(_turning_days(self.scheme.parameters.values()))

    @cached_property
    def _given(self) -> _Given:
        """What was answered to cases whose dates lie as these do."""
        return self._answers.to(self.dates)

    @property
    def scheme_id(self) -> str:
        """The id of the scheme pack."""
        return self.scheme.id

    @property
    def digest(self) -> str:
        """The digest of the scheme pack."""
        return self.scheme.digest

    @cached_property
    def readings_digest(self) -> str:
        """The digest of what binds besides parameters, `Scheme.readings_digest`."""
        return self.scheme.readings_digest()

    @property
    def minerals(self) -> Minerals:
        """The minerals of Appendix I by id, with `mineral_of(text)`."""
        return self.scheme.minerals

    @property
    def interpretations(self) -> Mapping[str, Interpretation]:
        """The interpretations by id."""
        return self.scheme.interpretations

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all parameters, sorted."""
        return tuple(sorted(self.scheme.parameters))

    def for_case(self, dates: Mapping[str, date | None]) -> Rules:
        """The same rules for a case with these dates.

        Args:
            dates: any of application_date, approval_date, invoice_date, production_date, as_of. An `as_of` moves only
                the day on which as-of figures are judged; what is known stays that of these rules.

        Raises:
            ValueError: if a key is not one of these, which is a bug of the caller.
        """
        if unknown := set(dates) - set(JUDGED_ON):
            raise ValueError(f"parameters are judged on {', '.join(JUDGED_ON)}, not on {', '.join(sorted(unknown))}")
        narrowed = Rules(self.scheme, self.as_of, {**self.dates, **dates})
        object.__setattr__(narrowed, "_answers", self._answers)  # on one as-of date answers differ by dates alone
        return narrowed

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without what was found and heard."""
        return (Rules, (self.scheme, self.as_of, self.dates))

    def decimal(self, parameter_id: str) -> Parameter:
        """A numeric parameter as it binds; its value is None where the figure is not publicly known.

        Raises:
            NotInForce: if the as-of date or the case's date is before the first value.
            KeyError: if the scheme has no such parameter; TypeError: if it is not numeric. Both are bugs of the caller.
        """
        return self._typed(parameter_id, Decimal)

    def day(self, parameter_id: str) -> Parameter:
        """A parameter that is a day, as it binds; raises as `decimal` does."""
        return self._typed(parameter_id, date)

    def text(self, parameter_id: str) -> Parameter:
        """A parameter that is text, as it binds (a list is text joined by ", "); raises as `decimal` does."""
        return self._typed(parameter_id, str)

    def listed(self, parameter_id: str) -> tuple[Parameter, tuple[str, ...]]:
        """A list parameter as it binds, and its entries; raises as `decimal` does."""
        parameter = self.text(parameter_id)
        return parameter, entries_of(parameter)

    def clause(self, number: str) -> Clause:
        """The clause with this number, e.g. "6.1.1", "App-I" or "App-II.A1" ("App-II A1" will do as well).

        Raises:
            KeyError: if the scheme pack has no text of that number.
        """
        return self.scheme.clauses[number.strip().replace("App-II ", "App-II.")]

    def clauses(self, cited: str) -> tuple[Clause, ...]:
        """The clauses of a citation that may name several, as "4.1/9.1" or "App-II" (all its tables).

        Raises:
            KeyError: if the scheme pack has no text of one of them.
        """
        found: list[Clause] = []
        for number in (part.strip() for part in cited.split("/")):
            beneath = [clause for key, clause in self.scheme.clauses.items() if key.startswith(f"{number}.")]
            found += beneath if beneath and number not in self.scheme.clauses else [self.clause(number)]
        return tuple(found)

    def listen(self) -> None:
        """From now on, until `heard` is called, it is kept which parameters are asked."""
        self.listeners.append(len(self.asked))

    def heard(self) -> tuple[str, ...]:
        """Which parameters were asked since the last `listen`, by id, in order, as often as they were.

        Who listened before has heard of them too.
        """
        found = tuple(self.asked[self.listeners.pop() :])
        if not self.listeners:
            self.asked.clear()
        return found

    def hear(self, asked: Iterable[str]) -> None:
        """Take parameters as asked: an answer that rests on them was given again from memory."""
        if self.listeners:
            self.asked.extend(asked)

    def has(self, parameter_id: str) -> bool:
        """Whether the scheme has such a parameter."""
        self.hear((parameter_id,))
        return parameter_id in self.scheme.parameters

    def binding(self, parameter_id: str) -> str:
        """A digest of what binds of a parameter, its source and its other values included, or why none does.

        Two rules that give one digest give a case one and the same answer.
        """
        digests = self._given.digests
        if parameter_id not in digests:
            try:
                held = repr(self._bound(parameter_id))
            except (KeyError, NotInForce) as error:  # it names the day that this very case asked for
                return str(error)
            digests[parameter_id] = hashlib.sha256(held.encode()).hexdigest()[:16]
        return digests[parameter_id]

    def bindings(self, parameter_ids: tuple[str, ...]) -> tuple[str, ...]:
        """The `binding` of each of these parameters."""
        together = self._given.together.get(parameter_ids)
        if together is None:
            together = tuple([self.binding(it) for it in parameter_ids])
            if self._given.digests.keys() >= set(parameter_ids):
                self._given.together[parameter_ids] = together
        return together

    def _bound(self, parameter_id: str) -> Parameter:
        """What binds, found once for all cases whose dates lie alike."""
        parameter = self._given.parameters.get(parameter_id)
        if parameter is None:
            try:
                history = self.scheme.parameters[parameter_id]
            except KeyError:
                raise KeyError(f"the scheme {self.scheme.id} has no parameter {parameter_id!r}") from None
            parameter = self._given.parameters[parameter_id] = _binding(history, self.as_of, self.dates)
        return parameter

    def _typed(self, parameter_id: str, kind: type) -> Parameter:
        if self.listeners:
            self.asked.append(parameter_id)
        parameter = self._given.parameters.get(parameter_id) or self._bound(parameter_id)
        if parameter.value is not None and not isinstance(parameter.value, kind):
            raise TypeError(f"{parameter_id} is {parameter.unit}, not a {kind.__name__}: {parameter.value!r}")
        return parameter


def entries_of(parameter: Parameter) -> tuple[str, ...]:
    """The entries of a list parameter; none where it is not known."""
    return _entries(str(parameter.value)) if parameter.value is not None else ()


@lru_cache(maxsize=256)
def _entries(listed: str) -> tuple[str, ...]:
    """The entries of a list: every case asks for the same few lists."""
    return tuple(listed.split(LIST_SEPARATOR))


@dataclass(frozen=True, slots=True)
class _Given:
    """The answers given to cases whose dates lie alike.

    Attributes:
        parameters: by id, as they bind.
        digests: of these, by id.
        together: the digests of several parameters, by the ids asked for.
    """

    parameters: dict[str, Parameter] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    together: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers given on one as-of date, by where the dates of a case lie among the days on which values may turn.

    Attributes:
        turning: the dates of a case that parameters look at, each with these days, sorted.
    """

    turning: Mapping[str, Sequence[date]]
    given: dict[tuple[int | None, ...], _Given] = field(default_factory=dict)

    def to(self, dates: Mapping[str, date | None]) -> _Given:
        """What was answered to cases whose dates lie as these do."""
        known = [(days, dates.get(name)) for name, days in self.turning.items()]
        lies = tuple([None if day is None else bisect_right(days, day) for days, day in known])
        given = self.given.get(lies)
        if given is None:
            given = self.given[lies] = _Given()
        return given


def _turning_days(histories: Iterable[ParameterHistory]) -> dict[str, list[date]]:
    """The dates of a case that these parameters look at, each with the days, sorted, on which a value may change."""
    turning: dict[str, set[date]] = {}
    for history in histories:
        turning.setdefault(history.judged_on, set()).update(value.since for value in history.values)
        for value in history.values:
            if (name := DECIDED_BY.get(value.applies_to.who)) is not None:
                turning.setdefault(name, set()).add(value.applies_to.day or value.since)
    return {name: sorted(days) for name, days in turning.items()}


def _binding(history: ParameterHistory, as_of: date, dates: Mapping[str, date | None]) -> Parameter:
    """The value that binds, and those that would if an open question were settled otherwise."""
    known = [value for value in history.values if value.notified_on <= as_of]
    if not known:
        first = min(value.notified_on for value in history.values)
        raise NotInForce(history.id, as_of, first, as_of=True)
    judged = dates.get(history.judged_on) or (as_of if history.judged_on == "as_of" else None)
    verdicts = [(value, _binds(value, judged, dates)) for value in known]
    certain = [value for value, verdict in verdicts if verdict == "yes"][-1:]
    candidates = [
        value
        for value, verdict in verdicts
        if value in certain or (verdict == "open" and all(value.since > sure.since for sure in certain))
    ]
    asked = judged or as_of
    in_force = [value for value in candidates if value in certain or value.since <= asked]
    if not in_force:
        raise NotInForce(history.id, asked, min(value.since for value in known), as_of=history.judged_on == "as_of")
    taken = max(in_force, key=_since)
    others = {value.value: None for value in sorted(candidates, key=_since) if value.value != taken.value}
    return _parameter(history, taken, tuple(others))


def _binds(value: DatedValue, judged: date | None, dates: Mapping[str, date | None]) -> Literal["yes", "no", "open"]:
    """Whether a known value binds a case: a date that is missing, or an `applies_to` not known, leaves it open."""
    if value.applies_to.who == "unknown":
        return "open"
    if value.applies_to.who == "all":
        decisive, first = judged, value.since
    else:
        decisive, first = dates.get(DECIDED_BY[value.applies_to.who]), value.applies_to.day or value.since
    if decisive is None:
        return "open"
    return "yes" if first <= decisive else "no"


def _since(value: DatedValue) -> date:
    return value.since


def _parameter(history: ParameterHistory, value: DatedValue, undecided: tuple[Figure, ...]) -> Parameter:
    return Parameter(
        id=history.id,
        value=value.value,
        unit=history.unit,
        since=value.since,
        clause=value.clause,
        source=value.source,
        known=value.known,
        checked_on=value.checked_on,
        undecided=undecided,
    )
