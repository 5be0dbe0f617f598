"""Papers made on the spot: digital PDFs by reportlab, scans by drawing them and spoiling the picture."""

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from extractors import tesseract

LETTER = [
    ("Helvetica-Bold", 15, "STATE POLLUTION CONTROL BOARD"),
    ("Helvetica", 11, "Consent No: TPCB/2025/HW/004417 dated 14-07-2025"),
    ("Helvetica", 11, "To, Navratna Recyclers Private Limited, Plot 17, Phase II Industrial Area"),
    ("Helvetica", 11, "Sub: Combined consent to operate and authorisation under the Rules of 2016"),
    ("Helvetica", 11, "The unit may recycle 6000 tonnes of electronic waste in a year."),
    ("Helvetica", 11, "This consent is valid up to 31-03-2030 and subject to the conditions below."),
    ("Helvetica", 11, "Total project cost as certified by the auditor: Rs. 41,23,50,000.00"),
    ("Helvetica", 11, "Emission from the stack shall not exceed the standard laid down by the Board."),
    ("Helvetica", 11, "The occupier shall keep records of waste received, recycled and disposed of."),
    ("Helvetica", 11, "Any change in process or capacity needs the prior permission of the Board."),
]


class Paper:
    """A one-page PDF under construction; `draw` is reportlab's canvas with the origin at the bottom left."""

    def __init__(self, path: Path, size=A4):
        self.path = path
        self.draw = canvas.Canvas(str(path), pagesize=size, invariant=1)
        self.draw.setTitle("paper")
        self.height = size[1]

    def letter(self, top=80):
        for index, (font, size, text) in enumerate(LETTER):
            self.draw.setFont(font, size)
            self.draw.drawString(60, self.height - top - 26 * index, text)
        return self

    def save(self) -> Path:
        self.draw.save()
        return self.path


@pytest.fixture
def paper(tmp_path):
    def make(name="paper.pdf", size=A4):
        return Paper(tmp_path / name, size)

    return make


@pytest.fixture
def letter(paper):
    return paper("letter.pdf").letter().save()


@pytest.fixture
def chosen_engine(monkeypatch):
    """Makes OCR read by the engine of a name ("" for the one that is there) until the test ends."""

    def choose(name):
        monkeypatch.setenv(tesseract.ENGINE_SETTING, name)
        tesseract.engine.cache_clear()
        tesseract.models_with.cache_clear()

    yield choose
    tesseract.engine.cache_clear()
    tesseract.models_with.cache_clear()


def picture_of(path: Path, dpi=200) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def photocopied(picture: Image.Image, degrees=0.0, noise=7.0, paper_grey=236, seed=7) -> Image.Image:
    """The picture as a photocopier gives it: askew, on grey paper, with noise, as JPEG."""
    turned = picture.convert("L").rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    grey = np.asarray(turned, np.float32) / 255 * (paper_grey - 30) + 30
    grey += np.random.default_rng(seed).normal(0, noise, grey.shape)
    buffer = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=75)
    return Image.open(buffer).convert("RGB")


def scan_pdf(path: Path, *pictures: Image.Image, dpi=200) -> Path:
    first, *others = pictures
    first.save(path, "PDF", resolution=dpi, save_all=True, append_images=others)
    return path


def ledger(path: Path, rows=12) -> list[list[str]]:
    """A ruled table of figures; gives back what is printed in it."""
    printed = [["S.No", "Invoice No", "Date", "Amount"]]
    for number in range(1, rows + 1):
        printed.append(
            [str(number), f"NR/25-26/{number * 37:04d}", f"{number:02d}-06-2025", f"{number * 7},{number + 10}5,432.50"]
        )
    sheet = Paper(path)
    edges = [60, 110, 260, 370, 520]
    for index, row in enumerate(printed):
        for column, text in enumerate(row):
            sheet.draw.setFont("Helvetica", 11)
            sheet.draw.drawString(edges[column] + 5, 718 - 24 * index, text)
    for index in range(len(printed) + 1):
        sheet.draw.line(60, 735 - 24 * index, 520, 735 - 24 * index)
    for edge in edges:
        sheet.draw.line(edge, 735, edge, 735 - 24 * len(printed))
    sheet.save()
    return printed
