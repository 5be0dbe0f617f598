"""Made cases for measuring the checks: claims of ten papers, 120 fields and 54 rows, drawn from a seed.

Most are sound; the rest lack a field or a paper, were read in doubt, or hold a defect: a total that is off, an invoice
twice, a wrong check digit, an expired consent, late production, too much refurbished plant. Names and numbers are
invented. What the incentive rests on is kept beside each case, so that another engine can compute it from the same.

What differs from case to case is drawn anew, so that nothing that a program remembers of one case serves the next:
the applicant (of 100,000 stems), its plot and identifiers, all days, amounts, quantities and numbers of papers and
invoices, the vendors (of 20,000) and buyers (of 3,000), and how surely each field and each cell was read. What recurs
in real claims recurs here: five industrial estates, twelve kinds of machine, four products, ten forms of paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from stdnum import luhn

from records.case import Case
from records.numbers import indian
from records.readings import DocumentReading, Evidence, Field, TableRow, Value

AS_OF = date(2026, 11, 22)
FIELDS, ROWS, PAPERS = 120, 54, 10
BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = BASE36[10:]
ITEMS, SALES = 10, 42
SURELY = (0.93, 0.95, 0.96, 0.97, 0.98, 0.99)
"""How surely what is not in doubt was read; drawn for each field and cell."""
BOX = (72.0, 100.0, 300.0, 112.0)

SYLLABLES = (
    "dha",
    "tu",
    "ra",
    "vi",
    "ka",
    "lo",
    "ha",
    "pra",
    "su",
    "ni",
    "mri",
    "ta",
    "va",
    "sa",
    "gi",
    "ja",
    "ma",
    "re",
)
MAKERS = ("Engineering Works", "Industries", "Process Systems", "Fabricators", "& Sons", "Equipment")
FORMS = ("Pvt. Ltd.", "Private Limited", "LLP", "Limited", "")
MACHINES = (
    "Leaching reactor",
    "Filter press",
    "Rotary kiln",
    "Solvent extraction cell",
    "Shredder",
    "Ball mill",
    "Electrowinning cell",
    "Thickener",
    "Scrubber",
    "Crystalliser",
    "Hydraulic press",
    "Effluent treatment skid",
)
LINES = ("Recyclers", "Metals", "Resources", "Recovery Systems", "Circular Metals", "Refining")
PLACES = (
    ("Maharashtra", "27", "MH", "MIDC Butibori", "Nagpur", "441122"),
    ("Gujarat", "24", "GJ", "GIDC Panoli", "Bharuch", "394116"),
    ("Tamil Nadu", "33", "TN", "SIPCOT Gummidipoondi", "Thiruvallur", "601201"),
    ("Karnataka", "29", "KA", "KIADB Doddaballapura", "Bengaluru Rural", "561203"),
    ("Haryana", "06", "HR", "HSIIDC Bawal", "Rewari", "123501"),
)
STREAMS = {"lib_scrap": ("R4", "battery_2022"), "e_waste": ("L3", "e_waste_2022"), "other_scrap": ("L3", "elv_2025")}
PRODUCTS = ("Cobalt Sulphate", "Lithium Carbonate", "Nickel Sulphate Hexahydrate", "Copper cathode")
HEADS = ("plant_and_machinery", "plant_and_machinery", "equipment", "utilities")

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Made:
    """A made case, and what its incentive rests on as it was drawn, before anything was spoilt.

    `is_sound` is False where a paper, a field or a figure was spoilt: only sound cases compare to another engine.
    """

    case: Case
    is_sound: bool
    plant: Decimal
    refurbished: Decimal
    utilities: Decimal
    revenue: Decimal
    unit_type: str
    approved: date
    produced: date
    received: Decimal


def made_cases(count: int, seed: int = 20261122, first: int = 0) -> Iterator[Made]:
    """So many cases, always the same ones for a seed, whichever `first` one begins with."""
    for number in range(first, first + count):
        yield made_case(number, Random(f"{seed}/{number}"))


def made_case(number: int, random: Random) -> Made:
    """One case by its number."""
    firm, stream = _firm(random), random.choice((*STREAMS, "lib_scrap"))
    applied = date(2025, 10, 6) + timedelta(days=random.randrange(170))
    approved = applied + timedelta(days=random.randrange(40, 120))
    produced = min(approved + timedelta(days=random.randrange(10, 200)), date(2026, 9, 20))
    items = [_item(random, number, row) for row in range(ITEMS)]
    revenue = _rupees(random, 40, 900)
    unit_type = random.choice(("new", "new", "expansion"))
    receipts: list[Row] = []
    if random.random() < 0.15:
        receipts = [{"date": produced + timedelta(days=20), "amount": _rupees(random, 1, 3)}]
    values = _papers(random, number, firm, stream, (applied, approved, produced), unit_type, items, revenue)
    tables: dict[str, Sequence[Row]] = {
        "capex_statement": items,
        "sales_ledger": _sales(random, number, firm, produced),
        "gmr_certificate": [
            {"name": firm["name"], "relation": "applicant", "revenue": revenue - Decimal(5_000_000)},
            {"name": f"{firm['stem']} Holdings Private Limited", "relation": "holding", "revenue": Decimal(5_000_000)},
        ],
        "claim_form": receipts,
    }
    sales = tables["sales_ledger"]
    values["sales_ledger"]["total_taxable_value"] = sum((_amount(row, "taxable_value") for row in sales), Decimal(0))
    documents = [_document(random, number, name, fields, tables.get(name, ())) for name, fields in values.items()]
    spoilt = _spoilt(random, documents)
    documents = spoilt or documents
    case = Case(
        f"M-{number:06d}", "claim", "It is a claim, for claim_form.pdf is a claim form.", AS_OF, tuple(documents)
    )
    plant = [row for row in items if row["head"] != "utilities"]
    return Made(
        case=case,
        is_sound=spoilt is None,
        plant=sum((_amount(row) for row in plant), Decimal(0)),
        refurbished=sum((_amount(row) for row in plant if row["condition"] == "refurbished"), Decimal(0)),
        utilities=sum((_amount(row) for row in items if row["head"] == "utilities"), Decimal(0)),
        revenue=revenue,
        unit_type=unit_type,
        approved=approved,
        produced=produced,
        received=sum((_amount(row) for row in receipts), Decimal(0)),
    )


def _firm(random: Random) -> dict[str, str]:
    """A firm's name, place and identifiers, each of which holds its check digit."""
    stem = "".join(random.choices(SYLLABLES, k=4)).capitalize()
    state, code, letters, estate, district, pin = random.choice(PLACES)
    pan = f"{''.join(random.choices(LETTERS, k=3))}C{stem[0]}{random.randrange(10_000):04d}{random.choice(LETTERS)}"
    return {
        "stem": stem,
        "name": f"{stem} {random.choice(LINES)} Private Limited",
        "state": state,
        "plot": f"{random.choice('ABCDEF')}-{random.randrange(1, 400)}",
        "estate": estate,
        "district": district,
        "pin": pin,
        "pan": pan,
        "gstin": _gstin(code, pan),
        "cin": f"U38{random.randrange(100, 999)}{letters}20{random.randrange(10, 24)}PTC{random.randrange(10**6):06d}",
    }


def _gstin(code: str, pan: str) -> str:
    body = f"{code}{pan}1Z"
    return body + luhn.calc_check_digit(body, alphabet=BASE36)


def _item(random: Random, number: int, row: int) -> Row:
    vendor = random.randrange(20_000)
    stem = "".join(SYLLABLES[vendor // place % 18] for place in (1, 18, 324)).capitalize()
    maker, form = MAKERS[vendor % 6], FORMS[vendor % 5]
    return {
        "description": f"{random.choice(MACHINES)}, {random.randrange(2, 60)} KL",
        "head": "plant_and_machinery" if row == 0 else random.choice(HEADS),
        "vendor": f"{stem} {maker} {vendor} {form}".strip(),
        "vendor_gstin": _gstin("29", f"AAB{LETTERS[vendor % 26]}V{vendor % 10_000:04d}{LETTERS[vendor // 10_000]}"),
        "invoice_number": f"VE/{number}/{row}",
        "invoice_date": date(2025, 9, 15) + timedelta(days=random.randrange(180)),
        "amount": _rupees(random, 1, 12),
        "condition": "refurbished" if row and random.random() < 0.15 else "new",
    }


def _sales(random: Random, number: int, firm: Mapping[str, str], produced: date) -> list[Row]:
    days = max(1, (date(2026, 10, 31) - produced).days)
    rows: list[Row] = []
    for row in range(SALES):
        quantity, rate = (
            Decimal(random.randrange(20, 900)) / 100,
            Decimal(random.randrange(4_000_000, 90_000_000)) / 100,
        )
        taxable = (quantity * rate).quantize(Decimal("0.01"))
        tax = (taxable * 18 / 100).quantize(Decimal("0.01"))
        buyer = random.randrange(3_000)
        rows.append(
            {
                "invoice_date": produced + timedelta(days=random.randrange(days)),
                "invoice_number": f"{firm['stem'][:2].upper()}/{number}/{row}",
                "buyer_name": f"Kosal Cathodes {buyer} Limited",
                "buyer_gstin": _gstin("33", f"AAC{LETTERS[buyer % 26]}K{buyer:04d}L"),
                "product": random.choice(PRODUCTS),
                "hsn": "2833",
                "quantity": quantity,
                "unit": "MT",
                "rate": rate,
                "taxable_value": taxable,
                "tax": tax,
                "total": taxable + tax,
            }
        )
    return rows


def _papers(
    random: Random,
    number: int,
    firm: Mapping[str, str],
    stream: str,
    days: tuple[date, date, date],
    unit_type: str,
    items: Sequence[Row],
    revenue: Decimal,
) -> dict[str, Row]:
    """The fields of the ten papers."""
    applied, approved, produced = days
    level, rules = STREAMS[stream]
    capacity, name = Decimal(random.randrange(20, 90) * 100), firm["name"]
    address = f"Plot No. {firm['plot']}, {firm['estate']}, {firm['district']}, {firm['state']} {firm['pin']}"
    also = f"{firm['plot']}, {firm['estate']}, Dist. {firm['district']} {firm['pin'][:3]} {firm['pin'][3:]}"
    signed = produced + timedelta(days=40)
    total = sum((_amount(row) for row in items), Decimal(0))
    granted = produced - timedelta(days=random.randrange(20, 90))
    operates: Row = {"validity": "until_cancelled"} if random.random() < 0.5 else {"validity": "dated"}
    if operates["validity"] == "dated":
        operates["valid_until"] = granted + timedelta(days=random.choice((60, 1825, 1825, 1825, 1825)))
    return {
        "application_form": {
            "application_number": f"NCMM/REC/2025/{number:06d}",
            "application_date": applied,
            "applicant_name": name,
            "cin": firm["cin"],
            "pan": firm["pan"],
            "gstin": firm["gstin"],
            "state": firm["state"],
            "unit_address": address,
            "unit_type": unit_type,
            "recycling_stream": stream,
            "process_level": level,
            "process_route": "Hydrometallurgy",
            "minerals": ("lithium", "cobalt", "nickel"),
            "capacity_tpa": capacity,
            "proposed_investment": total + _rupees(random, 1, 5),
            "incentive_mode": "capex",
            "environmental_clearance_required": "no",
            "single_phase": "yes",
            "expected_production_date": produced + timedelta(days=10),
            "feed_concentration_percent": Decimal(random.randrange(80, 305)) / 10,
            "product_purity_percent": Decimal(random.randrange(988, 1000)) / 10,
            "recovery_yield_percent": Decimal(random.randrange(795, 960)) / 10,
            "signatory_name": f"{firm['stem']} Rao",
        },
        "claim_form": {
            "claim_number": f"JNARDDC/CMR/CLM/2026/{number}",
            "claim_date": date(2026, 11, 2),
            "applicant_name": name,
            "application_number": f"NCMM/REC/2025/{number:06d}",
            "period_from": date(2026, 4, 1),
            "period_to": date(2026, 10, 31),
            "amount_claimed": _rupees(random, 1, 10),
            "gstin": firm["gstin"],
            "pan": firm["pan"],
            "state": firm["state"],
            "signatory_name": f"{firm['stem']} Rao",
        },
        "epr_certificate": {
            "registration_number": f"R/{firm['state'][:2].upper()}/2026/{number}",
            "issuing_authority": "Central Pollution Control Board",
            "entity_name": name,
            "unit_address": also,
            "rule_set": rules,
            "entity_category": "producer" if random.random() < 0.02 else "recycler",
            "capacity_tpa": capacity,
            "issue_date": produced - timedelta(days=random.randrange(5, 120)),
            "valid_until": produced + timedelta(days=1800),
            "validity": "dated",
            "gstin": firm["gstin"],
        },
        "consent_to_operate": {
            "authorisation_number": f"CTO/26{number:06d}",
            "issuing_board": f"{firm['state']} Pollution Control Board",
            "authorisation_kind": "consent_to_operate",
            "entity_name": name,
            "unit_address": also,
            "issue_date": granted,
            **operates,
            "activity": "Recycling of scrap",
            "capacity_tpa": capacity + random.choice((0, 0, 0, 500, -100)),
            "pollution_category": "red",
        },
        "hazardous_waste": {
            "authorisation_number": f"{number}/HWM/2026",
            "issuing_board": f"{firm['state']} Pollution Control Board",
            "authorisation_kind": "hazardous_waste",
            "entity_name": name,
            "unit_address": address,
            "issue_date": granted,
            "valid_until": granted + timedelta(days=1825),
            "validity": "term",
            "activity": "Storage and recycling",
            "pollution_category": "red",
        },
        "capex_statement": {
            "entity_name": name,
            "unit_address": address,
            "period_from": date(2025, 9, 3),
            "period_to": date(2026, 9, 30),
            "total_amount": total + (Decimal(100_000) if random.random() < 0.03 else Decimal(0)),
            **_certified(random, signed),
            "gstin": firm["gstin"],
            "cin": firm["cin"],
        },
        "sales_ledger": {
            "entity_name": name,
            "gstin": firm["gstin"],
            "period_from": produced,
            "period_to": date(2026, 10, 31),
            "financial_year": "2026-27",
            "state": firm["state"],
            "pan": firm["pan"],
        },
        "gmr_certificate": {
            "entity_name": name,
            "financial_year": "2025-26",
            "entity_revenue": revenue - Decimal(5_000_000),
            "group_revenue": Decimal(5_000_000),
            "holding_company": f"{firm['stem']} Holdings Private Limited",
            "total_gmr": revenue,
            **_certified(random, date(2026, 8, 12)),
            "pan": firm["pan"],
            "cin": firm["cin"],
        },
        "approval_letter": {
            "letter_number": f"JNARDDC/PMA/CMR/2026/{number}",
            "applicant_name": name,
            "approval_date": approved,
            "conditions": "As per the Guidelines",
            "group": "A" if revenue >= 2_000_000_000 else "B",
            "unit_address": address,
            "gstin": firm["gstin"],
            "state": firm["state"],
            "application_number": f"NCMM/REC/2025/{number:06d}",
        },
        "chartered_engineer_certificate": {
            "engineer_name": "R. Chitnis",
            "engineer_registration": f"M-{random.randrange(10**6):06d}",
            "entity_name": name,
            "certificate_date": produced + timedelta(days=15),
            "production_date": produced,
            "installed_capacity_tpa": capacity,
            "recovery_yield_percent": Decimal(random.randrange(800, 960)) / 10,
            "unit_address": also,
            "cin": firm["cin"],
            "state": firm["state"],
            "gstin": firm["gstin"],
        },
    }


def _certified(random: Random, on: date) -> Row:
    member = f"{random.randrange(100_000, 600_000)}"
    tail = "".join(random.choices(LETTERS, k=6)) + f"{random.randrange(10_000):04d}"
    return {
        "ca_name": "S. Bhide",
        "ca_firm": "Bhide and Associates",
        "ca_membership_number": member,
        "ca_frn": f"{member}W",
        "udin": f"{on.year % 100}{member}{tail}",
        "certificate_date": on,
    }


def _rupees(random: Random, least: int, most: int) -> Decimal:
    """An amount of so many crore, to the paisa."""
    return Decimal(random.randrange(least * 10**9, most * 10**9)) / 100


def _amount(row: Row, name: str = "amount") -> Decimal:
    value = row[name]
    return value if isinstance(value, Decimal) else Decimal(0)


MONEY = frozenset(
    {"amount", "total_amount", "revenue", "total_gmr", "entity_revenue", "group_revenue", "taxable_value"}
)
MONEY |= {"tax", "total", "proposed_investment", "amount_claimed", "total_taxable_value"}
BOARD = {"consent_to_operate", "hazardous_waste"}
TABLES = {"capex_statement": "items", "sales_ledger": "entries", "gmr_certificate": "companies"}


def _document(random: Random, number: int, name: str, fields: Row, rows: Sequence[Row]) -> DocumentReading:
    file = f"{name}.pdf"
    sha256 = hashlib.sha256(f"{number}/{file}".encode()).hexdigest()
    place = Evidence(sha256, file, 1, BOX, "", "text")
    made = tuple([TableRow(index, _fields(random, row, place)) for index, row in enumerate(rows)])
    return DocumentReading(
        file=file,
        sha256=sha256,
        document_type="pollution_board_authorisation" if name in BOARD else name,
        type_confidence=0.99,
        status="read",
        page_count=1,
        fields=_fields(random, fields, place),
        tables={TABLES.get(name, "earlier_receipts"): made} if made else {},
    )


def _fields(random: Random, values: Row, place: Evidence) -> dict[str, Field]:
    return {name: _field(name, value, random.choice(SURELY), place) for name, value in values.items()}


def _field(name: str, value: Value, confidence: float, place: Evidence) -> Field:
    if not isinstance(value, Decimal):
        return Field(name, value, confidence, place)
    text = indian(value) if name in MONEY else str(value)
    printed = Evidence(place.sha256, place.file, 1, BOX, text, "text")
    return Field(name, value, confidence, printed, "INR" if name in MONEY else None)


def _spoilt(random: Random, documents: Sequence[DocumentReading]) -> list[DocumentReading] | None:
    """The papers with one thing wrong, or None for most cases: a paper or a field gone, a doubt, a defect."""
    if random.random() >= 0.3:
        return None
    place = random.randrange(len(documents))
    document, others = documents[place], [*documents]
    name = random.choice(list(document.fields))
    kind: Any = random.choice(("paper", "field", "doubt", "doubt", "type", "row", "twice"))
    match kind:
        case "paper":
            return [it for it in documents if it is not document]
        case "field":
            others[place] = replace(document, fields={key: it for key, it in document.fields.items() if key != name})
        case "doubt":
            others[place] = replace(
                document, fields={**document.fields, name: document.fields[name].with_confidence(0.7)}
            )
        case "type":
            others[place] = replace(document, type_confidence=0.8)
        case _:
            place = next(at for at, it in enumerate(documents) if it.document_type == "capex_statement")
            rows = list(documents[place].tables["items"])
            again = rows[1].fields if kind == "twice" else {**rows[0].fields, "amount": rows[1].fields["amount"]}
            rows[0] = TableRow(0, again)
            others[place] = replace(documents[place], tables={"items": tuple(rows)})
    return others
