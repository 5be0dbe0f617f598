"""What the office's flows show on Prefect's page: tables as Markdown, with links to worksheets and reports."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from casefile.office import Office
from casefile.summary import settled_files
from checks.outcome import counted
from flows.office_report import OfficeReport, worksheet_address
from flows.prefect_home import PAGES
from flows.queue_quarantine import WHY
from flows.reappraise_command import lines_of
from flows.register import Done
from flows.run import Processed
from flows.self_check import SelfCheck
from records.impact import CaseImpact, Impact
from worksheets.impact import WORDS
from worksheets.sections import Section, sections_markdown


def pages_address() -> str:
    """Where worksheets and reports are served, "" where they are not."""
    return os.environ.get(PAGES, "")


def readings_shown(office: Office, done: Done) -> str:
    """What was read, with where to look at what could not be; "" where nothing was."""
    if not done.originals and not done.trouble:
        return ""
    files = settled_files(done.originals)
    rows = tuple((it.application_id, it.name, it.outcome.replace("_", " "), it.message) for it in files)
    bad = sum(it.outcome == "quarantined" for it in files)
    said = f"{counted(len(files), 'file')} settled, {bad} in quarantine ({office.quarantine}, beside each a {WHY})."
    table = Section("Documents", ("Application", "Document", "Outcome", "What to do"), rows)
    return sections_markdown((said,), (table, *_trouble("Tried again by itself", done)))


def appraisals_shown(done: Done) -> str:
    """What was appraised, each with its worksheet; "" where nothing was."""
    if not done.appraised and not done.trouble:
        return ""
    appraised = sorted(done.appraised, key=lambda it: it.appraisal.application_id)
    table = Section(
        "Applications",
        ("Application", "Recommendation", "Amount", "Why", "Worksheet"),
        tuple(map(_appraised, appraised)),
        tuple(worksheet_address(it.appraisal.application_id, pages_address()) for it in appraised),
    )
    said = f"{counted(len(appraised), 'application')} appraised."
    return sections_markdown((said,), (table, *_trouble("Not done now", done)))


def impact_shown(office: Office, impact: Impact, folder: Path | None) -> str:
    """Whom a re-appraisal moves; `folder` is where its report was written."""
    table = Section(
        "Applications that move",
        ("Application", "Before", "After", "Amount before", "Amount after"),
        tuple(map(_moved, impact.cases)),
        tuple(worksheet_address(it.application_id, pages_address()) for it in impact.cases),
    )
    head = ("A dry run: nothing is written.",) if impact.is_dry_run else ()
    link = f"\n\n{_link('The whole report', office, folder / 'impact.html')}" if folder else ""
    return sections_markdown((*head, *lines_of(impact)), (table,)) + link


def report_shown(office: Office, made: OfficeReport, page: Path, book: Path) -> str:
    """The report on the office, with where it was written."""
    return f"{made.markdown}\n\n{_link('Page', office, page)} · {_link('Workbook', office, book)}"


def check_shown(found: SelfCheck) -> str:
    """What a self-check examined."""
    rows = tuple((it.level, it.subject, it.said, it.mend) for it in found.answers)
    section = Section("Examined", ("", "What", "Found", "How to mend it"), rows)
    return sections_markdown((f"{found.in_words}.",), (section,))


def _link(words: str, office: Office, path: Path) -> str:
    """A link to a file of the office, or where it lies if nothing is served."""
    pages = pages_address()
    return f"[{words}]({pages}/{path.relative_to(office.home).as_posix()})" if pages else f"{words}: {path}"


def _appraised(it: Processed) -> tuple[Any, ...]:
    made = it.appraisal
    reason, amount = made.recommendation_reason, made.incentive.amount
    return made.application_id, WORDS[made.recommendation], amount, reason, str(it.worksheet)


def _moved(it: CaseImpact) -> tuple[Any, ...]:
    before, after = it.before, it.after
    words = WORDS[before.recommendation], WORDS[after.recommendation]
    return it.application_id, *words, before.amount, after.amount


def _trouble(title: str, done: Done) -> tuple[Section, ...]:
    return (Section(title, ("What",), tuple((it,) for it in done.trouble)),) if done.trouble else ()
