"""What is recycled, by which process and into what: stream, minerals, level, feed, purity and yield (2.2, 4.4, 5).

A clause that says "normally" (5.1.2, 5.2) never fails: beyond its limit a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from checks.evidence import WITNESS_FLOOR, absent, at, confirmed, likelihood, own_papers, told
from checks.outcome import Outcome, failed, in_words, joined, missing, number, passed, plainly, refer, shown_value
from records.case import Case, Located
from records.findings import Parameter
from records.wording import with_article
from reference import Rules, entries_of, mineral_of


def recycling_stream(case: Case, rules: Rules) -> Outcome:
    """The scheme covers e-waste, lithium-ion battery scrap and other scrap (4.4, 5.1.1).

    A consent for making something, which names neither a waste, nor a recovery, nor a mineral, is for a person.
    """
    streams = rules.text("feed.streams")
    stream = told(case, "application_form", "recycling_stream")
    if stream is None:
        return missing(absent(case, "application_form", "the recycling stream"), parameters=[streams])
    evidence: dict[str, Any] = {"fields": stream.places, "parameters": [streams]}
    if stream.contradiction or stream.text not in entries_of(streams):
        return refer(f"The stream is not clear: {stream.contradiction or stream.text}.", **evidence)
    words = f"The stream is {in_words(stream.text)}, which the scheme covers"
    if other := _other_activities(case, rules):
        said = joined([f"{it.document.file} is for {shown_value(it.value)}" for it in other])
        evidence["fields"] = [*stream.places, *other]
        return refer(f"{words}; but {said}, which names no recycling.", **evidence)
    return passed(f"{words}.", **evidence)


def _other_activities(case: Case, rules: Rules) -> list[Located]:
    """What the unit's consents let it make that tells of no recycling, where likelier read right than not."""
    recycling, making = (entries_of(rules.text(f"tolerance.words_of_{it}")) for it in ("recycling", "making"))
    return [
        it
        for document in own_papers(case, "pollution_board_authorisation")
        if (it := at(document, "activity")) is not None
        and likelihood(it) >= WITNESS_FLOOR
        and any(word in it.text.casefold() for word in making)
        and not any(word in it.text.casefold() for word in recycling)
        and not mineral_of(it.text)
    ]


def minerals_listed(case: Case, rules: Rules) -> Outcome:
    """The minerals recovered are on the list of Appendix I (2.2); a metal outside it earns nothing, copper for one.

    None of the names on the list fails only if every mineral of the application is surely outside it; a mixed list
    goes to a person, who sees to it that nothing rests on the others.
    """
    listed = rules.text("product.minerals")
    minerals = told(case, "application_form", "minerals")
    if minerals is None:
        return missing(absent(case, "application_form", "the list of minerals"), parameters=[listed])
    names = minerals.value if isinstance(minerals.value, tuple) else (minerals.text,)
    inside = [name for name in names if name in entries_of(listed)]
    outside = [name.removeprefix("unlisted:") for name in names if name not in inside]
    evidence: dict[str, Any] = {
        "fields": minerals.places,
        "parameters": [listed],
        "figures": {"listed": tuple(inside), "unlisted": tuple(outside)},
    }
    if minerals.contradiction:
        return refer(f"The minerals are not clear: {minerals.contradiction}.", **evidence)
    if not inside and not outside:
        return missing("The application names no mineral.", **evidence)
    if not inside:
        return failed(f"None of the minerals is in Appendix I: {joined(outside)}.", **evidence)
    if outside:
        return refer(
            f"{_upper(joined(map(in_words, inside)))} {_are(inside)} in Appendix I; {joined(outside)} {_are(outside)}"
            " not and must not count.",
            **evidence,
        )
    return passed(f"{_upper(joined(map(in_words, inside)))} {_are(inside)} in Appendix I.", **evidence)


def process_level(case: Case, rules: Rules) -> Outcome:
    """Chemical extraction is paid for (L3; for battery scrap R3 and R4), mechanical steps alone are not (5.3).

    L3 in an application for battery scrap passes, for the clause says that it means R3 or R4 there; R3 or R4 in another
    stream is no level of that stream and goes to a person.
    """
    eligible, excluded = rules.text("process.eligible_levels"), rules.text("process.excluded_levels")
    battery = rules.text("process.lib_scrap_levels")
    level, stream = told(case, "application_form", "process_level"), told(case, "application_form", "recycling_stream")
    if level is None:
        return missing(absent(case, "application_form", "the process level"), parameters=[eligible, excluded])
    evidence: dict[str, Any] = {"fields": level.places, "parameters": [eligible, excluded, battery]}
    if level.contradiction:
        return refer(f"The process level is not clear: {level.contradiction}.", **evidence)
    if level.text in entries_of(excluded):
        return failed(f"The process is of level {level.text}, for which no incentive is provided.", **evidence)
    if level.text not in entries_of(eligible):
        return refer(f"The process level {level.text} is none that the scheme names.", **evidence)
    if level.text in entries_of(battery) and (stream is None or stream.text != "lib_scrap"):
        where = "no stream is given" if stream is None else f"the stream is {in_words(stream.text)}"
        return refer(f"{level.text} is a level of battery scrap, and {where}.", **evidence)
    evidence["fields"] = (*level.places, *([stream.found] if stream and level.text in entries_of(battery) else []))
    return passed(f"The process is of level {level.text}, which is eligible.", **evidence)


def feed_concentration(case: Case, rules: Rules) -> Outcome:
    """The feed should normally hold less than 30% of an individual critical material (5.1.2)."""
    limit = rules.decimal("feed.concentration_maximum")
    most = number(limit)
    return _limit(
        _measured(case, "feed_concentration_percent", "application_form", "assay_report"),
        limit,
        meets=lambda value: value < most,
        worst=max,
        says=lambda value: (
            f"The feed holds {_percent(value)} of a critical material, {_gap(most - value)} the {_percent(most)}"
            " below which it should normally be."
        ),
        beyond=refer,
        nothing=_not_found(case, "the concentration of the feed", "assay_report"),
    )


def product_purity(case: Case, rules: Rules) -> Outcome:
    """The product is normally at least 99% pure (5.2); every listed product counts, the least pure decides."""
    limit = rules.decimal("product.purity_minimum")
    least = number(limit)
    listed = entries_of(rules.text("product.minerals"))
    products = [
        purity
        for row in case.rows("application_form", "products")
        if (purity := row.get("purity_percent")) is not None
        and (mineral := row.get("mineral")) is not None
        and mineral.text in listed
    ]
    return _limit(
        [*_measured(case, "product_purity_percent", "application_form", "assay_report"), *products],
        limit,
        meets=lambda value: value >= least,
        worst=min,
        says=lambda value: (
            f"The least pure product is {_percent(value)} pure, {_margin(value - least)} the {_percent(least)}"
            " that it should normally be at least."
        ),
        beyond=refer,
        nothing=_not_found(case, "the purity of the product", "assay_report"),
    )


def recovery_yield(case: Case, rules: Rules) -> Outcome:
    """At least 80% of the recoverable material is separated or produced (5.4)."""
    limit = rules.decimal("process.yield_minimum")
    least = number(limit)
    return _limit(
        _measured(case, "recovery_yield_percent", "application_form", "chartered_engineer_certificate"),
        limit,
        meets=lambda value: value >= least,
        worst=min,
        says=lambda value: (
            f"The recovery yield is {_percent(value)}, {_margin(value - least)} the {_percent(least)} required."
        ),
        beyond=failed,
        nothing=_not_found(case, "the recovery yield", "chartered_engineer_certificate"),
    )


def _measured(case: Case, name: str, *document_types: str) -> list[Located]:
    """Every place that gives a measure, a doubtful one confirmed where another paper gives the same."""
    places = [found for document_type in document_types for found in case.fields(document_type, name)]
    return [confirmed(found, places) for found in places]


def _not_found(case: Case, label: str, besides: str) -> str:
    """Where a measure was looked for: in the application and in one other kind of paper; it may yet be printed."""
    read = [it.file for document_type in ("application_form", besides) for it in case.of_type(document_type)]
    if not read:
        return f"No application form and no {in_words(besides)} was read among the papers, to give {label}."
    if not case.of_type(besides):
        read.append(f"{with_article(in_words(besides))}, of which none was read")
    elif not case.of_type("application_form"):
        read.append("an application form, of which none was read")
    return f"{_upper(label)} was not found in {joined(read, last='nor in')}; look at the paper."


def _limit(
    measures: Sequence[Located],
    limit: Parameter,
    *,
    meets: Callable[[Decimal], bool],
    worst: Callable[..., Located],
    says: Callable[[Decimal], str],
    beyond: Callable[..., Outcome],
    nothing: str,
) -> Outcome:
    """Judge every paper's measure against one limit; papers that lie on both sides of it go to a person."""
    if not measures:
        return missing(nothing, parameters=[limit])
    decisive = worst(measures, key=lambda found: found.amount)
    evidence: dict[str, Any] = {
        "fields": [decisive, *measures],
        "parameters": [limit],
        "figures": {"value": decisive.amount, "limit": number(limit)},
    }
    verdicts = {meets(found.amount) for found in measures}
    if verdicts == {True}:
        return passed(says(decisive.amount), **evidence)
    if verdicts == {False}:
        return beyond(says(decisive.amount), **evidence)
    told_ = joined(f"{_percent(found.amount)} in {found.document.file}" for found in measures)
    return refer(f"The papers lie on both sides of the limit of {_percent(number(limit))}: {told_}.", **evidence)


def _percent(value: Decimal) -> str:
    return f"{plainly(value):f}%"


def _gap(margin: Decimal) -> str:
    if margin == 0:
        return "exactly"
    return f"{plainly(abs(margin)):f} points {'within' if margin > 0 else 'beyond'}"


def _margin(over: Decimal) -> str:
    """How far over a least value; the words that stand before it."""
    if over == 0:
        return "exactly"
    return f"{plainly(abs(over)):f} points {'above' if over > 0 else 'short of'}"


def _upper(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
