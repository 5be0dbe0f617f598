"""Fitting the curves, and what is left out for a family."""

from datetime import date

import pytest

from benchmarks.calibrate import as_yaml, calibration_of, curve_of, error_at_most, fit
from benchmarks.compare import Judged, Scored
from benchmarks.left_out import only_used_by
from benchmarks.reliability import expected_error, out_of_fold
from benchmarks.vocabulary import Entry, without
from reference import calibration
from reference.calibration import ANY
from reference.document_types import document_types


def judged(confidence, outcome="right", evidence="confirmed"):
    return Judged(f"a/b {confidence}", "total_amount", outcome, confidence, quality="digital", evidence=evidence)


def scored(family, *values):
    return Scored("a", "b", "capex_statement", family, "digital", "capex_statement", 1, "read", 0.1, values, ())


def test_the_bound_of_the_error_is_wilsons():
    assert error_at_most(0, 100) == pytest.approx(0.0370, abs=1e-4)
    assert error_at_most(10, 100) == pytest.approx(0.1744, abs=1e-4)
    assert error_at_most(0, 0) == 1.0


def test_a_curve_never_falls_and_counts_every_value():
    values = [judged(0.6)] * 90 + [judged(0.6, "wrong")] * 10 + [judged(0.85)] * 50 + [judged(0.85, "wrong")] * 50
    curve = curve_of([*values, *[judged(0.97)] * 100])
    assert [it.share for it in curve] == sorted(it.share for it in curve)
    assert sum(it.values for it in curve) == 300 and sum(it.wrong for it in curve) == 60


def test_evidence_that_is_seen_seldom_has_no_curve_of_its_own():
    curves = fit([judged(0.97)] * 250 + [judged(0.93, evidence="vouched")] * 9)
    assert set(curves) == {("digital", "confirmed"), ("digital", ANY)}


def test_the_file_written_is_the_file_read(tmp_path):
    found = calibration_of([scored("one", *[judged(0.97)] * 250)], ["evaluation"], "3", date(2026, 11, 22))
    path = tmp_path / "calibration.yaml"
    path.write_text(as_yaml(found), encoding="utf-8")
    assert calibration.read(path) == found


def test_out_of_fold_a_family_is_judged_by_the_others_only():
    good = scored("good", *[judged(0.97)] * 400)
    bad = scored("bad", *[judged(0.97, "wrong")] * 400)
    by_family = out_of_fold([good, bad])
    assert {it.confidence > 0.9 for it in by_family if it.outcome == "wrong"} == {True}
    assert {it.confidence < 0.1 for it in by_family if it.outcome == "right"} == {True}
    assert expected_error(by_family) > 0.9


def test_only_what_nobody_else_needs_is_left_out():
    shared, own, kept = (Entry("epr_certificate.capacity_tpa", "labels", it) for it in ("Capacity", "Intake", "Limit"))
    left = only_used_by({"": {kept}}, [("one", {shared, own, kept}), ("two", {shared})])
    assert left == {"one": {own}, "two": set()}


def test_a_vocabulary_without_an_entry_has_all_others():
    types = document_types()
    words = types.types["application_form"].fields["unit_type"]
    entry = Entry("application_form.unit_type", "labels", words.labels[0])
    fewer = without(types, {entry}).types["application_form"].fields["unit_type"]
    assert fewer.labels == words.labels[1:] and fewer.values == words.values
