"""A document is its own dictionary: what OCR read in doubt is settled by what the table prints clearly elsewhere.

The same vendors, buyers, products, units and series of invoice numbers recur from row to row. A doubtful reading that
is nearly one of them takes its form: never an amount or a date, never a clear reading, and never to a confidence that
would pass for sure. The print as read stays beside it as an alternative.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from extractors.tables.series import Series, series_of
from records.gstins import is_gstin
from records.readings import Alternative, Field, TableRow
from records.units import read_unit

CLEAR = 0.86
"""Words read by OCR with this confidence or more are clear: they are never replaced."""

SETTLED = 0.85
"""The most that a value settled by other rows may claim."""

BY_GSTIN = 0.88
"""The most for a name whose row prints the GSTIN that clear rows print with the same name."""

ALIKE = 78.0
"""A doubtful name or product is a known one from this likeness on (0-100)."""

ALIKE_BY_GSTIN = 50.0
"""So much is asked where the GSTIN beside it says whose name it is."""

APART = 8.0
"""The next known one must be this much less alike."""

MOST_OF_NAME = 0.5
"""A part of a name that is shorter than this share of it may be another's."""

FEWEST = 2
"""So many rows must print a form before it is known."""

PARTIES = {"buyer_name": "buyer_gstin", "vendor": "vendor_gstin"}
MOST_SLIPS = 2
"""A GSTIN differs from the one it is taken for in so many characters at most."""

Rows = Sequence[TableRow]


@dataclass(frozen=True, slots=True)
class _Settled:
    """What a doubtful field should say, how far that may be believed, and why."""

    value: str
    confidence: float
    reason: str


def settled_by_rows(rows: Rows) -> list[TableRow]:
    """The rows with doubtful names, GSTINs, products, units and document numbers settled by the other rows."""
    settled = list(rows)
    if not any(made.evidence.method == "ocr" for row in rows for made in row.fields.values()):
        return settled
    for name, gstin in PARTIES.items():
        settled = _each(settled, gstin, _gstins(settled, name, gstin))
        settled = _each(settled, name, _names(settled, name, gstin))
    settled = _each(settled, "product", _names(settled, "product", None))
    settled = _each(settled, "unit", _units(settled))
    return _each(settled, "invoice_number", _numbers(settled, "invoice_number"))


Settle = Callable[[int, Field], _Settled | None]


def _each(rows: Sequence[TableRow], name: str, settle: Settle) -> list[TableRow]:
    settled: list[TableRow] = []
    for number, row in enumerate(rows):
        made = row.fields.get(name)
        found = settle(number, made) if made is not None and made.evidence.method == "ocr" else None
        if made is None or found is None or found.value == made.value:
            settled.append(row)
            continue
        others = (Alternative(made.value, made.evidence.text, 0.3, "as read by OCR"), *made.alternatives)
        mended = replace(
            made,
            value=found.value,
            confidence=min(max(made.confidence, 0.7), found.confidence),
            alternatives=others,
            witnesses=(*made.witnesses, found.reason),
        )
        settled.append(replace(row, fields={**row.fields, name: mended}))
    return settled


def _gstins(rows: Rows, name: str, gstin: str) -> Settle:
    """A GSTIN whose check digit fails is the one of the document's that is nearly it, if just one is."""
    known = {value for value in _texts(rows, gstin) if is_gstin(value)}

    def settle(number: int, made: Field) -> _Settled | None:
        if is_gstin(str(made.value)):
            return None
        near = [it for it in known if Levenshtein.distance(it, str(made.value), score_cutoff=MOST_SLIPS) <= MOST_SLIPS]
        return _Settled(near[0], SETTLED, f"the {gstin} of other rows") if len(near) == 1 else None

    return settle


def _names(rows: Rows, name: str, gstin: str | None) -> Settle:
    """A name read in doubt is the one that clear rows print with its GSTIN, or the only known one that is like it."""
    printed = [it for it in _fields(rows, name) if it.confidence >= CLEAR or it.evidence.method != "ocr"]
    clear = Counter(str(it.value) for it in printed)
    known = [value for value, count in clear.items() if count >= FEWEST]
    by_gstin = _by_gstin(rows, name, gstin) if gstin is not None else {}

    def settle(number: int, made: Field) -> _Settled | None:
        text = str(made.value)
        beside = rows[number].fields.get(gstin) if gstin is not None else None
        own = by_gstin.get(str(beside.value)) if beside is not None else None
        if own is not None and own != text and _is_worse(text, own, made.confidence):
            return _Settled(own, BY_GSTIN, f"rows of the same {gstin}")
        whole = [it for it in known if it != text and _is_part(text, it)]
        if text not in known and len(whole) == 1:
            return _Settled(whole[0], SETTLED, "other rows, whole")
        if made.confidence >= CLEAR or text in known:
            return None
        best = process.extract(text, known, scorer=fuzz.ratio, limit=2)
        if best and best[0][1] >= ALIKE and (len(best) == 1 or best[0][1] - best[1][1] >= APART):
            return _Settled(best[0][0], SETTLED, "other rows")
        return None

    return settle


def _is_part(text: str, whole: str) -> bool:
    """Whether a name is the beginning or the end of another, in whole words, and most of it."""
    most = len(text) >= MOST_OF_NAME * len(whole)
    return most and (whole.startswith(f"{text} ") or whole.endswith(f" {text}"))


def _is_worse(text: str, own: str, confidence: float) -> bool:
    """Whether a name is the doubtful, or the shortened, print of another."""
    if confidence < CLEAR:
        return fuzz.token_sort_ratio(text, own) >= ALIKE_BY_GSTIN
    return len(text) < len(own) and fuzz.partial_ratio(text, own) == 100


def _by_gstin(rows: Rows, name: str, gstin: str) -> Mapping[str, str]:
    """The name that most rows, best read first, print with each GSTIN."""
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        told, beside = row.fields.get(name), row.fields.get(gstin)
        if told is not None and beside is not None and is_gstin(str(beside.value)):
            weights[str(beside.value)][str(told.value)] += round(100 * told.confidence**4)
    found: dict[str, str] = {}
    for number, forms in weights.items():
        ranked = forms.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            found[number] = ranked[0][0]
    return found


def _units(rows: Rows) -> Settle:
    """A unit that is none is the unit of nearly all other rows."""
    counted = Counter(value for value in _texts(rows, "unit") if read_unit(value) is not None)
    usual, count = counted.most_common(1)[0] if counted else ("", 0)

    def settle(number: int, made: Field) -> _Settled | None:
        if read_unit(str(made.value)) is not None and made.confidence >= CLEAR and str(made.value).isascii():
            return None
        alone = count >= FEWEST and count >= 0.8 * sum(counted.values())
        return _Settled(usual, SETTLED, "the unit of the other rows") if alone and made.value != usual else None

    return settle


def _numbers(rows: Rows, name: str) -> Settle:
    """A document's number read in doubt takes the form of the series that it belongs to."""
    fields = [(number, row.fields[name]) for number, row in enumerate(rows) if name in row.fields]
    series = series_of([(number, str(it.value), it.confidence) for number, it in fields])

    def settle(number: int, made: Field) -> _Settled | None:
        value = _in_series(series, number, made)
        if value is None or made.confidence >= CLEAR and not value.endswith(str(made.value)):
            return None
        return _Settled(value, SETTLED, "the series of document numbers")

    return settle


def _in_series(series: Sequence[Series], number: int, made: Field) -> str | None:
    fits = (it.fit(number, str(made.value), made.confidence) for it in series)
    fitted = sorted((fit.cost, fit.value) for fit in fits if fit is not None)
    if not fitted or (len(fitted) > 1 and fitted[0][0] == fitted[1][0] and fitted[0][1] != fitted[1][1]):
        return None
    return fitted[0][1]


def _fields(rows: Rows, name: str) -> Iterable[Field]:
    return (row.fields[name] for row in rows if name in row.fields)


def _texts(rows: Rows, name: str) -> list[str]:
    return [re.sub(r"\s+", " ", str(it.value)) for it in _fields(rows, name)]
