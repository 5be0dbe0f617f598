"""Cells of the other party: its name, its GSTIN, and both in one cell."""

from __future__ import annotations

import re

from extractors.finding.bands import text_of
from extractors.legal_forms import MENDED, legal_form_mended
from extractors.tables.cell_words import ceiling_of_name
from extractors.tables.cells import (
    NOT_CHOSEN,
    OCR_SETTLED,
    OCR_WITNESSED,
    TOLD,
    WITNESSED,
    Maker,
    is_ocr,
    without_marks,
    words_between,
    words_of_lines,
)
from extractors.tables.events import Cell
from extractors.tables.words import is_negative, is_nothing
from extractors.tongues import latin_half
from records.gstins import is_gstin
from records.identifiers import find_identifiers
from records.readings import Alternative, Field

DOUBLED = 0.88
"""The most for a GSTIN of which OCR read one sign twice."""

FLUSH = 0.96
"""The most for a GSTIN that stands flush against the end of another cell, for which its check digit answers."""

MISREAD, FALSE = 0.6, 0.7
"""The most for letters and figures that OCR read where a GSTIN stands, and for a GSTIN whose check digit fails."""

MUCH_REPAIRED = 0.3
"""The cost of repairs from which on a GSTIN is rather chosen than read."""

SIZE = len("22AAAAA0000A1Z5")
"""Letters and figures of a GSTIN."""

TWINS = (frozenset("0OQD"), frozenset("1IJLT"), frozenset("5S"), frozenset("8B"), frozenset("2Z"), frozenset("6G"))
"""Letters and figures that OCR writes both for one sign."""

_CAPTIONED = re.compile(r"(?!M/?s\b)[A-Za-z\u0900-\u097f][A-Za-z\u0900-\u097f./ ]{1,24}\s?:\s?\S", re.I)

_GSTIN_LABEL = re.compile(r"[\s,;:|/(-]*(?:gstin|gst|uin|जीएसटीआईएन)?[\s/]*(?:uin|no|number)?[.\s:]*$", re.I)

_UNREGISTERED = re.compile(r"^(?:urp|un-?registered|unreg\.?|n/?a|export|-+)$", re.I)

_ENTRY = re.compile(r"^(?:To|By)\s+(?=[A-Z])")
"""The word before the account on the other side of a ledger's entry: "By Magnequench Alloys Pvt Ltd"."""


def party_fields(maker: Maker, cell: Cell, gstin_column: str | None) -> dict[str, Field]:
    """A name, and the GSTIN where it is printed with it."""
    found = find_identifiers("gstin", cell.text, ocr=is_ocr(cell))
    fields: dict[str, Field] = {}
    name = _without_captioned(cell)
    if found:
        best = found[0]
        if best.start < len(name):
            name = f"{_GSTIN_LABEL.sub('', name[: best.start])} {name[best.end :].lstrip(' ,;)')}"
        if gstin_column is not None:
            fields[gstin_column] = _gstin(maker, gstin_column, cell)
    name = without_marks(cell, " ".join(name.split()).strip(" ,;"))
    name = _ENTRY.sub("", name)
    if name and not is_nothing(name):
        fields[cell.column.name] = _party(maker, cell, name)
    return fields


def _without_captioned(cell: Cell) -> str:
    """The text of a cell before the first line below its name that has a caption, or says that the row takes back.

    "GST Treatment: Overseas", "Credit Note - material returned".
    """
    lines = [text_of(words) for words in words_of_lines(cell)]
    below = (number for number, line in enumerate(lines) if number and (_CAPTIONED.match(line) or is_negative(line)))
    at = next(below, len(lines))
    tail = " ".join(lines[at:])
    return cell.text[: -len(tail)] if tail and cell.text.endswith(tail) else cell.text


def _party(maker: Maker, cell: Cell, name: str) -> Field:
    """A name, its legal form mended where OCR misread it; the print stays beside it."""
    name = latin_half(name)
    mended = legal_form_mended(name) if is_ocr(cell) else name
    if mended == name:
        return maker.field(cell.column.name, name, cell, ceiling=ceiling_of_name(name))
    printed = Alternative(name, cell.text, NOT_CHOSEN, "as read by OCR")
    return maker.field(cell.column.name, mended, cell, ceiling=MENDED, alternatives=[printed])


def gstin_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """A GSTIN, repaired where its check digit settles a look-alike; a false one is kept as printed for the checks."""
    text = cell.text.strip()
    if is_nothing(text) or _UNREGISTERED.match(text):
        return {}
    if find_identifiers("gstin", text, ocr=is_ocr(cell)):
        return {cell.column.name: _gstin(maker, cell.column.name, cell)}
    compact = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if (within := _gstin_within(compact)) is not None:
        return {cell.column.name: maker.field(cell.column.name, within, cell, text=within, ceiling=FLUSH)}
    if not 10 <= len(compact) <= 18 or not any(letter.isdecimal() for letter in compact):
        return {}
    if is_ocr(cell) and (mended := without_double(compact)) is not None:
        made = maker.field(cell.column.name, mended, cell, ceiling=DOUBLED)
        return {cell.column.name: made.with_confidence(max(made.confidence, TOLD), "check digit")}
    whole = 1.0 if len(compact) == SIZE else TOLD
    return {cell.column.name: maker.field(cell.column.name, compact, cell, ceiling=MISREAD if is_ocr(cell) else whole)}


def _gstin_within(compact: str) -> str | None:
    """The only true GSTIN at the end of letters and figures that a narrow column has run together."""
    return compact[-SIZE:] if len(compact) > SIZE and is_gstin(compact[-SIZE:]) else None


def name_before_gstin(cell: Cell) -> str:
    """The end of a name that stands flush against a GSTIN, "" where none does."""
    text = cell.text.strip()
    tail = text[:-SIZE].strip(" ,.")
    return tail if is_gstin(text[-SIZE:]) and any(letter.isalpha() for letter in tail) else ""


def without_double(compact: str) -> str | None:
    """The GSTIN in a reading that has one sign twice, as a letter and as the figure like it: O08..., ...S5...."""
    if len(compact) != SIZE + 1:
        return None
    pairs = (at for at in range(len(compact) - 1) if any(set(compact[at : at + 2]) <= it for it in TWINS))
    mended = {tried for pair in pairs for at in (pair, pair + 1) if is_gstin(tried := compact[:at] + compact[at + 1 :])}
    return mended.pop() if len(mended) == 1 else None


def _gstin(maker: Maker, name: str, cell: Cell) -> Field:
    """The first GSTIN that a cell prints, as far as its check digit and the way it was read let it be believed."""
    best = find_identifiers("gstin", cell.text, ocr=is_ocr(cell))[0]
    words = words_between(cell, best.start, best.end)
    made = maker.field(name, best.value, cell, text=best.raw, words=words)
    if best.check == "holds" and not is_ocr(cell):
        return made.with_confidence(WITNESSED, "check digit")
    if best.check == "holds" and best.value[13] != "Z":  # nearly all have it; without it the repair may be chance
        return made.with_confidence(min(made.confidence, TOLD), "check digit")
    if best.check == "holds":
        return made.with_confidence(OCR_WITNESSED if best.cost < MUCH_REPAIRED else OCR_SETTLED, "check digit")
    return made if not is_ocr(cell) else made.with_confidence(min(made.confidence, FALSE))
