"""What a PAN and a CIN say of their holder, held against the name that the applicant bears."""

from __future__ import annotations

from checks.evidence import is_sure
from checks.outcome import joined
from records.case import Located
from records.names import legal_form

OF_A_COMPANY = "C"
OF_A_PARTNERSHIP = "FE"
"""The fourth letter of a PAN tells who holds it: a company C, a limited liability partnership F or, of late, E."""

PRIVATE = frozenset({"PTC", "FTC", "OPC", "ULT", "GAT"})
PUBLIC = frozenset({"PLC", "FLC", "GOI", "SGC", "ULL", "GAP"})
"""Characters 13 to 15 of a CIN: the class of the company; of others (NPL, not for profit) the name tells nothing."""

PRIVATE_NAMES = frozenset({"PRIVATE LIMITED", "OPC PRIVATE LIMITED"})


def against_the_name(name: Located | None, pan: Located | None, cin: Located | None) -> list[tuple[str, Located]]:
    """What PAN and CIN say against the legal form in the applicant's name, in words with where; nothing in doubt.

    "Private Limited" stands for a company whose PAN has C as its fourth letter and whose CIN names a private class
    (Income-tax Rules, rule 114; Companies Act 2013, section 4). A company that was converted bears the old name or
    class on some papers for a while: it is for a person to see.
    """
    form = None if name is None or not is_sure(name) else legal_form(name.text)
    if name is None or form is None:
        return []
    said = []
    holders = OF_A_PARTNERSHIP if form == "LLP" else OF_A_COMPANY
    if pan is not None and is_sure(pan) and pan.text[3:4] not in holders:
        said.append((f"the PAN {pan.text} has the holder's letter {pan.text[3:4]}, not {_either(holders)}", pan))
    if cin is not None and is_sure(cin):
        kind, is_private = cin.text[12:15], form in PRIVATE_NAMES
        if form == "LLP" or kind in (PUBLIC if is_private else PRIVATE):
            said.append((f"the CIN {cin.text} is of a company of class {kind}", cin))
    return said


def _either(letters: str) -> str:
    return " or ".join(letters)


def told_of_holders(name: Located, said: list[tuple[str, Located]]) -> str:
    """The sentence that tells it."""
    words = joined([words for words, _ in said])
    return f"{words[0].upper()}{words[1:]}, and the applicant's name is {name.text}."
