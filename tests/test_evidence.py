"""Each load and document has its evidence graph; what a curator deduced stands beside it; a load describes itself."""

from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from triplehelix.graph.evidence import Documents, Load, evidence_graph, evidence_quads
from triplehelix.graph.merge import merge
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.terms import DCT, FOAF, PROV, RDF, SKOS, THX, XSD, document_iri, local_name, thing
from triplehelix.graph.vocabulary import vocabulary

MINE: Final = Load("mine", "mine.csv", issued="2026-11-21", licence="https://example.org/licence")
OLD: Final = document_iri("https://a.org/old")
NEW: Final = document_iri("https://a.org/new")
ACME: Final = thing("actor", "acme")
NAME: Final = Triple(ACME, SKOS.prefLabel, Literal("Acme"))
SITE: Final = Triple(ACME, FOAF.homepage, NamedNode("https://acme.be"))
FOUNDED: Final = Triple(ACME, THX.founded, Literal("2005", datatype=XSD.gYear))


def _document(document: NamedNode, url: str, issued: str) -> list[Stated]:
    described = [
        Triple(document, RDF.type, THX.Source),
        Triple(document, DCT.source, NamedNode(url)),
        Triple(document, DCT.title, Literal(f"Title of {url}")),
        Triple(document, DCT.publisher, Literal("The publisher")),
        Triple(document, DCT.language, Literal("fr")),
        Triple(document, DCT.issued, Literal(issued, datatype=XSD.gYear)),
    ]
    return [Stated(document, triple) for triple in described]


STATED: Final = [
    *_document(OLD, "https://a.org/old", "2019"),
    *_document(NEW, "https://a.org/new", "2021"),
    Stated(OLD, NAME),
    Stated(NEW, NAME),
    Stated(OLD, SITE),
    Stated(OLD, FOUNDED, deduced=True),
]


@pytest.fixture
def store() -> Store:
    made = Store()
    made.extend(evidence_quads(MINE, STATED))
    merge(made, vocabulary())
    return made


def _triples(store: Store, graph: NamedNode) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def test_an_evidence_graph_holds_exactly_what_its_document_states(store: Store) -> None:
    about_acme = {triple for triple in _triples(store, evidence_graph(MINE, OLD)) if triple.subject == ACME}
    assert about_acme == {NAME, SITE}
    assert {item.triple for item in STATED if item.document == NEW} == _triples(store, evidence_graph(MINE, NEW))


def test_what_was_deduced_stands_in_a_graph_of_its_own(store: Store) -> None:
    graph = evidence_graph(MINE, OLD, deduced=True)
    assert graph == NamedNode(evidence_graph(MINE, OLD).value + "/deduced")
    assert _triples(store, graph) == {FOUNDED}


def test_graphs_are_named_by_load_and_document() -> None:
    assert evidence_graph(MINE, OLD) == thing("evidence", f"mine/{local_name(OLD.value)}")
    assert evidence_graph(Load("yours", "x"), OLD) != evidence_graph(MINE, OLD)


def test_a_load_describes_itself_and_where_each_evidence_graph_comes_from(store: Store) -> None:
    old, new, deduced = evidence_graph(MINE, OLD), evidence_graph(MINE, NEW), evidence_graph(MINE, OLD, deduced=True)
    origins = {
        triple
        for graph, document in ((old, OLD), (new, NEW), (deduced, OLD))
        for triple in (
            Triple(graph, RDF.type, THX.Evidence),
            Triple(graph, PROV.wasDerivedFrom, document),
            Triple(graph, PROV.wasGeneratedBy, MINE.iri),
        )
    }
    assert _triples(store, MINE.iri) == origins | {
        Triple(deduced, THX.confidence, THX.deduced),
        Triple(MINE.iri, RDF.type, THX.Load),
        Triple(MINE.iri, DCT.source, Literal("mine.csv")),
        Triple(MINE.iri, DCT.issued, Literal("2026-11-21", datatype=XSD.date)),
        Triple(MINE.iri, DCT.license, NamedNode("https://example.org/licence")),
    }


def test_a_load_of_which_little_is_known_says_little() -> None:
    quads = list(evidence_quads(Load("bare", "bare.csv"), []))
    assert {quad.predicate for quad in quads} == {RDF.type, DCT.source}


def test_no_triple_stands_in_the_default_graph_before_the_merge() -> None:
    assert all(isinstance(quad.graph_name, NamedNode) for quad in evidence_quads(MINE, STATED))


def test_the_documents_behind_a_triple_come_newest_first(store: Store) -> None:
    documents = Documents(store)
    assert [source.issued for source in documents.stating(ACME, SKOS.prefLabel, Literal("Acme"))] == ["2021", "2019"]
    assert [source.id for source in documents.about(ACME)] == [NEW.value, OLD.value]


def test_a_document_is_told_with_all_that_is_known_of_it(store: Store) -> None:
    (source,) = Documents(store).stating(ACME, FOAF.homepage, NamedNode("https://acme.be"))
    assert (source.url, source.title) == ("https://a.org/old", "Title of https://a.org/old")
    assert (source.publisher, source.issued, source.language) == ("The publisher", "2019", "fr")


def test_a_triple_that_is_entailed_has_no_document(store: Store) -> None:
    assert Documents(store).stating(ACME, THX.party, ACME) == ()
