"""Devanagari digits: ०-९ are digits as 0-9 are."""

DEVANAGARI_DIGITS = {ord("०") + digit: str(digit) for digit in range(10)}


def ascii_digits(text: str) -> str:
    """The text with ०-९ as 0-9; every position stays where it was."""
    return text.translate(DEVANAGARI_DIGITS)
