"""Each kind of mistake in a scheme pack stops the load with file, line and how to mend it."""

from datetime import date

import pytest

import reference
from reference import ReferenceMistake

CAPEX = "capex.yaml"
CAP = "refurbished_share_max:"


def refused(pack, file, line, *words):
    with pytest.raises(ReferenceMistake) as caught:
        pack.load()
    assert caught.value.file.endswith(file)
    assert caught.value.line == line
    for word in words:
        assert word in str(caught.value)


def below(pack, anchor, words, file=CAPEX):
    """The line of `words` below the line of `anchor`."""
    lines = (pack.folder / file).read_text(encoding="utf-8").splitlines()
    begins = lines.index(anchor)
    return next(n for n in range(begins, len(lines)) if words in lines[n]) + 1


def edit_below(pack, anchor, old, new, file=CAPEX):
    """Change the first `old` below `anchor`; the line it stands on."""
    path = pack.folder / file
    lines = path.read_text(encoding="utf-8").splitlines()
    number = below(pack, anchor, old, file)
    lines[number - 1] = lines[number - 1].replace(old, new)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number


def test_the_untouched_copy_loads_as_the_shipped_pack_does(pack):
    assert pack.load().digest == reference.load_scheme().digest


def test_a_parameter_written_twice_is_refused(pack):
    again = "refurbished_share_max: {description: x}\n"
    pack.append(CAPEX, again)
    refused(pack, CAPEX, len((pack.folder / CAPEX).read_text(encoding="utf-8").splitlines()), "written twice", "remove")


def test_an_unknown_key_is_refused_and_the_known_ones_are_named(pack):
    line = edit_below(pack, CAP, "clause:", "claus:")
    refused(pack, CAPEX, line, "`claus`", "clause, source, known, checked_on, applies_to")


@pytest.mark.parametrize("key", ["clause", "source", "known", "checked_on", "applies_to", "value"])
def test_a_value_without_its_citation_is_refused(pack, key):
    line = edit_below(pack, CAP, f"      {key}:", f"      # {key}:")
    refused(pack, CAPEX, below(pack, CAP, "value:") if key != "value" else line + 1, f"no `{key}`", "Add a line")


def test_a_figure_without_quotes_is_refused(pack):
    line = edit_below(pack, CAP, 'value: "0.20"', "value: 0.20")
    refused(pack, CAPEX, line, "without quotes", "capex.refurbished_share_max", "Write it in quotes")


def test_a_clause_without_quotes_is_refused(pack):
    line = edit_below(pack, CAP, 'clause: "6.1.1"', "clause: 6.1")
    refused(pack, CAPEX, line, "without quotes", '"6.1"')


def test_a_clause_that_the_gazette_does_not_have_is_refused(pack):
    line = edit_below(pack, CAP, 'clause: "6.1.1"', 'clause: "6.1.9"')
    refused(pack, CAPEX, line, "cites clause 6.1.9", "Cite one of", "6.1.1")


def test_a_source_that_is_not_listed_is_refused(pack):
    line = edit_below(pack, CAP, "document: gazette", "document: gazete")
    refused(pack, CAPEX, line, "gazete", "Use one of: gazette,")


def test_a_source_without_its_place_is_refused(pack):
    line = edit_below(pack, CAP, ', place: "clause 6.1.1"', "")
    refused(pack, CAPEX, line, "no `place`")


def test_a_percent_written_as_a_fraction_is_refused(pack):
    line = edit_below(pack, CAP, 'value: "0.20"', 'value: "20"')
    refused(pack, CAPEX, line, "between 0 and 1", '20 percent is "0.20"')


def test_how_a_figure_is_known_must_be_one_of_four_words(pack):
    line = edit_below(pack, CAP, "known: gazette", "known: rumour")
    refused(pack, CAPEX, line, "rumour", "gazette, official, reported, practice, unknown")


def test_an_unknown_figure_must_be_empty_and_only_that(pack):
    line = edit_below(pack, CAP, "known: gazette", "known: unknown") - 3
    refused(pack, CAPEX, line, "given but `known` is unknown", "Leave the value empty")


def test_an_empty_figure_must_be_unknown(pack):
    line = edit_below(pack, CAP, 'value: "0.20"', "value: null")
    refused(pack, CAPEX, line, "empty but `known` is gazette")


def test_a_unit_must_be_known(pack):
    line = edit_below(pack, CAP, "unit: fraction", "unit: share")
    refused(pack, CAPEX, line, '"share"', "fraction, percent")


def test_judged_on_must_be_one_of_the_dates_of_a_case(pack):
    line = edit_below(pack, CAP, "judged_on: application_date", "judged_on: today")
    refused(pack, CAPEX, line, '"today"', "application_date, approval_date, invoice_date, production_date, as_of")


@pytest.mark.parametrize("day", ["2026-02-30", "08.09.2025", "soon"])
def test_a_bad_day_is_refused(pack, day):
    line = edit_below(pack, CAP, "checked_on: 2026-11-22", f"checked_on: {day}")
    refused(pack, CAPEX, line, day)


def test_an_effective_day_that_is_no_day_is_refused(pack):
    edit_below(pack, CAP, "2025-09-08:", "from 2025-09-08:")
    refused(pack, CAPEX, below(pack, CAP, "value:"), "not the day a value takes effect", "2025-09-08")


def test_a_value_checked_before_it_was_public_is_refused(pack):
    line = edit_below(pack, CAP, "checked_on: 2026-11-22", "checked_on: 2025-09-07")
    refused(pack, CAPEX, line, "before it was public")


def test_a_value_checked_in_the_future_is_refused_when_today_is_given(pack):
    with pytest.raises(ReferenceMistake, match="still to come"):
        reference.load_scheme(pack.folder, today=date(2026, 11, 21))
    assert reference.load_scheme(pack.folder, today=date(2026, 11, 22)).id == "critical_minerals_recycling"


@pytest.mark.parametrize(
    "applies_to",
    ["everybody", "{applications_after: 2026-01-01}", "{applications_from: 2026-01-01, approvals_from: 2026-01-01}"],
)
def test_applies_to_must_say_to_whom(pack, applies_to):
    line = edit_below(pack, CAP, "applies_to: all", f"applies_to: {applies_to}")
    refused(pack, CAPEX, line, "applications_from: 2026-01-01")


def test_an_interpretation_must_take_one_of_its_readings(pack):
    pack.replace("interpretations.yaml", "taken: cabinet", "taken: president")
    line = pack.line_of("interpretations.yaml", "taken: president")
    refused(pack, "interpretations.yaml", line, "president", "cabinet, gazette")


def test_a_clause_without_its_hindi_is_refused(pack):
    lines = (pack.folder / "clauses.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line == '"3.1":')
    del lines[number + 2]
    (pack.folder / "clauses.yaml").write_text("\n".join(lines), encoding="utf-8")
    refused(pack, "clauses.yaml", number + 2, "Clause 3.1", "no `hindi`")


def test_a_pack_that_is_not_there_names_those_that_are():
    with pytest.raises(ReferenceMistake, match="critical_minerals_recycling"):
        reference.load_scheme(scheme="critical_minerals")


def test_a_changed_file_is_seen_though_packs_are_kept(pack):
    before = pack.load()
    assert pack.load() is before
    edit_below(pack, CAP, 'value: "0.20"', 'value: "0.2500"')
    after = pack.load()
    assert after.digest != before.digest
    assert str(after.rules(date(2026, 11, 22)).decimal("capex.refurbished_share_max").value) == "0.2500"
