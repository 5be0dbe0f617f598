"""What a unit may do, in the words of boards and authorities: up to the place, the quantity and what is made of it."""

import pytest

from extractors.by_text import _matches
from extractors.values import Scope, read
from reference.document_types import document_types

CONSENT, CLEARANCE = "pollution_board_authorisation", "environmental_clearance"


def told(type_id, sentence, name="activity"):
    """What the first of the vocabulary's sentences gives that names an activity, None if none does."""
    words = document_types().types[type_id].fields[name]
    for pattern in words.prose:
        for match in _matches(words, pattern, sentence):
            before = sentence[: match.start("value")]
            for parsed in read(words, match["value"], Scope(before, sentence=True)):
                return parsed.value
    return None


def labelled(type_id, answer):
    words = document_types().types[type_id].fields["activity"]
    return next((it.value for it in read(words, answer, Scope("Activity"))), None)


@pytest.mark.parametrize(
    ("sentence", "activity"),
    [
        ("authorising the occupier to operate the industrial plant for reprocessing of used nickel catalysts in the "
         "area of Gummidipoondi as specified below.", "reprocessing of used nickel catalysts"),
        ("The Consent is valid for shredding and dismantling of end-of-life solar panels - 2,400 MT/A and for "
         "manufacture of:", "shredding and dismantling of end-of-life solar panels"),
        ("This consent is granted for recycling of lead acid battery scrap @ 30 MT/Day subject to the conditions.",
         "recycling of lead acid battery scrap"),
        ("is hereby granted an authorisation to operate a facility for collection, storage, transport and recycling of "
         "hazardous wastes on the premises situated at Plot No. 14, Haridwar.",
         "collection, storage, transport and recycling of hazardous wastes"),
        ("The Board hereby grants consent to the above unit for the purpose of recovery of gallium and indium from "
         "LED scrap at their factory located at Hosur.", "recovery of gallium and indium from LED scrap"),
        ("You are hereby permitted to run an industry for refining of silver and tin dross by M/s Arka Metals.",
         "refining of silver and tin dross"),
        ("Consent to Operate is granted to the unit for carrying out the activity of processing of NdFeB magnet swarf, "
         "under Orange category.", "processing of NdFeB magnet swarf"),
        ("this Board grants CTO for e-waste dismantling and recycling unit, up to 7,200 MT/Annum.",
         "e-waste dismantling and recycling unit"),
        ("has been granted consent for processing black mass of lithium batteries at Village Kheda, Tehsil Dera.",
         "processing black mass of lithium batteries"),
        ("NOC is issued for setting up of a plant for hydrometallurgical extraction of vanadium from fly ash within "
         "the premises of the estate", "hydrometallurgical extraction of vanadium from fly ash"),
        ("Consent is granted to operate your unit for the recovery of molybdenum from spent catalyst to produce the "
         "following products:", "recovery of molybdenum from spent catalyst"),
        ("the unit is engaged in pre-processing of waste printed circuit boards, with the following conditions",
         "pre-processing of waste printed circuit boards"),
        ("authorisation for utilisation of spent pickling liquor under Rule 9 to the extent of 900 KL",
         "utilisation of spent pickling liquor"),
        ("consent under the Act for operation of industry of manufacture of zinc oxide from zinc ash 1200 TPA",
         "manufacture of zinc oxide from zinc ash"),
    ],
)  # fmt: skip
def test_a_consent_says_in_a_sentence_what_the_unit_may_do(sentence, activity):
    assert told(CONSENT, sentence) == activity


@pytest.mark.parametrize(
    ("sentence", "activity"),
    [
        ("आपकी इकाई को प्रयुक्त बैटरी का पुनर्चक्रण करने हेतु संचालन की सहमति प्रदान की जाती है।", "प्रयुक्त बैटरी का पुनर्चक्रण"),
        ("बोर्ड द्वारा उद्योग को ई-अपशिष्ट के विघटन एवं प्रसंस्करण के लिए सशर्त सम्मति दी जाती है।",
         "ई-अपशिष्ट के विघटन एवं प्रसंस्करण"),
        ("विषय: स्पेंट कैटालिस्ट से वैनेडियम पुनर्प्राप्ति संयंत्र की स्थापना हेतु पर्यावरणीय स्वीकृति।",
         "स्पेंट कैटालिस्ट से वैनेडियम पुनर्प्राप्ति संयंत्र"),
        ("अधिनियम की धारा 25 के अंतर्गत टिन ड्रॉस के शोधन के लिये प्राधिकार प्रदान किया जाता है।", "टिन ड्रॉस के शोधन"),
        ("के प्रावधानों के तहत सोलर पैनल पुनर्चक्रण क्षमता 3,600 टन प्रति वर्ष हेतु निम्न शर्तों पर स्वीकृति प्रदान की जाती है।",
         "सोलर पैनल पुनर्चक्रण"),
    ],
)  # fmt: skip
def test_a_consent_says_in_hindi_what_the_unit_may_do(sentence, activity):
    assert told(CONSENT, sentence) == activity


@pytest.mark.parametrize(
    "sentence",
    [
        "The unit shall provide an effluent treatment plant for treatment of trade effluent and sewage.",
        "Fee of Rs. 5,000 for processing of the application has been received.",
        "The consent is granted for a period of five years from the date of issue.",
        "for manufacturing of the following products:",
        "The industry shall obtain permission for processing of other wastes.",
        "The Consent is valid for the manufacture of:",
        "consent for operation of DG set and for collection of waste water",
        "घरेलू उत्प्रवाह के उपचार हेतु सेप्टिक टैंक स्थापित किया जाएगा।",
    ],
)
def test_effluents_fees_and_terms_are_no_activity_of_the_unit(sentence):
    assert told(CONSENT, sentence) is None


@pytest.mark.parametrize(
    ("answer", "activity"),
    [
        ("3(a) Metallurgical industries - recovery of tungsten from carbide scrap",
         "recovery of tungsten from carbide scrap"),
        ("3(a) Metallurgical industries (ferrous & non ferrous)", None),
        ("3(a) Metallurgical industries (ferrous & non-ferrous): secondary recovery of cobalt, 12,000 TPA",
         "secondary recovery of cobalt"),
        ("Recycling of scrap magnets (input 5,600 tonnes per year)", "Recycling of scrap magnets"),
        ("7 (d) Common hazardous waste treatment, storage and disposal facilities (TSDFs)", None),
        ("Cobalt recovery unit, 6,200 tonnes per annum", "Cobalt recovery unit"),
        ("Expansion of magnet recycling plant from 1,200 TPA to 4,800 TPA", "Expansion of magnet recycling plant"),
        ("Recycling of e-waste (7,200 MT/annum)", "Recycling of e-waste"),
        ("Recycling of e-waste @ 600 MT/month at Plot No. 5", "Recycling of e-waste"),
        ("12,000 TPA battery recycling unit", "12,000 TPA battery recycling unit"),
        ("e-waste recycling; 20 TPD", "e-waste recycling"),
    ],
)  # fmt: skip
def test_an_answer_is_read_without_quantity_and_item_of_the_schedule(answer, activity):
    assert labelled(CLEARANCE, answer) == activity


def test_a_sentence_is_never_sure_of_an_activity():
    words = document_types().types[CONSENT].fields["activity"]
    found = read(words, "recycling of tin dross in the sheds described below", Scope("for", sentence=True))
    assert found[0].cost > 0.07
