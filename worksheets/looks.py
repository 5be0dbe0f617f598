"""How cells look: one face, tints that survive a grey printer, numbers in lakh and crore."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from worksheets.words import plain_number

FACE = "Arial"
"""On every Windows and Mac; LibreOffice has Liberation Sans with the same widths. Devanagari falls back by itself."""

Tone = Literal["pass", "fail", "refer", "missing", "not_applicable", "plain", "head", "quiet", "band"]

TINT: dict[Tone, str] = {
    "pass": "#E2F0E9",
    "fail": "#F8D9CC",
    "refer": "#FFF0C2",
    "missing": "#D9E8F5",
    "not_applicable": "#F2F2F2",
    "head": "#1F3A5F",
    "band": "#E8ECF2",
}
"""From the palette that colour-blind eyes tell apart; on grey paper the symbol and the word tell."""

INK: dict[Tone, str] = {
    "pass": "#0B5D3F",
    "fail": "#8A2C00",
    "refer": "#6B4A00",
    "missing": "#0A4372",
    "not_applicable": "#595959",
    "head": "#FFFFFF",
    "quiet": "#595959",
}

SYMBOL_TONE: dict[str, Tone] = {"✔": "pass", "✘": "fail", "⚠": "refer", "?": "missing", "–": "not_applicable"}


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one cell; equal looks share one format of the workbook."""

    tone: Tone = "plain"
    bold: bool = False
    italic: bool = False
    size: float = 10
    align: Literal["left", "center", "right"] | None = None
    number: str | None = None
    boxed: bool = True
    link: bool = False
    guarded: bool = False
    line_below: bool = False
    wrap: bool = True
    middle: bool = False
    open: bool = False
    """A person may write here although the sheet is protected; what is written stays the text that was typed."""

    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        """Works the hash out once: a look is looked up for every cell."""
        object.__setattr__(self, "_hash", hash(tuple(getattr(self, name) for name in _NAMES)))

    def __hash__(self) -> int:
        """Equal looks have equal hashes."""
        return self._hash

    def but(self, **changes: Any) -> Look:
        """The same look with some things changed; asked for once a cell, so each answer is kept."""
        return _changed(self, tuple(changes.items()))

    def properties(self) -> dict[str, Any]:
        """The format properties as XlsxWriter names them."""
        found: dict[str, Any] = {
            "font_name": FACE,
            "font_size": self.size,
            "text_wrap": self.wrap,
            "valign": "vcenter" if self.middle or self.tone == "head" else "top",
        }
        if tint := TINT.get(self.tone):
            found |= {"bg_color": tint, "pattern": 1}
        if ink := INK.get(self.tone):
            found["font_color"] = ink
        if self.bold or self.tone == "head":
            found["bold"] = True
        if self.italic:
            found["italic"] = True
        if self.align:
            found["align"] = self.align
        if (self.align == "right" and not self.number) or (self.align == "left" and self.boxed):
            found["indent"] = 1
        if self.number:
            found["num_format"] = padded(self.number) if self.align == "right" else self.number
        if self.boxed:
            found |= {"border": 1, "border_color": "#B7BEC8"}
        if self.line_below:
            found |= {"bottom": 1, "bottom_color": "#000000"}
        if self.link:
            found |= {"font_color": "#0B4F9E", "underline": 1}
        if self.guarded:
            found["quote_prefix"] = True
        if self.open:
            found |= {"locked": False, "num_format": "@", "bg_color": "#FFFCEB", "pattern": 1}
        return found


_NAMES = tuple(it.name for it in fields(Look) if it.compare)


@lru_cache(maxsize=2048)
def _changed(look: Look, changes: tuple[tuple[str, Any], ...]) -> Look:
    return replace(look, **dict(changes))


@lru_cache(maxsize=2048)
def as_figure(look: Look, number: str) -> Look:
    """The look for a number of this format: at the right unless it is told otherwise, on one line."""
    return replace(look, number=number, align=look.align or "right", wrap=False)


PLAIN = Look()
HEAD = Look(tone="head", align="left")
TITLE = Look(bold=True, size=15, boxed=False, wrap=False)
SECTION = Look(bold=True, size=11.5, boxed=False, wrap=False)
NOTE = Look(tone="quiet", italic=True, boxed=False, size=9)
LABEL = Look(tone="band", bold=True)
LINK = Look(link=True)
OPEN = Look(open=True, align="left")
DAY = "dd-mm-yyyy"
AIR = "_)_)"
"""Blanks at the end of a number format, as wide as two brackets: LibreOffice loses a number's right indent."""


def padded(number_format: str) -> str:
    """The number format with air at the right of each of its sections."""
    return ";".join(section + AIR for section in number_format.split(";"))


def indian_format(value: Decimal | None, places: int = 2, sign: str = "") -> str:
    """A number format that groups by lakh and crore around this value: 12,34,56,789.00.

    Excel allows two conditions in a format, so the format of a positive value fits it and every smaller one. That of a
    negative value fits its size and has no conditions: of sections with conditions LibreOffice writes the minus twice
    in the first and never in the others.

    Args:
        value: the number that will be shown; None for a positive amount of any size below 100 crore.
        places: decimals.
        sign: what stands before the number, such as "₹".
    """
    tail = "." + "0" * places if places else ""
    lead = f'"{sign} "' if sign else ""
    if value is not None and value < 0:
        return f"{lead}##,##0{tail};-{lead}{_digits(_groups(value))}{tail}"
    most = max(3, _groups(value)) if value is not None else 3
    grouped = [f"[>={10 ** (2 * n + 1)}]{lead}{_digits(n)}{tail}" for n in (most, most - 1)]
    return ";".join((*grouped, f"{lead}{_digits(1)}{tail}"))


def _digits(groups: int) -> str:
    """The digits of a format; below a lakh the comma is the spreadsheet's own, which small numbers do without."""
    return "##\\," * groups + "##0" if groups > 1 else "##,##0"


@lru_cache(maxsize=64)
def _rupee_format(groups: int, negative: bool) -> str:
    size = Decimal(10) ** (2 * groups + 1)
    return indian_format(-size if negative else size)


def number_format(value: Decimal, unit: str | None) -> str:
    """The number format of a value by its unit; values of one size and as many decimals share it."""
    if unit == "INR":
        return _rupee_format(_groups(value), value < 0)
    if unit == "fraction":
        return "0" + _decimals(value * 100) + "%"
    if unit == "percent":
        return "0" + _decimals(value) + '"%"'
    if abs(value) >= 1000:
        return indian_format(value, len(_decimals(value).lstrip(".")))
    return "0" + _decimals(value)


def fits_number(value: Decimal) -> bool:
    """Whether a spreadsheet's 15 digits hold the value exactly; a longer one is written as text."""
    if not value.is_finite() or value.adjusted() >= 15:
        return False
    return len(value.as_tuple().digits) <= 15 or len(value.normalize().as_tuple().digits) <= 15


def _decimals(value: Decimal) -> str:
    """The decimals of a format, as many as the value has, at most six: ".00"."""
    decimals = len(plain_number(value).partition(".")[2])
    return "." + "0" * min(decimals, 6) if decimals else ""


def _groups(value: Decimal) -> int:
    """How many groups stand before the last three digits: 2 from a lakh, 3 from a crore, 4 from 100 crore."""
    return (len(str(int(abs(value)))) - 2) // 2
