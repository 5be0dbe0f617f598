"""Invented companies, people, places and numbers. No name here belongs to a real recycler, firm or person.

Places are real industrial districts, because boards, PIN codes and GST state codes must agree; plots are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BASE36 = "0123456789" + LETTERS


@dataclass(frozen=True, slots=True)
class State:
    """A state with its GST code, the state letters of a CIN, and its pollution control board."""

    name: str
    hindi: str
    gst_code: str
    cin_letters: str
    board: str
    board_hindi: str
    short: str
    seat: str


STATES = {
    state.cin_letters: state
    for state in (
        State("Maharashtra", "महाराष्ट्र", "27", "MH", "Maharashtra Pollution Control Board",
              "महाराष्ट्र प्रदूषण नियंत्रण मंडळ", "MPCB", "Kalpataru Point, Sion (East), Mumbai 400022"),
        State("Tamil Nadu", "तमिलनाडु", "33", "TN", "Tamil Nadu Pollution Control Board",
              "तमिलनाडु प्रदूषण नियंत्रण बोर्ड", "TNPCB", "76, Mount Salai, Guindy, Chennai 600032"),
        State("Gujarat", "गुजरात", "24", "GJ", "Gujarat Pollution Control Board",
              "गुजरात प्रदूषण नियंत्रण बोर्ड", "GPCB", "Paryavaran Bhavan, Sector 10-A, Gandhinagar 382010"),
        State("Uttar Pradesh", "उत्तर प्रदेश", "09", "UP", "Uttar Pradesh Pollution Control Board",
              "उत्तर प्रदेश प्रदूषण नियंत्रण बोर्ड", "UPPCB", "Vibhuti Khand, Gomti Nagar, Lucknow 226010"),
        State("Madhya Pradesh", "मध्य प्रदेश", "23", "MP", "Madhya Pradesh Pollution Control Board",
              "मध्य प्रदेश प्रदूषण नियंत्रण बोर्ड", "MPPCB", "E-5, Arera Colony, Paryavaran Parisar, Bhopal 462016"),
        State("Rajasthan", "राजस्थान", "08", "RJ", "Rajasthan State Pollution Control Board",
              "राजस्थान राज्य प्रदूषण नियंत्रण मण्डल", "RSPCB", "4, Institutional Area, Jhalana Doongri, Jaipur 302004"),
        State("Karnataka", "कर्नाटक", "29", "KA", "Karnataka State Pollution Control Board",
              "कर्नाटक राज्य प्रदूषण नियंत्रण बोर्ड", "KSPCB", "Parisara Bhavana, Church Street, Bengaluru 560001"),
        State("Haryana", "हरियाणा", "06", "HR", "Haryana State Pollution Control Board",
              "हरियाणा राज्य प्रदूषण नियंत्रण बोर्ड", "HSPCB", "C-11, Sector 6, Panchkula 134109"),
        State("Andhra Pradesh", "आंध्र प्रदेश", "37", "AP", "Andhra Pradesh Pollution Control Board",
              "आंध्र प्रदेश प्रदूषण नियंत्रण बोर्ड", "APPCB", "APIIC Colony Road, Gurunanak Colony, Vijayawada 520007"),
        State("Punjab", "पंजाब", "03", "PB", "Punjab Pollution Control Board",
              "पंजाब प्रदूषण नियंत्रण बोर्ड", "PPCB", "Vatavaran Bhawan, Nabha Road, Patiala 147001"),
    )
}  # fmt: skip

_ESTATES = {
    "MH": (("MIDC Industrial Area, Butibori", "Nagpur", "441122"), ("MIDC Kurkumbh, Taluka Daund", "Pune", "413802")),
    "TN": (("SIPCOT Industrial Complex, Gummidipoondi", "Thiruvallur", "601201"),
           ("SIDCO Industrial Estate, Kappalur", "Madurai", "625008")),
    "GJ": (("GIDC Estate, Sanand-II", "Ahmedabad", "382110"), ("GIDC Industrial Estate, Panoli", "Bharuch", "394116")),
    "UP": (("UPSIDA Industrial Area, Sikandrabad", "Bulandshahr", "203205"),
           ("M.G. Road Industrial Area, Dhaulana", "Hapur", "245101")),
    "MP": (("Industrial Area No. 3, Pithampur", "Dhar", "454775"), ("Industrial Area, Mandideep", "Raisen", "462046")),
    "RJ": (("RIICO Industrial Area, Neemrana", "Alwar", "301705"),
           ("RIICO Industrial Area, Kaladwas", "Udaipur", "313003")),
    "KA": (("KIADB Industrial Area, Doddaballapura", "Bengaluru Rural", "561203"),
           ("KIADB Industrial Area, Vasanthanarasapura", "Tumakuru", "572128")),
    "HR": (("HSIIDC Industrial Estate, Bawal", "Rewari", "123501"),
           ("HSIIDC Industrial Estate, Barhi", "Sonipat", "131101")),
    "AP": (("APIIC Industrial Park, Atchutapuram", "Anakapalli", "531011"),
           ("APIIC Industrial Estate, Naidupeta", "Tirupati", "524126")),
    "PB": (("Focal Point, Phase VIII", "Ludhiana", "141010"), ("Focal Point, Derabassi", "SAS Nagar", "140507")),
}  # fmt: skip

_STEMS = (
    "Nirjhara", "Tarumitra", "Dhatuvani", "Prakshala", "Suvarchasa", "Kshitijodaya", "Ujjvalini", "Mrittika",
    "Vasuratna",
    "Anavarta", "Khanijottara", "Pragatara", "Samvardhika", "Ratnodbhava", "Jvalamitra", "Neelotpala", "Saptadhatu",
    "Arunachhaya", "Vriddhika", "Tejorasa", "Parivartika", "Loharchana", "Girisrava", "Chitrabhanava", "Hemadriva",
)  # fmt: skip
_TRADES = (
    "Metals", "Resource Recovery", "Recyclers", "Urban Mining", "Metallurgicals", "Green Elements", "Battery Materials",
    "Minerals & Metals", "Circular Technologies",
)  # fmt: skip
_VENDOR_STEMS = (
    "Bhrigusha", "Ankurita", "Charvika", "Drishtara", "Erandola", "Falguma", "Gomukhi", "Harivamsa", "Indravati Fab",
    "Jaladhara", "Kaushtubha", "Lavangi", "Mandarika", "Navodita", "Omkarani", "Pushkalava", "Rohitaka", "Shalivana",
    "Trishira", "Udayaga", "Varunika", "Yashodeva", "Zarina-Vale", "Amravalli", "Brihatkaya",
)  # fmt: skip
_VENDOR_TRADES = (
    "Engineering Works", "Process Systems", "Fabricators", "Thermal Equipments", "Electricals", "Pumps & Valves",
    "Filtration Technologies", "Industrial Furnaces", "Controls & Automation", "Infra Projects",
)  # fmt: skip
_FORMS = ("Pvt Ltd", "Private Limited", "Limited")
_BUYER_TRADES = (
    "Cathode Materials",
    "Chemicals",
    "Alloys",
    "Electro-Chem Industries",
    "Advanced Ceramics",
    "Trading Co.",
)
_GIVEN = (
    "Anvita", "Devdatta", "Ishanvi", "Kartavya", "Lopamudra", "Mihirkant", "Nalinaksha", "Oviya", "Padmarekha",
    "Ritvika", "Satyavrat", "Tarunima", "Vedashri", "Yugandhar",
)  # fmt: skip
_FAMILY = (
    "Deshkaranji", "Pravalkar", "Sundarvanam", "Mithapurkar", "Chandrasheela", "Vaidyaratne", "Gokhruwala",
    "Ambarkhane",
    "Tirumalavasan", "Neelagrivan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """An invented plot in a real industrial estate."""

    plot: str
    area: str
    district: str
    state: State
    pin: str

    @property
    def line(self) -> str:
        """The address in one line."""
        return f"{self.plot}, {self.area}, {self.district}, {self.state.name} - {self.pin}"

    @property
    def lines(self) -> tuple[str, str, str]:
        """The address in three lines, as letters print it."""
        return f"{self.plot}, {self.area},", f"{self.district},", f"{self.state.name} - {self.pin}"


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company with identifiers that agree with each other."""

    name: str
    pan: str
    cin: str
    gstin: str
    address: Address


@dataclass(frozen=True, slots=True)
class Accountant:
    """An invented chartered accountant."""

    name: str
    firm: str
    membership_number: str
    frn: str
    city: str

    def udin(self, day: date, rng: Random) -> str:
        """A UDIN in right form that carries this member's number: YY, six digits, ten characters."""
        return f"{day:%y}{self.membership_number}{_letters(rng, 6)}{rng.randrange(10_000):04d}"


def _letters(rng: Random, count: int) -> str:
    return "".join(rng.choice(LETTERS) for _ in range(count))


def gstin_check_character(first_fourteen: str) -> str:
    """The fifteenth character of a GSTIN: weights 1, 2, 1, 2 …, base-36 digits of each product added (DOCUMENTS 16)."""
    total = 0
    for place, character in enumerate(first_fourteen):
        product = _BASE36.index(character) * (1 + place % 2)
        total += product // 36 + product % 36
    return _BASE36[(36 - total % 36) % 36]


def gstin(state: State, pan: str, entity: str = "1") -> str:
    """A GSTIN of the PAN in the state."""
    body = f"{state.gst_code}{pan}{entity}Z"
    return body + gstin_check_character(body)


def company(rng: Random, state: State, name: str, *, since: int | None = None) -> Company:
    """A private or public limited company of this name, registered in the state."""
    pan = f"{_letters(rng, 3)}C{name[0].upper()}{rng.randrange(1, 10_000):04d}{rng.choice(LETTERS)}"
    kind = "PTC" if "Private" in name or "Pvt" in name else "PLC"
    year = since or rng.randrange(2009, 2024)
    nic = rng.choice(("38300", "38200", "24209", "20119", "37200"))
    cin = f"U{nic}{state.cin_letters}{year}{kind}{rng.randrange(100_000, 999_999)}"
    return Company(name, pan, cin, gstin(state, pan), address(rng, state))


def address(rng: Random, state: State) -> Address:
    """An invented plot in one of the state's estates."""
    area, district, pin = rng.choice(_ESTATES[state.cin_letters])
    plot = rng.choice(
        (
            f"Plot No. {rng.choice('ABCDEG')}-{rng.randrange(2, 190)}",
            f"Survey No. {rng.randrange(20, 420)}/{rng.randrange(1, 9)}",
            f"Plot No. {rng.randrange(11, 300)} & {rng.randrange(301, 340)}",
            f"Khasra No. {rng.randrange(100, 999)}, Plot {rng.randrange(2, 60)}",
        )
    )
    return Address(plot, area, district, state, pin)


def applicant_name(rng: Random) -> str:
    """The name of an applicant."""
    form = rng.choice(("Private Limited", "Private Limited", "Pvt. Ltd.", "Limited"))
    return f"{rng.choice(_STEMS)} {rng.choice(_TRADES)} {form}"


def vendor(rng: Random) -> Company:
    """A supplier of plant and machinery somewhere in India."""
    name = f"{rng.choice(_VENDOR_STEMS)} {rng.choice(_VENDOR_TRADES)} {rng.choice(_FORMS)}"
    return company(rng, rng.choice(tuple(STATES.values())), name)


def buyer(rng: Random) -> Company:
    """A buyer of recovered salts and metals somewhere in India."""
    name = f"{rng.choice(_VENDOR_STEMS)} {rng.choice(_BUYER_TRADES)} {rng.choice(_FORMS)}"
    return company(rng, rng.choice(tuple(STATES.values())), name)


def person(rng: Random) -> str:
    """The name of a person nobody is."""
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


def accountant(rng: Random) -> Accountant:
    """A chartered accountant and the firm."""
    name = person(rng)
    firm = f"{name.split()[1]} {rng.choice(('& Associates', '& Co.', 'and Company LLP'))}"
    region = rng.choice("NSWCE")
    frn = f"{rng.randrange(1_000, 30_000):06d}{region}"
    return Accountant(
        name,
        firm,
        f"{rng.randrange(31_000, 612_000):06d}",
        frn,
        rng.choice(("Nagpur", "Pune", "Jaipur", "Chennai", "Indore")),
    )


def day(rng: Random, first: date, last: date) -> date:
    """A day between two days, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))
