"""docs/errors.md explains every sentence that a document's status can come with."""

import re
from pathlib import Path

import pytest

from extractors import containers, pages, triage
from flows import reading

PAGE = " ".join(Path("docs/errors.md").read_text(encoding="utf-8").split())


def sentences():
    """Every sentence that says what became of a file, by the name of its constant."""
    for module in (containers, pages, triage):
        for name, text in vars(module).items():
            if name.isupper() and isinstance(text, str) and len(text) > 40 and " " in text:
                yield f"{module.__name__}.{name}", text
    yield "too_large", triage.too_large("10 pages", "5 pages")
    yield "failed", reading.failed("KeyError: 1")
    yield "memory", reading.failed("MemoryError")
    for error in (FileNotFoundError(), PermissionError(), OSError("drive")):
        yield type(error).__name__, reading.vanished(Path("a.pdf"), "a.pdf", error).message


NOT_OF_A_STATUS = {"extractors.triage.PRINT_IT"}


@pytest.mark.parametrize(("name", "text"), [it for it in sentences() if it[0] not in NOT_OF_A_STATUS])
def test_a_sentence_is_explained(name, text):
    beginning = " ".join(re.split(r"[:;({]", text.replace("{pages}", "Page …"))[0].split()[:6])
    beginning = re.split(r"\s+and\b", beginning)[0].rstrip(",")
    assert beginning in PAGE, f"{name}: {beginning!r} is not on the page"


@pytest.mark.parametrize("kind", sorted(triage.ADVICE))
def test_every_kind_that_is_not_read_is_named(kind):
    what = re.split(r"[,:(]", triage.ADVICE[kind].removeprefix("This is "))[0].strip()
    assert what.removesuffix(" here") in PAGE


@pytest.mark.parametrize(("name", "text"), list(sentences()))
def test_a_sentence_ends_as_one_and_says_what_to_do(name, text):
    if name in NOT_OF_A_STATUS:
        return
    assert text.endswith(".")
    assert re.search(r"\b(ask|look|open|put|unpack|save|split|copy|run|give|report|scan)\b", text), name
