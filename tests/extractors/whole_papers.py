"""Papers that are read whole: what is drawn of each, and every value that a person reads on it.

The expected values were read from the papers, reviewed field by field; a value that is not printed is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractors import read_document
from records.serialise import plain
from tests.extractors.papers import paper


@dataclass(frozen=True)
class Printed:
    """A paper: the function that draws its blocks, its type, and its values as plain text by field."""

    blocks: Callable
    document_type: str
    values: dict

    @property
    def name(self):
        return self.blocks.__name__

    def drawn(self, folder):
        return paper(folder / f"{self.name}.pdf", *self.blocks())


class Papers(dict):
    """Papers by the names of the functions that draw them."""

    def printed(self, document_type, **values):
        """Register a paper: the function draws its blocks, the values are what a person reads on it."""

        def register(blocks):
            self[blocks.__name__] = Printed(blocks, document_type, values)
            return blocks

        return register


def assert_read_whole(printed, folder):
    reading = read_document(printed.drawn(folder))
    assert reading.document_type == printed.document_type
    assert {field: plain(it.value, it.unit) for field, it in reading.fields.items()} == printed.values
    assert reading.status == "read", reading.message


def assert_evidence_on_the_page(printed, folder):
    for field in read_document(printed.drawn(folder)).fields.values():
        x0, top, x1, bottom = field.evidence.box
        assert 0 <= x0 < x1 <= 595.5 and 0 <= top < bottom <= 842.5
        assert field.evidence.text
