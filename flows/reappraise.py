"""Re-appraisal of the register: no paper is read again, and only what a change can touch is computed.

Cases are judged some hundred at a time, by processes of their own that read the register and answer with what is to be
kept; this process writes, each batch in one transaction. A run that is ended at any moment goes on where it was: what
is written is judged already under these rules, as of this day, and is not looked at again.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from casefile.appraisals import Judged, Made, keep_appraisals, keep_judgements
from casefile.bulk import in_parts
from casefile.database import writing
from casefile.impact import Due, due, note_run, of_other_code
from casefile.neighbours import keep_sightings
from casefile.office import Office
from checks.bulk import many_cases
from checks.outcome import counted
from checks.run import CODE_VERSION
from flows.progress import current
from flows.reappraise_batch import Rejudged, Setting, begin, held_by, rejudged
from flows.scheme_in_use import pack_of
from flows.steps import Step, plainly
from records.impact import Cause, Impact
from reference import DEFAULT_SCHEME, load_scheme

Answer = TypeVar("Answer")

AT_ONCE = 250
"""Cases that are judged together, and kept together."""

ALONE = 100
"""For so few cases no process is started."""

SHOWN = 2000
"""After so many cases the progress is told."""

MOST_CAUSES = 300
"""Characters of an appraisal's cause; the report has all of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for.

    Attributes:
        pack: another scheme pack than the office's, to be tried.
        select: which cases, `casefile.impact.due`.
        jobs: processes that judge.
    """

    as_of: date
    scheme: str = DEFAULT_SCHEME
    pack: Path | None = None
    select: tuple[str, ...] = ()
    is_dry_run: bool = False
    jobs: int = 2
    at_once: int = field(default=AT_ONCE)


def reappraise(office: Office, asked: Asked, step: Step = plainly) -> Impact:
    """Judges every case anew that a change can touch, and keeps what comes out, unless it is a dry run.

    Args:
        office: whose register.
        asked: what the user asked for.
        step: how a batch that was judged is taken up.

    Raises:
        NotInForce: if the as-of date is before the first day of a rule.
        ReferenceMistake: if the scheme pack has a mistake.
        PackChanged: if somebody changes it meanwhile.
        ValueError: if `select` selects nothing that is known.
    """
    pack = asked.pack or pack_of(office.home, asked.scheme)
    scheme = load_scheme(pack, asked.scheme)
    concerned = due(scheme.id, scheme.digest, asked.as_of, CODE_VERSION, asked.select)
    impact = Impact(scheme.id, asked.as_of, scheme.digest, asked.is_dry_run)
    impact.unchanged, impact.left = concerned.unchanged, dict(concerned.left)
    setting = Setting(office.database, pack, asked.scheme, asked.as_of, scheme.digest)
    _say_what_comes(concerned)
    _note_what_is_held(setting, concerned.cases, asked)
    for batch in _batches(rejudged, setting, concerned.cases, asked):
        step("judge", counted(len(batch), "case"), _take_up, impact, batch, asked.is_dry_run)
        if impact.judged % SHOWN < asked.at_once:
            current().say(f"  [{impact.judged}/{len(concerned.cases)}] judged anew, {len(impact.cases)} of them move")
    impact.in_order()
    if concerned.cases and not asked.is_dry_run:
        _note(impact)
    return impact


def _say_what_comes(concerned: Due) -> None:
    current().say(
        f"{counted(len(concerned.cases), 'case')} to be judged anew; "
        f"{concerned.unchanged} rest on nothing that has changed."
    )
    for why, count in concerned.left.items():
        current().say(f"  left out: {count} {why}")


def _note_what_is_held(setting: Setting, cases: Sequence[int], asked: Asked) -> None:
    """Notes anew what cases hold that another version of the program judged last: this one may look for more."""
    other = of_other_code(cases, CODE_VERSION)
    if not other:
        return
    what = f"{counted(len(other), 'case was', 'cases were')} last judged by another version"
    if asked.is_dry_run:
        current().say(f"  {what}: what others share with them is taken as that version noted it, in a dry run.")
        return
    current().say(f"  {what}: what they hold is noted first, for those that share it.")
    for held in _batches(held_by, setting, other, asked):
        keep_sightings(held, judging=frozenset(cases))


def _batches(
    work: Callable[[Setting, Sequence[int]], Answer], setting: Setting, cases: Sequence[int], asked: Asked
) -> Iterator[Answer]:
    """The answers, batch by batch, in the order of the cases; as many batches are under way as processes can use."""
    parts = list(in_parts(cases, asked.at_once))
    if len(cases) <= ALONE or asked.jobs < 2:
        for part in parts:
            yield work(setting, part)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(asked.jobs, context, begin, (setting.database,)) as processes:
        under_way: deque[Future[Answer]] = deque()
        waiting = iter(parts)
        with contextlib.ExitStack() as stack:
            stack.callback(processes.shutdown, wait=True, cancel_futures=True)
            while True:
                for part in itertools.islice(waiting, asked.jobs + 1 - len(under_way)):
                    under_way.append(processes.submit(work, setting, part))
                if not under_way:
                    return
                yield under_way.popleft().result()


def _take_up(impact: Impact, batch: Sequence[Rejudged | str], is_dry_run: bool) -> None:
    """Keeps a batch, unless it is a dry run, and counts it; called again after a fault it keeps nothing twice."""
    if not is_dry_run:
        _keep([it for it in batch if isinstance(it, Rejudged)])
    for it in batch:
        if isinstance(it, str):
            impact.trouble.append(it)
        else:
            impact.add(it.impact, written_anew=it.prepared is not None)


@many_cases()
def _keep(batch: Sequence[Rejudged]) -> None:
    """Keeps what came out otherwise as appraisals, and of the rest that it was judged."""
    made = [
        Made(it.case_id, it.revision, it.prepared, in_words(it.impact.causes))
        for it in batch
        if it.prepared is not None
    ]
    as_before: dict[int, tuple[int, Judged]] = {
        it.case_id: (it.revision, it.judged) for it in batch if it.prepared is None
    }
    if as_before:
        with writing():
            keep_judgements(as_before)
    if made:
        keep_appraisals(made)


def in_words(causes: Sequence[Cause]) -> str:
    """Why an appraisal was made, as the register keeps it."""
    words = "; ".join(it.in_words for it in causes) or "its judgement was not kept"
    return f"re-appraisal: {words if len(words) <= MOST_CAUSES else f'{words[: MOST_CAUSES - 1]}…'}"


def _note(impact: Impact) -> None:
    whole = impact.whole
    note_run(
        "reappraisal.done",
        scheme=impact.scheme,
        as_of=impact.as_of,
        rules=impact.rules,
        code=CODE_VERSION,
        judged=impact.judged,
        unchanged=impact.unchanged,
        moved=len(impact.cases),
        reworded=impact.reworded,
        rupees_before=whole.before,
        rupees_after=whole.after,
        causes=sorted(it.in_words for it in impact.causes),
    )
