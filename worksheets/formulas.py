"""The engine's step formulas as Excel formulas.

A `Step.formula` names earlier steps, parameters and fields: "min(capex_subsidy, ceiling.total_b)". It is parsed into a
small tree, computed once with the values of the cells it would stand on, and written as a live formula only if that
gives the engine's figure: a formula that says something else than the engine is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d_]*(?:\.\d+)?%?)|(?P<name>[A-Za-z_][\w.]*(?:\[\d+\][\w.]*)*)|(?P<sign>[-+*/(),]))"
)
_TYPOGRAPHY = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-"})
FUNCTIONS = frozenset({"min", "max", "sum", "round"})


class NotUnderstood(ValueError):
    """The formula is outside the small grammar, or names something that has no cell."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """The id of a step, a parameter or a field."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands around + - * or /."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """min, max, sum or round over its arguments."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Operation | Call


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value stands in the workbook, as an Excel expression (an address, a name, a sum of ranges)."""

    excel: str
    value: Decimal


CellOf = Callable[[str], Cell | None]


def parse(formula: str) -> Expression:
    """The formula as a tree.

    Raises:
        NotUnderstood: if it is outside the grammar.
    """
    return _Parser(formula.translate(_TYPOGRAPHY)).whole()


def names(expression: Expression) -> tuple[str, ...]:
    """The ids that the expression names, each once, in order."""
    match expression:
        case Name(id):
            found: tuple[str, ...] = (id,)
        case Operation(_, left, right):
            found = names(left) + names(right)
        case Call(_, arguments):
            found = tuple(id for argument in arguments for id in names(argument))
        case Number():
            found = ()
    return tuple(dict.fromkeys(found))


def compute(expression: Expression, cell_of: CellOf) -> Decimal:
    """The value of the expression over the values of the cells.

    Raises:
        NotUnderstood: if a name has no cell, or the arithmetic has no result.
    """
    match expression:
        case Number(value):
            return value
        case Name(id):
            return _cell(id, cell_of).value
        case Operation(sign, left, right):
            try:
                return _operate(sign, compute(left, cell_of), compute(right, cell_of))
            except (DivisionByZero, InvalidOperation) as error:
                raise NotUnderstood(f"no result for {sign}") from error
        case Call("min", arguments):
            return min(compute(argument, cell_of) for argument in arguments)
        case Call("max", arguments):
            return max(compute(argument, cell_of) for argument in arguments)
        case Call("sum", arguments):
            return sum((compute(argument, cell_of) for argument in arguments), Decimal(0))
        case Call(_, arguments):
            inner, places = _round_arguments(arguments)
            return round_half_up(compute(inner, cell_of), places)


def excel(expression: Expression, cell_of: CellOf) -> str:
    """The expression as Excel writes it, without the leading "=".

    Raises:
        NotUnderstood: if a name has no cell.
    """
    match expression:
        case Number(value):
            return format(value, "f")
        case Name(id):
            return _cell(id, cell_of).excel
        case Operation(sign, left, right):
            return f"{_operand(left, sign, False, cell_of)}{sign}{_operand(right, sign, True, cell_of)}"
        case Call("round", arguments):
            inner, places = _round_arguments(arguments)
            return f"ROUND({excel(inner, cell_of)},{places})"
        case Call(function, arguments):
            return f"{function.upper()}({','.join(excel(argument, cell_of) for argument in arguments)})"


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as Excel's ROUND does it."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _cell(id: str, cell_of: CellOf) -> Cell:
    cell = cell_of(id)
    if cell is None:
        raise NotUnderstood(f"{id} has no cell")
    return cell


def _operate(sign: str, left: Decimal, right: Decimal) -> Decimal:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right


def _operand(expression: Expression, sign: str, is_right: bool, cell_of: CellOf) -> str:
    text = excel(expression, cell_of)
    if not isinstance(expression, Operation):
        return text
    binds_looser = sign in "*/" and expression.sign in "+-"
    order_matters = is_right and sign in "-/" and (expression.sign in "+-") == (sign in "+-")
    return f"({text})" if binds_looser or order_matters else text


def _round_arguments(arguments: tuple[Expression, ...]) -> tuple[Expression, int]:
    match arguments:
        case (value,):
            return value, 0
        case (value, Number(places)) if places == int(places):
            return value, int(places)
    raise NotUnderstood("round takes a value and a number of places")


class _Parser:
    """Sums of products of factors, left to right."""

    def __init__(self, formula: str) -> None:
        self._tokens = _tokens(formula)
        self._at = 0

    def whole(self) -> Expression:
        found = self._sum()
        if self._at != len(self._tokens):
            raise NotUnderstood(f"{self._tokens[self._at]!r} is not expected")
        return found

    def _next(self, *wanted: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def _must(self, wanted: str) -> None:
        if not self._next(wanted):
            raise NotUnderstood(f"{wanted!r} is missing")

    def _sum(self) -> Expression:
        left = self._product()
        while sign := self._next("+", "-"):
            left = Operation(sign, left, self._product())
        return left

    def _product(self) -> Expression:
        left = self._factor()
        while sign := self._next("*", "/"):
            left = Operation(sign, left, self._factor())
        return left

    def _factor(self) -> Expression:
        if self._next("-"):
            return Operation("-", Number(Decimal(0)), self._factor())
        if self._next("("):
            inner = self._sum()
            self._must(")")
            return inner
        if self._at >= len(self._tokens) or not (
            self._tokens[self._at][0].isalnum() or self._tokens[self._at][0] == "_"
        ):
            raise NotUnderstood("a value is missing")
        token = self._tokens[self._at]
        self._at += 1
        if token[0].isdigit():
            number = Decimal(token.rstrip("%").replace("_", ""))
            return Number(number / 100 if token.endswith("%") else number)
        if self._next("("):
            return self._call(token)
        return Name(token)

    def _call(self, function: str) -> Expression:
        if function.lower() not in FUNCTIONS:
            raise NotUnderstood(f"{function} is not a function here")
        arguments = [self._sum()]
        while self._next(","):
            arguments.append(self._sum())
        self._must(")")
        return Call(function.lower(), tuple(arguments))


def _tokens(formula: str) -> list[str]:
    tokens, at = [], 0
    formula = formula.rstrip()
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        if found is None:
            raise NotUnderstood(f"{formula[at:]!r} is not part of a formula")
        tokens.append(found[0].strip())
        at = found.end()
    return tokens
