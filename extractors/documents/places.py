"""The unit's address where no label names it: it stands after the company's name, in the "To" block or a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.cite import Source
from extractors.document_text import Text, flow_field
from extractors.values import OTHER_OFFICE, Scope, read
from records.readings import Field, Notice
from reference.document_types import FieldWords

ADDRESSED, LETTERHEAD = 0.92, 0.85
"""After the name of whom the paper is about; below the name at the head of its own paper, where an office may stand."""

CUT = 0.78
"""An address read with less confidence may be cut: it began before what a sentence gives."""

TOP = 0.06
"""The share of the running text that a letterhead takes."""

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
    r"|[A-Z]{1,3}\s?[-/]?\s?\d|[\d०-९]))",
    re.I,
)
_PIN = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)")
_DISTRICT = re.compile(r"\b(?:district|dist|taluka?|tehsil|mandal)\b|जिला|तहसील|जनपद", re.I)
"""What ends an address without a PIN code."""

_OTHER_PARTICULAR = re.compile(
    r"\b\d{2}[A-Z]{5}\d{4}[A-Z]\w{3}\b|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|\b(?:valid|issued)\b", re.I
)
"""Other particulars of a form, which no address holds: its lines ran into each other."""


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Take the address that follows the entity's name, where the paper has no field for it or gave but its end."""
    refined = dict(fields)
    name = fields.get("entity_name") or fields.get("applicant_name")
    known = fields.get("unit_address")
    if name is None or (known is not None and known.confidence >= CUT):
        return refined, []
    flow = text.flow.text
    words = FieldWords("unit_address", "address")
    pattern = r"\W+".join(re.escape(part) for part in re.findall(r"\w+", str(name.value)))
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)[\u0900-\u0963]*\.?", flow, re.I):
        begins = _BEGINS.match(flow, match.end())
        if begins is None or OTHER_OFFICE.match(flow[match.end() :]):
            continue
        after = flow[begins.end() : begins.end() + _REACH]
        found = read(words, after, Scope(sentence=True))
        printed = str(found[0].value) if found else ""
        has_pin = _PIN.search(printed) is not None
        if not (has_pin or _DISTRICT.search(printed)) or _OTHER_PARTICULAR.search(printed):
            continue
        start = begins.end() + found[0].start
        top = match.start() < TOP * len(flow) and not re.search(r"\bTo\b|M\s*/\s*s", flow[: match.start()][-60:])
        confidence = LETTERHEAD if top or not has_pin else ADDRESSED
        value = re.sub(r"\s+", " ", str(found[0].value))
        if known is not None and str(known.value) not in value:
            continue
        refined["unit_address"] = flow_field(
            "unit_address", value, text, start, begins.end() + found[0].end, confidence, source
        )
        break
    return refined, []
