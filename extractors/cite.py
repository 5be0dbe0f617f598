"""Where a value was read: every evidence record of a document is made here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.upright import displayed_box
from records.pages import Box, NativePlace, Page, Word, union
from records.readings import Evidence, Method, Notice


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
        method: Method = _method(words)
        printed = " ".join(word.text for word in words)
        if places := list(dict.fromkeys(word.place for word in words if word.place is not None)):
            shown = " ".join(place.shown or place_text(words, place) for place in places)
            said = shown if text is None or text == printed else text
            box = union(word.box for word in words)
            return Evidence(self.sha256, self.file, page.number, box, said, method, places[0].sheet, address_of(places))
        return self.evidence_in(page, union(word.box for word in words), printed if text is None else text, method)

    def evidence_in(self, page: Page, box: Box, text: str, method: Method = "text") -> Evidence:
        """The evidence for a value whose print stands in one box of a page."""
        return Evidence(self.sha256, self.file, page.number, displayed_box(page, box), text, method)


def _method(words: Sequence[Word]) -> Method:
    sources = {word.source for word in words}
    return "ocr" if "ocr" in sources else "sheet" if "sheet" in sources else "text"


def place_text(words: Sequence[Word], place: NativePlace) -> str:
    """Those of the words that stand at one place of a file without pages."""
    return " ".join(word.text for word in words if word.place == place)


def address_of(places: Sequence[NativePlace]) -> str | None:
    """The cells of one sheet as people write them: "D14", or "D14:D20" for several; None for a paragraph."""
    cells = list(dict.fromkeys(it.cell for it in places if it.sheet == places[0].sheet and it.cell))
    return f"{cells[0]}:{cells[-1]}" if len(cells) > 1 else "".join(cells) or None


def is_native(page: Page) -> bool:
    """Whether a page was only set for reading, from a file that has no pages."""
    return any(word.place is not None for word in page.words)


def by_place(notices: Iterable[Notice], pages: Sequence[Page]) -> tuple[Notice, ...]:
    """Notices that speak of cells and paragraphs where the file has no pages: "page 2" becomes "Sheet1!A51:L98"."""
    named = {page.number: _extent(page) for page in pages if is_native(page)}
    if not named:
        return tuple(notices)

    def own(match: re.Match[str]) -> str:
        return named.get(int(match[1]), match.group())

    return tuple(Notice(it.code, _A_PAGE.sub(own, it.message), None) for it in notices)


_A_PAGE = re.compile(r"\bpage (\d+)\b")


def _extent(page: Page) -> str:
    places = [word.place for word in page.words if word.place is not None]
    first, last = places[0], places[-1]
    if first.sheet != last.sheet:
        return f"{first.sheet} to {last.sheet}"
    return f"{first.sheet}!{first.cell}:{last.cell}" if first.cell else first.sheet
