"""What an applicant can do about a finding, in English and Hindi, for the deficiency letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reference.strict_yaml import load_located

FILE = Path(__file__).parent / "cures.yaml"


@dataclass(frozen=True, slots=True)
class Cure:
    """What a check asks, in Hindi, and one sentence on what would cure it, in both languages.

    `is_ours` where the applicant can do nothing about it.
    """

    asks: str
    english: str
    hindi: str
    is_ours: bool = False


@cache
def cures() -> Mapping[str, Cure]:
    """The cure for each check, by its id.

    Raises:
        ReferenceMistake: if the file has a mistake, naming file, line and mend.
    """
    found = {}
    for check, item in load_located(FILE).mapping("The list of cures").items():
        keys = item.record(f"The cure of `{check}`", ("asks", "cure", "upay"), ("ours",))
        texts = [keys[name].text(f"The `{name}` of `{check}`") for name in ("asks", "cure", "upay")]
        found[str(check)] = Cure(texts[0], texts[1], texts[2], is_ours="ours" in keys)
    return found
