"""Checks: fields × rules → findings and the incentive. All checks always run, in any order with the same outcome.

CHECKS is the scheme's checklist, in the order of the worksheet. Kinds: a *gate* decides eligibility; a *figure* moves
rupees; a *notice* decides nothing. All of `eligibility`, `capex.commercial_production` and `claim.threshold_exceeded`
are gates. `capex`, `opex`, `arithmetic`, `incentive` and `claim` are figures, but for the notice `claim.lock_in`; so
are `consistency` and `authenticity`, because a paper that is another's, or not what it says, moves every rupee that
rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks import (
    applicant,
    arithmetic,
    authenticity,
    authorisations,
    capex,
    claims,
    consistency,
    group_size,
    incentive,
    opex,
    outlay,
    physics,
    place,
    process,
    tampering,
)
from checks.bulk import Asked, Verdict, judged, judged_together
from checks.check import Check
from checks.run import recommendation, run, stage_of
from records.case import Case
from records.facts import Facts
from records.findings import Appraisal
from records.neighbours import Neighbours
from reference import Rules

CHECKS: tuple[Check, ...] = (
    Check("eligibility.registered_in_india", "9.1", "gate", "application", applicant.registered_in_india),
    Check("eligibility.application_window", "7.2", "gate", "application", applicant.application_window),
    Check("eligibility.single_phase", "9.2", "gate", "application", applicant.single_phase),
    Check("eligibility.authorisation_valid", "4.1", "gate", "application", authorisations.authorisation_valid),
    Check("eligibility.epr_registration_valid", "4.5", "gate", "application", authorisations.epr_registration_valid),
    Check("eligibility.recycling_stream", "4.4", "gate", "application", process.recycling_stream),
    Check("eligibility.minerals_listed", "2.2", "gate", "application", process.minerals_listed),
    Check("eligibility.process_level", "5.3", "gate", "application", process.process_level),
    Check("eligibility.feed_concentration", "5.1.2", "gate", "application", process.feed_concentration),
    Check("eligibility.product_purity", "5.2", "gate", "application", process.product_purity),
    Check("eligibility.recovery_yield", "5.4", "gate", "application", process.recovery_yield),
    Check("eligibility.group", "4.2", "gate", "application", group_size.group),
    Check("eligibility.minimum_investment", "8.1", "gate", "application", group_size.minimum_investment),
    Check("eligibility.minimum_capacity", "guidelines", "gate", "application", group_size.minimum_capacity),
    Check("consistency.entity_name", "9.1", "figure", "application", consistency.entity_name),
    Check("consistency.identifiers", "9.1", "figure", "application", consistency.identifiers),
    Check("consistency.unit_address", "4.1", "figure", "application", place.unit_address),
    Check("consistency.authorised_capacity", "4.1", "figure", "application", consistency.authorised_capacity),
    Check("consistency.epr_category", "4.5", "figure", "application", place.epr_category),
    Check("consistency.mass_balance", "5.4", "figure", "claim", physics.mass_balance),
    Check("consistency.dates_in_order", "9.5", "figure", "claim", physics.dates_in_order),
    Check("arithmetic.capex_total", "6.1.1", "figure", "application", arithmetic.capex_total),
    Check("arithmetic.ledger_total", "6.1.2", "figure", "application", arithmetic.ledger_total),
    Check("arithmetic.ledger_lines", "6.1.2", "figure", "application", arithmetic.ledger_lines),
    Check("arithmetic.gmr_total", "4.2", "figure", "application", arithmetic.gmr_total),
    Check("authenticity.identifiers", "9.1", "figure", "application", authenticity.identifiers),
    Check("authenticity.udin", "6.1.1", "figure", "application", run_among=authenticity.udin),
    Check("authenticity.digital_signature", "9.1", "figure", "application", tampering.digital_signature),
    Check("authenticity.hidden_text", "9.1", "figure", "application", tampering.hidden_text),
    Check("authenticity.duplicate_invoice", "6.1.1", "figure", "application", run_among=authenticity.duplicate_invoice),
    Check("authenticity.duplicate_document", "9.1", "figure", "application", run_among=tampering.duplicate_document),
    Check("capex.eligible_heads", "6.1.1", "figure", "claim", capex.eligible_heads),
    Check("capex.investment_period", "9.4", "figure", "claim", capex.investment_period),
    Check("capex.refurbished_share", "6.1.1", "figure", "claim", capex.refurbished_share),
    Check("capex.commercial_production", "9.5", "gate", "claim", capex.commercial_production),
    Check("capex.rate", "App-II", "figure", "claim", capex.rate),
    Check("opex.base_year", "6.1.2", "figure", "claim", opex.base_year),
    Check("opex.covered_sales", "6.1.2", "figure", "claim", opex.covered_sales),
    Check("opex.incremental_sales", "App-II.B", "figure", "claim", opex.incremental_sales),
    Check("incentive.ceilings", "6.2", "figure", "claim", run_among=incentive.ceilings),
    Check("incentive.outlay", "1.4", "figure", "claim", run_among=outlay.outlay),
    Check("claim.threshold_exceeded", "9.5", "gate", "claim", claims.threshold_exceeded),
    Check("claim.half_yearly", "9.5", "figure", "claim", claims.half_yearly),
    Check("claim.lock_in", "9.6", "notice", "claim", claims.lock_in),
    Check("claim.tenure", "7.1", "figure", "claim", claims.tenure),
)


def appraise(case: Case, neighbours: Neighbours, rules: Rules) -> Appraisal:
    """Appraise a case by every check, in the order of CHECKS.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    return run(case, neighbours, rules, CHECKS)


def judge(facts: Facts, neighbours: Neighbours, rules: Rules, before: Verdict | None = None) -> Verdict:
    """Judge a case by every check from its facts, as `appraise` does; see `checks.bulk`.

    Args:
        facts: of the case, `records.facts.facts_of`.
        neighbours: what other cases hold.
        rules: the scheme as of a day, best the same object for many cases.
        before: an earlier verdict on the case: what a change since cannot have touched is taken from it.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    return judged(facts, neighbours, rules, CHECKS, before)


def judge_many(asked: Iterable[Asked], rules: Rules) -> Iterator[Verdict]:
    """Judge many cases as `judge` does each of them: the same verdicts, in the same order, sooner.

    Args:
        asked: facts, neighbours, and the verdict before or None, of each case; taken a few at a time.
        rules: the scheme as of a day.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    return judged_together(asked, rules, CHECKS)


__all__ = ["CHECKS", "Check", "Verdict", "appraise", "judge", "judge_many", "recommendation", "stage_of"]
