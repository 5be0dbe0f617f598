import subprocess
import sys
from pathlib import Path

import pytest

from extractors.finding.figures import is_figure


@pytest.mark.parametrize(
    "text",
    ["12", "1,23,456.00", "(4.5)", "-3", "−0.14**", "63 (18.5%)", "₹ 12,000/-", "$ 4.5 million", "12 500", "n.a.", "–",
     "...", "5 €", "3.5%", "2014-15", "१२,३४५", "Rs. 500", "1st", "±0.4", "10 MT", "x", "0.05–0.10"],
)  # fmt: skip
def test_is_a_figure(text):
    assert is_figure(text)


@pytest.mark.parametrize(
    "text",
    ["", "Total", "Q1", "Zone 4", "12 May 2020 at noon", "Section 3", "A1 grade", "Rs.", "%", "per cent", "and 5"],
)
def test_is_no_figure(text):
    assert not is_figure(text)


@pytest.mark.parametrize("marks", ["1" * 59 + "!", "(.-/" * 14 + "z9!"])
def test_long_runs_of_marks_come_to_an_end(marks):
    """Where all ways to part them are tried, there are so many that the program is ended here."""
    asked = f"from extractors.finding.figures import is_figure; print(is_figure({marks!r}))"
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True, cwd=Path.cwd()
    )
    assert told.stdout.strip() == "False"
