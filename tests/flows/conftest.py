import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_LOGGING_TO_API_ENABLED,
    temporary_settings,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from flows.guard import Guard
from flows.prefect_home import answers, office_environment
from flows.serve import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def letter():
    """A small born-digital approval letter as bytes."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for number, line in enumerate(
        [
            "Project Management Agency, Nagpur",
            "Incentive Scheme for Promotion of Critical Minerals Recycling",
            "Letter No.: PMA/CMR/APPROVAL/2026/017        Date: 30.03.2026",
            "To, M/s Kaveri Urban Mining Private Limited, Hosur",
            "Subject: Approval of application under the Incentive Scheme for Promotion of Critical Minerals Recycling",
            "Your application has been approved on the recommendation of the Executive Committee, under Group B.",
        ]
    ):
        canvas.drawString(60, 760 - 28 * number, line)
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def bad_files(tmp_path, letter):
    """A folder with one good letter and one of every kind of file that cannot be read."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "approval.pdf").write_bytes(letter)
    (folder / "approval again.pdf").write_bytes(letter)
    (folder / "zero.pdf").write_bytes(b"")
    (folder / "cut off.pdf").write_bytes(letter[: len(letter) // 3])
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
        pdf.save(folder / "no printing.pdf", encryption=pikepdf.Encryption(user="", owner="secret"))
    pikepdf.new().save(folder / "no pages.pdf")
    Image.new("RGB", (600, 800), "white").save(folder / "picture.pdf", "JPEG")
    (folder / "ledger.xlsx").write_bytes(b"PK\x03\x04 not really a workbook")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04")
    (folder / "=1+1.pdf").write_text("a note renamed")
    (folder / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    return folder


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    """A real Prefect server with an office's settings: its page, and the environment of what talks to it."""
    home = tmp_path_factory.mktemp("prefect")
    page = f"http://127.0.0.1:{free_port('127.0.0.1', 4300 + os.getpid() % 300)}"
    environment = office_environment(home, page) | {"PYTHONPATH": str(ROOT)}
    address = ("--host", "127.0.0.1", "--port", page.rpartition(":")[2])
    command = (sys.executable, "-P", "-m", "prefect", "server", "start", *address)
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=log, start_new_session=True)
    guard = Guard(home)  # ends it also where the tests are killed
    guard.watch(server.pid)
    try:
        deadline = time.monotonic() + 240
        while not answers(page):
            assert time.monotonic() < deadline and server.poll() is None, (home / "log").read_text()
            time.sleep(0.2)
        yield page, environment
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        guard.release(server.pid)
        guard.end()


@pytest.fixture
def prefect(prefect_server):
    """Flows of this process are run against the server."""
    page, _ = prefect_server
    with temporary_settings(
        updates={
            PREFECT_API_URL: f"{page}/api",
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
            PREFECT_LOGGING_TO_API_ENABLED: False,
        }
    ):
        yield page


@pytest.fixture(scope="session")
def deployed(prefect_server):
    """The server once it knows the office's deployments."""
    page, environment = prefect_server
    subprocess.run([sys.executable, "-P", "-m", "flows.deploy"], env=environment, check=True, capture_output=True)
    return page, environment
