"""Files that try to crash, hang or swell whatever opens them: bombs, loops, lies about size, and broken PDFs.

Everything is made here from seeds that are fixed; nothing is downloaded and nothing is a real exploit.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

MEGABYTE = 1 << 20


def made(size: int = 1) -> Iterator[tuple[str, bytes]]:
    """Every hostile file by name; the bombs `size` times as large as it takes to be one."""
    for name, make in MAKERS.items():
        yield name, make(size)


# PDF


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(body))
    return body + table + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's text."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(content: bytes, *others: bytes, resources: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page; `content` is object 4, `others` follow from 5 on."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>" % (box, resources)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, *others
    )


def zeros(size: int) -> bytes:
    """So many zero bytes, deflated, without holding them."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE)]
    return b"".join(parts) + packer.flush()


def image(
    width: int, height: int, data: bytes, filters: bytes, bits: int = 1, colours: bytes = b"/DeviceGray"
) -> bytes:
    """A page that shows one image of this claimed size."""
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s /Filter %s" % (
        width, height, bits, colours, filters,
    )  # fmt: skip
    draw = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return one_page(draw, stream(data, entries), resources=b"/XObject << /I 5 0 R >>")


def lzw_zeros(cycles: int) -> bytes:
    """Zero bytes in LZW: each cycle fills the table of codes once and gives some seven million bytes."""
    bits: list[str] = []
    for _ in range(cycles):
        bits.append(f"{256:09b}{0:09b}")
        for code in range(258, 4094):
            width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
            bits.append(f"{code:0{width}b}")
    bits.append(f"{257:012b}")
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")


def many_pages(count: int) -> bytes:
    """A PDF of so many pages, all showing the same words."""
    pages = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"] * count
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(count))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", tree, stream(b"BT ET"), *pages)


def jpx(width: int, height: int) -> bytes:
    """The beginning of a JPEG 2000 codestream that claims this size and holds nothing."""
    size = struct.pack(">HHIIIIIIIIH", 41, 0, width, height, 0, 0, width, height, 0, 0, 1) + b"\x07\x01\x01"
    return b"\xff\x4f\xff\x51" + size + b"\xff\x93" + bytes(64)


def jbig2(width: int, height: int) -> bytes:
    """A JBIG2 page segment that claims this size, and a generic region as large without its data."""
    page = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IBBBI", 1, 38, 0, 1, 26) + struct.pack(">IIIIBB", width, height, 0, 0, 0, 0) + bytes(8)
    return page + region


def looped_object_stream() -> bytes:
    """An object stream that extends itself and holds its own length."""
    inner = b"5 0 6 10 << /A 6 0 R >> 5 0 R "
    content = stream(inner, b"/Type /ObjStm /N 2 /First 9 /Extends 4 0 R")
    return one_page(content.replace(b"/Length %d" % len(inner), b"/Length 6 0 R"))


def nested(depth: int) -> bytes:
    """Arrays within arrays."""
    return one_page(stream(b"[" * depth + b"]" * depth), resources=b"/A " + b"[" * depth + b"]" * depth)


def wild_unicode_map() -> bytes:
    """A font whose map to Unicode claims a huge range, and whose font file is noise."""
    mapping = stream(b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange "
                     b"<00000000> <FFFFFFFF> <0041> endbfrange endcmap")  # fmt: skip
    noise = Random(5).randbytes(4000)
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /ToUnicode 6 0 R /FontDescriptor 7 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /FontFile2 8 0 R >>"
    text = stream(b"BT /F 12 Tf 72 700 Td (Total 12,50,000) Tj ET")
    return one_page(text, font, mapping, descriptor, stream(noise), resources=b"/Font << /F 5 0 R >>")


def form_that_draws_itself() -> bytes:
    """A form that draws itself twice, and so on."""
    form = stream(
        b"/F Do /F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /F 5 0 R >> >>"
    )
    return one_page(stream(b"/F Do"), form, resources=b"/XObject << /F 5 0 R >>")


def forms_that_double(depth: int) -> bytes:
    """Each form draws the next one ten times."""
    look = b"/Type /XObject /Subtype /Form /BBox [0 0 99 99]"
    forms = [
        stream(b"/F Do " * 10, look + b" /Resources << /XObject << /F %d 0 R >> >>" % (6 + number))
        for number in range(depth)
    ]
    last = stream(b"0 0 m 9 9 l S", look)
    return one_page(stream(b"/F Do"), *forms, last, resources=b"/XObject << /F 5 0 R >>")


def huge_index() -> bytes:
    """An index that claims two thousand million objects."""
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 2147483647 >>").replace(
        b"xref\n0 3", b"xref\n0 2147483646"
    )


def looped_index() -> bytes:
    """An index whose predecessor is itself."""
    plain = one_page(stream(b"BT ET"))
    at = plain.rindex(b"startxref\n") + 10
    return plain.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %s " % plain[at : plain.index(b"\n", at)])


def strokes(count: int) -> bytes:
    """A page of very many strokes with a dash of no length."""
    return one_page(stream(zlib.compress(b"[0.0001 0] 0 d 0 0 m 590 840 l S\n" * count), b"/Filter /FlateDecode"))


# Pictures


def png(width: int, height: int) -> bytes:
    """A black-and-white PNG of this size, every byte of it there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = (width + 7) // 8 + 1
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zeros(row * height)) + chunk(b"IEND", b"")


def tiff(width: int, height: int, frames: int = 1) -> bytes:
    """A TIFF that claims this size for each frame and holds no data; its last frame leads back to the first."""
    content = b"II*\x00\x08\x00\x00\x00"
    for frame in range(frames):
        tags = ((256, width), (257, height), (258, 1), (259, 4), (262, 0), (273, 8), (278, height), (279, 8))
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        following = 8 if frame == frames - 1 else len(content) + 2 + len(entries) + 4
        content += struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)
    return content


# Containers and office files


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip file of these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def forty_two(levels: int, width: int, megabytes: int) -> bytes:
    """Zips within zips within zips, at the bottom zeros."""
    content = zipped({"0.dll": bytes(megabytes * MEGABYTE)})
    for _ in range(levels):
        content = zipped({f"{number}.zip": content for number in range(width)})
    return content


def overlapping(count: int, megabytes: int) -> bytes:
    """A zip whose directory lists the same packed bytes many times over."""
    plain = zipped({"paper.pdf": bytes(megabytes * MEGABYTE)})
    start = plain.rindex(b"PK\x01\x02")
    end = plain.rindex(b"PK\x05\x06")
    entries = plain[start:end] * count
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return plain[:start] + entries + tail


def workbook(sheet: bytes, **parts: bytes) -> bytes:
    """A workbook whose only sheet has this XML."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006/"
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="%scontent-types"><Override PartName="/xl/workbook.xml" '
            b'ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
            b'ContentType="%sworksheet+xml"/></Types>' % (package, kinds, kinds),
            "_rels/.rels": b'<Relationships xmlns="%srelationships"><Relationship Id="r" Type="%s/officeDocument" '
            b'Target="xl/workbook.xml"/></Relationships>' % (package, relations),
            "xl/workbook.xml": b'<workbook %s xmlns:r="%s"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
            b"</workbook>" % (main, relations),
            "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="%srelationships"><Relationship Id="r1" '
            b'Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="%s/sharedStrings" '
            b'Target="sharedStrings.xml"/></Relationships>' % (package, relations, relations),
            "xl/worksheets/sheet1.xml": b"<worksheet %s>%s</worksheet>" % (main, sheet),
            **{f"xl/{name}.xml": content for name, content in parts.items()},
        }
    )


CELL = b'<c r="%s" t="inlineStr"><is><t>x</t></is></c>'


def laughs() -> bytes:
    """Entities that multiply to three thousand million letters."""
    multiplied = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "lol">%s]>' % multiplied


def word_file(document: bytes) -> bytes:
    """A Word file with this document part."""
    package = b"http://schemas.openxmlformats.org/package/2006/"
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="%scontent-types"><Override PartName="/word/document.xml" '
            b'ContentType="%s"/></Types>' % (package, kind),
            "_rels/.rels": b'<Relationships xmlns="%srelationships"><Relationship Id="r" Type="%s" '
            b'Target="word/document.xml"/></Relationships>' % (package, relation),
            "word/document.xml": document,
        }
    )


WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def nested_mail(depth: int) -> bytes:
    """Parts within parts within parts."""
    head = b"From: a@example.org\nTo: b@example.org\nSubject: papers\nMIME-Version: 1.0\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\n\nhello\n"


MAKERS: dict[str, Callable[[int], bytes]] = {
    "flate_bomb.pdf": lambda n: one_page(stream(zeros(200 * n * MEGABYTE), b"/Filter /FlateDecode")),
    "flate_of_flate.pdf": lambda n: one_page(
        stream(zlib.compress(zeros(500 * n * MEGABYTE)), b"/Filter [/FlateDecode /FlateDecode]")
    ),
    "lzw_bomb.pdf": lambda n: one_page(stream(lzw_zeros(20 * n), b"/Filter /LZWDecode")),
    "image_50000_bits.pdf": lambda n: image(50_000, 50_000, zeros(298 * MEGABYTE), b"/FlateDecode"),
    "image_50000_rgb.pdf": lambda n: image(50_000, 50_000, zeros(300 * MEGABYTE), b"/FlateDecode", 8, b"/DeviceRGB"),
    "image_of_no_data.pdf": lambda n: image(2_000_000_000, 2_000_000_000, b"", b"/FlateDecode", 8),
    "jbig2_claims.pdf": lambda n: image(60_000, 60_000, jbig2(60_000, 60_000), b"/JBIG2Decode"),
    "jpx_claims.pdf": lambda n: image(60_000, 60_000, jpx(60_000, 60_000), b"/JPXDecode", 8),
    "page_tree_loop.pdf": lambda n: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>"
    ),
    "object_stream_loop.pdf": lambda n: looped_object_stream(),
    "index_loop.pdf": lambda n: looped_index(),
    "10000_pages.pdf": lambda n: many_pages(10_000),
    "nested_arrays.pdf": lambda n: nested(100_000),
    "form_draws_itself.pdf": lambda n: form_that_draws_itself(),
    "forms_that_double.pdf": lambda n: forms_that_double(9),
    "huge_index.pdf": lambda n: huge_index(),
    "wild_font.pdf": lambda n: wild_unicode_map(),
    "strokes.pdf": lambda n: strokes(100_000 * n),
    "page_of_a_mile.pdf": lambda n: one_page(stream(b"BT ET"), box=b"0 0 99999999 99999999"),
    "page_of_nothing.pdf": lambda n: one_page(stream(b"BT ET"), box=b"0 0 0 0"),
    "page_inside_out.pdf": lambda n: one_page(stream(b"BT ET"), box=b"595 842 0 0"),
    "only_a_header.pdf": lambda n: b"%PDF-1.7\n",
    "noise.pdf": lambda n: b"%PDF-1.4\n" + Random(3).randbytes(200_000),
    "50000.png": lambda n: png(50_000, 50_000),
    "claims.tif": lambda n: tiff(60_000, 60_000),
    "frames_in_a_loop.tif": lambda n: tiff(100, 100, 5),
    "cut.jpg": lambda n: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + Random(4).randbytes(5000),
    "claims.jp2": lambda n: b"\x00\x00\x00\x0cjP  \r\n\x87\n" + jpx(60_000, 60_000),
    "42.zip": lambda n: forty_two(5, 4 + n, 40),
    "overlapping.zip": lambda n: overlapping(1000 * n, 20),
    "zip_bomb.zip": lambda n: zipped({"paper.pdf": bytes(400 * n * MEGABYTE)}),
    "shared_strings.xlsx": lambda n: workbook(
        b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
        sharedStrings=b"<sst><si><t>" + b"x" * (150 * n * MEGABYTE) + b"</t></si></sst>",
    ),
    "laughs.xlsx": lambda n: workbook(
        b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
        sharedStrings=laughs() + b"<sst><si><t>&l9;</t></si></sst>",
    ),
    "two_far_cells.xlsx": lambda n: workbook(
        b'<sheetData><row r="1">%s</row><row r="1048576">%s</row></sheetData>' % (CELL % b"A1", CELL % b"XFD1048576")
    ),
    "outside.docx": lambda n: word_file(
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<w:document %s><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>" % WORD
    ),
    "laughs.docx": lambda n: word_file(
        laughs() + b"<w:document %s><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>" % WORD
    ),
    "deep.docx": lambda n: word_file(
        b"<w:document %s><w:body>" % WORD + b"<w:tbl><w:tr><w:tc>" * 20_000 + b"</w:tc></w:tr></w:tbl>" * 20_000
        + b"</w:body></w:document>"
    ),
    "long.csv": lambda n: b"Date,Invoice No,Amount\n" + b"01-04-2026,INV/1,1000.00\n" * (1_500_000 * n),
    "one_line.csv": lambda n: b"," * (20 * n * MEGABYTE),
    "deep.eml": lambda n: nested_mail(5_000),
}  # fmt: skip


def fuzzed(originals: Sequence[bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many broken copies of good PDFs, each by one to three mutations."""
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        content = bytearray(originals[number % len(originals)])
        for _ in range(rng.randint(1, 3)):
            rng.choice(MUTATIONS)(content, rng)
        yield f"fuzzed-{number:03d}.pdf", bytes(content)


def _flip(content: bytearray, rng: Random) -> None:
    for _ in range(rng.choice((1, 8, 64, 512))):
        if content:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _cut(content: bytearray, rng: Random) -> None:
    del content[rng.randrange(len(content) // 10, len(content) + 1) :]


def _drop(content: bytearray, rng: Random) -> None:
    at = rng.randrange(len(content) + 1)
    del content[at : at + rng.choice((1, 16, 400, 5000))]


def _swap(content: bytearray, rng: Random) -> None:
    size = rng.choice((64, 512, 4096))
    if len(content) > 3 * size:
        one, other = rng.randrange(len(content) - size), rng.randrange(len(content) - size)
        first, second = content[one : one + size], content[other : other + size]
        content[one : one + size], content[other : other + size] = second, first


def _repeat(content: bytearray, rng: Random) -> None:
    at = rng.randrange(len(content) + 1)
    content[at:at] = content[at : at + rng.choice((16, 400, 5000))] * rng.choice((1, 5))


def _number(content: bytearray, rng: Random) -> None:
    """Another number in place of one: lengths, offsets, sizes, references."""
    at = rng.randrange(len(content) + 1)
    digits = next((it for it in range(at, min(at + 4000, len(content))) if 48 <= content[it] <= 57), None)
    if digits is not None:
        end = digits
        while end < len(content) and 48 <= content[end] <= 57:
            end += 1
        content[digits:end] = str(rng.choice((0, -1, 1, 65536, 2**31, 2**32 + 1, 10**12))).encode()


MUTATIONS = (_flip, _cut, _drop, _swap, _repeat, _number)
