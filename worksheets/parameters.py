"""The Parameters sheet: each figure of the scheme as it bound, named so that formulas can stand on it."""

from __future__ import annotations

import re
from decimal import Decimal

from records.findings import Parameter
from records.readings import Value
from worksheets.book import Column
from worksheets.looks import PLAIN, TITLE, fits_number
from worksheets.plan import Plan, parameter_key, parameters_of
from worksheets.words import KNOWN, in_words, words

COLUMNS = (
    Column("Parameter", 30),
    Column("Value", 28),
    Column("Unit", 12),
    Column("In effect from", 12),
    Column("Clause", 11),
    Column("Source", 52),
    Column("How it is known", 15),
    Column("Last checked", 12),
    Column("May also be (undecided)", 22),
)
HEADING = 2
_ID = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")


def write_parameters(plan: Plan) -> None:
    """Writes the sheet and names each value `par_<id>`; a second figure of the same id carries its first day."""
    sheet = plan.book.sheet("Parameters", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Figures of the scheme that this appraisal used", TITLE)
    sheet.heading(HEADING, COLUMNS)
    row = HEADING
    for row, parameter in enumerate(parameters_of(plan.appraisal), start=HEADING + 1):
        sheet.text(row, 0, parameter.id)
        if parameter.value is None:
            sheet.text(row, 1, "? not known", PLAIN.but(tone="missing", align="right"))
        else:
            sheet.value(row, 1, _shown(parameter), parameter.unit, PLAIN.but(bold=parameter.unit != "list"))
        sheet.text(row, 2, parameter.unit.replace("_", " "))
        sheet.value(row, 3, parameter.since)
        sheet.text(row, 4, parameter.clause)
        sheet.text(row, 5, parameter.source)
        known_look = PLAIN.but(tone="refer") if parameter.known in {"reported", "unknown"} else PLAIN
        sheet.text(row, 6, KNOWN[parameter.known], known_look)
        sheet.value(row, 7, parameter.checked_on)
        sheet.text(row, 8, ", ".join(in_words(it, parameter.unit) for it in parameter.undecided))
        if isinstance(parameter.value, Decimal) and fits_number(parameter.value):
            name = "par_" + re.sub(r"\W", "_", parameter.id)
            if name in plan.book.defined_names:
                name = f"{name}_{parameter.since:%Y_%m_%d}_{row}"
            plan.book.name(name, "Parameters", row, 1)
            plan.parameter_names[parameter_key(parameter)] = name
    sheet.finish_table(HEADING, row, COLUMNS)


def _shown(parameter: Parameter) -> Value | None:
    """The value as a person reads it: the ids in a list are spelled out."""
    if not isinstance(parameter.value, str):
        return parameter.value
    return _ID.sub(lambda id: words(id[0]).lower(), parameter.value)
