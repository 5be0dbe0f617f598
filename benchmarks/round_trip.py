"""`python -m benchmarks.round_trip [FOLDER …]`: worksheets decided in, saved by LibreOffice, read back, appraised anew.

In each sample's worksheet twenty decisions are written by script: on values and findings, of every kind. LibreOffice
opens and saves the file. What is read back must be those decisions and nothing else, and the appraisal under them must
be, byte for byte, the one that the same decisions give without ever having been in a worksheet.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from flows.decisions import filed, keep_decisions, laid_over, take
from flows.folders import find_applications
from flows.reading import read_patiently
from flows.run import Job, Options, case_of, documents_of, judge, plan, write_one
from flows.workers import Workers, pool
from records.case import Case
from records.findings import Appraisal, Decision
from records.numbers import indian
from records.overlay import before_field, with_decisions
from records.readings import DocumentReading, Field, Value
from records.serialise import appraisal_json
from reference import Scheme, load_scheme
from samples.__main__ import write
from samples.facts import AS_OF
from samples.sets import SETS
from worksheets.decision_cells import (
    CHOICES,
    CORRECTED,
    DECISION,
    KEY,
    WHO,
    WHY,
    RowKey,
    read_key,
)
from worksheets.decisions_sheets import read_worksheet
from worksheets.decisions_values import kind_of

WHEN = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
HOW_MANY = 20
ALL_SETS, SEED = ("demo", "evaluation"), 20261122
SHOWN = {action: shown for shown, action in CHOICES.items()}
FREE_TEXT = frozenset({"text", "name", "person", "firm", "address", "reference"})
MOST_SECONDS = 300


def main() -> int:
    """Prints a line for each sample; status 1 unless each came back exactly."""
    parser = argparse.ArgumentParser(prog="benchmarks.round_trip", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of applications; else samples")
    options = parser.parse_args()
    if office_program() is None:
        print("LibreOffice (soffice) is not installed here; the round trip was not made.")
        return 0
    trips: list[Trip] = []
    with tempfile.TemporaryDirectory() as scratch, pool(2, Path(scratch)) as workers:
        for number, folder in enumerate(options.folders or samples(Path(scratch) / "samples")):
            cases, paths = read_cases(folder, workers)
            trips += round_trips(cases, paths, Path(scratch) / f"out{number}", workers)
    for trip in trips:
        print(trip.line)
    exact = sum(trip.exact for trip in trips)
    print(f"{exact} of {len(trips)} worksheets came back exactly, {sum(it.taken for it in trips)} decisions in all.")
    return 0 if exact == len(trips) else 1


def office_program() -> str | None:
    """LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@dataclass(frozen=True, slots=True)
class Trip:
    """What became of one worksheet.

    Attributes:
        made: decisions written into it.
        taken: decisions read back.
        exact: whether they are the same, and the next appraisal is what they give.
        why: what was otherwise.
    """

    application: str
    made: int
    taken: int
    exact: bool
    seconds: float
    why: str = ""

    @property
    def line(self) -> str:
        """The trip in a line."""
        word = "exact" if self.exact else f"NOT EXACT: {self.why}"
        return f"{self.application:<28} {self.made:>3} made {self.taken:>3} taken  {self.seconds:5.2f} s  {word}"


def samples(folder: Path) -> Iterator[Path]:
    """The folders of applications of the sets of samples, each written when it is asked for."""
    for name in ALL_SETS:
        for application in SETS[name](SEED):
            write(application, folder / name)
        yield folder / name / "applications"


def read_cases(folder: Path, workers: Workers) -> tuple[list[Case], Mapping[str, Path]]:
    """Every application of a folder, read; and where each document lies."""
    applications = find_applications(folder, each_folder=True)
    made = plan(applications, workers)
    read = {it.sha256: read_patiently(workers, it) for it in made.readings}
    chosen = Options(AS_OF)
    cases = [case_of(it.application_id, documents_of(it, made, read), chosen) for it in applications]
    return cases, {it.sha256: it.path for it in made.readings}


def round_trips(cases: Sequence[Case], paths: Mapping[str, Path], out: Path, workers: Workers) -> list[Trip]:
    """All worksheets written, decided in, saved by LibreOffice in one start of it, read back, appraised anew."""
    scheme = load_scheme()
    appraisals = [it for it in judge(cases, scheme, AS_OF) if isinstance(it, Appraisal)]
    edited = out / "edited"
    edited.mkdir(parents=True)
    made: dict[str, tuple[Decision, ...]] = {}
    for number, appraisal in enumerate(appraisals):
        write_one(Job(appraisal, out / appraisal.application_id, paths, scheme), workers)
        chosen = decide(appraisal, HOW_MANY, random.Random(number))
        made[appraisal.application_id] = chosen
        fill(out / appraisal.application_id / "worksheet.xlsx", edited / f"{appraisal.application_id}.xlsx", chosen)
    saved = save_by_office(sorted(edited.iterdir()), out / "saved")
    by_id = {case.application_id: case for case in cases}
    return [
        _back(by_id[name], made[name], saved / f"{name}.xlsx", out / name, (cases, scheme)) for name in sorted(made)
    ]


def _back(
    case: Case, made: Sequence[Decision], saved: Path, results: Path, around: tuple[Sequence[Case], Scheme]
) -> Trip:
    begun = time.perf_counter()
    outcome = take([read_worksheet(saved)], filed(results), WHEN)
    seconds = time.perf_counter() - begun
    if outcome.refused:
        return Trip(case.application_id, len(made), 0, False, seconds, "; ".join(outcome.refused[:3]))
    keep_decisions(results, outcome.decisions)
    others, scheme = around

    def appraised(mine: Case) -> str:
        cases = [mine if it.application_id == case.application_id else it for it in others]
        (found,) = (it for it in judge(cases, scheme, AS_OF) if isinstance(it, Appraisal) and _is(it, case))
        return appraisal_json(found)

    in_order = sorted(
        made, key=lambda it: _place(it, outcome.decisions)
    )  # of one moment, they stand as they were taken
    why = "" if in_order == list(outcome.decisions) else _difference(outcome.decisions, made)
    if not why and appraised(laid_over(case, results)) != appraised(with_decisions(case, in_order)):
        why = "the next appraisal differs"
    return Trip(case.application_id, len(made), len(outcome.decisions), not why, seconds, why)


def _is(appraisal: Appraisal, case: Case) -> bool:
    return appraisal.application_id == case.application_id


def _place(decision: Decision, among: Sequence[Decision]) -> int:
    return among.index(decision) if decision in among else len(among)


def _difference(taken: Sequence[Decision], made: Sequence[Decision]) -> str:
    return f"only taken: {[it for it in taken if it not in made]}; only made: {[it for it in made if it not in taken]}"


def decide(appraisal: Appraisal, many: int, chance: random.Random) -> tuple[Decision, ...]:
    """Decisions on findings and values of an appraisal, drawn by chance; every kind of value is corrected."""
    findings = [
        Decision("K. S.", WHEN, it.check, "correct", it.in_words, f"Seen: {it.clause}", chance.choice(["pass", "fail"]))
        if it.status == "refer"
        else Decision("K. S.", WHEN, it.check, chance.choice(["accept", "ask_applicant"]), it.in_words, "As judged.")
        for it in chance.sample(appraisal.findings, min(6, many))
    ]
    fields = [
        (document, name, field)
        for document in appraisal.documents
        if document.status in {"read", "partly_read"}
        for name, field in document.fields.items()
    ]
    chosen = chance.sample(fields, min(many - len(findings), len(fields)))
    return (*findings, *(_on_field(*it, chance) for it in chosen))


def _on_field(document: DocumentReading, name: str, field: Field, chance: random.Random) -> Decision:
    pages = document.page_range
    before = before_field(field)
    why = "Printed so on the original; = + - @ “quoted” & <b>; हस्ताक्षर देखा।"
    decision = Decision("अ. राव", WHEN, name, "accept", before, why, None, document.sha256, pages)
    after = _other_value(document.document_type, name, field)
    if after is not None and chance.random() < 0.7:
        return replace(decision, action="correct", after=after, unit=field.unit)
    return replace(decision, action=chance.choice(["accept", "not_applicable", "ask_applicant"]))


def _other_value(document_type: str, name: str, field: Field) -> Value | None:
    """Another value of the same kind; None for values of closed lists and codes that prove themselves."""
    match field.value:
        case Decimal():
            return (field.value + Decimal("1.25")).quantize(Decimal("0.01"))  # as many digits as are typed
        case date():
            return field.value + timedelta(days=17)
        case str() if kind_of(document_type, name) in FREE_TEXT:
            return f"{' '.join(field.value.split())[:80].rstrip()} (as corrected)"
    return None


def as_typed(value: Value, unit: str | None, way: int) -> str:
    """A value as one of several people would type it."""
    match value:
        case Decimal() if unit == "INR":
            return (f"₹{indian(value)}", f"{value:,.2f}", str(value))[way % 3]
        case Decimal() if unit == "percent":
            return (f"{value}%", str(value))[way % 2]
        case Decimal():
            return str(value)
        case date():
            return (value.strftime("%d-%m-%Y"), value.strftime("%d.%m.%Y"), f"{value.day} {value:%B %Y}")[way % 3]
        case tuple():
            return ", ".join(value)
    return str(value)


def fill(worksheet: Path, target: Path, decisions: Sequence[Decision]) -> None:
    """Writes decisions into the open cells of their rows, as a person would."""
    book = openpyxl.load_workbook(worksheet)
    waiting = {(it.sha256, it.page_range, it.target): it for it in decisions}
    for key, cell_of in rows_to_decide(book):
        decision = waiting.pop((key.sha256, key.page_range, key.target), None)
        if decision is None:
            continue
        cell_of(DECISION).value = SHOWN[decision.action]
        if decision.after is not None:
            cell_of(CORRECTED).value = as_typed(decision.after, decision.unit, len(waiting))
            cell_of(CORRECTED).data_type = "s"
        for heading, text in ((WHY, decision.why), (WHO, decision.who)):
            cell_of(heading).value = text
            cell_of(heading).data_type = "s"
    if waiting:
        raise LookupError(f"{worksheet} has no row for {sorted(str(it) for it in waiting)}")
    book.save(target)


def rows_to_decide(book: openpyxl.Workbook) -> Iterator[tuple[RowKey, Callable[[str], Any]]]:
    """Each row with a key, in whatever order it stands: its key, and its cells by heading."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            columns = {cell.value: at for at, cell in enumerate(row, start=1) if isinstance(cell.value, str)}
            if {DECISION, KEY} <= columns.keys():
                break
        else:
            continue
        for number in range(int(row[0].row or 0) + 1, sheet.max_row + 1):
            text = sheet.cell(number, columns[KEY]).value
            if isinstance(text, str) and text.partition(":")[0] in {"finding", "field"}:
                yield read_key(text), _cells(sheet, number, columns)


def _cells(sheet: Any, number: int, columns: Mapping[str, int]) -> Callable[[str], Any]:
    return lambda heading: sheet.cell(number, columns[heading])


def save_by_office(books: Sequence[Path], folder: Path) -> Path:
    """Has LibreOffice open and save workbooks, all in one start, with a profile of its own."""
    program = office_program()
    if program is None:
        raise FileNotFoundError("soffice")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(folder),
                *map(str, books),
            ],
            check=True,
            capture_output=True,
            timeout=MOST_SECONDS,
        )
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
