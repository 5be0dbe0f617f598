"""`parakh serve` and `parakh report`: an office that runs by itself, and how it stands."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Any

from flows.queue_command import DONE, command, day, office_of
from reference import DEFAULT_SCHEME

HERE = "127.0.0.1"


def add_parsers(commands: Any) -> None:
    """The sub-commands of this module."""
    _serve_parser(commands)
    report = command(
        commands,
        "report",
        _report,
        "write the report on the office: how applications stand, what waits for a person, what was done",
        description="Writes a page and a workbook on how the office's applications stand: by recommendation, what "
        "waits for a reviewer, what is in quarantine, what was done in the last days. `parakh serve` writes one every "
        "Monday.",
    )
    report.add_argument("--out", type=Path, metavar="DIR", help="default: a folder of the day in HOME/reports")
    report.add_argument("--days", type=int, default=7, metavar="N", help="days told of (default: %(default)s)")


def _serve_parser(commands: Any) -> None:
    serve = command(
        commands,
        "serve",
        _serve,
        "run the office: watch the queue, show runs and results on a page, check itself at night; until stopped",
        description="Starts what an office needs, and looks after it until it is stopped (Ctrl-C, or kill): the "
        "queue's watcher, Prefect's server with its page, and the runner of what is scheduled. A process that ends is "
        "started again. Nothing leaves this machine. It says at the start where documents go and where worksheets "
        "appear, and writes a log into HOME/logs. While Prefect does not start, documents are read and appraised all "
        "the same.",
    )
    serve.add_argument(
        "--port", type=int, metavar="N", help="of the page (default: that of last time, else a free one)"
    )
    serve.add_argument(
        "--host",
        default=HERE,
        metavar="ADDRESS",
        help="where page and worksheets are served (default: this machine only); 0.0.0.0 for machines that join",
    )
    serve.add_argument("--no-prefect", action="store_true", help="only the queue's watcher: no page, no schedules")
    serve.add_argument(
        "--every", type=float, default=5.0, metavar="SECONDS", help="between looks (default: %(default)s)"
    )
    serve.add_argument("--as-of", type=day, metavar="DATE", help="judge as of this day (default: each day's own)")
    serve.add_argument("--scheme", default=DEFAULT_SCHEME, metavar="ID", help="default: %(default)s")
    serve.add_argument("--jobs", type=int, default=os.cpu_count() or 2, metavar="N", help="documents read at once")
    serve.add_argument("--document-timeout", type=float, metavar="SECONDS", help="as for `parakh appraise`")
    serve.add_argument(
        "--join", default="", metavar="PAGE", help="help the office whose page is there instead (docs/scale-out.md)"
    )
    serve.add_argument("--name", metavar="NAME", help="with --join: what this helper is called (default: the machine)")
    serve.add_argument("--quiet", action="store_true", help="nothing on the screen, only the log")


def _serve(options: argparse.Namespace) -> int:
    from casefile.database import close
    from flows.serve import Wanted, serve

    office = office_of(options, create=not options.join)
    close()  # the processes open it for themselves
    watcher = ["--every", str(options.every), "--scheme", options.scheme, "--jobs", str(options.jobs)]
    if options.as_of is not None:
        watcher += ["--as-of", options.as_of.isoformat()]
    if options.document_timeout is not None:
        watcher += ["--document-timeout", str(options.document_timeout)]
    wanted = Wanted(
        office.home,
        options.host,
        options.port,
        not options.no_prefect,
        tuple(watcher),
        options.join,
        quiet=options.quiet,
        **({"name": options.name} if options.name else {}),
    )
    serve(wanted)
    return DONE


def _report(options: argparse.Namespace) -> int:
    from flows.office_report import office_report, report_folder, write_report

    office = office_of(options)
    made = office_report(office, days=options.days)
    page, book = write_report(made, options.out or report_folder(office, date.today()))
    print("\n".join(made.sentences))
    print(f"Report: {page} and {book}")
    return DONE
