import shutil
from pathlib import Path

import pytest

import reference

PACK = Path(reference.__file__).parent / "schemes" / "critical_minerals_recycling"


class PackCopy:
    """A scheme pack that a test may change; `line_of` finds what a message should point at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}; the test must follow the pack"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        path = self.folder / file
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def line_of(self, file: str, words: str) -> int:
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if words in line)

    def amend(self, file: str, name: str, since: str, value: str, applies_to: str, extra: str = "") -> None:
        """Add a value to the end of a parameter, as a scheme lead would."""
        path = self.folder / file
        lines = path.read_text(encoding="utf-8").splitlines()
        begins = lines.index(f"{name}:")
        ends = next((n for n in range(begins + 1, len(lines)) if lines[n] and not lines[n].startswith(" ")), len(lines))
        added = [
            f"    {since}:",
            f'      value: "{value}"',
            '      clause: "10.7"',
            '      source: {document: guidelines, place: "an amendment made up for a test"}',
            "      known: official",
            f"      checked_on: {since}",
            f"      applies_to: {applies_to}",
            *([f"      {extra}"] if extra else []),
        ]
        path.write_text("\n".join([*lines[:ends], *added, *lines[ends:]]) + "\n", encoding="utf-8")

    def load(self):
        return reference.load_scheme(self.folder)


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "critical_minerals_recycling"
    shutil.copytree(PACK, folder)
    return PackCopy(folder)
