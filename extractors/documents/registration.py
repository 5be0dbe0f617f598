"""Whose EPR registration a paper is: a producer's does not serve a recycler, and the reading says so."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.cite import Source
from extractors.document_text import Text
from records.readings import Field, Notice

NOT_A_RECYCLERS = frozenset({"producer", "manufacturer", "bulk_consumer", "refurbisher"})


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Warn where the registration belongs to a producer, manufacturer, refurbisher or bulk consumer."""
    category = fields.get("entity_category")
    if category is None or category.value not in NOT_A_RECYCLERS:
        return dict(fields), []
    message = (
        f"This registration is that of a {str(category.value).replace('_', ' ')}, not of a recycler. "
        "Ask for the recycler's registration certificate."
    )
    return dict(fields), [Notice("not_a_recyclers_registration", message, category.evidence.page)]
