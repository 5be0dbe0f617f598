"""The Clauses sheet: the text of each clause that a finding or a step cites, in English and Hindi."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from itertools import zip_longest

from reference.rules import Clause
from worksheets.book import Column
from worksheets.looks import PLAIN, TITLE
from worksheets.plan import Plan

COLUMNS = (Column("Clause", 14), Column("English", 88), Column("हिन्दी", 70))
HEADING = 2
LONGEST_PIECE = 1500
"""Characters that a row of these widths holds with room to spare."""
_PARTS = re.compile(r"\s*[/,;·]\s*")


def texts(citation: str, clauses: Mapping[str, Clause]) -> tuple[Clause, ...]:
    """The clauses behind a citation: "4.1/9.1" names two, "App-II" all its tables; what the pack lacks is left out."""
    found = []
    for part in _PARTS.split(citation):
        number = part.strip().replace("App-II ", "App-II.")
        if number in clauses:
            found.append(clauses[number])
        elif number:
            found += [clause for beneath, clause in clauses.items() if beneath.startswith(f"{number}.")]
    return tuple(found)


def pieces(text: str) -> list[str]:
    """A text in pieces that a row can hold, cut between words."""
    return textwrap.wrap(text, LONGEST_PIECE, replace_whitespace=False, break_long_words=False) or [""]


def write_clauses(plan: Plan) -> None:
    """Writes the sheet and notes the row of each citation, so that others can link to it."""
    cited = [
        *(finding.clause for finding in plan.appraisal.findings),
        *(step.clause for step in plan.appraisal.incentive.steps),
    ]
    sheet = plan.book.sheet("Clauses", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Clauses of the scheme that the findings cite", TITLE)
    sheet.heading(HEADING, COLUMNS)
    row = HEADING
    rows: dict[str, int] = {}
    texts_of = {citation: texts(citation, plan.clauses) for citation in cited}
    wanted = {clause.number for found in texts_of.values() for clause in found}
    for number, clause in plan.clauses.items():
        if number not in wanted:
            continue
        rows[number] = row + 1
        for english, hindi in zip_longest(pieces(clause.english), pieces(clause.hindi), fillvalue=""):
            row += 1
            sheet.text(row, 0, number, PLAIN.but(bold=row == rows[number]))
            sheet.text(row, 1, english)
            sheet.text(row, 2, hindi)
    plan.clause_rows |= {citation: rows[found[0].number] for citation, found in texts_of.items() if found}
    if row == HEADING:
        row += 1
        sheet.text(row, 0, "–")
        sheet.text(row, 1, "The text of the cited clauses is not in the scheme pack.")
        sheet.blank(row, 2)
    sheet.finish_table(HEADING, row, COLUMNS)
