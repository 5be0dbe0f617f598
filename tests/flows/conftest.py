import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


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
