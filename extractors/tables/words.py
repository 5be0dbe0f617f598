"""What the words of a row say it is: a total, a page carried over, a heading of a group, a condition, a head."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from extractors.phrases import one_nasal
from reference.table_specs import RowKind, row_words

Condition = Literal["new", "refurbished"]

_ENUMERATOR = re.compile(
    r"^\s*(?:part|section|head|schedule|annexure|annex|table|statement|group|block|category|अनुसूची|भाग|खंड)?"
    r"\s*[-–(\[]?\s*(?:[A-Za-z]|[IVXivx]{1,4}|[0-9]{1,2}|[क-ह])\s*[.):\]–-]+\s*",
    re.I,
)
_CALLED_HEAD = re.compile(
    r"^\s*(?:(?:(?:asset|cost|expenditure|account)\s+)?(?:head|category|class|group|block)"
    r"(?:\s+of\s+(?:the\s+)?(?:assets?|accounts?|expenditure))?\s*(?:[:–-]+|[0-9]{3,8}\b\W*)|(?:a\s?/\s?c|account|ledger)\w?\s*[.:–-]*(?=\s))\s*",
    re.I,
)
"""What stands before a head: "Asset class: Plant and Machinery", "Asset class 3400 Utilities", "A/C: EQUIPMENT"."""

_NUMBERED_CLASS = re.compile(
    r"\s*(?:asset|cost|account|expenditure)\s+(?:head|category|class|group|block)\s+[0-9]{3,8}\b", re.I
)
"""A head by its number in the firm's accounts: it ends the one before, whether its own name is known or not."""

_LETTERED = re.compile(
    r"^\s*(?:(?:part|section)\s*[-–]?\s*)?[(\[]?(?:[A-HJ-Z]|[IVX]{1,4}|[a-h]|[क-ह])\s*[.)\]:–-]+\s*\S"
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]?")


def plain_words(text: str) -> str:
    """Lower case, letters and digits only, single spaces; vowel signs stay."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("&", " and ")
    return " ".join(
        "".join(
            letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " " for letter in lowered
        ).split()
    )


_NET_OF_PARTS = re.compile(r"\W*net\b[^()]{0,30}\(?\s*\(?[A-Z1-9]\)?\s*[-–−]\s*\(?[A-Z1-9]\)?\s*\)?\W*", re.I)
"""What is left of one part of a statement when another is taken off: "Net (A - B)", "Net sales (1) - (2)"."""


@lru_cache(maxsize=20_000)
def row_kind(text: str) -> RowKind | None:
    """Whether the words of a row call it a total, subtotal, carried or brought forward, or an opening balance."""
    if _NET_OF_PARTS.fullmatch(text):
        return "grand_total"
    bare = _closed(plain_words(_BRACKETED.sub(" ", text)) or plain_words(text))
    if not bare or len(bare) > 120 or bare.startswith(row_words().not_totals):
        return None
    kinds: tuple[RowKind, ...] = ("carried", "brought", "opening", "subtotal", "grand_total", "total")
    for kind in kinds:
        for phrase in _phrases(kind):
            if _begins_or_ends(bare, phrase):
                return kind
    return None


def _closed(text: str) -> str:
    """Letters printed apart as one word: "T O T A L"; a sign of dust before it left out: "1 Sub Total"."""
    text = re.sub(r"^(?:[0-9]{1,2}|[a-z]) (?=(?:sub|grand|page|month) ?total)", "", text)
    return re.sub(r"(?<!\S)(?:[a-z] ){2,}[a-z](?!\S)", lambda match: match[0].replace(" ", ""), text)


@cache
def _phrases(kind: RowKind) -> tuple[str, ...]:
    return tuple(sorted({plain_words(phrase) for phrase in row_words().rows[kind]}, key=len, reverse=True))


def _begins_or_ends(text: str, phrase: str) -> bool:
    if text == phrase or text.startswith(phrase + " ") or text.endswith(" " + phrase):
        return True
    if len(phrase) < 5:
        return False
    size = len(phrase.split())
    words = text.split()
    if abs(len(words) - size) > 3:
        return False
    return fuzz.ratio(" ".join(words[:size]), phrase) >= 88 or fuzz.ratio(" ".join(words[-size:]), phrase) >= 88


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is none: "-", "Nil", "N.A."."""
    return text.strip().lower() in row_words().nothing


def looks_like_group(text: str) -> bool:
    """Whether a line that stands alone heads the rows under it: "A. Plant & Machinery", "Building and civil works"."""
    return bool(_LETTERED.match(text) or _NUMBERED_CLASS.match(text)) or head_named(text) is not None


@dataclass(frozen=True, slots=True)
class Head:
    """An asset head, how it was told, and the heads that other words of the same text point to."""

    head: str
    reason: str
    named: bool
    rivals: tuple[str, ...] = ()


def calls_head(text: str) -> bool:
    """Whether a line says that what it names is a head or an account: "A/C: EQUIPMENT", however many cells it fills."""
    return bool(_CALLED_HEAD.match(text)) and head_named(text) is not None


@lru_cache(maxsize=20_000)
def head_named(text: str) -> str | None:
    """The head that a text names in full ("A. Plant & Machinery (new)"), in two languages too; else None."""
    halves = [half for half in re.split(r"[/|]", text) if half.strip()]
    if len(halves) == 2 and halves[0].isascii() != halves[1].isascii():
        named = {_head_named(half) for half in halves}
        return named.pop() if len(named) == 1 else None
    return _head_named(text)


def _head_named(text: str) -> str | None:
    bare = plain_words(_ENUMERATOR.sub("", _CALLED_HEAD.sub("", _BRACKETED.sub(" ", text))))
    if not bare:
        return None
    for head, words in row_words().heads.items():
        for name in words.names:
            known = plain_words(name)
            if bare == known or len(known) >= 5 and fuzz.ratio(bare, known) >= 90:
                return head
    return None


_OF = re.compile(r"\b(?:of|in|on|to|for|towards|under)\s+(?=(?P<rest>[^()\[\]:;]+))", re.I)


@lru_cache(maxsize=20_000)
def head_titled(text: str) -> str | None:
    """The one head that a statement says in its title that it is of: "Statement of investment in plant & machinery"."""
    found = {head for match in _OF.finditer(text) if (head := head_named(match["rest"])) is not None}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=20_000)
def head_of(text: str) -> Head | None:
    """The head under which an asset stands, by what its description names first; in a compound the last word tells."""
    if named := head_named(text):
        return Head(named, f"the head {text.strip()!r}", True)
    phrases = [phrase for part in _JOINTS.split(text) if (phrase := plain_words(part))]
    told = [_articles_in(phrase) for phrase in phrases]
    at = next((number for number, found in enumerate(told) if found), None)
    if at is None:
        return None
    strong = [it for it in told[at] if it.words not in row_words().weak_articles] or told[at]
    best = max(strong, key=lambda it: (it.end, len(it.words)))
    beside = [it for it in strong if it.start < best.start]
    after = [it for found in told[at + 1 :] for it in found if it.head in GROUND and best.head not in GROUND]
    rivals = tuple(dict.fromkeys(it.head for it in (*beside, *after) if it.head != best.head))
    return Head(best.head, f"{best.words!r} in the description: {row_words().heads[best.head].why}", False, rivals)


GROUND = frozenset({"land", "building"})

_JOINTS = re.compile(
    r"\b(?:with|for|of|including|incl|along|having|complete|to|from|in|at|on|by|के लिए|सहित)\b|[,;:()\[\]]|\s[-–]\s",
    re.I,
)
"""What parts the article itself from what goes with it: "Reactor with instruments" is a reactor."""


@dataclass(frozen=True, slots=True)
class _Article:
    head: str
    words: str
    start: int
    end: int


def _articles_in(phrase: str) -> list[_Article]:
    """The articles that a phrase names; in a compound the last is what it is: a furnace transformer, a kiln shed."""
    return [
        _Article(head, article, match.start(), match.end())
        for head, article in _articles()
        if article in phrase and (match := re.search(rf"(?<!\w){re.escape(article)}(?:s|es)?(?!\w)", phrase))
    ]


@cache
def _articles() -> tuple[tuple[str, str], ...]:
    return tuple(
        (head, plain_words(article))
        for head, words in row_words().heads.items()
        for article in (*words.articles, *words.names)
    )


@lru_cache(maxsize=20_000)
def condition_in_column(text: str) -> Condition | None:
    """The condition that a cell of a condition column prints."""
    bare = plain_words(text)
    if bare in {"n", "r"}:
        return "new" if bare == "n" else "refurbished"
    used = any(_has(bare, phrase) for phrase in _conditions("refurbished"))
    fresh = any(_has(bare, phrase) for phrase in _conditions("new"))
    denied = bare.startswith(("not ", "non "))
    if used == fresh:
        return None
    return "refurbished" if used != denied else "new"


@lru_cache(maxsize=20_000)
def condition_in_text(text: str) -> Condition | None:
    """The condition that a description prints: "(refurbished)", "second hand", "brand new", "- New"."""
    bare = plain_words(text)
    sure = [phrase for phrase in _conditions("refurbished") if phrase not in {"used", "old", "प्रयुक्त"}]
    if any(_has(bare, phrase) for phrase in sure) or re.search(
        r"[(\[–-]\s*(?:imported\s+)?(?:used|old)\b|\bused (?:machine|equipment|plant)"
        r"|^\W*(?:[0-9]{1,3}[.)]\s*)?used\s+(?!oil|lubric|batter|cell|tyre|in\b|for\b|as\b|by\b|to\b|with\b)",
        text,
        re.I,
    ):
        return "refurbished"
    if re.search(
        r"[(\[,–-]\s*(?:imported\s+)?(?:brand[ -])?new\s*(?:$|[)\],.;])|\bbrand[ -]new\b|\bnew machine\b|^new\s",
        text,
        re.I,
    ) or re.search("[(]\\s*(?:नया|नई|नयी|नए|नये)", text):
        return "new"
    return None


@cache
def _conditions(kind: Condition) -> tuple[str, ...]:
    return tuple(plain_words(phrase) for phrase in row_words().conditions[kind])


def relation_of(text: str) -> str | None:
    """How a company stands to the applicant, by the words of its cell."""
    bare = one_nasal(plain_words(text))
    best = _longest(
        (relation, phrase)
        for relation, phrases in row_words().relations.items()
        for phrase in phrases
        if _has(bare, one_nasal(plain_words(phrase)))
    )
    return best


def _longest(found: Iterable[tuple[str, str]]) -> str | None:
    return max(found, key=lambda it: len(it[1]), default=(None, ""))[0]


def _has(text: str, phrase: str) -> bool:
    return phrase in text and re.search(rf"(?<!\w){re.escape(phrase)}(?![\w{SIGNS}])", text) is not None


SIGNS = "\u0900-\u0903\u093a-\u094f"
"""Signs of Devanagari that go on with a word and are no letters to `re`: नवीन is no word of नवीनीकृत."""


@lru_cache(maxsize=20_000)
def is_negative(text: str) -> bool:
    """Whether the words of a row say that it takes back: a credit note, a return."""
    bare = plain_words(text)
    return any(_has(bare, phrase) for phrase in _negatives())


@cache
def _negatives() -> tuple[str, ...]:
    phrases = [plain_words(phrase) for phrase in row_words().negatives]
    run_together = [it.replace(" ", "") for it in phrases if " " in it]  # OCR loses the blank of "Credit note"
    return (*phrases, *run_together)
