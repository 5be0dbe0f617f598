"""Judging in bulk: cases a second of one core, and the incentive beside OpenFisca-core in the same run.

What is measured, always by `checks.judge_many` on the facts of made cases (ten papers, 120 fields, 54 rows; what varies
among them is told in `benchmarks.made_cases`) as they are kept, text:

- *cold*: every check with its finding (status, reason, figures, evidence, parameters), the incentive with all its
  steps and readings, and the recommendation. The facts are read back first; nothing is known of the case before.
- *another day*: as of the next day, given the verdict before.
- *one figure amended*: under another value of one parameter, given the verdict before.
- *nothing that binds*: the scheme pack was edited otherwise, given the verdict before.
- *nothing at all*: facts, neighbours, rules and code are what they were.

OpenFisca computes the amounts of all sound cases at once with numpy, in floats, and nothing else. Ours is the incentive
of the same cases, one by one, in decimals, with its steps, their evidence and what other readings would give. Amounts
must be equal to the rupee, else the run ends with an error.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from benchmarks.made_cases import AS_OF, FIELDS, PAPERS, ROWS, Made, made_cases
from benchmarks.openfisca_incentive import amounts, inputs_of, system
from checks import CHECKS, Verdict, judge, judge_many
from checks.bulk import bare, many_cases
from checks.run import by_file, incentive_of, narrowed
from checks.timeline import dates_of
from records.facts import Facts, facts_of
from records.neighbours import Neighbours
from reference import Rules, Scheme, load_scheme

BATCH = 250
DISTINCT = 5000
"""Of a long run so many cases are different; more than anything that is remembered between cases holds."""

AMENDED = {"capex.refurbished_share_max": Decimal("0.25"), "investment.minimum_b": Decimal(300_000_000)}
"""The figures that are amended, each by itself, and to what."""

AROUND = Neighbours()
INCENTIVE = "the incentive alone"


@dataclass
class Clock:
    """Processor seconds by what they were spent on."""

    spent: dict[str, float] = field(default_factory=dict)

    def add(self, what: str, since: float) -> None:
        """Add the processor time since a moment."""
        self.spent[what] = self.spent.get(what, 0.0) + time.process_time() - since


def main(arguments: list[str] | None = None) -> int:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(prog="benchmarks.checks_bulk", description="Cases judged a second of one core.")
    parser.add_argument("--cases", type=int, default=10_000, help="cases judged (default 10,000)")
    parser.add_argument("--sizes", default="1000,10000", help="sizes for the linear run (default 1000,10000)")
    options = parser.parse_args(arguments)
    scheme = load_scheme()
    sizes = [int(size) for size in options.sizes.split(",") if size]
    print(f"{options.cases:,} made cases of {PAPERS} papers, {FIELDS} fields, {ROWS} rows; {len(CHECKS)} checks")
    with many_cases():  # as re-appraisal judges them
        measured = figures(options.cases, scheme)
    for name, value in measured.items():
        print(f"{name:62} {value:12,.2f}")
    print("judged cold, one core, streamed:    cases     cases/s   peak memory (MB)")
    kept = [facts_of(made.case) for made in made_cases(min(max(sizes, default=0), DISTINCT))]
    texts = [(it.text, it.digest) for it in kept]
    for size in sizes:
        rate, peak = linear(texts, size, scheme.rules(AS_OF))
        print(f"{size:41,} {rate:11,.0f} {peak:18,.0f}")
    return 0


def figures(count: int, scheme: Scheme) -> dict[str, float]:
    """Every figure by name: cases a second of processor time, kilobytes, ratios."""
    clock, rules = Clock(), scheme.rules(AS_OF)
    others = {"another day": scheme.rules(AS_OF + timedelta(days=1))}
    others |= {name: with_value(scheme, name, value).rules(AS_OF) for name, value in AMENDED.items()}
    others["nothing that binds"] = replace(scheme, digest=f"{scheme.digest} edited").rules(AS_OF)
    others["nothing at all"] = rules
    warm_up(rules)
    sound: list[Made] = []
    ours: list[Decimal | None] = []
    size = 0
    for batch in batches(count):
        facts = [facts_of(made.case) for made in batch]
        size += sum(len(it.text.encode()) for it in facts)
        sound += [replace(made, case=replace(made.case, documents=())) for made in batch if made.is_sound]
        ours += timed_amounts([it for it, made in zip(facts, batch, strict=True) if made.is_sound], rules, clock)
        verdicts = timed_cold(facts, rules, clock)
        for name, other in others.items():
            since = time.process_time()
            for _ in judge_many(((it, AROUND, bare_) for it, bare_ in zip(facts, verdicts, strict=True)), other):
                pass
            clock.add(name, since)
    alone = clock.spent.pop(INCENTIVE)
    rates = {f"{name} (cases/s)": count / spent for name, spent in clock.spent.items()}
    return {"facts of a case, as kept (KB)": size / count / 1000, **rates, **compared(sound, ours, alone, rules)}


def batches(count: int) -> Iterator[list[Made]]:
    """The made cases, some at a time."""
    for first in range(0, count, BATCH):
        yield list(made_cases(min(BATCH, count - first), first=first))


def warm_up(rules: Rules) -> None:
    """Load what is loaded once: registers, patterns, answers on parameters."""
    for made in made_cases(20, seed=1):
        judge(facts_of(made.case), AROUND, rules)


def timed_cold(facts: list[Facts], rules: Rules, clock: Clock) -> list[Verdict]:
    """The verdicts, as they are kept, on cases of which nothing is known; and the time for reading facts back alone."""
    since = time.process_time()
    verdicts = list(judge_many(((Facts(it.text, it.digest), AROUND, None) for it in facts), rules))
    clock.add("cold, every check from the facts", since)
    since = time.process_time()
    for it in facts:
        it.case(AS_OF)
    clock.add("of this, reading the facts back", since)
    return [bare(it) for it in verdicts]


def timed_amounts(facts: list[Facts], rules: Rules, clock: Clock) -> list[Decimal | None]:
    """The amounts of cases by the incentive alone, with its steps and readings; reading back is not timed."""
    found = []
    for it in facts:
        case = by_file(it.case(AS_OF))
        since = time.process_time()
        bound, _ = narrowed(rules, dates_of(case), dates_of(case, sure_only=True))
        found.append(incentive_of(case, bound, AROUND).amount)
        clock.add(INCENTIVE, since)
    return found


def compared(sound: list[Made], ours: list[Decimal | None], spent: float, rules: Rules) -> dict[str, float]:
    """The incentive of sound cases by OpenFisca beside ours.

    Raises:
        AssertionError: if an amount differs by a rupee or more.
    """
    peer, inputs = system(rules), inputs_of(sound)
    since = time.process_time()
    theirs = amounts(peer, inputs)
    seconds = time.process_time() - since
    for made, mine, other in zip(sound, ours, theirs, strict=True):
        if mine is None or abs(float(mine) - float(other)) >= 1:
            raise AssertionError(f"{made.case.application_id}: {mine} by the checks, {other} by OpenFisca")
    return {
        "sound cases, all with equal amounts": len(sound),
        "OpenFisca-core, the amount, vectorised (cases/s)": len(sound) / seconds,
        "ours, the incentive with steps and evidence (cases/s)": len(sound) / spent,
        "OpenFisca-core is so many times as fast": spent / seconds,
    }


def linear(texts: list[tuple[str, str]], size: int, rules: Rules) -> tuple[float, float]:
    """Cases a second over a stream of so many cases, and the most memory held so far, in megabytes."""
    since = time.process_time()
    with many_cases():
        for _ in judge_many(((Facts(*texts[number % len(texts)]), AROUND, None) for number in range(size)), rules):
            pass
    return size / (time.process_time() - since), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def with_value(scheme: Scheme, name: str, value: Decimal) -> Scheme:
    """The scheme with another value of a parameter from its first day on."""
    history = scheme.parameters[name]
    values = tuple(replace(it, value=value) for it in history.values)
    parameters = {**scheme.parameters, name: replace(history, values=values)}
    return replace(scheme, parameters=parameters, digest=f"{scheme.digest} {name}")


if __name__ == "__main__":
    raise SystemExit(main())
