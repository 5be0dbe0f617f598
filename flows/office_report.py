"""The report on an office: how its applications stand, what waits for a person, what was done in the last days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from casefile.office import Office
from casefile.register import CaseLine, balance, case_lines
from casefile.summary import happened, head
from checks.outcome import counted
from flows.queue import count_in_queue
from flows.queue_quarantine import quarantined, refused
from worksheets.impact import WORDS, Cell
from worksheets.sections import Section, sections_markdown, sections_page, write_sections

DAYS = 7
TITLE = "The office's applications"

EVENTS = {
    "file.taken": "Files taken out of the queue",
    "file.refused": "Links and the like, refused",
    "parcel.opened": "Zip files and e-mails opened",
    "reading.made": "Documents read",
    "reading.wanted": "Documents to be read again",
    "document.withdrawn": "Documents withdrawn",
    "document.in_another_case": "Documents that another application holds too",
    "case.opened": "Applications opened",
    "case.appraised": "Appraisals made",
    "decision.taken": "Decisions taken",
    "case.prepared": "Applications signed as prepared",
    "case.reviewed": "Applications signed as reviewed",
    "reappraisal.done": "Re-appraisals of the register",
    "scheme.adopted": "Scheme packs adopted",
    "scheme.undone": "Scheme packs undone",
}
"""What is told of the last days, in this order."""


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """The report, ready to be shown."""

    sentences: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def markdown(self) -> str:
        """For Prefect's page."""
        return sections_markdown(self.sentences, self.sections)


def office_report(office: Office, until: datetime | None = None, days: int = DAYS, pages: str = "") -> OfficeReport:
    """The report on an office as it stands now.

    Args:
        office: whose register.
        until: the end of the days that are told of, by default now.
        days: how many days are told of.
        pages: the address at which worksheets are served; "" makes no links.
    """
    until = until or datetime.now(UTC)
    cases, files = case_lines(), balance(count_in_queue(office))
    number, digest = head()
    in_quarantine = _in_quarantine(office)
    sentences = (
        f"{counted(len(cases), 'application')} on {until.astimezone():%d-%m-%Y %H:%M}; what follows under “Done” is of "
        f"the last {counted(days, 'day')}.",
        f"{counted(files.dropped, 'file')}: {files.read} read, {files.partly_read} partly read, {files.quarantined} "
        f"put in quarantine ({len(in_quarantine.rows)} still there), {files.duplicates} duplicates, "
        f"{files.in_progress} in progress."
        + ("" if files.is_even else " THE REGISTER DOES NOT BALANCE: run parakh audit verify."),
        f"The chain of events ends with number {number}: {digest or 'none yet'}. Note it in the minutes.",
    )
    sections = (
        _by_recommendation(cases),
        _waiting_for_a_person(cases, pages),
        in_quarantine,
        _done(until - timedelta(days=days)),
        _all(cases),
    )
    return OfficeReport(sentences, sections)


def write_report(report: OfficeReport, folder: Path) -> tuple[Path, Path]:
    """Writes the page and the workbook into a folder of `reports`; gives both.

    Raises:
        OSError: if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page, book = folder / "office.html", folder / "office.xlsx"
    page.write_text(sections_page(TITLE, report.sentences, report.sections), encoding="utf-8")
    write_sections(TITLE, report.sections, book)
    return page, book


def report_folder(office: Office, day: date) -> Path:
    """Where the report of a day goes; one of the same day takes its place."""
    return office.home / "reports" / f"office-{day.isoformat()}"


def worksheet_address(application_id: str, pages: str) -> str:
    """The address of an application's worksheet; "" where none is served."""
    return f"{pages}/worksheets/{quote(application_id)}/worksheet.xlsx" if pages else ""


def _by_recommendation(cases: Sequence[CaseLine]) -> Section:
    sums: dict[str, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    for it in cases:
        count, amount = sums[it.recommendation]
        sums[it.recommendation] = count + 1, amount + (it.amount or 0)
    rows = tuple((_recommended(name), *sums[name]) for name in sorted(sums))
    return Section("By recommendation", ("Recommendation", "Applications", "Amount"), rows)


def _waiting_for_a_person(cases: Sequence[CaseLine], pages: str) -> Section:
    """Applications that nobody has reviewed, the largest amounts first."""
    due = [it for it in cases if it.appraised is not None and it.signed != "reviewed"]
    due.sort(key=lambda it: (-(it.amount or 0), it.application_id))
    return Section(
        "Not reviewed yet",
        ("Application", "Recommendation", "Amount", "Signed", "In quarantine"),
        tuple(
            (it.application_id, _recommended(it.recommendation), it.amount, it.signed or "-", it.quarantined)
            for it in due
        ),
        tuple(worksheet_address(it.application_id, pages) for it in due),
    )


def _in_quarantine(office: Office) -> Section:
    rows = tuple((it.application_id, it.name, it.message) for it in (*quarantined(), *refused(office)))
    return Section("In quarantine", ("Application", "Document", "What to do"), rows)


def _done(since: datetime) -> Section:
    counts = happened(since)
    rows = tuple((words, counts[kind]) for kind, words in EVENTS.items() if kind in counts)
    return Section("Done", ("What", "How often"), rows)


def _all(cases: Sequence[CaseLine]) -> Section:
    heads = ("Application", "Documents", "Recommendation", "Amount", "As of", "Signed", "Waits for")
    return Section("All applications", heads, tuple(map(_row, cases)))


def _row(case: CaseLine) -> tuple[Cell, ...]:
    return (
        case.application_id,
        case.documents,
        _recommended(case.recommendation),
        case.amount,
        f"{case.as_of:%d-%m-%Y}" if case.as_of else "-",
        case.signed or "-",
        case.waits_for or "-",
    )


def _recommended(recommendation: str) -> str:
    return WORDS[recommendation] if recommendation else "not appraised yet"
