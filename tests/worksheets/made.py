"""Appraisals made by hand for the worksheet: the engine's shapes and ids, invented names and figures."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from records.findings import Appraisal, FieldRef, Finding, Incentive, Parameter, Step, UnderReading
from records.readings import Alternative, DocumentReading, Evidence, Field, Notice, PageSummary, TableRow
from reference.rules import AlternativeReading, Clause, Interpretation

AS_OF = date(2026, 11, 22)
GAZETTED = date(2025, 9, 8)
PAISA = Decimal("0.01")
A4 = (595.0, 842.0)

CLAUSES = {
    number: Clause(number, english, hindi)
    for number, english, hindi in (
        (
            "4.1",
            "The applicant shall be registered in India and hold valid consents. " * 6,
            "आवेदक भारत में पंजीकृत होगा। " * 8,
        ),
        (
            "6.1.1",
            "Capital expenditure shall be the total of plant and machinery. " * 9,
            "पूंजीगत व्यय का कुल योग संयंत्र और मशीनरी होगा। " * 9,
        ),
        (
            "6.2",
            "The total incentive shall not exceed the ceiling of the group.",
            "कुल प्रोत्साहन समूह की सीमा से अधिक नहीं होगा।",
        ),
        (
            "9.4",
            "Investment from the date of approval of the Scheme is eligible.",
            "योजना के अनुमोदन की तिथि से किया गया निवेश।",
        ),
        ("9.5", "The incentive is released once commercial production has begun.", "वाणिज्यिक उत्पादन आरंभ होने पर।"),
        ("App-II.A1", "Rates for units that need environmental clearance.", "पर्यावरणीय मंजूरी वाली इकाइयों की दरें।"),
        ("App-II.A2", "Rates for units that need none.", "अन्य इकाइयों की दरें।"),
    )
}
INTERPRETATIONS = {
    "refurbished_base": Interpretation(
        "refurbished_base",
        "Of what total may refurbished plant be 20%?",
        "6.1.1",
        (
            AlternativeReading("with_refurbished", "Of all plant, machinery and equipment, the refurbished included."),
            AlternativeReading("without_refurbished", "Of the new items only."),
        ),
        "with_refurbished",
        "The clause says total.",
    )
}


def sha(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def field(
    file, name, value, *, unit=None, confidence=0.99, page=1, box=(60.0, 100.0, 200.0, 112.0), text=None, **more
) -> Field:
    evidence = Evidence(sha(file), file, page, box, str(value) if text is None else text, more.pop("method", "text"))
    return Field(name, value, confidence, evidence, unit, **more)


def document(file, document_type, fields=(), tables=None, *, pages=1, **more) -> DocumentReading:
    return DocumentReading(
        file=file,
        sha256=more.pop("sha256", sha(file)),
        document_type=document_type,
        type_confidence=more.pop("type_confidence", 0.98),
        status=more.pop("status", "read"),
        page_count=pages,
        pages=tuple(PageSummary(n, *A4, 0, more.get("quality", "digital")) for n in range(1, pages + 1)),
        read_by=("text",),
        fields={it.name: it for it in fields},
        tables=tables or {},
        **{name: value for name, value in more.items() if name != "quality"},
    )


def parameter(id, value, unit, *, clause="6.1.1", known="gazette", **more) -> Parameter:
    source = "Gazette of India, Extraordinary, 8 September 2025, p. 12"
    return Parameter(id, value, unit, GAZETTED, clause, source, known, date(2026, 11, 20), **more)


HEADS = parameter("capex.eligible_heads", "plant_and_machinery, equipment, utilities", "list")
BASE_HEADS = parameter("capex.refurbished_base_heads", "plant_and_machinery, equipment", "list")
FROM = parameter("capex.investment_from", date(2025, 9, 3), "date", clause="9.4", known="official")
SHARE = parameter("capex.refurbished_share_max", Decimal("0.20"), "fraction")
RATE = parameter("capex.rate_new_ec_1", Decimal("0.20"), "fraction", clause="App-II.A1")
CEILING = parameter("ceiling.total_b", Decimal("250000000"), "INR", clause="6.2")
MINIMUM = parameter("investment.minimum_b", Decimal("250000000"), "INR", clause="8.1", known="reported")
UNKNOWN = parameter("capacity.minimum_b", None, "tpa", clause="guidelines", known="unknown")

MACHINES = (
    "Two-shaft shredder with torque control, hardened blades, PLC panel and acoustic enclosure",
    "Ball mill 2.1 m × 3.6 m",
    "हाइड्रोमेटलर्जी लीचिंग टैंक (रबर लाइन्ड), 20 घन मीटर",
    "Solvent extraction mixer-settlers, 12 stages",
    "Filter press",
    '=HYPERLINK("http://example.invalid","click")',
)


def item(
    file, index, *, head="plant_and_machinery", amount=None, day=None, condition="new", page=1, **more
) -> TableRow:
    top = 90.0 + 24 * (index % 28)
    amount = Decimal(1_234_567) + 10_007 * index + Decimal("0.35") if amount is None else Decimal(amount)

    def cell(name, value, x, **extra):
        return field(file, name, value, page=page, box=(x, top, x + 60, top + 11), **extra)

    fields = [
        cell("description", MACHINES[index % len(MACHINES)], 40),
        cell("vendor", f"Aurelia Engineering Works {index % 9} Private Limited", 190),
        cell("vendor_gstin", "27AABCU9603R1ZM", 260),
        cell("invoice_number", f"AEW/25-26/{index:04d}", 330),
        cell("invoice_date", day or date(2025, 10, 1) + timedelta(days=index % 200), 400),
        cell("amount", amount, 470, unit="INR", text=f"{amount:,.2f}", **more),
    ]
    fields += [cell("head", head, 140)] if head else []
    fields += [cell("condition", condition, 170)] if condition else []
    return TableRow(index, {it.name: it for it in fields})


def capex_rows(file, many) -> tuple[TableRow, ...]:
    rows = []
    for index in range(many):
        head = ("plant_and_machinery", "equipment", "utilities", "land", "building")[index % 5 if index % 3 else 0]
        rows.append(
            item(
                file,
                index,
                head=head,
                day=date(2025, 8, 1) if index % 17 == 5 else None,
                condition="refurbished" if index % 4 == 0 else "new",
                page=1 + index // 28,
                confidence=0.72 if index % 41 == 7 else 0.99,
                alternatives=(Alternative(Decimal("412000"), "4,12,000", 0.2),) if index % 41 == 7 else (),
            )
        )
    return tuple(rows)


def capex_statement(many=24, file="CA certificate – capex (final).pdf") -> DocumentReading:
    rows = capex_rows(file, many)
    total = sum((row.fields["amount"].value for row in rows), Decimal(0))
    pages = 1 + max(0, many - 1) // 28
    fields = (
        field(file, "entity_name", "Navratna Dhatu Recyclers Private Limited", box=(60, 40, 320, 54)),
        field(
            file,
            "total_amount",
            total,
            unit="INR",
            text=f"{total:,.2f}",
            page=pages,
            box=(470, 790, 550, 802),
            witnesses=("rows add up", "words"),
        ),
        field(file, "udin", "26123456BKABCD1234", page=pages, confidence=0.86, box=(60, 800, 200, 812)),
    )
    return document(
        file,
        "capex_statement",
        fields,
        {"items": rows},
        pages=pages,
        type_reasons=("Statement of capital expenditure",),
    )


def ledger(many=30, file="Sales ledger FY 2025-26.pdf") -> DocumentReading:
    entries = []
    for index in range(many):
        top = 90.0 + 18 * (index % 38)
        quantity, rate = Decimal(500 + index), Decimal("812.50")
        value = quantity * rate
        tax = (value * Decimal("0.18")).quantize(PAISA, ROUND_HALF_UP)
        cells = {
            "invoice_date": (date(2026, 1, 5) + timedelta(days=index * 4 % 300), None),
            "invoice_number": (f"NDR/{index + 1}", None),
            "buyer_name": ("Kaveri Alloys LLP" if index % 2 else "M/s विंध्य मेटल्स", None),
            "buyer_gstin": ("09AAACV2678L1ZQ", None),
            "product": (("Cobalt sulphate", "Nickel sulphate", "*")[index % 3], None),
            "hsn": ("28332910", None),
            "quantity": (quantity, "kg"),
            "unit": ("kg", None),
            "rate": (rate, "INR"),
            "taxable_value": (-value if index == 11 else value, "INR"),
            "tax": (tax, "INR"),
            "total": (value + tax, "INR"),
        }
        entries.append(
            TableRow(
                index,
                {
                    name: field(
                        file,
                        name,
                        value,
                        unit=unit,
                        page=1 + index // 38,
                        box=(40 + 42 * n, top, 78 + 42 * n, top + 10),
                    )
                    for n, (name, (value, unit)) in enumerate(cells.items())
                },
            )
        )
    whole = sum((row.fields["taxable_value"].value for row in entries), Decimal(0))
    fields = (
        field(file, "entity_name", "Navratna Dhatu Recyclers Pvt. Ltd.", box=(60, 40, 320, 54)),
        field(file, "financial_year", "2025-26", box=(340, 40, 400, 54)),
        field(file, "total_taxable_value", whole, unit="INR", page=1 + (many - 1) // 38, box=(470, 800, 550, 812)),
    )
    return document(file, "sales_ledger", fields, {"entries": tuple(entries)}, pages=1 + (many - 1) // 38)


def application_form() -> DocumentReading:
    file = "Form-I आवेदन पत्र.pdf"
    return document(
        file,
        "application_form",
        (
            field(file, "application_number", "NCMM/REC/2026/000123"),
            field(file, "application_date", date(2026, 2, 14), box=(60, 130, 200, 142)),
            field(file, "applicant_name", "Navratna Dhatu Recyclers Private Limited", box=(60, 160, 330, 172)),
            field(
                file,
                "unit_address",
                "प्लॉट 42, औद्योगिक क्षेत्र, Sector 7, Pithampur, Dhar, Madhya Pradesh 454775",
                box=(60, 190, 500, 202),
                confidence=0.89,
                method="ocr",
            ),
            field(file, "minerals", ("cobalt", "nickel", "lithium", "unlisted:copper"), box=(60, 220, 300, 232)),
            field(file, "capacity_tpa", Decimal("6000"), unit="tpa", box=(60, 250, 150, 262), text="500 MT / month"),
            field(
                file,
                "proposed_investment",
                Decimal("412350000.00"),
                unit="INR",
                box=(60, 280, 200, 292),
                confidence=0.71,
                text="₹ 41.235 Crore",
                alternatives=(Alternative(Decimal("2412350000"), "241.235", 0.2, "₹ misread as 2"),),
            ),
            field(file, "product_purity_percent", Decimal("99.5"), unit="percent", box=(60, 310, 150, 322)),
        ),
        {
            "products": (
                TableRow(
                    0,
                    {
                        "product": field(file, "product", "Cobalt sulphate", box=(60, 400, 150, 412)),
                        "quantity_tpa": field(
                            file, "quantity_tpa", Decimal("1250.5"), unit="tpa", box=(160, 400, 220, 412)
                        ),
                    },
                ),
            )
        },
        warnings=(Notice("unread_label", "Nothing reads the label “Nodal officer”.", 1),),
    )


def unreadable() -> tuple[DocumentReading, ...]:
    return (
        document(
            "scan0001.pdf",
            "unknown",
            status="encrypted",
            pages=0,
            type_confidence=0.0,
            message="The file asks for a password: ask the applicant for a copy without one.",
        ),
        document(
            "scan0002.pdf",
            "unknown",
            status="unreadable",
            pages=0,
            type_confidence=0.0,
            message="The file ends in the middle of a page: ask for it again.",
        ),
    )


def ref(reading, path) -> FieldRef:
    return FieldRef(reading.sha256, reading.file, path)


def incentive(statement: DocumentReading) -> Incentive:
    """The engine's steps over the rows of a statement, with its ids and its ways of telling a formula."""
    rows = list(enumerate(statement.tables["items"]))

    def amount(rows):
        return sum((row.fields["amount"].value for _, row in rows), Decimal(0))

    def cite(rows, column="amount"):
        return tuple(ref(statement, f"items[{n}].{column}") for n, row in rows if column in row.fields)

    eligible = [it for it in rows if it[1].fields["head"].value in ("plant_and_machinery", "equipment", "utilities")]
    in_period = [it for it in eligible if it[1].fields["invoice_date"].value >= FROM.value]
    plant = [it for it in in_period if it[1].fields["head"].value in ("plant_and_machinery", "equipment")]
    refurbished = [it for it in plant if it[1].fields["condition"].value == "refurbished"]
    excess = max(Decimal(0), amount(refurbished) - SHARE.value * amount(plant)).quantize(PAISA, ROUND_HALF_UP)
    taken = amount(in_period) - excess
    subsidy = (taken * RATE.value).quantize(PAISA, ROUND_HALF_UP)
    final = min(subsidy, CEILING.value)
    total = statement.fields["total_amount"].value
    words = "Appendix II by kind of unit, clearance and months from approval to production"
    steps = (
        Step(
            "capex_total",
            "Capital expenditure as certified",
            "the printed total of the capex statement",
            total,
            "6.1.1",
            fields=(ref(statement, "total_amount"),),
        ),
        Step(
            "capex_of_eligible_heads",
            "of this, plant and machinery, equipment and associated utilities",
            "sum of the rows under these heads",
            amount(eligible),
            "6.1.1",
            fields=cite(eligible),
            parameters=(HEADS,),
        ),
        Step(
            "capex_in_period",
            "of this, invested from the date of approval of the Scheme",
            "sum of these rows dated on or after capex.investment_from",
            amount(in_period),
            "9.4",
            fields=cite(in_period, "invoice_date"),
            parameters=(FROM,),
        ),
        Step(
            "plant_and_equipment",
            "of this, plant, machinery and equipment",
            "the base of the refurbished share: utilities are not in it",
            amount(plant),
            "6.1.1",
            parameters=(BASE_HEADS,),
        ),
        Step(
            "refurbished",
            "of this, refurbished",
            "sum of the rows marked refurbished",
            amount(refurbished),
            "6.1.1",
            fields=cite(refurbished, "condition"),
        ),
        Step(
            "refurbished_excess",
            "refurbished plant that is not considered",
            "max(0, refurbished - capex.refurbished_share_max * plant_and_equipment)",
            excess,
            "6.1.1",
            parameters=(SHARE,),
        ),
        Step("capex_eligible", "Eligible capital expenditure", "capex_in_period - refurbished_excess", taken, "6.1.1"),
        Step(
            "capex_rate",
            "Rate of the capital subsidy",
            words,
            RATE.value,
            "App-II.A1",
            unit="fraction",
            parameters=(RATE,),
            note="On the certified start of production, 4 May 2026.",
        ),
        Step("capex_subsidy", "Capital subsidy before the ceiling", "capex_eligible * capex_rate", subsidy, "6.1.1"),
        Step(
            "opex_subsidy",
            "Opex subsidy",
            "opex.total_eligible * opex.share_year_2 on incremental sales",
            None,
            "6.1.2",
            note="The total eligible opex is not publicly known; the amount is without it.",
        ),
        Step(
            "ceiling_applied",
            "Ceiling for a participant of Group B",
            "ceiling.total_b",
            CEILING.value,
            "6.2",
            parameters=(CEILING,),
        ),
        Step("amount", "Amount that the papers support", "min(capex_subsidy, ceiling_applied)", final, "6.2"),
    )
    readings = (
        UnderReading("refurbished_base", "with_refurbished", True, final, taken),
        UnderReading(
            "refurbished_base", "without_refurbished", False, final - Decimal("1234567.80"), taken - Decimal("6172839")
        ),
    )
    return Incentive("B", total, taken, RATE.value, subsidy, None, CEILING.value, final, "production", steps, readings)


LONG = (
    "Consent to operate MPPCB-4471 was valid until 31 March 2026 and its renewal MPPCB-5120 begins on 14 May 2026, so "
    "that between 1 April 2026 and 13 May 2026, 43 days after production began on 4 May 2026 included, no paper "
    "among those filed authorises the unit; a person must see whether the renewal was applied for in time. "
)


def findings(documents) -> tuple[Finding, ...]:
    form = documents[0]
    statement = next((it for it in documents if it.document_type == "capex_statement"), None)
    found = [
        Finding(
            "eligibility.registered_in_india",
            "4.1/9.1",
            "gate",
            "pass",
            "CIN U37200MP2019PTC048213 is an Indian company's.",
            (ref(form, "applicant_name"),),
        ),
        Finding("eligibility.authorisation_valid", "4.1", "gate", "refer", LONG, (ref(form, "unit_address"),)),
        Finding(
            "eligibility.minimum_investment",
            "8.1",
            "gate",
            "pass",
            "₹41.24 crore, ₹16.24 crore above ₹25.00 crore (press only).",
            (ref(form, "proposed_investment"),),
            (MINIMUM,),
        ),
        Finding(
            "eligibility.minimum_capacity",
            "guidelines",
            "gate",
            "refer",
            "The scheme's figure is not publicly known.",
            (ref(form, "capacity_tpa"),),
            (UNKNOWN,),
        ),
        Finding("consistency.entity_name", "4.1", "notice", "pass", "Every paper names Navratna Dhatu Recyclers."),
        Finding("eligibility.epr_registration_valid", "4.5/4.6", "gate", "missing", "No EPR certificate was read."),
        Finding("claim.half_yearly", "9.5", "notice", "not_applicable", "This is the first claim."),
    ]
    if statement:
        rows = range(len(statement.tables["items"]))
        found += [
            Finding(
                "capex.refurbished_share",
                "6.1.1",
                "figure",
                "refer",
                "Refurbished plant is 26.1% of ₹2.31 crore; ₹14.20 lakh beyond 20% is not considered.",
                tuple(ref(statement, f"items[{n}].condition") for n in rows),
                (SHARE, BASE_HEADS),
                {"excess": Decimal("1420000")},
            ),
            Finding(
                "arithmetic.capex_total",
                "6.1.1",
                "figure",
                "fail",
                "The rows add up to ₹4.10 crore, ₹2.50 lakh more than the certified total.",
                (ref(statement, "total_amount"),),
                (),
                {"difference": Decimal("-250000")},
            ),
            Finding(
                "authenticity.duplicate_invoice",
                "9.5",
                "notice",
                "refer",
                "Invoice AEW/25-26/0003 stands in two rows.",
                (ref(statement, "items[3].invoice_number"), ref(statement, "items[4].invoice_number")),
            ),
        ]
    return tuple(found)


def appraisal(*documents: DocumentReading, **changes) -> Appraisal:
    """A claim with everything in it, or one with these documents."""
    documents = documents or (application_form(), capex_statement(), ledger(), *unreadable())
    statement = next((it for it in documents if it.tables.get("items") and "total_amount" in it.fields), None)
    made = Appraisal(
        application_id="NCMM/REC/2026/000123 & Sons",
        scheme="critical_minerals_recycling",
        stage="claim",
        stage_reason="The folder holds a capex statement with invoiced rows.",
        as_of=AS_OF,
        parameters_digest=sha("rules"),
        neighbours_digest=sha("none"),
        code_version="0.1.0",
        recommendation="incomplete",
        recommendation_reason="No EPR certificate was read, and four findings need a person.",
        documents=documents,
        findings=findings(documents) if documents and documents[0].document_type == "application_form" else (),
        incentive=incentive(statement) if statement else Incentive(),
        parameters=(CEILING, HEADS, BASE_HEADS, FROM, MINIMUM, RATE, SHARE, UNKNOWN),
    )
    return replace(made, **changes)


def application() -> Appraisal:
    """An application: no capex, no incentive."""
    return appraisal(
        application_form(),
        stage="application",
        stage_reason="No claim form, approval letter or invoiced capex was filed.",
        recommendation="refer",
    )


def nothing() -> Appraisal:
    """A folder in which nothing could be read."""
    return appraisal(
        *unreadable(), findings=(), parameters=(), incentive=Incentive(), recommendation_reason="Nothing was read."
    )
