"""What is published is described as DCAT-AP 3 asks, with VoID's counts; nothing is invented, and no node is blank."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from hypothesis import given
from pyoxigraph import DefaultGraph, Quad, Store
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, SH, VOID, Graph, Literal, Namespace, URIRef
from rdflib.term import BNode, Node
from tests.test_merge import Telling, _quads, worlds

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import InputError
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.merge import merge
from triplehelix.graph.opening import open_source
from triplehelix.graph.views.dcat import PublishedFile, describe
from triplehelix.graph.vocabulary import vocabulary

SHAPES: Final = Path(__file__).parent.parent / "ontology" / "dcat-ap.ttl"
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
ID: Final = "https://w3id.org/triplehelix/id/"
CATALOGUE: Final = URIRef(f"{ID}catalog")
MERGED: Final = URIRef(f"{ID}catalog/merged")
WALLONIA: Final = URIRef(f"{ID}dataset/wallonia")
FILE: Final = PublishedFile("nquads", 12, hashlib.sha256(b"x").hexdigest(), "https://example.org/w.nq")
DATASET: Final = """property,value
availability,stable
contact,data@example.org
description,What the valley knows.
description_fr,Ce que sait la vallée.
homepage,https://example.org/
issued,2026-01-02
keywords,valley;health
keywords_fr,vallée;santé
language,en;fr
licence,https://creativecommons.org/licenses/by/4.0/
modified,2026-11-20
publisher,The valley's office
publisher_type,http://purl.org/adms/publishertype/LocalAuthority
spatial,valley
themes,http://publications.europa.eu/resource/authority/data-theme/HEAL
title,The valley
title_fr,La vallée
"""
TABLES: Final = {
    "dataset": DATASET,
    "sources": "url,title\nhttps://a.org/1,One\n",
    "territories": "id,type,name,source\nvalley,Region,Valley,https://a.org/1\n",
    "initiatives": "id,type,name,start,end,source\nhub,Hub,Hub,2019,2021-03,https://a.org/1\n",
}


def _parsed(turtle: bytes) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


@pytest.fixture(scope="module")
def bundled(eco: Ecosystem) -> Graph:
    return _parsed(describe(eco.store, FILE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "valley").mkdir()
    for name, text in TABLES.items():
        (tmp_path / "valley" / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path / "valley"


# DCAT-AP


@cache
def _shapes() -> Graph:
    return Graph().parse(SHAPES)


def _found(described: Graph, severity: URIRef) -> set[str]:
    """The messages of what shapes find, at a severity."""
    _, report, _ = validate(described, shacl_graph=_shapes(), inplace=True)
    assert isinstance(report, Graph)
    results = report.subjects(SH.resultSeverity, severity)
    return {str(report.value(result, SH.resultMessage)) for result in results}


def test_the_bundled_description_has_all_that_is_mandatory_and_lacks_only_what_nobody_knows(bundled: Graph) -> None:
    assert _found(bundled, SH.Violation) == set()
    assert _found(bundled, SH.Warning) == {
        "Agent: a type is recommended.",
        "Catalogue: a homepage is recommended.",
        "Dataset: a contact point is recommended.",
        "Location: a bounding box is recommended.",
        "Location: a centroid is recommended.",
    }


def test_a_dataset_that_says_all_has_all_that_is_recommended_of_datasets(folder: Path) -> None:
    described = _parsed(describe(open_source(folder), FILE))
    assert _found(described, SH.Violation) == set()
    assert {text.partition(":")[0] for text in _found(described, SH.Warning)} == {"Location"}


def _paths() -> Iterator[tuple[URIRef, URIRef, Node]]:
    """What each shape asks at least once: class, property, severity."""
    for shape in _shapes().subjects(RDF.type, SH.NodeShape):
        for prop in _shapes().objects(shape, SH.property):
            if _shapes().value(prop, SH.minCount):
                path, kind = _shapes().value(prop, SH.path), _shapes().value(shape, SH.targetClass)
                assert isinstance(path, URIRef)
                assert isinstance(kind, URIRef)
                yield kind, path, _shapes().value(prop, SH.severity) or SH.Violation


ASKED: Final = [entry for entry in _paths() if entry[0] != DCTERMS.Location]


@pytest.mark.parametrize(
    ("kind", "path", "severity"), ASKED, ids=[f"{k.fragment or k[-8:]} {p[-12:]}" for k, p, _ in ASKED]
)
def test_each_shape_finds_what_is_taken_away(folder: Path, kind: URIRef, path: URIRef, severity: URIRef) -> None:
    described = _parsed(describe(open_source(folder), FILE))
    before = _found(described, severity)
    for subject in described.subjects(RDF.type, kind):
        described.remove((subject, path, None))
    assert _found(described, severity) > before


def test_each_shape_names_its_section_of_dcat_ap() -> None:
    for shape in _shapes().subjects(RDF.type, SH.NodeShape):
        section = str(_shapes().value(shape, URIRef("http://www.w3.org/2000/01/rdf-schema#seeAlso")))
        assert section.startswith("https://semiceu.github.io/DCAT-AP/releases/3.0.0/#")


@pytest.mark.parametrize(
    "break_it",
    [
        lambda graph: graph.add((WALLONIA, DCTERMS.issued, Literal("1999"))),
        lambda graph: graph.add((CATALOGUE, DCTERMS.publisher, URIRef("http://e/somebody"))),
        lambda graph: graph.set((URIRef(f"{ID}distribution/wallonia/nquads"), DCAT.byteSize, Literal("many"))),
        lambda graph: graph.set((URIRef(f"{ID}distribution/wallonia/nquads"), DCAT.accessURL, Literal("nowhere"))),
    ],
    ids=["two dates of issue", "a publisher of whom nothing is said", "a size that is none", "an address that is none"],
)
def test_what_is_said_wrongly_violates_the_profile(eco: Ecosystem, break_it: Callable[[Graph], object]) -> None:
    described = _parsed(describe(eco.store, FILE))
    break_it(described)
    assert _found(described, SH.Violation)


# what it says


def test_no_node_is_blank_and_what_it_names_of_ours_is_described(bundled: Graph) -> None:
    assert not [node for triple in bundled for node in triple if isinstance(node, BNode)]
    ours = {node for node in bundled.objects() if str(node).startswith(ID) and not isinstance(node, Literal)}
    assert {node for node in ours if (node, None, None) not in bundled} == {URIRef(f"{ID}load/wallonia")}


def test_titles_and_descriptions_are_there_in_english_and_french(bundled: Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution):
        for node in bundled.subjects(RDF.type, kind):
            for prop in (DCTERMS.title, DCTERMS.description):
                languages = [text.language for text in bundled.objects(node, prop) if isinstance(text, Literal)]
                assert sorted(map(str, languages)) == ["en", "fr"], (node, prop)


def test_the_description_beside_a_file_tells_its_size_and_checksum(tmp_path: Path) -> None:
    path = tmp_path / "w.ttl"
    arguments = ["export", "-o", str(path), "--url", "https://example.org/w.ttl"]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    described = Graph().parse(tmp_path / "w.dcat.ttl")
    (node,) = described.subjects(RDF.type, DCAT.Distribution)
    content = path.read_bytes()
    assert str(described.value(node, DCAT.byteSize)) == str(len(content))
    checksum = described.value(node, SPDX.checksum)
    assert str(described.value(checksum, SPDX.checksumValue)).lower() == hashlib.sha256(content).hexdigest()
    assert described.value(node, DCAT.downloadURL) == URIRef("https://example.org/w.ttl")
    assert str(described.value(node, DCAT.mediaType)).endswith("text/turtle")


def test_without_an_address_the_file_is_to_be_had_at_the_homepage_or_the_datasets_own_name(
    folder: Path, eco: Ecosystem
) -> None:
    unplaced = PublishedFile("trig", 1, "00")
    for store, page in ((open_source(folder), "https://example.org/"), (eco.store, str(WALLONIA))):
        described = _parsed(describe(store, unplaced))
        assert set(map(str, described.objects(None, DCAT.accessURL))) == {page}
        assert not list(described.objects(None, DCAT.downloadURL))


def test_what_a_dataset_says_of_itself_is_in_the_description(folder: Path) -> None:
    described = _parsed(describe(open_source(folder)))
    dataset = URIRef(f"{ID}dataset/valley")
    period = described.value(dataset, DCTERMS.temporal)
    assert [str(described.value(period, prop)) for prop in (DCAT.startDate, DCAT.endDate)] == [
        "2019-01-01",
        "2021-03-31",
    ]
    assert described.value(dataset, DCTERMS.modified) == Literal(
        "2026-11-20", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date")
    )
    assert (
        str(
            described.value(
                described.value(dataset, DCAT.contactPoint), URIRef("http://www.w3.org/2006/vcard/ns#hasEmail")
            )
        )
        == "mailto:data@example.org"
    )
    assert str(described.value(described.value(CATALOGUE, DCTERMS.publisher), FOAF.name)) == "The valley's office"
    assert not list(described.subjects(RDF.type, DCAT.Distribution)), "there is no file"


def test_a_file_of_somebody_is_described_by_what_is_known() -> None:
    store = Store()
    store.extend(evidence_quads(Load("bare", "bare.ttl"), []))
    merge(store, vocabulary())
    described = _parsed(describe(store))
    texts = {str(text) for text in described.objects(URIRef(f"{ID}dataset/bare"), DCTERMS.description)}
    assert any("bare.ttl" in text for text in texts)
    assert "Catalogue: a publisher is mandatory." in _found(described, SH.Violation), "and nobody makes one up"


def test_an_empty_store_has_an_empty_catalogue() -> None:
    assert not list(_parsed(describe(Store())).objects(CATALOGUE, DCAT.dataset))


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("availability,for ever", "'for ever' is none of temporary, experimental, available, stable"),
        ("spatial,atlantis", "'atlantis' is no id in territories.csv"),
        ("contact,ring the bell", "'ring the bell' is not a web address"),
        ("themes,health", "'health' is not a web address"),
        ("modified,yesterday", "'yesterday'"),
    ],
)
def test_a_wrong_cell_of_the_dataset_is_told_with_its_place(folder: Path, line: str, hint: str) -> None:
    table = folder / "dataset.csv"
    table.write_text(f"property,value\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_source(folder)
    assert "dataset.csv:2:2" in str(caught.value)
    assert hint in str(caught.value)


# VoID


def _distinct(store: Store, load: str = "") -> set[tuple[Node | str, ...]]:
    """The triples of the merged graph, or those of a load's documents, counted in plain Python."""
    if not load:
        quads = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    else:
        begins = f"<{ID}evidence/{load}/"
        quads = [quad for quad in store if str(quad.graph_name).startswith(begins)]
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def _check_counts(described: Graph, dataset: URIRef, triples: set[tuple[Node | str, ...]]) -> None:
    rdf_type = f"<{RDF.type}>"
    typed = {(s, o) for s, p, o in triples if p == rdf_type and str(o).startswith("<")}
    expected = {
        VOID.triples: len(triples),
        VOID.distinctSubjects: len({s for s, _, _ in triples}),
        VOID.distinctObjects: len({o for _, _, o in triples}),
        VOID.properties: len({p for _, p, _ in triples}),
        VOID.classes: len({o for _, o in typed}),
        VOID.entities: len({s for s, _ in typed}),
    }
    assert {prop: int(str(described.value(dataset, prop))) for prop in expected} == expected
    kinds = Counter(str(o) for _, o in typed)
    assert _parts(described, dataset, VOID.classPartition, VOID["class"], VOID.entities) == kinds
    used = Counter(str(p) for _, p, _ in triples)
    assert _parts(described, dataset, VOID.propertyPartition, VOID.property, VOID.triples) == used


def _parts(described: Graph, dataset: URIRef, has: URIRef, term: URIRef, counted: URIRef) -> dict[str, int]:
    parts = list(described.objects(dataset, has))
    return {f"<{described.value(part, term)}>": int(str(described.value(part, counted))) for part in parts}


def test_the_counts_of_the_bundled_ecosystem_are_those_of_its_triples(eco: Ecosystem, bundled: Graph) -> None:
    _check_counts(bundled, MERGED, _distinct(eco.store))
    _check_counts(bundled, WALLONIA, _distinct(eco.store, "wallonia"))


def test_the_counts_are_those_of_plain_sparql(eco: Ecosystem, bundled: Graph) -> None:
    asked = {
        VOID.triples: "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        VOID.distinctSubjects: "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        VOID.distinctObjects: "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        VOID.entities: "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class }",
    }
    for prop, query in asked.items():
        [[n]] = list(eco.query(query))  # type: ignore[misc]
        assert bundled.value(MERGED, prop) == n


@given(worlds)
def test_the_counts_of_any_world_are_those_of_its_triples(world: list[list[Telling]]) -> None:
    store = Store()
    store.extend(quad for number, load in enumerate(world) for quad in _quads(number, load))
    merge(store, vocabulary())
    described = _parsed(describe(store))
    _check_counts(described, MERGED, _distinct(store))
    for number in range(len(world)):
        _check_counts(described, URIRef(f"{ID}dataset/load-{number}"), _distinct(store, f"load-{number}"))


def test_the_merged_graph_and_the_evidence_are_subsets_of_the_whole(bundled: Graph) -> None:
    assert set(bundled.objects(URIRef(f"{ID}catalog/ecosystem"), VOID.subset)) == {MERGED, WALLONIA}
    assert set(bundled.objects(MERGED, PROV.wasDerivedFrom)) == {WALLONIA}


def test_the_same_store_and_file_give_the_same_description(eco: Ecosystem) -> None:
    again = Store()
    again.extend(sorted(eco.store, key=str, reverse=True))
    assert describe(eco.store, FILE) == describe(again, FILE)
    assert len({Quad(quad.subject, quad.predicate, quad.object, quad.graph_name) for quad in again}) == len(again)
