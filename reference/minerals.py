"""The minerals of Appendix I by the names that papers print, and the metals that are outside the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from reference.strict_yaml import load_located


@dataclass(frozen=True, slots=True)
class HsnCode:
    """A tariff code under which a mineral or its compounds are invoiced."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound as traded, with the mass fraction of each element in it (from atomic masses)."""

    id: str
    formula: str
    names: tuple[str, ...]
    fractions: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Mineral:
    """A mineral of Appendix I: its printed entry in both languages, its elements, and the names that papers print."""

    id: str
    number: int
    english: str
    hindi: str
    elements: tuple[str, ...]
    hsn: tuple[HsnCode, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Minerals(Mapping[str, Mineral]):
    """The minerals of Appendix I by id, in the order of the Appendix."""

    by_id: Mapping[str, Mineral]
    compounds: Mapping[str, Compound] = field(default_factory=dict)

    def __getitem__(self, mineral_id: str) -> Mineral:
        """The mineral with this id."""
        return self.by_id[mineral_id]

    def __iter__(self) -> Iterator[str]:
        """The ids in the order of the Appendix."""
        return iter(self.by_id)

    def __len__(self) -> int:
        """How many minerals the Appendix lists."""
        return len(self.by_id)


def load_minerals(path: Path) -> Minerals:
    """The minerals of a minerals.yaml."""
    found = {}
    for mineral_id, item in load_located(path).mapping("The list of minerals").items():
        keys = item.record(f"The mineral `{mineral_id}`", ("number", "english", "hindi", "elements", "hsn", "names"))
        found[str(mineral_id)] = Mineral(
            id=str(mineral_id),
            number=int(keys["number"].figure("The number in the Appendix")),
            english=keys["english"].text("The English entry"),
            hindi=keys["hindi"].text("The Hindi entry"),
            elements=keys["elements"].texts("The elements"),
            hsn=(),
            names=keys["names"].texts("The names"),
        )
    return Minerals(found)
