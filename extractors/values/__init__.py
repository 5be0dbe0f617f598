"""Typed values out of printed text: one small reader per kind of field.

A reader is given the text to the right of a label, below it or in a sentence, and returns what that text may be read
as, cheapest first; nothing where it is no such value. The grammar itself lives in `records`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from extractors.values.amounts import read_amounts
from extractors.values.answers import named_values, options_of, read_choice, read_yes_no
from extractors.values.codes import identifier_reader, read_reference
from extractors.values.days import period_end, read_days, read_year
from extractors.values.model import MASK, Parsed, Scope
from extractors.values.names import LEGAL_FORM, read_firm, read_name, read_person
from extractors.values.places import OTHER_OFFICE, read_address
from extractors.values.quantities import read_percentage, read_tonnes
from extractors.values.registered import read_board, read_minerals, read_state
from extractors.values.texts import read_text
from records.identifiers import Kind
from records.readings import Value
from reference.document_types import FieldWords

__all__ = ["LEGAL_FORM", "OTHER_OFFICE", "Parsed", "Scope", "named_values", "options_of", "read"]


def read(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """What the text may be read as for this field, cheapest first; () for a masked or empty value."""
    if not text.strip() or (MASK.search(text[:24]) and words.kind in _MASKABLE):
        return []
    found = sorted(_READERS[words.kind](words, text, scope), key=lambda it: it.cost)
    return _english_half(words, text, scope, found) if words.kind in _TWO_TONGUED else found


_TWO_TONGUED = frozenset({"enum", "yes_no", "state", "board", "minerals"})
_HALVES = re.compile(
    r"^(?P<hindi>[^A-Za-z/|]*[\u0900-\u0963][^A-Za-z/|]*)[/|]\s*(?P<english>[A-Za-z][^\u0900-\u0963]*)$"
)


def _english_half(words: FieldWords, text: str, scope: Scope, found: list[Parsed]) -> list[Parsed]:
    """Of an answer in two languages ("नई / New") the English half, unless the Hindi half says something else."""
    halves = _HALVES.match(text.strip())
    if halves is None:
        return found
    reader = _READERS[words.kind]
    hindi, english = reader(words, halves["hindi"], scope), reader(words, halves["english"], scope)
    if not english or (hindi and not _says_no_more(hindi[0].value, english[0].value)):
        return found
    shift = len(text) - len(text.lstrip()) + halves.start("english")
    return [replace(it, start=it.start + shift, end=it.end + shift) for it in english]


def _says_no_more(hindi: Value, english: Value) -> bool:
    """Whether the half that OCR reads with loss says the same, or names some of the same things."""
    if isinstance(hindi, tuple) and isinstance(english, tuple):
        return set(hindi) <= set(english)
    return hindi == english


_READERS: dict[str, Callable[[FieldWords, str, Scope], list[Parsed]]] = {
    "day": read_days,
    "period_from": period_end(0),
    "period_to": period_end(1),
    "amount": read_amounts,
    "tpa": read_tonnes,
    "percent": read_percentage,
    "reference": read_reference,
    "name": read_name,
    "person": read_person,
    "firm": read_firm,
    "address": read_address,
    "text": read_text,
    "enum": read_choice,
    "yes_no": read_yes_no,
    "financial_year": read_year,
    "state": read_state,
    "board": read_board,
    "minerals": read_minerals,
    **{kind: identifier_reader(kind) for kind in get_args(Kind)},
}
_MASKABLE = {
    "reference",
    "name",
    "amount",
    "gstin",
    "pan",
    "cin",
    "udin",
    "membership_number",
    "frn",
    "address",
    "text",
    "person",
}
