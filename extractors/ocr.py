"""Words of a page's picture by Tesseract, with boxes in the page's points and a confidence each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.coloured_ink import ColouredInk, coloured_ink, is_coloured, without_colour
from extractors.dark_areas import dark_areas, turned_to_dark_on_light
from extractors.drawn_boxes import EMPTY_BOX, MARKED_BOX, DrawnBox, boxes_in, with_letter_boxes, with_low_cells
from extractors.drawn_brackets import brackets_in
from extractors.faint import brought_out
from extractors.flatten import EXPLAINED, SURELY_EXPLAINED, Draw, Flat, as_it_is, sheet_in, straightening_of
from extractors.grey_seals import grey_seals, without_seals
from extractors.leaders import leaders_of
from extractors.letter_boxes import LetterRow, as_one_cell_each, letter_rows, without_rows, words_in_boxes
from extractors.places import BOTH_SCRIPTS, ENGLISH, read_lines
from extractors.prose_columns import columns_of_prose, picture_share
from extractors.quality import confidence_figures
from extractors.seen_words import DEVANAGARI, figures_joined, mixed_digits_reread, signs_known, tidied
from extractors.square_codes import square_codes
from extractors.tesseract import Seen, tesseract
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

ONE_BLOCK, BY_LAYOUT = 6, 3
"""Tesseract's page segmentation: lines across the whole page, or blocks and columns as it finds them, which loses cells
of tables and lone figures."""

MUCH_PICTURE = 0.25
"""From this share of a page's ink in drawings on, it is read by layout, which leaves pictures out."""

AROUND_PRINT = 0.1
"""Inches of paper that are left around the print that is read."""

CLEAR = 0.70
"""Mean confidence from which the way up is not doubted."""

UNREAD = 0.50
"""Mean confidence below which nothing was read: every way up is tried, whatever its lines suggest."""

SURE_WORDS, SURE_WORD = 25, 0.85
"""So many words of three letters or more, each read as surely as this, are not read on a page that stands wrong."""

WELL_READ = 0.60
"""Words below this confidence are no evidence for the way up."""

SAMPLE_INCHES, SAMPLE_DPI = 0.9, 150
"""Which way is up is asked of a band of the page this high, at this resolution."""

SURELY_UPRIGHT, SURE_LETTERS = 0.7, 60
"""A sample of which this share of letters, and so many, is read well is the right way up: others are not tried."""

LYING = 0.6
"""A page whose ink forms rows so much less across it than down it lies on its side."""

NARROWEST_INCHES = 0.05
"""The short side of a picture that could hold a line of type; a narrower one (a ruling, a single dot) is blank."""

SHARP_HEAD = 1.1
"""Lines whose heads are this many times sharper than their feet may stand upside down."""

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
    points times `scale` is its box in pixels.
    """

    grey: scan.Grey
    dpi: float

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


@dataclass(frozen=True, slots=True)
class _View:
    """A picture with what was found out about it; `rgb` only where there is coloured ink on it.

    `limit` is the share of the paper's grey below which a pixel is ink.
    """

    rgb: scan.Rgb | None
    grey: scan.Grey
    paper: scan.Grey
    light: scan.Light
    ink: scan.Mask
    limit: float
    dpi: float

    def turned(self, degrees: int) -> _View:
        """The view turned clockwise by quarter turns."""
        if not degrees:
            return self
        rgb = None if self.rgb is None else _turned(self.rgb, degrees)
        grey, paper = _turned(self.grey, degrees), _turned(self.paper, degrees)
        ink = _turned(self.ink.view(np.uint8), degrees).view(np.bool_)
        return replace(self, rgb=rgb, grey=grey, paper=paper, ink=ink)

    def straightened(self, degrees: float) -> _View:
        """The view turned back by a few degrees."""
        rgb = None if self.rgb is None else scan.turned_back(self.rgb, degrees)
        return self.redrawn(scan.turned_back(self.grey, degrees), rgb)

    def emptied(self, boxes: Iterable[scan.PixelBox]) -> _View:
        """The view with nothing but paper in some boxes."""
        grey, rgb = self.grey.copy(), None if self.rgb is None else self.rgb.copy()
        for left, top, right, bottom in boxes:
            place = np.s_[top:bottom, left:right]
            grey[place] = self.paper[place]
            if rgb is not None:
                rgb[place] = self.paper[place][..., None]
        return self.redrawn(grey, rgb)

    def redrawn(self, grey: scan.Grey, rgb: scan.Rgb | None) -> _View:
        """The view with another picture of the same page in the same light."""
        paper = scan.paper_of(grey)
        return replace(self, rgb=rgb, grey=grey, paper=paper, ink=scan.ink_of(grey, paper, self.limit))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A view made straight, with what is drawn on it: `ink` and `clean` are without rules, boxes and stamps.

    `unsealed` is `clean` without the light ink of seals in grey; words are read from it, and witnessed on `clean`, so
    that what goes lost with a seal is no print to both engines.
    """

    view: _View
    skew: float
    straightened: bool
    rules: scan.Rules
    boxes: tuple[DrawnBox, ...]
    rows: tuple[LetterRow, ...]
    stamps: ColouredInk | None
    clean: scan.Grey
    unsealed: scan.Grey
    ink: scan.Mask
    letters: NDArray[np.int32]


def _turned(picture: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def _view(rgb: scan.Rgb, dpi: float) -> _View:
    grey = scan.grey_of(rgb)
    if np.median(grey[::8, ::8]) < 100:  # white on black
        rgb, grey = 255 - rgb, 255 - grey
    paper = scan.paper_of(grey)
    limit = scan.ink_limit(grey, paper)
    ink = scan.ink_of(grey, paper, limit)
    coloured = rgb if is_coloured(rgb) else None
    view = _View(coloured, grey, paper, scan.light_of(grey, paper, limit), ink, limit, dpi)
    return _without_dark_areas(view)


def _without_dark_areas(view: _View) -> _View:
    """The view with black edges made paper and bands of light type turned to dark type."""
    dark = dark_areas(view.ink, view.dpi)
    if dark.edges is None and not dark.bands:
        return view
    grey = view.grey
    if dark.edges is not None:
        grey = grey.copy()
        grey[dark.edges] = view.paper[dark.edges]
    if dark.bands:
        grey = turned_to_dark_on_light(grey, dark.bands, float(np.median(view.paper[::8, ::8])))
    return view.redrawn(grey, view.rgb)


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
        return _blank(_view(picture, dpi), {"resolution": round(own_dpi)})
    if (sheet := sheet_in(picture, size)) is not None:
        return _read_flat(sheet, draw, size, own_dpi)
    view = _view(picture, dpi)
    if (net := _straightening(view)) is not None:
        return _read_flat(as_it_is(size).then(net), draw, size, own_dpi)
    return _read_view(view, draw, size, own_dpi)


def _read_flat(flat: Flat, draw: Draw, size: tuple[float, float], own_dpi: float) -> OcrPage:
    """Reads the flat page that a picture shows aslant or bent; lines that are still bent are made straight."""
    own_dpi /= flat.magnified
    view = _view(*_picture(flat.drawn_by(draw), flat.size, OCR_DPI))
    if (net := _straightening(view)) is not None:
        flat = flat.then(net)
        view = _view(*_picture(flat.drawn_by(draw), flat.size, OCR_DPI))
    page = _read_view(view, flat.drawn_by(draw), flat.size, own_dpi)
    return replace(page, mesh=flat.mesh(size), figures=page.figures | {"flattened": 1.0})


def _straightening(view: _View) -> NDArray[np.float64] | None:
    """What makes bent lines straight, where they run across the page; bent rules may seem to run down it."""
    lying = scan.rows_run_across(view.ink, view.dpi) < LYING
    return straightening_of(view.ink, view.dpi, SURELY_EXPLAINED if lying else EXPLAINED)


def _read_view(view: _View, draw: Draw, size: tuple[float, float], own_dpi: float) -> OcrPage:
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
        view = _view(*_picture(draw, size, dpi))
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
    return np.asarray(picture), picture.width * 72 / width


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
    ready = _ready(_view(rgb, dpi), straighten=False)
    languages = BOTH_SCRIPTS if scan.has_devanagari(ready.ink, ready.letters) else ENGLISH
    seen = tesseract(ready.clean, dpi, languages, ONE_BLOCK if ready.rules.form_a_grid else BY_LAYOUT)
    if not seen:
        seen = tesseract(ready.clean, dpi, languages, ONE_BLOCK)
    return tuple(_word(tidy, 72 / dpi) for it in seen if (tidy := tidied(it)))


def _blank(view: _View, figures: dict[str, float]) -> OcrPage:
    height, width = view.grey.shape
    return OcrPage((), (), width * 72 / view.dpi, height * 72 / view.dpi, figures | confidence_figures(()))


def _ready(view: _View, straighten: bool = True) -> _Ready:
    """The view straightened, its rules, leaders and stamps found and taken out."""
    skew = scan.skew_of(view.ink, view.dpi) if straighten else 0.0
    straightened = abs(skew) > scan.SKEW_WORTH_TURNING
    if straightened:
        view = view.straightened(skew)
    stamps = None if view.rgb is None else coloured_ink(view.rgb, view.ink, view.dpi)
    if stamps is not None and stamps.over_type and view.rgb is not None:
        plain, grey = without_colour(view.rgb), view.grey.copy()
        for left, top, right, bottom in stamps.over_type:
            grey[top:bottom, left:right] = plain[top:bottom, left:right]
        view = view.redrawn(grey, view.rgb)
    pieces = scan.pieces_of(view.ink)
    leaders = leaders_of(view.ink, view.dpi, pieces)
    solid = view.ink & ~leaders
    rules = with_low_cells(scan.rules_of(solid, view.dpi), solid, view.dpi)
    unruled = solid & ~rules.mask
    boxes = (*boxes_in(unruled, view.dpi), *brackets_in(unruled, scan.pieces_of(unruled), view.dpi))
    rules = with_letter_boxes(rules, boxes, view.ink)
    rules = replace(rules, mask=rules.mask | leaders)
    ink = view.ink & ~rules.mask
    rows = tuple(letter_rows(rules, ink, view.dpi))
    rules = as_one_cell_each(rules, rows)
    unruled_page = scan.without(view.grey, rules.mask, view.paper)
    clean = unsealed = _levelled(unruled_page, view, ink)
    if stamps is None and (seals := grey_seals(unruled_page, view.paper, rules.mask, view.dpi)):
        unsealed = _levelled(without_seals(unruled_page, seals, view.paper, view.dpi), view, ink)
    letters = scan.letters_of(ink, view.dpi, None if rules.mask.any() else pieces)
    return _Ready(view, skew, straightened, rules, boxes, rows, stamps, clean, unsealed, ink, letters)


def _levelled(page: scan.Grey, view: _View, ink: scan.Mask) -> scan.Grey:
    """A view's page without its rules, faint type brought out, as if it lay in even light."""
    return scan.even(brought_out(page, view.paper, ink, view.dpi), view.paper, view.light)


def _read_upright(view: _View, figures: dict[str, float]) -> OcrPage:
    """Reads the view the way up that its lines suggest, and the other ways where that gives poor evidence."""
    if codes := square_codes(view.ink, view.dpi):
        view = view.emptied(codes)
    across = scan.rows_run_across(view.ink, view.dpi)
    if across < LYING:  # the rules of a table may run down the page more than its lines run across
        across = scan.rows_run_across(view.ink & ~scan.rules_of(view.ink, view.dpi).mask, view.dpi)
    lying = across < LYING
    turn = _best_turn(view, (90, 270, 0)) if lying else 0
    ready = _ready(view.turned(turn))
    asked = lying or _seems_upside_down(ready)
    if asked and not lying and (turn := _best_turn(view, (0, 180))):
        ready = _ready(view.turned(turn))
    page = _read_straight(ready, figures | {"turned": float(turn)})
    unread = page.figures["confidence"] < UNREAD
    if page.figures["confidence"] >= CLEAR or (asked and not unread) or _surely_upright(page.words):
        return page
    better = _best_turn(view, (0, 180) if across > 2.5 and not unread else (0, 180, 90, 270))
    if better == turn:
        return page
    other = _read_straight(_ready(view.turned(better)), figures | {"turned": float(better)})
    return other if _evidence(other.words) > _evidence(page.words) else page


def _surely_upright(words: Sequence[Word]) -> bool:
    sure = sum(len(word.text) >= 3 and word.text.isalnum() and word.confidence >= SURE_WORD for word in words)
    return sure >= SURE_WORDS


def _seems_upside_down(ready: _Ready) -> bool:
    """Whether the shapes of lines make it worth asking: Devanagari's headline below its letters, ascenders below too.

    Lines of Latin type end sharply at the foot, where most letters stand, and less so at the head.
    """
    ink, dpi = ready.ink, ready.view.dpi
    if scan.has_devanagari(ink, ready.letters):
        return False
    if scan.sharper_head(ink, dpi) > SHARP_HEAD:
        return True
    turned = np.ascontiguousarray(ink[::-1, ::-1])
    return scan.has_devanagari(turned, _half_turned(ready.letters, ink.shape))


def _half_turned(boxes: NDArray[np.int32], shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Boxes (left, top, width, height, pixels) of a picture turned upside down."""
    turned = boxes.copy()
    turned[:, 0] = shape[1] - boxes[:, 0] - boxes[:, 2]
    turned[:, 1] = shape[0] - boxes[:, 1] - boxes[:, 3]
    return turned


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
    ink = scan.ink_of(strip, scan.paper_of(strip))
    hindi = scan.has_devanagari(ink, scan.letters_of(ink, dpi))
    seen = tesseract(strip, dpi, BOTH_SCRIPTS if hindi else ENGLISH, ONE_BLOCK)
    letters = sum(len(it.text) for it in seen)
    well = sum(
        it.confidence * len(it.text) for it in seen if it.confidence > WELL_READ and any(map(str.isalnum, it.text))
    )
    return well, well / max(letters, 1)


def _evidence(words: Sequence[Word]) -> float:
    return sum(word.confidence * len(word.text) for word in words if word.confidence > WELL_READ)


def _read_straight(ready: _Ready, figures: dict[str, float]) -> OcrPage:
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
    rulings, size = _rulings(ready.rules, scale), (width * scale, height * scale)
    return OcrPage(words, rulings, *size, figures, Sheet(clean, dpi), marks=marks)


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


def _stamp_words(ready: _Ready) -> list[Seen]:
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
