"""What a column is by what stands in it, where its heading is unknown, lost by OCR, or says something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.finding.bands import text_of
from extractors.tables.compound import COMPANY
from extractors.tables.headings import ASSUMED
from extractors.tables.likeness import normal_heading
from extractors.tables.parts import Part
from extractors.tables.row_groups import has_figures
from extractors.tables.serials import is_serial
from extractors.tables.words import condition_in_column, head_named, is_nothing, plain_words
from records.dates import read_day
from records.numbers import read_amount
from records.units import read_unit
from reference.table_specs import ColumnSpec, TableSpec

BELIES = 0.3
"""If fewer of its cells than this share are what a column's kind asks for, its heading was misread."""

FEWEST = 2
"""So many cells must speak, but in a table of one row."""

DIFFERENT = 0.6
"""Of the numbers of documents at least this share differ."""

TELLING = frozenset({"condition", "serial"})
"""Kinds whose cells all look alike: a column taken for one whose cells do not is another."""

_GSTIN = re.compile(r"(?=(?:[A-Z]*[0-9]){4})[0-9A-Z]{15}")
_DOCUMENT = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z/-])[A-Za-z0-9][A-Za-z0-9/\\._-]{2,19}")
_WEIGHED = re.compile(r"[0-9]{1,3}(?:,?[0-9]{3})*\.[0-9]{3}\)?(?:\s*(?P<unit>[A-Za-z]{1,6})\.?)?")
_AMOUNT = re.compile(r"[0-9,]+(?:\.[0-9]+)?(?:/-)?(?:/?[A-Za-z]{1,6})?")


def told(part: Part, spec: TableSpec) -> Part:
    """The part with the columns that their cells tell, where the headings do not.

    A part that goes on under earlier headings keeps what was told of them.
    """
    if part.headings is None:
        return part
    rows = [band for band in part.bands if has_figures(band, part.columns)]
    contents: dict[int, list[str]] = {}
    for band in rows:
        for position, words in enumerate(band.cells):
            text = text_of(words)
            if text and not is_nothing(text) and band.owner.count(position) == 1 and position not in band.lent:
                contents.setdefault(position, []).append(text)
    least = min(FEWEST, len(rows))
    columns = {
        position: column
        for position, column in part.columns.items()
        if position in part.compounds or not _belied(part, position, column, contents.get(position, []), least)
    }
    names = {column.name for column in columns.values()} | {it.name for its in part.compounds.values() for it in its}
    doubtful = set(part.told | part.headings.doubtful)
    known = {position for position, column in columns.items() if column.kind == "known"}
    for position in sorted(known & contents.keys()):
        if (
            len(contents[position]) >= least
            and (column := _condition_told(contents[position], spec, names)) is not None
        ):
            columns[position] = column
            names.add(column.name)
    for position in sorted(contents.keys() - columns.keys()):
        column = column_told(contents[position], spec, names) if len(contents[position]) >= least else None
        if column is not None:
            columns[position] = column
            names.add(column.name)
            if column.kind != "condition" and not _hinted(part, position, column):
                doubtful.add(column.name)
    if (rate := _rate(part, columns, spec, names)) is not None:
        columns[rate[0]] = rate[1]
    for position, column in _totals(part, columns, spec, names):
        columns[position] = column
    if columns == part.columns and doubtful == part.told:
        return part
    return replace(part, columns=columns, told=frozenset(doubtful))


def _belied(part: Part, position: int, column: ColumnSpec, texts: Sequence[str], least: int) -> bool:
    """Whether the cells of a column are not what it was taken for."""
    if not texts:
        return part.page.source == "ocr" and column.kind in ("invoice", "date", "text", "party") and least > 0
    if len(texts) < least:
        return False
    if column.kind == "party":
        return _share(TESTS["gstin"], texts) > 1 - BELIES  # "Recipient" over the numbers of their registrations
    if column.kind == "unit":
        return _share(_is_amount, texts) > 1 - BELIES  # "Per unit" over prices
    if column.kind in TELLING:
        return _share(TESTS[column.kind], texts) < BELIES
    if column.kind == "text":
        if _share(_is_amount, texts) > 1 - BELIES:
            return True  # "Plant & Machinery" over amounts is one head of several, not the articles
        assumed = part.headings is not None and any(
            it.position == position and it.score == ASSUMED for it in part.headings.found
        )
        return assumed and _share(TESTS["condition"], texts) > 1 - BELIES
    return False


def _condition_told(texts: Sequence[str], spec: TableSpec, names: set[str]) -> ColumnSpec | None:
    """The column of conditions under a heading that may mean much ("Status"), if its cells are nothing else."""
    missing = next((it for it in spec.columns.values() if it.kind == "condition" and it.name not in names), None)
    return missing if missing is not None and _share(TESTS["condition"], texts) >= LEAST["condition"] else None


def column_told(texts: Sequence[str], spec: TableSpec, names: set[str]) -> ColumnSpec | None:
    """The column that is missing and whose kind nearly all of the cells are."""
    for kind, test in TESTS.items():
        column = next((it for it in spec.columns.values() if it.kind == kind and it.name not in names), None)
        if kind != "serial" and column is not None and _share(test, texts) >= LEAST[kind]:
            if kind == "invoice" and len(set(texts)) < DIFFERENT * len(texts):
                continue  # the code of a kind of voucher, not its number
            return column
    return None


def _rate(
    part: Part, columns: Mapping[int, ColumnSpec], spec: TableSpec, names: set[str]
) -> tuple[int, ColumnSpec] | None:
    """The column whose figures times the quantity give the value, in most rows that can be reckoned."""
    missing = next((it for it in spec.products if it.factors[1] not in names and it.factors[0] in names), None)
    place = {column.name: position for position, column in columns.items()}
    if missing is None or missing.product not in place or missing.factors[0] not in place:
        return None
    for position in range(len(part.boxes)):
        if position in columns:
            continue
        tried, held = 0, 0
        for band in part.bands:
            if position >= len(band.cells):
                continue
            figures = [_figure(band.text(at)) for at in (place[missing.factors[0]], position, place[missing.product])]
            if None not in figures and all(figures):
                quantity, rate, value = (it for it in figures if it is not None)
                tried += 1
                held += abs(quantity * rate - value) <= 1 + abs(value) / 10_000
        if held >= FEWEST and 2 * held > tried:
            return position, spec.columns[missing.factors[1]]
    return None


def _totals(
    part: Part, columns: Mapping[int, ColumnSpec], spec: TableSpec, names: set[str]
) -> Iterator[tuple[int, ColumnSpec]]:
    """Columns under headings of many meanings ("Value") that are what the terms of a missing total make."""
    for equation in spec.sums:
        terms = {at for at, column in columns.items() if {column.name, column.part_of} & set(equation.terms)}
        if equation.total in names or len(terms) < FEWEST:
            continue
        for position in range(len(part.boxes)):
            if position not in columns and _is_sum_of(part, position, terms):
                yield position, spec.columns[equation.total]
                break


def _is_sum_of(part: Part, position: int, terms: Collection[int]) -> bool:
    """Whether the figure of a column is the sum of those of others, in all rows that have both."""
    told: list[bool] = []
    for band in part.bands:
        printed = _figure(band.text(position)) if position < len(band.cells) else None
        figures = [it for at in terms if at < len(band.cells) and (it := _figure(band.text(at))) is not None]
        if printed is not None and len(figures) >= FEWEST:
            told.append(abs(sum(figures) - printed) <= 1)
    return bool(told) and all(told)


def _figure(text: str) -> Decimal | None:
    readings = read_amount(text, ocr=False) if text.strip() else ()
    return readings[0].value if readings else None


def _hinted(part: Part, position: int, column: ColumnSpec) -> bool:
    """Whether the printed heading has a word of the column's own, though not enough of them."""
    printed = next((it.printed for it in part.headings.found if it.position == position), "") if part.headings else ""
    own = {word for heading in column.headings for word in normal_heading(heading).split()}
    return bool(own & set(normal_heading(printed).split()))


def _share(test: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(1 for text in texts if test(text)) / len(texts)


def _is_document(text: str) -> bool:
    joined = re.sub(r"(?<=[/-])\s+|\s+(?=[/-])", "", text.strip())
    plain = _AMOUNT.fullmatch(joined) or _GSTIN.fullmatch(joined) or read_day(joined)
    return bool(_DOCUMENT.fullmatch(joined)) and not plain


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text.strip()) is not None


def _is_weight(text: str) -> bool:
    weighed = _WEIGHED.fullmatch(text.strip("()-–− "))
    return weighed is not None and (weighed["unit"] is None or read_unit(weighed["unit"]) is not None)


def _is_words(text: str) -> bool:
    words = [word for word in plain_words(text).split() if word.isalpha() and len(word) > 2]
    return len(words) >= 2


TESTS: Mapping[str, Callable[[str], bool]] = {
    "serial": is_serial,
    "condition": lambda text: len(text.split()) <= 3 and condition_in_column(text) is not None,
    "head": lambda text: head_named(text) is not None,
    "gstin": lambda text: bool(_GSTIN.fullmatch(re.sub(r"\s", "", text).upper())),
    "date": lambda text: bool(read_day(re.sub(r"(?<=[-/.])\s+", "", text.strip()))),
    "hsn": lambda text: bool(re.fullmatch(r"[0-9]{4}(?:[0-9]{2}){0,2}", text.strip())),
    "invoice": _is_document,
    "quantity": _is_weight,
    "unit": lambda text: len(text.split()) == 1 and text.strip(". ").isalpha() and read_unit(text) is not None,
    "party": lambda text: bool(COMPANY.search(plain_words(text))),
    "text": _is_words,
}
"""What the cells of each kind look like, the most telling first."""

LEAST: Mapping[str, float] = {
    "condition": 0.8,
    "head": 0.8,
    "gstin": 0.6,
    "date": 0.8,
    "invoice": 0.6,
    "hsn": 0.7,
    "quantity": 0.7,
    "unit": 0.8,
    "party": 0.6,
    "text": 0.6,
}
"""By how many of the cells each kind is told."""
