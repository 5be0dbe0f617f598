"""The unit's address where no label names it: it stands after the company's name, in the "To" block or a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.cite import Source
from extractors.document_text import Text, flow_field
from extractors.values import OTHER_OFFICE, Scope, read
from records.pages import Box
from records.readings import SURE, Field, Notice
from reference.document_types import FieldWords

ADDRESSED, LETTERHEAD = 0.92, 0.85
"""After the name of whom the paper is about; below the name at the head of its own paper, where an office may stand."""

CUT = 0.78
"""An address read with less confidence may be cut: it began before what a sentence gives."""

TOP, HEAD = 0.06, 0.25
"""The shares of the running text, and of the page's height, that a letterhead takes."""

WORDS = FieldWords("unit_address", "address")

_REACH = 240
_OF_UNIT = (
    r"(?:(?:(?:having|with|whose|its|the)\s+){0,3}(?:(?:recycling|manufacturing|production)\s+)?"
    r"(?:unit|plant|works|factory|facility)\s*(?:(?:is|stands|situated|located)\s+)?(?:(?:at|on|in)\s+)?"
    r"|(?:(?:जिसकी|जिसका|की|का)\s+)?(?:इकाई|संयंत्र|कारखान[ाे]|फैक्ट्री)(?:\s+(?:का\s+)?(?:पता|स्थल))?)[\s,:–-]*"
)
"""What may stand between the name of a company and the address of its unit."""

_BEGINS = re.compile(
    rf"[\s,.:()|–-]*(?:{_OF_UNIT})?(?=(?:(?:plot|survey|sy|s\.?\s?f|gat|khasra|khata|j\.?l\.?|shed|unit|phase|sector|village|vill|block|door|d\.?\s?no|no)\b"
    r"|(?:प्लॉट|प्लाट|भूखंड|भूखण्ड|खसरा|खाता|गट|सर्वे|सर्वेक्षण|शेड|ग्राम|गाँव|गांव|ब्लॉक|ब्लाक|सेक्टर|फेज|फेज़)(?![\u0900-\u0963])"
    r"|(?-i:(?:[A-Z]\.\s?){1,3}|Kh\.?\s)No\b|[A-Z]{1,3}\s?[-/]?\s?\d|[\d०-९]))",
    re.I,
)
_PIN = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)")
_DISTRICT = re.compile(r"\b(?:district|dist|taluka?|tehsil|mandal)\b|जिला|तहसील|जनपद", re.I)
"""What ends an address without a PIN code."""

_NEXT_NUMBER = re.compile(r"[0-9०-९]{1,2}[.)]\s+[A-Za-z\u0900-\u097f]")
"""What begins the next particular of a numbered form, and no address: "4. Head office address"."""

_OTHER_PARTICULAR = re.compile(
    r"\b\d{2}[A-Z]{5}\d{4}[A-Z]\w{3}\b|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|\b(?:valid|issued)\b"
    r"|\b(?:address|name|registration|date)\s+of\b|का\s+(?:पता|नाम)(?![\u0900-\u0963])",
    re.I,
)
"""Other particulars of a form, which no address holds: its lines ran into each other."""


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Take the address that follows the entity's name, or stands below it, where the paper gives none or its end."""
    name = fields.get("entity_name") or fields.get("applicant_name")
    known = fields.get("unit_address")
    if name is None or (known is not None and known.confidence >= SURE):
        return dict(fields), []
    is_cut = known is None or known.confidence < CUT
    found = (_after_name(str(name.value), known, text, source) if is_cut else None) or _below_name(name, text, source)
    if found is None or known is not None and str(known.value) not in str(found.value):
        return dict(fields), []
    return {**fields, "unit_address": found}, []


def _after_name(name: str, known: Field | None, text: Text, source: Source) -> Field | None:
    """The address that goes on behind the name in the running text; one that leaves out what is known is another's."""
    flow = text.flow.text
    pattern = r"\W+".join(re.escape(part) for part in re.findall(r"\w+", name))
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)[\u0900-\u0963]*\.?", flow, re.I):
        begins = _BEGINS.match(flow, match.end())
        if begins is None or OTHER_OFFICE.match(flow[match.end() :]):
            continue
        after = flow[begins.end() : begins.end() + _REACH]
        if _NEXT_NUMBER.match(after):
            continue
        found = read(WORDS, after, Scope(sentence=True))
        printed = str(found[0].value) if found else ""
        has_pin = _PIN.search(printed) is not None
        if not (has_pin or _DISTRICT.search(printed)) or _OTHER_PARTICULAR.search(printed):
            continue
        start = begins.end() + found[0].start
        top = match.start() < TOP * len(flow) and not re.search(r"\bTo\b|M\s*/\s*s", flow[: match.start()][-60:])
        value = re.sub(r"\s+", " ", printed)
        if known is not None and str(known.value) not in value:
            continue
        confidence = LETTERHEAD if top or not has_pin else ADDRESSED
        return flow_field("unit_address", value, text, start, begins.end() + found[0].end, confidence, source)
    return None


def _below_name(name: Field, text: Text, source: Source) -> Field | None:
    """The line below the entity's name at the head of its own paper, where that is an address up to its PIN code."""
    layout = next((it for it in text.layouts if it.page.number == name.evidence.page), None)
    if layout is None or name.evidence.box[1] > HEAD * layout.page.height:
        return None
    named = next((it for it in layout.segments if str(name.value) in it.text and _is_level(it.box, name)), None)
    below = layout.below(named, reach=1.6) if named is not None else None
    if below is None or OTHER_OFFICE.match(below.text) or not _PIN.search(below.text):
        return None
    found = read(WORDS, below.text, Scope(ocr=below.run().is_ocr, sentence=True))
    if not found or found[0].start > 0 or not _PIN.search(str(found[0].value)):
        return None
    run = below.run().cut(0, found[0].end)
    evidence = source.evidence(run.first_page, run.words_on_first_page, run.text)
    return Field("unit_address", str(found[0].value), min(LETTERHEAD, name.confidence), evidence)


def _is_level(box: Box, field: Field) -> bool:
    """Whether a field was read within the height of a box."""
    return box[1] - 1 <= field.evidence.box[1] <= box[3]
