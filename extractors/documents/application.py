"""The application form: the state that only the address names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import reference
from extractors.cite import Source
from extractors.document_text import Text
from records.names import address_parts
from records.readings import Field, Notice


def refine(fields: Mapping[str, Field], text: Text, source: Source) -> tuple[dict[str, Field], list[Notice]]:
    """Take the state from the unit's address where the form has no field for it."""
    refined, address = dict(fields), fields.get("unit_address")
    if "state" in fields or address is None:
        return refined, []
    parts = address_parts(str(address.value))
    state = reference.state_named(parts.state) if parts.state else None
    if state is not None:
        refined["state"] = replace(address, name="state", value=state.name, alternatives=(), witnesses=())
    return refined, []
