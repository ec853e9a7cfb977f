"""Partners to look for: each score against its definition, who is proposed and why, and how honest the back-test is."""

import json
from collections.abc import Mapping
from itertools import combinations
from math import log
from pathlib import Path
from random import Random
from typing import Final

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from tests.test_cli import run
from tests.test_output import faults

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.backtest import OURS, Question, at_random, compared, in_time
from triplehelix.graph.analysis.complement import Complements
from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.analysis.link_scores import BASELINES, LinkScores, fused, places
from triplehelix.graph.analysis.partner_order import ORDERS
from triplehelix.graph.analysis.suggestion import Suggestions
from triplehelix.graph.analysis_text.suggest import suggest_text
from triplehelix.graph.errors import UnfitName
from triplehelix.graph.messages import messages
from triplehelix.graph.reading import Reading
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import THX
from triplehelix.graph.traits import Traits
from triplehelix.graph.values import Entity

KARATE: Final = nx.relabel_nodes(nx.Graph(nx.karate_club_graph().edges), str)
PREFIXES: Final = """
    PREFIX : <http://e/> PREFIX thx: <https://w3id.org/triplehelix/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
WORLD: Final = """
    :us a thx:SME ; skos:prefLabel "Us" ; thx:therapy thx:phage-therapy ; thx:stage thx:basic-research .
    :school a thx:University ; skos:prefLabel "School" . :clinic a thx:Hospital ; skos:prefLabel "Clinic" .
    :friend a thx:SME ; skos:prefLabel "Friend" . :sold a thx:SME ; skos:prefLabel "Sold" .
    :maker a thx:LargeCompany ; skos:prefLabel "Maker" ; thx:therapy thx:phage-therapy ; thx:stage thx:manufacturing .
    :other a thx:SME ; skos:prefLabel "Other" ; thx:therapy thx:vaccine ; thx:stage thx:basic-research .
    :unit a thx:SME ; skos:prefLabel "Unit" . :team a thx:SME ; skos:prefLabel "Team" . :buyer a thx:SME ; skos:prefLabel "Buyer" .
    :call a thx:Call ; skos:prefLabel "Call" . :one a thx:OfficeHolder ; skos:prefLabel "One" .
    :t1 a thx:Partnership ; thx:partner :us, :school . :t2 a thx:Partnership ; thx:partner :us, :clinic .
    :t3 a thx:Partnership ; thx:partner :school, :friend . :t4 a thx:Partnership ; thx:partner :clinic, :friend .
    :t5 a thx:Partnership ; thx:partner :clinic, :other . :t6 a thx:Partnership ; thx:partner :school, :sold .
    :t7 a thx:Acquisition ; thx:acquirer :buyer ; thx:acquired :sold .
    :t8 a thx:Affiliation ; thx:part :unit ; thx:whole :us . :t9 a thx:Affiliation ; thx:part :team ; thx:whole :unit .
    :t10 a thx:Partnership ; thx:partner :buyer, :maker .
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Ecosystem:
    path = tmp_path_factory.mktemp("world") / "world.ttl"
    path.write_text(f"{PREFIXES}{WORLD}", encoding="utf-8")
    return Ecosystem.open(path)


# the scores


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    nodes = "abcdefgh"
    graph = nx.Graph(draw(st.lists(st.sampled_from([*combinations(nodes, 2)]), min_size=1, unique=True)))
    nx.set_edge_attributes(graph, 1.0, "distance")
    return graph


@given(graphs())
def test_each_score_is_what_its_authors_say(graph: nx.Graph) -> None:
    actor, linked = min(graph), LinkScores(graph)
    found = linked.of(actor, linked.near(actor))
    # Adamic and Adar 2003, section 2; Zhou, Lü and Zhang 2009, equation 9
    for other in linked.near(actor):
        common = set(graph[actor]) & set(graph[other])
        assert found["adamic_adar"][other] == pytest.approx(sum(1 / log(graph.degree[one]) for one in common))
        assert found["resource_allocation"][other] == pytest.approx(sum(1 / graph.degree[one] for one in common))
        assert linked.baseline("common_partners", actor, [other]) == {other: len(common)}
        assert found["nearness"][other] == pytest.approx(1 / nx.dijkstra_path_length(graph, actor, other, "distance"))


@pytest.mark.parametrize("graph", [KARATE, nx.path_graph([*"abcd"])], ids=["karate club", "a line"])
def test_katz_is_the_sum_over_all_walks(graph: nx.Graph) -> None:
    nx.set_edge_attributes(graph, 1.0, "distance")
    matrix = nx.to_numpy_array(graph, weight=None)
    damping = 0.5 / max(np.linalg.eigvalsh(matrix))
    walks = sum(np.linalg.matrix_power(damping * matrix, length) for length in range(60))  # Katz 1953, of 59 steps
    actor, linked = next(iter(graph)), LinkScores(graph)
    expected = dict(zip(graph, walks[0], strict=True))  # type: ignore[index] # it is a matrix, for there are terms
    assert linked.of(actor, linked.near(actor))["katz"] == pytest.approx(
        {one: expected[one] for one in linked.near(actor)}, rel=1e-5
    )


@given(graphs(), st.permutations("abcdefgh"))
def test_names_do_not_matter_for_a_score(graph: nx.Graph, names: list[str]) -> None:
    renaming = dict(zip("abcdefgh", names, strict=True))
    renamed, actor = nx.relabel_nodes(graph, renaming), min(graph)
    here, there = (LinkScores(each) for each in (graph, renamed))
    for name, values in here.of(actor, here.near(actor)).items():
        other = there.of(renaming[actor], there.near(renaming[actor]))[name]
        assert other == pytest.approx({renaming[one]: value for one, value in values.items()}, rel=1e-5)


@given(graphs())
def test_who_meets_nobody_changes_nothing_for_the_others(graph: nx.Graph) -> None:
    actor, more = min(graph), graph.copy()
    more.add_node("lonely")
    here, there = (LinkScores(each) for each in (graph, more))
    assert there.near(actor) == here.near(actor)
    for name, values in here.of(actor, here.near(actor)).items():
        assert there.of(actor, there.near(actor))[name] == pytest.approx(values, rel=1e-5)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3)))
def test_a_place_is_that_of_the_last_who_is_as_good(values: Mapping[str, float]) -> None:
    found = places(values)
    assert found == {one: sum(other >= values[one] for other in values.values()) for one in values if values[one] > 0}


def test_orders_are_joined_by_the_places_in_them() -> None:
    # Cormack et al. 2009: the sum of 1 / (60 + place)
    assert fused([{"a": 1, "b": 2}, {"b": 1}], "abc") == {"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 0}


@pytest.mark.parametrize(
    ("therapies", "stages", "score"),
    [
        pytest.param({"t"}, {"later"}, 2, id="the same therapy at another stage"),
        pytest.param({"narrow"}, {"later"}, 2, id="a narrower one"),
        pytest.param({"t"}, {"early"}, 0, id="the same at the same stage"),
        pytest.param({"else"}, {"early", "later"}, 1, id="the same stage for another therapy"),
        pytest.param({"else"}, {"later"}, 0, id="nothing alike"),
        pytest.param(set(), {"early"}, 0, id="no known therapy"),
    ],
)
def test_two_complement_each_other_by_therapy_and_stage(therapies: set[str], stages: set[str], score: float) -> None:
    store = Store()
    store.update("INSERT DATA { <http://e/narrow> <http://www.w3.org/2004/02/skos/core#broader> <http://e/t> }")

    def named(values: set[str]) -> frozenset[str]:
        return frozenset(f"http://e/{value}" for value in values)

    known = Traits(
        {}, {"us": named({"t"}), "them": named(therapies)}, {"us": named({"early"}), "them": named(stages)}, {}, {}, {}
    )
    assert Complements(known, Concepts(Reading(store), THX.therapies)).of("us", "them").score == score


# who is proposed


def proposed(world: Ecosystem, scope: Scope | None = None) -> list[str]:
    return [row.actor.name for row in world.analyses(scope).suggest("Us", limit=10).rows]


def test_who_has_partners_in_common_or_goes_on_where_one_stops_is_proposed(world: Ecosystem) -> None:
    assert set(proposed(world)) == {"Friend", "Other", "Maker"}


def test_nobody_is_proposed_who_is_a_partner_a_part_or_no_more(world: Ecosystem) -> None:
    assert not {"School", "Clinic", "Unit", "Team", "Sold", "Us"} & set(proposed(world))


def test_each_proposal_has_its_reasons_and_who_can_introduce(world: Ecosystem) -> None:
    rows = {row.actor.name: row for row in world.analyses().suggest("Us", limit=10).rows}
    assert rows["Friend"].common_partners == 2
    assert {one.name for one in rows["Friend"].partners} == {"School", "Clinic"}
    assert [step.partner.name for step in rows["Other"].way] == ["Clinic", "Other"]
    assert [one.name for one in rows["Other"].other_therapies] == ["vaccine"]
    assert [one.name for one in (*rows["Maker"].therapies, *rows["Maker"].stages)] == ["phage therapy", "manufacturing"]
    assert set().union(*(row.places for row in rows.values())) == set(ORDERS)


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        pytest.param(Scope(types=["LargeCompany"]), ["Maker"], id="a kind"),
        pytest.param(Scope(therapies=["vaccine"]), ["Other"], id="a therapy"),
        pytest.param(Scope(without=["partnership"]), ["Maker"], id="without the ties that lead there"),
    ],
)
def test_candidates_can_be_narrowed_down(world: Ecosystem, scope: Scope, names: list[str]) -> None:
    assert proposed(world, scope) == names


@pytest.mark.parametrize("name", ["Call", "One"])
def test_only_actors_look_for_partners(world: Ecosystem, name: str) -> None:
    with pytest.raises(UnfitName, match=f"{name} is an "):
        world.analyses().suggest(name)


# how well it foretells


def questions(*, ours: int, others: int, number: int = 30) -> list[Question]:
    """Each of one sought among ten, at a place in our order and in those of the baselines; now and then one behind."""

    def order(place: int, shift: int) -> dict[str, float]:
        names = [f"x{n}" for n in range(9)]
        names.insert(place + shift, "sought")
        return {name: float(-at) for at, name in enumerate(names)}

    return [
        Question(
            frozenset({"sought"}), {OURS: order(ours, n % 2), **{name: order(others, n % 3 % 2) for name in BASELINES}}
        )
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("ours", "others", "verdict"),
    [(0, 7, "better"), (3, 3, "not better"), (7, 0, "worse")],
)
def test_the_verdict_is_what_the_figures_allow(ours: int, others: int, verdict: str) -> None:
    found = compared("random", "", 1, questions(ours=ours, others=others))
    assert {one.verdict for one in found.comparisons} == {verdict}
    assert all(one.low <= one.difference <= one.high for one in found.comparisons)


def test_the_figures_are_those_of_their_definitions() -> None:
    scores = {"a": 4.0, "b": 3.0, "c": 2.0, "x": 1.0}
    asked = Question(frozenset("ac"), dict.fromkeys((OURS, *BASELINES), scores))
    [found, *_] = compared("random", "", 1, [asked] * 10).trials
    assert found.auc == pytest.approx(3 / 4)  # of the four pairs of a sought one and another, three stand right
    assert found.average_precision == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert found.precision == pytest.approx(2 / 5)


def test_of_too_few_actors_nothing_is_said() -> None:
    found = compared("random", "", 1, questions(ours=0, others=7, number=9))
    assert (found.trials, found.comparisons, found.actors) == ((), (), 9)


@pytest.mark.parametrize(
    ("language", "reads"),
    [
        ("en", "Not better than the baseline “number of partners (degree)” on this data"),
        ("fr", "Pas meilleur que l’ordre de référence « nombre de partenaires (degré) » sur ces données"),
    ],
)
@pytest.mark.parametrize(("ours", "others"), [(3, 3), (7, 0)])
def test_it_is_said_where_the_order_is_not_better(language: str, reads: str, ours: int, others: int) -> None:
    tested = compared("random", "", 5, questions(ours=ours, others=others))
    told = suggest_text(Suggestions(Entity("http://e/us", "Us", "SME"), 0, 0, (), (tested,)), messages(language))
    assert reads in " ".join(told.split())


def circles(folder: Path, *, dated: bool) -> Ecosystem:
    """Thirty projects of three of twenty actors, three of which began each year from 2000 to 2009."""
    dice = Random(3)  # noqa: S311 - no secret
    actors = " ".join(f':a{n} a thx:SME ; skos:prefLabel "A {n}" .' for n in range(20))
    ties = " ".join(a_project(number, dice.sample(range(20), 3), dated=dated) for number in range(30))
    path = folder / "circles.ttl"
    path.write_text(f"{PREFIXES}{actors}{ties}", encoding="utf-8")
    return Ecosystem.open(path)


def a_project(number: int, actors: list[int], *, dated: bool) -> str:
    start = f'; thx:start "{2000 + number // 3}"^^xsd:gYear' if dated else ""
    parties = (
        f":p{number}-{who} a thx:Participation ; thx:participant :a{who} ; thx:initiative :p{number} {start} ."
        for who in actors
    )
    return f':p{number} a thx:Project ; skos:prefLabel "P {number}" . {" ".join(parties)}'


def test_what_began_late_is_looked_for_by_what_began_before(tmp_path: Path) -> None:
    found = in_time(circles(tmp_path, dated=True).analyses().collaboration)
    assert (found.held_out, found.day, found.ties) == ("time", "2009-01-01", 9)  # of three projects, three parties each
    assert 0 < found.actors <= 9
    assert found.actors <= found.partners <= 18


def test_without_dates_nothing_is_held_out_in_time(tmp_path: Path) -> None:
    found = in_time(circles(tmp_path, dated=False).analyses().collaboration)
    assert (found.day, found.ties, found.trials) == ("", 0, ())


def test_at_random_whole_venues_are_held_out(tmp_path: Path) -> None:
    found = at_random(circles(tmp_path, dated=False).analyses().collaboration)
    assert found.ties == 9
    assert found == at_random(circles(tmp_path, dated=False).analyses().collaboration)


# the command


def test_exo_biologics_gets_partners_with_reasons_and_a_way() -> None:
    result = run("suggest", "Exo Biologics")
    assert result.stdout.startswith("Partners that EXO Biologics does not have yet\n")
    assert result.stdout.count("Way there: EXO Biologics →") == 5
    assert result.stdout.count("in common:") + result.stdout.count("Both work on") >= 5
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_json_has_its_published_shape() -> None:
    found = json.loads(run("suggest", "Exo Biologics", "--type", "Hospital", "--format", "json").stdout)
    assert faults("suggest", found) == []
    assert found["rows"]


def test_the_back_test_of_the_bundled_data_calls_only_better_what_surely_is() -> None:
    found = json.loads(run("suggest", "Exo Biologics", "--backtest", "--limit", "1", "--format", "json").stdout)
    assert faults("suggest", found) == []
    assert [test["held_out"] for test in found["backtest"]] == ["time", "random"]
    verdicts = [one for test in found["backtest"] for one in test["comparisons"]]
    assert [(one["verdict"] == "better") for one in verdicts] == [one["low"] > 0 for one in verdicts]
    assert len(verdicts) == 4


@pytest.mark.parametrize(
    ("language", "words", "reads"),
    [
        ("en", [], "have a partner in common with it"),
        ("fr", ["--backtest"], "Mis de côté : un dixième des lieux de rencontre"),
    ],
)
def test_it_is_told_in_both_languages_within_80_columns(language: str, words: list[str], reads: str) -> None:
    told = run("--lang", language, "suggest", "UCB", *words).stdout
    assert reads in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= 80


def test_a_table_has_a_row_for_each_partner() -> None:
    rows = run("suggest", "UCB", "--limit", "4", "--format", "csv").stdout.splitlines()
    assert rows[0].startswith("rank,actor,actor_type,actor_id,score,places,common_partners")
    assert len(rows) == 5


def test_who_finds_nobody_is_told_so() -> None:
    result = run("--lang", "fr", "suggest", "Exo Biologics", "--therapy", "exosome-therapy", "--type", "GovernmentBody")
    assert result.exit_code == 1
    assert "Aucun autre acteur" in result.stdout
