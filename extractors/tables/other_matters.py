"""Which tables and rows are of another matter than the table that is looked for: water, power, stacks, what is fed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from extractors.tables.cell_units import unit_cell, unit_in_heading
from extractors.tables.companies import names_company
from extractors.tables.events import Chain, Event
from extractors.tables.part_headings import printed_headings
from records.units import read_quantity, read_unit


def is_another(chain: Chain) -> bool:
    """Whether the units say that this is another table, of water or of air: a heading's, or those of all its rows."""
    if "relation" in chain.spec.columns and _of_amounts(chain):
        return True
    headings = printed_headings(chain)
    for name in chain.names:
        others = chain.spec.columns[name].not_units
        if not others:
            continue
        heading = headings.get(name, "")
        if _among(others, (unit_in_heading(heading) or _bracketed(heading),)):
            return True
        units = [unit for event in chain.events if event.kind == "row" for unit in _row_units(event, name)]
        if _among(others, units) and not any(map(_weighs, units)):
            return True
    return False


def rows_of_its_own(chain: Chain) -> Sequence[Event]:
    """The events of a table without the rows of other matters: "Stack height | 30 m" among the tonnes of a consent.

    Nor are rows under a heading of raw materials a consent's products, where others are left.
    """
    names = [name for name in chain.names if chain.spec.columns[name].not_units]
    of_consent = chain.spec.document_type == "pollution_board_authorisation"
    kept = [
        event
        for event in chain.events
        if not (of_consent and _is_fed(event))
        and not (
            event.kind == "row"
            and any(_among(chain.spec.columns[name].not_units, _row_units(event, name)) for name in names)
        )
    ]
    return kept if any(event.kind == "row" for event in kept) else chain.events


def _row_units(event: Event, name: str) -> tuple[str | None, ...]:
    """The units that a row prints: in its column of units, and behind the quantity."""
    cell = event.cells.get(name)
    quantity = read_quantity(cell.text) if cell is not None else None
    return (unit_cell(event), quantity.unit if quantity is not None else None)


def _among(others: Set[str], units: Iterable[str | None]) -> bool:
    return any(unit.lower().replace(" ", "").strip(".") in others for unit in units if unit)


def _weighs(unit: str | None) -> bool:
    meaning = read_unit(unit) if unit else None
    return meaning is not None and meaning.mass is not None


def _of_amounts(chain: Chain) -> bool:
    """Whether the rows of a table of companies are named after amounts ("Revenue of the applicant"), not companies."""
    names = [event.cells["name"].text for event in chain.events if event.kind == "row" and "name" in event.cells]
    amounts = sum(1 for name in names if _AN_AMOUNT.match(name) and not names_company(name))
    return 2 * amounts >= max(1, len(names))


_AN_AMOUNT = re.compile(
    r"^\W*(?:(?:total|standalone|consolidated|own|net|gross|group|global|other|manufacturing)\s+)*"
    r"(?:revenue|turnover|income|sales|GMR)\b|राजस्व",
    re.I,
)


def _bracketed(heading: str) -> str:
    match = re.search(r"[(\[]\s*(?:in\s+)?([^()\[\]]+?)\s*[)\]]", heading)
    return match[1] if match else ""


_FEED = re.compile(r"\braw\s+materials?\b|\bfeed(?:stock)?\b|\binputs?\b|कच्चा\s+माल", re.I)
_MADE = re.compile(r"\bproducts?\b|उत्पाद", re.I)


def _is_fed(event: Event) -> bool:
    heading = event.group.text if event.group is not None else ""
    return _FEED.search(heading) is not None and _MADE.search(heading) is None
