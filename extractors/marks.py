"""Marks of choice as text prints them: boxes, ticked or empty, before or after the words they belong to."""

from __future__ import annotations

import re

TICKED = re.compile(
    r"[☑☒✓✔✗✘√■●◉⬛]|\[\s*[xX✓✔√*]\s*\]|\(\s*[xX✓✔√*]\s*\)|\{\s*[xX✓✔√]\s*\}|[\uf052\uf054\uf06e\uf078\uf0fb-\uf0fe\u00fe]"
)
"""A box with a mark in it, a mark by itself, a filled circle; the private letters are those of Wingdings."""

EMPTY = re.compile(r"[☐□○◯❏❑❒⬜]|\[\s{0,3}\]|\(\s{1,3}\)|\{\s{0,3}\}|[\uf06f\uf071\uf0a1\uf0a8]")
"""A box or circle without a mark."""

BOX = re.compile(f"{TICKED.pattern}|{EMPTY.pattern}")

MAY_BE_BOX = re.compile(rf"{BOX.pattern}|[\[\]{{}}]|^[()]+$")
"""A box, or one of its sides alone, which is what OCR leaves of many."""

_CHECK, _CROSS = re.compile("[✓✔√☑]"), re.compile("[✗✘]")


def marks_of(text: str) -> list[tuple[int, int, bool]]:
    """Every mark with its place, and whether it ticks its answer; a cross beside checks is none."""
    crossed_out = _CHECK.search(text) is not None
    ticked = [
        (it.start(), it.end(), not (crossed_out and _CROSS.fullmatch(it.group()))) for it in TICKED.finditer(text)
    ]
    return sorted([*ticked, *((it.start(), it.end(), False) for it in EMPTY.finditer(text))])
