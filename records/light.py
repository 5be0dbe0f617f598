"""What records need that are made by the hundred thousand: cheap to make, and found out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, dataclass_transform, overload

Record = TypeVar("Record")
Value = TypeVar("Value")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def light_record(cls: type[Record]) -> type[Record]:
    """A dataclass that nobody changes, as a frozen one: mypy sees to it, not the running program.

    A frozen dataclass sets each of its fields through `object.__setattr__`, which takes more than twice the time; of
    the records marked so a case has some thousand.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


class found_once(Generic[Value]):  # noqa: N801 (it is used as `property` is)
    """A property that is worked out when first asked and then kept, as `functools.cached_property` without its lock.

    Cases and what is worked out of them belong to one thread; the lock of Python 3.11 costs more than most answers.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        """A property by the method that works it out."""
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Keep the name under which an object keeps the answer."""
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> found_once[Value]: ...
    @overload
    def __get__(self, one: object, owner: type) -> Value: ...
    def __get__(self, one: object | None, owner: type) -> Value | found_once[Value]:
        """The answer; once kept, Python finds it before it comes here."""
        if one is None:
            return self
        answer = one.__dict__[self._name] = self._work_out(one)
        return answer
