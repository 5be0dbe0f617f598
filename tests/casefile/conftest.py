from datetime import date
from decimal import Decimal

import pytest

from casefile.database import close, connect
from casefile.intake import Waiting, source_of
from casefile.office import open_office
from records.readings import DocumentReading, Evidence, Field, TableRow


def _emptied(url):
    """The server's database without any table."""
    from django.db import connection

    connect(url)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request, tmp_path):
    """An empty office, once with SQLite and once with PostgreSQL."""
    url = _emptied(request.getfixturevalue("postgresql")) if request.param == "postgresql" else None
    yield open_office(tmp_path / "office", database=url)
    close()


@pytest.fixture
def small_office(tmp_path):
    """An empty office with SQLite."""
    yield open_office(tmp_path / "office")
    close()


@pytest.fixture
def drop():
    """Puts a file into the queue and gives it as the queue sees it."""

    def put(office, application_id, name, content):
        path = office.incoming / application_id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        found = path.stat()
        source = source_of(path, office.incoming)
        return Waiting(path, source, application_id, name, found.st_size, found.st_mtime_ns, found.st_ino)

    return put


@pytest.fixture
def reading():
    """A reading as it comes from the engines."""

    def made(sha256, *, status="read", document_type="capex_statement", invoices=(), udin=None, total="1000000.00"):
        def field(name, value, unit=None):
            return Field(name, value, 0.95, Evidence(sha256, "paper.pdf", 1, (0, 0, 9, 9), str(value), "text"), unit)

        fields = {"total_amount": field("total_amount", Decimal(total), "INR")}
        if udin:
            fields["udin"] = field("udin", udin)
        rows = tuple(
            TableRow(
                index,
                {
                    "vendor": field("vendor", "Deccan Shredders Private Limited"),
                    "invoice_number": field("invoice_number", number),
                    "invoice_date": field("invoice_date", date(2026, 1, 14)),
                    "amount": field("amount", Decimal("500000.00"), "INR"),
                },
            )
            for index, number in enumerate(invoices)
        )
        tables = {"items": rows} if rows else {}
        message = None if status == "read" else "Ask the applicant for a better scan."
        return DocumentReading(
            "paper.pdf",
            sha256,
            document_type,
            0.98,
            status,
            message,
            1,
            read_by=("text",),
            fields=fields,
            tables=tables,
        )

    return made
