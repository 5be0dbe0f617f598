"""Chartered accountants' certificates: what the signature block proves about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from extractors.cite import Source
from extractors.document_text import Text
from records.accountant_numbers import udin_parts
from records.readings import SURE, Field, Notice

CARRIED = "the UDIN carries the membership number"
WITHIN_UDIN = 0.85
"""A membership number that nothing prints but the UDIN: right if the UDIN is, and for a person to look at."""

TOLD_TWICE = 0.95
"""Six figures that stand alike at two places of a paper, once within the UDIN, are no other number."""

LIKELY = 0.5
"""A figure that is less likely than not vouches for no other."""

SUM = "revenues add up to the total"


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """A UDIN that carries the membership number printed beside it vouches for both; else it gives it, in doubt."""
    refined = dict(fields)
    udin, number = fields.get("udin"), fields.get("ca_membership_number")
    parts = udin_parts(str(udin.value)) if udin is not None else None
    if udin is None or parts is None:
        return refined, []
    if number is None:
        refined["ca_membership_number"] = Field(
            "ca_membership_number", parts[1], min(udin.confidence, WITHIN_UDIN), udin.evidence
        )
        return refined, []
    if parts[1] == str(number.value).zfill(6):
        apart = udin.evidence.box != number.evidence.box
        refined["udin"] = udin.with_confidence(udin.confidence, CARRIED)
        told = max(number.confidence, min(udin.confidence, TOLD_TWICE)) if apart else number.confidence
        refined["ca_membership_number"] = number.with_confidence(told, CARRIED)
        return refined, []
    message = f"The UDIN {udin.value} carries the membership number {parts[1]}, but {number.value} is printed."
    return refined, [Notice("udin_of_another_member", message, udin.evidence.page)]


def _others_add_up(own: Field, group: Field, total: Field) -> bool:
    """Whether the readings not taken make a sum too, as in a column of another year: then the sum proves nothing."""
    firsts, seconds, sums = (
        [it.value for it in field.alternatives if isinstance(it.value, Decimal)] for field in (own, group, total)
    )
    return any(one + two in sums for one in firsts for two in seconds)


NOT_ITS_OWN_FIGURE = 0.88
"""The most that a revenue may claim which is told by the group's total because there is no group."""

_ALONE = re.compile(
    r"\bneither\b[^.;]{0,60}\b(?:holding|parent)\b[^.;]{0,60}?\bnor\b[^.;]{0,40}?\bsubsidiar"
    r"|\bneither\b[^.;]{0,40}\bsubsidiar\w+[^.;]{0,60}?\bnor\b[^.;]{0,60}?\b(?:holding|parent)"
    r"|\b(?:no|(?:not\s+have|without)\s+an?y?)\s+(?:holding|parent)\s*(?:compan\w+)?\s*(?:,|/|\bor\b|\bnor\b|\band\b|\s)+(?:any\s+|a\s+|no\s+)?subsidiar"
    r"|कोई\s+(?:भी\s+)?(?:धारक|होल्डिंग|नियंत्रक)[^।]{0,40}?(?:अथवा|या|एवं|और|व)\s+(?:\S+\s+)?(?:सहायक|अनुषंगी)[^।]{0,30}?नहीं",
    re.I,
)
"""How a certificate says that the applicant is in no group, so that the group's revenue is its own."""


def refine_alone(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Take the total for the applicant's own revenue, or the other way round, where the paper names no group."""
    refined = dict(fields)
    own, total = fields.get("entity_revenue"), fields.get("total_gmr")
    if not _ALONE.search(text.flow.text) or "group_revenue" in fields or "holding_company" in fields:
        return refined, []
    if total is not None and total.confidence >= LIKELY and (own is None or own.confidence < SURE):
        refined["entity_revenue"] = _as_own(total, "entity_revenue")
    elif own is not None and (total is None or total.confidence < LIKELY):
        refined["total_gmr"] = _as_own(own, "total_gmr")
    return refined, []


def _as_own(field: Field, name: str) -> Field:
    return replace(field, name=name, confidence=min(field.confidence, NOT_ITS_OWN_FIGURE), witnesses=())


def refine_gmr(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Entity and group revenue that add up to the total vouch for all three."""
    names = ("entity_revenue", "group_revenue", "total_gmr")
    own, group, total = (fields.get(name) for name in names)
    if own is None or group is None or total is None:
        return dict(fields), []
    figures = [field.value for field in (own, group, total) if isinstance(field.value, Decimal)]
    if len(figures) == 3 and figures[0] + figures[1] == figures[2] and not _others_add_up(own, group, total):
        vouched = {field.name: replace(field, witnesses=(*field.witnesses, SUM)) for field in (own, group, total)}
        return {**fields, **vouched}, []
    return dict(fields), []
