"""Where a paper speaks of other papers: "Ref: our letter ...", "your application dated ...", "granted vide ...".

A number, a date or a validity printed there belongs to the other paper. What is cited is told from the shape of the
sentence and of the page, not from the words of one board: a block of references ends where the letter begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extractors.layout import PageLayout, Run, Segment

PAPER = (
    r"(?:applications?|letters?|consents?|orders?|authori[sz]ations?|registrations?|clearances?|certificates?|proposals?|requests?"
    r"|quer(?:y|ies)|e-?mails?|memos?|proceedings|EC|CTE|CTO|CFE|CFO|CCA|NOC|ToR|LoA|approvals?|permissions?|licen[cs]es?|notices?)"
)
_OTHERS = re.compile(
    r"\b(?:your|our|this\s+office(?:'s)?|the\s+said|earlier|previous(?:ly)?|(?<!require\s)(?<!requires\s)prior|last|old|original|existing|expired"
    rf"|unit's|industry's|company's|applicant's)\s+(?:(?!(?:as|with|is|are|hereby)\s|(?-i:\S*[a-z]{{3,}}\.\s+[A-Z]))"
    rf"[\w&/().'-]+\s+){{0,4}}?{PAPER}\b",
    re.I,
)
_APPLIED = re.compile(
    r"\bapplications?\s+(?:form\s+|receipt\s+|inward\s+)?(?:bearing\s+|having\s+)?\(?(?:no|number|id|dated?|dt|submitted|received|made|filed|uploaded)\b",
    re.I,
)
_OTHERS_HINDI = re.compile(
    r"(?:आपक[ाेी]|पूर्व|पिछल[ाेी]|इस\s+कार्यालय\s+के)\s+(?:[^\s।]+\s+){0,3}?(?:आवेदन|पत्र|आदेश|सम्मति|सहमति|प्राधिकार|पंजीकरण)"
    r"|आवेदन\s*(?:पत्र)?\s*(?:क्रमांक|संख्या|सं\.)"
)
_LINKED = re.compile(
    rf"\b(?:supersed(?:es|ing)|replac(?:es|ing)|revok(?:es|ing)|cancel(?:s|l?ing))\s+(?:\w+\s+){{0,3}}?{PAPER}\b"
    r"|\b(?:in\s+(?:continuation|supersession|modification|partial\s+modification|lieu|reference|response|reply|amendment)\s+(?:of|to)"
    r"|with\s+reference\s+to(?!\s+the\s+above\s*,)|refer(?:red)?\s+to|on\s+the\s+strength\s+of|by\s+virtue\s+of|reference\s+is\s+invited\s+to|(?:granted|issued|accorded|obtained|renewed|amended|approved)\s+"
    r"(?:earlier\s+|previously\s+)?vide|(?:was|were|had\s+been)\s+(?:granted|issued|accorded|renewed|amended|approved|permitted|set\s+up|established)\b(?:[^.;।]|\.(?!\s+[A-Z])){0,200}?\bvide"
    r"|(?:authori[sz]ed|licen[cs]ed|recogni[sz]ed)\s+(?:by|under)\b(?:[^.;।]|\.(?!\s+[A-Z])){0,200}?\bvide"
    r"|which\s+(?:was|were)\s+valid|(?:was|were|had\s+been)\s+valid\s+(?:up\s*to|upto|till|until)|notified\s+(?:vide|on)|had\s+been\s+(?:\w+\s+)?(?:permitted|granted|issued|authori[sz]ed|allowed)|(?:order|consent|letter|clearance)\s+under\s+reference|meeting\s+(?:held|dated)|minutes\s+of|inspect(?:ion|ed)\b)",
    re.I,
)
_FORMER = re.compile(
    rf"\b(?<!this\s){PAPER}\s+(?:to\s+\w+\s+)?(?:order\s+)?(?:no|number|dated?)\b(?:(?!(?<!no)\.\s+(?-i:[A-Z]))[^;।]){{0,120}}?"
    r"\b(?:(?:granted|issued|accorded|obtained)\s+(?:earlier|previously)|stands?\s+(?:merged|superseded|subsumed|surrendered|withdrawn))\b",
    re.I,
)
"""A paper of before by its number, of which its sentence says so only behind: "granted earlier stands merged"."""

_CLAUSE_END = re.compile(
    rf"\bthis\s+{PAPER}\s+(?:shall|is|will|has)\b|\bis\s+(?:hereby\s+)?renewed\b|"
    r"के\s+क्रम\s+में|के\s+संदर्भ\s+में|प्रदान\s+की|जाती\s+है|\b(?:I\s+am|we\s+are|it\s+is)\s+(?:directed|pleased)\s+to\b|\b(?:hereby|has\s+been|have\s+been|had\s+been|is\s+(?:considered|granted|accorded|issued)|are\s+(?:granted|issued)|(?:is|are|stands?|shall)\s+now\b|the\s+(?:board|committee|state)\b|stands?\s+(?:deleted|cancelled|superseded))"
    r"|\band\s+(?:shall|will)\s+(?:now\s+)?(?:remain|be|stand)\s+valid\b"
    r"|[.;।](?=\s+[A-Z(\u0900-\u097f])(?<!No\.)(?<!no\.)(?<!Dt\.)(?<!dt\.)(?<!M/s\.)(?<!F\.)",
    re.I,
)
_IN_BRACKETS = re.compile(
    rf"\((?:as\s+per|under|vide|by|existing)\s+(?:the\s+)?{PAPER}\b(?=[^()]*\d)[^()]{{0,160}}\)", re.I
)
"""Another paper named in brackets with what it says: "1,200 TPA (as per CTO WB/1187/2022, valid up to 31-12-2027)"."""

_BEFORE_IN_BRACKETS = re.compile(
    r"\((?:[^()]{0,60}[\s;,])?(?:earlier|previous(?:ly)?|former(?:ly)?|old|expired|superseded|original(?:ly)?)\b(?=[^()]*\d)[^()]{0,160}\)",
    re.I,
)
"""What held before, named in brackets: "(second renewal; earlier HWM/118-R1 valid up to 30.06.2026)"."""

_GRANTED, _HOLDS = (
    re.compile(r"the\s+said\b", re.I),
    re.compile(r"\s+(?:shall|will)\s+(?:now\s+)?(?:remain|be|continue)\b", re.I),
)
"""How a letter speaks of what it grants itself: "The said authorisation shall remain in force up to ..."."""

_NUMBER = re.compile(r"\S*\d\S*/\S*|\S*/\S*\d\S*")
"""A paper's number, whose parts may look like the name of a paper: "JSPCB/DHN/CTO-2088/2026"."""

REACH = 170
"""Characters that a mention of another paper runs on for at most."""

_HEAD = re.compile(
    r"^\W*(?:ref(?:erence)?s?|read|read\s+with|संदर्भ|सन्दर्भ)\s*(?:[:.\-–]|\s(?=[(\d]))[\s:.\-–]*(?P<rest>.*)$", re.I
)
_ITEM = re.compile(r"^\W{0,2}(?:\d{1,2}|[ivx]{1,4}|[a-h])\s?[.)]", re.I)
_OTHER_PAPER = re.compile(
    rf"\b(?:your|our|this\s+office|vide|minutes|meeting|inspection|receipt|{PAPER[3:-1]}|notification|correspondence|communication)\b"
    r"|आवेदन|पत्र|आदेश|सम्मति|सहमति|निरीक्षण|बैठक|अधिसूचना|आपका|आपके|आपकी",
    re.I,
)
_LETTER_BEGINS = re.compile(
    r"^\W*(?:(?:dear|respected)\b|sir\b|madam\b|sub(?:ject)?\b\W*[:.\-–]|to\b\W*$|to,|with\s+reference|in\s+(?:continuation|exercise|view|reference|response)"
    r"|please\b|whereas|this\s|the\s+(?:board|committee|central|state|executive|competent|undersigned|above)|we\s|I\s|in\s+the\s+reference"
    r"|महोदय|[A-Z][A-Za-z ]{3,60}\b(?:hereby|is\s+hereby)\b)",
    re.I,
)


def cited_spans(layouts: Sequence[PageLayout], flow: Run, positions: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Stretches of the running text that speak of other papers, in order and without overlaps."""
    stops = _ends_of_short_lines(layouts, flow, positions)
    spans = [*_mentions(flow.text, stops), *_blocks(layouts, flow, positions), *_mail_dates(layouts, flow, positions)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether the character at `at` stands in one of the spans."""
    index = bisect_right(spans, (at, 1 << 40)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _mentions(text: str, stops: Sequence[int]) -> Iterable[tuple[int, int]]:
    for pattern in (_OTHERS, _OTHERS_HINDI, _APPLIED, _LINKED, _FORMER):
        for match in pattern.finditer(text):
            if _GRANTED.match(match.group()) and _HOLDS.match(text, match.end()):
                continue
            rest = text[match.end() : match.end() + REACH]
            end = _CLAUSE_END.search(rest)
            last = match.end() + (end.start() if end else len(rest))
            line_end = stops[min(bisect_right(stops, match.end() - 1), len(stops) - 1)] if stops else last
            yield match.start(), min(last, max(line_end, match.end()))
    for pattern in (_IN_BRACKETS, _BEFORE_IN_BRACKETS):
        yield from (match.span() for match in pattern.finditer(text))


def _ends_of_short_lines(layouts: Sequence[PageLayout], flow: Run, positions: dict[int, int]) -> list[int]:
    """Where in the running text a printed line ends before the margin: no sentence goes on from there."""
    stops = []
    for layout in layouts:
        margin = max((segment.box[2] for segment in layout.segments), default=layout.page.width)
        for number, line in enumerate(layout.lines):
            following = layout.lines[number + 1] if number + 1 < len(layout.lines) else None
            labelled = [it for it in line[1:] if _LABELLED.match(it.text) and id(it.words[0]) in positions]
            stops += [flow.start_of(positions[id(it.words[0])]) - 1 for it in labelled]
            if line[-1].cell is None and following is not None and _is_full(layout, line, following, margin):
                continue
            at = [positions[id(word)] for segment in line for word in segment.words if id(word) in positions]
            if at:
                stops.append(flow.start_of(max(at)) + len(flow.placed[max(at)].word.text))
    return sorted(stops)


_LABELLED = re.compile(r"[A-Z\u0900-\u0963][\w\u0900-\u0963 .&()/-]{1,40}?\s*:\s*\S")
"""What stands in a column of its own behind a wide gap: a label with its value, no end of the sentence before it."""


def _is_full(layout: PageLayout, line: Sequence[Segment], following: Sequence[Segment], margin: float) -> bool:
    """Whether the first word of the next line had no room left on this one."""
    room = following[0].words[0].box[2] - following[0].words[0].box[0]
    height = max(line[0].height, 6.0)
    return line[-1].box[2] + room + 0.3 * height > margin - 0.04 * layout.page.width


def _blocks(layouts: Sequence[PageLayout], flow: Run, positions: dict[int, int]) -> Iterable[tuple[int, int]]:
    """Blocks headed "Ref:" or "Read:" that list other papers; a "Ref:" with one bare number is the paper's own."""
    for layout in layouts:
        margin = max((segment.box[2] for segment in layout.segments), default=layout.page.width)
        for first, last in _ranges(layout, margin):
            words = [word for it in layout.lines[first : last + 1] for segment in it for word in segment.words]
            at = [positions[id(word)] for word in words if id(word) in positions]
            if at:
                yield flow.start_of(min(at)), flow.start_of(max(at)) + len(flow.placed[max(at)].word.text)


_MAIL_HEAD = re.compile(r"\W*(?P<head>from|to|cc|bcc|sent|date|subject|reply-to)\b\s*:?", re.I)
_SENT = frozenset({"sent", "date"})


def _mail_dates(layouts: Sequence[PageLayout], flow: Run, positions: dict[int, int]) -> Iterable[tuple[int, int]]:
    """The lines of a printed mail's head that say when it was sent, which is not when the paper in it was made."""
    for layout in layouts:
        heads = [_MAIL_HEAD.match(_text(line)) for line in layout.lines]
        for number, match in enumerate(heads):
            near = {it["head"].lower() for it in heads[max(0, number - 4) : number + 5] if it is not None}
            if match is None or match["head"].lower() not in _SENT or not {"from", "to", "subject"} <= near:
                continue
            words = [word for segment in layout.lines[number] for word in segment.words]
            at = [positions[id(word)] for word in words if id(word) in positions]
            if at:
                yield flow.start_of(min(at)), flow.start_of(max(at)) + len(flow.placed[max(at)].word.text)


def _ranges(layout: PageLayout, margin: float) -> Iterable[tuple[int, int]]:
    """First and last line of each block of references."""
    number = 0
    while number < len(layout.lines):
        match = _HEAD.match(_text(layout.lines[number]))
        if match is None or not (
            _ITEM.match(match["rest"]) or _OTHER_PAPER.search(_NUMBER.sub(" ", match["rest"])[:120])
        ):
            number += 1
            continue
        last = _last_line(layout, number, margin)
        yield number, last
        number = last + 1


def reference_lines(layout: PageLayout) -> frozenset[int]:
    """The numbers of the lines of a page that list other papers under "Ref:" or "Read:"."""
    margin = max((segment.box[2] for segment in layout.segments), default=layout.page.width)
    return frozenset(line for first, last in _ranges(layout, margin) for line in range(first, last + 1))


def _last_line(layout: PageLayout, first: int, margin: float) -> int:
    """The last line of a block of references: numbered items, and lines that go on with a full one above them."""
    last = first
    for number in range(first + 1, min(first + 12, len(layout.lines))):
        line, above = layout.lines[number], layout.lines[number - 1]
        height = max(above[0].height, 6.0)
        full = _is_full(layout, above, line, margin)
        item = _ITEM.match(_text(line))
        if line[0].box[1] - above[0].box[3] > 2.2 * height or _LETTER_BEGINS.match(_text(line)):
            break
        under_head = first == number - 1 and not re.search(
            r"[\w\u0900-\u0963]{3}", _HEAD.sub(r"\g<rest>", _text(above))
        )
        if item and _restarts(_text(above), item.group(), under_head):
            break
        if not item and _begins_paragraph(layout, number):
            break
        if not item and not full and not _text(above).rstrip().endswith((",", "&", "and", "dated")):
            break
        last = number
    return last


WIDER = 1.15
"""By how much the gap over a paragraph is wider than those between its lines."""


def _begins_paragraph(layout: PageLayout, number: int) -> bool:
    """Whether a line begins a sentence behind an ended one, under a wider gap than the line after it."""
    above, line = layout.lines[number - 1], layout.lines[number]
    following = layout.lines[number + 1] if number + 1 < len(layout.lines) else None
    if following is None or not _text(above).rstrip().endswith((".", "।")) or not _SENTENCE.match(_text(line)):
        return False
    gap, next_gap = line[0].box[3] - above[0].box[3], following[0].box[3] - line[0].box[3]
    same_type = abs(line[0].height - following[0].height) < 0.2 * line[0].height
    return same_type and 0 < next_gap < 2 * line[0].height and gap > WIDER * next_gap


_SENTENCE = re.compile(r"[A-Z\u0900-\u0963]\S*\s+\S")


def _restarts(above: str, item: str, under_head: bool) -> bool:
    """Whether the items begin anew at 1 below a block that had its own: the letter's own paragraphs."""
    return bool(re.match(r"\W{0,2}(?:1|i|a)\s?[.)]", item, re.I)) and not (
        under_head and not re.search(r"\b[1iIaA]\s?[.)]", above)
    )


def _text(line: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in line)
