"""What an applicant can do about a finding, in English and Hindi, for the deficiency letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reference.strict_yaml import Item, load_located

FILE = Path(__file__).parent / "cures.yaml"
PAPERS = Path(__file__).parent / "asked_papers.yaml"


@dataclass(frozen=True, slots=True)
class Cure:
    """What a check asks, in Hindi, and one sentence on what would cure it, in both languages.

    `needs` are the types of paper without which the check cannot be judged. `papers` is the sentence, in English and
    Hindi, where it could not be judged for want of a paper; None where the cure serves then too. `is_ours` where the
    applicant can do nothing about it; `names_others` where a finding that refers may name the application of somebody
    else.
    """

    asks: str
    english: str
    hindi: str
    papers: tuple[str, str] | None = None
    needs: tuple[str, ...] = ()
    is_ours: bool = False
    names_others: bool = False

    def of(self, status: str) -> tuple[str, str]:
        """What is asked for where the finding stands so, in English and Hindi."""
        return self.papers if self.papers and status == "missing" else (self.english, self.hindi)


@cache
def cures() -> Mapping[str, Cure]:
    """The cure for each check, by its id.

    Raises:
        ReferenceMistake: if the file has a mistake, naming file, line and mend.
    """
    found = {}
    for check, item in load_located(FILE).mapping("The list of cures").items():
        optional = ("papers", "patra", "ours", "others", "needs")
        keys = item.record(f"The cure of `{check}`", ("asks", "cure", "upay"), optional)
        needs = _needed(keys.pop("needs"), str(check)) if "needs" in keys else ()
        said = {name: it.text(f"The `{name}` of `{check}`") for name, it in keys.items()}
        papers = (said["papers"], said["patra"]) if {"papers", "patra"} <= said.keys() else None
        if papers is None and {"papers", "patra"} & said.keys():
            raise item.mistake(
                f"The cure of `{check}` has only one of `papers` and `patra`.", "Give it in both languages."
            )
        sentences = said["asks"], said["cure"], said["upay"]
        found[str(check)] = Cure(*sentences, papers, needs, "ours" in said, "others" in said)
    return found


def _needed(item: Item, check: str) -> tuple[str, ...]:
    return tuple(it.one_of(f"A paper that `{check}` needs", asked_papers()) for it in item.items(f"`{check}` needs"))


@cache
def asked_papers() -> Mapping[str, tuple[str, str]]:
    """The sentence that asks for a paper that was not filed, in English and Hindi, by the type of the paper.

    Raises:
        ReferenceMistake: if the file has a mistake, naming file, line and mend.
    """
    found = {}
    for document_type, item in load_located(PAPERS).mapping("The list of papers that are asked for").items():
        said = item.record(f"The entry of `{document_type}`", ("send", "bhejen"))
        found[str(document_type)] = said["send"].text("`send`"), said["bhejen"].text("`bhejen`")
    return found
