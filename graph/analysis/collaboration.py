"""Who works with whom, as far as some ties and actors count: what the analyses look at, and tell of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from triplehelix.graph.actors import chosen
from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.explain import Explainer
from triplehelix.graph.gathering import TieFilter, gathered, narrowed
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.paths import PathFinder
from triplehelix.graph.reading import Reading
from triplehelix.graph.scope import Scope
from triplehelix.graph.traits import Traits, traits
from triplehelix.graph.uncollected import uncollected
from triplehelix.graph.values import Entity, Source

__all__ = ["Collaboration", "Neighbour"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A partner of an actor: how close the two are, where they meet, and who says so, the newest first."""

    partner: Entity
    strength: float
    sentence: str
    deduced: bool
    sources: tuple[Source, ...]


class Collaboration:
    """The network of an ecosystem within a scope, each part of it made when it is asked for.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name in the scope means nothing, or several things.
    DateError
        If a day in it is none.
    """

    def __init__(self, reading: Reading, scope: Scope | None = None) -> None:
        self.reading = reading
        self.scope = scope or Scope()
        self._ties, self._wanted = self.scope.ties, self.scope.actors(reading)
        self._holders = [reading.resolve(name).id for name in self.scope.holders]

    @cached_property
    def affiliations(self) -> Affiliations:
        """Who was where, by the ties that count; with `inside`, among whom the analysis is about."""
        store = self.reading.store
        whole = gathered(store, guests=self._holders) if self._holders else self.reading.paths.affiliations
        counting = whole if self._ties == TieFilter() else narrowed(whole, store, self._ties)
        return counting.among(self.listed) if self.scope.inside else counting

    @cached_property
    def affiliation(self) -> nx.Graph:
        """Actors and venues, as `affiliation_network` gives them."""
        return affiliation_network(self.affiliations)

    @cached_property
    def projection(self) -> nx.Graph:
        """The actors that meet somebody, joined where they meet, with the `strength` and `distance` of each edge."""
        with uncollected():
            return projection(self.affiliation)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The actors, by IRI, that the analysis is about: all, or those of the scope's kinds; and who is named."""
        return frozenset(chosen(self.reading.store, self._wanted)).union(self._holders)

    @cached_property
    def traits(self) -> Traits:
        """What the actors are, work on, and where they sit."""
        return traits(self.reading.store)

    @cached_property
    def finder(self) -> PathFinder:
        """The ways between actors, by the ties that count."""
        return PathFinder(self.affiliations)

    def entity(self, iri: str) -> Entity:
        """The actor of an IRI."""
        return self.reading.entities[iri]

    def entities(self, iris: Iterable[str]) -> tuple[Entity, ...]:
        """The actors of some IRIs, in this order."""
        return tuple(map(self.entity, iris))

    def neighbours(self, actor: str, limit: int = 3) -> tuple[Neighbour, ...]:
        """The partners that are the nearest to an actor of the network, with the venue where they meet best."""
        met = self.projection[actor]
        nearest = sorted(met, key=lambda other: (-met[other]["strength"], other))[:limit]
        return tuple(self.neighbour(actor, other) for other in nearest)

    def neighbour(self, actor: str, other: str) -> Neighbour:
        """A partner of an actor, with the venue where the two meet best."""
        one, another = (self._place(iri) for iri in (actor, other))
        hop = self._explainer.hop(self.finder.hop(one, another))
        best = hop.venues[0]
        return Neighbour(hop.end, hop.strength, best.claim, best.deduced, best.sources)

    def _place(self, iri: str) -> int:
        place = self.affiliations.actors.position(iri)
        if place is None:
            raise KeyError(iri)
        return place

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.reading, at=self._ties.at)
