"""Pages of evidence: each cited page as a picture with a box around every value, in plain HTML that works offline.

A document's page needs no script, no network and no absolute path, so the folder can be moved, zipped or mailed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from records.findings import Appraisal, FieldRef
from records.pages import Box
from records.paths import take_apart
from records.readings import DocumentReading, Field, PageSummary
from worksheets.clean import clean, one_line
from worksheets.paths import Key, every_field, key, row_place
from worksheets.pictures import Strip, Wanted, cut, page_of, within_budget
from worksheets.plan import ON_THEIR_OWN_SHEET, path_in_words, percent, place_in_words
from worksheets.words import in_words, words

PagePicture = Callable[[str, int], bytes | None]
"""The PNG of a page by the document's sha256 and the page's number; None where none can be made."""

FOLDER = "pages"
MOST_TABLE_PAGES = 40
"""Pages of one document that are shown for its table rows alone; beyond them only what a finding cites or doubts."""

MOST_ROWS_SHOWN = 400
"""Rows of a long table whose picture is cut out; the others are a click away."""

MARGIN = 1.5
"""Points of air around a value, so that the line of the box does not strike the print."""

_STYLE = """
body{font:15px/1.45 Arial,'Liberation Sans','Noto Sans','Noto Sans Devanagari',sans-serif}
body{margin:0;color:#1b1f24;background:#eef0f3}
main{max-width:1100px;margin:0 auto;padding:1rem}
h1{font-size:1.3rem;margin:.4rem 0;overflow-wrap:anywhere}h2{font-size:1rem;margin:1.4rem 0 .4rem}
table{border-collapse:collapse;background:#fff;width:100%}
th,td{border:1px solid #c9ced6;padding:.25rem .5rem;text-align:left;vertical-align:top}
td:nth-child(2),td:nth-child(3){overflow-wrap:anywhere}td:nth-child(4){white-space:nowrap}
th{background:#1f3a5f;color:#fff}
.page{position:relative;background:#fff;border:1px solid #9aa3af}
.page img{display:block;width:100%;height:auto}
.box{position:absolute;box-sizing:border-box;border:2px solid #0072b2;scroll-margin:30vh;text-decoration:none}
.doubtful{border-style:dashed;border-color:#b34700}
.row{border:0}
.box span{display:none;position:absolute;left:0;top:100%;z-index:3;background:#1b1f24;color:#fff}
.box span{padding:.15rem .45rem;font-size:13px;white-space:nowrap}
.box:hover,.box:focus{outline:2px solid #0072b2}
.box:target{outline:4px solid #d55e00;background:rgba(240,228,66,.35);z-index:2}
.box:hover span,.box:focus span,.box:target span{display:block}
tr:target td,tr:target th{background:#fbf3a8}tr{scroll-margin:30vh}
@media print{.box span{display:none!important}}
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value, or a row, on its page; `sheet` of a file without pages, whose page was set for reading only."""

    path: str
    anchor: str
    page: int
    box: Box
    field: Field | None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceLinks:
    """Where the evidence of each field can be seen, relative to the folder of the worksheet.

    Attributes:
        targets: "pages/03-capex-pdf.html#items-4-amount" by document and path.
        files: every file that was written, relative to the same folder.
        pictures: small pictures of the places of values and rows, for the cells of the workbook.
    """

    targets: Mapping[Key, str]
    files: tuple[str, ...]
    pictures: Mapping[Key, Strip] = field(default_factory=dict)

    def __call__(self, ref: FieldRef) -> str | None:
        """The link for a reference; a cell of a row that has no box of its own leads to its row."""
        found = self.targets.get(key(ref))
        place = take_apart(ref.field)
        if found is None and place.column and place.table:
            return self.targets.get((ref.sha256, ref.file, f"{place.table}[{place.index}]"))
        return found


def evidence_pages(appraisal: Appraisal, out_dir: Path, page_png: PagePicture) -> EvidenceLinks:
    """Writes `pages/<nn>-<slug>.html` for each document with fields, and a picture of each page they stand on.

    A document's own fields, every value that a finding or a step cites and every value read in doubt get a box of
    their own; the rows of a table get one each. A page that no
    picture can be made of has its values in the table above, and the links lead there.

    Args:
        appraisal: what was judged.
        out_dir: the folder that holds the worksheet.
        page_png: makes a picture of a page.

    Returns:
        The links for `write_workbook`.
    """
    folder = out_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    cited = _cited(appraisal)
    width = max(2, len(str(len(appraisal.documents))))
    targets: dict[Key, str] = {}
    files: list[str] = []
    strips: dict[Key, Strip] = {}
    for number, document in enumerate(appraisal.documents, start=1):
        if not document.fields and not document.tables:
            continue
        stem = f"{number:0{width}d}-{slug(document.file)}"
        marks = _marks(document, cited)
        pictures, cut_out = _write_pictures(document, marks, folder, stem, page_png, _wanted(document, marks, cited))
        strips |= cut_out
        (folder / f"{stem}.html").write_text(_html(document, marks, pictures), encoding="utf-8", newline="\n")
        files += [f"{FOLDER}/{stem}.html", *(f"{FOLDER}/{it.name}" for it in pictures.values())]
        for mark in marks:
            if mark.field is not None or mark.page in pictures:
                targets.setdefault((document.sha256, document.file, mark.path), f"{FOLDER}/{stem}.html#{mark.anchor}")
    return EvidenceLinks(targets, tuple(files), within_budget(strips))


def slug(file: str, longest: int = 40) -> str:
    """A file name in letters, digits and hyphens that every system takes: "Form – I (अंतिम).pdf" → "form-i-pdf"."""
    plain = unicodedata.normalize("NFKD", file.rsplit("/", 1)[-1]).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:longest].strip("-") or "document"


def _cited(appraisal: Appraisal) -> frozenset[Key]:
    """Every field that a finding or a step of the incentive cites."""
    judged: list[Iterable[FieldRef]] = [it.fields for it in appraisal.findings]
    judged += [it.fields for it in appraisal.incentive.steps]
    return frozenset(key(ref) for refs in judged for ref in refs)


def _marks(document: DocumentReading, cited: frozenset[Key]) -> list[Mark]:
    """What gets an anchor: own fields, cited and doubtful cells, and rows on the pages that are shown."""
    anchors: set[str] = set()
    marks = []
    for path, read in every_field(document):
        wanted = not take_apart(path).table or read.is_doubtful or (document.sha256, document.file, path) in cited
        if wanted:
            place = read.evidence
            marks.append(Mark(path, _anchor(path, anchors), place.page, place.box, read, place.sheet))
    shown = {mark.page for mark in marks}
    sideways = {it.number for it in document.pages if int(it.figures.get("turned", 0.0)) % 180}
    for table, rows in document.tables.items():
        for index, row in enumerate(rows):
            path = f"{table}[{index}]"
            spot = row_place(row.fields.values(), sideways)
            if spot is None:
                continue
            if spot[0] not in shown and len(shown) >= MOST_TABLE_PAGES and not _is_cited(document, path, cited):
                continue
            shown.add(spot[0])
            sheet = next(iter(row.fields.values())).evidence.sheet
            marks.append(Mark(path, _anchor(path, anchors), spot[0], spot[1], None, sheet))
    return marks


def _is_cited(document: DocumentReading, path: str, cited: frozenset[Key]) -> bool:
    return (document.sha256, document.file, path) in cited


def _anchor(path: str, taken: set[str]) -> str:
    """`items[4].amount` → "items-4-amount", made unique."""
    plain = "-".join(re.findall(r"[A-Za-z0-9_]+", path)) or "field"
    anchor, more = plain, 1
    while anchor in taken:
        more += 1
        anchor = f"{plain}--{more}"
    taken.add(anchor)
    return anchor


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a page: its file, and the page's size."""

    name: str
    page: PageSummary


def _write_pictures(
    document: DocumentReading,
    marks: list[Mark],
    folder: Path,
    stem: str,
    page_png: PagePicture,
    wanted: Mapping[int, list[Wanted]],
) -> tuple[dict[int, Shown], dict[Key, Strip]]:
    """Writes the picture of each page that holds a mark and whose size is known, and cuts out what is wanted of it.

    Returns:
        The pictures by page, and the strips.
    """
    known = {page.number: page for page in document.pages}
    pictures: dict[int, Shown] = {}
    strips: dict[Key, Strip] = {}
    for number in sorted({mark.page for mark in marks if mark.page > 0}):
        picture = page_png(document.sha256, number)
        page = known.get(number) or (page_of(picture, number) if picture else None)
        if picture is not None and page is not None and page.width > 0 and page.height > 0:
            pictures[number] = Shown(f"{stem}-p{number}.png", page)
            (folder / pictures[number].name).write_bytes(picture)
            strips |= cut(page, picture, wanted.get(number, []))
    return pictures, strips


DOUBTFUL, CITED, OWN, LONG_ROW = range(4)
"""How much the picture of a place is needed: read in doubt, cited, another value of a paper, a row of a long table."""


def _wanted(document: DocumentReading, marks: list[Mark], cited: frozenset[Key]) -> dict[int, list[Wanted]]:
    """The places of a document that the workbook shows in small, by page: its own values, doubtful cells, and rows."""
    found: dict[int, list[Wanted]] = {}
    rows = 0
    for mark in marks:
        this = (document.sha256, document.file, mark.path)
        long = (document.document_type, take_apart(mark.path).table) in ON_THEIR_OWN_SHEET
        if mark.field is None:
            rows += long
            if long and rows <= MOST_ROWS_SHOWN:
                found.setdefault(mark.page, []).append(Wanted(this, mark.box, LONG_ROW, boxed=False))
        elif mark.field.is_doubtful or not long:
            rank = DOUBTFUL if mark.field.is_doubtful else CITED if this in cited else OWN
            found.setdefault(mark.page, []).append(Wanted(this, mark.box, rank))
    return found


def _html(document: DocumentReading, marks: list[Mark], pictures: Mapping[int, Shown]) -> str:
    """The document's page: its values in a table, then its pages with the boxes."""
    title = html.escape(one_line(document.file, 200))
    kind = html.escape(words(document.document_type))
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{title}</h1><p>{kind} · SHA-256 {html.escape(document.sha256[:16])} · "
        "solid box: read surely; dashed box: a person must confirm</p>",
        _legend(document, marks, pictures),
        *(
            _picture(shown.page, shown.name, [mark for mark in marks if mark.page == page])
            for page, shown in pictures.items()
        ),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _legend(document: DocumentReading, marks: list[Mark], pictures: Mapping[int, Shown]) -> str:
    """The table of values; one whose page has no picture carries its anchor here. Sure table cells are left out."""
    lines = ["<table><thead><tr><th>Field<th>Value<th>As printed<th>See<th>Confidence</tr></thead><tbody>"]
    for mark in marks:
        field = mark.field
        if field is None or (take_apart(mark.path).table and mark.page in pictures and not field.is_doubtful):
            continue
        where = html.escape(place_in_words(field))
        see = f'<a href="#{mark.anchor}">{where}</a>' if mark.page in pictures else where
        own = "" if mark.page in pictures else f' id="{mark.anchor}"'
        sure = "⚠ doubtful" if field.is_doubtful else "✔ sure"
        lines.append(
            f"<tr{own}><td>{html.escape(path_in_words(mark.path))}<td>{_shown(in_words(field.value, field.unit))}"
            f"<td>{_shown(field.evidence.text)}<td>{see}<td>{percent(field.confidence)} {sure}</tr>"
        )
    lines.append("</tbody></table>")
    return (
        "\n".join(lines)
        if len(lines) > 2
        else "<p>No single value of this paper is cited; its rows are marked below.</p>"
    )


def _name_of_page(number: int, marks: list[Mark]) -> str:
    """What stands over a page: its number, or of a file without pages the sheet it shows."""
    sheets = {mark.sheet for mark in marks}
    if None in sheets:
        return f"Page {number}"
    return f"Sheet {sheets.pop()}" if len(sheets) == 1 else f"Part {number}: the file has no pages of its own"


def _picture(page: PageSummary, name: str, marks: list[Mark]) -> str:
    """One page with a box for each mark, placed by percent so that the picture may have any resolution."""
    boxes = "\n".join(_box(mark, page) for mark in marks)
    title = html.escape(one_line(_name_of_page(page.number, marks)))
    return (
        f'<h2 id="page-{page.number}">{title}</h2>\n'
        f'<div class="page"><img src="{name}" alt="{title}" loading="lazy" '
        f'width="{page.width:.0f}" height="{page.height:.0f}">\n{boxes}</div>'
    )


def _box(mark: Mark, page: PageSummary) -> str:
    x0, top, x1, bottom = mark.box
    left, upper = max(0.0, x0 - MARGIN), max(0.0, top - MARGIN)
    right, lower = min(page.width, x1 + MARGIN), min(page.height, bottom + MARGIN)
    style = (
        f"left:{left / page.width:.3%};top:{upper / page.height:.3%};"
        f"width:{max(0.0, right - left) / page.width:.3%};height:{max(0.0, lower - upper) / page.height:.3%}"
    )
    kind = "box row" if mark.field is None else "box doubtful" if mark.field.is_doubtful else "box"
    label = path_in_words(mark.path)
    if mark.field is not None:
        label += f": {one_line(in_words(mark.field.value, mark.field.unit), 80)} ({percent(mark.field.confidence)})"
    return (
        f'<a class="{kind}" id="{mark.anchor}" href="#{mark.anchor}" style="{style}">'
        f"<span>{html.escape(label)}</span></a>"
    )


def _shown(text: str) -> str:
    return html.escape(clean(text, 2000)).replace("\n", "<br>")
