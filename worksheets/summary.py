"""The Summary sheet: the recommendation in a sentence, what a person must look at first, who and how much."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import partial

from records.findings import Appraisal, FieldRef, Finding, Recommendation
from worksheets import measure
from worksheets.book import Sheet
from worksheets.checklist import row_of, write_clause
from worksheets.clean import one_line
from worksheets.looks import (
    HEAD,
    LABEL,
    LINK,
    NOTE,
    PLAIN,
    SECTION,
    TITLE,
    Tone,
    fits_number,
    indian_format,
    number_format,
)
from worksheets.paths import cited, key
from worksheets.plan import Plan, at_stake, first_to_look_at
from worksheets.stakes import stake_formula
from worksheets.words import RECOMMENDATION, STATUS, check_in_words, day, in_words, rupees, words

WIDTHS = (6, 40, 62, 19, 11)
"""So wide that a screen of 1366 pixels shows all columns, and its height the ten rows to look at first."""

LAST = len(WIDTHS) - 1
LOOK_AT_FIRST = 10
LONGEST_WHY, WHY_LINES = 190, 2
"""Characters of a reason on the first screen, so that all ten fit; the whole of it is on the Checklist."""

SMALL = 9

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
    room = measure.cell_width(sum(WIDTHS)) / measure.BOLD
    sheet.text(0, 0, measure.shortened(f"Appraisal worksheet · {applicant(plan)}", room, TITLE.size), TITLE)
    row = _banner(plan, sheet, 1)
    row = _look_at_first(plan, sheet, row + 1)
    sheet.merged(row, 0, LAST, NOT_DECIDED, NOTE)
    for write in (partial(_facts, scheme_title=scheme_title), _incentive, _signatures):
        start = row + 2
        row = write(plan, sheet, start)
        sheet.keep_together(start, row)
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
    return row + 1


def _facts(plan: Plan, sheet: Sheet, row: int, scheme_title: str) -> int:
    """Who, what, when; returns the last row."""
    appraisal = plan.appraisal
    found = Counter(finding.stands for finding in appraisal.findings)
    group = f"Group {appraisal.incentive.group}" if appraisal.incentive.group else "? not known"
    claimed = _surest(plan, "claim_form", "amount_claimed")
    basis = f", months counted to {BASIS[appraisal.incentive.basis]}" if appraisal.incentive.basis else ""
    facts: list[tuple[str, str | FieldRef]] = [
        ("Scheme", scheme_title),
        ("Folder", appraisal.application_id),
        *_numbered(plan),
        ("Applicant", applicant(plan)),
        ("Stage", f"{words(appraisal.stage)}. {appraisal.stage_reason}"),
        ("Rules as of", day(appraisal.as_of)),
        ("Group", group + basis),
        ("Documents", handed_in(appraisal)),
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
            _amount(plan, sheet, at)
        elif label == "Amount claimed" and claimed:
            _claimed(plan, sheet, at, amount_row, claimed)
        elif isinstance(text, FieldRef):
            sheet.raw.merge_range(at, 2, at, LAST, "", sheet.book.format(LINK))
            sheet.link(at, 2, plan.target(text), _dated(plan, text), LINK.but(bold=True), plan.told(text))
        elif not label.startswith("Claimed "):
            sheet.merged(at, 2, LAST, text, PLAIN.but(bold=label in {"Folder", "Applicant"}))
    return row + len(facts) - 1


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
    """The ten things that need a person, on the first screen, with the rupees that hang on each; the row after them."""
    waiting = first_to_look_at(plan.appraisal)
    if not plan.appraisal.findings:
        sheet.merged(row, 0, LAST, "? No criterion was judged.", PLAIN.but(tone="missing"))
        return row + 1
    if not waiting:
        sheet.merged(row, 0, LAST, "✔ Nothing fails, is missing or is referred.", PLAIN.but(tone="pass"))
        return row + 1
    for column, label in enumerate(("No.", "A person must look at this first", "Why", "At stake (₹)", "Clause")):
        sheet.text(row, column, label, HEAD.but(align="right") if label.endswith("(₹)") else HEAD)
    at = row
    for at, (number, finding) in enumerate(waiting[:LOOK_AT_FIRST], start=row + 1):
        _write_waiting(plan, sheet, at, number, finding)
    if len(waiting) > LOOK_AT_FIRST:
        at += 1
        text = f"and {len(waiting) - LOOK_AT_FIRST} more, on the Checklist: filter its Status column."
        sheet.raw.merge_range(at, 0, at, LAST, "", sheet.book.format(LINK))
        sheet.link(at, 0, "internal:Checklist!A1", text, columns=LAST + 1)
    return at + 1


def _write_waiting(plan: Plan, sheet: Sheet, row: int, number: int, finding: Finding) -> None:
    tone: Tone = finding.stands
    sheet.link(row, 0, f"internal:Checklist!A{row_of(number) + 1}", str(number), LINK.but(tone=tone, align="center"))
    what = f"{STATUS[finding.stands]}{' (gate)' if finding.kind == 'gate' else ''}: {check_in_words(finding.check)}"
    sheet.text(row, 1, what, PLAIN.but(tone=tone, bold=True, size=SMALL))
    room = measure.cell_width(WIDTHS[2]) - measure.INDENT
    why = measure.within_lines(one_line(finding.reason, LONGEST_WHY), WHY_LINES, room, SMALL)
    sheet.text(row, 2, why, PLAIN.but(size=SMALL))
    stake = at_stake(finding, plan.appraisal)
    look = PLAIN.but(align="right", wrap=False)
    if stake is None:
        sheet.text(row, 3, "–", look)
    elif formula := stake_formula(plan, finding, stake):
        sheet.formula(row, 3, formula, stake, look.but(number=indian_format(stake)))
    else:
        sheet.value(row, 3, stake, "INR")
    write_clause(plan, sheet, row, 4, finding.clause)


NOT_DECIDED = "Parakh recommends on what it read in the papers; the Executive Committee decides."

SHORT_STEPS = {
    "capex_eligible": "Eligible capital expenditure",
    "capex_rate": "Rate",
    "capex_subsidy": "Capital subsidy before the ceiling",
    "ceiling_applied": "Ceiling",
    "received_earlier": "Received earlier",
    "received_elsewhere": "Received in other applications",
}
"""The steps that the Summary repeats; all of them are on Incentive."""


def _incentive(plan: Plan, sheet: Sheet, row: int) -> int:
    """The incentive in a few lines that lead to its sheet; returns the last row."""
    sheet.text(row, 0, "How the incentive comes about", SECTION)
    steps = {it.id: it for it in plan.appraisal.incentive.steps}
    at = row
    for id, label in SHORT_STEPS.items():
        if id not in plan.step_cells:
            continue
        at += 1
        cell, step = plan.step_cells[id], steps[id]
        sheet.merged(at, 0, 1, label, LABEL)
        shown = indian_format(cell.value, sign="₹") if step.unit == "INR" else number_format(cell.value, step.unit)
        look = PLAIN.but(align="left", wrap=False, number=shown)
        sheet.formula(at, 2, cell.excel, cell.value, look)
        sheet.merged(at, 3, LAST, step.clause, PLAIN)
    at += 1
    for text, target in (
        ("Every step, the ceilings and when the rate falls", "Incentive"),
        (_readings_in_words(plan), "Interpretations"),
    ):
        if text:
            sheet.raw.merge_range(at, 0, at, LAST, "", sheet.book.format(LINK))
            sheet.link(at, 0, f"internal:{target}!A1", f"{text}: see {target}.", columns=LAST + 1)
            at += 1
    return at - 1


def _readings_in_words(plan: Plan) -> str:
    """Between what sums the amount lies if clauses are read the other way."""
    readings = plan.appraisal.incentive.under_other_readings
    amounts = [it.amount for it in readings if it.amount is not None]
    if not amounts:
        return ""
    questions = len({it.interpretation for it in readings})
    many = "One question of reading moves" if questions == 1 else f"{questions} questions of reading move"
    return f"{many} the amount, between {rupees(min(amounts))} and {rupees(max(amounts))}"


def _amount(plan: Plan, sheet: Sheet, row: int) -> None:
    amount = plan.appraisal.incentive.amount
    look = PLAIN.but(bold=True, align="left", wrap=False)
    sheet.raw.merge_range(row, 2, row, LAST, "", sheet.book.format(look))
    if amount is None:
        sheet.text(row, 2, "? not computed", look)
    elif plan.amount_name is None:
        sheet.value(row, 2, amount, "INR", look.but(number=indian_format(amount, sign="₹")))
    else:
        sheet.formula(row, 2, plan.amount_name, amount, look.but(number=indian_format(amount, sign="₹")))


def handed_in(appraisal: Appraisal) -> str:
    """How many files were handed in, what they hold, and how many could not be read in full.

    A parcel (a zip file, an e-mail) and a file with several papers stand on Documents as well as what they hold.
    """
    parcels = [it.file for it in appraisal.documents if any(note.code == "container" for note in it.warnings)]
    files = [
        it
        for it in appraisal.documents
        if it.part_of is None and not any(it.file.startswith(f"{parcel}/") for parcel in parcels)
    ]
    holders = {it.part_of for it in appraisal.documents} | set(parcels)
    papers = [it for it in appraisal.documents if it.file not in holders and it.status != "duplicate"]
    unread = sum(it.status != "read" for it in papers)
    twice = sum(it.status == "duplicate" for it in appraisal.documents)
    said = [counted(len(files), "file") + " handed in"]
    if len(papers) + twice != len(files):
        said.append(counted(len(papers), "document") + " in them")
    if twice:
        said.append(f"{twice} twice")
    said.append("⚠ " + f"{unread} not read in full" if unread else "all read in full")
    return ", ".join(said)


def counted(many: int, what: str) -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{many} {what}{'' if many == 1 else 's'}"


def _signatures(plan: Plan, sheet: Sheet, row: int) -> int:
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
