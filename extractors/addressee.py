"""To whom a letter goes: the lines between "To", "सेवा में," or "प्रति," and the subject.

A board that writes to a unit in prose, without "Name of the unit:", names it there, and only there its address. The
company is told by its legal form or by the "M/s" before it; what follows the name is its address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout import PageLayout, Run, Segment
from extractors.values import LEGAL_FORM

_HEAD = re.compile(
    r"^\W*(?:(?:(?:To|TO)\b|(?:सेवा\s+में|सेवा\s+मे|प्रति|प्रेषित)(?![\u0900-\u097f]))\s*[,:./|–-]*\s*)+(?P<rest>.*)$"
)
_END = re.compile(
    r"^\W*(?:sub(?:ject)?\b|ref(?:erence)?s?\b|विषय|संदर्भ|सन्दर्भ|महोदय|महाशय|dear\b|sir\b|madam\b|respected\b|whereas\b|with\s+reference\b"
    r"|in\s+exercise\b|copy\b|this\s+is\b|please\b)",
    re.I,
)
_OFFICE = re.compile(
    r"^\W*(?:The\s+)?(?:(?:Managing|Whole[\s-]?time|Executive|Deputy|General|Plant|Factory|Works|Unit|Authori[sz]ed)\s+)*"
    r"(?:Director|Manager|Occupier|Proprietor|Partner|Signatory|Secretary|President|Chairman|CEO|Head)s?\b(?:[^,;\n]{0,24}[,;:]|(?=\s+M\s*/\s*s))\s*"
    r"|^\W*(?:अधिष्ठाता|प्रबंधक|प्रबन्धक|निदेशक|प्रबंध\s+निदेशक|अधिभोगी|स्वामी|महाप्रबंधक|संचालक|प्रोपराइटर)\s*[,;:।]?\s*",
    re.I,
)
_FORM = re.compile(LEGAL_FORM, re.I)
_MESSRS = re.compile(r"^\W*(?:M\s*/\s*s\b\.?|Messrs\b\.?|म[ेै][\u0900-\u097f]{0,5}र्?स\.?(?=\s)|मे\.)\s*", re.I)
_LATIN_TWIN = re.compile(rf"[\s,/|(]*M\s*/\s*s\b\.?\s*(?P<name>[A-Z][^,;:]{{3,90}}?(?:{LEGAL_FORM}))")
"""The name in Latin letters on the line below that in Devanagari, as the other papers print it."""

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
MOST_LINES, TOP = 8, 0.62
MISREAD = 0.8


@dataclass(frozen=True, slots=True)
class Addressee:
    """The name as printed, and what follows it up to the end of the address; None where there is nothing."""

    name: Run
    address: Run | None


def addressee(layouts: Sequence[PageLayout]) -> Addressee | None:
    """The company that the first page of a letter is addressed to; None where it names none."""
    if not layouts:
        return None
    for number, line in enumerate(layouts[0].lines):
        head = _HEAD.match(line[0].text)
        if head is None or line[0].box[1] > TOP * layouts[0].page.height:
            continue
        block = _block(layouts[0], number, line[0], bool(head["rest"].strip()))
        hindi = _DEVANAGARI.search(head.group()[: head.start("rest")]) is not None
        if block and (found := _parted(block, hindi)) is not None:
            return found
    return None


def _block(layout: PageLayout, head: int, first: Segment, begun: bool) -> list[Segment]:
    """The lines of the address: at the left below the head, until the letter begins or a gap is left."""
    block = [first] if begun else []
    bottom, height = first.box[3], max(first.height, 6.0)
    for line in layout.lines[head + 1 : head + 1 + MOST_LINES]:
        segment = line[0]
        gap = segment.box[1] - bottom
        if _END.match(segment.text) or gap > (2.4 if not block else 1.6) * height or segment.cell is not None:
            break
        if segment.box[0] > first.box[0] + 0.3 * layout.page.width:
            continue  # a date or a stamp at the right
        block.append(segment)
        bottom = segment.box[3]
    return block


def _parted(block: Sequence[Segment], hindi: bool) -> Addressee | None:
    run = Run(placed for segment in block for placed in segment.run().placed)
    text = run.text
    start = _start(text)
    form = _FORM.search(text, start, start + 130)
    if form is not None:
        end = form.end()
        start = max([start, *(start + it.end() for it in re.finditer(r"[,;:]\s+", text[start : form.start()]))])
        start += len(text[start:]) - len(_stripped(text[start:]))
        if (twin := _LATIN_TWIN.match(text, end)) is not None and _DEVANAGARI.search(text[start:end]):
            start, end = twin.span("name")
    elif _MESSRS.match(text[_office_end(text) :]):
        first_line = next((it for it in _line_ends(block) if it > start + 3), len(text))
        comma = text.find(",", start)
        end = min(first_line, comma) if comma > 0 else first_line
    else:
        return None
    if end - start < 4:
        return None
    start = _past_misread_messrs(run, start, end, hindi)
    after = re.match(r"[\s,.;:|()–-]*", text[end:])
    rest = end + (after.end() if after else 0)
    return Addressee(run.cut(start, end), run.cut(rest, len(text)) if len(text) - rest > 8 else None)


def _line_ends(block: Sequence[Segment]) -> list[int]:
    ends, at = list[int](), 0
    for segment in block:
        at += len(segment.text) + (1 if at else 0)
        ends.append(at)
    return ends


def _office_end(text: str) -> int:
    head = _HEAD.match(text)
    return len(text) - len(_past_office(text[head.start("rest") :] if head else text))


def _start(text: str) -> int:
    return len(text) - len(_stripped(text[_office_end(text) :]))


def _past_office(text: str) -> str:
    """The text behind the office that a letter goes to, in one language or two: "निदेशक / The Director"."""
    while office := _OFFICE.match(text):
        text = text[office.end() :].lstrip(" /|")
    return text


def _stripped(text: str) -> str:
    text = _past_office(text)
    messrs = _MESSRS.match(text)
    return text[messrs.end() :] if messrs else text.lstrip()


def _past_misread_messrs(run: Run, start: int, end: int, hindi: bool) -> int:
    """Where a name begins behind one short Latin word: what OCR made of "मैसर्स".

    Told by the script of the name, or in a Hindi letter by a word that OCR read worse than those behind it.
    """
    first, _, others = run.text[start:end].partition(" ")
    if not first.isascii() or len(first) > 5 or not run.is_ocr:
        return start
    in_hindi = len(_DEVANAGARI.findall(others)) > 0.6 * len(others)
    words = run.cut(start, end).placed
    doubtful = hindi and len(first) <= 4 and len(words) > 3 and words[0].word.confidence < MISREAD
    return start + len(first) + 1 if in_hindi or doubtful else start
