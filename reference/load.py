"""Loads scheme packs: every value with its clause and source, or a mistake with file, line and how to mend it.

A pack is a folder: scheme.yaml (its id and titles), sources.yaml (the documents that figures are taken from),
clauses.yaml (the text, in both languages), interpretations.yaml (clauses that can be read in two ways), and one file a
group of parameters: `capex.yaml` holds `capex.refurbished_share_max` and its sisters. A file begins with a name and
ends with nothing else: an unknown key is an error, never ignored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import get_args

from records.findings import Known
from reference.minerals import minerals
from reference.rules import (
    JUDGED_ON,
    LIST_SEPARATOR,
    AlternativeReading,
    AppliesTo,
    Clause,
    DatedValue,
    Figure,
    Interpretation,
    ParameterHistory,
    Scheme,
    SourceDocument,
)
from reference.strict_yaml import Item, ReferenceMistake, load_located

HERE = Path(__file__).parent
SCHEMES = HERE / "schemes"
DEFAULT_SCHEME = "critical_minerals_recycling"
_OWN_FILES = {"scheme.yaml", "sources.yaml", "clauses.yaml", "interpretations.yaml"}
_SHARED = (
    "minerals.yaml",
    "mineral_wordings.yaml",
    "unlisted_metals.yaml",
    "boards.yaml",
    "states.yaml",
    "rule_sets.yaml",
)

_UNITS = {
    "INR": "rupees",
    "fraction": "a share between 0 and 1",
    "percent": "a number between 0 and 100",
    "months": "whole months",
    "years": "whole years",
    "days": "whole days",
    "tonnes_per_year": "tonnes a year",
    "count": "a whole number",
    "date": "a day",
    "text": "words",
    "list": "a list of words",
}
_WHOLE_UNITS = {"months", "years", "days", "count"}


def load_scheme(path: Path | None = None, scheme: str = DEFAULT_SCHEME, *, today: date | None = None) -> Scheme:
    """The scheme pack as it stands on disk; the parsed pack is kept until one of its files changes.

    Args:
        path: a pack's folder, or a folder that holds packs; the packs of this room by default.
        scheme: the pack's id, unless `path` is itself a pack.
        today: if given, a value checked after this day is a mistake.

    Raises:
        ReferenceMistake: at the first mistake in any file, with file, line and how to mend it.
    """
    root = SCHEMES if path is None else path
    folder = root if (root / "scheme.yaml").exists() else root / scheme
    if not (folder / "scheme.yaml").exists():
        packs = sorted(found.parent.name for found in root.glob("*/scheme.yaml"))
        raise ReferenceMistake(
            folder / "scheme.yaml",
            1,
            f"There is no scheme pack `{scheme}` here.",
            f"The packs are: {', '.join(packs)}." if packs else "Give the folder that holds the pack's scheme.yaml.",
        )
    files = (*sorted(folder.glob("*.yaml")), *(HERE / name for name in _SHARED))
    stamp = tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists())
    return _load(folder, stamp, today)


def scheme_ids() -> tuple[str, ...]:
    """The ids of the scheme packs in this room."""
    return tuple(sorted(found.parent.name for found in SCHEMES.glob("*/scheme.yaml")))


@lru_cache(maxsize=16)
def _load(folder: Path, stamp: tuple[tuple[str, int, int], ...], today: date | None) -> Scheme:
    about = load_located(folder / "scheme.yaml").record("The scheme", ("id", "title", "title_hindi"))
    scheme_id = about["id"].text("The scheme's id")
    sources = _sources(load_located(folder / "sources.yaml"))
    clauses = _clauses(load_located(folder / "clauses.yaml"))
    interpretations = _interpretations(load_located(folder / "interpretations.yaml"), clauses)
    parameters: dict[str, ParameterHistory] = {}
    for file in sorted(folder.glob("*.yaml")):
        if file.name not in _OWN_FILES:
            for name, item in load_located(file).mapping("A group of parameters").items():
                history = _history(f"{file.stem}.{name}", item, sources, clauses, today)
                parameters[history.id] = history
    return Scheme(
        id=scheme_id,
        title=about["title"].text("The scheme's title"),
        title_hindi=about["title_hindi"].text("The scheme's Hindi title"),
        parameters=parameters,
        clauses=clauses,
        interpretations=interpretations,
        sources=sources,
        minerals=minerals(),
        digest=_digest(folder, scheme_id),
    )


def _digest(folder: Path, scheme_id: str) -> str:
    """SHA-256 over names and bytes of the pack and of the tables that its rules read."""
    digest = hashlib.sha256(scheme_id.encode())
    for file in (*sorted(folder.glob("*.yaml")), *(HERE / name for name in _SHARED)):
        digest.update(f"\n{file.name}\n".encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _sources(item: Item) -> dict[str, SourceDocument]:
    sources = {}
    for name, entry in item.mapping("The list of sources").items():
        keys = entry.record(f"The source `{name}`", ("title", "short", "publisher"), ("number", "published_on", "note"))
        sources[str(name)] = SourceDocument(
            id=str(name),
            title=keys["title"].text("The title of a source"),
            short=keys["short"].text("The short name of a source"),
            publisher=keys["publisher"].text("The publisher of a source"),
            number=keys["number"].text("The number of a source") if "number" in keys else "",
            published_on=keys["published_on"].day("The day a source was published") if "published_on" in keys else None,
        )
    return sources


def _clauses(item: Item) -> dict[str, Clause]:
    clauses = {}
    for number, entry in item.mapping("The list of clauses").items():
        keys = entry.record(f"Clause {number}", ("english", "hindi"), ("note",))
        clauses[str(number)] = Clause(
            number=str(number),
            english=keys["english"].text(f"The English text of clause {number}").strip(),
            hindi=keys["hindi"].text(f"The Hindi text of clause {number}").strip(),
            note=keys["note"].text(f"The note on clause {number}").strip() if "note" in keys else "",
        )
    return clauses


def _interpretations(item: Item, clauses: Mapping[str, Clause]) -> dict[str, Interpretation]:
    found = {}
    for name, entry in item.mapping("The list of interpretations").items():
        what = f"The interpretation `{name}`"
        keys = entry.record(what, ("question", "clause", "readings", "taken", "why"), ("language_conflict", "affects"))
        readings = tuple(
            AlternativeReading(str(key), reading.text(f"A reading of {name}"))
            for key, reading in keys["readings"].mapping(f"The readings of {name}").items()
        )
        if len(readings) < 2:
            raise keys["readings"].mistake(f"{what} has fewer than two readings.", "Write each way to read the clause.")
        found[str(name)] = Interpretation(
            id=str(name),
            question=keys["question"].text(f"The question of {name}"),
            clause=_clause(keys["clause"], what, clauses),
            readings=readings,
            taken=keys["taken"].one_of(f"The reading taken of {name}", [reading.id for reading in readings]),
            why=keys["why"].text(f"The reason of {name}"),
            language_conflict=keys["language_conflict"].text("A language conflict")
            if "language_conflict" in keys
            else "",
            affects=keys["affects"].texts(f"The checks that {name} affects") if "affects" in keys else (),
        )
    return found


def _history(
    parameter_id: str,
    item: Item,
    sources: Mapping[str, SourceDocument],
    clauses: Mapping[str, Clause],
    today: date | None,
) -> ParameterHistory:
    keys = item.record(f"The parameter `{parameter_id}`", ("description", "unit", "judged_on", "values"))
    unit = keys["unit"].one_of(f"The unit of {parameter_id}", _UNITS)
    judged_on = keys["judged_on"].one_of(f"`judged_on` of {parameter_id}", JUDGED_ON)
    dated = keys["values"].mapping(f"The values of {parameter_id}")
    if not dated:
        raise keys["values"].mistake(f"{parameter_id} has no value.", "Write the day it takes effect and its value.")
    values = [_value(parameter_id, unit, since, entry, sources, clauses, today) for since, entry in dated.items()]
    return ParameterHistory(
        id=parameter_id,
        description=keys["description"].text(f"The description of {parameter_id}"),
        unit=unit,
        judged_on=next(known for known in JUDGED_ON if known == judged_on),
        values=tuple(sorted(values, key=lambda value: value.since)),
    )


def _value(
    parameter_id: str,
    unit: str,
    since: str | date,
    entry: Item,
    sources: Mapping[str, SourceDocument],
    clauses: Mapping[str, Clause],
    today: date | None,
) -> DatedValue:
    what = f"The value of {parameter_id} from {since}"
    if not isinstance(since, date):
        raise entry.mistake(
            f"`{since}` under {parameter_id} is not the day a value takes effect.",
            "Write the day without quotes as year-month-day: 2025-09-08.",
        )
    required = ("value", "clause", "source", "known", "checked_on", "applies_to")
    keys = entry.record(what, required, ("notified_on", "note"))
    cited = keys["source"].record(f"The source of {parameter_id}", ("document", "place"))
    document = cited["document"].one_of(f"The source document of {parameter_id}", sources)
    place = cited["place"].text(f"The place in the source of {parameter_id}")
    known = keys["known"].one_of(f"`known` of {parameter_id}", get_args(Known))
    notified_on = keys["notified_on"].day(f"`notified_on` of {parameter_id}") if "notified_on" in keys else since
    checked_on = keys["checked_on"].day(f"`checked_on` of {parameter_id}")
    if checked_on < notified_on:
        raise keys["checked_on"].mistake(
            f"{what} was checked on {checked_on}, before it was public on {notified_on}.",
            "Write the day a person last compared the figure with its source.",
        )
    if today is not None and checked_on > today:
        raise keys["checked_on"].mistake(
            f"{what} says that it was checked on {checked_on}, which is still to come.",
            "Write the day a person last compared the figure with its source.",
        )
    return DatedValue(
        since=since,
        notified_on=notified_on,
        value=_figure(parameter_id, unit, keys["value"], known),
        clause=_clause(keys["clause"], what, clauses),
        document=document,
        place=place,
        source=f"{sources[document].short}, {place}",
        known=next(word for word in get_args(Known) if word == known),
        checked_on=checked_on,
        applies_to=_applies_to(parameter_id, keys["applies_to"]),
        note=keys["note"].text(f"The note of {parameter_id}") if "note" in keys else "",
    )


def _figure(parameter_id: str, unit: str, item: Item, known: str) -> Figure:
    """The value in the type of its unit; empty exactly where the figure is not publicly known."""
    what = f"The value of {parameter_id}"
    if (item.value is None) != (known == "unknown"):
        raise item.mistake(
            f"{what} is {'empty' if item.value is None else 'given'} but `known` is {known}.",
            "Leave the value empty where `known` is unknown, and only there.",
        )
    if item.value is None:
        return None
    if unit == "list":
        entries = item.texts(what)
        if bad := [entry for entry in entries if LIST_SEPARATOR.strip() in entry]:
            raise item.mistake(f'An entry of {parameter_id} has a comma: "{bad[0]}".', "Write it without the comma.")
        return LIST_SEPARATOR.join(entries)
    if unit == "text":
        return item.text(what)
    if unit == "date":
        return item.day(what)
    return _number(what, unit, item)


def _number(what: str, unit: str, item: Item) -> Decimal:
    value = item.figure(what)
    limit = {"fraction": Decimal(1), "percent": Decimal(100)}.get(unit)
    if value < 0 or (limit is not None and value > limit) or (unit in _WHOLE_UNITS and value % 1):
        raise item.mistake(
            f"{what} is {value}, and its unit `{unit}` means {_UNITS[unit]}.",
            'Correct the figure or the unit: 20 percent is "0.20" as a fraction and "20" as a percent.',
        )
    return value


def _clause(item: Item, what: str, clauses: Mapping[str, Clause]) -> str:
    number = item.text(f"The clause of {what[0].lower()}{what[1:]}")
    if number not in clauses:
        raise item.mistake(
            f"{what} cites clause {number}, which clauses.yaml does not have.",
            f"Cite one of its numbers: {', '.join(clauses)}.",
        )
    return number


def _applies_to(parameter_id: str, item: Item) -> AppliesTo:
    if item.value == "all":
        return AppliesTo("all")
    if item.value == "unknown":
        return AppliesTo("unknown")
    what = f"`applies_to` of {parameter_id}"
    mend = "Write all, unknown, {applications_from: 2026-01-01} or {approvals_from: 2026-01-01}."
    if not isinstance(item.value, dict) or len(item.value) != 1:
        raise item.mistake(f"{what} does not say to whom the value applies.", mend)
    ((who, day),) = item.value.items()
    if who == "applications_from":
        return AppliesTo("applications_from", day.day(what))
    if who == "approvals_from":
        return AppliesTo("approvals_from", day.day(what))
    raise item.mistake(f"{what} has `{who}`, which is not known.", mend)
