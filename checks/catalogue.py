"""The checklist as a text for people: each check's rule, clause in both languages, figures with their history."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from checks import CHECKS, Check
from checks.outcome import in_words, shown_figure
from reference.rules import Clause, DatedValue, ParameterHistory, Scheme

RESTS_ON = {
    "eligibility.application_window": ("window.*",),
    "eligibility.single_phase": ("applicant.phases",),
    "eligibility.authorisation_valid": ("consent.kinds_*", "consent.until_cancelled_from"),
    "eligibility.epr_registration_valid": ("epr.entity_categories", "epr.rule_set_*", "feed.streams"),
    "eligibility.recycling_stream": ("feed.streams",),
    "eligibility.minerals_listed": ("product.minerals",),
    "eligibility.process_level": ("process.*_levels",),
    "eligibility.feed_concentration": ("feed.concentration_maximum",),
    "eligibility.product_purity": ("product.purity_minimum",),
    "eligibility.recovery_yield": ("process.yield_minimum",),
    "eligibility.group": ("group.base_year", "group.gmr_minimum_a"),
    "eligibility.minimum_investment": ("investment.minimum_?", "group.gmr_minimum_a"),
    "eligibility.minimum_capacity": ("capacity.minimum_?", "group.gmr_minimum_a"),
    "consistency.entity_name": ("tolerance.name_*",),
    "consistency.unit_address": ("tolerance.address_*",),
    "consistency.authorised_capacity": ("consent.kinds_*", "tolerance.capacity_*"),
    "consistency.epr_category": ("epr.entity_categories", "epr.rule_set_*"),
    "capex.eligible_heads": (
        "capex.eligible_heads",
        "capex.ineligible_heads",
        "capex.tax_credit",
        "tolerance.words_not_plant",
    ),
    "capex.investment_period": ("capex.investment_from",),
    "capex.refurbished_share": (
        "capex.refurbished_share_max",
        "capex.refurbished_base_heads",
        "tolerance.words_refurbished",
    ),
    "capex.rate": ("capex.months_*", "capex.rate_*_?"),
    "opex.base_year": ("opex.base_year", "opex.base_year_option"),
    "opex.covered_sales": ("opex.sales_scope", "opex.year_?"),
    "opex.incremental_sales": (
        "opex.base_year",
        "opex.base_year_option",
        "opex.year_?",
        "opex.threshold_*",
        "opex.share_*",
        "opex.total_eligible",
    ),
    "incentive.ceilings": ("ceiling.total_?", "group.gmr_minimum_a"),
    "incentive.outlay": ("outlay.incentive", "outlay.group_?", "outlay.stream_*"),
    "claim.threshold_exceeded": ("investment.minimum_?", "claim.threshold_test", "group.gmr_minimum_a"),
    "claim.half_yearly": ("claim.interval_months",),
    "claim.lock_in": ("claim.lock_in_*",),
    "claim.tenure": ("tenure.starts", "tenure.ends"),
}
"""The parameters that a check asks for, as ids or patterns of ids; checks that are not here ask for none."""

KINDS = {
    "gate": "gate: decides eligibility",
    "figure": "figure: moves rupees",
    "notice": "notice: decides nothing",
}
STAGES = {"application": "application and claim", "claim": "claim only"}


def check_named(check_id: str) -> Check | None:
    """The check with this id, or None."""
    return next((check for check in CHECKS if check.id == check_id), None)


def figures_of(check: Check, scheme: Scheme) -> tuple[ParameterHistory, ...]:
    """The parameters that a check may ask for, with all their values."""
    patterns = RESTS_ON.get(check.id, ())
    return tuple(it for name, it in scheme.parameters.items() if any(fnmatch(name, pattern) for pattern in patterns))


def clauses_of(check: Check, scheme: Scheme) -> tuple[Clause, ...]:
    """The clause of a check, or the parts of it where the scheme prints only these (Appendix II: A1, A2, B)."""
    return tuple(
        it for name, it in scheme.clauses.items() if name == check.clause or name.startswith(f"{check.clause}.A")
    )


def rule_of(check: Check) -> tuple[str, ...]:
    """How a check is judged: the docstring of its function, paragraph by paragraph."""
    text = inspect.cleandoc((check.run or check.run_among).__doc__ or "")
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def explained(check: Check, scheme: Scheme) -> Iterator[str]:
    """A check for people, line by line, in Markdown: clause, rule, figures with their history, open readings."""
    yield f"### {check.id}"
    yield ""
    yield f"Clause {check.clause} · {KINDS[check.kind]} · judged at: {STAGES[check.stage]}"
    yield ""
    for paragraph in rule_of(check):
        yield paragraph
        yield ""
    for clause in clauses_of(check, scheme):
        yield f"> {' '.join(clause.english.split())}"
        yield ">"
        yield f"> {' '.join(clause.hindi.split())}"
        yield ""
    yield from _histories(figures_of(check, scheme))
    yield from _readings(check, scheme)


def _histories(histories: Iterable[ParameterHistory]) -> Iterator[str]:
    rows = [(history, value) for history in histories for value in history.values]
    if not rows:
        return
    yield "| figure | value | from | judged on | known by | source |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for history, value in rows:
        judged = in_words(history.judged_on)
        yield (
            f"| `{history.id}` | {_value(history, value)} | {value.since} | {judged} | {value.known} | {value.source} |"
        )
    yield ""


def _value(history: ParameterHistory, value: DatedValue) -> str:
    return "not publicly known" if value.value is None else shown_figure(value.value, history.unit)


def _readings(check: Check, scheme: Scheme) -> Iterator[str]:
    for interpretation in scheme.interpretations.values():
        if check.id not in interpretation.affects:
            continue
        taken = interpretation.reading(interpretation.taken)
        yield f"**{interpretation.question}** Taken: {taken.text} {interpretation.why}"
        for reading in interpretation.readings:
            if reading.id != interpretation.taken:
                yield f"  - Other reading: {reading.text}"
        yield ""


def as_document(scheme: Scheme) -> str:
    """docs/checks.md: every check in the order of the worksheet."""
    lines = [
        "# The checks",
        "",
        "Made from the code by `make checks-document`; a test fails where it is not current. How doubt weighs is the",
        "same for all: what rests on a doubtful value, on a figure that no public source gives or on a value whose",
        "binding is open is referred; a figure known from the press only never fails anyone.",
        "",
    ]
    group = ""
    for check in CHECKS:
        if check.group != group:
            group = check.group
            lines += [f"## {group.capitalize()}", ""]
        lines += explained(check, scheme)
    return "\n".join(lines).rstrip() + "\n"
