"""Consistency: do the papers of a case speak of one entity, under one set of identifiers, of a capacity it may run.

These findings decide rupees: a figure in a paper that is another's is no figure of this case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.evidence import applicant_names, confirmed, is_sure, may_be_same, own_papers, told, with_gstin
from checks.outcome import Outcome, counted, failed, joined, missing, passed, refer, tonnes_a_year
from checks.papers import by_validity, paper
from records.case import Case, Located
from records.identifiers import is_gstin, pan_of_gstin, state_code_of_gstin
from records.names import SAME_NAME, same_name
from reference import Rules, entries_of

NAMES = ("applicant_name", "entity_name", "legal_name")
"""The fields in which a paper names the entity it is about; trade names and buyers are no such names."""


def entity_name(case: Case, rules: Rules) -> Outcome:
    """Every paper names the applicant (4.1, 9.1): names are compared in normal form, spelling and legal form levelled.

    The papers witness each other: where two were independently read to one name, it is established even if each
    reading alone is doubtful. A different name is referred and never fails, since a group company's paper or a change
    of name may explain it.
    """
    names = sorted(case.everywhere(*NAMES), key=lambda it: (it.document.file, it.document.sha256, it.path))
    if not names:
        return missing("No paper names the entity.")
    anchor = _anchor(case, names)
    if len({name.document.identity for name in names}) < 2:
        return missing(f"Only {anchor.document.file} names the entity, so that nothing can be compared.", fields=names)
    scores = [(same_name(name.text, anchor.text), name) for name in names]
    unlike = [name for score, name in scores if score < SAME_NAME]
    unsure = [name for name in unlike if may_be_same(name.text, anchor.text)]
    other = [name for name in unlike if name not in unsure]
    if other or unsure:
        verdicts = (("is not" if len(other) == 1 else "are not", other), ("may not be", unsure))
        said = [f"{_listed(names_)} {verb} the same name" for verb, names_ in verdicts if names_]
        return refer(f"The applicant is {anchor.text}; {'; '.join(said)}.", fields=[anchor, *other, *unsure])
    alike = [_witnessed(name, names) for name in names]
    return passed(f"All {counted(len(alike), 'paper')} that name the entity name {anchor.text}.", fields=alike)


def _listed(names: Sequence[Located]) -> str:
    return joined(f"{it.text} in {it.document.file}" for it in names)


def _anchor(case: Case, names: Sequence[Located]) -> Located:
    """The name that the others are held against: the applicant's where one is printed, read with most confidence."""
    own = applicant_names(case) or names
    return min(own, key=lambda it: (not is_sure(it), -it.field.confidence, it.document.file, it.document.sha256))


def _witnessed(name: Located, names: Sequence[Located]) -> Located:
    return confirmed(name, names, same=lambda one, other: same_name(str(one), str(other)) >= SAME_NAME)


def identifiers(case: Case, rules: Rules) -> Outcome:
    """The PAN is inside the GSTIN, and GSTIN, PAN and CIN agree in all papers of the applicant (9.1).

    A GSTIN whose check digit fails is no second GSTIN; `authenticity.identifiers` tells of it.
    A second GSTIN with the same PAN in another state is a registration there, as the law asks for; it is noted.
    """
    places = {name: _own_identifiers(case, name) for name in ("pan", "gstin", "cin", "llpin")}
    pans, gstins = places["pan"], places["gstin"]
    everything = [found for name in places for found in places[name]]
    if not everything:
        return missing("No paper of the applicant prints a PAN, a GSTIN or a CIN.")
    differing = [_differing(places[name]) for name in ("pan", "cin", "llpin")]
    if apart := next((pair for pair in differing if pair), None):
        one, other = apart
        return failed(
            f"{one.path.upper()} {one.text} in {one.document.file} is {other.text} in {other.document.file}.",
            fields=apart,
        )
    inside = {pan_of_gstin(found.text): found for found in gstins}
    if None in inside:
        return refer(f"{inside[None].text} in {inside[None].document.file} has not the form of a GSTIN.", fields=gstins)
    holders = {found.text for found in pans} | {pan for pan in inside if pan}
    if len(holders) > 1:
        fields = [*pans, *gstins]
        return failed(f"The PAN is not one and the same in PAN and GSTIN: {joined(sorted(holders))}.", fields=fields)
    distinct = sorted({found.text for found in gstins if is_gstin(found.text)})
    by_state = {state_code_of_gstin(gstin) for gstin in distinct}
    if len(distinct) > len(by_state):
        return refer(f"There is more than one GSTIN of one state: {joined(distinct)}.", fields=gstins)
    if len({found.document.identity for found in everything}) < 2 and not (pans and gstins):
        return missing(
            f"Only {everything[0].document.file} prints an identifier; nothing can be compared.", fields=everything
        )
    note = f"; registered in {len(distinct)} states" if len(distinct) > 1 else ""
    return passed(
        f"{counted(len(everything), 'identifier')} of the applicant agree in all papers{note}.", fields=everything
    )


def _own_identifiers(case: Case, name: str) -> list[Located]:
    own = {document.identity for document in own_papers(case)}
    places = [found for found in case.everywhere(name) if found.document.identity in own]
    return [with_gstin(confirmed(found, places), case) for found in places]


def _differing(places: Sequence[Located]) -> list[Located]:
    """Two places that print different values of what should be one, the surest of each; none where all agree."""
    ranked = sorted(places, key=lambda it: (-it.field.confidence, it.document.file, it.document.sha256))
    return next(([ranked[0], other] for other in ranked[1:] if other.text != ranked[0].text), [])


def authorised_capacity(case: Case, rules: Rules) -> Outcome:
    """What the applicant claims to process is no more than what consent and registration let it process (4.1, 4.5).

    Of each kind of consent the paper that runs longest counts; the engineer's installed capacity, where certified,
    must not be beyond it either. A doubtful figure is confirmed where another paper gives the same.
    """
    claimed = told(case, "application_form", "capacity_tpa", witnesses=_capacities(case))
    papers = _authorised(case, rules)
    if claimed is None:
        return missing("The application does not give its capacity in a form that could be read.", fields=papers)
    if not papers:
        return missing(
            "Neither a consent nor an EPR registration gives the capacity that is authorised.", fields=claimed.places
        )
    least = min(papers, key=lambda it: (it.amount, it.document.file))
    gap = least.amount - claimed.amount
    evidence: dict[str, Any] = {
        "fields": [*claimed.places, *papers],
        "figures": {"claimed": claimed.amount, "authorised": least.amount, "margin": gap},
    }
    words = (
        f"{tonnes_a_year(claimed.amount)} are claimed and {least.document.file} allows {tonnes_a_year(least.amount)}"
    )
    if claimed.contradiction:
        return refer(f"The capacity claimed is not clear: {claimed.contradiction}.", **evidence)
    if gap < 0:
        return failed(f"{words}, {tonnes_a_year(-gap)} less.", **evidence)
    installed = told(case, "chartered_engineer_certificate", "installed_capacity_tpa", witnesses=_capacities(case))
    if installed is not None:
        evidence["fields"] = [*evidence["fields"], *installed.places]
        if installed.contradiction or installed.amount > least.amount:
            return refer(f"{words}; {tonnes_a_year(installed.amount)} are installed.", **evidence)
    return passed(f"{words}{f', {tonnes_a_year(gap)} more' if gap else ''}.", **evidence)


def _capacities(case: Case) -> list[Located]:
    return [
        *case.fields("application_form", "capacity_tpa"),
        *case.fields("pollution_board_authorisation", "capacity_tpa"),
        *case.fields("epr_certificate", "capacity_tpa"),
        *case.fields("chartered_engineer_certificate", "installed_capacity_tpa"),
    ]


def _authorised(case: Case, rules: Rules) -> list[Located]:
    """The capacity of the consent that serves this stage and of the registration, each of the longest-running paper."""
    kinds = entries_of(rules.text(f"consent.kinds_{case.stage}"))
    found = []
    for document_type, kind_field in (
        ("pollution_board_authorisation", "authorisation_kind"),
        ("epr_certificate", "rule_set"),
    ):
        papers = by_validity(paper(document, kind_field) for document in own_papers(case, document_type))
        serving = [it for it in papers if document_type == "epr_certificate" or it.kind in kinds]
        capacities = [capacity for it in serving if (capacity := it.field("capacity_tpa")) is not None]
        found += [confirmed(capacity, _capacities(case)) for capacity in capacities[:1]]
    return found
