"""Grey captions beside black figures, as portals print them: neither may be lost."""

import cv2
import numpy as np
import pytest
from PIL import Image

from extractors import scan
from extractors.faint import brought_out
from extractors.pages import open_document
from tests.extractors.pages.conftest import photocopied, picture_of, scan_pdf

CAPTIONS = ["Sanctioned Capacity (MTPA)", "Outlay (INR Crore)", "Recovery Percentage", "Consent Reference"]


def captioned(paper, grey):
    sheet = paper().letter(top=300)
    for row, caption in enumerate(CAPTIONS):
        sheet.draw.setFont("Helvetica", 8)
        sheet.draw.setFillGray(grey)
        sheet.draw.drawString(60, 760 - 34 * row, caption)
        sheet.draw.setFont("Helvetica", 11)
        sheet.draw.setFillGray(0)
        sheet.draw.drawString(60, 748 - 34 * row, f"{row + 3}7{row}.25 as granted")
    return sheet.save()


@pytest.mark.parametrize(("grey", "noise"), [(0.55, 3.0), (0.62, 6.0), (0.5, 10.0)])
def test_grey_captions_are_read(paper, tmp_path, grey, noise):
    [page] = open_document(
        scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(captioned(paper, grey)), noise=noise))
    ).pages
    assert sum(caption in page.text for caption in CAPTIONS) >= 3
    assert all(f"{row + 3}7{row}.25" in page.text for row in range(4))


def seen(picture):
    grey = np.asarray(picture.convert("L"))
    paper = scan.paper_of(grey)
    return grey, brought_out(grey, paper, scan.ink_of(grey, paper), 200)


def test_a_page_of_one_ink_stays_as_it_is(letter):
    grey, after = seen(photocopied(picture_of(letter), noise=11))
    assert np.array_equal(grey, after)


def test_the_other_side_of_thin_paper_stays_pale(letter):
    front = np.asarray(picture_of(letter).convert("L"), np.float32)
    back = cv2.GaussianBlur(np.ascontiguousarray(front[::-1, ::-1]), (0, 0), 1.5)
    grey, after = seen(Image.fromarray((front * (1 - 0.14 * (255 - back) / 255)).astype(np.uint8)))
    assert np.array_equal(grey, after)


@pytest.mark.parametrize(("grey", "noise"), [(0.62, 2), (0.74, 5)])
def test_a_single_grey_line_below_a_full_page_is_read(paper, tmp_path, grey, noise):
    sheet = paper()
    sheet.draw.setFont("Times-Bold", 13)
    for row in range(1, 25):
        sheet.draw.drawString(60, 806 - 26 * row, f"{row}. The occupier shall keep a register of waste number {row}.")
    sheet.draw.setFont("Helvetica", 8)
    sheet.draw.setFillGray(grey)
    sheet.draw.drawString(60, 60, "Registered office: Kumbhari Road Solapur 413006")
    scanned = scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(sheet.save()), noise=noise))
    assert "Registered office: Kumbhari Road Solapur 413006" in open_document(scanned).pages[0].text
