"""Cells into typed fields: what each kind of column prints, with its evidence, confidence and runners-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.cite import Source
from extractors.finding.bands import Words, lines_in, text_of
from extractors.legal_forms import MENDED, legal_form_mended
from extractors.lines import words_within
from extractors.tables.amounts import regrouped
from extractors.tables.events import Cell, Event
from extractors.tables.result_unit import PARTS_PER, unit_word
from extractors.tables.words import SIGNS, condition_in_column, is_negative, is_nothing, relation_of
from extractors.tongues import latin_half
from records.dates import find_days, read_day
from records.digits import ascii_digits
from records.gstins import is_gstin
from records.identifiers import find_identifiers
from records.numbers import Reading, read_amount
from records.pages import Word
from records.readings import CLEARLY_READ, CLOSED_BY_OCR, ONE_OCR_WITNESS, Alternative, Field, Value
from records.units import per_year, read_percent, read_quantity, read_unit
from reference import mineral_of, minerals

DIGITAL = 0.97
"""A cell of a visible text layer, before any second witness."""

WITNESSED = 0.99
"""A cell of a text layer with which the arithmetic agrees."""

OCR_WITNESSED = 0.94
"""A cell read by OCR with which the arithmetic, or a check digit, agrees."""

OCR_SETTLED = 0.91
"""A cell read by OCR whose reading was chosen because only it adds up."""

DOUBLED = 0.88
"""The most for a GSTIN of which OCR read one sign twice."""

FLUSH = 0.96
"""The most for a GSTIN that stands flush against the end of another cell, for which its check digit answers."""

END_OF_NAME = 0.6
"""The most for a name of which only the legal form was read."""

LEGAL_FORM = re.compile(r"private|pvt|limited|ltd|llp|inc|p|लिमिटेड|प्राइवेट")

TWINS = (frozenset("0OQD"), frozenset("1IJLT"), frozenset("5S"), frozenset("8B"), frozenset("2Z"), frozenset("6G"))
"""Letters and figures that OCR writes both for one sign."""

LONGEST_UNIT = 4
"""So many words at most has a unit of a heading: "metric tonnes per year"."""

_SIGNED = re.compile(r"(?:\(\s*[-–−]\s*\)|[-–−(]|(?:minus|less)\b)\s*(?P<rest>[0-9०-९.].*)", re.I)

_SIDE = re.compile(r"(?<=[\s0-9.)])[(\[]?(?:Cr|Dr)\b\.?[)\]]?$", re.I)
"""The side on which a weight is entered, which is no part of its unit: "16.751 Kg Cr"."""

_SIDE_FLUSH = re.compile(r"(?P<weight>.*?(?P<unit>[A-Za-z]+))(?:Cr|Dr)\.?")

_COMMA_BEFORE_DAY = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{2}){1,2}(?![0-9]))")
"""What parts the number of an invoice from its day without a space, as OCR gives it: "SE/26/305,17.05.2026"."""

TOLD = 0.85
"""A cell of a column that no heading names and only its cells tell."""

_PER_UNIT = re.compile(
    r"^(?P<amount>.*?)\s*(?:/|\bper\b|प्रति)\s*(?P<unit>[A-Za-z\u0900-\u097f][\w\u0900-\u097f. ]*?)\s*\.?$", re.I
)
_HEADING_UNIT = re.compile(r"[(\[]\s*(?:in\s+)?(?P<unit>[^()\[\]]+?)\s*[)\]]|\bin\s+(?P<bare>[A-Za-z]+)\s*$", re.I)
_OF_NUMBER = re.compile(r"\s*(?:[,;/|(-]|\b(?:dt|dtd|dated|date|of|on)\b\.?:?|दिनांक)*\s*$", re.I)
_CAPITAL_I = re.compile(r"(?<=[A-Z])l(?![a-z0-9])|(?<![A-Za-z0-9])l(?=[A-Z])")
"""A small l among capitals is a capital I."""

_DAY_OF_LETTERS = re.compile(r"[A-Za-z\u0900-\u097f]{3}")
"""A day with its month in letters, which is no number of an invoice: "22-Sep-2026"."""

_LOST_STROKE = re.compile(r"(?<=[A-Z])[Il1|!]\s?(?=[0-9]{2}-[0-9]{2}/)")
"""Between the letters and the year of a number that goes on with a stroke ("KCI 26-27/0010") stood a stroke."""

_CAPTIONED = re.compile(r"(?!M/?s\b)[A-Za-z\u0900-\u097f][A-Za-z\u0900-\u097f./ ]{1,24}\s?:\s?\S", re.I)
_GSTIN_LABEL = re.compile(r"[\s,;:|/(-]*(?:gstin|gst|uin|जीएसटीआईएन)?[\s/]*(?:uin|no|number)?[.\s:]*$", re.I)
_UNREGISTERED = re.compile(r"^(?:urp|un-?registered|unreg\.?|n/?a|export|-+)$", re.I)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes fields of one document's table; `headings` are the printed headings by column, for units given there."""

    source: Source
    headings: Mapping[str, str]

    def field(
        self,
        name: str,
        value: Value,
        cell: Cell,
        *,
        text: str | None = None,
        unit: str | None = None,
        words: Words | None = None,
        ceiling: float = 1.0,
        alternatives: Sequence[Alternative] = (),
    ) -> Field:
        """A field printed by a cell: the words are its evidence, and how they were read its confidence."""
        place = words or cell.words
        printed = cell.text if text is None else text
        confidence = min(confidence_of(place), ceiling)
        return Field(
            name, value, confidence, self.source.evidence(cell.page, place, printed), unit, tuple(alternatives)
        )


def confidence_of(words: Sequence[Word]) -> float:
    """How far words alone can be believed: a text layer much, OCR never beyond one witness."""
    if any(word.source == "ocr" for word in words):
        return min(ONE_OCR_WITNESS, sum(word.confidence for word in words) / len(words))
    return DIGITAL


_WORD = re.compile(r"[^\W\d_]{3}")


def confidence_of_closed(cell: Cell) -> float:
    """How far words of a closed vocabulary can be believed: read clearly by OCR, they can have been no others of it.

    A single letter or a figure (N, R, 1) says nothing of the kind, nor does what is printed once for several rows: OCR
    may have passed over the next such word below it.
    """
    telling = [word for word in cell.words if any(map(str.isalnum, word.text))]
    clear = telling and all(_WORD.search(it.text) and it.confidence >= CLEARLY_READ for it in telling)
    if is_ocr(cell) and clear and not cell.lent:
        return CLOSED_BY_OCR
    return confidence_of(cell.words)


def confidence_of_sentence(words: Sequence[Word]) -> float:
    """How far a sentence can be believed that says one of two things of all rows: as a closed word, if read clearly."""
    letters = [word for word in words if any(map(str.isalpha, word.text))]
    if any(it.source == "ocr" for it in words) and all(it.confidence >= CLEARLY_READ for it in letters):
        return CLOSED_BY_OCR
    return confidence_of(words)


def is_ocr(cell: Cell) -> bool:
    """Whether any word of the cell was read by OCR."""
    return any(word.source == "ocr" for word in cell.words)


def text_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """The text of a cell as it stands; of one in two scripts the Latin half."""
    text = latin_half(_without_marks(cell, " ".join(cell.text.split())))
    if not text or is_nothing(text):
        return {}
    return {cell.column.name: maker.field(cell.column.name, text, cell, ceiling=_ceiling_of_name(text))}


def _ceiling_of_name(text: str) -> float:
    """How far a name can be believed: one that is but "Private Limited" has lost the line above it."""
    words = re.findall(r"\w+", text.lower())
    return END_OF_NAME if words and all(LEGAL_FORM.fullmatch(word) for word in words) else 1.0


def _without_marks(cell: Cell, text: str) -> str:
    """The text without the marks that OCR makes of rulings and dust at its ends; signs of Devanagari belong to it."""
    return re.sub(rf"^(?:[^\w(]|_)+|(?:[^\w).%+{SIGNS}]|_)+$", "", text) if is_ocr(cell) else text


def party_fields(maker: Maker, cell: Cell, gstin_column: str | None) -> dict[str, Field]:
    """A name, and the GSTIN where it is printed with it."""
    found = find_identifiers("gstin", cell.text, ocr=is_ocr(cell))
    fields: dict[str, Field] = {}
    name = _without_captioned(cell)
    if found:
        best = found[0]
        if best.start < len(name):
            name = f"{_GSTIN_LABEL.sub('', name[: best.start])} {name[best.end :].lstrip(' ,;)')}"
        if gstin_column is not None:
            fields[gstin_column] = _gstin(maker, gstin_column, cell)
    name = _without_marks(cell, " ".join(name.split()).strip(" ,;"))
    name = _ENTRY.sub("", name)
    if name and not is_nothing(name):
        fields[cell.column.name] = _party(maker, cell, name)
    return fields


_ENTRY = re.compile(r"^(?:To|By)\s+(?=[A-Z])")
"""The word before the account on the other side of a ledger's entry: "By Magnequench Alloys Pvt Ltd"."""


def _without_captioned(cell: Cell) -> str:
    """The text of a cell before the first line below its name that has a caption, or says that the row takes back.

    "GST Treatment: Overseas", "Credit Note - material returned".
    """
    lines = [text_of(words) for words in words_of_lines(cell)]
    below = (number for number, line in enumerate(lines) if number and (_CAPTIONED.match(line) or is_negative(line)))
    at = next(below, len(lines))
    tail = " ".join(lines[at:])
    return cell.text[: -len(tail)] if tail and cell.text.endswith(tail) else cell.text


def _party(maker: Maker, cell: Cell, name: str) -> Field:
    """A name, its legal form mended where OCR misread it; the print stays beside it."""
    name = latin_half(name)
    mended = legal_form_mended(name) if is_ocr(cell) else name
    if mended == name:
        return maker.field(cell.column.name, name, cell, ceiling=_ceiling_of_name(name))
    printed = Alternative(name, cell.text, 0.3, "as read by OCR")
    return maker.field(cell.column.name, mended, cell, ceiling=MENDED, alternatives=[printed])


def gstin_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """A GSTIN, repaired where its check digit settles a look-alike; a false one is kept as printed for the checks."""
    text = cell.text.strip()
    if is_nothing(text) or _UNREGISTERED.match(text):
        return {}
    if find_identifiers("gstin", text, ocr=is_ocr(cell)):
        return {cell.column.name: _gstin(maker, cell.column.name, cell)}
    compact = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if (within := _gstin_within(compact)) is not None:
        return {cell.column.name: maker.field(cell.column.name, within, cell, text=within, ceiling=FLUSH)}
    if not 10 <= len(compact) <= 18 or not any(letter.isdecimal() for letter in compact):
        return {}
    if is_ocr(cell) and (mended := _without_double(compact)) is not None:
        made = maker.field(cell.column.name, mended, cell, ceiling=DOUBLED)
        return {cell.column.name: made.with_confidence(max(made.confidence, TOLD), "check digit")}
    whole = 1.0 if len(compact) == len("22AAAAA0000A1Z5") else TOLD
    return {cell.column.name: maker.field(cell.column.name, compact, cell, ceiling=0.6 if is_ocr(cell) else whole)}


def _gstin_within(compact: str) -> str | None:
    """The only true GSTIN at the end of letters and figures that a narrow column has run together."""
    size = len("22AAAAA0000A1Z5")
    return compact[-size:] if len(compact) > size and is_gstin(compact[-size:]) else None


def name_before_gstin(cell: Cell) -> str:
    """The end of a name that stands flush against a GSTIN, "" where none does."""
    text = cell.text.strip()
    size = len("22AAAAA0000A1Z5")
    tail = text[:-size].strip(" ,.")
    return tail if is_gstin(text[-size:]) and any(letter.isalpha() for letter in tail) else ""


def _without_double(compact: str) -> str | None:
    """The GSTIN in a reading that has one sign twice, as a letter and as the figure like it: O08..., ...S5...."""
    if len(compact) != len("22AAAAA0000A1Z5") + 1:
        return None
    pairs = (at for at in range(len(compact) - 1) if any(set(compact[at : at + 2]) <= it for it in TWINS))
    mended = {tried for pair in pairs for at in (pair, pair + 1) if is_gstin(tried := compact[:at] + compact[at + 1 :])}
    return mended.pop() if len(mended) == 1 else None


def _gstin(maker: Maker, name: str, cell: Cell) -> Field:
    best = find_identifiers("gstin", cell.text, ocr=is_ocr(cell))[0]
    words = _words_between(cell, best.start, best.end)
    made = maker.field(name, best.value, cell, text=best.raw, words=words)
    if best.check == "holds" and not is_ocr(cell):
        return made.with_confidence(WITNESSED, "check digit")
    if best.check == "holds" and best.value[13] != "Z":  # nearly all have it; without it the repair may be chance
        return made.with_confidence(min(made.confidence, TOLD), "check digit")
    if best.check == "holds":
        return made.with_confidence(OCR_WITNESSED if best.cost < 0.3 else OCR_SETTLED, "check digit")
    return made if not is_ocr(cell) else made.with_confidence(min(made.confidence, 0.7))


def invoice_fields(maker: Maker, cell: Cell, date_column: str | None) -> dict[str, Field]:
    """The number of an invoice, and its date where both stand in one cell."""
    text = _COMMA_BEFORE_DAY.sub(" ", cell.text)
    days = find_days(text, ocr=is_ocr(cell)) if date_column is not None else []
    fields: dict[str, Field] = {}
    number = cell.text
    words = cell.words
    if days and date_column is not None:
        day = days[-1]
        before, after = _OF_NUMBER.sub("", text[: day.start]), text[day.end :].strip(" )")
        if before.strip() or after or _DAY_OF_LETTERS.search(day.text):
            number = before.strip() or after
            reading = day.readings[0]
            place = _words_between(cell, day.start, day.end)
            others = [Alternative(it.value, day.text, 0.3, it.reason) for it in day.readings[1:]]
            fields[date_column] = maker.field(
                date_column, reading.value, cell, text=day.text, words=place, alternatives=others
            )
            words = _words_between(cell, 0, day.start) if before.strip() else cell.words
    number = printed = _joined_number(number)
    if is_ocr(cell):
        number = _CAPITAL_I.sub("I", number) if not re.search("[a-km-z]", number) else number
        number = _LOST_STROKE.sub("/", number)
        number = re.sub(r"^[^0-9A-Za-z\u0900-\u097f]+|[^0-9A-Za-z\u0900-\u097f)]+$", "", number)
    if number and not is_nothing(number):
        found = _LOST_STROKE.search(printed) if is_ocr(cell) else None
        others = [Alternative(printed, printed, 0.3, "as read by OCR")] if found else []
        odd = found or number.endswith(("/", "-")) or not any(map(str.isdigit, number))  # cut off: "SRM/"
        ceiling = TOLD if odd else 1.0
        fields[cell.column.name] = maker.field(
            cell.column.name, number, cell, text=number, words=words, ceiling=ceiling, alternatives=others
        )
    return fields


def _joined_number(text: str) -> str:
    """An invoice number that a narrow column broke is one word again: "CN/25-26/ 001" is "CN/25-26/001"."""
    stripped = " ".join(text.split()).strip(" ,;")
    return re.sub(r"(?<=[/-])\s+(?=\w)|(?<=\w)\s+(?=[/-])", "", stripped)


def date_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """A date, day first; a date that can be read in two ways keeps the other as runner-up."""
    closed = re.sub(r"(?<=[-/.])\s+|\s+(?=[-/.])", "", cell.text)
    joined = "".join(cell.text.split())
    ocr = is_ocr(cell)
    readings = read_day(cell.text, ocr=ocr) or read_day(closed, ocr=ocr) or read_day(joined, ocr=ocr)
    if not readings:
        found = find_days(cell.text, ocr=ocr)
        readings = found[0].readings if found else ()
    if not readings:
        return {}
    ceiling = 1.0 if readings[0].cost < 0.5 else 0.85
    others = [Alternative(it.value, cell.text, 0.3, it.reason) for it in readings[1:]]
    name = cell.column.name
    return {name: maker.field(name, readings[0].value, cell, ceiling=ceiling, alternatives=others)}


def quantity_fields(maker: Maker, cell: Cell, unit: str | None) -> dict[str, Field]:
    """A quantity with its unit as printed in the cell, in the unit column, or in the heading."""
    name = cell.column.name
    if is_nothing(cell.text):
        return {}
    text = _without_side(cell)
    text, mended = _figures_mended(cell, text)
    signed = _SIGNED.match(text)
    quantity = read_quantity(signed["rest"].replace(")", " ") if signed else text)
    if quantity is None:
        return {}
    negative = signed is not None and quantity.value > 0
    value = -quantity.value if negative else quantity.value
    own_unit = _without_marks(cell, quantity.unit)
    heading = maker.headings.get(name, "")
    headed = unit or unit_in_heading(heading)
    if headed and is_ocr(cell) and read_unit(own_unit) is None:
        own_unit = ""  # dust behind the figure
    own_unit = _a_time(own_unit, heading)
    printed = own_unit or headed or None
    # Which way a Dr or Cr goes is told by the row's amounts.
    ceiling = 1.0 if text == cell.text.strip() and not mended else TOLD
    fields = {name: maker.field(name, value, cell, unit=printed, ceiling=ceiling)}
    if printed:
        fields["unit"] = maker.field("unit", printed, cell, text=own_unit or printed)
    return fields


_TIME_IN_HEADING = re.compile(r"\b(?:per|a|each)\s+(month|annum|year|day)\b|\b(month|dai|annual)ly\b", re.I)
_TIMES = {"dai": "day", "annual": "annum"}


def _a_time(unit: str, heading: str) -> str:
    """A unit of weight with the time that only the heading prints: "42 MT" under "Quantity per month" is MT/month."""
    time = _TIME_IN_HEADING.search(heading)
    weight = read_unit(unit)
    if time is None or weight is None or weight.mass is None or weight.per is not None:
        return unit
    name = (time[1] or time[2]).lower()
    return f"{unit}/{_TIMES.get(name, name)}"


def _without_side(cell: Cell) -> str:
    """The text of a weight without the side it is entered on, which OCR may print flush to the unit: "16.751 KgCr"."""
    text = cell.text.strip()
    flush = _SIDE_FLUSH.fullmatch(text) if is_ocr(cell) else None
    return flush["weight"] if flush and read_unit(flush["unit"]) is not None else _SIDE.sub("", text)


def rate_fields(maker: Maker, cell: Cell, readings: Sequence[Reading], unit: str | None) -> dict[str, Field]:
    """A rate in rupees for the unit that the cell or the heading prints."""
    if not readings:
        return {}
    name = cell.column.name
    per = rate_unit(cell.text) or unit_in_heading(maker.headings.get(name, "")) or unit
    return {name: maker.field(name, readings[0].value, cell, unit=f"INR/{per}" if per else "INR")}


def rate_readings(cell: Cell, scale: Decimal) -> tuple[Reading, ...]:
    """The admissible readings of a rate cell, whose unit ("/MT") is not part of the amount."""
    if is_nothing(cell.text):
        return ()
    text = cell.text.strip()
    plain = read_amount(text, scale, ocr=is_ocr(cell)) or read_amount(_without_marks(cell, text), scale)
    if plain:
        return plain
    match = _PER_UNIT.match(text)
    return read_amount(match["amount"], scale, ocr=is_ocr(cell)) if match else ()


def rate_unit(text: str) -> str | None:
    """The unit that a rate is for: "9,80,000.00/MT" is for one MT."""
    match = _PER_UNIT.match(text.strip())
    return match["unit"].strip() if match and read_unit(match["unit"]) is not None else None


def unit_in_heading(text: str) -> str | None:
    """The unit that a heading gives in brackets, after "in" or by itself: "Qty (MT)" gives MT, "Rate (Rs./kg)" kg."""
    if (whole := read_unit(text.strip(" ()[]."))) is not None and whole.mass is not None:
        return text.strip(" ()[].")
    for match in _HEADING_UNIT.finditer(text):
        unit = (match["unit"] or match["bare"] or "").strip(" .")
        tail = re.split(r"(?:rs\.?|inr|₹|rupees|रुपये|रु\.?)\s*(?:/|per|प्रति)?\s*", unit, flags=re.I)[-1]
        for candidate in (unit, tail):
            if candidate and read_unit(candidate) is not None:
                return candidate
    behind = re.search(r"[,;:–-]\s*(?P<unit>[A-Za-z\u0900-\u097f][\w\u0900-\u097f./ ]*)$", text)
    if behind and (meaning := read_unit(behind["unit"].strip())) is not None and meaning.mass:
        return behind["unit"].strip()
    tail_match = re.search(r"(?:/|\bper\b|प्रति)\s*([A-Za-z\u0900-\u097f.]+)\s*$", text)
    if tail_match and (unit_of_tail := read_unit(tail_match[1])) is not None and unit_of_tail.mass:
        return tail_match[1]
    return None


def hsn_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """An HSN code: its digits."""
    digits = re.sub(r"[^0-9]", "", ascii_digits(cell.text))
    return {cell.column.name: maker.field(cell.column.name, digits, cell)} if 2 <= len(digits) <= 8 else {}


def percent_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """A percentage as a number: 99.5."""
    value = read_percent(cell.text)
    if value is None and (match := re.search(r"([0-9]+(?:\.[0-9]+)?)\s*%", ascii_digits(cell.text))):
        value = Decimal(match[1])
    name = cell.column.name
    return {} if value is None else {name: maker.field(name, value, cell, unit="percent")}


def mineral_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """The mineral by its id in Appendix I; several as a list; what is not listed keeps its name as printed."""
    text = " ".join(cell.text.split())
    if is_nothing(text) or not any(sign.isalpha() for sign in text):
        return {}
    named = mineral_of(text)
    mended = minerals().run_together(text) if is_ocr(cell) and not named else ()
    found = named or mended or (f"unlisted:{text}",)
    ceiling = 1.0 if named or not is_ocr(cell) else MENDED if mended else ONE_OCR_WITNESS
    return {
        cell.column.name: maker.field(cell.column.name, found[0] if len(found) == 1 else found, cell, ceiling=ceiling)
    }


def assay_fields(maker: Maker, cell: Cell, unit: str | None) -> dict[str, Field]:
    """A laboratory's result in per cent, whatever unit it is printed in; what is below detection has no value."""
    text = ascii_digits(cell.text).strip()
    text = text.removeprefix("₹") if is_ocr(cell) else text  # a smudge before the figure: no result is money
    match = re.match(
        r"^(?P<value>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(?:±.*?)?(?P<unit>%|ppm|ppb|mg/kg|g/t|g/mt|g/kg|mg/g)?",
        text,
        re.I,
    )
    if match is None:
        return {}
    name = cell.column.name
    printed = (match["unit"] or unit or unit_word(maker.headings.get(name, "")) or "%").lower()
    named = next((it for it in PARTS_PER if it in printed), None)
    value = Decimal(match["value"].replace(",", ""))
    return {name: maker.field(name, value / PARTS_PER[named] if named else value, cell, unit="percent")}


def tonnes_fields(maker: Maker, cell: Cell, unit: str | None) -> dict[str, Field]:
    """Tonnes a year, from the cell with the unit of the cell, the unit column, or the heading."""
    name = cell.column.name
    heading = maker.headings.get(name, "")
    text, mended = _figures_mended(cell, cell.text.strip())
    value = per_year(text)
    if value is None and (quantity := read_quantity(text)) is not None:
        yearly = re.search(
            r"per\s+(?:annum|year)|/\s*(?:annum|year|yr|a)\b|p\.?\s?a\.?\b|annual|प्रति\s?वर्ष|वार्षिक", heading, re.I
        )
        for candidate in (quantity.unit, unit, unit_in_heading(heading), heading, *_ends_of(heading)):
            if not candidate:
                continue
            value = per_year(f"{quantity.value} {candidate}")
            if (
                value is None
                and (meaning := read_unit(candidate)) is not None
                and meaning.mass
                and yearly
                and meaning.per is None
            ):
                value = per_year(f"{quantity.value} {candidate} per annum")
            if value is not None:
                break
        if value is None and name.endswith("_tpa") and re.search(r"\btpa\b|\bmtpa\b|\bmta\b|mt/a", heading, re.I):
            value = quantity.value
    return {} if value is None else {name: maker.field(name, value, cell, unit="tpa", ceiling=TOLD if mended else 1.0)}


def _ends_of(heading: str) -> Iterator[str]:
    """What a heading ends with, which may be the unit of the figures below it: "Output kg per year"."""
    words = heading.strip(" .:*()").split()
    return (" ".join(words[-count:]) for count in range(1, min(LONGEST_UNIT, len(words)) + 1))


def _figures_mended(cell: Cell, text: str) -> tuple[str, bool]:
    """The figures of a scanned cell that cannot be read as they stand with their commas put right, and whether so."""
    if not is_ocr(cell) or read_quantity(text) is not None or (mended := regrouped(text)) is None:
        return text, False
    return mended, True


def condition_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """New or refurbished, as the condition column says."""
    return _closed_field(maker, cell, condition_in_column(cell.text))


def relation_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """How a company stands to the applicant."""
    return _closed_field(maker, cell, relation_of(cell.text))


def _closed_field(maker: Maker, cell: Cell, found: str | None) -> dict[str, Field]:
    if found is None:
        return {}
    made = maker.field(cell.column.name, found, cell)
    return {cell.column.name: replace(made, confidence=confidence_of_closed(cell))}


def words_of_lines(cell: Cell) -> list[Words]:
    """The words of a cell line by line."""
    return [line.words for line in lines_in(cell.words, cell.page.number)]


def unit_cell(event: Event) -> str | None:
    """The unit that a row prints in a column of its own."""
    cell = event.cells.get("unit")
    if cell is None or is_nothing(cell.text):
        return None
    text = _without_marks(cell, cell.text.strip())
    joined = "".join(text.split())
    return joined if read_unit(text) is None and read_unit(joined) is not None else text  # a narrow column: "KG S"


def _words_between(cell: Cell, start: int, end: int) -> Words:
    """The words that print a stretch of the cell's text."""
    return words_within(cell.words, start, end) or cell.words
