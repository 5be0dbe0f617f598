"""What a user could pick instead: invoice2data, pdfplumber with regular expressions, docling's parser with the same.

All read the same documents in the same run as Parakh. The peers are given more than a user would have: every label,
phrase and title that our own vocabulary holds becomes one of their regular expressions, and our grammars turn what
they match into amounts, dates and quantities. Scans reach them as plain Tesseract's text (300 dpi, eng+hin). Tables are
not asked of them.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytesseract

from benchmarks.compare import Scored, score
from extractors import read_document
from extractors.render import render_page
from records.dates import find_days, read_financial_year
from records.numbers import read_amount
from records.readings import DocumentReading, Evidence, Field, Value
from records.units import per_year, read_percent
from reference.document_types import DocumentType, FieldWords, document_types
from samples.__main__ import write
from samples.sets import SETS

SCANNED_DPI = 300
logging.getLogger("invoice2data").setLevel(logging.CRITICAL)  # it warns of every field that a paper does not print

FEW_LETTERS = 20
"""A page with fewer letters in its text layer is a scan to the peers."""

GAP = r"[\s:.\-\u2013|]{0,12}"
VALUE = {
    "amount": r"((?:Rs\.?|INR|₹)?\s*[\d,]+(?:\.\d+)?(?:\s*(?:lakhs?|crores?|lacs?))?)",
    "day": r"([^\n]{6,24})",
    "period_from": r"([^\n]{6,24})",
    "period_to": r"([^\n]{6,24})",
    "percent": r"([\d.]+\s*%?)",
    "tpa": r"([\d,.]+\s*[A-Za-z./ ]{1,20})",
    "gstin": r"(\d{2}[A-Z]{5}\d{4}[A-Z]\w{3})",
    "pan": r"([A-Z]{5}\d{4}[A-Z])",
    "cin": r"([LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6})",
    "llpin": r"([A-Z]{3}-?\d{4})",
    "udin": r"(\d{8}[A-Z0-9]{10})",
    "frn": r"(\d{6}[A-Z])",
    "membership_number": r"(\d{6})",
    "reference": r"(\S+(?: ?[/\-]\S+)*)",
}
"""The value after a label, by kind; the rest of the line for every other kind."""

REST_OF_LINE = r"([^\n]{2,120}?)(?:\s{3,}|\n|$)"


@dataclass(frozen=True, slots=True)
class Found:
    """What a peer read: the type, and the text of each field."""

    document_type: str
    texts: Mapping[str, str]


Peer = Callable[[Path], Found]


def main(arguments: list[str] | None = None) -> int:
    """Make the samples, read them with each, print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.field_peers", description=__doc__.partition("\n")[0])
    parser.add_argument("--set", nargs="+", choices=sorted(SETS), default=["evaluation", "scans"])
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    with tempfile.TemporaryDirectory() as scratch:
        work = list(_samples(Path(scratch), options.set, options.seed))
        for name in READERS:
            with ProcessPoolExecutor(options.jobs) as workers:
                scored = list(workers.map(_scored, [(name, *it) for it in work]))
            print(*_lines(name, scored), sep="\n", flush=True)
    return 0


def _samples(folder: Path, sets: Iterable[str], seed: int) -> Iterator[tuple[str, str, Path, dict[str, Any]]]:
    for name in sets:
        for application in SETS[name](seed):
            write(application, folder / name)
            truth = json.loads(json.dumps(application.truth(), default=str))
            for file, document in truth["documents"].items():
                path = folder / name / "applications" / application.id / file
                if document["document_type"] is not None and path.suffix == ".pdf":
                    yield application.id, file, path, document
    print(f"made {', '.join(sets)}", file=sys.stderr)


def _scored(work: tuple[str, str, str, Path, dict[str, Any]]) -> Scored:
    name, application, file, path, truth = work
    start = time.monotonic()
    reading = READERS[name](path)
    return score(application, file, truth, reading, time.monotonic() - start)


def _lines(name: str, scored: Sequence[Scored]) -> Iterator[str]:
    for quality in sorted({it.quality for it in scored}):
        those = [it for it in scored if it.quality == quality]
        values = [value for it in those for value in it.fields]
        right, wrong = (sum(value.outcome == what for value in values) for what in ("right", "wrong"))
        types = sum(it.type_right for it in those) / len(those)
        seconds = sum(it.seconds for it in those) / len(those)
        yield (
            f"{name:28} {quality:10} {len(those):4} documents   type {types:6.1%}   fields right "
            f"{right / len(values):6.1%}   wrong {wrong / len(values):6.1%}   {seconds:6.2f} s a document"
        )


def as_reading(found: Found, path: Path) -> DocumentReading:
    """What a peer found as a reading, its texts made values by our grammars."""
    words = document_types().types.get(found.document_type)
    fields = {}
    for name, text in found.texts.items():
        value = _value(words.fields[name], text) if words else None
        if value is not None:
            evidence = Evidence("", path.name, 1, (0.0, 0.0, 0.0, 0.0), text, "text")
            fields[name] = Field(name, value, 0.5, evidence)
    return DocumentReading(path.name, "", found.document_type, 0.5, "read", fields=fields)


def _value(words: FieldWords, text: str) -> Value | None:
    text = text.strip(" :.-|\n")
    match words.kind:
        case "amount":
            return next((it.value for it in read_amount(text)), None)
        case "day" | "period_from" | "period_to":
            return next((it.readings[0].value for it in find_days(text)), None)
        case "percent":
            return read_percent(text)
        case "tpa":
            return per_year(text)
        case "financial_year":
            return read_financial_year(text)
        case "enum" | "yes_no" | "board" | "minerals" | "state":
            low = text.lower()
            said = (key for key, ways in words.values.items() if any(way.lower() in low for way in ways))
            return next(said, text or None)
    return text or None


@cache
def patterns(document_type: str) -> Mapping[str, tuple[str, ...]]:
    """Regular expressions with one group for each field of a type: labels, then phrases, then weak labels."""
    made: dict[str, tuple[str, ...]] = {}
    for name, words in document_types().types[document_type].fields.items():
        value = VALUE.get(words.kind, REST_OF_LINE)
        made[name] = (
            *_after(words.labels, value),
            *(re.sub(r"\(\?P<value>", "(", prose) for prose in words.prose if re.compile(prose).groups == 1),
            *_after(words.weak_labels, value),
        )
    return made


def _after(labels: Iterable[str], value: str) -> Iterator[str]:
    """An expression for a value after each label, the longest label first."""
    for label in sorted(labels, key=len, reverse=True):
        spaced = r"[\s.]+".join(map(re.escape, label.replace(".", " ").split()))
        yield rf"(?i)(?:^|\W){spaced}{GAP}{value}"


def by_patterns(text: str) -> Found:
    """The type with the most of its titles and decisive words in the text, and the first match of each field."""
    low = " ".join(text.lower().split())

    def weight(it: DocumentType) -> int:
        return 3 * sum(mark.lower() in low for mark in it.marks.title) + sum(
            mark.lower() in low for mark in it.marks.decisive
        )

    best = max(document_types().types.values(), key=weight)
    texts = {}
    for name, ways in patterns(best.id).items():
        match = next((found for way in ways if (found := re.search(way, text, re.M))), None)
        if match and match[1]:
            texts[name] = match[1]
    return Found(best.id, texts)


def page_texts(path: Path, read: Callable[[int], str], pages: int) -> str:
    """The text of a document: of each page its text layer, or plain Tesseract's where that is as good as empty."""
    texts = []
    for number in range(1, pages + 1):
        text = read(number)
        if len(re.findall(r"\w", text)) < FEW_LETTERS:
            text = pytesseract.image_to_string(render_page(path, number, SCANNED_DPI), lang="eng+hin")
        texts.append(text)
    return "\n".join(texts)


def pdfplumber_and_patterns(path: Path) -> Found:
    """The text that pdfplumber gives, and the expressions."""
    with pdfplumber.open(path) as document:
        text = page_texts(path, lambda n: document.pages[n - 1].extract_text() or "", len(document.pages))
    return by_patterns(text)


def docling_and_patterns(path: Path) -> Found:
    """The text of docling's own PDF parser (its models need a network) and the expressions."""
    from docling_core.types.doc.page import TextCellUnit
    from docling_parse.pdf_parser import DoclingPdfParser

    document = DoclingPdfParser(loglevel="fatal").load(path)

    def lines(number: int) -> str:
        cells = document.get_page(number).iterate_cells(TextCellUnit.LINE)
        return "\n".join(cell.text for cell in cells)

    return by_patterns(page_texts(path, lines, document.number_of_pages()))


@cache
def templates() -> tuple[Any, ...]:
    """invoice2data's templates: one for each title of each type."""
    from invoice2data.extract.loader import ordered_load

    made = [
        {
            "template_name": it.id,
            "issuer": it.id,
            "keywords": [title.upper()],
            "required_fields": ["issuer"],
            "options": {"date_formats": [], "languages": ["en"]},
            "fields": {
                name: {"parser": "regex", "regex": list(ways), "group": "first"}
                for name, ways in patterns(it.id).items()
                if ways
            },
        }
        for it in document_types().types.values()
        for title in sorted((*it.marks.title, *it.marks.decisive), key=len, reverse=True)
    ]
    return tuple(ordered_load(json.dumps(made)))


def invoice2data_templates(path: Path) -> Found:
    """invoice2data with its pdftotext input; the template whose keyword is the longest that the text holds."""
    from invoice2data.input import pdftotext

    text = pdftotext.to_text(str(path))
    if isinstance(text, bytes):
        text = text.decode()
    if len(re.findall(r"\w", text)) < FEW_LETTERS:
        with pdfplumber.open(path) as document:
            text = page_texts(path, lambda n: "", len(document.pages))
    upper = " ".join(text.upper().split())
    fitting = [it for it in templates() if it.matches_input(upper)]
    if not fitting:
        return Found("unknown", {})
    best = max(fitting, key=lambda it: len(it["keywords"][0]))
    read = best.extract(text, str(path), pdftotext)
    texts = {name: _first(read[name]) for name in best["fields"] if read.get(name)}
    return Found(best["template_name"], texts)


def _first(found: Any) -> str:
    return str(found[0] if isinstance(found, list) else found)


READERS: Mapping[str, Callable[[Path], DocumentReading]] = {
    "Parakh": read_document,
    "invoice2data": lambda path: as_reading(invoice2data_templates(path), path),
    "pdfplumber + patterns": lambda path: as_reading(pdfplumber_and_patterns(path), path),
    "docling-parse + patterns": lambda path: as_reading(docling_and_patterns(path), path),
}

if __name__ == "__main__":
    raise SystemExit(main())
