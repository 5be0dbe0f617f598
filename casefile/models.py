"""The tables of the register.

`AUDITED` names the columns that events carry and from which the chain rebuilds a table; the others are working notes
(a lease), or can be made again from the originals and from what is audited (a reading's text, findings, sightings).
Nothing is deleted from an audited table.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

SHA = 64


class Case(models.Model):
    """An application or a claim, by the name of its folder in the queue.

    Attributes:
        key: the name without regard to capitals, for shared drives do not know them.
        stage_told: the stage if a person has given it, else "".
        revision: raised by whatever an appraisal rests on; an appraisal of an earlier revision is out of date.
        current: the appraisal that counts.
    """

    application_id = models.CharField(max_length=255)
    key = models.CharField(max_length=255, unique=True)
    opened_at = models.DateTimeField()
    stage_told = models.CharField(max_length=12, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    current = models.ForeignKey("Appraisal", models.PROTECT, null=True, related_name="+")

    AUDITED: ClassVar = ("application_id", "key", "opened_at", "stage_told", "revision", "current_id")


class Original(models.Model):
    """The bytes of a file, once, whoever handed them in; they lie in the store under their hash."""

    sha256 = models.CharField(max_length=SHA, primary_key=True)
    size = models.BigIntegerField()
    stored_at = models.DateTimeField()

    AUDITED: ClassVar = ("size", "stored_at")


class Document(models.Model):
    """A paper in a case: an original under the name it has there.

    Attributes:
        original: None of what could not be taken out of a zip file.
        parcel: the zip file or e-mail that it came in.
        settled: the reading as JSON where nothing is to be read: a zip file, an entry that could not be unpacked.
        state: `filed` counts; `replaced` by a later one of the same name; `withdrawn` by a person.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    original = models.ForeignKey(Original, models.PROTECT, null=True, related_name="documents")
    name = models.TextField()
    parcel = models.ForeignKey("self", models.PROTECT, null=True, related_name="inside")
    settled = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, default="filed")
    filed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True, default="")
    ended_why = models.TextField(blank=True, default="")

    AUDITED: ClassVar = (
        "case_id", "original_id", "name", "parcel_id", "settled", "state", "filed_at", "ended_at", "ended_by",
        "ended_why",
    )  # fmt: skip

    class Meta:
        """One document of a name counts in a case."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "name"], condition=models.Q(state="filed"), name="filed_once"),
        ]


class Drop(models.Model):
    """A file that was handed in, by itself or out of a parcel, and what became of it.

    Attributes:
        source: where it lay in the queue, within `incoming`; "" of what came out of a parcel.
        outcome: `in_progress`, then `read`, `partly_read`, `quarantined` or `duplicate`; always one of them.
        message: what staff can do about it.
        cleared: whether it is gone from the queue; until then the file there is this drop and no new one.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="drops")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="drops")
    name = models.TextField()
    source = models.TextField(blank=True, default="")
    sha256 = models.CharField(max_length=SHA, blank=True, default="")
    size = models.BigIntegerField(default=0)
    modified_ns = models.BigIntegerField(default=0)
    taken_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, default="in_progress")
    message = models.TextField(blank=True, default="")
    cleared = models.BooleanField(default=True)

    AUDITED: ClassVar = (
        "case_id", "document_id", "name", "source", "sha256", "size", "modified_ns", "taken_at", "outcome", "message",
    )  # fmt: skip

    class Meta:
        """What the queue and the balance ask for."""

        indexes: ClassVar = [
            models.Index(fields=["source"], condition=models.Q(cleared=False), name="drop_in_queue"),
            models.Index(fields=["outcome"], name="drop_outcome"),
        ]


class Reading(models.Model):
    """What was read of an original by one version of the program; the latest counts.

    Attributes:
        reader: a hash of the code and data that read (`flows.work.code_digest`).
        body: the reading as `records.stored` writes it, packed; `digest` is the sha256 of that text.
    """

    original = models.ForeignKey(Original, models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=32)
    status = models.CharField(max_length=12)
    document_type = models.CharField(max_length=60)
    message = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=SHA)
    made_at = models.DateTimeField()
    body = models.BinaryField(default=b"")

    AUDITED: ClassVar = ("original_id", "reader", "status", "document_type", "message", "digest", "made_at")


class Appraisal(models.Model):
    """One appraisal of a case; earlier ones are kept.

    Attributes:
        number: counted from 1 in each case.
        revision: the case's revision that was judged.
        cause: why it was made, e.g. "a document was added".
        findings_digest: of the findings alone, so that those that have not changed need not be compared one by one.
        base: the appraisal over which `body` is laid, which then only holds what differs; None of a whole one.
        body: `appraisal.json` without the documents, packed; `digest` is the sha256 of that text.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="appraisals")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    as_of = models.DateField()
    scheme = models.CharField(max_length=60)
    stage = models.CharField(max_length=12)
    recommendation = models.CharField(max_length=12)
    reason = models.TextField()
    group = models.CharField(max_length=1, blank=True, default="")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    parameters_digest = models.CharField(max_length=SHA)
    neighbours_digest = models.CharField(max_length=SHA)
    code_version = models.CharField(max_length=40)
    cause = models.TextField(blank=True, default="")
    findings_digest = models.CharField(max_length=SHA)
    digest = models.CharField(max_length=SHA)
    appraised_at = models.DateTimeField()
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    body = models.BinaryField(default=b"")

    AUDITED: ClassVar = (
        "case_id", "number", "revision", "as_of", "scheme", "stage", "recommendation", "reason", "group", "amount",
        "parameters_digest", "neighbours_digest", "code_version", "cause", "findings_digest", "digest", "appraised_at",
        "base_id",
    )  # fmt: skip

    class Meta:
        """Numbers are given once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "number"], name="appraisal_number")]


class Facts(models.Model):
    """What judging a case needs of its readings, decisions laid over (`records.facts`), so that no reading is opened.

    Attributes:
        revision: the case's revision that they are of; of an earlier one they are out of date.
        digest: changes when anything that a check could ask has changed.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="facts")
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=SHA)
    body = models.BinaryField()


class Common(models.Model):
    """What judgements of many cases have in common, once under its sha256; never changed, and the rows are few."""

    digest = models.CharField(max_length=SHA, primary_key=True)
    text = models.TextField()


class Judgement(models.Model):
    """The last judgement of a case as judging anew needs it: what it rests on, and how each check came out.

    It may be of a later day or other rules than the appraisal that counts, where these changed nothing in the case.

    Attributes:
        revision: the case's revision that was judged; `rules`: the digest of the scheme pack; `code`: of the checks.
        common, body: the verdict as two texts (`checks.kept`), its own packed.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="judgement")
    revision = models.PositiveIntegerField()
    as_of = models.DateField()
    rules = models.CharField(max_length=SHA)
    code = models.CharField(max_length=40)
    common = models.ForeignKey(Common, models.PROTECT, related_name="+")
    body = models.BinaryField()


class Finding(models.Model):
    """How a check stands in a case by its current appraisal; earlier findings are in the appraisals' bodies."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="findings")
    check_id = models.CharField(max_length=60)
    clause = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    status = models.CharField(max_length=16)
    stands = models.CharField(max_length=16)
    reason = models.TextField()

    class Meta:
        """A check judges a case once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "check_id"], name="finding_once")]
        indexes: ClassVar = [models.Index(fields=["check_id", "stands"], name="finding_stands")]


class Decision(models.Model):
    """A person's decision; `body` is `records.overlay.decision_json`."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    who = models.CharField(max_length=100)
    taken_at = models.DateTimeField()
    body = models.TextField()

    AUDITED: ClassVar = ("case_id", "who", "taken_at", "body")


class SignOff(models.Model):
    """A signature under an appraisal: `prepared` by one person, `reviewed` by another."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="sign_offs")
    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="sign_offs")
    role = models.CharField(max_length=10)
    who = models.CharField(max_length=100)
    signed_at = models.DateTimeField()
    note = models.TextField(blank=True, default="")

    AUDITED: ClassVar = ("case_id", "appraisal_id", "role", "who", "signed_at", "note")

    class Meta:
        """A role is signed once for an appraisal."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["appraisal", "role"], name="signed_once")]


class Sighting(models.Model):
    """An invoice, a UDIN or a document that a case holds, for the cases that hold it too."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sightings")
    kind = models.CharField(max_length=10)
    key = models.TextField()
    file = models.TextField()
    field = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        """Looked up by what was seen; that only its own case holds it, the index alone tells."""

        indexes: ClassVar = [models.Index(fields=["kind", "key", "case"], name="sighting_key")]


class Work(models.Model):
    """Something that waits to be done: an original to be read, a case to be appraised.

    A process takes it on a lease; when that runs out, because the process was killed, another may take it.

    Attributes:
        key: the sha256 of an original, or the row number of a case.
        case: the case, of an appraisal; None of a reading, which may be for several.
        cause: why, e.g. "a document was added".
        attempts: how often it was taken.
        leased_by: a token of the process that has it, "" where nobody has.
    """

    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=SHA)
    case = models.ForeignKey(Case, models.CASCADE, null=True)
    cause = models.TextField(blank=True, default="")
    wanted_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased_by = models.CharField(max_length=100, blank=True, default="")
    leased_until = models.DateTimeField(null=True)

    class Meta:
        """Wanted once, however often it is asked for."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="wanted_once")]


class Event(models.Model):
    """One link of the chain: what happened, and the rows that it set. Never changed or deleted; triggers see to it.

    Attributes:
        number: from 1 without gaps.
        application: the application's id, "" where it concerns none.
        body: canonical JSON: `rows` by table, and `facts` besides.
        hash: sha256 over the link and `previous`, the hash of the link before.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    application = models.CharField(max_length=255, blank=True, default="")
    actor = models.CharField(max_length=100)
    body = models.TextField()
    previous = models.CharField(max_length=SHA)
    hash = models.CharField(max_length=SHA)

    class Meta:
        """A case's history."""

        indexes: ClassVar = [models.Index(fields=["application"], name="event_application")]


AUDITED_TABLES: dict[str, type[models.Model]] = {
    "case": Case,
    "original": Original,
    "document": Document,
    "drop": Drop,
    "reading": Reading,
    "appraisal": Appraisal,
    "decision": Decision,
    "sign_off": SignOff,
}
"""By the names that events use, in an order in which rows can be put in."""
