"""Decisions that reviewers wrote into worksheets, read back: all of them are taken, or none.

    case = CaseNow(json.loads(appraisal.json), history)
    outcome = read_decisions([(worksheet, as_we_wrote_it), …], case, when)
    outcome.refused or outcome.taken

A decision is bound to what its reviewer saw: the key of its row holds a digest of that. Where the case says something
else by now, the reviewer is asked again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from records.findings import Action, Decision, FindingStatus
from records.overlay import DOCUMENT_TYPE, latest
from records.paths import take_apart
from records.readings import READ_AT_ALL, Value
from worksheets.clean import one_line
from worksheets.decision_cells import (
    CHOICES,
    CORRECTED,
    DECISION,
    DOCUMENT,
    FIELD,
    STANDS,
    WHO,
    WHY,
    RowKey,
    digest_of,
    read_key,
)
from worksheets.decisions_sheets import Cell, Compared, KeyedRow, SheetRead, WorksheetRead
from worksheets.decisions_values import NotAValue, typed, unit_of
from worksheets.plan import path_in_words
from worksheets.words import STATUS, check_in_words, in_words, words

LONGEST_REASON, LONGEST_INITIALS = 2000, 60
SHOWN = {action: shown for shown, action in CHOICES.items()}

Target = tuple[str, tuple[int, int] | None, str]
"""What a decision is about: sha256 ("" of a finding), pages, and the check or the path of the field."""


@dataclass(frozen=True, slots=True)
class CaseNow:
    """What the case says now.

    Attributes:
        appraisal: the newest `appraisal.json`.
        history: every decision taken so far, in the order they were taken.
    """

    appraisal: Mapping[str, Any]
    history: tuple[Decision, ...] = ()

    def standing(self, target: Target) -> Decision | None:
        """The last decision on a thing, unless what it overruled has changed since."""
        found = {_target(it): it for it in latest(self.history)}.get(target)
        return None if found is None or self._among("asked_again", found) else found

    def is_laid_over(self, decision: Decision) -> bool:
        """Whether the newest appraisal shows what the decision says, rather than what was read."""
        return self._among("decisions", decision)

    def finding(self, check: str) -> Mapping[str, Any] | None:
        """The finding of a check."""
        return next((it for it in self.appraisal["findings"] if it["check"] == check), None)

    def document(self, sha256: str, page_range: tuple[int, int] | None) -> Mapping[str, Any] | None:
        """The document of these bytes and pages that was read; duplicates of it were not."""
        pages = None if page_range is None else list(page_range)
        found = [it for it in self.appraisal["documents"] if (it["sha256"], it.get("page_range")) == (sha256, pages)]
        return next((it for it in found if it["status"] in READ_AT_ALL), None)

    def named(self, text: str) -> Mapping[str, Any] | None:
        """The document of a number on the Documents sheet, or of a name."""
        documents: Sequence[Mapping[str, Any]] = self.appraisal["documents"]
        number = re.match(r"\d+(?=\s*(?:·|\.?$))", text)
        if number is not None:
            return documents[int(number[0]) - 1] if 0 < int(number[0]) <= len(documents) else None
        return next((it for it in documents if it["file"] == text), None)

    def _among(self, which: str, decision: Decision) -> bool:
        return any(
            (it.get("sha256", ""), it.get("page_range"), it["target"], it["when"])
            == (
                decision.sha256,
                None if decision.page_range is None else list(decision.page_range),
                decision.target,
                decision.when.isoformat(),
            )
            for it in self.appraisal.get(which, ())
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as it was taken: where it stands in the worksheets, and what it says, in words."""

    decision: Decision
    where: str
    said: str

    @property
    def line(self) -> str:
        """The decision in a line."""
        return f"{self.where}: {self.said} ({self.decision.who}: {one_line(self.decision.why, 100)})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading worksheets.

    Attributes:
        taken: the new decisions; empty where anything was refused.
        refused: a sentence for each thing that must be put right first.
        notes: what was passed over, and why.
    """

    taken: tuple[Taken, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The new decisions."""
        return tuple(it.decision for it in self.taken)


@dataclass(frozen=True, slots=True)
class Returned:
    """A worksheet that came back.

    Attributes:
        read: as it came.
        ours: as we wrote it.
        compared: where the two differ outside the open cells.
        is_newest: whether no newer worksheet of the case was written.
    """

    read: WorksheetRead
    ours: WorksheetRead
    compared: Compared
    is_newest: bool = True


class _Refused(Exception):
    """What is wrong with one row; the message names its cell."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row in which a reviewer has written.

    Attributes:
        workbook: the name of the file, "" where only one came back.
        unseen: whether the worksheet showed no decision here when it was written.
        is_newest: whether no newer worksheet was written.
    """

    workbook: str
    sheet: SheetRead
    row: KeyedRow
    unseen: bool
    is_newest: bool
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def at(self, heading: str) -> str:
        """A cell's address with its sheet, and its file where several came back."""
        return f"{f'{self.workbook} ' if self.workbook else ''}{self.sheet.name}!{self.row.at(heading)}"

    def refuse(self, heading: str, sentence: str) -> _Refused:
        """A refusal that names the cell."""
        return _Refused(f"{self.at(heading)}: {sentence}")


def read_decisions(returned: Sequence[Returned], case: CaseNow, when: datetime) -> Outcome:
    """The new decisions of one or several worksheets of the same case; refused whole if anything is wrong with one.

    Args:
        returned: the worksheets; those of several reviewers are merged.
        case: what it says now.
        when: the moment that the decisions are taken at.
    """
    refused: list[str] = []
    notes: list[str] = []
    taken: list[Taken] = []
    for it in returned:
        name = it.read.name if len(returned) > 1 else ""
        refused += [f"{name} {sentence}".strip() for sentence in it.compared.changed]
        notes += [f"{name} {sentence}".strip() for sentence in it.compared.ignored]
        for entry in _entries(it, name, notes):
            try:
                found = _taken(entry, case, when)
            except _Refused as refusal:
                refused.append(str(refusal))
            else:
                if found is None:
                    notes.append(f"{entry.at(DECISION)}: this decision is known already")
                else:
                    taken.append(found)
    merged, conflicts = _merged(taken)
    refused += conflicts
    return Outcome(() if refused else merged, tuple(refused), tuple(notes))


def _entries(it: Returned, name: str, notes: list[str]) -> Iterator[_Entry]:
    """The rows in which something new was written; a decision that stood there and was emptied is noted."""
    wrote = {row.key: row for _, row in it.ours.keyed}
    for sheet, row in it.read.keyed:
        ours = wrote.get(row.key)
        if ours is None:
            continue  # a row that is not ours, refused already
        written = {heading: row.text(heading) for heading in row.open_headings}
        shown = {heading: ours.text(heading) for heading in row.open_headings}
        if written == shown:
            continue
        entry = _Entry(name, sheet, row, not any(shown.values()), it.is_newest, row.cells)
        if not any(text for heading, text in written.items() if heading != WHO):
            if any(shown.values()):
                notes.append(f"{entry.at(DECISION)}: the decision was emptied here, and still stands; overrule it")
            continue
        yield entry


def _taken(entry: _Entry, case: CaseNow, when: datetime) -> Taken | None:
    """The decision of a row; None where it is known already.

    Raises:
        _Refused: if it cannot be taken.
    """
    action = _action(entry)
    who, why = _mandatory(entry, WHO, LONGEST_INITIALS), _mandatory(entry, WHY, LONGEST_REASON)
    if action != "correct" and entry.row.text(CORRECTED):
        raise entry.refuse(CORRECTED, f"a corrected value goes with “correct to”, not with “{SHOWN[action]}”")
    key = read_key(entry.row.key)
    given = Decision(who, when, key.target, action, "", why)
    if key.kind == "finding":
        decision, said = _on_finding(entry, key, given, case)
    else:
        decision, said = _on_field(entry, key, given, case)
    standing = case.standing(_target(decision))
    if standing is not None and entry.unseen:
        if not _says_the_same(standing, decision):
            raise entry.refuse(
                DECISION,
                f"{standing.who} has decided otherwise since this worksheet was written: {_in_words(standing)} "
                f"(“{one_line(standing.why, 100)}”); to overrule it, decide in the newest worksheet",
            )
        if any(it.who == who and _says_the_same(it, decision) for it in case.history if _target(it) == _target(given)):
            return None
    if standing is not None and (standing.who, standing.why) == (who, why) and _says_the_same(standing, decision):
        return None
    return Taken(decision, entry.at(DECISION), said)


def _action(entry: _Entry) -> Action:
    shown = entry.row.text(DECISION)
    if not shown:
        raise entry.refuse(DECISION, f"no decision is chosen; choose one of {', '.join(CHOICES)}, or empty the row")
    found = CHOICES.get(shown.casefold())
    if found is None:
        raise entry.refuse(DECISION, f"{shown!r} is not one of {', '.join(CHOICES)}")
    return found


def _mandatory(entry: _Entry, heading: str, longest: int) -> str:
    cell = entry.cells.get(heading)
    text = "" if cell is None else cell.text
    if not text:
        raise entry.refuse(heading, f"{heading.lower()} must be given")
    if cell is not None and cell.formula:
        raise entry.refuse(heading, "a formula stands here; type the text")
    if len(text) > longest:
        raise entry.refuse(heading, f"{heading.lower()} is longer than {longest} characters")
    return one_line(text, longest)


def _on_finding(entry: _Entry, key: RowKey, given: Decision, case: CaseNow) -> tuple[Decision, str]:
    found = case.finding(key.target)
    before = "" if found is None else f"{found['status']}: {found['reason']}"
    if found is None or digest_of(before) != key.digest:
        now = "it is no longer judged" if found is None else f"it is now {before}"
        raise entry.refuse(DECISION, f"{key.target} was judged otherwise in this worksheet; {_again(now)}")
    decision = replace(given, before=before)
    status: FindingStatus = found["status"]
    said = f"{check_in_words(key.target)} ({key.target}), {STATUS[status]}"
    if given.action == "accept" and status == "refer":
        raise entry.refuse(
            DECISION,
            "a finding that refers is not settled by “accept”: choose “correct to” and the status that is to stand",
        )
    if given.action != "correct":
        return decision, f"{said}: {SHOWN[given.action]}"
    after = _status(entry)
    if after == status == "refer":
        raise entry.refuse(CORRECTED, "the finding refers already; give the status that settles it")
    return replace(decision, after=after), f"{said}: stands as {STATUS[after]}"


def _status(entry: _Entry) -> FindingStatus:
    text = re.sub(r"[^a-z ]", " ", entry.row.text(CORRECTED).casefold().replace("_", " "))
    for status in STANDS:
        if text.split() == status.split("_"):
            return status
    shown = entry.row.text(CORRECTED) or "nothing"
    raise entry.refuse(
        CORRECTED, f"{shown!r} is no status; choose one of {', '.join(it.replace('_', ' ') for it in STANDS)}"
    )


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a decision on a document is about, as the case has it now."""

    document: Mapping[str, Any]
    path: str
    before: str
    value: Mapping[str, Any] | None

    @property
    def document_type(self) -> str:
        return cast(str, self.document["document_type"])

    @property
    def target(self) -> Target:
        pages = self.document.get("page_range")
        return (self.document["sha256"], None if pages is None else (pages[0], pages[1]), self.path)


def _on_field(entry: _Entry, key: RowKey, given: Decision, case: CaseNow) -> tuple[Decision, str]:
    thing = _named(entry, case) if key.kind == "other" else _keyed(entry, key, case)
    standing = case.standing(thing.target)
    before = thing.before
    if standing is not None and case.is_laid_over(standing):
        before = standing.before  # a decision overrules what was read, not the decision before it
    sha256, page_range, path = thing.target
    decision = replace(given, target=path, before=before, sha256=sha256, page_range=page_range)
    if given.action == "correct":
        decision = _corrected(entry, decision, thing)
    elif given.action == "accept" and standing is not None and standing.action == "correct" and before != thing.before:
        decision = replace(decision, action="correct", after=standing.after, unit=standing.unit)
    elif not before and thing.value is None and given.action in {"accept", "not_applicable"} and path != DOCUMENT_TYPE:
        raise entry.refuse(DECISION, f"{path} was not read in {thing.document['file']}: give its value by “correct to”")
    what = "what this document is" if path == DOCUMENT_TYPE else path_in_words(path)
    shown = thing.before if thing.value is None else _shown(thing.value)
    return decision, f"{thing.document['file']}, {what}, {shown or 'not read'}: {_in_words(decision)}"


def _keyed(entry: _Entry, key: RowKey, case: CaseNow) -> _Thing:
    """The thing of a row with a key of its own, if it still says what the reviewer saw."""
    document = case.document(key.sha256, key.page_range)
    if document is None:
        raise entry.refuse(DECISION, f"the document of this row is no longer in the case; {_again()}")
    thing = _thing(document, key.target)
    digests = {digest_of(thing.before)}
    standing = case.standing(thing.target)
    if standing is not None:
        digests.add(digest_of(standing.before))
    if key.digest not in digests:
        now = f"it is now {one_line(thing.before, 80)}" if thing.before else "it is no longer read"
        what = f"{path_in_words(key.target)} of {document['file']}"
        raise entry.refuse(DECISION, f"{what} was read otherwise in this worksheet; {_again(now)}")
    return thing


def _named(entry: _Entry, case: CaseNow) -> _Thing:
    """The thing that a reviewer named by document and field."""
    if not entry.is_newest:
        raise entry.refuse(DECISION, f"a newer worksheet of this case was written since; {_again()}")
    document = case.named(entry.row.text(DOCUMENT))
    if document is None or document["status"] not in READ_AT_ALL:
        shown = entry.row.text(DOCUMENT) or "nothing"
        raise entry.refuse(
            DOCUMENT, f"{shown!r} is no document that was read; give its number on the Documents sheet, or its name"
        )
    path = entry.row.text(FIELD).replace(" ", "")
    if not path:
        raise entry.refuse(FIELD, "the field must be given by its id, such as total_amount or items[4].amount")
    place = take_apart(path)
    rows = document["tables"].get(place.table, ()) if place.table else ()
    if place.table and place.index >= len(rows):
        raise entry.refuse(
            FIELD, f"{document['file']} has no {path}: {place.table} has {len(rows)} rows, the first is 0"
        )
    try:
        unit_of(document["document_type"], path)
    except NotAValue as error:
        if path != DOCUMENT_TYPE:
            raise entry.refuse(FIELD, str(error)) from error
    return _thing(document, path)


def _thing(document: Mapping[str, Any], path: str) -> _Thing:
    if path == DOCUMENT_TYPE:
        return _Thing(document, path, document["document_type"], None)
    place = take_apart(path)
    fields = document["fields"]
    if place.table:
        rows = document["tables"].get(place.table, ())
        fields = rows[place.index] if place.index < len(rows) else {}
    found = fields.get(place.column)
    if found is None:
        return _Thing(document, path, "", None)
    value = found["value"]
    return _Thing(document, path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), found)


def _corrected(entry: _Entry, decision: Decision, thing: _Thing) -> Decision:
    """The decision with the value that was typed."""
    if thing.path == DOCUMENT_TYPE:
        raise entry.refuse(CORRECTED, "what a document is cannot be corrected; accept it, or say not applicable")
    cell = entry.cells.get(CORRECTED)
    if cell is None:
        raise entry.refuse(CORRECTED, "“correct to” needs the corrected value")
    if cell.formula:
        raise entry.refuse(CORRECTED, "a formula stands here; type the value")
    unit = thing.value["unit"] if thing.value is not None else unit_of(thing.document_type, thing.path)
    try:
        after = typed(thing.document_type, thing.path, cell.value)
    except NotAValue as error:
        raise entry.refuse(CORRECTED, str(error)) from error
    return replace(decision, after=after, unit=unit)


def _again(now: str = "") -> str:
    return f"{f'{now}; ' if now else ''}look at the newest worksheet and decide there, and empty these cells"


def _says_the_same(one: Decision, other: Decision) -> bool:
    return (one.action, one.after) == (other.action, other.after)


def _target(decision: Decision) -> Target:
    return (decision.sha256, decision.page_range, decision.target)


def _merged(taken: Sequence[Taken]) -> tuple[tuple[Taken, ...], list[str]]:
    """Each thing once; the same decision of several reviewers is taken by each of them, and told in one line.

    Returns:
        The decisions, and a sentence for each thing on which the worksheets say different things.
    """
    by_target: dict[Target, list[Taken]] = {}
    for it in taken:
        by_target.setdefault(_target(it.decision), []).append(it)
    merged: list[Taken] = []
    conflicts: list[str] = []
    for several in by_target.values():
        if all(_says_the_same(several[0].decision, it.decision) for it in several):
            merged += _once(several)
        else:
            said = "; ".join(f"{it.where} says {_in_words(it.decision)} ({it.decision.who})" for it in several)
            conflicts.append(f"{_what(several[0])}: {said}. Settle it in both, or empty one")
    return tuple(merged), conflicts


def _once(several: Sequence[Taken]) -> Iterable[Taken]:
    """One of each person, the last one told with all places."""
    by_person = {it.decision.who: it for it in reversed(several)}
    persons = list(reversed(by_person.values()))
    where = " and ".join(it.where for it in several)
    return [replace(it, where=where) for it in persons]


def _what(taken: Taken) -> str:
    return taken.said.partition(":")[0]


def _in_words(decision: Decision) -> str:
    if decision.action != "correct":
        return f"“{SHOWN[decision.action]}”"
    if decision.on_finding:
        return f"“correct to {words(str(decision.after)).lower()}”"
    return f"“correct to {in_words(cast(Value, decision.after), decision.unit)}”"


def _shown(found: Mapping[str, Any]) -> str:
    """A value of `appraisal.json` as a person reads it."""
    value = found["value"]
    if found["unit"] == "INR" and isinstance(value, str):
        return in_words(Decimal(value), "INR")
    return ", ".join(value) if isinstance(value, list) else str(value)
