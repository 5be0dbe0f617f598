"""What the text layer of shaped Devanagari still tells: a witness for the words that OCR reads in its place.

Shaping moves vowel signs, joins letters and draws some by glyphs for which the file names no character. Such a layer
cannot be read, but most consonants come through, and a glyph without a character has the same odd code wherever the
font draws it: which letter that is, is told by the words in which OCR reads that letter and the layer has none for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.text_layer import TextWord
from records.pages import Box, Word

SURE_ENOUGH = 0.80
"""The least confidence of a word that the layer can witness: of vowel signs OCR alone tells."""

WITNESSED = 0.93
"""What a word that OCR and the layer agree on counts for."""

FEWEST_WORDS = 2
"""Different words in which an odd code must stand for a letter before it is taken for that letter."""

_HOOK = re.compile("र\u094d[\u0915-\u0939]")
"""The hook of an r over a letter, which layers take for a letter of its own beside it."""

_SIGNS = frozenset("ंँीुूृेै")
"""Signs that layers have where they are printed; others they move, double, or have for parts of other glyphs."""

_MARKS = " .,:;|।()-"

Code = tuple[str, str]
"""A font and what the layer has for one of its glyphs."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A word that OCR read, and what the layer has in its place: its text, the consonants of both, and odd codes."""

    word: Word
    text: str
    ours: Counter[str]
    theirs: Counter[str]
    odd: Counter[Code]


def witnessed(lines: Sequence[tuple[Sequence[Word], Sequence[TextWord]]]) -> list[Word]:
    """The words that OCR read, in their order, those witnessed whose consonants the layer has in the same place.

    Args:
        lines: of a page: the words that OCR read on a line, and the words of the layer on it.
    """
    pairs = [_pair(word, layer) for words, layer in lines for word in words]
    meaning = _meanings(pairs)
    return [
        replace(it.word, witnessed=True, confidence=max(it.word.confidence, WITNESSED))
        if _says_the_same(it) or (it.word.confidence >= SURE_ENOUGH and _agrees(it, meaning))
        else it.word
        for it in pairs
    ]


def _pair(word: Word, layer: Sequence[TextWord]) -> _Pair:
    pieces = [it for it in layer if _stands_in(it.word.box, word.box)]
    theirs, odd = Counter[str](), Counter[Code]()
    for piece in pieces:
        letters = _consonants(piece.word.text)
        theirs.update(letters)
        odd.update((piece.style.font, it) for it in piece.word.text if _is_odd(it) and it not in word.text)
    text = "".join(it.word.text for it in sorted(pieces, key=lambda it: it.word.box[0]))
    return _Pair(word, text, Counter(_consonants(word.text)), theirs, odd)


def _stands_in(piece: Box, word: Box) -> bool:
    """Whether most of a piece of the layer stands where a word was read."""
    return min(piece[2], word[2]) - max(piece[0], word[0]) > 0.5 * (piece[2] - piece[0])


def _consonants(text: str) -> list[str]:
    """Consonants and vowels of their own; those with a dot below as without it."""
    return [it for it in unicodedata.normalize("NFD", text) if "\u0904" <= it <= "\u0939"]


def _is_odd(letter: str) -> bool:
    return not "\u0900" <= letter <= "\u097f" and not letter.isspace()


def _meanings(pairs: Sequence[_Pair]) -> dict[Code, str]:
    """The letter that each odd code is: the one that every word with that code lacks, if there is only one."""
    words: dict[Code, dict[str, _Pair]] = defaultdict(dict)
    for it in pairs:
        if it.word.confidence >= SURE_ENOUGH:
            for code in it.odd:
                words[code][it.word.text] = it
    meaning: dict[Code, str] = {}
    while True:
        told = {
            code: letter
            for code, using in words.items()
            if code not in meaning and len(using) >= FEWEST_WORDS and (letter := _lacking_in_all(using, meaning))
        }
        if not told:
            return meaning
        meaning |= told  # and so fewer letters are left for the other codes of the same words


def _lacking_in_all(using: Mapping[str, _Pair], meaning: Mapping[Code, str]) -> str:
    """The one letter that the layer lacks in all these words; "" for none or several."""
    common = set.intersection(*(set(it.ours - _told(it, meaning)) for it in using.values()))
    return common.pop() if len(common) == 1 else ""


def _told(pair: _Pair, meaning: Mapping[Code, str]) -> Counter[str]:
    """The consonants that the layer tells, those of odd codes with a meaning among them."""
    return pair.theirs + Counter(meaning[code] for code in pair.odd.elements() if code in meaning)


def _says_the_same(pair: _Pair) -> bool:
    """Whether the layer has every sign that OCR read, in order: it is right here, however badly OCR saw the word."""
    return bool(pair.ours) and pair.text.strip(_MARKS) == pair.word.text.strip(_MARKS)


def _agrees(pair: _Pair, meaning: Mapping[Code, str]) -> bool:
    if not Counter(it for it in pair.text if it in _SIGNS) <= Counter(it for it in pair.word.text if it in _SIGNS):
        return False  # OCR lost a sign that the layer has
    told = _told(pair, meaning)
    beyond = (told - pair.ours).total()
    return bool(pair.ours) and not pair.ours - told and beyond <= (1 if _HOOK.search(pair.word.text) else 0)
