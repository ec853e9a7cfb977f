"""Ways that pass some actors in their order: those of all ways that do."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.test_ways import MANY, Asked, asked, some, walked

from triplehelix.graph.stops import through
from triplehelix.graph.ways import Search, Way


def passing(ways: Collection[Way], stops: Sequence[int]) -> list[Way]:
    """The ways that pass some actors in their order."""
    return [way for way in sorted(ways) if [actor for actor in way.actors if actor in stops] == list(stops)]


@given(asked(), st.integers(1, 3))
def test_ways_through_stops_pass_each_of_them_in_order(case: Asked, n: int) -> None:
    stops = case.others[:n]
    assert some(through(case.search, stops)) == passing(walked(case.search), stops)[:MANY]


def test_a_stop_that_is_a_dead_end_is_passed_by_no_way() -> None:
    crowd = range(1, 30)
    rows = {one: [(1, other) for other in crowd if other != one] for one in crowd}
    rows[1] = [(1, 0), *rows[1]]
    rows[0] = [(1, 1)]
    search = Search(rows.__getitem__, frozenset([2]), frozenset([3]))
    assert list(through(search, [0])) == []


def test_a_way_through_a_stop_leaves_an_end_the_only_neighbour_that_it_has() -> None:
    crowd = range(1, 30)
    rows = {one: [(1, other) for other in crowd if other != one] for one in crowd}
    rows[1] = [(1, 0), *rows[1]]
    rows[0] = [(1, 1)]
    search = Search(rows.__getitem__, frozenset([2]), frozenset([0]))
    assert next(through(search, [3])).actors == (2, 3, 1, 0)
    # the shortest ways to the stop all lead over that neighbour
    far = {**rows, 2: [(1, 1), (9, 4)], 4: [*rows[4], (9, 2)]}
    assert next(through(replace(search, rows=far.__getitem__), [3])).actors[:2] == (2, 4)


def test_in_a_large_crowd_of_dead_ends_and_bridges_no_way_is_looked_for_in_vain() -> None:
    # two crowds that one bridge joins: who crosses it cannot come back
    left, right = range(40), range(40, 80)
    rows: dict[int, list[tuple[int, int]]] = {one: [] for one in range(80)}
    for crowd in (left, right):
        for one in crowd:
            rows[one] += [((one + other) % 9 + 1, other) for other in crowd if other != one]
    for one, other in ((0, 40), (40, 0)):
        rows[one].append((1, other))
    ordered = {one: sorted(steps) for one, steps in rows.items()}
    search = Search(ordered.__getitem__, frozenset([5]), frozenset([6]))
    assert list(through(search, [41])) == []
    assert list(through(search, [7, 41, 8])) == []
    assert next(through(replace(search, ends=frozenset([50])), [7, 41])).actors[-1] == 50
