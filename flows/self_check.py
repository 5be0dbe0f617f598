"""The office's own check, at night: the machine, the register, the chain of events, and on request every original."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from casefile.models import Original
from casefile.office import Office
from casefile.store import verify
from checks.outcome import counted
from flows.doctor import Answer, examine

KEPT = Path("serve") / "self-check.json"
"""Where the result of the last one lies, within the office's folder."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What a check found, and when."""

    at: datetime
    answers: tuple[Answer, ...]

    @property
    def faults(self) -> tuple[Answer, ...]:
        """What must be mended."""
        return tuple(it for it in self.answers if it.level == "mend")

    @property
    def in_words(self) -> str:
        """In a sentence."""
        if not self.faults:
            return f"{counted(len(self.answers), 'thing')} examined, all is well"
        return f"{counted(len(self.faults), 'thing')} must be mended: " + "; ".join(
            f"{it.subject}: {it.said}" for it in self.faults
        )


def self_check(office: Office, *, every_original: bool = False) -> SelfCheck:
    """Examines machine and office, and keeps the result where `parakh doctor` finds it.

    Args:
        office: which.
        every_original: whether each original is hashed again, which reads the whole store.
    """
    answers = [it for it in examine(office.home) if it.subject != "self-check"]  # of the night before
    if every_original:
        answers.append(_originals(office))
    found = SelfCheck(datetime.now(UTC), tuple(answers))
    _keep(found, office.home / KEPT)
    return found


def last_check(home: Path) -> SelfCheck | None:
    """The result of the last check of an office; None where there was none, or it cannot be read."""
    try:
        told = json.loads((home / KEPT).read_text(encoding="utf-8"))
        return SelfCheck(datetime.fromisoformat(told["at"]), tuple(Answer(**it) for it in told["answers"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _originals(office: Office) -> Answer:
    """Whether every original still has its hash."""
    rows = Original.objects.order_by("pk").values_list("pk", "size")
    faults = list(verify(office.store, rows.iterator()))
    if faults:
        said = f"{counted(len(faults), 'original')} missing or changed, the first {faults[0].sha256}"
        return Answer("mend", "originals", said, "`parakh store verify` names all; restore them from the last backup")
    return Answer("ok", "originals", f"{len(rows)} hashed again, all as handed in")


def _keep(found: SelfCheck, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"at": found.at.isoformat(), "answers": [asdict(it) for it in found.answers]}, indent=1)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
