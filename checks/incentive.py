"""The incentive, step by step (6.1, 6.2, Appendix II): what the papers support if open questions are settled as read.

Each step is exact and is rounded half up to the paisa at its end. A figure is None only where an input has no value; it
is then for the findings to say what is missing. What would change under another reading of a clause is computed by the
same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from checks.account import Account, account_among, other_applications
from checks.evidence import Told, at, told
from checks.grouping import of_group
from checks.investment import Investment, cited, lacking, printed, total, unit_in_doubt
from checks.other_readings import other_readings
from checks.outcome import Outcome, counted, joined, missing, passed, refer, rupees, to_paisa, written
from checks.purchases import statements
from checks.rate import CLAUSES, Reckoning, open_question, slab_clock
from checks.timeline import today
from records.case import Case, Located
from records.dates import financial_year
from records.findings import FieldRef, Incentive, SlabEnd, Step
from records.neighbours import Neighbours
from reference import Rules


def compute(case: Case, rules: Rules, neighbours: Neighbours | None = None) -> Incentive:
    """The incentive with its steps, and what it would be under the readings not taken."""
    found = account_among(case, rules, neighbours or Neighbours())
    start = found.rate.start
    return Incentive(
        group=found.grouping.group,
        capex_total=certified_total(case),
        capex_eligible=found.eligible,
        capex_rate=found.rate_value,
        capex_subsidy=found.subsidy,
        opex_subsidy=None,
        ceiling_applied=found.ceiling,
        amount=found.amount,
        basis=None if start is None else start.basis,
        steps=tuple(steps(found)),
        under_other_readings=tuple(other_readings(found)),
        slab_clock=tuple(clock(found)),
    )


def certified_totals(case: Case) -> tuple[Located, ...]:
    """The totals that the capex statements print."""
    return tuple(found for document in statements(case) if (found := at(document, "total_amount")) is not None)


def certified_total(case: Case) -> Decimal | None:
    """The certified printed total, of all statements together."""
    totals = certified_totals(case)
    return sum((found.amount for found in totals), Decimal(0)) if totals else None


def claims_opex(case: Case, rules: Rules) -> Told | None:
    """Where the papers ask for an opex subsidy that can be due, or None where none does.

    An application in hybrid mode asks for one, but the first share is due for Year 2: until that year has begun there
    is nothing to judge.
    """
    claimed = told(case, "claim_form", "opex_claimed")
    if claimed is not None and claimed.value not in {Decimal(0), "no"}:
        return claimed
    mode = told(case, "application_form", "incentive_mode")
    if mode is None or mode.text not in {"opex", "hybrid"}:
        return None
    if mode.text == "opex" or financial_year(today(case, rules)) >= str(rules.text("opex.year_2").value):
        return mode
    return None


def steps(found: Account) -> Iterator[Step]:
    """The computation, one line a step, each with its clause."""
    spent, rate = found.spent, found.rate
    rows = bool(spent.items)

    def refs(fields: Iterable[Located]) -> tuple[FieldRef, ...]:
        return tuple([it.ref for it in fields])

    def value(amount: Decimal) -> Decimal | None:
        return to_paisa(amount) if rows else None

    yield Step(
        "capex_total",
        "Capital expenditure as certified",
        "the printed total of the capex statement",
        certified_total(found.case),
        "6.1.1",
        fields=refs(certified_totals(found.case)),
    )
    if spent.again:
        yield Step(
            "capex_listed_once",
            "of the rows, each invoice once",
            "sum of the rows without those of the vendor, number, year and amount of a row before them",
            value(printed(spent.items)),
            "6.1.1",
            fields=refs(cited(spent.items, "amount")),
            note=f"{spent.once_only[0].upper()}{spent.once_only[1:]}.",
        )
    if spent.taxed:
        yield Step(
            "tax_credited",
            "Goods and services tax within the amounts of plant, equipment and utilities, taken as credited",
            "sum of the tax within the amounts of the rows under these heads",
            to_paisa(spent.tax),
            "6.1.1",
            fields=refs(cited(spent.taxed, "gst")),
            note="See the interpretation tax_where_credit_is_availed.",
        )
    yield Step(
        "capex_of_eligible_heads",
        "of this, plant and machinery, equipment and associated utilities",
        f"sum of the rows under these heads{', without tax_credited' if spent.taxed else ''}",
        value(total(spent.of_eligible_heads)),
        "6.1.1",
        fields=refs(cited(spent.of_eligible_heads, "amount")),
        parameters=spent.heads.parameters[:1],
    )
    yield Step(
        "capex_in_period",
        "of this, invested from the date of approval of the Scheme",
        "sum of these rows dated on or after capex.investment_from",
        value(total(spent.in_period)),
        "9.4",
        fields=refs(cited(spent.in_period, "amount", "invoice_date")),
        parameters=(spent.first_day,),
    )
    yield Step(
        "plant_and_equipment",
        "of this, plant, machinery and equipment",
        "the base of the refurbished share: utilities are not in it",
        value(total(spent.plant)),
        "6.1.1",
        parameters=spent.heads.parameters[2:],
    )
    yield Step(
        "refurbished",
        "of this, refurbished",
        "sum of the rows marked refurbished",
        value(spent.refurbished),
        "6.1.1",
        fields=refs(it for it in cited(spent.plant, "condition") if it.text == "refurbished"),
    )
    yield Step(
        "refurbished_excess",
        "refurbished plant that is not considered",
        "max(0, refurbished - capex.refurbished_share_max * plant_and_equipment)",
        value(spent.refurbished_excess),
        "6.1.1",
        parameters=(spent.cap,),
    )
    yield Step(
        "capex_eligible",
        "Eligible capital expenditure",
        "capex_in_period - refurbished_excess",
        found.eligible,
        "6.1.1",
    )
    yield Step(
        "capex_rate",
        "Rate of the capital subsidy",
        "Appendix II by kind of unit, clearance and months from approval to production",
        found.rate_value,
        CLAUSES[rate.table],
        unit="fraction",
        fields=refs(rate.fields),
        parameters=rate.slab.parameters if rate.slab else (),
        note=_rate_note(rate),
    )
    yield Step(
        "capex_subsidy", "Capital subsidy before the ceiling", "capex_eligible * capex_rate", found.subsidy, "6.1.1"
    )
    if claims_opex(found.case, found.rules) is not None:
        yield _opex_step(found)
    group = found.grouping.group
    yield Step(
        "ceiling_applied",
        f"Ceiling for a participant of Group {group}" if group else "Ceiling for a participant of the group",
        f"ceiling.total_{group.lower()}" if group else "ceiling.total of the group, which is not known",
        found.ceiling,
        "6.2",
        fields=refs(found.grouping.fields),
        parameters=(of_group(found.rules, "ceiling.total", group), found.grouping.minimum_a) if group else (),
    )
    left = "ceiling_applied"
    if found.received:
        yield Step(
            "received_earlier",
            "Incentive received earlier",
            "sum of the earlier receipts of the claim form",
            to_paisa(sum((it.amount for it in found.received), Decimal(0))),
            "6.2",
            fields=refs(found.received),
        )
        left = "max(0, ceiling_applied - received_earlier)"
    if found.elsewhere:
        yield Step(
            "received_elsewhere",
            "Incentive received by the participant in its other applications",
            "sum of the earlier receipts of the claim forms of these applications",
            to_paisa(sum((it.amount for it in found.elsewhere), Decimal(0))),
            "6.2",
            note=joined(sorted({it.application_id for it in found.elsewhere})),
        )
        left = (
            f"{left.removesuffix(')')} - received_elsewhere)"
            if found.received
            else ("max(0, ceiling_applied - received_elsewhere)")
        )
    yield Step("amount", "Amount that the papers support", f"min(capex_subsidy, {left})", found.amount, "6.2")


def _opex_step(found: Account) -> Step:
    eligible = found.rules.decimal("opex.total_eligible")
    share = found.rules.decimal("opex.share_year_2")
    return Step(
        "opex_subsidy",
        "Opex subsidy",
        "opex.total_eligible * opex.share_year_2 on incremental sales in Year 2, the rest in Year 5",
        None,
        "6.1.2",
        parameters=(eligible, share),
        note="The total eligible opex, to which the shares apply, is not publicly known; the amount is without it.",
    )


def _rate_note(rate: Reckoning) -> str:
    if rate.start is None:
        return "No paper says when production starts."
    return f"On {rate.start.words}, {written(rate.start.day)}."


def clock(found: Account) -> Iterator[SlabEnd]:
    """The slab clock: when the rate of this approved entity falls, and what each fall costs at this expenditure."""
    rate = found.rate
    if rate.approval is None or rate.column is None:
        return
    first: Decimal | None = None
    for slab in slab_clock(found.rules, rate.column, rate.table, rate.approval.day):
        under = found.read_as(rate_value=slab.rate)
        first = under.amount if first is None else first
        lost = None if first is None or under.amount is None else first - under.amount
        yield SlabEnd(slab.rate, slab.last_day, under.subsidy, under.amount, lost)


def open_items(spent: Investment) -> Iterator[str]:
    """What the rows of the statement leave open: what cannot be placed, and what counts though not all is printed."""
    if spent.unplaced:
        wants = sorted({want for item in spent.unplaced for want in item.wants})
        yield (
            f"{counted(len(spent.unplaced), 'item')} of the statement cannot be placed for want of"
            f" {joined(wants, last='or')}"
        )
    if spent.perhaps_again:
        yield f"whether {rupees(printed(spent.perhaps_again))} is listed twice rests on what was read in doubt"
    if silent := lacking(spent.plant, "condition"):
        yield (
            f"the condition of {counted(len(silent), 'item')} of plant, {rupees(total(silent))} counted as new, is not"
            " printed"
        )


def ceilings(case: Case, rules: Rules, neighbours: Neighbours) -> Outcome:
    """The incentive of a participant ends at the ceiling of its group (6.2); what lies beyond is not payable.

    Reaching the ceiling is no fault, so it passes and says how much is cut; so does a claim for more than is computed,
    of which the lesser is payable. Earlier receipts count towards the ceiling and go to a person, as do other
    applications of the participant, for the ceiling is one for all of them, a claim for less than the papers support,
    and an opex subsidy, whose amount is not publicly defined.
    """
    found = account_among(case, rules, neighbours)
    group = found.grouping.group
    if group is None or found.ceiling is None:
        return missing("The group is not known, so that no ceiling can be told.", parameters=[found.grouping.minimum_a])
    ceiling = of_group(rules, "ceiling.total", group)
    evidence: dict[str, Any] = {
        "fields": [*found.grouping.fields, *found.rate.fields],
        "parameters": [ceiling, found.grouping.minimum_a],
        "figures": {"capex_subsidy": found.subsidy, "ceiling": found.ceiling, "amount": found.amount},
        "rests_on": (*found.spent.deciding_cells, *found.received),
    }
    if found.subsidy is None:
        return missing("No capital subsidy can be computed from the papers filed.", **evidence)
    opex = claims_opex(case, rules)
    said = []
    if not found.grouping.is_settled:
        said.append(f"the group is not settled, and the ceiling of Group {group} is taken")
    if found.rate.start is not None and found.rate.start.basis != "production":
        said.append("the start of production is not certified")
    elif doubt := open_question(found.rate):
        said.append(doubt)
    said += open_items(found.spent)
    if found.spent.taxed:
        said.append("whether tax within the amounts was credited, a person must see")
    if doubt := unit_in_doubt(case, found.spent):
        said.append(doubt)
    if unread := len(case.rows("claim_form", "earlier_receipts")) - len(found.received):
        said.append(f"the amount of {counted(unread, 'earlier receipt')} was not read")
    if found.received:
        earlier = sum((it.amount for it in found.received), Decimal(0))
        said.append(
            f"{rupees(earlier)} received earlier counts towards the ceiling; whether it was paid on the same"
            " expenditure, a person must see"
        )
    if others := other_applications(case, neighbours):
        there = sum((it.amount for it in found.elsewhere), Decimal(0))
        said.append(
            f"the participant has {counted(len(others), 'other application')} ({joined(others)}), for which the ceiling"
            f" is the same one; {rupees(there)} received there is taken off"
        )
    claimed = told(case, "claim_form", "amount_claimed")
    if claimed is not None:
        evidence["fields"] = [*evidence["fields"], claimed.found]
        evidence["figures"] |= {"claimed": claimed.amount}
        if claimed.contradiction:
            said.append(f"the claim forms differ: {claimed.contradiction}")
        if found.amount is not None and claimed.amount < found.amount:
            said.append(
                f"the claim asks for {rupees(claimed.amount)} only, {rupees(found.amount - claimed.amount)} less than"
                f" the {rupees(found.amount)} computed"
            )
    if opex is not None:
        said.append(f"the opex subsidy that {opex.found.document.file} asks for is not publicly defined")
    over = found.subsidy - found.ceiling
    words = (
        f"The capital subsidy of {rupees(found.subsidy)} is {rupees(over)} above the ceiling of {rupees(found.ceiling)}"
        f" for Group {group}, and the excess is not payable"
        if over > 0
        else f"The capital subsidy of {rupees(found.subsidy)} is {rupees(-over)} within the ceiling of"
        f" {rupees(found.ceiling)} for Group {group}"
    )
    if claimed is not None and found.amount is not None and claimed.amount > found.amount:
        words = (
            f"{words}; the claim asks for {rupees(claimed.amount)}, {rupees(found.amount)} is computed, and the lesser"
            " is payable"
        )
    if not case.of_type("claim_form"):
        words = f"{words}; no claim form tells whether anything was received before"
    if said:
        return refer(f"{words}; but {joined(said)}.", **evidence)
    return passed(f"{words}.", **evidence)
