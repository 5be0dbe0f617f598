"""Wordings that an office has added: labels of new boards, words for a choice. Data, with who needs them and why.

They are laid over `reference/document_types/` when the types are loaded. An office that keeps its own file names it in
the environment variable PARAKH_VOCABULARY; otherwise it is `learned.yaml` beside this module.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reference.strict_yaml import Item, ReferenceMistake, load_located
from reference.words import fold

if TYPE_CHECKING:
    from reference.document_types import DocumentType, FieldWords

VARIABLE = "PARAKH_VOCABULARY"
HERE = Path(__file__).parent / "learned.yaml"
KEYS = ("document_type", "field", "label", "why", "added_on")
TITLE = "title"
"""In the place of a field: the wording is a title that papers of the type bear."""

HEAD = (
    "---\n"
    "# Wordings that an office has added; `parakh vocabulary add` writes here, `parakh vocabulary list` shows them.\n"
    "# `value` names the choice that the wording stands for, of fields that have choices; without it, it is a label.\n"
)


class CannotLearn(Exception):
    """The wording cannot be added; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Learned:
    """One wording.

    Attributes:
        field: the field that the wording is a label of, or "title".
        label: the label or title as printed, or the word for a choice.
        value: the choice that the word stands for; "" for a label.
        why: whose paper prints it so, for the person who asks later.
    """

    document_type: str
    field: str
    label: str
    why: str
    added_on: date
    value: str = ""
    line: int = 0


def vocabulary_file() -> Path:
    """The file that holds the wordings of this office."""
    return Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else HERE


def learned(path: Path | None = None) -> tuple[Learned, ...]:
    """The wordings of the file, in its order; none where there is no file.

    Raises:
        ReferenceMistake: naming file, line and mend.
    """
    path = path or vocabulary_file()
    if not path.exists():
        return ()
    located = load_located(path)
    return () if located.value is None else tuple(_one(it) for it in located.items("The list of wordings"))


def _one(item: Item) -> Learned:
    keys = item.record("A wording", KEYS, ("value",))
    return Learned(
        document_type=keys["document_type"].text("A document type"),
        field=keys["field"].text("A field"),
        label=keys["label"].text("A label"),
        why=keys["why"].text("The reason"),
        added_on=keys["added_on"].day("The day on which it was added"),
        value=keys["value"].text("A choice") if "value" in keys else "",
        line=item.line,
    )


def laid_over(types: Mapping[str, DocumentType], wordings: Sequence[Learned], path: Path) -> dict[str, DocumentType]:
    """The document types with the wordings of an office added.

    Raises:
        ReferenceMistake: where a wording names a type, a field or a choice that there is not.
    """
    found = dict(types)
    for it in wordings:
        try:
            found[it.document_type] = _with(found, it)
        except CannotLearn as error:
            raise ReferenceMistake(path, it.line, str(error), "Correct or remove this wording.") from error
    return found


def _with(types: Mapping[str, DocumentType], it: Learned) -> DocumentType:
    if it.document_type not in types:
        raise CannotLearn(f"There is no document type {it.document_type!r}; the types are {', '.join(sorted(types))}.")
    kind = types[it.document_type]
    if it.field == TITLE:
        return replace(kind, marks=replace(kind.marks, title=(*kind.marks.title, it.label)))
    if it.field not in kind.fields:
        raise CannotLearn(
            f"{it.document_type} has no field {it.field!r}; its fields are {', '.join(sorted(kind.fields))}. "
            f"For a title that the paper bears, write {TITLE!r} in the place of a field."
        )
    words = kind.fields[it.field]
    return replace(kind, fields={**kind.fields, it.field: _worded(words, it)})


def _worded(words: FieldWords, it: Learned) -> FieldWords:
    if not it.value:
        return replace(words, labels=(*words.labels, it.label))
    if it.value not in words.values:
        choices = ", ".join(words.values) or "none"
        raise CannotLearn(f"{it.field} has no choice {it.value!r}; its choices are: {choices}.")
    return replace(words, values={**words.values, it.value: (*words.values[it.value], it.label)})


def add(it: Learned, types: Mapping[str, DocumentType], path: Path | None = None) -> Path:
    """Add a wording to the file of the office, and say which file that is.

    Raises:
        CannotLearn: if type, field or choice do not exist, or the wording means something already.
    """
    path = path or vocabulary_file()
    if not fold(it.label).strip():
        raise CannotLearn("The wording is empty.")
    _with(types, it)
    _refuse_known(types[it.document_type], it)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else HEAD
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(before + _written(it), encoding="utf-8")
    partial.replace(path)
    return path


def remove(label: str, path: Path | None = None) -> int:
    """Take a wording out of the file again; how many entries were taken out."""
    path = path or vocabulary_file()
    kept = [it for it in learned(path) if fold(it.label) != fold(label)]
    gone = len(learned(path)) - len(kept)
    if gone:
        path.write_text(HEAD + "".join(map(_written, kept)), encoding="utf-8")
    return gone


def _refuse_known(kind: DocumentType, it: Learned) -> None:
    folded = fold(it.label)
    if it.field == TITLE:
        if folded in {fold(title) for title in kind.marks.title}:
            raise CannotLearn(f"{it.label!r} is a title of {kind.id} already.")
        return
    for name, words in kind.fields.items():
        labels = {fold(label) for label in (*words.labels, *words.weak_labels)}
        if not it.value and folded in labels:
            raise CannotLearn(f"{it.label!r} is a label of {name} in {kind.id} already.")
        for value, phrases in words.values.items():
            if it.value and name == it.field and folded in {fold(phrase) for phrase in phrases}:
                raise CannotLearn(f"{it.label!r} stands for {value} in {name} already.")
    if not it.value and folded in {fold(label) for label in kind.ignored_labels}:
        raise CannotLearn(
            f"{it.label!r} is passed over on purpose in {kind.id}; take it out of its ignored_labels first."
        )


def _written(it: Learned) -> str:
    """An entry as the file holds it; JSON's quoting is YAML's."""
    pairs = [("document_type", it.document_type), ("field", it.field), ("label", _quoted(it.label))]
    if it.value:
        pairs.append(("value", _quoted(it.value)))
    pairs += [("why", _quoted(it.why)), ("added_on", it.added_on.isoformat())]
    return "- " + "\n  ".join(f"{key}: {text}" for key, text in pairs) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
