"""The ids of one thing: which of them is kept, as what the evidence of a store declares."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product

from pyoxigraph import NamedNode, Store

from triplehelix.graph.identity import canonical_ids
from triplehelix.graph.lookup import Term, named_graphs, objects
from triplehelix.graph.terms import OWL, THX

__all__ = ["MONEY", "Canonical"]

MONEY = (THX.amount, THX.budget, THX.ceiling, THX.cost, THX.netAmount)
"""The properties whose values are sums of money."""


class Canonical:
    """The one id that is kept of each thing that a store's evidence declares the same as others, and its other ids."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def kept(self) -> Mapping[NamedNode, NamedNode]:
        """Each id that is not canonical, with the one that is."""
        declared = canonical_ids(_declared_the_same(self._store))
        things = {NamedNode(name): NamedNode(kept) for name, kept in declared.items()}
        return _their_money(self._store, things) | things

    @cached_property
    def _others(self) -> Mapping[NamedNode, list[NamedNode]]:
        others: dict[NamedNode, list[NamedNode]] = {}
        for name, canonical in self.kept.items():
            others.setdefault(canonical, []).append(name)
        return others

    def id(self, term: Term) -> Term:
        """The canonical id of a thing; a text stays what it is."""
        return self.kept.get(term, term) if isinstance(term, NamedNode) else term

    def names(self, node: NamedNode) -> list[NamedNode]:
        """A canonical id with the other ids of its thing."""
        return [node, *self._others.get(node, [])]

    def graphs(self, subject: NamedNode, prop: NamedNode, value: Term) -> set[NamedNode]:
        """The evidence graphs that state a triple, under whatever ids of its ends."""
        values: list[Term] = [*self.names(value)] if isinstance(value, NamedNode) else [value]
        named = product(self.names(subject), values)
        return {graph for name, term in named for graph in named_graphs(self._store, name, prop, term)}


def _declared_the_same(store: Store) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, OWL.sameAs, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value


def _their_money(store: Store, same: Mapping[NamedNode, NamedNode]) -> dict[NamedNode, NamedNode]:
    """The money of a thing is named after it, so it gets its name from the canonical id too."""
    return {
        value: NamedNode(kept.value + value.value.removeprefix(name.value))
        for name, kept in same.items()
        for prop in MONEY
        for value in objects(store, name, prop, None)
        if isinstance(value, NamedNode) and value.value.startswith(f"{name.value}/")
    }
