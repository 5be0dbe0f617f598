"""What is peculiar to assets: the head each stands under, and whether it is printed as new or refurbished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.cite import Source
from extractors.finding.bands import Words
from extractors.lines import Line
from extractors.tables.cells import DIGITAL, confidence_of, confidence_of_closed, confidence_of_sentence
from extractors.tables.events import Event, Group
from extractors.tables.words import (
    GROUND,
    Condition,
    Head,
    condition_in_column,
    condition_in_text,
    head_named,
    head_of,
    head_titled,
    plain_words,
)
from records.pages import Page, Word
from records.readings import Alternative, Field

HEAD_BY_ARTICLE = 0.88
"""A head that only the article's name tells: the paper may have put it elsewhere, so it is never sure."""

HEAD_IN_RIVALRY = 0.75
"""A head told by the article where another head's words stand there too."""

_SENTENCE_END = re.compile(r"[.;।](?=\s|$)")
_NOTE = re.compile(r"(?:notes?|n\.?b\.?|टिप्पणी|नोट)\s*[:–-]+", re.I)
_THE_REST = re.compile(r"(?:and\s+)?(?:(?:all|the)\s+)*(?:rest|remaining|remainder|others?|balance)\b|शेष|बाकी", re.I)
"""Behind a semicolon: what goes on about the items that the sentence has not named."""

_SERIALS = re.compile(
    r"\b(?:s(?:r|[lI1|]|erial)?\.?\s*(?:no|nos|number|numbers)?\.?|items?(?:\s+nos?\.?)?|row|rows|क्रमांक|क्र\.?\s*सं\.?)\s*[:.]?\s*"
    r"(?P<list>[0-9]+(?:\s*(?:,|and|&|to|-|–|एवं|और|व|से)\s*(?:(?:s(?:r|l)\.?\s*)?nos?\.?\s*)?[0-9]+)*)",
    re.I,
)
_ALL = re.compile(
    r"\b(?:all|entire|whole|each|every|none of|no|others?|rest|remaining|remainder|balance)\b"
    r"|सभी|समस्त|कोई भी|शेष|बाकी|अन्य",
    re.I,
)
_UNMARKED = re.compile(
    r"\b(?:un(?:marked|tagged|labelled)|(?:not|unless|other than those|except(?:ing)?(?: those)?)\W+(?:\w+\W+){0,2}?"
    r"(?:marked|indicated|mentioned|shown|specified|stated|labelled|tagged|flagged|noted|described|identified))\b"
    r"|(?:चिह्नित|अंकित|दर्शाए)\s+नहीं",
    re.I,
)
"""A sentence about the rows that carry no mark of their own: "Items not marked Refurbished are new"."""

_MARKED = re.compile(
    r"\b(?:marked|tagged|bearing|denoted|indicated|starred|shown)\s+(?:with\s+|by\s+|as\s+)?(?:an?\s+|the\s+)?(?:sign\s+|mark\s+)?"
    r"[\"'“‘(\[]?(?P<mark>[*#†‡@^]+|asterisk)",
    re.I,
)
_OTHERS = re.compile(r"\b(?:all\s+|the\s+)*(?:others?|rest|remaining|remainder|balance|unmarked)\b|शेष|बाकी|अन्य", re.I)

_THIS_LIST = re.compile(
    r"\bth(?:is|e above|ese)\s+(?:schedule|part|annexure|table|list|section|group|head|statement)\b|\bof the above\b|"
    r"उपरोक्त|इस\s+(?:अनुसूची|भाग|सूची)",
    re.I,
)
"""What binds a sentence to the list over it."""

_MACHINES = re.compile(r"machin|equipment|plants?\b|capital goods|मशीन|यंत्र|उपकरण", re.I)
"""What a sentence speaks of that is about no land and no building."""

_ASSETS = re.compile(
    r"machiner|equipment|plant|asset|item|machine|\ball (?:of )?the above\b|\bof (?:them|these|those)\b|मशीन|यंत्र|उपकरण"
    r"|परिसंपत्ति|परिसम्पत्ति|(?<![\u0900-\u097f])मदे?ं?(?![\u0900-\u097f])|(?:उपर्युक्त|उपरोक्त)\s+सभी",
    re.I,
)
"""What a sentence must speak of to be about the rows."""
_NONE_USED = re.compile(
    r"\b(?:no|none|not any|neither|nor)\b[^.;]*\b(?:second[- ]?hand|refurbished|used|reconditioned|old)\b"
    r"|कोई भी[^.;।]*(?:पुरान|नवीनीकृत|प्रयुक्त)",
    re.I,
)
_THESE_NEW = re.compile(
    r"\b(?:following|under\s?-?mentioned|below\s?-?mentioned)\s+(?:brand\s+)?new\s+(?:and\s+unused\s+)?"
    r"(?:plants?|machin\w+|equipments?|assets?|items?|capital\s+goods)\b"
    r"|निम्न(?:लिखित|ांकित|वत)?\s+(?:नई|नए|नये|नयी|नवीन)\s+(?:मशीन|यंत्र|संयंत्र|उपकरण|परिसंपत्ति|परिसम्पत्ति|मद)",
    re.I,
)
"""What leads up to a list of assets that are all new: "has incurred expenditure on the following new assets"."""

_ARE = re.compile(r"\b(?:is|are|was|were|being|has been|have been|purchased|procured|acquired|brand)\b|है|हैं", re.I)
_QUESTION = re.compile(r"\bif not\b|\bwhether\b|\bif any\b|\bshall\b|\bmust\b|\bshould\b|\?", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says what condition assets are in.

    `serials` are the items it names; None where it covers all. `excepted` are named to be outside what it says.
    `mark` is the sign of the rows it speaks of ("items marked * are refurbished"), `unmarked` whether of all but those.
    `of_the_rest` is whether it speaks of the items that another clause or sentence has not named.
    `in_doubt` is whether nothing says to which of several lists, each numbered from the start, it belongs, or whether
    "the rest" is said of it and nothing legible names the others.
    """

    condition: Condition
    serials: frozenset[int] | None
    excepted: frozenset[int]
    page: Page
    words: Words
    text: str
    in_doubt: bool = False
    mark: str = ""
    unmarked: bool = False
    of_the_rest: bool = False

    @property
    def is_of_all(self) -> bool:
        """Whether it speaks of every item, so that no number or sign that OCR may misread says which."""
        return self.serials is None and not self.excepted and not self.mark and not self.of_the_rest

    def covers(self, serial: int, marks: frozenset[str]) -> bool:
        """Whether the sentence speaks of the row with this number and these marks, as far as it names any."""
        if self.mark and (self.mark in marks) == self.unmarked:
            return False
        return serial not in self.excepted and (self.serials is None or serial in self.serials)

    @property
    def place(self) -> Place:
        """Where the sentence ends."""
        return self.page.number, self.words[-1].box[1]


Place = tuple[int, float]
"""A page and how far down it."""


def starts_of_lists(rows: Sequence[tuple[int, Place]]) -> list[int]:
    """The rows at which the serial numbers start anew, the first row always; rows are serial numbers with places."""
    first = rows[0][0] if rows else 0
    return [at for at, (serial, _) in enumerate(rows) if at == 0 or serial == first and rows[at - 1][0] != first]


def statements_by_list(statements: Sequence[Statement], starts: Sequence[Place]) -> list[list[Statement]]:
    """For each list of a statement of assets the sentences that speak of it; `starts` are the places of its first rows.

    Where several lists are numbered from the start, "Sl. 8" under one of them is its own eighth item, and "the rest"
    are its rest. A sentence before all lists, or after the last where no list has notes of its own, covers every list
    if it names no item; the items that it names may be those of any list.
    """
    if len(starts) <= 1:
        return [list(statements)]
    last = len(starts) - 1
    under = [max((at for at, start in enumerate(starts) if start < it.place), default=None) for it in statements]
    with_notes = any(at is not None and at < last for at in under)
    of_list: list[list[Statement]] = [[] for _ in starts]
    for statement, at in zip(statements, under, strict=True):
        if at is not None and (at < last or with_notes or _THIS_LIST.search(statement.text)):
            of_list[at].append(statement)
            continue
        names = statement.serials is not None or bool(_serials(statement.text))
        for its in of_list:
            its.append(replace(statement, in_doubt=names))
    return of_list


_BRACKETS_AT_END = re.compile(r"^(?P<article>.*\w.*?)\s*[(\[](?P<head>[^()\[\]]+)[)\]]\s*$", re.S)


def head_in_brackets(description: str) -> tuple[str, str] | None:
    """The article and its head, where that stands in brackets behind it: "Spray dryer (Plant & Machinery)"."""
    match = _BRACKETS_AT_END.match(description)
    head = head_named(match["head"]) if match else None
    return (match["article"], head) if match and head is not None else None


def head_field(event: Event, source: Source) -> Field | None:
    """The head of an asset: by its own column, by the heading it stands under, or by what it is."""
    cell = event.cells.get("head")
    if cell is not None and (found := head_of(cell.text)) is not None:
        sure = confidence_of_closed(cell) if found.named else confidence_of(cell.words)
        made = Field("head", found.head, sure, source.evidence(cell.page, cell.words, cell.text))
        return made if found.named else made.with_confidence(min(made.confidence, HEAD_BY_ARTICLE), found.reason)
    if event.group is not None and (head := head_named(event.group.text)) is not None:
        return _by_group(head, event.group, source)
    about = event.cells.get("description")
    if about is not None and (named := head_in_brackets(about.text)) is not None:
        sure = confidence_of_closed(about)
        return Field("head", named[1], sure, source.evidence(about.page, about.words, about.text))
    article = head_of(about.text) if about is not None else None
    is_ground = article is not None and article.head in GROUND
    if event.group is not None and not is_ground and (head := head_titled(event.group.text)) is not None:
        return _by_title(head, event.group, article, source)
    if about is not None and article is not None:
        top = HEAD_IN_RIVALRY if article.rivals and not article.named else HEAD_BY_ARTICLE
        others = tuple(
            Alternative(rival, about.text, 0.2, "other words of the description") for rival in article.rivals
        )
        evidence = source.evidence(about.page, about.words, about.text)
        return Field(
            "head", article.head, min(top, confidence_of(about.words)), evidence, None, others, (article.reason,)
        )
    if event.group is not None and (loose := head_of(event.group.text)) is not None:
        made = _by_group(loose.head, event.group, source)
        return made.with_confidence(min(made.confidence, HEAD_IN_RIVALRY))
    return None


def _by_title(head: str, title: Group, article: Head | None, source: Source) -> Field:
    """The head that the statement's title names, with that of the article beside it; as sure as an article's."""
    made = _by_group(head, title, source)
    rivals = {article.head, *article.rivals} - {head} if article is not None else set[str]()
    others = tuple(Alternative(it, title.text, 0.2, "words of the description") for it in sorted(rivals))
    return replace(
        made, confidence=min(made.confidence, HEAD_BY_ARTICLE), alternatives=others, witnesses=("the title",)
    )


def _by_group(head: str, group: Group, source: Source) -> Field:
    evidence = source.evidence(group.page, group.words, group.text)
    confidence = min(confidence_of(group.words), DIGITAL - 0.02)
    return Field("head", head, confidence, evidence, witnesses=("heading of the group",))


def condition_field(event: Event, source: Source, own: Field | None) -> Field | None:
    """The condition printed on the row: in its column, in the description, or in the heading it stands under."""
    if own is not None:
        return own
    cell = event.cells.get("description")
    if cell is not None and (found := condition_in_text(cell.text)) is not None:
        return Field("condition", found, confidence_of(cell.words), source.evidence(cell.page, cell.words, cell.text))
    remark = event.cells.get("remarks")
    if remark is not None and not remark.lent and (found := condition_in_text(remark.text)) is not None:
        words = confidence_of(remark.words)
        return Field("condition", found, words, source.evidence(remark.page, remark.words, remark.text))
    group = event.group
    if group is not None and (of_group := condition_in_column(group.text)) is not None:
        evidence = source.evidence(group.page, group.words, group.text)
        return Field("condition", of_group, min(confidence_of(group.words), DIGITAL - 0.02), evidence)
    return None


def condition_by_statement(
    statements: Sequence[Statement], serial: int, head: str | None, source: Source, marks: frozenset[str] = frozenset()
) -> Field | None:
    """The condition that a sentence outside the table gives to the item with this serial number and these marks.

    A sentence that names items outranks one about all; one about all plant and machinery leaves land and building out,
    one about all items does not.
    """
    covering = [it for it in statements if it.covers(serial, marks)]
    naming = [it for it in covering if it.serials is not None or it.mark and not it.unmarked]
    ground = head in ("land", "building")
    general = [it for it in covering if it.serials is None and not (ground and _MACHINES.search(it.text))]
    for found in (*naming, *general):
        of_words = confidence_of_sentence if found.is_of_all else confidence_of
        confidence = min(of_words(found.words), DIGITAL - 0.02)
        rivals = tuple(
            Alternative(it.condition, it.text, 0.4, "another sentence says so")
            for it in (naming or general)
            if it.condition != found.condition
        )
        evidence = source.evidence(found.page, found.words, found.text)
        made = Field(
            "condition", found.condition, confidence, evidence, None, rivals, ("a sentence that covers the item",)
        )
        return replace(made, confidence=0.6) if rivals or found.in_doubt else made
    return None


def statements_in(pages: Sequence[tuple[Page, Sequence[Line]]]) -> list[Statement]:
    """Every sentence outside the table that says what condition the assets are in."""
    return [
        found for page, lines in pages for words, text in _sentences(lines) for found in _statements(page, words, text)
    ]


def _sentences(lines: Sequence[Line]) -> Iterator[tuple[Words, str]]:
    """Sentences of running print; a full stop within "Sl. No." or a number ends none."""
    held: list[Word] = []
    printed = [word for line in lines for word in line.words]
    for at, word in enumerate(printed):
        if held and _NOTE.fullmatch(word.text):
            yield tuple(held), " ".join(it.text for it in held)
            held = []
        held.append(word)
        bare = word.text.rstrip("\"')")
        ends = bool(_SENTENCE_END.search(bare[-1:] + " ")) if bare else False
        goes_on = bare.endswith(";") and _THE_REST.match(" ".join(it.text for it in printed[at + 1 : at + 4]))
        if (
            ends
            and not goes_on
            and not re.fullmatch(
                r"(?:s|sl|si|s1|sr|no|nos|rs|m|ms|dr|mr|pvt|ltd|co|viz|i\.e|e\.g|[0-9]{1,2}|[a-z])\.", bare, re.I
            )
        ):
            yield tuple(held), " ".join(it.text for it in held)
            held = []
    if held:
        yield tuple(held), " ".join(it.text for it in held)


def _statements(page: Page, words: Words, text: str) -> Iterator[Statement]:
    if len(words) > 90 or not (_ASSETS.search(text) or _SERIALS.search(text)):
        return
    main = re.split(
        r"\bexcept(?:ing)?\b|\bother than\b|\bbarring\b|\bsave\b|के अतिरिक्त|को छोड़कर", text, maxsplit=1, flags=re.I
    )
    asking = _QUESTION.search(main[0])
    stated = main[0][: asking.start()] if asking else main[0]
    excepted = _serials(main[1]) if len(main) > 1 else frozenset()
    if _UNMARKED.search(text) and (unmarked := _of_the_unmarked(text)) is not None:
        yield Statement(unmarked, None, excepted, page, words, text)
        return
    if (marked := _MARKED.search(text)) is not None:
        yield from _by_mark(page, words, text, marked)
        return
    these_new = _THESE_NEW.search(stated) and _condition(stated) == "new"
    if (these_new or _NONE_USED.search(stated)) and not _serials(stated):
        yield Statement("new", None, excepted, page, words, text)
        return
    for clause in re.split(r"\b(?:whereas|while|but|and the (?:rest|remaining|others?))\b|;", stated, flags=re.I):
        condition = _condition(clause)
        if condition is None or not _ARE.search(clause):
            continue
        serials = _serials(clause)
        if serials:
            yield Statement(condition, serials, frozenset(), page, words, text)
        elif _ALL.search(clause) or excepted:
            rest = _OTHERS.search(clause) is not None
            unnamed = rest and _speaks_of_unnamed(stated, clause)
            yield Statement(condition, None, excepted, page, words, text, unnamed, of_the_rest=rest)
    if excepted and len(main) > 1 and (other := _condition(main[1])) is not None:
        yield Statement(other, excepted, frozenset(), page, words, text)


def _speaks_of_unnamed(sentence: str, rest: str) -> bool:
    """Whether what stands before "the rest are new" says that some are not, and no number of theirs can be read."""
    before = sentence[: sentence.find(rest)]
    return _condition(before) is not None and not _serials(before)


def _by_mark(page: Page, words: Words, text: str, marked: re.Match[str]) -> Iterator[Statement]:
    """What a sentence says of the rows that bear a mark, and of the others if it speaks of them."""
    mark = "*" if marked["mark"].lower() == "asterisk" else marked["mark"]
    said, *others = _OTHERS.split(text[marked.end() :], maxsplit=1)
    if (condition := _condition(said)) is not None:
        yield Statement(condition, None, frozenset(), page, words, text, mark=mark)
    if others and (condition := _condition(others[0])) is not None:
        yield Statement(condition, None, frozenset(), page, words, text, mark=mark, unmarked=True)


def marks_in(words: Words) -> frozenset[str]:
    """The signs that stand alone or at the end of the words of a row: "*", "#"."""
    found = (re.search(r"[*#†‡@^]+$", word.text) for word in words)
    return frozenset(match[0] for match in found if match is not None)


def _of_the_unmarked(text: str) -> Condition | None:
    """What a sentence says of the rows without a mark: what stands after "not marked ... are", else what it began with.

    "Items not marked Refurbished are new" and "all machinery is new except where stated as refurbished" both give new.
    """
    before, after = _UNMARKED.split(text, maxsplit=1)
    said = re.search(r".*\b(?:is|are|was|were|being|have been|has been)\b(?P<rest>.*)$", plain_words(after))
    stated = _condition(said["rest"]) if said is not None else None
    return stated or _condition(before)


def _condition(clause: str) -> Condition | None:
    bare = plain_words(clause)
    if re.search(r"\bnot (?:brand )?new\b", bare):
        return "refurbished"
    if re.search(r"\b(?:is|are|was|were) not (?:\w+ )?(?:second hand|refurbished|used|old|reconditioned)\b", bare):
        return "new"
    used = re.search(
        r"\b(?:refurbished|re ?conditioned|second ?hand|2nd hand|pre ?owned|used machine\w*|used plant)\b"
        r"|नवीनीकृत|पुरानी|पुराने|प्रयुक्त",
        bare,
    )
    fresh = re.search(r"\b(?:brand )?new\b|\bunused\b|नई|नए|नये|नया|नयी|नवीन(?!ी)", bare)
    if used and fresh:
        return None
    return "refurbished" if used else "new" if fresh else None


def _serials(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _SERIALS.finditer(text):
        numbers = re.findall(r"[0-9]+|\bto\b|-|–|से", match["list"], re.I)
        last: int | None = None
        through = False
        for token in numbers:
            if not token.isdecimal():
                through = True
                continue
            number = int(token)
            if through and last is not None and last < number <= last + 500:
                found.update(range(last, number + 1))
            found.add(number)
            last, through = number, False
    return frozenset(found)
