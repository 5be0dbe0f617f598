"""Sums and products, to the rupee and no further than the print rounds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.checks.factory import ITEMS, application, changed, claim, finding, item, rs, sale, status


def printed_as(case, file, printed):
    """The case with the text of each amount as the paper prints it, e.g. in lakh."""

    def reprint(document):
        def one(field):
            if not isinstance(field.value, Decimal):
                return field
            return replace(field, evidence=replace(field.evidence, text=printed(field.value)))

        return replace(
            document,
            fields={name: one(field) for name, field in document.fields.items()},
            tables={
                table: tuple(replace(row, fields={name: one(it) for name, it in row.fields.items()}) for row in rows)
                for table, rows in document.tables.items()
            },
        )

    return changed(case, file, reprint)


class TestCapexTotal:
    check = "arithmetic.capex_total"

    @pytest.mark.parametrize(
        ("total", "verdict"),
        [("35 crore", "pass"), ("35.01 crore", "fail"), ("349999999.99", "fail"), ("350000001", "fail")],
    )
    def test_the_certified_total_is_the_sum_of_the_rows_to_the_paisa(self, total, verdict):
        assert status(self.check, claim(capex_statement={"total_amount": rs(total)})) == verdict

    def test_the_difference_is_told(self):
        found = finding(self.check, claim(capex_statement={"total_amount": rs("36.5 crore")}))
        assert "₹1.50 crore more than its 4 rows" in found.reason
        assert found.figures["difference"] == rs("1.5 crore")

    def test_a_statement_in_lakh_may_be_off_by_half_of_its_last_place_a_figure(self):
        rows = [item("1234.56 lakh"), item("0.49 lakh", head="equipment")]
        for off, verdict in (("0.01 lakh", "pass"), ("0.02 lakh", "fail")):
            case = claim(items=rows, capex_statement={"total_amount": rs("1235.05 lakh") + rs(off)})
            case = printed_as(case, "capex_statement.pdf", lambda value: f"{value / 100_000:,.2f}")
            assert status(self.check, case) == verdict

    def test_a_total_in_whole_rupees_over_rows_in_paise_may_be_rounded_off(self):
        rows = [item("100000000.40"), item("200000000.30", head="equipment")]
        assert status(self.check, claim(items=rows, capex_statement={"total_amount": rs("300000001")})) == "pass"
        assert status(self.check, claim(items=rows, capex_statement={"total_amount": rs("300000002")})) == "fail"

    def test_a_row_without_amount_is_for_a_person(self):
        rows = [*ITEMS[:3], {key: value for key, value in ITEMS[3].items() if key != "amount"}]
        assert status(self.check, claim(items=rows)) == "refer"

    def test_without_a_total_or_rows_it_is_missing(self):
        assert status(self.check, claim(capex_statement={"total_amount": None})) == "missing"
        assert status(self.check, claim(items=[], capex_statement={"total_amount": rs("35 crore")})) == "missing"
        assert status(self.check, claim(capex_statement=None)) == "missing"

    def test_an_application_needs_none(self):
        assert status(self.check, application()) == "not_applicable"


class TestLedger:
    @pytest.mark.parametrize(("total", "verdict"), [("3950000", "pass"), ("3950000.02", "fail"), (None, "missing")])
    def test_the_ledgers_total_is_the_sum_of_its_entries(self, total, verdict):
        case = claim(sales_ledger={"total_taxable_value": Decimal(total) if total else None})
        assert status("arithmetic.ledger_total", case) == verdict

    def test_credit_notes_count_negative(self):
        rows = [sale("2026-09-12", "12"), sale("2026-09-30", "-2")]
        assert status("arithmetic.ledger_total", claim(sales=rows)) == "pass"
        assert status("arithmetic.ledger_lines", claim(sales=rows)) == "pass"

    @pytest.mark.parametrize(
        ("taxable", "verdict"), [("1200000", "pass"), ("1200000.01", "fail"), ("1200001", "fail"), ("1300000", "fail")]
    )
    def test_quantity_times_rate_is_the_taxable_value(self, taxable, verdict):
        rows = [sale("2026-09-12", "12", taxable=taxable), *(sale(f"2026-10-0{n}", "7") for n in range(1, 6))]
        case = printed_as(claim(sales=rows), "sales_ledger.pdf", lambda value: f"{value:,f}")
        assert status("arithmetic.ledger_lines", case) == verdict

    def test_tax_makes_the_total(self):
        good = sale("2026-09-12", "12", tax="216000")
        wrong = {**good, "total": good["total"] + 10}
        assert status("arithmetic.ledger_lines", claim(sales=[good])) == "pass"
        found = finding("arithmetic.ledger_lines", claim(sales=[good, wrong]))
        assert (found.status, good["invoice_number"] in found.reason) == ("fail", True)

    def test_an_invoice_rounded_off_to_the_rupee_is_right(self):
        row = {**sale("2026-09-12", "3", "333.33", tax="179.998"), "total": Decimal(1180)}
        assert status("arithmetic.ledger_lines", claim(sales=[row])) == "pass"

    def test_a_line_that_needs_the_room_of_rounding_stands_out_among_exact_ones(self):
        exact = [sale(f"2026-10-0{n}", "7.25") for n in range(1, 6)]
        loose = sale("2026-09-12", "12.50", taxable="1250400")
        assert status("arithmetic.ledger_lines", claim(sales=[loose, *exact])) == "refer"

    def test_lines_that_print_too_little_are_for_a_person(self):
        bare = {"invoice_date": sale("2026-09-12")["invoice_date"], "taxable_value": Decimal(5)}
        assert status("arithmetic.ledger_lines", claim(sales=[bare])) == "refer"

    def test_without_a_ledger_nothing_is_asked(self):
        assert status("arithmetic.ledger_total", claim(sales_ledger=None)) == "not_applicable"
        assert status("arithmetic.ledger_lines", claim(sales_ledger=None)) == "not_applicable"
        assert status("arithmetic.ledger_lines", claim(sales=[])) == "missing"


class TestGmrTotal:
    check = "arithmetic.gmr_total"

    @pytest.mark.parametrize(
        ("total", "verdict"), [("103.75 crore", "pass"), ("103.76 crore", "fail"), (None, "missing")]
    )
    def test_the_revenue_is_the_sum_of_the_companies(self, total, verdict):
        assert status(self.check, claim(gmr_certificate={"total_gmr": rs(total) if total else None})) == verdict

    @pytest.mark.parametrize(
        ("own", "of_group", "verdict"),
        [
            (None, None, "not_applicable"),
            ("103.75 crore", None, "not_applicable"),
            ("80 crore", "23.75 crore", "pass"),
            ("80 crore", "23.76 crore", "refer"),
        ],
    )
    def test_a_certificate_in_prose_lists_no_companies(self, own, of_group, verdict):
        figures = {"total_gmr": "103.75 crore", "entity_revenue": own, "group_revenue": of_group}
        printed = {name: rs(it) for name, it in figures.items() if it}
        assert status(self.check, claim(companies=[], gmr_certificate=printed)) == verdict

    def test_without_a_certificate_the_letter_serves(self):
        assert status(self.check, claim(gmr_certificate=None)) == "not_applicable"
        assert status(self.check, claim(gmr_certificate=None, approval_letter={"group": None})) == "missing"
