"""What runs a neural model (ONNX) on this processor, on one core: OpenVINO where it is installed, else onnxruntime.

Both give the same answers within rounding. OpenVINO reckons in bfloat16 where the processor has instructions for it
(AMX, AVX-512 BF16), which is four times as fast; elsewhere both take the same time. Each batch of another shape costs
OpenVINO 30 ms once, so a caller should keep to few shapes.
"""

from __future__ import annotations

import contextlib
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


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
        """
        core = import_module("openvino").Core()  # here: 0.1 s and 150 MB that only scans are worth
        exact = "BF16" not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        settings = {
            "INFERENCE_NUM_THREADS": 1,  # pages are read side by side in processes
            "NUM_STREAMS": 1,
            "INFERENCE_PRECISION_HINT": "f32" if exact else "bf16",
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


def is_installed() -> bool:
    """Whether there is anything to run a model with."""
    return any(find_spec(runtime.name) for runtime in (OpenVino, OnnxRuntime))


def runtime_of(model: bytes) -> Runtime:
    """The model, ready to answer; by onnxruntime also where OpenVINO does not start, for want of memory or whatever.

    Raises:
        ImportError: nothing to run it with is installed.
    """
    if find_spec(OpenVino.name):
        with contextlib.suppress(ImportError, RuntimeError):
            return OpenVino(model)
    return OnnxRuntime(model)
