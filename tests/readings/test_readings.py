"""Papers with the reading that a person once compared with the print: they read the same for ever after.

To add one: put the PDF into the folder of its type, run `parakh read FILE --expected`, and compare the file that it
writes with the paper, figure by figure. No personal data of real people; invent names, or black them out.
"""

import json
from pathlib import Path

import pytest

from extractors import read_document
from flows.read_one import expected

FOLDER = Path(__file__).parent
PAPERS = sorted(path.relative_to(FOLDER) for path in FOLDER.glob("*/*.pdf"))


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_a_paper_reads_as_it_was_compared(paper):
    path = FOLDER / paper
    assert json.loads(expected(read_document(path))) == json.loads(
        path.with_suffix(".expected.json").read_text(encoding="utf-8")
    )


def test_every_paper_lies_in_the_folder_of_its_type_with_what_is_expected():
    assert PAPERS
    for paper in PAPERS:
        reading = json.loads((FOLDER / paper).with_suffix(".expected.json").read_text(encoding="utf-8"))
        assert reading["document_type"] == paper.parent.name
        assert reading["fields"], paper
