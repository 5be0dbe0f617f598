"""A whole office in one file, and back: the register, the originals, the scheme packs; verified both ways.

The file is a tar archive. First stands `backup.json`: the format, the version of the tables, and for every other member
its size and sha256. Then the register's tables, a file of JSON lines each, which any database takes; then the originals
under their hashes; then the office's scheme packs. Worksheets are not in it: `parakh reappraise` writes them again.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import json
import os
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.db import connection, models, transaction

from casefile import audit
from casefile.database import CannotUse, close, connect, sqlite_url
from casefile.journal import FIRST, now, plain
from casefile.models import Event, Original, Work
from casefile.office import Office, open_office

FORMAT = 1
MANIFEST = "backup.json"
PACKS = ("schemes", "schemes-earlier")
MEMBER = re.compile(r"tables/[a-z]+\.jsonl\.gz|originals/[0-9a-f]{64}|schemes(-earlier)?/[\w./-]+\.yaml")
"""What a backup may hold besides its manifest; a member with another name is not written anywhere."""

BLOCK = 1 << 20
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        format: of the file.
        migration: the last migration that made its tables.
        events, head: the length of the chain of events, and its last hash.
        rows: of each table.
        members: size and sha256 of every member.
    """

    format: int
    migration: str
    made_at: str
    events: int
    head: str
    rows: dict[str, int]
    members: dict[str, tuple[int, str]]

    @property
    def originals(self) -> int:
        """How many originals it holds."""
        return sum(name.startswith("originals/") for name in self.members)


class Broken(CannotUse):
    """A backup that is not what it says."""


def backup(office: Office, target: Path) -> Manifest:
    """Writes an office into one file, and reads it again to see that it is right.

    Writers need not stop: the register is taken as it is at one moment, and originals never change.

    Raises:
        CannotUse: if there is a file at `target`, or an original is missing or altered.
        OSError: if the file cannot be written.
    """
    if target.exists():
        raise CannotUse(f"{target} is there already; a backup never replaces another")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            tables, manifest, originals = _told(office, Path(folder))
            files = {**tables, **originals, **_packs(office)}
            manifest = Manifest(**{**asdict(manifest), "members": {n: _measured(p) for n, p in files.items()}})
            _check_originals(manifest)
            _write(unfinished, manifest, files)
        verify(unfinished)
        os.link(unfinished, target)  # fails if somebody has made it meanwhile
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def verify(path: Path) -> Manifest:
    """Reads a backup and compares every member with what the manifest says.

    Raises:
        Broken: if it is not a backup, is of a later format, or a member is missing, altered or not announced.
    """
    with _members(path) as (manifest, members):
        for _ in members:
            pass
    return manifest


def restore(path: Path, home: Path, database: str | None = None, store: str | None = None) -> Manifest:
    """Makes an office of a backup, where there is none, and verifies its chain of events and its originals.

    Raises:
        CannotUse: if there is something at `home` or in the database already.
        Broken: if the backup is not what it says; what was restored until then must not be used.
    """
    if home.exists() and any(home.iterdir()):
        raise CannotUse(f"{home} is not empty; give a folder that is not there yet")
    manifest = verify(path)
    if manifest.migration not in _migrations():
        raise CannotUse(f"the backup is of a later version of Parakh ({manifest.migration}); restore it with that one")
    office = open_office(home, database=database, store=store)
    if Event.objects.exists():
        raise CannotUse("the database holds an office already; give an empty one in PARAKH_DATABASE")
    with tempfile.TemporaryDirectory(dir=home) as folder:
        tables = _unpack(path, office, Path(folder))
        _fill(manifest, tables)
    _verify_restored(office, manifest)
    return manifest


def _told(office: Office, folder: Path) -> tuple[dict[str, Path], Manifest, dict[str, Path]]:
    """The tables as they are at one moment, what is to be said of them, and where the originals lie."""
    tables: dict[str, Path] = {}
    rows: dict[str, int] = {}
    with _one_moment(office, folder):
        for model in apps.get_app_config("casefile").get_models():
            name = f"tables/{model._meta.model_name}.jsonl.gz"
            tables[name] = folder / f"{model._meta.model_name}.jsonl.gz"
            rows[str(model._meta.model_name)] = _dump(model, tables[name])
        last = Event.objects.order_by("-number").values_list("number", "hash").first() or (0, FIRST)
        shas = list(Original.objects.order_by("pk").values_list("pk", flat=True))
    originals = {}
    for sha256 in shas:
        try:
            originals[f"originals/{sha256}"] = office.store.path(sha256)
        except OSError as error:
            raise CannotUse(f"the original {sha256} is missing ({error}); see `parakh store verify`") from error
    return tables, Manifest(FORMAT, _migrations()[-1], plain(now()), last[0], last[1], rows, {}), originals


@contextlib.contextmanager
def _one_moment(office: Office, folder: Path) -> Iterator[None]:
    """The register as it is now, whoever writes meanwhile."""
    if connection.vendor == "sqlite":
        copy = folder / "register.sqlite3"
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        connect(sqlite_url(copy))
        try:
            yield
        finally:
            close()
            connect(office.database)
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _dump(model: type[models.Model], path: Path) -> int:
    """Writes a table, a line for each row; gives how many."""
    names = [field.attname for field in model._meta.concrete_fields]
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as packed:
        for row in model._default_manager.order_by("pk").values_list(*names).iterator(chunk_size=AT_A_TIME):
            line = {name: _as_json(value) for name, value in zip(names, row, strict=True)}
            packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            count += 1
    return count


def _as_json(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return plain(value)


def _packs(office: Office) -> dict[str, Path]:
    return {
        path.relative_to(office.home).as_posix(): path
        for name in PACKS
        for path in sorted((office.home / name).rglob("*.yaml"))
        if ".unfinished" not in path.parts
    }


def _measured(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest


def _check_originals(manifest: Manifest) -> None:
    for name, (_, digest) in manifest.members.items():
        if name.startswith("originals/") and name != f"originals/{digest}":
            raise CannotUse(f"the original {name[10:]} was altered; see `parakh store verify`")


def _write(path: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    with path.open("xb") as raw:
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
            told = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            _add(archive, MANIFEST, io.BytesIO(told), len(told))
            for name, place in files.items():
                with place.open("rb") as file:
                    _add(archive, name, file, manifest.members[name][0])
        raw.flush()
        os.fsync(raw.fileno())


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o444
    archive.addfile(member, file)


@contextlib.contextmanager
def _members(path: Path, sink: Callable[[str], Path] | None = None) -> Iterator[tuple[Manifest, Iterator[str]]]:
    """A backup's manifest, and its members as they are checked; each is written to where `sink` says.

    Raises:
        Broken: as `verify`.
    """
    try:
        with tarfile.open(path, mode="r:") as archive:
            manifest = _manifest(archive)
            yield manifest, _checked(archive, manifest, sink)
    except (tarfile.TarError, EOFError) as error:
        raise Broken(f"{path} is no backup, or was cut off: {error}") from error


def _manifest(archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    file = archive.extractfile(first) if first is not None and first.name == MANIFEST else None
    if file is None:
        raise Broken("the file is no backup of Parakh")
    try:
        told = json.loads(file.read())
        if told["format"] > FORMAT:
            raise Broken(f"the backup has format {told['format']}; this version of Parakh knows {FORMAT}")
        return Manifest(**{**told, "members": {name: (size, sha) for name, (size, sha) in told["members"].items()}})
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(f"the backup's {MANIFEST} cannot be read: {error}") from error


def _checked(archive: tarfile.TarFile, manifest: Manifest, sink: Callable[[str], Path] | None) -> Iterator[str]:
    missing = dict(manifest.members)
    while (member := archive.next()) is not None:
        expected = missing.pop(member.name, None)
        file = archive.extractfile(member)
        if expected is None or file is None or not MEMBER.fullmatch(member.name) or ".." in member.name:
            raise Broken(f"the backup holds {member.name!r}, which it does not announce")
        found = _copied(file, sink(member.name) if sink else None)
        if found != expected:
            raise Broken(f"{member.name} in the backup was altered")
        yield member.name
    if missing:
        raise Broken(f"the backup lacks {len(missing)} of its members, {min(missing)} among them")


def _copied(file: IO[bytes], target: Path | None) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with contextlib.ExitStack() as stack:
        copy = stack.enter_context(target.open("xb")) if target else None
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
            if copy:
                copy.write(block)
    return size, digest.hexdigest()


def _unpack(path: Path, office: Office, folder: Path) -> dict[str, Path]:
    """Puts originals and packs into their places; gives where the tables lie."""

    def place(name: str) -> Path:
        where = office.home / name if name.startswith("schemes") else folder / name.replace("/", "-")
        where.parent.mkdir(parents=True, exist_ok=True)
        return where

    tables = {}
    with _members(path, place) as (_, members):
        for name in members:
            if name.startswith("originals/"):
                office.store.put(place(name))
                place(name).unlink()
            elif name.startswith("tables/"):
                tables[name.removeprefix("tables/").removesuffix(".jsonl.gz")] = place(name)
    return tables


def _migrations() -> list[str]:
    """The migrations of the tables that this version knows, in order."""
    from django.db.migrations.loader import MigrationLoader

    return sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "casefile")


def _fill(manifest: Manifest, tables: dict[str, Path]) -> None:
    """Fills the empty tables, in the form that they had when the backup was made, and brings them to today's."""
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    of_then = manifest.migration != _migrations()[-1]
    if of_then:
        call_command("migrate", "casefile", manifest.migration, verbosity=0, interactive=False)
    state = MigrationExecutor(connection).loader.project_state([("casefile", manifest.migration)])
    with transaction.atomic():  # links between rows are checked when it ends
        for name, path in tables.items():
            _load(state.apps.get_model("casefile", name), path, manifest.rows[name])
        _count_on(state.apps)
    if of_then:
        call_command("migrate", "casefile", verbosity=0, interactive=False)
    Work.objects.update(leased_by="", leased_until=None)  # whoever had it is not here


def _load(model: Any, path: Path, expected: int) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    count, rows = 0, []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            rows.append(model(**{name: _of_json(fields[name], value) for name, value in told.items()}))
            count += 1
            if len(rows) == AT_A_TIME:
                model._default_manager.bulk_create(rows, AT_A_TIME)
                rows = []
        model._default_manager.bulk_create(rows, AT_A_TIME)
    if count != expected:
        raise Broken(f"the table {model._meta.model_name} has {count} rows in the backup, and should have {expected}")


def _of_json(field: Any, value: Any) -> Any:
    target = field.target_field if field.is_relation else field
    return target.to_python(value)


def _count_on(of_then: Any) -> None:
    """New rows are numbered after those that were restored."""
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), list(of_then.get_models()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _verify_restored(office: Office, manifest: Manifest) -> None:
    verdict = audit.verify()
    if verdict.faults:
        raise Broken(f"the chain of events does not hold: {verdict.faults[0]}")
    if (verdict.events, verdict.head) != (manifest.events, manifest.head):
        raise Broken("the chain of events is not the one that the backup announces")
    for sha256 in Original.objects.order_by("pk").values_list("pk", flat=True).iterator():
        if fault := office.store.check(sha256):
            raise Broken(f"the original {sha256}: {fault.message}")
