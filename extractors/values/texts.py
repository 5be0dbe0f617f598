"""Activities, conditions and other running text."""

from __future__ import annotations

import re

from extractors.values.activities import activity_in
from extractors.values.model import NOTHING, Parsed, Scope
from reference.document_types import FieldWords

_DANGLING = re.compile(r"\W*(?:\b(?:of|for|the|and|in|as|to|following)\b\W*)*\bthe\s+following\b.*$", re.I | re.S)
_NO_PHRASE = re.compile(
    r"\W*(?:under|as\s+per|in|vide|at|on|by|from|with|subject|which|this|the\s+(?:act|rules?|board))\b", re.I
)
"""What is no name of an activity: a list that follows, an act, a place."""

_LEADS_TO_ACTIVITY = re.compile(
    r"^(?:the\s+)?(?:proposed\s+)?(?:expansion|modernisation|modernization|setting\s+up|establishment)\s+of\s+(?=(?:re-?cycl|process|recover|extract)\w+\s+of\b)",
    re.I,
)

_TEXT_END = re.compile(
    r"।|\s[-–—]+\s*(?:reg|regarding|issued|issue)\b|[,;(\s]+(?:proposal|file|application|letter|ref(?:erence)?)\.?\s+no\b|"
    r"(?<!\bNo)(?<![\s(]\d)\.\s+(?=[A-Z0-9(])|\.$|;|\s\(\s*\d[\d,.]*\s*(?:MT|T|K)|\s+(?:under\s+the|(?:with|at)\s+(?:an?\s+|the\s+)?(?:(?:total|annual|installed|processing|recycling|permitted|maximum|consented|designed)\s+){0,2}(?:capacity|input|feed|throughput|intake|quantity)|from\s+[0-9][0-9,.]*|"
    r"(?:of|having)\s+(?:a\s+)?(?:capacity|[0-9]+)|subject\s+to|at\s+(?:plot|survey|gat|khasra|S\.?F)|located|situated)\b",
    re.I,
)
_AND_CAPACITY = re.compile(
    r"\s*[,;(]\s*(?:(?:with|having|of|at|total|annual|installed|processing|जिसकी|कुल|वार्षिक)\s+){0,3}(?:capacity|क्षमता)[^0-9०-९]{0,20}[0-9०-९]",
    re.I,
)
"""What a line gives behind an activity: "recycling of e-waste, capacity 7,200 MT"."""

_PASSAGE_END = re.compile(
    r"\([A-Z][^)]{3,40}\)\s+(?:under|deputy|joint|director|additional|section)\b|\b(?:Yours\s+(?:faithfully|sincerely)|Copy\s+(?:to|forwarded)|This\s+issues\s+with|भवदीय)\b",
    re.I,
)


PASSAGE, LINE_OF_TEXT = 6000, 600
"""Characters of conditions, which may run over a page, and of any other text."""

FEWEST_WORDS = 3
"""No condition has fewer words: what a scan leaves of a heading or a stamp is none."""

_ONLY_A_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")

_ITEM = re.compile(
    r"(?<!\S)(?P<open>\(?)(?P<number>[ivxl]{1,6}|[a-z]|[0-9०-९]{1,2}|[\u0915-\u0939])(?P<close>[.)])(?=\s)", re.I
)
"""The number of an item of a list, as "(i)", "b)" and "3." print it."""

_ONES = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = tuple(f"{tens}{ones}" for tens in ("", "x", "xx") for ones in ("", *_ONES))[1:]
_AT_CLAUSE = re.compile(r"[.;:,।]\s*(?:and\s*)?$", re.I)


def end_of_list(text: str) -> int:
    """Where a numbered list that a text begins with ends: before a number that is none of its own, else with the text.

    "(i) ... (vii) ... 3. Please acknowledge" ends before "3."; a date or a number within an item ends nothing.
    """
    items = list(_ITEM.finditer(text))
    if not items or items[0].start() > 0:
        return len(text)
    numbers = _numbers_like(items[0]["number"].lower())
    position = 0
    for item in items[1:]:
        is_own = (item["open"], item["close"]) == (items[0]["open"], items[0]["close"])
        if is_own and numbers[position + 1 : position + 2] == [item["number"].lower()]:
            position += 1
        elif item["number"].isdigit() and not numbers[0].isdigit() and _AT_CLAUSE.search(text[: item.start()]):
            return item.start()
    return len(text)


def _numbers_like(first: str) -> list[str]:
    """The numbers of a list in order, told by the first of them."""
    if first.isdigit():
        return [str(int(first) + it) for it in range(60)]
    return list(_ROMAN) if first == "i" else [chr(ord(first[0]) + it) for it in range(26)]


def read_text(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A text; in a sentence up to where another thought begins."""
    if words.name == "activity":
        return _read_activity(words, text, scope)
    value = text.strip(" :;,-–—|_")
    is_passage = words.name == "conditions"
    if scope.sentence:
        stop = _PASSAGE_END.search(value) if is_passage else _TEXT_END.search(value)
        value = value[: stop.start()] if stop else value if is_passage else value[:300]
        if not is_passage:
            value = _DANGLING.sub("", _LEADS_TO_ACTIVITY.sub("", value))
            if _NO_PHRASE.match(value):
                return []
    if is_passage:
        value = value[: end_of_list(value)]
    value = value[: PASSAGE if is_passage else LINE_OF_TEXT].strip(" ;,-–—" if is_passage else ' ;,-–—"“”‘’')
    if not is_passage and (capacity := _AND_CAPACITY.search(value)):
        value = value[: capacity.start()]
    if value.endswith(".") and ". " not in value:
        value = value[:-1]
    if words.plausible and not any(re.search(it, value, re.I) for it in words.plausible):
        return []
    fewest = FEWEST_WORDS if is_passage else 2 if scope.sentence else 1
    if _ONLY_A_DAY.fullmatch(value):
        return []
    if len(value) < 2 or NOTHING.match(value) or len(value.split()) < fewest:
        return []
    begins = text.index(value)
    cut = CUT_IN_BRACKETS if not is_passage and value.count("(") > value.count(")") else 0.0
    return [Parsed(value, begins, begins + len(value), cut)]


CUT_IN_BRACKETS = 0.1
"""What it costs to take a text that ends within brackets: it goes on elsewhere, and is never sure."""

LOOSELY_TOLD = 0.08
"""What it costs to take an activity from a sentence, which leads up to it and on from it in any words: never sure."""


def _read_activity(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """What a unit may do, without place, quantity and what else stands around it."""
    value = text.strip(" :;,-–—|_")
    if scope.sentence:
        stop = _TEXT_END.search(value)
        value = _LEADS_TO_ACTIVITY.sub("", value[: stop.start()] if stop else value[:300])
        if _NO_PHRASE.match(value):
            return []
    elif capacity := _AND_CAPACITY.search(value):
        value = value[: capacity.start()]
    value = activity_in(value[:LINE_OF_TEXT], sentence=scope.sentence)
    fewest = 2 if scope.sentence else 1
    if len(value) < 2 or NOTHING.match(value) or len(value.split()) < fewest or _ONLY_A_DAY.fullmatch(value):
        return []
    if words.plausible and not any(re.search(it, value, re.I) for it in words.plausible):
        return []
    begins = text.index(value)
    return [Parsed(value, begins, begins + len(value), LOOSELY_TOLD if scope.sentence else 0.0)]
