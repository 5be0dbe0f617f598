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


def with_article(noun: str) -> str:
    """A thing with its article: "an application form", "an EPR certificate", "a GST registration"."""
    return f"{'an' if noun[0] in 'aeiouE' else 'a'} {noun}"
