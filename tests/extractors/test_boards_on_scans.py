"""A board whose Hindi name lost its last word on a scan is told by the rest of it, in doubt; on no digital page."""

import pytest

from extractors.values import Scope, read
from extractors.values.registered import LAST_WORD_LOST
from reference.document_types import document_types

BOARD = document_types().types["pollution_board_authorisation"].fields["issuing_board"]


@pytest.mark.parametrize(
    ("printed", "board"),
    [
        ("मध्य प्रदेश प्रदूषण नियंत्रण ats", "Madhya Pradesh Pollution Control Board"),
        ("उत्तर प्रदेश प्रदूषण नियंत्रण", "Uttar Pradesh Pollution Control Board"),
        ("दिल्ली प्रदूषण नियंत्रण afafa", "Delhi Pollution Control Committee"),
    ],
)
def test_a_board_without_its_last_word_is_told_in_doubt(printed, board):
    [found] = read(BOARD, printed, Scope(ocr=True))
    assert (found.value, found.cost) == (board, LAST_WORD_LOST)
    assert not read(BOARD, printed, Scope())


@pytest.mark.parametrize(
    "printed",
    ["प्रदूषण नियंत्रण ats", "राज्य प्रदूषण नियंत्रण", "मध्य प्रदेश शासन", "उत्तर प्रदेश प्रदूषण नियंत्रण, बिहार राज्य प्रदूषण नियंत्रण"],
)
def test_what_names_no_board_or_two_tells_none(printed):
    assert not read(BOARD, printed, Scope(ocr=True))
