"""Words of a page's picture by Tesseract, with boxes in the page's points and a confidence each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.broken_rules import mended_rules
from extractors.drawn_boxes import EMPTY_BOX, MARKED_BOX, DrawnBox
from extractors.flatten import EXPLAINED, SURELY_EXPLAINED, Draw, Flat, as_it_is, sheet_in, straightening_of
from extractors.letter_boxes import without_rows, words_in_boxes
from extractors.places import BOTH_SCRIPTS, ENGLISH, read_lines
from extractors.prose_columns import columns_of_prose, picture_share
from extractors.quality import confidence_figures
from extractors.seen_words import DEVANAGARI, figures_joined, mixed_digits_reread, signs_known, tidied
from extractors.square_codes import square_codes
from extractors.straight import Straight, made_straight
from extractors.tesseract import BY_LAYOUT, ONE_BLOCK, Seen, tesseract
from extractors.view import View, view_of
from extractors.way_up import best_turn, evidence_of, seems_upside_down, surely_upright
from records.pages import Box, Mesh, Ruling, Strip, Word

OCR_DPI = 200
"""Resolution at which pages are read; finer scans are shrunk to it, which reads better than the fine picture."""

FINE_DPI = 300
"""Resolution taken for scans that do not say their own."""

MOST_DPI = 600
MOST_PIXELS = 24e6
"""A page is drawn with no more pixels than this, however small its type."""

LONGEST_SIDE, CARD_SIDE, PAPER_SIDE = 1191.0, 420.0, 842.0
"""Points: the long sides of A3, A6 and A4. A page larger than A3 (a poster, a photograph that states few dots an inch)
is read as if it were A3, for its type is as much larger; one smaller than A6 that was scanned very finely as if it were
up to A4, for its type is as much smaller."""

CARD_DPI = 600
"""Scans of cards finer than this are read as if they were larger."""

SMALL_TYPE, LARGE_TYPE, READABLE_TYPE = 12, 45, 18
"""Pixels: letters lower or higher than these are brought to the height that reads best, if the scan is fine enough."""

MOSTLY_HINDI = 0.03
"""From this share of pieces of ink on that hang from a headline, the whole page is read by both models; below it, only
lines with such pieces that English does not read well."""

READ_WELL_IN_ENGLISH = 0.80


MUCH_PICTURE = 0.25
"""From this share of a page's ink in drawings on, it is read by layout, which leaves pictures out."""

AROUND_PRINT = 0.1
"""Inches of paper that are left around the print that is read."""

CLEAR = 0.70
"""Mean confidence from which the way up is not doubted."""

UNREAD = 0.50
"""Mean confidence below which nothing was read: every way up is tried, whatever its lines suggest."""


LYING = 0.6
"""A page whose ink forms rows so much less across it than down it lies on its side."""

NARROWEST_INCHES = 0.05
"""The short side of a picture that could hold a line of type; a narrower one (a ruling, a single dot) is blank."""


FEWEST_LETTERS = 12
"""A page with fewer pieces of ink of the size of letters than this is blank."""

BOX_SEEN = 0.85
"""What a box and the mark in it are worth, told by their shape."""

UNDER_COLOUR = 0.80
"""The most that a word keeps that lies under coloured ink."""

SURE_IN_STAMP = 0.70
"""Words of a stamp are kept from this confidence on: most of what stands on it is round, faint and under type."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture that was read, upright and straight; a second look reads places of it again.

    It is what Tesseract was given: drawn rules and coloured ink over type taken out, light evened. A word's box in
    points times `scale` is its box in pixels. `unsealed` is the picture without seals in grey, where there are any.
    """

    grey: scan.Grey
    dpi: float
    unsealed: scan.Grey | None = None

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.dpi / 72

    def pixels(self, box: Box) -> scan.PixelBox:
        """Where a box of the page's words stands in the picture, within its edges."""
        height, width = self.grey.shape
        left, top, right, bottom = (round(edge * self.scale) for edge in box)
        return max(0, left), max(0, top), min(width, right), min(height, bottom)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What OCR saw on a page, in upright and straight coordinates (points).

    `figures` holds what was measured: turned, skew, contrast, unevenness, sharpness, confidence, read_well, words.
    `sheet` is the picture behind the words, None for a blank page. `mesh` is the way back to the page as displayed
    where the picture was made flat first. `marks` are boxes to tick, empty or marked, and words in
    boxes of one letter each, to which a second look has nothing to add. `unasked` as in `Page`, after a second look.
    """

    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()
    width: float = 0.0
    height: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)
    sheet: Sheet | None = None
    mesh: Mesh | None = None
    marks: tuple[Word, ...] = ()
    unasked: Mapping[Box, Strip] = field(default_factory=dict)


def read_picture(draw: Draw, size: tuple[float, float], own_dpi: float = FINE_DPI) -> OcrPage:
    """The words of a page's picture.

    Args:
        draw: gives the picture of the page as displayed at a resolution (dots per inch).
        size: width and height of the page as displayed, in points.
        own_dpi: the resolution of the scan itself, where known.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    times = _times_as_large(max(size), own_dpi)
    if times != 1.0:
        usual = read_picture(lambda dpi: draw(dpi / times), (size[0] / times, size[1] / times), own_dpi * times)
        return _enlarged(usual, times)
    picture, dpi = _picture(draw, size, OCR_DPI)
    if min(picture.shape[:2]) < NARROWEST_INCHES * dpi:
        return _blank(view_of(picture, dpi), {"resolution": round(own_dpi)})
    if (sheet := sheet_in(picture, size)) is not None:
        return _read_flat(sheet, draw, size, own_dpi)
    view = view_of(picture, dpi)
    if (net := _straightening(view)) is not None:
        return _read_flat(as_it_is(size).then(net), draw, size, own_dpi)
    return _read_view(view, draw, size, own_dpi)


def _read_flat(flat: Flat, draw: Draw, size: tuple[float, float], own_dpi: float) -> OcrPage:
    """Reads the flat page that a picture shows aslant or bent; lines that are still bent are made straight."""
    own_dpi /= flat.magnified
    view = view_of(*_picture(flat.drawn_by(draw), flat.size, OCR_DPI))
    if (net := _straightening(view)) is not None:
        flat = flat.then(net)
        view = view_of(*_picture(flat.drawn_by(draw), flat.size, OCR_DPI))
    page = _read_view(view, flat.drawn_by(draw), flat.size, own_dpi)
    return replace(page, mesh=flat.mesh(size), figures=page.figures | {"flattened": 1.0})


def _straightening(view: View) -> NDArray[np.float64] | None:
    """What makes bent lines straight, where they run across the page; bent rules may seem to run down it."""
    lying = scan.rows_run_across(view.ink, view.dpi) < LYING
    return straightening_of(view.ink, view.dpi, SURELY_EXPLAINED if lying else EXPLAINED)


def _read_view(view: View, draw: Draw, size: tuple[float, float], own_dpi: float) -> OcrPage:
    """Reads a page from its picture at the usual resolution, or from one that `draw` gives at a better one."""
    letters = scan.letters_of(view.ink, view.dpi)
    figures = {
        "contrast": round(view.light.contrast, 1),
        "unevenness": round(view.light.unevenness, 1),
        "resolution": round(own_dpi),
    }
    if len(letters) < FEWEST_LETTERS:
        return _blank(view, figures)
    dpi = _best_dpi(letters, view.dpi, own_dpi)
    if dpi != view.dpi:
        view = view_of(*_picture(draw, size, dpi))
    figures["sharpness"] = round(scan.sharpness_of(view.grey, view.ink), 1)
    figures["read_at"] = round(view.dpi)
    return _read_upright(view, figures)


def _times_as_large(side: float, own_dpi: float) -> float:
    """How many times larger than a usual paper a page is whose long side has so many points; 1 for usual ones."""
    if side > LONGEST_SIDE:
        return side / LONGEST_SIDE
    if side < CARD_SIDE and own_dpi > CARD_DPI:
        return max(side / PAPER_SIDE, FINE_DPI / own_dpi)
    return 1.0


def _enlarged(page: OcrPage, times: float) -> OcrPage:
    """The page with all its measures so many times larger."""
    words, marks = (tuple(_larger(it, times) for it in group) for group in (page.words, page.marks))
    rulings = tuple(Ruling(it.x0 * times, it.top * times, it.x1 * times, it.bottom * times) for it in page.rulings)
    sheet = page.sheet and replace(page.sheet, dpi=page.sheet.dpi / times)
    mesh = page.mesh and page.mesh.enlarged(times)
    return OcrPage(words, rulings, page.width * times, page.height * times, page.figures, sheet, mesh, marks)


def _larger(word: Word, times: float) -> Word:
    x0, top, x1, bottom = (edge * times for edge in word.box)
    return replace(word, box=(x0, top, x1, bottom), size=word.size * times)


def _picture(draw: Draw, size: tuple[float, float], dpi: float) -> tuple[scan.Rgb, float]:
    """The page at a resolution, or at a coarser one where it would have too many pixels; and that resolution."""
    width, height = size
    picture = draw(min(dpi, 72 * (MOST_PIXELS / max(width * height, 1.0)) ** 0.5))
    return picture, picture.shape[1] * 72 / width


def _best_dpi(letters: NDArray[np.int32], dpi: float, own_dpi: float) -> float:
    """The resolution at which the page's letters have a height that reads well, no finer than the scan itself."""
    typical = float(np.percentile(letters[:, 3], 60))
    if typical < SMALL_TYPE and own_dpi > 1.2 * dpi:
        return min(own_dpi, MOST_DPI, dpi * READABLE_TYPE / typical)
    if float(np.percentile(letters[:, 3], 25)) > LARGE_TYPE:
        return dpi * 1.5 * READABLE_TYPE / typical
    return dpi


def read_region(rgb: scan.Rgb, dpi: float) -> tuple[Word, ...]:
    """The words of a part of a page, in points from its top left; it is taken as it stands, upright and straight.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    ready = made_straight(view_of(rgb, dpi), straighten=False)
    languages = BOTH_SCRIPTS if scan.has_devanagari(ready.ink, ready.letters) else ENGLISH
    seen = tesseract(ready.clean, dpi, languages, ONE_BLOCK if ready.rules.form_a_grid else BY_LAYOUT)
    if not seen:
        seen = tesseract(ready.clean, dpi, languages, ONE_BLOCK)
    return tuple(_word(tidy, 72 / dpi) for it in seen if (tidy := tidied(it)))


def _blank(view: View, figures: dict[str, float]) -> OcrPage:
    height, width = view.grey.shape
    return OcrPage((), (), width * 72 / view.dpi, height * 72 / view.dpi, figures | confidence_figures(()))


def _read_upright(view: View, figures: dict[str, float]) -> OcrPage:
    """Reads the view the way up that its lines suggest, and the other ways where that gives poor evidence."""
    if codes := square_codes(view.ink, view.dpi):
        view = view.emptied(codes)
    across = scan.rows_run_across(view.ink, view.dpi)
    if across < LYING:  # the rules of a table may run down the page more than its lines run across
        across = scan.rows_run_across(view.ink & ~scan.rules_of(view.ink, view.dpi).mask, view.dpi)
    lying = across < LYING
    turn = best_turn(view, (90, 270, 0)) if lying else 0
    ready = made_straight(view.turned(turn))
    asked = lying or seems_upside_down(ready)
    if asked and not lying and (turn := best_turn(view, (0, 180))):
        ready = made_straight(view.turned(turn))
    page = _read_straight(ready, figures | {"turned": float(turn)})
    unread = page.figures["confidence"] < UNREAD
    if page.figures["confidence"] >= CLEAR or (asked and not unread) or surely_upright(page.words):
        return page
    better = best_turn(view, (0, 180) if across > 2.5 and not unread else (0, 180, 90, 270))
    if better == turn:
        return page
    other = _read_straight(made_straight(view.turned(better)), figures | {"turned": float(better)})
    return other if evidence_of(other.words) > evidence_of(page.words) else page


def _read_straight(ready: Straight, figures: dict[str, float]) -> OcrPage:
    """Reads a view that is ready: all of it once, then lines of the other script, stamps and doubtful numbers."""
    dpi = ready.view.dpi
    clean, unsealed = (without_rows(it, ready.view.paper, ready.rows, dpi) for it in (ready.clean, ready.unsealed))
    hung = scan.hung_pieces(ready.ink, ready.letters)
    hindi = len(hung) >= max(3, MOSTLY_HINDI * len(ready.letters))
    by_layout = picture_share(ready.ink, dpi) > MUCH_PICTURE or columns_of_prose(ready.ink, dpi)
    psm = BY_LAYOUT if by_layout else ONE_BLOCK
    seen = tesseract(unsealed, dpi, BOTH_SCRIPTS, psm) if hindi else _print_read(unsealed, ready.ink, dpi, psm)
    if not hindi and len(hung):
        seen = _hindi_lines_reread(seen, hung, unsealed, dpi)
    seen = figures_joined([tidy for it in signs_known(seen) if (tidy := tidied(it))])
    seen = mixed_digits_reread(seen, unsealed, dpi)
    if ready.stamps is not None and ready.stamps.over_type:
        seen = [_doubted(it, ready.stamps.mask) for it in seen] + _stamp_words(ready)
    scale = 72 / dpi
    words = tuple(_word(it, scale) for it in seen)
    height, width = clean.shape
    figures = figures | {
        "skew": round(ready.skew, 2),
        "straightened": float(ready.straightened),
        "devanagari": float(hindi or any(DEVANAGARI.search(it.text) for it in seen)),
    }
    figures |= confidence_figures(words)
    in_boxes = words_in_boxes(ready.clean, ready.rows, dpi)
    marks = (
        *(_word(it, scale) for it in _boxes_seen(ready.boxes)),
        *(replace(_word(it, scale), witnessed=both) for it, both in in_boxes),
    )
    rulings, size = mended_rules(_rulings(ready.rules, scale), words), (width * scale, height * scale)
    return OcrPage(
        words, rulings, *size, figures, Sheet(clean, dpi, unsealed if ready.has_seals else None), marks=marks
    )


def _boxes_seen(boxes: Sequence[DrawnBox]) -> Iterable[Seen]:
    """Boxes to tick as the signs that print has for them."""
    for it in boxes:
        if not it.holds_letter:
            yield Seen(MARKED_BOX if it.is_marked else EMPTY_BOX, it.box, BOX_SEEN)


def _print_read(clean: scan.Grey, ink: scan.Mask, dpi: float, psm: int) -> list[Seen]:
    """The words of a page without Devanagari, read from the part that holds its ink.

    Margins cost time and give specks for letters. Pages that both models read gain nothing by it.
    """
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if rows.size == 0:
        return []
    around = round(AROUND_PRINT * dpi)
    top, left = max(0, int(rows[0]) - around), max(0, int(columns[0]) - around)
    part = clean[top : int(rows[-1]) + around, left : int(columns[-1]) + around]
    return [replace(it, box=_moved(it.box, left, top)) for it in tesseract(part, dpi, ENGLISH, psm)]


def _moved(box: scan.PixelBox, right: int, down: int) -> scan.PixelBox:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _hindi_lines_reread(seen: list[Seen], hung: NDArray[np.int32], clean: scan.Grey, dpi: float) -> list[Seen]:
    """The words with those lines read again by both models where English read badly what hangs from a headline."""
    boxes = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in hung]
    doubtful = {
        it.line
        for it in seen
        if it.confidence < READ_WELL_IN_ENGLISH and any(_overlap(it.box, box) > 0.3 for box in boxes)
    }
    lines = {number: [it for it in seen if it.line == number] for number in sorted(doubtful)}
    places = [_around(it.box for it in line) for line in lines.values()]
    result = list(seen)
    for (number, line), again in zip(lines.items(), read_lines(clean, places, dpi, BOTH_SCRIPTS), strict=True):
        if any(DEVANAGARI.search(it.text) for it in again) and _strength(again) > _strength(line):
            at = next(index for index, it in enumerate(result) if it.line == number)
            kept = [it for it in result if it.line != number]
            result = [*kept[:at], *(replace(it, line=number) for it in again), *kept[at:]]
    return result


def _strength(seen: Sequence[Seen]) -> float:
    return sum(it.confidence * len(it.text) for it in seen)


def _around(boxes: Iterable[scan.PixelBox]) -> scan.PixelBox:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _stamp_words(ready: Straight) -> list[Seen]:
    """What can be read of coloured ink that lies over type, seen apart from it."""
    assert ready.stamps is not None
    found = []
    for left, top, right, bottom in ready.stamps.over_type:
        colour = ready.stamps.mask[top:bottom, left:right]
        alone = np.where(colour, ready.view.grey.dtype.type(0), np.uint8(255))
        soft = np.asarray(cv2.GaussianBlur(alone, (3, 3), 0), np.uint8)
        for it in tesseract(soft, ready.view.dpi, ENGLISH, 11):
            if it.confidence >= SURE_IN_STAMP and sum(map(str.isalnum, it.text)) >= 3:
                x0, y0, x1, y1 = it.box
                confidence = min(it.confidence, UNDER_COLOUR)
                found.append(Seen(it.text, (x0 + left, y0 + top, x1 + left, y1 + top), confidence))
    return found


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
