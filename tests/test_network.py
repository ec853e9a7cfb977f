"""Who meets whom where, and how close that brings them: Newman's collaboration strength."""

from collections.abc import Collection
from itertools import combinations, pairwise
from typing import Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from pyoxigraph import RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.actors import actor_filter
from triplehelix.graph.gathering import TieFilter, gathered
from triplehelix.graph.merge import merge
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.terms import BASE, THX, thing
from triplehelix.graph.venues import Venue, closeness
from triplehelix.graph.vocabulary import vocabulary

PREFIXES: Final = f"PREFIX : <http://e/> PREFIX c: <{BASE}concept/> PREFIX thx: <{THX.iri}> "
ACTORS: Final = ":a a thx:SME . :b a thx:SME . :c a thx:SME . :d a thx:SME . :m a thx:Cluster . "
BIOWIN: Final = f"{BASE}actor/biowin#membership"
GOVERNMENT: Final = f"{BASE}actor/walloon-government#funding"


def a_store(turtle: str) -> Store:
    store = Store()
    graph = thing("evidence", "made-by-hand/1")
    store.load(f"{PREFIXES}{ACTORS}{turtle}", format=RdfFormat.TURTLE, to_graph=graph)
    merge(store, vocabulary())
    return store


def a_network(turtle: str, guests: Collection[str] = ()) -> nx.Graph:
    return affiliation_network(gathered(a_store(turtle), guests=guests))


def strength(turtle: str, one: str, other: str) -> float:
    """How close two actors are in a store; 0 if they do not meet."""
    actors = projection(a_network(turtle))
    ends = f"http://e/{one}", f"http://e/{other}"
    return float(actors.edges[ends]["strength"]) if actors.has_edge(*ends) else 0.0


def participations(initiative: str, *actors: str) -> str:
    ties = (
        f":{initiative}-{a} a thx:Participation ; thx:participant :{a} ; thx:initiative :{initiative} ." for a in actors
    )
    return f":{initiative} a thx:Project . {' '.join(ties)} "


def memberships(*actors: str) -> str:
    return " ".join(f":m-{a} a thx:Membership ; thx:member :{a} ; thx:organisation :m ." for a in actors)


def deals(kind: str, giver: str, taker: str, *actors: str) -> str:
    return " ".join(f":{kind}-{a} a thx:{kind} ; thx:{giver} :m ; thx:{taker} :{a} ." for a in actors)


def member_counts(**counts: int) -> str:
    observed = (
        f":o-{year} a thx:Observation ; thx:about :m ; thx:indicator c:members ; thx:value {n} ; thx:periodStart '{year[1:]}'."
        for year, n in counts.items()
    )
    return " ".join(observed)


ALL: Final = ("a", "b", "c", "d")
PROJECT: Final = participations("p", *ALL)
CLUSTER: Final = memberships(*ALL)
FUNDED: Final = deals("Funding", "funder", "recipient", *ALL)
SUPPLIED: Final = deals("Supply", "supplier", "customer", *ALL)


@pytest.mark.parametrize(
    ("turtle", "one", "other", "expected"),
    [
        pytest.param(PROJECT, "a", "b", 1 / 3, id="an initiative of four"),
        pytest.param(participations("p", "a", "b"), "a", "b", 1, id="an initiative of two"),
        pytest.param(participations("p", "a"), "a", "b", 0, id="an initiative of one"),
        pytest.param(PROJECT + ":f a thx:Funding ; thx:funder :m ; thx:initiative :p .", "a", "b", 1 / 3, id="its funder is no party"),
        pytest.param(PROJECT + ":f a thx:Funding ; thx:funder :m ; thx:initiative :p .", "a", "m", 0, id="its funder meets nobody there"),
        pytest.param(PROJECT + ":l a thx:Labelling ; thx:labeller :m ; thx:initiative :p .", "a", "m", 0, id="nor does who labels it"),
        pytest.param(PROJECT + ":again a thx:Participation ; thx:participant :a ; thx:initiative :p .", "a", "b", 1 / 3, id="two roles count once"),
        pytest.param(CLUSTER, "a", "b", 1 / 4, id="two of four members"),
        pytest.param(CLUSTER, "a", "m", 1 / 2, id="a member and the organisation"),
        pytest.param(memberships("a"), "a", "m", 1, id="the only member and the organisation"),
        pytest.param(CLUSTER + member_counts(y2020=101), "a", "b", 1 / 100, id="two members of a hundred that a document counts"),
        pytest.param(CLUSTER + member_counts(y2020=101), "a", "m", 1 / 50, id="the organisation of as many"),
        pytest.param(CLUSTER + member_counts(y2020=3), "a", "b", 1 / 4, id="a stated count below those known is outdated"),
        pytest.param(CLUSTER + member_counts(y2013=501, y2024=101, y2016=301), "a", "b", 1 / 100, id="the newest count is taken"),
        pytest.param(FUNDED, "a", "b", 1 / 4, id="two recipients of one funder"),
        pytest.param(FUNDED, "a", "m", 1 / 2, id="a recipient and its funder"),
        pytest.param(deals("Funding", "funder", "recipient", "a"), "a", "m", 1, id="the only recipient and its funder"),
        pytest.param(FUNDED + ":again a thx:Funding ; thx:funder :m ; thx:recipient :a .", "a", "m", 1 / 2, id="two grants count once"),
        pytest.param(SUPPLIED, "a", "b", 1 / 4, id="two customers of one supplier"),
        pytest.param(SUPPLIED, "a", "m", 1 / 2, id="a customer and its supplier"),
        pytest.param(":t a thx:Partnership ; thx:partner :a, :b, :c .", "a", "b", 1 / 2, id="a partnership of three"),
        pytest.param(":t a thx:Partnership ; thx:partner :a, :b .", "a", "b", 1, id="a partnership of two"),
        pytest.param(":t a thx:Licence ; thx:licensor :a ; thx:licensee :b .", "a", "b", 1, id="a licence"),
        pytest.param(":t a thx:Acquisition ; thx:acquirer :a ; thx:acquired :b .", "a", "b", 1, id="an acquisition"),
        pytest.param(":t a thx:SpinOff ; thx:spinOff :a ; thx:parent :b .", "a", "b", 1, id="a spin-off"),
        pytest.param(":t a thx:SpinOff ; thx:spinOff :a ; thx:parent :b, :c .", "b", "c", 1 / 2, id="two parents of a spin-off"),
        pytest.param(":t a thx:Affiliation ; thx:part :a ; thx:whole :b .", "a", "b", 1, id="part and whole"),
        pytest.param(":t a thx:Hosting ; thx:guest :a ; thx:host :b .", "a", "b", 1, id="guest and host"),
        pytest.param(":t a thx:Funding ; thx:funder :m, :b ; thx:recipient :a .", "a", "b", 1, id="a grant of two funders is from each"),
        pytest.param(":t a thx:Funding ; thx:funder :m, :b ; thx:recipient :a .", "a", "m", 1, id="and from the other"),
        pytest.param(PROJECT + participations("q", "a", "b") + CLUSTER, "a", "b", 1 / 3 + 1 + 1 / 4, id="venues add up"),
    ],
)  # fmt: skip
def test_each_kind_of_venue_brings_its_parties_as_close_as_it_should(
    turtle: str, one: str, other: str, expected: float
) -> None:
    assert strength(turtle, one, other) == pytest.approx(expected)
    assert strength(turtle, other, one) == pytest.approx(expected)


def test_five_joint_projects_of_six_bring_two_closer_than_one_of_four() -> None:
    others = " ".join(f":x{n} a thx:SME ." for n in range(4))
    five = others + "".join(participations(f"p{n}", "a", "b", "x0", "x1", "x2", "x3") for n in range(5))
    one = participations("p", "a", "b", "c", "d")
    assert strength(five, "a", "b") > strength(one, "a", "b")


@pytest.mark.parametrize(
    "venue", [BIOWIN, GOVERNMENT], ids=["members of BioWin", "recipients of the Walloon Government"]
)
def test_a_large_venue_introduces_nobody_cheaply(eco: Ecosystem, venue: str) -> None:
    actors = projection(eco.network())
    middle = venue.partition("#")[0]
    among_others = [
        hop["distance"] for a, b, hop in actors.edges(data=True) if hop["venues"] == [venue] and middle not in (a, b)
    ]
    party = Venue("p", "Participation", "p", ties={str(n): [] for n in range(12)})
    assert len(among_others) > 20
    assert min(among_others) > 1 / closeness(party, "0", "1")


def test_an_office_holder_is_there_only_as_a_guest() -> None:
    turtle = (
        ":h a thx:OfficeHolder . :o a thx:Office ; thx:holder :h ; thx:organisation :m . "
        ":i a thx:Participation ; thx:participant :h ; thx:initiative :p . " + participations("p", "a", "b")
    )
    without, with_guest = a_network(turtle), a_network(turtle, guests=["http://e/h"])
    assert "http://e/h" not in without
    assert sorted(projection(without).edges) == [("http://e/a", "http://e/b")]
    assert projection(with_guest).edges["http://e/h", "http://e/m"]["strength"] == 1
    assert projection(with_guest).edges["http://e/h", "http://e/a"]["strength"] == 1 / 2


def test_an_edge_is_deduced_where_all_its_ties_are() -> None:
    both = (
        ":t1 a thx:Participation ; thx:participant :a ; thx:initiative :p ; thx:confidence thx:deduced . "
        ":t2 a thx:Participation ; thx:participant :a ; thx:initiative :p . "
        ":t3 a thx:Participation ; thx:participant :b ; thx:initiative :p ; thx:confidence thx:deduced . :p a thx:Project ."
    )
    network = a_network(both)
    assert network.edges["http://e/a", "http://e/p"] == {"ties": ("http://e/t1", "http://e/t2"), "deduced": False}
    assert network.edges["http://e/b", "http://e/p"] == {"ties": ("http://e/t3",), "deduced": True}


def test_the_network_has_two_sides(eco: Ecosystem) -> None:
    network = eco.network()
    assert isinstance(network, nx.Graph)
    assert bipartite.is_bipartite_node_set(network, {n for n, side in network.nodes(data="bipartite") if side == 0})
    assert all(isinstance(v, Venue) for _, v in network.nodes(data="venue") if v is not None)
    assert all(network.edges[edge]["ties"] for edge in network.edges)


@given(st.lists(st.frozensets(st.sampled_from("abcdefghij"), min_size=1, max_size=6), min_size=1, max_size=8))
def test_the_projection_of_initiatives_is_networkx_collaboration_graph(parties: list[frozenset[str]]) -> None:
    actors = " ".join(f":{actor} a thx:SME ." for actor in "abcdefghij")
    projects = "".join(participations(f"p{n}", *sorted(names)) for n, names in enumerate(parties))
    ours = projection(a_network(actors + projects))
    theirs = collaboration_graph(parties)
    assert {frozenset(edge) for edge in ours.edges} == {frozenset(edge) for edge in theirs.edges}
    for one, other, expected in theirs.edges(data="weight"):
        assert ours.edges[one, other]["strength"] == pytest.approx(expected)
        assert ours.edges[one, other]["distance"] == pytest.approx(1 / expected)


def collaboration_graph(parties: list[frozenset[str]]) -> nx.Graph:
    graph = nx.Graph()
    for number, names in enumerate(parties):
        graph.add_edges_from((f"http://e/{name}", f"project {number}") for name in names)
    actors = [node for node in graph if node.startswith("http://e/")]
    return bipartite.collaboration_weighted_projected_graph(graph, actors)


@given(st.integers(2, 300), st.integers(0, 300))
def test_the_middle_is_never_farther_than_another_party(known: int, stated: int) -> None:
    ties: dict[str, list[str]] = {str(n): [] for n in range(known)}
    venue = Venue("v", "Membership", "0", middle="0", ties=ties, stated_count=stated)
    assert 1 >= closeness(venue, "0", "1") == closeness(venue, "1", "0")
    assert all(closeness(venue, "0", "1") >= closeness(venue, *two) for two in combinations(list(ties)[1:4], 2))


@given(st.integers(2, 50))
def test_more_parties_are_farther_apart(parties: int) -> None:
    venues = [
        Venue("v", "Participation", "v", ties={str(n): [] for n in range(size)}) for size in range(2, parties + 1)
    ]
    assert all(closeness(small, "0", "1") > closeness(large, "0", "1") for small, large in pairwise(venues))


def test_a_network_of_some_ties_and_some_actors_is_part_of_the_whole(eco: Ecosystem) -> None:
    whole = eco.network()
    firms = actor_filter(eco.reading, types=["SME", "LargeCompany"])
    some = eco.network(ties=TieFilter(kinds=["Membership", "Participation"], stated=True), actors=firms)
    assert 0 < some.number_of_edges() < whole.number_of_edges()
    assert set(some.edges) <= set(whole.edges)
    assert {kind for _, kind in some.nodes(data="type")} == {"SME", "LargeCompany", "Membership", "Participation"}
    assert not any(deduced for _, _, deduced in some.edges(data="deduced"))
    assert all(whole.degree[actor] for actor, side in some.nodes(data="bipartite") if side == 0)
