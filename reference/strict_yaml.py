"""Reads the YAML of reference/ strictly: every mistake is reported with file, line and how to mend it.

Plain YAML forgives too much for a rule book: a key written twice silently wins, `no` becomes False, `01` becomes 1 and
`12:30` becomes 750. Here a key may be written once, only `true` and `false` are booleans, days are written 2025-09-08,
and a number that YAML could read in two ways is refused. `load` gives plain values; `load_located` keeps the line of
each value, so that whoever judges the content can say where it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import yaml

Scalar = str | int | float | bool | date | None
_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"[-+]?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9]\d*)\.\d+")
_LIKE_A_NUMBER = re.compile(r"[-+]?\.?\d[\d_,.:]*([eE][-+]?\d+)?|[-+]?0[xob][0-9a-fA-F_]+|[-+]?\.(inf|nan)", re.I)
_FIGURE = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_CURLY = ("\u201c", "\u201d", "\u2018", "\u2019")
_TAGS = tuple(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value")
)
_NOTHING = {"", "~", "null"}


class ReferenceMistake(Exception):
    """A mistake in a reference file, in words that the person who wrote the file can act on."""

    def __init__(self, file: Path | str, line: int, message: str, mend: str) -> None:
        """Store where the mistake is, what is wrong and how to mend it."""
        super().__init__(f"{file}, line {line}: {message} {mend}")
        self.file = str(file)
        self.line = line
        self.message = message
        self.mend = mend

    def __reduce__(self) -> tuple[type[ReferenceMistake], tuple[str, int, str, str]]:
        """Pickle by its four parts, so that a worker process can hand the mistake back."""
        return (type(self), (self.file, self.line, self.message, self.mend))


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a file together with its line.

    Attributes:
        value: a scalar, a list of items, or a mapping of keys to items (keys are text or days).
        quoted: whether a scalar was written in quotes.
        lines: of a mapping, the line of each key.
    """

    file: Path
    line: int
    value: Scalar | list[Item] | dict[str | date, Item]
    quoted: bool = False

    def mistake(self, message: str, mend: str) -> ReferenceMistake:
        """A mistake at this item's place; the caller raises it."""
        return ReferenceMistake(self.file, self.line, message, mend)

    def plain(self) -> Any:
        """The value without lines: what `load` returns."""
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def mapping(self, what: str) -> dict[str | date, Item]:
        """The value as a mapping; `what` names it in the message if it is not one."""
        if not isinstance(self.value, dict):
            raise self.mistake(f"{what} must be a list of `name: value` lines.", "Write one `name: value` to a line.")
        return self.value

    def record(self, what: str, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Item]:
        """The value as a mapping that has all required keys and none that is not named.

        Raises:
            ReferenceMistake: naming the key that is unknown or missing, and the keys that are allowed.
        """
        entries = self.mapping(what)
        needed, allowed = list(required), [*required, *optional]
        for key, item in entries.items():
            if key not in allowed:
                raise item.mistake(
                    f"{what} has a key `{key}` that nothing reads.",
                    f"Remove it or correct its spelling; the keys are: {', '.join(allowed)}.",
                )
        for key in needed:
            if key not in entries:
                raise self.mistake(f"{what} has no `{key}`.", f"Add a line `{key}: ...` to it.")
        return {str(key): item for key, item in entries.items()}

    def items(self, what: str) -> list[Item]:
        """The value as a list."""
        if not isinstance(self.value, list):
            raise self.mistake(f"{what} must be a list.", "Write each entry on its own line after `- `, or in [ ].")
        return self.value

    def text(self, what: str) -> str:
        """The value as text that is not empty."""
        if isinstance(self.value, str) and self.value.strip():
            return self.value
        if isinstance(self.value, (int, float)) and not isinstance(self.value, bool):
            raise self.mistake(f"{what} is a figure without quotes: {self.value}.", f'Write "{self.value}" in quotes.')
        raise self.mistake(f"{what} must be text and is {_shown(self.value)}.", "Write the words, in quotes.")

    def texts(self, what: str) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(item.text(f"An entry of {what}") for item in self.items(what))

    def day(self, what: str) -> date:
        """The value as a day."""
        if isinstance(self.value, date):
            return self.value
        if isinstance(self.value, str):
            return _day(self.value, self, what)
        raise self.mistake(
            f"{what} must be a day and is {_shown(self.value)}.", "Write it as year-month-day: 2025-09-08."
        )

    def figure(self, what: str) -> Decimal:
        """The value as an exact number; it must be quoted, so that no digit is lost on the way."""
        if isinstance(self.value, str):
            if not _FIGURE.fullmatch(self.value):
                raise self.mistake(
                    f'{what} is not a plain figure: "{self.value}".',
                    'Write digits only, with a point before decimals and no commas or units: "2000000000" or "0.20".',
                )
            return Decimal(self.value)
        if isinstance(self.value, (int, float)) and not isinstance(self.value, bool):
            raise self.mistake(
                f"{what} is a figure without quotes: {self.value}.", f'Write it in quotes: "{self.value}".'
            )
        raise self.mistake(f"{what} must be a figure and is {_shown(self.value)}.", 'Write it in quotes: "0.20".')

    def one_of(self, what: str, allowed: Iterable[str]) -> str:
        """The value as one of the allowed words."""
        words = list(allowed)
        if self.value not in words:
            raise self.mistake(
                f"{what} is {_shown(self.value)}, which is not known.", f"Use one of: {', '.join(words)}."
            )
        return str(self.value)


def load(path: Path) -> Any:
    """The content of a reference file as plain dicts, lists and scalars (keys are text or days).

    Raises:
        ReferenceMistake: if the file cannot be read, is not YAML, or writes something that could be read in two ways.
    """
    return load_located(path).plain()


def load_located(path: Path) -> Item:
    """The content of a reference file with the line of every value.

    Raises:
        ReferenceMistake: as for `load`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReferenceMistake(
            path, 1, f"The file cannot be read: {error.strerror}.", "Restore it, or its permission."
        ) from error
    except UnicodeDecodeError as error:
        raise ReferenceMistake(path, 1, "The file is not UTF-8 text.", "Save it again with encoding UTF-8.") from error
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReferenceMistake(
            path,
            mark.line + 1 if mark else 1,
            f"This is not well-formed YAML: {error.problem or error.context}.",
            "Check the indentation, the colon after each name, and that every quote is closed.",
        ) from error
    except yaml.YAMLError as error:
        raise ReferenceMistake(
            path, 1, f"This is not well-formed YAML: {error}.", "Save it again as plain text."
        ) from error
    if root is None:
        raise ReferenceMistake(path, 1, "The file is empty.", "Restore its content or remove the file.")
    return _item(root, path, ())


def _item(node: yaml.Node, path: Path, above: tuple[yaml.Node, ...]) -> Item:
    """A node with its line; `above` are the nodes it stands in, so that an entry that holds itself is seen."""
    line = node.start_mark.line + 1
    if any(node is outer for outer in above):
        raise ReferenceMistake(path, line, "This entry holds itself.", "Write the entries out, without & and *.")
    if not str(node.tag).startswith(_TAGS):
        raise ReferenceMistake(path, line, f"`{node.tag}` asks for more than a value.", "Remove the word after `!`.")
    if isinstance(node, yaml.MappingNode):
        return Item(path, line, _mapping(node, path, (*above, node)))
    if isinstance(node, yaml.SequenceNode):
        return Item(path, line, [_item(entry, path, (*above, node)) for entry in node.value])
    if isinstance(node, yaml.ScalarNode) and not _is_plain(node):
        return Item(path, line, node.value, quoted=True)
    return Item(path, line, _plain(str(node.value), Item(path, line, None)))


def _is_plain(node: yaml.ScalarNode) -> bool:
    """Whether a scalar stands without quotes (libyaml says "" where the Python parser says None)."""
    return not node.style


def _mapping(node: yaml.MappingNode, path: Path, above: tuple[yaml.Node, ...]) -> dict[str | date, Item]:
    entries: dict[str | date, Item] = {}
    first_lines: dict[str | date, int] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, path)
        if key in entries:
            raise ReferenceMistake(
                path,
                key_node.start_mark.line + 1,
                f"`{key}` is written twice; it stands already at line {first_lines[key]}.",
                "Keep one of the two and remove the other.",
            )
        entries[key] = _item(value_node, path, above)
        first_lines[key] = key_node.start_mark.line + 1
    return entries


def _key(node: yaml.Node, path: Path) -> str | date:
    place = Item(path, node.start_mark.line + 1, None)
    if not isinstance(node, yaml.ScalarNode):
        raise place.mistake("A name before a colon must be one word.", "Write a plain name there.")
    if _is_plain(node) and node.value == "<<":
        raise place.mistake("`<<` merges one entry into another, which hides what binds.", "Write the entries out.")
    if _is_plain(node) and _DAY.fullmatch(node.value):
        return _day(node.value, place, "This day")
    if _is_plain(node) and node.value in _NOTHING:
        raise place.mistake("There is no name before the colon.", "Write the name.")
    return str(node.value)


def _plain(text: str, place: Item) -> Scalar:
    """An unquoted scalar by a grammar narrower than YAML's: what could be read in two ways is refused."""
    if text in _NOTHING:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _DAY.fullmatch(text):
        return _day(text, place, "This day")
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _LIKE_A_NUMBER.fullmatch(text):
        raise place.mistake(f"{text} without quotes could be read in two ways.", f'Write "{text}" in quotes.')
    if text.startswith(_CURLY):
        raise place.mistake(f"{text} stands in curly quotes, which belong to the text.", 'Use straight quotes: "0.20".')
    return text


def _day(text: str, place: Item, what: str) -> date:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise place.mistake(f"{what} is not in the calendar: {text}.", "Write it as year-month-day.") from error
    raise place.mistake(f'{what} is not a day: "{text}".', "Write it as year-month-day: 2025-09-08.")


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, (dict, list)):
        return "a list of entries"
    return f'"{value}"'
