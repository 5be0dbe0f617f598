"""Words of a page's picture by Tesseract, with boxes in the page's points and a confidence each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors import scan
from extractors.quality import confidence_figures
from extractors.tesseract import Seen, tesseract
from records.pages import Box, Ruling, Word

OCR_DPI = 200
"""Resolution at which pages are read; finer scans are shrunk to it, which reads better than the fine picture."""

FINE_DPI = 300
"""Resolution for pages whose type is small, where the scan itself is fine enough."""

SMALL_TYPE = 0.055
"""Type whose letters' typical height is below this many inches (about 6 point type) is read at `FINE_DPI`."""

ENGLISH = "eng"
HINDI = "hin"
"""For lines known to hold Devanagari letters only: in half the time, and surer than the two models together."""

BOTH_SCRIPTS = "eng+hin"
"""English first: with Hindi first Tesseract loses a tenth of the digits."""

CLEAR = 0.70
"""Mean confidence from which the way up is not doubted."""

WELL_READ = 0.60
"""Words below this confidence are no evidence for the way up."""

SAMPLE_INCHES, SAMPLE_DPI = 0.9, 150
"""Which way is up is asked of a band of the page this high, at this resolution."""

SURELY_UPRIGHT, SURE_LETTERS = 0.7, 60
"""A sample of which this share of letters, and so many, is read well is the right way up: others are not tried."""

SHARP_HEAD = 1.1
"""Lines whose heads are this many times sharper than their feet may stand upside down."""

FEWEST_LETTERS = 12
"""A page with fewer pieces of ink of the size of letters than this is blank."""

DOUBTED_DIGITS = 0.60
"""The most that a number keeps whose digits the two models read differently."""

DOUBTED_NUMBER = 0.80
"""Numbers read with less confidence than this are read a second time."""

REREAD_ZOOM = 1.5
MOST_REREAD = 150
"""No more numbers of a page than this are read again: a page that has more is poor as a whole."""

UNDER_COLOUR = 0.80
"""The most that a word keeps that lies under coloured ink."""

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
DEVANAGARI_DIGIT = re.compile(r"[\u0966-\u096f]")
ARTEFACT = re.compile(r"^[|_¦\[\]{}~=—–\-.,'`‘’\"“”:;\\/!<>«»°•*]+$")
EDGES = "|¦"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture that was read, upright and straight; a second look reads places of it again.

    `rgb` shows the page with its rules and stamps; `grey` is what Tesseract was given: drawn rules taken out, light
    evened. A word's box in points times `scale` is its box in pixels of both.
    """

    rgb: scan.Rgb
    grey: scan.Grey
    dpi: float

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.dpi / 72

    def pixels(self, box: Box) -> scan.PixelBox:
        """Where a box of the page's words stands in the pictures, within their edges."""
        height, width = self.grey.shape
        left, top, right, bottom = (round(edge * self.scale) for edge in box)
        return max(0, left), max(0, top), min(width, right), min(height, bottom)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What OCR saw on a page, in upright and straight coordinates (points).

    `figures` holds what was measured: turned, skew, contrast, unevenness, sharpness, confidence, read_well, words.
    `sheet` is the picture behind the words, None for a blank page.
    """

    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()
    width: float = 0.0
    height: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class _View:
    """A picture made ready for reading: upright and straight, with what was found out about it."""

    rgb: scan.Rgb
    grey: scan.Grey
    paper: scan.Grey
    light: scan.Light
    ink: scan.Mask
    dpi: float

    def turned(self, degrees: int) -> _View:
        """The view turned clockwise by quarter turns."""
        if not degrees:
            return self
        rgb, grey, paper = (_turned(it, degrees) for it in (self.rgb, self.grey, self.paper))
        ink = _turned(self.ink.view(np.uint8), degrees).view(np.bool_)
        return _View(rgb, grey, paper, self.light, ink, self.dpi)


def _turned(picture: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def _view(rgb: scan.Rgb, dpi: float) -> _View:
    grey = scan.grey_of(rgb)
    paper = scan.paper_of(grey)
    light = scan.light_of(grey, paper)
    if light.paper < 100:  # white on black
        rgb, grey = 255 - rgb, 255 - grey
        paper = scan.paper_of(grey)
        light = scan.light_of(grey, paper)
    return _View(rgb, grey, paper, light, scan.ink_of(grey, paper), dpi)


def read_picture(draw: Callable[[float], Image.Image], width: float, own_dpi: float = FINE_DPI) -> OcrPage:
    """The words of a page's picture.

    Args:
        draw: gives the picture of the page as displayed at a resolution (dots per inch).
        width: of the page as displayed, in points.
        own_dpi: the resolution of the scan itself, where known.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    picture = draw(OCR_DPI)
    view = _view(np.asarray(picture), picture.width * 72 / width)
    pieces = scan.letters_of(view.ink, view.dpi)
    figures = {
        "contrast": round(view.light.contrast, 1),
        "unevenness": round(view.light.unevenness, 1),
        "resolution": round(own_dpi),
    }
    if len(pieces) < FEWEST_LETTERS:
        return _blank(view, figures)
    typical = float(np.percentile(pieces[:, 3], 60)) / view.dpi
    if typical < SMALL_TYPE and own_dpi > 1.2 * OCR_DPI:
        picture = draw(FINE_DPI)
        view = _view(np.asarray(picture), picture.width * 72 / width)
    figures["sharpness"] = round(scan.sharpness_of(view.grey, view.ink), 1)
    return _read_upright(view, figures)


def read_region(rgb: scan.Rgb, dpi: float) -> tuple[Word, ...]:
    """The words of a part of a page, in points from its top left; it is taken as it stands, upright and straight.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    view = _view(rgb, dpi)
    rules = scan.rules_of(view.ink, dpi)
    clean = scan.even(scan.without(view.grey, rules.mask, view.paper), view.paper, view.light)
    ink = view.ink & ~rules.mask
    hindi = scan.has_devanagari(ink, scan.letters_of(ink, dpi))
    seen = tesseract(clean, dpi, BOTH_SCRIPTS if hindi else ENGLISH, 6 if rules.form_a_grid else 3)
    if not seen:
        seen = tesseract(clean, dpi, BOTH_SCRIPTS if hindi else ENGLISH, 6)
    return tuple(_word(tidy, 72 / dpi) for it in seen if (tidy := _tidied(it)))


def _blank(view: _View, figures: dict[str, float]) -> OcrPage:
    height, width = view.grey.shape
    return OcrPage((), (), width * 72 / view.dpi, height * 72 / view.dpi, figures | confidence_figures(()))


def _read_upright(view: _View, figures: dict[str, float]) -> OcrPage:
    """Reads the view the way up that its lines suggest, and the other ways where that gives poor evidence."""
    across = scan.rows_run_across(view.ink, view.dpi)
    lying = across < 0.6
    asked = lying or _seems_upside_down(view)
    turn = _best_turn(view, (90, 270, 0) if lying else (180, 0)) if asked else 0
    page = _read_straight(view.turned(turn), figures | {"turned": float(turn)})
    if page.figures["confidence"] >= CLEAR or asked:
        return page
    better = _best_turn(view, (0, 180) if across > 2.5 else (0, 180, 90, 270))
    if better == turn:
        return page
    other = _read_straight(view.turned(better), figures | {"turned": float(better)})
    return other if _evidence(other.words) > _evidence(page.words) else page


def _seems_upside_down(view: _View) -> bool:
    """Whether the shapes of lines make it worth asking: Devanagari's headline below its letters, ascenders below too.

    Lines of Latin type end sharply at the foot, where most letters stand, and less so at the head.
    """
    ink = view.ink & ~scan.rules_of(view.ink, view.dpi).mask
    turned = np.ascontiguousarray(ink[::-1, ::-1])
    upright = scan.has_devanagari(ink, scan.letters_of(ink, view.dpi))
    reverse = scan.has_devanagari(turned, scan.letters_of(turned, view.dpi))
    if upright or reverse:
        return reverse and not upright
    return scan.sharper_head(ink, view.dpi) > SHARP_HEAD


def _best_turn(view: _View, turns: Sequence[int]) -> int:
    """The turn at which a sample of the page gives most well-read letters; the first that reads well is taken."""
    strip, dpi = _sample(view)
    best, most = turns[0], -1.0
    for turn in turns:
        evidence, share = _sample_evidence(_turned(strip, turn), dpi)
        if evidence > most:
            best, most = turn, evidence
        if share > SURELY_UPRIGHT and evidence >= SURE_LETTERS:
            break
    return best


def _sample(view: _View) -> tuple[scan.Grey, float]:
    """Some lines of the page, level and shrunk, and their resolution: the band across the lines that holds most ink."""
    lying = scan.rows_run_across(view.ink, view.dpi) < 1
    ink = view.ink.T if lying else view.ink
    grey = view.grey.T if lying else view.grey
    height = ink.shape[0]
    band = min(height, round(SAMPLE_INCHES * view.dpi))
    rows = np.concatenate([[0], np.cumsum(ink.sum(axis=1, dtype=np.int64))])
    top = int(np.argmax(rows[band:] - rows[:-band])) if height > band else 0
    strip = np.ascontiguousarray(grey[top : top + band])
    skew = scan.skew_of(np.ascontiguousarray(ink), view.dpi)
    if abs(skew) > 1:
        strip = scan.turned_back(strip, skew)
    strip = np.asarray(strip.T if lying else strip, np.uint8)
    scale = min(1.0, SAMPLE_DPI / view.dpi)
    small = cv2.resize(np.ascontiguousarray(strip), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), view.dpi * scale


def _sample_evidence(strip: scan.Grey, dpi: float) -> tuple[float, float]:
    """Well-read letters of a few lines, by a quick reading, and their share among all letters read."""
    seen = tesseract(strip, dpi, BOTH_SCRIPTS, 6)
    letters = sum(len(it.text) for it in seen)
    well = sum(
        it.confidence * len(it.text) for it in seen if it.confidence > WELL_READ and any(map(str.isalnum, it.text))
    )
    return well, well / max(letters, 1)


def _evidence(words: Sequence[Word]) -> float:
    return sum(word.confidence * len(word.text) for word in words if word.confidence > WELL_READ)


def _read_straight(view: _View, figures: dict[str, float]) -> OcrPage:
    """Reads an upright view: straightens it, takes rules and leaders out, reads, and reads doubtful places again."""
    skew = scan.skew_of(view.ink, view.dpi)
    straightened = abs(skew) > scan.SKEW_WORTH_TURNING
    if straightened:
        view = _view(scan.turned_back(view.rgb, skew), view.dpi)
    leaders = scan.leaders_of(view.ink, view.dpi)
    rules = scan.rules_of(view.ink & ~leaders, view.dpi)
    rules = replace(rules, mask=rules.mask | leaders)
    clean = scan.even(scan.without(view.grey, rules.mask, view.paper), view.paper, view.light)
    ink = view.ink & ~rules.mask
    hindi = scan.has_devanagari(ink, scan.letters_of(ink, view.dpi))
    languages = BOTH_SCRIPTS if hindi else ENGLISH
    seen = tesseract(clean, view.dpi, languages, 6 if rules.form_a_grid else 3)
    seen = figures_joined([tidy for it in seen if (tidy := _tidied(it))])
    seen = _digits_reread(seen, clean, view.dpi)
    seen = _under_colour(seen, view, rules)
    scale = 72 / view.dpi
    words = tuple(_word(it, scale) for it in seen)
    height, width = view.grey.shape
    figures = figures | {"skew": round(skew, 2), "straightened": float(straightened), "devanagari": float(hindi)}
    figures |= confidence_figures(words)
    sheet = Sheet(view.rgb, clean, view.dpi)
    return OcrPage(words, _rulings(rules, scale), width * scale, height * scale, figures, sheet)


def _word(seen: Seen, scale: float) -> Word:
    left, top, right, bottom = seen.box
    box: Box = (left * scale, top * scale, right * scale, bottom * scale)
    return Word(seen.text, box, round(seen.confidence, 3), "ocr", round((bottom - top) * scale, 2))


def _rulings(rules: scan.Rules, scale: float) -> tuple[Ruling, ...]:
    across = (
        Ruling(x0 * scale, (y0 + y1) / 2 * scale, x1 * scale, (y0 + y1) / 2 * scale) for x0, y0, x1, y1 in rules.across
    )
    down = (
        Ruling((x0 + x1) / 2 * scale, y0 * scale, (x0 + x1) / 2 * scale, y1 * scale) for x0, y0, x1, y1 in rules.down
    )
    return (*across, *down)


def _tidied(seen: Seen) -> Seen | None:
    """The word without remains of rules at its edges; None where it is nothing but such remains."""
    if ARTEFACT.match(seen.text) and (seen.confidence < 0.75 or set(seen.text) <= set("|¦_~")):
        return None
    text = seen.text.strip(EDGES)
    if not text:
        return None
    if text == seen.text:
        return seen
    left, top, right, bottom = seen.box
    letter = (right - left) / len(seen.text)
    before = len(seen.text) - len(seen.text.lstrip(EDGES))
    after = len(seen.text) - len(seen.text.rstrip(EDGES))
    return Seen(text, (round(left + before * letter), top, round(right - after * letter), bottom), seen.confidence)


def goes_on(before: Seen, it: Seen) -> bool:
    """Whether a word is the rest of the figure before it, which Tesseract cut at a comma: 41 and ,23,50,000.00."""
    height = max(before.box[3] - before.box[1], it.box[3] - it.box[1])
    on_line = min(before.box[3], it.box[3]) - max(before.box[1], it.box[1]) > 0
    near = -0.3 * height < it.box[0] - before.box[2] < 0.6 * height
    if not (on_line and near):
        return False
    return bool(re.search(r"[0-9]$", before.text) and re.match(r"[,.][0-9]", it.text)) or bool(
        re.search(r"[0-9],$", before.text) and re.match(r"[0-9]{2,3}[,.]", it.text)
    )


def _cut_in_doubt(before: Seen, it: Seen) -> bool:
    """Whether two doubtful pieces stand so close, digit to digit, that they may be one: /01 and 11 of /0111."""
    height = max(before.box[3] - before.box[1], it.box[3] - it.box[1])
    on_line = min(before.box[3], it.box[3]) - max(before.box[1], it.box[1]) > 0.5 * height
    close = 0 <= it.box[0] - before.box[2] < 0.42 * height
    digits = bool(re.search(r"[0-9]$", before.text) and re.match(r"[0-9]", it.text))
    return on_line and close and digits and max(before.confidence, it.confidence) < DOUBTED_NUMBER


def figures_joined(seen: Sequence[Seen]) -> list[Seen]:
    """The words with figures put together again that were cut at a comma, or cut in doubt between two digits."""
    joined: list[Seen] = []
    for it in seen:
        if joined and (goes_on(joined[-1], it) or _cut_in_doubt(joined[-1], it)):
            joined[-1] = _one(joined[-1], it)
        else:
            joined.append(it)
    return joined


def _one(before: Seen, it: Seen) -> Seen:
    a, b = before.box, it.box
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
    return Seen(before.text + it.text, box, min(before.confidence, it.confidence))


def _digits_reread(seen: list[Seen], grey: scan.Grey, dpi: float) -> list[Seen]:
    """Numbers that are in doubt, read again alone, larger, and by the English model.

    In doubt are numbers read with little confidence and numbers in which the Hindi model may have had a hand (a
    Devanagari digit among Latin ones). Where the second reading is surer it is taken; where both doubt, the number
    keeps its reading and loses confidence.
    """
    doubtful = [
        index
        for index, it in enumerate(seen)
        if _mixes_digits(it.text) or (any(map(str.isdigit, it.text)) and it.confidence < DOUBTED_NUMBER)
    ][:MOST_REREAD]
    if not doubtful:
        return seen
    others = [it.box for it in seen]
    boxes = [to_the_gap(grey, seen[index].box, others) for index in doubtful]
    again = read_places(grey, boxes, dpi, ENGLISH, zoom=REREAD_ZOOM)
    result = list(seen)
    for index, box, other in zip(doubtful, boxes, again, strict=True):
        it = seen[index]
        if other and other.text == it.text:
            result[index] = replace(it, confidence=(it.confidence + other.confidence) / 2)
        elif other and _mixes_digits(it.text) and not DEVANAGARI.search(other.text):
            result[index] = Seen(other.text, box, min(other.confidence, 0.85))
        elif other and other.confidence > it.confidence + 0.1:
            result[index] = Seen(other.text, box, min(other.confidence, 0.75))
        elif other and other.text != it.text:
            result[index] = replace(it, confidence=min(it.confidence, DOUBTED_DIGITS))
    return result


def _mixes_digits(text: str) -> bool:
    """Whether Devanagari digits stand beside Latin digits or letters: १,45,000 or २1."""
    return bool(DEVANAGARI_DIGIT.search(text)) and bool(re.search(r"[0-9A-Za-z]", text))


def read_places(
    grey: scan.Grey, boxes: Sequence[tuple[int, int, int, int]], dpi: float, languages: str, zoom: float = 1.0
) -> list[Seen | None]:
    """Each place of a picture as one line of text, all in one call; None where nothing was read.

    The box of what was read is where it stands on the stacked picture.
    """
    return [_joined([it for it, _ in line]) for line in _read_stacked(grey, boxes, dpi, languages, zoom)]


def read_lines(
    grey: scan.Grey, boxes: Sequence[tuple[int, int, int, int]], dpi: float, languages: str
) -> list[list[Seen]]:
    """The words of each place of a picture, which holds one line of text; their boxes stand on the picture itself."""
    return [
        [replace(it, box=place) for it, place in sorted(line, key=lambda pair: pair[1][0])]
        for line in _read_stacked(grey, boxes, dpi, languages, 1.0)
    ]


def _read_stacked(
    grey: scan.Grey, boxes: Sequence[tuple[int, int, int, int]], dpi: float, languages: str, zoom: float
) -> list[list[tuple[Seen, scan.PixelBox]]]:
    """The words of each place, with their boxes on the stacked picture and on the picture itself.

    The places are stacked on white, each on a line of its own, `zoom` times enlarged.
    """
    gap = max(8, round(dpi * 0.08))
    strips, tops, corners, top = [], [], [], gap
    width = round(zoom * max((box[2] - box[0] for box in boxes), default=0)) + 4 * gap
    for left, upper, right, lower in boxes:
        reach = max(2, (lower - upper) // 6)
        corners.append((max(0, left - reach), max(0, upper - reach)))
        part = grey[max(0, upper - reach) : lower + reach, max(0, left - reach) : right + reach]
        if zoom != 1.0 and part.size:
            part = np.asarray(cv2.resize(part, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC), np.uint8)
        strip = np.full((part.shape[0] + gap, max(width, part.shape[1] + 2 * gap)), 255, np.uint8)
        strip[: part.shape[0], gap : gap + part.shape[1]] = part
        strips.append(strip)
        tops.append((top, top + part.shape[0]))
        top += strip.shape[0]
    if not strips:
        return []
    widest = max(strip.shape[1] for strip in strips)
    padded = [cv2.copyMakeBorder(it, 0, 0, 0, widest - it.shape[1], cv2.BORDER_CONSTANT, value=(255,)) for it in strips]
    sheet = np.vstack([np.full((gap, widest), 255, np.uint8), *padded])
    lines: list[list[tuple[Seen, scan.PixelBox]]] = [[] for _ in boxes]
    for it in tesseract(np.asarray(sheet, np.uint8), dpi * zoom, languages, 6):
        middle = (it.box[1] + it.box[3]) / 2
        nearest = min(range(len(tops)), key=lambda index: abs(sum(tops[index]) / 2 - middle))
        if tops[nearest][0] - gap <= middle <= tops[nearest][1] + gap:
            x, y = corners[nearest]
            across = [round(x + (edge - gap) / zoom) for edge in (it.box[0], it.box[2])]
            down = [round(y + (edge - tops[nearest][0]) / zoom) for edge in (it.box[1], it.box[3])]
            lines[nearest].append((it, (across[0], down[0], across[1], down[1])))
    return lines


def to_the_gap(grey: scan.Grey, box: scan.PixelBox, others: Sequence[scan.PixelBox]) -> scan.PixelBox:
    """The box widened to the white on either side, up to its neighbours on the line.

    Tesseract's boxes may end before a letter that it overlooked: the box of 0111 read as 01 ends after the first 1.
    """
    left, top, right, bottom = box
    height = bottom - top
    on_line = [it for it in others if min(it[3], bottom) - max(it[1], top) > 0.3 * height and it != box]
    furthest_right = min([it[0] for it in on_line if it[0] >= right - 2], default=grey.shape[1]) - 2
    furthest_left = max([it[2] for it in on_line if it[2] <= left + 2], default=0) + 2
    furthest_right = min(furthest_right, right + 6 * height)
    furthest_left = max(furthest_left, left - 6 * height)
    band = grey[max(0, top) : bottom]
    if not band.size:
        return box
    inked = (band < band.max() * 0.6).any(axis=0)
    room = max(3, round(0.6 * height))
    start, end = left, right
    while end < furthest_right and inked[end : min(end + room, furthest_right)].any():
        end += room
    while start > furthest_left and inked[max(start - room, furthest_left) : start].any():
        start -= room
    return max(start, min(left, furthest_left)), top, min(end, max(right, furthest_right)), bottom


def _joined(line: list[Seen]) -> Seen | None:
    if not line:
        return None
    line = sorted(line, key=lambda it: it.box[0])
    boxes: list[Any] = [it.box for it in line]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Seen(" ".join(it.text for it in line), box, min(it.confidence for it in line))


def _under_colour(seen: list[Seen], view: _View, rules: scan.Rules) -> list[Seen]:
    """Words under stamps and signatures, read again without the coloured ink; they keep a doubt in any case."""
    ink = scan.coloured_ink(view.rgb, view.ink, view.dpi)
    if not ink.over_type:
        return seen
    plain = scan.without_colour(view.rgb)
    paper = scan.paper_of(plain)
    plain = scan.even(scan.without(plain, rules.mask, paper), paper, scan.light_of(plain, paper))
    result = seen
    for area in ink.over_type:
        result = _area_reread(result, plain, area, ink.mask, view.dpi)
    return result


def _area_reread(seen: list[Seen], plain: scan.Grey, area: scan.PixelBox, colour: scan.Mask, dpi: float) -> list[Seen]:
    reach = round(0.1 * dpi)
    touched = [it for it in seen if _overlap(it.box, area) > 0]
    left = max(0, min([area[0], *(it.box[0] for it in touched)]) - reach)
    top = max(0, min([area[1], *(it.box[1] for it in touched)]) - reach)
    right = max([area[2], *(it.box[2] for it in touched)]) + reach
    bottom = max([area[3], *(it.box[3] for it in touched)]) + reach
    crop = np.ascontiguousarray(plain[top:bottom, left:right])
    again = []
    for it in tesseract(crop, dpi, BOTH_SCRIPTS, 6):
        x0, y0, x1, y1 = it.box
        moved = _tidied(Seen(it.text, (x0 + left, y0 + top, x1 + left, y1 + top), it.confidence))
        if moved and _overlap(moved.box, area) > 0.3:
            again.append(moved)
    place = next((index for index, it in enumerate(seen) if _overlap(it.box, area) > 0.3), len(seen))
    before = list(seen[:place])
    after = [it for it in seen[place:] if _overlap(it.box, area) <= 0.3]
    within = [it for it in seen if _overlap(it.box, area) > 0.3]
    strength = sum(it.confidence * len(it.text) for it in within)
    chosen = again if sum(it.confidence * len(it.text) for it in again) > 0.9 * strength else within
    return [*before, *(_doubted(it, colour) for it in chosen), *after]


def _doubted(seen: Seen, colour: scan.Mask) -> Seen:
    left, top, right, bottom = seen.box
    share = float(colour[top:bottom, left:right].mean()) if right > left and bottom > top else 0.0
    return replace(seen, confidence=min(seen.confidence, UNDER_COLOUR)) if share > 0.02 else seen


def _overlap(box: tuple[int, int, int, int], area: scan.PixelBox) -> float:
    """The share of `box` that lies within `area`."""
    across = min(box[2], area[2]) - max(box[0], area[0])
    down = min(box[3], area[3]) - max(box[1], area[1])
    size = max(1, (box[2] - box[0]) * (box[3] - box[1]))
    return across * down / size if across > 0 and down > 0 else 0.0
