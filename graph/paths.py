"""The shortest ways from one actor to another, by Newman's collaboration distance."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from triplehelix.graph.network import Venue, projection

__all__ = ["Hop", "Path", "shortest_paths"]


@dataclass(frozen=True)
class Hop:
    """Two actors that meet, with all venues where they do."""

    start: str
    end: str
    strength: float
    deduced: bool
    """Whether each of its venues rests on ties that a curator only deduced."""
    venues: tuple[Venue, ...]


@dataclass(frozen=True)
class Path:
    """A chain of introductions; its distance is the sum of its hops' 1 / strength."""

    hops: tuple[Hop, ...]

    @property
    def distance(self) -> float:
        """How far the two ends are apart."""
        return sum(1 / hop.strength for hop in self.hops)


def shortest_paths(network: nx.Graph, start: str, end: str, k: int = 3) -> list[Path]:
    """The k shortest loop-free paths between two actors of an affiliation network, nearest first; none is no error.

    References
    ----------
    M. E. J. Newman (2001), Physical Review E 64, 016132 (the distance); J. Y. Yen (1971), Management Science 17,
    712-716 (the k shortest paths, as networkx does them).
    """
    if start not in network or end not in network or start == end:
        return []
    actors = projection(network)
    try:
        return [_path(network, actors, nodes) for nodes in islice(_ways(actors, start, end), k)]
    except nx.NetworkXNoPath:
        return []


def _ways(actors: nx.Graph, start: str, end: str) -> Iterator[list[str]]:
    ways: Iterator[list[str]] = nx.shortest_simple_paths(actors, start, end, weight="distance")
    return ways


def _path(network: nx.Graph, actors: nx.Graph, nodes: list[str]) -> Path:
    return Path(tuple(_hop(network, actors, start, end) for start, end in pairwise(nodes)))


def _hop(network: nx.Graph, actors: nx.Graph, start: str, end: str) -> Hop:
    edge = actors.edges[start, end]
    venues = tuple(network.nodes[venue]["venue"] for venue in edge["venues"])
    deduced = all(_rests_on_deduced(network, venue, start, end) for venue in edge["venues"])
    return Hop(start, end, edge["strength"], deduced, venues)


def _rests_on_deduced(network: nx.Graph, venue: str, start: str, end: str) -> bool:
    return bool(network.edges[start, venue]["deduced"] or network.edges[end, venue]["deduced"])
