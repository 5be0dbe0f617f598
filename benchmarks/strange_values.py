"""What is true of a strange paper, drawn from a seed, and the wordings and print forms that it is said in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from reference.document_types import document_types
from samples import invented, print_forms
from samples.invented import STATES, State
from samples.print_forms import LAKH

WORDINGS = Path(__file__).parent / "strange_wordings.yaml"

Wording = Literal["vocabulary", "own"]
"""Whether a label is one of the reader's vocabulary or one that nobody taught it."""

Language = Literal["english", "bilingual", "hindi"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a paper: its truth, how value and label are printed, and the group of particulars it belongs to.

    Attributes:
        sentence: the sentence that says it, "" where none is known.
        short: whether the label is short enough for a narrow column.
    """

    name: str
    kind: str
    group: str
    truth: Any
    printed: str
    label: str
    wording: Wording
    sentence: str = ""

    @property
    def short(self) -> bool:
        """Whether the label fits a narrow column."""
        return len(self.label) < 34


@cache
def wordings() -> Mapping[str, Any]:
    """The wordings written down for this measurement."""
    found: Mapping[str, Any] = yaml.safe_load(WORDINGS.read_text(encoding="utf-8"))
    return found


_HINDI_STEMS = ("नर्मदा", "सोनभद्र", "शिवालिक", "मालवा", "विंध्य", "गोमती", "सरयू", "चंबल", "बेतवा", "केन")
_HINDI_TRADES = ("निकल उद्योग", "धातु पुनर्चक्रण", "मेटल्स", "ई-वेस्ट रिकवरी", "बैटरी मैटेरियल्स", "टिन रिकवरी")
_HINDI_FORMS = ("प्राइवेट लिमिटेड", "लिमिटेड", "एलएलपी")
_HINDI_PEOPLE = ("राकेश दीक्षित", "सुधीर अवस्थी", "रश्मि सक्सेना", "अनिल त्रिपाठी", "मीनाक्षी जोशी")
_HINDI_PLACES = ("औद्योगिक क्षेत्र, देवास, मध्य प्रदेश - 455001", "रामनगर औद्योगिक क्षेत्र, चंदौली, उत्तर प्रदेश - 232101")
_TEXTS = {
    "process_route": ("Hydrometallurgical leaching and solvent extraction", "Mechanical separation and acid leaching"),
    "activity": ("Recycling of e-waste and recovery of metals", "Recovery of nickel and cobalt from spent batteries"),
    "sample": ("Nickel sulphate crystals, lot 14", "Black mass from lithium-ion cells, drum 4"),
    "constitution": ("Private Limited Company", "Limited Liability Partnership", "Public Limited Company"),
}
_MINERALS = {
    "lithium": "Lithium", "cobalt": "Cobalt", "nickel": "Nickel", "graphite": "Graphite", "tin": "Tin",
    "tantalum": "Tantalum", "gallium": "Gallium", "selenium": "Selenium", "titanium": "Titanium",
}  # fmt: skip
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Truth:
    """Draws values that agree with each other: one company, one place, days in their order."""

    def __init__(self, rng: Random, document_type: str, language: Language) -> None:
        """Draw the company that the paper is about."""
        self.rng, self.document_type, self.hindi = rng, document_type, language == "hindi"
        self.state: State = rng.choice(tuple(STATES.values()))
        self.company = invented.company(rng, self.state, invented.applicant_name(rng))
        self.accountant = invented.accountant(rng)
        self.last = invented.day(rng, date(2026, 1, 5), date(2026, 10, 30))
        year = rng.choice((2023, 2024, 2025))
        self.year = f"{year}-{(year + 1) % 100:02d}"
        self.period = (date(year, 4, 1), date(year + 1, 3, 31) if rng.random() < 0.6 else date(year, 9, 30))
        self.day_form = rng.choice(_DAY_FORMS[:4] if self.hindi else _DAY_FORMS)
        self.money_form = rng.choice(_MONEY_FORMS)

    def of(self, name: str, kind: str) -> tuple[Any, str, str]:
        """The truth of a field, how it is printed, and what its label must add: "(Rs. in lakh)"."""
        match kind:
            case "day" | "period_from" | "period_to":
                day = self._day(name, kind)
                return day, self.day_form(day), ""
            case "amount":
                rupees = Decimal(self.rng.randrange(120, 98_000)) * LAKH / 4
                return rupees, *self.money_form(rupees)
            case "tpa":
                tonnes = self.rng.randrange(4, 180) * 75
                return (
                    Decimal(tonnes),
                    *self.rng.choice(_TONNES)(f"{tonnes:,}" if self.rng.random() < 0.6 else str(tonnes)),
                )
            case "percent":
                low, high = (12, 300) if name == "feed_concentration_percent" else (8000, 9990)
                share = Decimal(self.rng.randrange(low, high)) / (10 if name == "feed_concentration_percent" else 100)
                return share, self.rng.choice((f"{share} %", f"{share}%", f"{share} per cent")), ""
            case "enum" | "yes_no":
                value, texts = self.rng.choice(list(wordings()["enumerations"][name].items()))
                return value, self.rng.choice(texts), ""
            case "text":
                text = self.rng.choice(_TEXTS[name])
                return text, text, ""
            case "financial_year":
                return (
                    self.year,
                    self.rng.choice((self.year, f"FY {self.year}", f"20{self.year[2:4]}-20{self.year[5:]}")),
                    "",
                )
            case "minerals":
                names = self.rng.sample(sorted(_MINERALS), self.rng.randrange(1, 4))
                return tuple(names), ", ".join(_MINERALS[it] for it in names), ""
        said = self._said(name, kind)
        return said, said, ""

    def _said(self, name: str, kind: str) -> str:
        """Values that are printed as they are."""
        rng, company, accountant = self.rng, self.company, self.accountant
        match kind:
            case "gstin" | "pan" | "cin":
                return str(getattr(company, kind))
            case "name":
                return self._name(name)
            case "person":
                return rng.choice(_HINDI_PEOPLE) if self.hindi else accountant.name
            case "firm":
                return accountant.firm
            case "membership_number":
                return accountant.membership_number
            case "frn":
                return accountant.frn
            case "udin":
                return accountant.udin(self.last, rng)
            case "address":
                return (
                    f"प्लॉट संख्या {rng.randrange(3, 80)}, {rng.choice(_HINDI_PLACES)}"
                    if self.hindi
                    else company.address.line
                )
            case "state":
                return self.state.name
            case "board":
                return "Central Pollution Control Board" if name == "issuing_authority" else self.state.board
        return self._reference(name)

    def _name(self, name: str) -> str:
        if name in {"holding_company", "trade_name"}:
            return invented.vendor(self.rng).name
        if name == "laboratory":
            return f"{self.rng.choice(('Sahyog', 'Dhruva', 'Prabhat'))} Analytical Laboratory Private Limited"
        if self.hindi:
            parts = (self.rng.choice(_HINDI_STEMS), self.rng.choice(_HINDI_TRADES), self.rng.choice(_HINDI_FORMS))
            return " ".join(parts)
        return self.company.name

    def _reference(self, name: str) -> str:
        rng, year = self.rng, self.last.year
        head = "".join(rng.choice(_LETTERS) for _ in range(rng.choice((2, 3, 4))))
        number = rng.randrange(11, 9900)
        if name == "engineer_registration":
            return rng.choice((f"M-{number + 100_000}", f"AM{number + 10_000}/7", f"CE/{number + 1000}"))
        if name == "nabl_number":
            return f"TC-{number + 1000}"
        return rng.choice(
            (
                f"{head}/{year}/{number:04d}",
                f"{head}-{year}-{number:05d}",
                f"{head}/{rng.choice(('CMR', 'REG', 'HO', 'RO'))}/{number}/{year % 100}-{year % 100 + 1}",
                f"{head}{year}{number:06d}",
            )
        )

    def _day(self, name: str, kind: str) -> date:
        if kind in {"period_from", "period_to"}:
            return self.period[kind == "period_to"]
        if name == "valid_until":
            return print_forms.add_years(self.last, self.rng.choice((3, 5)))
        if name == "expected_production_date":
            return invented.day(self.rng, date(2027, 1, 1), date(2028, 6, 30))
        if name in {"production_date", "incorporation_date", "registration_date"}:
            return invented.day(self.rng, date(2018, 1, 1), date(2025, 12, 1))
        return self.last


_DAY_FORMS: tuple[Callable[[date], str], ...] = (
    print_forms.dotted,
    print_forms.slashed,
    print_forms.dashed,
    print_forms.mon_day,
    print_forms.ordinal_day,
    print_forms.long_day,
    lambda day: f"{day.day}{print_forms.suffix(day.day)} day of {day:%B}, {day.year}",
)
_MONEY_FORMS: tuple[Callable[[Decimal], tuple[str, str]], ...] = (
    lambda it: (f"Rs. {print_forms.grouped(it)}", ""),
    lambda it: (f"Rs. {print_forms.grouped(it, 0)}/-", ""),
    lambda it: (f"₹ {print_forms.grouped(it)}", ""),
    lambda it: (f"INR {print_forms.grouped(it, 0)}", ""),
    lambda it: (f"Rs. {print_forms.in_lakh(it)} lakh", ""),
    lambda it: (f"₹ {print_forms.in_crore(it)} crore", ""),
    lambda it: (print_forms.in_lakh(it), "(Rs. in lakh)"),
    lambda it: (print_forms.grouped(it), "(Rs.)"),
)
"""An amount as printed, and what its label adds."""

_TONNES: tuple[Callable[[str], tuple[str, str]], ...] = (
    lambda it: (f"{it} TPA", ""),
    lambda it: (f"{it} MT per annum", ""),
    lambda it: (f"{it} tonnes per annum", ""),
    lambda it: (f"{it} MTPA", ""),
    lambda it: (f"{it} MT/year", ""),
    lambda it: (it, "(TPA)"),
)
_WITH_UNIT = {"": "{}", "(TPA)": "{} TPA", "(Rs. in lakh)": "Rs. {} lakh", "(Rs.)": "Rs. {}"}
"""How a value is printed whose label does not give its unit."""

REQUIRED_ALWAYS, PRINTED = 1.0, 0.85
"""The share of papers that print an identifying field, and any other."""


def asked(rng: Random, document_type: str, language: Language) -> list[Asked]:
    """The fields that a paper prints, with labels that differ from each other."""
    truth, found, taken = Truth(rng, document_type, language), list[Asked](), set[str]()
    words = document_types().types[document_type].fields
    for name, entry in wordings()["types"][document_type].items():
        field = words[name]
        if rng.random() > (REQUIRED_ALWAYS if field.required else PRINTED):
            continue
        value, printed, unit = truth.of(name, field.kind)
        wording: Wording = rng.choice(("vocabulary", "own"))
        labels = _labels(entry, field.kind, document_type, field.labels, wording, language)
        free = [it for it in labels if it.casefold() not in taken]
        if not free:
            continue
        label = rng.choice(free)
        taken.add(label.casefold())
        label = f"{label[:1].upper()}{label[1:]}"
        if language == "bilingual" and (hindi := _hindi(entry)):
            label = rng.choice((f"{rng.choice(hindi)} / {label}", f"{label} / {rng.choice(hindi)}"))
        sentences = [] if truth.hindi else [*entry.get("prose", ()), *_shared(entry).get("prose", ())]
        sentence = rng.choice(sentences) if sentences else ""
        full = _WITH_UNIT[unit].format(printed)
        if unit and "(" not in label:
            label = f"{label} {unit}"
        else:
            printed = full
        said = sentence.replace("{value}", full)
        found.append(Asked(name, field.kind, entry["group"], value, printed, label, wording, said))
    return found


def _shared(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    shared: Mapping[str, Any] = wordings()["shared"].get(entry.get("shared", ""), {})
    return shared


def _hindi(entry: Mapping[str, Any]) -> list[str]:
    return [*entry.get("hindi", ()), *_shared(entry).get("hindi", ())]


_SAYS_MORE = re.compile(r"address|पता", re.I)
"""Labels of a name that ask for more than one value."""

_OWN_PAPER = {
    "epr_certificate": "registration",
    "pollution_board_authorisation": "consent|authori[sz]ation",
    "environmental_clearance": "clearance|EC",
}
"""For a type what its papers call themselves; labels that its types share name others too: "Consent valid upto"."""

_PAPERS = re.compile(r"\b(?:consent|registration|authori[sz]ation|clearance|EC|licen[cs]e)\b", re.I)
_ENDS = re.compile(r"\b(?:from|to|start|end|begin\w*|commenc\w*|clos\w*)\b|से|तक|प्रारंभ|समाप्त", re.I)


def _asks_for(label: str, kind: str, document_type: str) -> bool:
    """Whether a label of the vocabulary asks for one value, and on a paper of this type for its own."""
    if kind in {"period_from", "period_to"}:
        return _ENDS.search(label) is not None
    if kind == "day" and (named := _PAPERS.search(label)):
        return re.fullmatch(_OWN_PAPER.get(document_type, named.group()), named.group(), re.I) is not None
    return kind == "address" or not _SAYS_MORE.search(label)


def _labels(
    entry: Mapping[str, Any],
    kind: str,
    document_type: str,
    known: tuple[str, ...],
    wording: Wording,
    language: Language,
) -> list[str]:
    """The labels to draw from: the vocabulary's or those written down, in the paper's language."""
    in_hindi = language == "hindi"
    taught = [it for it in known if it.isascii() != in_hindi and len(it) > 3 and _asks_for(it, kind, document_type)]
    own = _hindi(entry) if in_hindi else [*entry.get("labels", ()), *_shared(entry).get("labels", ())]
    return taught if wording == "vocabulary" and taught else own
