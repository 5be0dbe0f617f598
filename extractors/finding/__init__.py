"""Any table of a page, whatever it is about: its cells as texts, before anyone asks what they mean."""

from extractors.finding.model import FoundCell, FoundTable
from extractors.finding.tables import find_tables

__all__ = ["FoundCell", "FoundTable", "find_tables"]
