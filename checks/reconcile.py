"""What the papers of a case say of one fact, side by side: the matrix of facts by documents.

A row holds one fact against all papers that print it. The consistency checks judge by these rows and the worksheet
shows them, so that a finding and the matrix can never disagree. How far two prints may lie apart and still agree is in
the scheme pack, `tolerance.*`; what decides sameness is in `records.names` and `records.identifiers`, never luck.

The rows are made in `checks.identity` (who and where), `checks.permitted` (what the unit may do) and `checks.figures`
(money and days); here they are put in order and shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from checks.evidence import is_sure
from checks.fact_row import Cell, Row
from checks.figures import dates, expenditure, group_revenue, sales
from checks.identity import IDENTIFIERS, addresses, application_numbers, identifier, names
from checks.outcome import UnknownFigure, counted, joined
from checks.permitted import capacities, streams
from records.case import Case
from records.findings import Agreement, CellVerdict, Reconciliation, ReconciliationCell
from reference import NotInForce, Rules

WORST_FIRST: tuple[CellVerdict, ...] = ("differs", "doubtful", "agrees", "not_compared")


def rows(case: Case, rules: Rules) -> Iterator[Row]:
    """Every fact of the matrix that some paper prints, in the order of the sheet.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter. Where only a date of the case is, or
            a figure is not known, the row that needs it is left out; the check that judges by it says why.
    """
    for make in FACTS:
        try:
            yield from (row for row in make(case, rules) if row.cells)
        except UnknownFigure:
            continue
        except NotInForce as error:
            if error.as_of:
                raise


def _identifiers(case: Case, rules: Rules) -> Iterator[Row]:
    return (identifier(case, rules, kind) for kind in IDENTIFIERS)


FACTS: tuple[Callable[[Case, Rules], Iterable[Row]], ...] = (
    lambda case, rules: (names(case, rules),),
    _identifiers,
    lambda case, rules: (application_numbers(case, rules),),
    lambda case, rules: (addresses(case, rules),),
    lambda case, rules: (streams(case, rules),),
    lambda case, rules: (capacities(case, rules),),
    lambda case, rules: (expenditure(case, rules),),
    lambda case, rules: (group_revenue(case, rules),),
    sales,
    dates,
)
"""What makes the rows of the matrix, in the order of the sheet."""


def reconciled(case: Case, rules: Rules) -> tuple[Reconciliation, ...]:
    """The matrix of an appraisal: what each paper says of each fact, and whether they agree."""
    return tuple(map(_reconciliation, rows(case, rules)))


def _reconciliation(row: Row) -> Reconciliation:
    anchored = row.anchor is not None and any(
        cell.found.ref == row.anchor.ref and is_sure(cell.found) for cell in row.cells
    )
    cells = tuple(_cell(cell, anchored) for cell in row.cells)
    compared = [cell.verdict for cell in cells if cell.verdict != "not_compared"]
    worst: CellVerdict = min(compared, key=WORST_FIRST.index, default="agrees")
    status: Agreement = "agrees" if worst == "not_compared" else worst
    if worst == "agrees" and row.papers < 2:
        status = "single"
    return Reconciliation(
        fact=row.fact,
        label=row.label,
        cells=cells,
        status=status,
        reason=_reason(row, cells, status),
        held_against=None if row.anchor is None else row.anchor.ref,
        check=row.check,
        parameters=row.parameters,
    )


def _cell(cell: Cell, anchored: bool) -> ReconciliationCell:
    """The cell as shown: what was read in doubt, or is held against what was, neither agrees nor differs for sure."""
    found, verdict, note = cell.found, cell.verdict, cell.note
    if verdict in {"agrees", "differs"} and not is_sure(found):
        verdict, note = "doubtful", "; ".join(filter(None, (note, "read in doubt")))
    elif verdict == "differs" and not anchored:
        verdict, note = "doubtful", f"{note}, which was read in doubt"
    return ReconciliationCell(
        ref=found.ref,
        document_type=found.document.document_type,
        value=found.value,
        printed=found.field.evidence.text,
        verdict=verdict,
        note=note,
        unit=found.field.unit,
    )


SAID: dict[Agreement, Callable[[str, str], str]] = {
    "differs": lambda label, files: f"{label}: {files} differs.",
    "doubtful": lambda label, files: f"{label}: a person must look at {files}.",
    "agrees": lambda label, files: f"{label}: {files} agree.",
    "single": lambda label, files: f"{label}: {files} alone gives it.",
}


def _reason(row: Row, cells: Sequence[ReconciliationCell], status: Agreement) -> str:
    wanted: CellVerdict = "agrees" if status == "single" else status
    files = list(dict.fromkeys(cell.ref.file for cell in cells if cell.verdict == wanted))
    said = counted(len(files), "paper") if status == "agrees" else joined(files) if files else "no paper"
    return SAID[status](row.label, said)
