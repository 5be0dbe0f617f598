"""Which cells of a table hold a figure, or a sign in place of one."""

from __future__ import annotations

import re

_SYMBOLS = r"₹$€£¥%‰°"
_FIGURE = re.compile(
    rf"[\s{_SYMBOLS}0-9०-९.,;:'’/()\[\]<>≤≥~≈±+−–—*†‡#|\u00a0\u2009-]*"
    r"(?:Rs\.?|INR|USD|EUR|US)?"
    rf"[\s{_SYMBOLS}0-9०-९.,;:'’/()\[\]<>≤≥~≈±+−–—*†‡#|x×\u00a0\u2009-]*"
    r"(?:\b(?:bn|mn|million|billion|crores?|lakhs?|Cr|km|kg|MT|t|TPA|MTPA|TPD|to|pp|ppm|k|m)\b|(?<=[0-9])[a-z]{1,2}|/-)*"
    rf"[\s{_SYMBOLS}0-9०-९.,()\[\]*†‡#|-]*"
)
_DIGIT = re.compile(r"[0-9०-९]")
_NOTHING = re.compile(r"[-–—−.·…*:()xX†‡]+|n\.?\s?[ad]\.?|N\.?/?A\.?|nil|NIL|Nil|NA|NM|\([a-zA-Z0-9]\)|#+")


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number with its marks and unit, or what is printed in place of one."""
    text = text.strip()
    if len(text) > 60 or not text:
        return False
    if _DIGIT.search(text):
        return _FIGURE.fullmatch(text) is not None
    return _NOTHING.fullmatch(text) is not None
