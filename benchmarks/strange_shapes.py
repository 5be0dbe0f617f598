"""Shapes in which a table may be printed: its form, rules and heads, groups, sums and carries, drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.strange_truth import Matter


@dataclass(frozen=True, slots=True)
class Shape:
    """How one paper's table looks. Each attribute is a way in which papers differ, and a line of the report."""

    form: str
    rules: str
    wording: str
    order: str
    head_lines: int
    spanning: bool
    head_again: bool
    groups: bool
    sums: str
    carried: bool
    dittos: bool
    serial: str
    narrow: bool
    broken: bool
    wide: bool
    face: str
    side: str

    def features(self) -> Iterator[str]:
        """The ways in which this shape may be met, as words of the report."""
        yield f"form: {self.form}"
        yield f"rules: {self.rules}"
        yield f"wording: {self.wording}"
        yield f"order: {self.order}"
        yield f"serial: {self.serial}"
        yield f"sums: {self.sums}"
        yield f"head lines: {self.head_lines}"
        named = (
            ("spanning heads", self.spanning),
            ("group headings", self.groups),
            ("carried over pages", self.carried),
            ("no head on later pages", not self.head_again),
            ("dittos", self.dittos),
            ("wrapped cells", self.narrow),
            ("broken figures", self.broken),
            ("landscape", self.wide),
        )
        yield from (name for name, has in named if has)


def shape(rng: Random, matter: Matter) -> Shape:
    """Draw a shape that the matter can take."""
    told = all(row.told for row in matter.rows)
    few = len(matter.columns) <= 4 and len(matter.rows) >= 4
    forms = ["rows"] * 8 + ["cards"] + ["list"] * told + ["beside"] * few
    form = rng.choice(forms)
    rows = form == "rows"
    return Shape(
        form=form,
        rules=rng.choice(("full", "full", "level", "upright", "dotted", "none", "none", "head", "typed")),
        wording=rng.choice(("usual", "mixed", "strange")),
        order=rng.choice(("usual", "usual", "shuffled")),
        head_lines=rng.choice((1, 1, 2, 3)),
        spanning=rows and rng.random() < 0.25,
        head_again=rng.random() < 0.6,
        groups=rows and rng.random() < 0.35 and len({row.group for row in matter.rows} - {""}) > 1,
        sums=rng.choice(("none", "below", "below", "above", "parts")) if rows and matter.summed else "none",
        carried=rows and bool(matter.summed) and rng.random() < 0.5,
        dittos=rows and rng.random() < 0.15,
        serial=rng.choice(("none", "figures", "figures", "figures", "dotted", "brackets", "roman", "words", "letters")),
        narrow=rng.random() < 0.4,
        broken=rows and rng.random() < 0.12,
        wide=rng.random() < 0.25,
        face=rng.choice(("Serif", "Sans", "Sans", "Mono")),
        side=rng.choice(("top", "top", "middle", "bottom")),
    )
