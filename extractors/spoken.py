"""Amounts in words of print repeat a figure: they settle one that OCR read in pieces and doubt one that differs.

Who raises a figure in a certificate must raise it in the words too. Words that repeat no figure of the paper therefore
contradict one of them: the figure beside them, or else the certified total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.cite import Source
from extractors.confirm import VOUCHED
from extractors.document_text import Text
from extractors.money import WORDS_SAY
from extractors.tables import LongRows, TableReading
from extractors.totals import DISPUTED, column_sum, table_and_column
from records.amount_words import amount_in_words, is_beginning_of
from records.digits import ascii_digits
from records.readings import Alternative, Field, Notice
from reference.document_types import DocumentType

SAME_AS_WORDS = "figures and words"

LEAST = Decimal(1000)
"""Rupees; no smaller sum is written in words here, while "one only" and the like stand in sentences."""

RUPEE = Decimal(1)

_SPOKEN = re.compile(
    r"(?:\brupees\b|\brs\b\.?|\binr\b|₹|रुपये|रुपए|रूपये|\bin\s+words\b|शब्दों\s+में)[\s:\-–(]*"
    r"(?P<words>[^0-9()]{4,220}?)(?:\bonly\b|\bonlv\b|मात्र|केवल|[.)])",
    re.I,
)
_UNIT_ALONE = re.compile(
    r"\W*(?:in\s+)?(?:thousands?|lakhs?|lacs?|crores?|millions?|mn|billions?|bn|हजार|हज़ार|लाख|करोड़?)\W*(?:में)?\W*", re.I
)
_FIGURE = re.compile(r"(?<![\w/,-])(?<![0-9]\.)[0-9][0-9,]*(?:\.[0-9]+)?(?![\w]|[/.-][0-9])")
_MULTIPLIED = re.compile(
    r"\s*(?:\)\s*)?(?:(?P<crore>crore|cr\b|करोड)|(?P<lakh>lakh|lac|लाख)|(?P<million>million|mn\b))", re.I
)
_RIGHT_BEHIND = re.compile(r"[\s/\-=.,(]{0,8}")
_TIMES = {"crore": Decimal(10_000_000), "lakh": Decimal(100_000), "million": Decimal(1_000_000)}


@dataclass(frozen=True, slots=True)
class Spoken:
    """An amount in words: rupees, where it stands in the running text, and its print."""

    value: Decimal
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Figure:
    """A printed figure with its place, and what it may say in rupees under the units that the paper names."""

    start: int
    end: int
    may_say: tuple[tuple[Decimal, Decimal], ...]
    """Rupees, and by how much rounding in print may have moved them."""

    def says(self, value: Decimal) -> bool:
        """Whether the figure may be this many rupees."""
        return any(abs(rupees - value) <= room for rupees, room in self.may_say)


def spoken_in(text: str) -> Iterator[Spoken]:
    """The amounts that a text spells, of a thousand rupees and more."""
    for match in _SPOKEN.finditer(text):
        value = None if _UNIT_ALONE.fullmatch(match["words"]) else amount_in_words(match["words"])
        if value is not None and value >= LEAST:
            yield Spoken(value, match.start(), match.end(), match.group().strip(" ("))


def settled_by_words(
    document_type: DocumentType,
    fields: Mapping[str, Field],
    tables: Mapping[str, TableReading],
    text: Text,
    source: Source,
) -> dict[str, Field]:
    """Totals that words of print repeat gain a witness; one that OCR read in pieces is what words and rows both say."""
    merged = dict(fields)
    said = list(spoken_in(text.flow.text)) if document_type.table_totals else []
    for name, target in document_type.table_totals.items():
        reading, column = table_and_column(tables, target)
        stated = fields.get(name)
        if not said or stated is None or stated.unit != "INR":
            continue
        if any(it.value == stated.value for it in said):
            merged[name] = stated if SAME_AS_WORDS in stated.witnesses else _repeated(stated)
            continue
        if reading is None or stated.evidence.method != "ocr":
            continue
        added = column_sum(reading.rows, column) if reading.unit_sure and reading.vouches else None
        if added is None or stated.value == added or not isinstance(stated.value, Decimal):
            continue
        spoken = [it for it in said if it.value == added]
        if not spoken or not _is_fragment(stated.value, added):
            continue
        run = text.flow.cut(spoken[0].start, spoken[0].end)
        evidence = source.evidence(run.first_page, run.words_on_first_page)
        other = Alternative(stated.value, stated.evidence.text, 0.2, "figures that OCR read in part")
        witnesses = (SAME_AS_WORDS, "sum of the rows")
        merged[name] = Field(name, added, VOUCHED, evidence, "INR", alternatives=(other,), witnesses=witnesses)
    return merged


def doubted_by_words(
    document_type: DocumentType, fields: Mapping[str, Field], tables: Mapping[str, TableReading], text: Text
) -> tuple[dict[str, Field], list[Notice]]:
    """Doubt each amount that stands beside words which repeat no figure of the paper, or not the one they explain.

    Returns:
        the fields, those contradicted at `DISPUTED` with the words' amount among the alternatives, and what to tell.
    """
    weighed, notices = dict(fields), list[Notice]()
    spoken = list(spoken_in(text.flow.text))
    if not spoken:
        return weighed, notices
    figures = list(_figures(text))
    read = _read(fields, tables)
    for said in spoken:
        belied = _belied(said, figures, text.flow.text)
        repeated = any(abs(it - said.value) <= RUPEE for it in read) or any(it.says(said.value) for it in figures)
        names = _stating(belied, weighed) if belied is not None else []
        if repeated and not names:
            continue
        page = text.flow.cut(said.start, said.end).first_page.number
        names = names or _contradicted(said, figures, document_type, weighed)
        for name in names:
            field = weighed[name]
            other = Alternative(said.value, said.text, 0.45, WORDS_SAY)
            others = tuple(it for it in field.alternatives if it.value != said.value)
            confidence = min(field.confidence, DISPUTED)
            weighed[name] = replace(field, confidence=confidence, alternatives=(other, *others))
        about = f"{', '.join(names)}: " if names else ""
        what = "is not the figure that it stands beside" if repeated else "repeats no figure of this paper"
        notices.append(Notice("words_differ", f"{about}{said.text!r} {what}.", page))
    return weighed, notices


def _belied(said: Spoken, figures: Sequence[_Figure], flow: str) -> _Figure | None:
    """The figure that stands right before words which say another amount, "Rs. 17,12,50,000 (Rupees Fifteen ...)".

    That the words' amount stands elsewhere, as in a summary that was forgotten, does not make the two agree.
    """
    before = [it for it in figures if it.end <= said.start and it.may_say]
    if not before or not _RIGHT_BEHIND.fullmatch(flow, before[-1].end, said.start) or before[-1].says(said.value):
        return None
    cut = any(rupees >= 0 and is_beginning_of(said.text, rupees) for rupees, _ in before[-1].may_say)
    return None if cut else before[-1]


def _stating(figure: _Figure, fields: Mapping[str, Field]) -> list[str]:
    """The fields whose amount a figure says."""
    return [
        name
        for name, field in fields.items()
        if field.unit == "INR" and isinstance(field.value, Decimal) and figure.says(field.value)
    ]


def _contradicted(
    said: Spoken, figures: Sequence[_Figure], document_type: DocumentType, fields: Mapping[str, Field]
) -> list[str]:
    """The fields that words which repeat no figure contradict: those whose figure stands next to them, else the totals.

    A field that other words of the paper repeat is beyond doubt.
    """
    amounts = {
        name: field.value
        for name, field in fields.items()
        if field.unit == "INR" and isinstance(field.value, Decimal) and SAME_AS_WORDS not in field.witnesses
    }
    before = [it for it in figures if it.end <= said.start and it.may_say]
    after = [it for it in figures if it.start >= said.end and it.may_say]
    beside = [*before[-1:], *after[:1]]
    named = [name for name, value in amounts.items() if any(it.says(value) for it in beside)]
    totals = [name for name in document_type.table_totals if name in amounts]
    return [name for name in named if name in totals] or named or totals


def _read(fields: Mapping[str, Field], tables: Mapping[str, TableReading]) -> set[Decimal]:
    """Every amount that was read, whatever OCR made of the rupee's sign before it; of very long tables none."""
    cells = (
        field
        for table in tables.values()
        if not isinstance(table.rows, LongRows)
        for row in table.rows
        for field in row.fields.values()
    )
    return {it.value for it in (*fields.values(), *cells) if it.unit == "INR" and isinstance(it.value, Decimal)}


def _figures(text: Text) -> Iterator[_Figure]:
    """The figures of the running text, with the units that a word behind them or a heading of the paper gives."""
    flow = ascii_digits(text.flow.text)
    headed = {unit.scale for unit in text.units.scales}
    for match in _FIGURE.finditer(flow):
        printed = match.group().replace(",", "")
        value, last = Decimal(printed), Decimal(1).scaleb(-len(printed.partition(".")[2]))
        behind = _MULTIPLIED.match(flow, match.end())
        scales = {Decimal(1)} | ({_TIMES[str(behind.lastgroup)]} if behind else headed)
        may_say = tuple((value * it, max(RUPEE, last * it / 2)) for it in scales if value * it >= LEAST)
        yield _Figure(match.start(), match.end(), may_say)


def _repeated(field: Field) -> Field:
    return field.with_confidence(field.confidence, SAME_AS_WORDS)


def _is_fragment(value: Decimal, whole: Decimal) -> bool:
    """Whether the figures of an amount are the first or the last of another's: OCR cut it or lost some."""
    part, figures = (f"{it:f}".partition(".")[0] for it in (value, whole))
    return len(part) < len(figures) and (figures.startswith(part) or figures.endswith(part))
