"""The tables that a curator edits in a spreadsheet, read as what each document states.

Every row is what one document says of one thing; `docs/reference/tables.md` describes the columns.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.dataset import read_dataset
from triplehelix.graph.sources.rows import Row, read_rows
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.sources.triples import UNMARKED, RowReader
from triplehelix.graph.terms import document_iri, thing
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["COLUMNS", "KINDS", "SLUG", "Tables", "places", "read_tables"]

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": ("property", "value"),
    "sources": ("url", "title", "publisher", "issued", "language"),
    "territories": ("id", "type", "name", "name_fr", "part_of", "code", "source"),
    "indicators": ("id", "label", "label_fr", "source"),
    "actors": (
        "id", "type", "name", "aliases", "helix", "city", "region", "country", "founded", "website", "therapies",
        "stages", "ror", "wikidata", "kbo", "description", "source",
    ),
    "office_holders": ("id", "name", "description", "source"),
    "initiatives": (
        "id", "type", "name", "aliases", "start", "end", "known_by", "budget", "currency", "status", "therapies",
        "stages", "part_of", "topic", "description", "source",
    ),
    "ties": (
        "id", "type", "first_party", "role", "other_party", "initiative", "start", "end", "date", "known_by",
        "amount", "currency", "instrument", "status", "share_of", "confidence", "note", "source",
    ),
    "statements": ("about", "property", "value", "currency", "status", "confidence", "note", "source"),
    "observations": (
        "id", "about", "indicator", "value", "unit", "period", "period_start", "period_end", "source",
    ),
    "changes": ("id", "type", "date", "original", "resulting", "former_name", "note", "source"),
}  # fmt: skip

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": ("property", "value"),
    "sources": ("url",),
    "actors": ("id", "type", "name", "source"),
    "ties": ("id", "type", "first_party", "source"),
    "statements": ("about", "property", "value", "source"),
    "observations": ("id", "about", "indicator", "value", "source"),
    "changes": ("id", "original", "resulting", "source"),
    "territories": ("id", "type", "name", "source"),
    "indicators": ("id", "label", "source"),
    "office_holders": ("id", "name", "source"),
    "initiatives": ("id", "type", "name", "source"),
}
KINDS: Final = {
    "actors": "actor",
    "office_holders": "office-holder",
    "initiatives": "initiative",
    "ties": "tie",
    "observations": "observation",
    "territories": "territory",
    "indicators": "concept",
    "changes": "change",
}


@dataclass(frozen=True)
class Tables:
    """A folder of tables, read whole: the dataset's own description, and what its documents state."""

    dataset: Mapping[str, str]
    stated: tuple[Stated, ...]


def read_tables(folder: Path) -> Tables:
    """Read a folder of tables (CSV, UTF-8).

    Raises
    ------
    InputError
        At the first row that is wrong, with its file, line and column; nothing is read then.
    """
    rows = {name: _rows(folder, name) for name in COLUMNS}
    if not any(rows.values()):
        raise InputError("holds none of the tables (actors.csv, ties.csv...)", Place(str(folder)))
    return Tables(read_dataset(rows["dataset"], {row["id"] for row in rows["territories"]}), tuple(_stated(rows)))


def places(folder: Path) -> dict[str, Place]:
    """The row that defines each thing or document of a folder of tables, by IRI; the file's name leads there."""
    found = {document_iri(row["url"]).value: row for row in _rows(folder, "sources")}
    for name, kind in KINDS.items():
        found.update((thing(kind, row["id"]).value, row) for row in _rows(folder, name))
    return {iri: Place(str(folder / row.file), row.line) for iri, row in found.items()}


def _rows(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.csv"
    return list(read_rows(path, COLUMNS[name], _REQUIRED[name])) if path.exists() else []


def _stated(rows: Mapping[str, list[Row]]) -> Iterator[Stated]:
    defined = {row["id"]: row for name in KINDS for row in rows[name]}
    reader = RowReader(CellReader(vocabulary(), _iris(rows)), defined)
    known = _addresses(rows["sources"])
    for row in rows["sources"]:
        document = document_iri(row["url"])
        yield from (Stated(document, triple) for triple in reader.source(document, row))
    for name in (*KINDS, "statements"):
        for row in rows[name]:
            document = _document(row, known)
            deduced = _is_deduced(row)
            yield from (Stated(document, triple, deduced) for triple in reader.read(name, row))


def _addresses(rows: list[Row]) -> set[str]:
    known: set[str] = set()
    for row in rows:
        if row["url"] in known:
            raise row.error("url", f"{row['url']!r} already has a row; join the two")
        known.add(row["url"])
    return known


def _is_deduced(row: Row) -> bool:
    if row["confidence"] not in ("", "stated", "deduced", UNMARKED):
        raise row.error("confidence", f"{row['confidence']!r} is neither stated nor deduced; leave it empty for stated")
    return row["confidence"] == "deduced"


def _iris(rows: Mapping[str, list[Row]]) -> dict[str, NamedNode]:
    iris: dict[str, NamedNode] = {}
    for name, kind in KINDS.items():
        for row in rows[name]:
            _check_id(row, iris)
            iris[row["id"]] = thing(kind, row["id"])
    return iris


def _check_id(row: Row, iris: Mapping[str, NamedNode]) -> None:
    if not SLUG.fullmatch(row["id"]):
        raise row.error("id", f"{row['id']!r} is not an id; write small letters, digits and hyphens")
    if row["id"] in iris:
        raise row.error("id", f"{row['id']!r} is already the id of another row; choose another")


def _document(row: Row, known: set[str]) -> NamedNode:
    if row["source"] not in known:
        raise row.error("source", f"{row['source']!r} is not in sources.csv; add the document there")
    return document_iri(row["source"])
