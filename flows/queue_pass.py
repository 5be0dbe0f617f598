"""One pass over an office: take in, read, appraise; and the watch that does it again and again."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import DatabaseError

from casefile.intake import Left
from casefile.office import Office
from casefile.work import free, give_back_all, new_token, ready_cases, reclaim, try_anew
from checks.outcome import counted
from flows.progress import current
from flows.queue import SETTLE_SECONDS, Intake, Settling, begin, take_in
from flows.queue_quarantine import keep_quarantine
from flows.register import NEVER, Done, appraise_waiting, read_waiting
from flows.run import Processed
from flows.scheme_in_use import pack_of
from flows.steps import Step, plainly
from flows.workers import Workers
from reference import DEFAULT_SCHEME, load_scheme

NOT_NOW = "The register or the store could not be used just now ({why}); nothing is lost, and it goes on by itself."

SELDOMEST = 60.0
"""Seconds between two looks where each ended in a fault that may pass; they double up to this."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for.

    Attributes:
        as_of: judge as of this day; by default each pass's own.
        seconds: time limit for each document.
        settle: seconds that a file must have stayed the same.
    """

    as_of: date | None = None
    scheme: str = DEFAULT_SCHEME
    seconds: float | None = None
    settle: float = SETTLE_SECONDS


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass came to."""

    taken: int = 0
    read: int = 0
    appraised: tuple[Processed, ...] = ()
    left: tuple[Left, ...] = ()
    trouble: tuple[str, ...] = ()
    quarantined: int = 0

    @property
    def did_something(self) -> bool:
        """Whether anything has changed."""
        return bool(self.taken or self.read or self.appraised)


@dataclass(slots=True)
class Clerk:
    """Works through an office's queue; one to a process.

    Attributes:
        token: under which it takes work.
        stop: once set, it finishes what it has in hand and begins nothing else.
    """

    office: Office
    workers: Workers
    options: Options
    token: str = field(default_factory=new_token)
    stop: threading.Event = field(default=NEVER)
    settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        """Finishes what a killed process has left."""
        self.settling = Settling(self.options.settle)
        begin(self.office)
        reclaim()
        try_anew()

    def once(self) -> Pass:
        """Everything that lies in the queue now: waits until files have settled, then takes, reads and appraises."""
        return self.work(self.take_settled())

    def take_settled(self) -> Intake:
        """Takes into the register everything that lies in the queue now, once it has stopped changing."""
        intake = self.take()
        taken = intake.taken
        while intake.settling:
            time.sleep(max(0.05, self.settling.seconds / 4))
            intake = self.take()
            taken += intake.taken
        return Intake(taken, 0, intake.left)

    def watch(self, every: float, stop: threading.Event, rounds: Callable[[], Pass] | None = None) -> None:
        """Looks every so many seconds, until told to stop. A fault that may pass stops nothing.

        Args:
            every: seconds between two looks; more where one fault follows another.
            stop: once set, what is in hand is finished.
            rounds: what is done at each look, by default `round`.
        """
        self.stop = stop
        told: frozenset[str] = frozenset()
        pause = every
        while not stop.is_set():
            try:
                now = (rounds or self.round)()
                pause = every
            except (DatabaseError, OSError) as error:
                now = Pass(trouble=(NOT_NOW.format(why=str(error).strip()),))
                pause = min(2 * pause, max(every, SELDOMEST))
            told = tell(now, told)
            stop.wait(pause)
        self.end()

    def round(self) -> Pass:
        """What can be done at this moment, without waiting for files to settle."""
        return self.work(self.take())

    def take(self) -> Intake:
        """Takes into the register what has stopped changing."""
        return take_in(self.office, self.settling)

    def end(self) -> None:
        """Gives back what is not done."""
        with contextlib.suppress(DatabaseError):
            give_back_all(self.token)

    def is_awaited(self) -> bool:
        """Whether anything waits to be read or appraised that no other living process has in hand."""
        reclaim()
        return bool(free("read") or free("appraise"))

    def read(self, step: Step = plainly) -> tuple[Done, int]:
        """Reads what waits; with it how many documents came into the quarantine."""
        give_back_all(self.token)  # what a fault left in the round before
        reclaim()  # and what a killed process of this machine had
        read = read_waiting(self.office, self.workers, self.token, self.options.seconds, step, self.stop)
        return read, keep_quarantine(self.office)

    def appraise(self, step: Step = plainly) -> Done:
        """Judges what waits, by the rules as their files say now."""
        if not ready_cases():
            return Done()
        scheme = load_scheme(pack_of(self.office.home, self.options.scheme), self.options.scheme)
        as_of = self.options.as_of or date.today()
        return appraise_waiting(self.office, self.workers, self.token, scheme, as_of, step, self.stop)

    def work(self, intake: Intake) -> Pass:
        """Reads and appraises what waits, after what was taken in."""
        read, quarantined = self.read()
        return summed(intake, read, self.appraise(), quarantined)


def tell(now: Pass, told: frozenset[str] = frozenset()) -> frozenset[str]:
    """Says what a pass came to; of what stays as it is, only what was not told before. Gives what is told by now."""
    if now.did_something:
        current().say(
            f"{counted(now.taken, 'file')} taken, {counted(now.read, 'document')} read, "
            f"{counted(len(now.appraised), 'application')} appraised, {now.quarantined} in quarantine."
        )
    sentences = frozenset((*(f"{it.source}: {it.why}" for it in now.left), *now.trouble))
    for sentence in sorted(sentences - told):
        current().say(f"  {sentence}")
    return sentences


def summed(intake: Intake, read: Done, judged: Done, quarantined: int) -> Pass:
    """What a pass came to."""
    return Pass(
        intake.taken,
        read.read,
        tuple(judged.appraised),
        intake.left,
        (*read.trouble, *judged.trouble),
        quarantined,
    )
