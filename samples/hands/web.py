"""HTML to PDF, the same bytes every time, with shaped Devanagari."""

from __future__ import annotations

import hashlib
import html as _html
from collections.abc import Iterable, Sequence

import weasyprint
from weasyprint.text.fonts import FontConfiguration

SPECIMEN = "SPECIMEN made for software testing - not issued by any authority"
_FONTS = FontConfiguration()
_BASE = """
@page { size: A4; margin: 18mm 16mm 16mm 18mm;
  @bottom-center { content: "%s"; font: 6pt 'Liberation Sans'; color: #999 } }
body { font-family: 'Liberation Serif', 'Noto Serif Devanagari', serif; font-size: 10.5pt; line-height: 1.35 }
table { border-collapse: collapse; width: 100%% } td, th { vertical-align: top; text-align: left; padding: 2pt 4pt }
thead { display: table-header-group } tr { break-inside: avoid }
.ruled td, .ruled th { border: 0.6pt solid #222 }
.num { text-align: right; white-space: nowrap } .c { text-align: center }
.r { text-align: right } .b { font-weight: bold } .small { font-size: 8pt }
h1, h2, h3 { margin: 4pt 0; text-align: center }
"""


def pdf(body: str, css: str = "") -> bytes:
    """Render the body of an HTML page to PDF."""
    page = f"<html><head><style>{_BASE % SPECIMEN}{css}</style></head><body>{body}</body></html>"
    identifier = hashlib.md5(page.encode(), usedforsecurity=False).digest()
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_identifier=identifier, font_config=_FONTS))


def esc(text: object) -> str:
    """Text made safe for HTML."""
    return _html.escape(str(text))


def row(cells: Iterable[object], classes: Sequence[str] = (), tag: str = "td") -> str:
    """One table row; `classes` give each cell its class, in order."""
    made = []
    for place, cell in enumerate(cells):
        kind = classes[place] if place < len(classes) else ""
        made.append(f'<{tag} class="{kind}">{esc(cell)}</{tag}>' if kind else f"<{tag}>{esc(cell)}</{tag}>")
    return f"<tr>{''.join(made)}</tr>"


def rows(lines: Iterable[Iterable[object]], classes: Sequence[str] = ()) -> str:
    """Table rows."""
    return "".join(row(line, classes) for line in lines)
