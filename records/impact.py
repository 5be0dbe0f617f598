"""What a re-appraisal comes to: for each case that moves the outcome before and after, and why; and the sums of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

CauseKind = Literal["parameter", "as_of", "code", "readings", "neighbours", "document", "reading", "decision"]

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """Why a case was judged otherwise.

    Attributes:
        what: the id of a parameter, the name of a document, the target of a decision; "" where the kind says it all.
        before, after: a parameter's value, the as-of date, the version of the code; else "".
        clause: of a parameter, where its new value stands.
    """

    kind: CauseKind
    what: str = ""
    before: str = ""
    after: str = ""
    clause: str = ""

    @property
    def in_words(self) -> str:
        """The cause as a report prints it."""
        change = f"{self.before or 'not known'} → {self.after or 'not known'}"
        match self.kind:
            case "parameter":
                return f"{self.what}: {change}{f' (clause {self.clause})' if self.clause else ''}"
            case "as_of":
                return f"judged as of another day: {change}"
            case "code":
                return f"the checks' code: {change}"
            case "readings":
                return "a clause is read otherwise, or its source was mended"
            case "neighbours":
                return "what other cases hold"
            case "document":
                return f"document {self.after}: {self.what}"
            case "reading":
                return f"a new reading of {self.what}"
            case "decision":
                return f"a decision on {self.what}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case stands: the recommendation, the amount in rupees, the group, and the rate of the capital subsidy."""

    recommendation: str
    amount: Decimal | None
    group: str = ""
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A check that came out otherwise: statuses as they stand, and the reasons."""

    check: str
    before: str
    after: str
    reason_before: str
    reason_after: str


@dataclass(frozen=True, slots=True)
class CaseImpact:
    """What a re-appraisal comes to in one case.

    Attributes:
        stream: the recycling stream, "" where it is not known.
        asked_again: decisions that no longer hold, in words: what was decided, by whom.
    """

    application_id: str
    stream: str
    before: Outcome
    after: Outcome
    causes: tuple[Cause, ...]
    moved: tuple[Moved, ...] = ()
    asked_again: tuple[str, ...] = ()

    @property
    def flips(self) -> bool:
        """Whether the recommendation is another."""
        return self.before.recommendation != self.after.recommendation

    @property
    def rupees(self) -> Decimal:
        """By how much the amount grows; what has no amount counts as nothing."""
        return (self.after.amount or NOTHING) - (self.before.amount or NOTHING)

    @property
    def group(self) -> str:
        """The group of the applicant, as it is now or was."""
        return self.after.group or self.before.group

    @property
    def loses_slab(self) -> bool:
        """Whether the rate of the capital subsidy has become less."""
        now, then = self.after.rate, self.before.rate
        return now is not None and then is not None and now < then

    @property
    def is_told(self) -> bool:
        """Whether anything moves that a person must know of, beyond the words and figures that findings print."""
        return (
            self.flips
            or self.before != self.after
            or bool(self.asked_again)
            or any(it.before != it.after for it in self.moved)
        )


@dataclass(frozen=True, slots=True)
class Sum:
    """Rupees of the cases that move: before, after, and how many they are."""

    cases: int = 0
    before: Decimal = NOTHING
    after: Decimal = NOTHING

    @property
    def rupees(self) -> Decimal:
        """By how much it grows."""
        return self.after - self.before

    def plus(self, case: CaseImpact) -> Sum:
        """The sum with one more case."""
        return Sum(
            self.cases + 1, self.before + (case.before.amount or NOTHING), self.after + (case.after.amount or NOTHING)
        )


@dataclass(slots=True)
class Impact:
    """What a re-appraisal comes to in all.

    Attributes:
        rules: the digest of the scheme pack that was judged by.
        is_dry_run: nothing was written.
        judged: cases that were looked at, because something they rest on has changed.
        unchanged: cases that rest on nothing that has changed; they were not looked at.
        reworded: of the judged, those whose findings print another figure or reason, and nothing else moves.
        left: how many cases were left out, by the reason.
        cases: those that move.
        causes: how many of the judged cases each cause has touched.
        trouble: a sentence for each case that could not be judged.
    """

    scheme: str
    as_of: date
    rules: str
    is_dry_run: bool
    judged: int = 0
    unchanged: int = 0
    reworded: int = 0
    left: dict[str, int] = field(default_factory=dict)
    cases: list[CaseImpact] = field(default_factory=list)
    causes: Counter[Cause] = field(default_factory=Counter)
    trouble: list[str] = field(default_factory=list)

    def add(self, case: CaseImpact, *, written_anew: bool) -> None:
        """Counts a case that was judged; `written_anew` if its appraisal differs from the one before."""
        self.judged += 1
        self.causes.update(case.causes)
        if case.is_told:
            self.cases.append(case)
        elif written_anew:
            self.reworded += 1

    def in_order(self) -> None:
        """Puts the cases in the order of their names, whoever was judged first."""
        self.cases.sort(key=lambda it: (it.application_id.casefold(), it.application_id))
        self.trouble.sort()

    @property
    def flips(self) -> Mapping[tuple[str, str], int]:
        """How many cases flip, by the recommendation from and to."""
        return Counter((it.before.recommendation, it.after.recommendation) for it in self.cases if it.flips)

    @property
    def whole(self) -> Sum:
        """The rupees of all cases that move."""
        return _sum(self.cases)

    def by_group(self) -> dict[str, Sum]:
        """The rupees of the cases that move, by group."""
        return _by((it.group or "not known", it) for it in self.cases)

    def by_stream(self) -> dict[str, Sum]:
        """The rupees of the cases that move, by recycling stream."""
        return _by((it.stream or "not known", it) for it in self.cases)

    @property
    def lost_slabs(self) -> list[CaseImpact]:
        """The cases whose rate of capital subsidy has become less."""
        return [it for it in self.cases if it.loses_slab]

    @property
    def to_ask_again(self) -> list[tuple[str, str]]:
        """Decisions that no longer hold: application, and what was decided by whom."""
        return [(it.application_id, words) for it in self.cases for words in it.asked_again]


def _sum(cases: Iterable[CaseImpact]) -> Sum:
    total = Sum()
    for case in cases:
        total = total.plus(case)
    return total


def _by(named: Iterable[tuple[str, CaseImpact]]) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for name, case in named:
        found[name] = found.get(name, Sum()).plus(case)
    return dict(sorted(found.items()))
