"""Activities, conditions and other running text."""

from __future__ import annotations

import re

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
    r"\s[-–—]+\s*(?:reg|regarding|issued|issue)\b|[,;(\s]+(?:proposal|file|application|letter|ref(?:erence)?)\.?\s+no\b|"
    r"(?<!\bNo)(?<![\s(]\d)\.\s+(?=[A-Z0-9(])|\.$|;|\s\(\s*\d[\d,.]*\s*(?:MT|T|K)|\s+(?:under\s+the|with\s+(?:an?\s+)?(?:(?:total|annual|installed)\s+)?(?:capacity|input|feed|throughput|intake|quantity)|from\s+[0-9][0-9,.]*|"
    r"(?:of|having)\s+(?:a\s+)?(?:capacity|[0-9]+)|subject\s+to|at\s+(?:plot|survey|gat|khasra|S\.?F)|located|situated)\b",
    re.I,
)
_PASSAGE_END = re.compile(
    r"\([A-Z][^)]{3,40}\)\s+(?:under|deputy|joint|director|additional|section)\b|\b(?:Yours\s+(?:faithfully|sincerely)|Copy\s+(?:to|forwarded)|This\s+issues\s+with|भवदीय)\b",
    re.I,
)


def read_text(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A text; in a sentence up to where another thought begins."""
    value = text.strip(" :;,-–—|")
    if scope.sentence:
        stop = _PASSAGE_END.search(value) if words.name == "conditions" else _TEXT_END.search(value)
        value = value[: stop.start()] if stop else value[:300]
        if words.name != "conditions":
            value = _DANGLING.sub("", _LEADS_TO_ACTIVITY.sub("", value))
            if _NO_PHRASE.match(value):
                return []
    value = value[:600].strip(" ;,-–—")
    if value.endswith(".") and ". " not in value:
        value = value[:-1]
    if words.plausible and not any(re.search(it, value, re.I) for it in words.plausible):
        return []
    if len(value) < 2 or NOTHING.match(value) or (scope.sentence and len(value.split()) < 2):
        return []
    begins = text.index(value)
    return [Parsed(value, begins, begins + len(value))]
