"""What would change in the network if actors left, initiatives ended, or partnerships began."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np

from triplehelix.graph.analysis.alteration import Alteration, Gone, altered, gone
from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.last_actors import WhiteSpot, white_spots
from triplehelix.graph.analysis.separation import Mean, Separation, mean, reachable_pairs, separation
from triplehelix.graph.analysis.shortest import betweenness
from triplehelix.graph.analysis.stability import ranks
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.values import Entity

__all__ = ["Broker", "Effect", "Moved", "Reach", "Shape", "WhatIf", "effects", "largest", "what_if"]

_BROKERS: Final = 5

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A network in figures."""

    actors: int
    """Who meets somebody."""
    pairs: int
    """Who meets whom."""
    components: int
    largest: int
    """How many actors the largest component has."""
    reachable: int
    """The pairs that have a way between them."""
    distance: Mean | None
    """Newman's collaboration distance, of all pairs that have a way."""
    hops: Mean | None
    """The fewest steps from one to the other, of the same pairs."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What changes for the actors that are there before and after."""

    before: int
    """How many pairs of them had a way."""
    after: int
    distance_before: Mean | None
    """The mean over the pairs that have a way before and after."""
    distance_after: Mean | None
    hops_before: Mean | None
    hops_after: Mean | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An actor that the largest component loses, or gains."""

    actor: Entity
    betweenness: float
    """Before."""
    partners: int
    """Before."""
    left: int
    """The partners after."""
    lost: Neighbour | None
    """The nearest of the partners that it meets no more."""


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor that is, or would be, among the first in betweenness; a rank is unknown where it is not there."""

    actor: Entity
    rank_before: int | None
    rank_after: int | None
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that changes, for a table: of what kind it is, whose, and the figure before and after."""

    effect: str
    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A network before and after."""

    change: Alteration
    gone: tuple[Gone, ...]
    before: Shape
    after: Shape
    reach: Reach
    sampled: int | None
    """From how many actors ways were followed; None for all."""
    cut_off: tuple[Moved, ...]
    """Who is no longer in the largest component, the most central first."""
    joined: tuple[Moved, ...]
    """Who would come into it."""
    brokers: tuple[Broker, ...]
    white_spots: tuple[WhiteSpot, ...]


def what_if(collaboration: Collaboration, change: Alteration) -> WhatIf:
    """What would be otherwise, on a copy: nothing is changed in the store, nor in the network that is given."""
    before = collaboration.projection
    after = projection(affiliation_network(altered(collaboration.affiliations, change)))
    apart = separation(before)
    then = separation(after, apart.rows) if apart.sampled else separation(after)
    between, afterwards = (betweenness(graph).values for graph in (before, after))
    here, there = largest(before), largest(after)
    return WhatIf(
        change=change,
        gone=gone(collaboration.affiliations, change),
        before=_shape(before, apart),
        after=_shape(after, then),
        reach=_reach(before, after, change.leaving, apart, then),
        sampled=apart.sampled,
        cut_off=_moved(here - there - change.leaving, collaboration, after, between),
        joined=_moved(there - here, collaboration, after, between),
        brokers=tuple(_brokers(collaboration, between, afterwards)),
        white_spots=white_spots(collaboration, change.leaving),
    )


def largest(graph: nx.Graph) -> AbstractSet[str]:
    """The largest component; of equal ones that with the smallest name."""
    components = map(frozenset, nx.connected_components(graph))
    return min(components, key=lambda one: (-len(one), min(one)), default=frozenset())


def _shape(graph: nx.Graph, apart: Separation) -> Shape:
    return Shape(
        actors=len(graph),
        pairs=graph.number_of_edges(),
        components=nx.number_connected_components(graph),
        largest=len(largest(graph)),
        reachable=reachable_pairs(graph, set(graph)),
        distance=mean(apart.distances, sampled=bool(apart.sampled)),
        hops=mean(apart.hops, sampled=bool(apart.sampled)),
    )


def _reach(before: nx.Graph, after: nx.Graph, leaving: AbstractSet[str], apart: Separation, then: Separation) -> Reach:
    everybody = {*before, *after} - leaving
    rows, columns = {*apart.rows} & {*then.rows}, {*before} & {*after}
    one, other = (each.among(rows, columns) for each in (apart, then))  # both in the order of their names
    here = np.isfinite(one.hops) & np.isfinite(other.hops)
    means = (
        mean(np.where(here, values, np.inf), sampled=bool(apart.sampled))
        for values in (one.distances, other.distances, one.hops, other.hops)
    )
    return Reach(reachable_pairs(before, everybody), reachable_pairs(after, everybody), *means)


def _moved(
    actors: AbstractSet[str], collaboration: Collaboration, after: nx.Graph, between: Values
) -> tuple[Moved, ...]:
    """Actors that the largest component loses or gains, the most central first."""
    ordered = sorted(actors, key=lambda actor: (-between.get(actor, 0), actor))
    return tuple(_move(actor, collaboration, after, between.get(actor, 0.0)) for actor in ordered)


def _move(actor: str, collaboration: Collaboration, after: nx.Graph, between: float) -> Moved:
    before = collaboration.projection
    met, left = (set(graph[actor]) if actor in graph else set() for graph in (before, after))
    lost = min(met - left, key=lambda other: (before.edges[actor, other]["distance"], other), default=None)
    return Moved(
        actor=collaboration.entity(actor),
        betweenness=between,
        partners=len(met),
        left=len(left),
        lost=collaboration.neighbour(actor, lost) if lost else None,
    )


def _brokers(collaboration: Collaboration, before: Values, after: Values) -> Iterator[Broker]:
    """The first before and after: those of after in their order, and behind them who was among them."""
    were, are = ranks(before), ranks(after)
    first = {actor: None for placed in (are, were) for actor in placed if placed[actor] <= _BROKERS}
    for actor in first:
        yield Broker(
            actor=collaboration.entity(actor),
            rank_before=were.get(actor),
            rank_after=are.get(actor),
            before=before.get(actor, 0.0),
            after=after.get(actor, 0.0),
        )


def effects(found: WhatIf) -> Iterator[Effect]:
    """All that changes, as rows: figures of the network, then actors with theirs (partners, betweenness)."""
    before, after, reach = found.before, found.after, found.reach
    yield Effect("network", "actors", before.actors, after.actors)
    yield Effect("network", "pairs", before.pairs, after.pairs)
    yield Effect("network", "components", before.components, after.components)
    yield Effect("network", "largest", before.largest, after.largest)
    yield Effect("network", "reachable", before.reachable, after.reachable)
    yield Effect("network", "hops", _value(before.hops), _value(after.hops))
    yield Effect("network", "distance", _value(before.distance), _value(after.distance))
    yield Effect("same_pairs", "hops", _value(reach.hops_before), _value(reach.hops_after))
    yield Effect("same_pairs", "distance", _value(reach.distance_before), _value(reach.distance_after))
    yield from (Effect("ties", one.kind, one.ties, 0) for one in found.gone)
    yield from (Effect("cut_off", one.actor.name, one.partners, one.left) for one in found.cut_off)
    yield from (Effect("joined", one.actor.name, one.partners, one.left) for one in found.joined)
    yield from (Effect("broker", one.actor.name, one.before, one.after) for one in found.brokers)
    yield from (
        Effect("white_spot", f"{one.therapy.name}, {one.stage.name}", len(one.actors), 0) for one in found.white_spots
    )


def _value(mean: Mean | None) -> float | None:
    return None if mean is None else mean.value
