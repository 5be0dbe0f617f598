"""Phrases are found through misspellings, and words that only end differently are not confused."""

import pytest

from extractors.phrases import PhraseBook, longest, norm, tokens_of

BOOK = PhraseBook(
    {
        "kind": ["consent to operate", "consent to establish", "authorisation"],
        "who": ["recycler", "name of the unit", "इकाई का नाम"],
        "what": ["recycling"],
    }
)


def found(text):
    [matches] = BOOK.find([tokens_of(text)])
    return [match.phrase for match in longest(matches)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("CONSENT TO OPERATE", ["consent to operate"]),
        ("C0nsent to 0perate", ["consent to operate"]),
        ("Autorisation", ["authorisation"]),
        ("authorization", ["authorisation"]),
        ("Consent-to-Establish.", ["consent to establish"]),
        ("recycled", []),
        ("recyclers", ["recycler"]),
        ("इकाई का नाम :", [norm("इकाई का नाम")]),
        ("ईकाई का नामः", [norm("इकाई का नाम")]),
        ("इकाई का नाम।", [norm("इकाई का नाम")]),
        ("consent to the operation", []),
        ("", []),
    ],
)
def test_phrases(text, phrases):
    assert found(text) == phrases


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("नयिम", "नियम"),
        ("संखया", "संख्या"),
        ("नियन्त्रण", "नियंत्रण"),
        ("दिनाँक", "दिनांक"),
        ("पंजीकरणः", "पंजीकरण"),
        ("ईकाई", "इकाई"),
        ("ज़िला", "जिला"),
        ("बोर्\u200cड", "बोर्ड"),
    ],
)
def test_devanagari_is_compared_without_what_is_written_or_misread_in_two_ways(printed, meant):
    assert norm(printed) == norm(meant)


@pytest.mark.parametrize(("one", "other"), [("सम्मति", "सहमति"), ("पता", "पति"), ("स्थापना", "संचालन")])
def test_folding_keeps_words_apart(one, other):
    assert norm(one) != norm(other)


def test_a_phrase_never_runs_from_one_block_into_the_next():
    blocks = [tokens_of("consent to"), tokens_of("operate")]
    assert BOOK.find(blocks) == [[], []]


def test_the_string_store_does_not_grow_with_what_is_read():
    found("consent to operate")
    before = len(BOOK._vocab.strings)
    for number in range(2000):
        found(f"word{number} consent to operate zz{number}qq")
    assert len(BOOK._vocab.strings) <= before + 2
