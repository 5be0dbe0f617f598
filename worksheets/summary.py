"""The Summary sheet: the recommendation in a sentence, what a person must look at first, the incentive step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from records.findings import FieldRef, Finding, Recommendation, SlabEnd, UnderReading
from worksheets.book import Sheet
from worksheets.checklist import row_of, write_clause
from worksheets.looks import (
    HEAD,
    LABEL,
    LINK,
    NOTE,
    PLAIN,
    SECTION,
    TITLE,
    Look,
    Tone,
    fits_number,
    indian_format,
    number_format,
)
from worksheets.paths import cited, key
from worksheets.plan import Plan, at_stake, first_to_look_at
from worksheets.steps import LiveStep, live_steps, step_name
from worksheets.words import RECOMMENDATION, STATUS, check_in_words, day, in_words, rupees, words

WIDTHS = (7, 35, 46, 21, 13)
LAST = len(WIDTHS) - 1
LOOK_AT_FIRST = 10

BANNER: dict[Recommendation, Tone] = {
    "eligible": "pass",
    "not_eligible": "fail",
    "refer": "refer",
    "incomplete": "missing",
}
BASIS = {
    "production": "the certified start of production",
    "first_sale": "the first sale: the start of production is not certified",
    "expected": "the expected date of production: neither a certificate nor a sale was read",
}
NAMED_IN = (
    ("application_form", "applicant_name"),
    ("approval_letter", "applicant_name"),
    ("claim_form", "applicant_name"),
    ("epr_certificate", "entity_name"),
    ("pollution_board_authorisation", "entity_name"),
    ("capex_statement", "entity_name"),
)


def write_summary(plan: Plan, scheme_title: str) -> None:
    """Writes the sheet; every other sheet stands already, so that formulas find their cells."""
    sheet = plan.book.sheet("Summary", WIDTHS, landscape=False)
    sheet.raw.activate()
    sheet.text(0, 0, "Appraisal worksheet", TITLE)
    sheet.merged(1, 0, LAST, scheme_title, NOTE.but(italic=False, size=10))
    row = _banner(plan, sheet, 2)
    row, amount_row = _facts(plan, sheet, row + 1)
    row = _look_at_first(plan, sheet, row + 1)
    row = _incentive(plan, sheet, row + 1, amount_row)
    row = _slab_clock(plan, sheet, row + 1)
    row = _other_readings(plan, sheet, row + 1)
    row = _signatures(sheet, row + 1)
    sheet.raw.print_area(0, 0, row, LAST)
    sheet.raw.set_first_sheet()


def applicant(plan: Plan) -> str:
    """The applicant's name as the surest of the papers that name it prints it."""
    for document_type, name in NAMED_IN:
        found = [
            document.fields[name]
            for document in plan.appraisal.documents
            if document.document_type == document_type and name in document.fields
        ]
        if found:
            return str(max(found, key=lambda field: field.confidence).value)
    return "not read from any paper"


def recommendation_sentence(plan: Plan) -> str:
    """The recommendation and its reason, and what the papers support in rupees."""
    amount = plan.appraisal.incentive.amount
    supported = f" The papers as read support an incentive of {rupees(amount)}." if amount is not None else ""
    return f"{plan.appraisal.recommendation_reason}{supported}"


def _banner(plan: Plan, sheet: Sheet, row: int) -> int:
    tone = BANNER[plan.appraisal.recommendation]
    look = PLAIN.but(tone=tone, bold=True, size=15, middle=True)
    sheet.merged(row, 0, LAST, RECOMMENDATION[plan.appraisal.recommendation], look)
    sheet.at_least(row, 26)
    sentence = recommendation_sentence(plan)
    sheet.merged(row + 1, 0, LAST, sentence, PLAIN.but(tone=tone, size=11))
    note = "Parakh recommends on what it read in the papers; the Executive Committee decides."
    sheet.merged(row + 2, 0, LAST, note, NOTE)
    return row + 2


def _facts(plan: Plan, sheet: Sheet, row: int) -> tuple[int, int]:
    """Who, what, when; returns the last row and the row of the amount, whose formula comes with the steps."""
    appraisal = plan.appraisal
    read = sum(document.status == "read" for document in appraisal.documents)
    found = Counter(finding.status for finding in appraisal.findings)
    group = f"Group {appraisal.incentive.group}" if appraisal.incentive.group else "? not known"
    claimed = _surest(plan, "claim_form", "amount_claimed")
    basis = f", months counted to {BASIS[appraisal.incentive.basis]}" if appraisal.incentive.basis else ""
    facts: list[tuple[str, str | FieldRef]] = [
        ("Folder", appraisal.application_id),
        *_numbered(plan),
        ("Applicant", applicant(plan)),
        ("Stage", f"{words(appraisal.stage)}. {appraisal.stage_reason}"),
        ("Rules as of", day(appraisal.as_of)),
        ("Group", group + basis),
        ("Documents", f"{len(appraisal.documents)} handed in, {read} read in full"),
        (
            "Findings",
            " · ".join(f"{found[status]} {shown}" for status, shown in STATUS.items() if found[status]) or "none",
        ),
        ("Incentive", ""),
        *([("Amount claimed", ""), (_compared(plan, claimed), "")] if claimed else []),
        ("Made with", f"Parakh {appraisal.code_version}, parameters {appraisal.parameters_digest[:12] or '–'}"),
    ]
    amount_row = row
    for at, (label, text) in enumerate(facts, start=row):
        sheet.merged(at, 0, 1, label, LABEL)
        if label == "Incentive":
            amount_row = at
        elif label == "Amount claimed" and claimed:
            _claimed(plan, sheet, at, amount_row, claimed)
        elif isinstance(text, FieldRef):
            sheet.raw.merge_range(at, 2, at, LAST, "", sheet.book.format(LINK))
            sheet.link(at, 2, plan.target(text), _dated(plan, text), LINK.but(bold=True), plan.told(text))
        elif not label.startswith("Claimed "):
            sheet.merged(at, 2, LAST, text, PLAIN.but(bold=label in {"Folder", "Applicant"}))
    return row + len(facts), amount_row


DATED_BY = {
    ("application_form", "application_number"): "application_date",
    ("claim_form", "claim_number"): "claim_date",
}
"""The day that belongs to a number, by the paper and the number."""


def _surest(plan: Plan, document_type: str, name: str) -> FieldRef | None:
    """The surest reading of a field in the papers of a type."""
    found = [it for it in plan.appraisal.documents if it.document_type == document_type and name in it.fields]
    if not found:
        return None
    document = max(found, key=lambda it: it.fields[name].confidence)
    return FieldRef(document.sha256, document.file, name)


def _numbered(plan: Plan) -> list[tuple[str, FieldRef]]:
    """The application's and the claim's number, from the paper that gives it or else from one that names it."""
    application = [_surest(plan, it, "application_number") for it in ("application_form", "claim_form")]
    wanted = (
        ("Application", next((it for it in application if it), None)),
        ("Claim", _surest(plan, "claim_form", "claim_number")),
    )
    return [(label, ref) for label, ref in wanted if ref]


def _dated(plan: Plan, ref: FieldRef) -> str:
    """A number with its day, and a mark where either is doubtful: "CMR/26/0147, dated 19-01-2026"."""
    found = cited(plan.appraisal.documents, ref)
    if found is None:
        return ""
    document, (number, *_) = found
    dated = document.fields.get(DATED_BY.get((document.document_type, ref.field), ""))
    text = in_words(number.value) + (f", dated {in_words(dated.value)}" if dated else "")
    return text + (" ⚠ doubtful" if number.is_doubtful or (dated and dated.is_doubtful) else "")


def _compared(plan: Plan, ref: FieldRef) -> str:
    """How the amount claimed stands to the one computed, so that the figure beside it needs no sign."""
    found, amount = cited(plan.appraisal.documents, ref), plan.appraisal.incentive.amount
    claimed = found[1][0].value if found else None
    below = amount is not None and isinstance(claimed, Decimal) and claimed.is_finite() and claimed < amount
    return "Claimed below computed" if below else "Claimed above computed"


def _claimed(plan: Plan, sheet: Sheet, row: int, amount_row: int, ref: FieldRef) -> None:
    """What the claim form asks for, and in the row below how the computed incentive differs from it."""
    found = cited(plan.appraisal.documents, ref)
    place = plan.places.get(key(ref))
    look = PLAIN.but(bold=True, align="left", wrap=False)
    for at in (row, row + 1):
        sheet.raw.merge_range(at, 2, at, LAST - 1, "", sheet.book.format(look))
    doubt = " ⚠" if found and found[1][0].is_doubtful else ""
    sheet.link(row, LAST, plan.target(ref), plan.see(ref) + doubt, LINK, plan.told(ref))
    sheet.blank(row + 1, LAST)
    amount = plan.appraisal.incentive.amount
    cell = place.cell if place else None
    if cell is None or not fits_number(cell.value):
        sheet.text(row, 2, str(found[1][0].value) if found else "", look)
        sheet.text(row + 1, 2, "? not computed", look)
        return
    sheet.formula(row, 2, cell.excel, cell.value, look.but(number=indian_format(cell.value, sign="₹")))
    if amount is None:
        sheet.text(row + 1, 2, "? not computed", look)
        return
    difference = abs(cell.value - amount)
    computed, claimed = sheet.address(amount_row, 2), sheet.address(row, 2)
    less = f"{computed}-{claimed}" if cell.value < amount else f"{claimed}-{computed}"
    formula = f"ROUND({less},2)"
    sheet.formula(row + 1, 2, formula, difference, look.but(number=indian_format(difference, sign="₹")))


def _look_at_first(plan: Plan, sheet: Sheet, row: int) -> int:
    waiting = first_to_look_at(plan.appraisal)
    sheet.text(row, 0, "What a person must look at first", SECTION)
    if not plan.appraisal.findings:
        sheet.merged(row + 1, 0, LAST, "? No criterion was judged.", PLAIN.but(tone="missing"))
        return row + 2
    if not waiting:
        sheet.merged(row + 1, 0, LAST, "✔ Nothing fails, is missing or is referred.", PLAIN.but(tone="pass"))
        return row + 2
    for column, label in enumerate(("No.", "Criterion", "Why", "At stake (₹)", "Clause")):
        sheet.text(row + 1, column, label, HEAD)
    at = row + 1
    for at, (number, finding) in enumerate(waiting[:LOOK_AT_FIRST], start=row + 2):
        _write_waiting(plan, sheet, at, number, finding)
    if len(waiting) > LOOK_AT_FIRST:
        at += 1
        text = f"and {len(waiting) - LOOK_AT_FIRST} more, on the Checklist: filter its Status column."
        sheet.raw.merge_range(at, 0, at, LAST, "", sheet.book.format(LINK))
        sheet.link(at, 0, "internal:Checklist!A1", text, columns=LAST + 1)
    return at + 1


def _write_waiting(plan: Plan, sheet: Sheet, row: int, number: int, finding: Finding) -> None:
    tone: Tone = finding.status
    sheet.link(row, 0, f"internal:Checklist!A{row_of(number) + 1}", str(number), LINK.but(tone=tone, align="center"))
    what = f"{STATUS[finding.status]}{' (gate)' if finding.kind == 'gate' else ''}: {check_in_words(finding.check)}"
    sheet.text(row, 1, what, PLAIN.but(tone=tone, bold=True))
    sheet.text(row, 2, finding.reason)
    stake = at_stake(finding, plan.appraisal)
    if finding.kind == "gate" and stake is not None:
        sheet.text(row, 3, "whole incentive", PLAIN.but(align="right"))
    else:
        sheet.value(row, 3, stake, "INR")
    write_clause(plan, sheet, row, 4, finding.clause)


def _incentive(plan: Plan, sheet: Sheet, row: int, amount_row: int) -> int:
    incentive = plan.appraisal.incentive
    sheet.text(row, 0, "The incentive, step by step", SECTION)
    steps = live_steps(plan)
    if not steps:
        why = (
            "No incentive is computed at the application stage: it rests on capital expenditure that a claim certifies."
            if plan.appraisal.stage == "application" and incentive.amount is None
            else "No step of the incentive could be computed from the papers."
        )
        sheet.merged(row + 1, 0, LAST, why, PLAIN)
        _amount(sheet, amount_row, incentive.amount, None)
        return row + 2
    for column, label in enumerate(("Step", "What", "How", "Figure", "Clause")):
        sheet.text(row + 1, column, label, HEAD)
    amount_name = None
    at = row + 1
    for at, live in enumerate(steps, start=row + 2):
        _write_step(plan, sheet, at, at - row - 1, live)
        if live.step.value is not None and live.step.value == incentive.amount and live.step.unit == "INR":
            amount_name = step_name(live.step)
    _amount(sheet, amount_row, incentive.amount, amount_name)
    note = (
        "These figures are formulas over the Capex, Fields and Parameters sheets: change a cell there and they follow."
    )
    sheet.merged(at + 1, 0, LAST, note, NOTE)
    return at + 2


def _amount(sheet: Sheet, row: int, amount: Decimal | None, name: str | None) -> None:
    look = PLAIN.but(bold=True, align="left", wrap=False)
    sheet.raw.merge_range(row, 2, row, LAST, "", sheet.book.format(look))
    if amount is None:
        sheet.text(row, 2, "? not computed", look)
    elif name is None:
        sheet.value(row, 2, amount, "INR", look.but(number=indian_format(amount, sign="₹")))
    else:
        sheet.formula(row, 2, name, amount, look.but(number=indian_format(amount, sign="₹")))


def _write_step(plan: Plan, sheet: Sheet, row: int, number: int, live: LiveStep) -> None:
    step = live.step
    how = "\n".join(it for it in (step.formula, step.note, live.note) if it)
    sheet.number(row, 0, number, PLAIN.but(align="center"))
    sheet.named(row, 1, step.label, step.id)
    sheet.text(row, 2, how)
    look = PLAIN.but(align="right", wrap=False, bold=step.unit == "INR")
    if step.value is None:
        sheet.text(row, 3, "? not computed", look.but(tone="missing", bold=False))
    else:
        shown = indian_format(step.value, sign="₹") if step.unit == "INR" else number_format(step.value, step.unit)
        look = look.but(number=shown)
        if live.formula is None:
            sheet.number(row, 3, step.value, look)
        else:
            sheet.formula(row, 3, live.formula, step.value, look)
        sheet.book.name(step_name(step), "Summary", row, 3)
    write_clause(plan, sheet, row, 4, step.clause)


def _slab_clock(plan: Plan, sheet: Sheet, row: int) -> int:
    """When the rate of this approval falls, and what each fall costs at the expenditure certified so far."""
    slabs = plan.appraisal.incentive.slab_clock
    if not slabs:
        return row - 1
    sheet.text(row, 0, "When the rate falls", SECTION)
    for column, label in enumerate(("Slab", "Production that starts", "earns a rate of", "Amount (₹)", "Less by (₹)")):
        sheet.text(row + 1, column, label, HEAD)
    named = {it.id: step_name(it) for it in plan.appraisal.incentive.steps if it.value is not None}
    at, after = row + 1, ""
    for at, slab in enumerate(slabs, start=row + 2):
        until = f"until {day(slab.last_day)}" if slab.last_day else after
        sheet.number(at, 0, at - row - 1, PLAIN.but(align="center"))
        sheet.text(at, 1, until)
        sheet.value(at, 2, slab.rate, "fraction", PLAIN.but(align="left"))
        _write_slab(sheet, at, row + 2, slab, named)
        after = f"after {day(slab.last_day)}" if slab.last_day else ""
    note = "At the capital expenditure certified so far; more expenditure, more lost with each slab."
    sheet.merged(at + 1, 0, LAST, note, NOTE)
    return at + 2


def _write_slab(sheet: Sheet, row: int, first: int, slab: SlabEnd, named: Mapping[str, str]) -> None:
    """The amount in a slab and what is lost against the first, as formulas over the steps where those stand."""
    if slab.amount is None or slab.lost is None:
        sheet.text(row, 3, "? not computed", PLAIN.but(align="right"))
        sheet.blank(row, 4)
        return
    look = PLAIN.but(align="right", wrap=False)
    if not {"capex_eligible", "ceiling_applied"} <= set(named):
        sheet.value(row, 3, slab.amount, "INR", look)
        sheet.value(row, 4, slab.lost, "INR", look)
        return
    left = named["ceiling_applied"]
    if "received_earlier" in named:
        left = f"MAX(0,{left}-{named['received_earlier']})"
    amount = f"MIN(ROUND({named['capex_eligible']}*{sheet.address(row, 2)},2),{left})"
    sheet.formula(row, 3, amount, slab.amount, look.but(number=indian_format(slab.amount)))
    lost = f"ROUND({sheet.address(first, 3)}-{sheet.address(row, 3)},2)"
    sheet.formula(row, 4, lost, slab.lost, look.but(number=indian_format(slab.lost)))


def _other_readings(plan: Plan, sheet: Sheet, row: int) -> int:
    readings = plan.appraisal.incentive.under_other_readings
    if not readings:
        return row - 1
    sheet.text(row, 0, "Where the scheme can be read in more than one way", SECTION)
    for column, label in enumerate(("", "Question", "Reading", "Amount (₹)", "Taken?")):
        sheet.text(row + 1, column, label, HEAD)
    at = row + 1
    asked = ""
    for at, reading in enumerate(readings, start=row + 2):
        _write_reading(plan, sheet, at, reading, repeats=reading.interpretation == asked)
        asked = reading.interpretation
    return at + 1


def _write_reading(plan: Plan, sheet: Sheet, row: int, reading: UnderReading, *, repeats: bool) -> None:
    asked = plan.interpretations.get(reading.interpretation)
    question = asked.question if asked else words(reading.interpretation)
    texts = {it.id: it.text for it in asked.readings} if asked else {}
    told = [texts.get(reading.reading, words(reading.reading)), _difference(plan, reading)]
    if reading.capex_eligible is not None:
        told.append(f"Eligible capex {in_words(reading.capex_eligible, 'INR')}.")
    text = "\n".join(it for it in told if it)
    look: Look = PLAIN.but(bold=reading.taken)
    sheet.blank(row, 0)
    sheet.text(row, 1, "" if repeats else question, look)
    sheet.text(row, 2, text, look)
    if reading.amount is None:
        sheet.text(row, 3, "? not computed", PLAIN.but(align="right"))
    else:
        sheet.value(row, 3, reading.amount, "INR", look)
    sheet.text(row, 4, "✔ taken" if reading.taken else "–", look)


def _difference(plan: Plan, reading: UnderReading) -> str:
    """By how much the amount differs from the one computed."""
    taken = plan.appraisal.incentive.amount
    if reading.taken or taken is None or reading.amount is None:
        return ""
    difference = reading.amount - taken
    if not difference:
        return "No difference to the amount."
    return f"{rupees(abs(difference))} {'more' if difference > 0 else 'less'}."


def _signatures(sheet: Sheet, row: int) -> int:
    sheet.text(row, 0, "Signatures", SECTION)
    for at, label in enumerate(("Prepared by", "Reviewed by"), start=row + 1):
        sheet.at_least(at, 34)
        plain = PLAIN.but(boxed=False)
        sheet.text(at, 0, "", plain)
        sheet.text(at, 1, f"{label} (name, signature)", plain.but(tone="quiet"))
        sheet.blank(at, 2, plain.but(line_below=True))
        sheet.text(at, 3, "Date", plain.but(align="right", tone="quiet"))
        sheet.blank(at, 4, plain.but(line_below=True))
    return row + 2
