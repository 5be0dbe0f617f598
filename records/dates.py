"""Days, financial years, terms and periods as Indian papers write them: all that other rooms ask of them, in one place.

`records.days` reads days, `records.terms` terms and spans of time, `records.periods` financial years and periods.
"""

from records.days import DayReading, FoundDay, find_days, read_day
from records.periods import (
    financial_year,
    find_financial_years,
    read_financial_year,
    read_period,
    year_end,
    year_start,
)
from records.terms import Term, add_months, months_and_days_between, read_term

__all__ = [
    "DayReading",
    "FoundDay",
    "Term",
    "add_months",
    "financial_year",
    "find_days",
    "find_financial_years",
    "months_and_days_between",
    "read_day",
    "read_financial_year",
    "read_period",
    "read_term",
    "year_end",
    "year_start",
]
