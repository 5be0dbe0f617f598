"""The `parakh` command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from flows import backup_command, decisions_command, doctor, letters, queue_command, reappraise_command, serve_command
from flows.explain import CannotExplain, check_list, explanation
from flows.folders import Application, find_applications, may_be_several
from flows.prefect_home import prepare
from flows.progress import Progress, announce, current
from flows.scheme_in_use import adopted_here, scheme_in_use
from flows.vocabulary import add_parsers
from records.dates import read_day
from records.numbers import indian
from reference import DEFAULT_SCHEME, NotInForce, ReferenceMistake, scheme_ids

if TYPE_CHECKING:
    from flows.run import Outcome

DONE, NOT_ALL, USAGE = 0, 1, 2
SEVERAL = (
    "{folder} holds documents of its own, so it is taken as one application with all its folders. If each folder is an "
    "application, run again with --each-folder."
)
WORDS = {
    "eligible": "eligible",
    "not_eligible": "not eligible",
    "refer": "refer: a person must look",
    "incomplete": "incomplete: something is missing",
}


def _not_understood(rest: Sequence[str]) -> str:
    """What is said of arguments that no command has, with what most often led to them."""
    said = f"not understood: {' '.join(rest)}."
    if rest[0].startswith("-"):
        return f"{said} `--help` lists what there is."
    return (
        f"{said} One folder is taken at a time: a name with spaces is written in quotes, and several applications are"
        " given as the folder that holds their folders."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit status is 0 all processed, 1 something could not be processed, 2 usage."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest:
        parser.error(_not_understood(rest))
    try:
        status: int = options.run(options)
    except ReferenceMistake as mistake:
        print(f"parakh: the rules cannot be used: {mistake}", file=sys.stderr)
        status = NOT_ALL
    except BrokenPipeError:  # the reader of the output, a pager or `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = DONE
    except OSError as error:
        place = error.filename or "The machine"
        print(f"parakh: {place}: {error.strerror or error}; check path, rights and free space", file=sys.stderr)
        status = NOT_ALL
    except KeyboardInterrupt:
        print("parakh: stopped; applications already written are complete, run again for the rest.", file=sys.stderr)
        status = 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parakh",
        description="Appraises applications and claims under the Incentive Scheme for Promotion of Critical Minerals "
        "Recycling: reads the documents, checks them against the scheme, and writes a worksheet for the reviewer.",
    )
    parser.add_argument("--version", action="version", version=f"parakh {version('parakh')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    appraise = commands.add_parser(
        "appraise",
        help="appraise the documents in a folder",
        description="Appraises one application's folder, or every folder in FOLDER. For each, OUT/<folder name>/ gets "
        "worksheet.xlsx, appraisal.json and the pages that the worksheet's evidence links open.",
        epilog="Exit status: 0 all processed, whatever the recommendations; 1 something could not be processed (it "
        "says what); 2 the command was given wrongly.",
    )
    appraise.set_defaults(run=_appraise)
    appraise.add_argument("folder", type=Path, metavar="FOLDER", help="the documents, or one folder per application")
    appraise.add_argument("--out", type=Path, required=True, help="where the worksheets go")
    appraise.add_argument(
        "--as-of",
        type=_day,
        default=None,
        metavar="DATE",
        help="judge as of this day, e.g. 2026-11-22 (default: today)",
    )
    appraise.add_argument(
        "--stage",
        choices=["application", "claim"],
        help="default: a claim if a claim form, an approval letter or invoiced items are among the documents",
    )
    appraise.add_argument("--scheme", default=DEFAULT_SCHEME, metavar="ID", help="default: %(default)s")
    appraise.add_argument(
        "--jobs",
        type=_count,
        default=os.cpu_count() or 2,
        metavar="N",
        help="documents read at once (default: %(default)s)",
    )
    appraise.add_argument(
        "--each-folder",
        action="store_true",
        help="treat every folder in FOLDER as an application even if documents lie beside the folders",
    )
    appraise.add_argument(
        "--document-timeout",
        type=_count,
        metavar="SECONDS",
        help="stop reading a document after this time (default: 90 and 15 for each page)",
    )
    appraise.add_argument("--no-prefect", action="store_true", help="run without Prefect; the results are the same")
    appraise.add_argument("--quiet", action="store_true", help="no progress, only the results")
    explain = commands.add_parser(
        "explain",
        help="say what a check rests on and how it is judged",
        description="Prints the clause of a check in both languages, how it is judged, and its figures with their "
        "history. With --case, also how the finding came about: the values with file, page and print, and the "
        "computation.",
    )
    explain.set_defaults(run=_explain)
    explain.add_argument("check", nargs="?", metavar="CHECK", help="e.g. capex.refurbished_share; none lists them all")
    explain.add_argument(
        "--case", type=Path, metavar="FOLDER", help="an appraised application: the folder that holds appraisal.json"
    )
    explain.add_argument("--scheme", default=DEFAULT_SCHEME, metavar="ID", help="default: %(default)s")
    add_parsers(commands)
    doctor.add_parser(commands)
    queue_command.add_parsers(commands)
    serve_command.add_parsers(commands)
    decisions_command.add_parsers(commands)
    reappraise_command.add_parsers(commands)
    backup_command.add_parsers(commands)
    letters.add_parsers(commands)
    return parser


def _explain(options: argparse.Namespace) -> int:
    if options.check is None and options.case is None:
        print("\n".join(check_list()))
        return DONE
    try:
        if options.check is None:
            raise CannotExplain("--case explains one finding: give its CHECK too; `parakh explain` alone lists them")
        if options.scheme not in scheme_ids():
            raise CannotExplain(f"there is no scheme {options.scheme}; known are {', '.join(scheme_ids())}")
        lines = explanation(options.check, scheme_in_use(options.scheme), options.case)
    except CannotExplain as why:
        print(f"parakh: {why}", file=sys.stderr)
        return USAGE
    print("\n".join(lines))
    return DONE


def _day(text: str) -> date:
    readings = read_day(text)
    if len({reading.value for reading in readings}) != 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-22 or 22-11-2026")
    return readings[0].value


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return number


def _appraise(options: argparse.Namespace) -> int:
    announce(Progress(quiet=options.quiet))
    options.as_of = options.as_of or date.today()
    try:
        _may_run(options)
        from flows.workers import pool  # what reads and writes is loaded only once the command is known to be right

        with pool(options.jobs, options.out):
            outcome = _run(options)
    except (_Misused, NotInForce) as error:
        print(f"parakh: {error}", file=sys.stderr)
        return USAGE
    _tell(outcome)
    return NOT_ALL if outcome.trouble else DONE


class _Misused(Exception):
    """The command was given wrongly; the message says what to change."""


def _may_run(options: argparse.Namespace) -> None:
    """Refuses what cannot work before any document is read.

    Raises:
        _Misused: with a sentence for the user.
        NotInForce: if the rules do not reach back to the as-of day.
    """
    if not options.folder.exists():
        raise _Misused(f"there is no folder {options.folder}; check the path")
    if not options.folder.is_dir():
        raise _Misused(f"{options.folder} is a file; give the folder that holds the application's documents")
    try:
        next(options.folder.iterdir(), None)
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _Misused(f"{error.filename} cannot be used ({error.strerror}); check the rights") from error
    if options.out.resolve() == options.folder.resolve():
        raise _Misused("--out is the folder of the documents itself; give another folder for the worksheets")
    if options.scheme not in scheme_ids():
        raise _Misused(f"there is no scheme {options.scheme}; known are {', '.join(scheme_ids())}")
    scheme = scheme_in_use(options.scheme)
    if options.as_of < date.today():  # no other day can be too early; what judges takes a second to load
        from flows.run import refuse_too_early

        refuse_too_early(scheme, options.as_of)


def _run(options: argparse.Namespace) -> Outcome:
    if pack := adopted_here(options.scheme):
        current().say(f"Judged by the scheme pack that the office has adopted, {pack}.")
    if may_be_several(options.folder, _applications(options)):
        current().say(SEVERAL.format(folder=options.folder))
    if not options.no_prefect:
        try:
            return _through_prefect(options)
        except _NoPrefect as error:
            current().say(f"Prefect could not be used ({error}); going on without it, the results are the same.")
    from flows.run import Options, directly, process
    from flows.workers import pool

    applications = _applications(options)
    chosen = Options(options.as_of, options.stage, options.jobs, options.document_timeout)
    with pool(options.jobs, options.out) as workers:
        scheme = scheme_in_use(options.scheme)
        return process(applications, scheme, chosen, options.out, directly(workers, chosen), workers)


def _applications(options: argparse.Namespace) -> list[Application]:
    return find_applications(options.folder, leave_out=options.out, each_folder=options.each_folder)


class _NoPrefect(Exception):
    """Prefect's server could not be reached or started."""


def _through_prefect(options: argparse.Namespace) -> Outcome:
    try:
        with prepare() as which:
            current().say(which)
            _begin_reading(options)
            return _flow(options)
    except ConnectionError as error:
        raise _NoPrefect(error) from error


def _begin_reading(options: argparse.Namespace) -> None:
    """Lets the children read while Prefect is loaded and its server starts; the tasks then take what is there."""
    from flows.reading import begin_reading
    from flows.run import plan
    from flows.workers import pool

    applications = _applications(options)
    with pool(options.jobs, options.out) as workers:
        begin_reading(workers, plan(applications, workers).readings, options.document_timeout)


def _flow(options: argparse.Namespace) -> Outcome:
    from httpx import HTTPError
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.orchestrate import appraise_folder, threads

    # The heartbeat's thread sleeps a second at the end of every flow run; a run of the command needs none.
    with temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        try:
            with get_client(sync_client=True) as client:
                client.hello()
        except (RuntimeError, OSError, ValueError, HTTPError) as error:  # one that asks for a password among them
            raise _NoPrefect(error) from error
        outcome: Outcome = appraise_folder.with_options(task_runner=threads(options.jobs))(
            folder=options.folder,
            out=options.out,
            as_of=options.as_of,
            stage=options.stage,
            scheme=options.scheme,
            jobs=options.jobs,
            document_timeout=options.document_timeout,
            each_folder=options.each_folder,
        )
    return outcome


def _tell(outcome: Outcome) -> None:
    """The results on standard output, a line each; what could not be processed on the error stream."""
    width = max((len(it.appraisal.application_id) for it in outcome.processed), default=0)
    for it in outcome.processed:
        amount = it.appraisal.incentive.amount
        figure = "-" if amount is None else f"₹{indian(amount)}"
        words = WORDS[it.appraisal.recommendation]
        print(f"{it.appraisal.application_id:<{width}}  {words:<33}  {figure:>20}  {it.worksheet}")
        if it.appraisal.recommendation != "eligible":
            print(fill(it.appraisal.recommendation_reason, 110, initial_indent="    ", subsequent_indent="    "))
        for path in it.kept:
            print(f"  A file changed by hand since the last run was kept as {path.name}.", file=sys.stderr)
    if outcome.trouble:
        print("Could not be processed:", file=sys.stderr)
        for sentence in outcome.trouble:
            print(f"  {sentence}", file=sys.stderr)
        if outcome.processed:
            rest = "All else was read and appraised; the worksheets say what is missing without these."
            print(f"{rest} (Exit status 1.)", file=sys.stderr)
