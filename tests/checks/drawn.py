"""Cases drawn by the samples' generator and read as their truth says: no page between the facts and the checks."""

from random import Random

from checks import stage_of
from records.case import Case
from samples import truths
from samples.defects import DEFECTS
from samples.facts import Shape, draw
from tests.checks.factory import AS_OF, claim_form, paper

SHAPES = {
    "battery scrap, new, cleared": Shape(item_rows=10, sale_rows=8),
    "e-waste, expansion, no clearance": Shape(
        stream="e_waste", unit_type="expansion", clearance_required=False, item_rows=10, sale_rows=8, state="GJ"
    ),
    "vehicles, Group A, dated consents": Shape(
        group="A", stream="other_scrap", item_rows=10, sale_rows=8, until_cancelled=False, state="TN"
    ),
}
ROWS = {
    "capex_statement": ("items", truths.items),
    "sales_ledger": ("entries", truths.entries),
    "gmr_certificate": ("companies", truths.companies),
    "application_form": ("products", truths.products),
    "chartered_engineer_certificate": ("machinery", truths.machinery),
}
PAPERS = {
    "application_form": truths.application_form,
    "approval_letter": truths.approval_letter,
    "capex_statement": truths.capex_statement,
    "chartered_engineer_certificate": truths.chartered_engineer_certificate,
    "combined": truths.combined_consent,
    "epr_certificate": truths.epr_certificate,
    "gmr_certificate": truths.gmr_certificate,
    "sales_ledger": truths.sales_ledger,
}


def facts_of(name):
    """The facts of a clean claim, the same on every run."""
    return draw(Random(f"checks/{name}"), SHAPES[name])


def case_of(claim, shown=None):
    """The case of a claim; `shown` gives the claim that some papers show instead, by document type."""
    shown = shown or {}
    documents = [_paper(kind, make, shown.get(kind, claim)) for kind, make in PAPERS.items()]
    if claim.clearance_required:
        documents.append(paper("environmental_clearance", truths.environmental_clearance(claim)))
    form = claim_form() | {
        "applicant_name": claim.applicant.name,
        "application_number": claim.application_number,
    }
    documents.append(paper("claim_form", form))
    stage, reason = stage_of(documents)
    return Case("A-0417", stage, reason, AS_OF, tuple(documents))


def _paper(kind, make, claim):
    if kind not in ROWS:
        return paper(kind, make(claim))
    table, rows = ROWS[kind]
    return paper(kind, make(claim), rows(claim), table=table)


def planted(name, defect):
    """The case with one defect of the samples in it, in the papers that bear it."""
    claim = facts_of(name)
    spoilt = DEFECTS[defect].plant(claim, Random(f"checks/{name}/{defect}"))
    papers = DEFECTS[defect].papers
    return case_of(claim, dict.fromkeys(papers, spoilt)) if papers else case_of(spoilt)
