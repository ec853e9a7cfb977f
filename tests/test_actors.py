"""Which actors count, by names as people type them; and the network of only some."""

from collections.abc import Collection

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store
from tests.walking import ACTORS, a_finder, networks

from triplehelix.graph import Ecosystem
from triplehelix.graph.actors import ActorFilter, actor_filter, chosen
from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.merge import merge
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import PREFIXES, THX, thing
from triplehelix.graph.venues import Venue
from triplehelix.graph.vocabulary import vocabulary

HEADER = "PREFIX : <http://e/> " + " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
WORLD = """
    :north a thx:Territory ; skos:prefLabel "North" . :town a thx:Territory ; skos:prefLabel "Town" ; dct:isPartOf :north .
    :a a thx:SME ; thx:therapy thx:cell-therapy ; thx:city :town .
    :b a thx:SME ; thx:therapy thx:car-t ; thx:region :north ; thx:stage thx:manufacturing .
    :c a thx:University ; thx:therapy thx:phage-therapy ; thx:country :north .
    :d a thx:University .
    :p a thx:Project ; thx:therapy thx:cell-therapy .
"""


def a_reading() -> Reading:
    store = Store()
    store.load(f"{HEADER} {WORLD}", format=RdfFormat.TURTLE, to_graph=thing("evidence", "made/1"))
    merge(store, vocabulary())
    return Reading(store)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param({}, "abcd", id="any actor, and no initiative"),
        pytest.param({"types": ["SME"]}, "ab", id="a kind"),
        pytest.param({"types": ["pme"]}, "ab", id="a kind in French"),
        pytest.param({"types": ["actor"]}, "abcd", id="each kind below"),
        pytest.param({"types": ["SME", "university"]}, "abcd", id="either of two kinds"),
        pytest.param({"therapies": ["cell-therapy"]}, "ab", id="a therapy and its narrower ones"),
        pytest.param({"therapies": ["CAR T"]}, "b", id="a narrow therapy alone"),
        pytest.param({"stages": ["Manufacturing"]}, "b", id="a stage"),
        pytest.param({"regions": ["North"]}, "abc", id="a territory, be it told as city, region or country"),
        pytest.param({"regions": ["town"]}, "a", id="a territory within"),
        pytest.param({"types": ["SME"], "regions": ["any"]}, "ab", id="any region"),
        pytest.param({"types": ["university"], "therapies": ["phage therapy"], "regions": ["North"]}, "c", id="all at once"),
        pytest.param({"types": ["university"], "therapies": ["cell-therapy"]}, "", id="nobody"),
    ],
)  # fmt: skip
def test_actors_are_chosen_by_what_people_type(typed: dict[str, Collection[str]], expected: str) -> None:
    reading = a_reading()
    assert chosen(reading.store, actor_filter(reading, **typed)) == {f"http://e/{name}" for name in expected}


@pytest.mark.parametrize("kind", ["types", "therapies", "stages", "regions"])
def test_a_name_that_means_nothing_is_refused(kind: str) -> None:
    with pytest.raises(NameNotFound, match="xyzzy"):
        actor_filter(a_reading(), **{kind: ["xyzzy"]})


def test_each_actor_of_the_ecosystem_has_its_kind(eco: Ecosystem) -> None:
    firms, universities = (chosen(eco.store, ActorFilter(types=[cls.value])) for cls in (THX.SME, THX.University))
    assert firms
    assert universities
    assert not firms & universities
    assert chosen(eco.store, ActorFilter(types=[THX.Actor.value])) == chosen(eco.store, ActorFilter())


def test_more_conditions_leave_fewer(eco: Ecosystem) -> None:
    phages = actor_filter(eco.reading, therapies=["phage-therapy"])
    firms = actor_filter(eco.reading, types=["SME"], therapies=["phagothérapie"], regions=["Wallonia"])
    assert {"Vésale Pharma", "Vésale Bioscience"} <= {
        eco.reading.entities[iri].name for iri in chosen(eco.store, firms)
    }
    assert chosen(eco.store, firms) < chosen(eco.store, phages)


@given(networks(ACTORS), st.frozensets(st.sampled_from(ACTORS)))
def test_the_network_of_some_actors_keeps_how_close_they_are(venues: list[Venue], some: frozenset[str]) -> None:
    affiliations = a_finder(venues).affiliations
    whole = projection(affiliation_network(affiliations)).subgraph(some)
    part = projection(affiliation_network(affiliations, some))
    assert {frozenset(edge) for edge in part.edges} == {frozenset(edge) for edge in whole.edges}
    for one, other, strength in part.edges(data="strength"):
        assert strength == pytest.approx(whole.edges[one, other]["strength"])
    assert [node for node in part if not part.degree(node)] == []


def test_the_network_of_all_actors_is_the_whole(eco: Ecosystem) -> None:
    affiliations = eco.reading.paths.affiliations
    whole, part = affiliation_network(affiliations), affiliation_network(affiliations, [*affiliations.actors])
    assert nx.utils.graphs_equal(projection(whole), projection(part))
    assert affiliation_network(affiliations, []).number_of_nodes() == 0
