"""How the ids of fields, tables and closed vocabularies are said to a person: `capacity_tpa`, `items[4].amount`."""

from __future__ import annotations

import re
from functools import lru_cache

from records.paths import take_apart

_ACRONYMS = {
    "cin": "CIN",
    "llpin": "LLPIN",
    "pan": "PAN",
    "gstin": "GSTIN",
    "udin": "UDIN",
    "ca": "CA",
    "frn": "FRN",
    "gmr": "GMR",
    "hsn": "HSN",
    "epr": "EPR",
    "tpa": "(t a year)",
    "nabl": "NABL",
    "percent": "(%)",
    "cpcb": "CPCB",
    "gst": "GST",
    "lib": "Li-ion battery",
}

AMOUNTS = frozenset(
    {
        *("amount", "amount_claimed", "opex_claimed", "proposed_investment", "value"),
        *("total_amount", "total_gmr", "total_taxable_value", "total"),
        *("revenue", "entity_revenue", "group_revenue"),
        *("taxable_value", "tax", "cgst", "sgst", "igst", "cess", "gst", "basic", "freight"),
    }
)
"""The fields and columns that are amounts of money, always in rupees: facts kept for judging hold no units. They are
those that `reference` has read as amounts (tested)."""

_COMPOUND = re.compile(r"\b(e) (waste)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def spoken(identifier: str) -> str:
    """An id within a sentence.

    >>> spoken("capacity_tpa"), spoken("proposed_investment"), spoken("e_waste"), spoken("epr_certificate")
    ('capacity (t a year)', 'proposed investment', 'e-waste', 'EPR certificate')
    """
    parts = identifier.replace(".", " ").replace(":", ": ").split("_")
    return _COMPOUND.sub(r"\1-\2", " ".join(_ACRONYMS.get(part, part) for part in parts if part))


def spoken_path(path: str) -> str:
    """A field's path within a sentence; rows are counted from 1, as people do.

    >>> spoken_path("proposed_investment"), spoken_path("items[4].amount"), spoken_path("entries[0]")
    ('proposed investment', 'amount in row 5 of the items', 'row 1 of the entries')
    """
    place = take_apart(path)
    if not place.table:
        return spoken(path)
    row = f"row {place.index + 1} of the {spoken(place.table)}"
    return f"{spoken(place.column)} in {row}" if place.column else row


def is_amount(path: str) -> bool:
    """Whether a field is an amount of money: `items[4].amount`, `total_gmr`; a rate is money by something, and none."""
    return take_apart(path).column in AMOUNTS


def with_article(noun: str) -> str:
    """A thing with its article: "an application form", "an EPR certificate", "a GST registration"."""
    return f"{'an' if noun[0] in 'aeiouE' else 'a'} {noun}"
