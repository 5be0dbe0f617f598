import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from benchmarks import corpora, corpora_tables
from benchmarks.corpora_robust import manifest
from benchmarks.corpora_robust import measure as measure_robust

HEAD = (
    "file,source_repo,commit,source_path,sha256,size,kind,tags,password,pages_pikepdf,pages_pdfplumber,pages_pdfium\n"
)


def pdf(path, texts=(("Zone", "2025"), ("North", "12"), ("South", "7"))):
    canvas = Canvas(str(path))
    for row in range(len(texts) + 1):
        canvas.line(100, 710 - 20 * row, 300, 710 - 20 * row)
    for x in (100, 200, 300):
        canvas.line(x, 710, x, 710 - 20 * len(texts))
    for row, cells in enumerate(texts):
        for column, text in enumerate(cells):
            canvas.drawString(105 + 100 * column, 695 - 20 * row, text)
    canvas.save()
    return path


def test_without_a_folder_a_word_is_said_and_nothing_fails(capsys, tmp_path):
    assert corpora.main([]) == 0
    assert "CORPORA=folder" in capsys.readouterr().out
    assert corpora.main([str(tmp_path / "gone")]) == 0
    assert "is no folder" in capsys.readouterr().out


def test_a_corpus_that_is_not_there_is_passed_over(capsys, tmp_path):
    assert corpora.main([str(tmp_path), "--only", "robust"]) == 0
    assert "passed over" in capsys.readouterr().out


def test_files_that_are_sound_locked_and_broken_are_told_apart(tmp_path):
    folder = tmp_path / "robust"
    folder.mkdir()
    sound = pdf(folder / "sound.pdf")
    with pikepdf.open(sound) as document:
        document.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    (folder / "broken.pdf").write_bytes(sound.read_bytes()[:300])
    rows = (
        "sound.pdf,,,,,,ok,,,1,0,1\n",
        "locked.pdf,,,,,,encrypted,needs-password,u,1,,1\n",
        "broken.pdf,,,,,,broken,,,,,\n",
    )
    (folder / "manifest.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    figures = measure_robust(tmp_path, 1, say=lambda line: None)
    assert [it.reading.status for it in figures.outcomes] == ["read", "encrypted", "unreadable"]
    assert len(figures.within_limits) == 3
    assert len(figures.all_pages_seen) == len(figures.lost_by_pdfplumber) == 1
    assert figures.outcomes[0].memory > 10 * 1024**2


def test_a_count_that_an_engine_refused_is_none(tmp_path):
    (tmp_path / "m.csv").write_text(HEAD + "a.pdf,,,,,,broken,fuzz tiny,,,err,3\n", encoding="utf-8")
    (listed,) = manifest(tmp_path / "m.csv")
    assert (listed.pages_pikepdf, listed.pages_pdfplumber, listed.most_pages) == (None, None, 3)
    assert listed.tags == ("fuzz", "tiny")


@pytest.mark.parametrize("finder", [corpora_tables.by_us, corpora_tables.by_pdfplumber])
def test_readers_give_the_same_of_a_plain_ruled_table(tmp_path, finder):
    (table,) = finder(pdf(tmp_path / "plain.pdf"))[1]
    assert table.grid == [["Zone", "2025"], ["North", "12"], ["South", "7"]]


def test_agreement_with_pdfplumber_is_counted_by_texts(tmp_path):
    ruled = corpora_tables.ruled_alike(pdf(tmp_path / "plain.pdf"))
    assert (ruled.tables, ruled.same, ruled.texts, ruled.texts_same) == (1, 1, 6, 6)
    assert ruled.cells_alike == ruled.texts_alike == ruled.letters_alike == ruled.seen_alike == 1
