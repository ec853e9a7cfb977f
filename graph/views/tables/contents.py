"""A load of a store as the rows of tables, one thing after the other."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Store

from triplehelix.graph.sources.cells import CellReader
from triplehelix.graph.sources.layout import KINDS
from triplehelix.graph.sources.rows import Row
from triplehelix.graph.sources.tables import SLUG
from triplehelix.graph.terms import BASE, local_name, thing
from triplehelix.graph.views.tables.dataset import dataset_rows
from triplehelix.graph.views.tables.evidence import LoadEvidence
from triplehelix.graph.views.tables.rows import RowWriter
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["LoadTables"]

_TABLES: Final = {kind: table for table, kind in KINDS.items()}
# what others refer to comes before them
_ORDER: Final = sorted(KINDS, key=lambda table: table in ("ties", "observations", "changes"))


class LoadTables:
    """The tables of one load: their rows, and which statements have no place in them."""

    def __init__(self, store: Store, name: str) -> None:
        self._evidence = LoadEvidence(store, thing("load", name))
        self._store = store
        self._things: dict[str, NamedNode] = {}
        self._writer = RowWriter(CellReader(vocabulary(), self._things))
        self._left = self._evidence.counts()

    @property
    def left_out(self) -> Counter[str]:
        """How many statements of each property have no place in the tables; known when all rows were taken."""
        return Counter({local_name(prop.value): count for prop, count in self._left.items() if count > 0})

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Each row with its table: those of one table come in its canonical order."""
        yield from (("dataset", Row("", 0, cells)) for cells in dataset_rows(self._store, self._evidence.load))
        yield from (("sources", row) for row in self._sources())
        for table, subject in self._defined():
            written = self._writer.rows(table, subject, self._evidence.facts(subject))
            if written:
                self._left.subtract(triple.predicate for triple in written.carried)
                yield table, written.defining
                yield from (("statements", row) for row in written.statements)

    def _sources(self) -> Iterator[Row]:
        documents = self._evidence.documents
        for document in sorted(documents, key=documents.__getitem__):
            row, carried = self._writer.source(document, documents[document], self._evidence.facts(document))
            self._left.subtract(triple.predicate for triple in carried)
            yield row

    def _defined(self) -> list[tuple[str, NamedNode]]:
        """The things that have a row, with its table, by id; where two kinds use one id, it is the first one's."""
        found: dict[str, tuple[str, NamedNode]] = {}
        named = [(table, slug) for table, slug in map(_named, self._evidence.subjects()) if table]
        for table, slug in sorted(named, key=lambda name: (_ORDER.index(name[0]), name[1])):
            subject = thing(KINDS[table], slug)
            if slug not in found and self._has_row(table, subject, slug):
                found[slug] = (table, subject)
        return [found[slug] for slug in sorted(found)]

    def _has_row(self, table: str, subject: NamedNode, slug: str) -> bool:
        """Whether a thing has a row; if so, rows after it may refer to it by its id."""
        self._things[slug] = subject
        has_row = self._writer.can_define(table, subject, self._evidence.facts(subject))
        if not has_row:
            del self._things[slug]
        return has_row


def _named(subject: NamedNode) -> tuple[str, str]:
    """The table of a thing of our own and its id; empty where it is none, or its id is none that a table can have."""
    kind, _, slug = subject.value.removeprefix(BASE).partition("/")
    return (_TABLES.get(kind, ""), slug) if SLUG.fullmatch(slug) else ("", "")
