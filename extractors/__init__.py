"""File → pages of words → document type → typed fields with evidence.

`read_document` is all that other rooms need: it takes a path and gives a `DocumentReading`, whatever the file is.
"""

from extractors.read import read_document

__all__ = ["read_document"]
