"""Papers in wordings and shapes of no layout family, and papers of no type, set from `unseen_papers.yaml`.

Every paper has names of its own, made of syllables, so that none of them tells what it is. Papers of a type are only
measured; those of no type teach `reference.type_words` what stands in none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.plain_pages import page_of
from records.pages import Page
from reference.strict_yaml import load

PATH = Path(__file__).parent / "unseen_papers.yaml"
NO_TYPE = "unknown"

_SYLLABLES = ("ka", "ro", "vi", "su", "ta", "mer", "dal", "no", "shi", "pu", "gan", "li")
_HINDI_SYLLABLES = ("का", "रो", "वि", "सु", "ता", "मे", "दल", "नो", "शि", "पु", "गन", "ली")
_NAME = re.compile(r"\{(?P<name>\w+)\}")


@dataclass(frozen=True, slots=True)
class UnseenPaper:
    """A paper of one page: its name in the file, its type or `NO_TYPE`, and its print."""

    name: str
    document_type: str
    text: str

    @property
    def page(self) -> Page:
        """The paper set as a page."""
        return page_of(self.text)


@cache
def unseen_papers() -> Sequence[UnseenPaper]:
    """All of them, in the order of the file.

    Raises:
        reference.strict_yaml.ReferenceMistake: if the file has a mistake; it names file, line and mend.
    """
    papers = load(PATH)["papers"]
    return tuple(UnseenPaper(name, it["is"], _with_names(it["text"], Random(name))) for name, it in papers.items())


def _with_names(text: str, random: Random) -> str:
    names: dict[str, str] = {}

    def name_of(match: re.Match[str]) -> str:
        return names.setdefault(match["name"], _invented(match["name"], random))

    return _NAME.sub(name_of, text)


def _invented(place: str, random: Random) -> str:
    if place.startswith("hindi"):
        return "".join(random.choices(_HINDI_SYLLABLES, k=4))
    name = "".join(random.choices(_SYLLABLES, k=4)).capitalize()
    return name.upper() if place.isupper() else name
