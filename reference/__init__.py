"""What the rules say: schemes as dated parameters, document types, minerals, boards, states."""

from reference.load import DEFAULT_SCHEME, load_scheme, scheme_ids
from reference.minerals import compound_of, mineral_of, minerals
from reference.registers import (
    boards,
    find_boards,
    rule_sets,
    rule_sets_named,
    state_named,
    state_of_code,
    states,
    states_of_pin,
)
from reference.rules import Clause, Interpretation, NotInForce, Rules, Scheme, entries_of
from reference.strict_yaml import ReferenceMistake

__all__ = [
    "DEFAULT_SCHEME",
    "Clause",
    "Interpretation",
    "NotInForce",
    "ReferenceMistake",
    "Rules",
    "Scheme",
    "boards",
    "compound_of",
    "entries_of",
    "find_boards",
    "load_scheme",
    "mineral_of",
    "minerals",
    "rule_sets",
    "rule_sets_named",
    "scheme_ids",
    "state_named",
    "state_of_code",
    "states",
    "states_of_pin",
]
