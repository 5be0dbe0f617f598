"""A verdict as the register keeps it."""

from __future__ import annotations

from casefile.appraisals import Judged
from checks import Verdict
from checks.kept import verdict_texts


def judgement_of(verdict: Verdict) -> Judged:
    """A verdict as the register keeps it, for judging the case anew."""
    basis = verdict.basis
    return Judged.of(basis.as_of, basis.rules, basis.code, *verdict_texts(verdict))
