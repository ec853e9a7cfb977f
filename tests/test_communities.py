"""Who belongs together: the best partitions known, roles computed by hand, and how the command tells them."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.test_cli import run
from tests.test_network import a_store, participations
from tests.test_output import faults
from tests.test_rank import networks

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.communities import Community
from triplehelix.graph.analysis.leiden import partition
from triplehelix.graph.analysis.over_representation import over_represented
from triplehelix.graph.analysis.roles import roles
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import THX

KARATE: Final = nx.Graph(nx.karate_club_graph().edges)  # as Zachary has it, without how often two met
MISERABLES: Final = nx.Graph(nx.les_miserables_graph().edges)


def new_names(graph: nx.Graph, seed: int) -> dict[Any, int]:
    dice = random.Random(seed)  # noqa: S311 - no secret
    return dict(zip(graph, dice.sample(range(len(graph)), len(graph)), strict=True))


def relabelled(graph: nx.Graph, seed: int) -> nx.Graph:
    """The same network under its new names, told in their order."""
    names = new_names(graph, seed)
    other = nx.Graph()
    other.add_nodes_from(sorted(names.values()))
    other.add_edges_from((names[two], names[one], data) for one, two, data in graph.edges(data=True))
    return other


def partitions(nodes: Sequence[Any]) -> Iterator[list[set[Any]]]:
    """All ways to part some nodes."""
    if not nodes:
        yield []
        return
    for rest in partitions(nodes[1:]):
        yield [{nodes[0]}, *rest]
        for place, community in enumerate(rest):
            yield [*rest[:place], {nodes[0], *community}, *rest[place + 1 :]]


# the partition


@pytest.mark.parametrize(
    ("graph", "published"),
    [
        # U. Brandes et al. (2008), On modularity clustering, IEEE Transactions on Knowledge and Data Engineering 20,
        # 172-188, section 6: the highest that there is, 0.4198 in four communities
        pytest.param(KARATE, 0.4198, id="karate club"),
        # G. Agarwal, D. Kempe (2008), Modularity-maximizing graph communities via mathematical programming, European
        # Physical Journal B 66, 409-418, table 1
        pytest.param(MISERABLES, 0.560, id="les Miserables"),
    ],
)
def test_the_best_partition_has_the_published_modularity(graph: nx.Graph, published: float) -> None:
    found = partition(graph)
    assert found.modularity == pytest.approx(published, abs=5e-4 if published == 0.560 else 5e-5)
    assert found.modularity == pytest.approx(nx.community.modularity(graph, found.communities, weight=None))


def test_the_karate_club_falls_into_four() -> None:
    assert [len(community) for community in partition(KARATE).communities] == [12, 11, 6, 5]


@settings(max_examples=200 if FULL else 8)
@given(networks().filter(lambda graph: len(graph) < 8))
def test_no_other_partition_of_a_small_network_is_better(graph: nx.Graph) -> None:
    joined = [node for node, degree in graph.degree if degree]
    alone = [{node} for node in graph if node not in joined]
    best = max(nx.community.modularity(graph, [*parts, *alone], weight="strength") for parts in partitions(joined))
    assert partition(graph).modularity == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("graph", [KARATE, MISERABLES], ids=["karate club", "les Miserables"])
def test_what_the_nodes_are_called_does_not_matter(graph: nx.Graph) -> None:
    found, other = partition(graph), partition(relabelled(graph, 1))
    assert [len(one) for one in found.communities] == [len(one) for one in other.communities]
    assert (found.modularity, found.agreement) == pytest.approx((other.modularity, other.agreement))


@settings(max_examples=200 if FULL else 8)
@given(networks(), st.integers(0, 9))
def test_nor_does_it_in_networks_with_strengths(graph: nx.Graph, seed: int) -> None:
    assert partition(graph).modularity == pytest.approx(partition(relabelled(graph, seed)).modularity)


def test_somebody_who_meets_nobody_changes_nothing() -> None:
    more = KARATE.copy()
    more.add_node("alone")
    assert partition(more) == partition(KARATE)


def test_a_network_without_ties_has_no_communities() -> None:
    assert partition(nx.empty_graph(3)).communities == ()


def test_the_higher_the_resolution_the_smaller_the_communities() -> None:
    coarse, usual, fine = (partition(KARATE, resolution).communities for resolution in (0.1, 1.0, 3.0))
    assert len(coarse) < len(usual) < len(fine)


def test_the_runs_agree_where_cliques_are_clear_and_do_not_where_all_is_chance() -> None:
    assert partition(nx.ring_of_cliques(6, 5)).agreement == pytest.approx(1)
    assert partition(nx.gnm_random_graph(100, 400, seed=1)).agreement < 0.8


def test_the_dice_of_others_stay_as_they_are() -> None:
    def drawn() -> Any:
        return igraph.Graph.Erdos_Renyi(20, 0.5).get_edgelist()

    random.seed(1)
    before = [drawn(), drawn()]
    random.seed(1)
    between = drawn()
    partition(KARATE)
    assert [between, drawn()] == before


# roles


def test_who_has_half_its_ties_elsewhere_takes_part_by_one_half() -> None:
    # two triangles, joined by an edge between 0 and 3; computed by hand
    graph = nx.Graph([(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)])
    found = roles(graph, [frozenset({0, 1, 2}), frozenset({3, 4, 5})])
    assert found[0].participation == pytest.approx(1 - (2 / 3) ** 2 - (1 / 3) ** 2)
    assert (found[1].participation, found[1].within, found[1].name) == (0, 0, "ultra-peripheral")


def test_the_middle_of_a_star_is_a_hub_of_its_own() -> None:
    # ties inside: 8 at the middle, 1 at each of 8 others: mean 16/9, standard deviation sqrt(8) * 7/9
    found = roles(nx.star_graph(8), [frozenset(range(9))])
    assert found[0].within == pytest.approx((8 - 16 / 9) / (8**0.5 * 7 / 9))
    assert found[0].name == "provincial-hub"


def test_a_hub_with_ties_everywhere_is_at_home_nowhere() -> None:
    stars = nx.disjoint_union_all([nx.star_graph(8) for _ in range(5)])
    stars.add_edges_from((0, 9 * star + leaf) for star in range(1, 5) for leaf in range(1, 9))
    found = roles(stars, [frozenset(range(9 * star, 9 * star + 9)) for star in range(5)])
    assert (found[0].name, found[10].name) == ("kinless-hub", "peripheral")


@settings(max_examples=200 if FULL else 8)
@given(networks())
def test_roles_are_as_their_formula_has_them(graph: nx.Graph) -> None:
    communities = partition(graph).communities
    found = roles(graph, communities)
    for own in communities:
        inside = {node: sum(graph[node][other]["strength"] for other in graph[node] if other in own) for node in own}
        mean = sum(inside.values()) / len(own)
        spread = (sum((each - mean) ** 2 for each in inside.values()) / len(own)) ** 0.5
        for node in own:
            shares = [
                sum(graph[node][other]["strength"] for other in graph[node] if other in each) for each in communities
            ]
            participation = 1 - sum((share / sum(shares)) ** 2 for share in shares)
            assert found[node].participation == pytest.approx(participation)
            assert found[node].within == pytest.approx((inside[node] - mean) / spread if spread > 1e-9 else 0)


# therapies


def test_a_therapy_is_over_represented_as_counted_by_hand() -> None:
    # four of ten work on it, all among five: C(4, 4) C(6, 1) / C(10, 5) = 6 / 252, twice that for the two groups
    marks = {actor: {"phage" if actor in "abcd" else "gene"} for actor in "abcdefghij"}
    [one], other = over_represented([set("abcde"), set("fghij")], marks)
    assert (one.mark, one.n, one.expected) == ("phage", 4, 2)
    assert one.p == pytest.approx(2 * 6 / 252)
    assert [mark.mark for mark in other] == ["gene"]


def test_of_whom_nothing_is_known_does_not_count() -> None:
    marks = {actor: {"phage" if actor in "abcd" else "gene"} for actor in "abcdefghij"}
    known = over_represented([set("abcde"), set("fghij")], marks)
    assert over_represented([set("abcde"), set("fghijklmnopqrstuv")], marks) == known
    assert over_represented([set("xyz")], marks) == [[]]


# of an ecosystem


def two_circles() -> Ecosystem:
    """Two circles of four that share two projects each, joined by one partnership, and a pair that is apart."""
    near, far = "abcd", "mefg"
    circles = "".join(participations(name, *near) for name in ("p", "pp")) + "".join(
        participations(name, *far) for name in ("q", "qq")
    )
    apart = participations("r", "y", "z")
    actors = " ".join(f":{name} a thx:SME ." for name in "efgyz")
    bridge = ":t a thx:Partnership ; thx:partner :a, :m ."
    return Ecosystem(a_store(actors + circles + apart + bridge))


def test_each_community_tells_where_its_actors_meet_and_small_ones_are_counted() -> None:
    found = two_circles().analyses().communities()
    assert {frozenset((one.place.name, one.n) for one in row.together) for row in found.rows} == {
        frozenset({("p", 4), ("pp", 4)}),
        frozenset({("q", 4), ("qq", 4)}),
    }
    assert (found.small, found.nodes, found.rows[0].density) == (1, 10, 1)
    assert {place.community for place in found.actors} == {1, 2, 3}


def test_who_is_not_asked_about_is_not_told_of() -> None:
    found = two_circles().analyses(Scope(types=["Cluster"])).communities()
    assert [len(found.rows), [place.actor.name for place in found.actors]] == [1, ["m"]]


@pytest.fixture(scope="module")
def rows(eco: Ecosystem) -> tuple[Community, ...]:
    return eco.analyses().communities().rows


def test_those_who_work_on_exosomes_meet_in_exofasttrack(rows: tuple[Community, ...]) -> None:
    [exosomes] = [row for row in rows for therapy in row.therapies if therapy.id == THX["exosome-therapy"].value]
    assert "EXOFASTTRACK" in [one.place.name for one in exosomes.together]


def test_a_narrow_therapy_counts_for_the_wider(rows: tuple[Community, ...]) -> None:
    [vaccines] = [row.therapies for row in rows if {therapy.label for therapy in row.therapies} >= {"vaccine", "mRNA"}]
    assert all(therapy.n > therapy.expected and therapy.p < 0.05 for therapy in vaccines)


# the command


def test_communities_and_roles_are_json() -> None:
    found = json.loads(run("communities", "--format", "json").stdout)
    assert faults("communities", found) == []
    assert len(found["actors"]) == found["nodes"]


def test_people_read_what_makes_a_community() -> None:
    told = run("communities", "--limit", "2").stdout
    assert "What joins them: ATMP-PIT" in told
    assert "More than by chance: exosome therapy (" in " ".join(told.split())
    assert "3. " not in told
    french = run("--lang", "fr", "communities", "--limit", "2").stdout
    assert "Plus que par hasard : thérapie par exosomes (" in " ".join(french.split())


def test_people_read_which_part_each_actor_plays() -> None:
    told = run("communities", "--actors").stdout
    assert "hub that" in told
    assert run("communities", "--actors", "--format", "csv").stdout.startswith("actor,actor_type,actor_id,community,")


def test_a_network_without_clear_communities_is_called_so(tmp_path: Path) -> None:
    one = tmp_path / "one.ttl"
    ties = " ".join(
        f"<http://e/t{n}> a thx:Participation ; thx:participant <http://e/{n}> ; thx:initiative <http://e/p> ."
        for n in range(4)
    )
    kinds = " ".join(f"<http://e/{n}> a thx:SME ." for n in range(4))
    one.write_text(f"PREFIX thx: <{THX.iri}> <http://e/p> a thx:Project . {kinds} {ties}", encoding="utf-8")
    assert "no clear communities" in " ".join(run("--store", str(one), "communities").stdout.split())


def test_where_nobody_meets_anybody_there_are_none(tmp_path: Path) -> None:
    alone = tmp_path / "alone.ttl"
    alone.write_text(f"<http://e/a> a <{THX.SME.value}> .", encoding="utf-8")
    assert run("--store", str(alone), "communities").exit_code == 1


def test_a_resolution_of_zero_is_refused() -> None:
    assert run("communities", "--resolution", "0").exit_code == 2
