"""Ways through a network of actors, the least first: by cost, then by the actors on them.

An actor is a number here, and a way a tuple of them. Costs are whole numbers and count the steps of a way, too, so
that equal ones are equal however they are summed up: the order is total, and no answer hangs on chance.

References
----------
E. W. Dijkstra (1959), A note on two problems in connexion with graphs, Numerische Mathematik 1, 269-271 (the search);
I. Pohl (1971), Bi-directional search, Machine Intelligence 6, 127-140 (from both ends); J. Y. Yen (1971), Finding the
K shortest loopless paths in a network, Management Science 17, 712-716 (one way after the other).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final

__all__ = ["Actors", "Row", "Rows", "Search", "Way", "in_order"]

Row = Sequence[tuple[int, int]]
"""The steps from an actor: what each costs, and to whom it leads; the least first."""

Rows = Callable[[int], Row]

Actors = frozenset[int]

Label = tuple[int, tuple[int, ...]]
"""What a part of a way costs, and its actors."""

_NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """A way without a loop, and what it costs."""

    cost: int
    actors: tuple[int, ...]

    @property
    def steps(self) -> int:
        """How many steps it has."""
        return len(self.actors) - 1


@dataclass(frozen=True, slots=True)
class Search:
    """What ways are looked for: from any of some actors to any of others, and where they may lead."""

    rows: Rows
    starts: Actors
    ends: Actors
    closed: Actors = _NOBODY
    """Who may not be passed; an end among them may be reached."""
    banned: Actors = _NOBODY
    """To whom the first step may not lead."""
    most: int | None = None
    """How many steps a way may have."""

    def ways(self) -> Iterator[Way]:
        """All ways, the least first.

        >>> circle = {0: [(1, 1), (5, 2)], 1: [(1, 0), (1, 2)], 2: [(1, 1), (5, 0)]}
        >>> [way.actors for way in Search(circle.__getitem__, frozenset([0]), frozenset([2])).ways()]
        [(0, 1, 2), (0, 2)]
        """
        return in_order(self._from)

    def _from(self, root: tuple[int, ...], known: Actors) -> Way | None:
        return self.completed(root, self.begun(root, known).least())

    def begun(self, root: tuple[int, ...], known: Actors) -> "Search":
        """What is left to look for of ways that begin with some actors, and then go on to none that is known."""
        if not root:
            return replace(self, starts=self.starts - known, closed=self.closed | self.starts)
        most = None if self.most is None else self.most + 1 - len(root)
        closed = self.closed.union(root, self.starts)
        return replace(self, starts=frozenset(root[-1:]), closed=closed, banned=known, most=most)

    def completed(self, root: tuple[int, ...], rest: Way | None) -> Way | None:
        """The whole way that begins with some actors, and goes on from the last of them."""
        return rest and Way(self._cost(root) + rest.cost, root[:-1] + rest.actors)

    def _cost(self, actors: Sequence[int]) -> int:
        return sum(next(step for step, actor in self.rows(one) if actor == other) for one, other in pairwise(actors))

    def least(self) -> Way | None:
        """The least way; None if there is none."""
        if not self.starts or (self.most is not None and self.most < 1):
            return None
        way = self._from_both_ends()
        return self._step_by_step(self.most) if way and self.most and way.steps > self.most else way

    def row(self, actor: int) -> Row:
        """The steps from an actor, without those that are banned, in either direction."""
        row = self.rows(actor)
        if self.banned and actor in self.starts:
            return [step for step in row if step[1] not in self.banned]
        if actor in self.banned:
            return [step for step in row if step[1] not in self.starts]
        return row

    def _from_both_ends(self) -> Way | None:
        """Two searches that meet: once both have gone so far, no way is less than the best that they found."""
        there = _Tide(self.row, self.starts, self.closed | self.ends, forward=True)
        back = _Tide(self.row, self.ends, self.closed | self.starts, forward=False)
        best: Way | None = None
        for start in self.starts:
            best = there.meeting(start, back, best)
        while there.heap and back.heap and (best is None or there.heap[0][0] + back.heap[0][0] <= best.cost):
            tide, other = (there, back) if len(there.settled) <= len(back.settled) else (back, there)
            actor = tide.advance()
            best = best if actor is None else tide.meeting(actor, other, best)
        return best

    def _step_by_step(self, most: int) -> Way | None:
        """The least way of so many steps at most: half of them from here, half from there."""
        half = -(-most // 2)
        there = self._reached(self.starts, self.closed - self.ends, half, forward=True)
        back = self._reached(self.ends, self.closed | self.starts, most - half, forward=False)
        met = ((there[actor], back[actor]) for actor in there.keys() & back.keys())
        return min((Way(one[0] + two[0], one[1] + two[1][1:]) for one, two in met), default=None)

    def _reached(self, begin: Actors, shut: Actors, steps: int, *, forward: bool) -> Mapping[int, Label]:
        """Who can be reached in so many steps, each with the least part of a way."""
        reached: dict[int, Label] = {actor: (0, (actor,)) for actor in begin}
        latest = reached
        for _ in range(steps):
            latest = self._further(latest, reached, shut, forward=forward)
            reached = {**reached, **latest}
        return reached

    def _further(
        self, latest: Mapping[int, Label], reached: Mapping[int, Label], shut: Actors, *, forward: bool
    ) -> dict[int, Label]:
        nearer: dict[int, Label] = {}
        for actor, (cost, way) in latest.items():
            for step, other in self.row(actor):
                if other not in shut:
                    label = cost + step, _grown(way, other, forward=forward)
                    known = nearer.get(other) or reached.get(other)
                    if known is None or label < known:
                        nearer[other] = label
        return nearer

    def nearest(self) -> Iterator[Way]:
        """The least way to each of the ends that can be reached, the nearest first; it may lead through others."""
        if shut := self.ends & self.closed:
            onward = replace(self, rows=lambda actor: () if actor in shut else self.rows(actor))
            yield from replace(onward, closed=self.closed - shut).nearest()
            return
        if self.most is not None:
            reached = self._reached(self.starts, self.closed, self.most, forward=True)
            yield from sorted(Way(*reached[actor]) for actor in reached.keys() & self.ends)
            return
        there = _Tide(self.row, self.starts, self.closed, forward=True)
        while there.heap:
            actor = there.advance()
            if actor is not None and actor in self.ends:
                yield Way(*there.settled[actor])


def in_order(least: Callable[[tuple[int, ...], Actors], Way | None]) -> Iterator[Way]:
    """All ways, the least first, given the least of those that begin with some actors and go on to none of others."""
    found: list[Way] = []
    waiting = [way for way in [least((), _NOBODY)] if way]
    while waiting:
        way = heappop(waiting)
        if way not in found:
            yield way
            found.append(way)
            for root, known in _deviations(way, found):
                if other := least(root, known):
                    heappush(waiting, other)


def _deviations(way: Way, found: Collection[Way]) -> Iterator[tuple[tuple[int, ...], Actors]]:
    """Each beginning of a way, and how those that were found go on from there."""
    for length in range(len(way.actors)):
        root = way.actors[:length]
        yield root, frozenset(other.actors[length] for other in found if other.actors[:length] == root)


class _Tide:
    """A search that spreads from where it begins, and settles one actor after the other, the nearest first.

    Of each settled actor only the next step is in the heap: steps are sorted, so nothing nearer is missed.
    """

    def __init__(self, row: Rows, begin: Actors, shut: Actors, *, forward: bool) -> None:
        self.settled: dict[int, Label] = {}
        self.heap: list[tuple[int, tuple[int, ...], Label, Iterator[tuple[int, int]]]] = []
        """The next step of each: the cost and the way with it, what it goes on from, and the steps behind it."""
        self._row = row
        self._shut = shut
        self._forward = forward
        for actor in begin:
            self._settle(actor, (0, (actor,)))

    def advance(self) -> int | None:
        """Settle the next actor; None if it was nearer by another way."""
        cost, way, before, others = heappop(self.heap)
        self._push(before, others)
        actor = way[-1] if self._forward else way[0]
        return None if actor in self.settled else self._settle(actor, (cost, way))

    def meeting(self, actor: int, other: "_Tide", best: Way | None) -> Way | None:
        """The best way so far, looked for over a settled actor's steps to whom the other search has settled."""
        cost, way = self.settled[actor]
        for step, met in self._row(actor):
            if best and cost + step > best.cost:
                break
            if label := other.settled.get(met):
                actors = way + label[1] if self._forward else label[1] + way
                found = Way(cost + step + label[0], actors)
                best = found if best is None else min(best, found)
        return best

    def _settle(self, actor: int, label: Label) -> int:
        self.settled[actor] = label
        self._push(label, iter(self._row(actor)))
        return actor

    def _push(self, label: Label, steps: Iterator[tuple[int, int]]) -> None:
        cost, way = label
        for step, other in steps:
            if other not in self._shut and other not in self.settled:
                heappush(self.heap, (cost + step, _grown(way, other, forward=self._forward), label, steps))
                return


def _grown(way: tuple[int, ...], other: int, *, forward: bool) -> tuple[int, ...]:
    return (*way, other) if forward else (other, *way)
