"""What the documents claim: each value of a property, with the evidence graphs that state it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph.canonical import MONEY, Canonical
from triplehelix.graph.lookup import MERGED, Term, language, objects, quads
from triplehelix.graph.terms import THX

__all__ = ["Claim", "Claims", "Look"]

_TRUE: Final = Literal(value=True)


@dataclass(frozen=True)
class Claim:
    """One value that documents give a property; of money the number, and the node that it is the value of."""

    subject: NamedNode
    prop: NamedNode
    value: Term
    graphs: frozenset[NamedNode]
    money: NamedNode | None = None

    @property
    def told(self) -> tuple[NamedNode, NamedNode, Term]:
        """The triple that has the value itself: that of the sum, where it is money."""
        return (self.money, THX.value, self.value) if self.money else (self.subject, self.prop, self.value)


@dataclass(frozen=True, slots=True)
class Look:
    """All that a store holds of one thing, read at once."""

    merged: dict[NamedNode, list[Term]] = field(default_factory=dict)
    """The values of each property in the merged knowledge."""
    stated: dict[tuple[NamedNode, Term], set[NamedNode]] = field(default_factory=dict)
    """The evidence graphs that give a property a value, under whatever ids of the thing and of the value."""

    @property
    def graphs(self) -> set[NamedNode]:
        """The evidence graphs that say anything of the thing."""
        return set[NamedNode]().union(*self.stated.values())


class Claims:
    """Reads what the evidence of a store says, whatever the merge preferred."""

    def __init__(self, store: Store, canonical: Canonical | None = None) -> None:
        self._store = store
        self.canonical = canonical or Canonical(store)
        """The ids that mean one thing."""

    @cached_property
    def _single_valued(self) -> frozenset[NamedNode]:
        """What can be contested; that one document states what another lets conclude is no contradiction."""
        found = {prop for prop, _, _, _ in quads(self._store, None, THX.singleValued, _TRUE)}
        return frozenset(found - {THX.confidence})

    def properties(self, subject: NamedNode) -> list[NamedNode]:
        """The properties that documents give a thing."""
        names = self.canonical.names(subject)
        found = {
            prop
            for name in names
            for _, prop, _, graph in quads(self._store, name, None, None, None)
            if graph != MERGED
        }
        return sorted(found, key=str)

    def of(self, subject: NamedNode, prop: NamedNode) -> list[Claim]:
        """All values of a property, the smallest first."""
        claims = [claim for value in self._values(subject, prop) for claim in self._claims(subject, prop, value)]
        return sorted(claims, key=_in_language)

    def rivals(self, subject: NamedNode, prop: NamedNode) -> list[list[Claim]]:
        """The values of which only one can be preferred; none where they agree."""
        if prop not in self._single_valued:
            return []
        groups = [list(same) for _, same in groupby(self.of(subject, prop), key=_language_of)]
        return [group for group in groups if len(group) > 1]

    def look(self, subject: NamedNode) -> Look:
        """All that is known of a thing: for whoever asks for many of its properties, that is many times as fast."""
        seen = Look()
        for name in self.canonical.names(subject):
            for quad in self._store.quads_for_pattern(name, None, None, None):
                graph, value = quad.graph_name, cast("Term", quad.object)
                if isinstance(graph, NamedNode):
                    seen.stated.setdefault((quad.predicate, self.canonical.id(value)), set()).add(graph)
                else:
                    seen.merged.setdefault(quad.predicate, []).append(value)
        return seen

    def disputed(self, subject: NamedNode, seen: Look | None = None) -> set[NamedNode]:
        """All contested properties of a thing, by one look at it."""
        told: dict[tuple[NamedNode, str], set[Term]] = {}
        for prop, value in (seen or self.look(subject)).stated:
            if prop in self._single_valued:
                told.setdefault((prop, language(value)), set()).add(value)
        # money makes as many claims as it has sums
        return {prop for (prop, _), values in told.items() if len(values) > 1 or self._is_several_sums(prop, values)}

    def _is_several_sums(self, prop: NamedNode, values: set[Term]) -> bool:
        """Whether money, which is one node in each currency, makes as many claims as it has sums."""
        return prop in MONEY and sum(len(self._sums(prop, value)) for value in values) > 1

    def contested(self, subject: NamedNode, prop: NamedNode) -> bool:
        """Whether documents give a property different values of which only one can be preferred."""
        return bool(self.rivals(subject, prop))

    def preferred(self, claim: Claim) -> bool:
        """Whether the merged knowledge has it."""
        kept = claim.money is None or Quad(claim.subject, claim.prop, claim.money) in self._store
        return kept and Quad(*claim.told) in self._store

    def _claims(self, subject: NamedNode, prop: NamedNode, value: Term) -> Iterator[Claim]:
        sums = self._sums(prop, value)
        for number in sums:
            money = cast("NamedNode", value)
            yield Claim(subject, prop, number, frozenset(self.canonical.graphs(money, THX.value, number)), money)
        if not sums:
            yield Claim(subject, prop, value, frozenset(self.canonical.graphs(subject, prop, value)))

    def _sums(self, prop: NamedNode, value: Term) -> set[Term]:
        """The numbers that money stands for; none where it is something else."""
        return self._values(value, THX.value) if prop in MONEY and isinstance(value, NamedNode) else set()

    def _values(self, subject: NamedNode, prop: NamedNode) -> set[Term]:
        names = self.canonical.names(subject)
        found = (quads(self._store, name, prop, None, None) for name in names)
        return {self.canonical.id(value) for here in found for _, _, value, graph in here if graph != MERGED}

    def deduced(self, graph: NamedNode, subject: NamedNode) -> bool:
        """Whether what a graph says of a thing was concluded by a curator."""
        told = [(graph, None), *((name, graph) for name in self.canonical.names(subject))]
        return any(THX.deduced in objects(self._store, node, THX.confidence, where) for node, where in told)


def _language_of(claim: Claim) -> str:
    return language(claim.value)


def _in_language(claim: Claim) -> tuple[str, str, str]:
    return language(claim.value), str(claim.money or ""), str(claim.value)
