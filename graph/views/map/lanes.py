"""Where nodes stand on a page of paths: each path in a lane of its own, from left to right, the first in the middle."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle, pairwise

from triplehelix.graph.views.map.layout import LANDSCAPE, Position

__all__ = ["Gap", "Lane", "lanes"]

STEP = 320.0  # from an actor to the next, with at most one column of initiatives between them
COLUMN = 200.0
ROW = 70.0
ROWS = 7  # of initiatives above each other, before they stand in one more column


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between an actor and the next."""

    initiatives: tuple[str, ...]
    joined: bool
    """Whether a line leads from one to the other, on which nothing may stand."""

    @property
    def columns(self) -> int:
        """How many initiatives stand beside each other."""
        return max(1, math.ceil(len(self.initiatives) / ROWS))

    @property
    def width(self) -> float:
        """How far the two actors stand apart at least."""
        return STEP + (self.columns - 1) * COLUMN

    def offsets(self) -> Iterator[tuple[str, Position]]:
        """Each initiative with its place as seen from the middle: on the line if it is free, then below and above."""
        for number, initiative in enumerate(self.initiatives):
            row, column = divmod(number, self.columns)
            yield initiative, ((column - (self.columns - 1) / 2) * COLUMN, _alternating(row + self.joined) * ROW)


@dataclass(frozen=True, slots=True)
class Lane:
    """The actors of a path in their order, and what stands between them."""

    actors: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def width(self) -> float:
        """How much room it takes from left to right at least."""
        return sum(gap.width for gap in self.gaps)

    @property
    def height(self) -> float:
        """How far it reaches to either side."""
        return ROW + max((abs(y) for gap in self.gaps for _, (_, y) in gap.offsets()), default=0.0)

    def places(self, width: float) -> Iterator[tuple[str, Position]]:
        """The place of each node in a lane that is as wide as the widest."""
        stretch = width / self.width
        ends = [x * stretch for x in accumulate((gap.width for gap in self.gaps), initial=0.0)]
        yield from ((actor, (x, 0.0)) for actor, x in zip(self.actors, ends, strict=True))
        for gap, (left, right) in zip(self.gaps, pairwise(ends), strict=True):
            yield from ((name, ((left + right) / 2 + x, y)) for name, (x, y) in gap.offsets())


def lanes(paths: Sequence[Lane]) -> dict[str, Position]:
    """A place for every node; whoever is on several paths stands on the first of them.

    >>> direct, around = Lane(("a", "b"), (Gap((), True),)), Lane(("a", "c", "b"), (Gap((), True),) * 2)
    >>> lanes([direct, around])
    {'a': (0.0, 0.0), 'b': (640.0, 0.0), 'c': (320.0, 140.0)}
    """
    needed = list(_bringing_new(paths))
    middles = list(_middles(needed))
    width = max([lane.width for lane in needed] + [LANDSCAPE * 2 * abs(middle) for middle in middles], default=0.0)
    places: dict[str, Position] = {}
    for lane, middle in zip(needed, middles, strict=True):
        for name, (x, y) in lane.places(width):
            places.setdefault(name, (round(x, 1), round(middle + y, 1)))
    return places


def _bringing_new(paths: Sequence[Lane]) -> Iterator[Lane]:
    """The lanes on which something stands that stands on none before."""
    seen: set[str] = set()
    for lane in paths:
        names = {name for name, _ in lane.places(lane.width)}
        if names - seen:
            yield lane
        seen |= names


def _middles(paths: Sequence[Lane]) -> Iterator[float]:
    """The first lane in the middle, the others by turns below and above what is there."""
    if not paths:
        return
    yield 0.0
    reach = {1: paths[0].height, -1: paths[0].height}
    for lane, side in zip(paths[1:], cycle(reach), strict=False):
        yield side * (reach[side] + lane.height)
        reach[side] += 2 * lane.height


def _alternating(number: int) -> int:
    """0, 1, -1, 2, -2..."""
    return (number + 1) // 2 * (1 if number % 2 else -1)
