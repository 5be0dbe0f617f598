"""Text files of rows and columns: which encoding, and what parts the columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 200
SAMPLE_LETTERS = 400_000
LATIN_SHARE = 0.7
"""Text in Windows-1252 is mostly plain Latin; bytes beyond it in greater number are no text."""


def decoded(content: bytes) -> str | None:
    """Text in the encodings that offices write: UTF-8 and UTF-16 with or without mark, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _try(content, encoding)
    if wide := _unmarked_utf16(content):
        return _try(content, wide)
    if b"\x00" in content[:4096]:
        return None
    latin = sum(byte < 0x80 for byte in content[:4096]) >= LATIN_SHARE * len(content[:4096])
    return _try(content, "utf-8") or (_try(content, "cp1252") if latin else None)


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: of Latin text every second byte is zero."""
    head = content[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < odd / 4:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) / 2 and odd < even / 4 else None


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def delimiter_of(text: str) -> str | None:
    """What parts the columns: the delimiter that gives the most rows of one width; None where none gives a table."""
    best, most = None, 0
    for delimiter in DELIMITERS:
        try:
            rows = list(
                islice(csv.reader(io.StringIO(text[:SAMPLE_LETTERS], newline=""), delimiter=delimiter), SAMPLE_ROWS)
            )
        except csv.Error:
            continue
        filled = sum(any(cell.strip() for cell in row) for row in rows)
        widths = Counter(len(row) for row in rows if sum(bool(cell.strip()) for cell in row) > 1)
        width, rows_of_it = max(
            ((wide, many) for wide, many in widths.items() if wide > 1), key=lambda it: it[0] * it[1], default=(0, 0)
        )
        if rows_of_it >= 2 and rows_of_it >= 0.5 * filled and width * rows_of_it > most:
            best, most = delimiter, width * rows_of_it
    return best
