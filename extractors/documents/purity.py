"""The purity that a laboratory states in its results only: in a row of its own, or beside the row of an element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document_text import Text
from records.readings import ONE_OCR_WITNESS, Evidence, Field, TableRow

PURITY = "product_purity_percent"

_PURITY = re.compile(r"\W*(?:(?:product|total|overall|sample)\s+)?(?:purity|शुद्धता)(?![\w\u0900-\u0963])", re.I)
_SAYS_SO = re.compile(
    r"\W*(?:(?:product|total|overall|sample|material)\s+)?purity"
    r"(?:\s+of\s+(?:the\s+)?(?:finished\s+|final\s+)?(?:product|sample|material|metal))?\W*"
    r"|\W*(?:(?:उत्पाद|नमूने)\s+की\s+)?शुद्धता\W*",
    re.I,
)
"""What a remark beside a result says if it is the purity; "purity as per buyer 99.5" says something else."""


def purity_of_rows(rows: Sequence[TableRow], sample: Field | None, text: Text) -> Field | None:
    """The one result that is the purity of what was tested; one that its row does not plainly call so is never sure.

    Args:
        rows: the results.
        sample: the name of what was tested, if it was found.
        text: the document.
    """
    results = [row.fields for row in rows if {"value_percent", "element"} <= row.fields.keys()]
    own = [it["value_percent"] for it in results if _PURITY.match(str(it["element"].value))]
    told = (
        own
        or [it["value_percent"] for it in results if _is_called_so(it["value_percent"].evidence, text)]
        or [it["value_percent"] for it in results if _is_of_sample(str(it["element"].value), sample)]
    )
    if len(told) != 1:
        return None
    confidence = told[0].confidence if own else min(told[0].confidence, ONE_OCR_WITNESS)
    return replace(told[0], name=PURITY, confidence=confidence)


_PURITY_AS = re.compile(r"[\s(]purity\s+as\s", re.I)
_CONTENT = re.compile(r"\W*(?:content|assay)?\W*(?:%|per\s*cent)?\W*", re.I)


def _is_of_sample(element: str, sample: Field | None) -> bool:
    """Whether a result is that of the whole sample: "Lithium (purity as Lithium Carbonate)", or its name itself."""
    if _PURITY_AS.search(element):
        return True
    name = " ".join(str(sample.value).split()).lower() if sample is not None else ""
    printed = " ".join(element.split()).lower()
    return bool(name) and printed.startswith(name) and _CONTENT.fullmatch(printed[len(name) :]) is not None


def _is_called_so(result: Evidence, text: Text) -> bool:
    return any(_SAYS_SO.fullmatch(it) for it in _beside(result, text))


def _beside(result: Evidence, text: Text) -> Iterator[str]:
    """What stands at the right of a result, by the pieces of its line."""
    layout = next((it for it in text.layouts if it.page.number == result.page), None)
    if layout is None or result.box is None:
        return
    _, top, right, bottom = result.box
    middle = (top + bottom) / 2
    for segment in layout.segments:
        if segment.box[1] <= middle <= segment.box[3] and segment.box[0] >= right:
            yield segment.text
