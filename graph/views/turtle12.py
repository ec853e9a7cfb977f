"""The merged knowledge with the documents behind each statement, in RDF 1.2.

Each triple that a document states has a *reifier*, `.../id/statement/<hash of the triple>`, which `rdf:reifies` it and
is `prov:wasDerivedFrom` each document; where it was only deduced from them it has `thx:confidence thx:deduced`.
Entailed triples have none.
"""

import hashlib
from collections.abc import Iterator
from itertools import chain, groupby, product
from typing import Final, cast

from pyoxigraph import NamedNode, Store, Triple

from triplehelix.graph.identity import canonical_ids
from triplehelix.graph.lookup import Term, named_graphs, objects, select
from triplehelix.graph.terms import OWL, PROV, RDF, THX, thing
from triplehelix.graph.views.ordering import ordered_triples

__all__ = ["statement_iri", "with_reifiers"]

_MONEY: Final = ("/amount/", "/budget/")


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
        self._aliases: dict[str, list[str]] = {}
        for alias, kept in canonical_ids(_declared_the_same(store)).items():
            self._aliases.setdefault(kept, []).append(alias)
        self._origins: dict[NamedNode, tuple[frozenset[Term], bool]] = {}

    def reifier(self, triple: Triple) -> Iterator[Triple]:
        """What is said of a statement: nothing where it is entailed."""
        behind = [self._of_graph(graph) for graph in self._graphs(triple)]
        documents = sorted({document for found, _ in behind for document in found}, key=str)
        if not documents:
            return
        name = statement_iri(triple)
        yield Triple(name, RDF.reifies, triple)
        if all(deduced for _, deduced in behind):
            yield Triple(name, THX.confidence, THX.deduced)
        yield from (Triple(name, PROV.wasDerivedFrom, document) for document in documents)

    def _graphs(self, triple: Triple) -> set[NamedNode]:
        subject, value = cast("NamedNode", triple.subject), cast("Term", triple.object)
        named = product(self._names(subject), self._names(value))
        return {
            graph
            for one, other in named
            for graph in named_graphs(self._store, cast("NamedNode", one), triple.predicate, other)
        }

    def _names(self, term: Term) -> list[Term]:
        """A thing under all its ids; money is named after what it belongs to."""
        if not self._aliases or not isinstance(term, NamedNode):
            return [term]
        owner = term.value
        for part in _MONEY:
            owner = owner.partition(part)[0]
        own = term.value.removeprefix(owner)
        return [term, *(NamedNode(alias + own) for alias in self._aliases.get(owner, []))]

    def _of_graph(self, graph: NamedNode) -> tuple[frozenset[Term], bool]:
        """The documents of an evidence graph, and whether it holds what was only deduced from them."""
        if graph not in self._origins:
            deduced = THX.deduced in objects(self._store, graph, THX.confidence)
            self._origins[graph] = frozenset(objects(self._store, graph, PROV.wasDerivedFrom)), deduced
        return self._origins[graph]


def _declared_the_same(store: Store) -> Iterator[tuple[str, str]]:
    for row in select(store, f"SELECT ?a ?b {{ GRAPH ?g {{ ?a {OWL.sameAs} ?b }} FILTER(isIRI(?a) && isIRI(?b)) }}"):
        yield cast("NamedNode", row["a"]).value, cast("NamedNode", row["b"]).value
