"""Which column is which: printed headings against the vocabulary of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.columns import asked_for
from extractors.tables.likeness import ENOUGH, UNIT_ALONE, YEARS, best_of, likest, normal_heading
from extractors.tables.money_unit import is_money_alone
from records.dates import find_financial_years
from reference.table_specs import ColumnSpec, TableSpec

ASSUMED = 61.0
"""The score of a heading that could not be read but must be the column that is missing, the others being read."""

JOINING = frozenset({"of", "to", "be", "the", "and", "in", "by", "for", "with", "per", "&", "or", "का", "की", "के"})
"""Words that are never the whole heading of a column: where one stands alone, a heading was torn."""

MOST_READ = 3
"""So many other columns must be known before one is assumed."""

COMPOUND = 90.0
"""The score of a heading that names several columns."""

COMPOUND_KINDS = frozenset({"text", "party", "gstin", "invoice", "date", "hsn"})

_GIVES_BOTH = {frozenset({"party", "gstin"}): "party", frozenset({"invoice", "date"}): "invoice"}
"""Two kinds that stand in one column, and the one whose cells are read for both."""

WORD_FOR_WORD = 100.0
"""What is so like the heading of a column is none of another kind that it only resembles: "Bill No." and "Bill to"."""

SURE_PIECE = 93.0
"""Each piece of such a heading must be this like a known one."""

YEARS_TELL = 0.1
"""A line of years under the headings belongs to them: with it they fit a little better."""

BROKEN_OFF = 0.3
"""How much worse headings fit for each that goes on in a line that was not taken."""

_OF_ALL_READINGS = re.compile(
    r"\b(?:mean|average|averaged|avg|reported (?:value|result)|final (?:value|result))\b|औसत|माध्य", re.I
)
"""What heads the result among the readings it was made of: "Reading 1 | Reading 2 | Mean"."""

_OF_STATISTICS = re.compile(
    r"\b(?:deviation|dev|s\.?d|r\.?s\.?d|error|uncertainty|recovery|limits?|range|lod|loq|mu)\b|±", re.I
)
"""What stands in per cent beside results and is none."""

_JOINTS = re.compile(r"[/&,+]|\band\b|\bwith\b|एवं|तथा", re.I)

_FIGURES = re.compile(
    r"^[(\[₹]?-?(?:Rs\.?)?\s*[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]+)?\)?$|^[0-9]+\.[0-9]{2}$|^[0-9]{5,}$"
)

FORM_COLUMNS = 4
"""A form of numbered lines has a number, a label and a value, and sometimes a colon between them."""

_ANSWER = re.compile(r"^\s*[:：]\s*(?:\w|$)|\s[:：]\s+\w")
"""What follows a colon that stands alone is the answer to a form's question, not the heading of a column."""

_FORM_NUMBERS = re.compile(r"(?:[(\[]?(?:[0-9]{1,2}|[०-९]{1,2})[.)\]]*\s*)+")

_COLUMN_NUMBER = re.compile(r"^[(\[]\s*(?:[0-9]{1,2}|[a-z])\s*[)\]]\s+(?=\S)", re.I)
"""The number of a column over its heading: "(3) Tonnes per day"."""

_NUMBERED = re.compile(r"^[(\[]?\s*(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})\s*[)\]]?(?:\s*=.*)?$", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading and what it was taken for: `column` is None where nothing in the vocabulary is like it.

    `parts` are the columns that a heading of several names ("Description / Supplier / GSTIN"), `column` the first.
    """

    position: int
    printed: str
    column: ColumnSpec | None
    score: float
    parts: tuple[ColumnSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Headings:
    """All headings of a table, and how well they fit its vocabulary.

    `doubtful` names the columns for which another of the headings may stand as well.
    """

    found: tuple[Heading, ...]
    score: float
    doubtful: frozenset[str] = frozenset()

    @property
    def columns(self) -> Mapping[int, ColumnSpec]:
        """Position to column, known ones only."""
        return {heading.position: heading.column for heading in self.found if heading.column is not None}

    @property
    def names(self) -> frozenset[str]:
        """The names of the columns found."""
        parts = (part.name for heading in self.found for part in heading.parts)
        return frozenset((*(column.name for column in self.columns.values()), *parts))

    @property
    def compounds(self) -> Mapping[int, tuple[ColumnSpec, ...]]:
        """Position to the columns that stand in it together."""
        return {heading.position: heading.parts for heading in self.found if heading.parts}


def match_headings(printed: Sequence[Sequence[str]], spec: TableSpec, year: str = "") -> Headings | None:
    """What the headings of each position mean, or None if together they are not this table.

    Args:
        printed: for each position the texts its heading may be: the words right over the column, and those with the
            heading that stands over several columns ("GST" over "CGST").
        spec: the table whose vocabulary is asked.
        year: the financial year the document is about ("2024-25"); of columns for several years that one is taken.
    """
    if sum(1 for texts in printed if texts and _FIGURES.match(texts[0].strip())) >= 2:
        return None
    if any(texts and _ROW_ABOVE.match(texts[0].strip()) for texts in printed):
        return None
    if _begins_a_form(printed) or any(texts and texts[-1].strip().lower() in JOINING for texts in printed):
        return None
    candidates = sorted(
        (
            (score, phrase, position, column)
            for position, texts in enumerate(printed)
            for column in spec.columns.values()
            for score, phrase in [best_of(texts, column)]
            if score >= ENOUGH
        ),
        key=lambda it: (-it[0], *_preference(it[3], it[2], printed[it[2]], it[1], year), -len(it[1]), it[2]),
    )
    taken: dict[int, tuple[ColumnSpec, float]] = {}
    names: dict[str, int] = {}
    exact: dict[int, set[str]] = defaultdict(set)
    for score, _, position, column in candidates:
        if score >= WORD_FOR_WORD:
            exact[position].add(column.kind)
    asked = any(year in text for texts in printed for text in texts) if year else False
    for score, _, position, column in candidates:
        if position in taken or asked and column.prefer == "last" and _is_of_another_year(printed[position], year):
            continue
        if score < SURE_PIECE and position in exact and column.kind not in exact[position]:
            continue
        if column.name not in names or column.kind == "known":
            taken[position] = (column, score)
            names.setdefault(column.name, position)
        elif column.spare is not None and column.spare not in names:
            left, right = sorted((position, names[column.name]))
            taken[left], taken[right] = (spec.columns[column.spare], score), (column, score)
            names[column.spare], names[column.name] = left, right
    _gross_is_not_basic(printed, taken, names)
    doubtful = _result_of_readings(printed, taken, names, spec)
    compounds = _compounds(printed, taken, names, spec)
    _key_of_twins(printed, taken, names, spec)
    _whole_of_twins(printed, taken, names, spec)
    _in_force_of_twins(printed, taken, names)
    _doubt_one_of_times(printed, taken, names, spec)
    _headed_by_money(printed, taken, names, spec)
    _bare_name(printed, taken, names, spec)
    assumed = _assumed(printed, taken, names, spec)
    if assumed is not None:
        position, column = assumed
        taken[position] = (column, ASSUMED)
        names[column.name] = position
    found = tuple(
        _heading(position, texts[0] if texts else "", taken.get(position), compounds.get(position, ()))
        for position, texts in enumerate(printed)
        if position in taken or any(text.strip() for text in texts)
    )
    if not any(need <= names.keys() for need in spec.needs):
        return None
    unknown = sum(1 for heading in found if heading.column is None)
    years = YEARS_TELL if sum(1 for texts in printed if texts and find_financial_years(texts[0])) >= 2 else 0.0
    open_ = BROKEN_OFF * sum(1 for it in found if _is_broken_off(it.printed))
    fits = sum(score - 60 for _, score in taken.values()) / 40
    return Headings(found, fits - 0.7 * unknown - open_ + years, doubtful)


def _is_broken_off(heading: str) -> bool:
    """Whether a heading opens a bracket that only its next line closes: "Cost (Rs."."""
    return heading.count("(") > heading.count(")") or heading.count("[") > heading.count("]")


def _result_of_readings(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: dict[str, int],
    spec: TableSpec,
) -> frozenset[str]:
    """Of several readings of a laboratory that headed as their mean is the result; `taken` and `names` are told.

    Returns:
        The name of the column of results where several could be it and none is headed so.
    """
    result = next((it for it in spec.columns.values() if it.kind == "assay"), None)
    if result is None:
        return frozenset()
    of_all = [at for at, texts in enumerate(printed) if _may_be_result(at, texts, result, taken) and _is_mean(texts)]
    if len(of_all) == 1:
        if result.name in names:
            del taken[names[result.name]]
        taken[of_all[0]] = (result, max(ENOUGH, best_of(printed[of_all[0]], result)[0]))
        names[result.name] = of_all[0]
        return frozenset()
    unit = "%" in " ".join(printed[names[result.name]]) if result.name in names else False
    readings = [
        at
        for at, texts in enumerate(printed)
        if _may_be_result(at, texts, result, taken) and ("%" in " ".join(texts)) == unit
    ]
    return frozenset({result.name}) if len(readings) > 1 else frozenset()


def _may_be_result(
    at: int, texts: Sequence[str], result: ColumnSpec, taken: Mapping[int, tuple[ColumnSpec, float]]
) -> bool:
    """Whether a laboratory's result may stand under a heading that is nobody else's."""
    heading = " ".join(texts)
    if at in taken:
        return taken[at][0] is result
    like = "%" in heading or _is_mean(texts) or best_of(texts, result)[0] >= ENOUGH
    return like and not _OF_STATISTICS.search(heading)


def _is_mean(texts: Sequence[str]) -> bool:
    heading = " ".join(texts)
    return bool(_OF_ALL_READINGS.search(heading)) and not _OF_STATISTICS.search(heading)


_ROW_ABOVE = re.compile(
    r"(?:(?!(?:19|20)\d\d(?!\d))[0-9][0-9,.]*\s+){2,}[A-Za-z]"
    r"|(?!(?:19|20)\d\d(?!\d))[0-9][0-9,.]*\s+(?:quantity|capacity|qty|amount|value|unit)\b",
    re.I,
)
"""A heading into which a figure of the table above it has come: "310 18 Quantity"."""


def _begins_a_form(printed: Sequence[Sequence[str]]) -> bool:
    """Whether the texts are lines of a form, which have no headings: "4  Category of unit  Recycler", "Type : Red"."""
    if any(_ANSWER.search(texts[0]) for texts in printed[1:] if texts):
        return True
    first = next((texts[0] for texts in printed if texts and texts[0].strip()), "")
    return len(printed) <= FORM_COLUMNS and bool(_FORM_NUMBERS.fullmatch(first.strip()))


def _heading(
    position: int, printed: str, taken: tuple[ColumnSpec, float] | None, parts: tuple[ColumnSpec, ...]
) -> Heading:
    column, score = taken if taken is not None else (None, 0.0)
    return Heading(position, _COLUMN_NUMBER.sub("", printed), column, score, parts)


_WITH_TAX = re.compile(r"\b(?:incl\w*\.?|with|plus)\s*(?:of\s+)?(?:gst|tax\w*|vat|duties)\b|\bgross\b|सहित", re.I)


def _gross_is_not_basic(
    printed: Sequence[Sequence[str]], taken: dict[int, tuple[ColumnSpec, float]], names: dict[str, int]
) -> None:
    """Leave out what an amount starts from where its heading says that tax is in it: "Invoice value (incl. GST)"."""
    position = names.get("basic")
    if position is not None and any(_WITH_TAX.search(text) for text in printed[position]):
        del taken[position], names["basic"]


def _compounds(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: dict[str, int],
    spec: TableSpec,
) -> dict[int, tuple[ColumnSpec, ...]]:
    """Headings that name several columns which stand nowhere else; `taken` and `names` are told of them."""
    found: dict[int, tuple[ColumnSpec, ...]] = {}
    for position, texts in enumerate(printed):
        named = _parts_named(texts[0], spec) if texts else ()
        parts = tuple(column for column in named if names.get(column.name, position) == position)
        kinds = {column.kind for column in parts}
        whole = _GIVES_BOTH.get(frozenset(kinds)) if len(parts) == 2 else None
        if whole == "invoice" and len(_parts_named(texts[-1], spec)) < 2:
            continue  # named by the heading over several columns, of which this is one
        if whole is not None:
            _take_whole(position, next(it for it in parts if it.kind == whole), taken, names)
            continue
        if len(parts) < 2 or not kinds & {"text", "party"}:
            continue
        if position in taken:
            names.pop(taken[position][0].name, None)
        taken[position] = (parts[0], COMPOUND)
        names.update({column.name: position for column in parts})
        found[position] = parts
    return found


def _take_whole(
    position: int, column: ColumnSpec, taken: dict[int, tuple[ColumnSpec, float]], names: dict[str, int]
) -> None:
    """Take a column that is headed as two things for the one whose cells give the other too."""
    if position in taken:
        names.pop(taken[position][0].name, None)
    taken[position] = (column, COMPOUND)
    names[column.name] = position


def _parts_named(text: str, spec: TableSpec) -> tuple[ColumnSpec, ...]:
    """The columns that the pieces of a heading name, each once, in the order of print."""
    pieces = [piece for piece in _JOINTS.split(text) if piece.strip()]
    if len(pieces) < 2:
        return ()
    named: list[ColumnSpec] = []
    for piece in pieces:
        told = [(likest(piece, it.headings)[0], it) for it in spec.columns.values() if it.kind in COMPOUND_KINDS]
        score, column = max(told, key=lambda it: it[0], default=(0.0, None))
        if column is not None and score >= SURE_PIECE and column not in named:
            named.append(column)
    return tuple(named)


def _in_force_of_twins(
    printed: Sequence[Sequence[str]], taken: dict[int, tuple[ColumnSpec, float]], names: dict[str, int]
) -> None:
    """Of two columns of tonnes the one that holds: "Capacity granted 2024" beside "Capacity as amended 2026"."""
    for column in [it for it, _ in taken.values() if it.kind in ("tonnes_a_year", "quantity")]:
        own = names[column.name]
        words = set(normal_heading(printed[own][0]).split()) & _OF_WEIGHT if printed[own] else set()
        twins = [
            at
            for at, texts in enumerate(printed)
            if texts and (at == own or at not in taken) and words & set(normal_heading(texts[0]).split())
        ]
        asked = asked_for([printed[at][0] for at in twins], "tpa", "") if len(twins) > 1 else None
        if asked is not None and twins[asked] != own:
            taken[twins[asked]] = taken.pop(own)
            names[column.name] = twins[asked]


_OF_WEIGHT = frozenset({"capacity", "quantity", "क्षमता", "मात्रा"})


def _key_of_twins(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: dict[str, int],
    spec: TableSpec,
) -> None:
    """Of two columns that both read as what the total starts from, the right-hand one is the total.

    "Basic | Freight | GST | Amount excl. GST": the last is what is certified. One such column by itself, with no
    heading left that could be the total, is the total too. `taken` and `names` are told.
    """
    spare = spec.columns[spec.key].spare if spec.key is not None else None
    if spec.key is None or spare is None or spec.key in names or spare not in names:
        return
    column = spec.columns[spare]
    scores = {at: best_of(texts, column)[0] for at, texts in enumerate(printed) if texts}
    like = [at for at, score in scores.items() if score >= ENOUGH and (at not in taken or at == names[spare])]
    free = [at for at, texts in enumerate(printed) if at not in taken and any(text.strip() for text in texts)]
    free = [at for at in free if at > names[spare]]  # a total stands behind what it starts from
    if len(like) < 2 and free:
        return
    last = max(like, default=names[spare])
    taken[last] = (spec.columns[spec.key], scores.get(last, ENOUGH))
    names[spec.key] = last
    others = [at for at in like if at != last]
    if others:
        taken[others[-1]] = (column, scores[others[-1]])
        names[spare] = others[-1]
    else:
        del names[spare]


def _doubt_one_of_times(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: Mapping[str, int],
    spec: TableSpec,
) -> None:
    """Of two columns whose headings differ only by their time ("Cost, F.Y. 2024-25") none says that it is meant."""
    spare = spec.columns[spec.key].spare if spec.key is not None else None
    if spec.key is None or spare is None or not {spec.key, spare} <= names.keys():
        return
    key, other = (printed[names[name]][0] for name in (spec.key, spare))
    if all(YEARS.search(text) for text in (key, other)) and _without_time(key) == _without_time(other):
        taken[names[spec.key]] = (spec.columns[spec.key], ASSUMED)


def _without_time(heading: str) -> str:
    return " ".join(word for word in normal_heading(heading).split() if word.isalpha() and word != "to")


def _whole_of_twins(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: dict[str, int],
    spec: TableSpec,
) -> None:
    """A second column that reads as what a sum begins with is the whole, where it stands right of all its terms.

    "Taxable Amt | Tax | Net Amt": of what stands behind the tax only the total is net. Both maps are told.
    """
    for equation in spec.sums:
        terms = [at for at, (column, _) in taken.items() if {column.name, column.part_of} & set(equation.terms)]
        first = equation.terms[0]
        if equation.total in names or first not in names or len(terms) < 2:
            continue
        scores = {at: best_of(texts, spec.columns[first])[0] for at, texts in enumerate(printed) if at > max(terms)}
        like = [at for at, score in scores.items() if score >= ENOUGH and _is_free(taken.get(at), score)]
        if len(like) == 1:
            taken[like[0]] = (spec.columns[equation.total], scores[like[0]])
            names[equation.total] = like[0]


def _headed_by_money(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: dict[str, int],
    spec: TableSpec,
) -> None:
    """The only column that is headed by a unit of money and nothing more holds the amounts; both maps are told."""
    alone = [at for at, texts in enumerate(printed) if at not in taken and any(map(is_money_alone, texts))]
    if spec.key is not None and spec.key not in names and len(alone) == 1:
        taken[alone[0]] = (spec.columns[spec.key], UNIT_ALONE)
        names[spec.key] = alone[0]


def _bare_name(
    printed: Sequence[Sequence[str]],
    taken: dict[int, tuple[ColumnSpec, float]],
    names: dict[str, int],
    spec: TableSpec,
) -> None:
    """The only column headed "Name" and nothing more is the party's whose GSTIN has a column; both maps are told."""
    party = next((it for it in spec.columns.values() if it.kind == "party"), None)
    numbered = any(column.kind == "gstin" for column, _ in taken.values())
    bare = [at for at, texts in enumerate(printed) if at not in taken and any(map(_is_bare_name, texts))]
    if party is not None and numbered and party.name not in names and len(bare) == 1:
        taken[bare[0]] = (party, ENOUGH)
        names[party.name] = bare[0]


def _is_bare_name(text: str) -> bool:
    return normal_heading(text) in ("name", "नाम")


def _is_free(taken: tuple[ColumnSpec, float] | None, score: float) -> bool:
    """Whether a position is nobody's, or less surely that of a column without a meaning of its own."""
    return taken is None or taken[0].kind == "known" and taken[1] < score


def _assumed(
    printed: Sequence[Sequence[str]],
    taken: Mapping[int, tuple[ColumnSpec, float]],
    names: Mapping[str, int],
    spec: TableSpec,
) -> tuple[int, ColumnSpec] | None:
    """A position whose heading cannot be read and that must be the one column which is missing.

    The amounts stand furthest right of what is free; any other column must be the only one that is free.
    """
    known = [column for column, _ in taken.values() if column.kind != "known"]
    free = [
        position
        for position, texts in enumerate(printed)
        if position not in taken
        and not any(best_of(texts, column)[0] >= SURE_PIECE for column in spec.columns.values())
    ]
    if not free or len(known) < MOST_READ or any(need <= names.keys() for need in spec.needs):
        return None
    missing = [next(iter(gap)) for need in spec.needs if len(gap := need - names.keys()) == 1]
    if spec.key in missing:
        return free[-1], spec.columns[str(spec.key)]
    return (free[0], spec.columns[missing[0]]) if missing and len(free) == 1 else None


def _is_of_another_year(texts: Sequence[str], year: str) -> bool:
    """Whether a heading names a year, and not the one that the paper is about."""
    return any(find_financial_years(text) for text in texts) and not any(year in text for text in texts)


def _preference(column: ColumnSpec, position: int, texts: Sequence[str], phrase: str, year: str) -> tuple[int, int]:
    """Among columns that could be the same: the year asked for first, then the one furthest right; results in %.

    Of numbers of documents the one whose heading the vocabulary names first: a program prints its own number too. Of
    texts names before codes: "Category | EEE codes".
    """
    if column.kind == "invoice":
        return (0, column.headings.index(phrase) if phrase in column.headings else len(column.headings))
    if column.kind == "serial":
        return (int(len(texts) > 1), 0)  # the "No." under "Invoice details" counts no rows
    if column.kind == "assay":
        return (0 if any("%" in text for text in texts) else 1, 0)
    if column.kind == "text":
        return (1 if _OF_CODES.search(phrase) else 0, 0)
    if column.prefer != "last":
        return (0, 0)
    return (0 if year and any(year in text for text in texts) else 1, -position)


_OF_CODES = re.compile(r"\bcodes?\b|कोड", re.I)
"""Headings of columns that name a thing by its code only."""


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or a b c, or "6 = 4 + 5"."""
    printed = [text.strip() for text in texts if text.strip()]
    if len(printed) < 3 or not all(_NUMBERED.match(text) for text in printed):
        return False
    plain = [re.sub(r"[^0-9a-z]", "", text.split("=")[0].lower()) for text in printed]
    steps = [int(text) if text.isdecimal() else ord(text[0]) for text in plain if text]
    return steps == sorted(set(steps)) and steps[-1] - steps[0] <= len(steps) + 2
