"""What the unit may do: the capacity and the stream of the application beside consents, registrations and engineer."""

from __future__ import annotations

from collections.abc import Set

from checks.evidence import at, confirmed, is_anothers, is_sure, own_papers
from checks.fact_row import Cell, Row, in_order, surest
from checks.once import per_case
from checks.outcome import in_words, number, tonnes_a_year
from checks.papers import by_validity, paper
from records.case import Case, Located
from records.findings import CellVerdict, FieldRef, Parameter
from records.readings import DocumentReading
from reference import Rules, entries_of

RULES_OF_STREAM = {
    "e_waste": "epr.rule_set_e_waste",
    "lib_scrap": "epr.rule_set_lib_scrap",
    "other_scrap": "epr.rule_set_other_scrap_vehicles",
}
"""Under which rules a stream's recycler registers; of other scrap only that of vehicles has any."""


@per_case
def capacities(case: Case, rules: Rules) -> Row:
    """The capacity: what is applied for against what consent and registration allow, and what is installed.

    Of each kind of paper the one that runs longest counts; earlier ones and those that serve another stage are shown.
    """
    excess, shortfall = rules.decimal("tolerance.capacity_excess"), rules.decimal("tolerance.capacity_shortfall")
    claimed = case.fields("application_form", "capacity_tpa")
    witnesses = capacity_witnesses(case)
    anchor = surest(claimed)
    counted_ = {it.ref for it in authorised(case, rules)}
    cells = []
    for it in in_order(witnesses):
        verdict, note = _capacity_verdict(case, it, anchor, counted_, excess, shortfall)
        cells.append(Cell(confirmed(it, witnesses) if verdict == "agrees" else it, verdict, note))
    return Row(
        "capacity",
        "Capacity, tonnes a year",
        "consistency.authorised_capacity",
        tuple(cells),
        anchor,
        (excess, shortfall),
    )


def _capacity_verdict(
    case: Case, found: Located, anchor: Located | None, counted_: Set[FieldRef], excess: Parameter, shortfall: Parameter
) -> tuple[CellVerdict, str]:
    if is_anothers(case, found.document):
        return "not_compared", "in a paper of another entity"
    if anchor is None:
        return "not_compared", "the application gives none"
    gap = found.amount - anchor.amount
    match found.document.document_type:
        case "application_form":
            return ("agrees", "") if gap == 0 else ("differs", f"not {tonnes_a_year(anchor.amount)}")
        case "chartered_engineer_certificate":
            short = -gap > number(shortfall) * anchor.amount
            return ("differs", f"{tonnes_a_year(-gap)} less than applied for") if short else ("agrees", "installed")
        case _ if found.ref not in counted_:
            return "not_compared", "an earlier paper, or one for another stage"
        case _:
            beyond = -gap > number(excess) * found.amount
            return ("differs", f"{tonnes_a_year(-gap)} less than applied for") if beyond else ("agrees", "authorised")


def capacity_witnesses(case: Case) -> list[Located]:
    """Every place that prints a capacity of the unit: each may confirm another that was read in doubt."""
    return [
        *case.fields("application_form", "capacity_tpa"),
        *case.fields("pollution_board_authorisation", "capacity_tpa"),
        *case.fields("epr_certificate", "capacity_tpa"),
        *case.fields("chartered_engineer_certificate", "installed_capacity_tpa"),
    ]


def serving(case: Case, rules: Rules, document_type: str) -> list[DocumentReading]:
    """The unit's own consents of the kind that this stage asks for, or its registrations, the longest-running first."""
    if document_type == "epr_certificate":
        return [it.document for it in by_validity(paper(it, "rule_set") for it in own_papers(case, document_type))]
    kinds = entries_of(rules.text(f"consent.kinds_{case.stage}"))
    consents = by_validity(paper(it, "authorisation_kind") for it in own_papers(case, document_type))
    return [it.document for it in consents if it.kind in kinds]


@per_case
def authorised(case: Case, rules: Rules) -> tuple[Located, ...]:
    """The capacity of the consent that serves this stage and of the registration, each of the longest-running paper."""
    found = []
    for document_type in ("pollution_board_authorisation", "epr_certificate"):
        printed = [it for document in serving(case, rules, document_type) if (it := at(document, "capacity_tpa"))]
        found += [confirmed(it, capacity_witnesses(case)) for it in printed[:1]]
    return tuple(found)


@per_case
def allowed_beside(case: Case, rules: Rules) -> tuple[Located, ...]:
    """The capacity that waste authorisation and clearance print surely, each of the longest-running paper.

    They need not print any; what they do print, the unit may not process more of.
    """
    kinds = entries_of(rules.text("consent.kinds_waste_authorisation"))
    orders = by_validity(paper(it, "authorisation_kind") for it in own_papers(case, "pollution_board_authorisation"))
    waste = [it.document for it in orders if it.kind in kinds]
    found = [
        next((place for it in papers if (place := at(it, "capacity_tpa")) is not None), None)
        for papers in (waste, own_papers(case, "environmental_clearance"))
    ]
    return tuple(it for it in found if it is not None and is_sure(it))


@per_case
def streams(case: Case, rules: Rules) -> Row:
    """The recycling stream of the application against the rules under which each registration is held."""
    stated = in_order(case.fields("application_form", "recycling_stream"))
    registered = in_order(it for doc in own_papers(case, "epr_certificate") if (it := at(doc, "rule_set")) is not None)
    anchor = surest(stated)
    wanted = None if anchor is None else RULES_OF_STREAM.get(anchor.text)
    rule = None if wanted is None else rules.text(wanted)
    cells = [
        Cell(it) if anchor is None or it.text == anchor.text else Cell(it, "differs", f"not {in_words(anchor.text)}")
        for it in stated
    ]
    for it in registered:
        if anchor is None or rule is None:
            cells.append(Cell(it, "not_compared", "no stream is known that tells what rules apply"))
        elif it.text == rule.value:
            cells.append(Cell(it))
        elif anchor.text == "other_scrap":
            cells.append(Cell(it, "doubtful", "for other scrap than of vehicles no rules are named"))
        else:
            cells.append(Cell(it, "differs", f"{in_words(anchor.text)} needs {in_words(str(rule.value))}"))
    return Row(
        "stream", "Recycling stream", "consistency.epr_category", tuple(cells), anchor, () if rule is None else (rule,)
    )
