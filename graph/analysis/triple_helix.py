"""The triple helix as it is lived: who meets within and between its sides, and which bodies bridge them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from math import isfinite
from typing import Any

import networkx as nx

from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.compiled import compiled
from triplehelix.graph.analysis.helices import BRIDGING, HELICES, helices
from triplehelix.graph.analysis.initiatives import Joined, Year, joined, sides, years
from triplehelix.graph.analysis.mixing import Mixing, mixing
from triplehelix.graph.values import Entity

__all__ = ["Bridging", "Mixed", "TripleHelix", "triple_helix"]

Sides = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two sides, or one with itself, and how much they meet."""

    one: str
    other: str
    ties: int
    """Pairs of actors that meet."""
    strength: float
    """Summed over venues: one of n parties adds 1 / (n - 1) for each pair of them."""
    expected: float
    """The mean of networks in which actors changed places at random."""
    z: float | None
    """By how many of their standard deviations the strength differs from it; unknown where they do not differ."""


@dataclass(frozen=True, slots=True)
class Bridging:
    """A body that stands on no side, and whom it joins."""

    actor: Entity
    helices: Mapping[str, int]
    """Its partners on each side."""
    pairs: int
    """How many pairs of partners of different sides it has."""
    neighbours: tuple[Neighbour, ...]
    """Its nearest partner on each side."""


@dataclass(frozen=True, slots=True)
class TripleHelix:
    """How the sides of the triple helix meet."""

    nodes: int
    edges: int
    actors: Mapping[str, int]
    """The actors on each side that meet somebody."""
    draws: int
    """From how many random networks the expected strengths are."""
    assortativity: float | None
    """1 if actors met their own side only, 0 as by chance; without bridging bodies."""
    rows: tuple[Mixed, ...]
    initiatives: int
    """With two known participants or more."""
    joined: tuple[Joined, ...]
    years: tuple[Year, ...]
    bridging: tuple[Bridging, ...]


def triple_helix(collaboration: Collaboration, limit: int = 10) -> TripleHelix:
    """How the sides meet, with the first `limit` of the bodies that bridge them."""
    graph = collaboration.projection
    groups = helices(graph, collaboration.traits.helices)
    actors = Counter(groups.values())
    found = mixing(collaboration.affiliation, groups)
    initiatives = sides(collaboration, groups)
    return TripleHelix(
        nodes=len(graph),
        edges=graph.number_of_edges(),
        actors={helix: actors[helix] for helix in HELICES if actors[helix]},
        draws=found.draws,
        assortativity=assortativity(graph, groups),
        rows=tuple(_rows(graph, groups, found)),
        initiatives=len(initiatives),
        joined=joined(initiatives.values()),
        years=years(collaboration, initiatives),
        bridging=tuple(_bridging(collaboration, groups, limit)),
    )


def assortativity(graph: nx.Graph, groups: Mapping[Any, str]) -> float | None:
    """Newman's assortativity by helix, of those who have one; None where all are on one side, or nobody meets.

    References
    ----------
    M. E. J. Newman (2003), Mixing patterns in networks, Physical Review E 67, 026126.

    >>> assortativity(nx.path_graph(2), {0: "university", 1: "industry"})
    -1.0
    """
    among = [place for place, node in enumerate(graph) if groups[node] != BRIDGING]
    numbers = [HELICES.index(helix) for helix in groups.values() if helix != BRIDGING]
    engine = compiled(graph).induced_subgraph(among)
    found: float = engine.assortativity_nominal(numbers, directed=False) if engine.ecount() else float("nan")
    return found if isfinite(found) else None


def _rows(graph: nx.Graph, groups: Sides, found: Mixing) -> Iterator[Mixed]:
    """The sides in their usual order, those whom nobody stands on left out."""
    ties = Counter(frozenset({groups[one], groups[other]}) for one, other in graph.edges)
    there = [helix for helix in HELICES if (helix, helix) in found.pairs]
    for one, other in combinations_with_replacement(there, 2):
        chance = found.pairs.get((one, other)) or found.pairs[other, one]
        yield Mixed(one, other, ties[frozenset({one, other})], chance.strength, chance.expected, chance.z)


def _bridging(collaboration: Collaboration, groups: Sides, limit: int) -> Iterator[Bridging]:
    graph = collaboration.projection
    met = {
        actor: Counter(groups[other] for other in graph[actor] if groups[other] != BRIDGING)
        for actor in graph
        if groups[actor] == BRIDGING and actor in collaboration.listed
    }
    for actor in sorted(met, key=lambda actor: (-_pairs(met[actor]), actor))[:limit]:
        partners = {helix: met[actor][helix] for helix in HELICES if met[actor][helix]}
        nearest = tuple(_nearest(collaboration, groups, actor, helix) for helix in partners)
        yield Bridging(collaboration.entity(actor), partners, _pairs(met[actor]), nearest)


def _pairs(met: Mapping[str, int]) -> int:
    return sum(one * other for one, other in combinations(met.values(), 2))


def _nearest(collaboration: Collaboration, groups: Sides, actor: str, helix: str) -> Neighbour:
    met = collaboration.projection[actor]
    partners = (one for one in met if groups[one] == helix)
    return collaboration.neighbour(actor, min(partners, key=lambda one: (-met[one]["strength"], one)))
