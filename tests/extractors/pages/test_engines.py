import sys

import numpy as np
import pytest

from extractors import tesseract
from extractors.pages import open_document
from extractors.tesseract import OcrFailed, models_with, resident_size
from tests.extractors.pages.conftest import photocopied, picture_of, scan_pdf


@pytest.fixture
def page(letter):
    return np.asarray(photocopied(picture_of(letter), degrees=0.2, noise=4).convert("L"))


def test_both_engines_see_the_same_words_in_the_same_places(page, chosen_engine):
    chosen_engine("pytesseract")
    assert tesseract.engine().name == "pytesseract"
    by_program = tesseract.tesseract(page, 200, "eng+hin", 3)
    chosen_engine("tesserocr")
    by_library = tesseract.tesseract(page, 200, "eng+hin", 3)
    program, library = ({it.text: it.box for it in seen} for seen in (by_program, by_library))
    same = program.keys() & library.keys()
    assert len(same) >= 0.97 * max(len(program), len(library)) > 60
    far = [it for it in same if max(abs(a - b) for a, b in zip(program[it], library[it], strict=True)) > 3]
    assert len(far) <= 0.02 * len(same)
    assert "41,23,50,000.00" in same


@pytest.mark.parametrize("name", ["tesserocr", "pytesseract"])
def test_either_engine_reads_a_document(letter, tmp_path, chosen_engine, name):
    chosen_engine(name)
    opened = open_document(scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(letter))))
    assert opened.status == "read" and "TPCB/2025/HW/004417" in opened.pages[0].text


def test_an_engine_that_does_not_exist_is_refused(chosen_engine):
    chosen_engine("abbyy")
    with pytest.raises(OcrFailed, match="abbyy.*tesserocr.*pytesseract"):
        tesseract.engine()


def test_without_the_library_the_program_reads(chosen_engine, monkeypatch):
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    chosen_engine("")
    assert tesseract.engine().name == "pytesseract"
    chosen_engine("tesserocr")
    with pytest.raises(OcrFailed, match="not installed"):
        tesseract.engine()


def test_models_are_taken_from_the_folder_that_is_set(tmp_path, chosen_engine, monkeypatch):
    installed = models_with("eng+hin")
    (tmp_path / "tessdata").mkdir()
    for name in ("eng", "hin"):
        (tmp_path / "tessdata" / f"{name}.traineddata").symlink_to(installed / f"{name}.traineddata")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    chosen_engine("")
    assert models_with("eng+hin") == tmp_path / "tessdata"


def test_models_are_found_without_the_program_and_the_newest_are_taken(tmp_path, chosen_engine, monkeypatch):
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "/nowhere/tesseract")
    monkeypatch.setattr(tesseract, "MODEL_FOLDERS", (f"{tmp_path}/tesseract-ocr/*/tessdata",))
    for version in ("4.00", "5", "10"):
        folder = tmp_path / "tesseract-ocr" / version / "tessdata"
        folder.mkdir(parents=True)
        (folder / "eng.traineddata").touch()
    chosen_engine("")
    assert models_with("eng") == tmp_path / "tesseract-ocr" / "10" / "tessdata"


def test_a_model_that_is_missing_is_named_in_the_status(letter, tmp_path, chosen_engine, monkeypatch):
    installed = models_with("eng")
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "/nowhere/tesseract")
    monkeypatch.setattr(tesseract, "MODEL_FOLDERS", (str(tmp_path / "models"),))
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "eng.traineddata").symlink_to(installed / "eng.traineddata")
    chosen_engine("tesserocr")
    with pytest.raises(OcrFailed, match=r"for hin are not installed .*models.* TESSDATA_PREFIX"):
        models_with("eng+hin")


def test_a_library_that_reads_on_and_on_does_not_grow(page, chosen_engine):
    chosen_engine("tesserocr")
    part = np.ascontiguousarray(page[150:500])
    for _ in range(3):
        tesseract.tesseract(part, 200, "eng+hin", 6)
    before = resident_size()
    for _ in range(12):
        tesseract.tesseract(part, 200, "eng+hin", 6)
    assert resident_size() - before < 25 * 1024**2


def test_a_library_that_grew_is_let_go_and_reads_on(page, chosen_engine, monkeypatch):
    chosen_engine("tesserocr")
    part = np.ascontiguousarray(page[150:300])
    first = tesseract.tesseract(part, 200, "eng", 6)
    monkeypatch.setattr(tesseract, "MOST_GROWTH", -(10**12))
    let_go = []
    reading = tesseract.engine()
    monkeypatch.setattr(reading, "let_go", lambda free=reading.let_go: (let_go.append(1), free()))
    assert tesseract.tesseract(part, 200, "eng", 6) == first
    assert let_go


def test_a_picture_without_print_has_no_words(chosen_engine):
    for name in ("tesserocr", "pytesseract"):
        chosen_engine(name)
        assert tesseract.tesseract(np.full((300, 400), 255, np.uint8), 200, "eng", 3) == []


def test_a_reading_that_takes_too_long_is_stopped(page, chosen_engine):
    chosen_engine("tesserocr")
    with pytest.raises(OcrFailed, match="too long"):
        tesseract.tesseract(page, 200, "eng+hin", 3, seconds=0.02)
    assert tesseract.tesseract(page[100:250].copy(), 200, "eng", 6)
