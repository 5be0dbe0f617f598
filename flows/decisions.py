"""Reviewers' decisions on the way from worksheets to the next appraisal.

With an office they are kept in its register. Without one they are kept beside the results, in `decisions.json`, which
is only ever added to; `parakh appraise` lays them over what it reads. Beside it lie the worksheets as we wrote them (in
`.written`, cells only), so that any later copy, also one of an older appraisal, can be compared with what it was.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.output import alone_in
from records.case import Case
from records.findings import Decision
from records.overlay import decision_from, decision_json, with_decisions
from worksheets.decisions import CaseNow, Outcome, Returned, read_decisions
from worksheets.decisions_sheets import (
    WorksheetRead,
    compare,
    read_worksheet,
)

KEPT = "decisions.json"
WRITTEN = ".written"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml"
)
"""What of a workbook is kept: its cells, without pictures and links."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class CannotTake(Exception):
    """The decisions cannot be taken as the command was given; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A case with its results: where they lie, what it says now, and the worksheets written so far, newest first."""

    folder: Path
    case: CaseNow
    written: tuple[WorksheetRead, ...]

    @property
    def application_id(self) -> str:
        """The application's number or name."""
        return str(self.case.appraisal["application_id"])


def keep_written(worksheet: Path, folder: Path, earlier: Path) -> None:
    """Keeps the cells of a new worksheet, and what was kept of those before it.

    Args:
        worksheet: as it was written just now.
        folder: the folder of results in the making.
        earlier: the results that it will replace; they may not be there.
    """
    kept = folder / WRITTEN
    if (earlier / WRITTEN).is_dir():
        shutil.copytree(earlier / WRITTEN, kept)
    kept.mkdir(exist_ok=True)
    copies = _copies(kept)
    fresh = kept / f"{int(copies[0].stem) + 1 if copies else 1:04}.xlsx"
    _keep_cells(worksheet, fresh)
    if copies and copies[0].read_bytes() == fresh.read_bytes():
        fresh.unlink()


def kept_decisions(folder: Path) -> tuple[Decision, ...]:
    """The decisions kept beside the results of a case, in the order they were taken.

    Raises:
        CannotTake: if the file was damaged; it is never passed over, for decisions would be lost silently.
    """
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
        return tuple(decision_from(it) for it in kept["decisions"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotTake(
            f"{folder / KEPT} cannot be read ({error}); put back the copy of your last backup, or move it away to "
            "go on without its decisions"
        ) from error


def keep_decisions(folder: Path, decisions: Iterable[Decision]) -> None:
    """Adds decisions to those kept beside the results, all of them or none.

    Raises:
        CannotTake: if the file was damaged.
        OSError: if it cannot be written; what was kept stays as it was.
    """
    with alone_in(folder):
        every = (*kept_decisions(folder), *decisions)
        body = {"decisions": [decision_json(it) for it in every]}
        beside = folder / f".{KEPT}.{os.getpid()}.part"
        with beside.open("w", encoding="utf-8") as file:
            file.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / KEPT)


def laid_over(case: Case, out: Path) -> Case:
    """The case with the decisions laid over that are kept in the folder of its results.

    Raises:
        CannotTake: if they cannot be read.
    """
    kept = kept_decisions(out)
    return with_decisions(case, kept) if kept else case


def find_case(returned: Sequence[WorksheetRead], workbook: Path, out: Path | None) -> Path:
    """The folder of results that worksheets belong to.

    Args:
        returned: the worksheets.
        workbook: the path of the first.
        out: a folder of results, or one that holds several; else that in which the worksheet lies.

    Raises:
        CannotTake: if there is none, or the worksheets belong to several.
    """
    here = workbook.resolve().parent if out is None else out
    folders = [here] if (here / "appraisal.json").exists() else _results_in(here)
    if not folders:
        where = "beside the worksheet; say with --out where the results are" if out is None else f"in {out}"
        raise CannotTake(f"there is no appraisal.json {where}")
    found = {_likeliest(it, folders) for it in returned}
    if len(found) > 1:
        raise CannotTake("the worksheets belong to different applications; read them one by one")
    (folder,) = found
    return folder


def filed(folder: Path, history: tuple[Decision, ...] | None = None) -> Filed:
    """A case as its folder of results has it; its decisions so far from there too, unless they are given.

    Raises:
        CannotTake: if results or decisions cannot be read.
    """
    taken = kept_decisions(folder) if history is None else history
    return Filed(folder, CaseNow(_appraisal(folder), taken), written_in(folder))


def written_in(folder: Path) -> tuple[WorksheetRead, ...]:
    """The worksheets of a case as we wrote them, the newest first."""
    return tuple(read_worksheet(it) for it in _copies(folder / WRITTEN))


def take(workbooks: Sequence[WorksheetRead], case: Filed, when: datetime) -> Outcome:
    """What the reviewers decided, bound to what the case says now."""
    return read_decisions([_returned(it, case) for it in workbooks], case.case, when)


def _returned(read: WorksheetRead, case: Filed) -> Returned:
    """A worksheet beside the one that it is a copy of: that with the fewest differences."""
    nearest: Returned | None = None
    for at, ours in enumerate(case.written):
        compared = compare(ours, read)
        if nearest is None or len(compared.changed) < len(nearest.compared.changed):
            nearest = Returned(read, ours, compared, is_newest=at == 0)
        if not nearest.compared.changed:
            break
    if nearest is None:
        raise CannotTake(f"{case.folder / WRITTEN} holds no copy of a worksheet; appraise the application again")
    return nearest


def _likeliest(read: WorksheetRead, folders: Sequence[Path]) -> Path:
    """The folder whose worksheets have most of the rows of this one; of several alike, that of its title."""
    shared = {folder: max((len(read.keys & it.keys) for it in written_in(folder)), default=0) for folder in folders}
    most = max(shared.values())
    alike = [folder for folder, count in shared.items() if count == most]
    if most == 0:
        raise CannotTake(f"{read.name} belongs to none of the applications in {folders[0].parent}")
    titled = [folder for folder in alike if read.title and read.title.endswith(folder.name)]
    if len(alike) > 1 and len(titled) != 1:
        names = ", ".join(folder.name for folder in alike)
        raise CannotTake(f"{read.name} may belong to {names}; give the folder of its results with --out")
    return titled[0] if titled else alike[0]


def _results_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(it for it in folder.iterdir() if not it.name.startswith(".") and (it / "appraisal.json").exists())


def _appraisal(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "appraisal.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotTake(
            f"{folder / 'appraisal.json'} cannot be read ({error}); appraise the application again"
        ) from error
    return found


def _copies(kept: Path) -> list[Path]:
    """The kept worksheets, the newest first."""
    return sorted((it for it in kept.glob("*.xlsx") if it.stem.isdigit()), key=lambda it: int(it.stem), reverse=True)


def _keep_cells(worksheet: Path, target: Path) -> None:
    with zipfile.ZipFile(worksheet) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as cells:
        for name in sorted(whole.namelist()):
            if _PARTS.fullmatch(name):
                cells.writestr(zipfile.ZipInfo(name, _LONG_AGO), whole.read(name), zipfile.ZIP_DEFLATED)
