"""What each type of document says on its face: marks, labels, phrases and vocabularies, kept as data.

One file a type in `reference/document_types/`. A new board's wording or a clerk's spelling is added there, not in code.
Phrases are compared word by word, without case and punctuation, so "E-Waste (Management) Rules, 2022" is also found as
"E WASTE MANAGEMENT RULES 2022".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reference import strict_yaml
from reference.learned import laid_over, learned, vocabulary_file

FOLDER = Path(__file__).parent / "document_types"
COMMON = FOLDER / "common.yaml"
UNKNOWN = FOLDER / "unknown.yaml"

_LISTS = ("labels", "weak_labels", "prose", "avoid", "subject", "foreign", "plausible", "signs_as", "letterhead")
MARK_KINDS = ("title", "decisive", "strong", "weak", "against", "needs")


@dataclass(frozen=True, slots=True)
class Marks:
    """Phrases by how much they say about the type; `title` counts only where it stands as a heading.

    `against` speaks against the type; a type with `needs` loses much where none of these is found.
    """

    title: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How a field is printed.

    Attributes:
        kind: the grammar of its value (`extractors.values` lists them).
        required: one of the identifying fields that a reading of this type must have to be `read`.
        deciding: an amount, date or identifier on which a finding rests: established only by two witnesses.
        where: the part of the document that wins when a label stands in several: "top", "end" or "any".
        labels: printed labels; the longest that fits is taken.
        weak_labels: labels that serve this field only for want of a better one ("Date").
        prose: regular expressions with a group `value`, tried on the running text.
        avoid: regular expressions; a value directly after one of them is not this field.
        anywhere: whether the value may be taken from headings and text where no label and no sentence gives it.
        addressed: what a letter's addressee gives: a company's name or its address.
        use: the field of `common.yaml` whose words it shares, "" where it has words of its own only.
        own: a number, date or validity of this paper: those of papers that it cites are not taken for it.
        subject: regular expressions of what the value must be about ("consent") where one of `foreign` is named too.
        foreign: regular expressions of other things ("bank guarantee"); a value in a sentence whose last named thing
            is one of them is not this field.
        plausible: for texts: regular expressions one of which the value must match.
        signs_as: for persons: the offices in which they sign, printed under or behind the name ("Director").
        letterhead: for names: regular expressions one of which must match the first line of the paper, or the lines
            right below, so that the line is the name for want of any label.
        values: for enumerations: the words for each value.
    """

    name: str
    kind: str
    required: bool = False
    deciding: bool = False
    where: str = "any"
    anywhere: bool = False
    own: bool = False
    addressed: bool = False
    use: str = ""
    labels: tuple[str, ...] = ()
    weak_labels: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    plausible: tuple[str, ...] = ()
    signs_as: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type of document: its name for people, marks and fields, and the labels passed over on purpose."""

    id: str
    title: str
    marks: Marks
    fields: Mapping[str, FieldWords]
    ignored_labels: tuple[str, ...] = ()
    table_totals: Mapping[str, str] = field(default_factory=dict)
    """For a field that a table's printed total gives or confirms: `table.column`."""
    table_sums: Mapping[str, str] = field(default_factory=dict)
    """For a field that is the sum of a table's rows where no total is printed: `table.column`."""

    @property
    def required(self) -> tuple[str, ...]:
        """The identifying fields."""
        return tuple(name for name, words in self.fields.items() if words.required)

    @property
    def own_number(self) -> str:
        """The field that holds the number of the paper itself; "" where papers of this type have none."""
        return next((it for it in self.required if self.fields[it].kind == "reference"), "")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A paper that is none of the types but is often filed as one; `message` says what it is.

    `of` names the types whose titles and phrases it prints too: the refusal of a consent names the consent.
    """

    id: str
    message: str
    marks: Marks
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """Every type, the papers that resemble them, and words that the spelling repair must leave alone."""

    types: Mapping[str, DocumentType]
    lookalikes: tuple[Lookalike, ...]
    known_words: frozenset[str]


_used: list[DocumentTypes] = []
"""What `use` put in the place of the reference folder, at most one."""


def use(types: DocumentTypes) -> None:
    """Read with these words from now on in this process, to measure what a vocabulary is worth.

    Call it before anything is read: the matchers are built once a process.
    """
    _used[:] = [types]
    document_types.cache_clear()


@cache
def document_types() -> DocumentTypes:
    """The document types of the reference folder, with the wordings that the office has added.

    Raises:
        reference.strict_yaml.ReferenceMistake: if a file has a mistake; it names file, line and mend.
    """
    if _used:
        return _used[0]
    common = _load(COMMON, {"fields", "ignored_labels", "known_words"})
    unknown = _load(UNKNOWN, {"lookalikes"})
    types = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        if path not in {COMMON, UNKNOWN}:
            found = _type(path, common)
            types[found.id] = found
    lookalikes = tuple(_lookalike(id, body, types) for id, body in unknown["lookalikes"].items())
    known = frozenset(str(word).lower() for word in common.get("known_words", ()))
    added = vocabulary_file()
    return DocumentTypes(laid_over(types, learned(added), added), lookalikes, known)


def _type(path: Path, common: Mapping[str, Any]) -> DocumentType:
    body = _load(path, {"document_type", "title", "marks", "fields", "ignored_labels", "table_totals", "table_sums"})
    if body.get("document_type") != path.stem:
        raise _mistake(path, f"document_type is {body.get('document_type')!r}", f"write document_type: {path.stem}")
    fields = {
        name: _field(path, name, field_body or {}, common["fields"]) for name, field_body in body["fields"].items()
    }
    ignored = (*_strings(path, "ignored_labels", body.get("ignored_labels")), *common["ignored_labels"])
    return DocumentType(
        id=path.stem,
        title=_text(path, path.stem, body, "title"),
        marks=_marks(path, body["marks"]),
        fields=fields,
        ignored_labels=tuple(ignored),
        table_totals=dict(body.get("table_totals") or {}),
        table_sums=dict(body.get("table_sums") or {}),
    )


def _lookalike(id: str, body: Mapping[str, Any], types: Collection[str]) -> Lookalike:
    if unknown := set(body) - {"message", "of", "marks"}:
        raise _mistake(UNKNOWN, f"{id} has the unknown key {sorted(unknown)[0]!r}", "use message, of and marks")
    of = _strings(UNKNOWN, f"{id}.of", body.get("of"))
    if strange := set(of) - set(types):
        raise _mistake(UNKNOWN, f"{id} is of the unknown type {sorted(strange)[0]!r}", f"use one of {sorted(types)}")
    return Lookalike(id, _text(UNKNOWN, id, body, "message"), _marks(UNKNOWN, body["marks"]), of)


def _field(path: Path, name: str, body: Mapping[str, Any], shared: Mapping[str, Any]) -> FieldWords:
    if used := body.get("use"):
        if used not in shared:
            raise _mistake(
                path, f"{name} uses {used!r}, which common.yaml does not have", "name a field of common.yaml"
            )
        body = _laid_over(shared[used], body)
    allowed = {*FieldWords.__dataclass_fields__} - {"name"}
    if unknown := set(body) - allowed:
        raise _mistake(path, f"{name} has the unknown key {sorted(unknown)[0]!r}", f"use one of {sorted(allowed)}")
    if "kind" not in body:
        raise _mistake(path, f"{name} has no kind", "say which grammar its value has, e.g. kind: day")
    lists = {key: _strings(path, f"{name}.{key}", body.get(key)) for key in _LISTS}
    values = {str(key): _strings(path, f"{name}.{key}", words) for key, words in (body.get("values") or {}).items()}
    return FieldWords(
        name=name,
        kind=body["kind"],
        required=bool(body.get("required", False)),
        deciding=bool(body.get("deciding", False)),
        where=body.get("where", "any"),
        anywhere=bool(body.get("anywhere", False)),
        own=bool(body.get("own", False)),
        addressed=bool(body.get("addressed", False)),
        use=str(body.get("use", "")),
        values=values,
        **lists,
    )


def _laid_over(shared: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The shared field with the type's own keys over it; lists of the type come before the shared ones."""
    merged = dict(shared)
    for key, value in own.items():
        merged[key] = [*value, *shared[key]] if isinstance(value, list) and key in shared else value
    return merged


def _marks(path: Path, body: Mapping[str, Any]) -> Marks:
    if unknown := set(body) - set(MARK_KINDS):
        raise _mistake(path, f"marks have the unknown key {sorted(unknown)[0]!r}", f"use one of {MARK_KINDS}")
    return Marks(**{kind: _strings(path, kind, body.get(kind)) for kind in MARK_KINDS})


def _strings(path: Path, key: str, found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(it, str) for it in found):
        raise _mistake(path, f"{key} is not a list of texts", "write a list, and put figures and yes/no in quotes")
    return tuple(found)


def _text(path: Path, where: str, body: Mapping[str, Any], key: str) -> str:
    if not isinstance(body.get(key), str):
        raise _mistake(path, f"{where} has no {key}", f"add {key}: a text")
    return str(body[key])


def _load(path: Path, keys: set[str]) -> dict[str, Any]:
    body = strict_yaml.load(path)
    if not isinstance(body, dict):
        raise _mistake(path, "the file is not a mapping", f"start it with one of {sorted(keys)}")
    if unknown := set(body) - keys:
        raise _mistake(path, f"unknown key {sorted(unknown)[0]!r}", f"use one of {sorted(keys)}")
    return body


def _mistake(path: Path, message: str, mend: str) -> strict_yaml.ReferenceMistake:
    return strict_yaml.ReferenceMistake(str(path), 1, message, mend)
