"""Ways: the three best paths between two organisations drawn by lot, many times, when everything is in memory.

Ours differ from one another, as the command's do; the others are the three shortest, whatever they share. The first of
them is the same, and its distance is what all contenders must agree on, for as many pairs as the slowest tries.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice, pairwise
from math import fsum
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

from bench.contenders.operations import Entry, Laps, Operation, bare_triples, laps

if TYPE_CHECKING:
    import networkx as nx

    from triplehelix.graph.affiliations import Affiliations
    from triplehelix.graph.paths import Path as Found

__all__ = ["CONTENDERS"]

Pair = tuple[str, str]

_PATHS: Final = 3
_PAIRS: Final = 200
_LIMITED: Final = 50
_PICKED: Final = 10


def ways_us(folder: Path) -> Operation:
    affiliations = _opened(folder)
    return _searched(affiliations)


def ways_tenfold_us(path: Path) -> Operation:
    from triplehelix.graph.gathering import gathered

    return _searched(gathered(bare_triples(path)))


def _searched(affiliations: "Affiliations") -> "Callable[[], Laps]":
    from triplehelix.graph.paths import PathFinder

    finder, pairs = PathFinder(affiliations), _drawn(affiliations, _PAIRS)

    def search(pair: Pair) -> "Sequence[Found]":
        return finder.paths(pair[:1], pair[1:], _PATHS)

    return lambda: _told(search, pairs, lambda paths: paths[0].distance)


def ways_networkx(folder: Path) -> Operation:
    """What a user would write."""
    import networkx as nx

    affiliations = _opened(folder)
    graph, pairs = _projected(affiliations), _drawn(affiliations, _PICKED)

    def search(pair: Pair) -> list[list[str]]:
        return list(islice(nx.shortest_simple_paths(graph, *pair, weight="distance"), _PATHS))

    return lambda: _told(search, pairs, lambda paths: _length(graph, paths[0]))


def ways_igraph(folder: Path) -> Operation:
    """The limit: the same search in compiled code."""
    import igraph

    affiliations = _opened(folder)
    graph, pairs = _projected(affiliations), _drawn(affiliations, _LIMITED)
    names = list(graph)
    places = {name: place for place, name in enumerate(names)}
    edges = [(places[one], places[other]) for one, other in graph.edges]
    compiled = igraph.Graph(len(names), edges)
    weights = [distance for *_, distance in graph.edges(data="distance")]

    def search(pair: Pair) -> list[list[str]]:
        one, other = (places[name] for name in pair)
        found = compiled.get_k_shortest_paths(one, other, k=_PATHS, weights=weights, mode="all")
        return [[names[place] for place in path] for path in found]

    return lambda: _told(search, pairs, lambda paths: _length(graph, paths[0]))


def _opened(folder: Path) -> "Affiliations":
    from triplehelix.graph import Ecosystem

    return Ecosystem.open(folder).reading.paths.affiliations


def _projected(affiliations: "Affiliations") -> "nx.Graph":
    from triplehelix.graph.network import affiliation_network, projection

    return projection(affiliation_network(affiliations))


def _drawn(affiliations: "Affiliations", number: int) -> list[Pair]:
    """The first of always the same pairs, out of all who meet somebody and are not apart from nearly all others."""
    met = _together(affiliations)
    dice = Random(1)
    pairs = [dice.sample(met, 2) for _ in range(_PAIRS)]
    return [(affiliations.actors[one], affiliations.actors[other]) for one, other in pairs[:number]]


def _together(affiliations: "Affiliations") -> list[int]:
    """Whoever can be reached from the one with the most visits."""
    ends = [0, *affiliations.visit_ends]
    hub = max(range(len(affiliations.actors)), key=lambda actor: ends[actor + 1] - ends[actor])
    reached = waiting = {hub}
    while waiting:
        waiting = {other for actor in waiting for other in affiliations.meetings(actor)} - reached
        reached |= waiting
    return sorted(reached)


def _length(graph: "nx.Graph", path: Sequence[str]) -> float:
    return fsum(graph.edges[hop]["distance"] for hop in pairwise(path))


def _told(search: Callable[[Pair], Any], pairs: Sequence[Pair], distance: Callable[[Any], float]) -> Laps:
    """The times of all searches, and the distances on which all must agree."""
    timed = laps(search, pairs)
    return Laps(timed.seconds, [distance(found) for found in timed.made[:_PICKED]])


def _rounded(distances: Sequence[float]) -> str:
    return ", ".join(f"{distance:.6f}" for distance in distances)


CONTENDERS: Final[Mapping[str, Entry]] = {
    "ways-us": (ways_us, _rounded),
    "ways-networkx": (ways_networkx, _rounded),
    "ways-igraph": (ways_igraph, _rounded),
    "ways-tenfold-us": (ways_tenfold_us, _rounded),
}
