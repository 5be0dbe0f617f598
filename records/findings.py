"""What was judged: parameters as they bound, findings, the incentive, the appraisal, a reviewer's decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, cast

from records.light import light_record
from records.readings import DocumentReading, Value

Stage = Literal["application", "claim"]
FindingStatus = Literal["pass", "fail", "refer", "missing", "not_applicable"]
Recommendation = Literal["eligible", "not_eligible", "refer", "incomplete"]
Kind = Literal["gate", "figure", "notice"]
Known = Literal["gazette", "official", "reported", "practice", "unknown"]
Basis = Literal["production", "first_sale", "expected"]
Action = Literal["accept", "correct", "not_applicable", "ask_applicant"]
CellVerdict = Literal["agrees", "differs", "doubtful", "not_compared"]
Agreement = Literal["agrees", "differs", "doubtful", "single"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the scheme as it bound on a day.

    Attributes:
        value: the figure; None where `known` is "unknown".
        since: the day this value takes effect.
        known: how it is known; a finding on a "reported" figure may pass or refer, never fail. "practice" is no figure
            of the scheme but a tolerance that the appraisal sets itself.
        undecided: other values that would bind if an unknown `applies_to` or a missing date were settled otherwise.
    """

    id: str
    value: Decimal | date | str | None
    unit: str
    since: date
    clause: str
    source: str
    known: Known
    checked_on: date
    undecided: tuple[Decimal | date | str | None, ...] = ()


@light_record
class FieldRef:
    """A pointer to a field of a document; `field` is a path such as `total_amount` or `items[4].amount`."""

    sha256: str
    file: str
    field: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a field or on a finding; it is laid over what the machine says and never edits it.

    A decision is bound to what it overrode: once that has changed it no longer holds, and the person is asked again.

    Attributes:
        who: the initials or the login of the person.
        target: the path of a field (`total_amount`, `items[4].amount`), or the id of a check.
        action: of a field, `accept`: the value is as read; `correct`: it is `after`; `not_applicable`: the paper says
            no such thing. Of a finding, `accept`: it stands as judged; `correct`: it stands as `after`, a status;
            `not_applicable`: it does not bind this case. Of both, `ask_applicant`: nothing changes, the letter asks.
        before: what was overruled, in words: the value as JSON has it ("" where none was read), or "status: reason".
        after: the value or the status that stands, typed; None unless corrected.
        why: the reason, never empty.
        sha256: the document of a field, by its bytes; "" for a finding.
        page_range: its pages, where the document is part of a file with several.
        unit: that of `after`, where it is an amount or a quantity.
    """

    who: str
    when: datetime
    target: str
    action: Action
    before: str
    why: str
    after: Value | None = None
    sha256: str = ""
    page_range: tuple[int, int] | None = None
    unit: str | None = None

    @property
    def on_finding(self) -> bool:
        """Whether it speaks of a finding rather than of a field."""
        return not self.sha256


@light_record
class Finding:
    """The outcome of one check: status, one sentence of reason, and all it rests on.

    `status` is the machine's and stays; `stands` is what holds after a person's `decision`.
    """

    check: str
    clause: str
    kind: Kind
    status: FindingStatus
    reason: str
    fields: tuple[FieldRef, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    figures: Mapping[str, Value] = field(default_factory=dict)
    decision: Decision | None = None

    @property
    def stands(self) -> FindingStatus:
        """The status that the recommendation rests on: the machine's, or that of the decision laid over it."""
        if self.decision is None or self.decision.action in {"accept", "ask_applicant"}:
            return self.status
        if self.decision.action == "not_applicable":
            return "not_applicable"
        return cast(FindingStatus, self.decision.after)

    @property
    def in_words(self) -> str:
        """Status and reason: what a decision on this finding is bound to."""
        return f"{self.status}: {self.reason}"


@light_record
class Step:
    """One line of the incentive computation.

    `formula` names earlier steps and parameters, e.g. "capex_eligible * capex_rate"; `value` is rounded half up to the
    paisa at the end of the step.
    """

    id: str
    label: str
    formula: str
    value: Decimal | None
    clause: str
    unit: str = "INR"
    fields: tuple[FieldRef, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnderReading:
    """What the amount would be if an ambiguous clause were read the other way."""

    interpretation: str
    reading: str
    taken: bool
    amount: Decimal | None
    capex_eligible: Decimal | None = None
    note: str = ""
    """What the reading rests on here, or why it gives no amount."""


@dataclass(frozen=True, slots=True)
class SlabEnd:
    """A slab of Appendix II for an approved entity: the rate until its last day, and what that rate comes to.

    `subsidy` is before the ceiling; `amount` after it and after earlier receipts; `lost` is how much less `amount` is
    than in the first slab. `last_day` is None for the last slab.
    """

    rate: Decimal
    last_day: date | None
    subsidy: Decimal | None = None
    amount: Decimal | None = None
    lost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Incentive:
    """What the papers support if every open question is settled as read; a figure is None when an input has none."""

    group: Literal["A", "B"] | None = None
    capex_total: Decimal | None = None
    capex_eligible: Decimal | None = None
    capex_rate: Decimal | None = None
    capex_subsidy: Decimal | None = None
    opex_subsidy: Decimal | None = None
    ceiling_applied: Decimal | None = None
    amount: Decimal | None = None
    basis: Basis | None = None
    steps: tuple[Step, ...] = ()
    under_other_readings: tuple[UnderReading, ...] = ()
    slab_clock: tuple[SlabEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconciliationCell:
    """What one document says of a fact.

    Attributes:
        value: the typed value; `printed`: the same as the paper prints it.
        verdict: "agrees" within the tolerance with what the fact is held against; "differs" beyond it; "doubtful"
            where it was read in doubt, or is neither surely the same nor surely another; "not_compared" where it is
            another kind of figure and is shown beside the others only.
        note: why, in a few words, where it does not agree.
    """

    ref: FieldRef
    document_type: str
    value: Value
    printed: str
    verdict: CellVerdict
    note: str = ""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One fact across the documents of a case: a row of the matrix of facts by documents.

    Attributes:
        fact: its id, e.g. "name", "gstin", "capacity", "sales_2026-27".
        label: the fact in words.
        cells: what each document says, in the order of the files; one document may say it in two places.
        status: "agrees", "differs" or "doubtful" by the worst cell; "single" where one document alone says it.
        reason: one sentence.
        held_against: the cell that the others are compared with.
        check: the check that judges by this row, "" where it is shown only.
        parameters: the tolerances that the agreement was judged by.
    """

    fact: str
    label: str
    cells: tuple[ReconciliationCell, ...]
    status: Agreement
    reason: str
    held_against: FieldRef | None = None
    check: str = ""
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The appraisal of one case: a pure function of documents, decisions, neighbours and rules."""

    application_id: str
    scheme: str
    stage: Stage
    stage_reason: str
    as_of: date
    parameters_digest: str
    neighbours_digest: str
    code_version: str
    recommendation: Recommendation
    recommendation_reason: str
    documents: tuple[DocumentReading, ...]
    findings: tuple[Finding, ...]
    incentive: Incentive
    parameters: tuple[Parameter, ...] = ()
    """Every parameter that any finding or step used, each once, in the order of its id."""

    reconciliation: tuple[Reconciliation, ...] = ()
    """What the documents say of each fact that several of them print, side by side."""
    decisions: tuple[Decision, ...] = ()
    """The decisions laid over this case, the last one on each thing, in the order they were taken."""
    asked_again: tuple[Decision, ...] = ()
    """Decisions that no longer hold, because what they overruled has changed."""
