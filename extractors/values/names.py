"""Names of companies, persons and firms."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.phrases import tokens_of
from extractors.values.model import NOTHING, Parsed, Scope
from reference.document_types import FieldWords

PLACE_WORD = re.compile(
    r"\b(?:plot|survey|gat|khasra|village|phase|industrial|estate|area|sector|road|nagar|midc|gidc|riico|near|dist\w*|taluk\w*|tehsil)\b"
    r"|[\u0900-\u097f]",
    re.I,
)

LEGAL_FORM = (
    r"(?:\(?P\)?vt\.?,?\s*\(?Ltd\b\.?|Private\s+Limited|\(?P\)?\s+Ltd\b\.?|Limited\s+Liability\s+Partnership|Limited|Ltd\b\.?"
    r"|LLP\b|L\.L\.P\.?|प्रा[इई]वे?ट\s+ल[िी]?म[िी]?ट[ेिै]?ड|प्रा\.?\s*लि\.?|ल[िी]?म[िी]?ट[ेिै]?ड|एलएलपी|Pvt\b\.?\s*Limited)"
)
FORM_END = re.compile(LEGAL_FORM, re.I)
_MESSRS_HINDI = r"म[ेैि]स[\u0900-\u0963\u200c]{0,4}स(?![\u0900-\u0963])"
_MESSRS_BY_OCR = r"(?-i:M[Il1|]\s?[sS5](?:\.|(?=\s+[A-Z]))|Mis\.?(?=\s+[A-Z]))|M\s*/\s*5"
"""What OCR makes of "M/s"."""

MESSRS = re.compile(rf"^\W*(?:M\s*/\s*s\.?|Messrs\.?|{_MESSRS_BY_OCR}|{_MESSRS_HINDI}|मे\.|M/S\.?)\s*[.:-]?\s*", re.I)
_MESSRS_LATER = re.compile(
    rf"^[^,;:]{{0,80}}?(?:\b(?:M\s*/\s*s\.?|Messrs\.?)\s*[.:-]?\s*(?=[A-Z])|(?<![\u0900-\u0963]){_MESSRS_HINDI}\s+)"
)
_ADDRESS_START = re.compile(
    r"[,;:(]\s*(?=(?:plot|survey|sy\.?|s\.?\s?f\.?|gat|khasra|gut|shed|unit|phase|sector|village|vill|tehsil|taluk|dist|at\b|at\s"
    r"|near|road|block|house|flat|door|midc|gidc|industrial|khata|no\b|प्लॉट|ग्राम|सर्वे|\d|#))",
    re.I,
)
_SENTENCE_STOP = re.compile(
    r"\s*(?:[,;:(]|\s[-–—]\s|\b(?:having|situated|located|has|have|had|is|are|was|were|with|for|bearing|holding|whose|who|which|and\s+its|"
    r"at|to|vide|dated|under|in\s+respect|during|registered|engaged|a\s+company|of|on|by|located|applied|hereby|hereinafter|"
    r"के|की|का|को|ने|द्वारा|में|है|हैं|से)(?=\s|$)|\.\s|$)",
    re.I,
)


_NOT_A_NAME = re.compile(
    r"@|\d\s*(?:MT|TPD|TPA|KL|kgs?)\b|\b(?:register|ledger|statement|certificate|report|letter|chartered\s+accountants?|present\s+registration|previous\s+registration|GSTIN|legal\s+name|constitution\s+of\s+business|registered\s+person|F\.?Y\.?|20\d\d)\b",
    re.I,
)


_OF_A_PERSON = re.compile(
    r"[(,]\s*(?:managing\s+|whole[\s-]?time\s+|executive\s+|designated\s+)*"
    r"(?:director|partner|proprietor|manager|signatory|officer|secretary|CEO|occupier)\b",
    re.I,
)
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "a the of and for vehicle scrapping facility recycler recyclers unit units plant registered producer "
        "company applicant industry firm name address sr sl no s asset assets category party inv invoice "
        "description amount particulars particular item items head vendor supplier date remarks occupier "
        "proponent entity project works factory premises waste consent application type total quantity "
        "product products value rs inr condition ",
    )
)
"""Words that no company's name is made of alone: headings of forms and tables."""


_DENIED = re.compile(
    r"(?:nil|none|not\s+applicable|no\s+(?:holding|parent|subsidiary|such))\b|(?:शून्य|कोई\s+नहीं|लागू\s+नहीं)(?!\w)", re.I
)
"""A name that the paper says there is none of, whatever words follow."""

_PLACE_NUMBER = re.compile(
    r"(?:plot|survey|sy|s\.?\s?f|gat|gut|khasra|khata|shed|flat|door|house)\b\W*(?:nos?|numbers?)?\b\W*\w{0,3}\d", re.I
)
"""An address, which begins with the number of a plot: no name."""


_LABEL_WITHIN = re.compile(rf"^(?!.*{LEGAL_FORM}[^:]*:)\s*[^\W\d][^:：;,]{{2,50}}\s[:：]\s+(?=M\s*/\s*s|[A-Z])", re.I)
"""The label of a form between what leads to a name and the name: "is granted to Name of the industry : M/s Arka"."""


_NAME_OF = re.compile(
    r"^\W*(?:(?:\d{1,2}|[a-z])\W{1,3})?(?:(?:Full|Complete|Legal|Registered|Correct)\s+)*(?i:name)\b"
    r"(?:\s+(?:and|&)\s+(?:[Ss]tyle|[Aa]ddress))?(?:\s+(?:of|as\s+per|in)\b(?:\s+the\b)?"
    r"(?:\s+(?:[a-z]+|PAN|(?i:approved|registered|certified|participating|applicants?|participant|claimant|unit|company|industry"
    r"|entity|recycler|beneficiary|firm|occupier|proponent|concern|enterprise|establishment|undertaking|organi[sz]ation))\b)*)?"
    r"(?:\s*[/|]\s*[\u0900-\u0963][\u0900-\u0963\s]{2,40})?\s*[:：–—-]*\s*(?=[A-Z\u0904-\u0939])"
    r"|^[^:।A-Za-z]{0,40}?(?<![\u0900-\u0963])(?:का|की|के)\s+नाम(?![\u0900-\u0963])\s*[:：–—-]*\s*(?=[A-Z\u0904-\u0939])"
)
"""A label, with a mark behind it or without, before a name: "2 Name of the approved applicant Arka Metals Limited"."""

_HEADING_OF = re.compile(rf"^\W*[A-Z][A-Za-z-]+\s+(?:[a-z-]+\s+)+(?:of|by|for)\s+(?=[A-Z].{{2,80}}?{LEGAL_FORM})")
"""The words of a heading that end in whose it is: "Capital expenditure of Arka Metals Limited"."""

_TITLE_BEFORE = re.compile(
    r"^\W*(?=[^:–—|]{0,60}\b(?i:certificate|statement|schedule|register|ledger|report|list|details|account|summary|return|extract)\b)"
    rf"[A-Z][^:;–—|]{{5,60}}?(?:\s?:|\s[–—-])\s+(?=[A-Z][^:;|]{{2,80}}?{LEGAL_FORM})"
)
"""The title of the paper before a colon or a dash and the name: "Schedule of assets - Arka Metals Limited"."""


_SUBJECT_BEFORE = re.compile(
    r"^\W*(?:(?i:sub(?:ject)?)|विषय)\W+(?:[A-Z][\w&./]*\s+[-–—]\s+|[A-Z]{2,8}\s*[-–—]\s*){1,4}"
    rf"(?=[A-Z][^:;|]{{2,80}}?{LEGAL_FORM})"
)
"""What the subject of a board's letter has before the name: "Sub: APPCB - CFE - Arka Metals Limited, Plot No. 7"."""

_SPEAKER = re.compile(
    r"\W*(?:[\u0904-\u0939][\u0900-\u0963\s,]{2,60}?\sकि\s+(?:(?:मैंने|हमने|मैं|हम|मै)\s+)?|(?:मैंने|हमने|मैं|हम|मै|यह\s+कि|कि)\s+)"
    r"(?=[A-Z\u0904-\u0939])"
)
"""Who certifies, before the name of whom: "प्रमाणित किया जाता है कि मैंने Arka Metals Limited के संयंत्र का निरीक्षण किया"."""


_NUMBERED = re.compile(
    r"^\W*[0-9०-९]{1,2}(?:\s?[.)]\s+(?=(?:M\s*/\s*s\.?\s*)?[A-Z\u0904-\u0939])"
    rf"|\s+(?=M\s*/\s*s|{_MESSRS_HINDI}))"
    r"|^\W*(?i:code)\W{1,3}[A-Z]{0,3}[0-9]{2,6}\W{1,3}(?=[A-Z])"
)
"""The number before a name: of a paragraph, "3. Arka Metals Limited is granted", or of a program, "Code 2100 Arka"."""


def read_name(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The name of a company or of whoever stands in its place, without what leads up to it."""
    if (
        label := _LABEL_WITHIN.match(text)
        or _HEADING_OF.match(text)
        or _TITLE_BEFORE.match(text)
        or _SUBJECT_BEFORE.match(text)
        or _NAME_OF.match(text)
        or _SPEAKER.match(text)
        or _NUMBERED.match(text)
    ):
        later = read_name(words, text[label.end() :], scope)
        return [replace(it, start=it.start + label.end(), end=it.end + label.end()) for it in later]
    start, end = name_span(text, scope)
    value = text[start:end].strip(" ,;:.-–—|\"'“”")
    if text[start:end].rstrip().endswith("Ltd.") or re.search(
        r"\b(?:Ltd|Co|Pvt|Inc)\.$", text[start:end].rstrip(" ,;:|"), re.I
    ):
        value = text[start:end].strip(" ,;:-–—|\"'“”")
    letters = sum(it.isalpha() or "\u0900" <= it <= "\u0963" for it in value)
    if letters < 3 or len(value) > 120 or letters < 0.55 * len(value) or NOTHING.match(value):
        return []
    if _NOT_A_NAME.search(value) or all(token.norm in _GENERIC or token.norm.isdigit() for token in tokens_of(value)):
        return []
    if value[0].islower() and not FORM_END.search(value):
        return []  # a word of a sentence
    if not re.sub(r"public|\W", "", FORM_END.sub("", value.rsplit(":", 1)[-1]), flags=re.I):
        return []  # "Private Limited" is the end of a name whose beginning stands elsewhere, or but a kind of company
    if not FORM_END.search(value) and (
        _OF_A_PERSON.search(value)
        or _DENIED.match(value)
        or _PLACE_NUMBER.match(value)
        or ("," in value and PLACE_WORD.match(value))
    ):
        return []
    if re.match(
        r"(?:I|we|the|an?|this|that|its|our|their|whether|of|and|shall|is|in|for|to|as|any|such|said|please)\b",
        value,
        re.I,
    ):
        return []
    begins = text.index(value, start)
    cost = 0.0 if FORM_END.search(value) else 0.04 if scope.sentence else 0.015
    return [Parsed(value, begins, begins + len(value), cost)]


def name_span(text: str, scope: Scope) -> tuple[int, int]:
    """Where the name in a text begins and ends."""
    lead = MESSRS.match(text)
    if lead is None and scope.sentence and (later := _MESSRS_LATER.match(text)):
        lead = later
    start = lead.end() if lead else len(text) - len(text.lstrip(" :.-–—|"))
    inner = text[start:]
    form = FORM_END.search(inner[:110])
    if form:
        before = inner[: form.start()]
        if (
            "," not in before
            and ";" not in before
            and not re.search(r"\b(?:is|has|was|having|situated|that|dated)\b", before, re.I)
        ):
            end = form.end()
            more = re.match(r"\s*(?:Liability\s+Partnership)", inner[end:], re.I)
            return start, start + end + (more.end() if more else 0)
    stop = _SENTENCE_STOP.search(inner) if scope.sentence else _ADDRESS_START.search(inner)
    return start, start + (stop.start() if stop else len(inner))


_PERSON_LEAD = re.compile(
    r"^\W*(?:(?:(?:CA|Shri|Smt|Sri|Mr|Mrs|Ms|Kum|Dr|Er|Adv|Prof)\b"
    r"|(?:श्रीमती|श्रीमान|श्री|सुश्री|कुमारी|डॉ|डा|इंजीनियर|इंजी|सीए|सी\.\s?ए|प्रो)(?![\u0900-\u0963]))\.?\s*)+",
    re.I,
)
_PLACE_AND_TITLE = re.compile(r"^\W*[A-Z][A-Za-z]+\s+CA\.?\s+(?=[A-Z])")
"""The place of signing, and the title of who signs beside it: "CHENNAI CA. Nupur Iyer"."""

_PERSON_FURNITURE = re.compile(
    r"^\W*(?:(?:Signature|Sign|Signed|Seal|Stamp|Engineers?|Accountants?|Auditors?|Valuers?|Surveyors?|Yours|Faithfully|Sincerely"
    r"|Name|Place|Date|Dated)\b\W*(?:(?:&|and|of|with)\W+)?|Sd\W{0,3}(?=\s|\(|[A-Z]))+"
)
"""What stands around a signature and is no part of the name under it."""

_PERSON_STOP = re.compile(
    r"[,;:|(\[]|\s[-–]\s|\b(?:(?:Designated|Managing|Senior)\s+Partner|Designated|Partner|Proprietor|Chartered|Director|Managing|Authori[sz]ed|Designation|Membership|M\.?\s?No|FCA|ACA|"
    r"B\.?E|M\.?E|B\.?Tech|Place|Date|UDIN|FRN|MIE|FIE|Secretary|Manager|Registration|Regn|Reg|son\s+of|aged|do\s+hereby|having|am|"
    r"a\s+member|being|for)\b",
    re.I,
)


def read_person(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The name of a person, without titles and what stands around a signature."""
    furniture = _PERSON_FURNITURE.match(text)
    if furniture and furniture.end() < len(text):
        return [
            replace(it, start=it.start + furniture.end(), end=it.end + furniture.end())
            for it in read_person(words, text[furniture.end() :], scope)
        ]
    lead = _PERSON_LEAD.match(text) or _PLACE_AND_TITLE.match(text)
    start = lead.end() if lead else len(text) - len(text.lstrip(" :.-–—|(_"))
    stop = _PERSON_STOP.search(text, start)
    value = text[start : stop.start() if stop else len(text)].strip(" ,.:;-–()_")
    parts = value.split()
    if (
        not 1 < len(value) <= 50
        or not 1 <= len(parts) <= 5
        or any(it.isdigit() for it in value)
        or NOTHING.match(value)
    ):
        return []
    if not all(it[0].isupper() or "\u0900" <= it[0] <= "\u097f" for it in parts) or FORM_END.search(value):
        return []
    begins = text.index(value, start)
    doubted = 0.1 if len(parts) < 2 or (scope.ocr and _MARK_IN_NAME.search(value)) else 0.0
    return [Parsed(value, begins, begins + len(value), doubted)]


_MARK_IN_NAME = re.compile(r"[^\w\s.'’()&,\u0900-\u0963\u200c\u200d-]")
"""A mark that no person's name has: a stamp or a stroke of the signature lies over it."""


_FIRM_END = re.compile(
    r".{3,60}?(?:&|\band)\s+(?:Associates|Co\b\.?|Company|Sons|Partners)(?:\s+LLP\b)?(?=\s+(?!LLP\b)[A-Z])", re.S
)
"""A firm's name up to the words that end one, where more stands behind it: the letters of a seal."""


def read_firm(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The name of a firm of accountants."""
    lead = re.match(r"^\W*(?:for\s+(?:and\s+on\s+behalf\s+of\s+)?)?(?:M\s*/\s*s\.?\s*)?", text, re.I)
    start = lead.end() if lead else 0
    stop = re.search(
        r"\b(?:Chartered\s+Accountants?|FRN|Firm\s+Reg|Firm'?s|Membership|Partner\b|Proprietor\b|CA\s+[A-Z])|[;|()\[]|चार्टर्ड|सनदी|$",
        text[start:],
        re.I,
    )
    value = text[start : start + (stop.start() if stop else 0)].strip(" ,:;-–")
    if ended := _FIRM_END.match(value):
        value = ended.group()
    if not 4 <= len(value) <= 70 or any(it.isdigit() for it in value) or value[0].islower():
        return []
    if re.search(r"(?:&|\band|\bof|,)$", value, re.I):
        return []  # the name goes on in the next line
    begins = text.index(value, start)
    return [
        Parsed(value, begins, begins + len(value), 0.0 if re.search(r"&|\bCo\b|Associates|LLP|and\s", value) else 0.08)
    ]
