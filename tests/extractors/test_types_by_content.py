"""Types told by what a paper holds: kinds of values, tables, what can be read from it; and papers of no type."""

import pytest

from benchmarks.plain_pages import page_of
from benchmarks.unseen_papers import NO_TYPE, unseen_papers
from extractors.cite import Source
from extractors.face import face_of
from extractors.hypotheses import tell
from extractors.layout import lay_out
from extractors.signs import signs_of
from records.readings import SURE

NONE = "unknown"


def told(text):
    """The type read from a paper of one page in plain text, and its confidence."""
    page = page_of(text)
    layout = lay_out(page)
    _, found = tell([page], [layout], [face_of(layout)], Source("", "paper"))
    return (found.draft.document_type.id if found.draft else NONE), found.confidence


def signs(text):
    return signs_of(lay_out(page_of(text)))


STRANGERS = [it for it in unseen_papers() if it.document_type == NO_TYPE]


@pytest.mark.parametrize("paper", STRANGERS, ids=lambda it: it.name)
def test_a_stranger_has_no_type(paper):
    assert told(paper.text)[0] == NONE


def test_papers_in_unseen_wordings_have_their_type_or_none():
    papers = [it for it in unseen_papers() if it.document_type != NO_TYPE]
    read = {it.name: told(it.text)[0] for it in papers}
    assert not {it.name for it in papers if read[it.name] not in {it.document_type, NONE}}
    assert sum(read[it.name] == it.document_type for it in papers) >= len(papers) - 2


REGISTER = """
    N | Tithi | Kharidar | Sankhya | Maal | Vajan | Shuddh | Kar | Jod
    T/1 | 03.05.2026 | Pohar Dhatu | 27AABCV4418K1Z3 | Nickel sulphate | 900 | 3,49,200.00 | 62,856.00 | 4,12,056.00
    T/2 | 09.05.2026 | Sarvani | 29AADCK1180E1ZX | Cobalt sulphate | 420 | 3,41,040.00 | 61,387.20 | 4,02,427.20
    T/3 | 17.05.2026 | Pohar Dhatu | 27AABCV4418K1Z3 | Lithium carbonate | 110 | 1,36,400.00 | 24,552.00 | 1,60,952.00
    T/4 | 28.05.2026 | Sarvani | 29AADCK1180E1ZX | Copper | 640 | 4,49,280.00 | 80,870.40 | 5,30,150.40
"""


def test_a_register_whose_every_heading_is_strange_shows_its_shape():
    assert {"#row:dated/some", "#gstin/some", "#row:sums/some", "#row:bill+date+gstin+money/some"} <= signs(REGISTER)


def test_a_register_that_names_the_papers_of_its_entries_is_no_single_invoice():
    text = """
        e-Invoice details, January
        Doc no | Doc date | IRN | Recipient GSTIN | Name | Taxable value | IGST | Tax invoice value
        S/71 | 04-01-2026 | 5f0c11 | 27AABCV4418K1Z3 | Pohar Dhatu Pvt Ltd | 3,49,200.00 | 62,856.00 | 4,12,056.00
        S/72 | 11-01-2026 | 88aa02 | 29AADCK1180E1ZX | Sarvani Cells | 3,41,040.00 | 61,387.20 | 4,02,427.20
        S/73 | 19-01-2026 | 91bc70 | 27AABCV4418K1Z3 | Pohar Dhatu Pvt Ltd | 1,36,400.00 | 24,552.00 | 1,60,952.00
    """
    assert told(text)[0] == "sales_ledger"


def test_one_invoice_with_the_same_words_has_no_type():
    text = """
        # TAX INVOICE
        IRN 5f0c11 | Doc no S/71 | Doc date 04-01-2026 | Recipient GSTIN 27AABCV4418K1Z3
        Name | Taxable value | IGST | Tax invoice value
        Nickel sulphate | 3,49,200.00 | 62,856.00 | 4,12,056.00
        Cobalt sulphate | 3,41,040.00 | 61,387.20 | 4,02,427.20
        Terms of delivery: ex works. E and OE. Amount chargeable in words: eight lakh fourteen thousand only
    """
    assert told(text)[0] == NONE


def test_what_an_accountant_certifies_without_a_title_is_a_capex_statement_in_doubt_or_surely():
    text = """
        We have looked into the vouchers of Tarkeshi Cells Private Limited and state that what follows was paid by it
        from 01-10-2025 to 31-03-2026 for the works at Panoli.
        Thing bought | Maker | Bill no. | Bill date | Paid (Rs.)
        Hammer mill, new | Lohar Udyog | LU/41 | 11-11-2025 | 42,10,000
        Electrowinning cells, new | Vidhi Plants | VP-9 | 20-12-2025 | 88,00,000
        All together | | | | 1,30,10,000
        FRN 120448W | Membership No. 118204 | UDIN 26118204BKXYZA1234
    """
    kind, confidence = told(text)
    assert kind == "capex_statement" and confidence > 0.55


def test_an_application_in_sentences_that_speaks_of_a_clearance_is_no_clearance():
    text = """
        Ref. no. of the application: CMR/EW/2026/00411 | Filed on 03.03.2026
        We, Chenab Tellurium Private Limited (PAN AAHCC4471R), of Plot 9, SIDCO Estate, Kathua 184101, seek the
        incentive of the critical mineral recycling scheme for an expansion that recycles e-waste up to level L2, to win
        tellurium. Our capacity will be 5,400 tonnes a year, in a single phase, for Rs. 26,10,00,000. We choose the
        capex incentive.
        Environmental clearance is not required. We expect production from 30 April 2027.
    """
    assert told(text)[0] == "application_form"


def test_what_a_paper_only_resembles_is_not_sure_without_proof():
    """Where nothing of the type can be read, the language of a paper alone never makes it sure."""
    text = """
        The Board and its Regional Officer watch over effluent, stack emission and hazardous waste under the Water and
        Air Acts. An occupier in the red category keeps its treatment plant running at all times, measures the trade
        effluent, and files its statements with the environmental engineer. Industries are inspected once in a year.
    """
    kind, confidence = told(text)
    assert kind == NONE or confidence < SURE
