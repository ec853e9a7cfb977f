"""Who is central: the usual measures of how well an actor is placed in the network, and how sure its rank is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.compiled import by_node, compiled
from triplehelix.graph.analysis.shortest import Measured, betweenness, closeness
from triplehelix.graph.analysis.stability import Interval, intervals, ranks
from triplehelix.graph.network import projection
from triplehelix.graph.values import Entity

__all__ = ["MEASURES", "Ranked", "Ranking", "measure", "measured", "rank"]

MEASURES: Final = ("betweenness", "degree", "strength", "closeness", "eigenvector", "pagerank", "core")
"""What actors can be ranked by."""
_SEED: Final = 1
_PARTNERS: Final = 3

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An actor with its place, and with all measures."""

    rank: int
    actor: Entity
    betweenness: float
    degree: int
    strength: float | None
    """Unknown in the affiliation network, whose edges have none."""
    closeness: float
    eigenvector: float
    pagerank: float
    core: int
    low: int | None
    """The ranks between which it was in 95 of 100 rounds, where that was asked for."""
    high: int | None
    stable: bool | None
    """Whether both are at most two from its own."""
    neighbours: tuple[Neighbour, ...]
    """Its nearest partners, with the documents that say so."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Actors in the order of a measure."""

    by: str
    network: str
    """`projection` (actors, joined where they meet) or `affiliation` (actors and venues)."""
    nodes: int
    edges: int
    weighted: bool
    """Whether shortest paths are those of the smallest distance, not of the fewest steps."""
    sampled: int | None
    """From how many nodes shortest paths were followed; None for all."""
    error: float | None
    """Of a sampled betweenness: half the 95 % confidence interval of the largest value."""
    rounds: int | None
    """How often ties were left out to see how sure the ranks are."""
    rows: tuple[Ranked, ...]


def measured(graph: nx.Graph, *, weighted: bool = False) -> dict[str, Measured]:
    """All measures of all nodes of a network; strength only where edges have a `strength`.

    Degree counts neighbours; strength adds up the strengths of their ties. Betweenness is the share of shortest paths
    that lead over a node, closeness the mean of 1 / distance (harmonic). The eigenvector is scaled to 1 at most;
    PageRank, with damping 0.85, adds up to 1; both heed strengths. The core is the largest k such that the node has k
    neighbours who each have k among themselves.

    References
    ----------
    L. C. Freeman (1977), Sociometry 40, 35-41 (betweenness); Y. Rochat (2009), Closeness centrality extended to
    unconnected graphs: the harmonic centrality index; P. Bonacich (1972), Journal of Mathematical Sociology 2,
    113-120 (eigenvector); S. Brin, L. Page (1998), Computer Networks 30, 107-117; S. B. Seidman (1983), Social
    Networks 5, 269-287 (cores); A. Barrat et al. (2004), PNAS 101, 3747-3752 (strength).

    >>> measured(nx.star_graph(3))["degree"].values[0]
    3
    """
    return {
        name: measure(graph, name, weighted=weighted) for name in MEASURES if name != "strength" or _strengths(graph)
    }


def measure(graph: nx.Graph, name: str, *, weighted: bool = False) -> Measured:
    """One of `MEASURES`, of all nodes; see `measured`."""
    distance = "distance" if weighted else None
    match name:
        case "betweenness":
            return betweenness(graph, distance)
        case "closeness":
            return closeness(graph, distance)
    return Measured(by_node(graph, _local(graph, name)))


def _local(graph: nx.Graph, name: str) -> Sequence[float]:
    """A measure for which no path needs to be followed."""
    weight = "strength" if _strengths(graph) else None
    engine = compiled(graph, *filter(None, [weight]))
    match name:
        case "degree":
            return engine.degree()
        case "core":
            return engine.coreness()
        case "strength":
            return engine.strength(weights=weight)
        case "pagerank":
            return engine.pagerank(weights=weight)
    return engine.eigenvector_centrality(weights=weight)


def _strengths(graph: nx.Graph) -> bool:
    return any("strength" in edge for _, _, edge in graph.edges(data=True))


def rank(  # noqa: PLR0913 - each is a choice of whoever asks
    collaboration: Collaboration,
    by: str = "betweenness",
    *,
    network: str = "projection",
    weighted: bool = False,
    rounds: int = 0,
    limit: int = 20,
) -> Ranking:
    """The actors in the order of a measure, the first `limit` of them; with `rounds`, how sure each rank is."""
    graph = collaboration.projection if network == "projection" else collaboration.affiliation
    found = measured(graph, weighted=weighted)
    values = _of(found[by].values, collaboration)
    sure = _intervals(collaboration, by, network, weighted=weighted, rounds=rounds) if rounds else {}
    first = list(ranks(values).items())[:limit]
    return Ranking(
        by=by,
        network=network,
        nodes=len(graph),
        edges=graph.number_of_edges(),
        weighted=weighted,
        sampled=found["betweenness"].sampled,
        error=found["betweenness"].error,
        rounds=rounds or None,
        rows=tuple(_row(place, actor, found, sure.get(actor), collaboration) for actor, place in first),
    )


def _of(values: Values, collaboration: Collaboration) -> Values:
    """Those of the actors that are told of."""
    return {node: value for node, value in values.items() if node in collaboration.listed}


def _intervals(
    collaboration: Collaboration, by: str, network: str, *, weighted: bool, rounds: int
) -> Mapping[str, Interval]:
    def values(affiliation: nx.Graph) -> Values:
        graph = projection(affiliation) if network == "projection" else affiliation
        return _of(measure(graph, by, weighted=weighted).values, collaboration)

    return intervals(collaboration.affiliations, values, rounds=rounds, seed=_SEED)


def _row(
    place: int, actor: str, found: Mapping[str, Measured], sure: Interval | None, collaboration: Collaboration
) -> Ranked:
    return Ranked(
        rank=place,
        actor=collaboration.entity(actor),
        low=sure and sure.low,
        high=sure and sure.high,
        stable=sure and sure.stable,
        neighbours=collaboration.neighbours(actor, _PARTNERS),
        **{name: found[name].values[actor] if name in found else None for name in MEASURES},
    )
