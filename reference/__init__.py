"""What the rules say: schemes as dated parameters, document types, minerals, boards, states."""

from reference.load import load_scheme
from reference.registers import boards, find_boards, rule_sets, rule_sets_named, state_named, states, states_of_pin
from reference.rules import Clause, Interpretation, NotInForce, Rules, Scheme, entries_of
from reference.strict_yaml import ReferenceMistake

__all__ = [
    "Clause",
    "Interpretation",
    "NotInForce",
    "ReferenceMistake",
    "Rules",
    "Scheme",
    "boards",
    "entries_of",
    "find_boards",
    "load_scheme",
    "rule_sets",
    "rule_sets_named",
    "state_named",
    "states",
    "states_of_pin",
]
