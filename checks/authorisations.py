"""Eligibility by papers that run for a time: board authorisation (4.1) and EPR registration (4.5, 4.6).

Papers in another entity's name do not count for either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from checks.evidence import absent, applicant_names, at, is_anothers, is_sure, may_be_same, own_papers, told
from checks.outcome import (
    Outcome,
    day_of,
    days,
    failed,
    in_words,
    joined,
    missing,
    not_applicable,
    passed,
    refer,
    written,
)
from checks.papers import Paper, by_validity, paper, uncovered
from checks.timeline import applied, production_start, today
from records.case import Case
from records.readings import READ_AT_ALL, DocumentReading
from reference import Rules, entries_of

NO_RECYCLERS = frozenset({"producer", "manufacturer", "bulk_consumer"})
"""Categories of those who put goods on the market or use them; a refurbisher may recycle besides."""

STREAMS_WITH_RULES = frozenset({"e_waste", "lib_scrap"})
"""Streams for which EPR rules surely ask a recycler to register; for other scrap that is for a person to say."""


def authorisation_valid(case: Case, rules: Rules) -> Outcome:
    """Authorisation of the facility by the pollution control board is mandatory (4.1).

    At application a consent to establish or better, valid on the day of the application. At a claim a consent to
    operate, alone or combined with the waste authorisation, without a gap from the start of production to the as-of
    date; a consent to establish lets no one operate. A consent that surely ended fails; a gap before one that runs now
    is referred, since an earlier consent may not have been filed.
    """
    documents = own_papers(case, "pollution_board_authorisation")
    if not documents:
        return _none_of_its_own(case, "pollution_board_authorisation", "authorisation of a pollution control board")
    consents = [paper(document, "authorisation_kind") for document in documents]
    return _at_application(case, rules, consents) if case.stage == "application" else _at_claim(case, rules, consents)


def _at_application(case: Case, rules: Rules, consents: Sequence[Paper]) -> Outcome:
    kinds, filed = rules.text("consent.kinds_application"), applied(case)
    if filed is None:
        return missing(absent(case, "application_form", "the date of the application"), parameters=[kinds])
    serving = by_validity(it for it in consents if it.kind in entries_of(kinds))
    if not serving:
        return _no_kind(case, consents, "consent to establish or to operate")
    best = next((it for it in serving if it.is_valid_on(filed.day)), None) or serving[0]
    evidence: dict[str, Any] = {"fields": [*filed.places, *best.fields], "parameters": [kinds]}
    if filed.contradiction:
        return refer(f"The date of the application is not clear: {filed.contradiction}.", **evidence)
    if open_end := _open_end(best, rules):
        return refer(open_end, **evidence)
    words = f"The {in_words(best.kind)} in {best.document.file} {_runs(best)}"
    if best.is_valid_on(filed.day):
        return passed(f"{words}, and the application is of {written(filed.day)}.", **evidence)
    if unclear := [it for it in consents if not it.kind or (it in serving and not it.runs_at_all)]:
        return refer(f"{words}, not on {written(filed.day)}; {unclear[0].document.file} is not clear.", **evidence)
    evidence["fields"] = [*filed.places, *(found for it in serving for found in it.fields)]
    return failed(f"{words}, not on {written(filed.day)}, the day of the application.", **evidence)


def _at_claim(case: Case, rules: Rules, consents: Sequence[Paper]) -> Outcome:
    kinds = rules.text("consent.kinds_claim")
    serving = by_validity(it for it in consents if it.kind in entries_of(kinds))
    if not serving:
        return _no_kind(case, consents, "consent to operate")
    latest, start, now = serving[0], production_start(case), today(case, rules)
    evidence: dict[str, Any] = {
        "fields": [found for it in serving for found in it.fields],
        "parameters": [kinds, rules.day("consent.until_cancelled_from")] if latest.ends == "never" else [kinds],
    }
    if open_end := _open_end(latest, rules):
        return refer(open_end, **evidence)
    words = f"The {in_words(latest.kind)} in {latest.document.file} {_runs(latest)}"
    if not any(it.is_valid_on(now) for it in serving):
        if unclear := [it for it in consents if not it.kind or (it in serving and not it.runs_at_all)]:
            return refer(f"{words}, not on {written(now)}; {unclear[0].document.file} is not clear.", **evidence)
        gap = f"{days((now - latest.last).days)} before" if latest.last and latest.last < now else "not on"
        return failed(f"{words}, {gap} {written(now)}, the day of this appraisal.", **evidence)
    if start is None:
        return refer(f"{words}; no paper says from when it must run, the start of production.", **evidence)
    evidence["fields"] = [*evidence["fields"], start.found]
    if gap_days := uncovered(serving, start.day, now):
        first, last = gap_days
        return refer(f"{words}; no consent that was read covers {written(first)} to {written(last)}.", **evidence)
    if start.basis != "production":
        return refer(f"{words}; it must run from the start of production, which is not certified.", **evidence)
    return _with_waste(case, rules, consents, words, start.day, evidence)


def _with_waste(
    case: Case, rules: Rules, consents: Sequence[Paper], words: str, start: date, evidence: dict[str, Any]
) -> Outcome:
    """Besides the consent, the authorisation to handle hazardous waste, where the unit needs one."""
    kinds = rules.text("consent.kinds_waste_authorisation")
    waste = by_validity(it for it in consents if it.kind in entries_of(kinds))
    evidence["parameters"] = [*evidence["parameters"], kinds]
    if not waste:
        return refer(
            f"{words}, without a gap from {written(start)}; whether the unit needs a hazardous-waste authorisation, of"
            " which none was read, is for a person to say.",
            **evidence,
        )
    evidence["fields"] = [*evidence["fields"], *(found for it in waste for found in it.fields)]
    if open_end := _open_end(waste[0], rules):
        return refer(open_end, **evidence)
    if gap_days := uncovered(waste, start, today(case, rules)):
        first, last = gap_days
        return refer(
            f"{words}; no hazardous-waste authorisation that was read covers {written(first)} to {written(last)}.",
            **evidence,
        )
    return passed(f"{words}, with the waste authorisation, without a gap from {written(start)}.", **evidence)


def epr_registration_valid(case: Case, rules: Rules) -> Outcome:
    """Registration as a recycler under the EPR rules of the stream: valid (4.5), and had before starting (4.6).

    e-waste needs the rules of 2022 for it, battery scrap the battery rules of 2022, scrap of vehicles the rules of
    2025; for other scrap no rules are named, so that a person decides. A new unit needs none yet at application.
    A paper under other rules fails. So does, at a claim, a producer's where no other was filed, whatever the stream is
    read as; before a claim it is referred, as any other category that is no recycler's is, for a firm may hold several.
    """
    documents = own_papers(case, "epr_certificate")
    unit_type, stream = told(case, "application_form", "unit_type"), told(case, "application_form", "recycling_stream")
    if not documents:
        if case.stage == "application" and unit_type is not None and unit_type.text == "new":
            return _due_later(unit_type.is_sure, fields=unit_type.places)
        return _none_of_its_own(case, "epr_certificate", "EPR registration")
    if (stream is None or stream.text in STREAMS_WITH_RULES) and (outcome := _a_producers(case, rules, documents)):
        return outcome
    if stream is None:
        return missing(absent(case, "application_form", "the recycling stream, which says what rules apply,"))
    papers = by_validity(paper(document, "rule_set") for document in documents)
    if stream.text not in entries_of(rules.text("feed.streams")):
        return refer(f"The stream is not clear, {stream.text}, so that no EPR rules can be told.", fields=stream.places)
    if stream.text == "other_scrap":
        wanted = rules.text("epr.rule_set_other_scrap_vehicles")
        if not any(it.kind == wanted.value for it in papers):
            return refer(
                "The stream is other scrap: whether any EPR rules apply to it is for a person to say.",
                fields=[*stream.places, *papers[0].fields],
                parameters=[rules.text("epr.rule_set_other_scrap")],
            )
    else:
        wanted = rules.text(f"epr.rule_set_{stream.text}")
    serving = [it for it in papers if it.kind == wanted.value]
    evidence: dict[str, Any] = {
        "fields": [*stream.places, *(found for it in serving or papers for found in it.fields)],
        "parameters": [wanted],
    }
    if stream.contradiction:
        return refer(f"The stream is not clear: {stream.contradiction}.", **evidence)
    if any(not it.kind for it in papers) and not serving:
        return refer(f"{papers[0].document.file} does not say under which EPR rules it registers.", **evidence)
    if not serving:
        held = joined(sorted({in_words(it.kind) for it in papers}))
        return failed(
            f"{in_words(stream.text).capitalize()} needs registration under {in_words(str(wanted.value))}; filed is"
            f" registration under {held}.",
            **evidence,
        )
    return _recycler(case, rules, serving, evidence)


def _a_producers(case: Case, rules: Rules, documents: Sequence[DocumentReading]) -> Outcome | None:
    """What it means that every registration filed is surely of those who make or use goods, or None where one is not.

    At a claim it fails; not where another paper may yet be the recycler's: one that gives another's name, or a file
    that could not be read.
    """
    categories = [at(document, "entity_category") for document in documents]
    found = [it for it in categories if it is not None and is_sure(it) and it.text in NO_RECYCLERS]
    if len(found) < len(documents):
        return None
    kind = joined(sorted({in_words(it.text) for it in found}))
    words = f"4.5 needs the recycler's registration; {joined(it.document.file for it in found)} registers a {kind}"
    evidence: dict[str, Any] = {"fields": found, "parameters": [rules.text("epr.entity_categories")]}
    unread = [it.file for it in case.documents if it.status not in {*READ_AT_ALL, "duplicate"}]
    others = [it.file for it in case.of_type("epr_certificate") if it not in documents]
    if case.stage == "application":
        return refer(f"{words}.", **evidence)
    if others or unread:
        return refer(f"{words}; whether {joined(others or unread)} is the recycler's, a person must see.", **evidence)
    return failed(f"{words}, and no other was filed.", **evidence)


def _recycler(case: Case, rules: Rules, serving: Sequence[Paper], evidence: dict[str, Any]) -> Outcome:
    """Of the registrations under the right rules, those of a recycler count."""
    categories = rules.text("epr.entity_categories")
    evidence["parameters"] = [*evidence["parameters"], categories]
    recyclers = [
        it for it in serving if (found := at(it.document, "entity_category")) and found.text in entries_of(categories)
    ]
    if not recyclers:
        said = at(serving[0].document, "entity_category")
        what = "no category that was read" if said is None else f"the category {in_words(said.text)}"
        evidence["fields"] = [*evidence["fields"], said]
        return refer(f"{serving[0].document.file} registers {what}, not a recycler.", **evidence)
    evidence["fields"] = [*evidence["fields"], *(at(it.document, "entity_category") for it in recyclers)]
    return _registered_in_time(case, rules, recyclers, evidence)


def _registered_in_time(case: Case, rules: Rules, papers: Sequence[Paper], evidence: dict[str, Any]) -> Outcome:
    latest = papers[0]
    issues = [it.first for it in papers if it.first is not None]
    words = f"The registration in {latest.document.file} {_runs(latest)}"
    if not issues:
        return refer(f"{latest.document.file} prints no day of issue that could be read.", **evidence)
    if latest.ends == "not_told":
        words = f"{latest.document.file} prints no end of the registration's validity that could be read"
        return refer(f"{words}; it was issued on {written(max(issues))}.", **evidence)
    filed, start = applied(case), production_start(case)
    if case.stage == "application":
        if filed is None:
            return missing(absent(case, "application_form", "the date of the application"), **evidence)
        evidence["fields"] = [*evidence["fields"], *filed.places]
        if any(it.is_valid_on(filed.day) for it in papers):
            return passed(f"{words}, and the application is of {written(filed.day)}.", **evidence)
        unit_type = told(case, "application_form", "unit_type")
        if unit_type is not None and unit_type.text == "new" and min(issues) > filed.day:
            return _due_later(unit_type.is_sure, fields=[*evidence["fields"], *unit_type.places])
        return failed(f"{words}, not on {written(filed.day)}, the day of the application.", **evidence)
    now = today(case, rules)
    if not any(it.is_valid_on(now) for it in papers):
        return failed(f"{words}, not on {written(now)}, the day of this appraisal.", **evidence)
    if start is None:
        return refer(f"{words}; no paper tells the start of production before which it is due.", **evidence)
    evidence["fields"] = [*evidence["fields"], start.found]
    margin = (start.day - min(issues)).days
    if start.basis != "production":
        return refer(f"{words}; it is due before the start of production, which is not certified.", **evidence)
    if margin < 0:
        return failed(f"{words}, issued {days(-margin)} after production began on {written(start.day)}.", **evidence)
    if gap := uncovered(papers, start.day, now):
        return refer(
            f"{words}; no registration that was read covers {written(gap[0])} to {written(gap[1])}.", **evidence
        )
    return passed(f"{words}, issued {days(margin)} before production began on {written(start.day)}.", **evidence)


def _due_later(unit_is_sure: bool, **evidence: Any) -> Outcome:
    words = "A new unit may register under the EPR rules later; it is due before recycling starts"
    if not unit_is_sure:
        return refer(f"{words}; but that the unit is new was read in doubt.", **evidence)
    return not_applicable(f"{words}.", **evidence)


def _none_of_its_own(case: Case, document_type: str, label: str) -> Outcome:
    others = case.of_type(document_type)
    if others:
        return refer(f"{_names_another(case, others[0])}, and no other {label} was read.")
    return missing(f"No {label} was read among the papers.")


def _names_another(case: Case, document: DocumentReading) -> str:
    """What the name in a paper that does not count says: another's, or one that holds the applicant's among more."""
    name = at(document, "entity_name")
    if name is not None and any(may_be_same(name.text, own.text) for own in applicant_names(case)):
        return f"The name read in {document.file}, {name.text}, may not be the applicant's"
    return f"{document.file} is in another entity's name"


def _no_kind(case: Case, consents: Sequence[Paper], wanted: str) -> Outcome:
    fields = [found for it in consents for found in it.fields]
    others = [it for it in case.of_type("pollution_board_authorisation") if is_anothers(case, it)]
    if others:
        named = at(others[0], "entity_name")
        return refer(f"{_names_another(case, others[0])}, and no other {wanted} was found.", fields=[named])
    if unnamed := [it for it in consents if not it.kind]:
        return refer(f"{unnamed[0].document.file} does not tell whether it is a {wanted}.", fields=fields)
    kinds = joined(sorted({in_words(it.kind) for it in consents}))
    doubtful = [it for it in consents if not it.is_sure]
    if doubtful:
        return refer(f"The board's papers were read, in doubt, as {kinds}, none of them a {wanted}.", fields=fields)
    return missing(f"The board's papers are {kinds}; a {wanted} was not found.", fields=fields)


def _open_end(item: Paper, rules: Rules) -> str:
    """Why the validity of a paper cannot be told, or "" where it can."""
    if item.first is None:
        return f"{item.document.file} prints no day of issue that could be read."
    if item.ends == "not_told":
        return f"{item.document.file} prints no end of its validity that could be read."
    if item.ends == "never":
        first = rules.day("consent.until_cancelled_from")
        if first.value is None or item.first < day_of(first):
            since = "" if first.value is None else f" of {written(day_of(first))}"
            return (
                f"{item.document.file} is valid until cancelled but was issued on {written(item.first)}, before the"
                f" rule{since}."
            )
    return ""


def _runs(item: Paper) -> str:
    first = "an unknown day" if item.first is None else written(item.first)
    last = "cancelled" if item.last is None else written(item.last)
    return f"runs from {first} until {last}"
