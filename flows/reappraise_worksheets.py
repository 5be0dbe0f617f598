"""The worksheets of cases that were re-appraised, written anew: the register first, the folders after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from casefile.bulk import in_parts
from casefile.cases import held
from casefile.impact import current_stamps
from casefile.neighbours import neighbours_of
from casefile.office import Office
from checks import appraise
from checks.outcome import counted
from flows.progress import current
from flows.register import AT_ONCE, case_of, write_all
from flows.workers import Workers
from reference import Scheme

HEAD = 4000
"""Bytes of `appraisal.json` in which stands by what it was judged."""

STAMPS = ("as_of", "parameters_digest", "neighbours_digest")

Stamp = tuple[date, str]
"""The as-of day of an appraisal and the digest of its rules."""


def stale(office: Office) -> dict[int, Stamp]:
    """The cases whose worksheet is of another appraisal than the one that counts, by row number, and by what that was.

    Cases that wait for the queue are its own matter.
    """
    found = {}
    for name, (number, *stamps) in current_stamps().items():
        if _stamps(office.worksheets / name / "appraisal.json") != stamps:
            found[number] = (date.fromisoformat(stamps[0]), stamps[1])
    return found


def _stamps(path: Path) -> list[str]:
    """By what an `appraisal.json` was judged; "" for what it does not say."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).decode(errors="replace")
    except OSError:
        head = ""
    told = (re.search(rf'"{name}": "([^"]*)"', head) for name in STAMPS)
    return [it[1] if it else "" for it in told]


def write_stale(office: Office, workers: Workers, scheme: Scheme) -> list[str]:
    """Writes the worksheets that are of an earlier appraisal; a sentence for each that could not be written."""
    waiting = stale(office)
    if waiting:
        current().say(f"Writing {counted(len(waiting), 'worksheet')} anew.")
    trouble: list[str] = []
    done = 0
    for part in in_parts(sorted(waiting.items()), AT_ONCE):
        trouble += _write(office, workers, scheme, part)
        done += len(part)
        current().say(f"  [{done}/{len(waiting)}] worksheets written")
    return trouble


def _write(office: Office, workers: Workers, scheme: Scheme, part: Sequence[tuple[int, Stamp]]) -> list[str]:
    stamps = dict(part)
    around = neighbours_of(stamps)
    judged = {}
    for it in held(stamps):
        as_of, rules = stamps[it.id]
        appraisal = appraise(case_of(it, as_of), around[it.id], scheme.rules(as_of))
        judged[it.id] = replace(appraisal, parameters_digest=rules)  # it stands under these too, and is that one still
    return [it for it in write_all(office, workers, scheme, judged).values() if isinstance(it, str)]
