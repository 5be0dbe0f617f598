"""`python -m benchmarks.hostile`: a folder of hostile and broken files through the real command, beside honest papers.

It prints what became of each, the longest any took, the most memory that the whole tree of processes held, and what
was left behind. The run is in order when every file has a status, the honest papers read as they do alone, memory
stayed bounded, and no process and no temporary file remains.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.hostile_files import fuzzed, made
from benchmarks.tree import memory_of_tree
from samples.sets import SETS

PARAKH = (sys.executable, "-c", "import sys; from flows.command import main; sys.exit(main())")
"""The command as this working copy has it; the installed script may belong to another."""

TOLD = re.compile(r"\] (.*?): .* \((\d+\.\d) s\)")
"""A line of the command that tells of one document: its file and the seconds that it took."""

SEED = 20261122
DOCUMENT_SECONDS = 60
HONEST = 3
LONGEST_ORIGINAL = 120_000
"""Bytes of the papers that are broken by mutation: short ones, so that most of the time goes into being broken."""


@dataclass(slots=True)
class Result:
    """What a run over a folder of hostile files came to."""

    status: int
    seconds: float
    documents: list[dict[str, Any]]
    slowest: tuple[float, str] = (0.0, "")
    memory: int = 0
    left_files: list[str] = field(default_factory=list)
    left_processes: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    """Files without a status, or with one that says nothing of what to do."""

    @property
    def is_in_order(self) -> bool:
        """Whether nothing was lost, harmed or left behind."""
        return not (self.left_files or self.left_processes or self.harmed or self.unnamed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes the files, runs the command over them, prints what came of it; 0 if all is in order."""
    parser = argparse.ArgumentParser(prog="benchmarks.hostile", description="Hostile and broken files.")
    parser.add_argument("--fuzzed", type=int, default=500, help="broken copies of good PDFs (default 500)")
    parser.add_argument("--size", type=int, default=2, help="how many times as large as needed bombs are (default 2)")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        files = dict(made(options.size)) | dict(fuzzed(originals(), options.fuzzed, SEED))
        result = run(Path(scratch), files, options.jobs)
    tell(result, len(files))
    return 0 if result.is_in_order else 1


@cache
def originals() -> list[bytes]:
    """Honest one- and two-page papers of several layouts, to be broken."""
    papers = [file.content for made_ in SETS["demo"](SEED) for file in made_.files if file.name.endswith(".pdf")]
    return [content for content in papers if len(content) <= LONGEST_ORIGINAL][:12]


def run(folder: Path, files: Mapping[str, bytes], jobs: int, seconds: int = DOCUMENT_SECONDS) -> Result:
    """Appraises the files beside honest papers, and the honest papers alone to compare with.

    Args:
        folder: an empty one, for everything.
        files: what is appraised, by name.
        jobs: how many documents are read at once.
        seconds: the time that a document may take.
    """
    honest = {f"honest-{number}.pdf": content for number, content in enumerate(originals()[:HONEST])}
    alone = _appraise(folder / "alone", honest, jobs, seconds)
    result = _appraise(folder / "hostile", {**files, **honest}, jobs, seconds)
    expected = {it["file"]: it for it in alone.documents}
    found = {it["file"]: it for it in result.documents}
    result.harmed = [name for name in honest if found.get(name) != expected[name]]
    result.unnamed = [name for name in (*files, *honest) if name not in found or not _is_told(found[name])]
    return result


def _is_told(document: Mapping[str, Any]) -> bool:
    """Whether a document's status comes with a sentence that says what staff can do."""
    message = document["message"]
    return document["status"] == "read" or (isinstance(message, str) and len(message) > 30 and message.endswith("."))


def _appraise(folder: Path, files: Mapping[str, bytes], jobs: int, seconds: int) -> Result:
    papers, out, scratch = folder / "in" / "papers", folder / "out", folder / "temporary"
    papers.mkdir(parents=True)
    scratch.mkdir()
    for name, content in files.items():
        (papers / name).write_bytes(content)
    environment = {**os.environ, "TMPDIR": str(scratch), "OMP_THREAD_LIMIT": "1"}
    command = [*PARAKH, "appraise", str(folder / "in"), "--out", str(out), "--no-prefect", "--jobs", str(jobs)]
    command += ["--as-of", "2026-11-22", "--document-timeout", str(seconds)]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    sampler = _Memory(process.pid)
    told = "".join(_passed_on(process, len(files)))
    result = Result(process.wait(), time.perf_counter() - started, [])
    result.memory = sampler.stop()
    times = [(float(seconds), name) for name, seconds in TOLD.findall(told)]
    result.slowest = max(times, default=(0.0, ""))
    result.left_files = [str(it.relative_to(scratch)) for it in scratch.rglob("*")]
    result.left_processes = _processes_of(folder)
    written = out / "papers" / "appraisal.json"
    if written.exists():
        result.documents = json.loads(written.read_text(encoding="utf-8"))["documents"]
    else:
        print(told[-2000:], file=sys.stderr)
    return result


def _passed_on(process: subprocess.Popen[str], count: int) -> Iterator[str]:
    """What the command says, line by line until it ends; how many of the files are read is told now and then."""
    read = 0
    for line in process.stderr or ():
        if TOLD.search(line):
            read += 1
            if read % 50 == 0:
                print(f"  … {read} of {count} read", flush=True)
        yield line


class _Memory:
    """The most memory that a process and all its descendants held together, looked at five times a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._done = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """The most bytes seen."""
        self._done.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._done.wait(0.2):
            self._most = max(self._most, memory_of_tree(self._pid))


def _processes_of(folder: Path) -> list[str]:
    """Command lines of processes that still run with the run's temporary folder."""
    time.sleep(1)
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if str(folder).encode() in path.read_bytes():
                found.append(path.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


def tell(result: Result, count: int) -> None:
    """Prints what the run came to."""
    statuses = Counter(it["status"] for it in result.documents)
    print(f"{count} hostile and broken files beside {HONEST} honest ones, exit status {result.status}")
    for status, number in statuses.most_common():
        print(f"  {status:14} {number:5}")
    print(f"seconds in all                  {result.seconds:10.1f}")
    print(f"seconds a document              {result.seconds / max(len(result.documents), 1):10.2f}")
    print(f"the longest took                {result.slowest[0]:10.1f}   {result.slowest[1]}")
    print(f"most memory of the whole tree   {result.memory / 2**20:10.0f} MB")
    for what, found in (
        ("without a status or a sentence", result.unnamed),
        ("honest papers harmed", result.harmed),
        ("temporary files left", result.left_files),
        ("processes left", result.left_processes),
    ):
        print(f"{what:31} {len(found):10}   {', '.join(found[:5])}")


if __name__ == "__main__":
    sys.exit(main())
