"""How much groups of actors meet within and between, beside what chance gives when all else stays as it is.

References
----------
M. E. J. Newman (2003), Mixing patterns in networks, Physical Review E 67, 026126; S. Maslov, K. Sneppen (2002),
Specificity and stability in topology of protein networks, Science 296, 910-913 (rewiring that keeps degrees);
M. E. J. Newman, S. H. Strogatz, D. J. Watts (2001), Random graphs with arbitrary degree distributions and their
applications, Physical Review E 64, 026118 (affiliation networks as what is to be rewired).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from triplehelix.graph.analysis.seeded import seeded

if TYPE_CHECKING:
    import igraph

__all__ = ["Chance", "Mixing", "draws", "mixing"]

_DRAWS: Final = 100
_FEWEST: Final = 10
_SWAPPED: Final = 1_700_000
"""How many presences are rewired in all: some 12 s."""
_SEED: Final = 1
_NONE: Final = 1e-9
"""Below which a spread is a rounding error."""

Pair = tuple[str, str]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chance:
    """How strongly two groups are tied, beside rewired networks."""

    strength: float
    """Summed over venues: one of n parties adds 1 / (n - 1) for each pair of them."""
    expected: float
    """The mean of the rewired networks."""
    z: float | None
    """By how many of their standard deviations it differs; unknown where they do not differ."""


@dataclass(frozen=True, slots=True)
class Mixing:
    """Each pair of groups, those of a group with itself included."""

    pairs: Mapping[Pair, Chance]
    draws: int


def draws(presences: int) -> int:
    """How many rewired networks are drawn for so many presences: fewer of a large network.

    >>> draws(1_000), draws(1_000_000)
    (100, 10)
    """
    return min(_DRAWS, max(_FEWEST, _SWAPPED // max(1, presences)))


def mixing(network: nx.Graph, groups: Mapping[Any, str]) -> Mixing:
    """How strongly groups are tied in an affiliation network (actors `bipartite=0`, venues `bipartite=1`).

    In the rewired networks actors have changed places at random, so that each is at as many venues as before, and each
    venue has as many parties: whoever is at many venues meets many by chance alone.

    >>> network = nx.Graph([("a", "v"), ("b", "v")])
    >>> nx.set_node_attributes(network, {"a": 0, "b": 0, "v": 1}, "bipartite")
    >>> mixing(network, {"a": "x", "b": "y"}).pairs[("x", "y")].strength
    1.0
    """
    if not network.number_of_edges():
        return Mixing({}, 0)
    actors = [node for node, side in network.nodes(data="bipartite") if side == 0]
    names = sorted({groups[actor] for actor in actors})
    order = [*actors, *(node for node, side in network.nodes(data="bipartite") if side == 1)]
    belongs = np.zeros((len(order), len(names)))
    belongs[range(len(actors)), [names.index(groups[actor]) for actor in actors]] = 1
    engine = _directed(network, order)
    return _compared(names, _strengths(engine, belongs), [_strengths(drawn, belongs) for drawn in _rewired(engine)])


def _compared(names: Sequence[str], observed: Matrix, random: Sequence[Matrix]) -> Mixing:
    means, spreads = np.mean(random, axis=0), np.std(random, axis=0, ddof=1)
    places = combinations_with_replacement(range(len(names)), 2)
    pairs = {(names[one], names[other]): _beside(observed, means, spreads, (one, other)) for one, other in places}
    return Mixing(pairs, len(random))


def _beside(observed: Matrix, means: Matrix, spreads: Matrix, at: tuple[int, int]) -> Chance:
    strength, expected, spread = (float(each[at]) for each in (observed, means, spreads))
    return Chance(strength, expected, (strength - expected) / spread if spread > _NONE else None)


def _directed(network: nx.Graph, order: Sequence[Any]) -> "igraph.Graph":
    """Each presence leads from an actor to a venue, for rewiring keeps the two ends of an edge apart then."""
    import igraph  # a tenth of a second, only for those who need it

    places = {node: place for place, node in enumerate(order)}
    sides = network.nodes(data="bipartite")
    presences = ((one, other) if sides[one] == 0 else (other, one) for one, other in network.edges)
    edges = sorted((places[actor], places[venue]) for actor, venue in presences)
    return igraph.Graph(n=len(order), edges=edges, directed=True)


def _rewired(engine: "igraph.Graph") -> Iterator["igraph.Graph"]:
    drawn = engine.copy()
    for number in range(draws(engine.ecount())):
        with seeded(_SEED + number):
            drawn.rewire()  # ten swaps for each presence, starting from the one before
        yield drawn


def _strengths(engine: "igraph.Graph", belongs: Matrix) -> Matrix:
    """The strength between each two groups; within one, each pair of actors counts once."""
    ends = np.array(engine.get_edgelist(), dtype=int).reshape(-1, 2)
    parties = np.zeros_like(belongs)  # of each venue, by group
    np.add.at(parties, ends[:, 1], belongs[ends[:, 0]])
    sizes = parties.sum(axis=1, keepdims=True)
    weighted = np.divide(parties, sizes - 1, out=np.zeros_like(parties), where=sizes > 1)
    strengths: Matrix = weighted.T @ parties
    within = np.diag((strengths.diagonal() + weighted.sum(axis=0)) / 2)
    return strengths - within
