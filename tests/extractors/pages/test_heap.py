"""Memory of pictures is kept between pages where the C library can; elsewhere nothing is changed and nothing fails."""

import ctypes
import platform
from types import SimpleNamespace

import pytest

from extractors.heap import keeps_memory_of_pictures


@pytest.fixture
def unasked():
    keeps_memory_of_pictures.cache_clear()
    yield
    keeps_memory_of_pictures.cache_clear()


def test_glibc_keeps_it(unasked):
    assert keeps_memory_of_pictures() is (platform.libc_ver()[0] == "glibc")


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_a_system_without_such_a_library_is_left_alone(unasked, monkeypatch, error):
    def absent(name):
        raise error

    monkeypatch.setattr(ctypes, "CDLL", absent)
    assert keeps_memory_of_pictures() is False


def test_a_library_without_the_choice_is_left_alone(unasked, monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace())
    assert keeps_memory_of_pictures() is False
