"""Measures made of shortest paths: exact in networks up to a size, beyond it from a sample of nodes.

References
----------
U. Brandes (2001), Journal of Mathematical Sociology 25, 163-177; U. Brandes, C. Pich (2007), Centrality estimation in
large networks, International Journal of Bifurcation and Chaos 17, 2303-2318.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from triplehelix.graph.analysis.compiled import by_node, compiled

if TYPE_CHECKING:
    import igraph

__all__ = ["STEPS", "Measured", "betweenness", "closeness"]

STEPS: Final = 500_000_000
"""Nodes times edges up to which all paths are followed: some 10 s."""
_WEIGHTED: Final = 4
"""How many times as long a step takes where edges have a length."""
_BATCHES: Final = 10
_T95: Final = 2.262
"""Student's t at 97.5 % with 9 degrees of freedom: for the mean of ten batches."""
_SEED: Final = 1

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of all nodes."""

    values: Mapping[Any, float]
    sampled: int | None = None
    """From how many nodes paths were followed; None for all."""
    error: float | None = None
    """Half the 95 % confidence interval of the largest value, where it was sampled."""


def betweenness(
    graph: nx.Graph, weight: str | None = None, steps: int = STEPS, engine: "igraph.Graph | None" = None
) -> Measured:
    """The share of all pairs' shortest paths that lead over each node.

    Up to `steps` (nodes times edges) it is exact; beyond, paths are followed from as many nodes, drawn by lot, as that
    allows. `engine` is the graph as `compiled` made it, where that was done before.

    >>> betweenness(nx.path_graph(3)).values[1]
    1.0
    """
    pivots = _pivots(graph, weight, steps)
    if pivots is None and weight is None:
        with nx.config(cache_converted_graphs=False):  # a copy kept beside the graph would not see its changes
            return Measured(nx.betweenness_centrality(graph, backend="rustworkx"))
    engine, pairs = engine or compiled(graph, *filter(None, [weight])), max(1, (len(graph) - 1) * (len(graph) - 2) // 2)
    if pivots is None:
        return Measured(by_node(graph, [value / pairs for value in engine.betweenness(weights=weight)]))
    return _sampled(graph, pivots, lambda some: np.array(engine.betweenness(sources=some, weights=weight)) / pairs)


def closeness(
    graph: nx.Graph, weight: str | None = None, steps: int = STEPS, engine: "igraph.Graph | None" = None
) -> Measured:
    """The mean of 1 / distance from each node to all others (harmonic); who cannot be reached counts as 0.

    >>> closeness(nx.path_graph(3)).values[0]
    0.75
    """
    engine, pivots = engine or compiled(graph, *filter(None, [weight])), _pivots(graph, weight, steps)
    if pivots is None:
        values = engine.harmonic_centrality(weights=weight) if len(graph) > 1 else [0.0] * len(graph)
        return Measured(by_node(graph, values))
    return _sampled(graph, pivots, lambda some: _nearness(engine, some, weight) / (len(graph) - 1))


def _nearness(engine: "igraph.Graph", sources: Sequence[int], weight: str | None) -> Array:
    """The sum of 1 / distance from some nodes to each."""
    distances = np.array(engine.distances(source=sources, weights=weight), dtype=np.float64)
    near: Array = np.divide(1, distances, where=distances > 0, out=np.zeros_like(distances))
    return np.asarray(near.sum(axis=0))


def _pivots(graph: nx.Graph, weight: str | None, steps: int) -> int | None:
    """From how many nodes paths can be followed in so many steps; None from all."""
    each = max(1, graph.number_of_edges()) * (_WEIGHTED if weight else 1)
    return None if len(graph) * each <= steps else min(len(graph), max(_BATCHES, steps // each))


def _sampled(graph: nx.Graph, pivots: int, measure: Callable[[Sequence[int]], Array]) -> Measured:
    """The mean over batches of nodes drawn by lot, each scaled as if it were all nodes."""
    drawn = Random(_SEED).sample(range(len(graph)), pivots)  # noqa: S311 - no secret
    batches = [drawn[start::_BATCHES] for start in range(_BATCHES)]
    found = np.array([measure(batch) * (len(graph) / len(batch)) for batch in batches])
    means = found.mean(axis=0)
    largest = found[:, means.argmax()]
    error = _T95 * float(largest.std(ddof=1)) / sqrt(_BATCHES)
    return Measured(by_node(graph, means.tolist()), pivots, error)
