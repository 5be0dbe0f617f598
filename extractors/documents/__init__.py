"""What single types need beyond the general engine: how long a paper holds, which consent it is, whose registration.

A refinement takes the fields read and the text, and gives the fields as they then stand with what it noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.cite import Source
from extractors.document_text import Text
from extractors.documents import (
    application,
    approval,
    authorisation,
    certificates,
    ledger,
    places,
    registration,
    validity,
)
from records.readings import Field, Notice

Refinement = Callable[[Mapping[str, Field], Text, Source], tuple[dict[str, Field], list[Notice]]]

REFINEMENTS: Mapping[str, tuple[Refinement, ...]] = {
    "application_form": (places.refine, application.refine),
    "epr_certificate": (validity.refine, registration.refine, places.refine),
    "pollution_board_authorisation": (
        authorisation.refine,
        authorisation.refine_validity,
        validity.refine,
        places.refine,
    ),
    "approval_letter": (approval.refine,),
    "environmental_clearance": (validity.refine_until,),
    "capex_statement": (
        places.refine,
        certificates.refine,
    ),
    "sales_ledger": (ledger.refine,),
    "gmr_certificate": (certificates.refine, certificates.refine_alone, certificates.refine_gmr),
}


def refine(
    document_type: str, fields: Mapping[str, Field], text: Text, source: Source
) -> tuple[dict[str, Field], list[Notice]]:
    """Apply the refinements of a type in order."""
    refined, notices = dict(fields), list[Notice]()
    for refinement in REFINEMENTS.get(document_type, ()):
        refined, noticed = refinement(refined, text, source)
        notices += noticed
    return refined, notices
