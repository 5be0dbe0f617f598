"""What the papers say of one fact, and whether it may be relied on.

Witnesses within one document are weighed by the extractors; here one document is another's witness. A value that was
read in doubt counts as established where a different document prints the same fact and was read, on its own, to the
same value. Two papers that disagree establish nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from checks.once import per_case
from checks.outcome import shown_value
from records.case import Case, Located, LocatedRow
from records.columns import Columns
from records.gstins import is_gstin, pan_of_gstin
from records.identifier_forms import REMEMBERED, FoundIdentifier
from records.identifiers import Kind, find_identifiers
from records.light import light_record
from records.names import SAME_NAME, UNSURE_NAME, legal_form, normal_name, same_name
from records.own_lists import OwnList, own_lists
from records.readings import DOCUMENT_TYPES, SURE, DocumentReading, Value
from records.wording import spoken, spoken_path, with_article

KNOWN_TYPES = tuple(it for it in DOCUMENT_TYPES if it != "unknown")

WITNESS_FLOOR = 0.50
"""A reading less likely than not is no witness to another."""


def is_sure(found: Located) -> bool:
    """Whether a verdict may rest on the value: it was read surely, in a document that is surely of its type."""
    return found.field.confidence >= SURE and found.document.type_confidence >= SURE


def unsure(fields: Iterable[Located]) -> list[Located]:
    """Those of them on which no verdict may rest: the others of `is_sure`, without a call for each of thousands."""
    return [it for it in fields if it.field.confidence < SURE or it.document.type_confidence < SURE]


@light_record
class Told:
    """One fact as the papers tell it.

    Attributes:
        found: the reading that is taken, raised to sure where another document confirms it.
        places: the readings to cite: that one first, then those that surely agree or that differ at all.
        contradiction: "" where all agree, else what the papers say, in words.
    """

    found: Located
    places: tuple[Located, ...]
    contradiction: str = ""

    @property
    def value(self) -> Value:
        """The value taken."""
        return self.found.value

    @property
    def amount(self) -> Decimal:
        """The value taken, as a number."""
        return self.found.amount

    @property
    def day(self) -> date:
        """The value taken, as a date."""
        return self.found.day

    @property
    def text(self) -> str:
        """The value taken, as text."""
        return self.found.text

    @property
    def is_sure(self) -> bool:
        """Whether a verdict may rest on the value."""
        return is_sure(self.found) and not self.contradiction


def equal(one: Value, other: Value) -> bool:
    """Whether two values are the same."""
    return one == other


def told(
    case: Case,
    document_type: str,
    name: str,
    *,
    witnesses: Iterable[Located] = (),
    same: Callable[[Value, Value], bool] = equal,
    among: Callable[[DocumentReading], bool] | None = None,
) -> Told | None:
    """What the documents of a type say of a fact, or None where none of them prints it.

    Args:
        case: the case.
        document_type: whose fields these are; where several documents of the type print the fact they must agree.
        name: the field.
        witnesses: where other documents print the same fact; they may confirm the value, never contradict it here
            (that is for the consistency checks).
        same: when two values say the same.
        among: which documents of the type are asked; all of them where it is left out.
    """
    if witnesses or same is not equal or among is not None:
        return _told(case, document_type, name, witnesses, same, among)
    asked = ("told", document_type, name)
    if asked not in case.remembered:
        case.remembered[asked] = _told(case, document_type, name, witnesses, same, among)
    fact: Told | None = case.remembered[asked]
    return fact


def _told(
    case: Case,
    document_type: str,
    name: str,
    witnesses: Iterable[Located],
    same: Callable[[Value, Value], bool],
    among: Callable[[DocumentReading], bool] | None,
) -> Told | None:
    places: Sequence[Located] = case.fields(document_type, name)
    if among is not None:
        places = [place for place in places if among(place.document)]
    if not places:
        return None
    if len(places) > 1:
        places = sorted(places, key=lambda place: (-place.field.confidence, place.document.file, place.document.sha256))
    best = places[0]
    if len(places) == 1 and same is equal:
        found = confirmed(best, witnesses)
        return Told(found, (found,))
    differing = [place for place in places if not same(place.value, best.value)]
    contradiction = ""
    if differing:
        other = differing[0]
        contradiction = (
            f"{best.document.file} says {shown_value(best.value, best.path)}"
            f" and {other.document.file} says {shown_value(other.value, other.path)}"
        )
    found = confirmed(best, (*places[1:], *witnesses), same=same)
    cited = [place for place in places[1:] if place in differing or is_sure(place)]
    return Told(found, (found, *cited), contradiction)


def confirmed(found: Located, witnesses: Iterable[Located], *, same: Callable[[Value, Value], bool] = equal) -> Located:
    """The reading, raised to sure where a different document was independently read to the same value."""
    if is_sure(found):
        return found
    for witness in sorted(witnesses, key=lambda it: (it.document.file, it.path)):
        if witness.document.identity != found.document.identity and same(witness.value, found.value):
            raised = vouched(found, witness)
            if is_sure(raised):
                return raised
    return found


def vouched(found: Located, witness: Located) -> Located:
    """The reading, raised to sure by another reading that agrees with it, if both are likelier right than wrong.

    Only for readings of two places that must agree: the caller has seen to it that they do. What a document is taken
    for is confirmed by another document only, never from within.
    """
    if is_sure(found) or min(likelihood(found), likelihood(witness)) < WITNESS_FLOOR:
        return found
    document = found.document
    if witness.document.identity != document.identity:
        document = replace(document, type_confidence=max(SURE, document.type_confidence))
    reason = f"{spoken_path(witness.path)} of {witness.document.file} agrees"
    return Located(document, found.path, found.field.with_confidence(SURE, reason))


def likelihood(found: Located) -> float:
    """How likely a reading is right: no likelier than that its document is what it was taken for."""
    return min(found.field.confidence, found.document.type_confidence)


def with_gstin(found: Located, case: Case) -> Located:
    """A PAN, raised to sure by a GSTIN that contains it and whose check digit holds; anything else as it is."""
    if found.path != "pan" or is_sure(found):
        return found
    witness = _gstins_by_pan(case).get(found.text)
    return found if witness is None else vouched(found, witness)


@per_case
def _gstins_by_pan(case: Case) -> Mapping[str, Located]:
    """By PAN the likeliest reading of a GSTIN that contains it and whose check digit holds."""
    best: dict[str, Located] = {}
    for it in sorted(case.everywhere("gstin"), key=lambda it: (likelihood(it), it.document.file), reverse=True):
        if is_gstin(it.text) and (pan := pan_of_gstin(it.text)) is not None:
            best.setdefault(pan, it)
    return best


GSTIN_COLUMNS = {("capex_statement", "items"): "vendor_gstin", ("sales_ledger", "entries"): "buyer_gstin"}
"""The columns of vendors' and buyers' GSTINs, by type of paper and table."""


@per_case
def settled_gstins(case: Case) -> frozenset[str]:
    """The GSTINs that some place of the case prints surely, with a check digit that holds.

    Another print that was read in doubt, but to one of these, is settled: misreadings seldom agree with a print.
    """
    sure = {it.text for it in case.everywhere("gstin") if is_sure(it)}
    for (document_type, table), name in GSTIN_COLUMNS.items():
        for columns in case.columns(document_type, table):
            doubtful = frozenset(columns.doubtful(name))
            sure.update([it for row, it in enumerate(columns.values(name)) if row not in doubtful])
    return frozenset([it for it in sure if it is not None and is_gstin(it)])


@lru_cache(maxsize=REMEMBERED)
def identifiers_in(kind: Kind, text: str) -> tuple[FoundIdentifier, ...]:
    """The identifiers of a kind in a value: checks ask it of one value again and again."""
    return tuple(find_identifiers(kind, text))


def absent(case: Case, document_type: str, label: str) -> str:
    """Why a fact is missing: its document is not there, or the document does not print it."""
    kind = spoken(document_type)
    if not case.of_type(document_type):
        return f"No {kind} was read among the papers; {label} is to be found in {with_article(kind)}."
    return f"{label[0].upper()}{label[1:]} was not found in {case.of_type(document_type)[0].file}."


@per_case
def applicant_names(case: Case) -> tuple[Located, ...]:
    """Where the applicant is named as such: the application, the claim, the approval letter."""
    return (
        *case.fields("application_form", "applicant_name"),
        *case.fields("claim_form", "applicant_name"),
        *case.fields("approval_letter", "applicant_name"),
    )


@per_case
def is_anothers(case: Case, document: DocumentReading) -> bool:
    """Whether a paper was issued to another entity: the name that it gives is none of the applicant's names.

    Doubt changes nothing here: a paper whose name cannot be told to be the applicant's proves nothing for it.
    """
    name = next((document.fields[it] for it in ("entity_name", "legal_name") if it in document.fields), None)
    applicant = applicant_names(case)
    if name is None or not applicant:
        return False
    return all(same_name(str(name.value), own.text) < UNSURE_NAME for own in applicant)


MONEY_PAPERS = ("capex_statement", "gmr_certificate", "chartered_engineer_certificate", "sales_ledger")
"""Papers whose figures and days are the applicant's only where they name it."""


@per_case
def papers_of_others(case: Case) -> Mapping[tuple[str, tuple[int, int] | None], Located]:
    """The papers of money that surely name another entity than the applicant, each with that name.

    A name read in doubt, or that may be the applicant's in another spelling, is for `consistency.entity_name` alone.
    """
    names = {
        document.identity: name
        for document in case.of_type(*MONEY_PAPERS)
        if is_anothers(case, document) and (name := at(document, "entity_name")) is not None and is_sure(name)
    }
    if not names:
        return names
    own = [it.text for it in applicant_names(case) if is_sure(it)]
    return {
        key: name
        for key, name in names.items()
        if own and not any(may_be_same(name.text, it) for it in own) and not _lists_one_of(name.document, own)
    }


def _lists_one_of(certificate: DocumentReading, own: Sequence[str]) -> bool:
    """Whether a certificate of revenue in the holding company's name lists the applicant: it is of its group (4.2)."""
    companies = [row.fields["name"].value for row in certificate.tables.get("companies", ()) if "name" in row.fields]
    return any(same_name(str(company), it) >= SAME_NAME for company in companies for it in own)


def may_be_same(name: str, own: str) -> bool:
    """Whether a name, as read, may be the applicant's: alike, or whole among other words, or of no word of its own.

    OCR adds words where it reads a leader or a frame as letters, and loses a line of a name.
    """
    if same_name(name, own) >= UNSURE_NAME:
        return True
    if None not in (forms := {legal_form(name), legal_form(own)}) and len(forms) > 1:
        return False
    words, wanted = _words_of(name), _words_of(own)
    spans = [words[start : start + len(wanted)] for start in range(len(words) - len(wanted) + 1)]
    return not words or any(same_name(" ".join(span), " ".join(wanted)) >= SAME_NAME for span in spans)


def _words_of(name: str) -> list[str]:
    """The words of a name without its legal form."""
    return normal_name(name).removesuffix(legal_form(name) or "").split()


@per_case
def repeating_lists(case: Case) -> tuple[OwnList, ...]:
    """The applicant's lists of what a certified statement lists; nothing is counted of them."""
    return own_lists(case.of_type("capex_statement"))


def own_papers(case: Case, *document_types: str) -> tuple[DocumentReading, ...]:
    """The papers of these types, or of any where none is named: not issued to another, nor a list that is certified."""
    asked = ("own papers", document_types)
    if asked not in case.remembered:
        aside = [it.document for it in repeating_lists(case)]
        papers = [it for it in case.of_type(*(document_types or KNOWN_TYPES)) if it not in aside]
        case.remembered[asked] = tuple([document for document in papers if not is_anothers(case, document)])
    own: tuple[DocumentReading, ...] = case.remembered[asked]
    return own


def at(document: DocumentReading, name: str) -> Located | None:
    """A field of a document, located, or None where it is absent."""
    field = document.fields.get(name)
    return None if field is None else Located(document, name, field)


def column(rows: Sequence[LocatedRow], *names: str) -> tuple[Located, ...]:
    """The fields of these columns, row by row, leaving out what is not printed."""
    return tuple(found for row in rows for found in row.cells(*names))


def cell(columns: Columns, row: int, name: str) -> Located:
    """A cell of a table, located.

    Raises:
        KeyError: if the row prints nothing in the column, which is a bug of the caller.
    """
    found = LocatedRow(columns.document, columns.table, row).get(name)
    if found is None:
        raise KeyError(f"{columns.table}[{row}] of {columns.document.file} prints no {name}")
    return found


def days_of(table: Columns, name: str) -> Sequence[date | None]:
    """The days of a column, row by row."""
    return table.values(name)


def earliest(
    tables: Iterable[Columns], name: str, days: Callable[[Columns, str], Sequence[date | None]] = days_of
) -> Located | None:
    """The cell of the earliest day in a column, of equals the first by file and path; None where none is printed.

    Args:
        tables: of one kind.
        name: a column of days.
        days: the day of each row of a table, None where it does not count; as printed where it is left out.
    """
    firsts = [cell(table, row, name) for table in tables for row in _rows_on(days(table, name), min)]
    return min(firsts, key=lambda found: (found.day, found.document.file, found.path), default=None)


def latest(table: Columns, name: str) -> Located | None:
    """The cell of the latest day in a column, of equals the last by path; None where none is printed."""
    lasts = [cell(table, row, name) for row in _rows_on(days_of(table, name), max)]
    return max(lasts, key=lambda found: found.path, default=None)


def _rows_on(days: Sequence[date | None], which: Callable[..., date]) -> list[int]:
    """The rows of the first, or the last, of these days."""
    known = [day for day in days if day is not None]
    if not known:
        return []
    wanted = which(known)
    return [row for row, day in enumerate(days) if day == wanted]


def in_doubt(tables: Iterable[Columns], *names: str) -> list[Located]:
    """The cells of these columns on which no verdict may rest: all that a pass on a long table need be held against."""
    return [cell(columns, row, name) for columns in tables for row, name in columns.in_doubt(*names)]
