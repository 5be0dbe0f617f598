import resource

import numpy as np
import pikepdf
import pytest
from PIL import Image

from extractors.pages import open_document
from extractors.render import crop_png, page_png, render_page
from extractors.upright import displayed_box
from extractors.witness import witness_texts
from tests.extractors.pages.conftest import ledger, photocopied, picture_of, scan_pdf


def places_of(page, texts):
    return [(page.number, next(word.box for word in page.words if word.text == text)) for text in texts]


def test_crops_of_a_digital_page_are_read_as_printed(letter):
    texts = ["TPCB/2025/HW/004417", "41,23,50,000.00", "6000", "14-07-2025", "31-03-2030"]
    page = open_document(letter).pages[0]
    assert witness_texts(letter, places_of(page, texts)) == texts


def test_fifteen_crops_cost_little(tmp_path):
    printed = ledger(tmp_path / "ledger.pdf", rows=15)
    page = open_document(tmp_path / "ledger.pdf").pages[0]
    amounts = [row[3] for row in printed[1:]]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_utime
    read = witness_texts(tmp_path / "ledger.pdf", places_of(page, amounts))
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert read == amounts
    assert after - before < 1.2


def test_the_witness_reads_what_is_drawn_and_not_what_the_layer_says(letter, tmp_path):
    page = open_document(letter).pages[0]
    with pikepdf.open(letter) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert b"41,23,50,000.00" in content
        pdf.pages[0].Contents = pikepdf.Stream(pdf, content.replace(b"41,23,50,000.00", b"71,23,50,000.00"))
        pdf.save(tmp_path / "altered.pdf")
    assert witness_texts(tmp_path / "altered.pdf", places_of(page, ["41,23,50,000.00"])) == ["71,23,50,000.00"]


def test_empty_places_and_no_places(letter):
    assert witness_texts(letter, []) == []
    assert witness_texts(letter, [(1, (300.0, 600.0, 400.0, 620.0))]) == [""]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_of_a_turned_scan(letter, tmp_path, turn):
    picture = photocopied(picture_of(letter)).rotate(-turn, expand=True)
    path = scan_pdf(tmp_path / "scan.pdf", picture)
    page = open_document(path).pages[0]
    texts = ["41,23,50,000.00", "004417", "6000"]
    words = [next(word for word in page.words if text in word.text) for text in texts]
    read = witness_texts(path, [(1, displayed_box(page, it.box)) for it in words], {1: int(page.figures["turned"])})
    assert all(text in it for text, it in zip(texts, read, strict=True))


def test_places_of_a_picture_file(letter, tmp_path):
    picture_of(letter).save(tmp_path / "scan.png", dpi=(200, 200))
    page = open_document(tmp_path / "scan.png").pages[0]
    assert witness_texts(tmp_path / "scan.png", places_of(page, ["41,23,50,000.00"])) == ["41,23,50,000.00"]


def test_page_pictures_are_small_and_always_the_same(letter):
    first, second = page_png(letter, 1, 110), page_png(letter, 1, 110)
    assert first == second and first.startswith(b"\x89PNG") and len(first) < 60_000
    assert render_page(letter, 1, 110).size == pytest.approx((909, 1286), abs=2)


def test_a_crop_holds_the_box(letter):
    page = open_document(letter).pages[0]
    word = next(word for word in page.words if word.text == "41,23,50,000.00")
    import io

    picture = Image.open(io.BytesIO(crop_png(letter, 1, word.box, dpi=150)))
    assert picture.width == pytest.approx((word.box[2] - word.box[0] + 6) * 150 / 72, abs=3)
    assert (np.asarray(picture.convert("L")) < 128).mean() > 0.05
