"""Many rows at once, where a statement for each would take too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, models

PART = 500
"""Values that every database takes in one question."""

Thing = TypeVar("Thing")


def in_parts(things: Sequence[Thing], size: int = PART) -> Iterator[Sequence[Thing]]:
    """The things in lists that a database takes in one question."""
    for first in range(0, len(things), size):
        yield things[first : first + size]


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """New rows of a table that is not audited; columns by their names in the database."""
    if not rows:
        return
    quoted = connection.ops.quote_name
    names, places = ", ".join(map(quoted, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({places})", list(rows))


def set_columns(model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Sets the same columns of many rows to values of their own.

    Args:
        model: the table; if it is audited, its rows must be told to the journal (`Change.wrote`).
        columns: their names in the database.
        rows: of each row the values in that order, and last its number.
    """
    if not rows:
        return
    quoted = connection.ops.quote_name
    values = ", ".join(f"{quoted(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quoted(model._meta.db_table)} SET {values} WHERE id = %s", list(rows))
