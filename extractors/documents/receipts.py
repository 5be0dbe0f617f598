"""Receipts that a claim tells in sentences: "we have received Rs. 40,00,000 on 15.01.2026 against our first claim".

A receipt lowers what is paid out, so one that was never printed takes money from the claimant. A row is made only of
prose that puts the verb of receiving, the amount and its day close together; whatever else looks like a receipt is
told to a person and not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.cite import Source
from extractors.document_text import Text, flow_field
from records.dates import FoundDay, find_days
from records.numbers import FoundAmount, find_amounts
from records.readings import Field, Notice, TableRow

TOLD = 0.93
"""The confidence of a receipt that a sentence tells: no heading says what its figures are."""

NEAR = 90
"""Characters between a verb of receiving and the nearest of its receipts, at most."""

BESIDE = 60
"""Characters between an amount and its day, and between one receipt and the next, at most."""

LONGEST_ANSWER, CAPTION = 400, 24
"""So many characters the answer of a form's cell may have, and its caption before the word that asks for receipts."""

_RECEIVED = re.compile(
    r"\b(?:received|drawn|disbursed|released|credited|paid\s+to\s+us)\b|प्राप्त|जमा\s+(?:हुई|की\s+गई)", re.I
)
_CAPTION = re.compile(
    r"(?:\b(?:received|drawn|disbursed|released|receipts?)\b|प्राप्त(?:ि(?:याँ|यां|यों)?)?(?![\u0900-\u097f]))"
    r"(?:\s+(?:already|earlier|before|previously|so\s+far|till\s+date|to\s+date|under\s+(?:the|this)\s+scheme|amounts?|राशि)\b){0,3}[\s:.–-]*"
    r"(?=(?:Rs|₹|INR|रु)|[0-9])",
    re.I,
)
"""The caption of a form right before what it asks for: "Received already", "Earlier receipts"."""

_AND = re.compile(
    r"\W*(?:\([^()0-9]{0,12}[\w/-]{1,24}\)\W*)?(?:(?:and|&|एवं|तथा|और|plus)\W*)?(?:(?:Rs|INR|रु)\W*)?", re.I
)
"""What parts two receipts: a remark in brackets too, "(claim 0022) and"."""

_ON = re.compile(r"\W*(?:(?:on|dated|dt|दिनांक)\W*)?", re.I)

_NOT_YET = re.compile(
    r"\b(?:not|never|yet\s+to\s+be|to\s+be|will\s+be|may\s+be|shall\s+be|kindly|please|expected|request\w*)\s+(?:\w+\s+){0,3}"
    r"(?:received|disbursed|released|credited|paid)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?:[^.;।]|\.(?!\s+[A-Z\u0900-\u097f])|(?<=\bRs)\.|(?<=\bNo)\.|(?<=\b[Dd]t)\.)+")
_OF_A_CLAIM = re.compile(
    r"\bclaims?\s+(?:\w+\s+){0,3}?(?:of|for|amounting\s+to)\W*$|(?:\bin\s+all|\btotal(?:l?ing)?|\baggregat\w+|कुल)\W*$",
    re.I,
)
"""What stands before an amount that was claimed, or that adds up those received."""

_NOTHING = re.compile(
    r"\bnil\b|\bnone\b|\bnothing\b|\bnever\b|\bnot\s+applicable\b|\bN\.?\s?A\.?(?!\w)"
    r"|\bno\s+(?:amount|incentive|subsidy|sum|payment|money|such|part|earlier|previous|prior|receipt|disbursement)\b"
    r"|\b(?:is|being|are)\s+(?:our|the|its|a)?\s*(?:very\s+)?first\s+claim\b|शून्य|नहीं|प्रथम\s+दावा|पहला\s+दावा",
    re.I,
)
"""How a claim says that nothing was received before it."""

_OF_THE_SCHEME = re.compile(
    r"\b(?:claims?|incentives?|subsid(?:y|ies)|scheme|disburs\w+|released|instal?lments?|tranches?)\b|दाव|प्रोत्साहन|सब्सिडी|योजना",
    re.I,
)
_OTHER_MONEY = re.compile(
    r"\b(?:invoices?|bills?|loans?|equity|advances?|purchase\w*|orders?|vendors?|suppliers?|customers?|buyers?|machin\w+"
    r"|equipment|refund\w*)\b|ऋण|बीजक|मशीन",
    re.I,
)
"""What makes a sentence one on money that is no incentive."""

_OF_ANOTHER = re.compile(
    r"\b(?:certified|claimed|capital\s+expenditure|expenditure|incurred|invested|investment|period|sanction\w*|approv\w*"
    r"|appli(?:ed|cation)|lodged|filed|letters?|plant|gstin|pan|cin|address|to\s+be)\b"
    r"|पूंजीगत|पूँजीगत|अवधि|प्रमाणित|स्वीकृत|[:|]",
    re.I,
)
"""What makes the figures around it something else than a receipt: a form's labels, periods, days of other papers."""

_OF_ITS_DAY = re.compile(
    r"(?:^|[(,]|\bon|\bon\s+the|/-|\d|\)|\b(?:UTR|NEFT|RTGS)\b[^.;,]{0,30}\b(?:dated|dt\.?))\s*$", re.I
)
"""What stands before the day of a receipt: its amount, "on", a bank's transfer; any other word makes it another's."""

_SPAN_OF_DAYS = re.compile(r"\s*(?:to|till|until|up\s?to|through|[-–—]|से)\s*\d", re.I)


@dataclass(frozen=True, slots=True)
class _Receipt:
    """An amount of a sentence with its day."""

    amount: FoundAmount
    day: FoundDay

    @property
    def start(self) -> int:
        return min(self.amount.start, self.day.start)

    @property
    def end(self) -> int:
        return max(self.amount.end, self.day.end)


def receipts_told(text: Text, source: Source) -> tuple[tuple[TableRow, ...], tuple[Notice, ...]]:
    """What was received before this claim, by the sentences that say so.

    Returns:
        a row (date, amount in INR) for each receipt that a sentence leaves no doubt of, and a notice for each sentence
        that may tell others.
    """
    if answered := _answered(text):
        return tuple(TableRow(number, _fields(it, at, text, source)) for number, (at, it) in enumerate(answered)), ()
    rows, notices = list[TableRow](), list[Notice]()
    for sentence in _SENTENCE.finditer(text.flow.text):
        if not _RECEIVED.search(sentence[0]) or _NOT_YET.search(sentence[0]) or _NOTHING.search(sentence[0]):
            continue
        told = _dated(sentence[0])
        if not told:
            continue
        at = sentence.start()
        if _is_plain(sentence[0], told) and _is_prose(text, at, sentence[0], told):
            fields = [_fields(it, at, text, source) for it in told]
            rows += [TableRow(number, it) for number, it in enumerate(fields, start=len(rows))]
        else:
            notices.append(_in_doubt(text, sentence))
    return tuple(rows), tuple(notices)


def _answered(text: Text) -> list[tuple[int, _Receipt]]:
    """The receipts in the cell of a form whose caption asks for them, each with where the cell begins in the text."""
    printed = text.flow.text
    for caption in _CAPTION.finditer(printed):
        start = caption.end()
        told = _in_turn(printed[start : start + LONGEST_ANSWER])
        around = printed[max(0, caption.start() - CAPTION) : start + (told[-1].end if told else 0)]
        if not told or _OTHER_MONEY.search(around) or _NOT_YET.search(around):
            continue
        if text.crosses_cells(text.flow.cut(caption.start(), start + told[0].amount.end)):
            return [(start, it) for it in told]
    return []


def _in_turn(answer: str) -> list[_Receipt]:
    """The receipts that an answer begins with: amount and day by turns, with only "on" and "and" between them."""
    amounts, days = find_amounts(answer), [it for it in find_days(answer) if it.readings]
    told: list[_Receipt] = []
    for amount in (it for it in amounts if it.readings):
        before = answer[told[-1].end if told else 0 : amount.start]
        day = next((it for it in days if it.start >= amount.end), None)
        if day is None or not _AND.fullmatch(before) or not _ON.fullmatch(answer[amount.end : day.start]):
            break
        told.append(_Receipt(amount, day))
    return told


def _fields(receipt: _Receipt, at: int, text: Text, source: Source) -> dict[str, Field]:
    """The two fields of a receipt; `at` is where its sentence begins in the running text."""
    amount, day = receipt.amount, receipt.day
    date, value = day.readings[0].value, amount.readings[0].value
    return {
        "date": flow_field("date", date, text, at + day.start, at + day.end, TOLD, source),
        "amount": flow_field("amount", value, text, at + amount.start, at + amount.end, TOLD, source, "INR"),
    }


def _in_doubt(text: Text, sentence: re.Match[str]) -> Notice:
    at = next(it.start() for it in _RECEIVED.finditer(sentence[0]))
    around = sentence[0][max(0, at - 40) : at + 80].strip()
    page = text.flow.cut(sentence.start() + at, sentence.start() + at + 1).first_page.number
    return Notice("receipt_in_doubt", f"{around!r} may tell an earlier receipt; none was taken from it.", page)


def _dated(sentence: str) -> tuple[_Receipt, ...]:
    """Each amount of a sentence with its day: in turn where there are as many, else with the day right behind it."""
    amounts = [it for it in find_amounts(sentence) if it.readings and not _OF_A_CLAIM.search(sentence[: it.start])]
    days = [it for it in find_days(sentence) if it.readings]
    if len(amounts) == len(days):
        return tuple(_Receipt(*pair) for pair in zip(amounts, days, strict=True))
    return tuple(_with_day_behind(amounts, days, len(sentence)))


def _with_day_behind(amounts: Sequence[FoundAmount], days: Sequence[FoundDay], length: int) -> Iterator[_Receipt]:
    ends = [*(it.start for it in amounts[1:]), length]
    for amount, until in zip(amounts, ends, strict=False):
        day = next((it for it in days if amount.end <= it.start < until), None)
        if day is not None:
            yield _Receipt(amount, day)


def _is_plain(sentence: str, told: Sequence[_Receipt]) -> bool:
    """Whether verb, amounts and days stand close together and nothing between them speaks of other money or days."""
    ordered = sorted(told, key=lambda it: it.start)
    start, end = _extent(sentence, told)
    if ordered[0].start - start > NEAR or end - ordered[-1].end > NEAR:
        return False
    if not _OF_THE_SCHEME.search(sentence) or _OTHER_MONEY.search(sentence) or _OF_ANOTHER.search(sentence, start, end):
        return False
    if any(later.start - sooner.end > BESIDE for sooner, later in pairwise(ordered)):
        return False
    return all(_has_its_day(sentence, it) for it in ordered)


def _extent(sentence: str, told: Sequence[_Receipt]) -> tuple[int, int]:
    """The part of a sentence that its receipts and the verb of receiving nearest to them take."""
    first, last = min(it.start for it in told), max(it.end for it in told)
    verb = min(_RECEIVED.finditer(sentence), key=lambda it: max(first - it.end(), it.start() - last, 0))
    return min(first, verb.start()), max(last, verb.end())


def _has_its_day(sentence: str, it: _Receipt) -> bool:
    between = max(it.amount.start, it.day.start) - min(it.amount.end, it.day.end)
    behind = sentence[it.day.end :]
    if between > BESIDE or _SPAN_OF_DAYS.match(behind):
        return False
    return bool(_OF_ITS_DAY.search(sentence[: it.day.start]) or re.match(r"\s*को(?!\w)", behind))


def _is_prose(text: Text, at: int, sentence: str, told: Sequence[_Receipt]) -> bool:
    """Whether verb and figures are printed as running lines: no cell, column or line broken short lies between."""
    start, end = _extent(sentence, told)
    run = text.flow.cut(at + start, at + end)
    whole = len(text.last_of_lines(run).placed) == len(run.placed)
    return whole and not text.crosses_cells(run) and not text.changes_column(run)
