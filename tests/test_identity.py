"""Ids that were declared the same have one canonical id: the smallest."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.identity import canonical_ids

Pairs = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("pairs", "canonical"),
    [
        pytest.param([], {}, id="nothing declared"),
        pytest.param([("a", "a")], {}, id="the same as itself"),
        pytest.param([("a", "b")], {"b": "a"}, id="a pair"),
        pytest.param([("b", "a")], {"b": "a"}, id="a pair the other way round"),
        pytest.param([("c", "b"), ("b", "a")], {"b": "a", "c": "a"}, id="a chain"),
        pytest.param([("a", "b"), ("c", "d"), ("d", "b")], {"b": "a", "c": "a", "d": "a"}, id="two groups that join"),
        pytest.param([("a", "b"), ("x", "y")], {"b": "a", "y": "x"}, id="two groups apart"),
    ],
)
def test_the_smallest_of_a_group_is_canonical(pairs: Pairs, canonical: dict[str, str]) -> None:
    assert [canonical_ids(order) for order in permutations(pairs)] == [canonical] * len(list(permutations(pairs)))


def _reachable(start: str, pairs: Pairs) -> set[str]:
    group = {start}
    for _ in pairs:
        group |= {name for pair in pairs if group & set(pair) for name in pair}
    return group


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=10))
def test_each_id_maps_to_the_smallest_that_a_chain_of_declarations_reaches(pairs: Pairs) -> None:
    smallest = {name: min(_reachable(name, pairs)) for pair in pairs for name in pair}
    assert canonical_ids(pairs) == {name: least for name, least in smallest.items() if name != least}
