import pickle
from datetime import date
from decimal import Decimal

import pytest

from reference.strict_yaml import ReferenceMistake, load, load_located


def written(tmp_path, text):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def mistake_of(tmp_path, text):
    with pytest.raises(ReferenceMistake) as caught:
        load(written(tmp_path, text))
    assert caught.value.file.endswith("rules.yaml")
    assert f"line {caught.value.line}" in str(caught.value)
    return caught.value


def test_plain_words_days_and_lists_are_read(tmp_path):
    path = written(
        tmp_path, 'name: "Parakh"\nsince: 2025-09-08\nlevels: [L3, R4]\ncount: 3\nshare: 0.5\nnone:\nyes: no\n'
    )
    assert load(path) == {
        "name": "Parakh",
        "since": date(2025, 9, 8),
        "levels": ["L3", "R4"],
        "count": 3,
        "share": 0.5,
        "none": None,
        "yes": "no",  # words, not truth values
    }


def test_days_may_be_keys_and_devanagari_is_kept(tmp_path):
    assert load(written(tmp_path, "2025-09-08: परख\n")) == {date(2025, 9, 8): "परख"}


def test_files_from_windows_are_read(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_bytes('\ufeffname: "x"\r\nlevels:\r\n  - "L3"\r\n'.encode())
    assert load(path) == {"name": "x", "levels": ["L3"]}


def test_a_key_written_twice_names_both_lines(tmp_path):
    mistake = mistake_of(tmp_path, "rate: a\nother: b\nrate: c\n")
    assert mistake.line == 3
    assert "line 1" in mistake.message
    assert "remove the other" in mistake.mend


def test_a_key_written_twice_is_seen_in_depth_and_among_days(tmp_path):
    assert mistake_of(tmp_path, "a:\n  b: {c: 1, c: 2}\n").line == 2
    assert mistake_of(tmp_path, "values:\n  2025-09-08: x\n  2025-09-08: y\n").line == 3
    assert mistake_of(tmp_path, 'a: 1\n"a": 2\n').line == 2


@pytest.mark.parametrize("figure", ["0123", "08", "1_000", "12:30", "0x1F", "1e5", "1,000", "6.1.1", ".5", "+.inf"])
def test_a_figure_that_readers_would_differ_on_is_refused(tmp_path, figure):
    mistake = mistake_of(tmp_path, f"first: a\nvalue: {figure}\n")
    assert mistake.line == 2
    assert f'Write "{figure}" in quotes' in mistake.mend


def test_a_day_outside_the_calendar_is_refused(tmp_path):
    mistake = mistake_of(tmp_path, "a: 1\nsince: 2025-02-30\n")
    assert (mistake.line, "2025-02-30" in mistake.message) == (2, True)
    assert mistake_of(tmp_path, "2025-13-01: x\n").line == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 'never closed\nb: 2\n", 3, "well-formed"),
        ("a: 1\n b: 2\n", 2, "well-formed"),
        ("a:\n\t- x\n", 2, "well-formed"),
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("base: &b {x: 1}\nmore:\n  <<: *b\n", 3, "hides"),
        ("? [a, b]\n: 1\n", 1, "one word"),
        ("a: 1\nb: &b [x, *b]\n", 2, "holds itself"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "more than a value"),
        ("a: 1\nb: \u201c0.20\u201d\n", 2, "curly quotes"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(tmp_path, text, line, words):
    mistake = mistake_of(tmp_path, text)
    assert mistake.line == line
    assert words in str(mistake)


def test_a_file_that_is_not_utf8_or_not_there_says_how_to_mend(tmp_path):
    path = tmp_path / "rules.yaml"
    with pytest.raises(ReferenceMistake, match="Restore it"):
        load(path)
    path.write_bytes("name: परख".encode("utf-16"))
    with pytest.raises(ReferenceMistake, match="encoding UTF-8"):
        load(path)


def test_a_record_names_the_unknown_key_and_those_allowed(tmp_path):
    item = load_located(written(tmp_path, "unit: INR\ndescripton: typed wrongly\n"))
    with pytest.raises(ReferenceMistake) as caught:
        item.record("The parameter", ("unit", "description"))
    assert caught.value.line == 2
    assert "`descripton`" in caught.value.message
    assert "unit, description" in caught.value.mend


def test_a_figure_must_be_quoted_and_plain(tmp_path):
    root = load_located(written(tmp_path, 'good: "0.20"\nbare: 0.20\ncommas: "2,00,00,000"\nwords: "20 percent"\n'))
    entries = root.mapping("x")
    assert entries["good"].figure("The share") == Decimal("0.20")
    for key, line, mend in (
        ("bare", 2, 'quotes: "0.2"'),
        ("commas", 3, "no commas"),
        ("words", 4, "no commas or units"),
    ):
        with pytest.raises(ReferenceMistake) as caught:
            entries[key].figure("The share")
        assert caught.value.line == line
        assert mend in caught.value.mend


def test_a_mistake_survives_the_way_back_from_a_worker_process():
    mistake = ReferenceMistake("rules.yaml", 7, "It is wrong.", "Mend it.")
    again = pickle.loads(pickle.dumps(mistake))
    assert (str(again), again.line, again.mend) == (str(mistake), 7, "Mend it.")
