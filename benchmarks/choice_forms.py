"""Forms with answers to choose from, drawn at random: how answers are set, where boxes stand, and how one is marked."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import yaml
from weasyprint import HTML

LANGUAGES = ("en", "en", "hi", "bilingual")
UNANSWERED, TWICE = 0.06, 0.03
"""Shares of questions that nobody answered, and of those with one answer permitted and two marked."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a form prints its choices; distances in pixels of 1/96 inch."""

    mark: str
    place: str
    setting: str
    form: str
    language: str
    own_gap: float
    next_gap: float
    parted_by: str
    size: float
    box: float
    face: str
    ruled: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One question of a form: the values marked, of which a field with one answer has at most one."""

    field: str
    marked: tuple[str, ...]
    truth: tuple[str, ...] | None
    """What should be read; None where nothing may be: no answer is marked, or two are of which one is permitted."""


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """A form as a PDF, and what is marked on it."""

    document_type: str
    look: Look
    content: bytes
    choices: tuple[Choice, ...]


Sign = Callable[[bool, Look, Random], str]


def _picture(paths: str, style: str, *, ink: str, breadth: float) -> str:
    """What a hand draws in a square of 100, laid over the text."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<g fill="none" stroke="{ink}" stroke-width="{breadth:.1f}">{paths}</g></svg>'
    )
    return f'<img style="position:absolute;{style}" src="data:image/svg+xml,{quote(drawn)}">'


def _ink(rng: Random) -> str:
    return rng.choice(("#111", "#1b2f8f", "#20389c"))


def _glyphs(empty: str, ticked: str) -> Sign:
    return lambda chosen, look, rng: ticked if chosen else empty


def _drawn(inside: Callable[[Look, Random], str], *, radius: str = "0") -> Sign:
    def sign(chosen: bool, look: Look, rng: Random) -> str:
        side = f"width:{look.box:.1f}px;height:{look.box:.1f}px"
        style = f"display:inline-block;position:relative;vertical-align:-2px;border:1px solid #000;{side}"
        return f'<span style="{style};border-radius:{radius}">{inside(look, rng) if chosen else ""}</span>'

    return sign


def _tick(look: Look, rng: Random) -> str:
    path = '<path d="M12 55 L40 85 L90 12"/>'
    return _picture(path, "left:0;top:0;width:100%;height:100%", ink="#111", breadth=13)


def _cross(look: Look, rng: Random) -> str:
    path = '<path d="M10 10 L90 90 M90 10 L10 90"/>'
    return _picture(path, "left:0;top:0;width:100%;height:100%", ink="#111", breadth=13)


def _tick_over(look: Look, rng: Random) -> str:
    """A tick by hand that reaches out of its box, to the right and upwards."""
    over, up = rng.uniform(120, 190), rng.uniform(110, 160)
    path = f'<path d="M8 {rng.uniform(45, 65):.0f} L{rng.uniform(25, 40):.0f} 92 Q60 50 96 6"/>'
    style = f"left:{rng.uniform(-15, 10):.0f}%;bottom:{rng.uniform(-10, 15):.0f}%;width:{over:.0f}%;height:{up:.0f}%"
    return _picture(path, style, ink=_ink(rng), breadth=rng.uniform(8, 12))


def _scribble(look: Look, rng: Random) -> str:
    path = '<path d="M5 40 L60 5 L10 70 L90 15 L20 95 L95 40 L50 95 L98 70"/>'
    return _picture(path, "left:-8%;top:-8%;width:116%;height:116%", ink=_ink(rng), breadth=9)


def _fill(look: Look, rng: Random) -> str:
    return '<span style="position:absolute;inset:1px;background:#000"></span>'


def _dot(look: Look, rng: Random) -> str:
    return '<span style="position:absolute;inset:22%;border-radius:50%;background:#000"></span>'


def _letter(look: Look, rng: Random) -> str:
    size = f"font-size:{look.box * 0.95:.1f}px;line-height:{look.box:.1f}px"
    return f'<span style="position:absolute;left:0;right:0;top:0;text-align:center;{size}">X</span>'


def _widget(kind: str) -> Sign:
    def sign(chosen: bool, look: Look, rng: Random) -> str:
        size = f"width:{look.box:.1f}px;height:{look.box:.1f}px;border:1px solid #000"
        size += ";display:inline-block;vertical-align:-2px;margin:0"
        return f'<input type="{kind}" name="n{rng.randrange(10**9)}" style="{size}"{" checked" if chosen else ""}>'

    return sign


SIGNS: dict[str, Sign] = {
    "☐☑": _glyphs("☐", "☑"), "☐☒": _glyphs("☐", "☒"), "□■": _glyphs("□", "■"), "○●": _glyphs("○", "●"),
    "○◉": _glyphs("○", "◉"), "[ ][x]": _glyphs("[ ]", "[x]"), "[ ][✓]": _glyphs("[&nbsp;&nbsp;]", "[✓]"),
    "( )(•)": _glyphs("(&nbsp;&nbsp;)", "(●)"), "( )(✓)": _glyphs("(&nbsp;&nbsp;&nbsp;)", "(✓)"),
    "box tick": _drawn(_tick), "box cross": _drawn(_cross), "box filled": _drawn(_fill), "box X": _drawn(_letter),
    "box tick over": _drawn(_tick_over), "box scribble": _drawn(_scribble), "ring dot": _drawn(_dot, radius="50%"),
    "ring tick over": _drawn(_tick_over, radius="50%"), "widget box": _widget("checkbox"),
}  # fmt: skip
"""Boxes that every answer has, with something in the one that is chosen."""


def _lone_tick(chosen: bool, look: Look, rng: Random) -> str:
    return "✓" if chosen else ""


def _lone_tick_by_hand(chosen: bool, look: Look, rng: Random) -> str:
    style = "display:inline-block;position:relative;width:1em;height:.8em"
    return f'<span style="{style}">{_tick_over(look, rng)}</span>' if chosen else ""


LONE: dict[str, Sign] = {"lone ✓": _lone_tick, "lone tick by hand": _lone_tick_by_hand}
"""A mark beside the answer that is chosen, and nothing beside the others."""


def _around(word: str, over: str) -> str:
    return f'<span style="position:relative;display:inline-block">{word}{over}</span>'


def _ringed(word: str, chosen: bool, rng: Random) -> str:
    path = '<path d="M30 8 Q-8 30 4 62 Q20 100 60 94 Q104 84 96 42 Q86 4 34 6"/>'
    style = "left:-8px;right:-8px;top:-6px;bottom:-6px;width:calc(100% + 16px);height:calc(100% + 12px)"
    return _around(word, _picture(path, style, ink=_ink(rng), breadth=3)) if chosen else word


def _struck(word: str, chosen: bool, rng: Random) -> str:
    return word if chosen else f"<s>{word}</s>"


def _struck_by_hand(word: str, chosen: bool, rng: Random) -> str:
    path = f'<path d="M0 {rng.uniform(45, 60):.0f} Q50 {rng.uniform(45, 60):.0f} 100 {rng.uniform(40, 60):.0f}"/>'
    over = _picture(path, "left:-3px;top:0;width:calc(100% + 6px);height:100%", ink=_ink(rng), breadth=9)
    return word if chosen else _around(word, over)


def _underlined(word: str, chosen: bool, rng: Random) -> str:
    return f"<u>{word}</u>" if chosen else word


def _framed(word: str, chosen: bool, rng: Random) -> str:
    return f'<span style="border:1px solid #000;padding:1px 3px">{word}</span>' if chosen else word


AROUND: dict[str, Callable[[str, bool, Random], str]] = {
    "ringed by hand": _ringed, "others struck out": _struck, "others struck by hand": _struck_by_hand,
    "underlined": _underlined, "framed": _framed,
}  # fmt: skip
"""What is drawn through or around the words themselves."""

MARKS = (*SIGNS, *LONE, *AROUND)
PLACES = ("before", "before", "behind")
SETTINGS = ("line", "line", "wrapped", "stacked", "cells", "box cells", "heads")
FORMS = ("table", "lines", "two columns")


def look_of(rng: Random, mark: str | None = None) -> Look:
    """A look drawn at random. Answers stand further apart than a box and its own, or as far."""
    mark = mark or rng.choice(MARKS)
    own = rng.uniform(2, 8)
    setting = rng.choice(SETTINGS if mark in SIGNS else SETTINGS[:4])
    form = rng.choice(FORMS if setting in {"wrapped", "stacked"} else FORMS[:2])  # others are too wide for a column
    return Look(
        mark=mark, place=rng.choice(PLACES), setting=setting, form=form, language=rng.choice(LANGUAGES),
        own_gap=own, next_gap=max(own, rng.choice((own, rng.uniform(5, 12), rng.uniform(12, 40)))),
        parted_by=rng.choice(("", "", "/", ",")) if mark in SIGNS else rng.choice(("/", "/", "", "|")),
        size=rng.uniform(11.5, 15), box=rng.uniform(9, 15),
        face=rng.choice(("Liberation Serif", "Liberation Sans", "DejaVu Sans")), ruled=rng.random() < 0.5,
    )  # fmt: skip


def choice_form(seed: int, mark: str | None = None) -> ChoiceForm:
    """The form of a seed, by a mark if one is asked for."""
    rng = Random(seed)
    look = look_of(rng, mark)
    kind = rng.choice(("application_form",) * 3 + ("epr_certificate", "pollution_board_authorisation"))
    asked = _wordings()[kind]
    choices, rows = [], [(_words(it, look), html.escape(it["value"])) for it in asked["others"]]
    for field, question in asked["fields"].items():
        marked = _marked(rng, field, list(question["answers"]), look)
        allowed = len(marked) > 0 if field == "minerals" else len(marked) == 1
        choices.append(Choice(field, marked, marked if allowed else None))
        rows.append((_words(question["question"], look), _answers(question["answers"], marked, look, rng)))
    page = f"<h1>{_words(asked['title'], look)}</h1><h2>{_words(asked['under'], look)}</h2>{_form(rows, look)}"
    content = HTML(string=f"<style>{_style(look)}</style>{page}").write_pdf(pdf_forms=True)
    return ChoiceForm(kind, look, content, tuple(choices))


def _marked(rng: Random, field: str, answers: Sequence[str], look: Look) -> tuple[str, ...]:
    """The answers that the applicant marked, in the order of print."""
    if rng.random() < UNANSWERED and (field != "minerals" or look.mark in SIGNS):  # a bare list of them is an answer
        return ()
    count = rng.randrange(2, 4) if field == "minerals" else 2 if len(answers) > 2 and rng.random() < TWICE else 1
    chosen = rng.sample(answers, count)
    return tuple(it for it in answers if it in chosen)


def _words(texts: dict[str, str], look: Look) -> str:
    english, hindi = html.escape(texts["en"]), html.escape(texts.get("hi", ""))
    if look.language == "bilingual" and hindi:
        return f"{hindi} / {english}"
    return hindi if look.language == "hi" and hindi else english


def _answers(answers: dict[str, dict[str, str]], marked: Sequence[str], look: Look, rng: Random) -> str:
    """The answers of one question as HTML, each with its mark."""
    if look.mark in AROUND:
        parts = [("", AROUND[look.mark](_words(it, look), value in marked, rng)) for value, it in answers.items()]
    else:
        sign = (SIGNS | LONE)[look.mark]
        parts = [(sign(value in marked, look, rng), _words(it, look)) for value, it in answers.items()]
    before = look.place == "before"
    if look.setting == "heads":
        heads = "".join(f"<td>{word}</td>" for _, word in parts)
        return f"<table class=in><tr>{heads}</tr><tr>{''.join(f'<td>{sign}</td>' for sign, _ in parts)}</tr></table>"
    if look.setting == "box cells":
        pairs = ((sign, word) if before else (word, sign) for sign, word in parts)
        return f"<table class=in><tr>{''.join(f'<td>{a}</td><td>{b}</td>' for a, b in pairs)}</tr></table>"
    gap = f'<span style="display:inline-block;width:{look.own_gap:.1f}px"></span>'
    bound = "" if look.setting == "wrapped" else "white-space:nowrap"
    joined = [
        f'<span style="{bound}">{(f"{s}{gap}{w}" if before else f"{w}{gap}{s}") if s else w}</span>' for s, w in parts
    ]
    if look.setting == "cells":
        return f"<table class=in><tr>{''.join(f'<td>{it}</td>' for it in joined)}</tr></table>"
    if look.setting == "stacked":
        return "<br>".join(joined)
    between = f'<span style="display:inline-block;width:{look.next_gap:.1f}px"></span>'
    return f"{f' {look.parted_by} ' if look.parted_by else ' '}{between}".join(joined)


def _form(rows: Sequence[tuple[str, str]], look: Look) -> str:
    """The questions with what answers them, as a table, lines of text, or two columns side by side."""
    if look.form == "lines":
        return "".join(f"<div class=q>{label}: &ensp;{value}</div>" for label, value in rows)
    cells = [f"<td class=l>{label}</td><td>{value}</td>" for label, value in rows]
    if look.form == "two columns":
        half = (len(cells) + 1) // 2
        cells = [a + b for a, b in zip(cells[:half], [*cells[half:], "<td></td><td></td>"], strict=False)]
    return f"<table class=f>{''.join(f'<tr>{it}</tr>' for it in cells)}</table>"


def _style(look: Look) -> str:
    rules = "border:1px solid #333;" if look.ruled else ""
    width = {"table": 32, "lines": 100, "two columns": 18}[look.form]
    margin = "16mm 8mm" if look.form == "two columns" else "20mm"
    return f"""
        @page {{ size: A4; margin: {margin} }}
        body {{ font: {look.size:.1f}px '{look.face}', 'Lohit Devanagari', 'DejaVu Sans'; line-height: 1.55 }}
        h1 {{ font-size: 1.4em; text-align: center }}
        h2 {{ font-size: 1.1em; text-align: center; font-weight: normal }}
        table {{ border-collapse: collapse }} table.f {{ width: 100% }} .q {{ margin: 7px 0 }}
        td {{ padding: 4px 6px; vertical-align: top }} td.l {{ width: {width}% }}
        table.f > tbody > tr > td, table.f > tr > td {{ {rules} }} table.in td {{ {rules} padding: 1px 5px }}
    """


def _wordings() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("choice_forms.yaml").read_text("utf-8")))
