"""What the user sees while work goes on: a line for each document, on the error stream, never among the results."""

from __future__ import annotations

import sys
import threading
from typing import TextIO

from records.readings import DocumentReading
from records.wording import spoken

ALIVE = "(at work)"
"""The line by which a process that is looked after shows that it has not got stuck."""


class Progress:
    """Counts documents as they are done and says what became of each.

    With `signs` it also gives signs of life, for a process above it that reads its lines (`flows.serve_children`).
    """

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False, signs: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._signs = signs
        self._lock = threading.Lock()
        self._done = 0
        self._total = 0

    def begin(self, total: int, *, anew: bool = False) -> None:
        """Says how many documents there are to read; once, even if reading began ahead, unless it begins `anew`."""
        if total == self._total and not anew:
            return
        self._total = total
        self._done = 0
        self.say(f"Reading {total} document{'' if total == 1 else 's'}.")

    def document(self, reading: DocumentReading, seconds: float) -> None:
        """One document is done."""
        with self._lock:
            self._done += 1
            kinds = [spoken(it.document_type) for it in reading.parts or (reading,)]
            kind = f"{len(kinds)} documents: {', '.join(kinds)}" if reading.parts else kinds[0]
            what = kind if reading.status == "read" else f"{kind}, {reading.status.replace('_', ' ')}"
            self._write(f"  [{self._done}/{self._total}] {reading.file}: {what} ({seconds:.1f} s)")

    def say(self, sentence: str) -> None:
        """A sentence on what happens next."""
        with self._lock:
            self._write(sentence)

    def alive(self) -> None:
        """A sign of life, where there is nothing to be said."""
        if self._signs:
            self.say(ALIVE)

    def _write(self, line: str) -> None:
        if not self._quiet:
            print(line, file=self._stream or sys.stderr, flush=True)


PROGRESS = Progress(quiet=True)
"""The progress of this process's run; the command replaces it with one that speaks."""


def announce(progress: Progress) -> None:
    """Makes `progress` the one that this process's run reports to."""
    global PROGRESS
    PROGRESS = progress


def current() -> Progress:
    """The progress of this process's run."""
    return PROGRESS
