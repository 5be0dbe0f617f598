"""A text layer of shaped Devanagari cannot be read, but witnesses what OCR reads in its place."""

import pytest
from weasyprint import HTML

from extractors import read_document
from extractors.letters import Style
from extractors.shaped_layer import witnessed
from extractors.text_layer import TextWord
from records.pages import Word

REGULAR, BOLD = (Style(10.0, font, False, 0, (0, 0, 0, 255), 9.0, -2.0) for font in ("Regular", "Bold"))


def line(*words, style=REGULAR, confidence=0.9):
    """OCR's words of a line, each with what the layer has in its place: one piece, or several."""
    read, layer = [], []
    for at, (text, *pieces) in enumerate(words):
        left = 100.0 * at
        read.append(Word(text, (left, 0.0, left + 80, 12.0), confidence, "ocr", 10.0))
        step = 80 / max(1, len(pieces))
        for number, piece in enumerate(pieces):
            x = left + step * number
            layer.append(TextWord(Word(piece, (x, 0.0, x + step - 1, 12.0), 1.0, "text", 10.0), style, 0, 0, 0))
    return read, layer


def told(*lines):
    return {word.text: word.witnessed for word in witnessed(lines)}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("योजना", ["योजना"]),
        ("परियोजना", ["प", "रयोजना"]),  # the sign of i is lost
        ("लिमिटेड", ["ल मटे", "ड"]),
        ("पुनर्चक्रण", ["पुन", "र्चक्रण"]),
        ("मार्ग", ["मागर्च"]),  # the hook of r has a letter too many
        ("करोड़", ["करोड़"]),
    ],
)
def test_a_word_whose_consonants_the_layer_has_in_its_place_is_witnessed(text, pieces):
    assert told(line((text, *pieces))) == {text: True}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("विस्तार", ["वस्त", "ना"]),  # another consonant
        ("नवीन", ["नवीनी", "कत"]),  # OCR lost the end of the word
        ("विवरण", ["ववर"]),
        ("कुल", []),  # the layer has nothing there
        ("दर", ["दरर"]),
        ("बैटर", ["बैटरी"]),  # OCR lost a sign
        ("वेदयुत", ["वैद्युत"]),
    ],
)
def test_a_word_that_the_layer_has_otherwise_is_not(text, pieces):
    assert told(line((text, *pieces))) == {text: False}


def test_a_word_read_in_doubt_needs_every_sign_in_the_layer():
    """Of vowel signs the layer's consonants say nothing: किया or क्या."""
    assert told(line(("नया", "नया"), confidence=0.6)) == {"नया": True}
    assert told(line(("किया", "कया"), confidence=0.6)) == {"किया": False}


def test_a_glyph_without_a_character_is_the_letter_that_its_words_lack():
    words = line(("टन", "Bन"), ("पट्टा", "प]ा"), ("इकाई", "इकाई"))
    assert told(words) == {"टन": False, "पट्टा": False, "इकाई": True}  # one word tells nothing
    more = told(words, line(("सेक्टर", "सेक्Bर"), ("लिमिटेड", "ल मBेड"), ("मीट्रिक", "मीBक")))
    assert more == told(words) | {"टन": True, "सेक्टर": True, "लिमिटेड": True, "मीट्रिक": False}


def test_the_same_code_in_another_font_is_another_glyph():
    regular = line(("टन", "Bन"), ("सेक्टर", "सेक्Bर"))
    bold = line(("डाक", "Bाक"), ("सड़क", "सBक"), style=BOLD)
    assert all(told(regular, bold).values())
    assert not any(told(line(("टन", "Bन"), ("डाक", "Bाक"))).values())


def test_a_hindi_name_on_a_digital_page_is_sure(tmp_path):
    html = """<style>body { font: 12pt "Noto Sans Devanagari", "Liberation Sans" }</style>
    <h2>महत्वपूर्ण खनिज पुनर्चक्रण प्रोत्साहन योजना - आवेदन पत्र</h2><p>आवेदन संख्या: CMR/2026/771</p>
    <p>आवेदक का नाम: यमुना धातु पुनर्चक्रण प्राइवेट लिमिटेड</p><p>प्रस्तावित निवेश: ₹ 36,75,00,000</p>
    <p>इकाई का प्रकार: विस्तार</p><p>राज्य: मध्य प्रदेश</p>"""
    HTML(string=html).write_pdf(tmp_path / "form.pdf")
    name = read_document(tmp_path / "form.pdf").fields["applicant_name"]
    assert name.value == "यमुना धातु पुनर्चक्रण प्राइवेट लिमिटेड"
    assert name.confidence >= 0.9
