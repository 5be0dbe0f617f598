"""Days in Hindi from which a rule takes effect, in consents that hold until they are cancelled."""

import pytest

from extractors.documents.validity import _FROM_THEN


@pytest.mark.parametrize("behind", [" से प्रभावी संशोधित", " से लागू", " onwards", " with effect", " से"])
def test_a_day_on_which_something_begins_is_told_by_what_stands_behind_it(behind):
    assert _FROM_THEN.match(behind)


@pytest.mark.parametrize("behind", [" तक", " तक वैध", " से 14/09/2031 तक", " (both days included)", "।"])
def test_a_last_day_is_not(behind):
    assert not _FROM_THEN.match(behind)
