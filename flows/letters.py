"""`parakh letter`: drafts the deficiency letter and the acknowledgment of an appraised case."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reference import load_scheme

if TYPE_CHECKING:
    from worksheets.letters import Block, Language

DONE, USAGE = 0, 2
DEFICIENCY, ACKNOWLEDGMENT = "deficiency_letter", "acknowledgment"


class NoLetter(Exception):
    """No letter can be drafted; the message says why."""


def add_parsers(commands: Any) -> None:
    """The sub-command."""
    parser = commands.add_parser(
        "letter",
        help="draft the deficiency letter and the acknowledgment of an appraised application",
        description="Drafts deficiency_letter and acknowledgment, each as .docx and .pdf, into the folder of results: "
        "what is missing or not met, papers that could not be read, and what reviewers decided to ask the applicant, "
        "each with its clause and what would cure it. A finding that refers is asked only where a reviewer decided so. "
        "A letter that is there already and says something else is kept as “… (kept 1)”.",
    )
    parser.set_defaults(run=_letter)
    parser.add_argument("case", type=Path, metavar="OUT/CASE", help="the folder that holds appraisal.json")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--english", action="store_true", help="in English only (default: English, then Hindi)")
    only.add_argument("--hindi", action="store_true", help="in Hindi only")


def _letter(options: argparse.Namespace) -> int:
    languages: tuple[Language, ...] = ("english", "hindi")
    if options.english or options.hindi:
        languages = ("hindi",) if options.hindi else ("english",)
    try:
        for path, kept in draft_letters(options.case, languages):
            print(path)
            if kept is not None:
                print(f"  What stood there before was kept as {kept.name}.", file=sys.stderr)
    except NoLetter as why:
        print(f"parakh: {why}", file=sys.stderr)
        return USAGE
    return DONE


def draft_letters(
    folder: Path, languages: Sequence[Language] = ("english", "hindi")
) -> Iterator[tuple[Path, Path | None]]:
    """Writes the letters of an appraised case; gives each file and, where another stood there, what that is called now.

    A case in which nothing is to be asked gets an acknowledgment only.

    Raises:
        NoLetter: if the folder holds no appraisal, or cannot be written.
    """
    from worksheets.letters_files import as_docx, as_pdf

    appraisal = _appraisal(folder)
    made_on = date.fromisoformat(appraisal["as_of"])
    language = "hi" if tuple(languages) == ("hindi",) else "en"
    for name, blocks in drafted(appraisal, languages):
        title = f"{name.replace('_', ' ').capitalize()} {appraisal['application_id']}"
        for ending, content in (
            ("docx", as_docx(blocks, title, made_on)),
            ("pdf", as_pdf(blocks, title, language)),
        ):
            try:
                yield _put(folder / f"{name}.{ending}", content)
            except OSError as error:
                raise NoLetter(f"{folder} cannot be written ({error.strerror or error}); check the rights") from error


def drafted(appraisal: Mapping[str, Any], languages: Sequence[Language]) -> Iterator[tuple[str, list[Block]]]:
    """The name of each letter and what it says."""
    from reference.cures import asked_papers, cures
    from worksheets.letters import acknowledgment, deficiencies, deficiency_letter

    scheme = load_scheme(scheme=appraisal["scheme"])
    titles = (scheme.title, scheme.title_hindi)
    points = deficiencies(appraisal, scheme.clauses, cures(), asked_papers())
    if points:
        yield DEFICIENCY, deficiency_letter(appraisal, points, titles, languages)
    yield ACKNOWLEDGMENT, acknowledgment(appraisal, scheme.clauses, titles, languages)


def _appraisal(folder: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads((folder / "appraisal.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoLetter(f"{folder} holds no appraisal.json; give the folder of an application in OUT") from None
    except (OSError, ValueError) as error:
        raise NoLetter(f"{folder / 'appraisal.json'} cannot be read ({error}); appraise it again") from error
    return found


def _free_name(path: Path) -> Path:
    """A name beside a file that nothing has yet."""
    number = 1
    while (free := path.with_name(f"{path.stem} (kept {number}){path.suffix}")).exists():
        number += 1
    return free


def _put(path: Path, content: bytes) -> tuple[Path, Path | None]:
    """Writes a file whole; another that stood there is kept beside it, for a person may have written in it."""
    kept = None
    if path.exists() and path.read_bytes() != content:
        kept = path.rename(_free_name(path))
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)
    return path, kept
