"""What twenty checks ask of one case is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

from reference import Rules

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def per_case(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Remembers the answers of a pure function of a case, or of rules, for as long as that lives.

    What was asked besides is told by identity; it is kept with the answer, so that an identity is never another's. So
    are the parameters that the answer rests on: whoever is given it again rests on them too.
    """
    asked = list(signature(function).parameters)
    if len(asked) == 1:
        return _of_one(function)
    return _under_rules(function) if asked[1] == "rules" else _of_case(function)


def _of_one(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function of the case, or of the rules, alone."""
    work_out: Callable[..., Answer] = function

    @wraps(function)
    def ask(one: Any) -> Answer:
        remembered: dict[Any, Answer] = one.remembered
        try:
            return remembered[function]
        except KeyError:
            answer = remembered[function] = work_out(one)
            return answer

    return cast("Callable[Asked, Answer]", ask)


def _of_case(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function of the case and of things in it."""
    work_out: Callable[..., Answer] = function

    @wraps(function)
    def ask(case: Any, *things: Any) -> Answer:
        key = (function, *map(id, things))
        try:
            answer: Answer = case.remembered[key][0]
        except KeyError:
            answer = work_out(case, *things)
            case.remembered[key] = (answer, things)
        return answer

    return cast("Callable[Asked, Answer]", ask)


def _under_rules(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function of the case under rules, which hear of the parameters that it rests on."""
    work_out: Callable[..., Answer] = function

    @wraps(function)
    def ask(case: Any, rules: Rules, *things: Any) -> Answer:
        key = (function, id(rules), *map(id, things)) if things else (function, id(rules))
        try:
            known = case.remembered[key]
        except KeyError:
            rules.listen()
            try:
                answer = work_out(case, rules, *things)
            finally:
                asked = tuple(dict.fromkeys(rules.heard()))
            case.remembered[key] = (answer, asked, rules, things)
            return answer
        rules.hear(known[1])
        kept: Answer = known[0]
        return kept

    return cast("Callable[Asked, Answer]", ask)
