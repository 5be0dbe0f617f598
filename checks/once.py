"""What twenty checks ask of one case is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def per_case(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Remembers the answers of a pure function of a case, or of rules, for as long as that lives.

    What was asked besides is told by identity; it is kept with the answer, so that an identity is never another's.
    """

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        if kwargs:
            return function(*args, **kwargs)
        first: Any = args[0]
        remembered = first.remembered
        key = (function, *map(id, args[1:]))
        if key in remembered:
            known: Answer = remembered[key][0]
            return known
        answer = function(*args, **kwargs)
        remembered[key] = (answer, args[1:])
        return answer

    return ask
