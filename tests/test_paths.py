"""The best paths from actors to others: those that walking every way finds, in the same order."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import combinations, permutations
from math import inf
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from tests.walking import (
    ACTORS,
    FEW,
    Actors,
    a_finder,
    a_membership,
    an_initiative,
    circles,
    exact_distances,
    expected,
    initiatives,
    networks,
    walked,
    wanted_by,
)

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import AmbiguousName, NameNotFound, NotAPath
from triplehelix.graph.paths import Constraints
from triplehelix.graph.paths import Path as Way
from triplehelix.graph.venues import Venue, closeness

MANY = 40

ends = st.sampled_from(list(permutations(FEW, 2)))
sets_of_ends = st.tuples(*[st.frozensets(st.sampled_from(FEW), min_size=1, max_size=2)] * 2).filter(
    lambda two: not two[0] & two[1]
)
somebody = st.lists(st.sampled_from(FEW), max_size=2, unique=True)
constraints = st.builds(
    Constraints,
    via=somebody,
    avoid=somebody,
    only=st.none() | st.frozensets(st.sampled_from(FEW)),
    max_hops=st.none() | st.integers(0, 5),
    prefer=st.sampled_from(["strong", "short"]),
    diverse=st.just(value=False),
)


def actors_of(found: list[Way]) -> list[Actors]:
    return [tuple(path.actors) for path in found]


def distance(venues: Collection[Venue], one: str, other: str) -> float:
    found = a_finder(venues).paths([one], [other], 1)
    return found[0].distance if found else inf


def least_overlapping(ways: list[Actors], k: int, via: Collection[str] = ()) -> list[Actors]:
    """The best way, then each time the best of those that use the fewest middle actors of those before."""
    chosen: list[Actors] = []
    while len(chosen) < min(k, len(ways)):
        used = {actor for way in chosen for actor in way[1:-1]}.difference(via)
        left = [way for way in ways if way not in chosen]
        chosen.append(min(left, key=lambda way: (len(used.intersection(way)), ways.index(way))))
    return chosen


@given(networks(), ends)
def test_paths_are_those_that_walking_every_way_finds_in_its_order(venues: list[Venue], two: tuple[str, str]) -> None:
    one, other = two
    found = a_finder(venues).paths(one, other, MANY, Constraints(diverse=False))
    assert actors_of(found) == expected(venues, one, other)[:MANY]


@given(circles(ACTORS, size=7), st.sampled_from(list(combinations(ACTORS, 2))))
def test_the_distance_is_that_in_networkx_collaboration_graph(
    parties: Mapping[str, frozenset[str]], two: tuple[str, str]
) -> None:
    graph = nx.Graph([(actor, name) for name, actors in parties.items() for actor in actors])
    weighted = bipartite.collaboration_weighted_projected_graph(graph, [node for node in graph if node in ACTORS])
    if set(two) <= set(weighted) and nx.has_path(weighted, *two):
        nearest = nx.shortest_path_length(weighted, *two, weight=lambda _one, _other, edge: 1 / edge["weight"])
        assert distance(initiatives(parties), *two) == pytest.approx(nearest)
    else:
        assert distance(initiatives(parties), *two) == inf


@given(networks(ACTORS), st.sampled_from(list(combinations(ACTORS, 2))))
def test_the_best_of_twelve_actors_is_that_of_all_ways(venues: list[Venue], two: tuple[str, str]) -> None:
    graph = exact_distances(venues)
    for one, other, strength in graph.edges(data="strength"):
        graph.edges[one, other]["distance"] = float(1 / strength)
    connected = set(two) <= set(graph) and nx.has_path(graph, *two)
    nearest = nx.shortest_path_length(graph, *two, weight="distance") if connected else inf
    assert distance(venues, *two) == pytest.approx(nearest)


@given(networks(), sets_of_ends, constraints)
def test_constraints_leave_of_all_ways_those_that_meet_them(
    venues: list[Venue], two: tuple[frozenset[str], frozenset[str]], wanted: Constraints
) -> None:
    found = a_finder(venues).paths(*two, MANY, wanted)
    assert actors_of(found) == expected(venues, *two, wanted)[:MANY]


@given(networks(), sets_of_ends, constraints, st.integers(1, 6))
def test_diverse_paths_reuse_the_fewest_middle_actors_of_those_before(
    venues: list[Venue], two: tuple[frozenset[str], frozenset[str]], wanted: Constraints, k: int
) -> None:
    found = a_finder(venues).paths(*two, k, replace(wanted, diverse=True))
    assert actors_of(found) == least_overlapping(expected(venues, *two, wanted), k, wanted.via)


@given(networks(), sets_of_ends, constraints, st.booleans())
def test_a_path_reversed_is_the_path_back(
    venues: list[Venue], two: tuple[frozenset[str], frozenset[str]], wanted: Constraints, diverse: bool
) -> None:
    finder, wanted = a_finder(venues), replace(wanted, diverse=diverse)
    there = finder.paths(*two, 5, wanted)
    back = finder.paths(*two[::-1], 5, replace(wanted, via=wanted.via[::-1]))
    assert actors_of(back) == [way[::-1] for way in actors_of(there)]
    assert [path.distance for path in back] == pytest.approx([path.distance for path in there])


@given(networks(), st.frozensets(st.sampled_from(FEW), min_size=1, max_size=2), constraints, st.integers(1, 5))
def test_the_nearest_come_first_each_by_its_best_way(
    venues: list[Venue], here: frozenset[str], wanted: Constraints, k: int
) -> None:
    wanted = replace(wanted, via=())
    begun = here - {*wanted.avoid}
    ways = [way for other in set(FEW) - here for way in walked(venues, begun, [other])]
    cost = {way: distance for way, distance in ways if wanted_by(way, wanted)}
    order = sorted(cost, key=lambda way: (len(way) if wanted.prefer == "short" else 0, cost[way], len(way), way))
    best = {way[-1]: way for way in reversed(order)}
    found = a_finder(venues).nearest(here, FEW, k, wanted)
    assert actors_of(found) == [way for way in order if best[way[-1]] == way][:k]


@given(networks(), ends, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_that_of_the_data(venues: list[Venue], two: tuple[str, str], dice: Random) -> None:
    shuffled = list(venues)
    dice.shuffle(shuffled)
    one, other = two
    assert actors_of(a_finder(venues).paths(one, other, 5)) == actors_of(a_finder(shuffled).paths(one, other, 5))


@given(networks(), st.frozensets(st.sampled_from(FEW), min_size=2))
def test_a_tie_between_those_who_met_nowhere_never_lengthens_a_way(
    venues: list[Venue], newcomers: frozenset[str]
) -> None:
    more = [*venues, an_initiative("new", newcomers)]
    for one, other in combinations(FEW, 2):
        assert distance(more, one, other) <= distance(venues, one, other) + 1e-9


@given(networks(), ends)
def test_a_joint_project_of_two_more_shortens_their_own_hop(venues: list[Venue], two: tuple[str, str]) -> None:
    one, other = two
    finder = a_finder(venues), a_finder([*venues, an_initiative("new", two)])
    before, after = ([*each.paths([one], [other], 1, Constraints(max_hops=1))] for each in finder)
    assert not before or after[0].distance < before[0].distance
    assert after[0].distance <= 1


@given(circles(FEW), ends)
def test_a_second_joint_project_shortens_the_distance_of_two_partners(
    parties: dict[str, frozenset[str]], two: tuple[str, str]
) -> None:
    # nobody else is as near as those who worked as a pair
    once = [*initiatives(parties), *(an_initiative(f"pair {n}", two) for n in range(20))]
    twice = [*once, an_initiative("new", two)]
    assert distance(twice, *two) < distance(once, *two)


@given(networks(), ends, st.sampled_from(FEW), st.booleans())
def test_an_avoided_actor_never_appears(venues: list[Venue], two: tuple[str, str], avoided: str, diverse: bool) -> None:
    one, other = two
    wanted = Constraints(avoid=[avoided], diverse=diverse)
    ways = [*a_finder(venues).paths(one, other, 9, wanted), *a_finder(venues).nearest(one, FEW, 9, wanted)]
    assert all(avoided not in path.actors for path in ways)


# each rule once, to be read


def test_two_that_meet_are_one_hop_apart_with_all_their_venues() -> None:
    finder = a_finder(initiatives({"p": "abc", "q": "ab", "r": "bc"}))
    (path,) = finder.paths("a", "b", 1)
    (hop,) = path.hops
    assert (hop.start, hop.end, hop.strength) == ("a", "b", 1.5)
    assert [(venue.id, venue.parties, venue.ties) for venue in hop.venues] == [
        ("p", 3, {"a": ["a in p"], "b": ["b in p"]}),
        ("q", 2, {"a": ["a in q"], "b": ["b in q"]}),
    ]
    assert path.distance == pytest.approx(1 / 1.5)


def test_a_detour_through_small_circles_is_nearer_than_a_large_one() -> None:
    finder = a_finder(initiatives({"fair": "abcdefg", "p": "ac", "q": "cb"}))
    assert actors_of(finder.paths("a", "b", 1)) == [("a", "c", "b")]
    assert actors_of(finder.paths("a", "b", 1, Constraints(prefer="short"))) == [("a", "b")]


def test_of_equal_distances_the_one_with_fewer_hops_comes_first() -> None:
    thirds = {f"{hop}{n}": hop for hop in ("ac", "cd", "db") for n in range(3)}
    finder = a_finder(initiatives({"p": "ab", **thirds}))
    assert [(path.distance, path.actors) for path in finder.paths("a", "b", 2)] == [
        (1, ["a", "b"]),
        (1, ["a", "c", "d", "b"]),
    ]


def test_the_fewest_hops_are_the_fewest_however_many_members_a_document_counts() -> None:
    finder = a_finder([a_membership("m", "ab", 900_000_000), *initiatives({"p": "ac", "q": "cd", "r": "db"})])
    wanted = Constraints(prefer="short", avoid="m")
    assert actors_of(finder.paths("a", "b", 2, wanted)) == [("a", "b"), ("a", "c", "d", "b")]


def test_there_is_no_way_between_separate_circles() -> None:
    assert a_finder(initiatives({"p": "ab", "q": "cd"})).paths("a", "c") == []


@pytest.mark.parametrize(("one", "other"), [("a", "z"), ("z", "a"), ("a", "a")], ids=["no end", "no start", "no way"])
def test_there_is_no_way_to_who_is_not_there_or_to_oneself(one: str, other: str) -> None:
    assert a_finder(initiatives({"p": "ab"})).paths(one, other) == []


@pytest.mark.parametrize("via", ["a", "b", "cc", "z", "d"], ids=["the start", "the end", "twice", "unknown", "avoided"])
def test_no_way_passes_who_cannot_stand_between_the_ends(via: str) -> None:
    finder = a_finder(initiatives({"p": "abcd"}))
    for diverse in (True, False):
        assert finder.paths("a", "b", 3, Constraints(via=via, avoid="d", diverse=diverse)) == []


def test_whoever_may_not_be_passed_is_passed_on_no_way_to_the_nearest() -> None:
    finder = a_finder(initiatives({"p": "ab", "q": "bc", "r": "ad", "s": "dc", "t": "dc"}))
    assert actors_of(finder.nearest("a", "bc", 2)) == [("a", "b"), ("a", "d", "c")]
    assert actors_of(finder.nearest("a", "bcd", 3, Constraints(only=""))) == [("a", "b"), ("a", "d")]
    assert actors_of(finder.nearest("a", "bc", 2, Constraints(avoid="b"))) == [("a", "d", "c")]


@pytest.mark.parametrize(
    ("deduced", "is_deduced"),
    [
        pytest.param({}, False, id="stated"),
        pytest.param({"p": "a"}, False, id="one of two venues stated"),
        pytest.param({"p": "a", "q": "b"}, True, id="each venue rests on a deduced tie"),
        pytest.param({"p": "c"}, False, id="of a third party"),
    ],
)
def test_a_hop_is_deduced_where_each_of_its_venues_is(deduced: Mapping[str, str], *, is_deduced: bool) -> None:
    venues = [an_initiative(name, actors, deduced.get(name, "")) for name, actors in (("p", "abc"), ("q", "ab"))]
    assert a_finder(venues).paths("a", "b", 1)[0].hops[0].deduced is is_deduced


# on the bundled ecosystem


def test_pdc_line_reaches_the_ulb_by_documented_hops(eco: Ecosystem) -> None:
    found = eco.paths("pdc line", "ulb")
    assert len(found) == 3
    assert [path.distance for path in found] == sorted(path.distance for path in found)
    assert all(tie.sources[0].url for path in found for hop in path.hops for v in hop.venues for tie in v.ties)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Baxter", "Institut National des Radioéléments", id="members of BioWin"),
        pytest.param("ASIT biotech", "Celyad Oncology", id="recipients of the Walloon Government"),
    ],
)
def test_who_shares_only_a_large_venue_is_farther_apart_than_partners_of_one_project(
    eco: Ecosystem, one: str, other: str
) -> None:
    ((together,),) = (
        path.hops
        for path in eco.reading.paths.paths([eco.resolve(one).id], [eco.resolve(other).id], 1, Constraints(max_hops=1))
    )
    assert len(together.venues) == 1
    (apart,) = eco.paths(one, other, 1)
    of_twelve = an_initiative("p", ACTORS)
    assert apart.distance > 1 / closeness(of_twelve, "a", "b")
    partners = [
        actor for venue in eco.reading.paths.affiliations if venue.id.endswith("/breath4life") for actor in venue.ties
    ]
    assert len(partners) > 9
    for two in combinations(partners, 2):
        assert eco.reading.paths.paths(two[:1], two[1:], 1)[0].distance < apart.distance


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
