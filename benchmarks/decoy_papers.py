"""Papers in which each field stands beside what is easily taken for it, drawn from `decoys.yaml`.

The same seed gives the same papers. Each is of one layout, and its decoy stands right before the field's own statement,
right behind it, or at the head or foot of the page; every third is drawn once more without the own statement.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from records.numbers import indian
from reference.strict_yaml import load
from samples.invented import (
    STATES,
    accountant,
    address,
    applicant_name,
    company,
    day,
    vendor,
)

CASES = Path(__file__).parent / "decoys.yaml"
LAYOUTS = ("form", "grid", "stacked", "pairs", "numbered")
PLACES = ("before", "after", "head", "foot")
DAY_FORMS = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d-%b-%Y", "%d %B %Y")
ALONE_EVERY = 3

Expected = Literal["value", "doubt"]


@dataclass(frozen=True, slots=True)
class DecoyPaper:
    """A paper, the field that its decoy is printed for, and what a careful reader may say of it.

    Attributes:
        kind: what sort of decoy is printed.
        expected: "value" where the truth is printed and clearly labelled, "doubt" where nothing may be sure.
        truth: every field that the paper states beyond doubt, in the words of `appraisal.json`.
        said: the decoy as printed.
    """

    name: str
    kind: str
    document_type: str
    field: str
    expected: Expected
    truth: Mapping[str, str]
    said: str
    content: bytes


Lines = list[str]


def papers(seed: int, path: Path = CASES) -> Iterator[DecoyPaper]:
    """Every paper of the cases, in the same order with the same content for a seed."""
    cases = load(path)
    number = 0
    for case in cases["decoys"]:
        for of in case["of"]:
            document_type, field = of.split(".")
            for line in case["lines"]:
                number += 1
                rng = Random(f"{seed} {number}")
                yield _paper(f"{number:04d}", cases["papers"][document_type], document_type, field, case, line, rng)
                if number % ALONE_EVERY == 0 and not {"rival", "corrects", "own"} & set(case):
                    alone = case | {"own": []}
                    name = f"{number:04d}-alone"
                    yield _paper(name, cases["papers"][document_type], document_type, field, alone, line, rng)


def _paper(
    name: str, paper: Mapping[str, Any], document_type: str, field: str, case: Mapping[str, Any], line: str, rng: Random
) -> DecoyPaper:
    facts, truth = _facts(paper["fields"], rng)
    label = paper["fields"][field].partition(" | ")[0]
    own = paper["fields"][field]
    if "own" in case:
        own = rng.choice(case["own"]).replace("{label}", label) if case["own"] else ""
    if "corrects" in case:
        own = own.replace("{" + _placeholder(field) + "}", "{" + case["corrects"] + "}")
        facts["own"] = facts[_placeholder(field)]
    said = line.replace("{label}", label).format_map(facts)
    place = rng.choice(PLACES)
    lines: Lines = [said] if place == "head" else []
    for statement_of, statement in paper["fields"].items():
        if statement_of != field:
            lines.append(statement.format_map(facts))
            continue
        stated = [own.format_map(facts)] if own else []
        lines += [said, *stated] if place == "before" else [*stated, said] if place == "after" else stated
    if place == "foot":
        lines.append(said)
    doubt = bool(case.get("rival")) or "own" in case
    if doubt:
        del truth[field]
    content = _drawn(paper["title"], lines, paper["close"], rng.choice(LAYOUTS))
    expected: Expected = "doubt" if doubt else "value"
    return DecoyPaper(name, case["kind"], document_type, field, expected, truth, said, content)


def _placeholder(field: str) -> str:
    """The name that a field's fact goes by: PAN has one of its own, since others' PANs are printed too."""
    return "pan_own" if field == "pan" else field


def _facts(fields: Mapping[str, str], rng: Random) -> tuple[dict[str, str], dict[str, str]]:
    """What is printed for each name in braces, and the truth of the paper's own fields."""
    form = rng.choice(DAY_FORMS)
    state = rng.choice(tuple(STATES.values()))
    own, others = company(rng, state, applicant_name(rng)), [vendor(rng), vendor(rng)]
    accountants = [accountant(rng), accountant(rng)]
    issued = day(rng, date(2026, 1, 5), date(2026, 9, 30))
    numbers = [_number(rng) for _ in range(9)]
    values: dict[str, Any] = {
        **dict.fromkeys(("entity_name", "applicant_name", "legal_name"), own.name),
        **dict.fromkeys(("unit_address", "principal_address"), own.address.line),
        **dict.fromkeys(
            ("issue_date", "approval_date", "claim_date", "application_date", "certificate_date", "report_date"), issued
        ),
        "registration_date": issued, "incorporation_date": issued,
        "production_date": issued - timedelta(days=rng.randrange(20, 90)),
        "expected_production_date": issued + timedelta(days=rng.randrange(200, 500)),
        "valid_until": issued + timedelta(days=rng.randrange(900, 1800)),
        "period_from": date(2025, 10, 1), "period_to": date(2026, 3, 31),
        "cin": own.cin, "pan": own.pan, "gstin": own.gstin,
        "ca_membership_number": accountants[0].membership_number, "ca_frn": accountants[0].frn,
        "udin": accountants[0].udin(issued, rng),
        "financial_year": "2025-26",
        "nabl_number": f"TC-{rng.randrange(5001, 9999)}",
        "engineer_registration": f"M-{rng.randrange(100_000, 199_999)}-{rng.randrange(2, 9)}",
        **dict.fromkeys(("capacity_tpa", "installed_capacity_tpa"), Decimal(50 * rng.randrange(30, 190))),
        **{
            name: Decimal(rng.randrange(10_000_000, 900_000_000))
            for name in ("total_amount", "entity_revenue", "group_revenue", "proposed_investment", "amount_claimed",
                         "total_taxable_value")
        },
        "product_purity_percent": Decimal(rng.randrange(9905, 9995)) / 100,
        "recovery_yield_percent": Decimal(rng.randrange(7600, 9300)) / 100,
        "feed_concentration_percent": Decimal(rng.randrange(210, 900)) / 100,
        **{
            name: number
            for name, number in zip(
                ("registration_number", "authorisation_number", "clearance_number", "application_number",
                 "letter_number", "claim_number", "report_number"),
                numbers,
                strict=False,
            )
        },
    }  # fmt: skip
    values["total_gmr"] = values["entity_revenue"] + values["group_revenue"]
    facts = {name: _printed(value, form) for name, value in values.items()}
    facts |= {
        "pan_own": own.pan, "company": others[0].name, "gstin_other": others[0].gstin, "pan_other": others[1].pan,
        "cin_other": others[1].cin, "frn_other": accountants[1].frn,
        "membership_other": accountants[1].membership_number, "udin_other": accountants[1].udin(issued, rng),
        "person": accountants[1].name, "address": address(rng, rng.choice(tuple(STATES.values()))).line,
        "number": numbers[7], "number2": numbers[8], "account": str(rng.randrange(10**11, 10**12)),
        "day": _printed(issued + timedelta(days=rng.choice((-1, 1)) * rng.randrange(12, 320)), form),
        "day2": _printed(issued + timedelta(days=rng.randrange(330, 700)), form),
        "tpa": str(50 * rng.randrange(191, 400)), "tph": str(rng.randrange(2, 45)),
        "amount": indian(Decimal(rng.randrange(10_000_000, 900_000_000)), 0),
        "percent": str(Decimal(rng.randrange(9400, 9900)) / 100), "year": "2024-25",
        "four": str(rng.randrange(1001, 4999)),
    }  # fmt: skip
    truth = {name: _plain(value) for name, value in values.items() if name in fields}
    if "period_from" in fields:
        truth["period_to"] = _plain(values["period_to"])
    return facts, truth


def _number(rng: Random) -> str:
    """The number of a paper in one of the shapes that offices give."""
    serial, year = rng.randrange(1_000, 99_999), rng.choice(("2025-26", "2026", "2026-27"))
    letters = "".join(rng.choice("BDFGHKMNPRTW") for _ in range(3))
    return rng.choice((f"{letters}/{serial}/{year}", f"{letters}-{serial}", f"{letters}/HO/{year}/{serial}"))


def _printed(value: Any, form: str) -> str:
    match value:
        case date():
            return value.strftime(form)
        case Decimal():
            return indian(value, 0) if value > 100_000 else f"{value:f}"
        case _:
            return str(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else str(value)


_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=12.5)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=11.5, leading=15, alignment=1)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=7.5, textColor=colors.HexColor("#555555"))
_RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])


def _drawn(title: Sequence[str], lines: Sequence[str], close: Sequence[str], layout: str) -> bytes:
    """The paper as a PDF of one page."""
    story: list[Flowable] = [*(Paragraph(escape(it), _TITLE) for it in title), Spacer(1, 14)]
    for is_pair, group in groupby(lines, key=lambda it: " | " in it):
        run = list(group)
        if is_pair:
            story += _pairs([tuple(it.split(" | ", 1)) for it in run], layout)
        else:
            story += [Paragraph(_marked(it), _BODY) for it in run]
        story.append(Spacer(1, 8))
    story += [Spacer(1, 10), *(Paragraph(escape(it), _BODY) for it in close)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1, leftMargin=55, rightMargin=55).build(story)
    return buffer.getvalue()


def _pairs(pairs: Sequence[tuple[str, ...]], layout: str) -> list[Flowable]:
    """Labels with their values in one of the layouts."""
    if layout == "numbered":
        told = (f"{number}. {escape(label)}: {_marked(value)}" for number, (label, value) in enumerate(pairs, 1))
        return [Paragraph(it, _BODY) for it in told]
    if layout == "form":
        cells = [[Paragraph(escape(label), _BODY), ":", Paragraph(_marked(value), _BODY)] for label, value in pairs]
        return [Table(cells, colWidths=(200, 12, 270))]
    if layout == "grid":
        cells = [[Paragraph(escape(label), _BODY), Paragraph(_marked(value), _BODY)] for label, value in pairs]
        return [Table(cells, colWidths=(200, 282), style=_RULED)]
    several: list[list[Any]] = []
    for at in range(0, len(pairs), 2):
        row: list[Any] = []
        for label, value in pairs[at : at + 2]:
            above = Paragraph(escape(label), _SMALL if layout == "stacked" else _BODY)
            both = [above, Paragraph(_marked(value), _BODY)]
            row += [both] if layout == "stacked" else both
        several.append(row + [""] * ((2 if layout == "stacked" else 4) - len(row)))
    if layout == "stacked":
        return [Table(several, colWidths=(241, 241))]
    return [Table(several, colWidths=(110, 131, 110, 131), style=_RULED)]


def _marked(text: str) -> str:
    """Text for a paragraph, with what is struck out struck through."""
    return re.sub(r"~~(.+?)~~", r"<strike>\1</strike>", escape(text))
