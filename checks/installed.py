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


def _by_words(tables: Iterable[Columns], name: str) -> dict[str, Located]:
    """The surely read figure of each row by the words of its description, where no other row has the same words."""
    found: dict[str, list[Located]] = {}
    for table in tables:
        for number, (text, figure) in enumerate(table.rows("description", name)):
            if text is not None and figure is not None:
                words = " ".join(re.findall(r"\w+", text.casefold()))
                found.setdefault(words, []).append(cell(table, number, name))
    return {words: places[0] for words, places in found.items() if len(places) == 1 and is_sure(places[0])}
