"""What people sign: the appraisal as a workbook, and the pages of evidence that its links lead to."""

from worksheets.evidence import EvidenceLinks, PagePicture, evidence_pages
from worksheets.workbook import write_workbook

__all__ = ["EvidenceLinks", "PagePicture", "evidence_pages", "write_workbook"]
