"""Scans that are more than a letter on white paper: columns, drawings, dark bands, black edges, small type, stamps."""

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from weasyprint import HTML

from extractors import scan
from extractors.ocr import read_picture
from extractors.pages import open_document
from extractors.prose_columns import columns_of_prose
from tests.extractors.pages.conftest import LETTER, photocopied, picture_of, scan_pdf

PROSE = (
    "The occupier shall not lend, sell or otherwise transfer the waste to any person who holds no authorisation, and "
    "shall keep a record of what was received, recycled and sent away for disposal in every month of the year. "
)
PRINTED = [word for _, _, text in LETTER for word in text.split()]


def drawn(tmp_path, html, dpi=200):
    HTML(string=html).write_pdf(tmp_path / "paper.pdf")
    return picture_of(tmp_path / "paper.pdf", dpi)


def read(tmp_path, picture, dpi=200):
    return open_document(scan_pdf(tmp_path / "scan.pdf", picture, dpi=dpi)).pages[0]


def ink(picture):
    grey = scan.grey_of(np.asarray(picture))
    return scan.ink_of(grey, scan.paper_of(grey))


def test_columns_of_prose_are_read_one_after_the_other(tmp_path):
    html = f"<style>div{{columns:2;column-gap:8mm;font:10pt serif}}</style><div>FIRST {PROSE * 7} LAST</div>"
    picture = photocopied(drawn(tmp_path, html), degrees=0.4)
    text = read(tmp_path, picture).text
    assert text.count("holds no authorisation") >= 6 and text.index("FIRST") < text.index("LAST")


@pytest.mark.parametrize("ruled", ["", "td{border:0.5pt solid}"])
def test_a_table_with_cells_of_words_is_no_prose_in_columns(tmp_path, ruled):
    rows = "".join(
        f"<tr><td>{n}</td><td>Hydrometallurgical reactor with agitator no. {n}</td>"
        f"<td>Plant and machinery, new, at site</td><td>{n}1,23,450.00</td></tr>"
        for n in range(1, 22)
    )
    picture = drawn(tmp_path, f"<style>td{{font:9pt sans-serif;padding:3pt}}{ruled}</style><table>{rows}</table>")
    assert not columns_of_prose(ink(picture), 200)
    page = read(tmp_path, photocopied(picture, noise=4))
    assert all(f"{n}1,23,450.00" in page.text for n in range(1, 22))


def test_lone_figures_of_an_unruled_table_are_not_passed_over(tmp_path):
    rows = "".join(f"<tr><td>{n}</td><td>Item {n}</td><td>{n * 3}</td><td>{n}</td></tr>" for n in range(11, 30))
    html = f"<style>table{{width:100%;font:10pt serif}}</style><table>{rows}</table>"
    words = [word.text for word in read(tmp_path, photocopied(drawn(tmp_path, html), noise=4)).words]
    assert sum(words.count(str(n)) for n in range(11, 30)) >= 0.9 * 3 * 19


def test_light_type_on_a_dark_band_is_read(tmp_path):
    html = """<style>th{background:#123a6b;color:white;padding:5pt 12pt;font:bold 10pt sans-serif}
    td{padding:4pt;font:10pt sans-serif}</style>
    <table><tr><th>Certificate number</th><th>Registered on</th></tr>
    <tr><td>EPR/4471/25</td><td>14-07-2025</td></tr></table>
    <p>The registration is valid up to 31-03-2030 for the facility named above.</p>"""
    for picture in (drawn(tmp_path, html), photocopied(drawn(tmp_path, html), degrees=0.6)):
        assert {"Certificate", "number", "Registered", "EPR/4471/25"} <= {
            it.text for it in read(tmp_path, picture).words
        }


def test_the_black_edges_of_a_scanner_are_no_print(letter, tmp_path):
    picture = picture_of(letter)
    ImageDraw.Draw(picture).rectangle((0, 0, 55, picture.height), fill=(12, 12, 12))
    ImageDraw.Draw(picture).polygon([(0, 0), (picture.width, 0), (picture.width, 18), (0, 70)], fill=(12, 12, 12))
    page = read(tmp_path, picture)
    assert [it.text for it in page.words] == PRINTED


def test_a_poster_and_a_visiting_card_are_read_alike(letter, tmp_path):
    picture = photocopied(picture_of(letter, 300), noise=4)
    printed = next(it for it in open_document(letter).pages[0].words if it.text == "41,23,50,000.00")
    for dpi in (60, 300, 1500):
        page = read(tmp_path, picture, dpi=dpi)
        words = [it.text for it in page.words]
        assert sum(it in words for it in PRINTED) > 0.97 * len(PRINTED), dpi
        assert page.width == pytest.approx(picture.width * 72 / dpi, rel=0.01)
        amount = next(it for it in page.words if it.text == "41,23,50,000.00")
        assert amount.box[0] / page.width == pytest.approx(printed.box[0] / 595.3, abs=0.01)


def test_no_page_is_drawn_larger_than_it_can_be_read(letter):
    asked = []

    def draw(dpi):
        asked.append(dpi)
        return np.asarray(picture_of(letter, 200).resize((round(2400 * dpi / 72), round(3394 * dpi / 72))))

    read_picture(draw, (2400.0, 3394.0), 300)
    assert all(2400 * 3394 * (dpi / 72) ** 2 <= 25e6 for dpi in asked)


def test_a_line_of_hindi_in_an_english_letter_is_read_as_hindi(tmp_path):
    html = f"""<style>body{{font:11pt 'Liberation Serif','Noto Sans Devanagari'}}</style><p>{PROSE * 2}</p>
    <p>यह प्राधिकार 31 मार्च 2030 तक वैध रहेगा।</p><p>{PROSE}</p><p>Amount Rs. 4,12,350.00 dated 14/07/2025</p>"""
    page = read(tmp_path, photocopied(drawn(tmp_path, html), noise=4))
    words = {it.text for it in page.words}
    assert {"प्राधिकार", "मार्च", "2030", "वैध"} <= words and {"4,12,350.00", "14/07/2025", "authorisation,"} <= words
    order = [it.text for it in page.words]
    assert order.index("प्राधिकार") < order.index("4,12,350.00")


@pytest.mark.parametrize("colour", [(40, 60, 190), (190, 30, 40), (110, 40, 160)])
def test_a_coloured_stamp_over_print_hides_neither_the_print_nor_what_it_says(letter, tmp_path, colour):
    picture = picture_of(letter)
    stamp = Image.new("RGB", picture.size, "white")
    face = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf", 44)
    top = round((80 + 26 * 6) * 200 / 72)
    ImageDraw.Draw(stamp).rectangle((780, top - 70, 1260, top + 80), outline=colour, width=6)
    ImageDraw.Draw(stamp).text((820, top + 8), "RECEIVED", font=face, fill=colour)
    page = read(tmp_path, ImageChops.multiply(picture, stamp))
    words = {it.text for it in page.words}
    assert {"41,23,50,000.00", "RECEIVED"} <= words


def test_a_drawing_beside_print_is_not_read_as_words(letter, tmp_path):
    picture = picture_of(letter)
    draw = ImageDraw.Draw(picture)
    rng = np.random.default_rng(3)
    points = [
        (int(x), int(y)) for x, y in zip(rng.integers(200, 1400, 160), rng.integers(1100, 2000, 160), strict=True)
    ]
    draw.line(points, fill=(20, 20, 20), width=4)
    page = read(tmp_path, picture)
    extra = [it.text for it in page.words if it.text not in PRINTED]
    assert sum(it.text in PRINTED for it in page.words) == len(PRINTED) and len(extra) <= 4
