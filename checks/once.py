"""What twenty checks ask of one case is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from reference import Rules

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def per_case(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Remembers the answers of a pure function of a case, or of rules, for as long as that lives.

    What was asked besides is told by identity; it is kept with the answer, so that an identity is never another's. So
    are the parameters that the answer rests on: whoever is given it again rests on them too.
    """
    if len(signature(function).parameters) == 1:
        return _of_one(function)

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        if kwargs:
            return function(*args, **kwargs)
        first: Any = args[0]
        rules: Any = args[1] if type(args[1]) is Rules else None
        remembered, key = first.remembered, (function, *map(id, args[1:]))
        before = remembered.get(key)
        if before is not None:
            known, asked, _ = before
            if rules is not None:
                rules.hear(asked)
            answer: Answer = known
            return answer
        if rules is None:
            answer = function(*args, **kwargs)
            remembered[key] = (answer, (), args[1:])
            return answer
        rules.listen()
        try:
            answer = function(*args, **kwargs)
        finally:
            asked = rules.heard()
        remembered[key] = (answer, asked, args[1:])
        return answer

    return ask


def _of_one(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for a function of the case, or of the rules, alone."""

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        first: Any = args[0]
        remembered: dict[Any, Answer] = first.remembered
        if function in remembered:
            return remembered[function]
        answer = remembered[function] = function(*args, **kwargs)
        return answer

    return ask
