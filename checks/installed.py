"""What the chartered engineer certifies of each machine, beside the row of the statement that lists it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from checks.arithmetic import lost_in_print
from checks.evidence import cell, is_sure
from checks.outcome import rupees
from checks.purchases import statements
from records.case import Case, Located
from records.columns import Columns

PLANT = "plant_and_machinery"


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with its amount in the statement, and its value in the certificate."""

    amount: Located
    value: Located

    @property
    def agrees(self) -> bool:
        """Whether both are one figure, allowing for what a print in lakh or crore loses."""
        room = sum((lost_in_print(it.amount, it.field.evidence.text) for it in (self.amount, self.value)), Decimal(0))
        return abs(self.amount.amount - self.value.amount) <= room

    @property
    def excess(self) -> Decimal:
        """By how much the statement goes beyond the engineer."""
        return max(self.amount.amount - self.value.amount, Decimal(0))

    @property
    def words(self) -> str:
        """Both figures in words."""
        return f"{rupees(self.amount.amount)} in the statement and {rupees(self.value.amount)} by the engineer"


def valued_otherwise(case: Case) -> list[Machine]:
    """The machines that the engineer values otherwise than the statement, where most of his values are its amounts.

    A certificate may give market values, or those with tax; then none agrees and nothing is told. Machines are told by
    their words, where these stand once in either paper, and only by figures that were read surely.
    """
    seen = _by_words(case.columns("chartered_engineer_certificate", "machinery"), "value")
    if not seen:
        return []
    listed = _by_words((case.columns_of(document, "items") for document in statements(case)), "amount")
    both = [Machine(listed[words], seen[words]) for words in listed if words in seen]
    apart = [machine for machine in both if not machine.agrees]
    return apart if len(apart) * 2 < len(both) else []


def not_seen(case: Case) -> list[Located]:
    """The amounts of the plant that the engineer does not list, where his certificate lists most of the plant.

    A machine is listed where its words or its value are; one that he lists and the statement does not may be it, called
    or read otherwise. A machine smaller than all that he lists may have been left out as small; equipment and utilities
    he need not list.
    """
    certified = [
        (None if text is None else _level(text), value)
        for table in case.columns("chartered_engineer_certificate", "machinery")
        for text, value in table.rows("description", "value")
    ]
    listed = [
        (cell(table, number, "amount"), _level(text), head)
        for table in (case.columns_of(document, "items") for document in statements(case))
        for number, (text, head, amount) in enumerate(table.rows("description", "head", "amount"))
        if text is not None and amount is not None
    ]
    words, values = {it for it, _ in certified}, {it for _, it in certified if it}
    plant = [(amount, text) for amount, text, head in listed if head == PLANT]
    unseen = [amount for amount, text in plant if text not in words and amount.amount not in values]
    known, amounts = {text for _, text, _ in listed}, {it.amount for it, _, _ in listed}
    strange = [it for it in certified if it[0] not in known and it[1] not in amounts]
    if not values or strange or len(unseen) * 2 >= len(plant):
        return []
    return [it for it in unseen if it.amount >= min(values) and is_sure(it)]


def _by_words(tables: Iterable[Columns], name: str) -> dict[str, Located]:
    """The surely read figure of each row by the words of its description, where no other row has the same words."""
    found: dict[str, list[Located]] = {}
    for table in tables:
        for number, (text, figure) in enumerate(table.rows("description", name)):
            if text is not None and figure is not None:
                found.setdefault(_level(text), []).append(cell(table, number, name))
    return {words: places[0] for words, places in found.items() if len(places) == 1 and is_sure(places[0])}


def _level(description: str) -> str:
    return " ".join(re.findall(r"\w+", description.casefold()))
