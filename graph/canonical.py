"""The ids of one thing: which of them is kept, as the evidence of a store decides or identifies it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product

from pyoxigraph import Literal, NamedNode, Store

from triplehelix.graph.identifiers import IDENTIFYING, Identifier, read_identifier
from triplehelix.graph.identity import Identity, identity
from triplehelix.graph.lookup import MERGED, Term, named_graphs, objects
from triplehelix.graph.terms import OWL, THX

__all__ = ["MONEY", "Canonical"]

MONEY = (THX.amount, THX.budget, THX.ceiling, THX.cost, THX.netAmount)
"""The properties whose values are sums of money."""


class Canonical:
    """The one id that is kept of each thing that a store's evidence knows as the same as others, and its other ids."""

    def __init__(self, store: Store, kept: Mapping[NamedNode, NamedNode] | None = None) -> None:
        """Look in the evidence of a store; if it is known already which ids are `kept`, only for why they are."""
        self.store = store
        """What holds the evidence."""
        if kept is not None:
            self.kept = kept

    @cached_property
    def identity(self) -> Identity:
        """Which ids are one, and by which decision or identifier."""
        same, different = (_declared(self.store, prop) for prop in (OWL.sameAs, OWL.differentFrom))
        return identity(same, different, _identifiers(self.store))

    @cached_property
    def kept(self) -> Mapping[NamedNode, NamedNode]:
        """Each id that is not canonical, with the one that is."""
        things = {NamedNode(name): NamedNode(kept) for name, kept in self.identity.kept.items()}
        return _their_money(self.store, things) | things

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
        return {graph for name, term in named for graph in named_graphs(self.store, name, prop, term)}


def _declared(store: Store, prop: NamedNode) -> Iterator[tuple[str, str]]:
    for subject, value in _stated(store, prop):
        if isinstance(value, NamedNode):
            yield subject.value, value.value


def _identifiers(store: Store) -> Iterator[tuple[str, Identifier]]:
    for prop in IDENTIFYING:
        for subject, value in _stated(store, prop):
            if identifier := read_identifier(prop, value.value):
                yield subject.value, identifier


def _stated(store: Store, prop: NamedNode) -> Iterator[tuple[NamedNode, Term]]:
    """Who has which value of a property, by the evidence: the merged graph knows things by their canonical ids only."""
    for quad in store.quads_for_pattern(None, prop, None, None):
        subject, value = quad.subject, quad.object
        if quad.graph_name != MERGED and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield subject, value


def _their_money(store: Store, same: Mapping[NamedNode, NamedNode]) -> dict[NamedNode, NamedNode]:
    """The money of a thing is named after it, so it gets its name from the canonical id too."""
    return {
        value: NamedNode(kept.value + value.value.removeprefix(name.value))
        for name, kept in same.items()
        for prop in MONEY
        for value in objects(store, name, prop, None)
        if isinstance(value, NamedNode) and value.value.startswith(f"{name.value}/")
    }
