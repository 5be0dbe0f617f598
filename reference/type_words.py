"""Which words and signs papers of each type use, weighed by a linear model: what the whole of a page says of its type.

A sign is a kind of value or a shape (`extractors.signs`): "#udin", "#gstin/some". `type_words.tsv` is written by
`python -m benchmarks.type_words` from papers with their truth. It tells types apart where no known title or phrase is
printed; whether a paper is what it is filed as, or a neighbour in the same language (a refusal, a receipt), is told by
the marks of `reference/document_types` only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from reference.strict_yaml import ReferenceMistake

PATH = Path(__file__).parent / "type_words.tsv"
PER_UNIT = 100
"""Weights are written in hundredths."""

COMMENT = "# "

BIAS = "*"
"""Stands in the place of a word for what each type has before any word is seen."""


@dataclass(frozen=True, slots=True)
class TypeWords:
    """The weights.

    Attributes:
        types: the document types, in the order of the weights.
        bias: what each has before any word is seen.
        weights: for each word, as `extractors.phrases.norm` gives it, what it adds to each type.
    """

    types: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def shares(self, words: Collection[str]) -> dict[str, float]:
        """How likely each type is by the different words of a paper, 0-1, together 1."""
        known = [found for word in words if (found := self.weights.get(word)) is not None]
        each = strength_of(words)
        sums = [start + each * sum(column) for start, column in zip(self.bias, _columns(known, self), strict=True)]
        highest = max(sums)
        raised = [exp(it - highest) for it in sums]
        return {name: it / sum(raised) for name, it in zip(self.types, raised, strict=True)}


def is_sign(word: str) -> bool:
    """Whether a token stands for a kind of value or a shape of the page, and is no word printed on it."""
    return word.startswith("#")


def strength_of(words: Collection[str]) -> float:
    """What one word or sign counts among the different ones of a paper: long papers have more words of every type."""
    return 6 / sqrt(max(sum(not is_sign(word) for word in words), 1))


def _columns(known: Sequence[tuple[float, ...]], words: TypeWords) -> Sequence[Sequence[float]]:
    return list(zip(*known, strict=True)) if known else [()] * len(words.types)


_used: list[TypeWords] = []
"""What `use` put in the place of the file, at most one."""


def use(other: TypeWords) -> None:
    """Tell types by other weights from now on in this process, to measure what they are worth."""
    _used[:] = [other]


def type_words() -> TypeWords:
    """The weights in force.

    Raises:
        reference.strict_yaml.ReferenceMistake: if the file has a mistake; it names file, line and mend.
    """
    return _used[0] if _used else _of_file()


@cache
def _of_file() -> TypeWords:
    return read(PATH)


def read(path: Path) -> TypeWords:
    """The weights of a file.

    Raises:
        reference.strict_yaml.ReferenceMistake: naming file, line and mend.
    """
    lines = [
        (number, line.split("\t"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line and not line.startswith(COMMENT)
    ]
    if not lines:
        raise _mistake(path, 1, "the file has no line of types")
    types = tuple(lines[0][1][1:])
    weights: dict[str, tuple[float, ...]] = {}
    for number, (word, *cells) in lines[1:]:
        if len(cells) != len(types) or not all(cell.removeprefix("-").isdigit() for cell in cells):
            raise _mistake(path, number, f"{word!r} does not have a whole number for each of {len(types)} types")
        weights[word] = tuple(int(cell) / PER_UNIT for cell in cells)
    if BIAS not in weights:
        raise _mistake(path, 1, f"the line of {BIAS!r} is missing")
    return TypeWords(types, weights.pop(BIAS), weights)


def as_text(words: TypeWords, heading: Sequence[str]) -> str:
    """The file's text, under comment lines that say where it comes from."""
    lines = [*(f"# {line}" for line in heading), "\t".join(("word", *words.types))]
    for word, weights in ((BIAS, words.bias), *sorted(words.weights.items())):
        lines.append("\t".join((word, *(str(round(it * PER_UNIT)) for it in weights))))
    return "\n".join(lines) + "\n"


def _mistake(path: Path, line: int, message: str) -> ReferenceMistake:
    return ReferenceMistake(str(path), line, message, "write it anew: python -m benchmarks.type_words")
