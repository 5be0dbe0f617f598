"""Numbers of papers as boards write them: read whole, or in doubt; never sure and cut."""

from datetime import date

import pytest

from extractors.values import Scope, read
from reference.document_types import document_types

NUMBER = document_types().types["pollution_board_authorisation"].fields["authorisation_number"]
SURE = 0.08
"""The most that a reading may cost for its field to be sure (`BEST` less this is 0.90)."""


def first(text, *, ocr=False):
    found = read(NUMBER, text, Scope(ocr=ocr))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20054/PPCB/HWM/SAS NAGAR/2026", "20054/PPCB/HWM/SAS NAGAR/2026"),
        ("UPPCB/GREATER NOIDA/HWM/12/2026 valid upto 31.3.2031", "UPPCB/GREATER NOIDA/HWM/12/2026"),
        ("MPCB/RO NAVI MUMBAI/HWM/55", "MPCB/RO NAVI MUMBAI/HWM/55"),
        ("TSPCB/ZO-HYD/ CFO & HWM/2026/117", "TSPCB/ZO-HYD/CFO & HWM/2026/117"),
        (
            "245117/UPPCB/GREATER NOIDA(UPPCBRO)/HWM/GAUTAM BUDDHA NAGAR/2026 Dated",
            "245117/UPPCB/GREATER NOIDA(UPPCBRO)/HWM/GAUTAM BUDDHA NAGAR/2026",
        ),
        ("CMRS26-000733 / 14.03.2026", "CMRS26-000733"),
        ("ELV/RVSF/RJ/2026/00219. 3. The facility may process", "ELV/RVSF/RJ/2026/00219"),
        ("B-29016(4120)/26/WM-III. 12) Records shall be kept", "B-29016(4120)/26/WM-III"),
        ("PPCB/2026 - 12", "PPCB/2026-12"),
        ("12 of 2026", "12 of 2026"),
        ("118 of 2026-27", "118 of 2026-27"),
        ("No. 7 of 2026-27 dated 12.03.2026", "7 of 2026-27"),
        ("No. 12 of 2026 dated 12.03.2026", "12 of 2026"),
        ("HSPCB/FOR/2026/12 dated 12.03.2026", "HSPCB/FOR/2026/12"),
        ("MPCB/ROMU/AND/2026/55, dt. 12.3.2026", "MPCB/ROMU/AND/2026/55"),
        ("No.12/2026dt.12.03.2026", "12/2026"),
        ("No.12/2026-dated 12.03.2026", "12/2026"),
        ("2205244072682 Date 12/03/2026", "2205244072682"),
        ("KSPCB/EO(WMC)/HWM/Auth No. 330/2026 Valid", "KSPCB/EO(WMC)/HWM/Auth No. 330/2026"),
        ("F. No. 12/3-REC (Pt-II) dated", "F. No. 12/3-REC (Pt-II)"),
        ("No. 12-34/2026-HW Part II", "12-34/2026-HW Part II"),
        ("OCMMS/4471 of 11-May-2026", "OCMMS/4471"),
        ("1234/SPCB-Raipur (CG)/2026", "1234/SPCB-Raipur (CG)/2026"),
        ("PCB ID 44021", "PCB ID 44021"),
        ("सीएमआर/2026/0312 (CMR/2026/0312)", "CMR/2026/0312"),
        ("1846/SEIAA-CG/EC/METALLURGY/RPR/2931", "1846/SEIAA-CG/EC/METALLURGY/RPR/2931"),
        (
            "118204/यूपीपीसीबी/गौतमबुद्धनगर(यूपीपीसीबीआरओ)/सीटीओ/जल एवं वायु/गौतमबुद्धनगर/2026 दिनांक",
            "118204/यूपीपीसीबी/गौतमबुद्धनगर(यूपीपीसीबीआरओ)/सीटीओ/जल एवं वायु/गौतमबुद्धनगर/2026",
        ),
        ("CTE - 138427", "CTE-138427"),
    ],
)
def test_a_number_is_read_whole_and_for_sure(text, number):
    parsed = first(text)
    assert parsed.value == number
    assert parsed.cost <= SURE
    assert not parsed.alternatives


@pytest.mark.parametrize(
    "text",
    [
        "PCB/123/2026 RO/456/2025",
        "PCB/123/2026, RO/456/2025 dated 3.4.2026",
        "AWH-45789 & CTO-45790",
        "HSPCB/HWM/20 26/1234",
        "HSPCB/HWM/2026/",
        "BWM/R/2026- ",
    ],
)
def test_a_number_that_may_go_on_is_never_sure(text):
    assert first(text).cost > SURE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("JNARDDC/PMAICMRI2026/055", "JNARDDC/PMA/CMR/2026/055"),
        ("BWMIRIRSPCB/2026/02552", "BWM/R/RSPCB/2026/02552"),
    ],
)
def test_strokes_that_ocr_took_for_letters_are_put_back_in_doubt(text, number):
    by_ocr = first(text, ocr=True)
    assert by_ocr.value == number
    assert by_ocr.cost > SURE
    assert [it.value for it in by_ocr.alternatives] == [text]
    assert first(text).value == text  # what a text layer prints is printed


def test_roman_numerals_are_no_words():
    assert first("B-29016(4304)/REC/26/WM-Ill Division", ocr=True).value == "B-29016(4304)/REC/26/WM-III Division"


@pytest.mark.parametrize("text", ["dated 12.03.2026", "12.03.2026", "****/2026", "HQ", ""])
def test_what_is_no_number_is_none(text):
    assert first(text) is None


@pytest.mark.parametrize("text", ["TC-5120 (ISO/IEC", "HPPCB/55/2026 (No. of"])
def test_a_remark_that_the_line_cuts_in_its_brackets_is_no_part_of_a_number_and_leaves_a_doubt(text):
    assert first(text).value == text.partition(" (")[0]
    assert first(text).cost > SURE


def test_brackets_that_close_belong_to_a_number():
    assert first("PCB/B-77 (Rev)/2026").value == "PCB/B-77 (Rev)/2026"


@pytest.mark.parametrize(("text", "sure"), [("RPCB/ROALW/CCA/1187", True), ("RPC. ☑ /ROALW/CCA/1187", False)])
def test_a_number_in_which_ocr_saw_a_box_is_in_doubt(text, sure):
    assert (first(text, ocr=True).cost <= SURE) is sure


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GPCB/HWM/88/2026/55120,17.02.2026", "GPCB/HWM/88/2026/55120"),
        ("GPCB/HWM/88/2026/55120,55121", "GPCB/HWM/88/2026/55120,55121"),
    ],
)
def test_a_date_flush_behind_the_comma_of_a_number_is_no_part_of_it(text, number):
    assert first(text).value == number


def test_the_date_that_stands_flush_behind_a_number_is_read():
    days = read(
        document_types().types["pollution_board_authorisation"].fields["issue_date"], "88/55120,17.02.2026", Scope()
    )
    assert [it.value for it in days] == [date(2026, 2, 17)]
