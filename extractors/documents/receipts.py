"""Receipts that a claim tells in sentences: "we have received Rs. 40,00,000 on 15.01.2026 against our first claim"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.cite import Source
from extractors.document_text import Text, flow_field
from records.dates import FoundDay, find_days
from records.numbers import FoundAmount, find_amounts
from records.readings import Field, TableRow

TOLD = 0.93
"""The confidence of a receipt that a sentence tells: no heading says what its figures are."""

_RECEIVED = re.compile(r"\b(?:received|disbursed|released|credited|paid\s+to\s+us)\b|प्राप्त|जमा\s+(?:हुई|की\s+गई)", re.I)
_NOT_YET = re.compile(
    r"\b(?:not|never|yet\s+to\s+be|to\s+be|will\s+be|may\s+be|shall\s+be|kindly|please|expected|request\w*)\s+(?:\w+\s+){0,3}"
    r"(?:received|disbursed|released|credited|paid)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?:[^.;।]|\.(?!\s+[A-Z\u0900-\u097f])|(?<=\bRs)\.|(?<=\bNo)\.|(?<=\b[Dd]t)\.)+")
_OF_A_CLAIM = re.compile(r"\bclaims?\s+(?:\w+\s+){0,3}?(?:of|for|amounting\s+to)\W*$", re.I)
"""What stands before an amount that was claimed, not received."""


def receipts_told(text: Text, source: Source) -> tuple[TableRow, ...]:
    """What was received before this claim, by the sentences that say so; a receipt without its day is left out."""
    rows = list[TableRow]()
    for sentence in _SENTENCE.finditer(text.flow.text):
        if not _RECEIVED.search(sentence[0]) or _NOT_YET.search(sentence[0]):
            continue
        for amount, day in _dated(sentence[0]):
            rows.append(TableRow(len(rows), _receipt(amount, day, sentence.start(), text, source)))
    return tuple(rows)


def _receipt(amount: FoundAmount, day: FoundDay, at: int, text: Text, source: Source) -> dict[str, Field]:
    """The two fields of a receipt; `at` is where its sentence begins in the running text."""
    date, value = day.readings[0].value, amount.readings[0].value
    return {
        "date": flow_field("date", date, text, at + day.start, at + day.end, TOLD, source),
        "amount": flow_field("amount", value, text, at + amount.start, at + amount.end, TOLD, source, "INR"),
    }


def _dated(sentence: str) -> Iterator[tuple[FoundAmount, FoundDay]]:
    """Each amount of a sentence with its day: in turn where there are as many, else with the day right behind it."""
    amounts = [it for it in find_amounts(sentence) if not _OF_A_CLAIM.search(sentence[: it.start])]
    days = [it for it in find_days(sentence) if it.readings]
    if len(amounts) == len(days):
        yield from zip(amounts, days, strict=True)
        return
    ends = [*(it.start for it in amounts[1:]), len(sentence)]
    for amount, until in zip(amounts, ends, strict=False):
        day = next((it for it in days if amount.end <= it.start < until), None)
        if day is not None:
            yield amount, day

