"""Lines that a printer types as hyphens, dots or equal signs, which part rows as drawn lines do."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lines import lines_of
from records.pages import Page, Ruling

FEWEST_SIGNS = 12
"""A shorter run of such signs is a dash, the leader of a label or an empty cell."""

_SIGNS = re.compile(r"[-–—_=.·*+|~]+")


def with_typed_rules(page: Page) -> Page:
    """The page with each line of nothing but such signs as a drawn level line; the page itself where there is none."""
    if not any(len(word.text) >= FEWEST_SIGNS and _SIGNS.fullmatch(word.text) for word in page.words):
        return page
    typed = [
        line
        for line in lines_of(page)
        if all(_SIGNS.fullmatch(word.text) for word in line.words)
        and sum(len(it.text) for it in line.words) >= FEWEST_SIGNS
    ]
    gone = {id(word) for line in typed for word in line.words}
    rules = [
        Ruling(line.box[0], (line.box[1] + line.box[3]) / 2, line.box[2], (line.box[1] + line.box[3]) / 2)
        for line in typed
    ]
    words = tuple(word for word in page.words if id(word) not in gone)
    return replace(page, words=words, rulings=(*page.rulings, *rules))
