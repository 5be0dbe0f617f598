"""What the sides Dr and Cr of a ledger say of its figures: which of them are taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from extractors.tables.events import Event
from extractors.tables.words import is_negative
from records.numbers import Reading, Side, side_of

Place = tuple[int, str]
"""The number of an event and the name of a column."""

Meant = Literal["back", "back, in doubt", "in doubt"]
"""What the Dr or Cr of an amount says: that it takes back what the others give, that it may, or nothing sure."""

_CREDIT_NUMBER = re.compile(r"(?<![a-z0-9])(?:cn|crn|cr)(?![a-z])", re.I)
"""The series of a credit note in its number: TM/CN/0007, CRN-12."""


def with_sign(event: Event, readings: tuple[Reading, ...], meant: Meant | None) -> tuple[Reading, ...]:
    """A credit note takes back: printed without a sign, its amounts are negative first, positive second.

    An amount with a Dr or Cr of unknown meaning stays as printed first, with the other sign as second reading.
    """
    summed = event.kind in ("total", "subtotal") and meant == "back"
    if not (event.kind in ("row", "voucher") or summed) or readings[0].value <= 0:
        return readings
    back = is_negative(event.label) or meant in ("back", "back, in doubt")
    if not back and meant is None:
        if event.kind == "total" or not is_return(event):
            return readings
        taken = tuple(Reading(-it.value, it.cost + 0.5, "the number of a credit note") for it in readings)
        return (*readings, *taken)  # which of the two, the printed sum says
    reason = "a credit note or return" if back else "what is marked Dr or Cr may take back"
    negative = tuple(Reading(-it.value, it.cost + (0.0 if back else 0.5), reason) for it in readings)
    positive = tuple(Reading(it.value, it.cost + 0.5, it.reason) if back else it for it in readings)
    return (*negative, *positive) if back else (*positive, *negative)


def sides_of(events: Sequence[Event]) -> dict[Place, Meant]:
    """What the Dr and Cr of a column of amounts say of the amounts that do not stand on the column's usual side.

    Where both are printed, the rarer takes back. Where a few carry a Cr and the others nothing, the Cr takes back:
    surely on a row that calls itself a credit note or return, else in doubt. What else is not one-sided is in doubt.
    Rows, and their sum, under the heading of a section of credit notes take back; in doubt where nothing else is sold.
    """
    columns = dict.fromkeys(column for event in events if event.kind in ("row", "voucher") for column in event.amounts)
    meant: dict[Place, Meant] = {}
    for column in columns:
        rows = {
            number: side_of(event.cells[column].text)
            for number, event in enumerate(events)
            if event.kind in ("row", "voucher") and column in event.amounts
        }
        marked = {number: side for number, side in rows.items() if side is not None}
        if marked:
            bare = [number for number in rows if number not in marked]
            meant.update({(number, column): it for number, it in _meant(events, marked, bare).items()})
    said = {
        number: told
        for number, event in enumerate(events)
        if event.group is not None and (told := said_of_section(event.group.text)) is not None
    }
    sold = any(event.kind in ("row", "voucher") and number not in said for number, event in enumerate(events))
    for number, told in said.items():
        sure: Meant = "back, in doubt" if told == "back" and not sold else told
        meant.update({(number, column): sure for column in events[number].amounts})
    return meant


_CREDIT_NOTES = re.compile(
    r"\bcredit\s*(?:notes?|/)|\bcr\.?\s*notes?\b|\bsales?\s+returns?\b|\breturns?\s+inwards?\b|\bgoods\s+returned\b"
    r"|विक्रय\s+वापसी|क\u094d?र\D{0,10}?ट\s+नोट",
    re.I,
)
"""In Hindi by the letters that text layers leave of the word."""

_OTHERS_TOO = re.compile(r"\bdebit\b|\bdr\.?\s*notes?\b|\binvoices?\b|\bgross\b|\bnet\s+of\b|डेबिट|बीजक", re.I)


_IN_PASSING = re.compile(
    r"\b(?:incl(?:uding|usive(?:\s+of)?|\.)?|with(?:out)?|excl(?:uding|\.)?|less|net\s+of|after|before|against|for)\b\W*"
    r"(?:all\s+|the\s+|any\s+)?$",
    re.I,
)
"""What stands before credit notes that a heading only mentions: "Sales register, including credit notes"."""

_TOLD_OF = re.compile(
    r"\b(?:are|is|were|was|have|has|been|be|marked|shown|printed|brackets?|minus|negative)\b|हैं|है|कोष्ठक|ऋणात्मक", re.I
)
"""What stands behind them in a sentence about how they are printed: "Credit notes are marked Cr"."""

_TAKEN_OFF = re.compile(r"\W*(?:(?:[A-Z]|[ivx]+|[0-9]{1,2})\W+)?(?:less|deduct|minus|घटाएँ|घटाएं)\b\W*", re.I)
"""A section that is taken off begins so: "B. Less: sales returns"."""

MOST_WORDS_BEFORE = 4
"""A heading of credit notes names them after no more words than these: "Details of all amended credit notes"."""


def said_of_section(heading: str) -> Meant | None:
    """What the heading of a section says of its rows: "9B. Credit notes (registered)" takes back.

    Where it names debit notes or invoices too, or names them late in a long line, which of its rows take back is not
    told by it. A heading that includes them, and a sentence about how they are printed, head no section of theirs.
    """
    named = _CREDIT_NOTES.search(heading)
    if named is None or _TOLD_OF.search(heading[named.end() :]):
        return None
    before = heading[: named.start()]
    if _IN_PASSING.search(before) and not _TAKEN_OFF.fullmatch(before):
        return None
    is_late = len(before.split()) > MOST_WORDS_BEFORE
    return "in doubt" if is_late or _OTHERS_TOO.search(heading) else "back"


def _meant(events: Sequence[Event], marked: Mapping[int, Side], bare: Sequence[int]) -> dict[int, Meant]:
    """What the sides of one column say, by the number of the event; those on the usual side are left out."""
    unmarked = sum(events[number].stands_for for number in bare)
    count: dict[Side, int] = {side: sum(it == side for it in marked.values()) for side in ("Dr", "Cr")}
    if unmarked < len(marked):
        rarer: Side = "Dr" if count["Dr"] < count["Cr"] else "Cr"
        if not count[rarer]:
            return {}
        if count["Dr"] != count["Cr"]:
            return {number: "back" for number, side in marked.items() if side == rarer}
    if count["Dr"] or unmarked <= len(marked):
        return {number: "in doubt" for number in marked if not is_negative(events[number].label)}
    series = not any(is_return(events[number]) for number in bare)  # the same letters on every number tell nothing
    return {number: "back" if series and is_return(events[number]) else "back, in doubt" for number in marked}


def is_return(event: Event) -> bool:
    """Whether a row calls itself a credit note or return, in its words or by the series of its number."""
    number = event.cells.get("invoice_number")
    return is_negative(event.label) or number is not None and _CREDIT_NUMBER.search(number.text) is not None


def in_doubt(sides: Mapping[Place, Meant]) -> dict[int, frozenset[str]]:
    """By row, the columns with sides of which the meaning is not sure."""
    doubtful: dict[int, frozenset[str]] = {}
    for (number, column), meant in sides.items():
        if meant != "back":
            doubtful[number] = doubtful.get(number, frozenset()) | {column}
    return doubtful
