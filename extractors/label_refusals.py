"""Words of a label that are none where they stand: parts of numbers, of addresses, of names, of other labels."""

from __future__ import annotations

import re

from extractors.label_candidates import Candidate
from extractors.label_parts import ends_in_brackets
from extractors.marks import BOX


def is_refused(candidate: Candidate) -> bool:
    """Whether a phrase is certainly no label here, whatever mark follows it."""
    return any(refuses(candidate) for refuses in _REFUSALS)


def _is_unit_of_caption(it: Candidate) -> bool:
    """Whether it is the unit in brackets behind the label that leads the caption of a cell."""
    return it.start < it.previous_end and ends_in_brackets(it.text[: it.start])


_OF = re.compile(r"^\W*(?!(?:name|number|no|details|particulars|certificate)\b)\w+\s+of\s+(?:the\s+)?$", re.I)
"""A telling label of one word, and what joins it to the one that it is of; a name of somebody is asked for by whose."""


def _belongs_to_label_before(it: Candidate) -> bool:
    """Whether it ends the label before it: the "Industry" of "Category of the Industry: Red" asks for no name."""
    return not it.is_first and _OF.search(it.text[it.block.hits[-1].start : it.start]) is not None


def _is_list_to_tick(it: Candidate) -> bool:
    """Whether it is a list to tick, "New [ ] Expansion [ ] Modernisation", however a label words it."""
    return BOX.search(it.printed) is not None


_WITHIN_NUMBER = re.compile(r"\S*[A-Z0-9]{2}\S*/$")


def _is_within_number(it: Candidate) -> bool:
    """Whether it is a part of one number, "SEIAA/F.No.11087/EC"."""
    return _WITHIN_NUMBER.search(it.before) is not None and re.match(r"[.:]?\d", it.after) is not None


_INITIAL = re.compile(r"(?:^|(?<=[\s.,(]))[A-Z]\.(?=$|\s?No)")


def _is_of_survey_field(it: Candidate) -> bool:
    """Whether it is the end of "S.F.No. 417/2B", of a survey field, and no "F.No." with a letter before it."""
    return _INITIAL.search(it.before) is not None and _INITIAL.match(it.text[it.start :]) is not None


def _ends_brackets_from_above(it: Candidate) -> bool:
    """Whether the line goes on with the end of what stands in brackets above."""
    return it.is_first and re.match(r"\s*\)", it.after) is not None and "(" not in it.text[: it.end]


_HOUSE_NUMBER = re.compile(r"\.?\s*\d{1,4}[A-Za-z]?(?:[/-]\w{1,4}){0,2},\s+[A-Z][a-z]*\w")


def _begins_address(it: Candidate) -> bool:
    """Whether it is the number of a house: "No. 14-B, Kappalur Road"."""
    return it.match.phrase == "no" and _HOUSE_NUMBER.match(it.after) is not None


_OF_ANOTHER = re.compile(r"\b(?:earlier|former|previous|erstwhile|another|sister|parent|old)\s+$", re.I)
_SIGNED_FOR = re.compile(r"\b(?:signed|signature)\s+(?:for|of|on\s+behalf\s+of|by)\s+(?:the\s+)?$", re.I)


def _is_of_another(it: Candidate) -> bool:
    """Whether the words before it make it another's: "Address of the earlier unit", "Signed for the applicant"."""
    text = it.text[: it.start]
    return _OF_ANOTHER.search(text) is not None or _SIGNED_FOR.search(text) is not None


_LEGAL_FORM_NEXT = re.compile(r"[ ,]{1,2}(?:\(?P\)?\.?\s*|(?:Private|Pvt\.?)\s*)?(?:Limited|Ltd|LLP)\b", re.I)


def _ends_name_of_company(it: Candidate) -> bool:
    """Whether the line goes on with the name of "Betwa Rare / Recovery Private Limited"."""
    return _LEGAL_FORM_NEXT.match(it.after) is not None


_POST_CODE_NEXT = re.compile(r"(?:\s*,[^:：]{2,40}?)?\s*[-–—]\s*[1-9]\d{2}\s?\d{3}(?!\d)")
"""What stands behind the last words of an address: the "District" of "Tirupati District, Andhra Pradesh - 524421"."""


def _ends_address(it: Candidate) -> bool:
    """Whether the line goes on with the end of an address."""
    return bool(it.before.strip()) and _POST_CODE_NEXT.match(it.after) is not None


SHORT = 3
"""Letters of a phrase that is as often an answer or a word of a sentence as a label."""


def _is_too_short(it: Candidate) -> bool:
    """Whether it is an answer or a word, as "No" and "To" are where no mark follows and they do not fill their cell."""
    if min(len(it.match.phrase), it.end - it.start) > SHORT:
        return False
    alone = it.block.cell is not None and it.text.strip() == it.printed
    telling = re.match(r"[A-Z]{3}|[\u0900-\u097f]{3}", it.printed)
    return not alone and not telling and not re.match(r"\s*[.:：]", it.after)


_REFUSALS = (
    _is_unit_of_caption,
    _belongs_to_label_before,
    _is_list_to_tick,
    _is_within_number,
    _is_of_survey_field,
    _ends_brackets_from_above,
    _begins_address,
    _is_of_another,
    _ends_name_of_company,
    _ends_address,
    _is_too_short,
)
