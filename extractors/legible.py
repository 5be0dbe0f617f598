"""What was read of a page that shows hardly any print: noise, a seal, a signature, writing of another script.

Tesseract makes words of whatever is dark. Where most of a page's words are such, those that are no words go, and the
page says so; nothing is called blank that may have been printed on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.quality import confidence_figures
from records.pages import Word

MOSTLY_NOISE = 0.40
"""Mean confidence below which most of a page's words are none: 0.14 to 0.29 on pages of noise, 0.66 and more on the
worst copies that a person reads without effort."""

BELIEVED = 0.70
"""Among noise a word is kept from this confidence on."""

TELLING, TELLING_LETTERS = 0.80, 3
"""Noise gives no words of so many letters and figures that are read as surely as this, but by chance:"""

FEWEST_TELLING = 5
"""with fewer of them a page of noise holds no print that can be read."""

HARDLY_ANY = 3
"""Fewer words than this may be those of a seal or a stamp."""

NOT_LEGIBLE = "what is on it could not be told from noise"


@dataclass(frozen=True, slots=True)
class Legible:
    """The words that a page is left with; `is_read` is False where none can be told from noise; what to warn of."""

    words: tuple[Word, ...]
    is_read: bool = True
    warning: str | None = None


def legible(words: Sequence[Word], number: int) -> Legible:
    """The words of a scanned page, or of a page of noise what may be believed.

    Args:
        words: all that OCR read on it.
        number: of the page, from 1.
    """
    kept = tuple(words)
    if 0 < len(kept) < HARDLY_ANY:
        said = " ".join(it.text for it in kept)
        return Legible(kept, True, f"Page {number} holds hardly any print ({said}): a seal, a stamp or a signature?")
    if not kept or confidence_figures(kept)["confidence"] >= MOSTLY_NOISE:
        return Legible(kept)
    kept = tuple(it for it in kept if it.confidence >= BELIEVED)
    if sum(_is_telling(it) for it in kept) < FEWEST_TELLING:
        return Legible((), False, f"Page {number} was not read: {NOT_LEGIBLE}; look at the page.")
    return Legible(kept, True, f"Most of page {number} could not be told from noise; look at the page.")


def _is_telling(word: Word) -> bool:
    return word.confidence >= TELLING and sum(map(str.isalnum, word.text)) >= TELLING_LETTERS
