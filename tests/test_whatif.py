"""What would be otherwise: the copy against a recomputation, new partnerships against all that there are, the command."""

import json
from collections.abc import Collection
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_cli import run
from tests.test_output import faults
from tests.walking import FEW, networks

from triplehelix.graph import Ecosystem
from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.analysis.alteration import Alteration, Partnership, altered
from triplehelix.graph.analysis.departed import departed
from triplehelix.graph.analysis.separation import Mean, mean, separation
from triplehelix.graph.analysis.shortcuts import connections, shortcuts
from triplehelix.graph.analysis_text.whatif import best_ties_text
from triplehelix.graph.errors import NameNotFound, UnfitName
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.values import Entity
from triplehelix.graph.venues import Venue, closeness

PREFIXES: Final = """
    PREFIX : <http://e/> PREFIX thx: <https://w3id.org/triplehelix/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dct: <http://purl.org/dc/terms/>
"""
ACTORS: Final = """
    :hub a thx:Cluster ; skos:prefLabel "Hub" . :mill a thx:SME ; skos:prefLabel "Mill" .
    :school a thx:University ; skos:prefLabel "School" ; thx:therapy thx:phage-therapy ; thx:stage thx:basic-research .
    :clinic a thx:Hospital ; skos:prefLabel "Clinic" ; thx:therapy thx:phage-therapy ; thx:stage thx:clinical .
    :plant a thx:LargeCompany ; skos:prefLabel "Plant" ; thx:therapy thx:phage-therapy ; thx:stage thx:clinical .
    :far a thx:SME ; skos:prefLabel "Far" . :farther a thx:SME ; skos:prefLabel "Farther" .
    :sold a thx:SME ; skos:prefLabel "Sold" . :closed a thx:SME ; skos:prefLabel "Closed" ; thx:state "liquidation"@en .
    :minister a thx:OfficeHolder ; skos:prefLabel "Minister" .
    :big a thx:Programme ; skos:prefLabel "Big programme" . :part a thx:Project ; skos:prefLabel "Part" ; dct:isPartOf :big .
"""
TIES: Final = {
    "m1": ":m1 a thx:Membership ; thx:member :school ; thx:organisation :hub .",
    "m2": ":m2 a thx:Membership ; thx:member :mill ; thx:organisation :hub .",
    "p1": ":p1 a thx:Participation ; thx:participant :school ; thx:initiative :part .",
    "p2": ":p2 a thx:Participation ; thx:participant :clinic ; thx:initiative :part ; thx:confidence thx:deduced .",
    "p3": ":p3 a thx:Participation ; thx:participant :plant ; thx:initiative :part .",
    "d1": ":d1 a thx:Partnership ; thx:partner :hub, :clinic .",
    "d2": ":d2 a thx:Partnership ; thx:partner :far, :farther .",
    "d3": ":d3 a thx:Partnership ; thx:partner :mill, :sold .",
    "a1": ":a1 a thx:Acquisition ; thx:acquirer :plant ; thx:acquired :sold .",
}
OF: Final = {
    "School": {"m1", "p1"},
    "Clinic": {"p2", "d1"},
    "Hub": {"m1", "m2", "d1"},
    "Mill": {"m2", "d3"},
    "Far": {"d2"},
}
"""The ties of some actors."""


def a_world(folder: Path, gone: Collection[str] = ()) -> Ecosystem:
    path = folder / f"world-{'-'.join(sorted(gone))}.ttl"
    ties = " ".join(tie for name, tie in TIES.items() if name not in gone)
    path.write_text(f"{PREFIXES}{ACTORS}{ties}", encoding="utf-8")
    return Ecosystem.open(path)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Ecosystem:
    return a_world(tmp_path_factory.mktemp("world"))


def actor(name: str) -> Entity:
    return Entity(name, name, "SME")


def packed(venues: Collection[Venue]) -> Affiliations:
    return Affiliations.of(venues, dict.fromkeys(FEW, "SME"))


def strengths(affiliations: Affiliations) -> dict[frozenset[str], float]:
    graph = projection(affiliation_network(affiliations))
    return {frozenset(pair): graph.edges[pair]["strength"] for pair in graph.edges}


# the copy


@given(networks(), st.sets(st.sampled_from(FEW), max_size=3))
def test_who_stays_meets_where_they_met_and_as_closely(venues: list[Venue], leaving: set[str]) -> None:
    expected: dict[frozenset[str], Fraction] = {}
    for venue in (one for one in venues if one.middle not in leaving):
        for pair in combinations(set(venue.ties) - leaving, 2):
            adds = Fraction(closeness(venue, *pair)).limit_denominator(1000)
            expected[frozenset(pair)] = expected.get(frozenset(pair), Fraction()) + adds
    found = strengths(altered(packed(venues), Alteration(removed=tuple(map(actor, leaving)))))
    assert found == pytest.approx({pair: float(strength) for pair, strength in expected.items()})


@given(networks())
def test_where_nothing_is_otherwise_all_is_the_same(venues: list[Venue]) -> None:
    affiliations = packed(venues)
    assert [vars(venue) for venue in altered(affiliations, Alteration())] == [vars(venue) for venue in affiliations]


@given(networks(), st.sampled_from([*combinations(FEW, 2)]))
def test_a_new_partnership_adds_one_to_the_strength_of_its_pair_alone(
    venues: list[Venue], pair: tuple[str, str]
) -> None:
    before = strengths(packed(venues))
    after = strengths(altered(packed(venues), Alteration(added=(Partnership(*map(actor, pair)),))))
    assert after == pytest.approx({**before, frozenset(pair): before.get(frozenset(pair), 0) + 1})


@given(networks(), st.sampled_from(FEW))
def test_nobody_gets_nearer_because_somebody_leaves(venues: list[Venue], leaving: str) -> None:
    before, after = (
        projection(affiliation_network(each))
        for each in (packed(venues), altered(packed(venues), Alteration(removed=(actor(leaving),))))
    )
    were, are = (dict(nx.all_pairs_dijkstra_path_length(graph, weight="distance")) for graph in (before, after))
    assert all(far >= were[one][other] - 1e-9 for one in are for other, far in are[one].items())


@pytest.mark.parametrize("name", OF)
def test_the_network_after_is_that_of_a_store_without_the_ties(world: Ecosystem, tmp_path: Path, name: str) -> None:
    found = world.analyses().what_if(remove=[name]).after
    alone = a_world(tmp_path, OF[name]).analyses().what_if()
    assert (found.actors, found.pairs, found.components) == (
        alone.before.actors,
        alone.before.pairs,
        alone.before.components,
    )
    assert (found.largest, found.reachable, found.hops) == (
        alone.before.largest,
        alone.before.reachable,
        alone.before.hops,
    )
    assert alone.before == alone.after


def test_an_initiative_ends_with_its_parts_and_their_ties(world: Ecosystem, tmp_path: Path) -> None:
    found = world.analyses().what_if(end=["Big programme"])
    assert [one.name for one in found.change.ended] == ["Big programme", "Part"]
    assert [(one.kind, one.ties, one.deduced) for one in found.gone] == [("Participation", 3, 1)]
    assert found.after == a_world(tmp_path, {"p1", "p2", "p3"}).analyses().what_if().before


def test_the_store_stays_as_it_is(world: Ecosystem) -> None:
    before = set(world.store)
    analyses = world.analyses()
    network = analyses.collaboration.projection.copy()
    analyses.what_if(remove=["Hub"], end=["Part"], add=[("Far", "Mill")])
    analyses.best_ties(2, remove=["Hub"])
    assert set(world.store) == before
    assert nx.utils.graphs_equal(analyses.collaboration.projection, network)


# what is told of it


def test_who_is_cut_off_is_named_with_the_partner_that_it_loses(world: Ecosystem) -> None:
    found = world.analyses().what_if(remove=["Hub", "Sold"])
    assert [(one.actor.name, one.partners, one.left) for one in found.cut_off] == [("Mill", 3, 0)]
    assert found.cut_off[0].lost is not None
    assert found.cut_off[0].lost.partner.name == "Hub"
    assert (found.reach.before, found.reach.after) == (7, 4)


def test_who_is_apart_may_join(world: Ecosystem) -> None:
    found = world.analyses().what_if(add=[("Far", "School")])
    assert sorted(one.actor.name for one in found.joined) == ["Far", "Farther"]
    assert (found.cut_off, found.gone, found.white_spots) == ((), (), ())
    assert found.after.components == found.before.components - 1


def test_a_therapy_has_a_white_spot_where_its_last_actor_leaves(world: Ecosystem) -> None:
    one, both = (world.analyses().what_if(remove=names).white_spots for names in (["Clinic"], ["Clinic", "Plant"]))
    assert one == ()
    assert {(spot.stage.id.rpartition("#")[2], tuple(actor.name for actor in spot.actors)) for spot in both} == {
        ("clinical", ("Clinic", "Plant"))
    }


def test_a_broker_that_leaves_has_no_rank_any_more(world: Ecosystem) -> None:
    brokers = {one.actor.name: one for one in world.analyses().what_if(remove=["Hub"]).brokers}
    assert brokers["Hub"].rank_after is None
    assert {one.rank_after for name, one in brokers.items() if name != "Hub"} >= {1}


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        pytest.param({"remove": ["Part"]}, "Part is an initiative, not an actor", id="an initiative leaves"),
        pytest.param({"end": ["Hub"]}, "Hub is an actor, not an initiative", id="an actor ends"),
        pytest.param({"add": [("Hub", "Hub")]}, "both names mean Hub; a partnership joins two", id="with itself"),
        pytest.param(
            {"add": [("Hub", "Mill")], "remove": ["Mill"]}, "Mill cannot both leave and begin a partnership", id="both"
        ),
        pytest.param(
            {"remove": ["Minister"]}, "Minister is an office holder, and in no analysis unless named", id="a person"
        ),
    ],
)
def test_what_cannot_be_is_refused(world: Ecosystem, words: dict[str, list[str]], reads: str) -> None:
    with pytest.raises(UnfitName, match=reads):
        world.analyses().what_if(**words)  # type: ignore[arg-type] # each option has its own type


def test_an_unknown_name_is_told_with_the_nearest(world: Ecosystem) -> None:
    with pytest.raises(NameNotFound, match="Hub"):
        world.analyses().what_if(remove=["Hubb Inc"])


# how far all are apart


@given(networks())
def test_means_are_those_of_networkx(venues: list[Venue]) -> None:
    graph = projection(affiliation_network(packed(venues)))
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="distance"))
    expected = [far for one in lengths for other, far in lengths[one].items() if one != other]
    found = mean(separation(graph).distances, sampled=False)
    assert (found and found.value) == (pytest.approx(sum(expected) / len(expected)) if expected else None)


def test_a_sample_tells_its_error_and_is_right_within_it() -> None:
    line = nx.path_graph(2_100)  # whose mean distance is (n + 1) / 3
    some = separation(line)
    found = mean(some.hops, sampled=True)
    assert some.sampled == 250
    assert isinstance(found, Mean)
    assert found.error is not None
    assert 0 < abs(found.value - 2_101 / 3) < found.error < 50


# new partnerships


@st.composite
def connected(draw: st.DrawFn) -> nx.Graph:
    """Connected networks with lengths."""
    size = draw(st.integers(4, 9))
    pairs = {(other, draw(st.integers(0, other - 1))) for other in range(1, size)}
    pairs |= set(draw(st.lists(st.sampled_from([*combinations(range(size), 2)]), max_size=4)))
    graph = nx.Graph()
    for one, other in sorted(pairs):
        graph.add_edge(f"n{one}", f"n{other}", distance=draw(st.sampled_from([0.5, 1.0, 2.0, 5.0])))
    return graph


def average(graph: nx.Graph, *, weighted: bool) -> float:
    return float(nx.average_shortest_path_length(graph, weight="distance" if weighted else None))


def with_edge(graph: nx.Graph, pair: tuple[str, str]) -> nx.Graph:
    more = graph.copy()
    more.add_edge(*pair, distance=1.0)
    return more


@given(connected(), st.booleans())
def test_the_best_new_tie_is_the_best_of_all_that_there_could_be(graph: nx.Graph, weighted: bool) -> None:
    found = shortcuts(graph, 1, weighted=weighted)
    means = [average(with_edge(graph, pair), weighted=weighted) for pair in nx.non_edges(graph)]
    assert found.mean == pytest.approx(average(graph, weighted=weighted))
    best = min([*means, found.mean or 0])
    assert (found.found[0].mean if found.found else found.mean) == pytest.approx(best)
    assert found.candidates == len(means)


@given(connected(), st.booleans())
def test_each_new_tie_is_told_with_those_before_it(graph: nx.Graph, weighted: bool) -> None:
    for tie in shortcuts(graph, 3, weighted=weighted).found:
        assert not graph.has_edge(tie.one, tie.other)
        graph = with_edge(graph, (tie.one, tie.other))
        assert tie.mean == pytest.approx(average(graph, weighted=weighted))


@given(connected())
def test_names_do_not_matter_for_what_can_be_saved(graph: nx.Graph) -> None:
    renamed = nx.relabel_nodes(graph, {node: f"x{9 - int(node[1:])}" for node in graph})
    assert [tie.mean for tie in shortcuts(graph, 1).found] == pytest.approx(
        [tie.mean for tie in shortcuts(renamed, 1).found]
    )


def test_only_the_ties_of_those_named_are_proposed_and_none_of_those_shut_out() -> None:
    line = nx.path_graph([*"abcdefgh"])
    assert {"a"} == set.intersection(*({tie.one, tie.other} for tie in shortcuts(line, 3, ["a"]).found))
    assert not {"a", "b"} & {end for tie in shortcuts(line, 3, shut={"a", "b"}).found for end in (tie.one, tie.other)}


def test_parts_are_connected_by_who_is_nearest_to_all_others() -> None:
    graph = nx.compose(nx.star_graph(["m", *"abcd"]), nx.path_graph(["x", "y", "z"]))
    assert [(one.one, one.other, one.component) for one in connections(graph)] == [("y", "m", ("x", "y", "z"))]
    assert [(one.one, one.other) for one in connections(graph, ["x"], shut={"m"})] == [("x", "a")]


def test_a_large_network_is_compared_by_a_sample() -> None:
    graph = nx.cycle_graph(600)
    nx.set_edge_attributes(graph, 1.0, "distance")
    found = shortcuts(nx.relabel_nodes(graph, {node: f"n{node:03}" for node in graph}), 1, ["n000"])
    assert found.sampled == 300
    [best] = found.found
    assert found.mean is not None
    assert best.mean < found.mean


def test_who_was_bought_or_closed_is_not_proposed(world: Ecosystem) -> None:
    gone = {world.reading.entities[iri].name for iri in departed(world.reading)}
    assert gone == {"Sold", "Closed"}
    named = {end.name for row in world.analyses().best_ties(5).rows for end in (row.one, row.other)}
    assert named
    assert not named & gone


def test_a_proposal_tells_the_way_of_today(world: Ecosystem) -> None:
    [best] = world.analyses().best_ties(1, actor="Mill").rows
    assert best.way[0] in (best.one, best.other)
    assert len(best.way) == best.hops + 1


def test_where_nothing_can_be_shortened_it_is_said(tmp_path: Path) -> None:
    alone = a_world(tmp_path, TIES.keys() - {"d2"})
    told = best_ties_text(alone.analyses().best_ties(3), alone.reading.texts)
    assert "No new partnership would make a way shorter." in told


# the command


def test_without_biowin_it_is_told_who_is_cut_off() -> None:
    result = run("whatif", "--remove", "BioWin")
    assert result.stdout.startswith("Without BioWin\n")
    assert "would be cut off from the largest component" in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--remove", "BioWin"], id="an actor"),
        pytest.param(["--end", "ATMP-PIT", "--add", "UCB", "EIT Health"], id="a programme and a partnership"),
        pytest.param(["--best-tie", "2"], id="new partnerships"),
        pytest.param(
            ["--best-tie", "1", "--for", "UCB", "--weighted", "--remove", "BioWin"], id="of one, without another"
        ),
    ],
)
def test_the_json_has_its_published_shape(words: list[str]) -> None:
    assert faults("whatif", json.loads(run("whatif", *words, "--format", "json").stdout)) == []


@pytest.mark.parametrize(
    ("language", "words", "reads"),
    [
        pytest.param("fr", ["--remove", "BioWin"], "Sans BioWin", id="an actor, in French"),
        pytest.param("fr", ["--end", "ATMP-PIT"], "Après la fin", id="a programme, in French"),
        pytest.param(
            "en", ["--add", "UCB", "EIT Health"], "With a partnership of UCB and EIT Health", id="a partnership"
        ),
        pytest.param("fr", ["--best-tie", "1"], "la moyenne serait de", id="new ones, in French"),
        pytest.param("en", ["--best-tie", "1", "--for", "UCB"], "New partnerships of UCB", id="of one"),
        pytest.param(
            "en", ["--remove", "BioWin", "--best-tie", "1"], "Without BioWin New partnerships", id="after a change"
        ),
    ],
)
def test_it_is_told_in_both_languages_within_80_columns(language: str, words: list[str], reads: str) -> None:
    told = run("--lang", language, "whatif", *words).stdout
    assert reads in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= 80


def test_a_table_has_a_row_for_each_effect_or_new_tie() -> None:
    effects = run("whatif", "--remove", "BioWin", "--format", "csv").stdout.splitlines()
    assert effects[0] == "effect,name,before,after"
    assert any(line.startswith("cut_off,") for line in effects)
    assert len(run("whatif", "--best-tie", "2", "--format", "csv").stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        pytest.param([], "say what would be otherwise", id="nothing"),
        pytest.param(["--remove", "BioWin", "--for", "UCB"], "add --best-tie N", id="for somebody, but what"),
        pytest.param(["--remove", "ATMP-PIT"], "is an initiative", id="an initiative"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(words: list[str], reads: str) -> None:
    result = run("whatif", *words)
    assert result.exit_code == 2
    assert reads in result.stderr
