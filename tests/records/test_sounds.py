"""Names in two scripts: one if their consonants sound alike and their legal forms are one; else for a person to see."""

import pytest

from records.names import SAME_NAME, UNSURE_NAME, same_name

ONE = [
    ("विंध्यशिखर ई-साइकिल लिमिटेड", "Vindhyashikhar E-Cycle Limited"),
    ("मैसर्स विंध्य अर्बन माइनिंग प्राइवेट लिमिटेड", "M/s Vindhya Urban Mining Pvt. Ltd."),
    ("सह्याद्रि निकल सॉल्ट्स लिमिटेड", "SAHYADRI NICKEL SALTS LIMITED"),
    ("नर्मदा रीसाइक्लर्स प्रा. लि.", "Narmada Recyclers Private Limited"),
    ("हिमाद्रि मेटल्स एंड केमिकल्स लिमिटेड", "Himadri Metals & Chemicals Ltd"),
    ("ज्ञान इंडस्ट्रीज लिमिटेड", "Gyan Industries Limited"),
    ("मराठवाड़ा कॉपर वर्क्स लिमिटेड", "Marathwada Copper Works Limited"),
    ("अक्षय क्रिटिकल मिनरल्स प्राइवेट लिमिटेड", "Akshay Critical Minerals Private Limited"),
]
OTHERS = [
    ("विंध्य ई-साइकिल प्राइवेट लिमिटेड", "Vindhya E-Waste Private Limited"),
    ("नर्मदा रीसाइक्लर्स प्रा. लि.", "Narmada Recoveries Pvt. Ltd."),
    ("केन ग्रेफाइट लिमिटेड", "Ken Graphite and Carbon Limited"),
    ("नर्मदा रीसाइक्लर्स प्रा. लि.", "Narmada Recyclers LLP"),  # another person in law
    ("नर्मदा रीसाइक्लर्स लिमिटेड", "Narmada Recyclers Private Limited"),
    ("इरा लिमिटेड", "Ira Limited"),  # one consonant says nothing
]


@pytest.mark.parametrize(("hindi", "latin"), ONE)
def test_one_name_in_two_scripts(hindi, latin):
    assert SAME_NAME <= same_name(hindi, latin) == same_name(latin, hindi) < 1


@pytest.mark.parametrize(("hindi", "latin"), OTHERS)
def test_what_cannot_be_told_is_for_a_person(hindi, latin):
    assert UNSURE_NAME <= same_name(hindi, latin) < SAME_NAME


def test_no_two_of_these_companies_are_taken_for_one():
    wrong = [
        (one, other) for one, _ in ONE for mine, other in ONE if one != mine and same_name(one, other) >= SAME_NAME
    ]
    assert not wrong
