"""What decides among things a paper prints side by side: ticks, whole addresses, whole lists, whose number it is."""

import pytest

from extractors import read_document
from extractors.values.places import joined_parts
from extractors.values.texts import end_of_list
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title


def consent(tmp_path, *blocks):
    return read_document(
        paper(
            tmp_path / "consent.pdf",
            title("Rajasthan State Pollution Control Board"),
            *blocks,
            p("under the Water (Prevention & Control of Pollution) Act, 1974 and the Air Act, 1981"),
            p("Consent No: RPCB/2026/0417"),
            p("Date of issue: 11.07.2026"),
            p("Name of the unit: Aravali Resource Recovery Limited"),
            p("Valid up to: 10.07.2031"),
        )
    ).fields


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["[ ] Consent to Establish   [X] Consent to Operate   [ ] Renewal"], "consent_to_operate"),
        (["☐ CTO", "☐ Refusal", "☑ CTE"], "consent_to_establish"),
        (["Consent for Establishment ☐", "Consent for Operation ☑"], "consent_to_operate"),
        (["(x) Consent to establish / ( ) Consent to operate"], "consent_to_establish"),
    ],
)
def test_the_ticked_kind_decides_wherever_its_box_stands(tmp_path, lines, kind):
    field = consent(tmp_path, title("CONSENT ORDER"), *(p(it) for it in lines))["authorisation_kind"]
    assert field.value == kind
    assert field.confidence >= SURE


@pytest.mark.parametrize("title_line", ["Consent to Establish / Consent to Operate", "CTO or CTE", "CTE/CTO"])
def test_a_title_with_both_kinds_decides_nothing(tmp_path, title_line):
    told = consent(tmp_path, title(title_line), p("Consent to operate is hereby granted to the unit named below."))
    assert told["authorisation_kind"].value == "consent_to_operate"
    untold = consent(tmp_path, title(title_line))
    assert "authorisation_kind" not in untold or untold["authorisation_kind"].confidence < SURE


def test_a_list_of_kinds_with_none_or_both_ticked_is_doubtful(tmp_path):
    for lines in (["☐ Consent to Establish", "☐ Consent to Operate"], ["☑ Consent to Establish ☑ Consent to Operate"]):
        fields = consent(tmp_path, title("CONSENT ORDER"), *(p(it) for it in lines))
        assert "authorisation_kind" not in fields or fields["authorisation_kind"].confidence < SURE


def test_one_place_that_names_both_kinds_is_doubtful(tmp_path):
    fields = consent(tmp_path, title("Consent to Establish granted and Consent to Operate of the same unit"))
    assert fields["authorisation_kind"].confidence < SURE


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        (
            "Plot No.: G-59 Road: MIDC Phase 2 District: Nagpur PIN: 441122",
            "Plot No. G-59, MIDC Phase 2, Nagpur - 441122",
        ),
        ("Shed 4, Village: Kheda Taluka: Daskroi State: Gujarat", "Shed 4, Kheda, Daskroi, Gujarat"),
        ("Sector: 5 City: Manesar Pincode: 122051", "Sector 5, Manesar - 122051"),
        ("Survey No. 12, Area Kheda, District Anand", None),
        (
            "Plot No E-4, UPSIDC Site 2 Tehsil :Sikandrabad, District :BULAND SHAHR",
            "Plot No E-4, UPSIDC Site 2, Tehsil Sikandrabad, District BULAND SHAHR",
        ),
        ("Gat No. 41/2, Village: Nighoje Taluka: Khed", "Gat No. 41/2, Village Nighoje, Taluka Khed"),
    ],
)
def test_labelled_parts_of_an_address_are_joined_without_labels(printed, joined):
    assert joined_parts(printed) == joined


def test_an_address_that_a_sentence_gives_only_in_part_is_not_taken(tmp_path):
    whole = "Gat No. 77, Plot 9, MIDC Industrial Area, Butibori, Nagpur, Maharashtra - 441122"
    rows = [["Site address"], [whole]]
    fields = consent(tmp_path, title("CONSENT TO OPERATE"), grid(rows, [400]))
    assert fields["unit_address"].value == whole


def test_an_address_told_only_from_its_midst_is_doubtful(tmp_path):
    fields = consent(
        tmp_path, title("CONSENT TO OPERATE"), p("Granted to the works of M/s Aravali Metals, Khasra No. 41, Plot 6,"
        " RIICO Industrial Area, Bhiwadi, Rajasthan - 301019."),
    )  # fmt: skip
    field = fields.get("unit_address")
    assert field is None or "41" in str(field.value) or field.confidence < SURE


@pytest.mark.parametrize(
    ("text", "ends_before"),
    [
        ("(a) Invest by 3.4.2026. (b) Furnish a guarantee of Rs. 12 lakh; 3. Please acknowledge.", "3. Please"),
        ("(i) One. (ii) As in para 2. above. (iii) Three. 4. Acknowledge.", "4. Acknowledge"),
        ("1. One of 2026. 2. Two. 3. Three.", None),
        ("No list at all. 2. Two.", None),
    ],
)
def test_a_list_ends_before_a_number_that_is_none_of_its_own(text, ends_before):
    assert end_of_list(text) == (text.index(ends_before) if ends_before else len(text))


@pytest.mark.parametrize(
    "numbers", [["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"], ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"]]
)
def test_all_conditions_of_a_letter_are_read(tmp_path, numbers):
    items = [
        f"{number} The participant shall by {day}.08.2026 file with this office the statement numbered {day}/2026 "
        "together with a certificate of its chartered accountant and of its chartered engineer."
        for day, number in enumerate(numbers, 11)
    ]
    reading = read_document(
        paper(
            tmp_path / "letter.pdf",
            title("Incentive Scheme for Promotion of Critical Minerals Recycling"),
            p("No. JNARDDC/PMA/CMR/2026/050                     Dated 29.04.2026"),
            p("To, M/s Aravali Resource Recovery Limited, Plot 3, Bhiwadi, Rajasthan - 301019"),
            p("Subject: Approval of application under the Incentive Scheme, Group A"),
            p("1. Your application has been approved by the Executive Committee."),
            p("2. The approval is subject to the following conditions:"),
            *(p(it, indent=30) for it in items),
            p("3. Receipt of this letter may please be acknowledged."),
            p("Yours faithfully,"),
        )
    )
    assert reading.fields["conditions"].value == " ".join(items)


def test_a_partys_number_in_a_ledger_is_not_the_sellers(tmp_path):
    rows = [["Date", "Invoice No", "Particulars", "Qty", "Taxable value"]]
    rows += [[f"0{n}.09.2026", f"AR/{n}", "Copper Cathode", "2.5 MT", f"1{n},00,000.00"] for n in range(1, 6)]
    reading = read_document(
        paper(
            tmp_path / "ledger.pdf",
            title("SALES REGISTER"),
            p("Aravali Resource Recovery Limited"),
            p("1-Sep-2026 to 30-Sep-2026"),
            grid(rows, [70, 70, 120, 70, 100]),
            p("(sold to party, GSTIN 24LBICB2428Y1ZL) (sold to buyer's GSTIN 24LBICB2428Y1ZL)"),
        )
    )
    assert "gstin" not in reading.fields or reading.fields["gstin"].confidence < SURE


def test_what_an_order_permitted_before_does_not_stand_beside_what_it_permits_now(tmp_path):
    fields = consent(
        tmp_path, title("AMENDMENT TO CONSENT TO OPERATE"),
        p("The unit was earlier permitted to recycle 3600 MT per annum of e-waste."),
        p("The Board amends that order and permits the unit to recycle 9000 MT per annum of e-waste."),
    )  # fmt: skip
    assert str(fields["capacity_tpa"].value) == "9000"


def test_a_scheme_s_provisions_are_no_condition_and_a_condition_ends_with_its_sentence(tmp_path):
    def conditions(sentence):
        blocks = (
            title("Incentive Scheme for Promotion of Critical Minerals Recycling"),
            p("No. JNARDDC/PMA/CMR/2026/051                     Dated 29.04.2026"),
            p("To, M/s Aravali Resource Recovery Limited, Plot 3, Bhiwadi, Rajasthan - 301019"),
            p(f"Your application has been approved by the Executive Committee under Group A. {sentence}"),
            p("Date of approval: 30.03.2026"),
        )
        return read_document(paper(tmp_path / "letter.pdf", *blocks)).fields.get("conditions")

    assert conditions("The approval is subject to the provisions of the Scheme.") is None
    assert conditions("The approval is subject to the conditions of the Scheme.") is None
    told = conditions("The approval is subject to the start of production by 10.09.2026. It may be withdrawn.")
    assert told is not None
    assert str(told.value).rstrip(".") == "the start of production by 10.09.2026"


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        (
            "The unit is hereby registered with effect from the date of this order for a period of four years.",
            "2030-07-12",
        ),
        ("Records shall be submitted for a period of four years from the date of this order.", None),
    ],
)
def test_a_term_that_an_order_grants_is_told_from_one_that_it_demands(tmp_path, sentence, last):
    blocks = (
        title("Central Pollution Control Board"),
        title("CERTIFICATE OF REGISTRATION OF RECYCLER"),
        p("under the E-Waste (Management) Rules, 2022"),
        p("Registration No: EW/REC/2026/00417"),
        p("Date of issue: 12.07.2026"),
        p("Name of the unit: Aravali Resource Recovery Limited"),
        p(sentence),
    )
    until = read_document(paper(tmp_path / "registration.pdf", *blocks)).fields.get("valid_until")
    assert (until and str(until.value)) == last
