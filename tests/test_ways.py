"""Ways through a network: whatever is asked of them, they are those that walking every way finds, in the same order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, islice

from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.ways import Row, Search, Way

MANY = 30
NOBODY = frozenset[int]()


@dataclass(frozen=True)
class Asked:
    """A random network of few actors with many equal costs, and what is looked for in it."""

    rows: dict[int, Row]
    starts: frozenset[int]
    ends: frozenset[int]
    closed: frozenset[int]
    most: int | None
    others: tuple[int, ...]
    """Who is neither a start nor an end, nor closed."""

    @property
    def search(self) -> Search:
        return Search(self.rows.__getitem__, self.starts, self.ends, self.closed, most=self.most)


@st.composite
def asked(draw: st.DrawFn, most_actors: int = 12) -> Asked:
    size = draw(st.integers(2, most_actors))
    pairs = list(combinations(range(size), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2 * size, unique=True))
    cost = {pair: draw(st.sampled_from([1, 1, 2, 3, 9])) * 256 + 1 for pair in chosen}
    shuffled = draw(st.permutations(range(size)))
    starts, ends = (draw(st.integers(1, 2 if size > 3 else 1)) for _ in range(2))
    closed = draw(st.integers(0, max(0, min(2, size - starts - ends))))
    return Asked(
        rows={one: _row(cost, one, size) for one in range(size)},
        starts=frozenset(shuffled[:starts]),
        ends=frozenset(shuffled[starts : starts + ends]),
        closed=frozenset(shuffled[starts + ends : starts + ends + closed]),
        most=draw(st.none() | st.integers(0, 5)),
        others=tuple(shuffled[starts + ends + closed :]),
    )


def _row(cost: dict[tuple[int, int], int], one: int, size: int) -> Row:
    steps = ((cost.get((min(one, other), max(one, other))), other) for other in range(size))
    return sorted((step, other) for step, other in steps if step)


def walked(search: Search, *, past_ends: bool = False) -> list[Way]:
    """All ways, by walking each of them."""
    return sorted(way for start in search.starts for way in _walks(search, Way(0, (start,)), past_ends=past_ends))


def _walks(search: Search, begun: Way, *, past_ends: bool) -> Iterator[Way]:
    here = begun.actors[-1]
    if here in search.ends:
        yield begun
    if (here in search.ends and not past_ends) or begun.steps == search.most:
        return
    if here in search.closed and begun.steps:
        return
    shut = search.starts.union(begun.actors, search.closed - search.ends, () if begun.steps else search.banned)
    for step, other in search.rows(here):
        if other not in shut:
            yield from _walks(search, Way(begun.cost + step, (*begun.actors, other)), past_ends=past_ends)


def some(ways: Iterator[Way]) -> list[Way]:
    return list(islice(ways, MANY))


@given(asked())
def test_all_ways_come_in_the_order_of_their_costs_and_actors(case: Asked) -> None:
    assert some(case.search.ways()) == walked(case.search)[:MANY]


@given(asked(), st.data())
def test_the_first_step_never_leads_where_it_is_banned(case: Asked, data: st.DataObject) -> None:
    start = min(case.starts)
    banned = data.draw(st.frozensets(st.sampled_from(sorted(case.rows)), max_size=3)) - {start}
    search = replace(case.search, starts=frozenset([start]), banned=banned)
    expected = walked(search)
    assert search.least() == (expected[0] if expected else None)


@given(asked())
def test_the_nearest_ends_come_first_each_by_its_least_way(case: Asked) -> None:
    least: dict[int, Way] = {}
    for way in walked(case.search, past_ends=True):
        least.setdefault(way.actors[-1], way)
    assert list(case.search.nearest()) == sorted(least.values())


@given(asked(), st.sets(st.integers(0, 11), max_size=3))
def test_an_end_that_is_closed_is_reached_but_not_passed(case: Asked, also: set[int]) -> None:
    search = replace(case.search, closed=case.closed | (case.ends & also))
    least: dict[int, Way] = {}
    for way in walked(search, past_ends=True):
        least.setdefault(way.actors[-1], way)
    assert list(search.nearest()) == sorted(least.values())
    assert some(search.ways()) == walked(search)[:MANY]


def test_a_closed_end_one_dear_step_away_is_reached_in_few_steps() -> None:
    rows = {0: [(1, 1), (9, 3)], 1: [(1, 0), (1, 2)], 2: [(1, 1), (1, 3)], 3: [(1, 2), (9, 0)]}
    end = frozenset([3])
    assert Search(rows.__getitem__, frozenset([0]), end, closed=end, most=2).least() == Way(9, (0, 3))
