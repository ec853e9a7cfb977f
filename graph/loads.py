"""What was loaded into a store: when, from where, how much, and which documents it brought."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.evidence import Documents
from triplehelix.graph.lookup import count, objects, quads
from triplehelix.graph.terms import DCT, PROV, RDF, THX, local_name, thing
from triplehelix.graph.values import Source

__all__ = ["DocumentRecord", "LoadRecord", "documents", "facts_in", "graphs_of", "load_iris", "load_named", "loads"]


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One load; what is unknown of it is empty."""

    name: str
    input: str
    """What was read: the name of a file or folder."""
    ended: str
    """When, as the store has it (UTC)."""
    documents: int
    facts: int
    """How many statements of documents it holds."""
    rows: int
    rejected: int
    repaired: int
    checksum: str
    licence: str
    version: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document, with how much it states, by the loads that brought it."""

    document: Source
    facts: int
    loads: tuple[str, ...]


def documents(store: Store) -> list[DocumentRecord]:
    """The documents of a store, newest first.

    >>> from triplehelix.graph.bundled import open_bundled
    >>> len(documents(open_bundled())) > 300
    True
    """
    facts, bringing = defaultdict[NamedNode, int](int), defaultdict[NamedNode, set[str]](set)
    for load in load_iris(store):
        for graph in graphs_of(store, load) - {load}:
            for document in _origins(store, graph, load):
                facts[document] += _size(store, graph)
                bringing[document].add(local_name(load.value))
    known = Documents(store)
    found = [(source, NamedNode(source.id)) for document in facts for source in [known.described(document)]]
    records = [DocumentRecord(source, facts[iri], tuple(sorted(bringing[iri]))) for source, iri in found]
    return sorted(records, key=lambda record: (record.document.issued, record.document.id), reverse=True)


def loads(store: Store) -> list[LoadRecord]:
    """The loads of a store, by name.

    >>> from triplehelix.graph.bundled import open_bundled
    >>> [load.name for load in loads(open_bundled())]
    ['wallonia']
    """
    return [_record(store, load) for load in load_iris(store)]


def load_iris(store: Store) -> list[NamedNode]:
    """The loads of a store, by name."""
    return sorted({load for load, _, _, _ in quads(store, None, RDF.type, THX.Load, None)}, key=str)


def load_named(store: Store, name: str) -> NamedNode:
    """The load of a name.

    Raises
    ------
    NameNotFound
        If there is none; those that there are are told.
    """
    load, known = thing("load", name), load_iris(store)
    if load not in known:
        raise NameNotFound(name, [local_name(each.value) for each in known], "load")
    return load


def graphs_of(store: Store, load: NamedNode) -> frozenset[NamedNode]:
    """The named graphs that a load brought: its evidence, and its own description; none if it is not there."""
    evidence = (graph for graph, _, _, _ in quads(store, None, PROV.wasGeneratedBy, load, None))
    return frozenset({*evidence, load} if store.contains_named_graph(load) else evidence)


def facts_in(store: Store, load: NamedNode) -> int:
    """How many statements of documents a load holds."""
    return sum(_size(store, graph) for graph in graphs_of(store, load) - {load})


def _size(store: Store, graph: NamedNode) -> int:
    return count(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")


def _record(store: Store, load: NamedNode) -> LoadRecord:
    def text(prop: NamedNode) -> str:
        return next((value.value for value in objects(store, load, prop, load)), "")

    def number(prop: NamedNode) -> int:
        return int(text(prop) or 0)

    return LoadRecord(
        name=local_name(load.value),
        input=text(DCT.source),
        ended=text(PROV.endedAtTime),
        documents=len(set(_documents(store, load))),
        facts=facts_in(store, load),
        rows=number(THX.rowsRead),
        rejected=number(THX.rowsRejected),
        repaired=number(THX.cellsRepaired),
        checksum=text(THX.checksum),
        licence=text(DCT.license),
        version=text(THX.toolVersion),
    )


def _documents(store: Store, load: NamedNode) -> Iterator[NamedNode]:
    for graph in graphs_of(store, load):
        yield from _origins(store, graph, load)


def _origins(store: Store, graph: NamedNode, load: NamedNode) -> Iterator[NamedNode]:
    """The documents that an evidence graph comes from, as its load tells."""
    yield from (value for value in objects(store, graph, PROV.wasDerivedFrom, load) if isinstance(value, NamedNode))
