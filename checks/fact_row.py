"""A row of the matrix of facts by documents: one fact, what each paper says of it, and how that compares."""

from __future__ import annotations

from collections.abc import Iterable

from checks.evidence import is_sure
from records.case import Located
from records.findings import CellVerdict, Parameter
from records.light import light_record


@light_record
class Cell:
    """What one paper says of a fact, and how that compares; `verdict` leaves aside how surely it was read."""

    found: Located
    verdict: CellVerdict = "agrees"
    note: str = ""


@light_record
class Row:
    """One fact across the papers of a case.

    Attributes:
        anchor: what the others are held against; None where nothing is.
        check: the check that judges by it, "" where it is only shown.
    """

    fact: str
    label: str
    check: str
    cells: tuple[Cell, ...]
    anchor: Located | None = None
    parameters: tuple[Parameter, ...] = ()

    def having(self, *verdicts: CellVerdict) -> list[Located]:
        """What the papers with one of these verdicts say, in the order of the row."""
        return [cell.found for cell in self.cells if cell.verdict in verdicts]

    @property
    def papers(self) -> int:
        """How many papers say what can be compared."""
        return len({it.document.identity for it in self.having("agrees", "doubtful", "differs")})


def in_order(found: Iterable[Located]) -> list[Located]:
    """By file, so that the order in which papers were handed in changes nothing."""
    return sorted(found, key=lambda it: (it.document.file, it.document.sha256, it.path))


def surest(found: Iterable[Located]) -> Located | None:
    """The one read with most confidence; the first by file of equals."""
    return min(
        found,
        key=lambda it: (not is_sure(it), -it.field.confidence, it.document.file, it.document.sha256),
        default=None,
    )
