"""Values told by being the only ones of their kind on a paper: an identifier, a capacity, a number, a name, an address.

What a value is like tells which field it may be of; that nothing else on the paper is like it tells whose it is. Such
a value is a guess all the same: it costs so much that a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import pairwise

from extractors.asked import FIGURES, OF_NOTHING_HERE
from extractors.candidates import Candidate, avoided, candidates_in
from extractors.columns import SUPERSEDED
from extractors.document_text import Text
from extractors.layout import Run
from extractors.values import LEGAL_FORM, OTHER_OFFICE, Scope
from records.dates import find_days
from records.digits import ascii_digits
from records.identifiers import Kind, find_identifiers
from records.names import normal_name
from reference.document_types import FieldWords

ALONE = "the only one of its kind"
ALONE_COSTS = 0.12
"""What it costs to take a value for no other reason: below the bar of what is sure."""

TELL_THEMSELVES: tuple[Kind, ...] = ("gstin", "pan", "cin", "llpin", "udin", "frn")
"""Identifiers whose form says what they are."""

BEFORE = 90
"""Characters before a value in which the paper may say that it is another thing's."""

Span = tuple[int, int, str]
"""Where a value stands in the running text, and by what it is told from others."""

TONNES = re.compile(
    r"[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?\s*(?:metric\s+)?(?:MT|M\.T\.?|tonn?es?|tons?|TPA|MTPA|MTA|KTPA|मीट्रिक\s+टन|टन)(?![A-Za-z\u0900-\u0963])",
    re.I,
)
FEED = re.compile(
    r"\be-?\s?wastes?\b|\bscrap\b|\bblack\s+mass\b|\b(?:waste|spent|used|end[\s-]of[\s-]life)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:batter\w+|catalysts?|cells|magnets?|vehicles|converters?|electronic\w*|PCBs?)\b|ई-?\s?अपशिष्ट|स्क्रैप",
    re.I,
)
"""Wastes that a unit takes in and does not make."""

_FEED_ROW = re.compile(
    rf"(?:{FEED.pattern})[^0-9.;:]{{0,50}}?\s(?P<value>{TONNES.pattern}|[0-9][0-9,.]*\s*T\s?/\s?\w+)", re.I
)
_CODE = re.compile(
    r"(?<![\w/.&-])(?=[\w().&/-]*\d{3})(?=[^/]*[A-Z])[A-Z][\w().&-]*(?:/[\w().&-]+){2,}(?<![.,])(?![\w/])"
)
_CODE_OF_ANOTHER = re.compile(
    r"(?:invoice|bill|voucher|GST\w*|application|ISO|IEC|file|F\.|receipt|challan|lot|batch)\W+(?:\w+\W+){0,2}$", re.I
)
_COMPANY = re.compile(
    rf"\b[A-Z][\w.'’-]*\s+(?:(?:\b[A-Z][\w.'’-]*|&|\band|\bof|\(I(?:ndia)?\))\s+){{0,7}}?(?i:{LEGAL_FORM})(?!\s+by\b)"
)
_OF_OTHERS = re.compile(
    r"\b(?:for|bank|insurance|laborator\w*|auditors?|supplier|vendor|buyer|customer|holding|subsidiary|consultants?"
    r"|formerly|changed\s+from|(?:originally|first)\s+incorporated)\b(?:(?!\bto\s)[^.;:]){0,40}$",
    re.I,
)
_FIRM = re.compile(
    r"\b[A-Z][\w.'’-]*\s+(?:(?:\b[A-Z][\w.'’-]*|&|\band)\s+){0,4}?(?:&|\band)\s+(?:Associates|Co\b\.?|Company\b)(?:\s+LLP\b)?"
)
_PLOT = re.compile(
    r"\b(?:Plot|Khasra|Survey|Sy\.|Gat|Gut|Shed|S\.?\s?F\.?\s?No|Khata|J\.?L\.?\s?No|Village|Block|Unit\s+No)\b[^;।]{6,200}?(?<!\d)[1-9]\d{2}\s?(?P<pin>\d{3})(?!\d)"
)


def alone(words: FieldWords, text: Text, tabled: Set[int], only_of_kind: bool = False) -> Iterable[Candidate]:
    """The value of a field that a document prints one of, without any label or sentence that is known.

    Args:
        words: the field.
        text: the document.
        tabled: ids of the words of tables, whose values are their rows'.
        only_of_kind: whether no other field of the type is of its kind, so that a lone date can be no other's.
    """
    days = find_days(text.flow.text) if words.kind == "day" and only_of_kind else ()
    lone_days = [(it.start, it.end, str(it.readings[0].value)) for it in days if it.readings]
    spans = [it for it in (*_spans(words, text), *lone_days) if not _is_of_another(words, text, it, tabled)]
    if words.kind == "tpa" and len({it[2] for it in spans}) != 1:
        spans = list(_of_feed(words, text))
    if len({it[2] for it in spans}) != 1:
        return
    for start, end, _ in spans:  # of several prints of it one may lack its unit
        run = text.flow.cut(start, min(len(text.flow.text), end + _TAIL.get(words.kind, 0)))
        if run:
            scope = Scope("", run.is_ocr, sentence=words.kind not in TELL_THEMSELVES)
            lead = start - text.flow.start_within(start)
            found = list(candidates_in(words, run, lead, scope, ALONE_COSTS, ALONE, text, -1))
            yield from found
            if found:
                return


_TAIL = {"tpa": 50}
"""Characters behind a value that say what it is: tonnes "of waste per annum"."""


def _of_feed(words: FieldWords, text: Text) -> Iterator[Span]:
    """Quantities right behind the name of a waste, in a row of a table too."""
    for match in _FEED_ROW.finditer(text.flow.text):
        span = (match.start("value"), match.end("value"), re.sub(r"\D", "", match["value"]))
        if not _is_of_another(words, text, span, frozenset()):
            yield span


def _spans(words: FieldWords, text: Text) -> Iterator[Span]:
    if words.kind in TELL_THEMSELVES:
        kind = next(it for it in TELL_THEMSELVES if it == words.kind)
        found = find_identifiers(kind, text.flow.text)
        yield from ((it.start, it.end, it.value) for it in found if it.check != "fails")
    elif words.kind in PERIODS:
        days = find_days(text.flow.text)
        yield from (
            (one.start, two.end, f"{one.text} {two.text}")
            for one, two in pairwise(days)
            if _JOINS.fullmatch(text.flow.text[one.end : two.start])
        )
    elif words.kind in _PATTERNS and (words.required or words.use or words.kind not in {"reference", "name"}):
        pattern, told_by = _PATTERNS[words.kind]
        for it in pattern.finditer(text.flow.text):
            start = _below_heading(text, it) if words.kind == "name" else it.start()
            yield (_in_last_cell(text, it) if words.kind == "firm" else start), it.end(), told_by(it)


def _below_heading(text: Text, name: re.Match[str]) -> int:
    """Where a name begins: not with the line in capitals over it, which is the paper's own heading."""
    printed = text.flow.cut(*name.span()).placed
    first = next((index for index, it in enumerate(printed) if not it.word.text.isupper()), 0)
    heading, body = printed[:first], printed[first:]
    if not heading or body[0].page is heading[-1].page and body[0].word.box[1] < heading[-1].word.box[3]:
        return name.start()
    below = _COMPANY.search(name.string, name.start() + sum(len(it.word.text) + 1 for it in heading), name.end())
    return below.start() if below is not None else name.start()


def _in_last_cell(text: Text, name: re.Match[str]) -> int:
    """Where a name begins: in the ruled cell that it ends in, and not with the headings before it."""
    printed = text.flow.cut(*name.span()).placed
    start = name.start()
    for first, it in enumerate(printed):
        if text.is_in_one_cell(Run(printed[first:])) or not text.crosses_cells(Run(printed[first:])):
            return start
        start += len(it.word.text) + 1
    return start


PERIODS = frozenset({"period_from", "period_to"})
_JOINS = re.compile(r"\W{0,3}(?:to|till|until|up\s?to|and|से|–|—|-)\W{0,3}", re.I)
"""What stands between the two days of a period."""

_PATTERNS: Mapping[str, tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = {
    "tpa": (TONNES, lambda it: re.sub(r"\D", "", ascii_digits(it.group()))),
    "reference": (_CODE, lambda it: it.group()),
    "name": (_COMPANY, lambda it: normal_name(it.group())),
    "firm": (_FIRM, lambda it: normal_name(it.group())),
    "address": (_PLOT, lambda it: it["pin"]),
}
"""For a kind of field what its values are like, and by what two of them are told apart."""


def _is_of_another(words: FieldWords, text: Text, span: Span, tabled: Set[int]) -> bool:
    """Whether the paper says that a value is not its own subject's, or the value stands in a table."""
    start, end, _ = span
    before = text.flow.text[max(0, start - BEFORE) : start]
    run = text.flow.cut(start, end)
    if not run or all(id(it.word) in tabled for it in run.placed):
        return True
    if avoided(words, before) or (words.kind == "address" and _is_of_two_columns(run, text)):
        return True
    if words.kind in TELL_THEMSELVES:
        return False
    if text.is_cited(run) or (words.kind in FIGURES and OF_NOTHING_HERE.search(before)):
        return True
    return any(pattern.search(before) for pattern in _FOREIGN.get(words.kind, ()))


def _is_of_two_columns(run: Run, text: Text) -> bool:
    """Whether words lead from one column of the page to another; the lines of one ruled cell do not."""
    return text.changes_column(run) and not text.is_in_one_cell(run)


_NEAR_SUPERSEDED = re.compile(rf"(?:{SUPERSEDED.pattern})[^.;]{{0,40}}$", re.I)
_OTHER_OFFICE_BEFORE = re.compile(OTHER_OFFICE.pattern.removeprefix("^") + r"[^.;]{0,40}$", re.I)
_STORED = re.compile(r"\b(?:stor(?:e|ed|age)|stock|tank|boiler|product|products|output|guarantee)\b[^.;]{0,60}$", re.I)
_VALID = re.compile(r"\b(?:valid\w*|lease|guarantee|policy|insurance|corresponding|previous)\b[^.;]{0,60}$", re.I)
_FOREIGN: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "tpa": (_NEAR_SUPERSEDED, _STORED),
    **dict.fromkeys(PERIODS, (_VALID,)),
    "reference": (_CODE_OF_ANOTHER,),
    "name": (_OF_OTHERS,),
    "address": (_OTHER_OFFICE_BEFORE,),
}
"""For a kind of field what is said before a value that is another thing's."""
