"""Papers that were changed or used again: digital signatures, text under the print, documents of other cases."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checks.outcome import Outcome, counted, failed, joined, missing, not_applicable, passed, refer
from records.case import Case, Located
from records.neighbours import Neighbours, Sighting, figures_key, firm_keys, order_key, order_numbers
from records.readings import READ_AT_ALL, DocumentReading, Notice, Signature
from reference import Rules

EXAMPLES = 3
"""How many papers a reason names."""

HIDDEN = {
    "hidden_text_disagrees": "hidden text in the place of a value says something else",
    "hidden_text_beside": "figures in the row of a value are hidden",
    "hidden_text": "text that nobody sees",
}
"""What the reading reports of hidden text, the gravest first."""


def digital_signature(case: Case, rules: Rules) -> Outcome:
    """A paper that is signed digitally has not been changed since; a broken signature fails.

    What was added after signing is referred. That the signer is who the certificate names rests on the roots of the
    Controller of Certifying Authorities; where they are not at hand the finding says so.
    """
    signed = [(document, it) for document in _read(case) for it in document.signatures]
    if not signed:
        return not_applicable("No paper is signed digitally.")
    figures = {"signatures": Decimal(len(signed))}
    broken = [(document, it) for document, it in signed if it.intact is False]
    if broken:
        return failed(
            f"{_signed(broken)} was changed after it was signed, or its signature is damaged.", figures=figures
        )
    unread = [(document, it) for document, it in signed if it.intact is None]
    added = [(document, it) for document, it in signed if it.intact and not it.covers_whole]
    distrusted = [(document, it) for document, it in signed if it.trusted is False]
    doubts = (
        (unread, "the signature of {} could not be checked"),
        (added, "{} was added to after signing"),
        (distrusted, "the certificate of {} is not to be trusted"),
    )
    if said := [words.format(_signed(papers)) for papers, words in doubts if papers]:
        text = joined(said)
        return refer(f"{text[0].upper()}{text[1:]}.", figures=figures)
    open_ = any(it.trusted is None for _, it in signed)
    note = (
        "; whose the certificates are was not checked against the roots of the certifying authorities" if open_ else ""
    )
    return passed(f"{counted(len(signed), 'digital signature')} of the papers hold{note}.", figures=figures)


def _signed(papers: list[tuple[DocumentReading, Signature]]) -> str:
    named = [f"{document.file} ({it.signer})" if it.signer else document.file for document, it in papers]
    return joined([*named[:EXAMPLES], *([f"{len(named) - EXAMPLES} more"] if len(named) > EXAMPLES else [])])


def hidden_text(case: Case, rules: Rules) -> Outcome:
    """What a paper shows is all that it says: text that nobody sees is never evidence, and a person looks at it.

    The layer that a scanner's own OCR puts under a scan is no such text where it says the same as the picture.
    """
    read = list(_read(case))
    if not read:
        return missing("No paper was read.")
    found = sorted(_hidden(read), key=lambda pair: (list(HIDDEN).index(pair[1].code), pair[0].file, pair[1].page or 0))
    if not found:
        return passed("No paper that was read holds text that nobody sees.")
    said = [
        f"{document.file}{f', page {it.page}' if it.page else ''}: {HIDDEN[it.code]}"
        for document, it in found[:EXAMPLES]
    ]
    more = [f"{len(found) - EXAMPLES} more"] if len(found) > EXAMPLES else []
    return refer(f"{joined([*said, *more])}.", figures={"places": Decimal(len(found))})


def _hidden(documents: list[DocumentReading]) -> Iterator[tuple[DocumentReading, Notice]]:
    for document in documents:
        for notice in document.warnings:
            if notice.code in HIDDEN:
                yield document, notice


def duplicate_document(case: Case, rules: Rules, neighbours: Neighbours) -> Outcome:
    """A paper is filed in one application; the same file in another is referred, and so are the same figures.

    Certificates of a participant (its revenue, its registration) may well serve several applications of its own: a
    person sees which it is. A statement or a ledger whose amounts are, one for one, those of another application's is
    the same paper whatever else it prints; so is a consent, registration or clearance under a number that the paper of
    another firm bears.
    """
    held = [document for document in case.documents if document.status != "duplicate"]
    if not held:
        return missing("No paper was filed.")
    again = [(document, neighbours.documents[document.sha256]) for document in held if _is_held(document, neighbours)]
    copied = [
        (document, neighbours.figures[key])
        for document in (_read(case) if neighbours.figures else ())
        if (key := figures_key(document)) in neighbours.figures
        and key is not None
        and not _is_held(document, neighbours)
    ]
    known = {document.identity for document, _ in (*again, *copied)}
    numbered = [
        (found.document, seen)
        for found in order_numbers(case)
        if (seen := _of_other_firms(case, found, neighbours)) and found.document.identity not in known
    ]
    if again or copied or numbered:
        said = [f"{document.file} is also {_elsewhere(seen)}" for document, seen in again[:EXAMPLES]]
        more = [f"{len(again) - EXAMPLES} more papers are filed elsewhere too"] if len(again) > EXAMPLES else []
        said += [
            f"the amounts of {document.file} are those of {_elsewhere(seen)}" for document, seen in copied[:EXAMPLES]
        ]
        said += [
            f"the number of {document.file} is that of {_elsewhere(seen)}" for document, seen in numbered[:EXAMPLES]
        ]
        text = joined([*said, *more])
        return refer(
            f"{text[0].upper()}{text[1:]}." if not again else f"{text}.",
            figures={"papers": Decimal(len(again) + len(copied) + len(numbered))},
        )
    return passed("No paper filed here is filed in another case that is known.")


def _of_other_firms(case: Case, found: Located, neighbours: Neighbours) -> tuple[Sighting, ...]:
    """Where an application of another participant holds a paper of this number; one's own may serve several."""
    key = order_key(found) if neighbours.orders else None
    if key is None:
        return ()
    own = {it.application_id for firm in firm_keys(case) for it in neighbours.firms.get(firm, ())}
    return tuple(it for it in neighbours.orders.get(key, ()) if it.application_id not in own)


def _is_held(document: DocumentReading, neighbours: Neighbours) -> bool:
    return document.sha256 in neighbours.documents


def _elsewhere(seen: tuple[Sighting, ...]) -> str:
    return joined(sorted({f"{it.file} of {it.application_id}" for it in seen})[:EXAMPLES])


def _read(case: Case) -> Iterator[DocumentReading]:
    return (it for it in case.documents if it.status in READ_AT_ALL)
