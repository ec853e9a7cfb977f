"""Who is central: the measures against published values and against networkx itself, and how the command tells them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_cli import run
from tests.test_network import a_store, participations
from tests.test_output import faults

from triplehelix.graph import Ecosystem
from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.analysis.centrality import MEASURES, Measures
from triplehelix.graph.analysis.shortest import betweenness, closeness
from triplehelix.graph.analysis.stability import intervals, ranks
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import THX
from triplehelix.graph.venues import Venue

CLASSICS: Final = {
    "karate club": nx.karate_club_graph(),
    "les Miserables": nx.les_miserables_graph(),
    "Florentine families": nx.florentine_families_graph(),
    "Davis's Southern women": nx.davis_southern_women_graph(),
}


@st.composite
def networks(draw: st.DrawFn) -> nx.Graph:
    """Small networks with strengths, some of them in several components."""
    size = draw(st.integers(3, 9))
    pairs = [(one, other) for one in range(size) for other in range(one)]
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other in draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1)):
        strength = draw(st.sampled_from([1 / 4, 1 / 2, 1.0, 2.0]))
        graph.add_edge(one, other, strength=strength, distance=1 / strength)
    return graph


def near(found: Mapping[Any, float], expected: Mapping[Any, float]) -> bool:
    return found.keys() == expected.keys() and all(
        found[node] == pytest.approx(expected[node], abs=1e-6) for node in expected
    )


# published values


@pytest.mark.parametrize(("family", "published"), [("Medici", 0.522), ("Guadagni", 0.255), ("Strozzi", 0.103)])
def test_the_medici_stand_between_the_florentine_families(family: str, published: float) -> None:
    # M. O. Jackson (2008), Social and Economic Networks, section 1.2.1: the 15 families that married
    families = CLASSICS["Florentine families"]
    assert betweenness(families).values[family] == pytest.approx(published, abs=5e-4)
    assert Measures(families)["degree"].values["Medici"] == 6


def test_the_innermost_core_of_the_karate_club_is_its_ten_best_tied_members() -> None:
    # the 4-core of Zachary's club: nodes 1, 2, 3, 4, 8, 9, 14, 31, 33, 34 as he numbers them
    cores = Measures(CLASSICS["karate club"])["core"].values
    assert [node + 1 for node in sorted(cores) if cores[node] == 4] == [1, 2, 3, 4, 8, 9, 14, 31, 33, 34]


def test_evelyn_and_theresa_went_to_eight_of_the_events() -> None:
    # A. Davis et al. (1941), Deep South; L. C. Freeman (2003), Finding social groups, figure 1
    degrees = Measures(CLASSICS["Davis's Southern women"])["degree"].values
    assert (degrees["Evelyn Jefferson"], degrees["Theresa Anderson"], degrees["Flora Price"]) == (8, 8, 2)


def test_the_southern_women_are_as_close_as_newman_has_it() -> None:
    women = CLASSICS["Davis's Southern women"]
    events = women.graph["bottom"]
    venues = [Venue(event, "Participation", event, ties={woman: ["t"] for woman in women[event]}) for event in events]
    types = dict.fromkeys(women.graph["top"], "SME")
    ours = projection(affiliation_network(Affiliations.of(venues, types)))
    newman = nx.bipartite.collaboration_weighted_projected_graph(women, women.graph["top"])
    assert {frozenset(pair) for pair in ours.edges} == {frozenset(pair) for pair in newman.edges}
    assert all(ours.edges[pair]["strength"] == pytest.approx(newman.edges[pair]["weight"]) for pair in newman.edges)


# against networkx's own code


@pytest.mark.parametrize("name", CLASSICS)
def test_betweenness_and_closeness_are_those_of_networkx(name: str) -> None:
    graph = nx.Graph(CLASSICS[name].edges)
    assert near(betweenness(graph).values, nx.betweenness_centrality(graph, backend="networkx"))
    harmonic = nx.harmonic_centrality(graph)
    assert near(closeness(graph).values, {node: value / (len(graph) - 1) for node, value in harmonic.items()})


@given(networks())
def test_each_measure_is_that_of_networkx(graph: nx.Graph) -> None:
    found = {name: measured.values for name, measured in Measures(graph, weighted=True).items()}
    assert near(found["degree"], dict(graph.degree))
    assert near(found["strength"], dict(graph.degree(weight="strength")))
    assert near(found["core"], nx.core_number(graph))
    assert near(found["pagerank"], nx.pagerank(graph, weight="strength", tol=1e-10, max_iter=1000, backend="networkx"))
    assert near(found["betweenness"], nx.betweenness_centrality(graph, weight="distance", backend="networkx"))
    harmonic = nx.harmonic_centrality(graph, distance="distance")
    assert near(found["closeness"], {node: value / (len(graph) - 1) for node, value in harmonic.items()})


def test_the_eigenvector_is_that_of_the_largest_component() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("x", "y")])
    values, expected = Measures(graph)["eigenvector"].values, nx.eigenvector_centrality_numpy(graph.subgraph("abcd"))
    assert near({node: values[node] for node in "abcd"}, {node: expected[node] / expected["c"] for node in "abcd"})
    assert (values["x"], values["y"]) == (0, 0)


@given(networks(), st.randoms(use_true_random=False))
def test_names_do_not_matter(graph: nx.Graph, dice: Any) -> None:
    names = [f"n{node}" for node in graph]
    dice.shuffle(names)
    renamed = dict(zip(graph, names, strict=True))
    there = Measures(nx.relabel_nodes(graph, renamed))
    for name, here in Measures(graph).items():
        if name != "eigenvector":  # which component is the largest may be a matter of names
            assert near(there[name].values, {renamed[node]: value for node, value in here.values.items()})


@given(networks())
def test_who_meets_nobody_does_not_change_the_order_of_the_others(graph: nx.Graph) -> None:
    more = graph.copy()
    more.add_node("alone")
    for name in MEASURES:
        before, after = Measures(graph)[name].values, Measures(more)[name].values
        total_before, total_after = sum(before.values()), sum(after[node] for node in graph)
        scale = total_after / total_before if total_before else 1
        assert near({node: after[node] for node in graph}, {node: value * scale for node, value in before.items()})


# large networks


def test_a_sample_is_near_the_whole_and_tells_how_near() -> None:
    graph = nx.barabasi_albert_graph(400, 3, seed=1)
    nx.set_edge_attributes(graph, 1.0, "distance")
    for measure, weight in ((betweenness, None), (betweenness, "distance"), (closeness, None)):
        whole, sample = measure(graph, weight), measure(graph, weight, 200_000)
        hub = max(whole.values, key=lambda node: whole.values[node])
        assert whole.sampled is None
        assert sample.sampled is not None
        assert 40 <= sample.sampled < 400
        assert sample.error is not None
        assert abs(sample.values[hub] - whole.values[hub]) < 3 * sample.error


# how sure a rank is


def test_equal_values_share_the_better_rank() -> None:
    assert ranks({"a": 5, "b": 7, "c": 5, "d": 1}) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_a_hub_keeps_its_rank_and_who_hangs_on_one_tie_does_not() -> None:
    pairs = [("hub", f"x{n}") for n in range(30)] + [("x1", "x2"), ("x1", "x3")]
    venues = [
        Venue(f"v{n}", "Partnership", f"v{n}", ties={actor: [f"v{n}"] for actor in pair})
        for n, pair in enumerate(pairs)
    ]
    network = Affiliations.of(venues, dict.fromkeys({actor for pair in pairs for actor in pair}, "SME"))
    found = intervals(network, lambda graph: Measures(projection(graph))["degree"].values, rounds=60, seed=1)
    assert (found["hub"].low, found["hub"].high, found["hub"].stable) == (1, 1, True)
    assert found["x5"].high > 5
    assert not found["x5"].stable


def test_the_same_command_tells_the_same_ranks(eco: Ecosystem) -> None:
    analyses = eco.analyses(Scope(types=["Hospital"]))
    assert analyses.rank("degree", rounds=40) == analyses.rank("degree", rounds=40)


def test_how_sure_a_rank_is_is_told_of_the_network_that_is_looked_at() -> None:
    outside = "".join(participations(project, "a", "m") for project in "pqst")
    eco = Ecosystem(a_store(outside + participations("r", "b", "c")))
    found = eco.analyses(Scope(types=["SME"], inside=True)).rank("strength", rounds=40)
    assert [(row.actor.name, row.rank, row.low) for row in found.rows] == [("b", 1, 1), ("c", 1, 1)]


# whom it is about


def test_biowin_is_among_the_first_five(eco: Ecosystem) -> None:
    for by in MEASURES:
        if by != "closeness":
            assert "BioWin" in [row.actor.name for row in eco.analyses().rank(by, limit=5).rows]


def test_office_holders_are_in_it_if_named_only(eco: Ecosystem) -> None:
    def ranked(*holders: str) -> set[str]:
        return {row.actor.type for row in eco.analyses(Scope(holders=holders)).rank("degree", limit=1000).rows}

    assert "OfficeHolder" not in ranked()
    assert "OfficeHolder" in ranked("Willy Borsus")


def test_only_some_actors_are_told_of_or_count() -> None:
    eco = Ecosystem(a_store(participations("p", "a", "b", "m") + participations("q", "a", "m")))
    told = eco.analyses(Scope(types=["SME"])).rank("degree")
    among = eco.analyses(Scope(types=["SME"], inside=True)).rank("degree")
    assert [(row.actor.name, row.degree) for row in told.rows] == [("a", 2), ("b", 2)]
    assert [(row.actor.name, row.degree) for row in among.rows] == [("a", 1), ("b", 1)]


def test_of_actors_and_venues_a_degree_counts_venues() -> None:
    eco = Ecosystem(a_store(participations("p", "a", "b", "m") + participations("q", "a", "m")))
    found = eco.analyses().rank("degree", network="affiliation")
    assert [(row.actor.name, row.degree, row.strength) for row in found.rows] == [
        ("a", 2, None),
        ("m", 2, None),
        ("b", 1, None),
    ]
    assert (found.nodes, found.edges) == (5, 5)


# the command


def test_each_rank_has_its_partners_and_their_documents() -> None:
    found = json.loads(run("rank", "--limit", "3", "--stable", "--rounds", "40", "--format", "json").stdout)
    assert faults("rank", found) == []
    assert all(row["low"] <= row["rank"] <= row["high"] for row in found["rows"])
    assert all(each["sources"][0]["url"].startswith("http") for row in found["rows"] for each in row["neighbours"])


@pytest.mark.parametrize("by", MEASURES)
def test_an_actor_is_ranked_by_each_measure(by: str) -> None:
    header, first, *_ = run("rank", "--by", by, "--format", "csv").stdout.splitlines()
    assert header.startswith("rank,actor,actor_type,actor_id,betweenness,")
    assert first.startswith("1,")


def test_what_the_figures_mean_is_told_beside_the_table() -> None:
    result = run(
        "--lang", "fr", "rank", "--type", "Hospital", "--format", "table", "--limit", "2", "--stable", "--rounds", "40"
    )
    assert "rang" in result.stdout
    assert "CHU de Liège" in result.stdout
    assert "omettent un dixième des liens" in result.stderr


def test_where_nobody_meets_anybody_nobody_is_ranked(tmp_path: Path) -> None:
    alone = tmp_path / "alone.ttl"
    alone.write_text(f"<http://e/a> a <{THX.SME.value}> .", encoding="utf-8")
    assert run("--store", str(alone), "rank").exit_code == 1
    assert run("--store", str(alone), "rank", "--network", "affiliation", "--stable").exit_code == 1


def test_the_ties_of_actors_to_venues_have_no_strength() -> None:
    assert run("rank", "--by", "strength", "--network", "affiliation").exit_code == 2
