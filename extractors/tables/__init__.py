"""Tables of a document as typed rows: a table is a hypothesis, and its own arithmetic judges it."""

from extractors.tables.bulk_rows import LongRows
from extractors.tables.reading import TableReading, read_tables

__all__ = ["LongRows", "TableReading", "read_tables"]
