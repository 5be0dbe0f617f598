"""The headings of a table as its print gives them, each with the unit that title or footnote give for it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lines import Line
from extractors.tables.cell_units import unit_in_heading
from extractors.tables.events import Chain
from extractors.tables.likeness import is_weight_a_time
from extractors.tables.parts import Part
from extractors.tables.weight_unit import unit_above, unit_of_footnote


def printed_headings(chain: Chain, lines: Sequence[Line] = ()) -> dict[str, str]:
    """The headings of a table as printed, by column; one of weights that gives no unit with that of title or footnote.

    Args:
        chain: the table.
        lines: the lines of print of the document, among which the footnotes are.
    """
    return {
        heading.column.name: _with_unit(heading.printed, heading.column.kind, part, lines)
        for part in chain.parts[:1]
        if part.headings is not None
        for heading in part.headings.found
        if heading.column is not None
    }


def _with_unit(printed: str, kind: str, part: Part, lines: Sequence[Line]) -> str:
    weighed = kind in ("tonnes_a_year", "quantity")
    if not weighed or unit_in_heading(printed) is not None or is_weight_a_time(printed):
        return printed
    unit = unit_above(part) or unit_of_footnote(printed, lines)
    return printed if unit is None else f"{printed} ({unit})"
