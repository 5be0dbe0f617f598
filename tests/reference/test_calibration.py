"""The measured curves from the reader's confidence to the share of values that were right."""

import pytest

from reference import calibration
from reference.calibration import Point, on_curve
from reference.strict_yaml import ReferenceMistake

POINTS = (Point(0.6, 0.5, 200, 100, 0.57), Point(0.8, 0.7, 300, 90, 0.35), Point(0.97, 0.99, 900, 9, 0.019))

FILE = """---
version: "1"
fitted_on: 2026-11-22
sets: [evaluation]
documents: "3"
values: "300"
data_sha256: "00"
curves:
  - quality: digital
    evidence: any
    points:
      - {raw: "0.8", share: "%s", values: "300", wrong: "%s", error_at_most: "0.02"}
"""


@pytest.mark.parametrize(("raw", "share"), [(0.1, 0.5), (0.6, 0.5), (0.7, 0.6), (0.97, 0.99), (1.0, 0.99)])
def test_between_two_points_the_share_is_on_the_line_through_them(raw, share):
    assert on_curve(POINTS, raw) == pytest.approx(share)


def test_kinds_of_evidence_that_were_measured_too_seldom_share_the_curve_of_their_class(tmp_path):
    path = tmp_path / "calibration.yaml"
    path.write_text(FILE % ("0.95", "15"), encoding="utf-8")
    found = calibration.read(path)
    assert found.share("digital", "vouched", 0.93) == 0.95
    assert found.share("scan_poor", "vouched", 0.93) is None


@pytest.mark.parametrize(("share", "wrong"), [("1.2", "0"), ("0.9", "301"), ("much", "1")])
def test_a_file_that_states_no_shares_is_refused_with_the_command_that_mends_it(tmp_path, share, wrong):
    path = tmp_path / "calibration.yaml"
    path.write_text(FILE % (share, wrong), encoding="utf-8")
    with pytest.raises(ReferenceMistake, match="benchmarks.calibrate"):
        calibration.read(path)
