import pytest

from records.pages import Page, Ruling, Word

HEIGHT = 10.0
ADVANCE = 5.0
"""Width of a letter; a space between words is 3 wide."""


def words_at(x, top, text, height=HEIGHT):
    words = []
    for word in text.split():
        width = ADVANCE * len(word)
        words.append(Word(word, (x, top, x + width, top + height), size=height))
        x += width + 3
    return words


def width_of(text):
    return sum(ADVANCE * len(word) + 3 for word in text.split()) - 3


class Sheet:
    """A page that a test writes and draws on."""

    def __init__(self):
        self.words, self.rulings = [], []

    def write(self, x, top, text):
        self.words += words_at(x, top, text)
        return self

    def right(self, x, top, text):
        return self.write(x - width_of(text), top, text)

    def level(self, top, x0, x1):
        self.rulings.append(Ruling(x0, top, x1, top))
        return self

    def upright(self, x, top, bottom):
        self.rulings.append(Ruling(x, top, x, bottom))
        return self

    def box(self, x0, top, x1, bottom):
        return self.level(top, x0, x1).level(bottom, x0, x1).upright(x0, top, bottom).upright(x1, top, bottom)

    def rows(self, top, texts, lefts, pitch=14.0):
        for number, row in enumerate(texts):
            for left, text in zip(lefts, row, strict=True):
                if text:
                    self.write(left, top + number * pitch, text)
        return self

    @property
    def page(self):
        return Page(1, 595.0, 842.0, 0, tuple(self.words), "text", "digital", tuple(self.rulings))


@pytest.fixture
def sheet():
    return Sheet()
