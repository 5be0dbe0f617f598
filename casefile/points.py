"""The moments at which a crash would be worst: after each write, rename and commit that others rely on.

`at` costs nothing unless it is armed. `benchmarks.crashes` and the tests arm one of POINTS and see what a process that
is killed there leaves behind; `at` refuses names that are not listed, so that none is forgotten.
"""

from __future__ import annotations

import os
import signal

POINTS = (
    "store.begun",
    "store.copied",
    "store.renamed",
    "store.flushed",
    "take.registered",
    "take.committed",
    "take.removed",
    "take.cleared",
    "work.claimed",
    "parcel.stored",
    "parcel.registered",
    "parcel.committed",
    "reading.made",
    "reading.registered",
    "reading.committed",
    "quarantine.written",
    "quarantine.renamed",
    "sightings.registered",
    "sightings.committed",
    "appraisal.written",
    "appraisal.registered",
    "appraisal.committed",
)
"""In the order in which a document passes them."""

ARMED = "PARAKH_CRASH_AT"
"""The environment variable that names the point, and after a colon how many times it is passed before."""

_passed: dict[str, int] = {}


def at(name: str) -> None:
    """Kills this process, as `kill -9` does, if this point is armed.

    Raises:
        ValueError: if the point is not listed.
    """
    if name not in POINTS:
        raise ValueError(f"{name} is not among the points where a crash is tried")
    armed = os.environ.get(ARMED)
    if armed is None:
        return
    point, _, before = armed.partition(":")
    if point == name:
        _passed[name] = _passed.get(name, 0) + 1
        if _passed[name] > int(before or 0):
            os.kill(os.getpid(), signal.SIGKILL)
