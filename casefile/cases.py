"""A case as it is judged: its documents with their readings, its decisions, what other cases hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefile.decisions import decisions_of
from casefile.models import Case, Document
from casefile.readings import readings_of
from records.findings import Decision
from records.readings import DocumentReading
from records.stored import reading_from


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a case.

    Attributes:
        name: its name in the case; `reading` may bear another, for its bytes may have come under several.
        same_as: the name of the document that it is a copy of, "" if it is none.
        reading: None of a copy, and of what was not read yet.
    """

    name: str
    sha256: str
    same_as: str
    reading: DocumentReading | None


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds of a case, for the appraisal of its `revision`."""

    id: int
    application_id: str
    revision: int
    stage_told: str
    papers: tuple[Paper, ...]
    decisions: tuple[Decision, ...]

    @property
    def is_read(self) -> bool:
        """Whether every document was read or settled."""
        return all(paper.reading is not None or paper.same_as for paper in self.papers)


def held(case_ids: Iterable[int]) -> list[Held]:
    """The cases with these row numbers, a few hundred at a time, in the order of their names."""
    cases = list(Case.objects.filter(pk__in=list(case_ids)).order_by("key"))
    documents = _documents([case.pk for case in cases])
    wanted = {it.original_id for filed in documents.values() for it in filed if it.original_id and not it.settled}
    readings = readings_of(wanted)
    decisions = decisions_of([case.pk for case in cases])
    return [
        Held(
            case.pk,
            case.application_id,
            case.revision,
            case.stage_told,
            _papers(documents.get(case.pk, []), readings),
            decisions.get(case.pk, ()),
        )
        for case in cases
    ]


def _documents(case_ids: Sequence[int]) -> dict[int, list[Document]]:
    found: dict[int, list[Document]] = {}
    for document in Document.objects.filter(case_id__in=case_ids, state="filed").order_by("id"):
        found.setdefault(document.case_id, []).append(document)
    return found


def _papers(documents: Sequence[Document], readings: Mapping[str, DocumentReading]) -> tuple[Paper, ...]:
    """Of several copies the first that was filed stands for all."""
    first: dict[str, str] = {}
    papers = []
    for document in documents:
        sha256: str = document.original_id or ""
        same_as = first.setdefault(sha256, document.name) if sha256 else document.name
        if same_as != document.name:
            papers.append(Paper(document.name, sha256, same_as, None))
        elif document.settled:
            papers.append(Paper(document.name, sha256, "", reading_from(document.settled)))
        else:
            papers.append(Paper(document.name, sha256, "", readings.get(sha256)))
    return tuple(papers)
