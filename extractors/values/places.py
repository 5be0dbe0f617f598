"""Addresses."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.values.model import NOTHING, Parsed, Scope
from extractors.values.names import FORM_END, MESSRS, PLACE_WORD, name_span
from records.dates import find_days
from reference.document_types import FieldWords

OTHER_OFFICE = re.compile(
    r"^\W*(?:(?:regd?\.?|registered|corporate|head|corp\.?|branch|admin\w*|communication|correspondence)\s*\.?\s*(?:&\s*\w+\s+)?"
    r"(?:off\b|office|address|add\b)"
    r"|(?:पंजीकृत|मुख्य|प्रधान|कॉर्पोरेट|कारपोरेट|शाखा|प्रशासनिक|पत्राचार)\s*(?:का\s+)?(?:कार्यालय|पता)|मुख्यालय)",
    re.I,
)
_ADDRESS_STOP = re.compile(
    r"\b(?:phone|tel|mobile|e-?mail|gstin|pan\b|cin\b|website|fax|latitude|is\s+granted|is\s+hereby|has\s+(?:been|incurred)|have\s+been|subject\s*:|"
    r"sub\s*:|sir|madam|dear|for\s+(?:the|operation|processing)|under\s+(?:the|section|rule)|engaged\s+in|which|whose|\(hereinafter|during\s+the)\b"
    r"|\s[–—-]+\s(?=(?:registration|consent|authori[sz]ation|renewal|issue|issued|grant|order|application|reg)\b)",
    re.I,
)
_ADDRESS_SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bno)(?<!\bNos)(?<!\bDist)(?<!\bSy)(?<!\b[A-Z])(?<!\bKh)(?<!\bOpp)(?<!\bNr)(?<!\bVill)(?<!\bTeh)(?<!\bTal)"
    r"(?<!\bTq)(?<!\bInd)(?<!\bExtn)(?<!\bRd)(?<!\bPh)(?<!\bSec)\.\s+[A-Z]|\s+(?:is|has|have|hereby|for)\s"
)
_PIN_END = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)\)?")


_LED_TO = re.compile(
    r"[^,;0-9]{0,90}?\b(?:situated|located|premises|unit|plant|facility|works|factory|project|site)\s+(?:is\s+)?at\s+"
    r"(?=(?:plot|survey|sy\.|s\.?\s?f|gat|gut|khasra|village|shed|sector|phase|block)\b)",
    re.I,
)
"""Words of a sentence that lead to an address: "to store wastes on the premises at Plot No. 5"."""

_LABEL_WITHIN = re.compile(
    r"\W*(?:[A-Za-z]+\s+){0,3}(?:address|location|premises|site)\b[^:：;,0-9]{0,30}[:：]\s*(?=\w)", re.I
)
"""The label of a form between what leads to an address and the address: "M/s Arka Ltd, Address : Plot No. 5"."""

_SENTENCE_GOES_ON = re.compile(
    r"(?:and|or|is|are|was|were|has|have|hereby|do|does|did|shall|will|propose\w*|appl(?:y|ied))\b"
)
"""How no address begins: a sentence that happens to hold the word for a plant or a unit."""


_PART = re.compile(
    r"(?<![\w/])(?P<label>(?:Plot|House|Shed|Survey|Khasra|Gat|Building|Flat|Unit|Door)(?:\s*/\s*(?:Plot|Survey|Khasra|Gat|Shed|Building))*"
    r"(?:\s+(?:No\.?|Number|Name))?(?:\s*/\s*(?:Flat|House|Door|Plot)\s+No\.?)?|Name\s+of\s+Premises(?:\s*/\s*Building)?|Floor(?:\s+No\.?)?|Area"
    r"|Locality(?:\s*/\s*Sub[\s-]?Locality)?|Road(?:\s*/\s*Street)?|Industrial\s+(?:Area|Estate)|Estate|Street|Road|Lane|Landmark|Village|Gram|Post|Taluka?|Tehsil|"
    r"Block|Sector|Phase|Mandal|(?:City|Town|Village)(?:\s*/\s*(?:City|Town|Village)){0,2}|District|Dist\.?|State|PIN(?:\s*code)?|Pincode)"
    r"\s*[:：]\s*(?!\d+:)",
    re.I,
)
"""What a form prints before a part of an address: "District: Rewari"."""


_WRITTEN_OUT = frozenset(
    {"village", "gram", "post", "taluka", "taluk", "tehsil", "mandal", "district", "dist", "dist."}
)
"""Labels that an address in running words has too: "Plot No. 9, Rania, Tehsil: Akbarpur, District: Kanpur Dehat"."""

GLUED = 0.12
"""What it costs to take an address with another label of the form in it: never sure."""

_ANOTHER_LABEL = re.compile(
    r"\b(?:name\s+of|address|designation|occupier|phone|tel(?:ephone)?|mobile|e-?mail|contact)\b[^:：,;0-9]{0,40}\s?[:：]",
    re.I,
)


def joined_parts(text: str) -> str | None:
    """An address printed in labelled parts without their labels, its PIN code behind a dash; None if it is not one.

    A label stays where its part begins with a number or is one: "Sector: 5" is "Sector 5", "Flat: B-17" is "Flat B-17".
    So does each where they only go on with an address that begins without any: its tehsil and its district.
    """
    labels = list(_PART.finditer(text))
    if len(labels) < 2:
        return None
    parts = [text[: labels[0].start()].strip(" ,;|")] if labels[0].start() else []
    written = bool(parts) and all(label["label"].lower() in _WRITTEN_OUT for label in labels)
    pin = ""
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        part = text[label.end() : after.start() if after else len(text)].strip(" ,;|.-–")
        if label["label"].lower().startswith("pin"):
            pin = part
        elif part:
            is_number = part[0].isdigit() or (" " not in part and any(it.isdigit() for it in part))
            named = is_number and "/" not in label["label"]  # "Building No./Flat No.: 7/882" does not say which it is
            parts.append(f"{label['label'].strip()} {part}" if named or written else part)
    whole = ", ".join(it for it in parts if it)
    return f"{whole} - {pin}" if pin else whole


_PROFESSION = re.compile(
    r"\W*(?:chartered\s+(?:accountants?|engineers?)|cost\s+accountants?|company\s+secretar\w+|advocates?|valuers?)\b"
    r"|\W*(?:सनदी\s+लेखा|चार्टर्ड\s+अका)",
    re.I,
)
"""What stands behind the name of a practice, and is no address."""


_QUESTION = re.compile(r"\W*(?:Q\W{0,2})?(?:[0-9]{1,2}\W{1,3})?[A-Z][^?0-9]{3,60}\?\s*", re.I)
"""A question whose answer follows on its line: "Q3. Where is the unit?  Plot 77, ..."."""


def read_address(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The address of a unit, up to its PIN code where it has one; none of another office."""
    if OTHER_OFFICE.match(text) or _PROFESSION.match(text):
        return []
    if label := _LABEL_WITHIN.match(text) or _QUESTION.match(text):
        later = read_address(words, text[label.end() :], scope)
        return [replace(it, start=it.start + label.end(), end=it.end + label.end()) for it in later]
    lead = len(text) - len(text.lstrip(" :.,-–—|"))
    if (mess := MESSRS.match(text)) or FORM_END.search(text[:90]):
        name_end = name_span(text, replace(scope, sentence=False))[1]
        if mess or name_end < len(text) - 8:
            lead = name_end
    inner = text[lead:]
    if led := _LED_TO.match(inner):
        lead, inner = lead + led.end(), inner[led.end() :]
    pins = [
        it
        for it in _PIN_END.finditer(inner[:260])
        if not re.search(r"₹|Rs", inner[max(0, it.start() - 4) : it.start()])
    ]
    stop = _ADDRESS_STOP.search(inner)
    end = min(stop.start() if stop else len(inner), 260)
    if pins and pins[0].end() <= end and (scope.sentence or len(inner) > pins[0].end()):
        tail = re.match(
            r"\s*,?\s*\(?(?:India|भारत|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\)?(?=\W*$)", inner[pins[0].end() : end]
        )
        end = pins[0].end() + (tail.end() if tail else 0)
    elif scope.sentence:
        full_stop = _ADDRESS_SENTENCE_END.search(inner[:end])
        end = full_stop.start() if full_stop else end
    value = inner[:end].strip(" :;,-–—|.").removeprefix(")").lstrip()  # of the brackets around a name before it
    if len(value) < 8 or len(value.split()) < 2 or NOTHING.match(value):
        return []
    if _SENTENCE_GOES_ON.match(value):
        return []
    if not pins and len(value) < 60 and find_days(value):
        return []  # the place and date of a signature
    if not pins and not re.search(r"\d", value) and "," not in value and not PLACE_WORD.search(value):
        return []
    begins = text.index(value, lead)
    whole = joined_parts(value) or value
    cost = GLUED if _ANOTHER_LABEL.search(whole) else 0.0 if pins or not scope.sentence else 0.06
    return [Parsed(whole, begins, begins + len(value), cost)]
