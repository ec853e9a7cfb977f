"""What the evidence of one load says, thing by thing."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

from pyoxigraph import NamedNode, Store, Triple

from triplehelix.graph.lookup import Graph, Term, objects, quads
from triplehelix.graph.sources.cells import MONEY, CellReader
from triplehelix.graph.terms import DCT, PROV, RDF, THX, document_iri, thing
from triplehelix.graph.views.tables.cells import cell_text
from triplehelix.graph.views.tables.rows import Facts, Origin
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["LoadEvidence", "loads_of"]

_SUMS: Final = frozenset(MONEY.values())


def loads_of(store: Store) -> list[str]:
    """The names of a store's loads, in their order."""
    loads = {cast("NamedNode", quad.subject) for quad in store.quads_for_pattern(None, RDF.type, THX.Load, None)}
    return sorted(load.value.removeprefix(thing("load", "").value) for load in loads)


@dataclass(frozen=True)
class LoadEvidence:
    """The evidence graphs of one load."""

    store: Store
    load: NamedNode

    @cached_property
    def _graphs(self) -> list[NamedNode]:
        generated = self.store.quads_for_pattern(None, PROV.wasGeneratedBy, self.load, self.load)
        return sorted((cast("NamedNode", quad.subject) for quad in generated), key=str)

    @cached_property
    def documents(self) -> Mapping[NamedNode, str]:
        """The documents that a table can name: those with an address, from which their IRI is made."""
        told = {self._document(graph) for graph in self._graphs}
        addresses = {document: objects(self.store, document, DCT.source, None) for document in told}
        return {
            document: address.value
            for document, found in addresses.items()
            for address in found
            if _can_name(address, document)
        }

    def _document(self, graph: NamedNode) -> NamedNode:
        [document, *_] = objects(self.store, graph, PROV.wasDerivedFrom, self.load)
        return cast("NamedNode", document)

    @cached_property
    def _origins(self) -> Mapping[Graph, Origin]:
        """Each graph's document; those that no table can name are left out."""
        known = {graph: self.documents.get(self._document(graph), "") for graph in self._graphs}
        return {graph: Origin(url, self._is_deduced(graph)) for graph, url in known.items() if url}

    def _is_deduced(self, graph: NamedNode) -> bool:
        return THX.deduced in objects(self.store, graph, THX.confidence, self.load)

    def subjects(self) -> set[NamedNode]:
        """Whatever a document says something of."""
        of_graphs = (self.store.quads_for_pattern(None, None, None, graph) for graph in self._graphs)
        return {cast("NamedNode", quad.subject) for graph in of_graphs for quad in graph}

    def facts(self, subject: NamedNode) -> Facts:
        """What each document says of a thing, and of its sums of money."""
        told: dict[Origin, set[Triple]] = defaultdict(set)
        for node in (subject, *self._sums(subject)):
            for _, prop, value, graph in quads(self.store, node, None, None, None):
                if graph in self._origins:
                    told[self._origins[graph]].add(Triple(node, prop, value))
        return {origin: frozenset(told[origin]) for origin in sorted(told)}

    def _sums(self, subject: NamedNode) -> set[NamedNode]:
        """The sums of a thing are named after it."""
        nodes = (value for prop in _SUMS for value in objects(self.store, subject, prop, None))
        return {node for node in nodes if isinstance(node, NamedNode) and node.value.startswith(f"{subject.value}/")}

    def counts(self) -> Counter[NamedNode]:
        """How often each property is stated, one document's statement counted once."""
        of_graphs = (self.store.quads_for_pattern(None, None, None, graph) for graph in self._graphs)
        return Counter(quad.predicate for graph in of_graphs for quad in graph)


def _can_name(address: Term, document: NamedNode) -> bool:
    is_address = cell_text("url", address, CellReader(vocabulary(), {})) is not None
    return is_address and document_iri(address.value) == document
