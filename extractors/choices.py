"""Which of several printed answers is chosen, told by the ink around them.

A form prints "New ☐  Expansion ☐" and somebody ticks a box, fills a circle, strikes out one answer or draws a ring
around the other. In the file that may be a letter, a drawing, a form field or a grey spot of a scan; on paper it is
always more ink at one answer than at the others. So the places of the answers are compared on the page as drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from extractors.choice_ink import LOOK_DPI, REACH, SURELY_MORE, ChoiceList, Open, Option, Verdict, verdict_of
from extractors.cite import Source, is_native
from extractors.drawn_boxes import EMPTY_BOX, MARKED_BOX
from extractors.label_parts import Label, Place
from extractors.layout import PageLayout, Run
from extractors.marks import BOX, MAY_BE_BOX, TICKED, marks_of
from extractors.pdfium import CannotOpen, NeedsPassword
from extractors.render import opened_source
from extractors.upright import displayed_box
from extractors.values import Scope, options_of
from records.pages import Page, Word, union
from records.readings import ONE_OCR_WITNESS, Alternative, Field, Notice
from reference.document_types import DocumentType, FieldWords

SIGNS = frozenset({EMPTY_BOX, MARKED_BOX})
"""What OCR gives for boxes that were told by their shape."""

BY_INK, MARKED = "the ink of the mark", 0.94
LESS_CLEAR, UNSETTLED = 0.8, 0.6


def choice_lists(
    document_type: DocumentType, labels: Sequence[Label], layouts: Sequence[PageLayout]
) -> tuple[ChoiceList, ...]:
    """The lists of answers beside the labels of a document whose marks text alone does not tell."""
    return tuple(
        found
        for words in document_type.fields.values()
        if words.kind in {"enum", "yes_no"}
        for label in labels
        if _asks_for(label, words)
        for place in label.places
        if place.relation != "above" and (found := _list_at(words, label, place, layouts)) is not None
    )


LIKE_ITS_LABEL = 0.3
"""How much a question in no vocabulary must resemble a label of a field if the answers do not tell: "yes", "no"."""


def _asks_for(label: Label, words: FieldWords) -> bool:
    """Whether a label asks for a field, or one in no vocabulary may: which answers it prints then tells."""
    if not label.alike:
        return words.name in label.fields
    return words.kind == "enum" or label.alike.get(words.name, 0.0) >= LIKE_ITS_LABEL


def _whole(words: FieldWords, place: Place, layouts: Sequence[PageLayout]) -> Place:
    """A place with what holds further answers of the field: behind a mark that cuts the line, and on lines below it."""
    layout = next(it for it in layouts if it.page is place.run.first_page)
    first = place.run.placed[-1].word
    last = next((it for it in layout.segments if any(word is first for word in it.words)), None)
    ocr = place.run.is_ocr
    if last is None or (ocr and last.cell is not None):
        return place
    placed, seen = list(place.run.placed), _values_in(words, place.text, ocr)
    beginning, end = last, last
    for following in layout.right_of(last) if seen and not ocr else []:
        values = _values_in(words, following.text, ocr)
        is_mark = not any(sign.isalnum() for sign in following.text)
        if following.box[0] - end.box[2] > NEAR * last.height or values & seen or not (values or is_mark):
            break
        seen |= values
        placed.extend(following.run().placed)
        end = following
    left, bottom, height = beginning.box[0], end.box[3], last.height
    for line in layout.lines[last.line + 1 : last.line + 1 + len(words.values)]:
        here = [it for it in line if abs(it.box[0] - left) < 5 * height]
        if not seen or not here or here[0].box[1] - bottom > 1.2 * height:
            break
        if here[0].cell is not None and (ocr or not placed[-1].word.text.endswith("/")):
            break
        values = _values_in(words, here[0].text, ocr)
        if not values or values & seen or len(here[0].words) > 7:
            break
        seen |= values
        placed.extend(here[0].run().placed)
        bottom = here[0].box[3]
    return replace(place, run=Run(placed))


NEAR = 2.5
"""Heights, at most, from an answer to the next on its line where a mark between or around them parts them."""


def _values_in(words: FieldWords, text: str, ocr: bool) -> set[object]:
    return {it.value for it in options_of(words, text, Scope(ocr=ocr))}


def _list_at(words: FieldWords, label: Label, printed: Place, layouts: Sequence[PageLayout]) -> ChoiceList | None:
    place = _whole(words, printed, layouts)
    text = place.text
    found = [it for it in options_of(words, text, Scope(label.text, place.run.is_ocr)) if isinstance(it.value, str)]
    spans = [(it.start, it.end) for it in found]
    if len({it.value for it in found}) < 2 or _is_prose(text, spans) or _is_explained(text, spans):
        return None
    page = place.run.first_page
    options = []
    for it in found:
        start, end = place.lead + it.start, place.lead + it.end
        run = place.run.cut(start, end)
        if run and run.first_page is page:
            options.append(Option(str(it.value), run, place.run.box_of(start, end)))
    known = {"yes", "no"} if words.kind == "yes_no" else set(words.values)
    complete = known <= {it.value for it in options}
    if label.alike and not complete and label.alike.get(words.name, 0.0) < LIKE_ITS_LABEL:
        return None
    parted = len(place.text) > len(printed.text)
    return (
        ChoiceList(words.name, page, tuple(options), label.cost + place.cost, complete, parted) if options[1:] else None
    )


def _is_prose(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the answers stand in a sentence: much is printed between them that is no mark, stroke or number."""
    between = text[spans[0][0] : spans[-1][1]]
    for start, end in reversed(spans):
        between = between[: start - spans[0][0]] + between[max(0, end - spans[0][0]) :]
    return sum(it.isalpha() for it in BOX.sub("", between)) > 12 * len(spans)


def _is_explained(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether all answers but the first explain it in brackets, "Hybrid (capital and operating)", with no box there."""
    (_, first), (_, last) = spans[0], spans[-1]
    opens = re.match(r"\s*\(", text[first:])
    return opens is not None and ")" not in text[first:last] and BOX.search(text[first : last + 4]) is None


def settle(
    path: Path, lists: Sequence[ChoiceList], fields: Mapping[str, Field], source: Source
) -> tuple[dict[str, Field], list[Notice]]:
    """The fields, with those answered by a mark on a printed list as the ink says; what it leaves open is doubtful."""
    wanted = [it for it in lists if not is_native(it.page) and _is_open(it, fields.get(it.field))]
    settled, notices, done = dict(fields), list[Notice](), set[str]()
    for it, verdict in zip(wanted, _verdicts(path, wanted), strict=True):
        if it.field in done:
            continue
        if isinstance(verdict, Verdict):
            settled[it.field] = _as_field(it, verdict, fields.get(it.field), source)
            done.add(it.field)
        elif (field := settled.get(it.field)) is None or _stands_in(field, it):
            if field is not None and _is_ticked_in_print(it):
                settled[it.field] = replace(field, confidence=min(field.confidence, UNSETTLED))
            else:  # the first answer printed is not the one given
                settled.pop(it.field, None)
            what = "more than one answer is marked" if verdict == "several" else "no answer is clearly marked"
            notices.append(Notice("choice_open", f"{it.field}: {what} on the form.", it.page.number))
            done.add(it.field)
    return settled, notices


def _is_open(it: ChoiceList, field: Field | None) -> bool:
    """Whether ink is asked: there is no value yet, or it was read from this list, and its marks are not print."""
    if field is None:
        return True
    if not _stands_in(field, it):
        return False
    return it.is_ocr or it.parted or not _is_ticked_in_print(it)


def _is_ticked_in_print(it: ChoiceList) -> bool:
    """Whether the text itself has one mark, and not the same sign before every answer."""
    return sum(ticked for _, _, ticked in marks_of(" ".join(word.text for word in _words_of_list(it)))) == 1


def _stands_in(field: Field, it: ChoiceList) -> bool:
    box, of_list = field.evidence.box, displayed_box(it.page, union(option.box for option in it.options))
    inside = (
        box[0] >= of_list[0] - 3 and box[2] <= of_list[2] + 3 and box[1] >= of_list[1] - 3 and box[3] <= of_list[3] + 3
    )
    return field.evidence.page == it.page.number and inside


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


def _words_of_list(it: ChoiceList) -> list[Word]:
    x0, top, x1, bottom = union(option.box for option in it.options)
    reach = REACH * (it.options[0].box[3] - it.options[0].box[1])
    across = (word for word in it.page.words if x0 - reach <= word.box[0] and word.box[2] <= x1 + reach)
    return [word for word in across if top - 2 <= word.box[1] and word.box[3] <= bottom + 2]


def _as_field(it: ChoiceList, verdict: Verdict, before: Field | None, source: Source) -> Field:
    option = verdict.option
    evidence = source.evidence(it.page, option.words.words_on_first_page)
    confidence = MARKED - it.cost if verdict.ratio >= SURELY_MORE else LESS_CLEAR
    if it.is_ocr and (before is not None and before.value != option.value):
        confidence = min(confidence, LESS_CLEAR)
    if it.is_ocr:  # the print of an answer says nothing of its mark: on a scan that is seen once, as ink
        unread = it.page.quality == "scan_poor" or not it.complete
        confidence = min(confidence, 0.75 + 0.25 * option.words.confidence, LESS_CLEAR if unread else ONE_OCR_WITNESS)
    others = tuple(
        Alternative(other.value, other.words.text, 0.2, "printed beside it")
        for other in it.options
        if other.value != option.value
    )
    return Field(it.field, option.value, round(confidence, 3), evidence, None, others, (BY_INK,))


def _verdicts(path: Path, lists: Sequence[ChoiceList]) -> list[Verdict | Open]:
    found: list[Verdict | Open] = ["none"] * len(lists)
    if not lists:
        return found
    try:
        with opened_source(path) as pages:
            for number in sorted({it.page.number for it in lists}):
                drawn = pages.draw(number, LOOK_DPI)
                for index, it in enumerate(lists):
                    if it.page.number == number:
                        found[index] = _with_boxes(it, verdict_of(it, drawn))
    except (NeedsPassword, CannotOpen, OSError):
        return found
    return found


def _with_boxes(it: ChoiceList, by_ink: Verdict | Open) -> Verdict | Open:
    """What the boxes say that were told by their shape, before the ink around answers; where they differ, in doubt."""
    ticked = _ticked_in_boxes(it)
    if ticked is None and it.parted and (printed := _by_printed_mark(it)) is not None:
        return Verdict(printed, 1.0)
    if not isinstance(ticked, Option):
        return ticked or by_ink
    differs = isinstance(by_ink, Verdict) and by_ink.option.value != ticked.value
    return Verdict(ticked, 1.0 if differs else SURELY_MORE)


def _by_printed_mark(it: ChoiceList) -> Option | None:
    """The answer that the one tick of a digital list stands at: half as far from it, at most, as from the next."""
    marks = [word for word in _words_of_list(it) if TICKED.fullmatch(word.text)]
    if it.is_ocr or len(marks) != 1:
        return None
    [mark] = marks
    options = _level_with(it, mark)
    gaps = {id(o): max(o.box[0] - mark.box[2], mark.box[0] - o.box[2]) for o in options}
    near = sorted(options, key=lambda option: gaps[id(option)])
    if not near or (len(near) > 1 and gaps[id(near[1])] < 2 * max(gaps[id(near[0])], 1.0)):
        return None
    return near[0]


def _ticked_in_boxes(it: ChoiceList) -> Option | Open | None:
    """The answer with the one marked box, if nearly every answer has a box that was seen; all before, or all behind.

    "none" where the answer of the marked box was not read, and None where the boxes say nothing.
    """
    signs = [(word, options) for word in it.page.words if word.text in SIGNS and (options := _level_with(it, word))]
    marked = [(word, options) for word, options in signs if word.text == MARKED_BOX]
    if len(marked) != 1 or len(signs) < max(2, len(it.options) - 1):
        return None
    [(word, options)] = marked
    left = _stand_behind(signs)
    by_side = _at(word, options, left=left)
    if not by_side:
        return None
    nearest = min(by_side, key=lambda option: abs(option.box[0] - word.box[0]))
    between = sorted((nearest.box[0], word.box[0]))
    is_parted = any(between[0] < sign.box[0] < between[1] and nearest in others for sign, others in signs)
    return "none" if is_parted else nearest


def _stand_behind(signs: Sequence[tuple[Word, list[Option]]]) -> bool:
    """Whether boxes stand behind their answers: told by which of them begins or ends the line, else by the gaps."""
    begins = any(all(sign.box[0] < option.box[0] for option in options) for sign, options in signs)
    ends = any(all(sign.box[0] > option.box[0] for option in options) for sign, options in signs)
    if begins != ends:
        return ends
    before = median(_gap(word, options, left=False) for word, options in signs)
    return median(_gap(word, options, left=True) for word, options in signs) < before


def _level_with(it: ChoiceList, sign: Word) -> list[Option]:
    """The answers on the line of a box that stands among them."""
    x0, _, x1, _ = union(option.box for option in it.options)
    height = it.options[0].box[3] - it.options[0].box[1]
    middle = (sign.box[1] + sign.box[3]) / 2
    if sign.box[2] < x0 - REACH * height or sign.box[0] > x1 + REACH * height:
        return []
    return [option for option in it.options if option.box[1] - 1 < middle < option.box[3] + 1]


def _at(sign: Word, options: Sequence[Option], *, left: bool) -> list[Option]:
    """The answers at the left of a box, or at its right."""
    if left:
        return [it for it in options if it.box[2] <= sign.box[0] + 1]
    return [it for it in options if it.box[0] >= sign.box[2] - 1]


def _gap(sign: Word, options: Sequence[Option], *, left: bool) -> float:
    """Points between a box and the nearest answer at its left or right; a page's width where there is none."""
    gaps = (sign.box[0] - it.box[2] if left else it.box[0] - sign.box[2] for it in _at(sign, options, left=left))
    return min(gaps, default=1000.0)
