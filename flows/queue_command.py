"""`parakh queue`, `status`, `withdraw`, `sign`, `store` and `audit`: the office's register on the command line."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.progress import Progress, announce, current
from records.dates import read_day
from records.numbers import indian
from records.readings import READ_AT_ALL
from records.wording import spoken
from reference import DEFAULT_SCHEME, NotInForce

if TYPE_CHECKING:
    from casefile.office import Office
    from casefile.register import Balance, CaseLine

DONE, NOT_ALL, USAGE = 0, 1, 2
HOME_HELP = "the office's folder (default: PARAKH_HOME, else ./parakh-office)"
WORDS = {"eligible": "eligible", "not_eligible": "not eligible", "refer": "refer", "incomplete": "incomplete", "": "-"}
OUTCOMES = {
    "read": "read",
    "partly_read": "partly read",
    "quarantined": "quarantined",
    "duplicate": "duplicate",
    "in_progress": "in progress",
}


def add_parsers(commands: Any) -> None:
    """The sub-commands of the register."""
    _queue_parser(commands)
    status = command(commands, "status", _status, "show what became of every file, and how every application stands")
    status.add_argument("application", nargs="?", metavar="APPLICATION", help="one application, file by file")
    status.add_argument("--json", action="store_true", help="for programs")
    withdraw = command(commands, "withdraw", _withdraw, "take a document out of an application")
    withdraw.add_argument("application", metavar="APPLICATION")
    withdraw.add_argument("document", metavar="DOCUMENT", help="its name, as `parakh status APPLICATION` shows it")
    person(withdraw)
    withdraw.add_argument("--why", required=True, metavar="TEXT", help="the reason; it is kept")
    reread = command(
        commands,
        "reread",
        _reread,
        "have an application's documents read again, for instance by a newer version",
        description="Asks for an application's documents to be read again at the next `parakh queue`. What was read "
        "before is kept; decisions whose basis changes are asked again.",
    )
    reread.add_argument("application", metavar="APPLICATION")
    reread.add_argument("document", nargs="?", metavar="DOCUMENT", help="only this one")
    _decide_parser(commands)
    sign = command(commands, "sign", _sign, "sign an application as who prepared it, or as its reviewer")
    sign.add_argument("application", metavar="APPLICATION")
    role = sign.add_mutually_exclusive_group(required=True)
    role.add_argument("--prepared", action="store_true", help="it is ready for the reviewer")
    role.add_argument("--reviewed", action="store_true", help="it is reviewed; not by who prepared it")
    person(sign)
    sign.add_argument("--note", default="", metavar="TEXT")
    _store_parser(commands)
    _audit_parser(commands)


def _queue_parser(commands: Any) -> None:
    queue = command(
        commands,
        "queue",
        _queue,
        "take in what lies in the queue, read it, and appraise every application that it touches",
        description="Takes every file out of HOME/queue/incoming into the register, reads it, and appraises each "
        "application anew that it touches. Worksheets are in HOME/worksheets, what could not be read in "
        "HOME/quarantine with a note that says what to do. A folder in the queue is one application; a zip file or a "
        "document that lies there by itself is an application of its own, named after the file.",
    )
    queue.add_argument("--watch", action="store_true", help="go on until stopped (Ctrl-C), looking every few seconds")
    queue.add_argument(
        "--every", type=float, default=5.0, metavar="SECONDS", help="with --watch (default: %(default)s)"
    )
    queue.add_argument("--as-of", type=day, metavar="DATE", help="judge as of this day (default: today)")
    queue.add_argument("--scheme", default=DEFAULT_SCHEME, metavar="ID", help="default: %(default)s")
    queue.add_argument("--jobs", type=int, default=os.cpu_count() or 2, metavar="N", help="documents read at once")
    queue.add_argument("--document-timeout", type=float, metavar="SECONDS", help="as for `parakh appraise`")
    queue.add_argument("--quiet", action="store_true", help="no progress, only the results")


def _decide_parser(commands: Any) -> None:
    decide = command(
        commands,
        "decide",
        _decide,
        "decide on a finding, or on a value that was read",
        description="Keeps a person's decision. It is laid over what the machine says, which stays, and holds as long "
        "as that has not changed. TARGET is a check (`parakh explain` lists them) or, with --document, a field as "
        "worksheet and appraisal.json name it: total_amount, items[4].amount, document_type.",
    )
    decide.add_argument("application", metavar="APPLICATION")
    decide.add_argument("target", metavar="TARGET", help="e.g. capex.refurbished_share, or total_amount")
    decide.add_argument("--document", default="", metavar="NAME", help="the document of a field")
    what = decide.add_mutually_exclusive_group(required=True)
    what.add_argument("--accept", dest="action", action="store_const", const="accept", help="it is as it stands")
    what.add_argument("--correct", dest="after", metavar="VALUE", help="it is this; of a finding, pass, fail or refer")
    what.add_argument("--not-applicable", dest="action", action="store_const", const="not_applicable")
    what.add_argument("--ask-applicant", dest="action", action="store_const", const="ask_applicant")
    person(decide)
    decide.add_argument("--why", required=True, metavar="TEXT", help="the reason; it is kept")


def _store_parser(commands: Any) -> None:
    store = commands.add_parser("store", help="the store of originals")
    actions = store.add_subparsers(required=True, metavar="ACTION")
    command(
        actions,
        "verify",
        _verify_store,
        "hash every original again, and say which are missing or changed",
    )


def _audit_parser(commands: Any) -> None:
    audit = commands.add_parser("audit", help="the chain of events: verify it, or write it out")
    actions = audit.add_subparsers(required=True, metavar="ACTION")
    command(
        actions,
        "verify",
        _verify_audit,
        "follow the chain of events and compare it with the register; names the first event that was altered",
    )
    export = command(actions, "export", _export_audit, "write out the chain of events, one line of JSON each")
    export.add_argument("--out", type=Path, metavar="FILE", help="default: the screen")


def command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str, description: str | None = None
) -> argparse.ArgumentParser:
    """A sub-command that works in an office."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=description or f"{words[0].upper()}{words[1:]}."
    )
    parser.set_defaults(run=lambda options: _in_office(run, options))
    parser.add_argument("--home", type=Path, metavar="DIR", help=HOME_HELP)
    return parser


def person(parser: argparse.ArgumentParser) -> None:
    """Who does it."""
    parser.add_argument("--by", default=getpass.getuser(), metavar="NAME", help="who (default: %(default)s)")


def day(text: str) -> date:
    """A day as users write it."""
    readings = read_day(text)
    if len({reading.value for reading in readings}) != 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-22 or 22-11-2026")
    return readings[0].value


def _in_office(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Runs a sub-command; what stands in its way is told in a sentence."""
    from django.db import DatabaseError

    from casefile.database import CannotUse
    from casefile.decisions import MayNot
    from casefile.filing import NotThere

    try:
        return run(options)
    except (CannotUse, NotThere, MayNot, NotInForce) as error:
        print(f"parakh: {error}", file=sys.stderr)
        return USAGE
    except DatabaseError as error:
        print(f"parakh: the register could not be used: {str(error).strip()}", file=sys.stderr)
        return NOT_ALL


def office_of(options: argparse.Namespace, *, create: bool = False, look_only: bool = False) -> Office:
    """The office that the user named.

    Raises:
        CannotUse: if it cannot be opened.
    """
    from casefile.office import open_office

    return open_office(options.home, create=create, look_only=look_only)


def _queue(options: argparse.Namespace) -> int:
    from flows.queue_pass import Clerk, Options, tell
    from flows.workers import pool

    announce(Progress(quiet=options.quiet))
    office = office_of(options, create=True)
    chosen = Options(options.as_of, options.scheme, options.document_timeout)
    with pool(options.jobs) as workers:
        clerk = Clerk(office, workers, chosen)
        if options.watch:
            current().say(f"Watching {office.incoming}; stop with Ctrl-C.")
            with _told_to_stop() as stop:
                clerk.watch(options.every, stop)
            return DONE
        done = clerk.once()
    tell(done)
    for line in _lines_of({it.appraisal.application_id for it in done.appraised}):
        print(line)
    return NOT_ALL if done.left or done.trouble else DONE


@contextlib.contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """An event that Ctrl-C and `kill` set; the round in hand is finished first, a second Ctrl-C ends it."""
    stop = threading.Event()

    def told(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        current().say("Stopping after the documents in hand; once more to stop at once.")
        stop.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _status(options: argparse.Namespace) -> int:
    from casefile.register import balance, case_lines, drop_lines
    from flows.queue import count_in_queue

    office = office_of(options)
    if options.application is not None:
        drops = drop_lines(options.application)
        if options.json:
            print(json.dumps([asdict(it) for it in drops], ensure_ascii=False, indent=1))
            return DONE
        for it in drops:
            what = spoken(it.document_type) if it.outcome in READ_AT_ALL else ""
            state = f", {it.state}" if it.state not in {"filed", ""} else ""
            print(f"{it.name}: {OUTCOMES[it.outcome]}{state}{f', {what}' if what else ''}")
            if it.message:
                print(f"  {it.message}")
        return DONE
    now, cases = balance(count_in_queue(office)), case_lines()
    if options.json:
        whole = {"balance": asdict(now) | {"is_even": now.is_even}, "cases": [asdict(it) for it in cases]}
        print(json.dumps(whole, ensure_ascii=False, indent=1, default=str))
    else:
        print("\n".join((*_table(cases), *_balance(now))))
        if now.in_progress or any(it.waits_for for it in cases):
            print(_who_goes_on(office.home))
    return DONE if now.is_even else NOT_ALL


def _who_goes_on(home: Path) -> str:
    """Who does what still waits."""
    from flows.serve_state import is_held

    if is_held(home):
        return "`parakh serve` runs, and goes on with what waits."
    return "Nothing runs here just now: `parakh serve` or `parakh queue` goes on with what waits."


def _lines_of(applications: set[str]) -> list[str]:
    from casefile.register import case_lines

    return _table([it for it in case_lines() if it.application_id in applications])


def _table(cases: list[CaseLine]) -> list[str]:
    width = max((len(it.application_id) for it in cases), default=0)
    return [_line(it, width) for it in cases]


def _line(case: CaseLine, width: int) -> str:
    amount = "-" if case.amount is None else f"₹{indian(case.amount)}"
    as_of = f"as of {case.as_of:%d-%m-%Y}" if case.as_of else "not appraised yet"
    remarks = [f"waits for {case.waits_for}"] if case.waits_for else []
    remarks += [f"{case.quarantined} in quarantine"] if case.quarantined else []
    remarks += [case.signed] if case.signed else []
    words = WORDS[case.recommendation]
    papers = f"{case.documents} document{'' if case.documents == 1 else 's'}"
    line = f"{case.application_id:<{width}}  {papers:>13}  {words:<13} {amount:>20}  {as_of}  {', '.join(remarks)}"
    return line.rstrip()


def _balance(now: Balance) -> list[str]:
    sides = (
        f"{now.dropped} dropped = {now.read} read + {now.partly_read} partly read + {now.quarantined} quarantined + "
        f"{now.duplicates} duplicates + {now.in_progress} in progress"
    )
    if now.is_even:
        return [sides]
    return [sides, "The register does not balance: run `parakh audit verify` and tell who looks after Parakh."]


def _withdraw(options: argparse.Namespace) -> int:
    from casefile.filing import withdraw

    office_of(options)
    withdraw(options.application, options.document, options.by, options.why)
    print(f"{options.document} no longer counts in {options.application}; `parakh queue` appraises it anew.")
    return DONE


def _reread(options: argparse.Namespace) -> int:
    from casefile.readings import read_again

    office_of(options)
    count = read_again(options.application, options.document)
    print(f"To be read again at the next `parakh queue`: {count} document{'' if count == 1 else 's'}.")
    return DONE


def _decide(options: argparse.Namespace) -> int:
    from flows.decide import CannotDecide, Word, decide

    office_of(options)
    word = Word(
        options.target, options.action or "correct", options.by, options.why, options.after or "", options.document
    )
    try:
        decision = decide(options.application, word)
    except CannotDecide as error:
        print(f"parakh: {error}", file=sys.stderr)
        return USAGE
    print(f"Kept, over “{decision.before or 'not read'}”; `parakh queue` appraises {options.application} anew.")
    return DONE


def _sign(options: argparse.Namespace) -> int:
    from casefile.decisions import sign_as_preparer, sign_as_reviewer

    office_of(options)
    (sign_as_preparer if options.prepared else sign_as_reviewer)(options.application, options.by, options.note)
    print(f"{options.application}: {'prepared' if options.prepared else 'reviewed'} by {options.by}.")
    return DONE


def _verify_store(options: argparse.Namespace) -> int:
    from casefile.models import Original
    from casefile.store import verify

    office = office_of(options)
    count = Original.objects.count()
    faults = list(verify(office.store, Original.objects.order_by("pk").values_list("pk", "size").iterator()))
    for fault in faults:
        print(f"{fault.sha256}: {fault.message}")
    print(
        f"{count} originals, {len(faults)} missing or changed." if faults else f"{count} originals, all as handed in."
    )
    return NOT_ALL if faults else DONE


def _verify_audit(options: argparse.Namespace) -> int:
    from casefile.audit import verify

    office_of(options)
    verdict = verify()
    for fault in verdict.faults:
        print(fault)
    if verdict.faults:
        return NOT_ALL
    print(f"{verdict.events} events, each as it was written; the register is what they tell. Last: {verdict.head}")
    return DONE


def _export_audit(options: argparse.Namespace) -> int:
    from casefile.audit import export

    office_of(options)
    with options.out.open("w", encoding="utf-8") if options.out else contextlib.nullcontext(sys.stdout) as file:
        for line in export():
            file.write(line + "\n")
    return DONE
