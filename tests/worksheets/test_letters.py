"""Letters drafted from findings: complete, in both languages, the same bytes on any day, and safe."""

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pikepdf

from checks import CHECKS
from records.findings import Decision
from records.readings import DocumentReading
from records.serialise import as_dict
from reference.cures import asked_papers, cures
from reference.document_types import document_types
from tests.worksheets import made
from worksheets.letters import (
    BOTH,
    COPIES,
    DOCUMENT_TYPES_IN_HINDI,
    STATUSES_IN_HINDI,
    acknowledgment,
    deficiencies,
    deficiency_letter,
)
from worksheets.letters_files import as_docx, as_pdf

SCHEME = ("Incentive Scheme", "प्रोत्साहन योजना")
WHEN = datetime(2026, 11, 23, tzinfo=UTC)


def points(appraisal):
    return deficiencies(as_dict(appraisal), made.CLAUSES, cures(), asked_papers())


def letter(appraisal, *languages):
    return deficiency_letter(as_dict(appraisal), points(appraisal), SCHEME, languages or ("english", "hindi"))


def text(blocks):
    return "\n".join([it.text + "".join(f"\n{label}: {told}" for label, told in it.parts) for it in blocks])


def asking(finding, why="Which head is row 5?"):
    return replace(finding, decision=Decision("KS", WHEN, finding.check, "ask_applicant", finding.in_words, why))


def with_findings(*findings, **more):
    """The made case with these findings only, and without its papers that could not be read."""
    documents = tuple(it for it in made.appraisal().documents if it.status in {"read", "partly_read"})
    return replace(made.appraisal(), findings=findings, **{"documents": documents, **more})


def finding(status, check="capex.refurbished_share", clause="6.1.1"):
    found = made.appraisal().findings[0]
    return replace(found, check=check, clause=clause, status=status, reason=f"Reason of {check}.", decision=None)


def test_every_check_has_a_cure_in_both_languages():
    assert set(cures()) == {check.id for check in CHECKS}
    for check, cure in cures().items():
        assert re.search("[\u0900-\u097f]", cure.asks), check
        for english, hindi in (cure.of("fail"), cure.of("missing")):
            assert english.endswith(".") and hindi.endswith("।") and re.search("[\u0900-\u097f]", hindi), check
            assert not re.search(r"\d", english.replace("Appendix I", "")), f"{check}: figures stand in the scheme pack"


def waiting_for_the_statement():
    return [finding("missing", check) for check in ("capex.eligible_heads", "capex.refurbished_share")]


def without_the_statement(*findings):
    kept = tuple(it for it in with_findings().documents if it.document_type != "capex_statement")
    return with_findings(*findings, documents=kept)


def test_a_paper_that_several_checks_need_is_asked_for_once_and_names_them():
    english, hindi = (text(letter(without_the_statement(*waiting_for_the_statement()), it)) for it in BOTH)
    assert re.findall(r"^\d+\. .*", english, re.M) == ["1. Capex statement: not filed"]
    assert re.findall(r"^\d+\. .*", hindi, re.M) == ["1. पूंजीगत व्यय विवरण: प्राप्त नहीं हुआ"]
    for asked, printed in zip(asked_papers()["capex_statement"], (english, hindi), strict=True):
        assert asked in printed and printed.count("6.1.1") == 2


def test_a_single_check_that_waits_for_a_paper_is_told_by_itself():
    told = text(letter(without_the_statement(waiting_for_the_statement()[0]), "english"))
    assert "1. Capex stands under eligible heads" in told and "Reason of capex.eligible_heads." in told


def test_where_the_paper_was_filed_each_check_says_what_is_missing_in_it():
    told = text(letter(with_findings(*waiting_for_the_statement()), "english"))
    assert len(re.findall(r"^\d+\. ", told, re.M)) == 2 and "not filed" not in told


def test_what_waits_for_two_papers_is_told_until_both_are_asked_for():
    rate = finding("missing", "capex.rate")  # needs the application, the approval and the engineer's certificate
    asked = without_the_statement(finding("missing", "eligibility.group"), rate, *waiting_for_the_statement())
    told = text(letter(replace(asked, documents=()), "english"))
    assert told.index("Capex statement: not filed") < told.index("Reason of capex.rate.")


def test_a_reviewers_question_is_asked_for_itself_though_the_paper_was_not_filed():
    asked = asking(waiting_for_the_statement()[0])
    told = text(letter(without_the_statement(asked, *waiting_for_the_statement()[1:]), "english"))
    assert "Which head is row 5?" in told and "not filed" not in told


def test_each_paper_that_a_check_needs_is_asked_for_in_both_languages():
    assert {kind for cure in cures().values() for kind in cure.needs} == set(asked_papers())
    assert set(asked_papers()) <= set(DOCUMENT_TYPES_IN_HINDI)
    for english, hindi in asked_papers().values():
        assert english.startswith("Send ") and english.endswith(".") and hindi.endswith("।")


def test_all_that_is_missing_or_not_met_is_in_one_numbered_letter_with_clause_and_cure():
    appraisal = with_findings(
        finding("missing"),
        finding("pass", "capex.rate"),
        finding("fail", "capex.investment_period", "9.4"),
        finding("refer", "incentive.ceilings", "6.2"),
    )
    english, hindi = text(letter(appraisal, "english")), text(letter(appraisal, "hindi"))
    assert re.findall(r"^(\d+)\. ", english, re.M) == re.findall(r"^(\d+)\. ", hindi, re.M) == ["1", "2"]
    for check in ("capex.refurbished_share", "capex.investment_period"):
        assert f"Reason of {check}." in english and f"Reason of {check}." in hindi
        assert cures()[check].english in english and cures()[check].hindi in hindi and cures()[check].asks in hindi
    assert "Clause 9.4: Investment from the date of approval" in english
    assert "खंड 9.4: योजना के अनुमोदन की तिथि" in hindi
    assert "incentive.ceilings" not in english, "the machine's own doubts are not the applicant's to cure"


def test_what_a_reviewer_asks_is_in_the_letter_with_the_question():
    refers = asking(finding("refer"), "Is the ball mill new?")
    capex = next(it for it in made.appraisal().documents if "total_amount" in it.fields)
    on_field = Decision(
        "KS", WHEN, "items[4].amount", "ask_applicant", "5.00", "Is it 5 or 5 lakh?", sha256=capex.sha256
    )
    whole = text(letter(with_findings(refers, decisions=(on_field, refers.decision))))
    assert "Our question: Is the ball mill new?" in whole and "हमारा प्रश्न: Is the ball mill new?" in whole
    assert capex.file in whole and "row 5: Amount" in whole and "Is it 5 or 5 lakh?" in whole
    assert len(points(with_findings(refers, decisions=(on_field, refers.decision)))) == 2


def test_a_decision_takes_a_point_out_or_puts_it_in():
    settled = finding("missing")
    settled = replace(settled, decision=Decision("KS", WHEN, settled.check, "not_applicable", settled.in_words, "so"))
    failed = finding("refer")
    failed = replace(failed, decision=Decision("KS", WHEN, failed.check, "correct", failed.in_words, "so", "fail"))
    assert points(with_findings(settled)) == () and len(points(with_findings(failed))) == 1


def test_what_is_the_agencys_own_is_not_asked_of_the_applicant():
    assert points(with_findings(finding("missing", "incentive.outlay", "1.4"))) == ()


def test_where_a_paper_is_wanting_the_letter_asks_for_it_and_reproaches_nothing():
    check = "authenticity.duplicate_invoice"
    wanting = text(letter(with_findings(finding("missing", check))))
    assert "Explain why" not in wanting and "Send the statement of capital expenditure" in wanting
    assert "Explain why the invoice is claimed twice" in text(letter(with_findings(finding("fail", check))))


def test_a_question_on_what_another_application_holds_does_not_name_that_application():
    refers = asking(finding("refer", "authenticity.duplicate_invoice"), "Where is invoice 12 claimed?")
    whole = text(letter(with_findings(refers)))
    assert "Reason of authenticity.duplicate_invoice" not in whole and "Where is invoice 12 claimed?" in whole
    own = replace(refers, status="fail")
    assert "Reason of authenticity.duplicate_invoice" in text(letter(with_findings(own))), "it names its own rows only"


def test_the_applicant_is_not_told_what_the_pack_knows_of_the_guidelines():
    whole = text(letter(with_findings(finding("missing", "eligibility.minimum_capacity", "guidelines"))))
    assert "Scheme Guidelines: as the Ministry of Mines issued them" in whole and "could not be obtained" not in whole


def test_a_paper_that_could_not_be_read_is_asked_for():
    locked = DocumentReading("लॉक.pdf", made.sha("x"), "unknown", 0.0, "encrypted", "needs a password")
    appraisal = with_findings(documents=(locked,))
    whole = text(letter(appraisal))
    assert "लॉक.pdf" in whole and "without a password" in whole and "बिना पासवर्ड" in whole


def test_the_acknowledgment_lists_every_paper_and_approves_nothing():
    appraisal = made.appraisal()
    whole = text(acknowledgment(as_dict(appraisal), made.CLAUSES, SCHEME))
    for document in appraisal.documents:
        assert whole.count(document.file) == 2, "once in each language"
    assert "not an approval" in whole and "अनुमोदन नहीं" in whole


def nasty():
    evil = "</p><script>alert(1)</script><img src='file:///etc/passwd'> & =cmd|' /C calc'!A1 \x07\x00 \u202egnp.exe"
    found = replace(finding("fail"), reason=evil)
    documents = tuple(
        replace(
            it,
            file=evil,
            fields={k: replace(f, value=evil) if k == "applicant_name" else f for k, f in it.fields.items()},
        )
        for it in made.appraisal().documents
    )
    return with_findings(asking(found, evil), documents=documents)


def test_no_text_of_an_applicant_breaks_out():
    blocks = letter(nasty())
    word = docx.Document(io.BytesIO(as_docx(blocks, "<t>", date(2026, 11, 22))))
    shown = "\n".join(it.text for it in word.paragraphs)
    assert "<script>alert(1)</script>" in shown and "\u202e" not in shown and "\x07" not in shown
    with pikepdf.open(io.BytesIO(as_pdf(blocks, "<t>"))) as pdf:
        assert "/OpenAction" not in pdf.Root and "/Names" not in pdf.Root
        assert not any("/XObject" in page.get("/Resources", {}) and page.Resources.XObject for page in pdf.pages)
        assert not any("/Annots" in page for page in pdf.pages)


def test_the_word_file_holds_what_the_letter_says_with_a_page_for_each_language():
    blocks = letter(made.appraisal())
    word = docx.Document(io.BytesIO(as_docx(blocks, "Letter", date(2026, 11, 22))))
    shown = [it.text for it in word.paragraphs]
    for block in blocks:
        assert block.kind == "page" or block.text in shown
        assert all(f"{label}: {told}" in shown for label, told in block.parts)
    assert sum(bool(it.paragraph_format.page_break_before) for it in word.paragraphs) == 1


def test_the_pdf_has_shaped_devanagari(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(as_pdf(letter(made.appraisal(), "hindi"), "पत्र", "hi"))
    with pikepdf.open(path) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert any("Devanagari" in it for it in fonts), fonts


MAKE = """
import sys, hashlib
from datetime import date
sys.path.insert(0, ".")
from tests.worksheets.test_letters import letter, made, as_docx, as_pdf
blocks = letter(made.appraisal())
print(hashlib.sha256(as_docx(blocks, "L", date(2026, 11, 22)) + as_pdf(blocks, "L")).hexdigest())
"""


def test_the_same_letter_gives_the_same_bytes_in_another_process(request):
    blocks = letter(made.appraisal())

    here = hashlib.sha256(as_docx(blocks, "L", date(2026, 11, 22)) + as_pdf(blocks, "L")).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", MAKE], capture_output=True, text=True, check=True, cwd=request.config.rootpath
    )
    assert there.stdout.strip() == here


def test_a_clause_is_quoted_once_and_told_by_its_number_after_that():
    twice = with_findings(finding("missing"), finding("fail", "arithmetic.capex_total"), finding("fail", "capex.rate"))
    for language, again in (("english", "Clause 6.1.1: quoted under number 1"), ("hindi", "क्रमांक 1 में उद्धृत")):
        whole = text(letter(twice, language))
        assert whole.count(again) == 2
        clause = getattr(made.CLAUSES["6.1.1"], language)
        assert whole.count(clause[:40]) == clause.count(clause[:40])


def test_a_claim_is_told_by_its_own_number_and_by_that_of_its_application():
    claim = made.document(
        "claim.pdf",
        "claim_form",
        (
            made.field("claim.pdf", "claim_number", "CLM/7/01"),
            made.field("claim.pdf", "claim_date", date(2026, 11, 10)),
        ),
    )
    case = made.appraisal()
    both = text(letter(replace(case, documents=(*case.documents, claim)), "english"))
    assert "Claim CLM/7/01, dated 10-11-2026 · Application NCMM/REC/2026/000123, dated 14-02-2026" in both
    assert "Application NCMM/REC/2026/000123" in text(letter(case, "english"))


def test_papers_and_what_became_of_them_are_told_in_hindi():
    types = set(document_types().types) - {"unknown"}
    assert types == set(DOCUMENT_TYPES_IN_HINDI)
    assert {*COPIES, "duplicate"} == set(STATUSES_IN_HINDI)
    hindi = text(acknowledgment(as_dict(made.appraisal()), made.CLAUSES, SCHEME, ("hindi",)))
    assert "बिक्री खाता" in hindi and "पासवर्ड से बंद" in hindi and "Sales ledger (" not in hindi
