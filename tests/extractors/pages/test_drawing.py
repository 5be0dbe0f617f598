"""What is asked of PDFium in bulk is what it says of one object after another."""

import ctypes
from random import Random

import pypdfium2
import pypdfium2.raw as raw
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors import objects
from extractors.drawing import drawn_on
from extractors.pdfium import frame_of


def messy_page(path, seed):
    """Lines, boxes, bars, dashes, curves, rounded boxes, pale and nested forms, clipped and turned, by chance."""
    chance = Random(seed)
    size = chance.choice([A4, landscape(A4)])
    draw = Canvas(str(path), pagesize=size, invariant=1)

    def place():
        return chance.randint(20, int(size[0]) - 120), chance.randint(20, int(size[1]) - 120)

    def shapes(count):
        for _ in range(count):
            (x, y), kind = place(), chance.randrange(9)
            draw.setLineWidth(chance.choice([0.2, 1, 2.5, 5]))
            draw.setStrokeGray(chance.choice([0, 0, 0.5, 0.99]))
            draw.setFillGray(chance.choice([0, 0.8, 0.8, 1]))
            if kind == 0:
                draw.line(x, y, x + chance.choice([0, 90]), y + chance.choice([0, 0.8, 60]))
            elif kind == 1:
                draw.rect(x, y, chance.randint(1, 100), chance.randint(1, 60), *chance.choice([(0, 1), (1, 0), (1, 1)]))
            elif kind == 2:
                draw.rect(x, y, *chance.choice([(80, 0.7), (0.7, 50), (2, 2)]), stroke=0, fill=1)
            elif kind == 3:
                draw.roundRect(x, y, 80, 40, 6, stroke=chance.randrange(2), fill=1)
            elif kind == 4:
                draw.grid([x, x + 30, x + 70], [y, y + 15, y + 40])
            elif kind == 5:
                draw.drawString(x, y, f"Amount {chance.randint(1, 99)},{chance.randint(100, 999)}")
            elif kind == 6:
                draw.saveState()
                draw.setDash(3, 2)
                draw.translate(x, y)
                draw.rotate(chance.choice([0, 90, 180, 30]))
                draw.line(0, 0, 70, 0)
                draw.restoreState()
            elif kind == 7:
                path = draw.beginPath()
                path.moveTo(x, y)
                path.lineTo(x + 60, y)
                path.curveTo(x + 70, y, x + 70, y + 20, x + 60, y + 20)
                path.lineTo(x, y + 20)
                path.close()
                draw.drawPath(path, stroke=1, fill=chance.randrange(2))
            else:
                draw.saveState()
                clip = draw.beginPath()
                clip.rect(x, y, 50, 20)
                draw.clipPath(clip, stroke=0, fill=0)
                draw.drawString(x, y, "cut off where the clip ends")
                draw.restoreState()

    draw.beginForm("inner")
    shapes(4)
    draw.endForm()
    draw.beginForm("outer")
    shapes(3)
    draw.translate(7, -5)
    draw.scale(0.8, 0.9)
    draw.doForm("inner")
    draw.endForm()
    shapes(12)
    draw.doForm("outer")
    shapes(12)
    draw.setPageRotation(chance.choice([0, 90, 180, 270]))
    draw.showPage()
    draw.save()
    return path


def one_by_one(page):
    """Each object with the matrix of its forms, asked by PDFium's own functions."""

    def walk(things, matrix):
        for thing in things:
            if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
                yield thing, matrix
                continue
            inner = [raw.FPDFFormObj_GetObject(thing, at) for at in range(raw.FPDFFormObj_CountObjects(thing))]
            yield from walk(inner, objects.times(matrix_of(thing), matrix))

    things = [raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page))]
    return list(walk(things, objects.IDENTITY))


def matrix_of(thing):
    found = raw.FS_MATRIX()
    assert raw.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def points_one_by_one(thing):
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, at)
        assert raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, closes = raw.FPDFPathSegment_GetType(segment), raw.FPDFPathSegment_GetClose(segment)
        yield x.value, y.value, kind, bool(closes)


def lines_one_by_one(page, frame):
    """The straight lines of stroked paths that a person sees, each by itself: x0, top, x1, bottom, rounded."""
    for thing, outer in one_by_one(page):
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPath_GetDrawMode(thing, filled, stroked)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        raw.FPDFPageObj_GetStrokeColor(thing, red, green, blue, alpha)
        if not stroked.value or min(red.value, green.value, blue.value) >= 245:
            continue
        a, b, c, d, e, f = objects.times(matrix_of(thing), outer)
        last = first = None
        for x, y, kind, closes in points_one_by_one(thing):
            here = frame.point(a * x + c * y + e, b * x + d * y + f)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield from level_or_upright(last, here)
            last = here
            if closes:
                yield from level_or_upright(here, first)


def level_or_upright(one, other):
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    if max(across, down) >= 3 and min(across, down) <= 1:
        xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
        yield round(xs[0], 2), round(ys[0], 2), round(xs[1], 2), round(ys[1], 2)


@pytest.fixture(params=range(12))
def page(request, tmp_path):
    document = pypdfium2.PdfDocument(messy_page(tmp_path / "messy.pdf", request.param))
    found = document[0]
    yield found
    found.close()
    document.close()


def test_objects_in_bulk_are_those_asked_one_by_one(page):
    found, plain = objects.objects_of(page, layered=False), one_by_one(page)
    assert found.addresses == [ctypes.cast(thing, ctypes.c_void_p).value for thing, _ in plain]
    assert [found.matrices[group] for group in found.group.tolist()] == [matrix for _, matrix in plain]
    assert found.kinds.tolist() == [raw.FPDFPageObj_GetType(thing) for thing, _ in plain]


@pytest.mark.parametrize("together", [True, False], ids=["read at once", "asked for"])
def test_points_of_paths_are_those_asked_one_by_one(page, together, monkeypatch):
    monkeypatch.setattr(objects, "_points_lie_together", lambda: together)
    paths = [thing for thing, _ in one_by_one(page) if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH]
    addresses = [ctypes.cast(thing, ctypes.c_void_p).value for thing in paths]
    counts = objects.counts_of_points(addresses).tolist()
    plain = [point for thing in paths for point in points_one_by_one(thing)]
    assert [tuple(point) for point in objects.points_of(addresses, counts).tolist()] == plain


def test_points_of_this_pdfium_can_be_read_at_once():
    assert objects._points_lie_together()


def test_every_line_that_is_stroked_is_a_ruling(page):
    frame = frame_of(page)
    stroked = {
        line
        for line in lines_one_by_one(page, frame)
        if 1 < line[0] < frame.width - 1 and 1 < line[1] < frame.height - 1
    }
    rulings = {
        (round(it.x0, 2), round(it.top, 2), round(it.x1, 2), round(it.bottom, 2))
        for it in drawn_on(page, frame).rulings
    }
    bars = {line for line in stroked - rulings if any(_beside(line, other) for other in rulings)}
    assert stroked - rulings == bars  # both sides of an outlined bar are one line, through its middle


def _beside(line, other):
    return all(abs(one - two) <= 1.51 for one, two in zip(line, other, strict=True)) or (
        min(line[2] - line[0], line[3] - line[1]) == 0 and max(line[2] - line[0], line[3] - line[1]) <= 3
    )


def test_drawing_leaves_clips_and_order_of_text_as_they_are(page):
    frame = frame_of(page)
    drawn = drawn_on(page, frame)
    texts = [
        (order, ctypes.cast(thing, ctypes.c_void_p).value)
        for order, (thing, _) in enumerate(one_by_one(page))
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT
    ]
    assert drawn.text_order == {address: order for order, address in texts}
    for box in drawn.clips.values():
        assert round(max(box[2] - box[0], box[3] - box[1])) <= 50 and round(min(box[2] - box[0], box[3] - box[1])) <= 20
