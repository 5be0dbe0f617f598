"""A table over pages whose headings were not read alike: its parts are joined, and what stays apart is told.

On a scan one page may lose a heading that another kept. The columns stand where they stood on the page before, so the
page is read again under those columns; where that is not possible, the columns of the same name are joined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from extractors.finding.bands import text_of
from extractors.lines import Line
from extractors.tables.aligned import band_of_line, edges_between
from extractors.tables.events import Chain, Event
from extractors.tables.parts import Part
from extractors.tables.row_groups import FIGURE_KINDS, grouped
from extractors.tables.rows import go_on_with, has_identity
from extractors.tables.words import plain_words
from records.pages import Box

SAME_KIND = 0.6
"""Tables that share this much of their columns are of one kind."""

SAME_HEADINGS = 75.0
"""Headings so alike (0-100) may stand over the same table on two pages."""

FEWEST_ANCHORS = 3
"""So many columns must be known on both pages before the others' places are reckoned from them."""

OFF_PLACE = 7.0
"""Points by which a column may stand beside its reckoned place."""

FEWER_AMOUNTS = 0.5
"""Reading a page under the columns of another may cost so many amounts a row, no more."""


def same_kind(one: Chain, other: Chain) -> bool:
    """Whether two tables have most of their columns in common."""
    first, second = _telling(one), _telling(other)
    return bool(first & second) and len(first & second) >= SAME_KIND * len(first | second)


def join_pages(chains: Sequence[Chain], lines: Mapping[int, Sequence[Line]]) -> list[Chain]:
    """The tables of a document with each that goes on from an earlier page joined to it.

    Args:
        chains: the tables as found.
        lines: the lines of print by page number.
    """
    joined: list[Chain] = []
    chains = [_realigned(chain, lines) for chain in chains]
    for chain in sorted(chains, key=lambda it: it.parts[0].page.number):
        at = next((number for number, it in enumerate(joined) if _goes_on(it, chain)), None)
        if at is None:
            joined.append(chain)
        else:
            joined[at] = _together(joined[at], chain, lines)
    return joined


def _realigned(chain: Chain, lines: Mapping[int, Sequence[Line]]) -> Chain:
    """A table joined by the print of its headings, with pages whose columns were read otherwise read again."""
    starts = [
        number
        for number, part in enumerate(chain.parts)
        if number and part.headings is not None and part.page is not chain.parts[0].page
        if _columns(part) != _columns(chain.parts[0])
    ]
    whole = _piece(chain, 0, starts[0]) if starts else chain
    if not whole.events:
        return chain
    for start, end in pairwise([*starts, len(chain.parts)]):
        piece = _piece(chain, start, end)
        whole = _together(whole, piece, lines) if piece.events else whole
    return whole


def _columns(part: Part) -> frozenset[str]:
    return frozenset(column.name for column in part.columns.values())


def _piece(chain: Chain, start: int, end: int) -> Chain:
    """Some of the parts of a table with what they print."""
    parts = chain.parts[start:end]
    bands = {id(band) for part in parts for band in part.bands}
    events = [event for event in chain.events if id(event.band) in bands]
    rows = [event for event in events if event.kind == "row"]
    identified = sum(1 for event in rows if has_identity(event.cells))
    last = end == len(chain.parts)
    return replace(
        chain,
        parts=parts,
        events=events,
        scales=dict(chain.scales),
        rows=len(rows),
        identified=identified,
        totalled=chain.totalled and last,
    )


def _telling(chain: Chain) -> frozenset[str]:
    told = (column for part in chain.parts for column in part.columns.values())
    compound = (column for part in chain.parts for columns in part.compounds.values() for column in columns)
    return frozenset(column.name for column in (*told, *compound) if column.kind not in ("known", "serial"))


def _goes_on(first: Chain, second: Chain) -> bool:
    """Whether the second table can be the rest of the first, which no total has ended, on a later page."""
    later = _last_part(first).page.number < second.parts[0].page.number
    if not later or first.totalled or not same_kind(first, second):
        return False
    return first.spec.key is not None or _headed_alike(first.parts[0], second.parts[0])


def _headed_alike(one: Part, other: Part) -> bool:
    """Whether the print of two headings is the same; tables that are not added up are told apart by nothing else.

    Of a scan it may differ, and a part without headings has none to differ.
    """
    if not one.heading_words or not other.heading_words or "ocr" in (one.page.source, other.page.source):
        return True
    printed = (plain_words(text_of(it.heading_words)) for it in (one, other))
    return fuzz.token_set_ratio(*printed) >= SAME_HEADINGS


def _last_part(chain: Chain) -> Part:
    """The part that prints the last row or sum."""
    last = chain.events[-1].band
    return next((part for part in reversed(chain.parts) if any(band is last for band in part.bands)), chain.parts[-1])


def _together(first: Chain, second: Chain, lines: Mapping[int, Sequence[Line]]) -> Chain:
    again = _read_again(first, second, lines)
    named = _by_name(first, second)
    if again is None:
        return named
    new, old = again.events[len(first.events) :], named.events[len(first.events) :]
    rows, known = _count_rows(new), _count_rows(old)
    keeps = _amounts(new) / max(1, rows) >= _amounts(old) / max(1, known) - FEWER_AMOUNTS
    return again if rows >= known and keeps else named


def _count_rows(events: Sequence[Event]) -> int:
    return sum(1 for event in events if event.kind == "row")


def _amounts(events: Sequence[Event]) -> int:
    return sum(len(event.amounts) for event in events if event.kind == "row")


def _copy(chain: Chain) -> Chain:
    return replace(chain, parts=list(chain.parts), events=list(chain.events), scales=dict(chain.scales))


def _read_again(first: Chain, second: Chain, lines: Mapping[int, Sequence[Line]]) -> Chain | None:
    """The first table going on under its own columns where the second stands; None if their places do not fit."""
    before, whole = _last_part(first), _copy(first)
    if any(part.page.source != "ocr" for part in second.parts) and _telling(second) - _telling(first):
        return None  # a heading that the file's text prints is another column, whatever stood there before
    for number, part in enumerate(second.parts):
        following = second.parts[number + 1] if number + 1 < len(second.parts) else None
        if (moved := _under(before, part, following, lines)) is None:
            return None
        go_on_with(whole, moved)
    return whole


def _under(before: Part, part: Part, following: Part | None, lines: Mapping[int, Sequence[Line]]) -> Part | None:
    """A part under the columns of the one before it."""
    if part.ruled:
        if len(part.boxes) != len(before.boxes):
            return None
        return replace(part, columns=before.columns, headings=None, compounds=before.compounds)
    move = _movement(before, part)
    if move is None:
        return None
    step, shift = move
    boxes: tuple[Box, ...] = tuple(
        (step * x0 + shift, top, step * x1 + shift, low) for x0, top, x1, low in before.boxes
    )
    top = max((word.box[3] for word in part.heading_words), default=0.0)
    end = part.page.height
    if following is not None and following.page is part.page and following.heading_words:
        end = min(word.box[1] for word in following.heading_words)
    body = [line for line in lines.get(part.page.number, ()) if line.box[1] >= top - 2 and line.box[3] <= end + 2]
    if not body:
        return None
    edges = (boxes[0][0], *(box[2] for box in boxes)) if before.ruled else edges_between(boxes, body, part.page)
    edges = (min(0.0, edges[0]), *edges[1:-1], max(part.page.width, edges[-1]))
    bands = tuple(grouped([band_of_line(line, edges) for line in body], before.columns, ()))
    return Part(part.page, before.columns, None, boxes, bands, (), (), part.heading_words, compounds=before.compounds)


def _movement(before: Part, part: Part) -> tuple[float, float] | None:
    """How places across one page become places across the other: a factor and a shift, None where they do not fit."""
    places, moved = _places(before), _places(part)
    pairs = [(places[name], moved[name]) for name in places if name in moved]
    if len(pairs) < FEWEST_ANCHORS:
        return None
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a in pairs for b in pairs if b[0] - a[0] > 20]
    if not slopes:
        return None
    step = median(slopes)
    shift = median(to - step * at for at, to in pairs)
    fitting = sum(1 for at, to in pairs if abs(step * at + shift - to) <= OFF_PLACE)
    return (step, shift) if fitting >= max(FEWEST_ANCHORS, 0.7 * len(pairs)) else None


def _places(part: Part) -> dict[str, float]:
    """Where the cells of each column begin, those of figures where they end; the middle one of all rows."""
    found: dict[str, float] = {}
    for position, column in part.columns.items():
        cells = [
            band.cells[position]
            for band in part.bands
            if position < len(band.cells) and band.cells[position] and band.owner.count(position) == 1
        ]
        if len(cells) < 2 or column.kind in ("known", "serial"):
            continue
        if column.kind in FIGURE_KINDS:
            found[column.name] = median(max(word.box[2] for word in words) for words in cells)
        else:
            found[column.name] = median(min(word.box[0] for word in words) for words in cells)
    return found


def _by_name(first: Chain, second: Chain) -> Chain:
    """Both tables as one, columns of the same name being the same; what was carried over is no row."""
    whole = _copy(first)
    carried = _carried(first)
    for number, event in enumerate(second.events):
        brought = number == 0 and event.kind == "row" and carried is not None and _brings(event, carried, first)
        whole.events.append(replace(event, kind="brought") if brought else event)
        whole.rows -= brought
    whole.parts.extend(second.parts)
    whole.rows += second.rows
    whole.identified += second.identified
    whole.totalled, whole.is_open, whole.group = second.totalled, second.is_open, second.group
    for name, scale in second.scales.items():
        whole.scales.setdefault(name, scale)
    return whole


def _carried(chain: Chain) -> Event | None:
    last = chain.events[-1] if chain.events else None
    return last if last is not None and last.kind in ("carried", "subtotal", "row") else None


def _brings(event: Event, last: Event, chain: Chain) -> bool:
    """Whether a row without number or date brings forward what the page before carried over, or added up to."""
    if has_identity(event.cells) or not event.amounts:
        return False
    sums = {
        name: sum(
            (it.amounts[name][0].value for it in chain.events if it.kind == "row" and name in it.amounts), Decimal()
        )
        for name in event.amounts
    }
    agreeing = [
        name
        for name, readings in event.amounts.items()
        for reading in readings
        if reading.value in (sums[name], last.amounts[name][0].value if name in last.amounts else None)
    ]
    return len(set(agreeing)) >= max(1, len(event.amounts) // 2)
