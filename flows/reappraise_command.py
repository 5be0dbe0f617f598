"""`parakh reappraise` and `parakh scheme`: a guideline's figure from the amended file to the re-appraised portfolio."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.progress import Progress, announce
from flows.queue_command import DONE, NOT_ALL, USAGE, command, day, office_of, person
from records.numbers import indian
from reference import DEFAULT_SCHEME

if TYPE_CHECKING:
    from casefile.office import Office
    from records.impact import Impact

SHOWN = 12
"""Causes and decisions that the terminal shows; the report has all."""


def add_parsers(commands: Any) -> None:
    """The sub-commands of this module."""
    _reappraise_parser(commands)
    scheme = commands.add_parser("scheme", help="the scheme's figures: copy them to amend, compare, adopt, undo")
    actions = scheme.add_subparsers(required=True, metavar="ACTION")
    copy = command(actions, "copy", _copy, "copy the scheme pack that is in use to a folder, to amend it there")
    check = command(actions, "check", _check, "say what an amended pack changes, or where it has a mistake")
    adopt = command(actions, "adopt", _adopt, "make an amended pack the office's own; the one before is kept")
    undo = command(actions, "undo", _undo, "go back to the pack that was in use before the last `adopt`")
    for parser in (copy, check, adopt):
        parser.add_argument("folder", type=Path, metavar="DIR")
    for parser in (copy, check, adopt, undo):
        parser.add_argument("--scheme", default=DEFAULT_SCHEME, metavar="ID", help="default: %(default)s")
    for parser in (adopt, undo):
        person(parser)
        parser.add_argument("--why", required=True, metavar="TEXT", help="the notification, say; it is kept")


def _reappraise_parser(commands: Any) -> None:
    parser = command(
        commands,
        "reappraise",
        _reappraise,
        "judge every application of the register anew that a change can touch",
        description="Judges every application of the register anew that a change of figures, of the day or of the "
        "program can touch. No document is read again. A dry run writes nothing and shows who flips, what moves and "
        "why. A run that was ended goes on where it was.",
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="judge as of this day (default: today)")
    parser.add_argument("--scheme", default=DEFAULT_SCHEME, metavar="ID", help="default: %(default)s")
    parser.add_argument("--scheme-dir", type=Path, metavar="DIR", help="with --dry-run: try an amended scheme pack")
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="WHAT",
        help="only these: a name (* and ? stand for others), recommendation=refer, group=A, stage=claim, CHECK=STATUS; "
        "may be given several times",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing into the office, only show what would be")
    parser.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        help="where impact.xlsx and impact.html go (default: a folder of their own in HOME/reports; none in a dry run)",
    )
    parser.add_argument("--no-worksheets", action="store_true", help="leave the worksheets; a later run writes them")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, metavar="N", help="default: %(default)s")
    parser.add_argument("--quiet", action="store_true", help="no progress, only the results")


def _reappraise(options: argparse.Namespace) -> int:
    from flows.reappraise import Asked, reappraise
    from flows.reappraise_batch import PackChanged

    announce(Progress(quiet=options.quiet))
    if options.scheme_dir is not None and not options.dry_run:
        print(
            "parakh: --scheme-dir is for trying, with --dry-run; `parakh scheme adopt DIR` makes a pack the office's "
            "own, and `parakh reappraise` then judges by it",
            file=sys.stderr,
        )
        return USAGE
    office = office_of(options, look_only=options.dry_run)
    asked = Asked(
        options.as_of or date.today(),
        options.scheme,
        options.scheme_dir,
        tuple(options.select),
        options.dry_run,
        options.jobs,
    )
    try:
        impact = reappraise(office, asked)
    except (ValueError, PackChanged) as error:
        print(f"parakh: {error}", file=sys.stderr)
        return USAGE
    print("\n".join(lines_of(impact)))
    if folder := write_impact(office, impact, options.report):
        print(f"Report: {folder / 'impact.html'} and {folder / 'impact.xlsx'}")
    if not options.dry_run and not options.no_worksheets:
        impact.trouble += _write_worksheets(office, options)
    for sentence in impact.trouble:
        print(f"  {sentence}", file=sys.stderr)
    return NOT_ALL if impact.trouble else DONE


def _write_worksheets(office: Office, options: argparse.Namespace) -> list[str]:
    from flows.reappraise_worksheets import stale, write_stale
    from flows.scheme_in_use import pack_of
    from flows.workers import pool
    from reference import load_scheme

    if not stale(office):
        return []
    scheme = load_scheme(pack_of(office.home, options.scheme), options.scheme)
    with pool(options.jobs) as workers:
        return write_stale(office, workers, scheme)


def write_impact(office: Office, impact: Impact, folder: Path | None) -> Path | None:
    """Writes the report, if it was asked for or something was written to the register; gives its folder."""
    from worksheets.impact import write_impact_workbook
    from worksheets.impact_page import impact_page

    if folder is None:
        if impact.is_dry_run or not impact.judged:
            return None
        folder = _new_folder(office.home / "reports", impact)
    folder.mkdir(parents=True, exist_ok=True)
    write_impact_workbook(impact, folder / "impact.xlsx")
    (folder / "impact.html").write_text(impact_page(impact), encoding="utf-8")
    return folder


def _new_folder(reports: Path, impact: Impact) -> Path:
    """A folder of its own for each run: as-of day, the rules' digest, and a number."""
    name = f"{impact.as_of.isoformat()}-{impact.rules[:8]}"
    return reports / f"{name}-{len(list(reports.glob(f'{name}-*'))) + 1}"


def lines_of(impact: Impact) -> list[str]:
    """What a re-appraisal comes to, for the terminal."""
    whole = impact.whole
    lines = [
        f"{impact.judged} judged anew as of {impact.as_of:%d-%m-%Y}, {impact.unchanged} untouched"
        f"{'; nothing is written' if impact.is_dry_run else ''}.",
    ]
    if not impact.judged:
        return lines
    lines += [
        f"{len(impact.cases)} move, {sum(it.flips for it in impact.cases)} of them to another recommendation; in "
        f"{impact.reworded} only figures or reasons are printed otherwise.",
        f"Amounts of those that move: ₹{indian(whole.before)} → ₹{indian(whole.after)} ({_moved(whole.rupees)}).",
    ]
    lines += [
        f"  {one.replace('_', ' ')} → {other.replace('_', ' ')}: {count}"
        for (one, other), count in sorted(impact.flips.items())
    ]
    for title, sums in (("group", impact.by_group()), ("stream", impact.by_stream())):
        lines += [f"  {title} {name.replace('_', ' ')}: {_moved(it.rupees)}" for name, it in sums.items()]
    if impact.lost_slabs:
        lines.append(f"  {len(impact.lost_slabs)} lose a slab of the capital subsidy")
    if impact.causes:
        lines.append("Causes:")
    causes = sorted(impact.causes.items(), key=lambda it: (-it[1], it[0]))
    lines += [f"  {cause.in_words}: {count}" for cause, count in causes[:SHOWN]]
    again = impact.to_ask_again
    if again:
        lines.append(f"Decisions to ask again: {len(again)}")
    lines += [f"  {application}: {words}" for application, words in again[:SHOWN]]
    for hidden, what in ((len(causes) - SHOWN, "causes"), (len(again) - SHOWN, "decisions")):
        if hidden > 0:
            lines.append(f"  {hidden} more {what} are in the report")
    return lines


def _moved(rupees: Any) -> str:
    return f"{'+' if rupees >= 0 else '-'}₹{indian(abs(rupees))}"


def _copy(options: argparse.Namespace) -> int:
    from flows.scheme_pack import copy_pack

    office = office_of(options)
    target = copy_pack(office.home, options.scheme, options.folder)
    print(f"{target} is a copy of the scheme pack in use. Change the figures there, then: parakh scheme check {target}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from flows.scheme_in_use import pack_of
    from flows.scheme_pack import differences
    from reference import load_scheme

    office = office_of(options)
    amended = load_scheme(options.folder, options.scheme)
    found = list(differences(load_scheme(pack_of(office.home, options.scheme), options.scheme), amended))
    for it in found:
        print(it.in_words)
    print(f"The pack can be used; it has {len(found) or 'no'} figure{'' if len(found) == 1 else 's'} otherwise.")
    return DONE


def _adopt(options: argparse.Namespace) -> int:
    from flows.scheme_pack import adopt

    office = office_of(options)
    adopt(office.home, options.scheme, options.folder, options.by, options.why)
    print("Adopted. Applications are judged by it from now on; `parakh reappraise` judges those of the register anew.")
    return DONE


def _undo(options: argparse.Namespace) -> int:
    from flows.scheme_pack import undo

    office = office_of(options)
    which = undo(office.home, options.scheme, options.by, options.why)
    print(f"{which} `parakh reappraise` judges the register by it.")
    return DONE
