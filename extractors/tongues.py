"""A text printed twice over, in Latin letters and in an Indian script: "Rotary kiln / रोटरी भट्ठी" is one kiln."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from records.sounds import sounds

_BETWEEN = re.compile(r"\s*[/|]\s*|\s+[-–—]\s+")
"""What stands between the two: a stroke, or a dash with room around it."""

_BRACKETS = re.compile(r"^(?P<one>.*\S)\s*[(\[]\s*(?P<other>[^()\[\]]+?)\s*[)\]]$")
_WORD = re.compile(r"[A-Za-z]{3}")
"""What a half in Latin letters says at least; "टिन / Sn" is a name with its symbol."""

_LAST_LATIN_LETTER = "\u024f"


def latin_half(text: str) -> str:
    """The Latin half of a text that is printed in two scripts; any other text as it stands.

    The halves are parted by a stroke or a dash, in either order. Where brackets or nothing part them ("कैडमियम धातु
    (Cadmium Metal)"), some word of both must sound alike, for else they say two things: "रोटरी भट्ठी (used)".
    """
    if text.isascii():
        return text
    plain = " ".join(text.split())
    for gap in _BETWEEN.finditer(plain):
        if (half := _latin_of(plain[: gap.start()], plain[gap.end() :])) is not None:
            return half
    for one, other in _unparted(plain):
        if (half := _latin_of(one, other)) is not None and _sound_alike(one, other):
            return half
    return text


def _unparted(text: str) -> Iterator[tuple[str, str]]:
    """The ways of parting a text before its last brackets, or between two words."""
    if (match := _BRACKETS.match(text)) is not None:
        yield match["one"], match["other"]
    words = text.split()
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])


def _latin_of(one: str, other: str) -> str | None:
    """Of two halves the one in Latin letters, where the other is wholly in an Indian script."""
    if _is_indian(other):
        one, other = other, one
    return other if _is_indian(one) and _is_latin(other) else None


def _sound_alike(one: str, other: str) -> bool:
    """Whether some word of one half sounds like some word of the other."""
    heard, told = ({sounds(word.upper()) for word in half.split()} for half in (one, other))
    return any(len(sound) > 1 for sound in heard & told)


def _is_latin(text: str) -> bool:
    """Whether a text says something in Latin letters and nothing in others."""
    return _WORD.search(text) is not None and all(_of_latin(letter) for letter in text if _is_of_script(letter))


def _is_indian(text: str) -> bool:
    """Whether a text says something in an Indian script and nothing in Latin letters."""
    letters = [letter for letter in text if _is_of_script(letter)]
    return len(letters) > 1 and not any(_of_latin(letter) for letter in letters)


def _is_of_script(letter: str) -> bool:
    return letter.isalpha() or unicodedata.category(letter).startswith("M")


def _of_latin(letter: str) -> bool:
    return letter <= _LAST_LATIN_LETTER
