"""Which applications a folder holds, and which files belong to each."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NOT_DOCUMENTS = {"thumbs.db", "desktop.ini", ".ds_store"}
"""What operating systems leave in folders; never handed in by anybody. Lock files (~$…) and hidden files likewise."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of an application: where it lies, and its name within the application's folder."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Application:
    """One application's folder with its files in the order of their names.

    `trouble` holds a sentence for each subfolder that could not be opened.
    """

    application_id: str
    folder: Path
    files: tuple[Found, ...]
    trouble: tuple[str, ...] = ()


def find_applications(folder: Path, *, leave_out: Path | None = None, each_folder: bool = False) -> list[Application]:
    """The applications in `folder`.

    A folder with documents of its own is one application, subfolders included. A folder that holds only folders has
    one application in each. `each_folder` forces the second reading; documents lying beside the folders are then an
    application of their own, named after `folder`. `leave_out` (the output folder) is never looked into.

    Raises:
        OSError: if `folder` itself cannot be listed.
    """
    folder = folder.resolve()
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    leave_out = leave_out.resolve() if leave_out else None
    loose = [entry for entry in entries if not entry.is_dir() and _is_handed_in(entry)]
    folders = [entry for entry in entries if entry.is_dir() and entry != leave_out and not entry.name.startswith(".")]
    if folders and each_folder and loose:
        files = tuple(Found(entry, entry.name) for entry in loose)
        return [Application(folder.name, folder, files), *(_application(entry, leave_out) for entry in folders)]
    if folders and (each_folder or not loose):
        return [_application(entry, leave_out) for entry in folders]
    return [_application(folder, leave_out)]


def may_be_several(folder: Path, applications: Sequence[Application]) -> bool:
    """Whether a folder that was taken as one application holds several folders with documents of their own.

    Whoever keeps a list or a covering letter beside the folders of the applicants means `each_folder`.
    """
    if len(applications) != 1 or applications[0].folder != folder.resolve():
        return False
    return len({it.name.split("/")[0] for it in applications[0].files if "/" in it.name}) > 1


def _application(folder: Path, leave_out: Path | None) -> Application:
    trouble: list[str] = []

    def note(error: OSError) -> None:
        where = Path(error.filename).name if error.filename else folder.name
        trouble.append(f"The folder {where} could not be opened ({error.strerror}); ask for access and run again.")

    files = sorted(_files(folder, leave_out, note), key=lambda found: found.name)
    return Application(folder.name, folder, tuple(files), tuple(trouble))


def _files(folder: Path, leave_out: Path | None, note: Callable[[OSError], None]) -> Iterator[Found]:
    for where, folders, names in os.walk(folder, onerror=note):
        here = Path(where)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and here / name != leave_out)
        for name in names:
            path = here / name
            if _is_handed_in(path):
                shown = path.relative_to(folder).as_posix()
                yield Found(path, unicodedata.normalize("NFC", shown))


def _is_handed_in(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.name.lower() not in NOT_DOCUMENTS
