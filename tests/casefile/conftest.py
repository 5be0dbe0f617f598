import os
import shutil
import subprocess
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.database import close, connect
from casefile.intake import Waiting, source_of
from casefile.office import open_office
from records.readings import DocumentReading, Evidence, Field, TableRow

POSTGRES = Path("/usr/lib/postgresql")


def _programs():
    """The folder of PostgreSQL's programs, 15 or later."""
    found = [it for it in POSTGRES.glob("*/bin") if it.parent.name.isdecimal() and int(it.parent.name) >= 15]
    on_path = shutil.which("initdb")
    return max(found, default=Path(on_path).parent if on_path else None, key=str)


@pytest.fixture(scope="session")
def postgresql():
    """The URL of a PostgreSQL server that runs for these tests only."""
    programs = _programs()
    if programs is None or not (programs / "initdb").exists():
        pytest.skip("PostgreSQL 15 or later is not installed on this machine")
    as_root = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if as_root and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no other user here")
    folder = Path(tempfile.mkdtemp(prefix="parakh-pg-"))
    if as_root:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **as_root}
    subprocess.run([programs / "initdb", "-D", data, "-U", "parakh", "-A", "trust", "-E", "UTF8", "--no-sync"], **quiet)
    start = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses=''"]
    subprocess.run([*start, "start"], **quiet)
    try:
        yield f"postgresql://parakh@/postgres?host={folder}"
    finally:
        close()
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder, ignore_errors=True)


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
