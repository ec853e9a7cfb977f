"""The merged knowledge with the documents behind each statement, in RDF 1.2.

Each triple that a document states has a *reifier*, `.../id/statement/<hash of the triple>`, which `rdf:reifies` it and
is `prov:wasDerivedFrom` each document; where it was only deduced from them it has `thx:confidence thx:deduced`.
Entailed triples have none.
"""

import hashlib
from collections.abc import Iterator
from itertools import chain, groupby
from typing import cast

from pyoxigraph import NamedNode, Store, Triple

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.lookup import Term, objects
from triplehelix.graph.terms import PROV, RDF, THX, thing
from triplehelix.graph.views.ordering import ordered_triples

__all__ = ["statement_iri", "with_reifiers"]


def statement_iri(triple: Triple) -> NamedNode:
    """The name of the reifier of a triple: the first 16 hex digits of the SHA-256 of its N-Triples form.

    >>> statement_iri(Triple(THX.x, RDF.type, THX.SME)).value
    'https://w3id.org/triplehelix/id/statement/73f21c82be51aae8'
    """
    return thing("statement", hashlib.sha256(str(triple).encode()).hexdigest()[:16])


def with_reifiers(store: Store) -> Iterator[Triple]:
    """The triples of the merged graph, and after those of each thing their reifiers, in a fixed order."""
    evidence = _Evidence(store)
    for _, group in groupby(ordered_triples(store), key=lambda triple: triple.subject):
        triples = list(group)
        yield from triples
        yield from chain.from_iterable(evidence.reifier(triple) for triple in triples)


class _Evidence:
    """Looks up which documents state a merged triple, under whatever names of its ends."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._canonical = Canonical(store)
        self._origins: dict[NamedNode, tuple[frozenset[Term], bool]] = {}

    def reifier(self, triple: Triple) -> Iterator[Triple]:
        """What is said of a statement: nothing where it is entailed."""
        subject, value = cast("NamedNode", triple.subject), cast("Term", triple.object)
        graphs = self._canonical.graphs(subject, triple.predicate, value)
        behind = [self._of_graph(graph) for graph in graphs]
        documents = sorted({document for found, _ in behind for document in found}, key=str)
        if not documents:
            return
        name = statement_iri(triple)
        yield Triple(name, RDF.reifies, triple)
        if all(deduced for _, deduced in behind):
            yield Triple(name, THX.confidence, THX.deduced)
        yield from (Triple(name, PROV.wasDerivedFrom, document) for document in documents)

    def _of_graph(self, graph: NamedNode) -> tuple[frozenset[Term], bool]:
        """The documents of an evidence graph, and whether it holds what was only deduced from them."""
        if graph not in self._origins:
            deduced = THX.deduced in objects(self._store, graph, THX.confidence)
            self._origins[graph] = frozenset(objects(self._store, graph, PROV.wasDerivedFrom)), deduced
        return self._origins[graph]
