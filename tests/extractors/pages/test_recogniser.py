"""The second engine's model, cut to the letters that are asked for, and what runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import runtimes, scan
from extractors.recogniser import MOST_FILLING, MOST_IN_BATCH, READS, STEP, WIDTHS, _batches
from extractors.runtimes import OnnxRuntime, OpenVino, may_have_bfloat16, runtime_of
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


@pytest.fixture(scope="module")
def slim():
    return with_classes(MODEL, CLASSES, list(range(2000)))


class TestWhatRunsIt:
    def test_both_runtimes_answer_the_same(self, slim):
        one, other = OnnxRuntime(slim).answers(strips()), OpenVino(slim).answers(strips())
        assert np.abs(one - other).max() < 0.06  # bfloat16 holds three figures
        assert (one.argmax(axis=2) == other.argmax(axis=2)).mean() > 0.95

    def test_a_processor_without_bfloat16_has_onnxruntime(self, slim, tmp_path, monkeypatch):
        older = tmp_path / "cpuinfo"
        older.write_text("model name\t: Intel(R) Core(TM) i5-7500 CPU\nflags\t\t: fpu sse4_2 avx avx2 fma\n")
        assert not may_have_bfloat16(older)
        monkeypatch.setattr(runtimes, "PROCESSORS", older)
        assert runtime_of(slim).name == "onnxruntime"

    def test_a_system_that_tells_nothing_of_its_processors_leaves_it_to_openvino(self, tmp_path):
        assert may_have_bfloat16(tmp_path / "absent")

    @pytest.mark.parametrize(
        "broken", ["raise ImportError('libtbb.so.12')", "def Core(): raise RuntimeError('no plugin')"]
    )
    def test_an_openvino_that_does_not_start_gives_way_to_onnxruntime(self, broken, tmp_path):
        (tmp_path / "openvino.py").write_text(broken)
        assert name_of_runtime(tmp_path) == "onnxruntime"

    def test_nobody_is_told_that_openvino_is_used(self, tmp_path):
        told = tmp_path / "told"
        package = tmp_path / "openvino_telemetry"
        package.mkdir()
        (package / "__init__.py").write_text(f"open({str(told)!r}, 'w')")
        assert name_of_runtime(tmp_path) == runtime_of(MODEL).name
        assert not told.exists()


def name_of_runtime(packages):
    """What a process runs the model with that finds more packages in a folder, and has no network."""
    script = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('a network was asked for')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from extractors.runtimes import runtime_of\n"
        "print(runtime_of(open(sys.argv[1], 'rb').read()).name)\n"
    )
    command = [sys.executable, "-c", script, str(sorted(FOLDER.glob("*_rec_*.onnx"))[-1])]
    path = os.pathsep.join([str(packages), str(Path(runtimes.__file__).parents[1])])
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


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
