"""How the sides of the triple helix meet: beside brute force and chance, and how the command tells it."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.test_cli import run
from tests.test_network import a_store, participations
from tests.test_output import faults
from tests.test_rank import CLASSICS

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.helices import HELICES, helices
from triplehelix.graph.analysis.mixing import mixing
from triplehelix.graph.analysis.triple_helix import TripleHelix, assortativity
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import THX

WOMEN: Final = CLASSICS["Davis's Southern women"]


def halves(network: nx.Graph) -> dict[Any, str]:
    """Actors in two groups, one after the other."""
    actors = [node for node, side in network.nodes(data="bipartite") if side == 0]
    return {actor: "xy"[place % 2] for place, actor in enumerate(actors)}


def meetings(*venues: str) -> nx.Graph:
    """The affiliation network of some venues, told by the letters of their parties."""
    network = nx.Graph()
    network.add_nodes_from(sorted({*"".join(venues)}), bipartite=0)
    network.add_nodes_from(range(len(venues)), bipartite=1)
    network.add_edges_from((party, place) for place, parties in enumerate(venues) for party in parties)
    return network


def counted(network: nx.Graph, groups: dict[Any, str]) -> dict[tuple[str, ...], float]:
    """The strength between groups, venue by venue and pair by pair."""
    found: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for venue, side in network.nodes(data="bipartite"):
        if side == 1:
            for one, other in combinations(network[venue], 2):
                found[tuple(sorted((groups[one], groups[other])))] += 1 / (network.degree[venue] - 1)
    return dict(found)


CIRCLES: Final = st.lists(
    st.sets(st.sampled_from("abcdefg"), min_size=2).map(lambda some: "".join(sorted(some))), min_size=1, max_size=6
)


# mixing


@settings(max_examples=200 if FULL else 8)
@given(CIRCLES)
def test_the_strength_is_that_of_all_pairs_and_chance_only_moves_it(circles: list[str]) -> None:
    network = meetings(*circles)
    groups = halves(network)
    found = mixing(network, groups).pairs
    expected = counted(network, groups)
    assert {pair: one.strength for pair, one in found.items() if one.strength} == pytest.approx(expected)
    assert sum(one.expected for one in found.values()) == pytest.approx(sum(expected.values()))


def test_of_four_who_meet_by_two_chance_pairs_as_counted_by_hand() -> None:
    # whoever a1 meets is one of three with the same chance: 1/3 another a; so a with b 4/3, a with a and b with b 1/3
    groups = {actor: "a" if actor in "mn" else "b" for actor in "mnpq"}
    found = mixing(meetings("mn", "pq"), groups).pairs
    assert {pair: one.strength for pair, one in found.items()} == {("a", "a"): 1, ("a", "b"): 0, ("b", "b"): 1}
    assert found["a", "a"].expected == pytest.approx(1 / 3, abs=0.12)
    assert found["a", "b"].expected == pytest.approx(4 / 3, abs=0.24)


def test_sides_that_keep_to_themselves_do_so_more_than_by_chance() -> None:
    apart = meetings(*["".join(pair) for some in ("abcdef", "uvwxyz") for pair in combinations(some, 2)])
    groups = {actor: "low" if actor < "m" else "high" for actor in "abcdefuvwxyz"}
    found = mixing(apart, groups).pairs
    assert (found["low", "low"].z or 0) > 3
    assert (found["high", "low"].z or 0) < -3


def test_groups_by_lot_differ_little_from_chance() -> None:
    assert all(abs(one.z or 0) < 3 for one in mixing(WOMEN, halves(WOMEN)).pairs.values())


def test_the_same_network_has_the_same_chances() -> None:
    assert mixing(WOMEN, halves(WOMEN)) == mixing(WOMEN, halves(WOMEN))


def test_somebody_who_is_nowhere_changes_nothing() -> None:
    more = WOMEN.copy()
    more.add_node("nobody's friend", bipartite=0)
    assert mixing(more, {**halves(WOMEN), "nobody's friend": "x"}) == mixing(WOMEN, halves(WOMEN))


def test_names_do_not_change_who_meets_whom() -> None:
    groups = halves(WOMEN)
    names = {node: f"{place:02}" for place, node in enumerate(sorted(WOMEN, reverse=True))}
    renamed = mixing(nx.relabel_nodes(WOMEN, names), {names[actor]: group for actor, group in groups.items()})
    for pair, one in mixing(WOMEN, groups).pairs.items():
        assert renamed.pairs[pair].strength == pytest.approx(one.strength)
        assert renamed.pairs[pair].expected == pytest.approx(one.expected, rel=0.05)


def test_where_all_are_of_one_group_chance_moves_nothing() -> None:
    [one] = mixing(WOMEN, dict.fromkeys(WOMEN, "x")).pairs.values()
    assert one.strength == pytest.approx(one.expected)
    assert one.z is None
    assert mixing(nx.Graph(), {}).pairs == {}


@pytest.mark.parametrize("name", CLASSICS)
def test_assortativity_is_that_of_networkx(name: str) -> None:
    graph = nx.Graph(CLASSICS[name].edges)
    groups = {node: HELICES[place % 3] for place, node in enumerate(graph)}
    nx.set_node_attributes(graph, groups, "helix")
    assert assortativity(graph, groups) == pytest.approx(nx.attribute_assortativity_coefficient(graph, "helix"))


def test_bridging_bodies_do_not_count_for_assortativity_and_one_side_has_none() -> None:
    graph = nx.Graph([(0, 1), (2, 3), (0, 4), (3, 4)])
    sides = {0: "university", 1: "university", 2: "industry", 3: "industry", 4: "bridging"}
    assert assortativity(graph, sides) == 1
    assert assortativity(graph, dict.fromkeys(graph, "industry")) is None
    assert assortativity(graph, dict.fromkeys(graph, "bridging")) is None


def test_a_helix_that_nobody_knows_is_none() -> None:
    assert helices(["a"], {"a": "http://e/another"}) == {"a": "bridging"}


# of an ecosystem


def an_ecosystem() -> Ecosystem:
    """Three projects: a firm, a university and a cluster; two firms, begun in some year; two clusters."""
    kinds = ":u a thx:University . :n a thx:Cluster . :p thx:start '2019-05'^^<http://www.w3.org/2001/XMLSchema#gYearMonth> ."
    return Ecosystem(
        a_store(
            kinds + participations("p", "a", "u", "m") + participations("q", "a", "b") + participations("r", "m", "n")
        )
    )


@pytest.fixture(scope="module")
def found() -> TripleHelix:
    return an_ecosystem().analyses().helix()


def test_ties_are_counted_within_and_between_sides_in_their_order(found: TripleHelix) -> None:
    assert [(row.one, row.other, row.ties) for row in found.rows] == [
        ("university", "university", 0),
        ("university", "industry", 1),
        ("university", "bridging", 1),
        ("industry", "industry", 1),
        ("industry", "bridging", 1),
        ("bridging", "bridging", 1),
    ]
    assert found.actors == {"university": 1, "industry": 2, "bridging": 2}


def test_initiatives_are_counted_by_the_sides_that_they_join(found: TripleHelix) -> None:
    assert [(one.helices, one.initiatives) for one in found.joined] == [
        ((), 1),
        (("industry",), 1),
        (("university", "industry"), 1),
    ]
    assert found.initiatives == 3


def test_those_that_started_in_an_unknown_year_are_told_apart(found: TripleHelix) -> None:
    first, unknown = found.years
    assert (first.year, first.initiatives, first.two) == (2019, 1, 1)
    assert (unknown.year, unknown.initiatives, unknown.none, unknown.one) == (None, 2, 1, 1)


def test_a_bridging_body_has_its_nearest_partner_on_each_side(found: TripleHelix) -> None:
    assert [(row.actor.name, row.helices, row.pairs) for row in found.bridging] == [
        ("m", {"university": 1, "industry": 1}, 1),
        ("n", {}, 0),
    ]
    assert [each.partner.name for each in found.bridging[0].neighbours] == ["u", "a"]


def test_inside_only_those_who_are_asked_about_meet() -> None:
    firms = an_ecosystem().analyses(Scope(types=["SME"], inside=True)).helix()
    assert [(row.one, row.other, row.ties) for row in firms.rows] == [("industry", "industry", 1)]
    assert (firms.bridging, firms.assortativity) == ((), None)


def test_biowin_bridges_most(eco: Ecosystem) -> None:
    assert eco.analyses().helix(limit=1).bridging[0].actor.name == "BioWin"


# the command


def test_the_matrix_is_json_with_documents() -> None:
    told = json.loads(run("helix", "--limit", "3", "--format", "json").stdout)
    assert faults("helix", told) == []
    assert sum(row["ties"] for row in told["rows"]) == told["edges"]
    assert sum(year["initiatives"] for year in told["years"]) == told["initiatives"]
    assert all(each["sources"] for row in told["bridging"] for each in row["neighbours"])


def test_people_read_who_meets_more_than_by_chance() -> None:
    told = " ".join(run("helix").stdout.split())
    assert "More than by chance: university – university" in told
    assert "Nobody among them stands for society." in told
    assert "BioWin, cluster: 18 university, 30 industry" in told
    french = " ".join(run("--lang", "fr", "helix").stdout.split())
    assert "Plus que par hasard : université – université" in french


def test_a_table_has_the_matrix() -> None:
    assert run("helix", "--format", "csv").stdout.startswith("one,other,ties,strength,expected,z\n")


def test_some_actors_only_are_looked_at_inside() -> None:
    refused = run("helix", "--therapy", "gene-therapy")
    assert refused.exit_code == 2
    assert "--inside" in refused.stderr
    assert run("helix", "--therapy", "gene-therapy", "--inside").exit_code == 0


def test_where_nobody_meets_anybody_there_is_no_matrix(tmp_path: Path) -> None:
    alone = tmp_path / "alone.ttl"
    alone.write_text(f"<http://e/a> a <{THX.SME.value}> .", encoding="utf-8")
    assert run("--store", str(alone), "helix").exit_code == 1
