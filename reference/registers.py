"""Registers that papers are matched against: states, pollution boards, rules of extended producer responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, cast

from reference.strict_yaml import Item, load_located
from reference.words import fold

HERE = Path(__file__).parent
_CAPITALS = re.compile(r"\b[A-Z]{4,9}\b")


@dataclass(frozen=True, slots=True)
class State:
    """A state or union territory.

    Attributes:
        code: its GST state code, two digits.
        letters: its two-letter codes on vehicles and in company numbers (CIN).
        pins: first digits of its PIN codes.
    """

    code: str
    name: str
    hindi: str
    letters: tuple[str, ...]
    also: tuple[str, ...]
    former_codes: tuple[str, ...]
    pins: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names that papers print, English and Hindi."""
        return (self.name, self.hindi, *self.also)


@dataclass(frozen=True, slots=True)
class Board:
    """A pollution control board or committee; `state` is the GST code of its state, None for the Central Board."""

    id: str
    name: str
    hindi: str
    kind: Literal["central", "board", "committee"]
    state: str | None
    abbreviations: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write its name out: as given, and made of the state's names (Orissa State Pollution ...)."""
        return tuple(dict.fromkeys(_written_out(self)))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules of extended producer responsibility: their titles, the wordings that show them, the streams they cover."""

    id: str
    title: str
    hindi: str
    numbers: tuple[str, ...]
    notified_on: date
    in_force_from: date
    streams: tuple[str, ...]
    phrases: tuple[str, ...]
    not_for: tuple[str, ...]


@cache
def states() -> tuple[State, ...]:
    """The states and union territories in the order of their GST codes."""
    return tuple(dict.fromkeys(_states().values()))


def state_of_code(code: str) -> State | None:
    """The state of a GST state code, or None; a code of the past (25, 28) leads to the state of today."""
    return _states().get(code)


@cache
def _states() -> Mapping[str, State]:
    found: dict[str, State] = {}
    for code, item in load_located(HERE / "states.yaml").mapping("The list of states").items():
        keys = item.record(f"The state {code}", ("name", "hindi", "letters", "also", "former_codes", "pins"))
        state = State(
            code=str(code),
            name=keys["name"].text("The name of a state"),
            hindi=keys["hindi"].text("The Hindi name of a state"),
            letters=keys["letters"].texts("The letters of a state"),
            also=keys["also"].texts("The other names of a state"),
            former_codes=keys["former_codes"].texts("The former codes of a state"),
            pins=keys["pins"].texts("The PIN prefixes of a state"),
        )
        for key in (state.code, *state.former_codes):
            if key in found:
                raise item.mistake(f"The code {key} belongs to {found[key].name} already.", "Give each code once.")
            found[key] = state
    return found


def state_of_letters(letters: str) -> State | None:
    """The state of the two letters in a company's number (CIN), or None."""
    return next((state for state in states() if letters in state.letters), None)


def state_named(text: str) -> State | None:
    """The state that a text names as a whole, in English or Hindi, or None.

    >>> state_named("TAMILNADU").code
    '33'
    """
    return _states_by_name().get(fold(text))


def states_of_pin(pin: str) -> tuple[State, ...]:
    """The states to which a PIN code may belong: one, two where neighbours share its first digits, or none."""
    digits = "".join(character for character in pin if character.isdigit())
    return tuple(state for state in states() if digits.startswith(state.pins or ("x",)))


@cache
def boards() -> tuple[Board, ...]:
    """The boards and committees, the Central Board first."""
    found = []
    for board_id, item in load_located(HERE / "boards.yaml").mapping("The list of boards").items():
        keys = item.record(f"The board `{board_id}`", ("name", "hindi", "kind", "state", "abbreviations", "also"))
        state = keys["state"]
        kind = keys["kind"].one_of("The kind of a board", ("central", "board", "committee"))
        board = Board(
            id=str(board_id),
            name=keys["name"].text("The name of a board"),
            hindi=keys["hindi"].text("The Hindi name of a board"),
            kind=cast("Literal['central', 'board', 'committee']", kind),
            state=None if state.value is None else state.one_of("The state of a board", _states()),
            abbreviations=keys["abbreviations"].texts("The abbreviations of a board"),
            also=keys["also"].texts("The other names of a board"),
        )
        found.append(board)
    return tuple(found)


def find_boards(text: str, state_code: str | None = None) -> tuple[Board, ...]:
    """The boards that a text names, in the order of their names in it; several where an abbreviation is shared.

    A name written out counts before an abbreviation. An abbreviation that several boards use (MPCB) is settled by the
    state, if given.

    >>> [board.name for board in find_boards("Consent issued by MPCB", state_code="27")]
    ['Maharashtra Pollution Control Board']
    """
    folded = fold(text)
    places = sorted(
        ((folded.index(name), board) for name, board in _boards_by_name().items() if name in folded),
        key=lambda place: place[0],
    )
    named = tuple(dict.fromkeys(board for _, board in places))
    if named:
        return named
    short = [board for word in _CAPITALS.findall(text) for board in boards() if word in board.abbreviations]
    at_home = [board for board in short if state_code is not None and board.state in (_today(state_code), None)]
    return tuple(dict.fromkeys(at_home or short))


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """The rules of extended producer responsibility."""
    found = []
    texts = ("numbers", "streams", "phrases", "not_for")
    for rule_set_id, item in load_located(HERE / "rule_sets.yaml").mapping("The list of rule sets").items():
        keys = item.record(f"The rules `{rule_set_id}`", ("title", "hindi", "notified_on", "in_force_from", *texts))
        listed = {name: _texts(keys[name], name) for name in texts}
        rules = RuleSet(
            id=str(rule_set_id),
            title=keys["title"].text("The title of rules"),
            hindi=keys["hindi"].text("The Hindi title of rules"),
            notified_on=keys["notified_on"].day("The day of notification"),
            in_force_from=keys["in_force_from"].day("The day of coming into force"),
            numbers=listed["numbers"],
            streams=listed["streams"],
            phrases=listed["phrases"],
            not_for=listed["not_for"],
        )
        found.append(rules)
    return tuple(found)


def rule_sets_named(text: str) -> tuple[RuleSet, ...]:
    """The rules that a text names by one of their wordings or numbers.

    >>> [rules.id for rules in rule_sets_named("registered under the Battery Waste Management Rules, 2022")]
    ['battery_2022']
    """
    folded = fold(text)
    return tuple(
        rules for rules in rule_sets() if any(fold(phrase) in folded for phrase in (*rules.phrases, *rules.numbers))
    )


def _texts(item: Item, what: str) -> tuple[str, ...]:
    return item.texts(f"`{what}`")


def _today(state_code: str) -> str:
    """The code of today for a code that may be of the past."""
    state = state_of_code(state_code)
    return state.code if state else state_code


@cache
def _states_by_name() -> Mapping[str, State]:
    return {fold(name): state for state in states() for name in state.names}


@cache
def _boards_by_name() -> Mapping[str, Board]:
    """Every way to write out a board's name, folded."""
    return {fold(name): board for board in boards() for name in board.names}


def _written_out(board: Board) -> Iterable[str]:
    """The names given, and those made of the state's names: Odisha State Pollution Control Board and so on."""
    yield from (board.name, board.hindi, *board.also)
    if board.state is None:
        return
    body = "Committee" if board.kind == "committee" else "Board"
    for name in _states()[board.state].names:
        if not name.isascii():
            yield from (f"{name}{state} प्रदूषण नियंत्रण {kind}" for state in ("", " राज्य") for kind in _HINDI_BODIES[body])
        elif len(fold(name)) > 5 or "." in name:
            control = f"Pollution Control {body}"
            yield from (f"{name} {control}", f"{name} State {control}", f"{control} {name}", f"State {control} {name}")


_HINDI_BODIES = {"Board": ("बोर्ड", "मंडल", "पर्षद"), "Committee": ("समिति",)}
