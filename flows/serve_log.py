"""The log of `parakh serve`: for people, in the terminal and in a file that does not grow without end."""

from __future__ import annotations

import logging
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 2 * 1024**2
KEPT = 5
"""Bytes of a log file, and how many earlier ones are kept."""

PEOPLE, PREFECT = "serve.log", "prefect.log"


class _Patient(RotatingFileHandler):
    """A log file that a full disk or a lost drive does not turn into an error of the program."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name is logging's)
        """Nothing: the line is in the terminal, and the next may find room again."""


class Log:
    """Two files: `serve.log` for people, also in the terminal, and `prefect.log` for what Prefect has to say."""

    def __init__(self, folder: Path, *, quiet: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._quiet = quiet
        self._people = _file(folder / PEOPLE)
        self._prefect = _file(folder / PREFECT)

    def say(self, who: str, words: str) -> None:
        """A line for people."""
        line = f"{who:<7} {words}"
        self._people.info(line)
        if not self._quiet:
            print(f"{time.strftime('%H:%M:%S')}  {line}", file=sys.stderr, flush=True)

    def chatter(self, who: str, words: str) -> None:
        """A line of Prefect's."""
        self._prefect.info(f"{who:<7} {words}")

    def close(self) -> None:
        """Closes the files."""
        for logger in (self._people, self._prefect):
            for handler in tuple(logger.handlers):
                logger.removeHandler(handler)
                handler.close()


def _file(path: Path) -> logging.Logger:
    logger = logging.Logger(path.name)
    handler = _Patient(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s  %(message)s", "%Y-%m-%d %H:%M:%S"))
    logger.addHandler(handler)
    return logger
