"""A sheet on which strange papers are drawn by coordinates: by reportlab, or in Devanagari by a browser's engine."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.hands import web

_FONTS = "/usr/share/fonts/truetype"
FACES = {"Sans": "LiberationSans", "Serif": "LiberationSerif", "Mono": "LiberationMono"}
_DEVANAGARI = re.compile(r"([\u0900-\u097f\u200c\u200d]+(?:\s[\u0900-\u097f\u200c\u200d]+)*)")
LEFT, RIGHT, TOP, FOOT = 54.0, A4[0] - 50.0, 60.0, A4[1] - 60.0


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the left end of its baseline, in points from the top left corner."""

    x: float
    y: float
    text: str
    face: str
    size: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A ruled cell."""

    x0: float
    top: float
    x1: float
    bottom: float


@cache
def _fonts() -> None:
    for name, file in FACES.items():
        for suffix, style in (("", "Regular"), ("-Bold", "Bold")):
            pdfmetrics.registerFont(TTFont(name + suffix, f"{_FONTS}/liberation/{file}-{style}.ttf"))
    for suffix, style in (("", "Regular"), ("-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(f"Hindi{suffix}", f"{_FONTS}/noto/NotoSansDevanagari-{style}.ttf"))


class Sheet:
    """Pages drawn from the top left corner; `y` is the baseline of the next line."""

    def __init__(self, rng: Random) -> None:
        """Draw the type faces of labels and values, and what is repeated on each page."""
        _fonts()
        self.rng = rng
        self._pages: list[list[_Text | _Box]] = [[]]
        self.label_face = rng.choice(tuple(FACES))
        self.value_face = self.label_face if rng.random() < 0.6 else rng.choice(tuple(FACES))
        self.size = rng.choice((8.5, 9.5, 10.0, 11.0))
        self.value_size = self.size if rng.random() < 0.7 else self.size + rng.choice((-1.0, 1.5, 3.0))
        self.bold_labels, self.bold_values = rng.random() < 0.3, rng.random() < 0.3
        self.mark = rng.choice((":", ":", " :", ":-", " -", "")) if rng.random() < 0.9 else ""
        self.header = ""
        self.y = TOP

    @property
    def step(self) -> float:
        """From one line to the next."""
        return max(self.size, self.value_size) * 1.35

    def width(self, text: str, size: float, face: str) -> float:
        """How wide a text is set."""
        return float(sum(pdfmetrics.stringWidth(part, font, size) for part, font in _parts(text, face)))

    def text(self, x: float, text: str, *, face: str, size: float, y: float | None = None) -> float:
        """Set a text and give where it ends."""
        self._pages[-1].append(_Text(x, self.y if y is None else y, text, face, size))
        return x + self.width(text, size, face)

    def label(self, x: float, text: str, *, y: float | None = None, size: float | None = None) -> float:
        """Set a label."""
        return self.text(x, text, face=self.label_face + "-Bold" * self.bold_labels, size=size or self.size, y=y)

    def value(self, x: float, text: str, *, y: float | None = None, size: float | None = None) -> float:
        """Set a value."""
        return self.text(x, text, face=self.value_face + "-Bold" * self.bold_values, size=size or self.value_size, y=y)

    def wrapped(self, text: str, room: float, *, of_label: bool = False) -> list[str]:
        """The lines of a text that is set as a label or as a value in a column."""
        face, size = (self.label_face, self.size) if of_label else (self.value_face, self.value_size)
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size, f"{face}-Bold") > room and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def column(self, x: float, lines: Sequence[str], *, of_label: bool = False, y: float | None = None) -> float:
        """Set lines one below the other and give the baseline after them."""
        at = self.y if y is None else y
        for line in lines:
            (self.label if of_label else self.value)(x, line, y=at)
            at += self.step
        return at

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Rule a cell."""
        self._pages[-1].append(_Box(x0, top, x1, bottom))

    def room_for(self, height: float) -> None:
        """Turn the page unless so much room is left."""
        if self.y + height > FOOT:
            self.turn()

    def turn(self) -> None:
        """Begin a new page, with the head that every page has."""
        self._pages.append([])
        self.y = TOP
        if self.header:
            self.text(LEFT, self.header, face=self.label_face, size=7.5, y=34)

    def done(self) -> bytes:
        """The file; a browser's engine sets Devanagari, whose letters must be shaped."""
        texts = (it.text for page in self._pages for it in page if isinstance(it, _Text))
        return _as_html(self._pages) if any(map(_DEVANAGARI.search, texts)) else _by_canvas(self._pages)


def _by_canvas(pages: Sequence[Sequence[_Text | _Box]]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pages:
        for it in page:
            if isinstance(it, _Box):
                canvas.rect(it.x0, A4[1] - it.bottom, it.x1 - it.x0, it.bottom - it.top)
            else:
                canvas.setFont(it.face, it.size)
                canvas.drawString(it.x, A4[1] - it.y, it.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


_CSS = "@page{size:A4;margin:0}body{margin:0}div{position:relative;width:595pt;height:841pt;break-after:page}"
_CSS += "span,i{position:absolute;white-space:pre;line-height:1}i{border:0.7pt solid black}"


def _as_html(pages: Sequence[Sequence[_Text | _Box]]) -> bytes:
    made = ["".join(map(_as_element, page)) for page in pages]
    return web.pdf("".join(f"<div>{page}</div>" for page in made), _CSS)


def _as_element(it: _Text | _Box) -> str:
    if isinstance(it, _Box):
        place = f"left:{it.x0}pt;top:{it.top}pt;width:{it.x1 - it.x0}pt;height:{it.bottom - it.top}pt"
        return f'<i style="{place}"></i>'
    family, _, bold = it.face.partition("-")
    font = f"'Liberation {family}','Noto Sans Devanagari'"
    weight = "bold" if bold else "normal"
    style = f"left:{it.x}pt;top:{it.y - 0.85 * it.size}pt;font:{weight} {it.size}pt {font};line-height:1"
    return f'<span style="{style}">{web.esc(it.text)}</span>'


def _parts(text: str, face: str) -> Iterator[tuple[str, str]]:
    """A text by its scripts, each with its font."""
    bold = "-Bold" if face.endswith("-Bold") else ""
    for number, part in enumerate(_DEVANAGARI.split(text)):
        if part:
            yield part, f"Hindi{bold}" if number % 2 else face
