"""What the rules say: schemes as dated parameters, document types, minerals, boards, states."""

from reference.load import load_scheme
from reference.rules import Clause, Interpretation, NotInForce, Rules, Scheme, entries_of
from reference.strict_yaml import ReferenceMistake

__all__ = [
    "Clause",
    "Interpretation",
    "NotInForce",
    "ReferenceMistake",
    "Rules",
    "Scheme",
    "entries_of",
    "load_scheme",
]
