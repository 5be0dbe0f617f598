import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefile.database import close

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


@pytest.fixture
def not_as_root():
    """Root may open everything; inside this `with` the rights of files are real."""

    @contextmanager
    def as_nobody():
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return as_nobody()
