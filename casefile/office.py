"""An office: the folder in which everything lies that one installation keeps, and how it is opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from casefile.database import CannotUse, connect, is_migrated, migrate, sqlite_url
from casefile.store import FolderStore, RemoteStore, open_store

HOME, DATABASE, STORE = "PARAKH_HOME", "PARAKH_DATABASE", "PARAKH_STORE"
DEFAULT_HOME = Path("parakh-office")
README = """\
queue/incoming   put each application's documents into a folder of its own here; zip files are opened
quarantine       what could not be read, each with a text file that says what to do
worksheets       the results, a folder for each application
store            the originals; never change anything in it
register.sqlite3 what is known of every file; back it up together with store
"""


@dataclass(frozen=True, slots=True)
class Office:
    """An opened office.

    Attributes:
        home: its folder.
        store: where the originals lie.
    """

    home: Path
    database: str
    store: FolderStore | RemoteStore

    @property
    def incoming(self) -> Path:
        """Where staff put documents."""
        return self.home / "queue" / "incoming"

    @property
    def quarantine(self) -> Path:
        """Copies of what could not be read, with the reasons."""
        return self.home / "quarantine"

    @property
    def worksheets(self) -> Path:
        """The results, a folder for each application."""
        return self.home / "worksheets"


def open_office(
    home: Path | None = None,
    *,
    database: str | None = None,
    store: str | None = None,
    create: bool = True,
    look_only: bool = False,
) -> Office:
    """Opens an office, and makes its folders and tables where they are not there yet.

    Args:
        home: its folder; else PARAKH_HOME, else `parakh-office` in the current folder.
        database: a URL; else PARAKH_DATABASE, else `register.sqlite3` in the office's folder.
        store: a folder or a URL; else PARAKH_STORE, else `store` in the office's folder.
        create: whether an office may be made where there is none.
        look_only: whether to write nothing at all, not even tables that this version of the program needs.

    Raises:
        CannotUse: if a folder, the database or the store cannot be used; the message says what to change.
    """
    home = (home or Path(os.environ.get(HOME) or DEFAULT_HOME)).resolve()
    if not create and not (home / "queue" / "incoming").is_dir():
        raise CannotUse(f"there is no office in {home}; give --home or PARAKH_HOME (`parakh queue` makes one)")
    url = database or os.environ.get(DATABASE) or sqlite_url(home / "register.sqlite3")
    if look_only:
        return _looked_at(home, url, store)
    try:
        for name in ("queue/incoming", "quarantine", "worksheets"):
            (home / name).mkdir(parents=True, exist_ok=True)
        if not (home / "README.txt").exists():
            (home / "README.txt").write_text(README, encoding="utf-8")
    except OSError as error:
        raise CannotUse(f"{error.filename} cannot be made ({error.strerror}); check the rights") from error
    connect(url)
    from django.db import DatabaseError

    try:
        migrate(home / ".migrate.lock")
    except DatabaseError as error:
        raise CannotUse(f"the register cannot be opened: {str(error).strip()}") from error
    return Office(home, url, open_store(store or os.environ.get(STORE) or str(home / "store"), home))


def _looked_at(home: Path, url: str, store: str | None) -> Office:
    """An office in which nothing is to be written.

    Raises:
        CannotUse: if its tables are those of an earlier version.
    """
    connect(url)
    if not is_migrated():
        raise CannotUse(
            "the register is of an earlier version of Parakh; `parakh status` brings it to this one, and nothing else"
        )
    return Office(home, url, open_store(store or os.environ.get(STORE) or str(home / "store"), home))
