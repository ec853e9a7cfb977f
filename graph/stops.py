"""Ways that pass some actors in their order, the least first.

Each stretch from stop to stop is looked for by itself. Where two of them pass the same actor, one of the two must do
without it: both choices are tried, the better first. So the first that crosses itself nowhere is the least of all.

References
----------
G. Sharon, R. Stern, A. Felner, N. R. Sturtevant (2015), Conflict-based search for optimal multi-agent pathfinding,
Artificial Intelligence 219, 40-66.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from heapq import heappop, heappush
from itertools import chain, count, pairwise

from triplehelix.graph.ways import Search, Way, in_order

__all__ = ["through"]

Parts = tuple[Way, ...]
"""The least way of each stretch."""


def through(search: Search, stops: Sequence[int]) -> Iterator[Way]:
    """All ways that pass some actors in their order, the least first.

    >>> line = {0: [(1, 1)], 1: [(1, 0), (1, 2)], 2: [(1, 1)]}
    >>> [way.actors for way in through(Search(line.__getitem__, frozenset([0]), frozenset([2])), [1])]
    [(0, 1, 2)]
    """

    def least(root: tuple[int, ...], known: frozenset[int]) -> Way | None:
        left = [stop for stop in stops if stop not in root]
        return search.completed(root, _least(search.begun(root, known), left))

    return in_order(least) if stops else search.ways()


class _Stretch:
    """The ways from one stop to the next; each number of steps is looked for once."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.least = cache(self._least)

    def _least(self, most: int | None) -> Way | None:
        return replace(self._search, most=most).least()

    def without(self, actor: int) -> "_Stretch":
        return _Stretch(replace(self._search, closed=self._search.closed | {actor}))


Stretches = tuple[_Stretch, ...]


def _least(search: Search, stops: Sequence[int]) -> Way | None:
    """The least way that passes the stops and no actor twice."""
    waiting: list[tuple[Way, int, Parts, Stretches]] = []
    number = count()

    def wait(stretches: Stretches) -> None:
        if parts := _parts(stretches, search.most):
            heappush(waiting, (_joined(parts), next(number), parts, stretches))

    wait(_stretches(search, stops))
    while waiting:
        way, _, parts, stretches = heappop(waiting)
        crossing = _crossing(parts)
        if crossing is None:
            return way
        actor, *both = crossing
        for at in both:
            wait((*stretches[:at], stretches[at].without(actor), *stretches[at + 1 :]))
    return None


def _stretches(search: Search, stops: Sequence[int]) -> Stretches:
    """From the starts to the first stop, from there to the next, and from the last to the ends."""
    marks = [search.starts, *(frozenset([stop]) for stop in stops), search.ends]
    shut = search.closed.union(search.starts, search.ends, stops)
    first = replace(search, ends=marks[1], closed=shut)
    rest = replace(search, closed=shut, banned=frozenset())
    others = (replace(rest, starts=mark, ends=aim) for mark, aim in pairwise(marks[1:]))
    return tuple(map(_Stretch, (first, *others)))


def _parts(stretches: Stretches, most: int | None) -> Parts | None:
    """The least ways of all stretches that have so many steps together; None if there are none."""
    freely = tuple(way for stretch in stretches if (way := stretch.least(None)))
    if len(freely) < len(stretches):
        return None
    if most is None or _joined(freely).steps <= most:
        return freely
    first, *others = stretches
    if not others:
        way = first.least(most)
        return (way,) if way else None
    chosen = (
        (way, *rest)
        for steps in range(1, min(most - len(others), freely[0].steps) + 1)
        if (way := first.least(steps)) and (rest := _parts(tuple(others), most - steps))
    )
    return min(chosen, key=_joined, default=None)


def _joined(parts: Parts) -> Way:
    return Way(
        sum(part.cost for part in parts),
        (*chain.from_iterable(part.actors[:-1] for part in parts), parts[-1].actors[-1]),
    )


def _crossing(parts: Parts) -> tuple[int, int, int] | None:
    """The first actor that two stretches pass, and which two they are."""
    passed: dict[int, int] = {}
    for at, part in enumerate(parts):
        for actor in part.actors[1:-1]:
            if actor in passed:
                return actor, passed[actor], at
            passed[actor] = at
    return None
