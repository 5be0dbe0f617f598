"""Labels on the page: every label is taken once, the longest that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from extractors.form_shapes import captioned_cells, is_mirrored, open_frames
from extractors.label_parts import (
    BARE_NUMBER,
    IGNORED,
    NUMBERING,
    OF_THE_FEED,
    PROSE_WORDS,
    STARTS,
    Block,
    Found,
    Hit,
    Label,
    Place,
    begins,
    beyond_unit,
    content,
    coverage_cost,
    ends_in_brackets,
    free_of_brackets,
    is_form_row,
    is_led_to,
    without_brackets,
    without_lost_half,
)
from extractors.label_places import places_of, places_to_the_left
from extractors.layout import PageLayout, Run, Segment
from extractors.marks import BOX
from extractors.phrases import Match, PhraseBook, longest, norm, tokens_of
from extractors.resemblance import Resemblance
from extractors.several import in_turn, parts_of_questions
from extractors.unknown_labels import guess_unknown, is_plainly
from reference.document_types import DocumentType, document_types

_COLON_AHEAD = re.compile(
    r"(?P<extra>[^:：=।?]{0,70}?)\s*"
    r"(?:[:：=]\s*-?|\s[-–—]{1,2}\s|(?P<question>\?)(?!\s*[/|])[)\]]?\s*(?:[(\[]?\s*(?:yes\s*/\s*no|हाँ\s*/\s*नहीं)\s*[)\]]?\s*)?(?:[:：]\s*-?|[-–—]+\s)?)",
    re.I,
)
"""What ends a label: a colon, a dash, or the mark of a question."""


class LabelBook:
    """The labels of one document type, ready to be looked for."""

    def __init__(self, document_type: DocumentType) -> None:
        """Gather the labels of every field, strong and weak, and those that are passed over on purpose."""
        phrases: dict[str, list[str]] = {IGNORED: list(document_type.ignored_labels)}
        for name, words in document_type.fields.items():
            phrases[name] = list(words.labels)
            phrases["?" + name] = list(words.weak_labels)
        self.book = PhraseBook(phrases, document_types().known_words)
        self.lists = frozenset(
            " ".join(token.norm for token in tokens_of(label))
            for words in document_type.fields.values()
            for label in (*words.labels, *words.weak_labels)
            if sum(any(_names(label, it) for it in texts) for texts in words.values.values()) > 1
        )
        """Labels that are but the list of their answers: "New / Expansion / Modernisation"."""
        self.kinds: Mapping[str, str] = {name: words.kind for name, words in document_type.fields.items()}
        self._resemblance = Resemblance({name: words.labels for name, words in document_type.fields.items()})
        self._texts = {
            " ".join(token.norm for token in tokens_of(text)): key for key, texts in phrases.items() for text in texts
        }

    def like(self, text: str) -> dict[str, float]:
        """For each field how much a printed label resembles one of its labels (0-1)."""
        return self._resemblance.like(text)

    def told_in(self, text: str) -> dict[str, float]:
        """For each field how much of one of its labels a sentence says (0-1)."""
        return self._resemblance.told_in(text)

    def nearest(self, text: str) -> tuple[str, float] | None:
        """The key of the vocabulary's label that a printed one most resembles, and how far it is from it (0-1)."""
        from rapidfuzz import fuzz, process

        printed = " ".join(token.norm for token in tokens_of(text))
        best = process.extractOne(printed, self._texts.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=86)
        return (self._texts[best[0]], 1 - best[1] / 100) if best else None


def _names(label: str, answer: str) -> bool:
    return re.search(rf"\b{re.escape(answer)}\b", label, re.I) is not None


def find_labels(book: LabelBook, layouts: Sequence[PageLayout], tabled: Set[int] = frozenset()) -> Found:
    """Every label of the document with the places of its value, in reading order.

    Args:
        book: the labels of the type.
        layouts: the pages.
        tabled: ids of the words that a table accounts for; a heading of its columns labels no field.
    """
    for layout in layouts:
        open_frames(book.book, layout)
    blocks = [block for layout in layouts for block in _blocks(layout)]
    for block in blocks:
        block.tokens = tokens_of(block.run.text)
    for block, matches in zip(blocks, book.book.find([block.tokens for block in blocks]), strict=True):
        if not all(id(it.word) in tabled for it in block.run.placed) or is_form_row(block):
            _accept(block, longest(matches))
    _drop_repeated(blocks)
    unknown = guess_unknown(book, blocks, tabled)
    labelled = [block for block in blocks if block.hits and is_plainly(block.hits[0])]
    beginning = [
        block for block in labelled if begins(block) and _is_own(block.hits[0]) and not is_led_to(block.run.text)
    ]
    starts = {id(block.segments[0]): _may_be_answer(book, block.hits[0]) for block in beginning}
    mirrored = {id(layout) for layout in layouts if is_mirrored(layout, labelled)}
    labels, guesses = list[Label](), list[Label]()
    for block in blocks:
        places = places_to_the_left if id(block.layout) in mirrored else places_of
        told = [
            it
            for position, hit in enumerate(block.hits)
            if (it := _as_label(hit, position, starts, places)) is not None
        ]
        labels += in_turn(book, block.run.text, [it for it in told if not it.alike])
        guesses += [*(it for it in told if it.alike), *parts_of_questions(book, told)]
    return Found(tuple(labels), tuple(unknown), tuple(guesses))


def _blocks(layout: PageLayout) -> Iterable[Block]:
    done: set[int] = set()
    captioned = captioned_cells(layout)
    for segment in layout.segments:
        if segment.cell is not None:
            if segment.cell not in done:
                done.add(segment.cell)
                yield _block_of_cell(layout, segment.cell, captioned.get(segment.cell, 0))
            continue
        lines = [segment]
        yield Block(layout, segment.run(), lines, None)
        while len(lines) < LINES_OF_LABEL and (lower := layout.below(lines[-1], reach=0.9)) is not None:
            if not _wraps(layout, lines[-1], lower):
                break
            lines = [*lines, lower]
            yield Block(layout, Run(placed for it in lines for placed in it.run().placed), lines, None)


def _block_of_cell(layout: PageLayout, cell: int, over: int) -> Block:
    """The text of a cell, or only its caption if so many segments of a value stand over one."""
    segments = layout.cells[cell]
    if not over:
        return Block(layout, layout.run_of_cell(cell), segments, cell)
    value, caption = (
        Run(placed for it in part for placed in it.run().placed) for part in (segments[:over], segments[over:])
    )
    return Block(layout, caption, segments[over:], cell, over=value)


LINES_OF_LABEL = 3
"""Lines that a label runs over at most in a narrow column."""


def _wraps(layout: PageLayout, upper: Segment, lower: Segment) -> bool:
    """Whether a short text at the left goes on in the line below: a label too long for its column."""
    beside = layout.right_of(upper)
    if beside and beside[0].text.startswith(":") and ":" in lower.text:
        return False  # each line is a label with its own value
    if lower.text.rstrip().endswith("?") and _is_asked_further(upper, lower):
        return True
    return (
        lower.cell is None
        and min(abs(lower.box[0] - x) for x in (upper.box[0], _behind_number(upper))) < SAME_EDGE
        and len(upper.words) <= 9
        and len(lower.words) <= 6
        and not upper.text.rstrip().endswith((":", "."))
        and (upper.box[2] < 0.62 * layout.page.width or bool(beside))
    )


def _is_asked_further(upper: Segment, lower: Segment) -> bool:
    """Whether a line goes on with the question that the line over it begins."""
    at_edge = min(abs(lower.box[0] - x) for x in (upper.box[0], _behind_number(upper))) < SAME_EDGE
    plain = len(lower.words) <= LAST_WORDS and not lower.text[:1].isupper()
    return lower.cell is None and at_edge and plain and not upper.text.rstrip().endswith((":", ".", "?", ";"))


SAME_EDGE, LAST_WORDS = 14, 8
"""Points within which two lines begin alike, and words with which a question goes on below at most."""


def _behind_number(segment: Segment) -> float:
    """Where the text of a numbered row begins, behind its number."""
    numbered = len(segment.words) > 1 and _NUMBER_OF_ROW.fullmatch(segment.words[0].text)
    return segment.words[1 if numbered else 0].box[0]


_NUMBER_OF_ROW = re.compile(r"\(?(?:[0-9०-९]{1,2}|[ivx]{1,4}|[a-z])[.)]{0,2}")

_OF = re.compile(r"^\W*(?!(?:name|number|no|details|particulars|certificate)\b)\w+\s+of\s+(?:the\s+)?$", re.I)
"""A telling label of one word, and what joins it to the one that it is of; a name of somebody is asked for by whose."""

_SECOND_LANGUAGE = re.compile(r"[\u0900-\u097F][\u0900-\u097F\s().,%]{1,50}[/|]\s*")


def _joined(block: Block, matches: Sequence[Match]) -> list[Match]:
    """A label printed in two languages ("इकाई का नाम / Name of the Unit") as one."""
    joined: list[Match] = []
    for match in matches:
        if match.keys == (IGNORED,) and ends_in_brackets(block.run.text[: block.tokens[match.first].start]):
            continue  # of a unit, "(टन प्रति वर्ष)"
        last = joined[-1] if joined else None
        if last is not None:
            between = block.run.text[block.tokens[last.last - 1].end : block.tokens[match.first].start]
            gap = block.run.text[block.tokens[last.first].start : block.tokens[match.first].start]
            if last.keys == (IGNORED,) and between.isspace() and _ANOTHER_ADDRESS.search(last.phrase):
                joined[-1] = Match((IGNORED,), last.phrase, last.first, match.last, last.repaired + match.repaired)
                continue  # "Head office address" asks for no address of the unit
            shared = tuple(key for key in match.keys if key in last.keys)
            stroke_lost = bool(shared) and block.run.is_ocr and _HINDI_HALF.match(gap.strip()) is not None
            joined_by = re.fullmatch(r"\s*(?:\([^)]*\)\s*)?(?:[/|=]\s*)+|\s*\(\s*", between)
            if joined_by or stroke_lost or _SECOND_LANGUAGE.fullmatch(gap):
                if not shared and content(block.run.text[: block.tokens[last.first].start]):
                    joined[-1] = match  # only a word of the first half is known; the second half is known whole
                    continue
                keys = shared or tuple(dict.fromkeys((*last.keys, *match.keys)))
                phrase = max(last.phrase, match.phrase, key=len)  # the other half may be a word too short to trust
                joined[-1] = Match(keys, phrase, last.first, match.last, last.repaired + match.repaired)
                continue
        joined.append(match)
    return joined


def _accept(block: Block, matches: Sequence[Match]) -> None:
    previous_end = 0
    for match in _joined(block, matches):
        start, end = block.tokens[match.first].start, block.tokens[match.last - 1].end
        if of_what := OF_THE_FEED.match(block.run.text, end):
            end = of_what.end()
        if start < previous_end and ends_in_brackets(block.run.text[:start]):
            continue  # the unit behind the label that leads the caption of a cell
        if block.hits and _OF.search(block.run.text[block.hits[-1].start : start]):
            continue  # the "Industry" of "Category of the Industry: Red" asks for no name
        if BOX.search(block.run.text[start:end]):
            continue  # "New [ ] Expansion [ ] Modernisation" is a list to tick, however a label words it
        hit = _judge(block, match, start, end, previous_end)
        if hit is not None:
            if previous_end == 0 and start > 0 and block.run.text[0].islower():
                hit.cost += GOES_ON_FROM_ABOVE
            block.hits.append(hit)
            previous_end = hit.end
    if len(block.segments) > 1 and block.cell is None:
        edge, last = len(block.segments[0].text), len(block.run.text) - len(block.segments[-1].text)
        first, *others = (bool(block.layout.right_of(it)) for it in block.segments)
        beside = first and not any(others)
        block.hits = [
            hit
            for hit in block.hits
            if hit.start < edge
            and (last < block.tokens[hit.match.last - 1].end or (hit.whole and (beside or _ends_asking(hit))))
        ]


def _ends_asking(hit: Hit) -> bool:
    """Whether a label runs to the mark of the question that its block is."""
    return hit.block.run.text[hit.start : hit.end].rstrip().endswith("?")


GOES_ON_FROM_ABOVE = 0.1
"""What it costs to take a label of a text that begins in small letters: it goes on from the line above, and so does
what stands beside it."""


def _judge(block: Block, match: Match, start: int, end: int, previous_end: int) -> Hit | None:
    """Whether a phrase is used as a label here: it starts the block or follows a value, and something sets it off."""
    text, first = block.run.text, previous_end == 0
    before, after = text[previous_end:start], text[end:]
    if _WITHIN_NUMBER.search(before) and re.match(r"[.:]?\d", after):
        return None  # "SEIAA/F.No.11087/EC" is one number
    if _INITIAL.search(before) and _INITIAL.match(text[start:]):
        return None  # "S.F.No. 417/2B" is the number of a survey field, and no "F.No." with a letter before it
    if first and re.match(r"\s*\)", after) and "(" not in text[:end]:
        return None  # the line goes on with the end of what stands in brackets above
    if match.phrase == "no" and _HOUSE_NUMBER.match(after):
        return None  # "No. 14-B, Kappalur Road" begins an address
    if _OF_ANOTHER.search(text[:start]) or _SIGNED_FOR.search(text[:start]):
        return None  # "Address of the earlier unit" asks for no unit's own, "Signed for the applicant" for a person
    if _LEGAL_FORM_NEXT.match(after):
        return None  # the line goes on with the name of "Betwa Rare / Recovery Private Limited"
    if before.strip() and _POST_CODE_NEXT.match(after):
        return None  # the line goes on with the end of an address
    alone = block.cell is not None and text.strip() == text[start:end]
    if (
        min(len(match.phrase), end - start) <= 3
        and not alone
        and not re.match(r"[A-Z]{3}|[\u0900-\u097f]{3}", text[start:end])
        and not re.match(r"\s*[.:：]", after)
    ):
        return None  # "No" and "To" are labels only where a mark of one follows: else an answer, a word
    at_start = bool(STARTS.match(before)) and first
    if not at_start and first and _is_hindi_half(block, before, start, after):
        at_start, start, before = True, len(before) - len(_NUMBERED.sub("", before)), ""
    lost = block.run.is_ocr and not without_lost_half(before)
    extra_before = 0 if at_start or lost else len(content(before))
    ahead = _COLON_AHEAD.match(after)
    if ahead is not None and ahead["question"] and not at_start:
        ahead = None  # a word within a question asks for nothing itself
    extra = free_of_brackets(ahead.group("extra")) if ahead else ""
    within = ahead is not None and ends_in_brackets(ahead["extra"])
    asks = ahead is not None and bool(ahead["question"]) and at_start and not text[end + ahead.end() :].strip()
    colon = (
        ahead is not None
        and not within
        and (asks or len(content(extra)) <= 4)
        and not re.search(r"\d{3}|[.;]\s|[A-Za-z]/[A-Za-z]", extra)
    )
    if not colon and _POSSESSIVE.match(after):
        return None
    rest = free_of_brackets(after)
    whole = not rest.strip(" :：=-–—.*)]")
    line_end = _end_of_line(block, end)
    answered = whole and _is_answered_below(block, start, line_end)
    if block.cell is not None and (not whole or answered) and (at_start or extra_before <= 2):
        beyond = len(content(free_of_brackets(text[end:line_end])))
        open_bracket = ends_in_brackets(text[start:line_end])
        if line_end < len(text) and beyond <= 2 and ":" not in text[end:line_end] and not open_bracket:
            cost = coverage_cost(max(1, len(content(match.phrase))), beyond + extra_before)
            return Hit(block, match, start, line_end, False, False, cost + 0.01 * match.repaired, own_line=True)
    if not at_start and _is_date_beside(match.phrase, before, after):
        if block.hits and "date" in block.hits[-1].match.phrase.split():
            return None  # "No. and date: 12/2026 dated 3.4.2026" has its label already
        return Hit(block, match, start, end, False, False, 0.02)
    asked = block.cell is None and _DEVANAGARI.search(before) and block.layout.right_of(block.segments[0])
    roomy = block.cell is not None or bool(asked) or (colon and ahead is not None)
    if (
        not at_start
        and first
        and extra_before <= 3
        and len(before) < 45
        and (colon or (whole and roomy))
        and ":" not in before
    ):
        pass  # "Full name of the applicant:" has words before those of the vocabulary
    elif not at_start and not first and not colon and len(match.phrase.split()) >= 4:
        extra_before = 0
    elif not at_start and not (colon and len(content(extra)) <= 2 and _may_follow(before, first)):
        return None
    else:
        extra_before = 0
    if not at_start and not first and not colon and not whole and len(match.phrase.split()) >= 4:
        return Hit(block, match, start, end, False, False, 0.02 + 0.01 * match.repaired)
    unknown_words = extra_before + (len(beyond_unit(extra)) if colon else 0)
    known = max(1, len(content(match.phrase)))
    if colon and ahead:
        stop = end + ahead.end()
        whole = not re.sub(r"[\s:：=\-–—.*]", "", block.run.text[stop:])
        return Hit(block, match, start, stop, True, whole, coverage_cost(known, unknown_words) + 0.01 * match.repaired)
    if whole:
        stop = end if rest.strip(" :：=-–—.*)]") else len(block.run.text)
        if _DEVANAGARI.search(text[start:end]):  # behind a Hindi label more Hindi is no second language
            extra_before += len(beyond_unit(without_brackets(after)))
        return Hit(
            block,
            match,
            start,
            stop,
            False,
            not rest.strip(" :：=-–—.*)]"),
            coverage_cost(known, extra_before) + 0.01 * match.repaired,
        )
    words_left = len(beyond_unit(rest))
    if at_start and words_left <= 3 and not any(it.isdigit() for it in rest) and block.cell is not None:
        return Hit(block, match, start, len(block.run.text), False, True, coverage_cost(known, words_left))
    if _GOES_ON_IN_HINDI.match(after):
        return None  # the "परियोजना" of "परियोजना की जगह" is only a part of the caption
    unmarked = (
        0.01 if re.search(r"(?:no|number|dated?|dt|upto|up to|till|udin|frn|pan|cin|gstin)$", match.phrase) else 0.05
    )
    return Hit(block, match, start, end, False, False, unmarked + 0.01 * match.repaired) if at_start else None


_LEGAL_FORM_NEXT = re.compile(r"[ ,]{1,2}(?:\(?P\)?\.?\s*|(?:Private|Pvt\.?)\s*)?(?:Limited|Ltd|LLP)\b", re.I)
_POST_CODE_NEXT = re.compile(r"(?:\s*,[^:：]{2,40}?)?\s*[-–—]\s*[1-9]\d{2}\s?\d{3}(?!\d)")
"""What stands behind the last words of an address: the "District" of "Tirupati District, Andhra Pradesh - 524421"."""

_HOUSE_NUMBER = re.compile(r"\.?\s*\d{1,4}[A-Za-z]?(?:[/-]\w{1,4}){0,2},\s+[A-Z][a-z]*\w")
_POSSESSIVE = re.compile(r"['’]s\b")
"""What makes a word of a sentence of a label: "Unit's application dated"."""

_NUMBERED = re.compile(rf"^(?:{BARE_NUMBER}|{NUMBERING})")
_ANOTHER_ADDRESS = re.compile(r"\boffice$")
_OF_ANOTHER = re.compile(r"\b(?:earlier|former|previous|erstwhile|another|sister|parent|old)\s+$", re.I)
_SIGNED_FOR = re.compile(r"\b(?:signed|signature)\s+(?:for|of|on\s+behalf\s+of|by)\s+(?:the\s+)?$", re.I)
_INITIAL = re.compile(r"(?:^|(?<=[\s.,(]))[A-Z]\.(?=$|\s?No)")
_WITHIN_NUMBER = re.compile(r"\S*[A-Z0-9]{2}\S*/$")

_DEVANAGARI = re.compile(r"[\u0900-\u097F]")
_HINDI_HALF = re.compile(rf"^(?:{NUMBERING}|{BARE_NUMBER})[\u0900-\u097F][\u0900-\u097F\s\u200c\u200d().,%₹?]{{3,60}}$")


def _is_hindi_half(block: Block, before: str, start: int, after: str) -> bool:
    """Whether an English label stands behind its Hindi half without a stroke between them.

    In a cell OCR may have lost the stroke; where there is no cell, nothing follows on the line of the label.
    """
    set_off = block.run.is_ocr if block.cell is not None else not after.strip(" :：")
    return set_off and block.run.text[start].isascii() and _HINDI_HALF.match(before) is not None


_ONLY_A_PLACE = re.compile(r"^\W*[A-Za-z\u0900-\u0965]{2,20}(?:\s[A-Za-z\u0900-\u0965]{2,20})?\s*[,|–-]\s*$")
"""What stands before a date on a line of their own: "भोपाल, दिनांक 19/08/2025"."""


def _is_date_beside(phrase: str, before: str, after: str) -> bool:
    """Whether "Date 18.08.2026" stands behind a number on its line, in no sentence and without any mark."""
    return (
        phrase in {"date", "dated", "dt", norm("दिनांक")}
        and re.match(r"\s*[.:]?\s*\d{1,2}(?:st|nd|rd|th)?[\s./-]", after) is not None
        and (re.search(r"\d", before) is not None or _ONLY_A_PLACE.match(before) is not None)
        and len(before) < 80
        and not PROSE_WORDS.search(before)
    )


def _may_follow(before: str, first: bool) -> bool:
    """Whether a label may begin after this text on the same line: a value has ended, or no sentence precedes."""
    return not first or not PROSE_WORDS.search(before) or bool(re.search(r"[:：,;|/).]\s*$", before))


def _end_of_line(block: Block, at: int) -> int:
    """Where the printed line of a cell ends that holds the character before `at`."""
    end, line = 0, -1
    for segment in block.segments:
        if end >= at and segment.line != line:
            return end
        end += len(segment.text) + (1 if end else 0)
        line = segment.line
    return len(block.run.text)


_GOES_ON_IN_HINDI = re.compile(r"\s*(?:का|की|के|को|में|से|पर|हेतु|एवं|तथा|और|या|व|सहित)(?![\w\u0900-\u0963])")
"""What begins so goes on from the caption before it: "पुनर्चक्रण / की क्षमता" over two lines, "परियोजना की जगह"."""

LARGER = 1.1
"""Type so many times as large as that of the caption over it is the answer's."""


def _is_answered_below(block: Block, start: int, line_end: int) -> bool:
    """Whether the lines under a Hindi caption in its cell are its Hindi answer, not the caption's end.

    They are set in larger type, or the cell at the right has a caption over an answer of its own too.
    """
    text = block.run.text
    caption, below = text[start:line_end], text[line_end:]
    if block.cell is None or not (_DEVANAGARI.search(caption) and _DEVANAGARI.search(below)):
        return False
    if _GOES_ON_IN_HINDI.match(below) or ends_in_brackets(caption):
        return False
    right = block.layout.cell_right(block.cell)
    if block.segments[-1].size >= LARGER * block.segments[0].size:
        return True
    return right is None or len({it.line for it in block.layout.cells[right]}) > 1


def _is_own(hit: Hit) -> bool:
    """Whether the label is one that ends a value: a sub-label inside an address ("Road:") does not."""
    return hit.whole or any(key != IGNORED for key in hit.match.keys)


def _may_be_answer(book: LabelBook, hit: Hit) -> bool:
    """Whether a label without any mark may as well be the answer to the label at its left: a word, answers in a row."""
    if hit.alike:
        return not hit.in_row  # it only resembles a label
    return hit.whole and not hit.separated and (" " not in hit.match.phrase or hit.match.phrase in book.lists)


def _drop_repeated(blocks: Sequence[Block]) -> None:
    """A label that wraps over two lines was also seen in part in its first line: the longer one is taken."""
    complete = {
        id(block.segments[0])
        for block in blocks
        if len(block.segments) == 1 and block.cell is None and any(_is_complete(block, hit) for hit in block.hits)
    }
    for block in blocks:
        if len(block.segments) > 1 and block.cell is None and all(id(it) in complete for it in block.segments):
            block.hits = []  # labels, one below the other
    taken = {
        id(segment): hit
        for block in blocks
        if len(block.segments) > 1 and block.cell is None
        for hit in block.hits
        for segment in block.segments
    }
    for block in blocks:
        if len(block.segments) == 1 and block.cell is None and (longer := taken.get(id(block.segments[0]))):
            block.hits = [
                hit for hit in block.hits if hit.match.last - hit.match.first > longer.match.last - longer.match.first
            ]


def _is_complete(block: Block, hit: Hit) -> bool:
    """Whether a known label, of several words or with something at its right, is all that a segment holds."""
    alone = hit.cost == 0.0 and hit.match.last - hit.match.first == len(block.tokens)
    return alone and (" " in hit.match.phrase or bool(block.layout.right_of(block.segments[0])))


Places = Callable[[Hit, int, Mapping[int, bool]], Iterable[Place]]
"""What gives the places of a label's value."""


def _as_label(hit: Hit, position: int, starts: Mapping[int, bool], places_of: Places) -> Label | None:
    keys = [key for key in hit.match.keys if key != IGNORED]
    if not keys and not hit.alike:
        return None
    block = hit.block
    later = block.hits[position + 1] if position + 1 < len(block.hits) else None
    if later is not None and not re.search(r"\w", block.run.text[hit.end : later.start]):
        keys = [key for key in keys if key not in later.match.keys]  # "Period of claim: from" asks for the first day
    following = block.hits[position + 1].start if position + 1 < len(block.hits) else len(block.run.text)
    places = list(places_of(hit, following, starts))
    return Label(
        fields=tuple(key for key in keys if not key.startswith("?")),
        weak_fields=tuple(key[1:] for key in keys if key.startswith("?")),
        text=block.run.text[hit.start : hit.end].strip(),
        words=block.run.cut(hit.start, hit.end),
        cost=hit.cost,
        places=tuple(places),
        alike=hit.alike,
        lead="" if position else block.run.text[: hit.start].strip(),
        rest="" if hit.separated or hit.whole else block.run.text[hit.end : following].strip(),
    )
