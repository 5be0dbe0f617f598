"""The sales ledger: the financial year that only its period names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from extractors.cite import Source
from extractors.document_text import Text
from records.dates import financial_year
from records.periods import year_end, year_start
from records.readings import Field, Notice


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Take the financial year that the period covers from end to end where the register names none.

    A register of some months is not the year's: said to be, it would pass for the sales of a base year.
    """
    refined = dict(fields)
    begins, ends = fields.get("period_from"), fields.get("period_to")
    if "financial_year" in fields or begins is None or ends is None:
        return refined, []
    if not isinstance(begins.value, date) or not isinstance(ends.value, date):
        return refined, []
    year = financial_year(begins.value)
    if (begins.value, ends.value) == (year_start(year), year_end(year)):
        confidence = min(begins.confidence, ends.confidence)
        refined["financial_year"] = Field("financial_year", year, confidence, begins.evidence)
    return refined, []
