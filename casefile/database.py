"""The register's database: SQLite in the office's folder, or PostgreSQL by a URL. Django is set up here only."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.conf import settings
from django.db import connection, connections, transaction

from casefile.mounts import file_system_of, is_of_another_machine

BUSY_SECONDS = 30
"""So long a write waits for another's."""

WRITERS = 7_062_025
"""The number of the lock that writers take on PostgreSQL; SQLite has one writer at a time anyhow."""

SQLITE_SETTINGS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


class CannotUse(Exception):
    """The database, the store or a folder cannot be used; the message says what to change."""


def sqlite_url(path: Path) -> str:
    """The URL of a database file."""
    return f"sqlite:///{path}"


def set_up() -> None:
    """Sets Django up for the tables of this room, unless it is; which database it is, `connect` says later."""
    if settings.configured:
        return
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.dummy"}},
        INSTALLED_APPS=["casefile"],
        USE_TZ=True,
        TIME_ZONE="UTC",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def connect(url: str) -> None:
    """Makes `url` the database of this process, in place of another.

    Raises:
        CannotUse: if the URL is none of ours, or SQLite would lie on another machine's disk.
    """
    database = _database(url)
    now = connections.settings["default"]
    if all(now.get(key) == value for key, value in database.items()):
        return
    connections.close_all()
    connections.settings["default"] = {**now, **database}
    with contextlib.suppress(AttributeError):  # nobody has asked for the one before
        del connections["default"]


def migrate(lock: Path) -> None:
    """Brings the tables to what this version of the program needs; two programs that begin at once wait in turn."""
    from django.core.management import call_command

    if is_migrated():
        return
    with lock.open("w") as file, _server_to_itself():
        fcntl.flock(file, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0, interactive=False)


def is_migrated() -> bool:
    """Whether the tables are those that this version of the program needs."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextlib.contextmanager
def _server_to_itself() -> Iterator[None]:
    """On PostgreSQL other machines wait until the tables are made; on SQLite there are none."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [WRITERS])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [WRITERS])


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """A transaction that has the register to itself: all of it is kept, or nothing."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
        yield


def close() -> None:
    """Closes this thread's connection."""
    connection.close()


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/") if parts.path.startswith("//") else parts.path)))
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(url)
    raise CannotUse(
        f"PARAKH_DATABASE begins with {parts.scheme or url!r}; it is postgresql://USER:PASSWORD@HOST/NAME, or not set "
        "for a file in the office's folder"
    )


def _sqlite(path: Path) -> dict[str, Any]:
    kind = file_system_of(path.parent)
    if is_of_another_machine(kind):
        raise CannotUse(
            f"the register {path} would lie on a drive of another machine ({kind}), where its locks do not hold and it "
            "would break; put the office on a disk of this machine, and share only its queue folder, or set "
            "PARAKH_DATABASE to a PostgreSQL server"
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, "init_command": SQLITE_SETTINGS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "parakh",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }
