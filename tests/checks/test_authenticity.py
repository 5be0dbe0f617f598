"""Identifiers that prove themselves, certificates used once, invoices claimed once."""

from dataclasses import replace

import pytest

from records.gstins import is_gstin
from records.identifier_forms import ALPHABET
from records.neighbours import Neighbours, around
from records.readings import TableRow
from tests.checks.factory import (
    CIN,
    GSTIN,
    ITEMS,
    NAME,
    OTHER_UDIN,
    UDIN,
    VENDOR_GSTIN,
    application,
    appraised,
    capex_statement,
    changed,
    claim,
    day,
    doubtful,
    finding,
    item,
    paper,
    rs,
    sale,
    status,
)

WRONG = GSTIN[:-1] + "7"


class TestIdentifiers:
    check = "authenticity.identifiers"

    @pytest.mark.parametrize(
        ("change", "verdict"),
        [
            ({}, "pass"),
            ({"gstin": WRONG}, "fail"),
            ({"pan": "AAKCD48210"}, "fail"),
            ({"pan": "AAKZD4821M"}, "fail"),
            ({"cin": "U38210MH2024PTC41882"}, "fail"),
            ({"cin": "U38210MH1702PTC418822"}, "fail"),
        ],
    )
    def test_form_and_check_digit(self, change, verdict):
        assert status(self.check, claim(application_form=change)) == verdict

    def test_a_wrong_check_digit_in_doubt_is_no_fail(self):
        assert (
            status(self.check, doubtful(claim(application_form={"gstin": WRONG}), "application_form", "gstin"))
            == "refer"
        )

    def test_an_unknown_state_code_is_for_a_person(self):
        found = finding(self.check, claim(sales_ledger={"gstin": "88AAKCD4821M1Z3"}))
        assert (found.status, "state code" in found.reason) == ("refer", True)

    def test_ladakh_38_and_other_territory_97_are_states(self):
        assert status(self.check, claim(sales_ledger={"gstin": with_check_digit("38AAKCD4821M1Z")})) == "pass"
        assert status(self.check, claim(sales_ledger={"gstin": with_check_digit("97AAKCD4821M1Z")})) == "pass"

    def test_vendors_and_buyers_are_looked_at_too(self):
        rows = [item("35 crore", vendor_gstin=VENDOR_GSTIN[:-1] + "3")]
        assert status(self.check, claim(items=rows)) == "fail"
        assert status(self.check, claim(sales=[sale("2026-09-12", buyer_gstin=WRONG)])) == "fail"

    def test_a_doubtful_print_of_a_gstin_that_another_row_prints_surely_is_settled(self):
        rows = [item("20 crore", vendor_gstin=VENDOR_GSTIN), item("15 crore", vendor_gstin=VENDOR_GSTIN)]
        case = doubtful(claim(items=rows), "capex_statement", "vendor_gstin", row=1)
        assert status(self.check, case) == "pass"
        assert status(self.check, doubtful(case, "capex_statement", "vendor_gstin", row=0)) == "refer"

    def test_a_cin_read_in_doubt_that_another_paper_prints_surely_is_settled(self):
        for cin, verdict in ((CIN, "pass"), ("U38210MH2024PTC418823", "refer")):
            formed = paper("incorporation_certificate", {"cin": cin}, confidence=0.85)
            assert status(self.check, claim(extra=[formed])) == verdict

    @pytest.mark.parametrize(
        ("place", "verdict"),
        [
            ("Plot C-14, MIDC Butibori, Nagpur, Maharashtra 441122", "pass"),
            ("Plot 7, GIDC Dahej, Bharuch, Gujarat - 392130", "refer"),
            ("S. No. 44, Dahej 392130", "refer"),
            ("गट क्र. 12, नागपुर, महाराष्ट्र", "pass"),
            ("Gat No. 12, opposite the mill", "pass"),  # it says no state
            ("Gat No. 12, Gujarat Housing Colony, Nagpur 441122", "pass"),  # the PIN code tells
        ],
    )
    def test_a_registration_is_for_a_place_in_the_state_of_its_code(self, place, verdict):
        registration = paper("gst_registration", {"gstin": GSTIN, "legal_name": NAME, "principal_address": place})
        assert status(self.check, claim(extra=[registration])) == verdict

    def test_without_any_it_is_missing(self):
        bare = {"cin": None, "pan": None, "gstin": None}
        assert status(self.check, application(application_form=bare)) == "missing"

    def test_it_makes_the_recommendation_refer(self):
        assert (
            appraised(claim(items=[item("35 crore", vendor_gstin=VENDOR_GSTIN[:-1] + "3")])).recommendation == "refer"
        )


def with_check_digit(fourteen):
    return next(fourteen + it for it in ALPHABET if is_gstin(fourteen + it))


class TestUdin:
    check = "authenticity.udin"

    @pytest.mark.parametrize(
        ("change", "verdict"),
        [
            ({}, "pass"),
            ({"udin": "26104417BKXMPR482"}, "fail"),
            ({"udin": "261044171234567890"}, "pass"),
            ({"udin": "26999999BKXMPR4821"}, "fail"),
            ({"ca_membership_number": "104418"}, "fail"),
            ({"ca_membership_number": None}, "refer"),
            ({"udin": None}, "missing"),
            ({"certificate_date": day("2027-01-10")}, "pass"),
            ({"certificate_date": day("2025-12-29")}, "pass"),
            ({"certificate_date": day("2024-12-29")}, "refer"),
            ({"certificate_date": None}, "refer"),
        ],
    )
    def test_form_member_and_year(self, change, verdict):
        assert status(self.check, claim(capex_statement=change)) == verdict

    def test_a_udin_made_after_the_turn_of_the_year_is_noted(self):
        found = finding(self.check, claim(capex_statement={"certificate_date": day("2025-12-29")}))
        assert f"{UDIN} is of the year before or after" in found.reason

    def test_leading_zeros_of_a_membership_number_are_part_of_it(self):
        case = claim(capex_statement={"udin": "26087214RFXGQT2163", "ca_membership_number": "87214"})
        assert status(self.check, case) == "pass"

    def test_one_udin_under_two_certificates_fails(self):
        found = finding(self.check, claim(gmr_certificate={"udin": UDIN}))
        assert found.status == "fail"
        assert "capex_statement.pdf" in found.reason and "gmr_certificate.pdf" in found.reason

    def test_two_scans_of_one_certificate_are_one(self):
        again = paper("capex_statement", capex_statement(ITEMS), ITEMS, file="scan.pdf", confidence=0.85)
        assert appraised(claim(extra=[again])).recommendation == "eligible"
        assert appraised(claim(extra=[again])).incentive == appraised(claim()).incentive

    def test_a_doubtful_mismatch_is_no_fail(self):
        case = claim(capex_statement={"ca_membership_number": "104418"})
        assert status(self.check, doubtful(case, "capex_statement", "ca_membership_number")) == "refer"

    def test_another_application_with_the_same_udin_is_for_a_person(self):
        mine, other = claim(), rename(claim(gmr_certificate={"udin": "26104417ZZZZZZ1111"}), "B-0001")
        found = finding(self.check, mine, around([mine, other])["A-0417"])
        assert (found.status, "B-0001" in found.reason) == ("refer", True)
        assert OTHER_UDIN not in found.reason

    def test_without_certificates_nothing_is_asked(self):
        assert status(self.check, application(gmr_certificate=None)) == "not_applicable"


def rename(case, application_id):
    return replace(case, application_id=application_id)


class TestDuplicateInvoice:
    check = "authenticity.duplicate_invoice"

    def test_the_same_invoice_twice_with_one_amount_fails_and_says_how_much(self):
        found = finding(self.check, claim(items=[*ITEMS, ITEMS[1]]))
        assert (found.status, "₹6.00 crore must not be counted again" in found.reason) == ("fail", True)

    def test_the_print_of_a_number_does_not_hide_it(self):
        rows = [
            *ITEMS,
            item("6.00 crore", number="ve-17", date="2026-02-11"),
            item("6.00 crore", number="VE/17", date="2026-03-11"),
        ]
        assert status(self.check, claim(items=rows)) == "fail"

    def test_two_amounts_under_one_number_may_be_two_lines_of_it(self):
        rows = [item("6 crore", number="VE/17"), item("5 crore", number="VE/17")]
        assert status(self.check, claim(items=rows)) == "refer"

    def test_the_same_number_of_another_vendor_or_year_is_another_invoice(self):
        rows = [
            item("6 crore", number="17"),
            item("6 crore", number="17", vendor="Kaveri Process Systems LLP"),
            item("6 crore", number="17", date="2026-04-02"),
        ]
        assert status(self.check, claim(items=rows)) == "pass"

    def test_a_vendor_is_told_by_gstin_before_name(self):
        rows = [
            item("6 crore", number="17", vendor_gstin=VENDOR_GSTIN),
            item("6 crore", number="17", vendor="Vajra Engg", vendor_gstin=VENDOR_GSTIN),
        ]
        assert status(self.check, claim(items=rows)) == "fail"

    @pytest.mark.parametrize(
        ("one", "other", "verdict"),
        [
            ("KPE/25-26/0466", "KPE-25-26-466", "refer"),
            ("SHS/1247/25-26", "SHS 1247 / 25-26", "refer"),
            ("INV-007", "inv 7", "refer"),
            ("SR/1/12", "SR/11/2", "pass"),
            ("SR/10", "SR/100", "pass"),
        ],
    )
    def test_numbers_that_differ_by_zeros_or_separators_may_be_one_invoice(self, one, other, verdict):
        rows = [item("6 crore", number=one), item("5 crore", number=other, date="2026-03-12")]
        found = finding(self.check, claim(items=[*ITEMS, *rows]))
        assert found.status == verdict, found.reason
        assert ("printed in two ways" in found.reason) == (verdict == "refer")

    def test_of_two_vendors_or_years_they_are_two(self):
        rows = [
            item("6 crore", number="7/026"),
            item("6 crore", number="7/26", vendor="Kaveri Process Systems LLP"),
            item("6 crore", number="7-26", date="2026-04-02"),
        ]
        assert status(self.check, claim(items=rows)) == "pass"

    @pytest.mark.parametrize(
        ("how", "verdict"),
        [
            ({}, "refer"),
            ({"date": "2026-04-11"}, "pass"),
            ({"description": "Rotary kiln No. 2"}, "pass"),
            ({"description": "Cooling drum"}, "pass"),
            ({"vendor": "Kaveri Process Systems LLP"}, "pass"),
            ({"amount": "6.30 crore"}, "pass"),
        ],
    )
    def test_the_very_same_purchase_of_one_day_under_two_numbers_may_be_one(self, how, verdict):
        first = {"amount": "6.20 crore", "date": "2026-04-10", "description": "Rotary kiln No. 1"}
        rows = [item(**first, number="PET/26-27/0318"), item(**(first | how), number="PET/26-27/0381")]
        assert status(self.check, claim(items=[*ITEMS, *rows])) == verdict

    @pytest.mark.parametrize(
        ("other", "amount", "verdict"),
        [
            ("VE26270761", "6.30 crore", "pass"),  # the amount is another
            ("VE26270761", "6.20 crore", "refer"),
            ("0761", "6.20 crore", "refer"),
            ("VE/26-27/0762", "6.20 crore", "pass"),  # whole lakhs may well come twice
        ],
    )
    def test_one_amount_under_one_running_number_may_be_one_invoice(self, other, amount, verdict):
        first = item("6.20 crore", number="VE/26-27/0761", date="2026-04-10", description="Kiln")
        second = item(amount, number=other, date="2026-04-11", description="Drum")
        found = finding(self.check, claim(items=[*ITEMS, first, second]))
        assert found.status == verdict, found.reason

    @pytest.mark.parametrize(
        ("words", "vendor", "amount", "verdict"),
        [
            ("Kiln, rotary, refractory lined", "Vajra Engineering Works", "16345352.19", "refer"),
            ("Thermal desorption drum", "Vajra Engineering Works", "16345352.19", "refer"),  # of one vendor
            ("Thermal desorption drum", "Kaveri Process Systems LLP", "16345352.19", "pass"),
            ("Rotary kiln with afterburner, R-2", "Kaveri Process Systems LLP", "16345352.19", "pass"),
            ("rotary kiln with Afterburner, R-1", "Kaveri Process Systems LLP", "16345352.19", "refer"),
            ("Rotary kiln with afterburner, R-2", "Vajra Engineering Works", "16345352.19", "pass"),  # its own mark
            ("Rotary kiln with afterburner, R-1", "Vajra Engineering Works", "16345352.20", "pass"),  # a paisa more
        ],
    )
    def test_one_odd_price_on_two_invoices_may_be_one_machine(self, words, vendor, amount, verdict):
        first = item("16345352.19", number="VE/7", description="Rotary kiln with afterburner, R-1")
        second = item(amount, number="VE/19", description=words, vendor=vendor)
        found = finding(self.check, claim(items=[*ITEMS, first, second]))
        assert found.status == verdict, found.reason
        assert ("one machine" in found.reason) == (verdict == "refer")

    @pytest.mark.parametrize(
        ("amount", "verdict"), [("1630000", "refer"), ("1600000", "pass")]
    )  # a price in whole lakhs tells nothing
    def test_like_words_at_one_price_that_is_no_whole_lakh(self, amount, verdict):
        later = item(amount, number="VE/9", date="2026-02-15", description="Mixer")
        rows = [*ITEMS, item(amount, number="VE/7", description="Mixer"), later]
        assert status(self.check, claim(items=rows)) == verdict
        once = item(amount, number="VE/7", description="Mixer, 2 nos.")
        assert status(self.check, claim(items=[*ITEMS, once])) == "pass"

    @pytest.mark.parametrize(
        ("number", "vendor", "amount", "words", "verdict"),
        [
            ("VE/7", "Vajra Engineering Works", "6.30 crore", "Drum", "refer"),  # zeros, whatever the amount
            ("VE7", "Vajra Engineering Works", "62000000.50", "Drum", "refer"),  # running number and amount
            ("VE/70", "Vajra Engineering Works", "6.20 crore", "Drum", "pass"),
            ("VE/70", "Vajra Engineering Works", "62000000.50", "Drum", "refer"),  # an odd price of one vendor
            ("K/70", "Kaveri Process Systems LLP", "62000000.50", "Kiln", "refer"),  # the same words at an odd price
            ("K/70", "Kaveri Process Systems LLP", "62000000.50", "Drum", "pass"),
            ("VE/7", "Kaveri Process Systems LLP", "6.30 crore", "Drum", "pass"),
        ],
    )
    def test_an_invoice_or_machine_of_another_application_written_otherwise(
        self, number, vendor, amount, words, verdict
    ):
        mine = claim(items=[item("62000000.50", number="VE/007", description="Kiln"), item("20 crore")])
        theirs = item(amount, number=number, vendor=vendor, description=words)
        other = rename(claim(items=[theirs, item("29 crore", number="X/1")]), "B-0001")
        found = finding(self.check, mine, around([mine, other])["A-0417"])
        assert found.status == verdict, found.reason

    def test_where_every_gstin_is_settled_no_name_need_be_sure(self):
        rows = [item("20 crore", vendor_gstin=VENDOR_GSTIN), item("15 crore", vendor_gstin=VENDOR_GSTIN, number="X/9")]
        case = doubtful(claim(items=rows), "capex_statement", "vendor", row=1)
        assert status(self.check, case) == "pass"
        assert status(self.check, doubtful(case, "capex_statement", "invoice_number", row=1)) == "refer"
        rows[1].pop("vendor_gstin")  # now the name alone tells that row's vendor
        assert status(self.check, doubtful(claim(items=rows), "capex_statement", "vendor", row=1)) == "refer"

    @pytest.mark.parametrize("column", ["vendor", "invoice_number", "invoice_date"])
    def test_a_row_without_vendor_number_or_date_cannot_be_compared(self, column):
        rows = [*ITEMS[1:], {key: value for key, value in ITEMS[0].items() if key != column}]
        assert status(self.check, claim(items=rows)) == "refer"

    def test_a_doubtful_repetition_is_no_fail(self):
        case = doubtful(claim(items=[*ITEMS, ITEMS[1]]), "capex_statement", "invoice_number", row=4)
        assert status(self.check, case) == "refer"

    def test_the_same_invoice_in_another_application_of_the_run(self):
        mine, other = claim(), rename(claim(items=[ITEMS[0], item("9 crore", number="X/1")]), "B-0001")
        around_all = around([mine, other])
        found = finding(self.check, mine, around_all["A-0417"])
        assert (found.status, "B-0001" in found.reason) == ("refer", True)
        assert status(self.check, other, around_all["B-0001"]) == "refer"
        assert status(self.check, mine, Neighbours()) == "pass"

    def test_without_a_statement(self):
        assert status(self.check, claim(capex_statement=None)) == "missing"
        assert status(self.check, application()) == "not_applicable"

    def test_the_amount_counted_again_is_a_figure(self):
        assert finding(self.check, claim(items=[*ITEMS, ITEMS[0]])).figures["counted_again"] == rs("20 crore")


CONSENT = "Format1.0/CAC/UAN No.0000145392"
THEIRS = {"applicant_name": "Malwa Foundry Works LLP", "pan": "AAKFM1234C", "gstin": None, "cin": None}

ITS_ORDERS = {
    "consent_to_operate": {"authorisation_number": "MPCB/CTO/26009110"},
    "hazardous_waste": {"authorisation_number": "9110/MPCB/HWM/2026"},
    "epr_certificate": {"registration_number": "BWM/R/MPCB/2026/09110"},
}


def orders(mine: str, theirs: str | None, *, own: bool = False, in_doubt: bool = False):
    """What is said of a consent `mine` beside a claim that holds `theirs`: of another firm, or its `own` second one."""
    firm = {} if own else {"application_form": THEIRS, "claim_form": {"applicant_name": THEIRS["applicant_name"]}}
    papers = ITS_ORDERS | {"consent_to_operate": {"authorisation_number": theirs}}
    other = claim(items=[item("29 crore", number="X/1")], **papers, **firm)
    other = rename(doubtful(other, "consent_to_operate", "authorisation_number") if in_doubt else other, "B-0001")
    case = claim(consent_to_operate={"authorisation_number": mine})
    known = replace(around([case, other])["A-0417"], documents={})
    return finding("authenticity.duplicate_document", case, known)


@pytest.mark.parametrize("theirs", [CONSENT, "format1.0/CAC/UAN NO.0000145392"])
def test_a_consent_under_the_number_of_another_firms_consent_is_referred(theirs):
    found = orders(CONSENT, theirs)
    assert found.status == "refer"
    assert found.reason == "The number of consent_to_operate.pdf is that of consent_to_operate.pdf of B-0001."


@pytest.mark.parametrize(
    ("mine", "theirs", "how"),
    [
        (CONSENT, "Format1.0/CAC/UAN No.0000145393", {}),
        (CONSENT, CONSENT, {"own": True}),  # one consent may serve two applications of a firm
        (CONSENT, CONSENT, {"in_doubt": True}),
        ("CTO/17", "CTO/17", {}),  # too few figures to be a number of its own
        (CONSENT, None, {}),
    ],
)
def test_a_consent_of_its_own_number_passes(mine, theirs, how):
    assert orders(mine, theirs, **how).status == "pass"


def test_a_copy_that_was_set_aside_as_duplicate_gives_no_fields():
    copy = replace(paper("capex_statement", capex_statement(ITEMS), ITEMS, file="copy.pdf"), status="duplicate")
    case = claim(extra=[copy])
    assert status("authenticity.duplicate_invoice", case) == "pass"
    assert changed(case, "copy.pdf", lambda it: it) == case


class TestAcrossCases:
    """What two applications hold in common, whatever name stands on it."""

    SERIAL = "Ball mill, make Ashwin, Sr. No. BM/2025/1187"

    @staticmethod
    def pair(ours, theirs):
        """Two cases of a run, and what each knows of the other."""
        theirs = replace(theirs, application_id="A-0999")
        return ours, around([ours, theirs])["A-0417"]

    @staticmethod
    def of_another_firm(**changes):
        other = {"applicant_name": "Malwa Foundry Works LLP", "pan": "AAKFM1234C", "gstin": None, "cin": None}
        other |= {"application_number": "NCMM/REC/2025/00911"}
        case = claim(application_form=other, claim_form=other | {"pan": None}, **(ITS_ORDERS | changes))
        return replace(case, documents=tuple(replace(it, sha256=f"ff{it.sha256[2:]}") for it in case.documents))

    def test_one_machine_in_two_applications_by_its_serial_number(self):
        ours = claim(items=[*ITEMS, item("1.17 crore", description=self.SERIAL, number="A/1")])
        theirs = self.of_another_firm(
            items=[
                item("30 crore", number="Z/9"),
                item("1.25 crore", description="BALL MILL S/N: BM-2025-1187", number="B/7"),
            ]
        )
        found = finding("authenticity.duplicate_invoice", *self.pair(ours, theirs))
        assert found.status == "refer" and "the machine of" in found.reason and "A-0999" in found.reason

    def test_one_machine_in_the_engineers_list_of_another_application(self):
        ours = claim(items=[*ITEMS, item("1.17 crore", description=self.SERIAL, number="A/1")])
        theirs = self.of_another_firm(items=[item("30 crore", number="Z/9")])
        row = {"description": "Ball mill serial no. BM 2025"}  # another number: not the same machine
        listed = paper("chartered_engineer_certificate", {"entity_name": "Malwa"}, file="list.pdf")
        cells = {"description": listed.fields["entity_name"]}
        cells["description"] = replace(cells["description"], value=self.SERIAL)
        same = replace(listed, tables={"machinery": (TableRow(0, cells),)})
        cells = {"description": replace(cells["description"], value=row["description"])}
        other = replace(listed, tables={"machinery": (TableRow(0, cells),)})
        for document, expected in ((same, "refer"), (other, "pass")):
            pair = self.pair(ours, replace(theirs, documents=(*theirs.documents, document)))
            assert finding("authenticity.duplicate_invoice", *pair).status == expected

    def test_the_same_words_at_the_same_odd_price_are_one_machine_and_at_another_price_are_not(self):
        words = "Leaching reactor LR-5000, 5 kL"
        ours = claim(items=[*ITEMS, item("12345678.90", description=words, number="A/1")])
        for price, expected in (("12345678.90", "refer"), ("12345678.91", "pass")):
            theirs = self.of_another_firm(
                items=[item("30 crore", number="Z/9"), item(price, description=words, number="B/7")]
            )
            assert finding("authenticity.duplicate_invoice", *self.pair(ours, theirs)).status == expected

    def test_two_invoices_of_one_case_for_one_machine(self):
        case = claim(
            items=[
                *ITEMS,
                item("1.17 crore", description=self.SERIAL, number="A/1"),
                item("1.09 crore", description="Mill, serial number BM-2025-1187", number="A/2", vendor="Other Works"),
            ]
        )
        found = finding("authenticity.duplicate_invoice", case)
        assert found.status == "refer" and "one machine" in found.reason

    def test_a_bank_of_figures_in_another_paper_of_another_firm(self):
        prices = ["81234567.10", "71234567.20", "61234567.30", "51234567.40", "41234567.50", "31234567.60"]
        ours = claim(items=[item(it, number=f"A/{n}") for n, it in enumerate(prices)])
        theirs = self.of_another_firm(
            items=[item(it, number=f"B/{n}", vendor="Quite Another") for n, it in enumerate(reversed(prices))]
        )
        found = finding("authenticity.duplicate_document", *self.pair(ours, theirs))
        assert found.status == "refer" and "amounts of capex_statement.pdf" in found.reason
        prices[0] = "81234567.11"
        theirs = self.of_another_firm(items=[item(it, number=f"B/{n}") for n, it in enumerate(prices)])
        assert finding("authenticity.duplicate_document", *self.pair(ours, theirs)).status == "pass"

    def test_one_accountant_for_unrelated_firms_is_told_and_is_no_finding(self):
        theirs = self.of_another_firm(capex_statement={"udin": "26104417ZZZZZZ1111"}, gmr_certificate=None)
        found = finding("authenticity.udin", *self.pair(claim(), theirs))
        assert found.status == "pass"
        assert found.figures["accountant_also_in"] == ("A-0999",) and "no fault" in found.reason

    def test_one_accountant_for_two_applications_of_one_firm_is_not_even_told(self):
        theirs = claim(capex_statement={"udin": "26104417ZZZZZZ1111"}, gmr_certificate=None)
        found = finding("authenticity.udin", *self.pair(claim(), theirs))
        assert "accountant_also_in" not in found.figures

    def test_one_udin_and_one_invoice_in_two_applications(self):
        ours, known = self.pair(claim(), self.of_another_firm())
        assert finding("authenticity.udin", ours, known).status == "refer"
        assert finding("authenticity.duplicate_invoice", ours, known).status == "refer"
        assert finding("authenticity.duplicate_document", ours, known).status == "pass"
