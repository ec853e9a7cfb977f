"""JSON-LD has short keys by the context that ships, and expands to what it was."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import Dataset, Graph

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import Impossible
from triplehelix.graph.terms import DCT, RDF, SKOS, THX, XSD
from triplehelix.graph.views.export import export
from triplehelix.graph.views.jsonld import CONTEXT

iris = st.sampled_from([
    NamedNode("http://e/x"), NamedNode("urn:uuid:1"), NamedNode("http://e/x#"), NamedNode(THX.iri), NamedNode("http://e"),
    NamedNode("https://w3id.org/triplehelix/ontology#a/b"), THX["role-other"], THX.SME, DCT["x:y"], NamedNode("tag:thx:y"),
])  # fmt: skip
properties = st.sampled_from([
    RDF.type, THX.role, THX.start, THX.value, THX.note, THX.singleValued, SKOS.prefLabel, DCT.issued, DCT.isPartOf, DCT.rights,
    NamedNode("http://e/p"), NamedNode("http://e/@id"), THX.unknown,
])  # fmt: skip
literals = st.one_of(
    st.builds(Literal, st.sampled_from(["", "x", "@id", "thx:SME", "http://e/x", "2020", "true", '"\n'])),
    st.builds(lambda tag: Literal("x", language=tag), st.sampled_from(["en", "fr-be"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=kind),
        st.sampled_from(["2020", "01", "true", "1.0"]),
        st.sampled_from([XSD.date, XSD.decimal, XSD.integer, XSD.boolean, XSD.gYear, NamedNode("http://e/kind")]),
    ),
)
graphs = st.one_of(st.just(DefaultGraph()), iris)
quads = st.builds(Quad, iris, properties, st.one_of(iris, literals), graphs)


@given(st.lists(quads))
def test_it_expands_to_the_quads_that_it_was_made_from(written: list[Quad]) -> None:
    store = Store()
    store.extend(written)
    assert set(parse(export(store, "jsonld"), format=RdfFormat.JSON_LD)) == set(store)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's own, within its parser
def test_another_reader_finds_the_same_triples(eco: Ecosystem) -> None:
    store = Store()
    store.extend(eco.store.quads_for_pattern(None, THX.role, None, None))
    store.extend(eco.store.quads_for_pattern(None, SKOS.prefLabel, None, DefaultGraph()))
    by_rdflib = Dataset().parse(data=export(store, "jsonld"), format="json-ld")
    assert len(list(by_rdflib.quads())) == len(store)
    merged = Graph().parse(data=export(store, "ntriples"), format="nt")
    assert set(by_rdflib.default_graph) == set(merged)


def _document(eco: Ecosystem) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(eco.export("jsonld"))
    return document


def test_a_tie_reads_as_one_would_tell_it(eco: Ecosystem) -> None:
    nodes = {node["id"]: node for node in _document(eco)["@graph"]}
    tie = nodes["https://w3id.org/triplehelix/id/tie/funding-eib-univercells-2019"]
    assert set(tie["type"]) == {"Funding", "Tie"}
    assert tie["instrument"] == "thx:instrument-loan"
    assert tie["funder"] == "https://w3id.org/triplehelix/id/actor/eib"
    assert nodes[tie["amount"]]["currency"] == "EUR"
    assert nodes[tie["amount"]]["value"] == "20000000"


def test_the_context_is_the_one_that_ships(eco: Ecosystem) -> None:
    assert _document(eco)["@context"] == json.loads(CONTEXT.read_bytes())["@context"]


@pytest.mark.parametrize(
    "quad",
    [
        Quad(NamedNode("thx:x"), THX.role, NamedNode("http://e/x")),
        Quad(NamedNode("http://e/x"), THX.role, NamedNode("id:x")),
        Quad(NamedNode("http://e/x"), RDF.reifies, Triple(THX.x, THX.y, THX.z)),
    ],
    ids=["its scheme is a prefix", "its scheme is a keyword", "a triple term"],
)
def test_what_json_ld_cannot_say_is_refused_in_a_sentence(quad: Quad) -> None:
    store = Store()
    store.add(quad)
    with pytest.raises(Impossible, match=r"JSON-LD cannot .* choose another format"):
        export(store, "jsonld")
