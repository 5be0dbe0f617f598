"""Prefect without surprises: no telemetry, a home of its own, a running server where there is one.

Settings are environment variables that Prefect reads when it is first imported, so `prepare` must run before that.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

LOCAL_SERVER = "http://127.0.0.1:4200/api"
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
    "PREFECT_SERVER_UI_ENABLED": "false",
}


@contextlib.contextmanager
def prepare() -> Iterator[str]:
    """Sets Prefect's environment for the time of the `with` block; gives a sentence on which server is used.

    Raises:
        ConnectionError: if PREFECT_API_URL names a server that does not answer.
    """
    before = dict(os.environ)
    with contextlib.ExitStack() as stack:
        stack.callback(_restore, before)
        for name, value in QUIET.items():
            os.environ.setdefault(name, value)
        if url := os.environ.get("PREFECT_API_URL"):
            if not _answers(url):
                raise ConnectionError(f"the Prefect server at {url} does not answer")
            yield f"Using the Prefect server at {url}."
            return
        if _answers(LOCAL_SERVER):
            os.environ["PREFECT_API_URL"] = LOCAL_SERVER
            yield f"Using the Prefect server at {LOCAL_SERVER}."
            return
        if "PREFECT_HOME" not in os.environ:
            os.environ["PREFECT_HOME"] = str(stack.enter_context(_home()))
        yield "Starting a Prefect server for this run."


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    """Our own Prefect home; a temporary one while another run holds it or where it cannot be written."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    home = state / "parakh" / "prefect"
    with contextlib.ExitStack() as stack:
        try:
            home.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context((home / ".lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parakh-", ignore_cleanup_errors=True)))
        yield home


def _restore(before: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(before)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=1.5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False
