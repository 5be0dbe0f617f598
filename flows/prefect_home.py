"""Prefect without surprises: no telemetry, a home of its own, a running server where there is one.

Settings are environment variables that Prefect reads when it is first imported, so `prepare` must run before that.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from casefile.mounts import file_system_of, is_of_another_machine

POOL, HELPERS = "parakh", "parakh-helpers"
"""Work pools: of the office's own machine, and of those that have joined it."""

PAGES = "PARAKH_PAGES"
"""The environment variable with the address at which worksheets and reports are served, while `parakh serve` runs."""

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

OFFICE = {
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",  # that a step is done, its row on the page says
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "true",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",  # runs of more than 90 days ago are forgotten
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "100",
    "PREFECT_WORKER_QUERY_SECONDS": "5",
}
"""What differs where a server runs all day, with a page: what the user's own environment says goes before it."""


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
    home = _state() / "prefect"
    with contextlib.ExitStack() as stack:
        try:
            home.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context((home / ".lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parakh-", ignore_cleanup_errors=True)))
        yield home


OWN = ("PREFECT_API_URL", "PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH", "PREFECT_HOME")
"""What an office never takes over from the user's own Prefect."""


def office_environment(home: Path, page: str) -> dict[str, str]:
    """The environment of what `parakh serve` starts: Prefect with a home of the office's own.

    Args:
        home: Prefect's home.
        page: the address of Prefect's page, e.g. "http://127.0.0.1:4200".
    """
    inherited = {name: value for name, value in os.environ.items() if name not in OWN}
    return QUIET | OFFICE | inherited | {"PREFECT_HOME": str(home), "PREFECT_API_URL": f"{page}/api", **_of_page(page)}


def _of_page(page: str) -> dict[str, str]:
    """No other page that somebody has open in a browser may talk to the server."""
    ours = (page, page.replace("127.0.0.1", "localhost"))
    return {"PREFECT_SERVER_UI_API_URL": "/api", "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": ",".join(ours)}


def home_of_office(office: Path) -> Path:
    """Where an office's Prefect keeps its database: in the office, but never on a drive of another machine."""
    if not is_of_another_machine(file_system_of(office)):
        return office / "prefect"
    name = hashlib.sha256(str(office).encode()).hexdigest()[:12]
    return _state() / f"prefect-{name}"


def home_of_helper(name: str) -> Path:
    """Where the Prefect of a machine that helps an office keeps what it needs; never in the office's folder."""
    return _state() / f"prefect-{name}"


def _state() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "parakh"


def answers(page: str) -> bool:
    """Whether a Prefect server answers at the address of a page."""
    return _answers(f"{page}/api")


def _restore(before: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(before)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=1.5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False
