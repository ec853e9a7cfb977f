"""Which of several values is preferred, and why: the merge decides by it, and whoever explains reads the same rule.

Curated status first, then stated before deduced, then most documents, then newest, then smallest.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, cast

from pyoxigraph import NamedNode, Store

from triplehelix.graph.canonical import MONEY, Canonical
from triplehelix.graph.lookup import Graph, Term, objects, quads
from triplehelix.graph.terms import DCT, PROV, THX

__all__ = ["UNRANKED", "Criterion", "Merit", "Preference", "decided_by"]

UNRANKED: Final = 5
"""Between announced and proposed: a value without a status beats a mere proposal."""

Criterion = Literal["status", "confidence", "documents", "issued", "smallest"]


class Merit(NamedTuple):
    """What speaks for a value: greater is better, the first difference decides."""

    status: int
    """The rank of its status, negative, because the first rank is the best."""
    confidence: int
    documents: int
    issued: str


def decided_by(best: Merit, other: Merit) -> Criterion:
    """What made one value go before another."""
    criteria: tuple[Criterion, ...] = ("status", "confidence", "documents", "issued")
    return next((name for name, one, two in zip(criteria, best, other, strict=True) if one != two), "smallest")


class Preference:
    """The rule, applied to the evidence of a store."""

    def __init__(self, store: Store, precedence: Mapping[NamedNode, int], canonical: Canonical) -> None:
        self._store = store
        self._precedence = precedence
        self._canonical = canonical

    def best(self, subject: NamedNode, prop: NamedNode, values: Iterable[Term]) -> Term:
        """The value to keep; `values` come smallest first, and the first of the best wins."""
        return max(values, key=lambda value: self.merit(subject, prop, value))

    def merit(self, subject: NamedNode, prop: NamedNode, value: Term) -> Merit:
        """What speaks for a value of a property."""
        graphs = self._canonical.graphs(subject, prop, value)
        documents = {doc for graph in graphs for doc in self._objects(graph, PROV.wasDerivedFrom, None)}
        issued = [when.value for doc in documents for when in self._objects(doc, DCT.issued, None)]
        return Merit(
            -min((self._rank(THX.status, subject, value, graph) for graph in graphs), default=UNRANKED),
            -min((self._rank(THX.confidence, subject, value, graph) for graph in graphs), default=UNRANKED),
            len(documents),
            max(issued, default=""),
        )

    def _rank(self, kind: NamedNode, subject: NamedNode, value: Term, graph: NamedNode) -> int:
        """The precedence of the value itself, or of the status that the graph gives to what it is about."""
        if isinstance(value, NamedNode) and value in self._precedence:
            return self._precedence[value]
        given = [term for node in self._bearers(subject, value) for term in self._objects(node, kind, graph)]
        if kind == THX.confidence:
            given += self._objects(graph, kind, None)
        return min((self._precedence[term] for term in given if term in self._precedence), default=UNRANKED)

    def _bearers(self, subject: NamedNode, value: Term) -> Iterator[NamedNode]:
        """Whose status counts: the value's, its subject's, and that of a tie whose sum the subject is."""
        for node in (value, subject, *self._owners(subject)):
            if isinstance(node, NamedNode):
                yield from self._canonical.names(node)

    def _owners(self, money: NamedNode) -> set[NamedNode]:
        """The things whose sum this is, by any document."""
        found = (quads(self._store, None, prop, name, None) for prop in MONEY for name in self._canonical.names(money))
        owners = (owner for found_here in found for owner, _, _, _ in found_here)
        return {cast("NamedNode", self._canonical.id(owner)) for owner in owners}

    def _objects(self, subject: NamedNode, prop: NamedNode, graph: Graph | None) -> list[NamedNode]:
        return cast("list[NamedNode]", objects(self._store, subject, prop, graph))
