"""The library: one object, whose methods answer what the command prints."""

from pathlib import Path

import networkx as nx
import pytest
from rdflib import RDF, Dataset, Namespace
from rdflib.query import Result

import triplehelix.graph
from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import InputError, QueryError, TripleHelixError
from triplehelix.graph.lookup import MERGED
from triplehelix.graph.terms import PREFIXES

THX = Namespace(PREFIXES["thx"])
TURTLE = """
    PREFIX thx: <https://w3id.org/triplehelix/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX : <http://example.org/initiative/>
    :alpha a thx:SME ; skos:prefLabel "Alpha" . :beta a thx:SME ; skos:prefLabel "Beta" .
    :deal a thx:Partnership ; thx:partner :alpha, :beta .
    <http://example.org/gamma> a thx:Project ; skos:prefLabel "Gamma" .
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_the_face_of_the_library_is_one_class() -> None:
    assert triplehelix.graph.__all__ == ["Ecosystem"]
    assert triplehelix.graph.Ecosystem is Ecosystem
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = triplehelix.graph.nothing_like_it


def test_a_query_gives_an_rdflib_result(eco: Ecosystem) -> None:
    result = eco.query("SELECT ?name { ?a a thx:Cluster ; skos:prefLabel ?name FILTER(?name = 'BioWin') }")
    assert isinstance(result, Result)
    assert [str(row[0]) for row in result if not isinstance(row, bool)] == ["BioWin"]


@pytest.mark.parametrize(
    ("sparql", "kind"),
    [("ASK { ?s ?p ?o }", "ASK"), ("SELECT * { ?s a thx:Hub }", "SELECT"), ("DESCRIBE thx:SME", "CONSTRUCT")],
)
def test_each_kind_of_query_gives_its_kind_of_result(eco: Ecosystem, sparql: str, kind: str) -> None:
    assert eco.query(sparql).type == kind


def test_the_evidence_is_asked_by_graph(eco: Ecosystem) -> None:
    twice = "SELECT DISTINCT ?t { GRAPH ?a { ?t a thx:Participation } GRAPH ?b { ?t a thx:Participation } FILTER(?a != ?b) }"
    assert len(eco.query(twice)) > 0


@pytest.mark.parametrize(
    "sparql",
    ["SELECT ?s {", "CLEAR ALL", "ASK { SERVICE <http://e/> { ?s ?p ?o } }", "ASK { ?s nobody:knows ?o }"],
    ids=["broken", "update", "service", "prefix"],
)
def test_a_query_that_may_not_run_is_refused_by_the_library_too(eco: Ecosystem, sparql: str) -> None:
    for ask in (eco.query, eco.answer):
        with pytest.raises(QueryError):
            ask(sparql)


def test_the_dataset_is_rdflibs_and_sees_the_same_triples(eco: Ecosystem) -> None:
    assert isinstance(eco.dataset, Dataset)
    merged = eco.dataset.default_graph
    seen = {str(actor) for actor in merged.subjects(RDF.type, THX.Actor)}
    assert seen == {entity.id for entity in eco.reading.names if "/actor/" in entity.id}
    assert len(merged) == sum(1 for _ in eco.store.quads_for_pattern(None, None, None, MERGED))


def test_the_network_is_networkxs(eco: Ecosystem) -> None:
    assert isinstance(eco.network(), nx.Graph)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_map_is_saved_as_one_page(tmp_path: Path, language: str) -> None:
    saved = Ecosystem.open(language=language).map().save(tmp_path / "map.html")
    budget = {"en": "EUR 81,000,000", "fr": "81\u202f000\u202f000\u202fEUR"}
    assert f'"value":"{budget[language]}"' in saved.read_text(encoding="utf-8")
    html = saved.read_text(encoding="utf-8")
    assert html.lower().startswith("<!doctype html>")
    assert f'<html lang="{language}"' in html
    assert "PDC*line Pharma" in html


def test_a_file_of_ones_own_answers_like_the_bundled_ecosystem(file: Path) -> None:
    eco = Ecosystem.open(file)
    assert eco.find("alpha")[0].score == 1
    assert [hop.strength for path in eco.paths("Alpha", "Beta") for hop in path.hops] == [1]
    assert eco.show("Alpha").ties[0].sources[0].title == "mine.ttl"
    assert eco.map().html().lower().startswith("<!doctype html>")


def test_what_is_an_initiative_is_told_by_its_class_and_not_by_its_address(file: Path) -> None:
    eco = Ecosystem.open(file)
    with pytest.raises(TripleHelixError, match="Gamma is an initiative"):
        eco.paths("Alpha", "Gamma")


def test_a_location_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        Ecosystem.open(tmp_path / "nowhere")
