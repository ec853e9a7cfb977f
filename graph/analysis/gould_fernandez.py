"""Between whom an actor stands: how many pairs of its partners are not tied to each other, by their groups.

References
----------
R. V. Gould, R. M. Fernandez (1989), Structures of mediation: a formal approach to brokerage in transaction networks,
Sociological Methodology 19, 89-126.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["Brokerage", "brokerage"]

_ROWS: Final = 1000
"""How many actors are counted at a time: it bounds the memory."""

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """The open pairs of an actor's partners, each counted once, by the groups of the two."""

    own: str
    """The actor's group."""
    pairs: Mapping[tuple[str, str], int]

    @property
    def coordinator(self) -> int:
        """Pairs in which both belong to the actor's own group."""
        return self.pairs.get((self.own, self.own), 0)

    @property
    def gatekeeper(self) -> int:
        """Pairs of one of its own group with one of another; without directions also those of a representative."""
        return sum(n for (one, other), n in self.pairs.items() if one != other and self.own in (one, other))

    @property
    def consultant(self) -> int:
        """Pairs in which both belong to one other group."""
        return sum(n for (one, other), n in self.pairs.items() if one == other != self.own)

    @property
    def liaison(self) -> int:
        """Pairs of two groups that are both others, and differ."""
        return sum(n for (one, other), n in self.pairs.items() if one != other and self.own not in (one, other))

    @property
    def total(self) -> int:
        """All pairs."""
        return sum(self.pairs.values())


def brokerage(graph: nx.Graph, groups: Mapping[Any, str]) -> dict[Any, Brokerage]:
    """The open pairs of each node's neighbours.

    >>> star = nx.star_graph(3)
    >>> brokerage(star, {0: "x", 1: "x", 2: "y", 3: "z"})[0].pairs
    {('x', 'y'): 1, ('x', 'z'): 1, ('y', 'z'): 1}
    """
    names = sorted({groups[node] for node in graph})
    counts = _counted(graph, [names.index(groups[node]) for node in graph], len(names))
    return {
        node: Brokerage(groups[node], dict(_pairs(there, names))) for node, there in zip(graph, counts, strict=True)
    }


def _pairs(counts: Counts, names: Sequence[str]) -> Iterator[tuple[tuple[str, str], int]]:
    for one, other in combinations_with_replacement(range(len(names)), 2):
        if n := counts[one, other] // (2 if one == other else 1):
            yield (names[one], names[other]), int(n)


def _counted(graph: nx.Graph, groups: Sequence[int], size: int) -> Iterator[Counts]:
    """For each node the ordered open pairs of its neighbours: all pairs, less those of one with itself or tied."""
    if not groups:
        return
    adjacency = nx.to_scipy_sparse_array(graph, weight=None, dtype=np.int32)
    belongs = np.eye(size, dtype=np.int64)[groups]
    for start in range(0, len(groups), _ROWS):
        rows = adjacency[start : start + _ROWS]
        met = rows @ belongs
        tied = np.stack([_tied(rows, adjacency, belongs, group) for group in range(size)], axis=1)
        yield from met[:, :, None] * met[:, None, :] - tied - met[:, :, None] * np.eye(size, dtype=np.int64)


def _tied(rows: "csr_array", adjacency: "csr_array", belongs: Counts, group: int) -> Counts:
    """How many ties lead from those neighbours of each row that are in a group to its other neighbours, by group."""
    members = belongs[:, group].nonzero()[0]
    common = (rows[:, members] @ adjacency[members]).multiply(rows)
    counted: Counts = common @ belongs
    return counted
