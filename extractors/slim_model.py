"""A recogniser's model (ONNX) cut down to the classes that its answers are asked for.

The last layer of PP-OCR tells 18,710 letters apart, most of them Chinese; that layer, its softmax and the copying of
its answers cost a fifth of all reading. An ONNX file is a message of protocol buffers: the two weights of the last
layer are cut, everything else is copied byte by byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

_GRAPH = 7
"""Field of ModelProto."""

_INITIALIZER, _OUTPUT, _VALUE_INFO = 5, 12, 13
"""Fields of GraphProto: weights, what the model answers, and shapes within it, which need not be told."""

_DIMS, _RAW_DATA = 1, 9
"""Fields of TensorProto."""

_ENTRIES, _KEY, _VALUE = 14, 1, 2
"""Field of ModelProto that holds what its maker wrote about it, and the fields of each entry."""

_NAME = 1
"""Field of ValueInfoProto; its type with the shape, field 2, is told anew."""

_ANY_FLOATS = bytes((0x12, 0x04, 0x0A, 0x02, 0x08, 0x01))
"""ValueInfoProto's field 2: a tensor of 32-bit floats of any shape."""


class NotSuchAModel(Exception):
    """The file is no ONNX model, or none whose last layer has as many classes as was said."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a message: its number, the bytes it takes in the message, and its value (a number or bytes)."""

    number: int
    whole: memoryview
    value: memoryview | int


def written_about(model: bytes, key: str) -> str:
    """What the maker of the model wrote under `key`; for recognisers "character" holds their letters, one a line.

    Raises:
        NotSuchAModel: nothing is written there.
    """
    try:
        for field in _fields(memoryview(model)):
            if field.number == _ENTRIES:
                entry = {it.number: bytes(it.value) for it in _fields(field.value) if not isinstance(it.value, int)}
                if entry.get(_KEY) == key.encode():
                    return entry[_VALUE].decode()
    except (IndexError, KeyError, ValueError) as error:
        raise NotSuchAModel("the file is no ONNX model") from error
    raise NotSuchAModel(f"nothing is written about its {key!r}")


def with_classes(model: bytes, count: int, kept: Sequence[int]) -> bytes:
    """The model answering for `kept` of its classes only, in their order.

    Args:
        model: an ONNX file whose last layer is a matrix and a bias of `count` classes, before a softmax.
        count: how many classes it has.
        kept: the numbers of those that are kept.

    Raises:
        NotSuchAModel: with what was found instead.
    """
    cut = 0

    def weights(field: _Field) -> bytes | memoryview:
        nonlocal cut
        shape = _shape(field.value)
        if not shape or shape[-1] != count:
            return field.whole
        cut += 1
        return _message(_INITIALIZER, _cut(field.value, shape, kept))

    def graph(field: _Field) -> bytes | memoryview:
        if field.number == _INITIALIZER:
            return weights(field)
        if field.number == _OUTPUT:
            name = next(it.whole for it in _fields(field.value) if it.number == _NAME)
            return _message(_OUTPUT, bytes(name) + _ANY_FLOATS)
        return b"" if field.number == _VALUE_INFO else field.whole

    def whole(field: _Field) -> bytes | memoryview:
        return _message(_GRAPH, _rewritten(field.value, graph)) if field.number == _GRAPH else field.whole

    try:
        slim = _rewritten(memoryview(model), whole)
    except (IndexError, StopIteration, ValueError) as error:
        raise NotSuchAModel("the file is no ONNX model") from error
    if cut != 2:
        raise NotSuchAModel(f"{cut} weights of {count} classes were found where 2 were expected")
    return slim


def _rewritten(message: memoryview | int, rewrite: Callable[[_Field], bytes | memoryview]) -> bytes:
    return b"".join(rewrite(it) for it in _fields(message))


def _shape(tensor: memoryview | int) -> list[int]:
    return [it.value for it in _fields(tensor) if it.number == _DIMS and isinstance(it.value, int)]


def _cut(tensor: memoryview | int, shape: Sequence[int], kept: Sequence[int]) -> bytes:
    """A tensor of 32-bit floats with only some of its last dimension."""
    parts: list[bytes | memoryview] = [_number(_DIMS << 3) + _number(it) for it in (*shape[:-1], len(kept))]
    for field in _fields(tensor):
        if field.number == _RAW_DATA and isinstance(field.value, memoryview):
            values = np.frombuffer(field.value, np.float32).reshape(shape)
            parts.append(_message(_RAW_DATA, np.ascontiguousarray(values[..., list(kept)]).tobytes()))
        elif field.number != _DIMS:
            parts.append(field.whole)
    return b"".join(parts)


def _fields(message: memoryview | int) -> Iterator[_Field]:
    """The fields of a message of protocol buffers, in their order."""
    if isinstance(message, int):
        raise ValueError("a number where a message was expected")
    at = 0
    while at < len(message):
        key, start = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, end = _varint(message, start)
            yield _Field(number, message[at:end], value)
        else:
            length = {1: 8, 5: 4}.get(kind)
            if kind == 2:
                length, start = _varint(message, start)
            if length is None or start + length > len(message):
                raise ValueError("not a message")
            end = start + length
            yield _Field(number, message[at:end], message[start:end])
        at = end


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _number(value: int) -> bytes:
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def _message(number: int, content: bytes) -> bytes:
    """A field that holds bytes."""
    return _number(number << 3 | 2) + _number(len(content)) + content
