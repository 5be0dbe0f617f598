"""What the scheme has left (6.2, 8): an incentive is paid out of the outlay in all, of the stream and of the group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checks.account import account_among
from checks.evidence import told
from checks.outcome import Outcome, joined, missing, not_applicable, number, passed, refer, rupees
from records.case import Case
from records.findings import Parameter
from records.neighbours import Neighbours
from reference import Rules


def outlay(case: Case, rules: Rules, neighbours: Neighbours) -> Outcome:
    """The amount fits into what is left of the outlay: in all, for the stream, for the group.

    How the outlay is shared out between applicants is not publicly known, so that an outlay used up is for a person.
    Not applicable where nobody has said what is committed already.
    """
    held = neighbours.commitments
    if held is None:
        return not_applicable("What the scheme has committed to others is not known to this run.")
    found = account_among(case, rules, neighbours)
    stream = told(case, "application_form", "recycling_stream")
    if found.amount is None or found.grouping.group is None:
        return missing("No amount can be computed from the papers filed, so that none can be held against the outlay.")
    group = found.grouping.group
    whole, of_group = rules.decimal("outlay.incentive"), rules.decimal(f"outlay.group_{group.lower()}")
    pots: list[tuple[str, Parameter, Decimal]] = [
        ("the scheme", whole, held.total),
        (f"Group {group}", of_group, held.by_group.get(group, Decimal(0))),
    ]
    if stream is not None and rules.has(f"outlay.stream_{stream.text}"):
        pots.append(
            (
                "the stream",
                rules.decimal(f"outlay.stream_{stream.text}"),
                held.by_stream.get(stream.text, Decimal(0)),
            )
        )
    left = [(name, number(parameter) - used) for name, parameter, used in pots]
    evidence: dict[str, Any] = {
        "fields": [*found.grouping.fields, *(stream.places if stream else ())],
        "parameters": [parameter for _, parameter, _ in pots],
        "figures": {"amount": found.amount, "least_left": min(rest for _, rest in left)},
        "rests_on": found.rate.fields,
    }
    short = [f"{rupees(found.amount - rest)} more than {name} has left" for name, rest in left if rest < found.amount]
    if short:
        return refer(f"The amount of {rupees(found.amount)} is {joined(short)}.", **evidence)
    if stream is None:
        return missing("The recycling stream was not found, so that its outlay cannot be told.", **evidence)
    rest = min(rest for _, rest in left) - found.amount
    return passed(
        f"After this amount of {rupees(found.amount)} at least {rupees(rest)} is left of the outlay of scheme, stream"
        " and group.",
        **evidence,
    )
