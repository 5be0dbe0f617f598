"""Letters drafted from an appraisal: all deficiencies in one letter, and the acknowledgment; in English and Hindi.

They are drafts: number, date, time for the answer and signature are left open, for the scheme's Guidelines settle them
and a person signs. What a finding says is the machine's sentence, in English; in Hindi stand what was asked, the clause
and the cure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from records.readings import DocumentStatus
from reference.cures import Cure
from reference.rules import Clause
from worksheets.clauses import texts
from worksheets.clean import clean, one_line
from worksheets.plan import path_in_words
from worksheets.words import DOCUMENT_STATUS, check_in_words, day, words

Language = Literal["english", "hindi"]
BOTH: tuple[Language, ...] = ("english", "hindi")
ACKNOWLEDGED_BY = "9.3"
"""The clause on acknowledgments."""

GUIDELINES = "guidelines"
"""How a finding cites the Scheme Guidelines."""

LONGEST_CLAUSE = 900
LONGEST_TEXT = 1500

WORDS: Mapping[str, tuple[str, str]] = {
    "draft": ("DRAFT for the signature of the Project Management Agency", "प्रारूप: परियोजना प्रबंधन एजेंसी के हस्ताक्षर के लिए"),
    "number": (
        "Letter No.: ____________________     Date: ____________",
        "पत्र संख्या: ____________________     दिनांक: ____________",
    ),
    "to": ("To", "सेवा में"),
    "deficiency": ("Deficiency letter", "कमी-पत्र"),
    "acknowledgment": ("Acknowledgment", "पावती"),
    "application": ("Application", "आवेदन"),
    "claim": ("Claim", "दावा"),
    "dated": ("dated", "दिनांक"),
    "no_name": ("the applicant", "आवेदक"),
    "examined": (
        "Your papers were examined as of {day}. The following is wanting or unclear. All of it is in this one letter.",
        "आपके पत्रों की {day} की स्थिति के अनुसार जाँच की गई। निम्नलिखित बातें अपूर्ण या अस्पष्ट हैं। ये सभी इसी एक पत्र में हैं।",
    ),
    "clause": ("Clause", "खंड"),
    "guidelines": ("Scheme Guidelines", "योजना दिशानिर्देश"),
    "issued": ("as the Ministry of Mines issued them", "खान मंत्रालय द्वारा जारी"),
    "found": ("Found", "पाया गया (अंग्रेज़ी में)"),
    "cure": ("What would cure it", "निवारण के लिए"),
    "question": ("Our question", "हमारा प्रश्न"),
    "missing": ("not judged, for something is not there", "जाँचा नहीं जा सका, क्योंकि कुछ उपलब्ध नहीं है"),
    "fail": ("not met", "पूरा नहीं होता"),
    "asked": ("clarification is asked", "स्पष्टीकरण अपेक्षित"),
    "answer": (
        "Please answer every number within ____ days of this letter, quoting it. What is not answered will be "
        "appraised on the papers as they stand.",
        "कृपया इस पत्र के ____ दिनों के भीतर इसका उल्लेख करते हुए प्रत्येक क्रमांक का उत्तर दें। जिसका उत्तर नहीं मिलेगा, उसका मूल्यांकन "
        "उपलब्ध पत्रों के आधार पर होगा।",
    ),
    "sign": (
        "For the Project Management Agency\n\n(Name and designation)",
        "परियोजना प्रबंधन एजेंसी की ओर से\n\n(नाम और पदनाम)",
    ),
    "received": (
        "These papers were received. The acknowledgment says nothing on their contents and is not an approval.",
        "ये पत्र प्राप्त हुए। यह पावती उनकी विषय-वस्तु के बारे में कुछ नहीं कहती और अनुमोदन नहीं है।",
    ),
    "pages": ("pages: {count}", "पृष्ठ: {count}"),
    "document": ("A readable copy", "पठनीय प्रति"),
    "not_filed": ("not filed", "प्राप्त नहीं हुआ"),
    "waits": ("Cannot be judged without it", "इसके बिना जाँचा नहीं जा सकता"),
    "quoted": ("quoted under number {number}", "क्रमांक {number} में उद्धृत"),
}
"""What both letters say, in English and Hindi."""

DOCUMENT_TYPES_IN_HINDI: Mapping[str, str] = {
    "application_form": "आवेदन प्रपत्र",
    "approval_letter": "अनुमोदन पत्र",
    "assay_report": "परख रिपोर्ट",
    "capex_statement": "पूंजीगत व्यय विवरण",
    "chartered_engineer_certificate": "चार्टर्ड इंजीनियर प्रमाणपत्र",
    "claim_form": "दावा प्रपत्र",
    "environmental_clearance": "पर्यावरणीय मंज़ूरी",
    "epr_certificate": "ईपीआर प्रमाणपत्र",
    "gmr_certificate": "वैश्विक विनिर्माण राजस्व प्रमाणपत्र",
    "gst_registration": "जीएसटी पंजीकरण",
    "incorporation_certificate": "निगमन प्रमाणपत्र",
    "pollution_board_authorisation": "प्रदूषण नियंत्रण बोर्ड की सहमति या प्राधिकार",
    "sales_ledger": "बिक्री खाता",
}

STATUSES_IN_HINDI: Mapping[str, str] = {
    "unreadable": "अपठनीय",
    "encrypted": "पासवर्ड से बंद",
    "unsupported": "असमर्थित प्रकार",
    "too_large": "बहुत बड़ी",
    "timed_out": "समय में पढ़ी नहीं जा सकी",
    "duplicate": "दोहरी प्रति",
}

COPIES: Mapping[str, tuple[str, str]] = {
    "unreadable": ("Send a fresh copy; the file is damaged or empty.", "नई प्रति भेजें; फ़ाइल क्षतिग्रस्त या रिक्त है।"),
    "encrypted": ("Send a copy that opens without a password.", "ऐसी प्रति भेजें जो बिना पासवर्ड के खुले।"),
    "unsupported": ("Send the paper as a PDF.", "पत्र पीडीएफ़ के रूप में भेजें।"),
    "too_large": ("Send the paper in smaller files.", "पत्र छोटी फ़ाइलों में भेजें।"),
    "timed_out": (
        "Send the paper in smaller files, or scanned at 200 to 300 dpi.",
        "पत्र छोटी फ़ाइलों में, या 200 से 300 डीपीआई पर स्कैन करके भेजें।",
    ),
}
"""What to ask for by the status of a document that could not be read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter: its kind, and its text or, of an item, labelled texts."""

    kind: Literal["title", "note", "line", "item", "page"]
    text: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One numbered point: for each language what was asked, how it stands, and what is told of it, by label."""

    english: tuple[str, tuple[tuple[str, str], ...]]
    hindi: tuple[str, tuple[tuple[str, str], ...]]


def say(key: str, language: Language) -> str:
    """A phrase of the letters."""
    return WORDS[key][language == "hindi"]


def deficiencies(
    appraisal: Mapping[str, Any],
    clauses: Mapping[str, Clause],
    cures: Mapping[str, Cure],
    papers: Mapping[str, tuple[str, str]],
) -> tuple[Deficiency, ...]:
    """All that is to be asked of the applicant: what is missing or not met, unreadable papers, reviewers' questions.

    A finding that refers is the machine's own doubt: it is asked only where a reviewer has decided so. A paper that was
    not filed and that several checks need is asked for once.

    Args:
        appraisal: as `appraisal.json` holds it.
        clauses: the text of each clause by its number.
        cures: what would cure each check.
        papers: the sentence that asks for a paper, in English and Hindi, by its type.
    """
    asked = [it for it in appraisal["findings"] if is_asked(it, cures)]
    wanted = _not_filed(asked, {it["document_type"] for it in appraisal["documents"]}, cures)
    waiting = _by_paper(asked, wanted)
    told = {it["check"] for it in asked if wanted[it["check"]] and waiting.keys() >= wanted[it["check"]]}
    return (
        *(_paper(kind, group, papers[kind], cures) for kind, group in waiting.items()),
        *(_finding(it, clauses, cures[it["check"]]) for it in asked if it["check"] not in told),
        *(_copy(it) for it in appraisal["documents"] if it["status"] in COPIES),
        *(_value(it, appraisal["documents"]) for it in appraisal["decisions"] if _asks(it) and "sha256" in it),
    )


def is_asked(finding: Mapping[str, Any], cures: Mapping[str, Cure]) -> bool:
    """Whether a finding goes into the letter."""
    if _asks(finding.get("decision") or {}):
        return True
    wanting = finding.get("stands", finding["status"]) in {"missing", "fail"}
    return wanting and not cures[finding["check"]].is_ours


def deficiency_letter(
    appraisal: Mapping[str, Any],
    points: Sequence[Deficiency],
    scheme: tuple[str, str],
    languages: Sequence[Language] = BOTH,
) -> list[Block]:
    """The letter, each language on pages of its own; `scheme` is its title in English and Hindi."""
    return _in_languages(languages, lambda language: _deficiency_letter(appraisal, points, scheme, language))


def acknowledgment(
    appraisal: Mapping[str, Any],
    clauses: Mapping[str, Clause],
    scheme: tuple[str, str],
    languages: Sequence[Language] = BOTH,
) -> list[Block]:
    """The acknowledgment with every paper that was received; arguments as of `deficiency_letter`."""
    return _in_languages(languages, lambda language: _acknowledgment(appraisal, clauses, scheme, language))


def _in_languages(languages: Sequence[Language], write: Callable[[Language], Iterable[Block]]) -> list[Block]:
    blocks: list[Block] = []
    for language in languages:
        blocks += [Block("page")] if blocks else []
        blocks += write(language)
    return blocks


def _deficiency_letter(
    appraisal: Mapping[str, Any], points: Sequence[Deficiency], scheme: tuple[str, str], language: Language
) -> Iterator[Block]:
    yield from _head("deficiency", appraisal, scheme, language)
    yield Block("line", say("examined", language).format(day=day(date.fromisoformat(appraisal["as_of"]))))
    quoted: dict[tuple[str, str], int] = {}
    for number, point in enumerate(points, start=1):
        head, (first, *others) = getattr(point, language)
        before = quoted.setdefault(first, number) if first[0].startswith(say("clause", language)) else number
        if before != number:
            first = (first[0], say("quoted", language).format(number=before))
        yield Block("item", f"{number}. {head}", (first, *others))
    yield Block("line", say("answer", language))
    yield Block("line", say("sign", language))


def _acknowledgment(
    appraisal: Mapping[str, Any], clauses: Mapping[str, Clause], scheme: tuple[str, str], language: Language
) -> Iterator[Block]:
    yield from _head("acknowledgment", appraisal, scheme, language)
    yield Block("line", say("received", language))
    if ACKNOWLEDGED_BY in clauses:
        yield Block(
            "note", f"{say('clause', language)} {ACKNOWLEDGED_BY}: {getattr(clauses[ACKNOWLEDGED_BY], language)}"
        )
    for number, it in enumerate((it for it in appraisal["documents"] if not it.get("part_of")), start=1):
        what = [_type_of(it["document_type"], language)] if it["document_type"] != "unknown" else []
        what += [say("pages", language).format(count=it["pages"])] if it["pages"] else []
        what += [_status_of(it["status"], language)] if it["status"] in STATUSES_IN_HINDI else []
        told = f" ({', '.join(what)})" if what else ""
        yield Block("line", f"{number}. {_safe(it['file'])}{told}")
    yield Block("line", say("sign", language))


def _head(key: str, appraisal: Mapping[str, Any], scheme: tuple[str, str], language: Language) -> Iterator[Block]:
    name, address = _printed(appraisal, "applicant_name"), _printed(appraisal, "unit_address")
    subjects = [_subject(appraisal, kind, language) for kind in ("claim", "application")]
    subject = " · ".join(it for it in subjects if it)
    if not subject:
        subject = f"{say(appraisal['stage'], language)} {_safe(appraisal['application_id'])}"
    yield Block("note", say("draft", language))
    yield Block("title", say(key, language))
    yield Block("note", scheme[language == "hindi"])
    yield Block("line", say("number", language))
    yield Block("line", "\n".join(it for it in (say("to", language), name or say("no_name", language), address) if it))
    yield Block("line", subject)


def _subject(appraisal: Mapping[str, Any], kind: Literal["application", "claim"], language: Language) -> str:
    """The number and day of the application or of the claim, "" where no number was read."""
    number, filed = _printed(appraisal, f"{kind}_number"), _printed(appraisal, f"{kind}_date")
    if not number:
        return ""
    dated = f", {say('dated', language)} {day(date.fromisoformat(filed))}" if filed else ""
    return f"{say(kind, language)} {number}{dated}"


def _type_of(document_type: str, language: Language) -> str:
    english = words(document_type)
    return DOCUMENT_TYPES_IN_HINDI.get(document_type, english) if language == "hindi" else english


def _status_of(status: DocumentStatus, language: Language) -> str:
    return STATUSES_IN_HINDI[status] if language == "hindi" else DOCUMENT_STATUS[status].partition(" ")[2]


def _printed(appraisal: Mapping[str, Any], name: str) -> str:
    """A value of the application or claim form as it stands, "" where none was read."""
    for kind in ("application_form", "claim_form", "approval_letter"):
        for document in appraisal["documents"]:
            found = document["fields"].get(name)
            if document["document_type"] == kind and found is not None:
                return _safe(str(found["value"]))
    return ""


def _finding(finding: Mapping[str, Any], clauses: Mapping[str, Clause], cure: Cure) -> Deficiency:
    decision = finding.get("decision") or {}
    stands = _stands(finding)
    asked = stands == "asked"
    names_others = cure.names_others and finding["status"] == "refer"

    def parts(language: Language) -> tuple[tuple[str, str], ...]:
        told = [(_cited(finding["clause"], language), _clause_text(finding["clause"], clauses, language))]
        told += [] if names_others else [(say("found", language), _safe(finding["reason"]))]
        told += [(say("question", language), _safe(decision["why"]))] if asked else []
        told += [] if cure.is_ours else [(say("cure", language), cure.of(stands)[language == "hindi"])]
        return tuple(told)

    return Deficiency(
        (f"{check_in_words(finding['check'])}: {say(stands, 'english')}", parts("english")),
        (f"{cure.asks}: {say(stands, 'hindi')}", parts("hindi")),
    )


def _not_filed(
    asked: Iterable[Mapping[str, Any]], filed: Set[str], cures: Mapping[str, Cure]
) -> Mapping[str, Set[str]]:
    """The types of paper that were not filed and that a finding waits for, by its check."""
    return {it["check"]: set(cures[it["check"]].needs) - filed if _stands(it) == "missing" else set() for it in asked}


def _by_paper(
    asked: Iterable[Mapping[str, Any]], wanted: Mapping[str, Set[str]]
) -> Mapping[str, list[Mapping[str, Any]]]:
    """The findings that wait for a paper which was not filed, by its type, where there is more than one."""
    waiting: dict[str, list[Mapping[str, Any]]] = {}
    for it in asked:
        for kind in sorted(wanted[it["check"]]):
            waiting.setdefault(kind, []).append(it)
    return {kind: group for kind, group in waiting.items() if len(group) > 1}


def _paper(
    kind: str, waiting: Sequence[Mapping[str, Any]], sentence: tuple[str, str], cures: Mapping[str, Cure]
) -> Deficiency:
    """A paper that was not filed, with the checks that cannot be judged without it and their clauses."""

    def point(language: Language) -> tuple[str, tuple[tuple[str, str], ...]]:
        checks = [
            f"{cures[it['check']].asks if language == 'hindi' else check_in_words(it['check'])} "
            f"({_cited(it['clause'], language)})"
            for it in waiting
        ]
        cure = (say("cure", language), sentence[language == "hindi"])
        return f"{_type_of(kind, language)}: {say('not_filed', language)}", (
            cure,
            (say("waits", language), "; ".join(checks)),
        )

    return Deficiency(point("english"), point("hindi"))


def _stands(finding: Mapping[str, Any]) -> str:
    """How a finding goes into the letter: `missing`, `fail`, or `asked` where a reviewer asks."""
    return "asked" if _asks(finding.get("decision") or {}) else finding.get("stands", finding["status"])


def _copy(document: Mapping[str, Any]) -> Deficiency:
    """A paper that could not be read."""

    def point(language: Language) -> tuple[str, tuple[tuple[str, str], ...]]:
        cure = (say("cure", language), COPIES[document["status"]][language == "hindi"])
        return f"{say('document', language)}: {_safe(document['file'])}", (cure,)

    return Deficiency(point("english"), point("hindi"))


def _value(decision: Mapping[str, Any], documents: Sequence[Mapping[str, Any]]) -> Deficiency:
    """A reviewer's question on a value."""
    file = next((it["file"] for it in documents if it["sha256"] == decision["sha256"]), "")
    what = "Document type" if decision["target"] == "document_type" else path_in_words(decision["target"])

    def point(language: Language) -> tuple[str, tuple[tuple[str, str], ...]]:
        head = f"{_safe(file)}, {what}: {say('asked', language)}"
        read = [(say("found", language), _safe(decision["before"]))] if decision["before"] else []
        return head, (*read, (say("question", language), _safe(decision["why"])))

    return Deficiency(point("english"), point("hindi"))


def _asks(decision: Mapping[str, Any]) -> bool:
    return decision.get("action") == "ask_applicant"


def _cited(clause: str, language: Language) -> str:
    if clause == GUIDELINES:
        return say("guidelines", language)
    return f"{say('clause', language)} {clause}"


def _clause_text(citation: str, clauses: Mapping[str, Clause], language: Language) -> str:
    """The clause in its own words; of the Guidelines only whose they are, for the pack does not quote them."""
    if citation == GUIDELINES:
        return say("issued", language)
    text = " ".join(getattr(it, language) for it in texts(citation, clauses))
    return one_line(text, LONGEST_CLAUSE) if text else "–"


def _safe(text: str) -> str:
    """What others wrote, without characters that act rather than show."""
    return clean(text, LONGEST_TEXT * 2)
