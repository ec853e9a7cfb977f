"""One thing as rows: the row that defines it, and a row of `statements` for whatever else its documents say.

What a row would be read back as decides whether it is written: the reader of the tables is asked each time. So a table
never says more than the documents did, and what no row can say is known exactly.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, cast

from pyoxigraph import NamedNode, Triple

from triplehelix.graph.errors import InputError
from triplehelix.graph.lookup import Term
from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.layout import ANCESTORS, COLUMNS
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.sources.triples import UNMARKED, RowReader
from triplehelix.graph.terms import RDF, THX, local_name
from triplehelix.graph.views.tables.cells import STATEMENTS, Columns, cell_text, columns_of
from triplehelix.graph.views.tables.sums import sums_of, values

__all__ = ["Facts", "Origin", "RowWriter", "Written"]

_COLUMNS: Final[Mapping[str, Columns]] = {table: columns_of(table) for table in COLUMNS}


class Origin(NamedTuple):
    """Who says something: a document, by its address, or a curator who concluded it from that document."""

    url: str
    deduced: bool

    def cells(self, thing: NamedNode, said: AbstractSet[Triple]) -> dict[str, str]:
        """The cells that say so: of a tie also whether its document is said to state it."""
        marked = any(values(said, thing, THX.confidence)) or self.deduced
        return {"confidence": "deduced" if self.deduced else "" if marked else UNMARKED, "source": self.url}


Facts = Mapping[Origin, frozenset[Triple]]
"""What each document says of one thing and of its sums of money."""


@dataclass(frozen=True)
class Written:
    """The rows of one thing, and the statements that stand in them."""

    table: str
    defining: Row
    statements: tuple[Row, ...]
    carried: tuple[Triple, ...]
    """A statement stands here as often as there are documents that make it."""


class RowWriter:
    """Writes things as rows; knows the ids that rows may refer to."""

    def __init__(self, cells: CellReader) -> None:
        self._cells = cells

    def can_define(self, table: str, thing: NamedNode, facts: Facts) -> bool:
        """Whether any document says enough for the row that defines a thing."""
        return any(self._defining(table, thing, facts))

    def _defining(self, table: str, thing: NamedNode, facts: Facts) -> Iterator[Row]:
        """The rows that might define a thing, the likeliest first; of a tie also without its role.

        For whoever speaks of a tie further down also says its role.
        """
        for origin in _founders(table, facts):
            row = _Founding(table, thing, facts[origin], self._cells).row(origin)
            if self._holds(table, row, facts[origin]):
                yield row
                if row["role"]:
                    yield _row(row.cells | {"role": ""})

    def source(self, document: NamedNode, url: str, facts: Facts) -> tuple[Row, AbstractSet[Triple]]:
        """The row of a document, and what it carries of what the document says of itself."""
        said = facts.get(Origin(url, deduced=False), frozenset())
        row = _row({"url": url} | _COLUMNS["sources"].fill(document, said, self._cells))
        return row, said & set(RowReader(self._cells, {}).source(document, row))

    def rows(self, table: str, thing: NamedNode, facts: Facts) -> Written | None:
        """All rows of a thing, as much as they can say; None where it has none that defines it."""
        best = None
        for row in self._defining(table, thing, facts):
            written = _Further(table, thing, row, self._cells).written(facts)
            if len(written.carried) == sum(map(len, facts.values())):
                return written
            best = max(best or written, written, key=_carried)
        return best

    def _holds(self, table: str, row: Row, said: AbstractSet[Triple]) -> bool:
        read = _read(RowReader(self._cells, {}), table, row)
        return bool(read) and read <= said


def _carried(written: Written) -> int:
    return len(written.carried)


def _founders(table: str, facts: Facts) -> list[Origin]:
    """Whose row may define a thing, in the order of preference: who states it, then who says most."""
    able = [origin for origin in facts if not origin.deduced or "confidence" in COLUMNS[table]]
    return sorted(able, key=lambda origin: (origin.deduced, -len(facts[origin]), origin.url))


def _read(reader: RowReader, table: str, row: Row) -> AbstractSet[Triple]:
    """What a row states; nothing where it cannot be read."""
    try:
        return set(reader.read(table, row))
    except InputError:
        return set()


def _row(cells: Mapping[str, str]) -> Row:
    return Row("", 0, dict(cells))


@dataclass(frozen=True)
class _Founding:
    """The row that defines a thing, from what one document says of it."""

    table: str
    thing: NamedNode
    said: AbstractSet[Triple]
    cells: CellReader

    def row(self, origin: Origin) -> Row:
        values_of_columns = _COLUMNS[self.table].fill(self.thing, self.said, self.cells)
        known = {
            "id": local_name(self.thing.value),
            **origin.cells(self.thing, self.said),
            **values_of_columns,
            **self._sum(),
            **self._type(),
        }
        if self.table == "ties":
            known |= self._status() | self._parties(known["type"])
        return _row({column: known.get(column, "") for column in COLUMNS[self.table]})

    def _type(self) -> dict[str, str]:
        if self.table not in ANCESTORS:
            return {}
        told = [local_name(cls.value) for cls in values(self.said, self.thing, RDF.type)]
        return {"type": next(filter(self._is_type, told), "")}

    def _is_type(self, name: str) -> bool:
        try:
            self.cells.class_below(ANCESTORS[self.table], name)
        except ValueError:
            return False
        return True

    def _sum(self) -> dict[str, str]:
        """A sum with a remark is a row of `statements`, which has a place for it."""
        name = "amount" if self.table == "ties" else "budget"
        sums = sums_of(self.thing, self.said, self.cells)
        found = next((found for found in sums if found.name == name and not found.note), None)
        return {name: found.value, "currency": found.currency, "status": found.status} if found else {}

    def _status(self) -> dict[str, str]:
        terms = values(self.said, self.thing, THX.status)
        return {"status": next(filter(None, (cell_text("statuses", term, self.cells) for term in terms)), "")}

    def _parties(self, kind: str) -> dict[str, str]:
        """The first party is one; equal partners stand in the order of their ids."""
        first, others = self.cells.vocabulary.parties.get(kind, (THX.party, ()))
        columns = {"initiative" if prop == THX.initiative else "other_party": prop for prop in others}
        ids = {column: self._ids(prop) for column, prop in (("first_party", first), *columns.items())}
        if first in others:
            ids["other_party"] = ids["first_party"][1:]
        return {column: ";".join(found) for column, found in (ids | {"first_party": ids["first_party"][:1]}).items()}

    def _ids(self, prop: NamedNode) -> list[str]:
        texts = (cell_text("reference", term, self.cells) for term in values(self.said, self.thing, prop))
        return sorted(filter(None, texts))


class _Further:
    """The rows of `statements` beside the row that defines a thing."""

    def __init__(self, table: str, thing: NamedNode, row: Row, cells: CellReader) -> None:
        self._table, self._thing, self._row, self._cells = table, thing, row, cells
        self._reader = RowReader(cells, {row["id"]: row})

    def written(self, facts: Facts) -> Written:
        rows: list[Row] = []
        carried: list[Triple] = []
        for origin, said in facts.items():
            found, told = self._of_origin(origin, said)
            rows += found
            carried += told
        return Written(self._table, self._row, tuple(sorted(rows, key=_order)), tuple(carried))

    def _of_origin(self, origin: Origin, said: AbstractSet[Triple]) -> tuple[list[Row], AbstractSet[Triple]]:
        """Whatever is said of a tie says the tie, too; so the tie alone is a row only if nothing else is said."""
        rows: list[Row] = []
        carried = set(self._defining(origin))
        alone = self._statement(origin, said, {})
        implied = self._read(alone)
        own, rest = self._rows(origin, said - carried - implied, said), self._rows(origin, said - carried, said)
        for row in chain(own, [alone], rest):
            read = self._read(row)
            if read <= said and not read <= carried:
                rows.append(row)
                carried |= read
        return rows, carried

    def _defining(self, origin: Origin) -> AbstractSet[Triple]:
        own = origin == Origin(self._row["source"], self._row["confidence"] == "deduced")
        return _read(self._reader, self._table, self._row) if own else set()

    def _read(self, row: Row) -> AbstractSet[Triple]:
        return _read(self._reader, "statements", row)

    def _rows(self, origin: Origin, untold: AbstractSet[Triple], said: AbstractSet[Triple]) -> Iterator[Row]:
        for found in sums_of(self._thing, said, self._cells):
            yield self._statement(origin, said, found.cells)
        for triple in sorted(untold, key=str):
            placed = self._placed(triple.predicate, cast("Term", triple.object))
            if placed and triple.subject == self._thing:
                yield self._statement(origin, said, {"property": placed[0], "value": placed[1]})

    def _placed(self, prop: NamedNode, value: Term) -> tuple[str, str] | None:
        if prop == RDF.type:
            return "type", local_name(value.value)
        return STATEMENTS.place(prop, value, self._cells) or STATEMENTS.place_in_language(prop, value, self._cells)

    def _statement(self, origin: Origin, said: AbstractSet[Triple], cells: Mapping[str, str]) -> Row:
        known = {"about": self._row["id"], **origin.cells(self._thing, said), **cells}
        if self._table != "ties" and not origin.deduced:
            known["confidence"] = ""
        return _row({column: known.get(column, "") for column in COLUMNS["statements"]})


def _order(row: Row) -> tuple[str, ...]:
    """As the canonical form of the tables has it."""
    return tuple(row[column] for column in ("property", "value", "source", "currency", "confidence", "status", "note"))
