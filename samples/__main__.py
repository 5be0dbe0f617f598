"""`python -m samples OUT [--set NAME] [--seed N]`: write applications and, beside them, the truth."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from samples.sets import SETS, Application


def main(arguments: list[str] | None = None) -> int:
    """Write a set of applications to OUT/applications and the truth to OUT/truth."""
    parser = argparse.ArgumentParser(prog="samples", description="Make sample applications with the truth beside them.")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write to")
    parser.add_argument("--set", choices=sorted(SETS), default="demo", help="which set to make (default: demo)")
    parser.add_argument("--seed", type=int, default=20261122, help="another seed draws other companies and figures")
    options = parser.parse_args(arguments)
    for application in SETS[options.set](options.seed):
        write(application, options.out)
        print(f"{application.id}: {len(application.files)} files", file=sys.stderr)
    print(f"Applications are in {options.out / 'applications'}, the truth about them in {options.out / 'truth'}.")
    return 0


def write(application: Application, out: Path) -> Path:
    """Write one application's files and its truth; returns the folder of the files."""
    folder = out / "applications" / application.id
    folder.mkdir(parents=True, exist_ok=True)
    for file in application.files:
        (folder / file.name).write_bytes(file.content)
    truth = out / "truth" / f"{application.id}.json"
    truth.parent.mkdir(parents=True, exist_ok=True)
    truth.write_text(json.dumps(application.truth(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
