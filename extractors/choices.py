"""Which of several printed answers is chosen, told by the boxes, strokes and rings at them.

A form prints "New ☐  Expansion ☐" and somebody ticks a box, fills a circle, strikes out one answer or draws a ring
around the other. In the file that may be a letter, a drawing, a form field or a grey spot of a scan. Whatever it is,
the answers of a question are looked at together: none of them is given until its mark is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from extractors.choice_ink import LOOK_DPI, Drawn, as_drawn, set_off
from extractors.choice_lists import KINDS, ChoiceList, Option
from extractors.choice_signs import has_signs, lone_mark, told_by_picture, told_by_print, words_around
from extractors.choosing import TWO_PRINTED
from extractors.cite import Source, is_native
from extractors.drawn_signs import REACH, stands_beside_ink
from extractors.marks import MAY_BE_BOX, TICKED
from extractors.pdfium import CannotOpen, NeedsPassword
from extractors.render import opened_source
from extractors.upright import displayed_box
from records.pages import Box, Page, union
from records.readings import ONE_OCR_WITNESS, SURE, Alternative, Field, Notice
from reference.document_types import DocumentType

BY_INK, MARKED = "the ink of the mark", 0.94
LESS_CLEAR, UNSETTLED = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Verdict:
    """The marked answers of a list, and whether nothing speaks against them."""

    options: tuple[Option, ...]
    clear: bool


Open = Literal["none", "several"]


def settle(
    path: Path, lists: Sequence[ChoiceList], fields: Mapping[str, Field], source: Source
) -> tuple[dict[str, Field], list[Notice]]:
    """The fields, with those answered by a mark on a printed list as the marks say; what is left open is doubtful."""
    wanted = [it for it in lists if not is_native(it.page) and _where(it, fields.get(it.field)) != "beside"]
    settled, notices = dict(fields), list[Notice]()
    for it, verdict in _verdicts(path, wanted):
        field = settled.get(it.field)
        if isinstance(verdict, Verdict):
            settled[it.field] = _as_field(it, verdict, field, source)
        elif verdict is not None:
            if field is None or (_where(it, field) == "within" and not it.several and not _is_marked_in_print(it)):
                settled.pop(it.field, None)  # the first answer printed is not the one given
            else:
                settled[it.field] = replace(field, confidence=min(field.confidence, UNSETTLED))
            what = "more than one answer is marked" if verdict == "several" else "no answer is clearly marked"
            notices.append(Notice("choice_open", f"{it.field}: {what} on the form.", it.page.number))
        elif field is not None and _is_part(it, field):
            settled[it.field] = replace(field, confidence=min(field.confidence, UNSETTLED))
    return settled, notices


def _is_part(it: ChoiceList, field: Field) -> bool:
    """Whether of an unmarked list of several answers only some were read."""
    read = set(field.value) if isinstance(field.value, tuple) else set()
    return _where(it, field) == "within" and not _values(it.options) <= read


def doubted_beside_ink(
    path: Path, document_type: DocumentType, fields: Mapping[str, Field], pages: Sequence[Page]
) -> dict[str, Field]:
    """The fields, with sure answers out of a choice doubted that stand beside a box or a word that was not read.

    Their lists were not found, for their other answers are unknown or lost: nothing tells that they are marked. What
    the paper prints twice, as the kind of a consent, was told without its mark.
    """
    by_number = {page.number: page for page in pages if not is_native(page)}
    asked = {
        name: field
        for name, field in fields.items()
        if name in document_type.fields
        and document_type.fields[name].kind in KINDS
        and field.confidence >= SURE
        and not {BY_INK, TWO_PRINTED} & set(field.witnesses)
        and field.evidence.page in by_number
    }
    weighed = dict(fields)
    if not asked:
        return weighed
    try:
        with opened_source(path) as source:
            for number in sorted({field.evidence.page for field in asked.values()}):
                drawn = as_drawn(source.draw(number, LOOK_DPI))
                for name, field in asked.items():
                    if field.evidence.page == number and _is_beside_ink(field, by_number[number], drawn):
                        weighed[name] = replace(field, confidence=LESS_CLEAR)
    except (NeedsPassword, CannotOpen, OSError):
        return weighed
    return weighed


def _is_beside_ink(field: Field, page: Page, drawn: Drawn) -> bool:
    """Whether ink that is no word stands at an answer that prints no mark."""
    words = [word for word in page.words if _lies_in(displayed_box(page, word.box), field.evidence.box)]
    if not words or TICKED.search(field.evidence.text) or _is_ticked(union(word.box for word in words), page):
        return False
    by_ocr = field.evidence.method == "ocr"
    return stands_beside_ink(page, union(word.box for word in words), drawn, by_ocr=by_ocr)


def _is_ticked(box: Box, page: Page) -> bool:
    """Whether a mark is printed beside an answer, by which it was read."""
    reach, middle = REACH * (box[3] - box[1]), (box[1] + box[3]) / 2
    beside = (it for it in page.words if it.box[1] < middle < it.box[3] and it.source != "ocr")
    return any(TICKED.search(it.text) for it in beside if box[0] - reach < it.box[2] and it.box[0] < box[2] + reach)


def _lies_in(box: Box, other: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= across <= other[2] and other[1] <= down <= other[3]


def _where(it: ChoiceList, field: Field | None) -> Literal["within", "beside", "elsewhere"]:
    """Where the value of a list's field stands: in the list or its question, written out beside it, or elsewhere."""
    if field is None:
        return "within"
    if field.evidence.page != it.page.number:
        return "elsewhere"
    x0, top, x1, bottom = field.evidence.box
    left, upper, right, lower = displayed_box(it.page, union((it.box, it.question)))
    if min(bottom, lower) - max(top, upper) <= 0.3 * min(bottom - top, lower - upper):
        return "elsewhere"
    if min(x1, right) > max(x0, left):
        return "within"
    return "beside" if x0 >= right else "elsewhere"


def _is_marked_in_print(it: ChoiceList) -> bool:
    return any(TICKED.search(word.text) for word in words_around(it))


def is_marked_answer(field: Field, page: Page) -> bool:
    """Whether a value is an answer chosen by a mark: told by its ink, or printed beside a box.

    Such a value rests on the mark; that its word is clearly read, and by two engines, says nothing of the choice.
    """
    if BY_INK in field.witnesses:
        return True
    x0, top, x1, bottom = field.evidence.box
    reach, middle = REACH * (bottom - top), (top + bottom) / 2
    shown = ((word, displayed_box(page, word.box)) for word in page.words)
    return any(
        box[1] < middle < box[3] and x0 - reach < box[2] and box[0] < x1 + reach and MAY_BE_BOX.search(word.text)
        for word, box in shown
    )


def _as_field(it: ChoiceList, verdict: Verdict, before: Field | None, source: Source) -> Field:
    words = [word for option in verdict.options for word in option.words.words_on_first_page]
    value = tuple(option.value for option in verdict.options) if it.several else verdict.options[0].value
    differs = before is not None and before.value != value
    told_elsewhere = differs and _where(it, before) == "elsewhere"
    confidence = MARKED - it.cost if verdict.clear and not told_elsewhere else LESS_CLEAR
    if verdict.clear and before is not None and not differs and not it.is_ocr:
        confidence = max(confidence, before.confidence)
    if it.is_ocr:  # the print of an answer says nothing of its mark: on a scan that is seen once, as ink
        unread = differs or it.page.quality == "scan_poor" or not it.complete
        least = min(word.confidence for word in words)
        confidence = min(confidence, 0.75 + 0.25 * least, LESS_CLEAR if unread else ONE_OCR_WITNESS)
    others = tuple(
        Alternative(other.value, other.words.text, 0.2, "printed beside it")
        for other in it.options
        if not it.several and other.value != value
    )
    return Field(it.field, value, round(confidence, 3), source.evidence(it.page, words), None, others, (BY_INK,))


def _verdicts(path: Path, lists: Sequence[ChoiceList]) -> Iterator[tuple[ChoiceList, Verdict | Open | None]]:
    """What the marks of each list say, page by page; a field that a list has answered is not asked again."""
    if not lists:
        return
    done = set[str]()
    try:
        with opened_source(path) as pages:
            for number in sorted({it.page.number for it in lists}):
                drawn = as_drawn(pages.draw(number, LOOK_DPI))
                for it in lists:
                    if it.page.number == number and it.field not in done:
                        verdict = verdict_of(it, drawn)
                        done |= {it.field} if verdict is not None else set()
                        yield it, verdict
    except (NeedsPassword, CannotOpen, OSError):
        return


def verdict_of(it: ChoiceList, drawn: Drawn) -> Verdict | Open | None:
    """What the marks of a list say; None of a list of several that has none: all of it is meant."""
    printed, seen = told_by_print(it), told_by_picture(it, drawn)
    chosen = set_off(it, drawn)
    for told, other in ((printed, seen), (seen, printed)):
        if told is not None and told.marked:
            said = [_values(by) for by in (other.marked if other else (), chosen) if by]
            return _permitted(it, told.marked, clear=told.sure and all(by == _values(told.marked) for by in said))
    boxed = printed is not None or seen is not None
    signs = boxed or has_signs(it, drawn)
    if it.several and (not signs or it.page.quality != "digital"):
        return Verdict(tuple(chosen), clear=False) if chosen and it.page.quality == "digital" else None
    if chosen:
        return _permitted(it, chosen, clear=not signs)
    if not boxed and (lone := lone_mark(it, drawn)) is not None:
        return _permitted(it, (lone,), clear=not it.several)
    return "none"


def _values(options: Sequence[Option]) -> set[str]:
    return {it.value for it in options}


def _permitted(it: ChoiceList, marked: Sequence[Option], *, clear: bool) -> Verdict | Open:
    return Verdict(tuple(marked), clear) if it.several or len(marked) == 1 else "several"
