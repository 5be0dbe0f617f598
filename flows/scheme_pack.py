"""The scheme pack of an office: the one that the program brings, until somebody adopts another.

An amended pack is a copy of the folder with some figures changed. It is tried with `parakh reappraise --dry-run
--scheme-dir`, then adopted: it lies in the office from then on, the queue judges by it, and the one before is kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casefile.database import CannotUse
from casefile.impact import note_run
from casefile.unfinished import new_name
from flows.reappraise_causes import in_words_of
from flows.scheme_in_use import PACKS, pack_of
from reference import Scheme, load_scheme
from reference.load import SCHEMES

EARLIER = "schemes-earlier"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that one pack has otherwise than another: of which day on, what it was and is ("" for none)."""

    parameter: str
    since: date
    before: str
    after: str

    @property
    def in_words(self) -> str:
        """The difference as the command prints it."""
        return f"{self.parameter}, from {self.since:%d-%m-%Y}: {self.before or 'nothing'} → {self.after or 'nothing'}"


def copy_pack(home: Path, scheme: str, target: Path) -> Path:
    """A copy of the pack that is in use, to be amended.

    Raises:
        CannotUse: if there is something at `target`, or there is no such scheme.
    """
    if target.exists():
        raise CannotUse(f"{target} is there already; give the name of a folder that is not")
    source = pack_of(home, scheme) or SCHEMES / scheme
    if not (source / "scheme.yaml").exists():
        raise CannotUse(f"there is no scheme {scheme}")
    shutil.copytree(source, target)
    for file in target.rglob("*"):
        file.chmod(0o644)
    return target


def differences(before: Scheme, after: Scheme) -> Iterator[Difference]:
    """What one pack says otherwise than another, figure by figure."""
    for name in sorted(before.parameters.keys() | after.parameters.keys()):
        was, now = (_dated(it, name) for it in (before, after))
        for since in sorted(was.keys() | now.keys()):
            if was.get(since) != now.get(since):
                yield Difference(name, since, was.get(since, ""), now.get(since, ""))


def _dated(scheme: Scheme, name: str) -> dict[date, str]:
    history = scheme.parameters.get(name)
    if history is None:
        return {}
    found: dict[date, str] = {}
    for it in history.values:
        words = in_words_of(it.value, history.unit)
        found[it.since] = f"{found[it.since]} or {words}" if it.since in found else words
    return found


def adopt(home: Path, scheme: str, pack: Path, who: str, why: str) -> Scheme:
    """Makes `pack` the office's own; the one before is kept beside. Gives the scheme as it is now.

    Raises:
        ReferenceMistake: if the pack has a mistake; nothing is changed then.
        CannotUse: if it is the pack of another scheme.
    """
    adopted = load_scheme(pack, scheme)
    if adopted.id != scheme:
        raise CannotUse(f"{pack} holds the scheme {adopted.id}, not {scheme}")
    before = load_scheme(pack_of(home, scheme), scheme)
    (home / PACKS).mkdir(exist_ok=True)
    fresh = new_name(home / PACKS)
    source = pack if (pack / "scheme.yaml").exists() else pack / scheme
    shutil.copytree(source, fresh, ignore=lambda _, names: [it for it in names if not it.endswith(".yaml")])
    put_aside(home, scheme)
    fresh.replace(home / PACKS / scheme)
    note_run(
        "scheme.adopted",
        scheme=scheme,
        by=who,
        why=why,
        rules_before=before.digest,
        rules=adopted.digest,
        figures=[it.in_words for it in differences(before, adopted)],
    )
    return load_scheme(home / PACKS / scheme)


def undo(home: Path, scheme: str, who: str, why: str) -> str:
    """Goes back to the pack before the last one that was adopted; gives a sentence that says which that is.

    Raises:
        CannotUse: if nothing was adopted.
    """
    folder = pack_of(home, scheme)
    if folder is None:
        raise CannotUse("this office judges by the pack that the program brings; there is nothing to undo")
    gone = load_scheme(folder, scheme)
    earlier = _earlier(home, scheme)
    aside = new_name(home / EARLIER)
    folder.replace(aside)
    if earlier:
        earlier[-1].replace(folder)
    aside.replace(home / EARLIER / f"undone-{gone.digest[:12]}-{aside.name[-6:]}")
    now = load_scheme(pack_of(home, scheme), scheme)
    note_run("scheme.undone", scheme=scheme, by=who, why=why, rules_before=gone.digest, rules=now.digest)
    return f"The office judges by {'the pack adopted before' if earlier else 'the pack that the program brings'} again."


def _earlier(home: Path, scheme: str) -> list[Path]:
    """The packs that were adopted before, the last one last."""
    return sorted((home / EARLIER).glob(f"{scheme}-[0-9]*"), key=lambda it: int(it.name.rpartition("-")[2]))


def put_aside(home: Path, scheme: str) -> Path | None:
    """Moves the office's pack to where earlier ones are kept; None where it has none."""
    folder = pack_of(home, scheme)
    if folder is None:
        return None
    kept = home / EARLIER / f"{scheme}-{len(_earlier(home, scheme)) + 1}"
    kept.parent.mkdir(exist_ok=True)
    return folder.replace(kept)
