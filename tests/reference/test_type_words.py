"""The words that tell types, as a file."""

import pytest

from reference.document_types import document_types
from reference.strict_yaml import ReferenceMistake
from reference.type_words import read, strength_of, type_words

FILE = "# by hand\nword\tassay_report\tsales_ledger\n*\t10\t-10\nbuyer\t-150\t150\n"


def write(folder, text):
    file = folder / "words.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_in_force_knows_every_type():
    assert set(type_words().types) == set(document_types().types)


def test_no_word_leaves_what_each_type_has_at_the_start(tmp_path):
    shares = read(write(tmp_path, FILE)).shares(["qwerty"])
    assert 0.5 < shares["assay_report"] < 0.6


def test_a_word_counts_less_in_a_long_paper(tmp_path):
    words = read(write(tmp_path, FILE))
    alone, among_many = words.shares(["buyer"]), words.shares(["buyer", *map(str, range(200))])
    assert alone["sales_ledger"] > among_many["sales_ledger"] > 0.5
    assert strength_of([]) == strength_of(["buyer"]) == strength_of(["buyer", "#gstin/some"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "no line of types"),
        (FILE.replace("150\n", "1.5\n"), "'buyer'"),
        (FILE.replace("\t150", ""), "'buyer'"),
        (FILE.replace("*", "start"), "missing"),
    ],
)
def test_a_mistake_is_named(tmp_path, text, named):
    with pytest.raises(ReferenceMistake, match=named):
        read(write(tmp_path, text))
