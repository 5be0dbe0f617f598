"""Words in columns: the quick way by first and last letters says the same as looking at each letter."""

import ctypes

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from extractors import text_layer as module
from extractors.pdfium import Frame, flattened, frame_of
from extractors.text_layer import text_layer, words_of


def layer_of(path, turn=0):
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    if turn:
        page.set_rotation(turn)
    try:
        return text_layer(page, frame_of(page)), words_of(page, frame_of(page))
    finally:
        page.close()
        document.close()


def spaced(draw):
    text = draw.beginText(60, 700)
    text.setFont("Helvetica", 11)
    text.setCharSpace(6)
    text.textLine("SPACED")
    text.setCharSpace(0.4)
    text.textLine("certificate")
    draw.drawText(text)


def pieced(draw):
    draw.setFont("Helvetica", 11)
    draw.drawString(60, 700, "41,23,")
    draw.setFont("Helvetica-Bold", 11)
    draw.drawString(60 + draw.stringWidth("41,23,", "Helvetica", 11), 700, "50,000")
    draw.setFont("Helvetica", 7)
    draw.drawString(130, 707, "2")


def turned(draw):
    draw.setFont("Helvetica", 11)
    draw.saveState()
    draw.translate(300, 400)
    draw.rotate(90)
    draw.drawString(0, 0, "Sales of the quarter")
    draw.restoreState()
    draw.drawString(60, 300, "Total 41,23,50,000.00")


def hindi(draw):
    pdfmetrics.registerFont(TTFont("Deva", "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"))
    draw.setFont("Deva", 12)
    draw.drawString(60, 700, "आवेदक का नाम ₹५०,०००")
    draw.setFont("Helvetica", 11)
    draw.drawString(60, 660, "fi fl /2025 [Annexure] (g)")


@pytest.mark.parametrize("write", [spaced, pieced, turned, hindi])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_quick_way_and_letter_by_letter_agree(paper, monkeypatch, write, turn):
    sheet = paper().letter(top=450)
    write(sheet.draw)
    path = sheet.save()
    quick, _ = layer_of(path, turn)
    monkeypatch.setattr(module, "KERNING", -1.0)  # no word is then taken for whole
    slow, _ = layer_of(path, turn)
    assert quick.texts == slow.texts and len(quick) > 80
    assert np.abs(quick.boxes - slow.boxes).max() < 1.0
    assert (quick.angles == slow.angles).all()


def test_records_and_columns_say_the_same(letter):
    layer, words = layer_of(letter)
    assert [it.word.text for it in words] == layer.texts
    assert np.allclose([it.word.box for it in words], layer.boxes)
    assert words[0].word.text == "STATE" and words[0].word.bold and words[0].word.size == 15.0
    assert {it.handle for it in words[:4]} == {words[0].handle} != {words[4].handle}


def test_letters_far_apart_are_words_of_their_own_and_kerned_ones_are_not(paper):
    sheet = paper()
    spaced(sheet.draw)
    layer, _ = layer_of(sheet.save())
    assert layer.texts == [*"SPACED", "certificate"]


def test_a_word_of_two_text_objects_is_one_and_a_raised_figure_is_not_part_of_it(paper):
    sheet = paper()
    pieced(sheet.draw)
    layer, _ = layer_of(sheet.save())
    assert layer.texts == ["41,23,50,000", "2"]
    x0, top, x1, bottom = layer.boxes[0]
    assert x0 == pytest.approx(60, abs=0.5) and x1 == pytest.approx(126, abs=2)
    assert top < 842 - 700 < bottom


def test_a_page_without_text_has_no_words(paper):
    sheet = paper()
    sheet.draw.rect(50, 50, 100, 100)
    layer, words = layer_of(sheet.save())
    assert len(layer) == 0 and layer.boxes.shape == (0, 4) and words == []


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_in_columns_turn_as_single_boxes_do(rotation):
    frame = Frame(10, 20, 605, 862, rotation)
    edges = np.array([[60.0, 700, 120, 711], [10, 20, 605, 862]])
    for box, row in zip(frame.boxes(edges), edges, strict=True):
        assert tuple(box) == pytest.approx(frame.box(*row))


def test_each_text_object_is_known_by_its_address(letter):
    document = pypdfium2.PdfDocument(letter)
    page = flattened(document, 0)
    addresses = {
        ctypes.cast(raw.FPDFPage_GetObject(page, index), ctypes.c_void_p).value
        for index in range(raw.FPDFPage_CountObjects(page))
    }
    assert set(text_layer(page, frame_of(page)).handles.tolist()) <= addresses
    page.close()
    document.close()
