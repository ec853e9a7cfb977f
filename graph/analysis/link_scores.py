"""How likely two who do not meet yet are to do so, as far as their network tells; and one order made of several.

References
----------
L. A. Adamic, E. Adar (2003), Friends and neighbors on the web, Social Networks 25, 211-230; T. Zhou, L. Lü, Y.-C. Zhang
(2009), Predicting missing links via local information, European Physical Journal B 71, 623-630; L. Katz (1953), A new
status index derived from sociometric analysis, Psychometrika 18, 39-43; D. Liben-Nowell, J. Kleinberg (2007), The link
prediction problem for social networks, JASIST 58, 1019-1031; G. V. Cormack, C. L. A. Clarke, S. Büttcher (2009),
Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, SIGIR 2009, 758-759.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np

from triplehelix.graph.analysis.compiled import compiled
from triplehelix.graph.analysis.stability import ranks

if TYPE_CHECKING:
    import igraph

__all__ = ["BASELINES", "SCORES", "LinkScores", "fused", "places"]

SCORES: Final = ("adamic_adar", "resource_allocation", "katz", "nearness")
"""What the network tells of a pair."""
BASELINES: Final = ("common_partners", "degree")
"""What an order should be better than."""
_DAMPING: Final = 0.5
"""Katz's attenuation, as a share of the largest that converges."""
_DENSE: Final = 100
"""Up to so many actors the eigenvalues are those of the whole matrix."""
_FUSION: Final = 60
"""The constant of reciprocal rank fusion, as published."""

Values = Mapping[str, float]


class LinkScores:
    """The scores of pairs in one network; what is common to all is worked out once."""

    def __init__(self, graph: nx.Graph) -> None:
        self._graph = graph
        self._place = {node: place for place, node in enumerate(graph)}

    def near(self, actor: str) -> set[str]:
        """Who has a partner in common with an actor, but does not meet it.

        >>> sorted(LinkScores(nx.path_graph(["a", "b", "c", "d"])).near("a"))
        ['c']
        """
        partners = set(self._graph[actor])
        return {two for one in partners for two in self._graph[one]} - partners - {actor}

    def of(self, actor: str, others: Collection[str]) -> dict[str, dict[str, float]]:
        """Each of `SCORES` of an actor with some others; what is 0 tells nothing."""
        pairs = [(actor, other) for other in others]
        return {
            "adamic_adar": {other: value for _, other, value in nx.adamic_adar_index(self._graph, pairs)},
            "resource_allocation": {
                other: value for _, other, value in nx.resource_allocation_index(self._graph, pairs)
            },
            "katz": self._katz(actor, others),
            "nearness": {other: 1 / distance for other, distance in self.distances(actor, others).items()},
        }

    def baseline(self, name: str, actor: str, others: Collection[str]) -> dict[str, float]:
        """One of `BASELINES`: of a given actor, the order by the product of both degrees is that by the other's."""
        if name == "degree":
            return {other: float(self._graph.degree[other]) for other in others}
        return {other: float(len(nx.common_neighbors(self._graph, actor, other))) for other in others}

    def distances(self, actor: str, others: Collection[str]) -> dict[str, float]:
        """How far some others are from an actor, by collaboration distance; infinite where there is no way."""
        [found] = self._engine.distances(source=self._place[actor], weights="distance")
        return {other: found[self._place[other]] for other in others}

    @cached_property
    def _engine(self) -> "igraph.Graph":
        return compiled(self._graph, "distance")

    def _katz(self, actor: str, others: Collection[str]) -> dict[str, float]:
        """The walks from an actor to each of some others, the shorter ones counting more."""
        from scipy.sparse.linalg import cg

        start = np.zeros(len(self._graph))
        start[self._place[actor]] = 1
        walks, _ = cg(self._system, start, rtol=1e-8)
        return {other: max(0.0, float(walks[self._place[other]])) for other in others}

    @cached_property
    def _system(self) -> Any:  # noqa: ANN401 - scipy carries no types
        """I - b A, b being the damping's share of 1 / the largest eigenvalue of A."""
        from scipy.sparse import eye_array
        from scipy.sparse.linalg import eigsh

        matrix = nx.to_scipy_sparse_array(self._graph, weight=None, dtype=float, format="csr")
        size = len(self._graph)
        if size <= _DENSE:
            largest = np.linalg.eigvalsh(matrix.toarray())[-1]
        else:  # the same start each time, for the same digits
            largest = eigsh(matrix, k=1, which="LA", v0=np.ones(size), return_eigenvectors=False)[0]
        return eye_array(size) - _DAMPING / max(float(largest), 1.0) * matrix


def places(values: Values) -> dict[str, int]:
    """The place of each that has a score at all, the highest first; equal ones share the last place of theirs.

    So a place that many share, such as that of all members of one circle, says little.

    >>> places({"a": 5, "b": 7, "c": 5, "d": 0})
    {'b': 1, 'a': 3, 'c': 3}
    """
    told = {name: value for name, value in values.items() if 0 < value < inf}
    shared = Counter(told.values())
    return {name: place + shared[told[name]] - 1 for name, place in ranks(told).items()}


def fused(orders: Collection[Mapping[str, int]], everybody: Collection[str]) -> dict[str, float]:
    """One score of several orders: the sum of 1 / (60 + place); where somebody has no place, it adds nothing.

    >>> fused([{"a": 1, "b": 2}, {"b": 1}], ["a", "b"])["b"] > 2 / 62
    True
    """
    return {one: sum(1 / (_FUSION + order[one]) for order in orders if one in order) for one in everybody}
