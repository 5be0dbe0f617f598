"""What cannot be otherwise: no more is sold than was fed and recovered, and the papers' days follow in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from checks.evidence import Told, at, earliest, in_doubt, latest, own_papers, told, vouched
from checks.outcome import (
    Outcome,
    counted,
    days,
    in_words,
    joined,
    missing,
    not_applicable,
    passed,
    plainly,
    refer,
    written,
)
from checks.purchases import statements
from checks.timeline import applied, approved, certified_start, today
from records.case import Case, Located
from records.columns import Columns
from records.dates import read_financial_year, year_end
from records.light import light_record
from records.numbers import indian
from records.sold_again import sold_again
from records.units import tonnes
from records.wording import spoken
from reference import Rules, compound_of, mineral_of, minerals
from reference.minerals import PRODUCTS, UNLISTED

DAYS_OF_A_YEAR = Decimal(365)
NOTHING, HUNDRED = Decimal(0), Decimal(100)
NAMED = 3
"""How many products, or faults of order, a reason names."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the lines of the ledgers hold of each mineral of Appendix I, in tonnes: at least and at most.

    A compound that is known by its formula holds what its atomic masses say; of any other product that names a mineral
    the whole weight may be that mineral. Lines are named by the product, or by their number where they print none.

    Attributes:
        lines: how many there are.
        unweighed: those of which product, quantity or unit do not tell; `unsaid`: those of which it cannot be told how
            much is the mineral.
    """

    least: dict[str, Decimal] = field(default_factory=dict)
    most: dict[str, Decimal] = field(default_factory=dict)
    unweighed: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)


def mass_balance(case: Case, rules: Rules) -> Outcome:
    """What was sold holds no more of any mineral than the feed of the time could give (5.1.2, 5.4).

    Element is compared with element. The most that can be fed is the capacity, day by day since production began; the
    most that it holds of one mineral is the concentration that the application states, which clause 5.1.2 means for
    each material by itself, and of that the yield is recovered. Opening stock is not known, so that too much is
    referred and never fails; so is what may be too much, where a product does not say how much of it is the mineral.
    """
    if not case.of_type("sales_ledger"):
        return not_applicable("No ledger of sales is among the papers.")
    capacity = told(case, "application_form", "capacity_tpa")
    holds = told(case, "application_form", "feed_concentration_percent")
    gained = told(case, "application_form", "recovery_yield_percent")
    asked = (("capacity", capacity), ("concentration of the feed", holds), ("yield", gained))
    if capacity is None or holds is None or gained is None:
        lacking = joined(words for words, fact in asked if fact is None)
        return missing(f"The application does not give {lacking}, so that nothing can be weighed.")
    ledgers = case.columns("sales_ledger", "entries")
    span = _sold_over(case)
    if span is None:
        return missing("The ledger lists no dated sale that could be read.")
    first, last = span
    fed = capacity.amount * ((last - first).days + 1) / DAYS_OF_A_YEAR
    bound = fed * holds.amount / HUNDRED * gained.amount / HUNDRED
    again = sold_again(ledgers)
    held = _held(ledgers, again)
    least, most = held.least, held.most
    mineral = max(most, key=lambda it: (most[it], it), default="")
    over = [it for it in least if least[it] > bound]
    evidence: dict[str, Any] = {
        "fields": [*capacity.places, *holds.places, *gained.places],
        "rests_on": in_doubt(ledgers, "product", "quantity", "unit"),
        "figures": {"fed": _tonne(fed), "recoverable_of_each": _tonne(bound), "sold_most": most.get(mineral)},
    }
    words = (
        f"At the capacity stated, {_shown(fed)} of feed could be taken in from {written(first)} to {written(last)}, and"
        f" at most {_shown(bound)} of any one mineral be recovered from it"
    )
    if again:
        listed = counted(sum(len(rows) for rows in again.values()), "line")
        words = f"{listed} that a second ledger lists again are counted once. {words}"
    if unclear := [fact.contradiction for _, fact in asked if fact is not None and fact.contradiction]:
        return refer(f"{words}; but {unclear[0]}.", **evidence)
    if over:
        said = joined(f"{_shown(least[it])} of {in_words(it)}" for it in sorted(over))
        return refer(f"{words}; what was sold holds {said}.", **evidence)
    if held.unweighed:
        return missing(
            f"{words}; what {counted(len(held.unweighed), 'line')} of the ledger hold cannot be told from product,"
            f" quantity and unit: {_few_of(held.unweighed)}.",
            **evidence,
        )
    if most.get(mineral, bound) > bound:
        return refer(
            f"{words}; what was sold holds up to {_shown(most[mineral])} of {in_words(mineral)}, for how much of"
            f" {_few_of(held.unsaid)} is a mineral cannot be told.",
            **evidence,
        )
    if not mineral:
        return passed(f"{words}; what was sold names no mineral of Appendix I.", **evidence)
    return passed(f"{words}; what was sold holds at most {_shown(most[mineral])} of {in_words(mineral)}.", **evidence)


def _few_of(names: Iterable[str]) -> str:
    """The first few names, each once, and how many more there are."""
    names = list(dict.fromkeys(names))
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return joined([*names[:NAMED], *more])


def _held(ledgers: Iterable[Columns], again: Mapping[int, frozenset[int]]) -> Held:
    """What the lines of these ledgers hold, all together, but for those that are listed `again`."""
    held = Held()
    for ledger in ledgers:
        others = again.get(id(ledger.document), ())
        for row, (product, quantity, unit) in enumerate(ledger.rows("product", "quantity", "unit")):
            if row not in others:
                _add(held, product or f"line {row + 1}", product, quantity, unit)
    return held


def _add(held: Held, name: str, product: str | None, quantity: Decimal | None, unit: str | None) -> None:
    """Add what one line holds."""
    made_of = None if product is None else _made_of(product)
    if made_of is not None and made_of.is_of_others:
        return
    weight = None if quantity is None or unit is None else tonnes(quantity, unit)
    if made_of is None or not made_of.listed or weight is None:
        held.unweighed.append(name)
        return
    for mineral in made_of.listed:
        at_least, at_most = NOTHING, weight
        if made_of.fractions is not None:
            at_least = at_most = weight * made_of.fractions[mineral]
        held.least[mineral] = held.least.get(mineral, NOTHING) + at_least
        held.most[mineral] = held.most.get(mineral, NOTHING) + at_most
    if made_of.fractions is None and weight:
        held.unsaid.append(name)


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a product is made of by its name.

    Attributes:
        listed: the minerals of Appendix I that it names; `is_of_others`: it names metals, and none of these.
        fractions: how much of a tonne of it is each of them, where its formula is known.
    """

    listed: tuple[str, ...]
    is_of_others: bool
    fractions: Mapping[str, Decimal] | None


@lru_cache(maxsize=PRODUCTS)
def _made_of(product: str) -> MadeOf:
    named = mineral_of(product)
    listed = tuple(it for it in named if not it.startswith(UNLISTED))
    compound = compound_of(product) if listed else None
    fractions = None if compound is None else {it: compound.fraction(*minerals()[it].elements) for it in listed}
    return MadeOf(listed, bool(named) and not listed, fractions)


def _sold_over(case: Case) -> tuple[date, date] | None:
    """From the start of production, or the first sale where it is earlier, to the last sale."""
    sales = [day for table in case.columns("sales_ledger", "entries") for day in table.values("invoice_date") if day]
    if not sales:
        return None
    start = certified_start(case)
    return min([*sales, *([start.day] if start else [])]), max(sales)


def _tonne(value: Decimal) -> Decimal:
    return plainly(value.quantize(Decimal("0.001")))


def _shown(value: Decimal) -> str:
    return f"{indian(_tonne(value), 3).rstrip('0').rstrip('.')} t"


@light_record
class Dated:
    """A day that a paper tells, with what happened on it."""

    words: str
    found: Located

    @property
    def day(self) -> date:
        """The day."""
        return self.found.day


def dates_in_order(case: Case, rules: Rules) -> Outcome:
    """Clearance, consents, purchases, production and claim follow each other, and certificates what they certify (9.5).

    A day out of order is referred: trial runs, renewed consents and late certificates may explain it; so is a paper of
    a day that is still to come. That production began without a consent at all is for
    `eligibility.authorisation_valid`.
    """
    pairs, undated = list(_pairs(case)), _undated_papers(case)
    if not pairs:
        return missing("Fewer than two of the days that must follow each other were read.")
    to_come = _to_come(case, today(case, rules))
    wrong = [(earlier, later) for earlier, later in pairs if earlier.day > later.day]
    fields = [place.found for pair in (wrong or pairs) for place in pair]
    if wrong or to_come:
        said = [f"{it.words} is of {written(it.day)}, a day still to come" for it in to_come]
        said += [
            f"{later.words} on {written(later.day)} is {days((earlier.day - later.day).days)} before {earlier.words} on"
            f" {written(earlier.day)}"
            for earlier, later in wrong
        ]
        more = [f"{len(said) - NAMED} more"] if len(said) > NAMED else []
        text = joined([*said[:NAMED], *more])
        return refer(
            f"{text if to_come else f'{text[0].upper()}{text[1:]}'}.",
            fields=[*(it.found for it in to_come), *(fields if wrong else ())],
            figures={"out_of_order": Decimal(len(wrong) + len(to_come))},
        )
    if undated:
        return missing(f"The days that were read follow in order; not known is {joined(undated)}.", fields=fields)
    return passed(f"All {counted(len(pairs), 'pair')} of days that must follow each other do.", fields=fields)


DATED = {
    "application_form": ("application_date",),
    "approval_letter": ("approval_date",),
    "pollution_board_authorisation": ("issue_date",),
    "capex_statement": ("certificate_date",),
    "chartered_engineer_certificate": ("production_date", "certificate_date"),
}
"""The days that papers must tell if their order is to be judged."""

DATED_IF_FILED = {
    "claim_form": ("claim_date",),
    "environmental_clearance": ("issue_date",),
    "incorporation_certificate": ("incorporation_date",),
}
"""The days of papers that not every claim has."""


SIGNED_ON = {
    "application_form": "application_date",
    "approval_letter": "approval_date",
    "assay_report": "report_date",
    "capex_statement": "certificate_date",
    "chartered_engineer_certificate": "certificate_date",
    "claim_form": "claim_date",
    "environmental_clearance": "issue_date",
    "epr_certificate": "issue_date",
    "gmr_certificate": "certificate_date",
    "pollution_board_authorisation": "issue_date",
}
"""The day on which a paper of each type was made."""


def _to_come(case: Case, now: date) -> list[Dated]:
    """The papers that were made after the day of the appraisal, by their print, and the sales after it."""
    places = [place for document_type, name in SIGNED_ON.items() for place in case.fields(document_type, name)]
    sold = [last for table in case.columns("sales_ledger", "entries") if (last := latest(table, "invoice_date"))]
    return [
        *(Dated(place.document.file, place) for place in places if place.day > now),
        *(Dated(f"the last sale of {it.document.file}", it) for it in sold if it.day > now),
    ]


def _undated_papers(case: Case) -> list[str]:
    """What is not told: a paper's day, or that of a row, which might be the first sale or the last invoice."""
    lacking = [
        f"the {spoken(name)} ({_why_none(case, document_type)})"
        for document_type, names in DATED.items()
        for name in names[:1]
        if not own_papers(case, document_type)
    ]
    lacking += [
        f"the {spoken(name)} of {document.file}"
        for document_type, names in {**DATED, **DATED_IF_FILED}.items()
        for document in own_papers(case, document_type)
        for name in names
        if name not in document.fields
    ]
    bare = [
        (table, table.values("invoice_date").count(None))
        for table in (*_invoices(case), *case.columns("sales_ledger", "entries"))
        if None in table.values("invoice_date")
    ]
    if bare:
        rows = sum(count for _, count in bare)
        lacking.append(f"the date of {counted(rows, 'row')} of {bare[0][0].document.file}")
    return [*lacking[:NAMED], *([f"{len(lacking) - NAMED} more"] if len(lacking) > NAMED else [])]


def _why_none(case: Case, document_type: str) -> str:
    """Why there is no paper of a type that is the applicant's own."""
    others = [document.file for document in case.of_type(document_type)]
    if not others:
        return f"no {in_words(document_type)} was read"
    return f"{joined(others)} {'names' if len(others) == 1 else 'name'} another entity"


def _invoices(case: Case) -> list[Columns]:
    return [case.columns_of(document, "items") for document in statements(case)]


def _pairs(case: Case) -> Iterator[tuple[Dated, Dated]]:
    """Days that must follow each other: the first not after the second."""
    establish = _first(_issued(case, "consent_to_establish"), "the consent to establish")
    operate = _first(_issued(case, "consent_to_operate", "combined"), "the consent to operate")
    started = _told(certified_start(case), "the start of production")
    first = None if _sold_before(case) else earliest(case.columns("sales_ledger", "entries"), "invoice_date")
    sold = None if first is None else Dated("the first sale", first)
    cleared = _first(_dates(case, "environmental_clearance", "issue_date"), "the environmental clearance")
    formed = _first(_incorporated(case), "the incorporation")
    bought = max(_last_invoices(case), key=lambda it: (it.day, it.found.path), default=None)
    applied_ = _told(applied(case), "the application")
    claimed = _told(told(case, "claim_form", "claim_date"), "the claim")
    for earlier, later in (
        (formed, applied_),
        (establish, operate),
        (establish, started),
        (cleared, started),
        (operate, started),
        (bought, started),
        (started, sold),
        (operate, sold),
        (started, claimed),
        (bought, claimed),
    ):
        if earlier is not None and later is not None:
            yield earlier, later
    letter = _told(approved(case), "the approval")
    if applied_ is not None and letter is not None:
        yield applied_, letter
    yield from _signed_after(case)


def _sold_before(case: Case) -> bool:
    """Whether the unit sold before what is claimed for was there: an expansion sells on from the old plant."""
    unit_type = told(case, "application_form", "unit_type")
    return unit_type is not None and unit_type.is_sure and unit_type.text != "new"


def _incorporated(case: Case) -> list[Located]:
    """The days of incorporation; one of a year before the application's is witnessed by the year in its CIN."""
    filed = applied(case)
    found = []
    for it in _dates(case, "incorporation_certificate", "incorporation_date"):
        cin = at(it.document, "cin")
        is_of_its_year = cin is not None and cin.text[8:12] == str(it.day.year)
        earlier = filed is not None and it.day.year < filed.day.year
        found.append(vouched(it, cin) if cin is not None and is_of_its_year and earlier else it)
    return found


def _dates(case: Case, document_type: str, name: str) -> list[Located]:
    """A day that the unit's own papers of a type tell."""
    return [found for document in own_papers(case, document_type) if (found := at(document, name)) is not None]


def _last_invoices(case: Case) -> Iterator[Dated]:
    """The last invoice of each capex statement: what was commissioned had been bought."""
    for table in _invoices(case):
        last = latest(table, "invoice_date")
        if last is not None:
            yield Dated(f"the last invoice of {table.document.file}", last)


def _signed_after(case: Case) -> Iterator[tuple[Dated, Dated]]:
    """Certificates are signed after the last day of what they certify."""
    for table in _invoices(case):
        signed, last = at(table.document, "certificate_date"), latest(table, "invoice_date")
        if signed is not None and last is not None:
            yield Dated(f"the last invoice of {table.document.file}", last), Dated("its certificate", signed)
    yield from _before_the_year_ended(case)
    for document in case.of_type("chartered_engineer_certificate"):
        started, signed = at(document, "production_date"), at(document, "certificate_date")
        if started is not None and signed is not None:
            yield Dated("the start of production", started), Dated(f"its certificate {document.file}", signed)


def _before_the_year_ended(case: Case) -> Iterator[tuple[Dated, Dated]]:
    """Certificates of revenue that were signed before the year was over of which they certify it."""
    for document in own_papers(case, "gmr_certificate"):
        year, signed = at(document, "financial_year"), at(document, "certificate_date")
        named = None if year is None else read_financial_year(year.text)
        if year is None or named is None or signed is None or year_end(named) <= signed.day:
            continue
        ended = Located(document, year.path, replace(year.field, value=year_end(named)))
        yield Dated(f"the end of {named}", ended), Dated(f"its certificate {document.file}", signed)


def _issued(case: Case, *kinds: str) -> list[Located]:
    """When the unit's own papers of these kinds were issued."""
    papers = [
        document
        for document in own_papers(case, "pollution_board_authorisation")
        if (kind := at(document, "authorisation_kind")) is not None and kind.text in kinds
    ]
    return [found for document in papers if (found := at(document, "issue_date")) is not None]


def _first(found: Iterable[Located], words: str) -> Dated | None:
    earliest = min(found, key=lambda it: (it.day, it.document.file, it.path), default=None)
    return None if earliest is None else Dated(words, earliest)


def _told(fact: Told | None, words: str) -> Dated | None:
    return None if fact is None else Dated(words, fact.found)
