"""The sets of applications. Facts are drawn, defects planted, then hands print the papers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any, Literal

import pikepdf
import xlsxwriter

from samples import arithmetic, scan
from samples.defects import DEFECTS, Defect, with_invoice_of
from samples.facts import Claim, Item, Shape, draw
from samples.hands import (
    annexed,
    application,
    application_forms,
    boards,
    boards_more,
    capex,
    capex_more,
    certificates_more,
    epr,
    epr_more,
    gmr,
    laboratories,
    ledger,
    ledger_books,
    ledger_files,
    letters,
    registrars,
    registrations,
    scheme_letters,
    strangers,
    web,
)
from samples.papers import Hand, Paper

Quality = Literal["digital", "scan_good", "scan_poor"]

FINE = Decimal("0.01")
ROUND_HANDS = frozenset(
    {
        "flat_in_lakh",
        "annexure_in_crore",
        "capex_letter_docx",
        "capex_hindi",
        "capex_column_a_head",
        "engineer_hindi",
        "capex_sheet_a_head",
    }
)
"""Hands whose unit, or want of paise, asks for amounts in whole thousands."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an application; `paper` is None for files that are no document of ours."""

    name: str
    content: bytes
    paper: Paper | None = None
    statuses: tuple[str, ...] = ("read",)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """One folder of files with the truth about it."""

    id: str
    files: tuple[File, ...]
    defects: tuple[Defect, ...] = ()
    incentive: Mapping[str, str] = field(default_factory=dict)
    stage: str = "claim"
    clean: bool = False
    missing: tuple[str, ...] = ()

    def truth(self) -> dict[str, Any]:
        """What a faultless reader and appraiser would say, as it is written beside the application."""
        return {
            "application_id": self.id,
            "stage": self.stage,
            "clean": self.clean,
            "documents": {it.name: _document(it) for it in self.files},
            "defects": [{"defect": it.name, "check": it.check, "statuses": list(it.statuses)} for it in self.defects],
            "missing": list(self.missing),
            "incentive": dict(self.incentive),
        }


def _document(file: File) -> dict[str, Any]:
    if file.paper is None:
        return {"document_type": None, "statuses": list(file.statuses), "note": file.note}
    paper = file.paper
    return {
        "document_type": paper.document_type,
        "quality": paper.quality,
        "family": paper.family,
        "statuses": list(file.statuses),
        "fields": dict(paper.fields),
        "tables": {name: [dict(row) for row in lines] for name, lines in paper.tables.items()},
    }


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: the shape of the claim, which hands print it, how it is scanned, what is wrong with it."""

    id: str
    shape: Shape
    turn: int
    quality: Quality = "digital"
    defects: tuple[Defect, ...] = ()
    combined: bool = False
    leave_out: tuple[str, ...] = ()
    further: bool = False
    """Whether registrations, an assay report and a claim form are filed too."""


def _hands(order: Order) -> dict[str, Hand]:
    """The hand for each paper; `turn` moves on through each type's layouts."""

    def pick(hands: Sequence[Hand]) -> Hand:
        return hands[order.turn % len(hands)]

    chosen: dict[str, Hand] = {
        "application_form": pick(application.HANDS),
        "epr_registration": pick(epr.HANDS),
        "capex_certificate": pick(capex.HANDS),
        "sales_ledger": pick(ledger.HANDS),
        "gmr_certificate": pick(gmr.HANDS),
        "chartered_engineer": pick(letters.ENGINEERS),
        "approval_letter": pick(letters.APPROVALS),
    }
    if order.combined:
        chosen["consent_and_authorisation"] = boards.COMBINED[order.turn // 2 % len(boards.COMBINED)]
        chosen["consent_to_establish"] = pick(boards.ESTABLISH)
    else:
        chosen["consent_to_operate"] = boards.OPERATE[order.turn // 2 % len(boards.OPERATE)]
        chosen["waste_authorisation"] = boards.WASTE[order.turn // 2 % len(boards.WASTE)]
    if order.shape.clearance_required:
        chosen["environmental_clearance"] = pick(letters.CLEARANCES)
    if order.further:
        chosen |= registrations.OTHERS
    return {name: hand for name, hand in chosen.items() if name not in order.leave_out}


def facts(order: Order, seed: int) -> Claim:
    """The facts of an order before any defect, always the same for a seed."""
    name = getattr(capex.HANDS[order.turn % len(capex.HANDS)], "__name__", "")
    shape = replace(order.shape, grain=Decimal(1000) if name in ROUND_HANDS else FINE)
    return draw(Random(f"{seed}/{order.id}/facts"), shape)


def make(order: Order, seed: int) -> Application:
    """Draw the facts, plant the defects, print and scan the papers."""
    rng = Random(f"{seed}/{order.id}/papers")
    true = facts(order, seed)
    for defect in order.defects:
        if not defect.papers:
            true = defect.plant(true, rng)
    files = []
    for number, (name, hand) in enumerate(sorted(_hands(order).items())):
        paper = hand(_as_shown(true, order, hand, rng), rng)
        if order.quality != "digital":
            turned = order.quality == "scan_poor" and number in (2, 5)
            content = scan.scanned(paper.content, rng, order.quality, turned=turned)
            paper = replace(paper, content=content, quality=order.quality)
        files.append(
            File(
                f"{name}.pdf",
                paper.content,
                paper,
                ("read", "partly_read") if order.quality == "scan_poor" else ("read",),
            )
        )
    printed = _as_shown(true, order, capex.HANDS[0], rng, "capex_statement")
    return Application(
        order.id,
        tuple(files),
        order.defects,
        arithmetic.incentive(printed),
        clean=not order.defects and not order.leave_out,
    )


def _as_shown(claim: Claim, order: Order, hand: Hand, rng: Random, kind: str | None = None) -> Claim:
    """The claim as this paper shows it: with the defects that only its type bears."""
    kind = kind or _KINDS.get(hand, "")
    for place, defect in enumerate(order.defects):
        if kind in defect.papers:
            claim = defect.plant(claim, Random(f"{order.id}/{place}/{defect.name}"))
    return claim


_KINDS: dict[Hand, str] = {
    hand: kind
    for kind, hands in {
        "application_form": application.HANDS,
        "epr_certificate": epr.HANDS,
        "pollution_board_authorisation": (*boards.OPERATE, *boards.COMBINED, *boards.ESTABLISH, *boards.WASTE),
        "capex_statement": capex.HANDS,
        "sales_ledger": ledger.HANDS,
        "gmr_certificate": gmr.HANDS,
        "chartered_engineer_certificate": letters.ENGINEERS,
        "approval_letter": letters.APPROVALS,
        "environmental_clearance": letters.CLEARANCES,
    }.items()
    for hand in hands
}


def demo(seed: int) -> tuple[Application, ...]:
    """Four claims: clean and digital, clean and scanned, with planted defects, incomplete."""
    scanned = Shape(state="TN", sale_rows=24, clearance_required=False)
    incomplete = Order(
        "04-incomplete", Shape(state="RJ", stream="e_waste", item_rows=16, sale_rows=30), 3,
        leave_out=("consent_to_operate", "waste_authorisation", "gmr_certificate"),
    )  # fmt: skip
    shared = with_invoice_of(_first_machine(facts(incomplete, seed)))
    defects = (
        DEFECTS["refurbished_over_cap"],
        DEFECTS["certified_total_differs_from_rows"],
        DEFECTS["udin_of_another_member"],
        shared,
    )
    return (
        make(Order("01-clean-digital", Shape(state="MH"), 0, further=True), seed),
        make(Order("02-clean-scanned", scanned, 2, "scan_good", combined=True), seed),
        make(Order("03-planted-defects", Shape(state="GJ", clearance_required=False), 1, defects=defects), seed),
        replace(
            make(incomplete, seed),
            defects=(shared,),
            missing=("eligibility.authorisation_valid",),
        ),
    )


def _first_machine(claim: Claim) -> Item:
    return next(item for item in claim.items if item.head == "plant_and_machinery")


def odd(seed: int) -> tuple[Application, ...]:
    """A claim among whose files are locked, empty, cut and foreign ones; the command ends with status 1 on it."""
    order = Order("odd-files", Shape(state="KA", item_rows=16, sale_rows=20), 0, leave_out=("sales_ledger",))
    return (_with_odd_files(make(order, seed), seed),)


def _with_odd_files(made: Application, seed: int) -> Application:
    rng = Random(f"{seed}/odd")
    first = made.files[0].content
    extra = (
        File("bank_statement_locked.pdf", _locked(first), None, ("encrypted",), "opens with a password only"),
        File("board_resolution.pdf", b"", None, ("unreadable",), "zero bytes"),
        File("cost_sheet.xlsx", _workbook(), None, ("unsupported", "read"), "a spreadsheet"),
        File("site_photo.jpg", scan.photograph(first, rng), None, ("unsupported", "read", "partly_read"), "a picture"),
        File(
            "upload_cut_short.pdf",
            first[: len(first) // 3],
            None,
            ("unreadable", "partly_read", "read"),
            "a PDF cut off in transfer",
        ),
    )
    news = Paper("unknown", "news_article", _news(), {}, {})
    return replace(made, files=(*made.files, *extra, File("press_cutting.pdf", news.content, news)))


def _locked(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        # RC4, because AES in a PDF starts from random bytes and the set must be the same each time.
        locked = pikepdf.Encryption(owner="owner-secret", user="user-secret", R=3, aes=False, metadata=False)
        pdf.save(buffer, encryption=locked, static_id=True)
    return buffer.getvalue()


def _workbook() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 10, 1)})
    sheet = book.add_worksheet("Cost")
    for place, line in enumerate((("Item", "Amount"), ("Reactor", 1_250_000), ("Dryer", 840_000))):
        sheet.write_row(place, 0, line)
    book.close()
    return buffer.getvalue()


def _news() -> bytes:
    return web.pdf(
        "<h1>Recyclers queue up for critical mineral incentive</h1><p class=small>Staff reporter | 12 May 2026</p>"
        "<p>More than fifty companies have been cleared under the government's Rs 1,500 crore scheme to promote "
        "recycling of critical minerals, people aware of the matter said. The companies are expected to put up 850 "
        "kilotonnes of capacity and invest about Rs 5,000 crore. Large recyclers with revenue of Rs 200 crore and more "
        "may receive up to Rs 50 crore.</p><p>Analysts said that environmental clearance and consent to operate from "
        "state pollution control boards remain the slowest steps. A certificate of a chartered accountant is needed "
        "for each claim.</p>"
    )


def evaluation(seed: int) -> tuple[Application, ...]:
    """About ninety papers: six digital claims through every layout, two good scans and one poor."""
    some = [*DEFECTS.values()]
    orders = (
        Order("e01-clean", Shape(state="UP"), 0, further=True),
        Order("e02-clean", Shape(state="MH", clearance_required=False, group="A"), 1, combined=True, further=True),
        Order("e03-planted", Shape(state="MP", stream="e_waste"), 2, defects=tuple(some[0:3])),
        Order("e04-planted", Shape(state="HR", clearance_required=False), 3, combined=True, defects=tuple(some[3:6])),
        Order("e05-planted", Shape(state="AP", stream="e_waste", sale_rows=70), 4, defects=tuple(some[7:12])),
        Order("e06-planted", Shape(state="PB", until_cancelled=False), 0, defects=(some[6], *some[12:])),
        Order("e07-clean-scanned", Shape(state="TN", sale_rows=22), 1, "scan_good", combined=True),
        Order(
            "e08-planted-scanned",
            Shape(state="RJ", sale_rows=22, item_rows=16),
            2,
            "scan_good",
            defects=(some[0], some[8], some[14]),
        ),
        Order("e09-clean-poor-scan", Shape(state="GJ", sale_rows=18, item_rows=16), 3, "scan_poor", combined=True),
    )
    return tuple(make(order, seed) for order in orders)


def stress(seed: int) -> tuple[Application, ...]:
    """Sixteen claims over all layouts, states, streams and qualities, long ledgers among them."""
    states = ("MH", "TN", "GJ", "UP", "MP", "RJ", "KA", "HR", "AP", "PB")
    qualities: tuple[Quality, ...] = ("digital", "digital", "scan_good", "scan_poor")
    return tuple(
        make(
            Order(
                f"s{n + 1:02d}",
                Shape(
                    state=states[n % len(states)], stream=("lib_scrap", "e_waste", "other_scrap")[n % 3],
                    group="A" if n % 4 == 1 else "B",
                    clearance_required=n % 2 == 0, sale_rows=30 + 25 * (n % 5), item_rows=14 + 4 * (n % 4),
                    unit_type="expansion" if n % 5 == 4 else "new",
                ),
                n, qualities[n % 4], combined=n % 2 == 1,
                further=True,
            ),
            seed,
        )
        for n in range(16)
    )  # fmt: skip


FAMILIES: Mapping[str, Hand] = {hand.__name__: hand for hand in (*_KINDS, *registrations.OTHERS.values())}
"""Every layout by the name of the hand that prints it."""


SCANNED: tuple[scan.Quality, ...] = ("scan_good", "scan_poor")


def scans(seed: int) -> tuple[Application, ...]:
    """Every layout once as a good and once as a poor scan, each with facts of its own; both print the same truth.

    The papers of a folder do not belong together: they measure reading, not judging.
    """
    return tuple(
        Application(f"scans-{quality.removeprefix('scan_')}", tuple(_scans(seed, quality))) for quality in SCANNED
    )


def _scans(seed: int, quality: scan.Quality) -> Iterable[File]:
    states = ("KA", "MH", "PB", "TN", "MP", "GJ", "HR", "RJ", "AP", "UP")
    for n, (family, hand) in enumerate(FAMILIES.items()):
        shape = Shape(
            state=states[n % len(states)], stream=("e_waste", "lib_scrap", "other_scrap")[n % 3],
            group="A" if n % 2 else "B", clearance_required=n % 2 == 0, item_rows=12, sale_rows=14,
            grain=Decimal(1000) if family in ROUND_HANDS else FINE,
        )  # fmt: skip
        paper = hand(draw(Random(f"{seed}/{family}/facts"), shape), Random(f"{seed}/{family}/paper"))
        content = scan.scanned(paper.content, Random(f"{seed}/{family}/{quality}"), quality)
        yield File(f"{family}.pdf", content, replace(paper, content=content, quality=quality), ("read", "partly_read"))


FURTHER: Mapping[str, Hand] = {
    hand.__name__: hand
    for hand in (
        *epr_more.HANDS,
        *boards_more.HANDS,
        *capex_more.HANDS,
        *certificates_more.HANDS,
        *annexed.HANDS,
        *application_forms.HANDS,
        *ledger_books.HANDS,
        *ledger_files.HANDS,
        *registrars.HANDS,
        *laboratories.HANDS,
        *scheme_letters.HANDS,
        *strangers.HANDS,
    )
}  # fmt: skip
"""Layouts that no claim of the sets above is printed in, so that a reader can be measured on hands new to it."""


def families(seed: int) -> tuple[Application, ...]:
    """Every further layout twice, for two companies; a folder for each document type.

    As in `scans`, the papers of a folder do not belong together.
    """
    files = [family_file(seed, family, turn) for family in FURTHER for turn in (1, 2)]
    return tuple(_by_type("families", files))


def families_scans(seed: int) -> tuple[Application, ...]:
    """Every further layout that is a PDF once as a good and once as a poor scan of the same paper."""
    papers = [file for family in FURTHER if (file := family_file(seed, family, 1)).name.endswith(".pdf")]
    made: list[Application] = []
    for quality in SCANNED:
        files = [_scan_of(file, quality, Random(f"{seed}/{file.name}/{quality}")) for file in papers]
        made += _by_type(f"families-{quality.removeprefix('scan_')}", files)
    return tuple(made)


def family_file(seed: int, family: str, turn: int) -> File:
    """One paper of a layout; its facts hang on the layout's name and the turn alone, not on its place in the list."""
    rng = Random(f"{seed}/families/{family}/{turn}")
    shape = Shape(
        state=rng.choice(("MH", "TN", "GJ", "UP", "MP", "RJ", "KA", "HR", "AP", "PB")),
        stream=rng.choice(("lib_scrap", "e_waste", "other_scrap")), group=rng.choice(("A", "B")),
        item_rows=rng.randrange(12, 34), sale_rows=rng.randrange(14, 60), until_cancelled=rng.random() < 0.5,
        clearance_required=turn == 1, unit_type="new" if turn == 1 else "expansion",
        grain=Decimal(1000) if family in ROUND_HANDS else FINE,
    )  # fmt: skip
    paper = FURTHER[family](draw(rng, shape), rng)
    return File(f"{family}-{turn}{paper.suffix}", paper.content, paper)


def _scan_of(file: File, quality: scan.Quality, rng: Random) -> File:
    if file.paper is None:
        raise ValueError(f"{file.name} is no paper to scan")
    content = scan.scanned(file.content, rng, quality)
    paper = replace(file.paper, content=content, quality=quality)
    return File(file.name, content, paper, ("read", "partly_read"))


def _by_type(prefix: str, files: Iterable[File]) -> Iterable[Application]:
    """A folder of files for each document type."""
    kinds: dict[str, list[File]] = {}
    for file in files:
        kinds.setdefault(file.paper.document_type if file.paper else "unknown", []).append(file)
    return (Application(f"{prefix}-{kind}", tuple(held)) for kind, held in kinds.items())


SETS: dict[str, Callable[[int], tuple[Application, ...]]] = {
    "demo": demo,
    "evaluation": evaluation,
    "families": families,
    "families-scans": families_scans,
    "odd": odd,
    "scans": scans,
    "stress": stress,
}
