"""One unit, one stream: do the papers speak of the same place, and does the registration fit what is recycled there."""

from __future__ import annotations

from typing import Any

from checks.evidence import absent, at, confirmed, own_papers, told
from checks.outcome import Outcome, counted, failed, in_words, joined, missing, not_applicable, passed, refer
from records.case import Case, Located
from records.names import SAME_ADDRESS, UNSURE_ADDRESS, same_address
from reference import Rules, entries_of

PAPERS_OF_THE_UNIT = ("application_form", "epr_certificate", "pollution_board_authorisation", "capex_statement")
"""The papers that print the address of the unit; a GST registration may print that of an office."""


def unit_address(case: Case, rules: Rules) -> Outcome:
    """Every paper of the unit is about one place (4.1, 9.2): PIN code, state, plot or survey number, then the words.

    The address of the application is held against the others. Another place is referred, never failed: consents name
    survey numbers where letters name industrial areas, and a firm's papers may print its office.
    """
    found = [
        place
        for document in own_papers(case, *PAPERS_OF_THE_UNIT)
        if (place := at(document, "unit_address")) is not None
    ]
    anchor = _anchor(found)
    if anchor is None:
        return missing("No paper gives the address of the unit.")
    others = [place for place in found if place.document is not anchor.document]
    if not others:
        return missing(
            f"Only {anchor.document.file} gives the address of the unit, so that nothing can be compared.",
            fields=[anchor],
        )
    scores = [(same_address(place.text, anchor.text), place) for place in others]
    elsewhere = [place for score, place in scores if score < UNSURE_ADDRESS]
    unsure = [place for score, place in scores if UNSURE_ADDRESS <= score < SAME_ADDRESS]
    evidence: dict[str, Any] = {"fields": [anchor, *(elsewhere or unsure or others)]}
    if elsewhere or unsure:
        verdicts = ((elsewhere, "gives another place"), (unsure, "may mean another"))
        said = [f"{_listed(places)} {words}" for places, words in verdicts if places]
        return refer(f"The unit is at {anchor.text} by {anchor.document.file}; {'; '.join(said)}.", **evidence)
    alike = [_witnessed(place, found) for place in (anchor, *others)]
    return passed(f"All {counted(len(alike), 'paper')} that print it give one address of the unit.", fields=alike)


def _anchor(found: list[Located]) -> Located | None:
    """The address that the others are held against: the application's, else the one read best."""
    return min(
        found,
        key=lambda it: (
            it.document.document_type != "application_form",
            -it.field.confidence,
            it.document.file,
            it.document.sha256,
        ),
        default=None,
    )


def _witnessed(place: Located, places: list[Located]) -> Located:
    return confirmed(place, places, same=lambda one, other: same_address(str(one), str(other)) >= SAME_ADDRESS)


def _listed(places: list[Located]) -> str:
    return joined(f"{it.document.file} ({it.text})" for it in places)


def epr_category(case: Case, rules: Rules) -> Outcome:
    """The registration is of the kind that the stream needs: its rules and its category (4.5, 5.1.1).

    `eligibility.epr_registration_valid` judges whether a valid one is held; this looks at every registration filed, so
    that one of another stream or another category among them is seen.
    """
    documents = own_papers(case, "epr_certificate")
    if not documents:
        return not_applicable("No EPR registration of the applicant is among the papers.")
    stream = told(case, "application_form", "recycling_stream")
    if stream is None:
        return missing(absent(case, "application_form", "the recycling stream, which says what rules apply"))
    categories = rules.text("epr.entity_categories")
    parameters = [categories]
    wanted = ""
    named = {
        "e_waste": "epr.rule_set_e_waste",
        "lib_scrap": "epr.rule_set_lib_scrap",
        "other_scrap": "epr.rule_set_other_scrap_vehicles",
    }.get(stream.text)
    if named is not None:
        parameters.append(rules.text(named))
        wanted = str(rules.text(named).value)
    fields = [
        *stream.places,
        *(found for it in documents for name in ("rule_set", "entity_category") if (found := at(it, name)) is not None),
    ]
    evidence: dict[str, Any] = {"fields": fields, "parameters": parameters}
    if stream.contradiction:
        return refer(f"The stream is not clear: {stream.contradiction}.", **evidence)
    if bare := [it.file for it in documents if "rule_set" not in it.fields or "entity_category" not in it.fields]:
        return missing(f"{joined(bare)} does not give rules and category in a form that could be read.", **evidence)
    kinds = [(it, str(it.fields["rule_set"].value), str(it.fields["entity_category"].value)) for it in documents]
    of_others = [
        f"{it.file} registers a {in_words(kind)}" for it, _, kind in kinds if kind not in entries_of(categories)
    ]
    if not wanted:
        return refer(f"The stream is not clear, {stream.text}, so that no EPR rules can be told.", **evidence)
    of_rules = [f"{it.file} registers under {in_words(rule)}" for it, rule, _ in kinds if rule != wanted]
    fitting = [it for it, rule, kind in kinds if rule == wanted and kind in entries_of(categories)]
    if not fitting and stream.text == "other_scrap":
        held = joined(sorted({in_words(rule) for _, rule, _ in kinds}))
        return refer(f"For other scrap than of vehicles no rules are named; registered is under {held}.", **evidence)
    if not fitting and of_rules:
        return failed(f"{in_words(stream.text).capitalize()} needs {in_words(wanted)}; {joined(of_rules)}.", **evidence)
    if not fitting or of_others or of_rules:
        also = ", though another fits," if fitting else ""
        return refer(f"{joined([*of_others, *of_rules])}{also} and a person must see why.", **evidence)
    return passed(
        f"{joined(it.file for it in fitting)} registers for {in_words(stream.text)} under {in_words(wanted)}.",
        **evidence,
    )
