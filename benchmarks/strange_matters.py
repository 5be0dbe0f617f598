"""Tables nobody has filed: rows of every table of the document types, drawn at random, with how a paper words them.

Headings and names of things are those of `strange_tables.yaml`. Amounts are round enough to be printed in lakh or crore
without loss.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from benchmarks.strange_truth import CRORE, Matter, Money, Row, column_of, how_paid, sometimes, without, words
from samples import invented, print_forms

FIRST_DAY, DAYS = date(2025, 9, 5), 400
DAY_FORMS: tuple[Callable[[date], str], ...] = (
    print_forms.dotted,
    print_forms.slashed,
    print_forms.dashed,
    print_forms.tally_day,
    print_forms.mon_day,
    lambda day: f"{day:%d.%m.%y}",
    lambda day: f"{day:%d %b %Y}",
)


def _invoice(rng: Random, serial: int, prefix: str) -> str:
    number = serial + rng.randrange(1, 40)
    forms = (
        f"{prefix}/26-27/{number:04d}",
        f"{prefix}-{number:05d}",
        f"INV{number:06d}",
        f"{number:04d}/2026-27",
        f"GST/{number}",
        f"{prefix}/{rng.randrange(10, 99)}/{number:03d}",
    )
    return rng.choice(forms)


def assets(rng: Random) -> Matter:
    """Assets that a chartered accountant certifies."""
    paid, form = how_paid(rng), rng.choice(DAY_FORMS)
    taxed, marked = rng.random() < 0.3, rng.random() < 0.6
    marks = rng.choice((("New", "Refurbished"), ("NEW", "SECOND HAND"), ("New", "Used"), ("N", "R")))
    vendors = [invented.vendor(rng) for _ in range(rng.randrange(3, 8))]
    rows: list[Row] = []
    for head in sorted(rng.sample(sorted(words()["articles"]), rng.randrange(2, 5))):
        articles = words()["articles"][head]
        for article in rng.sample(articles, min(len(articles), rng.randrange(1, 7))):
            rows.append(_asset(rng, len(rows), head, article, rng.choice(vendors), paid, form, taxed, marks))
    column = partial(column_of, "assets")
    columns = [
        *(column(name) for name in ("description", "head", "vendor", "vendor_gstin", "invoice_number", "invoice_date")),
        *(column(name, money=True) for name in (("basic", "gst") if taxed else ())),
        column("amount", money=True),
        *([column("condition")] if marked else []),
        *sometimes(rng, 0.25, column("quantity")),
        *sometimes(rng, 0.3, column("remarks")),
    ]
    return Matter(
        "capex_statement",
        "items",
        "STATEMENT OF CAPITAL EXPENDITURE INCURRED",
        "We certify that the under-mentioned assets have been purchased and installed at the recycling unit.",
        without(rng, columns, vendor_gstin=0.5, head=0.35),
        rows,
        paid,
        ("basic", "gst", "amount") if taxed else ("amount",),
        (
            ("Tax Invoice Particulars", ("invoice_number", "invoice_date")),
            ("Supplier", ("vendor", "vendor_gstin")),
            ("Cost", ("basic", "gst", "amount")),
        ),
    )


def _asset(
    rng: Random,
    at: int,
    head: str,
    article: str,
    vendor: invented.Company,
    paid: Money,
    form: Callable[[date], str],
    taxed: bool,
    marks: tuple[str, str],
) -> Row:
    day = FIRST_DAY + timedelta(rng.randrange(DAYS))
    basic = paid.exact(Decimal(rng.randrange(12_000_000, 4_800_000_000)) / 100)
    gst = paid.exact(basic * Decimal("0.18")) if taxed else Decimal(0)
    amount, used = basic + gst, rng.random() < 0.15
    number = _invoice(rng, at, "".join(word[0] for word in vendor.name.split()[:3]).replace("&", "N"))
    named = rng.choice(words()["heads"][head])
    truth = {
        "description": article,
        "head": head,
        "vendor": vendor.name,
        "vendor_gstin": vendor.gstin,
        "invoice_number": number,
        "invoice_date": day.isoformat(),
        "basic": str(basic),
        "gst": str(gst),
        "amount": str(amount),
        "condition": "refurbished" if used else "new",
    }
    printed = {
        **truth,
        "head": named,
        "vendor": rng.choice(("", "M/s ")) + vendor.name,
        "invoice_date": form(day),
        "basic": paid.printed(basic),
        "gst": paid.printed(gst),
        "amount": paid.printed(amount),
        "condition": marks[used],
        "remarks": rng.choice(("", "", "Verified with books", "Ok", "Paid by RTGS")),
        "quantity": rng.choice(("1 No", "1 Set", "2 Nos")),
    }
    bill = f"vide Invoice No. {number} dated {form(day)}"
    told = f"{article} ({named}) purchased from M/s {vendor.name} {bill} for {paid.spoken(amount)}"
    return Row(truth, printed, words()["heads"][head][0], told)


def sales(rng: Random) -> Matter:
    """Sales of a register."""
    form = rng.choice(DAY_FORMS)
    paid = Money(Decimal(1), rng.choice(("", "", "Rs.", "INR")), rng.choice((2, 2, 0)), rng.random() < 0.2)
    unit, parts = rng.choice((("MT", 1), ("Kg", 1000), ("KGS", 1000), ("Tonne", 1)))
    unit_at, taxes = rng.choice(("cell", "column", "head")), rng.choice(("tax", "tax", "parts", "none"))
    buyers = [invented.buyer(rng) for _ in range(rng.randrange(2, 6))]
    goods = rng.sample(words()["goods"], rng.randrange(1, 4))
    day, rows = FIRST_DAY, []
    for number in range(rng.randrange(6, 34)):
        day += timedelta(rng.randrange(0, 9))
        sold = _sale(rng, number, day, rng.choice(buyers), rng.choice(goods), paid, (unit, parts), form)
        if unit_at == "cell":
            sold = Row(sold.truth, {**sold.printed, "quantity": f"{sold.printed['quantity']} {unit}"}, sold.group)
        rows.append(sold)
    column = partial(column_of, "sales")
    heavy = f" ({unit})" if unit_at == "head" else ""
    columns = [
        *(column(it) for it in ("invoice_date", "invoice_number", "buyer_name", "buyer_gstin", "product", "hsn")),
        column("quantity", figures=True, unit=heavy),
        *([column("unit")] if unit_at == "column" else []),
        column("rate", money=True),
        column("taxable_value", money=True),
        *(column(it, money=True) for it in {"tax": ("tax",), "parts": ("cgst", "sgst", "igst")}.get(taxes, ())),
        column("total", money=True),
        *sometimes(rng, 0.2, column("remarks")),
    ]
    return Matter(
        "sales_ledger",
        "entries",
        rng.choice(("SALES REGISTER", "STATEMENT OF SALES", "LEDGER OF DOMESTIC SALES")),
        "For the period from 05-09-2025 to 09-10-2026",
        without(rng, columns, buyer_gstin=0.5, hsn=0.6, total=0.2),
        rows,
        paid,
        ("taxable_value", "tax", "total"),
        (
            ("Invoice", ("invoice_number", "invoice_date")),
            ("Buyer", ("buyer_name", "buyer_gstin")),
            ("GST", ("cgst", "sgst", "igst")),
            ("Amount", ("taxable_value", "tax", "total")),
        ),
    )


def _sale(
    rng: Random,
    number: int,
    day: date,
    buyer: invented.Company,
    goods: Sequence[Any],
    paid: Money,
    heavy: tuple[str, int],
    form: Callable[[date], str],
) -> Row:
    product, hsn, price = goods
    unit, parts = heavy
    back = -1 if rng.random() < 0.05 else 1
    quantity = Decimal(rng.randrange(800, 24_000)) / 1000 * parts
    rate = Decimal(price + rng.randrange(-40, 40) * 500) / parts
    value = paid.exact(quantity * rate)
    half = paid.exact(value * Decimal("0.09"))
    home = rng.random() < 0.5
    invoice = f"{'CN' if back < 0 else 'SI'}/26-27/{number + rng.choice((1, 1, 11)):03d}"
    weight = print_forms.plain(quantity)
    truth = {
        "invoice_date": day.isoformat(),
        "invoice_number": invoice,
        "buyer_name": buyer.name,
        "buyer_gstin": buyer.gstin,
        "product": product,
        "hsn": hsn,
        "quantity": str(back * quantity),
        "unit": unit,
        "rate": str(rate),
        "taxable_value": str(back * value),
        "tax": str(back * 2 * half),
        "total": str(back * (value + 2 * half)),
    }
    printed = {
        **truth,
        "invoice_date": form(day),
        "quantity": f"({weight})" if back < 0 else weight,
        "rate": print_forms.plain(rate),
        **{name: paid.printed(Decimal(truth[name])) for name in ("taxable_value", "tax", "total")},
        "cgst": paid.printed(back * half) if home else "-",
        "sgst": paid.printed(back * half) if home else "-",
        "igst": "-" if home else paid.printed(back * 2 * half),
        "remarks": rng.choice(("", "Ex-works", "LR enclosed")),
    }
    return Row(truth, printed, f"{day:%B %Y}")


def consent(rng: Random) -> Matter:
    """Products that a board consents to."""
    unit = rng.choice(("MT/Annum", "TPA", "MT/Month", "Kg/day", "MTA", "Tonnes per annum", "MT/Year", "T/M"))
    unit_at, before = rng.choice(("cell", "column", "head", "above")), rng.random() < 0.25
    rows = []
    for product in rng.sample(words()["consented"], rng.randrange(2, 11)):
        tenths = rng.choice((rng.randrange(1, 90) * 1000, rng.randrange(20, 999) * 10, rng.randrange(10, 4000)))
        number = Decimal(tenths) / 10
        old = number * Decimal("0.4")
        figures = rng.choice(
            (print_forms.plain(number), print_forms.grouped(number, 0 if number == int(number) else 1))
        )
        printed = {
            "product": product,
            "quantity": figures + (f" {unit}" if unit_at == "cell" else ""),
            "unit": unit,
            "existing": print_forms.plain(old),
            "added": print_forms.plain(number - old),
            "remarks": rng.choice(("", "", "Main product", "By-product")),
        }
        truth = {"product": product, "quantity": str(number), "unit": unit}
        rows.append(Row(truth, printed, "", f"{product} - {figures} {unit}"))
    column = partial(column_of, "consent")
    head = f" ({unit})" if unit_at == "head" else ""
    columns = [
        column("product"),
        *([column("existing", figures=True), column("added", figures=True)] if before else []),
        column("quantity", of="quantity_after" if before else "quantity", figures=True, unit=head),
        *([column("unit")] if unit_at == "column" else []),
        *sometimes(rng, 0.3, column("remarks")),
    ]
    said = f"(All quantities in {unit})" if unit_at == "above" else ""
    lead = "The consent is granted for manufacture of the following products:"
    kind = "pollution_board_authorisation"
    return Matter(kind, "products", "CONSENT TO OPERATE", lead, columns, rows, unit=said)


def registration(rng: Random) -> Matter:
    """Categories of waste of a registered recycler."""
    forms = (("MTPA", 1), ("TPA", 1), ("MT per annum", 1), ("MT/Year", 1), ("MT/Month", 12), ("Tonnes per month", 12))
    unit, times = rng.choice(forms)
    unit_at, rows = rng.choice(("cell", "head", "above")), []
    for number, waste in enumerate(rng.sample(words()["wastes"], rng.randrange(2, 9))):
        weight = Decimal(rng.randrange(10, 900) * 10)
        figures = rng.choice((print_forms.plain(weight), print_forms.grouped(weight, 0), f"{weight}.00"))
        printed = {
            "category": waste,
            "capacity_tpa": figures + (f" {unit}" if unit_at == "cell" else ""),
            "code": f"{rng.choice(('ITEW', 'CEEW', 'LSEEW'))}{number + 1}",
            "remarks": rng.choice(("", "New", "Renewed")),
        }
        truth = {"category": waste, "capacity_tpa": str(weight * times)}
        rows.append(Row(truth, printed, "", f"{waste}: {figures} {unit}"))
    column = partial(column_of, "registration")
    columns = [
        *sometimes(rng, 0.4, column("code")),
        column("category"),
        column("capacity_tpa", figures=True, unit=f" ({unit})" if unit_at == "head" else ""),
        *sometimes(rng, 0.3, column("remarks")),
    ]
    said = f"Capacity in {unit}" if unit_at == "above" else ""
    title, lead = (
        "CERTIFICATE OF REGISTRATION AS RECYCLER",
        "The recycler is registered for the categories given below.",
    )
    return Matter("epr_certificate", "categories", title, lead, columns, rows, unit=said)


def assay(rng: Random) -> Matter:
    """Results of a laboratory."""
    unit_at, twice, rows = rng.choice(("column", "head", "cell")), rng.random() < 0.2, []
    for element in rng.sample(words()["elements"], rng.randrange(3, 11)):
        small = unit_at == "column" and rng.random() < 0.25
        value = Decimal(rng.randrange(2, 9800)) if small else Decimal(rng.randrange(1, 9900)) / 100
        method = rng.choice(words()["methods"])
        unit, step = ("mg/kg", Decimal(1)) if small else ("%", Decimal("0.01"))
        printed = {
            "element": element,
            "value_percent": f"{value}" + (" %" if unit_at == "cell" else ""),
            "unit": unit,
            "method": method,
            "first": f"{value - step}",
            "second": f"{value + step}",
            "limit": rng.choice(("-", "0.05 max", "NS")),
            "loq": "0.001",
        }
        truth = {"element": element, "value_percent": str(value / 10_000 if small else value), "method": method}
        rows.append(Row(truth, printed, "", f"{element}: {value} {unit} by {method}"))
    column = partial(column_of, "assay")
    columns = [
        column("element"),
        *([column("unit")] if unit_at == "column" else []),
        *([column("first", figures=True), column("second", figures=True)] if twice else []),
        column(
            "value_percent",
            of="mean" if twice else "value_percent",
            figures=True,
            unit=" (%)" if unit_at == "head" else "",
        ),
        column("method"),
        *sometimes(rng, 0.3, column("limit")),
        *sometimes(rng, 0.2, column("loq", figures=True)),
    ]
    lead = "Results of analysis of the sample received in sealed condition:"
    return Matter("assay_report", "results", "TEST REPORT", lead, columns, rows)


_RELATIONS = {
    "applicant": ("Applicant", "Applicant Company"),
    "holding": ("Holding Company", "Parent"),
    "subsidiary": ("Subsidiary", "Wholly Owned Subsidiary"),
    "other": ("Associate", "Joint Venture"),
}


def revenues(rng: Random) -> Matter:
    """Revenue of the companies of a group, of one year or of two."""
    in_crore = Money(CRORE, rng.choice(("Rs. in Crore", "Rs. Cr.", "INR crore")), 2)
    paid = in_crore if rng.random() < 0.5 else how_paid(rng)
    others = (
        ["holding"] * (rng.random() < 0.6) + ["subsidiary"] * rng.randrange(0, 5) + ["other"] * (rng.random() < 0.3)
    )
    rows = []
    for relation in ["applicant", *others]:
        name = invented.applicant_name(rng)
        amount = Decimal(rng.randrange(40, 90_000)) * 100_000
        printed = {
            "name": rng.choice(("", "M/s ")) + name,
            "relation": rng.choice(_RELATIONS[relation]),
            "revenue": paid.printed(amount),
            "earlier": paid.printed((amount * 8 / 1_000_000).quantize(Decimal(1)) * 100_000),
            "cin": f"U24209GJ20{rng.randrange(10, 24)}PTC{rng.randrange(100_000, 999_999)}",
            "share": rng.choice(("-", "51%", "100%", "74%")),
        }
        truth = {"name": name, "relation": relation, "revenue": str(amount)}
        rows.append(Row(truth, printed, "", f"{name} ({printed['relation']}): {paid.spoken(amount)}"))
    column = partial(column_of, "revenues")
    years = [column("earlier", money=True), column("revenue", of="certified", money=True)]
    columns = [
        column("name"),
        column("relation"),
        *sometimes(rng, 0.3, column("cin")),
        *sometimes(rng, 0.3, column("share")),
        *(years if rng.random() < 0.4 else [column("revenue", money=True)]),
    ]
    return Matter(
        "gmr_certificate",
        "companies",
        "CERTIFICATE OF GLOBAL MANUFACTURING REVENUE",
        "For the financial year 2024-25, as per audited accounts for FY 2024-25.",
        columns,
        rows,
        paid,
        ("revenue",),
        (("Revenue", ("earlier", "revenue")),),
    )


def receipts(rng: Random) -> Matter:
    """What a claimant received before."""
    paid, form = how_paid(rng), rng.choice(DAY_FORMS)
    rows, day = [], FIRST_DAY
    for number in range(rng.randrange(2, 8)):
        day += timedelta(rng.randrange(40, 160))
        amount = Decimal(rng.randrange(900, 60_000)) * 1000
        printed = {
            "date": form(day),
            "amount": paid.printed(amount),
            "reference": f"SO/{rng.randrange(10, 99)}/{number + 1:02d}",
            "period": rng.choice(("H1 2026-27", "H2 2026-27")),
            "remarks": rng.choice(("", "Capex subsidy", "Opex subsidy")),
        }
        order = f"against sanction order {printed['reference']}"
        told = f"{paid.spoken(amount)} was received on {form(day)} {order}"
        rows.append(Row({"date": day.isoformat(), "amount": str(amount)}, printed, "", told))
    column = partial(column_of, "receipts")
    columns = [
        column("reference"),
        *sometimes(rng, 0.4, column("period")),
        column("date"),
        column("amount", money=True),
        *sometimes(rng, 0.4, column("remarks")),
    ]
    lead = "Details of incentive received earlier under the Scheme"
    return Matter("claim_form", "earlier_receipts", "CLAIM FOR INCENTIVE", lead, columns, rows, paid, ("amount",))


def planned(rng: Random) -> Matter:
    """Products that an applicant means to recover."""
    unit_at, unit, rows = rng.choice(("cell", "head", "above")), rng.choice(("TPA", "MTPA", "MT per annum")), []
    for product, mineral, named in rng.sample(words()["planned_products"], rng.randrange(2, 7)):
        weight, purity = Decimal(rng.randrange(4, 4000)), rng.choice(("99.5", "99.9", "98", "99.95", "97.25"))
        figures = rng.choice((f"{weight}", print_forms.grouped(weight, 0), f"{weight}.00"))
        truth = {"product": product, "mineral": mineral, "quantity_tpa": str(weight), "purity_percent": purity}
        printed = {
            "product": product,
            "mineral": named,
            "quantity_tpa": figures + (f" {unit}" if unit_at == "cell" else ""),
            "purity_percent": purity + rng.choice(("%", " %")),
            "use": rng.choice(("Cathode makers", "Alloy industry", "Export")),
        }
        rows.append(Row(truth, printed, "", f"{product} ({named}): {figures} {unit} with purity of {purity}%"))
    column = partial(column_of, "planned")
    columns = [
        column("product"),
        column("mineral"),
        column("quantity_tpa", figures=True, unit=f" ({unit})" if unit_at == "head" else ""),
        column("purity_percent", figures=True),
        *sometimes(rng, 0.3, column("use")),
    ]
    said = f"(Quantity in {unit})" if unit_at == "above" else ""
    lead = "Products proposed to be recovered"
    return Matter("application_form", "products", "APPLICATION FORM", lead, columns, rows, unit=said)


def machines(rng: Random) -> Matter:
    """Machines that an engineer saw."""
    paid, rows = how_paid(rng), []
    marks = rng.choice((("New", "Refurbished"), ("Brand New", "Second hand"), ("new", "used")))
    articles = words()["articles"]["plant_and_machinery"] + words()["articles"]["equipment"]
    for article in rng.sample(articles, rng.randrange(3, 14)):
        amount, used = Decimal(rng.randrange(200, 39_000)) * 1000, rng.random() < 0.2
        truth = {"description": article, "condition": "refurbished" if used else "new", "value": str(amount)}
        printed = {
            "description": article,
            "condition": marks[used],
            "value": paid.printed(amount),
            "make": rng.choice(("Bhrigusha", "Erandola", "Shalivana")),
            "year": rng.choice(("2024", "2025")),
            "remarks": rng.choice(("", "Working", "In operation")),
        }
        rows.append(Row(truth, printed, "", f"{article}, {marks[used].lower()}, {paid.spoken(amount)}"))
    column = partial(column_of, "machines")
    columns = [
        column("description"),
        column("make"),
        *sometimes(rng, 0.3, column("year")),
        column("condition"),
        column("value", money=True),
        *sometimes(rng, 0.3, column("remarks")),
    ]
    kind, title = "chartered_engineer_certificate", "CERTIFICATE OF CHARTERED ENGINEER"
    lead = "I inspected the following machinery on site."
    return Matter(kind, "machinery", title, lead, columns, rows, paid, ("value",))


MATTERS: tuple[Callable[[Random], Matter], ...] = (
    assets,
    sales,
    consent,
    registration,
    assay,
    revenues,
    receipts,
    planned,
    machines,
)
