"""The shortest ways from one actor to another."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations, pairwise, permutations
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import AmbiguousName, NameNotFound, NotAPath
from triplehelix.graph.network import Venue, projection
from triplehelix.graph.paths import Path as Way
from triplehelix.graph.paths import shortest_paths

Venues = Mapping[str, frozenset[str]]

ACTORS = "abcdefg"
venues = st.dictionaries(
    st.sampled_from([f"v{n}" for n in range(8)]),
    st.frozensets(st.sampled_from(ACTORS), min_size=2, max_size=4),
    min_size=1,
)


def a_network(parties: Venues, deduced: frozenset[tuple[str, str]] = frozenset()) -> nx.Graph:
    """An affiliation network of initiatives; `deduced` are the presences that rest on deduced ties."""
    network = nx.Graph()
    for name, actors in parties.items():
        ties = {actor: [f"{actor} in {name}"] for actor in actors}
        network.add_node(name, bipartite=1, venue=Venue(name, "Participation", name, ties=ties))
        for actor in actors:
            network.add_node(actor, bipartite=0)
            network.add_edge(actor, name, ties=tuple(ties[actor]), deduced=(actor, name) in deduced)
    return network


def nodes(path: Way) -> list[str]:
    return [path.hops[0].start, *(hop.end for hop in path.hops)]


def distance(parties: Venues, one: str, other: str) -> float:
    found = shortest_paths(a_network(parties), one, other, k=1)
    return found[0].distance if found else float("inf")


def all_distances(parties: Venues, one: str, other: str) -> list[float]:
    """The distances of all loop-free ways, by walking each of them."""
    actors = projection(a_network(parties))
    if one not in actors or other not in actors:
        return []
    ways = nx.all_simple_paths(actors, one, other)
    return sorted(sum(actors.edges[hop]["distance"] for hop in pairwise(way)) for way in ways)


def test_two_that_meet_are_one_hop_apart_with_all_their_venues() -> None:
    parties = {"p": frozenset("abc"), "q": frozenset("ab"), "r": frozenset("bc")}
    (path,) = shortest_paths(a_network(parties), "a", "b", k=1)
    (hop,) = path.hops
    assert (hop.start, hop.end, hop.strength) == ("a", "b", 1.5)
    assert sorted(venue.id for venue in hop.venues) == ["p", "q"]
    assert path.distance == pytest.approx(1 / 1.5)


def test_a_detour_through_small_circles_is_nearer_than_a_large_one() -> None:
    parties = {"fair": frozenset("abcdefg"), "p": frozenset("ac"), "q": frozenset("cb")}
    best, *_ = shortest_paths(a_network(parties), "a", "b")
    assert nodes(best) == ["a", "c", "b"]


def test_there_is_no_way_between_separate_circles() -> None:
    assert shortest_paths(a_network({"p": frozenset("ab"), "q": frozenset("cd")}), "a", "c") == []


@pytest.mark.parametrize(("one", "other"), [("a", "z"), ("z", "a"), ("a", "a")], ids=["no end", "no start", "no way"])
def test_there_is_no_way_to_who_is_not_there_or_to_oneself(one: str, other: str) -> None:
    assert shortest_paths(a_network({"p": frozenset("ab")}), one, other) == []


@pytest.mark.parametrize(
    ("deduced", "expected"),
    [
        pytest.param([], False, id="stated"),
        pytest.param([("a", "p")], False, id="one of two venues stated"),
        pytest.param([("a", "p"), ("b", "q")], True, id="each venue rests on a deduced tie"),
        pytest.param([("c", "p")], False, id="of a third party"),
    ],
)
def test_a_hop_is_deduced_where_each_of_its_venues_is(deduced: list[tuple[str, str]], *, expected: bool) -> None:
    network = a_network({"p": frozenset("abc"), "q": frozenset("ab")}, frozenset(deduced))
    assert shortest_paths(network, "a", "b", k=1)[0].hops[0].deduced is expected


@given(venues, st.sampled_from(list(permutations(ACTORS, 2))), st.integers(1, 12))
def test_paths_are_those_that_walking_every_way_finds(parties: Venues, ends: tuple[str, str], k: int) -> None:
    found = shortest_paths(a_network(parties), *ends, k=k)
    assert [path.distance for path in found] == pytest.approx(all_distances(parties, *ends)[:k])


@given(venues, st.sampled_from(list(permutations(ACTORS, 2))))
def test_paths_join_their_ends_without_a_loop_and_differ(parties: Venues, ends: tuple[str, str]) -> None:
    ways = [nodes(path) for path in shortest_paths(a_network(parties), *ends, k=20)]
    assert all((way[0], way[-1]) == ends and len(set(way)) == len(way) for way in ways)
    assert len({tuple(way) for way in ways}) == len(ways)


@given(venues, st.sampled_from(list(permutations(ACTORS, 2))), st.randoms(use_true_random=False))
def test_ties_between_paths_are_broken_the_same_way_in_whatever_order_the_data_comes(
    parties: Venues, ends: tuple[str, str], dice: Random
) -> None:
    shuffled = list(parties.items())
    dice.shuffle(shuffled)
    found = shortest_paths(a_network(parties), *ends, k=5)
    again = shortest_paths(a_network(dict(shuffled)), *ends, k=5)
    assert [nodes(path) for path in found] == [nodes(path) for path in again]


@given(venues, st.frozensets(st.sampled_from(ACTORS), min_size=2))
def test_a_joint_venue_more_never_lengthens_a_way(parties: Venues, newcomers: frozenset[str]) -> None:
    more = {**parties, "new": newcomers}
    for one, other in combinations(ACTORS, 2):
        assert distance(more, one, other) <= distance(parties, one, other) + 1e-9


@given(venues, st.sampled_from(list(combinations(ACTORS, 2))))
def test_the_way_back_is_as_long(parties: Venues, ends: tuple[str, str]) -> None:
    there, back = (
        [path.distance for path in shortest_paths(a_network(parties), *way, k=4)] for way in (ends, ends[::-1])
    )
    assert there == pytest.approx(back)


# on the bundled ecosystem


def test_pdc_line_reaches_the_ulb_by_documented_hops(eco: Ecosystem) -> None:
    found = eco.paths("pdc line", "ulb")
    assert len(found) == 3
    assert [path.distance for path in found] == sorted(path.distance for path in found)
    assert all(tie.sources[0].url for path in found for hop in path.hops for v in hop.venues for tie in v.ties)


def test_no_office_holder_stands_between_two_actors(eco: Ecosystem) -> None:
    found = eco.paths("Walloon Government", "UCB", k=20)
    assert {actor.type for path in found for actor in path.actors}.isdisjoint({"OfficeHolder"})


def test_an_office_holder_may_be_an_end(eco: Ecosystem) -> None:
    best = eco.paths("Willy Borsus", "UCB", k=1)[0]
    assert best.actors[0].type == "OfficeHolder"


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        pytest.param("UCB", "Nobody At All", NameNotFound, id="unknown"),
        pytest.param("university", "UCB", AmbiguousName, id="ambiguous"),
        pytest.param("UCB", "ATMP-PIT", NotAPath, id="an initiative"),
        pytest.param("UCL", "UCLouvain", NotAPath, id="the same actor"),
    ],
)
def test_ends_between_which_there_can_be_no_path_are_refused(
    eco: Ecosystem, start: str, end: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        eco.paths(start, end)


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_paths_do_not_depend_on_the_run(eco: Ecosystem, seed: str) -> None:
    command = [
        str(Path(sys.executable).with_name("triplehelix")),
        "path",
        "ucb",
        "uclouvain",
        "-k",
        "8",
        "--format",
        "json",
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    printed = json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    ways = [[hop["to"]["id"] for hop in path["hops"]] for path in printed["paths"]]
    assert ways == [[hop.end.id for hop in path.hops] for path in eco.paths("ucb", "uclouvain", 8)]
