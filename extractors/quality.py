"""How well a page could be read: its class and the figures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from records.pages import PageQuality, Word

GOOD_CONFIDENCE = 0.75
"""Mean confidence of the words, weighed by length, from which a scan may count as good."""

GOOD_SHARE = 0.75
"""Share of letters in words of confidence 0.70 or more, from which a scan may count as good."""

GOOD_CONTRAST = 60.0
"""Grey levels between paper and ink below which a scan is poor."""

GOOD_RESOLUTION = 180.0
"""Dots per inch of the scanned picture itself below which a scan is poor: at 150 digits of 10 point type are lost."""

GOOD_SHARPNESS = 90.0
"""Steepness of the ink's edges (grey levels a pixel) below which a scan is poor: 99 and more were measured on clean
scans, 49 to 82 on blurred ones."""

LARGE_UNEVENNESS = 20.0
"""Grey levels by which the paper may differ across a good scan: 14 at most was measured on clean scans, 24 and more on
photographs and folded paper."""

LARGE_SKEW = 5.0
"""Degrees beyond which a scan counts as poor although it was straightened."""


def confidence_figures(words: Sequence[Word]) -> dict[str, float]:
    """Mean confidence by letters, and the share of letters in words that are read well."""
    letters = sum(len(word.text) for word in words)
    if not letters:
        return {"confidence": 0.0, "read_well": 0.0, "words": 0.0}
    weighed = sum(word.confidence * len(word.text) for word in words) / letters
    well = sum(len(word.text) for word in words if word.confidence >= 0.70) / letters
    return {"confidence": round(weighed, 3), "read_well": round(well, 3), "words": float(len(words))}


def scan_quality(figures: Mapping[str, float]) -> PageQuality:
    """`scan_good` where every figure that is known is good, else `scan_poor`."""
    good = (
        figures.get("confidence", 0.0) >= GOOD_CONFIDENCE
        and figures.get("read_well", 0.0) >= GOOD_SHARE
        and figures.get("contrast", GOOD_CONTRAST) >= GOOD_CONTRAST
        and figures.get("resolution", GOOD_RESOLUTION) >= GOOD_RESOLUTION
        and figures.get("sharpness", GOOD_SHARPNESS) >= GOOD_SHARPNESS
        and figures.get("unevenness", 0.0) <= LARGE_UNEVENNESS
        and abs(figures.get("skew", 0.0)) <= LARGE_SKEW
    )
    return "scan_good" if good else "scan_poor"
