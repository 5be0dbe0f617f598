"""The minerals of Appendix I by the names that papers print, and the metals that are outside the list.

A name is found as whole words, the longest first: "tinting" holds no tin, "lithium iron phosphate" is lithium and
neither iron nor phosphate. Chemical formulas and element symbols are read as chemistry: Li2CO3 is lithium, but the In
of a sentence is not indium.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

from reference.strict_yaml import load_located
from reference.words import fold

HERE = Path(__file__).parent
UNLISTED = "unlisted:"
PRODUCTS = 4096
"""How many names of products are remembered: a ledger repeats a few of them ten thousand times."""

_WORD = re.compile(r"[\w\u0900-\u0963]+")
_IN_MANY_SALTS = ("C", "P", "K")  # carbon, phosphorus, potassium: a formula that holds them need not mean the mineral
_FORMULA = re.compile(r"(?<![\w.])[A-Z(][A-Za-z0-9()·.]*[A-Za-z0-9)]")
_FORMULA_PARTS = re.compile(r"([A-Z][a-z]?)(\d*)|(\()|(\))(\d*)")
_SYMBOLS = re.compile(r"[A-Z][a-z]?(?:\s*(?:[,;/&+\-–]|\band\b)\s*[A-Z][a-z]?)*")
_SYMBOL = re.compile(r"[A-Z][a-z]?\b")
_JOINED = re.compile(r"(?<![\w/+-])[A-Z][a-z]?(?:[-/+][A-Z][a-z]?)+(?![\w/+-])")
_ENTRY = re.compile(r"(?:\([^)]*\)|\[[^\]]*\]|(?!\s(?:and|एवं|तथा|और|व)\s)[^,;&\n•|()\[\]])+", re.I)
_NUMBERING = re.compile(r"^\s*(?:(?:and|एवं|तथा|और|व)\s+)?(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s*|\d{1,2}\s+)?", re.I)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class HsnCode:
    """A tariff code under which a mineral or its compounds are invoiced."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound as traded, e.g. lithium carbonate, Li2CO3."""

    id: str
    formula: str
    names: tuple[str, ...]

    def fraction(self, *elements: str) -> Decimal:
        """The mass fraction of these elements together, from atomic masses.

        >>> compounds()["lithium_carbonate"].fraction("Li").quantize(Decimal("0.0001"))
        Decimal('0.1879')
        """
        counts = atoms(self.formula)
        whole = sum(count * atomic_masses()[element] for element, count in counts.items())
        return sum((counts.get(element, 0) * atomic_masses()[element] for element in elements), Decimal(0)) / whole


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
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metal:
    """A metal outside Appendix I; a carrier counts only where nothing else stands beside it (sodium molybdate)."""

    id: str
    symbol: str
    names: tuple[str, ...]
    carrier: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A wording met in a text: where, and the minerals or the metal that it means."""

    start: int
    end: int
    minerals: tuple[str, ...] = ()
    metal: str = ""


@dataclass(frozen=True)
class Minerals(Mapping[str, Mineral]):
    """The minerals of Appendix I by id, in the order of the Appendix."""

    by_id: Mapping[str, Mineral]
    unlisted: Mapping[str, Metal] = field(default_factory=dict)
    blends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()
    cations: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()

    def __getitem__(self, mineral_id: str) -> Mineral:
        """The mineral with this id."""
        return self.by_id[mineral_id]

    def __iter__(self) -> Iterator[str]:
        """The ids in the order of the Appendix."""
        return iter(self.by_id)

    def __len__(self) -> int:
        """How many minerals the Appendix lists."""
        return len(self.by_id)

    def mineral_of(self, text: str) -> tuple[str, ...]:
        """The minerals and metals that a text names, in its order: Appendix-I ids, or `unlisted:<name as printed>`.

        >>> minerals().mineral_of("Cobalt sulphate heptahydrate and Copper cathode")
        ('cobalt', 'unlisted:Copper')
        >>> minerals().mineral_of("Tinting of glass, in lead time")
        ()
        >>> minerals().mineral_of("कोबाल्ट, मैंगनीज (Manganese)")
        ('cobalt', 'unlisted:Manganese')
        """
        printed = unicodedata.normalize("NFKC", text)
        found = self._named(printed)
        found += self._formulas(printed, found)
        found += self._symbols(printed, found)
        found.sort(key=lambda hit: hit.start)
        minerals = list(dict.fromkeys(mineral for hit in found for mineral in hit.minerals))
        metals = {hit.metal for hit in found if hit.metal}
        carried = bool(minerals) or any(not self.unlisted[metal].carrier for metal in metals)
        names = _names_of_metals(printed, found)
        ids: dict[str, None] = {}
        for hit in found:
            ids.update(dict.fromkeys(hit.minerals))
            if hit.metal and not (carried and self.unlisted[hit.metal].carrier):
                ids[UNLISTED + names[hit.metal]] = None
        return tuple(ids)

    def run_together(self, text: str) -> tuple[str, ...]:
        """The minerals whose name of several words a text is but for the spaces, which a scan loses.

        >>> minerals().run_together("Rare earthelements")
        ('rare_earth_elements',)
        """
        return self._without_spaces.get("".join(fold(text).split()), ())

    def minerals_listed(self, text: str) -> tuple[str, ...]:
        """The minerals of a printed list: as `mineral_of`, but a name that nothing knows is kept as unlisted too.

        >>> minerals().minerals_listed("Lithium, Cobalt and Unobtainium")
        ('lithium', 'cobalt', 'unlisted:Unobtainium')
        """
        printed = unicodedata.normalize("NFKC", text)
        ids: dict[str, None] = {}
        for match in _ENTRY.finditer(printed):
            known = self.mineral_of(match.group())
            name = _NUMBERING.sub("", match.group()).strip(" .:-\u2013\u2014*'\"")
            ids.update(dict.fromkeys(known or ((UNLISTED + name,) if self._is_name(name) else ())))
        return tuple(ids)

    def _is_name(self, name: str) -> bool:
        """Whether an entry of a list could be a name: up to three words, no digit, not all of them generic."""
        words = fold(name).split()
        generic = {fold(word).strip() for word in self.generic}
        return (
            0 < len(words) <= 3 and len(name) > 2 and not re.search(r"[\d@#/:]", name) and not generic.issuperset(words)
        )

    def of_hsn(self, code: str) -> tuple[str, ...]:
        """The minerals invoiced under a tariff code of 4, 6 or 8 digits; several where a code is shared, or none."""
        digits = "".join(character for character in code if character.isdigit())
        if len(digits) < 4:
            return ()
        return tuple(
            mineral.id for mineral in self.by_id.values() if any(entry.code.startswith(digits) for entry in mineral.hsn)
        )

    def _named(self, printed: str) -> list[_Found]:
        """Wordings, the longest at each place; a wording inside a longer one is not met."""
        tokens = [(match.start(), match.end(), fold(match.group()).strip()) for match in _WORD.finditer(printed)]
        words = [word for _, _, word in tokens]
        found: list[_Found] = []
        at = 0
        while at < len(words):
            reach = range(min(self._longest, len(words) - at), 0, -1)
            length = next((n for n in reach if " ".join(words[at : at + n]) in self._wordings), 0)
            if length:
                minerals, metal = self._wordings[" ".join(words[at : at + length])]
                if not (minerals == ("phosphate",) and at and words[at - 1] in self._cation_words):
                    found.append(_Found(tokens[at][0], tokens[at + length - 1][1], minerals, metal))
            at += length or 1
        written = (match for match in self._capitals_pattern.finditer(printed))
        found += [_Found(match.start(), match.end(), self._capitals[match.group()]) for match in written]
        return found

    def _formulas(self, printed: str, found: Sequence[_Found]) -> list[_Found]:
        """Chemical formulas: Li2CO3, Co(OH)2, NiSO4.6H2O, and compounds without a digit, as KCl."""
        hits = []
        for match in _FORMULA.finditer(printed):
            minerals, metal = self._of_formula(match.group())
            if minerals or metal:
                hits.append(_Found(match.start(), match.end(), minerals, metal))
        return [hit for hit in hits if all(hit.end <= other.start or hit.start >= other.end for other in found)]

    def _of_formula(self, formula: str) -> tuple[tuple[str, ...], str]:
        compound = _compound_formulas().get(formula)
        named = self._wordings.get(fold(compound.names[0]).strip()) if compound else None
        if named is not None:
            return named
        return self._of_atoms(formula) if compound or re.search(r"\d", formula) else ((), "")

    def _of_atoms(self, formula: str) -> tuple[tuple[str, ...], str]:
        """What the elements of a formula mean: the minerals among them, else a metal outside the list."""
        counts = atoms(formula)
        if len(counts) < 2:
            return (), ""
        minerals = tuple(dict.fromkeys(self._by_symbol[e] for e in counts if e in self._by_symbol))
        metals = (self._metal_by_symbol[e] for e in counts if e in self._metal_by_symbol and not minerals)
        return minerals, next((metal for metal in metals if not self.unlisted[metal].carrier), "")

    def _symbols(self, printed: str, found: Sequence[_Found]) -> list[_Found]:
        """Element symbols where only symbols stand: "Li, Co, Ni" as a whole, in brackets, or joined as Ni-Co."""
        spans = [(0, printed)] if not found else []
        spans += [(match.start(1), match.group(1)) for match in _BRACKETED.finditer(printed)]
        spans += [(match.start(), match.group()) for match in _JOINED.finditer(printed)]
        hits: dict[int, _Found] = {}
        for offset, span in spans:
            symbols = list(_SYMBOL.finditer(span))
            if _SYMBOLS.fullmatch(span.strip()) and all(self._of_symbol(match.group()) for match in symbols):
                for match in symbols:
                    start = offset + match.start()
                    mineral = self._by_symbol.get(match.group(), "")
                    metal = "" if mineral else self._metal_by_symbol[match.group()]
                    hits[start] = _Found(start, start + len(match.group()), (mineral,) if mineral else (), metal)
        return list(hits.values())

    def _of_symbol(self, symbol: str) -> str:
        return self._by_symbol.get(symbol, "") or self._metal_by_symbol.get(symbol, "")

    @cached_property
    def _wordings(self) -> Mapping[str, tuple[tuple[str, ...], str]]:
        """Every wording, folded, with the minerals or the metal it means; those passed over mean neither."""
        wordings: dict[str, tuple[tuple[str, ...], str]] = {}
        for metal in self.unlisted.values():
            wordings.update({fold(name).strip(): ((), metal.id) for name in metal.names})
        for mineral in self.by_id.values():
            wordings.update(
                {fold(name).strip(): ((mineral.id,), "") for name in (*mineral.names, mineral.english, mineral.hindi)}
            )
        wordings.update({fold(name).strip(): (ids, "") for name, ids in self.blends.items() if not _is_capitals(name)})
        wordings.update({fold(name).strip(): ((), "") for name in self.passed_over})
        return wordings

    @cached_property
    def _without_spaces(self) -> Mapping[str, tuple[str, ...]]:
        return {name.replace(" ", ""): ids for name, (ids, _) in self._wordings.items() if " " in name and ids}

    @cached_property
    def _longest(self) -> int:
        return max(wording.count(" ") + 1 for wording in self._wordings)

    @cached_property
    def _capitals(self) -> Mapping[str, tuple[str, ...]]:
        """Abbreviations, which match only as written."""
        written = {name: ids for name, ids in self.blends.items() if _is_capitals(name)}
        return written | {short: (mineral.id,) for mineral in self.by_id.values() for short in mineral.abbreviations}

    @cached_property
    def _capitals_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._capitals))})(?!\w)")

    @cached_property
    def _cation_words(self) -> frozenset[str]:
        return frozenset(fold(name).strip() for name in self.cations)

    @cached_property
    def _by_symbol(self) -> Mapping[str, str]:
        found = {element: mineral.id for mineral in self.by_id.values() for element in mineral.elements}
        return {element: mineral_id for element, mineral_id in found.items() if element not in _IN_MANY_SALTS}

    @cached_property
    def _metal_by_symbol(self) -> Mapping[str, str]:
        return {metal.symbol: metal.id for metal in self.unlisted.values()}


def _names_of_metals(printed: str, found: Sequence[_Found]) -> dict[str, str]:
    """What a text calls each metal: its first name for it, or the Latin one where that is Hindi."""
    names: dict[str, str] = {}
    for hit in found:
        name = printed[hit.start : hit.end]
        is_latin = name.isascii() and len(name) > len("Mn")
        if hit.metal and (hit.metal not in names or is_latin and not names[hit.metal].isascii()):
            names[hit.metal] = name
    return names


def _is_capitals(name: str) -> bool:
    return name.isascii() and sum(character.isupper() for character in name) >= 2


def atoms(formula: str) -> Mapping[str, int]:
    """How many atoms of each element a formula holds; empty where it is not a formula of known elements.

    >>> dict(atoms("NiSO4.6H2O"))
    {'Ni': 1, 'S': 1, 'O': 10, 'H': 12}
    """
    total: dict[str, int] = {}
    for part in re.split(r"[.·]", formula):
        match = re.fullmatch(r"(\d*)(\D.*)", part)
        group = _group(match.group(2)) if match else {}
        if not match or not group:
            return {}
        for element, count in group.items():
            total[element] = total.get(element, 0) + count * int(match.group(1) or 1)
    return total


def _group(formula: str) -> Mapping[str, int]:
    """The atoms of one part of a formula, brackets multiplied out; empty where it does not parse."""
    stack: list[dict[str, int]] = [{}]
    position = 0
    for match in _FORMULA_PARTS.finditer(formula):
        if match.start() != position or len(match.group(2) or match.group(5) or "") > 2:
            return {}
        position = match.end()
        element, count, opens, closes, times = match.groups()
        if opens:
            stack.append({})
        elif closes:
            if len(stack) < 2:
                return {}
            inner = stack.pop()
            for name, number in inner.items():
                stack[-1][name] = stack[-1].get(name, 0) + number * int(times or 1)
        elif element not in atomic_masses():
            return {}
        else:
            stack[-1][element] = stack[-1].get(element, 0) + int(count or 1)
    return stack[0] if position == len(formula) and len(stack) == 1 else {}


@cache
def atomic_masses() -> Mapping[str, Decimal]:
    """Standard atomic masses by symbol."""
    masses = load_located(HERE / "atomic_masses.yaml").mapping("The list of atomic masses")
    return {str(symbol): item.figure(f"The atomic mass of {symbol}") for symbol, item in masses.items()}


@cache
def compounds() -> Mapping[str, Compound]:
    """Compounds as traded, by id."""
    found = {}
    for compound_id, item in load_located(HERE / "compounds.yaml").mapping("The list of compounds").items():
        keys = item.record(f"The compound `{compound_id}`", ("formula", "names"))
        formula = keys["formula"].text("A formula")
        if not atoms(formula):
            raise keys["formula"].mistake(f"{formula} is not a formula.", "Write it as in Li2CO3 or NiSO4.6H2O.")
        found[str(compound_id)] = Compound(str(compound_id), formula, keys["names"].texts("The names of a compound"))
    return found


@lru_cache(maxsize=PRODUCTS)
def compound_of(text: str) -> Compound | None:
    """The compound that a text names (the longest name) or writes as a formula, or None.

    >>> compound_of("Nickel Sulphate Hexahydrate, crystals").formula
    'NiSO4.6H2O'
    """
    folded = fold(text)
    named = [(len(name), compound) for name, compound in _compound_names().items() if name in folded]
    if named:
        return max(named, key=lambda pair: pair[0])[1]
    formulas = (match.group().replace("·", ".") for match in _FORMULA.finditer(unicodedata.normalize("NFKC", text)))
    return next((found for formula in formulas if (found := _compound_formulas().get(formula))), None)


@cache
def _compound_formulas() -> Mapping[str, Compound]:
    """Compounds by formula; WC is left out, for it is seldom tungsten carbide."""
    return {compound.formula: compound for compound in compounds().values() if compound.formula != "WC"}


@cache
def _compound_names() -> Mapping[str, Compound]:
    return {fold(name): compound for compound in compounds().values() for name in compound.names}


@cache
def minerals() -> Minerals:
    """The minerals of Appendix I with all names, and the metals outside it."""
    return Minerals(_listed(), _unlisted(), *_wordings())


@lru_cache(maxsize=PRODUCTS)
def mineral_of(text: str) -> tuple[str, ...]:
    """The minerals and metals that a text names: `Minerals.mineral_of` of the register."""
    return minerals().mineral_of(text)


def _listed() -> dict[str, Mineral]:
    found: dict[str, Mineral] = {}
    keys = ("number", "english", "hindi", "elements", "names", "abbreviations", "hsn")
    for mineral_id, item in load_located(HERE / "minerals.yaml").mapping("The list of minerals").items():
        entry = item.record(f"The mineral `{mineral_id}`", keys)
        codes = entry["hsn"].mapping("The tariff codes of a mineral")
        found[str(mineral_id)] = Mineral(
            id=str(mineral_id),
            number=int(entry["number"].figure("The number in the Appendix")),
            english=entry["english"].text("The English entry"),
            hindi=entry["hindi"].text("The Hindi entry"),
            elements=entry["elements"].texts("the elements"),
            hsn=tuple(
                HsnCode(str(code), text.text("The description of a tariff code")) for code, text in codes.items()
            ),
            names=entry["names"].texts("the names"),
            abbreviations=entry["abbreviations"].texts("the abbreviations"),
        )
    return found


def _unlisted() -> dict[str, Metal]:
    found: dict[str, Metal] = {}
    for metal_id, item in load_located(HERE / "unlisted_metals.yaml").mapping("The list of metals").items():
        entry = item.record(f"The metal `{metal_id}`", ("symbol", "names", "carrier"))
        found[str(metal_id)] = Metal(
            id=str(metal_id),
            symbol=entry["symbol"].text("The symbol of a metal"),
            names=entry["names"].texts("the names"),
            carrier=entry["carrier"].value is True,
        )
    return found


def _wordings() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    entry = load_located(HERE / "mineral_wordings.yaml").record(
        "The wordings", ("blends", "passed_over", "cations", "generic")
    )
    blends = {
        str(name): ids.texts(f"the minerals of {name}") for name, ids in entry["blends"].mapping("Blends").items()
    }
    passed_over, cations, generic = (entry[key].texts(f"`{key}`") for key in ("passed_over", "cations", "generic"))
    return blends, passed_over, cations, generic
