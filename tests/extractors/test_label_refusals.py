"""Words of a label that are none where they stand, each beside the print in which the same words are one."""

import pytest

from extractors.label_blocks import blocks_of
from extractors.label_candidates import Candidate
from extractors.label_refusals import is_refused
from extractors.layout import lay_out
from extractors.phrases import PhraseBook, tokens_of
from records.pages import Page, Word


def candidate(line, phrase):
    """The candidate that a phrase is in a line of print."""
    words, x = [], 40
    for part in line.split():
        words.append(Word(part, (x, 100, x + 5 * len(part), 109), source="text"))
        x += 5 * len(part) + 4
    block = next(iter(blocks_of(lay_out(Page(1, 595, 842, 0, tuple(words), "text", "digital")))))
    block.tokens = tokens_of(block.run.text)
    return Candidate.of(block, PhraseBook({"field": [phrase]}).find([block.tokens])[0][0])


@pytest.mark.parametrize(
    ("refused", "used", "phrase"),
    [
        ("SEIAA/F.No.11087/EC", "F.No.11087/EC", "F. No."),
        ("S.F.No. 417/2B, Avinashi", "F.No. 417/2B, Avinashi", "F. No."),
        ("annual capacity) sanctioned", "(annual capacity) sanctioned", "annual capacity"),
        ("No. 14-B, Kappalur Road", "No. 14-B/2026", "No."),
        ("Address of the earlier unit", "Address of the unit", "unit"),
        ("Signed for the applicant", "Asked of the applicant", "applicant"),
        ("Recovery Private Limited", "Recovery of metals", "Recovery"),
        ("Tirupati District, Andhra Pradesh - 524421", "Tirupati District, Andhra Pradesh", "District"),
        ("No further plant", "No: further plant", "No"),
    ],
)
def test_words_of_a_label_are_refused_where_they_are_a_part_of_something_else(refused, used, phrase):
    assert not is_refused(candidate(used, phrase))
    assert is_refused(candidate(refused, phrase))


@pytest.mark.parametrize(
    ("line", "refused"),
    [("To send", True), ("To: send", False), ("Tot send", True), ("Total send", False), ("PAN send", False)],
)
def test_a_phrase_of_up_to_three_letters_needs_a_mark(line, refused):
    assert is_refused(candidate(line, line.split()[0].strip(":"))) is refused


def test_a_list_to_tick_is_no_label():
    assert is_refused(candidate("New [ ] Expansion [ ]", "New Expansion"))
    assert not is_refused(candidate("New Expansion [ ]", "New Expansion"))
