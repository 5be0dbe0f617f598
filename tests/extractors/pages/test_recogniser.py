"""The second engine's model, cut to the letters that are asked for, and what runs it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import scan
from extractors.recogniser import MOST_FILLING, MOST_IN_BATCH, READS, STEP, WIDTHS, _batches
from extractors.runtimes import OnnxRuntime, OpenVino
from extractors.slim_model import NotSuchAModel, with_classes, written_about

FOLDER = Path(find_spec("rapidocr").submodule_search_locations[0], "models")
MODEL = sorted(FOLDER.glob("*_rec_*.onnx"))[-1].read_bytes()
CLASSES = len(written_about(MODEL, "character").split("\n")) + 2


def strips(count=3, width=120):
    return np.random.default_rng(11).normal(0.4, 0.6, (count, 3, 48, width)).astype(np.float32)


class TestTheModelCutDown:
    def test_the_classes_kept_are_as_likely_among_themselves_as_before(self):
        kept = [0, 700, 5, 44, CLASSES - 1, 17000]
        whole, slim = (
            OnnxRuntime(MODEL).answers(strips()),
            OnnxRuntime(with_classes(MODEL, CLASSES, kept)).answers(strips()),
        )
        among = whole[:, :, kept] / whole[:, :, kept].sum(axis=2, keepdims=True)
        assert slim.shape == (3, 15, len(kept))
        assert np.abs(slim - among).max() < 1e-4

    def test_it_knows_the_letters_that_papers_are_written_in(self):
        known = written_about(MODEL, "character").split("\n")
        assert set("0123456789.,-/()%₹") <= set(known) & set(READS)

    @pytest.mark.parametrize("file", [b"", b"%PDF-1.7 no model", MODEL[:5000], b"\xff" * 40, MODEL[1:]])
    def test_what_is_no_model_is_told(self, file):
        with pytest.raises(NotSuchAModel):
            with_classes(file, CLASSES, [0, 1])

    def test_another_number_of_classes_is_told(self):
        with pytest.raises(NotSuchAModel, match="0 weights of 77 classes"):
            with_classes(MODEL, 77, [0, 1])

    def test_what_nobody_wrote_is_told(self):
        with pytest.raises(NotSuchAModel, match="author"):
            written_about(MODEL, "author")


@pytest.mark.skipif(find_spec("openvino") is None, reason="OpenVINO is not installed")
def test_both_runtimes_answer_the_same():
    slim = with_classes(MODEL, CLASSES, list(range(2000)))
    one, other = OnnxRuntime(slim).answers(strips()), OpenVino(slim).answers(strips())
    assert np.abs(one - other).max() < 0.06  # bfloat16 holds three figures
    assert (one.argmax(axis=2) == other.argmax(axis=2)).mean() > 0.95


@given(st.lists(st.sampled_from(range(48, 1601, STEP)), max_size=60))
def test_every_strip_is_read_once_in_a_batch_wide_enough_and_not_much_too_wide(widths):
    batches = list(_batches(widths))
    assert sorted(index for batch, _ in batches for index in batch) == list(range(len(widths)))
    for batch, width in batches:
        assert len(batch) == 1 or len(batch) * width <= MOST_IN_BATCH
        for index in batch:
            assert widths[index] <= width
            assert width <= MOST_FILLING * widths[index] or width == min(it for it in WIDTHS if it >= widths[index])


def test_a_page_of_more_specks_than_sixteen_bits_can_number_is_counted_in_full():
    ink = np.zeros((1200, 1200), np.bool_)
    ink[::4, ::4] = True
    pieces = scan.pieces_of(ink)
    assert len(pieces.boxes) == 90_001
    assert pieces.labels.max() == 90_000


@pytest.mark.parametrize("degrees", [-12.4, -6.1, -0.8, 0.0, 0.35, 2.2, 9.7])
def test_skew_is_found_within_a_tenth_of_a_degree(degrees):
    grey = np.full((2339, 1654), 245, np.uint8)
    rng = np.random.default_rng(5)
    for top in range(200, 2100, 40):
        for left in range(150, 1450, 22):
            if rng.random() < 0.85:
                grey[top : top + rng.integers(14, 20), left : left + rng.integers(8, 16)] = 30
    laid = scan.turned_back(grey, -degrees)
    assert scan.skew_of(laid < 128, 200) == pytest.approx(degrees, abs=0.1)
