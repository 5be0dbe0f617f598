"""`python -m benchmarks.recalculation [FOLDER …]`: LibreOffice works out every formula of every worksheet anew.

The worksheets are those of the applications in the folders, or of the sets demo and evaluation. All stored values are
taken out first, so that none can pass for a recalculated one; then LibreOffice calculates them, all in one start of it.
Each formula must give what was stored, which is the engine's figure, to the paisa.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl

from benchmarks.round_trip import MOST_SECONDS, office_program, read_cases, samples
from flows.run import judge
from flows.workers import pool
from records.findings import Appraisal
from reference import Scheme, load_scheme
from samples.facts import AS_OF
from worksheets import write_workbook

NEARLY = Decimal("0.005")
HARD = "org.openoffice.Office.Calc/Formula/Load"
ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f'<item oor:path="/{HARD}"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
    "</oor:items>"
)
"""A profile that recalculates whatever it loads: by default LibreOffice would show the stored values."""


@dataclass(frozen=True, slots=True)
class Anew:
    """A worksheet as written, and as LibreOffice saved it after it had worked out all of it."""

    name: str
    written: Path
    after: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one worksheet: how many formulas it has, and a sentence for each that gave something else."""

    name: str
    formulas: int
    differing: tuple[str, ...]

    @property
    def line(self) -> str:
        """The worksheet in a line."""
        told = "all to the paisa" if not self.differing else "; ".join(self.differing[:3])
        return f"{self.name:<28} {self.formulas:>5} formulas  {told}"


def main() -> int:
    """Prints a line for each worksheet; status 1 unless every formula gave its stored value."""
    parser = argparse.ArgumentParser(prog="benchmarks.recalculation", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of applications")
    options = parser.parse_args()
    if office_program() is None:
        print("LibreOffice (soffice) is not installed here; nothing was recalculated.")
        return 0
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folders = options.folders or list(samples(scratch / "samples"))
        appraisals = list(_appraised(folders, scratch))
        checked = [compared(it) for it in recalculated(appraisals, scratch / "worksheets")]
    for it in checked:
        print(it.line)
    many, wrong = sum(it.formulas for it in checked), sum(len(it.differing) for it in checked)
    print(f"{len(checked)} worksheets, {many} formulas, {wrong} differ; {time.perf_counter() - begun:.0f} s")
    return 1 if wrong else 0


def recalculated(appraisals: Sequence[Appraisal], folder: Path) -> list[Anew]:
    """The workbooks of appraisals, written into a folder and recalculated by one start of LibreOffice.

    Raises:
        FileNotFoundError: if LibreOffice is not installed.
    """
    scheme = load_scheme()
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS)
    made = [_written(appraisal, scheme, folder / f"{n:03}.xlsx") for n, appraisal in enumerate(appraisals)]
    program = office_program()
    if program is None:
        raise FileNotFoundError("soffice")
    command = [program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to", "xlsx"]
    bare = [str(it.with_suffix(".xlsx")) for it in made]
    subprocess.run(
        [*command, "--outdir", str(folder / "after"), *bare], check=True, capture_output=True, timeout=MOST_SECONDS
    )
    return [
        Anew(appraisal.application_id, written, folder / "after" / written.with_suffix(".xlsx").name)
        for appraisal, written in zip(appraisals, made, strict=True)
    ]


def compared(anew: Anew) -> Checked:
    """Every formula of a worksheet, its stored value against the one worked out."""
    content = anew.written.read_bytes()
    stored = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    after = openpyxl.load_workbook(anew.after, data_only=True)
    many, differing = 0, []
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            many += 1
            meant = stored[sheet.title][cell.coordinate].value
            came = after[sheet.title][cell.coordinate].value
            if not isinstance(came, int | float) or abs(Decimal(str(came)) - Decimal(str(meant))) >= NEARLY:
                differing.append(f"{sheet.title}!{cell.coordinate} {cell.value} gives {came}, not {meant}")
    return Checked(anew.name, many, tuple(differing))


def _written(appraisal: Appraisal, scheme: Scheme, path: Path) -> Path:
    """Writes a workbook, keeps it as written, and takes every stored value out of what LibreOffice gets."""
    write_workbook(appraisal, path, clauses=scheme.clauses, interpretations=scheme.interpretations)
    written = path.with_suffix(".written")
    shutil.copy(path, written)
    openpyxl.load_workbook(path).save(path)  # openpyxl writes formulas without values
    return written


def _appraised(folders: Sequence[Path], scratch: Path) -> Iterator[Appraisal]:
    scheme = load_scheme()
    with pool(2, scratch) as workers:
        for folder in folders:
            cases, _ = read_cases(folder, workers)
            yield from (it for it in judge(cases, scheme, AS_OF) if isinstance(it, Appraisal))


if __name__ == "__main__":
    raise SystemExit(main())
