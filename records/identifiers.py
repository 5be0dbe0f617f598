"""Identifiers that Indian papers carry: the one door to the finders of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from records.accountant_numbers import frns, membership_numbers, udins
from records.gstins import gstins
from records.identifier_forms import FoundIdentifier
from records.invoice_numbers import invoice_numbers
from records.pin_codes import pins
from records.registration_numbers import cins, llpins, pans

Kind = Literal["gstin", "pan", "cin", "llpin", "udin", "frn", "membership_number", "invoice_number", "pin"]

_FINDERS: dict[Kind, Callable[[str, bool], Iterator[FoundIdentifier]]] = {
    "gstin": gstins,
    "pan": pans,
    "cin": cins,
    "llpin": llpins,
    "udin": udins,
    "frn": frns,
    "membership_number": membership_numbers,
    "invoice_number": invoice_numbers,
    "pin": pins,
}


def find_identifiers(kind: Kind, text: str, *, ocr: bool = False) -> list[FoundIdentifier]:
    """The identifiers of a kind that a text prints, in reading order; where two overlap, the cheaper.

    Args:
        kind: which identifier is looked for.
        text: a field, a line or a page.
        ocr: whether look-alike glyphs may be put right.
    """
    taken: list[FoundIdentifier] = []
    for found in sorted(_FINDERS[kind](text, ocr), key=lambda it: (it.check == "fails", it.cost, it.start)):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda it: it.start)
