"""A label printed in two languages is one label: "इकाई का नाम / Name of the Unit"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.label_parts import BARE_NUMBER, IGNORED, NUMBERING, Block, content, ends_in_brackets
from extractors.phrases import Match

DEVANAGARI = re.compile(r"[\u0900-\u097F]")

HINDI_HALF = re.compile(rf"^(?:{NUMBERING}|{BARE_NUMBER})[\u0900-\u097F][\u0900-\u097F\s\u200c\u200d().,%₹?]{{3,60}}$")
"""The Hindi half of a label, with its number, and nothing else."""

_STROKE = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[/|=]\s*)+|\s*\(\s*")
"""What parts the two halves, behind the unit in brackets of the first; a bracket where the second stands in one."""

_SECOND_LANGUAGE = re.compile(r"[\u0900-\u097F][\u0900-\u097F\s().,%]{1,50}[/|]\s*")
"""A Hindi half of which only some words are known, up to the stroke behind it."""

_ANOTHER_ADDRESS = re.compile(r"\boffice$")


def joined_halves(block: Block, matches: Sequence[Match]) -> list[Match]:
    """The phrases of a block, those that are the halves of one label as one; they come in the order of the text."""
    joined: list[Match] = []
    for match in matches:
        if _is_unit_in_brackets(block, match):
            continue
        if joined and (one := _as_one(block, joined[-1], match)) is not None:
            joined[-1] = one
        else:
            joined.append(match)
    return joined


def _is_unit_in_brackets(block: Block, match: Match) -> bool:
    """Whether a phrase passed over on purpose stands in brackets: of a unit, "(टन प्रति वर्ष)"."""
    return match.keys == (IGNORED,) and ends_in_brackets(block.run.text[: block.tokens[match.first].start])


def _as_one(block: Block, first: Match, second: Match) -> Match | None:
    """The one label that two neighbouring phrases are, None where each is its own."""
    if _is_of_an_office(block, first, second):
        return _over_both(first, second, (IGNORED,), first.phrase)
    shared = tuple(key for key in second.keys if key in first.keys)
    if not _are_parted_as_halves(block, first, second, alike=bool(shared)):
        return None
    if not shared and content(block.run.text[: block.tokens[first.first].start]):
        return second  # only a word of the first half is known; the second half is known whole
    keys = shared or tuple(dict.fromkeys((*first.keys, *second.keys)))
    phrase = max(first.phrase, second.phrase, key=len)  # the other half may be a word too short to trust
    return _over_both(first, second, keys, phrase)


def _over_both(first: Match, second: Match, keys: tuple[str, ...], phrase: str) -> Match:
    """A phrase from the first word of one to the last word of another."""
    return Match(keys, phrase, first.first, second.last, first.repaired + second.repaired)


def _is_of_an_office(block: Block, first: Match, second: Match) -> bool:
    """Whether the second phrase is of an office that the first names: "Head office address" asks for no unit's."""
    between = block.run.text[block.tokens[first.last - 1].end : block.tokens[second.first].start]
    return first.keys == (IGNORED,) and between.isspace() and _ANOTHER_ADDRESS.search(first.phrase) is not None


def _are_parted_as_halves(block: Block, first: Match, second: Match, *, alike: bool) -> bool:
    """Whether a stroke or a bracket parts two phrases, or, where both mean the same field, a stroke that OCR lost."""
    text, begin = block.run.text, block.tokens[second.first].start
    if _STROKE.fullmatch(text[block.tokens[first.last - 1].end : begin]):
        return True
    half = text[block.tokens[first.first].start : begin]
    stroke_lost = alike and block.run.is_ocr and HINDI_HALF.match(half.strip()) is not None
    return stroke_lost or _SECOND_LANGUAGE.fullmatch(half) is not None
