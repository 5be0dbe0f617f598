"""Eligibility: who may apply, when, with which papers, for what, of which size (clauses 2.2, 4, 5, 7.2, 8.1, 9).

A clause that says "normally" (5.1.2, 5.2) never fails: beyond its limit a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from checks.evidence import (
    WITNESS_FLOOR,
    Told,
    absent,
    at,
    confirmed,
    identifiers_in,
    is_sure,
    likelihood,
    own_papers,
    told,
    with_gstin,
)
from checks.fact_row import Row
from checks.figures import sales
from checks.grouping import Grouping, group_of, grouping, of_group
from checks.outcome import (
    Outcome,
    day_of,
    days,
    failed,
    in_words,
    joined,
    missing,
    number,
    once,
    passed,
    plainly,
    refer,
    rupees,
    shown_value,
    tonnes_a_year,
    written,
)
from checks.timeline import applied
from records.case import Case, Located
from records.findings import Parameter
from records.gstins import is_gstin, pan_of_gstin
from records.identifiers import Kind
from records.names import normal_name
from records.wording import with_article
from reference import Rules, entries_of, mineral_of

COMPANY_NUMBERS: tuple[Kind, ...] = ("cin", "llpin")
OWN_PAPERS = ("application_form", "incorporation_certificate", "gst_registration", "epr_certificate", "sales_ledger")
"""Papers whose identifiers are the applicant's own."""


def registered_in_india(case: Case, rules: Rules) -> Outcome:
    """The applicant is registered in India (4.1, 9.1): by CIN or LLPIN, or by a valid GSTIN together with its PAN.

    No legal form is named, so that none fails.
    """
    companies = _printed(case, "cin", "llpin")
    for name in companies:
        if is_sure(name) and is_registration_number(name.text):
            return passed(f"Registered in India as {name.text}, by {name.document.file}.", fields=[name])
    gstins, pans = _printed(case, "gstin"), _printed(case, "pan")
    for gstin in gstins:
        pan = next((it for it in pans if it.text == pan_of_gstin(gstin.text)), None)
        if is_gstin(gstin.text) and pan is not None:
            return passed(
                f"Registered in India under GSTIN {gstin.text}, whose check digit holds and which contains the PAN.",
                fields=[gstin, pan],
            )
    if not companies and not gstins:
        return missing("No paper of the applicant prints a CIN, an LLPIN or a GSTIN.")
    told_ = joined(f"{it.text} in {it.document.file}" for it in (*companies, *gstins))
    if not companies and not pans and (valid := next((it for it in gstins if is_gstin(it.text)), None)):
        return refer(
            f"GSTIN {valid.text} in {valid.document.file} is in form, but no paper prints the PAN that it contains.",
            fields=gstins,
        )
    return refer(f"No registration can be told for sure from {told_}.", fields=[*companies, *gstins, *pans])


def is_registration_number(text: str) -> bool:
    """Whether a text has the form of a company's CIN or a partnership's LLPIN."""
    return any(found.check != "fails" for kind in COMPANY_NUMBERS for found in identifiers_in(kind, text))


def application_window(case: Case, rules: Rules) -> Outcome:
    """Applications are received for six months from the call (7.2), the last day included."""
    opens, closes = rules.day("window.opens"), rules.day("window.closes")
    filed = applied(case)
    if filed is None:
        return missing(absent(case, "application_form", "the date of the application"), parameters=[opens, closes])
    first, last = day_of(opens), day_of(closes)
    evidence: dict[str, Any] = {
        "fields": filed.places,
        "parameters": [opens, closes],
        "figures": {"application_date": filed.day, "days_left": Decimal((last - filed.day).days)},
    }
    said = f"The application is dated {written(filed.day)}"
    if filed.contradiction:
        return refer(f"The date of the application is not clear: {filed.contradiction}.", **evidence)
    if filed.day < first:
        return failed(
            f"{said}, {days((first - filed.day).days)} before the window opened on {written(first)}.", **evidence
        )
    if filed.day > last:
        return failed(
            f"{said}, {days((filed.day - last).days)} after the window closed on {written(last)}.", **evidence
        )
    return passed(f"{said}, {days((last - filed.day).days)} before the window closed on {written(last)}.", **evidence)


def single_phase(case: Case, rules: Rules) -> Outcome:
    """Only single-phase projects are considered (9.2)."""
    phases = rules.decimal("applicant.phases")
    answer = told(case, "application_form", "single_phase")
    if answer is None:
        return missing(
            absent(case, "application_form", "whether the project is of a single phase"), parameters=[phases]
        )
    evidence: dict[str, Any] = {"fields": answer.places, "parameters": [phases]}
    if answer.contradiction or answer.text not in {"yes", "no"}:
        return refer(
            f"The application does not say clearly whether the project is of a single phase: {answer.text}.", **evidence
        )
    if answer.text == "no":
        return failed(
            "The application is for a project in phases, and phase-wise applications are not considered.", **evidence
        )
    return passed("The application is for a single-phase project.", **evidence)


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


def group(case: Case, rules: Rules) -> Outcome:
    """Group A from a global manufacturing revenue of ₹200 crore in the base year on, else Group B (4.2).

    Without a certificate of revenue the group is that of the approval letter. Where they differ, where the certificate
    is of another year, where only sister companies lift the revenue over the limit, where the holding company's revenue
    is left out, or where the ledger sells more than the certificate knows of, a person decides.
    """
    found = grouping(case, rules)
    base_year = rules.text("group.base_year")
    evidence: dict[str, Any] = {
        "fields": found.fields,
        "parameters": [found.minimum_a],
        "figures": {"group": found.group},
    }
    if found.revenue is None:
        return _group_by_letter(found, case, evidence)
    least, revenue = number(found.minimum_a), found.revenue.amount
    words = (
        f"The revenue of {rupees(revenue)} is {_side(revenue - least)} the {rupees(least)} from which Group A begins"
    )
    evidence["figures"] = {"group": found.group, "total_gmr": revenue, "margin": revenue - least}
    if found.revenue.contradiction:
        return refer(f"The certificates of revenue differ: {found.revenue.contradiction}.", **evidence)
    if found.letter is not None and found.letter.contradiction:
        evidence["fields"] = (*found.fields, *found.letter.places)
        return refer(f"{words}: Group {found.group}; but {found.letter.contradiction} of the group.", **evidence)
    if found.by_letter and found.by_letter != found.by_revenue:
        evidence["fields"] = (*found.fields, *(found.letter.places if found.letter else ()))
        return refer(
            f"{words}: Group {found.by_revenue}; the approval letter says Group {found.by_letter}.", **evidence
        )
    year = found.year
    evidence["parameters"] = [found.minimum_a, base_year]
    evidence["fields"] = (*found.fields, *(year.places if year else ()))
    if year is None or year.contradiction or year.text != base_year.value:
        of_year = "an unknown year" if year is None else f"the financial year {year.text}"
        return refer(f"{words}: Group {found.group}; but it is of {of_year}, not of {base_year.value}.", **evidence)
    sisters = [
        amount
        for row in case.rows("gmr_certificate", "companies")
        if (relation := row.get("relation")) is not None
        and relation.text not in entries_of(rules.text("group.relations_counted"))
        and (amount := row.get("revenue")) is not None
    ]
    without = revenue - sum((it.amount for it in sisters), Decimal(0))
    if group_of(without, least) != found.by_revenue:
        evidence["fields"] = (*evidence["fields"], *sisters)
        return refer(
            f"{words}: Group {found.group}; without companies that are neither holding nor subsidiary it is"
            f" {rupees(without)}, Group {group_of(without, least)}.",
            **evidence,
        )
    if unlisted := _holding_not_listed(case):
        evidence["fields"] = (*evidence["fields"], *unlisted)
        return refer(
            f"{words}: Group {found.group}; but the holding company {unlisted[0].text} is not among the companies whose"
            " revenue is added.",
            **evidence,
        )
    if above := [place for row in sales(case, rules) for place in _above(row, str(base_year.value))]:
        evidence["fields"] = (*evidence["fields"], *above)
        sold = sum((it.amount for it in above), Decimal(0))
        return refer(
            f"{words}: Group {found.group}; but the ledger's sales of {base_year.value}, {rupees(sold)}, are more than"
            " the revenue certified.",
            **evidence,
        )
    return passed(f"{words}: Group {found.group}.", **evidence)


def _holding_not_listed(case: Case) -> list[Located]:
    """The holding company that a certificate names, where it lists companies and that one is none of them."""
    listing = [table for table in case.columns("gmr_certificate", "companies") if table.length]
    if not listing or any("holding" in table.values("relation") for table in listing):
        return []
    listed = [normal_name(name) for table in listing for name in table.values("name") if name]
    return [it for it in case.fields("gmr_certificate", "holding_company") if normal_name(it.text) not in listed]


def _above(row: Row, year: str) -> list[Located]:
    """The sales of a year that are more than the revenue certified for it."""
    return row.having("differs") if row.fact == f"sales_{year}" else []


def _side(gap: Decimal) -> str:
    return f"{rupees(gap)} above" if gap > 0 else f"{rupees(-gap)} below" if gap < 0 else "exactly"


def _group_by_letter(found: Grouping, case: Case, evidence: dict[str, Any]) -> Outcome:
    if found.letter is None or found.by_letter is None:
        return missing(absent(case, "gmr_certificate", "the global manufacturing revenue"), **evidence)
    if found.letter.contradiction:
        return refer(f"The approval letters differ: {found.letter.contradiction}.", **evidence)
    if found.is_unread:
        return refer(
            f"No revenue could be read in {case.of_type('gmr_certificate')[0].file}; the approval letter says Group"
            f" {found.by_letter}.",
            **evidence,
        )
    return passed(f"The approval letter says Group {found.by_letter}; no certificate of revenue was filed.", **evidence)


def minimum_investment(case: Case, rules: Rules) -> Outcome:
    """The proposed investment reaches the least investment of the group (8.1), which the Guidelines set."""
    proposed = told(case, "application_form", "proposed_investment")
    return _group_minimum(case, rules, proposed, "investment.minimum", "proposed investment", rupees)


def minimum_capacity(case: Case, rules: Rules) -> Outcome:
    """The capacity reaches the least capacity of the group, which the Guidelines set.

    Consent, registration and engineer's certificate print the same fact and may confirm a doubtful reading of it. What
    the engineer certifies as installed must reach it too; if that falls short, a person decides.
    """
    witnesses = [
        *case.fields("pollution_board_authorisation", "capacity_tpa"),
        *case.fields("epr_certificate", "capacity_tpa"),
        *case.fields("chartered_engineer_certificate", "installed_capacity_tpa"),
    ]
    capacity = told(case, "application_form", "capacity_tpa", witnesses=witnesses)
    found = _group_minimum(case, rules, capacity, "capacity.minimum", "capacity", tonnes_a_year)
    installed = told(case, "chartered_engineer_certificate", "installed_capacity_tpa", witnesses=witnesses)
    if found.status != "pass" or installed is None:
        return found
    least = found.figures["minimum"]
    short = isinstance(least, Decimal) and installed.amount < least
    reason = f"{found.reason.removesuffix('.')}; {tonnes_a_year(installed.amount)} are installed."
    return replace(
        found,
        status="refer" if short or installed.contradiction else "pass",
        reason=reason if short or installed.contradiction else found.reason,
        fields=once((*found.fields, *installed.places)),
    )


def _group_minimum(
    case: Case, rules: Rules, fact: Told | None, parameter: str, label: str, worded: Callable[[Decimal], str]
) -> Outcome:
    """A minimum that differs by group: exactly the minimum reaches it; the group must be settled unless it is idle."""
    if fact is None:
        return missing(absent(case, "application_form", f"the {label}"))
    found = grouping(case, rules)
    if found.group is None:
        return missing(
            f"The {label} is {worded(fact.amount)}; the group, which sets the minimum, is not known.",
            fields=fact.places,
        )
    minimum = of_group(rules, parameter, found.group)
    least = number(minimum)
    gap = fact.amount - least
    margin = f"{worded(gap)} above" if gap > 0 else f"{worded(-gap)} short of" if gap < 0 else "exactly"
    words = f"The {label} is {worded(fact.amount)}, {margin} the least of {worded(least)} for Group {found.group}"
    evidence: dict[str, Any] = {
        "fields": [*fact.places, *found.fields],
        "parameters": [minimum, found.minimum_a],
        "figures": {"value": fact.amount, "minimum": least, "margin": gap},
    }
    if fact.contradiction:
        return refer(f"The {label} is not clear: {fact.contradiction}.", **evidence)
    if not found.is_settled:
        return refer(f"{words}; but the group is not settled.", **evidence)
    return passed(f"{words}.", **evidence) if gap >= 0 else failed(f"{words}.", **evidence)


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


def _printed(case: Case, *names: str) -> list[Located]:
    """The applicant's own identifiers, each confirmed by the others where it was read in doubt."""
    places = [found for name in names for document_type in OWN_PAPERS for found in case.fields(document_type, name)]
    return [with_gstin(confirmed(found, places), case) for found in places]


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
