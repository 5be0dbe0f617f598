"""Random cases: a clean claim or application, its papers and rows varied, then spoilt field by field, from a seed.

They hold what nobody would think of: rows without dates, forms twice, days before the scheme, amounts a thousand times
off, papers of unknown type. Two ways of judging that must agree are tried on them.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from records.readings import TableRow
from tests.checks.factory import (
    AS_OF,
    GSTIN,
    NAME,
    OTHER_GSTIN,
    VENDOR_GSTIN,
    application,
    application_form,
    capex_statement,
    claim,
    day,
    item,
    paper,
    printed,
    rs,
    sale,
)

WORDS = ("yes", "no", "other_scrap", "e_waste", "expansion", "modernisation", "L3", "R2", "A", "Group A", "hybrid")
WORDS += ("until_cancelled", "consent_to_establish", "combined", "producer")
MINERALS = (("copper", "unlisted:Gold"), ("unlisted:Copper",), ("cobalt", "unlisted:Zinc"))
FACTORS = (Decimal(1), Decimal(10), Decimal(1000), Decimal("0.5"), Decimal("0.999"), Decimal(0), Decimal(-1))
DAYS = (-800, -200, -30, -1, 1, 30, 200, 700)
CONFIDENCES = (0.4, 0.6, 0.85, 0.9, 1.0)
LEFT_OUT = ("claim_form", "gmr_certificate", "approval_letter", "epr_certificate", "consent_to_operate", "sales_ledger")


def random_case(seed):
    """A case that is always the same for a seed; one in ten is left as it was put together."""
    random = Random(f"case {seed}")
    case = _whole(random)
    if seed % 10:
        case = replace(case, documents=tuple(_spoilt(random, document) for document in case.documents))
    return replace(case, application_id=f"A-{seed}")


def _whole(random):
    items = [_item(random, row) for row in range(random.randint(1, 9))]
    sales = [_sale(random) for _ in range(random.randint(0, 12))]
    papers = {name: {} for name in ("environmental_clearance", "consent_to_establish") if random.random() < 0.3}
    if random.random() < 0.15:
        papers[random.choice(LEFT_OUT)] = None
    extra = _extra(random, items)
    if random.random() < 0.15:
        return application(extra=extra, **{name: it for name, it in papers.items() if it is not None})
    receipts = [{"date": day(f"2026-0{random.randint(1, 9)}-10"), "amount": rs("1.00 crore")}]
    return claim(
        items=items,
        sales=sales,
        receipts=receipts if random.random() < 0.3 else [],
        extra=extra,
        as_of=random.choice((AS_OF, AS_OF, day("2027-08-01"), day("2031-01-01"))),
        **papers,
    )


def _item(random, row):
    crores, odd = random.randint(100, 999), random.randint(10**7, 10**10)
    return item(
        Decimal(crores * 100_000) if random.random() < 0.8 else Decimal(odd) / 100,
        head=random.choice(("plant_and_machinery", "equipment", "utilities", "other", "land")),
        condition=random.choice(("new", "new", "refurbished", None)),
        date=f"202{random.choice('56')}-0{random.randint(1, 9)}-{random.randint(10, 28)}",
        number=f"VE/{row}",
        vendor_gstin=VENDOR_GSTIN if random.random() < 0.9 else None,
    )


def _sale(random):
    return sale(
        f"202{random.choice('566')}-{random.randint(4, 12):02d}-{random.randint(10, 28)}",
        str(random.randint(1, 30)),
        str(random.randint(1000, 200_000)),
        buyer_gstin=VENDOR_GSTIN,
        product=random.choice(("Cobalt Sulphate", "Lithium Carbonate", "Copper cathode", "Nickel Sulphate", "Misc")),
        unit=random.choice(("MT", "kg", "MT")),
    )


def _extra(random, items):
    names = (NAME, "Dhatu Setu Recyclers Pvt Ltd", "Another Firm LLP")
    measures = {
        "feed_concentration_percent": Decimal(random.choice((18, 29, 30, 31))),
        "product_purity_percent": Decimal(random.choice(("98.9", "99", "99.6"))),
    }
    form = {**application_form(), "capacity_tpa": Decimal(7000)}
    papers = (
        paper("gst_registration", {"gstin": random.choice((GSTIN, OTHER_GSTIN)), "legal_name": random.choice(names)}),
        paper("assay_report", measures),
        paper("capex_statement", capex_statement(items[:2]), items[:2], file="second capex.pdf"),
        paper("application_form", form, file="second form.pdf", confidence=random.choice((0.7, 0.98))),
    )
    return [it for it in papers if random.random() < 0.2]


def _spoilt(random, document):
    fields = {name: it for name, field in document.fields.items() if (it := _changed(random, field, 0.03)) is not None}
    tables = {name: _rows(random, rows) for name, rows in document.tables.items()}
    document = replace(document, fields=fields, tables=tables)
    match random.randrange(50):
        case 0:
            return replace(document, type_confidence=0.7)
        case 1:
            return replace(document, status="unreadable", fields={}, tables={})
        case 2:
            return replace(document, document_type="unknown")
    return document


def _rows(random, rows):
    kept = [row.fields for row in rows if random.random() > 0.01]
    if kept and random.random() < 0.05:
        kept.append(kept[0])
    spoilt = [{name: _changed(random, field, 0.01) for name, field in fields.items()} for fields in kept]
    return tuple(
        TableRow(index, {name: it for name, it in fields.items() if it is not None})
        for index, fields in enumerate(spoilt)
    )


def _changed(random, field, share):
    """A field gone, read in doubt, or of another value, each so often; mostly as it is."""
    chance = random.random() / share
    if chance < 1:
        return None
    if chance < 2:
        return field.with_confidence(random.choice(CONFIDENCES))
    if chance < 3:
        value = _other(random, field.value)
        text = f"{value / 100_000:.2f}" if isinstance(value, Decimal) and random.random() < 0.2 else printed(value)
        return replace(field, value=value, evidence=replace(field.evidence, text=text))
    return field


def _other(random, value):
    match value:
        case Decimal():
            return (value * random.choice(FACTORS)).quantize(Decimal("0.01"))
        case date():
            return value + timedelta(days=random.choice(DAYS))
        case tuple():
            return random.choice((*MINERALS, value[:1]))
        case _:
            return random.choice((*WORDS, value.upper(), value[:-1] + random.choice("ABZ019")))
