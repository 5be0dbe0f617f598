"""What is peculiar to companies of a group: the words of a row that say whose revenue it is, parted from the name."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.tables.compound import COMPANY
from extractors.tables.events import Cell
from extractors.tables.words import plain_words, relation_of

_MEASURE = re.compile(
    r"^\s*(?:add|plus|less)?\s*:?\s*(?:(?:global|total|gross|net|annual|audited|standalone|consolidated)\s+)*"
    r"(?:manufacturing\s+)?(?:revenues?|turnover|sales|income)(?:\s+from\s+(?:operations|manufacturing|sales))?"
    r"(?:\s*,?\s*(?:of|by|for|from)\b|\s*[-–:])\s*(?:m/s\.?\s+)?",
    re.I,
)
"""What stands before a name: "Revenue of", "Add: Turnover from operations of"."""

_BRACKETED = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]]?")
_ROLE = (
    r"(?:the\s+)?(?:its\s+)?(?:applicant(?:\s+company)?|(?:ultimate\s+)?(?:holding|parent)(?:\s+company)?"
    r"|(?:wholly[\s-]+owned\s+|step[\s-]*down\s+)?subsidiary(?:\s+company)?|associate(?:\s+company)?|joint\s+venture)"
)
_ROLE_WORDS = frozenset({"the", "its", "applicant", "holding", "parent", "subsidiary", "group", "company", "companies"})
_BEFORE = re.compile(rf"^\s*(?P<role>{_ROLE})\s*(?:[-–:,]\s*|\s+(?=m/s))(?:m/s\.?\s+)?(?=\S)", re.I)
_AFTER = re.compile(rf"\s*(?:[-–:,]\s*)(?P<role>{_ROLE})\s*$", re.I)


def name_and_relation(text: str) -> tuple[str, str | None]:
    """The name of a company without the words around it, and how they say it stands to the applicant.

    "Revenue of Bengal Ferro Alloys Limited (holding company)" is Bengal Ferro Alloys Limited and "holding". Brackets
    that belong to a name ("Yamuna Metals (India) Ltd") stay.
    """
    name = _MEASURE.sub("", " ".join(text.split()))
    relation: str | None = None
    for bracket in _BRACKETED.finditer(name):
        if (told := relation_of(bracket["inside"])) is not None:
            relation = told
            name = f"{name[: bracket.start()]} {name[bracket.end() :]}"
            break
    for pattern in (_BEFORE, _AFTER):
        if (match := pattern.search(name)) is not None:
            relation = relation or relation_of(match["role"])
            name = name[: match.start()] + name[match.end() :]
    name = " ".join(name.split()).strip(" ,;:-–")
    return (name, relation) if name else (" ".join(text.split()), relation)


def names_company(text: str) -> bool:
    """Whether a row that begins with an amount goes on with a company: "Revenue of Bengal Alloys Ltd" does."""
    name, _ = name_and_relation(text)
    words = [word for word in plain_words(name).split() if word not in _ROLE_WORDS]
    return len(words) > 1 and COMPANY.search(" ".join(words)) is not None


def named_cell(cell: Cell, name: str) -> Cell:
    """The cell with only the words that print the name, where they are found in it."""
    wanted = {word.strip("(),;:") for word in name.split()}
    words = tuple(word for word in cell.words if word.text.strip("(),;:") in wanted)
    return replace(cell, words=words or cell.words, text=name)
