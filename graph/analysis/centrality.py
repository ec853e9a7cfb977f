"""Who is central: the usual measures of how well an actor is placed in the network, and how sure its rank is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

import networkx as nx

from triplehelix.graph.analysis.collaboration import Collaboration, Neighbour
from triplehelix.graph.analysis.compiled import by_node, compiled
from triplehelix.graph.analysis.shortest import Measured, betweenness, closeness
from triplehelix.graph.analysis.stability import Interval, intervals, ranks
from triplehelix.graph.network import projection
from triplehelix.graph.values import Entity

if TYPE_CHECKING:
    import igraph

__all__ = ["MEASURES", "Measures", "Ranked", "Ranking", "rank"]

MEASURES: Final = ("betweenness", "degree", "strength", "closeness", "eigenvector", "pagerank", "core")
"""What actors can be ranked by."""
_SEED: Final = 1
_PARTNERS: Final = 3
_DIGITS: Final = 9
"""Beyond these, values depend on the order in which the cores of a processor add them up."""

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


class Measures(Mapping[str, Measured]):
    """All measures of all nodes of a network, each made when it is asked for; strength only where edges have one.

    Degree counts neighbours; strength adds up the strengths of their ties. Betweenness is the share of shortest paths
    that lead over a node, closeness the mean of 1 / distance to all others (harmonic). The eigenvector, which is 0
    outside the largest component, is scaled to 1 at most; PageRank, with damping 0.85, adds up to 1; both heed
    strengths. The core is the largest k such that the node is among nodes that have k neighbours among them each.

    References
    ----------
    L. C. Freeman (1977), Sociometry 40, 35-41 (betweenness); Y. Rochat (2009), Closeness centrality extended to
    unconnected graphs: the harmonic centrality index; P. Bonacich (1972), Journal of Mathematical Sociology 2,
    113-120 (eigenvector); S. Brin, L. Page (1998), Computer Networks 30, 107-117; S. B. Seidman (1983), Social
    Networks 5, 269-287 (cores); A. Barrat et al. (2004), PNAS 101, 3747-3752 (strength).

    >>> Measures(nx.star_graph(3))["degree"].values[0]
    3
    """

    def __init__(self, graph: nx.Graph, *, weighted: bool = False) -> None:
        self._graph = graph
        self._distance = "distance" if weighted else None
        self._strength = "strength" if any("strength" in edge for _, _, edge in graph.edges(data=True)) else None
        self._names = [name for name in MEASURES if name != "strength" or self._strength]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, name: str) -> Measured:
        """A measure by its name.

        Raises
        ------
        KeyError
            If there is none of that name, or none in this network.
        """
        if name not in self._names:
            raise KeyError(name)
        found = self._measured(name)
        return replace(found, values={node: round(value, _DIGITS) for node, value in found.values.items()})

    def _measured(self, name: str) -> Measured:
        match name:
            case "betweenness":
                return betweenness(self._graph, self._distance, engine=self._engine)
            case "closeness":
                return closeness(self._graph, self._distance, engine=self._engine)
        return Measured(by_node(self._graph, self._simple(name)))

    @cached_property
    def _engine(self) -> "igraph.Graph":
        return compiled(self._graph, *filter(None, [self._strength, self._distance]))

    def _simple(self, name: str) -> list[float]:
        """A measure for which no path needs to be followed, in the order of the nodes."""
        strengths = {"weights": self._strength}
        found: dict[str, Callable[[], list[float]]] = {
            "degree": self._engine.degree,
            "strength": partial(self._engine.strength, **strengths),
            "eigenvector": partial(_eigenvector, self._engine, **strengths),
            "pagerank": partial(self._engine.pagerank, **strengths),
            "core": self._engine.coreness,
        }
        return found[name]()


def _eigenvector(engine: "igraph.Graph", weights: str | None) -> list[float]:
    """That of the largest component: it has no meaning across several."""
    values = [0.0] * engine.vcount()
    if engine.ecount():
        giant = max(engine.connected_components(), key=len)
        part = engine.induced_subgraph(giant)
        for place, value in zip(giant, part.eigenvector_centrality(weights=weights), strict=True):
            values[place] = value
    return values


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
    found = dict(Measures(graph, weighted=weighted))
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
        return _of(Measures(graph, weighted=weighted)[by].values, collaboration)

    return intervals(collaboration.affiliations, values, rounds=rounds, seed=_SEED)


def _row(
    place: int, actor: str, found: Mapping[str, Measured], sure: Interval | None, collaboration: Collaboration
) -> Ranked:
    def value(name: str) -> float:
        return found[name].values[actor]

    return Ranked(
        rank=place,
        actor=collaboration.entity(actor),
        betweenness=value("betweenness"),
        degree=int(value("degree")),
        strength=value("strength") if "strength" in found else None,
        closeness=value("closeness"),
        eigenvector=value("eigenvector"),
        pagerank=value("pagerank"),
        core=int(value("core")),
        low=sure.low if sure else None,
        high=sure.high if sure else None,
        stable=sure.stable if sure else None,
        neighbours=collaboration.neighbours(actor, _PARTNERS),
    )
