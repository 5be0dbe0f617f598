import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from extractors.letters import Style
from extractors.pages import open_document
from extractors.text_layer import TextWord
from extractors.visible import distrusted
from records.pages import Word
from tests.extractors.pages.conftest import picture_of

DEVANAGARI = "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"


def invisible(draw):
    text = draw.beginText(60, 300)
    text.setTextRenderMode(3)
    text.textLine("Amount 99,99,99,999")
    draw.drawText(text)


def white_on_white(draw):
    draw.setFillColorRGB(1, 1, 1)
    draw.drawString(60, 300, "Amount 99,99,99,999")


def nearly_white(draw):
    draw.setFillColorRGB(0.98, 0.98, 0.97)
    draw.drawString(60, 300, "Amount 99,99,99,999")


def see_through(draw):
    draw.setFillAlpha(0.01)
    draw.drawString(60, 300, "Amount 99,99,99,999")


def under_a_picture(draw):
    draw.drawString(60, 300, "Amount 99,99,99,999")
    draw.drawImage(ImageReader(Image.new("RGB", (40, 10), "#ddeeff")), 50, 290, 200, 30)


def under_a_white_box(draw):
    draw.drawString(60, 300, "Amount 99,99,99,999")
    draw.setFillColorRGB(1, 1, 1)
    draw.rect(50, 290, 200, 30, stroke=0, fill=1)


def off_the_page(draw):
    draw.drawString(60, -300, "Amount 99,99,99,999")


def tiny(draw):
    draw.setFont("Helvetica", 0.5)
    draw.drawString(60, 300, "Amount 99,99,99,999")


@pytest.mark.parametrize(
    "hide",
    [invisible, white_on_white, nearly_white, see_through, under_a_picture, under_a_white_box, off_the_page, tiny],
)
def test_what_nobody_sees_is_no_evidence_and_is_reported(paper, hide):
    sheet = paper().letter()
    sheet.draw.setFont("Helvetica", 11)
    hide(sheet.draw)
    opened = open_document(sheet.save())
    page = opened.pages[0]
    assert "99,99,99,999" not in page.text and "41,23,50,000.00" in page.text
    assert [word.text for word in page.hidden] == ["Amount", "99,99,99,999"]
    assert [notice.code for notice in opened.warnings] == ["hidden_text"]
    assert "99,99,99,999" in opened.warnings[0].message and opened.warnings[0].page == 1


def over_a_ruling(draw):
    draw.setLineWidth(1.2)
    draw.line(40, 304, 400, 304)
    draw.setFillColorRGB(1, 1, 1)
    draw.drawString(60, 300, "Amount 99,99,99,999")


def over_another_line(draw):
    draw.drawString(58, 303, "Global Manufacturing Revenue of the year")
    draw.setFillColorRGB(1, 1, 1)
    draw.drawString(60, 300, "Amount 99,99,99,999")


def black_on_black(draw):
    draw.rect(50, 290, 200, 30, stroke=0, fill=1)
    draw.drawString(60, 300, "Amount 99,99,99,999")


@pytest.mark.parametrize("hide", [over_a_ruling, over_another_line, black_on_black])
def test_ink_that_is_not_the_letters_own_does_not_make_them_seen(paper, hide):
    sheet = paper().letter()
    sheet.draw.setFont("Helvetica", 11)
    hide(sheet.draw)
    opened = open_document(sheet.save())
    page = opened.pages[0]
    assert "99,99,99,999" not in page.text and "Amount" not in page.text
    assert [word.text for word in page.hidden] == ["Amount", "99,99,99,999"]
    assert [notice.code for notice in opened.warnings] == ["hidden_text"]


def test_outlined_and_pale_letters_are_seen(paper):
    sheet = paper().letter()
    text = sheet.draw.beginText(60, 300)
    text.setFont("Helvetica-Bold", 16)
    text.setTextRenderMode(2)
    text.setFillColorRGB(1, 1, 1)
    text.textLine("PROVISIONAL ORDER")
    text.setTextRenderMode(0)
    text.setFillColorRGB(0.89, 0.89, 0.9)
    text.textLine("SPECIMEN COPY")
    sheet.draw.drawText(text)
    opened = open_document(sheet.save())
    assert "PROVISIONAL ORDER" in opened.pages[0].text and "SPECIMEN COPY" in opened.pages[0].text
    assert not opened.warnings


def test_white_print_on_a_dark_band_is_seen(paper):
    sheet = paper().letter()
    sheet.draw.setFillColorRGB(0, 0.2, 0.5)
    sheet.draw.rect(50, 290, 300, 30, stroke=0, fill=1)
    sheet.draw.setFillColorRGB(1, 1, 1)
    sheet.draw.drawString(60, 300, "Particulars of machinery")
    opened = open_document(sheet.save())
    assert "Particulars of machinery" in opened.pages[0].text and not opened.warnings


def test_print_over_a_background_picture_is_seen(paper):
    sheet = paper()
    sheet.draw.drawImage(ImageReader(Image.new("RGB", (60, 80), "#f4f0e0")), 0, 0, 595, 842)
    opened = open_document(sheet.letter().save())
    assert opened.pages[0].source == "text" and not opened.warnings


def test_a_scan_is_read_afresh_and_not_by_its_own_layer(letter, paper):
    sheet = paper("layered.pdf")
    sheet.draw.drawImage(ImageReader(picture_of(letter)), 0, 0, *(595.28, 841.89))
    text = sheet.draw.beginText(60, 700)
    text.setTextRenderMode(3)
    text.textLines(
        "STATE POLLUTION CONTROL BOARD\nConsent No: TPCB/2025/HW/999999\nelectronic waste tonnes Navratna Recyclers"
    )
    sheet.draw.drawText(text)
    opened = open_document(sheet.save())
    page = opened.pages[0]
    assert page.source == "ocr" and "004417" in page.text and "999999" not in page.text
    assert [notice.code for notice in opened.warnings] == ["ocr_layer"]


def test_a_layer_that_says_something_else_than_the_scan_is_reported(letter, paper):
    sheet = paper("forged.pdf")
    sheet.draw.drawImage(ImageReader(picture_of(letter)), 0, 0, *(595.28, 841.89))
    text = sheet.draw.beginText(60, 700)
    text.setTextRenderMode(3)
    text.textLines("Certified capital expenditure ninety crore\nrefurbished machinery nil\ncommercial production began")
    sheet.draw.drawText(text)
    opened = open_document(sheet.save())
    assert [notice.code for notice in opened.warnings] == ["hidden_text"]
    assert "expenditure" not in opened.pages[0].text


def test_print_inside_a_picture_on_a_digital_page_is_added(letter, paper, tmp_path):
    logo = picture_of(letter).crop((150, 190, 1300, 380))
    sheet = paper("logo.pdf")
    sheet.letter(top=300)
    sheet.draw.drawImage(ImageReader(logo), 60, 700, 414, 68)
    opened = open_document(sheet.save())
    page = opened.pages[0]
    assert page.source == "both" and opened.read_by == ("text", "ocr")
    read = [word for word in page.words if word.source == "ocr"]
    assert "POLLUTION" in [word.text for word in read]
    assert all(60 <= word.box[0] <= 474 and 70 <= word.box[1] <= 145 for word in read)
    assert sum(word.text == "Navratna" and word.source == "text" for word in page.words) == 1


def test_a_legacy_hindi_font_is_not_taken_at_its_letters(paper, tmp_path):
    sheet = paper("legacy.pdf")
    pdfmetrics.registerFont(TTFont("Deva", DEVANAGARI))
    sheet.letter()
    sheet.draw.setFont("Deva", 14)
    sheet.draw.drawString(60, 300, "नवरतन")
    path = sheet.save()
    with pikepdf.open(path) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if "Devanagari" in str(font.get("/BaseFont", "")):
                font.BaseFont = pikepdf.Name("/AAAAAA+KrutiDev010")
                font.FontDescriptor.FontName = pikepdf.Name("/AAAAAA+KrutiDev010")
        pdf.save(tmp_path / "kruti.pdf")
    opened = open_document(tmp_path / "kruti.pdf")
    page = opened.pages[0]
    assert "text_layer_distrusted" in [notice.code for notice in opened.warnings]
    assert all(word.source == "ocr" for word in page.words if word.box[1] > 520)
    assert "41,23,50,000.00" in [word.text for word in page.words if word.source == "text"]


def test_devanagari_letters_out_of_order_are_read_from_the_picture():
    from extractors.visible import DISORDER

    assert DISORDER.search("कायालर्") and DISORDER.search("िनयम")
    for wrong in ("योजनिा", "ɟतɡथि", "प्रस्तिाŰवति", "रBजस्व", "महत्वपू'र्ण"):
        assert DISORDER.search(wrong), wrong
    for right in ("कार्यालय", "प्रदूषण", "नियंत्रण", "बोर्ड", "अधिकारों", "स्वतन्त्रता", "क्रिटिकल", "₹५०,०००"):
        assert not DISORDER.search(right), right


def of_layer(text):
    """The words of a text layer, one after another on a line."""
    style = Style(11.0, "Noto", False, 0, (0, 0, 0, 255), 0.9, 0.3)
    words = text.split()
    return [
        TextWord(Word(it, (40.0 * at, 50.0, 40.0 * at + 30, 62.0), 1.0, "text"), style, 0, 0, at)
        for at, it in enumerate(words)
    ]


def test_hindi_torn_apart_at_its_vowel_signs_is_read_from_the_picture():
    torn = "वि त्ती य वर्ष 2024-25 हेतु समूह का कुल वैश्वि क वि नि र्मा ण रा जस्व ₹ 177.20 करो ड़ है। वर्ष के आँकड़े केवल तुलना हेतु हैं।"
    reasons = distrusted(of_layer(torn))
    read = {it.word.text for at, it in enumerate(of_layer(torn)) if at in reasons}
    assert {"वि", "त्ती", "रा"} <= read and not {"2024-25", "177.20"} & read
    whole = "क्या इकाई को श्री राम ने दो या दस वर्ष के लिए भूमि दी है और मैं यह मानता हूँ कि जो भी देय हो वह दे दिया गया है"
    assert not distrusted(of_layer(whole))
    assert not distrusted(of_layer("Invoice Date दिनांक Qty मात्रा कु ल ता Amount राशि"))


@pytest.mark.parametrize("label", ["खɟनिज", "व;र्ष", "प्रा)र्थी", "वाɷ;र्षिक"])
def test_one_hindi_word_with_a_letter_that_nobody_types_tells_that_all_hindi_of_the_page_is_bad(label):
    printed = f"Target minerals {label} / तत्व : Lithium, ₹ 4,12,000.00"
    assert set(distrusted(of_layer(printed))) == {2, 4}


def test_initials_that_their_font_files_under_a_figure_are_read_from_the_picture():
    printed = "2शीनरी योजनिा रBजस्व राशि 2.2./118 2/05 दिनांक 2/06/2026 2.25 22/118 कुल 12,22,000.00"
    read = {it.word.text for at, it in enumerate(of_layer(printed)) if at in distrusted(of_layer(printed))}
    assert {"2शीनरी", "2.2./118", "2/05"} <= read
    assert not {"2/06/2026", "2.25", "22/118", "12,22,000.00"} & read
    sound = "मशीनरी योजनिा रBजस्व राशि 2.2./118"
    assert {0, 3} <= set(distrusted(of_layer(sound)))
    assert 4 not in distrusted(of_layer(sound)), "no word tells that figures stand for letters"


@pytest.mark.parametrize("label", ["खनिज", "(टन/वर्ष)", "मी.टन", "क्षमता(टन)", "श्रेडर/Shredder", "(क)क्षमता"])
def test_a_single_hindi_label_of_an_english_form_is_taken_as_it_stands(label):
    assert not distrusted(of_layer(f"Target minerals {label} : Lithium, ₹ 4,12,000.00"))


def hindi_form(paper, name):
    """A form whose labels are Devanagari that needs no shaping, so that reportlab draws it right."""
    pdfmetrics.registerFont(TTFont("Deva", DEVANAGARI))
    sheet = paper(name)
    rows = [
        ("आवेदक का नाम", "Navratna Recyclers Private Limited"),
        ("जनपद तथा राज", "District Dhar, Madhya Pradesh 454775"),
        ("मशीन का मान", "Rs. 41,23,50,000.00"),
        ("आवेदन का भाग", "CMR/2026/MP/00417"),
    ]
    for index, (label, value) in enumerate(rows):
        sheet.draw.setFont("Deva", 12)
        sheet.draw.drawString(60, 700 - 30 * index, label)
        sheet.draw.setFont("Helvetica", 11)
        sheet.draw.drawString(300, 700 - 30 * index, value)
        sheet.draw.rect(50, 690 - 30 * index, 480, 30)
    return sheet.save()


def misfiled(path, wrong):
    """The same paper with letters of its Devanagari font filed under other characters."""
    with pikepdf.open(path) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if "Devanagari" in str(font.get("/BaseFont", "")):
                codes = font.ToUnicode.read_bytes().decode()
                for right, other in wrong.items():
                    codes = codes.replace(f"<{ord(right):04X}>", f"<{ord(other):04X}>")
                font.ToUnicode = pdf.make_stream(codes.encode())
        changed = path.with_name("misfiled.pdf")
        pdf.save(changed)
    return changed


@pytest.mark.parametrize(
    "wrong",
    [{"न": "\u025f", "म": "\u0261"}, {"न": "म", "म": "ज", "क": "घ"}],
    ids=["under phonetic letters", "under other Devanagari letters"],
)
def test_devanagari_filed_under_wrong_letters_is_read_from_the_picture_and_nothing_else_is(paper, wrong):
    path = misfiled(hindi_form(paper, "form.pdf"), wrong)
    opened = open_document(path)
    page = opened.pages[0]
    assert [notice.code for notice in opened.warnings] == ["text_layer_distrusted"]
    assert page.quality == "digital" and page.source == "both"
    assert "आवेदक का नाम Navratna Recyclers Private Limited" in page.text
    assert "मशीन का मान Rs. 41,23,50,000.00" in page.text
    assert {word.source for word in page.words if word.text.isascii()} == {"text"}
    assert {word.source for word in page.words if not word.text.isascii()} == {"ocr"}


def test_devanagari_filed_under_its_own_letters_is_taken_from_the_layer(paper):
    opened = open_document(hindi_form(paper, "form.pdf"))
    assert not opened.warnings and opened.pages[0].source == "text"
    assert "आवेदक का नाम Navratna Recyclers Private Limited" in opened.pages[0].text


def test_a_page_of_codes_and_figures_keeps_its_text_layer(paper):
    sheet = paper()
    sheet.draw.setFont("Courier", 10)
    for row in range(20):
        sheet.draw.drawString(
            60, 760 - 16 * row, f"27AABCN{4000 + row}R1ZM  NR/25-26/{row:04d}  {row}1,{row}4,500.00  85491100"
        )
    page = open_document(sheet.save()).pages[0]
    assert page.source == "text" and "27AABCN4019R1ZM" in page.text


def test_a_few_letters_filed_under_signs_are_read_from_the_picture(paper):
    pdfmetrics.registerFont(TTFont("Deva", DEVANAGARI))
    sheet = paper("house.pdf")
    sheet.draw.setFont("Deva", 20)
    sheet.draw.drawString(60, 700, "मकान मकान मकान मकान")
    path = misfiled(sheet.save(), {"म": '"', "क": "+", "ा": "%", "न": "="})
    opened = open_document(path)
    assert "मकान" in opened.pages[0].text and opened.pages[0].source == "ocr"
    assert [notice.code for notice in opened.warnings] == ["text_layer_distrusted"]


def test_the_figures_behind_a_page_say_how_much_of_its_layer_is_invisible(paper):
    sheet = paper().letter()
    invisible(sheet.draw)
    figures = open_document(sheet.save()).pages[0].figures
    assert figures["invisible_share"] == pytest.approx(2 / (figures["visible_words"] + 2), abs=1e-3)
    assert figures["unmapped_share"] == 0 and 0 < figures["text_share"] < 0.5 and figures["image_share"] == 0
