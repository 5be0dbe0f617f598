"""What was judged: parameters as they bound, findings, the incentive, the appraisal, a reviewer's decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from records.readings import DocumentReading, Value

Stage = Literal["application", "claim"]
FindingStatus = Literal["pass", "fail", "refer", "missing", "not_applicable"]
Recommendation = Literal["eligible", "not_eligible", "refer", "incomplete"]
Kind = Literal["gate", "figure", "notice"]
Known = Literal["gazette", "official", "reported", "unknown"]
Basis = Literal["production", "first_sale", "expected"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the scheme as it bound on a day.

    Attributes:
        value: the figure; None where `known` is "unknown".
        since: the day this value takes effect.
        known: how it is known; a finding on a "reported" figure may pass or refer, never fail.
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


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A pointer to a field of a document; `field` is a path such as `total_amount` or `items[4].amount`."""

    sha256: str
    file: str
    field: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: status, one sentence of reason, and all it rests on."""

    check: str
    clause: str
    kind: Kind
    status: FindingStatus
    reason: str
    fields: tuple[FieldRef, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    figures: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
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
class Decision:
    """A person's word on a field or a finding; laid over the reading, it never edits it."""

    who: str
    when: datetime
    sha256: str
    target: str
    before: str
    after: str
    why: str


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
