"""Which consent a pollution control board gave: to establish, to operate, for waste, or several in one order.

A form prints every kind and one of them is ticked: the tick decides. A title that prints kinds as alternatives
("Consent to Establish / Consent to Operate") decides nothing; where one place names both, the kind is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.choosing import TWO_PRINTED
from extractors.cite import Source
from extractors.cited import within
from extractors.document_text import Text, flow_field
from extractors.face import heading_segments
from extractors.layout import Run, Segment
from extractors.marks import marks_of
from records.readings import CLOSED_BY_OCR, ONE_OCR_WITNESS, Field, Notice

ESTABLISH = re.compile(
    r"consent\s+(?:order\s+)?(?:\([^)]{2,30}\)\s+)?(?:to|for)\s+(?:establish\w*|setting\s+up)|\bC\.?T\.?E\b|\bC\.?F\.?E\b|no\s+objection\s+certificate\s+(?:to|for)\s+establish"
    r"|स्थापना\s+(?:की|हेतु|के\s+लिए|के\s+लिये)?\s*(?:सम्मति|सहमति)|(?:सम्मति|सहमति)\s+स्थापना|सी\.?टी\.?ई",
    re.I,
)
OPERATE = re.compile(
    r"consent\s+(?:order\s+)?(?:\([^)]{2,30}\)\s+)?(?:to|for)\s+operat\w*|\bC\.?T\.?O\b|\bC\.?F\.?O\b|operating\s+consent|consent\s+(?:of\s+the\s+board\s+)?(?:under|u/s)\s+section\s+25"
    r"|consent\s+is\s+(?:hereby\s+)?(?:granted|accorded)\b(?:[^.;]|(?<=No)\.|(?<=M/s)\.){0,260}?\bto\s+operate\s+(?:the|its|your|an?)\b"
    r"|(?:संचालन|प्रचालन|उत्पादन)\s+(?:की|हेतु|के\s+लिए|के\s+लिये)?\s*(?:सम्मति|सहमति)|(?:सम्मति|सहमति)\s+(?:संचालन|प्रचालन)|सी\.?टी\.?ओ",
    re.I,
)
WASTE = re.compile(
    r"authori[sz]ation\s+(?:[\w,()/&]+\s+){0,8}?(?:under|for|of|in\s+respect\s+of)\s+(?:[\w,()/&]+\s+){0,10}?(?:hazardous|H\.?W\b|HOWM|e-?\s?waste)"
    r"|hazardous\s+(?:and|&)?\s*(?:other\s+)?wastes?\s+authori[sz]ation|authori[sz]ation\s+(?:issued\s+)?under\s+(?:the\s+provisions?\s+of\s+)?(?:the\s+)?hazardous"
    r"|authori[sz]ation\s+by\s+(?:the\s+)?(?:[a-z]+\s+){0,4}?pollution\s+control\s+(?:board|committee)\s+to\s+the\s+occupiers"
    r"|grant\w*\s+(?:an?\s+)?authori[sz]ation\b[^.]{0,110}?\bhazardous\s+(?:or|and|&)\s+other\s+wastes?"
    r"|(?:under|of)\s+(?:the\s+)?hazardous\s+(?:and|&)\s+other\s+wastes?\s*\(management|(?:खतरनाक|परिसंकटमय)\s+[^।]{0,110}?प्राधिकार"
    r"|authori[sz]ation\s*\(form\W{0,2}(?:2|ii)\)[^.]{0,180}?\bhazardous\s+(?:and|&)\s+other\s+wastes?"
    r"|प्राधिकार[^।]{0,110}?(?:खतरनाक|परिसंकटमय)\s+(?:और|एवं|तथा|व)\s+अन्य\s+अपशिष्ट",
    re.I,
)
COMBINED = re.compile(
    r"(?:consolidated|combined|common|integrated)\s+(?:order\s+of\s+)?consents?\s+(?:order\s+)?(?:and|&|cum)\s+(?:[\w&]+\s+){0,4}?authori"
    r"|\bCC\s*&\s*A\b|\bCCA\b|consents?\s+(?:to\s+operate\s+)?(?:and|&|cum|with)\s+(?:hazardous\s+waste\s+)?authori[sz]ation"
    r"|(?:combined|consolidated|common|integrated)\s+consents?\b[^.]{0,260}?\b(?:and|&)\s+(?:\w+\s+){0,2}authori[sz]ation"
    r"|consents?\s+to\s+operate\b[^.;]{0,80}?\bamalgamat\w+\s+of\s+(?:the\s+)?authori[sz]ation"
    r"|संयुक्त\s+(?:सम्मति|सहमति)",
    re.I,
)
"""An order that grants waste authorisation with the consent; "combined consent" alone is for water and air."""
GRANTED_TOGETHER = re.compile(
    rf"(?:{OPERATE.pattern})[^;।]{{0,300}}?(?:&|\band|,|along\s+with|as\s+well\s+as|together\s+with)\s+(?:(?:grant|renewal)\s+of\s+)?(?:the\s+)?"
    r"authori[sz]ation(?:\s*/\s*renewal\s+of\s+authori[sz]ation)?\s+(?:under|u/s|u/r|in\s+terms\s+of)\s+(?:(?:rules?|form)\s+[\w()]+\s+(?:of\s+)?)?"
    r"(?:the\s+)?(?:hazardous|H\.?W\b|HOWM)[^;।]{0,160}",
    re.I,
)
"""Consent and waste authorisation in one sentence; what follows says whether the sentence grants them."""
_GRANTS = re.compile(r"\b(?:is|are|hereby)\s+(?:\w+\s+){0,3}(?:granted|considered|accorded|issued|renewed)\b", re.I)
_ASKED_FOR = re.compile(r"\b(?:shall|must|should|to\s+be|not|separate\w*|appl(?:y|ied)|expir\w+|lapsed)\b", re.I)
_TO_OBTAIN = re.compile(
    r"[^.;।]{0,120}?\b(?:shall|must|should|has\s+to|have\s+to|is\s+to|to\s+be)\s+(?:also\s+|separately\s+|be\s+)*"
    r"(?:obtain\w*|held|hold|taken?|appl\w+|granted\s+separately|procur\w+|sought|seek)\b",
    re.I,
)
"""What follows an authorisation that the unit does not hold yet: "shall be obtained separately"."""
GRANT = re.compile(
    r"[^.]{0,200}?\b(?:hereby\s+(?:grant|accord|issu|authori)\w*|is\s+(?:hereby\s+)?(?:granted|accorded|issued)|grant\w*\s+(?:of\s+)?(?:this\s+)?(?:consent|authori)|"
    r"agreed\s+to\s+grant|प्रदान\s+क(?:ी|िया)\s+जात)[^.]{0,160}",
    re.I,
)


FIRST_PART = 1500
TICKED, UNDECIDED = 0.95, 0.6
"""The confidence of the one ticked kind, and the most where a list of kinds is printed and no one kind is ticked."""

BOTH_NAMED = 0.8
"""The most where the place that tells the kind names both the consent to establish and the one to operate."""

_OR = r"[^\w.]*(?:(?:or|अथवा|या)\b)?[^\w.]*(?:\(?(?:[a-d1-4]|i{1,3}v?)[.)]\s*)?"
ALTERNATIVES = re.compile(
    rf"(?:{ESTABLISH.pattern})(?:\s*\([^)]{{2,20}}\))?{_OR}(?:{OPERATE.pattern}|operat\w*)"
    rf"|(?:{OPERATE.pattern})(?:\s*\([^)]{{2,20}}\))?{_OR}(?:{ESTABLISH.pattern}|establish\w*)",
    re.I,
)
"""Both consents with nothing but a stroke, an "or" or a box between them: the form's list, not its answer."""


WASTE_KINDS = frozenset({"hazardous_waste", "cpcb_authorisation"})
_CONSENT = re.compile(r"\bconsents?\b|\bC\.?T\.?[OE]\b|\bC\.?F\.?[OE]\b|\bCC&A\b|सहमति|सम्मति", re.I)
_AUTHORISATION = re.compile(r"authori[sz]ation|प्राधिकार", re.I)
_CLAUSE_BREAK = re.compile(r"(?<!No)(?<!dt)[.;।]\s|\s\d{1,2}[.)]\s", re.I)


def refine_validity(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Drop from a waste authorisation the last day of the consents under the water and air acts that it cites."""
    kind, until = fields.get("authorisation_kind"), fields.get("valid_until")
    if kind is None or until is None or kind.value not in WASTE_KINDS:
        return dict(fields), []
    flow = text.flow.text
    before = [flow[max(0, it.start() - 120) : it.start()] for it in re.finditer(re.escape(until.evidence.text), flow)]
    if not before or not all(_speaks_of_consent(_CLAUSE_BREAK.split(it)[-1]) for it in before):
        return dict(fields), []
    return {name: field for name, field in fields.items() if name != "valid_until"}, []


def _speaks_of_consent(clause: str) -> bool:
    """Whether the clause before a day names a consent and no authorisation."""
    return _CONSENT.search(clause) is not None and _AUTHORISATION.search(clause) is None


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Settle `authorisation_kind` by the form's tick, heading and subject, the granting sentence, the whole text."""
    refined = dict(fields)
    listed = [it for it in _options(text) if it.kind]
    chosen = {it.kind: it for it in reversed(listed) if it.ticked}
    if len(chosen) == 1:
        refined["authorisation_kind"] = _as_ticked(next(iter(chosen.values())), source)
        return refined, []
    if not listed and "authorisation_kind" in fields and fields["authorisation_kind"].confidence >= 0.9:
        settled = _kind(str(fields["authorisation_kind"].evidence.text))
        if settled not in (None, fields["authorisation_kind"].value):
            refined["authorisation_kind"] = Field(
                "authorisation_kind",
                settled,
                fields["authorisation_kind"].confidence,
                fields["authorisation_kind"].evidence,
            )
        return refined, []
    flow = _without_lists(text, listed)
    most = UNDECIDED if listed else 1.0
    for start, end, confidence in _places(text, flow):
        kind = _kind(flow[start:end])
        if kind in BOTH and ESTABLISH.search(flow[start:end]) and OPERATE.search(flow[start:end]):
            confidence = min(confidence, BOTH_NAMED)
        if kind == "consent_to_operate" and (whole := _combined_before(text, end) or _granted_together(text)):
            kind, start, end = "combined", *whole
        if kind is not None:
            at = _first(flow[start:end])
            confidence = min(confidence, most)
            found = flow_field("authorisation_kind", kind, text, start + at[0], start + at[1], confidence, source)
            if found.evidence.method == "ocr" and _is_printed_again(kind, (start + at[0], start + at[1]), text, flow):
                found = found.with_confidence(min(confidence, CLOSED_BY_OCR), TWO_PRINTED)
            refined["authorisation_kind"] = found
            return refined, []
    if "authorisation_kind" in refined and (listed or flow != text.flow.text):
        kept = refined["authorisation_kind"]
        refined["authorisation_kind"] = replace(kept, confidence=min(kept.confidence, UNDECIDED))
    return refined, []


BOTH = frozenset({"consent_to_establish", "consent_to_operate"})


@dataclass(frozen=True, slots=True)
class _Option:
    """One answer of a list with boxes: the kind that it names, "" if none, its words, and whether it is ticked."""

    kind: str
    words: Run
    ticked: bool


def _options(text: Text) -> Iterator[_Option]:
    """Every answer with a box of its own, line by line; boxes stand all before or all behind the answers of a line."""
    for layout in text.layouts:
        for line in layout.lines:
            run = Run(placed for segment in line for placed in segment.run().placed)
            marks = marks_of(run.text)
            if not marks:
                continue
            behind = not re.search(r"\w", run.text[marks[-1][1] :])
            edges = [0, *(it[1] for it in marks)] if behind else [*(it[0] for it in marks[1:]), len(run.text)]
            for number, (start, end, ticked) in enumerate(marks):
                words = run.cut(edges[number], start) if behind else run.cut(end, edges[number])
                if words:
                    yield _Option(_kind(words.text) or "", words, ticked)


def _as_ticked(option: _Option, source: Source) -> Field:
    confidence = ONE_OCR_WITNESS if option.words.is_ocr else TICKED
    evidence = source.evidence(option.words.first_page, option.words.words_on_first_page, option.words.text)
    return Field("authorisation_kind", option.kind, confidence, evidence)


def _without_lists(text: Text, listed: Sequence[_Option]) -> str:
    """The running text with blanks in place of the kinds that are printed only as alternatives to choose from."""
    flow = text.flow.text
    spans = [it.span() for it in ALTERNATIVES.finditer(flow)]
    for option in listed:
        at = [text.positions[id(it.word)] for it in option.words.placed if id(it.word) in text.positions]
        if at:
            spans.append(
                (text.flow.start_of(min(at)), text.flow.start_of(max(at)) + len(option.words.placed[-1].word.text))
            )
    for start, end in spans:
        flow = flow[:start] + " " * (end - start) + flow[end:]
    return flow


def _combined_before(text: Text, end: int) -> tuple[int, int] | None:
    """Where the paper calls itself a consent with authorisation before the end of what grants to operate."""
    found = (it.span() for it in COMBINED.finditer(text.flow.text) if it.start() < end)
    return next((span for span in found if not within(text.cited, span[0])), None)


def _granted_waste(text: str) -> re.Match[str] | None:
    """The first authorisation of a text that no sentence tells the unit to obtain."""
    named = WASTE.finditer(text)
    return next((it for it in named if not _TO_OBTAIN.match(text, it.end())), None)


def _granted_together(text: Text) -> tuple[int, int] | None:
    """Where a sentence grants the consent to operate and waste authorisation, though the subject names one of them."""
    for found in GRANTED_TOGETHER.finditer(text.flow.text):
        behind = re.split(r"authori[sz]ation", found[0], maxsplit=1, flags=re.I)[1]
        grants = _GRANTS.search(behind)
        if grants and not _ASKED_FOR.search(behind[: grants.start()]) and not within(text.cited, found.start()):
            return found.span()
    return None


def _is_printed_again(kind: str, at: tuple[int, int], text: Text, flow: str) -> bool:
    """Whether another heading or granting sentence, apart from the place itself, names the same kind."""
    for start, end, confidence in _places(text, flow):
        found = _kind(flow[start:end]) if confidence > CLOSED_BY_OCR - 0.01 else None
        if found == kind:
            first, last = (start + it for it in _first(flow[start:end]))
            if last <= at[0] or at[1] <= first:
                return True
    return False


SUBJECT = 240
"""Characters that a subject may go on for below its first line, up to the papers that the letter refers to."""

_SENTENCE_OVER = re.compile(r"[a-z]{5}\.(?=\s+[A-Z])|[\u0900-\u097f]।")
"""Where a subject ends: behind a word that is no abbreviation."""


def _places(text: Text, cleared: str) -> list[tuple[int, int, float]]:
    """Stretches of the running text to be asked in turn: headings, granting sentences, the whole.

    Args:
        text: the document.
        cleared: its running text without what is printed only to choose from, as long as the text itself.
    """
    flow = text.flow
    places = []
    if text.layouts:
        layout = text.layouts[0]
        headings = heading_segments(layout)
        spans = []
        for number, line in enumerate(layout.lines):
            if number in headings:
                indices = [text.positions[id(w)] for segment in line for w in segment.words if id(w) in text.positions]
                if indices:
                    start = flow.start_of(min(indices))
                    if _GOES_ON.match(flow.text, start):
                        start = _line_before(text, layout.lines[number - 1]) if number else start
                    end = flow.start_of(max(indices)) + len(flow.placed[max(indices)].word.text)
                    is_subject = re.match(r"\W*(?:sub|विषय)", flow.text[start:end], re.I)
                    cited = min((first for first, _ in text.cited if first >= end), default=len(flow.text))
                    longest = min(end + SUBJECT, cited) if is_subject else end
                    ended = _SENTENCE_OVER.search(flow.text, start, longest)
                    spans.append((start, ended.end() if ended and is_subject else longest))
        joined = " ".join(cleared[start:end] for start, end in spans)
        kind = _kind(joined)
        if kind is not None:
            if kind == "combined" and spans:
                places.append((spans[0][0], spans[-1][1], 0.95))
            places.extend((start, end, 0.95) for start, end in spans if _kind(cleared[start:end]) == kind)
    places.extend(_titles(text))
    places.extend((it.start(), it.end(), 0.93) for it in list(GRANT.finditer(cleared))[:3])
    start = 0
    for first, last in (*text.cited, (len(flow.text), len(flow.text))):
        if first - start > 20:
            places.append((start, first, 0.85 if start < FIRST_PART else 0.75))
        start = last
    places.append((0, len(flow.text), 0.7))
    return places


_GOES_ON = re.compile(r"(?:and|cum|with|एवं|तथा|और|व)\s|&", re.I)
"""How a heading begins that goes on from the line over it: "Consent for Operation / and Authorisation under ..."."""


def _line_before(text: Text, line: Sequence[Segment]) -> int:
    """Where a line begins in the running text."""
    return text.flow.start_of(text.positions[id(line[0].words[0])])


TITLE_LINES = 12
"""How far down a title may stand: under the board, its address and the number of a form."""

_TITLE = re.compile(
    r"Authori[sz]ation\s+(?:(?:is\s+)?(?:hereby\s+)?(?:issued|granted)\s+)?under\s+(?:the\s+)?(?:provisions?\s+of\s+)?(?:the\s+)?"
    r"hazardous\b[^.;]{0,110}?\brules?\b"
    r"|प्राधिकार(?:\s+पत्र)?\s*(?:\([^)]{0,20}\))?[^।;]{0,60}?(?:परिसंकटमय|खतरनाक)[^।;]{0,80}?नियम",
    re.I,
)
_LEADS_ON = re.compile(r"(?:\b(?:for|of|the|to|an?|under|with|and|by|sub|subject|ref)|[:,–-])\W*$", re.I)
"""How a line ends whose sentence goes on in the next."""


def _titles(text: Text) -> list[tuple[int, int, float]]:
    """Lines at the head of the first page that begin with "Authorisation under the Hazardous ... Rules", if any do."""
    flow, found, before = text.flow, list[tuple[int, int, float]](), ""
    for line in text.layouts[0].lines[:TITLE_LINES] if text.layouts else []:
        at = text.positions.get(id(line[0].words[0]))
        title = _TITLE.match(flow.text, flow.start_of(at)) if at is not None else None
        if title is not None and not _LEADS_ON.search(before):
            found.append((title.start(), title.end(), 0.95))
        before = line[-1].text
    return found


def _kind(text: str) -> str | None:
    establish, operate = ESTABLISH.search(text), OPERATE.search(text)
    waste, combined = _granted_waste(text), COMBINED.search(text)
    whole = combined is not None and (establish is None or combined.start() < establish.start())
    if establish and not whole and (not operate or (establish.start() < operate.start() and not combined)):
        return "consent_to_establish"
    if combined or (operate and waste):
        return "combined"
    if operate:
        return "consent_to_operate"
    if waste:
        return (
            "cpcb_authorisation"
            if re.search(r"central\s+pollution\s+control\s+board", text, re.I)
            else "hazardous_waste"
        )
    return "consent_to_establish" if establish else None


def _first(text: str) -> tuple[int, int]:
    found = [it.span() for pattern in (COMBINED, OPERATE, ESTABLISH, WASTE) if (it := pattern.search(text))]
    return min(found) if found else (0, len(text))
