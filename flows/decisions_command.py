"""`parakh decisions`: takes what reviewers decided in worksheets."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.decisions import Filed
    from worksheets.decisions import Outcome
    from worksheets.decisions_sheets import WorksheetRead

DONE, NOT_TAKEN, USAGE = 0, 1, 2


def add_parsers(commands: Any) -> None:
    """The sub-command."""
    parser = commands.add_parser(
        "decisions",
        help="take the decisions that reviewers wrote into a worksheet",
        description="Reads the decisions out of a worksheet, says what it took, and keeps it: in the office's register "
        "where the worksheet is an office's, else beside the results, where the next `parakh appraise` with the same "
        "--out lays it over what it reads. Copies of several reviewers are merged. All decisions are taken or none: "
        "a value that cannot be read, a missing reason, a change in a locked cell, something that has changed since, "
        "or two reviewers who differ are named by their cells.",
        epilog="Exit status: 0 taken, or nothing new; 1 refused, nothing was taken; 2 the command was given wrongly.",
    )
    parser.set_defaults(run=_decisions)
    parser.add_argument("workbooks", nargs="+", type=Path, metavar="WORKBOOK", help="a worksheet that came back")
    parser.add_argument(
        "--out", type=Path, metavar="OUT", help="where the results are (default: the folder of the worksheet)"
    )
    parser.add_argument("--home", type=Path, metavar="DIR", help="an office's folder: its register keeps the decisions")
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, and take nothing")


def _decisions(options: argparse.Namespace) -> int:
    from casefile.database import CannotUse
    from casefile.decisions import MayNot
    from casefile.filing import NotThere
    from flows.decisions import CannotTake, find_case, take
    from worksheets.decisions_sheets import NotAWorksheet, read_worksheet

    try:
        read = [read_worksheet(it) for it in options.workbooks]
        home = options.home or _home_around(options.out or options.workbooks[0].resolve().parent)
        out = home / "worksheets" if home is not None and options.out is None else options.out
        case = _filed(find_case(read, options.workbooks[0], out), home)
        outcome = take(_named_apart(read, options.workbooks), case, datetime.now(UTC))
        _tell(outcome, case, dry_run=options.dry_run)
        if outcome.refused:
            return NOT_TAKEN
        if outcome.taken and not options.dry_run:
            _keep(outcome, case, home)
    except (CannotTake, NotAWorksheet, CannotUse, NotThere, MayNot) as error:
        print(f"parakh: {error}", file=sys.stderr)
        return USAGE
    except OSError as error:
        print(f"parakh: the decisions could not be kept ({error}); nothing was taken.", file=sys.stderr)
        return NOT_TAKEN
    return DONE


def _home_around(folder: Path) -> Path | None:
    """The office in whose worksheets a folder lies, or PARAKH_HOME if it is that office's."""
    told = os.environ.get("PARAKH_HOME")
    for parent in folder.resolve().parents:
        is_office = (parent / "queue" / "incoming").is_dir() and (parent / "worksheets").is_dir()
        if is_office or (told and parent == Path(told).resolve()):
            return parent
    return None


def _filed(folder: Path, home: Path | None) -> Filed:
    """The case as its results have it; an office has its decisions in the register."""
    from flows.decisions import filed

    if home is None:
        return filed(folder)
    from casefile.decisions import decisions_of
    from casefile.filing import case_named
    from casefile.office import open_office

    open_office(home, create=False)
    number = case_named(folder.name).pk
    return filed(folder, decisions_of([number]).get(number, ()))


def _keep(outcome: Outcome, case: Filed, home: Path | None) -> None:
    if home is None:
        from flows.decisions import keep_decisions

        keep_decisions(case.folder, outcome.decisions)
        print("Run `parakh appraise` with the same --out again: they are laid over what it reads.")
    else:
        from casefile.decisions import keep_decisions as keep_in_register

        keep_in_register(case.application_id, outcome.decisions)
        print(f"`parakh queue` appraises {case.application_id} anew.")


def _tell(outcome: Outcome, case: Filed, *, dry_run: bool) -> None:
    for note in outcome.notes:
        print(f"  {note}", file=sys.stderr)
    if outcome.refused:
        print(f"{case.application_id}: nothing was taken; put these right and try again:", file=sys.stderr)
        for sentence in outcome.refused:
            print(f"  {sentence}", file=sys.stderr)
        return
    for taken in outcome.taken:
        print(f"  {taken.line}")
    many = len(outcome.taken)
    what = "no new decision" if not many else f"{many} decision{'' if many == 1 else 's'}"
    print(f"{case.application_id}: {what}{' would be' if dry_run and many else ''} {'taken' if many else 'found'}.")


def _named_apart(read: Sequence[WorksheetRead], paths: Sequence[Path]) -> Sequence[WorksheetRead]:
    """Worksheets of the same name under their paths, so that a cell can be told from another."""
    from dataclasses import replace

    if len({it.name for it in read}) == len(read):
        return read
    return [replace(it, name=str(path)) for it, path in zip(read, paths, strict=True)]
