"""The tables that a curator edits in a spreadsheet, read as what each document states.

Every row is what one document says of one thing; `docs/reference/tables.md` describes the columns.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from pyoxigraph import NamedNode

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.dataset import dataset_triples, read_dataset
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import COLUMNS, KINDS
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.sources.sheets import table_rows, table_sheets
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.sources.triples import UNMARKED, RowReader
from triplehelix.graph.terms import document_iri, thing
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["SLUG", "places", "read"]

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)


def read(files: Sequence[Input], name: str, journal: Journal) -> Contents:
    """What the tables state: CSV files that are called as tables are, and workbooks with sheets called so.

    A row that repeats another in all cells counts once. Where bad rows are left out, so is what refers to them.

    Raises
    ------
    InputError
        If there is none of the tables, or one of them twice; and at the first row that is wrong, unless bad rows are
        skipped.
    """
    sheets = table_sheets(files)
    if not sheets:
        raise InputError("holds none of the tables (actors.csv, ties.csv...)", Place(name))
    rows = _identified({table: table_rows(sheets, table, journal) for table in COLUMNS}, journal)
    if journal.skip:
        rows = _sound(rows, journal)
    about = read_dataset(rows["dataset"], {row["id"] for row in rows["territories"]})
    return Contents(
        stated=_Reading(rows).stated(),
        issued=about.get("issued", ""),
        licence=about.get("licence", ""),
        titles=_by_language(about, "title"),
        descriptions=_by_language(about, "description"),
        about=tuple(dataset_triples(thing("load", name), about)),
    )


def _by_language(about: Mapping[str, str], name: str) -> dict[str, str]:
    """The texts of a dataset's property: `title` is English, `title_fr` French."""
    texts = {"en": about.get(name, ""), "fr": about.get(f"{name}_fr", "")}
    return {language: text for language, text in texts.items() if text}


def places(files: Sequence[Input]) -> dict[str, Place]:
    """The row that defines each thing or document of tables, by IRI."""
    sheets, journal = table_sheets(files), Journal()
    found = {document_iri(row["url"]).value: row for row in table_rows(sheets, "sources", journal)}
    for name, kind in KINDS.items():
        found.update((thing(kind, row["id"]).value, row) for row in table_rows(sheets, name, journal))
    return {iri: Place(row.file, row.line) for iri, row in found.items()}


def _identified(rows: Mapping[str, list[Row]], journal: Journal) -> dict[str, list[Row]]:
    """The rows whose id or address is one, and not another's."""
    ids, addresses = set[str](), set[str]()
    return {
        name: [row for row in table if _accepts(row, journal, partial(_check_identity, name, row, ids, addresses))]
        for name, table in rows.items()
    }


def _check_identity(table: str, row: Row, ids: set[str], addresses: set[str]) -> None:
    if table == "sources":
        if row["url"] in addresses:
            raise row.error("url", f"{row['url']!r} already has a row; join the two")
        addresses.add(row["url"])
    elif table in KINDS:
        if not SLUG.fullmatch(row["id"]):
            raise row.error("id", f"{row['id']!r} is not an id; write small letters, digits and hyphens")
        if row["id"] in ids:
            raise row.error("id", f"{row['id']!r} is already the id of another row; choose another")
        ids.add(row["id"])


def _sound(rows: dict[str, list[Row]], journal: Journal) -> dict[str, list[Row]]:
    """The rows that can be read; where one is left out, what refers to it cannot be read, either."""
    while True:
        before = sum(map(len, rows.values()))
        for name in COLUMNS:
            check = _Reading(rows).check  # anew, for the table before may have lost rows
            rows = {**rows, name: [row for row in rows[name] if _accepts(row, journal, partial(check, name, row))]}
        if sum(map(len, rows.values())) == before:
            return rows


def _accepts(row: Row, journal: Journal, check: Callable[[], None]) -> bool:
    try:
        check()
    except InputError as error:
        journal.reject(error, row.written)
        return False
    return True


class _Reading:
    """The statements of tables that refer to each other."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        things = {row["id"]: thing(kind, row["id"]) for name, kind in KINDS.items() for row in rows[name]}
        defined = {row["id"]: row for name in KINDS for row in rows[name]}
        self._rows = rows
        self._reader = RowReader(CellReader(vocabulary(), things), defined)
        self._documents = {row["url"] for row in rows["sources"]}

    def stated(self) -> Iterator[Stated]:
        """What all rows state."""
        for name in ("sources", *KINDS, "statements"):
            for row in self._rows[name]:
                yield from self._of_row(name, row)

    def check(self, table: str, row: Row) -> None:
        """Read a row for its mistakes only."""
        if table == "dataset":
            read_dataset([row], {place["id"] for place in self._rows["territories"]})
        else:
            deque(self._of_row(table, row), maxlen=0)

    def _of_row(self, table: str, row: Row) -> Iterator[Stated]:
        if table == "sources":
            document = document_iri(row["url"])
            yield from (Stated(document, triple) for triple in self._reader.source(document, row))
        else:
            document, deduced = self._document(row), _is_deduced(row)
            yield from (Stated(document, triple, deduced) for triple in self._reader.read(table, row))

    def _document(self, row: Row) -> NamedNode:
        if row["source"] not in self._documents:
            raise row.error("source", f"{row['source']!r} is not in sources.csv; add the document there")
        return document_iri(row["source"])


def _is_deduced(row: Row) -> bool:
    if row["confidence"] not in ("", "stated", "deduced", UNMARKED):
        raise row.error("confidence", f"{row['confidence']!r} is neither stated nor deduced; leave it empty for stated")
    return row["confidence"] == "deduced"
