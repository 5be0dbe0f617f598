"""`parakh backup` and `parakh restore`: an office in one file, and back."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from flows.queue_command import DONE, command, office_of


def add_parsers(commands: Any) -> None:
    """The sub-commands of this module."""
    backup = command(
        commands,
        "backup",
        _backup,
        "write the whole office into one file, and verify it",
        description="Writes register, originals and scheme packs into one file, and reads it again to see that it is "
        "right. The queue may go on meanwhile. Worksheets and what still lies in the queue are not in it.",
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = command(
        commands,
        "restore",
        _restore,
        "make an office of a backup",
        description="Makes an office in HOME, which must not be there yet, of a backup; verifies the chain of events "
        "and every original. With PARAKH_DATABASE set, the register goes into that empty database. "
        "`parakh reappraise` then writes the worksheets again.",
    )
    restore.add_argument("file", type=Path, metavar="FILE")


def _backup(options: argparse.Namespace) -> int:
    from casefile.backup import backup

    manifest = backup(office_of(options), options.file)
    print(
        f"{options.file}: {manifest.rows['case']} applications, {manifest.originals} originals, {manifest.events} "
        f"events, verified. Note the last event with it: {manifest.head}"
    )
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from casefile.backup import restore
    from casefile.office import DEFAULT_HOME, HOME

    home = options.home or Path(os.environ.get(HOME) or DEFAULT_HOME)
    manifest = restore(options.file, home)
    print(
        f"{home}: {manifest.rows['case']} applications, {manifest.originals} originals, {manifest.events} events, each "
        f"as it was. Last: {manifest.head}. Next: parakh reappraise --home {home}"
    )
    return DONE
