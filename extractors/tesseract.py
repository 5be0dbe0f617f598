"""Tesseract: words of a grey picture, by the library in this process (tesserocr) or by the program (pytesseract).

Both give the same words but for the version of Tesseract behind them. The library is used where it is installed, for
it keeps its models loaded and needs neither a process nor a file for each picture; `PARAKH_OCR_ENGINE` names one of the
two to have it and no other.
"""

from __future__ import annotations

import os

os.environ["OMP_THREAD_LIMIT"] = "1"  # before Tesseract starts: on shared cores its threads cost five times the time

import atexit
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ENGINE_SETTING = "PARAKH_OCR_ENGINE"
"""The variable of the environment that names the engine: `tesserocr`, `pytesseract`, or empty for what is there."""

PAGE_SECONDS = 90
"""One reading is stopped after this many seconds."""

MOST_GROWTH = 400 * 1024**2
"""Bytes by which this process may grow while it reads; then the library is let go and loaded anew."""

MODEL_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
"""Where installations of Tesseract keep their models, if the program does not say where its own are."""

SETTINGS = {"tessedit_do_invert": "0"}
"""Tesseract reads lines again in negative where it is unsure of them; light type on dark is turned round before."""

ONE_BLOCK, BY_LAYOUT = 6, 3
"""Tesseract's page segmentation: lines across the whole page, or blocks and columns as it finds them, which loses cells
of tables and lone figures."""

PixelBox = tuple[int, int, int, int]


class OcrFailed(Exception):
    """Tesseract gave no answer: it is missing, crashed, or took too long; the message says which."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that Tesseract saw: its box in pixels, its confidence 0-1, the number of its line on the picture."""

    text: str
    box: PixelBox
    confidence: float
    line: int = 0


class Engine(Protocol):
    """Whatever reads the words of a picture."""

    name: str

    def table(self, picture: NDArray[np.uint8], dpi: int, languages: str, psm: int, seconds: float) -> str:
        """Tesseract's table (TSV) of a grey picture.

        Args:
            picture: grey, (height, width), 0 black.
            dpi: its resolution.
            languages: names of models joined by a plus sign, the first tried first.
            psm: Tesseract's page segmentation mode.
            seconds: after which the reading is stopped.

        Raises:
            OcrFailed: the engine is missing, failed or was stopped.
        """


class Program:
    """The program `tesseract`, started for each picture; works wherever it is installed."""

    name = "pytesseract"

    def table(self, picture: NDArray[np.uint8], dpi: int, languages: str, psm: int, seconds: float) -> str:
        """See `Engine`."""
        import pytesseract  # here, for it loads pandas: 40 MB that processes without it are spared

        with tempfile.TemporaryDirectory(prefix="parakh-ocr-") as folder:
            path = Path(folder, "page.pgm")  # written ten times as fast as PNG
            Image.fromarray(picture).save(path)
            set_ = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
            config = f"--oem 1 --psm {psm} --dpi {dpi} {set_}"
            try:
                table: str = pytesseract.image_to_data(str(path), lang=languages, config=config, timeout=seconds)
            except pytesseract.TesseractNotFoundError as error:
                raise OcrFailed("the program tesseract is not installed") from error
            except RuntimeError as error:
                raise OcrFailed("it took too long" if "timeout" in str(error) else str(error)[:200]) from error
        return table


class Library:
    """Tesseract within this process: one instance for each set of languages, kept and used again.

    Instances are let go when the process has grown by `MOST_GROWTH`, and at its end.
    """

    name = "tesserocr"

    def __init__(self) -> None:
        """Loads the library, no models yet.

        Raises:
            ImportError: it is not installed.
        """
        import tesserocr  # not everywhere: its wheels are made for few platforms

        self._library = tesserocr
        self._instances: dict[str, Any] = {}
        self._size_at_first = 0
        self._one_at_a_time = threading.Lock()
        atexit.register(self.let_go)

    def table(self, picture: NDArray[np.uint8], dpi: int, languages: str, psm: int, seconds: float) -> str:
        """See `Engine`."""
        with self._one_at_a_time:
            if self._instances and resident_size() - self._size_at_first > MOST_GROWTH:
                self.let_go()
            instance = self._instances.get(languages) or self._load(languages)
            instance.SetPageSegMode(psm)
            height, width = picture.shape
            try:
                instance.SetImageBytes(np.ascontiguousarray(picture).tobytes(), width, height, 1, width)
                instance.SetSourceResolution(dpi)
                if not instance.Recognize(max(1, round(seconds * 1000))):
                    raise OcrFailed("it took too long")
                return str(instance.GetTSVText(0))
            except RuntimeError as error:  # what the library raises for a picture that it cannot take
                raise OcrFailed(str(error)[:200]) from error
            finally:
                instance.Clear()

    def let_go(self) -> None:
        """Frees all instances with their models and caches."""
        for instance in self._instances.values():
            instance.End()
        self._instances.clear()

    def _load(self, languages: str) -> Any:
        folder = models_with(languages)
        if not self._instances:
            self._size_at_first = resident_size()
        try:
            instance = self._library.PyTessBaseAPI(
                path=str(folder),
                lang=languages,
                oem=self._library.OEM.LSTM_ONLY,
                variables=SETTINGS | {"debug_file": os.devnull},
            )
        except RuntimeError as error:
            raise OcrFailed(f"the models of {languages} in {folder} cannot be loaded") from error
        self._instances[languages] = instance
        return instance


def resident_size() -> int:
    """Bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


@cache
def engine() -> Engine:
    """The engine of this process: the one that `PARAKH_OCR_ENGINE` names, else the library, else the program.

    Raises:
        OcrFailed: the setting names an engine that does not exist or is not installed.
    """
    wanted = os.environ.get(ENGINE_SETTING, "").strip().casefold()
    if wanted not in ("", Library.name, Program.name):
        raise OcrFailed(f"{ENGINE_SETTING} is {wanted!r}: it must be {Library.name}, {Program.name} or empty")
    if wanted == Program.name:
        return Program()
    try:
        return Library()
    except ImportError as error:
        if wanted == Library.name:
            raise OcrFailed(f"{ENGINE_SETTING} asks for {Library.name}, which is not installed") from error
        return Program()


@cache
def models_with(languages: str) -> Path:
    """The folder of the installed Tesseract that holds the models of all `languages` (`eng+hin`).

    Raises:
        OcrFailed: no folder has them all; the message names what is missing and where it was looked for.
    """
    names = languages.split("+")
    searched = list(dict.fromkeys(_model_folders()))
    missing = names
    for folder in searched:
        lacking = [name for name in names if not (folder / f"{name}.traineddata").is_file()]
        if not lacking:
            return folder
        missing = min(missing, lacking, key=len)
    places = ", ".join(map(str, searched)) or "no folder of models"
    raise OcrFailed(
        f"the models of Tesseract for {', '.join(missing)} are not installed (looked in {places}): install them, or "
        "set TESSDATA_PREFIX to the folder that holds them"
    )


def _model_folders() -> Iterator[Path]:
    """Folders that exist and may hold models: the one set, the program's own, then the usual ones, newest first."""
    prefix = os.environ.get("TESSDATA_PREFIX", "")
    candidates = [Path(prefix), Path(prefix, "tessdata")] if prefix else []
    if folder := _folder_of_program():
        candidates.append(folder)
    candidates.append(Path(sys.prefix, "share", "tessdata"))
    for pattern in MODEL_FOLDERS:
        root = Path(Path(pattern).anchor)
        if root.exists():
            candidates.extend(sorted(root.glob(str(Path(pattern).relative_to(root))), key=_version, reverse=True))
    return (it for it in candidates if it.is_dir())


def _version(folder: Path) -> tuple[int, ...]:
    """The numbers of the version in a folder's path (/usr/share/tesseract-ocr/4.00/tessdata)."""
    return tuple(int(it) for it in re.findall(r"[0-9]+", str(folder)))


def _folder_of_program() -> Path | None:
    """Where the installed program says that its models are; None where it is absent or does not tell."""
    loaded = sys.modules.get("pytesseract")  # not imported for this alone: it loads pandas
    program = shutil.which("tesseract" if loaded is None else loaded.pytesseract.tesseract_cmd)
    if program is None:
        return None
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'available languages in "(.+?)"', told.stdout + told.stderr)
    return Path(found[1]) if found else None


def tesseract(
    picture: NDArray[np.uint8], dpi: float, languages: str, psm: int, seconds: float = PAGE_SECONDS
) -> list[Seen]:
    """Words of a grey picture by one reading of Tesseract, in its order.

    Args:
        picture: grey, (height, width), 0 black.
        dpi: its resolution.
        languages: names of models joined by a plus sign, the first tried first.
        psm: Tesseract's page segmentation mode.
        seconds: after which the reading is stopped.

    Raises:
        OcrFailed: Tesseract is missing, failed or was stopped.
    """
    return words_of_table(engine().table(picture, round(dpi), languages, psm, seconds))


def words_of_table(table: str) -> list[Seen]:
    """The words of Tesseract's table: left, top, width, height, confidence and text are the last six columns of it."""
    found, line = [], 0
    for row in table.splitlines():
        cells = row.split("\t", 11)
        line += cells[0] == "4"
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(it) for it in cells[6:10])
        confidence = float(cells[10])
        if confidence >= 0:
            found.append(Seen(cells[11].strip(), (left, top, left + width, top + height), confidence / 100, line))
    return found
