"""The language of scenarios: a sentence, a date, the facts that differ, what is found, what is due.

A lawyer can read and write them.

Every file of this folder is a list of scenarios:

    - name: Refurbished plant of exactly a fifth is considered whole
      as_of: 2026-11-22
      claim:                                   # or application:
        items:
          - {amount: 80.00 crore}
          - {amount: 20.00 crore, condition: refurbished}
        application_form: {unit_type: expansion}
        without: [hazardous_waste]             # papers that are not filed
        doubtful: [gmr_certificate.total_gmr, capex_statement.items[1].amount]
      finds: {capex.refurbished_share: pass}
      amounts: {capex_eligible: 100.00 crore}
      recommends: eligible
      because: within the 20% considered       # words that the reason of the first finding holds

Everything that a scenario does not name is as in the clean claim, or the clean application, of tests/checks/factory.py.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from records.neighbours import Commitments, Neighbours, Receipt, Sighting, firm_keys
from records.readings import Notice, Signature
from tests.checks.factory import OPTIONAL, application, changed, claim, doubtful, item, paper, rs, sale

FOLDER = Path(__file__).parent
KEYS = {"name", "as_of", "claim", "application", "finds", "amounts", "recommends", "because", "figures", "refuses"}
FACTS = {"items", "sales", "companies", "receipts", "without", "doubtful", "also", "hidden", "signed", "elsewhere"}
DAYS = {"period_from", "period_to", "valid_until", "date"}
UNTYPED = {"financial_year", "udin", "ca_membership_number", "process_level"}


def scenarios():
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for scenario in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            unknown = set(scenario) - KEYS
            assert not unknown, f"{path.name}: {scenario.get('name')}: unknown {sorted(unknown)}"
            found.append(pytest.param(scenario, id=f"{path.stem}: {scenario['name']}"))
    return found


def typed(name, value):
    """A fact of a scenario as the reading would give it, told by its name and its form; "none" leaves it out."""
    if value == "none":
        return None
    if isinstance(value, list):
        return tuple(value)
    if name.endswith("_date") or name in DAYS:
        return date.fromisoformat(value)
    if name in UNTYPED:
        return value
    try:
        return rs(value)
    except (ArithmeticError, KeyError):
        return value


def facts(given):
    return {name: typed(name, value) for name, value in given.items()}


def case_of(scenario):
    kind = "claim" if "claim" in scenario else "application"
    given = scenario[kind] or {}
    changes = {name: facts(it) for name, it in given.items() if name not in FACTS}
    changes |= dict.fromkeys(given.get("without", ()))
    rows = {
        "items": _item,
        "sales": lambda row: sale(row["date"], **{key: row[key] for key in row if key != "date"}),
        "companies": facts,
        "receipts": facts,
    }
    changes |= {name: [made(row) for row in given[name]] for name, made in rows.items() if name in given}
    extra = [_also(number, it) for number, it in enumerate(given.get("also", ()))]
    if kind == "application":
        changes = {name: it for name, it in changes.items() if name not in rows}
    case = (claim if kind == "claim" else application)(
        extra=extra, as_of=date.fromisoformat(scenario["as_of"]), **changes
    )
    for path in given.get("doubtful", ()):
        case = _doubted(case, path)
    for file, code in given.get("hidden", {}).items():
        case = changed(case, file, lambda it, code=code: replace(it, warnings=(Notice(code, "made", 1),)))
    for file, it in given.get("signed", {}).items():
        signature = Signature("A Signer", None, **{key: YES[value] for key, value in it.items()})
        case = changed(case, file, lambda document, signature=signature: replace(document, signatures=(signature,)))
    return case, _neighbours(given.get("elsewhere", {}), case)


def _item(row):
    """A row of a capex statement; its date is taken by the factory as it is written."""
    made = {name: typed(name, it) for name, it in row.items()}
    if row.get("date", "none") != "none":
        made["date"] = row["date"]
    return item(**{"amount": None, **made})


YES = {"yes": True, "no": False, "unknown": None}


def _also(number, given):
    """One more paper: `paper` says which kind, the rest are its facts."""
    kind = given["paper"]
    fields = {**OPTIONAL.get(kind, dict)(), **facts({key: it for key, it in given.items() if key != "paper"})}
    return paper(kind, fields, file=f"also_{number}_{kind}.pdf")


def _doubted(case, path):
    name, _, field = path.partition(".")
    if "[" not in field:
        return doubtful(case, name, field)
    row, column = field.partition("[")[2].split("].")
    return doubtful(case, name, column, row=int(row))


def _neighbours(elsewhere, case):
    """What other cases hold: documents and invoices of this one by file, and what the scheme has committed."""
    seen = (Sighting("A-0999", "theirs.pdf", ""),)
    documents = {it.sha256: seen for it in case.documents if it.file in elsewhere.get("documents", ())}
    invoices = {key: seen for key in elsewhere.get("invoices", ())}
    udins = {udin: seen for udin in elsewhere.get("udins", ())}
    applications = elsewhere.get("applications", {})  # of the same participant, with what was received on them
    others = tuple(Sighting(name, "", "") for name in applications)
    receipts = tuple(
        Receipt(name, date.fromisoformat(it["date"]), rs(it["amount"]))
        for name, rows in applications.items()
        for it in rows
    )
    committed = elsewhere.get("committed")
    commitments = None
    if committed is not None:
        by_group = {key: rs(it) for key, it in committed.get("by_group", {}).items()}
        by_stream = {key: rs(it) for key, it in committed.get("by_stream", {}).items()}
        commitments = Commitments(rs(committed["total"]), by_group, by_stream)
    return Neighbours(
        invoices=invoices,
        udins=udins,
        documents=documents,
        commitments=commitments,
        firms=dict.fromkeys(firm_keys(case), others) if others else {},
        receipts=receipts,
    )
