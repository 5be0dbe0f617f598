"""What a unit may do, as consents, authorisations and clearances print it: in a form, in a sentence, as a title.

An activity is told by what is done to what: "recycling of spent batteries". It ends before where that is done, how much
of it, to make what, and by whom. Titles of projects and items of a schedule stand around it.
"""

from __future__ import annotations

import re

_SCHEDULED = re.compile(r"^\W*(?:Item\s+)?[1-8]\s?\(\s?[a-z]{1,4}\s?\)\s*(?:\([ivx]+\)\s*)?[-–—:,]?\s*", re.I)
"""The number of an item of the schedule of the EIA notification: "3(a)"."""

_ITEM = re.compile(
    r"(?:metallurgical\s+industr|common\s+(?:hazardous|effluent|municipal)|chemical\s+fertili|synthetic\s+organic|"
    r"(?:isolated\s+)?storage|pesticides?|petro-?chemical|mineral\s+beneficiation|mining\s+of|industrial\s+estates?)"
    r"(?:(?!\s[-–—]|[-–—]\s|[:;]).){0,120}",
    re.I,
)
"""The item's own name, which is a class of projects and no activity of a unit."""

_FIGURE = (
    r"[0-9०-९][0-9०-९,.]*\s*(?:M\.?T|T\b|tonn?e?s?\b|TP[ADM]\b|MTPA|KTPA|kgs?\b|metric|टन|मी\.?\s?टन|मीट्रिक|किग्रा|किलो)"
)
_ENDS = re.compile(
    rf"\s*[-–—@,;:(]*\s*(?:(?:@|of|up\s*to|not\s+(?:more\s+than|exceeding)|(?:to|in|for)\s+an?\s+(?:(?:annual|daily|total|maximum|monthly)\s+)?quantity(?:\s+of)?|to\s+the\s+(?:extent|tune)\s+of|limited\s+to|maximum|max\.?|total\w*"
    rf"|aggregating|अधिकतम|कुल)\s*){{0,3}}{_FIGURE}"
    r"|\s+(?:at|in|on|within|from)\s+(?:(?:the|its|their|your|his)\s+)?(?:above|said|afore\w*|area|sites?|premises|address|"
    r"existing\s+(?:unit|plant)|location|same|unit|plant|factory|industrial\s+(?:area|estate))\b"
    r"|\s+at\s+(?:its|their|your|(?-i:[A-Z][a-z]|[A-Z]-?\d))"
    r"|\s*,?\s*(?:(?:and|&)\s+)?(?:for|to)\s+(?:the\s+)?(?:manufactur\w*|produc(?:e|ing|tion))\b"
    r"|\s+(?:(?:which|that)\s+)?(?:(?:shall|will|may)\s+)?be\s+\w+ed\b"
    r"|\s+by\s+(?:M\s*/\s*s|the\s+(?:unit|industry|occupier|applicant)|(?-i:[A-Z]))"
    r"|\s*,?\s*(?:vide|dated|valid|subject\s+to|under|as\s+per|in\s+accordance|"
    r"comprising|falling\s+under|having\s+(?:a\s+)?(?:capacity|capital)|with\s+the\s+following|along\s*with\s+the)\b"
    r"|\s*,\s*(?:(?:the|its|whose|where(?:in|of)|total|maximum|annual)\s+){1,2}(?:\w+\s+){0,3}?(?:quantity|quantum|capacity|intake|input|throughput)\b"
    r"|\s*,\s*(?:quantity|quantum|capacity|intake|input|throughput)\s+(?=(?:of\s+|up\s*to\s+)?[0-9])"
    r"|\s*[,(;]?\s*(?:under\s+)?(?:category\s*[:–-]|(?:red|orange|green|white)\s+categor)"
    r"|\s+क्षमता\b|\s+क्षमता(?=\s)|\s*[;।]|\s*[:：]\s*$",
    re.I,
)
"""Where an activity ends: before a quantity, a place, what is made of it, who does it, and what binds it."""

_NEXT_ITEM = re.compile(r"\s+\(?(?P<number>[b-h]|[2-9]|i{2,3}|iv|v)[.)]\s+(?=[A-Z])")
_BEFORE_NEXT = {"ii": "i", "iii": "ii", "iv": "iii", "v": "iv"}
"""The number of the next line of a list of conditions: "a. Activity: recycling of e-waste b. Total waste: 500 MT"."""

_FOLLOWING = re.compile(
    r"\W*(?:\b(?:of|for|the|and|in|as|to)\b\W*)*\b(?:the\s+)?(?:following|under-?mentioned|below[\s-]mentioned)\b"
    r"(?=\s*(?:$|\W*$|(?:products?|items?|goods|materials?|quantit\w+|conditions?)\b)).*$",
    re.I | re.S,
)
"""A list that follows, which names nothing; "of the following hazardous wastes" says at least of what."""

_LEADS = re.compile(r"^\W*(?:(?:an?|the)\s+)?(?:industr(?:y|ies)|business)\s+(?:of|for)\s+(?:the\s+)?", re.I)
_DANGLING = re.compile(
    r"\s+(?:to|in|for)\s+an?\s+(?:[a-z]+\s+)?quantity\W*$"
    r"|(?:\s+(?:of|for|and|or|from|to|in|the|by|with|at|&))+\W*$",
    re.I,
)
"""What leads up to an activity, and what is left of what led on from it."""

_HINDI_LEAD = re.compile(
    r"^.*(?<![\u0900-\u0963])(?:को|तहत|अंतर्गत|अन्तर्गत|द्वारा|विषयक)\s+(?=\S)|^(?:प्रति\s*(?:वर्ष|माह|दिन)\s+)", re.S
)
_HINDI_TAIL = re.compile(
    r"\s*(?:(?:करने|किए\s+जाने|किये\s+जाने|का\s+कार्य|की\s+स्थापना|के\s+संचालन|की\s+परियोजना|परियोजना|के|की|का)\s*)+$"
)
"""What leads up to an activity in a Hindi sentence, and what leads on from it to "for"."""

FEWEST_LEFT = 2
"""So many words an activity keeps at least; what stands before a quantity may be no activity but its beginning."""


def activity_in(text: str, *, sentence: bool) -> str:
    """The activity that a text holds, "" where it names none.

    Args:
        text: what stands behind a label, or what a sentence gives.
        sentence: whether it is a sentence, which leads up to the activity and on from it.
    """
    value = _LEADS.sub("", _without_item(text))
    if sentence:
        value = _HINDI_TAIL.sub("", _HINDI_LEAD.sub("", value))
    value = _before_next_item(value)
    for end in _ENDS.finditer(value):
        if len(value[: end.start()].split()) >= FEWEST_LEFT:
            value = value[: end.start()]
            break
    if value.count("(") > value.count(")"):  # it ends within brackets: "(input 5,600 tonnes per year)"
        value = value[: value.rindex("(")]
    value = _DANGLING.sub("", _FOLLOWING.sub("", value))
    if sentence:
        value = _HINDI_TAIL.sub("", value)
    return value.strip(" ,;:.-–—\"'“”‘’")


def _before_next_item(value: str) -> str:
    """The text before the number of the next line of a list, unless it holds the one before: "(a) PCBs (b) Magnets"."""
    for found in _NEXT_ITEM.finditer(value):
        number = found["number"]
        before = _BEFORE_NEXT.get(number) or chr(ord(number) - 1)
        if (
            not re.search(rf"(?<!\w){before}[.)]", value[: found.start()])
            and len(value[: found.start()].split()) >= FEWEST_LEFT
        ):
            return value[: found.start()]
    return value


def _without_item(text: str) -> str:
    """The text without the schedule's item before an activity: "3(a) Metallurgical industries - recovery of tin"."""
    numbered = _SCHEDULED.match(text)
    rest = text[numbered.end() :] if numbered else text
    item = _ITEM.match(rest)
    if item is None:
        return rest
    behind = re.match(r"\s*[-–—:;]\s*", rest[item.end() :])
    return rest[item.end() + behind.end() :] if behind else ""
