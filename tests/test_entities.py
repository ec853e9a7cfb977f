"""An entity is found by its IRI alone, and is the same as by its name."""

from functools import cached_property
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.entities import Entities, entity_classes
from triplehelix.graph.errors import NameNotFound
from triplehelix.graph.names import Names
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import BASE, RDF, RDFS, SKOS, THX
from triplehelix.graph.values import Entity

GOVERNMENT: Final = f"{BASE}actor/walloon-government"


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


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Gouvernement wallon"), ("en", "Walloon Government"), ("de", "Walloon Government")]
)
def test_who_has_names_in_several_languages_is_called_by_that_of_the_reader(language: str, name: str) -> None:
    eco = Ecosystem.open(language=language)
    assert eco.resolve(GOVERNMENT).name == eco.resolve("Région wallonne").name == name
    assert eco.find("gouvernement wallon")[0].entity.name == eco.reading.names[GOVERNMENT].name == name


def test_a_name_in_a_language_of_nobody_asked_for_is_better_than_none() -> None:
    store, node = Store(), NamedNode("http://e/x")
    store.extend([Quad(node, RDF.type, THX.SME), Quad(THX.SME, RDFS.subClassOf, THX.Actor)])
    store.add(Quad(node, SKOS.prefLabel, Literal("Firma", language="de")))
    assert Entities(store, "fr")["http://e/x"].name == Names.of(store, "fr")["http://e/x"].name == "Firma"


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
