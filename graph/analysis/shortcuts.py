"""Which new partnerships would bring a network closer together, or connect its parts.

A new edge of length w between u and v makes the way from s to t shorter where d(s, u) + w + d(v, t) < d(s, t). What it
saves in all is bounded by what those near u save on their way to v, and those near v on theirs to u; candidates are
tried in the order of that bound, until none that is left can be better.

References
----------
M. Papagelis, F. Bonchi, A. Gionis (2011), Suggesting ghost edges for a smaller world, CIKM 2011, 2305-2308;
A. Meyerson, B. Tagiku (2009), Minimizing average shortest path distances via shortcut edge addition, APPROX 2009,
272-285 (one edge after the other).
"""

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import repeat
from random import Random
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from triplehelix.graph.analysis.separation import Array, Separation, separation

__all__ = ["EXACT", "Connection", "Shortcut", "Shortcuts", "connections", "shortcuts"]

EXACT: Final = 500
"""Up to so many actors all pairs are compared, over the ways between all."""
_DRAWN: Final = 300
"""Beyond, the pairs among so many, over the ways between as many drawn by lot."""
_LENGTH: Final = 1.0
"""Two partners of a new partnership have this distance."""
_SEED: Final = 1


Lengths = Callable[[Separation], Array]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A pair, and the mean length of a way if it met, too."""

    one: str
    other: str
    mean: float


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """The pairs that save most, one after the other: each with those before it."""

    found: tuple[Shortcut, ...] = ()
    mean: float | None = None
    """The mean length of a way before."""
    candidates: int = 0
    """How many pairs were compared."""
    tried: int = 0
    """For how many of them the new lengths were worked out; the others cannot save as much."""
    sampled: int | None = None
    """Between how many actors, drawn by lot, distances were taken; None for all."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A pair that would connect a smaller component with the largest."""

    one: str
    other: str
    component: tuple[str, ...]
    """All of the smaller component."""


def shortcuts(
    graph: nx.Graph,
    limit: int,
    ends: Collection[str] | None = None,
    shut: AbstractSet[str] = frozenset(),
    *,
    weighted: bool = False,
) -> Shortcuts:
    """The new edges that save most in a connected network; with `ends` only edges of these, never of who is `shut`.

    Ways are as long as they have steps, or, where `weighted`, as their `distance` is. Fewer than three nodes have none.

    >>> [best.mean for best in shortcuts(nx.path_graph(["a", "b", "c", "d"]), 1).found]
    [1.3333333333333333]
    """
    if len(graph) < 3:  # noqa: PLR2004 - the fewest of whom two may not meet
        return Shortcuts()
    search = _Search(graph, ends, shut, weighted=weighted)
    before = search.mean
    found = tuple(search.best(limit))
    return Shortcuts(found, before, search.candidates, search.tried, search.sampled)


class _Search:
    """How far it is from some actors to all, as it is with the edges that were chosen so far."""

    def __init__(
        self, graph: nx.Graph, ends: Collection[str] | None, shut: AbstractSet[str], *, weighted: bool
    ) -> None:
        self._graph = graph.copy()
        self._nodes = list(graph)
        self._place = {node: place for place, node in enumerate(self._nodes)}
        large = len(self._nodes) > EXACT
        drawn = set(Random(_SEED).sample(self._nodes, _DRAWN) if large else self._nodes)  # noqa: S311 - no secret
        self._lengths = _distances if weighted else _hops
        self._distances = self._lengths(separation(graph, drawn))
        self._drawn = self._places(drawn)
        self._between = self._distances[:, self._drawn]
        self._ones = self._places(ends if ends is not None else _largest(graph, _DRAWN) if large else drawn, shut)
        self._others = self._ones if ends is None else self._places(self._nodes, shut)
        self.sampled = len(drawn) if large else None
        self.candidates = self.tried = 0

    def _places(self, wanted: Collection[str], shut: AbstractSet[str] = frozenset()) -> list[int]:
        return sorted(self._place[node] for node in wanted if node not in shut)

    @property
    def mean(self) -> float:
        """The mean distance of two of them."""
        size = len(self._drawn)
        return float(self._between.sum() / (size * (size - 1)))

    def best(self, limit: int) -> Iterator[Shortcut]:
        """The edges that save most, each with those before it, as long as any saves something."""
        for _ in range(limit):
            pair = self._next()
            if pair is None:
                return
            one, other = (self._nodes[place] for place in pair)
            here, there = (self._lengths(separation(self._graph, [node]))[0] for node in (one, other))
            self._join(*pair, here, there)
            self._graph.add_edge(one, other, distance=_LENGTH)
            yield Shortcut(one, other, self.mean)

    def _join(self, one: int, other: int, here: Array, there: Array) -> None:
        first, second = (self._distances[:, [place]] + _LENGTH for place in (one, other))
        self._distances = np.minimum(self._distances, np.minimum(first + there, second + here))
        self._between = self._distances[:, self._drawn]

    def _next(self) -> tuple[int, int] | None:
        """The pair that saves most; the candidates in the order of what they can save at most."""
        pairs, bounds = self._candidates()
        best, saved = None, 0.0
        for at in np.argsort(-bounds, kind="stable"):
            if bounds[at] <= saved:
                break
            self.tried += 1
            pair = int(pairs[at][0]), int(pairs[at][1])
            if (saving := self._saved(*pair)) > saved:
                best, saved = pair, saving
        return best

    def _candidates(self) -> tuple[NDArray[np.int64], Array]:
        """Pairs that do not meet, and what each can save at most."""
        found = [self._with(one) for one in self._ones]
        pairs = np.array([(one, other) for one, (others, _) in zip(self._ones, found, strict=True) for other in others])
        self.candidates = max(self.candidates, len(pairs))
        return pairs, np.concatenate([bounds for _, bounds in found]) if len(pairs) else np.array([])

    def _with(self, one: int) -> tuple[list[int], Array]:
        """Whom an actor might meet, and what each pair can save at most: what either side saves, as often as it can."""
        known = {one, *map(self._place.__getitem__, self._graph[self._nodes[one]])}
        before = {place for place in self._ones if place <= one}  # those pairs were looked at
        others = [place for place in self._others if place not in known and place not in before]
        here, there = self._distances[:, [one]], self._distances[:, others]
        near, far = np.maximum(there - here - _LENGTH, 0), np.maximum(here - there - _LENGTH, 0)
        return others, np.minimum(near.sum(0) * (far > 0).sum(0), far.sum(0) * (near > 0).sum(0))

    def _saved(self, one: int, other: int) -> float:
        """What all pairs of actors save together if these two meet."""
        here, there = self._distances[:, one], self._distances[:, other]
        near, far = np.flatnonzero(there - here > _LENGTH), np.flatnonzero(here - there > _LENGTH)
        ways = here[near][:, None] + _LENGTH + there[far]
        return float(np.maximum(self._between[np.ix_(near, far)] - ways, 0).sum())


def _distances(known: Separation) -> Array:
    return known.distances


def _hops(known: Separation) -> Array:
    return known.hops


def _largest(graph: nx.Graph, number: int) -> list[str]:
    """The nodes with the most neighbours."""
    return sorted(graph, key=lambda node: (-graph.degree[node], node))[:number]


def connections(
    graph: nx.Graph,
    ends: Collection[str] | None = None,
    shut: AbstractSet[str] = frozenset(),
    *,
    weighted: bool = False,
) -> tuple[Connection, ...]:
    """For each smaller component the edge to the largest that leaves the new ways shortest, the largest first.

    With `ends` only edges of these, never of who is `shut`.
    """
    lengths = _distances if weighted else _hops
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part))
    if len(parts) < 2:  # noqa: PLR2004 - nothing is apart
        return ()
    middles = [_middle(graph.subgraph(part), lengths, ends, shut) for part in parts]
    found = zip(middles[1:], repeat(middles[0]), parts[1:], strict=False)
    return tuple(
        Connection(one, other, tuple(part)) for one, other, part in found if one and other and _wanted(one, other, ends)
    )


def _wanted(one: str, other: str, ends: Collection[str] | None) -> bool:
    return ends is None or not {one, other}.isdisjoint(ends)


def _middle(component: nx.Graph, lengths: Lengths, ends: Collection[str] | None, shut: AbstractSet[str]) -> str | None:
    """Who is nearest to all others of a component, of those that are wanted, or else of all."""
    open_ = set(component) - shut
    wanted = open_.intersection(ends or ()) or open_
    known = separation(component)
    sums = zip(lengths(known).sum(axis=0), known.columns, strict=True)
    return min(((total, node) for total, node in sums if node in wanted), default=(0, None))[1]
