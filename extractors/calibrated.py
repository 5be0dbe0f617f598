"""From the reader's own confidence to the share of such values that were right when they were measured.

Whether a value is sure is decided by witnesses, not by statistics: what the rules left below the bar stays below it,
and what something on the paper contradicts stays as doubtful as it was. On either side of the bar the confidence is
what was measured for that class of page and kind of evidence; above it a bad measurement takes a value below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.confirm import BOTH_ENGINES, DISPUTED, SEEN, STORED, STRONG
from extractors.tables import LongRows
from records.pages import Page, PageQuality
from records.readings import ONE_OCR_WITNESS, SURE, Field, TableRow
from reference.calibration import Calibration, calibration

EVIDENCES = ("stored", "confirmed", "vouched", "both engines", "print", "one engine")


def evidence_of(field: Field) -> str:
    """What a value rests on, one of `EVIDENCES`: the strongest of its witnesses, else how it was read."""
    if field.evidence.sheet is not None or STORED in field.witnesses:
        return "stored"
    if SEEN in field.witnesses:
        return "confirmed"
    if BOTH_ENGINES in field.witnesses:
        return "both engines"
    if any(mark in witness for witness in field.witnesses for mark in STRONG):
        return "vouched"
    return "one engine" if field.evidence.method == "ocr" else "print"


def calibrate(fields: Mapping[str, Field], pages: Sequence[Page]) -> dict[str, Field]:
    """The fields with their confidence as measured; unchanged where nothing was measured."""
    curves = calibration()
    if curves is None:
        return dict(fields)
    quality = {page.number: page.quality for page in pages}
    return {name: _calibrated(it, quality.get(it.evidence.page), curves) for name, it in fields.items()}


def calibrate_rows(rows: Sequence[TableRow], pages: Sequence[Page]) -> Sequence[TableRow]:
    """Rows with the confidence of their cells as measured; those of a long table, of one print, stay as they are."""
    if calibration() is None or isinstance(rows, LongRows):
        return rows
    return tuple(replace(row, fields=calibrate(row.fields, pages)) for row in rows)


def _calibrated(field: Field, quality: PageQuality | None, curves: Calibration) -> Field:
    share = curves.share(quality, evidence_of(field), field.confidence) if quality is not None else None
    return field if share is None else replace(field, confidence=bounded(field.confidence, share))


def bounded(raw: float, share: float) -> float:
    """The confidence of a value: the share measured, within what the rules of witnesses allow."""
    if raw <= DISPUTED:
        return round(min(raw, share), 3)
    if raw < SURE:
        return round(min(share, ONE_OCR_WITNESS), 3)
    return round(share, 3)
