"""How far the actors of a network are from one another: exact up to a size, beyond it from actors drawn by lot."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from triplehelix.graph.analysis.compiled import compiled

if TYPE_CHECKING:
    import igraph

__all__ = ["EXACT", "Array", "Mean", "Separation", "mean", "reachable_pairs", "separation"]

EXACT: Final = 2_000
"""Up to so many actors the ways between all of them are followed."""
_DRAWN: Final = 250
"""Beyond, from so many."""
_BATCHES: Final = 10
_T95: Final = 2.262
"""Student's t at 97.5 % with 9 degrees of freedom: for the mean of ten batches."""
_AT_ONCE: Final = 50
_SEED: Final = 1

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean; where it was sampled, with half its 95 % confidence interval."""

    value: float
    error: float | None


@dataclass(frozen=True, slots=True)
class Separation:
    """From some actors (rows) to all (columns); infinite where there is no way."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    distances: Array
    """The sums of the edges' `distance`."""
    hops: Array
    """The numbers of steps."""

    @property
    def sampled(self) -> int | None:
        """From how many actors ways were followed; None for all."""
        return len(self.rows) if len(self.rows) < len(self.columns) else None

    def among(self, rows: Collection[str], columns: Collection[str]) -> "Separation":
        """From and to some actors only."""
        down, across = _places(self.rows, rows), _places(self.columns, columns)
        part = np.ix_(down, across)
        names = tuple(self.rows[at] for at in down), tuple(self.columns[at] for at in across)
        return Separation(*names, self.distances[part], self.hops[part])


def _places(names: Sequence[str], wanted: Collection[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in wanted]


def separation(graph: nx.Graph, wanted: Collection[str] | None = None) -> Separation:
    """How far all are from each other; from those of `wanted` only, or, in a large network, from some drawn by lot.

    >>> separation(nx.path_graph(3, nx.Graph)).hops[0].tolist()
    [0.0, 1.0, 2.0]
    """
    nodes = list(graph)
    drawn = Random(_SEED).sample(nodes, _DRAWN) if len(nodes) > EXACT else nodes  # noqa: S311 - no secret
    rows = [node for node in nodes if node in set(drawn if wanted is None else wanted)]
    engine, starts = compiled(graph, "distance"), _places(nodes, set(rows))
    weight = "distance" if engine.ecount() and None not in engine.es["distance"] else None
    return Separation(tuple(rows), tuple(nodes), _followed(engine, starts, weight), _followed(engine, starts, None))


def _followed(engine: "igraph.Graph", starts: Sequence[int], weight: str | None) -> Array:
    found = np.empty((len(starts), engine.vcount()))
    for first in range(0, len(starts), _AT_ONCE):  # as lists of Python they take four times the room
        some = starts[first : first + _AT_ONCE]
        found[first : first + len(some)] = engine.distances(source=some, weights=weight)
    return found


def mean(values: Array, *, sampled: bool) -> Mean | None:
    """The mean of the distances from some actors to all that they reach; None if they reach nobody.

    >>> mean(np.array([[0.0, 1.0, np.inf]]), sampled=False)
    Mean(value=1.0, error=None)
    """
    reached = np.isfinite(values) & (values > 0)
    sums, counts = np.where(reached, values, 0).sum(axis=1), reached.sum(axis=1)
    if not counts.any():
        return None
    found = float(sums.sum() / counts.sum())
    return Mean(found, _error(sums, counts) if sampled else None)


def _error(sums: Array, counts: Array) -> float:
    """Half the 95 % confidence interval of a ratio of sums, from ten batches."""
    batches = np.array_split(np.random.default_rng(_SEED).permutation(len(sums)), _BATCHES)
    means = [sums[batch].sum() / counts[batch].sum() for batch in batches if counts[batch].any()]
    return _T95 * float(np.std(means, ddof=1)) / sqrt(len(means)) if len(means) > 1 else 0.0


def reachable_pairs(graph: nx.Graph, among: AbstractSet[str]) -> int:
    """How many pairs of some actors have a way between them.

    >>> reachable_pairs(nx.path_graph(3), {0, 2})
    1
    """
    sizes = (len(among & component) for component in nx.connected_components(graph))
    return sum(size * (size - 1) // 2 for size in sizes)
