"""What people sign: the appraisal as a workbook, and the pages of evidence that its links lead to."""

from worksheets.evidence import EvidenceLinks, PagePicture, evidence_pages
from worksheets.history import Previous
from worksheets.workbook import write_workbook

__all__ = ["EvidenceLinks", "PagePicture", "Previous", "evidence_pages", "write_workbook"]
