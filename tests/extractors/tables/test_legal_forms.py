"""What OCR makes of "Pvt Ltd" and "Limited" is mended; nothing else of a name is touched."""

from __future__ import annotations

import pytest

from extractors.legal_forms import legal_form_mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Gomukhi Cathode Materials Pvt. utd", "Gomukhi Cathode Materials Pvt. Ltd"),
        ("Arunachhaya Resource Recovery Pvt. Lid.", "Arunachhaya Resource Recovery Pvt. Ltd."),
        ("Bhrigusha Infra Projects Pvt Ld", "Bhrigusha Infra Projects Pvt Ltd"),
        ("Lavangi Cathode Materials Pv Lid", "Lavangi Cathode Materials Pvt Ltd"),
        ("Erandola Trading Co, Private Limaed", "Erandola Trading Co, Private Limited"),
        ("Zarina-Vale Cathode Materials PvtLid", "Zarina-Vale Cathode Materials Pvt Ltd"),
        ("Himgiri Alloys Pvt.Ltd.", "Himgiri Alloys Pvt. Ltd."),
        ("Zarina-Vale Advanced Ceramics Limted", "Zarina-Vale Advanced Ceramics Limited"),
    ],
)
def test_a_misread_legal_form_is_mended(read, meant):
    assert legal_form_mended(read) == meant


@pytest.mark.parametrize(
    "name",
    [
        "Himgiri Alloys Pvt. Ltd.", "Himgiri Alloys LIMITED", "HIMGIRI ALLOYS PVT LTD", "Steel Drum with Lid",
        "Western Metals United", "Limited", "", "Himgiri Alloys LLP", "Private Mining Office", "Shakti Limestone",
    ],
)  # fmt: skip
def test_everything_else_stays_as_it_was_read(name):
    assert legal_form_mended(name) == name
