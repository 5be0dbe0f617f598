"""Which words say the same thing in a label, kept as data: `word_families.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reference.strict_yaml import load_located

FILE = Path(__file__).parent / "word_families.yaml"

UNSAID = "unsaid"
"""The family of words that say nothing about which label it is."""


@cache
def word_families() -> Mapping[str, str]:
    """For each word the name of its family.

    Raises:
        reference.strict_yaml.ReferenceMistake: if a word stands in two families, or the file has another mistake.
    """
    found: dict[str, str] = {}
    for family, item in load_located(FILE).mapping("The list of word families").items():
        for word in item.items(f"The family {family}"):
            text = word.text(f"A word of the family {family}")
            if text in found:
                raise word.mistake(
                    f"The word {text} stands in two families.", f"Leave it either in {found[text]} or in {family}."
                )
            found[text] = str(family)
    return found
