"""Goods printed with a code in one cell: "Nickel Sulphate (28332400)", "Black mass, HSN 3824", "FG-1001 TIN BAR"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from records.digits import ascii_digits
from records.readings import TableRow

_CODED = re.compile(
    r"^(?P<goods>.*\w\)?)[\s,;:|–-]*(?:[(\[]\s*)?"
    r"(?:\b(?:HSN|SAC|HS)(?:\s*/\s*SAC)?(?:\s+(?:code|no))?\b\.?\s*[:.–-]?\s*(?P<named>\d{4}(?:\d{2}){0,2})|(?<=[(\[])\s*(?P<bare>\d{6}|\d{8}))"
    r"\s*[)\]]?$",
    re.I,
)
"""A code in brackets of six or eight figures, or one of four that is called so: "(2026)" is no code."""


_NUMBERED = re.compile(r"(?P<code>[A-Z]{1,5}[-/]?[0-9]{3,8})\s+(?P<goods>\S.*)")
"""The number of a material in the firm's own books before its name: "FG-1004 COBALT HYDROXIDE"."""

FEWEST_NUMBERED = 3
"""Of so many rows at least each must begin with a number for it to be none of the goods' name."""


def unnumbered(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows of a ledger without the firm's own numbers of materials, where every row prints one."""
    found = [_NUMBERED.fullmatch(str(row.fields["product"].value)) if "product" in row.fields else None for row in rows]
    if len(rows) < FEWEST_NUMBERED:
        return list(rows)
    return (
        [
            replace(row, fields={**row.fields, "product": replace(row.fields["product"], value=it["goods"])})
            for row, it in zip(rows, found, strict=True)
            if it is not None
        ]
        if all(found)
        else list(rows)
    )


def coded(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows of a ledger, the code behind the name of its goods as their `hsn`, where they have none of their own."""
    return [_parted(row) if "hsn" not in row.fields and "product" in row.fields else row for row in rows]


def _parted(row: TableRow) -> TableRow:
    made = row.fields["product"]
    match = _CODED.match(ascii_digits(str(made.value)))
    if match is None:
        return row
    product = replace(made, value=str(made.value)[: match.end("goods")].strip(" ,;:|-–"))
    hsn = replace(made, name="hsn", value=match["named"] or match["bare"], alternatives=(), witnesses=())
    return replace(row, fields={**row.fields, "product": product, "hsn": hsn})
