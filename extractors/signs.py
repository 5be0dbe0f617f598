"""What kinds of values a page prints, and in what shape: what tells its type where no word of it is known.

A register of sales is lines with a date, a GSTIN and amounts whatever its title and in whatever language; an
accountant's paper has a UDIN, an assay names elements and percentages. Each sign is a token beside the page's words
(`extractors.wording`), with "#" before it, so that it is weighed as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from extractors.layout import PageLayout, Segment
from extractors.tables.likeness import normal_heading
from reference.document_types import document_types
from reference.table_specs import table_specs

_CODES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "gstin": r"(?<![A-Z0-9])\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9](?![A-Z0-9])",
        "pan": r"(?<![A-Z0-9])[A-Z]{5}\d{4}[A-Z](?![A-Z0-9])",
        "cin": r"(?<![A-Z0-9])[LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6}(?![A-Z0-9])",
        "llpin": r"(?<![A-Z0-9])[A-Z]{3}-\d{4}(?![A-Z0-9])",
        "udin": r"(?<![A-Z0-9])\d{8}[A-Z0-9]{10}(?![A-Z0-9])",
        "frn": r"(?<![A-Z0-9])\d{6}[WNECS](?![A-Z0-9])",
        "ifsc": r"(?<![A-Z0-9])[A-Z]{4}0[A-Z0-9]{6}(?![A-Z0-9])",
        "date": r"(?<![\d/.-])\d{1,2}(?:(?P<by>[-./])\d{1,2}(?P=by)|[-./ ]\s?[A-Za-z]{3,9}[-./ ,]+)(?:20)?\d\d(?!\d)",
        "money": r"(?<![\d,])\d{1,3}(?:,\d{2,3})+(?:\.\d{1,2})?(?![\d,])|(?<![\d,.])\d+\.\d\d(?![\d.])",
        "percent": r"\d\s?(?:%|per\s?cent\b|प्रतिशत)",
        "year": r"(?<!\d)20\d\d\s?[-–]\s?(?:20)?\d\d(?!\d)",
        "element": r"(?<!\w)(?:A[glu]|C[dou]|Dy|Fe|G[ae]|In|Li|Mn|N[di]|P[bdrt]|Rh|S[bne]|T[bei]|V|W|Zn)(?!\w)",
    }.items()
}

SOME, MANY = 3, 9
"""How often a value must stand on a page to be there some times, and many times."""

LONG_LINE = 4
"""Pieces from which on a line is one of a table."""

FORM = 5
"""Lines of "label: value", or numbered ones, that make a form."""

DATED_ROW = "row:dated"
"""A line of a table with a day and an amount: an entry of a register, not an article of one bill."""

_BILL = re.compile(r"(?<![\w/])(?=[\w/-]*[A-Za-z/-])[A-Za-z0-9]{1,8}(?:[/-][A-Za-z0-9]{1,8}){1,4}(?![\w/])")
_PAIR = re.compile(r"^[^:：]{2,60}[:：](?:\s|$)")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[०-९]{1,2})\s*[.)]\s*\S")


def signs_of(layout: PageLayout) -> frozenset[str]:
    """The signs of a page, as tokens with "#" before them."""
    counts: Counter[str] = Counter()
    for line in layout.lines:
        counts.update(_signs_of_line(line))
    return frozenset((*_graded(counts), *_headings_known(layout)))


def _signs_of_line(line: Sequence[Segment]) -> Iterator[str]:
    text = " ".join(segment.text for segment in line)
    found = {name: len(pattern.findall(text)) for name, pattern in _CODES.items()}
    found["bill"] = len(_BILL.findall(_CODES["date"].sub(" ", text)))
    for name, times in found.items():
        yield from [name] * times
    if len(line) >= LONG_LINE:
        yield "row"
        kinds = [name for name in ("bill", "date", "gstin", "money") if found[name]]
        yield from [f"row:{'+'.join(kinds)}"] * bool(kinds)
        yield from [DATED_ROW] * bool(found["date"] and found["money"])
        yield from ["row:sums"] * (found["money"] >= SOME)
    yield from ["pair"] * any(_PAIR.match(segment.text) for segment in line)
    yield from ["numbered"] * (_NUMBERED.match(text) is not None)


def _graded(counts: Mapping[str, int]) -> Iterator[str]:
    for name, times in counts.items():
        if name in {"pair", "numbered"}:
            yield from [f"#{name}"] * (times >= FORM)
            continue
        yield from [f"#{name}"] * (not name.startswith("row") or times > 1)
        yield from [f"#{name}/some"] * (times >= SOME)
        yield from [f"#{name}/many"] * (times >= MANY)


def _headings_known(layout: PageLayout) -> Iterator[str]:
    """Of which tables some line prints the headings of several columns."""
    known = _columns()
    best: Counter[str] = Counter()
    for line in layout.lines:
        if len(line) < SOME:
            continue
        columns: dict[str, set[str]] = defaultdict(set)
        for segment in line:
            for table, column in known.get(normal_heading(segment.text), ()):
                columns[table].add(column)
        for table, names in columns.items():
            best[table] = max(best[table], len(names))
    for table, names_found in best.items():
        yield from [f"#{table}"] * (names_found >= SOME)
        yield from [f"#{table}/some"] * (names_found >= SOME + 2)


@cache
def _columns() -> Mapping[str, frozenset[tuple[str, str]]]:
    """By what a heading says, the tables and columns that it may head."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for document_type in document_types().types:
        for spec in table_specs(document_type):
            for column in spec.columns.values():
                for heading in column.headings:
                    found[normal_heading(heading)].add((f"{document_type}.{spec.name}", column.name))
    return {heading: frozenset(columns) for heading, columns in found.items()}
