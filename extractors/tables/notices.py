"""What a person should know about a table: sums that fail, columns and cells not read, tables left aside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from extractors.tables.candidates import Candidate, assumed_heading, left_out, unread_cells
from extractors.tables.events import Chain
from extractors.tables.sums import Ledger, SumCheck
from records.numbers import indian
from records.readings import Notice

MOST_NOTICES = 12
"""So many notices of one kind are given in full; the rest are counted."""


def notices(best: Candidate) -> Iterator[Notice]:
    """What a person should know about the table that was taken."""
    chain, ledger = best.chain, best.ledger
    failing = [check for check in ledger.checks if not check.holds]
    for check in failing[:MOST_NOTICES]:
        yield _does_not_add_up(ledger, check)
    if len(failing) > MOST_NOTICES:
        yield Notice("does_not_add_up", f"{len(failing) - MOST_NOTICES} more sums of the table do not add up.")
    for part in chain.parts[:1]:
        for heading in part.headings.found if part.headings is not None else ():
            if heading.position in part.columns:
                continue  # known by its heading, or told by its cells
            if any(letter.isalpha() for letter in heading.printed):
                message = f"Nothing reads the column {heading.printed!r} of the table {chain.spec.name}."
                yield Notice("unknown_column", message, part.page.number)
    if (assumed := assumed_heading(chain)) is not None:
        column = f"{chain.spec.name}.{assumed.column.name if assumed.column else ''}"
        message = f"The heading {assumed.printed!r} was taken for {column}, the column that was missing."
        yield Notice("assumed_column", message, chain.parts[0].page.number)
    yield from _empty_columns(chain)
    for event, cell in list(unread_cells(chain))[:MOST_NOTICES]:
        message = (
            f"The {cell.column.name} {cell.text!r} of a row of {chain.spec.name} is not a figure that can be read."
        )
        yield Notice("unread_cell", message, event.page.number)
    left = left_out(best)
    for other in best.others:
        pages = sorted({part.page.number for part in other.parts})
        doubt = " Its rows may belong to this one: compare with the page." if any(other is it for it in left) else ""
        message = (
            f"Another table like {chain.spec.name} stands on page {pages[0]} ({other.rows} rows); the one with more "
            f"columns was read.{doubt}"
        )
        yield Notice("another_table", message, pages[0])


def _empty_columns(chain: Chain) -> Iterator[Notice]:
    """On a scan a column with a heading and nothing under it may have been missed by OCR; people look, we say so."""
    filled = {name for event in chain.events if event.kind == "row" for name in event.cells}
    for part in chain.parts[:1]:
        if part.page.source != "ocr" or part.headings is None:
            continue
        for heading in part.headings.found:
            column = heading.column
            if column is not None and column.kind not in ("known", "serial") and column.name not in filled:
                message = f"Nothing was read under {heading.printed!r} of {chain.spec.name}: compare with the page."
                yield Notice("empty_column", message, part.page.number)


def _does_not_add_up(ledger: Ledger, check: SumCheck) -> Notice:
    event = ledger.events[check.event]
    apart = check.printed - check.reckoned
    numbers = list(accumulate((ledger.events[number].stands_for for number in ledger.rows), initial=0))
    first, last = (numbers[at] for at in check.covers)
    message = (
        f"{ledger.spec.name}.{check.column}: {event.label or 'the sum'!s} on page {event.page.number} prints "
        f"₹{indian(check.printed)}; rows {first + 1} to {last} add up to ₹{indian(check.reckoned)}, "
        f"₹{indian(abs(apart))} {'less' if apart > 0 else 'more'}."
    )
    return Notice("does_not_add_up", message, event.page.number)
