"""Which part of a store stands on a map: what was asked for, and what one page can hold."""

from collections.abc import Mapping
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store
from tests.conftest import FULL

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import NameNotFound, QueryError
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.views.map import Page, selection
from triplehelix.graph.views.map.selection import Outline, Part, Wanted, part

ID = "http://e/id/"
TIES = {
    "t1": ("acme", "atlas"),
    "t2": ("beta", "atlas"),
    "t3": ("beta", "gamma"),
    "t4": ("gamma", "delta"),
    "t5": ("delta", "zenith"),
}
INITIATIVES = {"atlas", "zenith"}


@pytest.fixture(scope="module")
def whole(eco: Ecosystem) -> Page:
    return eco.map().page


def a_store(ties: Mapping[str, tuple[str, ...]] = TIES) -> Store:
    store = Store()
    for name in {name for parties in ties.values() for name in parties} | {"alone"}:
        kind = THX.Initiative if name in INITIATIVES else THX.Actor
        store.add(Quad(node(name), RDF.type, kind))
    for tie, parties in ties.items():
        for party in parties:
            store.add(Quad(node(tie), THX.party, node(party)))
    return store


def node(name: str) -> NamedNode:
    return NamedNode(f"{ID}{name}")


def chosen(wanted: Wanted, store: Store | None = None, **central: float) -> Part:
    store = store or a_store()
    return part(
        Reading(store), Outline(store), wanted, lambda: {f"{ID}{name}": value for name, value in central.items()}
    )


def names(iris: frozenset[str]) -> set[str]:
    return {iri.removeprefix(ID) for iri in iris}


def test_all_is_on_the_map_if_nothing_else_is_wanted() -> None:
    whole = chosen(Wanted())
    assert names(whole.entities) == {"acme", "beta", "gamma", "delta", "alone", "atlas", "zenith"}
    assert names(whole.ties) == set(TIES)
    assert not whole.reduced


@pytest.mark.parametrize(
    ("depth", "near"),
    [
        (1, {"beta", "atlas", "gamma"}),
        (2, {"beta", "atlas", "gamma", "acme", "delta"}),
        (9, {"beta", "atlas", "gamma", "acme", "delta", "zenith"}),
    ],
)
def test_around_somebody_is_who_is_so_many_ties_away(depth: int, near: set[str]) -> None:
    found = chosen(Wanted(around=f"{ID}beta", depth=depth))
    assert names(found.entities) == near
    assert names(found.ties) == {tie for tie, parties in TIES.items() if near.issuperset(parties)}


def test_around_somebody_who_is_not_in_the_part_that_is_wanted_is_nobody() -> None:
    query = f"SELECT ?who {{ VALUES ?who {{ <{ID}gamma> <{ID}delta> }} }}"
    assert chosen(Wanted(around=f"{ID}beta", query=query)) == Part(frozenset(), frozenset())


def test_around_nobody_is_an_error() -> None:
    with pytest.raises(NameNotFound):
        chosen(Wanted(around="nobody"))


def test_the_most_central_come_with_the_initiatives_where_they_meet() -> None:
    assert names(chosen(Wanted(top=2), acme=3, beta=2, gamma=1).entities) == {"acme", "beta", "atlas"}
    assert names(chosen(Wanted(top=2), gamma=3, delta=2).entities) == {"gamma", "delta"}


def test_without_a_measure_the_ties_tell_who_is_central() -> None:
    assert names(chosen(Wanted(top=3)).entities) == {"beta", "gamma", "delta"}


def test_a_query_that_names_entities_shows_the_ties_among_them() -> None:
    found = chosen(Wanted(query=f"SELECT ?who {{ VALUES ?who {{ <{ID}beta> <{ID}gamma> <{ID}alone> <{ID}nobody> }} }}"))
    assert (names(found.entities), names(found.ties)) == ({"beta", "gamma", "alone"}, {"t3"})


def test_a_query_that_names_ties_shows_these_and_no_other() -> None:
    found = chosen(Wanted(query=f"CONSTRUCT {{ ?t thx:party ?p }} {{ ?t thx:party ?p, <{ID}atlas> }}"))
    assert (names(found.entities), names(found.ties)) == ({"acme", "beta", "atlas"}, {"t1", "t2"})


def test_a_part_of_a_part_is_what_both_have() -> None:
    query = f"SELECT ?who {{ VALUES ?who {{ <{ID}beta> <{ID}gamma> <{ID}delta> }} }}"
    assert names(chosen(Wanted(query=query, around=f"{ID}beta")).entities) == {"beta", "gamma"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK {}", "ASK gives true or false"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the store"),
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "SERVICE calls another server"),
        ("SELECT ?x {", "cannot be read"),
    ],
)
def test_a_query_is_judged_as_any_other(query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        chosen(Wanted(query=query))


def test_a_tie_of_three_is_shown_where_two_of_them_are() -> None:
    store = a_store({"t1": ("acme", "beta", "gamma"), "t2": ("gamma", "delta")})
    query = f"SELECT ?who {{ VALUES ?who {{ <{ID}acme> <{ID}beta> <{ID}delta> }} }}"
    assert names(chosen(Wanted(query=query), store).ties) == {"t1"}


@given(seed=st.integers(0, 10**6), nodes=st.integers(1, 12), ties=st.integers(1, 30))
def test_what_one_page_cannot_hold_is_reduced_to_a_connected_part_of_it(seed: int, nodes: int, ties: int) -> None:
    dice, size = Random(seed), 60 if FULL else 25  # noqa: S311 (makes data, not secrets)
    store = a_store(
        {f"t{n}": (f"a{dice.randrange(size)}", f"b{int(size * dice.random() ** 3)}") for n in range(2 * size)}
    )
    outline = Outline(store)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(selection, "MOST_NODES", nodes)
        patched.setattr(selection, "MOST_TIES", ties)
        found, again = (chosen(Wanted(), store) for _ in range(2))
    network = outline.network(found)
    assert found == again
    assert found.reduced
    assert 1 <= len(network) <= nodes
    assert network.size(weight="ties") <= ties
    assert nx.is_connected(network)
    largest = max(map(len, nx.connected_components(outline.network(outline.all))))
    assert len(nx.node_connected_component(outline.network(outline.all), min(found.entities))) == largest


def test_a_therapy_is_worked_on_with_its_narrower_ones(eco: Ecosystem) -> None:
    shown = eco.map(therapies=["cell-therapy"]).page.nodes
    therapies = {therapy for one in shown for therapy in one.therapies}
    assert {"cell-therapy", "car-t"} <= therapies
    others = [one for one in shown if not one.therapies]
    assert {one.group for one in others} <= {"initiative"}


def test_what_is_left_out_stands_on_the_map_in_each_language(eco: Ecosystem, whole: Page) -> None:
    near = eco.map(around="ATMP-PIT").page
    assert f"{len(near.nodes)} of {len(whole.nodes)} actors and initiatives" in near.left_out["en"]
    assert near.left_out["fr"].startswith("Une partie de l’écosystème")
    assert whole.left_out == {}


def test_where_those_on_a_part_meet_stays_as_large_as_it_is(eco: Ecosystem, whole: Page) -> None:
    sizes = {each.id: len(each.ties) for each in whole.meetings}
    some = eco.map(around="ATMP-PIT").page
    there = {one.id for one in some.nodes}
    assert 0 < len(some.meetings) < len(whole.meetings)
    for each in some.meetings:
        assert len(there & each.ties.keys()) > 1
        assert len(each.ties) == sizes[each.id]
