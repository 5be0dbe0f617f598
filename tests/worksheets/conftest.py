"""Workbooks as a reader gets them."""

import io
from types import SimpleNamespace

import openpyxl
import pytest

from tests.worksheets import made
from worksheets import write_workbook


@pytest.fixture
def written(tmp_path):
    """Writes an appraisal and reads it back: `formulas` as written, `values` as a viewer shows them, and the bytes."""

    def write(appraisal, **options):
        path = tmp_path / "worksheet.xlsx"
        options = {"clauses": made.CLAUSES, "interpretations": made.INTERPRETATIONS, **options}
        write_workbook(appraisal, path, **options)
        content = path.read_bytes()
        return SimpleNamespace(
            path=path,
            content=content,
            formulas=openpyxl.load_workbook(io.BytesIO(content)),
            values=openpyxl.load_workbook(io.BytesIO(content), data_only=True),
        )

    return write


@pytest.fixture
def rows():
    """The cells of a sheet's table as dictionaries by heading."""

    def table(sheet, heading="No."):
        every = list(sheet.iter_rows(values_only=True))
        top = next(n for n, row in enumerate(every) if heading in row)
        return [dict(zip(every[top], row, strict=True)) for row in every[top + 1 :]]

    return table
