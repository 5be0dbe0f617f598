"""One coherent claim, drawn before any paper is printed: what is true, from which every paper is rendered.

As drawn, a claim satisfies every criterion of the scheme as of 22 November 2026. Defects are planted afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Literal

from samples import invented
from samples.invented import Accountant, Address, Company, State
from samples.print_forms import CRORE, add_years, paisa

AS_OF = date(2026, 11, 22)
"""The day on which the sample claims are meant to be judged."""

INVESTMENT_FROM = date(2025, 9, 3)
APPROVALS = (date(2026, 3, 30), date(2026, 4, 29))
ELIGIBLE_HEADS = ("plant_and_machinery", "equipment", "utilities")
REFURBISHED_BASE = ("plant_and_machinery", "equipment")

Group = Literal["A", "B"]
Stream = Literal["e_waste", "lib_scrap", "other_scrap"]


@dataclass(frozen=True, slots=True)
class Product:
    """A recovered product: mineral is an Appendix-I id, or None for copper, gold and other metals outside the list."""

    name: str
    mineral: str | None
    hsn: str
    quantity_tpa: Decimal
    purity_percent: Decimal
    rupees_a_tonne: int


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the capital expenditure; `amount` excludes GST, `freight` is beside it."""

    description: str
    head: str
    vendor: Company
    invoice_number: str
    invoice_date: date
    amount: Decimal
    freight: Decimal
    gst: Decimal
    condition: Literal["new", "refurbished"]


@dataclass(frozen=True, slots=True)
class Sale:
    """A line of the sales ledger; a credit note has negative quantity and amounts."""

    invoice_date: date
    invoice_number: str
    buyer: Company
    product: Product
    quantity: Decimal
    unit: str
    rate: Decimal
    taxable_value: Decimal
    tax: Decimal
    between_states: bool

    @property
    def total(self) -> Decimal:
        """The invoice value."""
        return self.taxable_value + self.tax


@dataclass(frozen=True, slots=True)
class GroupCompany:
    """A company of the applicant's group with its revenue of the base year."""

    name: str
    relation: Literal["applicant", "holding", "subsidiary", "other"]
    revenue: Decimal


@dataclass(frozen=True, slots=True)
class Certified:
    """Who signed a certificate, when, under which UDIN."""

    by: Accountant
    on: date
    udin: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a pollution control board, or an EPR registration."""

    number: str
    issued: date
    valid_until: date | None
    validity: Literal["dated", "term", "until_cancelled"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Everything that is true of one claim."""

    group: Group
    applicant: Company
    unit: Address
    application_number: str
    application_date: date
    unit_type: str
    stream: Stream
    process_level: str
    process_route: str
    products: tuple[Product, ...]
    capacity_tpa: Decimal
    proposed_investment: Decimal
    incentive_mode: str
    clearance_required: bool
    expected_production_date: date
    feed_concentration_percent: Decimal
    recovery_yield_percent: Decimal
    signatory: str
    epr: Order
    establish: Order
    operate: Order
    waste: Order
    clearance: Order
    approval_number: str
    approval_date: date
    engineer: str
    engineer_registration: str
    engineer_day: date
    production_date: date
    items: tuple[Item, ...]
    capex_certified: Certified
    capex_from: date
    capex_to: date
    capex_total: Decimal | None
    """The total printed, where it is not the sum of the rows (a planted defect)."""
    sales: tuple[Sale, ...]
    ledger_from: date
    ledger_to: date
    companies: tuple[GroupCompany, ...]
    gmr_certified: Certified
    gmr_year: str = "2025-26"
    authorised_capacity_tpa: Decimal | None = None
    single_phase: bool = True
    gmr_total: Decimal | None = None
    """The total of revenue printed, where it is not the sum of the companies (a planted defect)."""

    @property
    def state(self) -> State:
        """The state of the unit."""
        return self.unit.state

    @property
    def minerals(self) -> tuple[str, ...]:
        """The Appendix-I minerals among the products, each once."""
        return tuple(dict.fromkeys(product.mineral for product in self.products if product.mineral))

    @property
    def certified_capacity(self) -> Decimal:
        """What the pollution control board lets the unit process, tonnes of waste a year."""
        return self.authorised_capacity_tpa or self.capacity_tpa

    @property
    def rows_total(self) -> Decimal:
        """What the rows of the capital expenditure add up to."""
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def printed_total(self) -> Decimal:
        """What the accountant certifies."""
        return self.rows_total if self.capex_total is None else self.capex_total

    @property
    def purity_percent(self) -> Decimal:
        """The lowest purity among the listed products, which the form states."""
        return min(product.purity_percent for product in self.products if product.mineral)

    @property
    def total_gmr(self) -> Decimal:
        """Revenue of the applicant with its holding company and subsidiaries."""
        rows = sum((company.revenue for company in self.companies), Decimal(0))
        return rows if self.gmr_total is None else self.gmr_total

    @property
    def holding_company(self) -> str | None:
        """The holding company, if there is one."""
        return next((company.name for company in self.companies if company.relation == "holding"), None)


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of claim to draw.

    Attributes:
        grain: amounts are multiples of this; papers in lakh or crore need 1,000, others may have paise.
        sale_rows: how many lines the ledger has.
    """

    group: Group = "B"
    stream: Stream = "lib_scrap"
    state: str = "MH"
    clearance_required: bool = True
    unit_type: str = "new"
    grain: Decimal = Decimal(1000)
    item_rows: int = 22
    sale_rows: int = 48
    until_cancelled: bool = True
    refurbished_share: Decimal = Decimal("0.12")
    preoperative: bool = False
    """Whether the statement lists an expense under a head that the scheme does not name."""


_PRODUCTS: dict[str, tuple[tuple[str, str | None, str, str, str, int], ...]] = {
    # name, mineral, HSN, share of the feed's tonnes, purity, rupees a tonne
    "lib_scrap": (
        ("Battery Grade Lithium Carbonate", "lithium", "28369100", "0.118", "99.5", 940_000),
        ("Cobalt Sulphate Heptahydrate", "cobalt", "28332990", "0.152", "99.2", 560_000),
        ("Nickel Sulphate Hexahydrate", "nickel", "28332400", "0.231", "99.1", 345_000),
        ("Recovered Graphite Powder", "graphite", "38011000", "0.140", "99.0", 82_000),
        ("Manganese Sulphate", None, "28332940", "0.090", "98.5", 61_000),
        ("Copper Granules", None, "74040022", "0.085", "97.0", 690_000),
    ),
    "e_waste": (
        ("Tin Ingot", "tin", "80011090", "0.021", "99.9", 2_650_000),
        ("Antimony Trioxide", "antimony", "28258000", "0.014", "99.5", 1_950_000),
        ("Palladium Sponge", "platinum_group_elements", "71102100", "0.0002", "99.9", 2_900_000_000),
        ("Tantalum Powder", "tantalum", "81032000", "0.0016", "99.3", 21_000_000),
        ("Copper Cathode", None, "74031100", "0.160", "99.9", 815_000),
        ("Silver Grains", None, "71069100", "0.0006", "99.9", 88_000_000),
    ),
    "other_scrap": (
        ("Vanadium Pentoxide Flakes", "vanadium", "28253010", "0.090", "99.2", 1_150_000),
        ("Molybdenum Trioxide", "molybdenum", "28257010", "0.110", "99.5", 3_150_000),
        ("Platinum Sponge", "platinum_group_elements", "71101100", "0.0003", "99.9", 2_600_000_000),
        ("Nickel Hydroxide", "nickel", "28254000", "0.060", "99.0", 610_000),
        ("Alumina Residue", None, "28182010", "0.400", "92.0", 14_000),
    ),
}

_ROUTES = {
    "lib_scrap": (
        "Discharge, shredding under nitrogen and black mass separation, followed by hydrometallurgical leaching, "
        "solvent extraction, precipitation and crystallisation"
    ),
    "e_waste": "Dismantling, shredding and smelting, then hydrometallurgical leaching, electrowinning and refining",
    "other_scrap": "Roasting, alkali leaching and ion exchange of spent catalysts, then precipitation and calcination",
}
_LEVELS = {"lib_scrap": ("R4", "R3"), "e_waste": ("L3",), "other_scrap": ("L3",)}

_THINGS = {
    "plant_and_machinery": (
        "Twin shaft shredder with nitrogen blanketing, 2 TPH", "Leaching reactor MSRL 20 KL with agitator",
        "Solvent extraction mixer settler battery, 24 stages", "Forced circulation crystalliser, SS 316L",
        "Rotary kiln with afterburner and refractory lining", "Filter press, fully automatic membrane type",
        "Black mass separation line with air classifier", "Multiple effect evaporator with condenser",
        "Induction melting furnace 500 kg", "Electrowinning cell house with rectifier transformer",
        "Agitated nutsche filter dryer", "Ion exchange column skid with resin",
        "Vibro fluid bed dryer and bagging line",
        "Precipitation tanks FRP lined, set of 8", "Eddy current and magnetic separator train",
    ),
    "equipment": (
        "ICP-OES spectrometer with autosampler", "X-ray fluorescence analyser, bench top",
        "Glove box with gas purifier",
        "Particle size analyser (laser)", "Weighbridge 60 MT pitless with software",
        "Battery discharge bench, 96 channel",
        "Electric forklift 3 T and reach truck", "Potentiometric titrator and muffle furnaces",
    ),
    "utilities": (
        "Effluent treatment plant with zero liquid discharge", "Wet scrubber and bag filter system",
        "DG set 1010 kVA with acoustic enclosure", "HT substation 33/0.433 kV and transformers",
        "Cooling tower and chilled water package", "Thermic fluid heater and steam boiler 3 TPH",
        "Nitrogen generation plant PSA", "Fire detection and hydrant system",
    ),
    "land": ("Leasehold land premium, 4.2 acre", "Stamp duty and registration of lease deed"),
    "building": ("PEB process shed and civil foundations", "Administrative block and laboratory building"),
    "other": ("Pre-operative consultancy and DPR charges",),
}  # fmt: skip
_WEIGHTS = {
    "plant_and_machinery": (Decimal("0.55"), 9),
    "equipment": (Decimal("0.09"), 4),
    "utilities": (Decimal("0.17"), 4),
    "land": (Decimal("0.06"), 1),
    "building": (Decimal("0.11"), 2),
    "other": (Decimal("0.02"), 1),
}


def draw(rng: Random, shape: Shape) -> Claim:
    """Draw one claim of a shape that satisfies every criterion."""
    state = invented.STATES[shape.state]
    applicant = invented.company(rng, state, invented.applicant_name(rng))
    unit = applicant.address
    capacity = Decimal(rng.randrange(34, 60) * 300 if shape.group == "A" else rng.randrange(18, 29) * 300)
    products = _products(rng, shape, capacity)
    application_date = invented.day(rng, date(2025, 11, 3), date(2026, 1, 28))
    approval_date = rng.choice(APPROVALS)
    establish = Order(_consent_number(rng, state, "CTE"), invented.day(rng, date(2025, 9, 10), date(2025, 10, 20)),
                      date(2030, 9, 30), "dated")  # fmt: skip
    production = invented.day(rng, date(2026, 8, 24), date(2026, 9, 28))
    operate_on = invented.day(rng, date(2026, 6, 15), date(2026, 8, 10))
    operate = Order(
        _consent_number(rng, state, "CTO"),
        operate_on,
        None if shape.until_cancelled else date(2031, 3, 31),
        "until_cancelled" if shape.until_cancelled else "dated",
    )
    waste_on = invented.day(rng, date(2026, 6, 15), date(2026, 8, 10))
    waste = Order(
        f"{rng.randrange(1_200, 29_000)}/{state.short}/HWM/{unit.district.upper()}/2026",
        waste_on,
        add_years(waste_on, 5),
        "term",
    )
    epr_on = invented.day(rng, date(2026, 4, 6), date(2026, 7, 20))
    epr = Order(_epr_number(rng, shape.stream, state), epr_on, add_years(epr_on, 5), "dated")
    clearance_on = invented.day(rng, date(2025, 5, 2), date(2025, 8, 28))
    clearance = Order(f"SIA/{state.cin_letters}/IND3/{rng.randrange(40_000, 99_000)}/2025", clearance_on, None, "dated")
    investment = Decimal(rng.randrange(11_800, 19_000) if shape.group == "A" else rng.randrange(3_150, 5_900)) * 100_000
    items = _items(rng, shape, investment, production)
    capex_on = invented.day(rng, date(2026, 10, 12), date(2026, 11, 6))
    ledger_to = date(2026, 10, 31)
    capex_by, gmr_by = invented.accountant(rng), invented.accountant(rng)
    gmr_on = invented.day(rng, date(2026, 7, 1), date(2026, 9, 25))
    return Claim(
        group=shape.group,
        applicant=applicant,
        unit=unit,
        application_number=f"NCMM/REC/2025/{rng.randrange(100, 990):05d}",
        application_date=application_date,
        unit_type=shape.unit_type,
        stream=shape.stream,
        process_level=rng.choice(_LEVELS[shape.stream]),
        process_route=_ROUTES[shape.stream],
        products=products,
        capacity_tpa=capacity,
        proposed_investment=investment,
        incentive_mode=rng.choice(("hybrid", "capex")),
        clearance_required=shape.clearance_required,
        expected_production_date=date(2026, rng.choice((8, 9, 10)), rng.randrange(1, 28)),
        feed_concentration_percent=Decimal(rng.randrange(70, 262)) / 10,
        recovery_yield_percent=Decimal(rng.randrange(845, 952)) / 10,
        signatory=invented.person(rng),
        epr=epr,
        establish=establish,
        operate=operate,
        waste=waste,
        clearance=clearance,
        approval_number=f"JNARDDC/PMA/CMR/{approval_date.year}/{rng.randrange(11, 58):03d}",
        approval_date=approval_date,
        engineer=invented.person(rng),
        engineer_registration=f"M-{rng.randrange(100_000, 190_000)}-{rng.randrange(1, 9)}",
        engineer_day=production + timedelta(days=rng.randrange(9, 24)),
        production_date=production,
        items=items,
        capex_certified=Certified(capex_by, capex_on, capex_by.udin(capex_on, rng)),
        capex_from=INVESTMENT_FROM,
        capex_to=date(2026, 9, 30),
        capex_total=None,
        sales=_sales(rng, shape, applicant, products, production, ledger_to),
        ledger_from=date(2026, 9, 1) if production >= date(2026, 9, 1) else date(2026, 8, 1),
        ledger_to=ledger_to,
        companies=_companies(rng, shape, applicant.name),
        gmr_certified=Certified(gmr_by, gmr_on, gmr_by.udin(gmr_on, rng)),
    )


def _consent_number(rng: Random, state: State, kind: str) -> str:
    serial = rng.randrange(10_000_000, 99_999_999)
    match state.cin_letters:
        case "TN":
            return f"26{rng.randrange(10_000_000_000, 99_999_999_999)}"
        case "MP":
            return f"AWE-{rng.randrange(50_000, 99_000)}"
        case "PB":
            return f"{kind}W/Fresh/{rng.choice(('LDH', 'SAS'))}/2026/{serial}"
        case "GJ":
            return f"AWH-{rng.randrange(100_000, 199_000)}"
        case "MH":
            return f"Format1.0/CAC/UAN No.{rng.randrange(1_000_000):010d}/{kind}/26{rng.randrange(1_000, 9_999):05d}"
        case _:
            return f"{state.short}/{kind}/{rng.randrange(2_000, 9_000)}/2026/{serial % 100_000:05d}"


def _epr_number(rng: Random, stream: Stream, state: State) -> str:
    match stream:
        case "e_waste":
            return f"B-29016({rng.randrange(1_000, 9_800)})/REC/26/WM-III Division"
        case "lib_scrap":
            return f"BWM/R/{state.short}/2026/{rng.randrange(1_000, 9_000):05d}"
        case "other_scrap":
            return f"ELV/RVSF/{state.cin_letters}/{rng.randrange(100, 999)}/2026"


def _products(rng: Random, shape: Shape, capacity: Decimal) -> tuple[Product, ...]:
    kinds = _PRODUCTS[shape.stream]
    return tuple(
        Product(
            name,
            mineral,
            hsn,
            (capacity * Decimal(share)).quantize(Decimal("0.01") if Decimal(share) < Decimal("0.01") else Decimal(1)),
            Decimal(purity),
            int(price * rng.uniform(0.93, 1.07)),
        )
        for name, mineral, hsn, share, purity, price in kinds
    )


def _items(rng: Random, shape: Shape, investment: Decimal, production: date) -> tuple[Item, ...]:
    total = investment * Decimal(str(round(rng.uniform(1.01, 1.06), 4)))
    rows: list[Item] = []
    scale = Decimal(shape.item_rows) / Decimal(sum(count for _, count in _WEIGHTS.values()))
    for head, (weight, count) in _WEIGHTS.items():
        if head == "other" and not shape.preoperative:
            continue
        names = _THINGS[head]
        many = max(1, int(count * scale)) if head not in ("land", "building", "other") else count
        parts = [Decimal(rng.randrange(40, 160)) for _ in range(many)]
        for place, part in enumerate(parts):
            amount = _grained(rng, total * weight * part / sum(parts), shape.grain)
            description = names[place % len(names)] + (
                f" (lot {place // len(names) + 1})" if place >= len(names) else ""
            )
            rows.append(_item(rng, description, head, amount, production))
    return _with_refurbished(rng, rows, shape)


def _grained(rng: Random, amount: Decimal, grain: Decimal) -> Decimal:
    if grain >= 1:
        return amount // grain * grain
    return paisa(amount + Decimal(rng.randrange(1, 9_999)) / 100)


def _item(rng: Random, description: str, head: str, amount: Decimal, production: date) -> Item:
    seller = invented.vendor(rng)
    last = production - timedelta(days=12)
    on = invented.day(rng, date(2025, 10, 6), last)
    year = f"{on.year % 100}-{on.year % 100 + 1}" if on.month > 3 else f"{on.year % 100 - 1}-{on.year % 100}"
    serial = rng.randrange(3, 990)
    number = rng.choice(
        (
            f"{seller.name[:2].upper()}/{year}/{serial:04d}",
            f"INV-{serial:05d}",
            f"{year.replace('-', '')}{serial:05d}",
            f"TI/{serial}/{on:%y}",
        )
    )
    freight = (
        paisa(amount * Decimal("0.01")) if head in ("plant_and_machinery", "equipment", "utilities") else Decimal(0)
    )
    taxed = head not in ("land",)
    return Item(
        description,
        head,
        seller,
        number,
        on,
        amount,
        freight,
        paisa(amount * Decimal("0.18")) if taxed else Decimal(0),
        "new",
    )


def _with_refurbished(rng: Random, rows: list[Item], shape: Shape) -> tuple[Item, ...]:
    """Mark rows as refurbished until the wanted share of plant and equipment is reached, never beyond it."""
    base = sum((row.amount for row in rows if row.head in REFURBISHED_BASE), Decimal(0))
    room = base * shape.refurbished_share
    order = [place for place, row in enumerate(rows) if row.head in REFURBISHED_BASE]
    rng.shuffle(order)
    marked = set()
    for place in order:
        if rows[place].amount <= room:
            room -= rows[place].amount
            marked.add(place)
    return tuple(_marked(row, "refurbished") if place in marked else row for place, row in enumerate(rows))


def _marked(row: Item, condition: Literal["new", "refurbished"]) -> Item:
    return Item(
        row.description,
        row.head,
        row.vendor,
        row.invoice_number,
        row.invoice_date,
        row.amount,
        row.freight,
        row.gst,
        condition,
    )


def _sales(
    rng: Random, shape: Shape, seller: Company, products: tuple[Product, ...], production: date, until: date
) -> tuple[Sale, ...]:
    """Sales that stay well inside what the unit can make in the days it has run."""
    days = (until - production).days
    buyers = [invented.buyer(rng) for _ in range(7)]
    wanted = sorted(invented.day(rng, production + timedelta(days=3), until) for _ in range(shape.sale_rows))
    picks = [rng.choice(products) for _ in wanted]
    rows: list[Sale] = []
    prefix = "".join(word[0] for word in seller.name.split()[:2]).upper()
    for place, (on, product) in enumerate(zip(wanted, picks, strict=True)):
        budget = product.quantity_tpa * days / 365 * Decimal("0.75") / picks.count(product)
        quantity, unit, rate = _measured(rng, product, budget)
        returned = place > 4 and rng.random() < 0.05
        other = rng.choice(buyers)
        rows.append(
            _sale(rng, on, f"{prefix}/26-27/{place + 1:04d}", other, product, quantity, unit, rate, seller, returned)
        )
    return tuple(rows)


def _measured(rng: Random, product: Product, budget: Decimal) -> tuple[Decimal, str, Decimal]:
    """Quantity in tonnes or kilograms with the rate per that unit."""
    tonnes = budget * Decimal(str(round(rng.uniform(0.5, 1.0), 3)))
    if product.rupees_a_tonne > 5_000_000:
        return (
            max((tonnes * 1000).quantize(Decimal("0.001")), Decimal("0.050")),
            "KGS",
            paisa(Decimal(product.rupees_a_tonne) / 1000),
        )
    return (
        max(tonnes.quantize(Decimal("0.001")), Decimal("0.100")),
        "MT",
        paisa(Decimal(product.rupees_a_tonne) * Decimal(str(round(rng.uniform(0.97, 1.03), 4)))),
    )


def _sale(
    rng: Random, on: date, number: str, other: Company, product: Product, quantity: Decimal, unit: str, rate: Decimal,
    seller: Company, returned: bool,
) -> Sale:  # fmt: skip
    if returned:
        quantity, number = -(quantity / 4).quantize(Decimal("0.001")), number.replace("/26-27/", "/CN/")
    value = paisa(quantity * rate)
    between = other.address.state != seller.address.state
    half = paisa(value * Decimal("0.09"))
    tax = paisa(value * Decimal("0.18")) if between else half * 2
    return Sale(on, number, other, product, quantity, unit, rate, value, tax, between)


def _companies(rng: Random, shape: Shape, applicant: str) -> tuple[GroupCompany, ...]:
    """Revenues whose total stands clearly on the group's side of Rs 200 crore."""
    if shape.group == "A":
        own, holding, child = rng.randrange(9_000, 16_000), rng.randrange(15_000, 60_000), rng.randrange(1_000, 4_000)
    else:
        own, holding, child = rng.randrange(2_200, 7_800), rng.randrange(2_400, 7_400), rng.randrange(300, 1_900)
    lakh = CRORE / 100
    parent = f"{rng.choice(('Vanaspatyam', 'Meghavarna', 'Ashtadhara', 'Sthirangana'))} Holdings Limited"
    subsidiary = f"{applicant.split()[0]} Logistics Private Limited"
    rows = [GroupCompany(applicant, "applicant", own * lakh + rng.randrange(1, 99) * 1000)]
    if rng.random() < 0.75:
        rows.append(GroupCompany(parent, "holding", holding * lakh + rng.randrange(1, 99) * 1000))
    elif shape.group == "A":
        rows[0] = GroupCompany(applicant, "applicant", (own + holding) * lakh)
    if rng.random() < 0.5:
        rows.append(GroupCompany(subsidiary, "subsidiary", child * lakh + rng.randrange(1, 99) * 1000))
    return tuple(rows)
