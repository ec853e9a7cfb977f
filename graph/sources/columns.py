"""Any table whose columns somebody described, read row by row as the bundled tables are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.numbers import number
from triplehelix.graph.sources.addresses import is_placeholder, web_address
from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.column_map import ColumnMap, Given, read_column_map
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import KINDS
from triplehelix.graph.sources.rows import Row, rows_of
from triplehelix.graph.sources.slugs import slug
from triplehelix.graph.sources.statements import Contents, Reader, Stated
from triplehelix.graph.sources.triples import RowReader
from triplehelix.graph.terms import document_iri, thing
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["reader_for"]

_TERRITORIES: Final = {"city": "City", "region": "Region", "country": "Country"}
_DATES: Final = ("start", "end", "known_by", "founded")
_AMOUNTS: Final = ("budget", "amount")
_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)


def reader_for(path: Path) -> Reader:
    """The reader of tables whose columns a TOML file describes; docs/how-to/load-any-table.md has one.

    Raises
    ------
    InputError
        If the file does not describe columns; the message names its key.
    """
    return partial(_read, read_column_map(path))


def _read(columns: ColumnMap, files: Sequence[Input], name: str, journal: Journal) -> Contents:
    source = columns.source
    return Contents(
        stated=_stated(columns, files, name, journal),
        issued=source.get("issued", ""),
        titles={source.get("language", "en"): source["title"]},
    )


def _stated(columns: ColumnMap, files: Sequence[Input], load: str, journal: Journal) -> Iterator[Stated]:
    document = document_iri(columns.source["url"])
    described = Row(columns.file, 0, {key: text for key, text in columns.source.items() if key != "dates"})
    yield from (Stated(document, triple) for triple in _reader({}).source(document, described))
    for file in files:
        for row in rows_of(file, journal, check=partial(_check_header, columns)):
            try:
                statements = list(_OneRow(columns, load, row).statements(document))
            except InputError as error:
                journal.reject(error, row.written)
            else:
                yield from statements


def _check_header(columns: ColumnMap, header: Row) -> None:
    for column, key in columns.columns.items():
        if column not in header.cells:
            message = f"lacks the column {column!r}, which {key} in {columns.file} names; correct either"
            raise InputError(message, Place(header.file, header.line))


def _reader(things: Mapping[str, NamedNode]) -> RowReader:
    return RowReader(CellReader(vocabulary(), things), {})


@dataclass(frozen=True, slots=True)
class _Described(Row):
    """A row of the bundled format, made from one of another table; what is wrong is told where that one stands."""

    origin: Row
    columns: ColumnMap
    section: str

    def error(self, column: str, message: str) -> InputError:
        """What is wrong with a cell, with its place in the other table, and the key that makes it what it is."""
        key = f"[{self.section}] {column} in {self.columns.file}"
        given = self.columns.sections[self.section].get(column, Given())
        if given.column:
            return self.origin.error(given.column, f"{message} ({key})")
        return InputError(f"{key}: {message}", Place(self.origin.file, self.origin.line))


@dataclass(frozen=True)
class _OneRow:
    """A row of another table as rows of the bundled tables, which refer to each other only."""

    columns: ColumnMap
    load: str
    row: Row

    def statements(self, document: NamedNode) -> Iterator[Stated]:
        """What the row states.

        Raises
        ------
        InputError
            If one of its cells cannot be what its column should be.
        """
        rows = list(self._rows())
        reader = _reader({row["id"]: thing(KINDS[table], row["id"]) for table, row in rows})
        for table, row in rows:
            yield from (Stated(document, triple) for triple in reader.read(table, row))

    def _rows(self) -> Iterator[tuple[str, Row]]:
        actor = self._entity("actor")
        yield "actors", actor
        yield from (("territories", self._territory(actor, kind)) for kind in _TERRITORIES if actor[kind])
        if organisation := self._text("membership", "organisation"):
            yield "actors", (body := self._organisation(organisation))
            yield "ties", self._tie("membership", actor, other_party=body["id"])
        if self._text("initiative", "name"):
            yield "initiatives", (initiative := self._entity("initiative"))
            if "participation" in self.columns.sections:
                yield "ties", self._tie("participation", actor, initiative=initiative["id"])

    def _entity(self, section: str) -> Row:
        cells = self._cells(section)
        if not cells["name"]:
            raise self._described(section, cells).error("name", "is empty; write the name, or remove the row")
        places = {kind: slug(cells[kind]) for kind in _TERRITORIES if cells.get(kind)}
        return self._described(section, {**cells, **places, "id": self._id(cells.get("id") or cells["name"])})

    def _organisation(self, name: str) -> Row:
        kind = self._text("membership", "organisation_type") or "Cluster"
        return self._described("membership", {"id": self._id(name), "type": kind, "name": name})

    def _territory(self, actor: Row, kind: str) -> Row:
        """Its name stays as the table's language has it; what that means makes the id, which all loads share."""
        name = "name_fr" if self.columns.source.get("language") == "fr" else "name"
        cells = {"id": actor[kind], "type": _TERRITORIES[kind], name: self._written("actor", kind)[0]}
        return self._described("actor", cells)

    def _tie(self, section: str, actor: Row, **other: str) -> Row:
        """The two ids make the tie's: told twice, it is one."""
        cells = self._cells(section)
        parts = (section, actor["id"], *(text.removeprefix(f"{self.load}-") for text in other.values()))
        itself = {"id": "-".join(parts), "type": section.capitalize(), "first_party": actor["id"], **other}
        return self._described(section, {**cells, **itself})

    def _described(self, section: str, cells: Mapping[str, str]) -> Row:
        return _Described(self.row.file, self.row.line, dict(cells), self.row, self.columns, section)

    def _id(self, name: str) -> str:
        """An id of this load: that two loads have one name does not make their actors the same."""
        return f"{self.load}-{slug(name)}"

    def _cells(self, section: str) -> dict[str, str]:
        return {key: self._text(section, key) for key in self.columns.sections[section]}

    def _text(self, section: str, key: str) -> str:
        """What a key is given, in the words and forms of the bundled tables."""
        meant = self.columns.values.get(key, {})
        text = ";".join(meant.get(item.casefold(), item) for item in self._written(section, key))
        return _plain(key, text, self.columns.source.get("dates", ""))

    def _written(self, section: str, key: str) -> list[str]:
        given = self.columns.sections.get(section, {}).get(key, Given())
        text = given.always or self.row[given.column]
        return [item.strip() for item in (text.split(given.separator) if given.separator else [text])]


def _plain(key: str, text: str, dates: str) -> str:
    if key == "website":
        return "" if is_placeholder(text) else web_address(text) or text
    if key in _AMOUNTS:
        with suppress(ValueError):  # what is no number is told with its cell
            return f"{number(text):f}"
    if key in _DATES and dates and (day := _DAY.fullmatch(text)):
        one, other, year = day.groups()
        return "-".join((year, *(part.zfill(2) for part in ((other, one) if dates == "day-first" else (one, other)))))
    return text
