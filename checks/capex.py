"""Capital expenditure (6.1.1, 9.4), commencement of commercial production (9.5) and the rate (Appendix II A1, A2).

What the gazette *limits* (refurbished plant, the period of investment) is referred with the amount that is not
considered, and the incentive is computed without it; an item that is surely land or building is simply not part of the
sum, which the finding says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.descriptions import Line, amount_of, bought_within, numbered_earlier, saying
from checks.evidence import absent, at
from checks.installed import not_seen, valued_otherwise
from checks.investment import (
    Expenditure,
    Investment,
    Item,
    cited,
    expenditure,
    gazette_day,
    investment,
    lacking,
    printed,
    total,
    unit_in_doubt,
)
from checks.outcome import (
    Outcome,
    counted,
    days,
    failed,
    in_words,
    joined,
    missing,
    number,
    passed,
    percent,
    ratio,
    refer,
    rupees,
    written,
)
from checks.rate import CLAUSES, COLUMNS, Reckoning, open_question, reckoning, slab_of
from checks.timeline import certified_start, production_start, today
from records.case import Case, Located
from records.readings import Value
from reference import Rules, entries_of

NAMED = 3
"""How many machines a reason names."""

NO_ITEMS = "No capex statement with its list of items was read."


def eligible_heads(case: Case, rules: Rules) -> Outcome:
    """Capital expenditure is the total of plant and machinery, equipment and associated utilities (6.1.1).

    Goods and services tax within the amounts is not counted: credit on plant is there for whoever is registered, and
    tax that is credited is not spent (interpretation `tax_where_credit_is_availed`). That it was availed a person sees;
    so do they what the words of a row say against its head, what was bought from the applicant's own group, and what
    the engineer values otherwise, or does not list, where most of his certificate is the statement's.
    """
    spent = expenditure(case, rules)
    if not spent.items:
        return missing(NO_ITEMS)
    named_out = [item for item in spent.items if item.head in spent.heads.ineligible]
    unclear = [
        item
        for item in spent.items
        if item.head not in spent.heads.eligible and item.head not in spent.heads.ineligible
    ]
    unpriced = lacking(spent.of_eligible_heads, "amount")
    kept = total(spent.of_eligible_heads)
    kept_words = f"{rupees(kept)} ({spent.once_only})" if spent.again else rupees(kept)
    words = rules.text("tolerance.words_not_plant")
    evidence: dict[str, Any] = {
        "fields": cited(spent.items, "head", "amount"),
        "parameters": spent.heads.parameters[:2],
        "figures": {"considered": kept, "excluded": total(named_out), "unclear": total(unclear)},
    }
    if spent.again:
        evidence["fields"] = [*evidence["fields"], *cited(spent.again, "amount")]
        evidence["figures"] |= {"listed_again": printed(spent.again)}
    tax_unclear = [item for item in spent.taxed if item.tax is None]
    if spent.taxed:
        evidence["parameters"] = [*evidence["parameters"], rules.text("capex.tax_credit")]
        evidence["fields"] = [*evidence["fields"], *cited(spent.taxed, "basic", "freight", "gst")]
        evidence["figures"] |= {"tax": spent.tax}
    if unclear or unpriced:
        said = [f"{counted(len(unclear), 'item')} of {rupees(total(unclear))} under no head of 6.1.1"] * bool(unclear)
        said += [f"{counted(len(unpriced), 'item')} without an amount"] * bool(unpriced)
        return refer(f"{kept_words} is considered; a person must place {joined(said)}.", **evidence)
    if doubt := unit_in_doubt(case, spent):
        evidence["fields"] = [*evidence["fields"], *case.fields("application_form", "proposed_investment")]
        return refer(f"{kept_words} is considered; {doubt}.", **evidence)
    if spent.taxed:
        said = [f"{rupees(spent.tax)} of tax within the amounts is not, as if its credit is availed"] * bool(spent.tax)
        said += [
            f"whether {counted(len(tax_unclear), 'amount')} of {rupees(total(tax_unclear))} holds tax is not clear"
        ] * (bool(tax_unclear))
        return refer(f"{kept_words} is considered; {joined(said)}.", **evidence)
    if doubts := list(_doubts(case, spent, rules)):
        evidence["figures"] |= {"unclear": sum((it.at_stake for it in doubts), Decimal(0))}
        evidence["parameters"] = [*evidence["parameters"], words]
        evidence["fields"] = [*evidence["fields"], *(found for it in doubts for found in it.fields)]
        return refer(f"{kept_words} is considered; {joined([it.words for it in doubts])}.", **evidence)
    if not spent.of_eligible_heads:
        return failed(
            f"None of the {rupees(total(named_out))} is plant and machinery, equipment or utilities.", **evidence
        )
    if named_out:
        heads = joined(sorted({in_words(str(item.head)) for item in named_out}))
        return passed(f"{kept_words} is considered; {rupees(total(named_out))} under {heads} is not.", **evidence)
    return passed(f"All of the {kept_words} is plant and machinery, equipment or utilities.", **evidence)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person must see of the rows that are considered: in words, where, and how much of it is at stake."""

    words: str
    fields: tuple[Located, ...]
    at_stake: Decimal


def _doubts(case: Case, spent: Expenditure, rules: Rules) -> Iterator[Doubt]:
    """What the words, the sellers and the engineer's values say against rows that stand under an eligible head."""
    words, anyway = rules.text("tolerance.words_not_plant"), rules.text("tolerance.words_plant_anyway")
    odd = saying(
        case, entries_of(words), among=lambda head, _: head in spent.heads.eligible, but_for=entries_of(anyway)
    )
    if odd:
        said = f"the words of {counted(len(odd), 'row')} of {rupees(amount_of(odd))} do not fit the head"
        yield Doubt(said, _naming(odd), amount_of(odd))
    if within := bought_within(case, spent.heads.eligible):
        said = (
            f"{rupees(amount_of(within))} is bought from the applicant or a company of its group, at a price that a"
            " person must see"
        )
        yield Doubt(said, _naming(within), amount_of([line for line in within if line not in odd]))
    if otherwise := valued_otherwise(case):
        differ = f"{counted(len(otherwise), 'machine')} {'is' if len(otherwise) == 1 else 'are'} valued otherwise"
        at_stake = sum((it.excess for it in otherwise), Decimal(0))
        said = f"{differ}, {joined([it.words for it in otherwise[:NAMED]])}"
        yield Doubt(said, tuple(it.value for it in otherwise), at_stake)
    if unseen := not_seen(case):
        at_stake = sum((it.amount for it in unseen), Decimal(0))
        said = f"{counted(len(unseen), 'machine')} of {rupees(at_stake)} {'is' if len(unseen) == 1 else 'are'}"
        yield Doubt(f"{said} not among the machinery that the engineer lists", tuple(unseen), at_stake)


def _naming(lines: Iterable[Line]) -> tuple[Located, ...]:
    return tuple(found for line in lines for found in line.cells("description", "vendor", "vendor_gstin"))


def investment_period(case: Case, rules: Rules) -> Outcome:
    """Investment counts from the date of approval of the Scheme (9.4), by the date of the invoice.

    An invoice of a day that the statement does not certify is for a person, as is one whose number names a financial
    year that ended before that day while its date is later.
    """
    spent = expenditure(case, rules)
    if not spent.items:
        return missing(NO_ITEMS)
    concerned = [item for item in spent.items if item.head not in spent.heads.ineligible]
    first, gazetted, now = spent.from_day, gazette_day(rules), today(case, rules)
    undated = [item for item in concerned if item.dated is None]
    early = [item for item in concerned if item.dated and item.dated < first]
    late = [item for item in concerned if item.dated and item.dated > now]
    between = [item for item in concerned if item.dated and first <= item.dated < gazetted]
    evidence: dict[str, Any] = {
        "fields": cited(concerned, "invoice_date"),
        "parameters": [spent.first_day],
        "figures": {
            "not_considered": total(early),
            "undated": total(undated),
            "only_under_the_reading_taken": total(between),
        },
    }
    said = []
    if early:
        said.append(f"{rupees(total(early))} invoiced before {written(first)} is not considered")
    if undated:
        said.append(
            f"{rupees(total(undated))} in {counted(len(undated), 'item')} without an invoice date must be dated"
        )
    if late:
        said.append(f"{rupees(total(late))} is invoiced after {written(now)}, the day of this appraisal")
    if outside := [item for item in concerned if item.is_outside_its_period and item not in early and item not in late]:
        said.append(f"{rupees(total(outside))} is invoiced outside the period that the statement certifies")
    if older := numbered_earlier(case, spent.heads.eligible, first):
        evidence["fields"] = [*evidence["fields"], *(found for it in older for found in it.cells("invoice_number"))]
        said.append(
            f"the numbers of {counted(len(older), 'invoice')} of {rupees(amount_of(older))} name a year that ended"
            f" before {written(first)}"
        )
    if said:
        return refer(f"{joined(said)}.", **evidence)
    if not concerned:
        return missing("The capex statement lists no plant, machinery, equipment or utilities to be dated.", **evidence)
    earliest = min(found.day for found in cited(concerned, "invoice_date"))
    margin = days((earliest - first).days)
    other = (
        f"; {rupees(total(between))} of it would not count from the gazette's date, {written(gazetted)}"
        if between
        else ""
    )
    return passed(
        f"The earliest invoice is of {written(earliest)}, {margin} from {written(first)} on{other}.", **evidence
    )


def refurbished_share(case: Case, rules: Rules) -> Outcome:
    """Refurbished plant counts only up to a set share of eligible plant, machinery and equipment (6.1.1).

    The base is every row headed plant and machinery or equipment, the refurbished ones included; the interpretation
    `refurbished_base` holds the other readings, whose amounts the incentive shows. What a description calls used, or
    the engineer saw as refurbished, and the statement lists as new is for a person.
    """
    spent = investment(case, rules)
    if not spent.items:
        return missing(NO_ITEMS)
    if not spent.plant:
        return missing("The capex statement lists no plant, machinery or equipment that is considered.")
    whole, used, cap = total(spent.plant), spent.refurbished, number(spent.cap)
    words = rules.text("tolerance.words_refurbished")
    share = ratio(used, whole)
    silent = lacking(spent.plant, "condition")
    unplaced = [item for item in spent.items if _place_is_open(item, spent)]
    evidence: dict[str, Any] = {
        "fields": cited(spent.plant, "condition", "amount"),
        "rests_on": cited(spent.items, "head", "amount", "invoice_date"),
        "parameters": [spent.cap, spent.heads.parameters[2]],
        "figures": {"share": share, "refurbished": used, "base": whole, "excess": spent.refurbished_excess or None},
    }
    if used > cap * whole:
        return refer(
            f"Refurbished plant is {percent(share)} of {rupees(whole)}; {rupees(spent.refurbished_excess)} beyond"
            f" {percent(cap)} is not considered.",
            **evidence,
        )
    if unplaced:
        return refer(
            f"Refurbished plant is {percent(share)} of what could be placed; {counted(len(unplaced), 'item')} without"
            " head, amount or date may change it.",
            **evidence,
        )
    used_by_name = saying(
        case, entries_of(words), among=lambda head, it: head in spent.heads.refurbished_base and _is_new(it)
    )
    seen = _seen_refurbished(case)
    if used_by_name or seen > used:
        evidence["figures"] |= {"unclear": max(amount_of(used_by_name), seen - used)}
        evidence["parameters"] = [*evidence["parameters"], words]
        evidence["fields"] = [
            *evidence["fields"],
            *(found for line in used_by_name for found in line.cells("description")),
        ]
        said = [f"{rupees(amount_of(used_by_name))} is called used and listed as new"] * bool(used_by_name)
        said += [f"the engineer saw {rupees(seen)} of refurbished plant"] * (seen > used)
        return refer(
            f"Refurbished plant is {percent(share)} of {rupees(whole)} by the statement; {joined(said)}.", **evidence
        )
    if silent:
        evidence["figures"] |= {"unclear": total(silent)}
        return refer(
            f"The condition of {len(silent)} of {counted(len(spent.plant), 'item')}, {rupees(total(silent))}, is not"
            f" printed; counted as new, refurbished plant is {percent(share)}.",
            **evidence,
        )
    room = rupees(cap * whole - used)
    return passed(
        f"Refurbished plant is {percent(share)} of {rupees(whole)}, {room} within the {percent(cap)} considered.",
        **evidence,
    )


def _is_new(condition: Value | None) -> bool:
    return condition != "refurbished"


def _seen_refurbished(case: Case) -> Decimal:
    """The value of the machines that the chartered engineer lists as refurbished."""
    return sum(
        (
            value
            for table in case.columns("chartered_engineer_certificate", "machinery")
            for value, condition in table.rows("value", "condition")
            if value is not None and condition == "refurbished"
        ),
        Decimal(0),
    )


def _place_is_open(item: Item, spent: Investment) -> bool:
    """Whether a row that lacks its head, its amount or its date might be plant or equipment of the period."""
    if item.head is None:
        return True
    if item.head not in spent.heads.refurbished_base:
        return False
    return "amount" in item.lacks or (item.dated is None and item.period_starts is None)


def commercial_production(case: Case, rules: Rules) -> Outcome:
    """Incentive is released only on commencement of commercial production (9.5), on an engineer's certificate.

    Neither a first sale nor an expected date is proof: without the certificate the finding is `missing`, whatever the
    incentive is computed on.
    """
    certified = certified_start(case)
    if certified is None:
        why = absent(case, "chartered_engineer_certificate", "the start of commercial production")
        start = production_start(case)
        basis = f" The incentive is computed on {start.words}, {written(start.day)}." if start else ""
        return missing(
            f"{why}{basis}",
            fields=[start.found] if start else [],
            figures={"basis": start.basis, "start": start.day} if start else {},
        )
    signed = at(certified.found.document, "certificate_date")
    evidence: dict[str, Any] = {"fields": [certified.found, signed], "figures": {"production_date": certified.day}}
    if certified.contradiction:
        return refer(f"The certificates differ: {certified.contradiction}.", **evidence)
    if signed is not None and certified.day > signed.day:
        return refer(
            f"The certificate of {written(signed.day)} names {written(certified.day)}, a day then still to come.",
            **evidence,
        )
    now = today(case, rules)
    if certified.day > now:
        return failed(f"Production begins on {written(certified.day)}, after {written(now)}.", **evidence)
    ago = days((now - certified.day).days)
    return passed(f"Production began on {written(certified.day)}, {ago} before {written(now)}.", **evidence)


def rate(case: Case, rules: Rules) -> Outcome:
    """The rate falls with the time from approval to production, by kind of unit and clearance (Appendix II A1, A2).

    A1 needs an environmental clearance for the unit among the papers: required but not filed, the finding refers and
    the amount is computed on A2. Modernisation and diversification have no column in Appendix II.
    """
    known = reckoning(case, rules)
    if known.approval is None:
        return missing(absent(case, "approval_letter", "the date of approval"), fields=known.fields)
    if known.unit_type is None:
        return missing(absent(case, "application_form", "the kind of unit"), fields=known.fields)
    if known.start is None or known.slab is None:
        return missing("No paper says when production starts, so that no rate can be told.", fields=known.fields)
    slab = known.slab
    evidence: dict[str, Any] = {
        "fields": known.fields,
        "parameters": slab.parameters,
        "figures": {
            "rate": slab.rate,
            "slab": Decimal(slab.number),
            "table": CLAUSES[known.table],
            "last_day": slab.last_day,
            **_other_cells(known, rules),
        },
    }
    if known.start.basis != "production":
        return missing(
            f"The rate would be {percent(slab.rate)} on {known.start.words}, {written(known.start.day)}; the start of"
            " production is not certified.",
            **evidence,
        )
    if doubt := open_question(known):
        return refer(f"The rate is computed as {percent(slab.rate)}; {doubt}.", **evidence)
    return passed(f"The rate is {percent(slab.rate)}: {_margin(known)}.", **evidence)


def _margin(known: Reckoning) -> str:
    if known.approval is None or known.start is None or known.slab is None:
        return ""
    span = f"production began on {written(known.start.day)} after the approval of {written(known.approval.day)}"
    if known.slab.last_day is None:
        return f"{span}, later than every reduced slab of {CLAUSES[known.table]} allows"
    return f"{span}, {days((known.slab.last_day - known.start.day).days)} before this slab ends"


def _other_cells(known: Reckoning, rules: Rules) -> dict[str, Decimal]:
    """The rates of the other table and of the other column, for the cases in which a person must choose."""
    if known.approval is None or known.start is None or known.column is None or known.unit_type is None:
        return {}
    days_ = (known.approval.day, known.start.day)
    cells = {}
    if known.required is None or (known.required.text == "yes") != (known.clearance is not None):
        for table, clause in CLAUSES.items():
            cells[f"rate_{clause.partition('.')[2]}"] = slab_of(rules, known.column, table, *days_).rate
    if known.unit_type.text not in {"new", "expansion"}:
        for column in COLUMNS:
            cells[f"rate_as_{column}"] = slab_of(rules, column, known.table, *days_).rate
    return cells
