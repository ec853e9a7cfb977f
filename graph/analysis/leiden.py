"""The best of several seeded partitions of a network by Leiden, and how far the others agree with it.

References
----------
V. A. Traag, L. Waltman, N. J. van Eck (2019), From Louvain to Leiden: guaranteeing well-connected communities,
Scientific Reports 9, 5233; M. E. J. Newman, M. Girvan (2004), Physical Review E 69, 026113 (modularity); N. X. Vinh,
J. Epps, J. Bailey (2010), Journal of Machine Learning Research 11, 2837-2854 (adjusted mutual information).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from triplehelix.graph.analysis.compiled import compiled
from triplehelix.graph.analysis.seeded import seeded

if TYPE_CHECKING:
    import igraph

__all__ = ["RUNS", "Partition", "partition"]

RUNS: Final = 50
_FEWER: Final = 5
"""How many runs a large network gets."""
_DIGITS: Final = 12
"""The last ones of a PageRank depend on the order in which it was added up."""
_LARGE: Final = 100_000
"""From how many edges on: a run over 500,000 takes half a second, and the last touch to the best another six."""

Membership = Sequence[int]


@dataclass(frozen=True)
class Partition:
    """The communities of a network, the largest first."""

    communities: tuple[frozenset[Any], ...]
    modularity: float
    best: Membership = field(default=(), repr=False)
    """The number of each node's community, of those in the largest component: on where small ones end all agree."""
    found: tuple[Membership, ...] = field(default=(), repr=False)
    """The same of each run."""

    @property
    def runs(self) -> int:
        """How many runs there were."""
        return len(self.found)

    @cached_property
    def agreement(self) -> float:
        """The mean adjusted mutual information of each run with the best: 1 if all are alike, 0 if by chance only.

        It is that of the largest component: on where the small ones end all agree anyway.
        """
        if not self.found:
            return 1.0
        from sklearn.metrics import adjusted_mutual_info_score  # a second, only for those who ask

        return float(sum(adjusted_mutual_info_score(self.best, one) for one in self.found) / self.runs)


def partition(graph: nx.Graph, resolution: float = 1.0) -> Partition:
    """The communities with the highest modularity that several runs found; it heeds the `strength` of edges.

    The network is numbered by its shape, so what its nodes are called matters only between such as look the same;
    nodes without neighbours belong to no community. With a resolution above 1 communities are smaller.

    >>> [len(one) for one in partition(nx.karate_club_graph()).communities]
    [12, 11, 6, 5]
    """
    if not graph.number_of_edges():
        return Partition((), 0.0)
    engine, weights = _by_shape(graph)
    found = [_run(engine, weights, resolution, seed) for seed in range(_runs(engine))]
    best = _improved(
        engine, weights, resolution, max(found, key=lambda one: _quality(engine, weights, resolution, one))
    )
    largest = max(engine.connected_components(), key=len)
    return Partition(
        communities=_communities(engine.vs["node"], best),
        modularity=_quality(engine, weights, resolution, best),
        best=_among(largest, best),
        found=tuple(_among(largest, one) for one in found),
    )


def _by_shape(graph: nx.Graph) -> tuple["igraph.Graph", str | None]:
    """Who has neighbours, in the order of their PageRank, which heeds ties only; and the name of the weights."""
    weights = "strength" if nx.is_weighted(graph, weight="strength") else None
    engine = compiled(graph, *filter(None, [weights]))
    engine.vs["node"] = list(graph)
    engine.delete_vertices(engine.vs.select(_degree=0))
    shape = [round(rank, _DIGITS) for rank in engine.pagerank(weights=weights)]
    names = list(map(str, engine.vs["node"]))
    order = sorted(range(len(names)), key=lambda at: (shape[at], names[at]))
    return _in_order(engine, order), weights


def _in_order(engine: "igraph.Graph", order: Sequence[int]) -> "igraph.Graph":
    places = {at: place for place, at in enumerate(order)}
    edges = [(places[one], places[other]) for one, other in engine.get_edgelist()]
    attributes = {name: engine.es[name] for name in engine.es.attributes()}
    return type(engine)(len(order), edges, vertex_attrs={"node": engine.vs[order]["node"]}, edge_attrs=attributes)


def _runs(engine: "igraph.Graph") -> int:
    return RUNS if engine.ecount() < _LARGE else _FEWER


def _run(engine: "igraph.Graph", weights: str | None, resolution: float, seed: int) -> Membership:
    return _leiden(engine, seed, weights=weights, resolution=resolution)


def _improved(engine: "igraph.Graph", weights: str | None, resolution: float, start: Membership) -> Membership:
    """A partition, bettered until nothing changes any more."""
    return _leiden(engine, 0, weights=weights, resolution=resolution, initial_membership=start, n_iterations=-1)


def _leiden(engine: "igraph.Graph", seed: int, **choices: Any) -> Membership:  # noqa: ANN401 - igraph's own options
    with seeded(seed):
        found: Membership = engine.community_leiden(objective_function="modularity", **choices).membership
    return found


def _quality(engine: "igraph.Graph", weights: str | None, resolution: float, membership: Membership) -> float:
    return float(engine.modularity(membership, weights=weights, resolution=resolution))


def _communities(nodes: Sequence[Any], membership: Membership) -> tuple[frozenset[Any], ...]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for node, community in zip(nodes, membership, strict=True):
        found[community].append(node)
    return tuple(map(frozenset, sorted(found.values(), key=len, reverse=True)))


def _among(nodes: Sequence[int], membership: Membership) -> Membership:
    return tuple(membership[node] for node in nodes)
