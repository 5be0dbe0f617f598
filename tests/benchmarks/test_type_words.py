"""Fitting the words that tell the type of a paper."""

from benchmarks.type_words import Told, fit, fold_of
from reference.type_words import as_text, read

LEDGER = ("invoice", "buyer", "taxable")
REPORT = ("sample", "assay", "laboratory")


def paper(family, document_type, *words):
    return Told(family, document_type, frozenset(words))


PAPERS = [
    paper("tally", "sales_ledger", *LEDGER, "kavach"),
    paper("portal", "sales_ledger", *LEDGER, "gstr"),
    paper("register", "sales_ledger", *LEDGER),
    paper("bench", "assay_report", *REPORT, "icp"),
    paper("letter", "assay_report", *REPORT),
    paper("annexure", "assay_report", *REPORT, "icp"),
    paper("clipping", "unknown", "reporter", "sources"),
]


def test_words_of_a_type_speak_for_it_and_against_the_other():
    shares = fit(PAPERS).shares({"sample", "assay", "unheard"})
    assert shares["assay_report"] > 0.8
    assert abs(sum(shares.values()) - 1) < 1e-9


def test_a_word_that_one_hand_alone_prints_teaches_nothing():
    assert {"kavach", "gstr"}.isdisjoint(fit(PAPERS).weights)


def test_papers_of_the_families_left_out_teach_nothing():
    bench = fold_of("bench")
    others = [it for it in PAPERS if fold_of(it.family) != bench]
    assert fit(PAPERS, without=bench) == fit(others)
    assert fit(PAPERS) != fit(others)


def test_a_paper_of_no_type_takes_from_its_words_what_they_said():
    clipping = [paper(f"clipping {at}", "unknown", "sample", "reporter", "crore") for at in range(3)]
    before, after = (fit([*PAPERS, *more]).shares({"sample", "crore"}) for more in ([], clipping))
    assert before["assay_report"] > after["assay_report"] > 0.4
    assert "unknown" not in after


def test_a_sign_does_not_make_a_paper_longer():
    words = fit(PAPERS)
    assert words.shares({"sample", "assay"}) == words.shares({"sample", "assay", "#never/seen"})


def test_the_order_of_the_papers_changes_nothing_and_the_file_is_read_back(tmp_path):
    once, again = fit(PAPERS), fit(PAPERS[::-1])
    text = as_text(once, ["made by a test"])
    assert as_text(again, ["made by a test"]) == text
    file = tmp_path / "words.tsv"
    file.write_text(text, encoding="utf-8")
    assert read(file).types == once.types
    assert abs(read(file).weights["assay"][0] - once.weights["assay"][0]) <= 0.005
