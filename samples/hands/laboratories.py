"""Test reports of further laboratories: blanks and standards beside the sample, two samples, sentences, mixed units."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samples import invented
from samples.facts import Claim, Product
from samples.hands import office, web
from samples.hands.application import MINERALS
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dashed, dotted, long_day, mon_day, ordinal_day, plain, slashed

_IMPURITIES = (("Sodium (Na)", "0.018"), ("Iron (Fe)", "0.004"), ("Calcium (Ca)", "0.011"), ("Chloride (Cl)", "0.009"))
PPM = Decimal(10_000)


def _reported(claim: Claim, rng: Random) -> date:
    return claim.production_date + timedelta(days=rng.randrange(12, 30))


def _product(claim: Claim) -> Product:
    """The first product of the list: it bears a mineral of Appendix I."""
    return next(product for product in claim.products if product.mineral)


def _element(claim: Claim) -> str:
    return MINERALS[str(_product(claim).mineral)].split(" (")[0]


def _impurities(rng: Random, method: str, count: int = 4) -> list[dict[str, Any]]:
    return [
        {"element": element, "value_percent": Decimal(share) + Decimal(rng.randrange(9)) / 1000, "method": method}
        for element, share in _IMPURITIES[:count]
    ]


def sample_among_standards(claim: Claim, rng: Random) -> Paper:
    """Samples down, elements across: blank, reference standard, the sample, its repeat; only one row is the sample."""
    on, product = _reported(claim, rng), _product(claim)
    certificate = f"TC-{rng.randrange(5_000, 9_900)}"
    report = f"{rng.randrange(100, 999)}/LAB/{on:%m}-{on:%y}"
    sample = f"S-{rng.randrange(10_000, 99_999)}"
    results = [{"element": f"{_element(claim)} (purity as {product.name})", "value_percent": product.purity_percent}, *(
        {name: it[name] for name in ("element", "value_percent")} for it in _impurities(rng, "")
    )]  # fmt: skip
    values = [it["value_percent"] for it in results]
    repeat = [values[0] - Decimal("0.04"), *(it + Decimal("0.001") for it in values[1:])]
    standard = [Decimal("99.95"), *(Decimal("0.05") for _ in values[1:])]
    body = (
        "<table><tr><td><b>ANVESHANA MINERAL TESTING CENTRE</b><br><span class=small>(an invented laboratory) Plot 7, Industrial Estate</span></td>"
        f"<td class=r>NABL Accreditation No.: {certificate}<br>ISO/IEC 17025:2017</td></tr></table><h3>TEST REPORT</h3>"
        f"<table class=ruled><tr><td>Report No.</td><td>{report}</td><td>Report Date</td><td>{dashed(on)}</td></tr>"
        f"<tr><td>Issued to</td><td>{web.esc(claim.applicant.name)}</td><td>Sample received on</td><td>{dashed(on - timedelta(days=6))}</td></tr>"
        f"<tr><td>Sample</td><td>{web.esc(product.name)}</td><td>Sample code of laboratory</td><td>{sample}</td></tr></table>"
        "<p>Results in per cent by mass (ICP-OES). The blank and the certified reference material (CRM) are shown for quality control only and are no part of the customer's sample.</p>"
        "<table class=ruled>" + web.row(("Sample code", "Description", *(it["element"] for it in results)), tag="th")
    )  # fmt: skip
    for code, words, line in (
        ("BLK-01", "Reagent blank", [Decimal("0")] * len(values)),
        ("CRM-3", "Reference material, certified value", standard),
        (sample, "Customer's sample (reported result)", values),
        ("QC-DUP", "Repeat of the above, for control", repeat),
    ):
        body += web.row(
            (code, words, *(f"{it:.3f}" if it < 1 else f"{it:.2f}" for it in line)), ("", "", *["num"] * len(line))
        )
    body += f"</table><p>The reported result is that of {sample}. The results relate only to the sample tested.</p><p class=r>{web.esc(invented.person(rng))}<br>Authorised Signatory (Chemical)</p>"
    truth = {
        "report_number": report, "laboratory": "Anveshana Mineral Testing Centre", "nabl_number": certificate, "entity_name": claim.applicant.name,
        "report_date": on, "sample": product.name, "product_purity_percent": product.purity_percent,
    }  # fmt: skip
    css = "@page { size: A4 landscape } body { font: 9pt 'Liberation Sans' }"
    return Paper("assay_report", "sample_among_standards", web.pdf(body, css), printed(truth), {"results": rows(results)})  # fmt: skip


def feed_and_product(claim: Claim, rng: Random) -> Paper:
    """Two samples of the unit in one report: the feed with its mineral content, the product with its purity."""
    on, product = _reported(claim, rng), _product(claim)
    number = rng.randrange(4_000, 9_000)
    report = f"ATR/{on:%Y}/{rng.randrange(1_000, 9_000)}"
    look = style("Serif", 10)
    face = [("FONT", (0, 0), (-1, -1), "Serif", 9.5), ("ALIGN", (2, 0), (2, -1), "RIGHT")]
    feed = [{"element": "Total critical minerals in feed", "value_percent": claim.feed_concentration_percent, "method": "XRF / ICP-OES"},
            {"element": "Moisture", "value_percent": Decimal(rng.randrange(11, 49)) / 10, "method": "Gravimetric"}]  # fmt: skip
    made = [
        {"element": f"{_element(claim)} assay", "value_percent": product.purity_percent, "method": "Titrimetry"},
        *_impurities(rng, "ICP-OES", 3),
    ]

    def table(lines: list[dict[str, Any]]) -> Any:
        return grid(
            [
                ["Test", "Method", "Result (%)"],
                *([it["element"], it["method"], plain(it["value_percent"])] for it in lines),
            ],
            (230, 160, 100),
            face,
        )

    story = [
        para("**MAPANIKA ANALYTICAL SERVICES**\nCertificate of Analysis", style("Serif", 14, alignment=1)),
        para(f"Certificate No. : {report}                    Date of report : {slashed(on)}\nNABL certificate : TC-{number}          ULR : TC{number}{on:%y}0{rng.randrange(10_000_000, 99_999_999)}F", look),
        para(f"Party : M/s {claim.applicant.name}, {claim.unit.line}\nSample description : Feed material and {product.name}", look),
        para("\n**Sample A - Feed material (shredded scrap as received)**", look),
        table(feed),
        para(f"Concentration of critical minerals in the feed: {plain(claim.feed_concentration_percent)} %", look),
        para(f"\n**Sample B - Finished product: {product.name}**", look),
        table(made),
        para(f"Purity of the finished product: {plain(product.purity_percent)} %", look),
        para("\nSamples were drawn and submitted by the customer. This certificate shall not be reproduced except in full.", style("Serif", 8.5)),
        para("\n\nTechnical Manager", style("Serif", 10, alignment=2)),
    ]  # fmt: skip
    truth = {
        "report_number": report, "laboratory": "Mapanika Analytical Services", "nabl_number": f"TC-{number}", "entity_name": claim.applicant.name, "report_date": on,
        "sample": f"Feed material and {product.name}", "feed_concentration_percent": claim.feed_concentration_percent, "product_purity_percent": product.purity_percent,
    }  # fmt: skip
    return Paper("assay_report", "feed_and_product", flow(story), printed(truth), {"results": rows([*feed, *made])})


def result_in_sentences(claim: Claim, rng: Random) -> Paper:
    """A laboratory's letter: the result in sentences, purity by difference, no table."""
    on, product = _reported(claim, rng), _product(claim)
    report = f"KPL/{rng.randrange(100, 999)}/{on.year}"
    impurities = (100 - product.purity_percent).normalize()
    sheet = Sheet("Serif", 11)
    sheet.centre("KASHTHAVALI PRECISION LABORATORIES", size=15)
    sheet.centre("Chemists, Samplers and Assayers", bold=False, size=9.5)
    sheet.line(56, sheet.y + 2, sheet.width - 56, sheet.y + 2)
    sheet.down(18)
    sheet.text(56, f"Report No. {report}")
    sheet.text(sheet.width - 56, f"Date: {ordinal_day(on)}", align="right")
    sheet.down(28)
    sheet.paragraph("ASSAY REPORT", bold=True)
    sheet.paragraph(
        f"This is to report that a sample of {product.name}, weighing about 500 g and sealed by the party, was received from {claim.applicant.name} on {ordinal_day(on - timedelta(days=4))} under their letter No. 118."
    )
    sheet.paragraph(
        f"The sample was dissolved and examined by ICP-OES in duplicate. The sum of the metallic impurities was found to be {plain(impurities)} per cent. The purity of the product, by difference, is {plain(product.purity_percent)} per cent."
    )
    sheet.paragraph(
        "The laboratory retains the remainder of the sample for sixty days. The report is issued without prejudice and concerns the sample as received only."
    )
    sheet.down(40)
    sheet.text(340, "For Kashthavali Precision Laboratories")
    sheet.down(34)
    sheet.text(340, f"{invented.person(rng)}, Chief Chemist")
    truth = {
        "report_number": report, "laboratory": "Kashthavali Precision Laboratories", "entity_name": claim.applicant.name,
        "report_date": on, "sample": product.name, "product_purity_percent": product.purity_percent,
    }  # fmt: skip
    return Paper("assay_report", "result_in_sentences", sheet.pdf(), printed(truth), {})


def per_cent_and_ppm(claim: Claim, rng: Random) -> Paper:
    """Purity in per cent and impurities in mg/kg in one table, with limits beside the results."""
    on, product = _reported(claim, rng), _product(claim)
    number = rng.randrange(4_000, 9_000)
    report = f"DL-{on:%y%m}-{rng.randrange(100, 999)}"
    results = [
        {
            "element": f"{product.name} content",
            "value_percent": product.purity_percent,
            "method": "IS 17025 in-house 04",
        },
        *_impurities(rng, "ICP-MS"),
    ]
    lines = [(results[0], "%", plain(product.purity_percent), "99.0 (min.)")]
    lines += [(it, "mg/kg", plain(it["value_percent"] * PPM), "300 (max.)") for it in results[1:]]
    body = (
        "<h2>DHATUMITRA LABS LLP</h2><p class=c>Discipline: Chemical Testing &nbsp;|&nbsp; Group: Ores and Minerals</p><h3>TEST CERTIFICATE</h3>"
        f"<p><b>ULR:</b> TC{number}{on:%y}0{rng.randrange(10_000_000, 99_999_999)}P &nbsp; <b>NABL:</b> TC-{number}<br><b>Test Certificate No.:</b> {report}<br><b>Date of Issue:</b> {long_day(on)}<br>"
        f"<b>Customer Name:</b> {web.esc(claim.applicant.name)}<br><b>Customer Address:</b> {web.esc(claim.unit.line)}<br><b>Sample Description:</b> {web.esc(product.name)}<br>"
        f"<b>Period of Testing:</b> {dotted(on - timedelta(days=5))} to {dotted(on - timedelta(days=1))}</p><table class=ruled>"
        + web.row(("Sr. No.", "Test Parameter", "Test Method", "Unit", "Specification", "Result"), tag="th")
        + web.rows(((n, it["element"], it["method"], unit, limit, value) for n, (it, unit, value, limit) in enumerate(lines, 1)), ("c", "", "", "c", "c", "num"))
        + "</table><p class=small>BDL: below detection limit. 10,000 mg/kg = 1 %. Parameters of this certificate are within the scope of accreditation.</p>"
        f"<p class=c>*** End of Test Certificate ***</p><p class=r>Reviewed and authorised by<br>{web.esc(invented.person(rng))}</p>"
    )  # fmt: skip
    truth = {
        "report_number": report, "laboratory": "Dhatumitra Labs LLP", "nabl_number": f"TC-{number}", "entity_name": claim.applicant.name,
        "report_date": on, "sample": product.name, "product_purity_percent": product.purity_percent,
    }  # fmt: skip
    return Paper("assay_report", "per_cent_and_ppm", web.pdf(body, "body { font: 9.5pt 'Liberation Sans' }"), printed(truth), {"results": rows(results)})  # fmt: skip


def word_certificate(claim: Claim, rng: Random) -> Paper:
    """A certificate of analysis as a Word file, particulars in lines, results in a table."""
    on, product = _reported(claim, rng), _product(claim)
    report = f"VTL/COA/{rng.randrange(1_000, 9_999)}"
    results = [
        {"element": f"Assay as {product.name}", "value_percent": product.purity_percent, "method": "Complexometric"},
        *_impurities(rng, "AAS", 3),
    ]
    made = office.document()
    made.add_heading("Certificate of Analysis", 0)
    made.add_paragraph("Vishleshak Test House")
    for line in (
        f"Certificate No.: {report}",
        f"Date: {mon_day(on)}",
        f"Customer: {claim.applicant.name}",
        f"Sample: {product.name}",
        f"Purity: {plain(product.purity_percent)} %",
    ):
        made.add_paragraph(line)
    office.table(
        made,
        [
            ("Element", "Method", "Result, %"),
            *((it["element"], it["method"], plain(it["value_percent"])) for it in results),
        ],
    )
    made.add_paragraph("The results relate only to the sample tested.")
    truth = {
        "report_number": report, "laboratory": "Vishleshak Test House", "entity_name": claim.applicant.name, "report_date": on,
        "sample": product.name, "product_purity_percent": product.purity_percent,
    }  # fmt: skip
    return Paper(
        "assay_report",
        "word_certificate",
        office.saved(made),
        printed(truth),
        {"results": rows(results)},
        suffix=".docx",
    )


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (
    sample_among_standards, feed_and_product, result_in_sentences, per_cent_and_ppm, word_certificate,
)  # fmt: skip
