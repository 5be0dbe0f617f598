"""What runs a neural model (ONNX) on this processor, on one core: OpenVINO where that is faster, else onnxruntime.

Both give the same answers within rounding. OpenVINO reckons in bfloat16 where the processor has instructions for it
(AMX, AVX-512 BF16), which is four times as fast; elsewhere both take the same time, and onnxruntime less memory. Each
batch of another shape costs OpenVINO 20 ms once, so a caller should keep to few shapes.
"""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

PROCESSORS = Path("/proc/cpuinfo")
"""Where Linux tells what its processors can do."""


class Runtime(Protocol):
    """A model that is ready to answer."""

    name: str

    def answers(self, batch: Numbers) -> Numbers:
        """The model's only answer to its only question."""


class OpenVino:
    """The model run by OpenVINO."""

    name = "openvino"

    def __init__(self, model: bytes) -> None:
        """Compiles the model.

        Raises:
            ImportError: OpenVINO is not installed.
            RuntimeError: it does not start, for want of memory or whatever.
        """
        core = _openvino().Core()
        settings = {
            "INFERENCE_NUM_THREADS": 1,  # pages are read side by side in processes
            "NUM_STREAMS": 1,
            "INFERENCE_PRECISION_HINT": "bf16",  # a wish: without instructions for it all is reckoned in float32
        }
        self._request = core.compile_model(core.read_model(model), "CPU", settings).create_infer_request()

    def answers(self, batch: Numbers) -> Numbers:
        """See `Runtime`."""
        self._request.infer({0: batch})
        return np.array(self._request.get_output_tensor(0).data, np.float32)


class OnnxRuntime:
    """The model run by onnxruntime."""

    name = "onnxruntime"

    def __init__(self, model: bytes) -> None:
        """Loads the model.

        Raises:
            ImportError: onnxruntime is not installed.
        """
        import onnxruntime  # here: half a second and 20 MB that only scans are worth

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # else memory of the largest batch is kept for good
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._question = self._session.get_inputs()[0].name

    def answers(self, batch: Numbers) -> Numbers:
        """See `Runtime`."""
        return np.asarray(self._session.run(None, {self._question: batch})[0], np.float32)


def _openvino() -> Any:
    """OpenVINO, loaded without its package for telemetry, by which it would tell its maker of every import.

    It goes on without where that package is not installed, and takes what cannot be imported for that.
    """
    cast("dict[str, object]", sys.modules).setdefault("openvino_telemetry", None)
    return import_module("openvino")  # here: 0.3 s and 50 MB that only scans are worth


def may_have_bfloat16(processors: Path | None = None) -> bool:
    """Whether the processor has instructions for bfloat16, or the system does not tell what it has."""
    try:
        return "bf16" in (processors or PROCESSORS).read_text()
    except OSError:
        return True


def is_installed() -> bool:
    """Whether there is what runs a model on any processor."""
    return find_spec(OnnxRuntime.name) is not None


def runtime_of(model: bytes) -> Runtime:
    """The model, ready to answer; by onnxruntime also where OpenVINO does not start, whose mistakes are RuntimeErrors.

    Raises:
        ImportError: onnxruntime is needed and not installed.
    """
    if find_spec(OpenVino.name) and may_have_bfloat16():
        with contextlib.suppress(ImportError, RuntimeError):
            return OpenVino(model)
    return OnnxRuntime(model)
