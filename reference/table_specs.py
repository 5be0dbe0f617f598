"""What the tables of each document type hold: columns with the headings offices print for them, and words of rows.

The wording lives in `reference/tables/<document_type>.yaml` and `reference/tables/words.yaml`; this module only checks
it and hands it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from reference.strict_yaml import Item, load_located

ColumnKind = Literal[
    "serial",
    "text",
    "head",
    "party",
    "gstin",
    "invoice",
    "date",
    "amount",
    "quantity",
    "unit",
    "rate",
    "hsn",
    "percent",
    "tonnes_a_year",
    "assay",
    "condition",
    "relation",
    "mineral",
    "known",
]
"""How the cells of a column are read. `known` columns are recognised and left alone."""

RowKind = Literal["grand_total", "total", "subtotal", "carried", "brought", "opening"]

FOLDER = Path(__file__).parent / "tables"
WORDS = "words.yaml"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column and the headings it is printed under.

    Attributes:
        part_of: the column whose value this one is a part of (CGST of tax); it gives no field of its own.
        spare: what a second column under such a heading is, the one further right being this one.
        prefer: "last" where of several such columns the one furthest right is taken.
        not_units: units that tell another table (kilolitres a day: water, not products).
    """

    name: str
    kind: ColumnKind
    headings: tuple[str, ...]
    part_of: str | None = None
    spare: str | None = None
    prefer: str | None = None
    not_units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sum:
    """Columns of a row that add up to another of its columns."""

    terms: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Product:
    """Two columns of a row whose product is a third."""

    factors: tuple[str, str]
    product: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of a document type.

    Attributes:
        needs: sets of columns; a table with all columns of one set is this table.
        key: the column that the certified total adds up, None where nothing is added.
        favours: words of headings that mark this table among several that could be it.
    """

    document_type: str
    name: str
    describes: str
    needs: tuple[frozenset[str], ...]
    key: str | None
    columns: Mapping[str, ColumnSpec]
    sums: tuple[Sum, ...] = ()
    products: tuple[Product, ...] = ()
    favours: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HeadWords:
    """How an asset head is named, which articles stand under it, and why."""

    names: tuple[str, ...]
    articles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words that say what a row or a cell is, in whatever table."""

    abbreviations: Mapping[str, str]
    units: frozenset[str]
    rows: Mapping[str, tuple[str, ...]]
    not_totals: tuple[str, ...]
    nothing: frozenset[str]
    dittos: frozenset[str]
    negatives: tuple[str, ...]
    conditions: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, HeadWords]
    weak_articles: frozenset[str]
    goods: frozenset[str]
    beside: frozenset[str]
    standing: Mapping[str, frozenset[str]]
    controls: frozenset[str]


@cache
def table_specs(document_type: str) -> tuple[TableSpec, ...]:
    """The tables of a document type; none for a type without a file.

    Raises:
        ReferenceMistake: if the file has a mistake, naming file, line and mend.
    """
    path = FOLDER / f"{document_type}.yaml"
    return read_specs(path) if path.exists() else ()


@cache
def row_words() -> RowWords:
    """The words of `words.yaml`.

    Raises:
        ReferenceMistake: if the file has a mistake, naming file, line and mend.
    """
    return read_words(FOLDER / WORDS)


def check_all() -> None:
    """Read every file of the folder, so that a mistake stops a run before it starts.

    Raises:
        ReferenceMistake: on the first mistake.
    """
    row_words()
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name != WORDS:
            table_specs(path.stem)


def read_specs(path: Path) -> tuple[TableSpec, ...]:
    """The tables of one file.

    Raises:
        ReferenceMistake: naming file, line and mend.
    """
    root = load_located(path)
    parts = root.record("The file", ["document_type", "tables"])
    document_type = parts["document_type"].text("document_type")
    if document_type != path.stem:
        raise parts["document_type"].mistake(
            f"The file {path.name} is for {document_type}.", "Name the file as its document type."
        )
    return tuple(
        _table(document_type, str(name), item) for name, item in parts["tables"].mapping("The list of tables").items()
    )


def read_words(path: Path) -> RowWords:
    """The words of one file.

    Raises:
        ReferenceMistake: naming file, line and mend.
    """
    keys = [it.name for it in fields(RowWords)]
    parts = load_located(path).record("The file", keys)
    return RowWords(
        abbreviations={
            str(short): item.text("An abbreviation")
            for short, item in parts["abbreviations"].mapping("abbreviations").items()
        },
        units=frozenset(parts["units"].texts("units")),
        rows={kind: item.texts(kind) for kind, item in parts["rows"].record("rows", get_args(RowKind)).items()},
        not_totals=parts["not_totals"].texts("not_totals"),
        nothing=frozenset(parts["nothing"].texts("nothing")),
        dittos=frozenset(parts["dittos"].texts("dittos")),
        negatives=parts["negatives"].texts("negatives"),
        conditions={
            kind: item.texts(kind)
            for kind, item in parts["conditions"].record("conditions", ["new", "refurbished"]).items()
        },
        relations={str(kind): item.texts(str(kind)) for kind, item in parts["relations"].mapping("relations").items()},
        heads={str(head): _head(item) for head, item in parts["heads"].mapping("heads").items()},
        weak_articles=frozenset(parts["weak_articles"].texts("weak_articles")),
        goods=frozenset(parts["goods"].texts("goods")),
        beside=frozenset(parts["beside"].texts("beside")),
        standing={
            when: frozenset(item.texts(when))
            for when, item in parts["standing"].record("standing", ["before", "now", "beside", "limit"]).items()
        },
        controls=frozenset(parts["controls"].texts("controls")),
    )


def _head(item: Item) -> HeadWords:
    parts = item.record("A head", ["names", "articles", "why"])
    return HeadWords(parts["names"].texts("names"), parts["articles"].texts("articles"), parts["why"].text("why"))


def _table(document_type: str, name: str, item: Item) -> TableSpec:
    parts = item.record(
        f"The table {name}", ["describes", "needs", "columns"], ["key", "equations", "products", "favours"]
    )
    columns = {str(key): _column(str(key), it) for key, it in parts["columns"].mapping("columns").items()}
    for column, entry in parts["columns"].mapping("columns").items():
        for other in (columns[str(column)].part_of, columns[str(column)].spare):
            if other is not None:
                _known(other, columns, entry)
    key = parts["key"].text("key") if "key" in parts else None
    if key is not None:
        _known(key, columns, parts["key"])
    favours = frozenset(parts["favours"].texts("favours")) if "favours" in parts else frozenset[str]()
    return TableSpec(
        document_type=document_type,
        name=name,
        describes=parts["describes"].text("describes"),
        needs=tuple(_needs(it, columns) for it in parts["needs"].items("needs")),
        key=key,
        columns=columns,
        sums=tuple(_sum(it, columns) for it in parts["equations"].items("equations")) if "equations" in parts else (),
        products=(
            tuple(_product(it, columns) for it in parts["products"].items("products")) if "products" in parts else ()
        ),
        favours=favours,
    )


def _column(name: str, item: Item) -> ColumnSpec:
    parts = item.record(f"The column {name}", ["kind", "headings"], ["part_of", "spare", "prefer", "not_units"])
    return ColumnSpec(
        name=name,
        kind=cast("ColumnKind", parts["kind"].one_of(f"The kind of {name}", get_args(ColumnKind))),
        headings=parts["headings"].texts("headings"),
        part_of=parts["part_of"].text("part_of") if "part_of" in parts else None,
        spare=parts["spare"].text("spare") if "spare" in parts else None,
        prefer=parts["prefer"].one_of("prefer", ["last"]) if "prefer" in parts else None,
        not_units=frozenset(parts["not_units"].texts("not_units")) if "not_units" in parts else frozenset(),
    )


def _needs(item: Item, columns: Mapping[str, ColumnSpec]) -> frozenset[str]:
    names = item.texts("needs")
    for name in names:
        _known(name, columns, item)
    return frozenset(names)


def _sum(item: Item, columns: Mapping[str, ColumnSpec]) -> Sum:
    parts = item.record("An equation", ["terms", "total"])
    terms, total = parts["terms"].texts("terms"), parts["total"].text("total")
    for name in (*terms, total):
        _known(name, columns, item)
    return Sum(terms, total)


def _product(item: Item, columns: Mapping[str, ColumnSpec]) -> Product:
    parts = item.record("A product", ["factors", "product"])
    factors, product = parts["factors"].texts("factors"), parts["product"].text("product")
    if len(factors) != 2:
        raise item.mistake("A product has two factors.", "Write factors: [first, second].")
    for name in (*factors, product):
        _known(name, columns, item)
    return Product((factors[0], factors[1]), product)


def _known(name: str, columns: Mapping[str, ColumnSpec], item: Item) -> None:
    if name not in columns:
        raise item.mistake(f"There is no column `{name}`.", f"Use one of: {', '.join(columns)}.")
