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

RUNS: Final = 20
_FEWER: Final = 8
"""How many runs a large network gets."""
_LARGE: Final = 100_000
"""From how many edges on: a run over 500,000 takes half a second, and the last touch to the best another six."""

Membership = Sequence[int]


@dataclass(frozen=True)
class Partition:
    """The communities of a network, the largest first."""

    communities: tuple[frozenset[Any], ...]
    modularity: float
    best: Membership = field(default=(), repr=False)
    """The number of each node's community."""
    found: tuple[Membership, ...] = field(default=(), repr=False)
    """The same of each run."""

    @property
    def runs(self) -> int:
        """How many runs there were."""
        return len(self.found)

    @cached_property
    def agreement(self) -> float:
        """The mean adjusted mutual information of each run with the best: 1 if all are alike, 0 if by chance only."""
        if not self.found:
            return 1.0
        from sklearn.metrics import adjusted_mutual_info_score  # a second, only for those who ask

        return float(sum(adjusted_mutual_info_score(self.best, one) for one in self.found) / self.runs)


def partition(graph: nx.Graph, resolution: float = 1.0) -> Partition:
    """The communities with the highest modularity that several runs found; it heeds the `strength` of edges.

    The network is numbered by its shape, so what its nodes are called does not matter; nodes without neighbours belong
    to no community. With a resolution above 1 communities are smaller.

    >>> [len(one) for one in partition(nx.karate_club_graph()).communities]
    [12, 11, 6, 5]
    """
    alone = [node for node, degree in graph.degree if not degree]
    joined = nx.restricted_view(graph, alone, []) if alone else graph  # a view is slow to go through
    if not joined:
        return Partition((), 0.0)
    nodes, engine, weights = _by_shape(joined)
    found = [_run(engine, weights, resolution, seed) for seed in range(_runs(engine))]
    best = _improved(
        engine, weights, resolution, max(found, key=lambda one: _quality(engine, weights, resolution, one))
    )
    return Partition(
        communities=_communities(nodes, best),
        modularity=_quality(engine, weights, resolution, best),
        best=tuple(best),
        found=tuple(map(tuple, found)),
    )


def _by_shape(graph: nx.Graph) -> tuple[list[Any], "igraph.Graph", str | None]:
    """The network in an order that depends on its ties only (BLISS's canonical form), with the name of its weights."""
    weights = "strength" if nx.is_weighted(graph, weight="strength") else None
    engine = compiled(graph, *filter(None, [weights]))
    strengths = [round(strength, 9) for strength in engine.strength(weights=weights)]
    colours = {strength: place for place, strength in enumerate(sorted(set(strengths)))}
    engine.vs["node"] = list(graph)
    shaped = engine.permute_vertices(engine.canonical_permutation(color=[colours[each] for each in strengths]))
    return shaped.vs["node"], shaped, weights


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
