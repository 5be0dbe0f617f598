"""What twenty checks ask of one case is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

FEW = 8
"""How many answers are remembered: those of the case that is judged now, under the rules as read and as sure."""


def per_case(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Remembers the last few answers of a pure function of a case, by the identity of what it was asked.

    Cases and rules are frozen; they are held here as long as their answer is, so that an identity is never another's.
    """
    remembered: list[tuple[tuple[Any, ...], Answer]] = []

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        if kwargs:
            return function(*args, **kwargs)
        for asked, answer in remembered:
            if len(asked) == len(args) and all(one is other for one, other in zip(asked, args, strict=True)):
                return answer
        answer = function(*args, **kwargs)
        remembered.append((args, answer))
        del remembered[:-FEW]
        return answer

    return ask
