"""Consistency: do the papers of a case speak of one entity, under one set of identifiers, of a capacity it may run.

These findings decide rupees: a figure in a paper that is another's is no figure of this case. Each judges by a row of
the matrix of facts by documents (`checks.reconcile`), which the worksheet shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks import identity, permitted
from checks.evidence import told
from checks.fact_row import Row
from checks.holders import against_the_name, told_of_holders
from checks.outcome import Outcome, counted, failed, joined, missing, passed, refer, tonnes_a_year
from records.case import Case, Located
from records.gstins import is_gstin, pan_of_gstin, state_code_of_gstin
from records.readings import DocumentReading
from records.registration_numbers import same_registration
from reference import Rules

MUST_NAME = (
    "capex_statement",
    "gmr_certificate",
    "chartered_engineer_certificate",
    "pollution_board_authorisation",
    "epr_certificate",
    "sales_ledger",
)
"""Papers that prove something for the entity that they name, and for no other."""


def entity_name(case: Case, rules: Rules) -> Outcome:
    """Every paper names the applicant (4.1, 9.1): names are compared in normal form, spelling and legal form levelled.

    The papers witness each other: where two were independently read to one name, it is established even if each
    reading alone is doubtful. A different name is referred and never fails, since a group company's paper or a change
    of name may explain it; so is a paper that proves something and whose name was not read.
    """
    row = identity.names(case, rules)
    names = [cell.found for cell in row.cells]
    if row.anchor is None:
        return missing("No paper names the entity.")
    if len({name.document.identity for name in names}) < 2:
        return missing(
            f"Only {row.anchor.document.file} names the entity, so that nothing can be compared.", fields=names
        )
    other, unsure = row.having("differs"), row.having("doubtful")
    if other or unsure:
        verdicts = (("is not" if len(other) == 1 else "are not", other), ("may not be", unsure))
        said = [f"{_listed(names_)} {verb} the same name" for verb, names_ in verdicts if names_]
        return refer(
            f"The applicant is {row.anchor.text}; {'; '.join(said)}.",
            fields=[row.anchor, *other, *unsure],
            parameters=row.parameters,
        )
    if strangers := identity.listed_as_applicant(case, rules, row.anchor.text):
        return refer(
            f"The applicant is {row.anchor.text}; {_listed(strangers)}, whose revenue is added as the applicant's, is"
            " not the same name.",
            fields=[row.anchor, *strangers],
            parameters=row.parameters,
        )
    if nameless := _nameless(case, names):
        return refer(
            f"{joined(it.file for it in nameless)} {'names' if len(nameless) == 1 else 'name'} no entity that could be"
            f" read; that it is {row.anchor.text} a person must see.",
            fields=names,
            parameters=row.parameters,
        )
    return passed(
        f"All {counted(len(names), 'paper')} that name the entity name {row.anchor.text}.",
        fields=names,
        parameters=row.parameters,
    )


def _nameless(case: Case, names: Sequence[Located]) -> list[DocumentReading]:
    """The papers that prove something and print neither the entity's name nor an identifier that another paper has."""
    named = {it.document.identity for it in names}
    bare = [document for document in case.of_type(*MUST_NAME) if document.identity not in named]
    return [document for document in bare if not _is_identified(case, document)]


def _is_identified(case: Case, document: DocumentReading) -> bool:
    return any(
        str(document.fields[kind].value) == other.text
        for kind in identity.IDENTIFIERS
        if kind in document.fields
        for other in case.everywhere(kind)
        if other.document.identity != document.identity
    )


def _listed(names: Sequence[Located]) -> str:
    return joined(f"{it.text} in {it.document.file}" for it in names)


def identifiers(case: Case, rules: Rules) -> Outcome:
    """The PAN is inside the GSTIN, and GSTIN, PAN and CIN agree in all papers of the applicant (9.1).

    A GSTIN whose check digit fails is no second GSTIN; `authenticity.identifiers` tells of it.
    A second GSTIN with the same PAN in another state is a registration there, as the law asks for; it is noted.
    CINs that differ in the company's class only are those before and after a conversion, and are referred.
    A claim that surely names another application than the one filed with it is referred. So are a PAN and a CIN that
    tell another kind of holder than the applicant's name: a person's PAN, the CIN of a public company.
    """
    rows = {kind: identity.identifier(case, rules, kind) for kind in identity.IDENTIFIERS}
    pans, gstins = _own(rows["pan"]), _own(rows["gstin"])
    everything = [found for row in rows.values() for found in _own(row)]
    if not everything:
        return missing("No paper of the applicant prints a PAN, a GSTIN or a CIN.")
    if apart := next((pair for kind in ("pan", "cin", "llpin") if (pair := _apart(rows[kind]))), None):
        one, other = apart
        said = f"{one.path.upper()} {one.text} in {one.document.file} is {other.text} in {other.document.file}"
        if one.path == "cin" and same_registration(one.text, other.text):
            return refer(f"{said}: one registration under two classes, as a conversion leaves it.", fields=apart)
        return failed(f"{said}.", fields=apart)
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
    numbers = identity.application_numbers(case, rules)
    if (another := numbers.having("differs")) and numbers.anchor is not None:
        return refer(
            f"{_listed(another)} is another application than {numbers.anchor.text} in {numbers.anchor.document.file}.",
            fields=[numbers.anchor, *another],
        )
    name = identity.names(case, rules).anchor
    if name is not None and (against := against_the_name(name, _anchored(rows["pan"]), _anchored(rows["cin"]))):
        return refer(told_of_holders(name, against), fields=[name, *(found for _, found in against)])
    note = f"; registered in {len(distinct)} states" if len(distinct) > 1 else ""
    return passed(
        f"{counted(len(everything), 'identifier')} of the applicant agree in all papers{note}.", fields=everything
    )


def _own(row: Row) -> list[Located]:
    """What the applicant's own papers print."""
    return row.having("agrees", "doubtful", "differs")


def _anchored(row: Row) -> Located | None:
    """The anchor of a row, as sure as its witnesses make it."""
    if row.anchor is None:
        return None
    return next(cell.found for cell in row.cells if cell.found.ref == row.anchor.ref)


def _apart(row: Row) -> list[Located]:
    """The surest print and one that differs from it; none where all agree."""
    differing = row.having("differs")
    if row.anchor is None or not differing:
        return []
    own = _anchored(row)
    assert own is not None  # the anchor is one of the row's cells
    return [own, min(differing, key=lambda it: (-it.field.confidence, it.document.file, it.document.sha256))]


def authorised_capacity(case: Case, rules: Rules) -> Outcome:
    """What the applicant claims to process is no more than what consent and registration let it process (4.1, 4.5).

    Of each kind of consent the paper that runs longest counts. What the engineer certifies as installed must be neither
    beyond what is authorised nor short of what was applied for. A doubtful figure is confirmed where another paper
    gives the same; a consent that prints no capacity leaves open what it authorises. A waste authorisation or an
    environmental clearance for less is for a person.
    """
    row = permitted.capacities(case, rules)
    claimed = told(case, "application_form", "capacity_tpa", witnesses=permitted.capacity_witnesses(case))
    papers = permitted.authorised(case, rules)
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
        "parameters": row.parameters,
    }
    words = (
        f"{tonnes_a_year(claimed.amount)} are claimed and {least.document.file} allows {tonnes_a_year(least.amount)}"
    )
    if claimed.contradiction:
        return refer(f"The capacity claimed is not clear: {claimed.contradiction}.", **evidence)
    differing = row.having("differs")
    if any(it.ref == paper.ref for it in differing for paper in papers):
        return failed(f"{words}, {tonnes_a_year(-gap)} less.", **evidence)
    installed = told(
        case, "chartered_engineer_certificate", "installed_capacity_tpa", witnesses=permitted.capacity_witnesses(case)
    )
    if installed is not None:
        evidence["fields"] = [*evidence["fields"], *installed.places]
        short = any(it.path == "installed_capacity_tpa" for it in differing)
        if installed.contradiction or short or installed.amount > least.amount:
            return refer(f"{words}; {tonnes_a_year(installed.amount)} are installed.", **evidence)
    if lower := [it for it in permitted.allowed_beside(case, rules) if it.amount < claimed.amount]:
        said = joined(f"{it.document.file} allows {tonnes_a_year(it.amount)}" for it in lower)
        evidence["fields"] = [*evidence["fields"], *lower]
        return refer(f"{words}; but {said} only.", **evidence)
    if unsaid := _unsaid(case, rules):
        return missing(f"{words}; {unsaid}.", **evidence)
    return passed(f"{words}{f', {tonnes_a_year(gap)} more' if gap else ''}.", **evidence)


def _unsaid(case: Case, rules: Rules) -> str:
    """Why no consent says what capacity it authorises, or "" where one does."""
    consents = permitted.serving(case, rules, "pollution_board_authorisation")
    if not consents:
        return "no consent of a pollution control board that serves here was read"
    if any("capacity_tpa" in it.fields for it in consents):
        return ""
    return f"{consents[0].file} gives no capacity in a form that could be read"
