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
