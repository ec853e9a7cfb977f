"""An entity is found by its IRI alone, and is the same as by its name."""

from functools import cached_property

import pytest
from pyoxigraph import NamedNode, Quad, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.entities import Entities, entity_classes
from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import BASE, RDF, RDFS, THX
from triplehelix.graph.values import Entity


class Nameless(Reading):
    """A reading that must not build the index of names."""

    @cached_property
    def names(self) -> None:  # type: ignore[override]
        """Nobody may ask for it."""
        raise AssertionError("the index of names was built")


def test_an_iri_finds_the_same_entity_as_the_index_of_names_has(eco: Ecosystem) -> None:
    entities = list(eco.reading.names)
    assert len(entities) > 400
    assert [eco.reading.entities[entity.id] for entity in entities] == entities


def test_whoever_gives_a_whole_iri_waits_for_no_index_of_names(eco: Ecosystem) -> None:
    iri = f"{BASE}actor/biowin"
    assert Nameless(eco.store).resolve(iri) == eco.resolve("BioWin")


def test_a_path_between_two_iris_waits_for_no_index_of_names(eco: Ecosystem) -> None:
    nameless = Ecosystem(eco.store)
    nameless.reading = Nameless(eco.store)
    assert nameless.paths(f"{BASE}actor/biowin", f"{BASE}actor/uliege", k=1)
    assert nameless.show(f"{BASE}actor/henogen").history
    assert nameless.why(f"{BASE}actor/biowin", "founded").statements


@pytest.mark.parametrize("text", ["", "BioWin", "http://e/unknown", f"{BASE}concept/members", "a b:c", "\ud800"])
def test_a_text_that_is_no_iri_of_an_entity_finds_none(eco: Ecosystem, text: str) -> None:
    assert eco.reading.entities.find(text) is None


def test_an_iri_that_nothing_is_known_of_is_told_as_a_name_that_is_not_there(eco: Ecosystem) -> None:
    with pytest.raises(NameNotFound):
        eco.resolve("http://e/unknown")


def test_what_is_unknown_is_called_by_the_end_of_its_iri() -> None:
    assert Entities(Store())["http://e/unknown"] == Entity("http://e/unknown", "unknown", "Thing")


def test_a_thing_is_called_by_its_narrowest_class() -> None:
    trial, narrow = NamedNode("http://e/trial"), NamedNode("http://e/AnnexedTrial")
    store = Store()
    store.extend(Quad(trial, RDF.type, cls) for cls in (narrow, THX.Project, THX.Initiative))
    store.extend([Quad(narrow, RDFS.subClassOf, THX.Project), Quad(THX.Project, RDFS.subClassOf, THX.Initiative)])
    assert Entities(store)["http://e/trial"].type == "AnnexedTrial"


def test_classes_that_stand_below_each_other_in_a_ring_are_each_named_once() -> None:
    store = Store()
    store.extend(
        [Quad(THX.Project, RDFS.subClassOf, THX.Initiative), Quad(THX.Initiative, RDFS.subClassOf, THX.Project)]
    )
    assert entity_classes(store) == [THX.Actor, THX.Initiative, THX.Project, THX.OfficeHolder]
