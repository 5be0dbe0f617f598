"""`parakh vocabulary` teaches a new wording, `parakh read` shows what one paper gives with it."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz.process import extract

from reference.document_types import document_types
from reference.learned import TITLE, CannotLearn, Learned, add, learned, remove, vocabulary_file

DONE, USAGE = 0, 2


def add_parsers(commands: Any) -> None:
    """The sub-commands `vocabulary` and `read`."""
    read = commands.add_parser(
        "read",
        help="read one document and show what was found in it",
        description="Reads one document and prints its type, every field with page and confidence, and the labels that "
        "nothing read. Nothing is judged.",
    )
    read.set_defaults(run=_read)
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="the reading as in appraisal.json")
    read.add_argument(
        "--expected",
        action="store_true",
        help="write FILE's reading beside it as NAME.expected.json, for tests/readings; compare it with the paper",
    )
    vocabulary = commands.add_parser(
        "vocabulary",
        help="add, list or remove wordings of labels and choices",
        description="A new board prints another label than those that are known: add it here, no code is needed.",
    )
    actions = vocabulary.add_subparsers(required=True, metavar="ACTION")
    adding = actions.add_parser(
        "add",
        help="add a label, or a word for a choice",
        epilog="Example: parakh vocabulary add epr_certificate capacity_tpa 'Permitted quantum per annum' "
        "--why 'consents of the Goa board since 2026'",
    )
    adding.set_defaults(run=_add)
    adding.add_argument("document_type", metavar="TYPE", help="e.g. epr_certificate")
    adding.add_argument("field", metavar="FIELD", help="e.g. capacity_tpa, or title")
    adding.add_argument("label", metavar="WORDING", help="as it is printed")
    adding.add_argument("--value", default="", metavar="CHOICE", help="the choice that the wording stands for")
    adding.add_argument("--why", required=True, metavar="TEXT", help="whose paper prints it so")
    listing = actions.add_parser("list", help="the wordings that were added, or all that a type knows")
    listing.set_defaults(run=_list)
    listing.add_argument("document_type", nargs="?", metavar="TYPE")
    removing = actions.add_parser("remove", help="take a wording out again")
    removing.set_defaults(run=_remove)
    removing.add_argument("label", metavar="WORDING")


def _read(options: argparse.Namespace) -> int:
    if options.file.is_dir():
        return _say(f"{options.file} is a folder; give one document of it, or use `parakh appraise` for all of it")
    if not options.file.is_file():
        return _say(f"there is no file {options.file}; check the path")
    # reading loads engines and models, which the other commands do without
    from flows.read_one import read_one

    return read_one(options.file, as_json=options.json, keep_expected=options.expected)


def _add(options: argparse.Namespace) -> int:
    wording = Learned(
        options.document_type, options.field, options.label, options.why, date.today(), value=options.value
    )
    try:
        path = add(wording, document_types().types)
    except CannotLearn as error:
        return _say(f"{error}{_instead(options)}")
    print(f"Added to {path}. Try it: parakh read FILE")
    return DONE


def _instead(options: argparse.Namespace) -> str:
    """The likeliest type or field where a name was mistyped."""
    types = document_types().types
    names = list(types) if options.document_type not in types else list(types[options.document_type].fields)
    asked = options.document_type if options.document_type not in types else options.field
    near = [] if asked in names else [name for name, score, _ in extract(asked, names, limit=1) if score >= 60]
    return f" Did you mean {near[0]}?" if near else ""


def _list(options: argparse.Namespace) -> int:
    types = document_types().types
    if options.document_type is None:
        for it in learned():
            meaning = f"{it.field} = {it.value}" if it.value else it.field
            print(f"{it.document_type}  {meaning}  “{it.label}”  ({it.why}; {it.added_on})")
        print(f"{len(learned())} wordings in {vocabulary_file()}. The document types are {', '.join(types)}.")
        return DONE
    if options.document_type not in types:
        return _say(f"there is no document type {options.document_type}; the types are {', '.join(types)}")
    print(f"{TITLE}: {'; '.join(types[options.document_type].marks.title)}")
    for name, words in types[options.document_type].fields.items():
        print(f"{name}: {'; '.join((*words.labels, *words.weak_labels)) or 'found without a label'}")
        for value, phrases in words.values.items():
            print(f"  {value}: {'; '.join(phrases)}")
    return DONE


def _remove(options: argparse.Namespace) -> int:
    gone = remove(options.label)
    if not gone:
        return _say(f"{options.label!r} is not among the wordings that were added; `parakh vocabulary list` shows them")
    print(f"Removed from {vocabulary_file()}.")
    return DONE


def _say(why: str) -> int:
    print(f"parakh: {why}", file=sys.stderr)
    return USAGE
