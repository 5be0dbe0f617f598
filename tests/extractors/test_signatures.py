"""Signed PDFs, made and damaged here: what was signed is what is there, or it is said that it is not."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from reportlab.pdfgen import canvas

from extractors.signatures import ROOTS, read_signatures

SIGNER = "Vanadevi Registrar of Recyclers"


def certificate_of(named):
    """A key and a certificate that signs itself, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, named)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=400))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, True, True, False, False),
            critical=True,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem, certificate.public_bytes(Encoding.PEM)


@pytest.fixture(scope="module")
def key_and_certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    key, certificate = certificate_of(SIGNER)
    (folder / "key.pem").write_bytes(key)
    (folder / "signer.crt").write_bytes(certificate)
    return folder


@pytest.fixture
def signed(tmp_path, key_and_certificate):
    page = io.BytesIO()
    drawn = canvas.Canvas(page)
    drawn.drawString(72, 700, "Registration No. VR/2026/0417, capacity 6000 MTPA")
    drawn.save()
    signer = signers.SimpleSigner.load(str(key_and_certificate / "key.pem"), str(key_and_certificate / "signer.crt"))
    meta = signers.PdfSignatureMetadata(field_name="Registrar")
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(page.getvalue())), meta, signer=signer)
    path = tmp_path / "signed.pdf"
    path.write_bytes(out.getvalue())
    return path


def test_a_signature_that_holds(signed):
    (found,) = read_signatures(signed)
    assert (found.signer, found.intact, found.covers_whole, found.trusted) == (SIGNER, True, True, None)
    assert found.signed_on is not None and abs((found.signed_on - date.today()).days) <= 1


def test_a_changed_byte_breaks_it(signed):
    content = bytearray(signed.read_bytes())
    at = content.index(b"/MediaBox")
    content[at + 12 : at + 13] = b"9"
    signed.write_bytes(bytes(content))
    (found,) = read_signatures(signed)
    assert found.intact is False


def test_a_page_added_after_signing_is_seen(signed):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.read_bytes()))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    signed.write_bytes(out.getvalue())
    (found,) = read_signatures(signed)
    assert found.intact is True and found.covers_whole is False


def test_the_signer_is_trusted_only_where_its_root_was_given(signed, key_and_certificate, tmp_path, monkeypatch):
    given = tmp_path / "roots"
    given.mkdir()
    monkeypatch.setenv(ROOTS, str(given))
    assert read_signatures(signed)[0].trusted is None
    (given / "other.crt").write_bytes(certificate_of("Somebody Else")[1])
    assert read_signatures(signed)[0].trusted is False
    (given / "root.crt").write_bytes((key_and_certificate / "signer.crt").read_bytes())
    assert read_signatures(signed)[0].trusted is True


def test_a_damaged_signature_is_not_passed_over(signed):
    content = signed.read_bytes()
    signed.write_bytes(content.replace(b"/SubFilter /adbe.pkcs7.detached", b"/SubFilter /adbe.pkcs7.detacheX"))
    found = read_signatures(signed)
    assert [it.intact for it in found] != [True]


def test_a_paper_without_a_signature_has_none(tmp_path):
    path = tmp_path / "plain.pdf"
    drawn = canvas.Canvas(str(path))
    drawn.drawString(72, 700, "Consent to operate")
    drawn.save()
    assert read_signatures(path) == ()
