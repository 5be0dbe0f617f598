"""One unit, one stream: do the papers speak of the same place, and does the registration fit what is recycled there."""

from __future__ import annotations

from typing import Any

from checks import identity, permitted
from checks.evidence import absent, at, own_papers, told
from checks.outcome import Outcome, counted, failed, in_words, joined, missing, not_applicable, passed, refer
from records.case import Case
from records.wording import with_article
from reference import Rules, entries_of


def unit_address(case: Case, rules: Rules) -> Outcome:
    """Every paper of the unit is about one place (4.1, 9.2): PIN code, state, plot or survey number, then the words.

    The address of the application is held against the others. Another place is referred, never failed: consents name
    survey numbers where letters name industrial areas, and a firm's papers may print its office. A paper that prints
    none is not about another place.
    """
    row = identity.addresses(case, rules)
    anchor = row.anchor
    if anchor is None:
        return missing("No paper gives the address of the unit.")
    if row.papers < 2:
        return missing(
            f"Only {anchor.document.file} gives the address of the unit, so that nothing can be compared.",
            fields=[anchor],
        )
    elsewhere, unsure = row.having("differs"), row.having("doubtful")
    if elsewhere or unsure:
        notes = {cell.found.ref: cell.note for cell in row.cells}
        verdicts = ((elsewhere, "gives another place"), (unsure, "may mean another"))
        said = [
            f"{joined(f'{it.document.file} ({it.text})' for it in places)} {words}:"
            f" {joined(dict.fromkeys(notes[it.ref] for it in places))}"
            for places, words in verdicts
            if places
        ]
        return refer(
            f"The unit is at {anchor.text} by {anchor.document.file}; {'; '.join(said)}.",
            fields=[anchor, *(elsewhere or unsure)],
            parameters=row.parameters,
        )
    return passed(
        f"All {counted(len(row.cells), 'paper')} that print it give one address of the unit.",
        fields=row.having("agrees"),
        parameters=row.parameters,
    )


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
        return missing(absent(case, "application_form", "the recycling stream, which says what rules apply,"))
    categories = rules.text("epr.entity_categories")
    parameters = [categories]
    wanted = ""
    row = permitted.streams(case, rules)
    if row.parameters:
        parameters += row.parameters
        wanted = str(row.parameters[0].value)
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
    recyclers = joined([with_article(in_words(it)) for it in entries_of(categories)], last="or")
    of_others = [
        f"{it.file} registers {with_article(in_words(kind))}, not {recyclers}"
        for it, _, kind in kinds
        if kind not in entries_of(categories)
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
        asked = (
            f"{joined(it.file for it in fitting)} fits, and a person must see what the other registration is for"
            if fitting
            else "a person must see whether the unit has the registration that it needs"
        )
        return refer(f"{joined([*of_others, *of_rules])}; {asked}.", **evidence)
    return passed(
        f"{joined(it.file for it in fitting)} registers for {in_words(stream.text)} under {in_words(wanted)}.",
        **evidence,
    )
