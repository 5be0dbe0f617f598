"""How Indian papers write amounts, dates and terms.

Written apart from `records`, so that a reader and a printer never share a mistake.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

PAISA = Decimal("0.01")
LAKH = Decimal(100_000)
CRORE = Decimal(10_000_000)

_ONES = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
]
_TENS = ["Zero", "Ten", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
HINDI_MONTHS = ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]


def grouped(amount: Decimal, places: int = 2) -> str:
    """An amount with Indian grouping: 1234567.5 → 12,34,567.50."""
    text = f"{abs(amount):.{places}f}"
    whole, _, part = text.partition(".")
    head, tail = whole[:-3], whole[-3:]
    while head:
        tail, head = f"{head[-2:]},{tail}", head[:-2]
    return ("-" if amount < 0 else "") + tail + (f".{part}" if part else "")


def western(amount: Decimal, places: int = 2) -> str:
    """An amount with western grouping: 1234567.5 → 1,234,567.50."""
    return f"{amount:,.{places}f}"


def in_lakh(amount: Decimal) -> str:
    """Rupees in lakh, with as many decimals as the amount needs, two at least: 1234000 → 12.34."""
    return _scaled(amount, LAKH, 2)


def in_crore(amount: Decimal) -> str:
    """Rupees in crore, with as many decimals as the amount needs, two at least: 12340000 → 1.234."""
    return _scaled(amount, CRORE, 2)


def _scaled(amount: Decimal, scale: Decimal, least: int) -> str:
    scaled = amount / scale
    places = least
    while round(scaled, places) != scaled:
        places += 1
    return grouped(scaled, places)


def paisa(amount: Decimal) -> Decimal:
    """An amount rounded half up to the paisa."""
    return amount.quantize(PAISA, ROUND_HALF_UP)


def words(number: int) -> str:
    """A whole number in English words of the Indian system."""
    parts = []
    for size, name in ((10_000_000, "Crore"), (100_000, "Lakh"), (1_000, "Thousand"), (100, "Hundred")):
        if number >= size:
            parts.append(f"{words(number // size)} {name}")
            number %= size
    if number or not parts:
        parts.append(_below_hundred(number))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] if not ones else f"{_TENS[tens]} {_ONES[ones]}"


def rupees_in_words(amount: Decimal) -> str:
    """An amount as certificates write it: "Rupees Twelve Lakh Forty and Paise Fifty Only"."""
    whole, paise = divmod(int(amount * 100), 100)
    tail = f" and Paise {words(paise)}" if paise else ""
    return f"Rupees {words(whole)}{tail} Only"


def dotted(day: date) -> str:
    """21.03.2026."""
    return day.strftime("%d.%m.%Y")


def slashed(day: date) -> str:
    """21/03/2026."""
    return day.strftime("%d/%m/%Y")


def dashed(day: date) -> str:
    """21-03-2026."""
    return day.strftime("%d-%m-%Y")


def tally_day(day: date) -> str:
    """1-Apr-26, as Tally prints it."""
    return f"{day.day}-{_MONTHS[day.month - 1][:3]}-{day:%y}"


def mon_day(day: date) -> str:
    """01-Apr-2026."""
    return f"{day:%d}-{_MONTHS[day.month - 1][:3]}-{day.year}"


def long_day(day: date) -> str:
    """March 31, 2026."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def ordinal_day(day: date) -> str:
    """22nd June 2026."""
    return f"{day.day}{suffix(day.day)} {_MONTHS[day.month - 1]} {day.year}"


def hindi_day(day: date) -> str:
    """22 जून 2026."""
    return f"{day.day} {HINDI_MONTHS[day.month - 1]} {day.year}"


def suffix(number: int) -> str:
    """The English ordinal ending of a day of the month."""
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def devanagari(text: str) -> str:
    """The text with Devanagari digits."""
    return text.translate(str.maketrans("0123456789", "०१२३४५६७८९"))


def plain(number: Decimal) -> str:
    """A quantity without trailing zeros or exponent: 6000.00 → 6000."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def add_years(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
