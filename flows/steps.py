"""A step of the work: a function called as it is, or as a task of Prefect with tries of its own.

The work calls its steps through one of these, so that what it does is the same whether Prefect is there or not. Only
faults that may pass are worth another try; what is wrong with a paper comes back as a reading with a status and never
as an error.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from django.db import InterfaceError, OperationalError

from flows.faults import TransientFault

Kind = Literal["take", "read", "appraise", "judge", "examine"]
Result = TypeVar("Result")

MAY_PASS = frozenset(
    {
        errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EMFILE, errno.ENFILE,  # room is made, files are closed
        errno.EBUSY, errno.EAGAIN, errno.EINTR, errno.ETXTBSY,  # somebody else has it just now
        errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENODEV, errno.ENXIO,  # a drive is gone
        errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ENOTCONN, errno.ECONNREFUSED,
        errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE, errno.ESHUTDOWN,  # the way to it is
    }
)  # fmt: skip
"""Numbers of faults of the system that pass when room is made, or when a drive comes back."""


class Step(Protocol):
    """Calls a function as a step of the work."""

    def __call__(self, kind: Kind, name: str, function: Callable[..., Result], *args: object) -> Result:
        """The function's result; `kind` and `name` are how people know the step."""


def plainly(kind: Kind, name: str, function: Callable[..., Result], *args: object) -> Result:
    """A step that is a plain call; whoever watches the queue looks again in a few seconds anyhow."""
    return function(*args)


def may_pass(error: BaseException) -> bool:
    """Whether a fault may be gone in a while: a locked register, a full disk, a drive or a server that is away.

    A file that is not there, may not be opened or is broken stays so, however often it is tried.
    """
    if isinstance(error, (TransientFault, OperationalError, InterfaceError)):
        return True
    return isinstance(error, OSError) and (
        error.errno in MAY_PASS or isinstance(error, (TimeoutError, ConnectionError))
    )
