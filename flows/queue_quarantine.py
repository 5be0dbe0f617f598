"""The quarantine: a copy of each document that could not be read, and beside it what a clerk can do about it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.models import Drop
from casefile.office import Office
from casefile.points import at
from casefile.unfinished import new_name

WHY = ".why.txt"
LONGEST = 180
"""Bytes of a name; file systems take 255, and the reason's name is longer."""

TEXT = """\
{name}
of the application {application} could not be read, and is kept here until that is settled.

{message}

A better copy goes into queue/incoming/{application} under the same name and takes the place of this one. If the paper
is not needed, or a better copy has another name: parakh withdraw {application!r} {name!r} --by YOUR-NAME --why REASON
This copy and this note are removed by themselves then; the original is in the store.
"""
REFUSED = """\
{name}
in the folder of the application {application} is no document, and does not count in it.

{message}

The document itself goes into queue/incoming/{application}. What was moved here, and this note, may then be deleted.
"""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that counts in its case and could not be read; without a hash, a link and the like."""

    application_id: str
    name: str
    sha256: str
    message: str


def keep_quarantine(office: Office) -> int:
    """Brings the folder to what the register says; gives how many documents are in it."""
    wanted = {place_of(office, it.application_id, it.name): it for it in quarantined()}
    links = {place_of(office, it.application_id, it.name) for it in refused(office)}
    for note in list(office.quarantine.rglob(f"*{WHY}")):
        place = note.with_name(note.name.removesuffix(WHY))
        if place not in wanted and place not in links:
            place.unlink(missing_ok=True)
            note.unlink(missing_ok=True)
            _remove_empty(note.parent, office.quarantine)
    for place, it in wanted.items():
        if not place.with_name(place.name + WHY).exists():
            if it.sha256:
                _copy(office.store.path(it.sha256), place, new_name(office.quarantine))
            write_reason(office, it.application_id, it.name, it.message)
    return len(wanted) + len(links)


def quarantined() -> Iterator[Quarantined]:
    """What the register holds to be unreadable, and still counts in its case."""
    rows = Drop.objects.filter(outcome="quarantined", document__state="filed").select_related("case", "document")
    for drop in rows.order_by("id"):
        yield Quarantined(drop.case.application_id, drop.document.name, drop.sha256, drop.message)


def refused(office: Office) -> Iterator[Quarantined]:
    """Links and the like, which are no documents, as long as what was moved here, or its note, is here."""
    for drop in Drop.objects.filter(outcome="quarantined", document=None).select_related("case").order_by("id"):
        place = place_of(office, drop.case.application_id, drop.name)
        if os.path.lexists(place) or os.path.lexists(place.with_name(place.name + WHY)):
            yield Quarantined(drop.case.application_id, drop.name, "", drop.message)


def place_of(office: Office, application_id: str, name: str) -> Path:
    """Where a document of this name lies in the quarantine."""
    return office.quarantine.joinpath(_short(application_id), *(_short(part) for part in name.split("/")))


def write_reason(office: Office, application_id: str, name: str, message: str, *, is_document: bool = True) -> None:
    """Writes beside a document, or a link and the like, why it is there and what to do."""
    place = place_of(office, application_id, name)
    text = (TEXT if is_document else REFUSED).format(name=name, application=application_id, message=message)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = new_name(office.quarantine)
    fresh.write_text(text, encoding="utf-8")
    at("quarantine.written")
    fresh.replace(place.with_name(place.name + WHY))
    at("quarantine.renamed")


def _copy(original: Path, place: Path, fresh: Path) -> None:
    """A copy of its own: the store's file is nobody's to change."""
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(original, fresh)
    fresh.replace(place)


def _short(part: str) -> str:
    """A name that file systems take: one that is too long is cut, and kept apart from others by its hash."""
    raw = part.encode()
    if len(raw) <= LONGEST:
        return part
    ending = Path(part).suffix[-20:]
    return raw[: LONGEST - 40].decode(errors="ignore") + f"~{hashlib.sha256(raw).hexdigest()[:8]}{ending}"


def _remove_empty(folder: Path, top: Path) -> None:
    with contextlib.suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent
