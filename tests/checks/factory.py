"""Cases in plain words: a clean claim and a clean application, and how each is changed for a test.

    claim(application_form={"application_date": day("2026-04-02")})    one field otherwise
    claim(gmr_certificate=None)                                        one paper not filed
    claim(items=[item("40.00 crore"), item("10.00 crore", condition="refurbished")])
    doubtful(case, "capex_statement", "total_amount")                  one value read in doubt

The names are invented; identifiers are made to hold their check digits.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from checks import CHECKS, appraise, judge, stage_of
from records.case import Case
from records.facts import facts_of
from records.findings import Appraisal, Finding
from records.neighbours import Neighbours
from records.readings import DocumentReading, Evidence, Field, TableRow
from reference import Rules, load_scheme
from reference.rules import AppliesTo

AS_OF = date(2026, 11, 22)
NAME = "Dhatu Setu Recyclers Private Limited"
GSTIN = "27AAKCD4821M1ZB"
PAN = "AAKCD4821M"
CIN = "U38210MH2024PTC418822"
OTHER_GSTIN = "24AAKCD4821M1ZH"
"""The same PAN, registered in Gujarat."""

VENDOR_GSTIN = "29AABCV7719K1ZR"
UDIN = "26104417BKXMPR4821"
MEMBER = "104417"
OTHER_UDIN = "26104417BKXMQT7730"
SURE, DOUBTFUL = 0.98, 0.80


def day(text):
    return date.fromisoformat(text)


def rs(text):
    """Rupees: "24.60 crore", "5 lakh", "1234567.50"."""
    number, _, unit = text.partition(" ")
    return Decimal(number) * {"": 1, "lakh": 100_000, "crore": 10_000_000}[unit]


def item(
    amount,
    head="plant_and_machinery",
    condition="new",
    date="2026-01-15",
    number=None,
    vendor="Vajra Engineering Works",
    **more,
):
    """A row of a capex statement; `None` leaves a column out. The invoice number is made from the row if not given."""
    row = {
        "description": "Leaching reactor",
        "head": head,
        "vendor": vendor,
        "invoice_number": number or f"VE/{abs(hash_of(amount, head, condition, date)) % 100000:05d}",
        "invoice_date": day(date) if date else None,
        "amount": rs(amount) if isinstance(amount, str) else amount,
        "condition": condition,
        **more,
    }
    return {name: value for name, value in row.items() if value is not None}


def hash_of(*parts):
    return int(hashlib.sha256(repr(parts).encode()).hexdigest()[:8], 16)


def sale(date, quantity="10", rate="100000", taxable=None, tax="0", **more):
    quantity, rate = Decimal(quantity), Decimal(rate)
    taxable = quantity * rate if taxable is None else Decimal(taxable)
    number = f"DS/{abs(hash_of(date, str(quantity))) % 10000:04d}"
    row = {
        "invoice_date": day(date),
        "invoice_number": number,
        "buyer_name": "Kosal Cathodes Limited",
        "product": "Cobalt Sulphate",
        "quantity": quantity,
        "unit": "MT",
        "rate": rate,
        "taxable_value": taxable,
        "tax": Decimal(tax),
        "total": taxable + Decimal(tax),
        **more,
    }
    return {name: value for name, value in row.items() if value is not None}


ITEMS = [
    item("20.00 crore"),
    item("6.00 crore", head="equipment", date="2026-02-11"),
    item("4.00 crore", head="plant_and_machinery", condition="refurbished", date="2026-02-20"),
    item("5.00 crore", head="utilities", date="2026-03-05"),
]
"""₹35.00 crore: base ₹30.00 crore, of which refurbished ₹4.00 crore (13.33%)."""


def application_form():
    return {
        "application_number": "NCMM/REC/2025/00417",
        "application_date": day("2026-01-15"),
        "applicant_name": NAME,
        "cin": CIN,
        "pan": PAN,
        "gstin": GSTIN,
        "state": "Maharashtra",
        "unit_address": "Plot No. C-14, MIDC Butibori, Nagpur, Maharashtra 441122",
        "unit_type": "new",
        "recycling_stream": "lib_scrap",
        "process_level": "R4",
        "minerals": ("lithium", "cobalt", "nickel"),
        "capacity_tpa": Decimal(6000),
        "proposed_investment": rs("40 crore"),
        "incentive_mode": "capex",
        "environmental_clearance_required": "no",
        "single_phase": "yes",
        "expected_production_date": day("2026-09-01"),
        "feed_concentration_percent": Decimal("18.5"),
        "product_purity_percent": Decimal("99.5"),
        "recovery_yield_percent": Decimal("88"),
    }


def claim_form():
    return {
        "claim_number": "JNARDDC/CMR/CLM/2026/031",
        "claim_date": day("2026-11-02"),
        "applicant_name": NAME,
        "application_number": "NCMM/REC/2025/00417",
        "period_from": day("2026-04-01"),
        "period_to": day("2026-10-31"),
        "amount_claimed": rs("60.00 crore"),
    }


def epr_certificate():
    return {
        "registration_number": "BWM/R/MPCB/2026/04417",
        "entity_name": NAME,
        "rule_set": "battery_2022",
        "entity_category": "recycler",
        "capacity_tpa": Decimal(6000),
        "issue_date": day("2026-05-04"),
        "valid_until": day("2031-05-03"),
        "validity": "dated",
        "gstin": GSTIN,
        "unit_address": "C-14, MIDC Area, Butibori, Dist. Nagpur 441 122 (Maharashtra)",
    }


def consent_to_operate():
    return {
        "authorisation_number": "MPCB/CTO/26004417",
        "issuing_board": "Maharashtra Pollution Control Board",
        "authorisation_kind": "consent_to_operate",
        "entity_name": NAME,
        "issue_date": day("2026-07-01"),
        "validity": "until_cancelled",
        "capacity_tpa": Decimal(6000),
        "unit_address": "Plot C-14, M.I.D.C. Butibori, Tal. Hingna, Nagpur - 441122, Maharashtra",
    }


def hazardous_waste():
    return {
        "authorisation_number": "4417/MPCB/HWM/2026",
        "issuing_board": "Maharashtra Pollution Control Board",
        "authorisation_kind": "hazardous_waste",
        "entity_name": NAME,
        "issue_date": day("2026-07-06"),
        "valid_until": day("2031-07-05"),
        "validity": "term",
    }


def consent_to_establish():
    return {
        "authorisation_number": "MPCB/CTE/25004417",
        "issuing_board": "Maharashtra Pollution Control Board",
        "authorisation_kind": "consent_to_establish",
        "entity_name": NAME,
        "issue_date": day("2025-09-20"),
        "valid_until": day("2030-09-19"),
        "validity": "dated",
        "capacity_tpa": Decimal(6000),
        "unit_address": "Plot No. C-14, MIDC Industrial Area, Butibori, Nagpur 441122",
    }


def signed(udin=UDIN, on="2026-10-20"):
    return {"ca_membership_number": MEMBER, "ca_frn": "109417W", "udin": udin, "certificate_date": day(on)}


def capex_statement(items):
    return {
        "entity_name": NAME,
        "period_from": day("2025-09-03"),
        "period_to": day("2026-09-30"),
        "total_amount": sum((row.get("amount", Decimal(0)) for row in items), Decimal(0)),
        **signed(),
    }


def sales_ledger(entries):
    """The ledger of September and October 2026, or of as long a time as its sales take."""
    days = [row["invoice_date"] for row in entries if "invoice_date" in row]
    return {
        "entity_name": NAME,
        "gstin": GSTIN,
        "period_from": min([day("2026-09-01"), *days]),
        "period_to": max([day("2026-10-31"), *days]),
        "total_taxable_value": sum((row.get("taxable_value", Decimal(0)) for row in entries), Decimal(0)),
    }


COMPANIES = [
    {"name": NAME, "relation": "applicant", "revenue": rs("42.50 crore")},
    {"name": "Dhatu Setu Holdings Private Limited", "relation": "holding", "revenue": rs("61.25 crore")},
]


def gmr_certificate(companies):
    return {
        "entity_name": NAME,
        "financial_year": "2025-26",
        "total_gmr": sum((row.get("revenue", Decimal(0)) for row in companies), Decimal(0)),
        **signed(OTHER_UDIN, "2026-08-12"),
    }


def approval_letter():
    return {
        "letter_number": "JNARDDC/PMA/CMR/2026/017",
        "applicant_name": NAME,
        "approval_date": day("2026-04-29"),
        "group": "B",
    }


def chartered_engineer_certificate():
    return {
        "engineer_name": "R. Chitnis",
        "entity_name": NAME,
        "certificate_date": day("2026-09-20"),
        "production_date": day("2026-09-05"),
        "installed_capacity_tpa": Decimal(6000),
        "recovery_yield_percent": Decimal("86.5"),
    }


def environmental_clearance():
    return {"clearance_number": "SIA/MH/IND3/44170/2025", "entity_name": NAME, "issue_date": day("2025-06-10")}


SALES = [sale("2026-09-12", "12"), sale("2026-09-28", "7.5"), sale("2026-10-19", "20")]
TABLES = {
    "capex_statement": "items",
    "sales_ledger": "entries",
    "gmr_certificate": "companies",
    "claim_form": "earlier_receipts",
}


def claim(*, items=None, sales=None, companies=None, receipts=(), extra=(), as_of=AS_OF, **changes):
    """A clean claim of Group B: a new battery-scrap unit, no clearance, approved 2026-04-29, running since 2026-09-05.

    Every further argument is a paper: a dict changes or (with None) drops its fields, None leaves the paper out.
    """
    rows = {
        "capex_statement": ITEMS if items is None else items,
        "sales_ledger": SALES if sales is None else sales,
        "gmr_certificate": COMPANIES if companies is None else companies,
        "claim_form": receipts,
    }
    papers = {
        "claim_form": claim_form(),
        "application_form": application_form(),
        "epr_certificate": epr_certificate(),
        "consent_to_operate": consent_to_operate(),
        "hazardous_waste": hazardous_waste(),
        "capex_statement": capex_statement(rows["capex_statement"]),
        "sales_ledger": sales_ledger(rows["sales_ledger"]),
        "gmr_certificate": gmr_certificate(rows["gmr_certificate"]),
        "approval_letter": approval_letter(),
        "chartered_engineer_certificate": chartered_engineer_certificate(),
    }
    return _case(papers, changes, rows, extra, as_of)


def application(*, extra=(), as_of=AS_OF, **changes):
    """A clean application of the same unit: the form, a consent to establish and a certificate of revenue."""
    papers = {
        "application_form": application_form(),
        "consent_to_establish": consent_to_establish(),
        "gmr_certificate": gmr_certificate(COMPANIES),
    }
    return _case(papers, changes, {"gmr_certificate": COMPANIES}, extra, as_of)


BOARD_PAPERS = {"consent_to_operate", "hazardous_waste", "consent_to_establish", "combined"}
OPTIONAL = {"environmental_clearance": environmental_clearance, "consent_to_establish": consent_to_establish}


def _case(papers, changes, rows, extra, as_of):
    for name, change in changes.items():
        if change is None:
            papers.pop(name)
        else:
            papers[name] = {**(papers[name] if name in papers else OPTIONAL[name]()), **change}
    documents = [paper(name, fields, rows.get(name, ())) for name, fields in papers.items()]
    documents += list(extra)
    stage, reason = stage_of(documents)
    return Case("A-0417", stage, reason, as_of, tuple(documents))


def paper(name, fields, rows=(), *, file=None, table=None, confidence=SURE, type_confidence=0.99, status="read"):
    """A document as it was read: every field with the same confidence, None left out.

    `table` names the table of the rows where it is not the one that TABLES gives the type.
    """
    document_type = "pollution_board_authorisation" if name in BOARD_PAPERS else name
    file = file or f"{name}.pdf"
    sha256 = hashlib.sha256(file.encode()).hexdigest()
    table = table or TABLES.get(document_type)
    return DocumentReading(
        file=file,
        sha256=sha256,
        document_type=document_type,
        type_confidence=type_confidence,
        status=status,
        page_count=1,
        fields=_fields(fields, sha256, file, confidence),
        tables={table: tuple(TableRow(i, _fields(row, sha256, file, confidence)) for i, row in enumerate(rows))}
        if rows
        else {},
    )


def _fields(values, sha256, file, confidence):
    return {
        name: Field(
            name, value, confidence, Evidence(sha256, file, 1, (0, 0, 9, 9), printed(value), "text"), unit_of(name)
        )
        for name, value in values.items()
        if value is not None
    }


def printed(value):
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


MONEY = {
    "amount",
    "total_amount",
    "total_gmr",
    "revenue",
    "taxable_value",
    "tax",
    "total",
    "total_taxable_value",
    "proposed_investment",
}


def unit_of(name):
    return "INR" if name in MONEY else None


def changed(case, file, change):
    """The case with one of its documents changed by a function."""
    documents = tuple(change(it) if it.file == file else it for it in case.documents)
    return replace(case, documents=documents)


def doubtful(case, name, field, row=None, confidence=DOUBTFUL):
    """The case with one value read in doubt."""

    def doubt(document):
        if row is None:
            return replace(
                document, fields={**document.fields, field: document.fields[field].with_confidence(confidence)}
            )
        table = TABLES[document.document_type]
        rows = list(document.tables[table])
        cells = dict(rows[row].fields)
        cells[field] = cells[field].with_confidence(confidence)
        rows[row] = replace(rows[row], fields=cells)
        return replace(document, tables={**document.tables, table: tuple(rows)})

    return changed(case, f"{name}.pdf", doubt)


@cache
def scheme():
    return load_scheme()


def rules(as_of=AS_OF) -> Rules:
    return scheme().rules(as_of)


def appraised(case, neighbours=None, rules_=None) -> Appraisal:
    """The appraisal of a case; judged from its facts it must come to the same, whatever a test is about."""
    neighbours, in_force = neighbours or Neighbours(), rules_ or rules(case.as_of)
    found = appraise(case, neighbours, in_force)
    if in_force.as_of == case.as_of:
        verdict = judge(facts_of(case), neighbours, in_force)
        assert (verdict.findings, verdict.incentive) == (found.findings, found.incentive)
        assert (verdict.recommendation, verdict.recommendation_reason) == (
            found.recommendation,
            found.recommendation_reason,
        )
    return found


def finding(check, case, neighbours=None, rules_=None) -> Finding:
    """The finding of one check on a case, with the rules narrowed as the runner does."""
    return next(it for it in appraised(case, neighbours, rules_).findings if it.check == check)


def status(check, case, neighbours=None, rules_=None) -> str:
    return finding(check, case, neighbours, rules_).status


def ids():
    return [check.id for check in CHECKS]


def amended(parameter, value, since="2025-09-08", *, known="gazette", applies_to="all", day=None, as_of=AS_OF):
    """Rules with one more value of a parameter, as if it had been notified; None makes the figure unknown."""
    history = scheme().parameters[parameter]
    first = date.fromisoformat(since)
    value = Decimal(value) if isinstance(value, str) else value
    added = replace(
        history.values[-1],
        since=first,
        notified_on=first,
        value=value,
        known=known,
        applies_to=AppliesTo(applies_to, date.fromisoformat(day) if day else None),
    )
    kept = tuple(it for it in history.values if it.since < first)
    parameters = {**scheme().parameters, parameter: replace(history, values=(*kept, added))}
    return replace(scheme(), parameters=parameters).rules(as_of)
