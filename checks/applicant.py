"""Who may apply, and when: registration in India, the window of applications, a single phase (4.1, 7.2, 9.1, 9.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checks.evidence import absent, confirmed, identifiers_in, is_sure, told, with_gstin
from checks.outcome import Outcome, day_of, days, failed, joined, missing, passed, refer, written
from checks.timeline import applied
from records.case import Case, Located
from records.gstins import is_gstin, pan_of_gstin
from records.identifiers import Kind
from reference import Rules

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


def _printed(case: Case, *names: str) -> list[Located]:
    """The applicant's own identifiers, each confirmed by the others where it was read in doubt."""
    places = [found for name in names for document_type in OWN_PAPERS for found in case.fields(document_type, name)]
    return [with_gstin(confirmed(found, places), case) for found in places]
