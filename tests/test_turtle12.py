"""Turtle 1.2 tells the documents behind each statement, and nothing behind what is entailed."""

from collections import defaultdict
from typing import Final

import pytest
from hypothesis import given
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse
from tests.test_merge import Telling, _canonical, _quads, worlds

from triplehelix.graph import Ecosystem
from triplehelix.graph.lookup import Term
from triplehelix.graph.merge import merge
from triplehelix.graph.terms import PROV, RDF, THX, thing
from triplehelix.graph.views.export import export
from triplehelix.graph.views.turtle12 import statement_iri
from triplehelix.graph.vocabulary import vocabulary

STATEMENT: Final = thing("statement", "").value


def _read(store: Store) -> set[Triple]:
    return {quad.triple for quad in parse(export(store, "turtle12"), RdfFormat.TURTLE)}


def _reifiers(triples: set[Triple]) -> set[Triple]:
    return {triple for triple in triples if str(triple.subject).startswith(f"<{STATEMENT}")}


def _documents(triples: set[Triple]) -> dict[Triple, set[Term]]:
    """The documents behind each reified triple."""
    reified = {triple.subject: triple.object for triple in triples if triple.predicate == RDF.reifies}
    found: dict[Triple, set[Term]] = defaultdict(set)
    for triple in triples:
        if triple.subject in reified and triple.predicate == PROV.wasDerivedFrom:
            found[reified[triple.subject]].add(triple.object)  # type: ignore[index,arg-type]
    return dict(found)


@pytest.fixture(scope="module")
def bundled(eco: Ecosystem) -> set[Triple]:
    return _read(eco.store)


def test_it_reads_back_as_the_merged_knowledge_and_its_reifiers(eco: Ecosystem, bundled: set[Triple]) -> None:
    merged = {quad.triple for quad in eco.store.quads_for_pattern(None, None, None, DefaultGraph())}
    assert bundled - _reifiers(bundled) == merged
    assert len(_documents(bundled)) > 8000


def test_the_budget_has_the_documents_that_state_it(eco: Ecosystem, bundled: set[Triple]) -> None:
    programme = thing("initiative", "atmp-pit")
    money = NamedNode(f"{programme.value}/budget/eur")
    stated = Triple(programme, THX.budget, money)
    behind = _documents(bundled)[stated]
    graphs = {quad.graph_name for quad in eco.store.quads_for_pattern(programme, THX.budget, money, None)}
    assert len(graphs - {DefaultGraph()}) >= len(behind) >= 3


@pytest.fixture
def store() -> Store:
    text = f"""
        @prefix : <http://e/> . @prefix thx: <{THX.iri}> . @prefix prov: <{PROV.iri}> .
        :g1 {{ :a a thx:SME }}  :g2 {{ :a a thx:SME ; thx:founded "2005" }}
        :load {{ :g1 prov:wasDerivedFrom :d1 . :g2 prov:wasDerivedFrom :d2 ; thx:confidence thx:deduced }}"""
    store = Store()
    store.load(text, format=RdfFormat.TRIG)
    merge(store, vocabulary())
    return store


def test_what_is_entailed_has_no_reifier_and_what_is_only_deduced_says_so(store: Store) -> None:
    acme = NamedNode("http://e/a")
    kind = Triple(acme, RDF.type, THX.SME)
    said = [quad.triple for quad in store.quads_for_pattern(acme, None, None, DefaultGraph())]
    reified = {
        quad.triple.object
        for quad in parse(export(store, "turtle12"), RdfFormat.TURTLE)
        if quad.predicate == RDF.reifies
    }
    assert {triple.predicate for triple in said if triple in reified} == {RDF.type, THX.founded}
    assert Triple(acme, RDF.type, THX.Actor) in said
    assert Triple(acme, RDF.type, THX.Actor) not in reified
    deduced = {triple.subject for triple in _read(store) if triple.predicate == THX.confidence}
    (founded,) = [triple for triple in said if triple.predicate == THX.founded]
    assert statement_iri(founded) in deduced
    assert statement_iri(kind) not in deduced, "a document states it"
    assert _documents(_read(store))[kind] == {NamedNode("http://e/d1"), NamedNode("http://e/d2")}


@given(worlds)
def test_each_merged_statement_has_exactly_the_documents_that_state_it_under_any_name(
    world: list[list[Telling]],
) -> None:
    evidence = [quad for number, load in enumerate(world) for quad in _quads(number, load)]
    store = Store()
    store.extend(evidence)
    merge(store, vocabulary())
    origins = {quad.subject: quad.object for quad in evidence if quad.predicate == PROV.wasDerivedFrom}
    told = {
        Triple(*said): {origins[graph] for graph in graphs if graph in origins}
        for said, graphs in _canonical(evidence).items()
    }
    merged = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    # the name of a thing under another id is entailed to be an alias: no document calls it one
    stated = {quad.predicate for quad in evidence}
    assert _documents(_read(store)) == {
        triple: behind for triple, behind in told.items() if triple in merged and behind and triple.predicate in stated
    }
    assert all(isinstance(quad, Quad) for quad in evidence)
