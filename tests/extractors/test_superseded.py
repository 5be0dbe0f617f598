"""An amendment prints what held before beside what holds: the former figure is never the paper's own."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.superseded import corrections
from records.readings import SURE
from tests.extractors.papers import p, paper, title


def pairs(text):
    return [(text[it.former.start : it.former.end], text[it.new.start : it.new.end]) for it in corrections(text)]


@pytest.mark.parametrize(
    ("sentence", "former", "new"),
    [
        ("for '2,400 MT per annum' read '5,650 MT per annum'", "2,400 MT", "5,650 MT"),
        ("For the figures 900 TPA the figures 1,250 TPA shall be substituted.", "900 TPA", "1,250 TPA"),
        ("The capacity shall be 7,300 MT/annum in place of 4,100 MT/annum.", "4,100 MT", "7,300 MT"),
        ("In place of 4,100 MT, 7,300 MT shall be read.", "4,100 MT", "7,300 MT"),
        ("an intake of 6,600 TPA (earlier 3,000 TPA)", "3,000 TPA", "6,600 TPA"),
        ("The consent, valid up to 31.03.2027, is now valid up to 30.06.2033.", "31.03.2027", "30.06.2033"),
        (
            "the consent (which stood valid till 30.09.2026) shall remain valid till 30.09.2030",
            "30.09.2026",
            "30.09.2030",
        ),
        ("validity is extended from 31/12/2026 to 31/12/2031", "31/12/2026", "31/12/2031"),
        ("enhancement of intake from 4,500 TPA (as per EC dated 03.05.2019) to 10,800 TPA", "4,500 TPA", "10,800 TPA"),
        ("ceiling of Rs. 4.40 crore later revised to Rs. 3.75 crore", "Rs. 4.40 crore", "Rs. 3.75 crore"),
        ("Expansion of secondary recovery from spent catalyst, 2400 TPA to 7800 TPA", "2400 TPA", "7800 TPA"),
        ("Modification of the plant (900 MT/A to 1,250 MT/A)", "900 MT", "1,250 MT"),
        ("1,800 टन के स्थान पर 4,250 टन पढ़ा जाए", "1,800 टन", "4,250 टन"),
        ("क्षमता पूर्व में 1,800 टन थी, जिसे बढ़ाकर 4,250 टन किया जाता है", "1,800 टन", "4,250 टन"),
    ],
)
def test_a_sentence_of_change_says_which_figure_holds(sentence, former, new):
    assert pairs(sentence) == [(former, new)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The order dated 04.03.2025 is now valid up to 31.03.2031.",
        "Capacity is increased by 500 MT. The store holds 90 MT.",
        "Read the order of 12.01.2026 with that of 15.02.2026.",
        "Boilers of 6 tons were replaced. Now the unit is permitted 4,000 MT of scrap.",
        "The expansion of the shed was approved. Power comes from 3 MT to 5 MT cranes.",
        "Expansion of the store. The furnace takes 3 MT to 5 MT a heat.",
        "The plant takes 4,000 MT of cells and is permitted to make 900 MT of salts.",
    ],
)
def test_two_figures_without_a_change_from_one_to_the_other_both_stand(sentence):
    assert pairs(sentence) == []


def corrigendum(tmp_path):
    return read_document(
        paper(
            tmp_path / "c.pdf",
            title("Haryana State Pollution Control Board"),
            p("No. HSPCB/BHG/2026/118 Dated: 17.08.2026"),
            p("Subject: Corrigendum to the consent to operate under the Water Act, 1974 and the Air Act, 1981"),
            p("Consent to operate was granted to M/s Tarang Cell Recyclers LLP, Plot No. 9, Sector 59, Ballabgarh, "
              "Faridabad, Haryana - 121004 vide order No. HSPCB/CTO/2025/9911 dated 04.03.2025, with validity up to "
              "31.03.2028, for recycling of 2,400 MT per annum of spent lithium ion batteries."),
            p("The said consent is hereby amended: in place of 2,400 MT per annum, 5,650 MT per annum shall be read, "
              "and the date 31.03.2028 shall be read as 31.03.2031."),
        )
    )  # fmt: skip


def test_a_corrigendum_gives_its_own_number_and_the_figures_that_it_puts_in(tmp_path):
    fields = corrigendum(tmp_path).fields
    assert fields["capacity_tpa"].value == Decimal(5650)
    assert fields["valid_until"].value == date(2031, 3, 31)
    assert fields["authorisation_number"].value == "HSPCB/BHG/2026/118"
    assert fields["issue_date"].value == date(2026, 8, 17)


def certificate(tmp_path, certified):
    return read_document(
        paper(
            tmp_path / "ca.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p("We certify that M/s Coromandel Rare Metals Private Limited " + certified),
            p("For Iyer & Rangan, Chartered Accountants, FRN 004421S"),
            p("UDIN: 26218765ABCDEF1234, 14th October 2026"),
        )
    ).fields


def test_a_part_of_the_expenditure_does_not_make_the_whole_doubtful(tmp_path):
    total = certificate(
        tmp_path,
        "has incurred capital expenditure of Rs. 48,62,15,300/- (of which Rs. 3,12,00,000/- is for refurbished "
        "machinery). Out of the above, a sum of Rs. 40,00,00,000/- has been paid.",
    )["total_amount"]
    assert total.value == Decimal(486215300) and total.confidence >= SURE


def test_a_capacity_that_was_asked_for_in_vain_gives_way_to_the_one_agreed_to(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "c.pdf",
            title("Punjab Pollution Control Board"),
            p("No. PPCB/ZO-II/LDH/2026/3381"),
            p("Dated: 3rd March, 2026"),
            p("To M/s Ravi Recyclers LLP, Plot No. E-218, Phase VI, Focal Point, Ludhiana - 141010"),
            p("Subject: Enhancement of capacity in the consent to operate"),
            p("You asked that the capacity of your unit for dismantling and recycling of e-waste be raised from 3,000 "
              "MT/annum to 6,000 MT/annum. The Committee did not agree to 6,000 MTA and agreed to 4,500 MTA."),
            p("Accordingly consent no. CTO/LDH/E-218/2026/118 is issued in supersession of CTO/LDH/E-218/2023/077 "
              "(which stood valid till 30.09.2026) and shall remain valid till 30.09.2030 unless revoked earlier."),
        )
    )  # fmt: skip
    found = {name: it.value for name, it in reading.fields.items()}
    assert found["capacity_tpa"] == Decimal(4500)
    assert found["valid_until"] == date(2030, 9, 30)
    assert found["activity"] == "dismantling and recycling of e-waste"


@pytest.mark.parametrize("bound", ["more than", "beyond", "quantities in excess of"])
def test_a_limit_refuses_nothing_of_what_it_allows(tmp_path, bound):
    reading = read_document(
        paper(
            tmp_path / "c.pdf",
            title("Punjab Pollution Control Board"),
            p("Consent to operate No. CTO/LDH/118 dated 03.03.2026 is granted to M/s Ravi Recyclers LLP."),
            p("Capacity: 4,500 MT/annum of e-waste"),
            p(f"The unit is not permitted to process {bound} 4,500 MT in any year."),
        )
    )
    assert reading.fields["capacity_tpa"].value == Decimal(4500)
    assert reading.fields["capacity_tpa"].confidence >= SURE
