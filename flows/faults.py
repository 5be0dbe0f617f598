"""A fault that may pass; apart, so that who waits for one needs nothing that reads papers."""

from __future__ import annotations


class TransientFault(RuntimeError):
    """A fault that may pass when tried again: a killed child, a network drive that did not answer."""
