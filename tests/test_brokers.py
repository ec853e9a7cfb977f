"""Who stands between others: the figures against networkx's own and brute force, and how the command tells them."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_cli import run
from tests.test_communities import new_names, relabelled
from tests.test_network import a_store, participations
from tests.test_output import faults
from tests.test_rank import CLASSICS, near, networks

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.brokers import Broker
from triplehelix.graph.analysis.cut_points import Cuts
from triplehelix.graph.analysis.gould_fernandez import brokerage
from triplehelix.graph.analysis.structural_holes import constraint, effective_size
from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import THX

PLAIN: Final = {name: nx.Graph(graph.edges) for name, graph in CLASSICS.items()}
GROUPS: Final = "xyz"


def grouped(graph: nx.Graph) -> dict[Any, str]:
    return {node: GROUPS[place % len(GROUPS)] for place, node in enumerate(graph)}


# structural holes


@pytest.mark.parametrize("name", PLAIN)
def test_constraint_and_effective_size_are_those_of_networkx(name: str) -> None:
    assert near(constraint(PLAIN[name]), nx.constraint(PLAIN[name]))
    assert near(effective_size(PLAIN[name]), nx.effective_size(PLAIN[name]))


def test_of_burts_example_the_effective_size_is_four_and_two_thirds() -> None:
    # Burt (1992), figure 2.1; Borgatti (1997), Connections 20, 35-38: G has six contacts with four ties among them
    ties = ["GA", "GB", "GC", "GD", "GE", "GF", "AB", "AE", "BD", "EF"]
    assert effective_size(nx.Graph(map(tuple, ties)))["G"] == pytest.approx(4.67, abs=5e-3)


@given(networks())
def test_constraint_heeds_strengths(graph: nx.Graph) -> None:
    joined = nx.Graph(graph.subgraph(node for node, degree in graph.degree if degree))
    assert near(constraint(joined), nx.constraint(joined, weight="strength"))


# cut points


@given(networks())
def test_who_is_cut_off_is_who_cannot_be_reached_any_more(graph: nx.Graph) -> None:
    cuts = Cuts(graph)
    assert set(cuts.points) == set(nx.articulation_points(graph))
    for point, n in cuts.points.items():
        rest = graph.subgraph(nx.node_connected_component(graph, point) - {point})
        parts = sorted(nx.connected_components(rest), key=len)
        assert n == sum(map(len, parts[:-1])) == len(cuts.beyond(point))
        assert any(cuts.beyond(point) == {*rest} - part for part in parts)


@given(networks())
def test_what_hangs_on_a_tie_cannot_be_reached_without_it(graph: nx.Graph) -> None:
    bridges = Cuts(graph).bridges
    assert {frozenset(ends[:2]) for ends in bridges} == {frozenset(ends) for ends in nx.bridges(graph)}
    for kept, gone, n in bridges:
        rest = nx.restricted_view(graph, [], [(kept, gone)])
        assert n == len(nx.node_connected_component(rest, gone)) <= len(nx.node_connected_component(rest, kept))


def test_without_the_medici_two_families_are_cut_off() -> None:
    # J. F. Padgett, C. K. Ansell (1993), American Journal of Sociology 98, figure 2a: the Acciaiuoli marry the Medici
    # only, the Pazzi the Salviati only, and these otherwise the Medici
    assert Cuts(CLASSICS["Florentine families"]).beyond("Medici") == {"Acciaiuoli", "Salviati", "Pazzi"}


# brokerage


def counted(graph: nx.Graph, groups: dict[Any, str], broker: Any) -> dict[str, int]:
    """The roles of a broker, pair by pair, as Gould and Fernandez define them."""
    found: Counter[str] = Counter()
    for one, other in combinations(graph[broker], 2):
        if not graph.has_edge(one, other):
            match len({groups[one], groups[other], groups[broker]}):
                case 1:
                    found["coordinator"] += 1
                case 3:
                    found["liaison"] += 1
                case _:
                    found["consultant" if groups[one] == groups[other] else "gatekeeper"] += 1
    return found


def roles(graph: nx.Graph, groups: dict[Any, str]) -> dict[Any, dict[str, int]]:
    names = ("coordinator", "gatekeeper", "consultant", "liaison")
    return {
        node: {name: n for name in names if (n := getattr(found, name))}
        for node, found in brokerage(graph, groups).items()
    }


def test_one_broker_of_each_role() -> None:
    # the five figures of Gould and Fernandez (1989), figure 1; gatekeeper and representative are one without directions
    cases = {"coordinator": "xxx", "gatekeeper": "yxx", "consultant": "yxy", "liaison": "yxz"}
    for role, sides in cases.items():
        groups = dict(zip("abc", sides, strict=True))
        assert roles(nx.Graph([("a", "b"), ("b", "c")]), groups) == {"a": {}, "b": {role: 1}, "c": {}}
    assert roles(nx.complete_graph(3), dict.fromkeys(range(3), "x")) == {0: {}, 1: {}, 2: {}}


@pytest.mark.parametrize("name", PLAIN)
def test_brokers_of_classic_networks_are_those_that_brute_force_finds(name: str) -> None:
    graph = PLAIN[name]
    groups = grouped(graph)
    assert roles(graph, groups) == {node: counted(graph, groups, node) for node in graph}


@given(networks(), st.data())
def test_brokers_are_those_that_brute_force_finds(graph: nx.Graph, data: st.DataObject) -> None:
    groups = {node: data.draw(st.sampled_from(GROUPS)) for node in graph}
    assert roles(graph, groups) == {node: counted(graph, groups, node) for node in graph}


@given(networks(), st.integers(0, 9))
def test_what_actors_are_called_does_not_matter(graph: nx.Graph, seed: int) -> None:
    def figures(some: nx.Graph) -> dict[Any, tuple[float, ...]]:
        cuts, free, size = Cuts(some).points, constraint(some), effective_size(some)
        pairs = brokerage(some, dict.fromkeys(some, "x"))
        return {n: (cuts.get(n, 0), free[n], size[n], pairs[n].total) for n in some if some.degree[n]}

    names, others = new_names(graph, seed), figures(relabelled(graph, seed))
    assert all(others[names[node]] == pytest.approx(found) for node, found in figures(graph).items())


def test_somebody_who_meets_nobody_changes_nothing() -> None:
    graph = PLAIN["karate club"]
    more = graph.copy()
    more.add_node("alone")
    groups = grouped(more)
    assert {**brokerage(graph, groups), "alone": brokerage(more, groups)["alone"]} == brokerage(more, groups)
    assert Cuts(more).points == Cuts(graph).points
    assert {**effective_size(graph), "alone": 0} == effective_size(more)
    assert all(constraint(more)[node] == free for node, free in constraint(graph).items())


def test_in_a_network_of_nobody_there_is_no_broker() -> None:
    assert (brokerage(nx.Graph(), {}), Cuts(nx.Graph()).points, effective_size(nx.Graph())) == ({}, {}, {})


# of an ecosystem


def an_ecosystem() -> Ecosystem:
    """A cluster that meets a firm in one project and a ministry in another; a hospital hangs on the firm."""
    kinds = ":h a thx:Hospital . :g a thx:GovernmentBody ."
    return Ecosystem(
        a_store(kinds + participations("p", "m", "a") + participations("q", "m", "g") + participations("r", "a", "h"))
    )


def found_of(eco: Ecosystem, **choices: Any) -> list[Broker]:
    return [*eco.analyses().brokers(**choices).rows]


def test_a_cluster_between_firm_and_ministry_is_a_liaison_with_its_evidence() -> None:
    [cluster] = [row for row in found_of(an_ecosystem()) if row.actor.name == "m"]
    assert (cluster.group, cluster.liaison, cluster.total) == ("bridging", 1, 1)
    assert [(each.one, each.other, each.n) for each in cluster.connects] == [("government", "industry", 1)]
    assert [each.partner.name for each in cluster.example] == ["g", "a"]
    assert [actor.name for actor in cluster.without] == ["g"]


def test_only_pairs_of_groups_that_are_named_count() -> None:
    rows = found_of(an_ecosystem(), between=["government", "industry"])
    assert [(row.actor.name, row.group, row.total) for row in rows[:2]] == [("m", "others", 1), ("a", "industry", 0)]
    hospital = found_of(an_ecosystem(), between=["Hospital", "Cluster"])[0]
    assert (hospital.actor.name, hospital.total) == ("a", 1)


def test_a_group_that_is_no_kind_and_no_helix_is_refused() -> None:
    with pytest.raises(NameNotFound, match="nonsense"):
        found_of(an_ecosystem(), between=["industry", "nonsense"])


def test_of_kinds_hospital_and_cluster_are_different() -> None:
    [firm] = [row for row in found_of(an_ecosystem(), groups="type") if row.actor.name == "a"]
    assert (firm.group, firm.liaison) == ("SME", 1)


def test_only_those_asked_about_are_told_of() -> None:
    found = an_ecosystem().analyses(Scope(types=["SME"])).brokers()
    assert [row.actor.name for row in found.rows] == ["a"]


def test_a_tie_that_holds_two_is_told_and_one_that_holds_one_is_counted() -> None:
    found = an_ecosystem().analyses().brokers()
    assert (found.cut_points, found.bridges) == (2, 3)
    assert [({tie.actor.name, tie.neighbour.partner.name}, tie.cut_off) for tie in found.ties] == [({"a", "m"}, 2)]


@pytest.mark.parametrize(
    ("by", "first"), [("constraint", {"a", "m"}), ("effective_size", {"a", "m"}), ("cut_off", {"a", "m"})]
)
def test_they_are_in_the_order_that_is_asked_for(by: str, first: set[str]) -> None:
    rows = found_of(an_ecosystem(), by=by)
    assert {row.actor.name for row in rows[:2]} == first


def test_biowin_stands_between_helices(eco: Ecosystem) -> None:
    assert "BioWin" in [row.actor.name for row in found_of(eco, by="liaison", limit=3)]


# the command


def test_brokers_are_json_with_documents() -> None:
    found = json.loads(run("brokers", "--format", "json").stdout)
    assert faults("brokers", found) == []
    assert all(each["sources"] for row in found["rows"] for each in row["example"])


def test_people_read_between_whom_somebody_stands() -> None:
    groups = ("--between", "hospital", "--between", "industry", "--limit", "1")
    told = " ".join(run("brokers", *groups).stdout.split())
    assert "1. Université de Liège, university" in told
    assert "such pairs: hospital – industry" in told
    assert "Cut off without it:" in told
    french = " ".join(run("--lang", "fr", "brokers", "--limit", "2").stdout.split())
    assert "organismes d’interface – industrie" in french
    assert "portier ou représentant" in french


def test_a_table_names_the_groups() -> None:
    header, first, *_ = run("brokers", "--groups", "type", "--format", "csv").stdout.splitlines()
    assert header.startswith("actor,actor_type,actor_id,group,total,")
    assert "ResearchCentre / SME" in first


def test_one_group_alone_is_refused() -> None:
    result = run("brokers", "--between", "hospital")
    assert result.exit_code == 2
    assert "name another" in result.stderr


def test_where_nobody_meets_anybody_nobody_stands_between(tmp_path: Path) -> None:
    alone = tmp_path / "alone.ttl"
    alone.write_text(f"<http://e/a> a <{THX.SME.value}> .", encoding="utf-8")
    assert run("--store", str(alone), "brokers").exit_code == 1
