"""A second opinion on the workbook's formulas: read with openpyxl and worked out by code of its own."""

from __future__ import annotations

import io
import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
from openpyxl.utils.cell import range_boundaries

TOKEN = re.compile(
    r'\s*("(?:[^"]|"")*"|\d+(?:\.\d+)?|[A-Za-z_]\w*!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?|[A-Za-z_]\w*|[-+*/(),])'
)


class Recalculated:
    """The workbook with every formula worked out from cells that hold none."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.names = {name: defined.attr_text for name, defined in self.book.defined_names.items()}
        self.known: dict[tuple[str, str], object] = {}

    def formulas(self):
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield sheet.title, cell.coordinate

    def value(self, sheet: str, cell: str):
        if (sheet, cell) not in self.known:
            found = self.book[sheet][cell]
            held = found.value
            if found.data_type == "f":
                held = Formula(self, held[1:]).result()
            self.known[sheet, cell] = Decimal(str(held)) if isinstance(held, int | float) else held
        return self.known[sheet, cell]

    def range(self, address: str) -> list:
        sheet, _, cells = address.replace("$", "").partition("!")
        left, top, right, bottom = range_boundaries(cells)
        return [
            self.value(sheet, self.book[sheet].cell(row, column).coordinate)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]


class Formula:
    def __init__(self, book: Recalculated, text: str) -> None:
        self.book, self.tokens, self.at = book, [], 0
        while text:
            found = TOKEN.match(text)
            assert found, f"not a formula we write: {text}"
            self.tokens.append(found[1])
            text = text[found.end() :]

    def result(self):
        found = self.sum()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return found

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self):
        left = self.product()
        while self.peek() in ("+", "-"):
            left = left + self.product() if self.take() == "+" else left - self.product()
        return left

    def product(self):
        left = self.atom()
        while self.peek() in ("*", "/"):
            left = left * self.atom() if self.take() == "*" else left / self.atom()
        return left

    def atom(self):
        token = self.take()
        if token == "(":
            inner = self.sum()
            assert self.take() == ")"
            return inner
        if token[0] == '"':
            return token[1:-1].replace('""', '"')
        if token[0].isdigit():
            return Decimal(token)
        if self.peek() == "(":
            return self.call(token)
        address = token if "!" in token else self.book.names[token]
        cells = self.book.range(address)
        return cells if ":" in address else cells[0]

    def call(self, function):
        assert self.take() == "("
        arguments = [self.sum()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.sum())
        assert self.take() == ")"
        return getattr(self, function.lower() + "_of")(*arguments)

    @staticmethod
    def sum_of(*arguments):
        flat = [it for argument in arguments for it in (argument if isinstance(argument, list) else [argument])]
        return sum((it for it in flat if isinstance(it, Decimal)), Decimal(0))

    @staticmethod
    def sumifs_of(amounts, *pairs):
        tests = list(zip(pairs[::2], pairs[1::2], strict=True))
        return sum(
            (
                it
                for n, it in enumerate(amounts)
                if isinstance(it, Decimal) and all(cells[n] == want for cells, want in tests)
            ),
            Decimal(0),
        )

    @staticmethod
    def countif_of(cells, want):
        return Decimal(sum(it == want for it in cells))

    @staticmethod
    def round_of(value, places):
        return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)

    @staticmethod
    def abs_of(value):
        return abs(value)

    @staticmethod
    def min_of(*arguments):
        return min(arguments)

    @staticmethod
    def max_of(*arguments):
        return max(arguments)
