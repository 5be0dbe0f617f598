"""Where a value was read: every evidence record of a document is made here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.upright import displayed_box
from records.pages import Page, Word, union
from records.readings import Evidence, Method


@dataclass(frozen=True, slots=True)
class Source:
    """The document that is being read: its content's hash and the name that people know it by."""

    sha256: str
    file: str

    def evidence(self, page: Page, words: Sequence[Word], text: str | None = None) -> Evidence:
        """The evidence for a value printed by `words` on `page`; `text` where only part of them is the value.

        Raises:
            ValueError: if `words` is empty: a value without a place is no evidence.
        """
        method: Method = "ocr" if any(word.source == "ocr" for word in words) else "text"
        printed = " ".join(word.text for word in words) if text is None else text
        box = displayed_box(page, union(word.box for word in words))
        return Evidence(self.sha256, self.file, page.number, box, printed, method)
