"""Whatever can be loaded becomes a merged store in memory, all of it or nothing."""

import errno
import gzip
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from triplehelix.graph import Ecosystem
from triplehelix.graph.bundled import TABLES
from triplehelix.graph.errors import Impossible, InputError
from triplehelix.graph.opening import open_source
from triplehelix.graph.terms import DCT, PROV, RDF, SKOS, THX, document_iri, thing
from triplehelix.graph.views.export import export

PREFIXES: Final = """@prefix thx: <https://w3id.org/triplehelix/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <https://example.org/> .
"""
ACTORS: Final = PREFIXES + 'ex:acme a thx:SME ; skos:prefLabel "Acme" .\n'
ACME: Final = NamedNode("https://example.org/acme")
SUFFIXES: Final = {"trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}


@pytest.fixture(scope="module")
def wallonia() -> Store:
    return open_source(TABLES)


def _file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _graphs(store: Store) -> set[str]:
    return {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)}


def test_an_rdf_file_becomes_one_document_that_states_all_of_it(tmp_path: Path) -> None:
    store = open_source(_file(tmp_path, "My actors.ttl", ACTORS))
    document = document_iri("My actors.ttl")
    graph = thing("evidence", f"my-actors/{document.value.rsplit('/', 1)[-1]}")
    assert _graphs(store) == {graph.value, thing("load", "my-actors").value}
    assert Quad(ACME, RDF.type, THX.SME, graph) in store
    assert Quad(graph, PROV.wasDerivedFrom, document, thing("load", "my-actors")) in store
    assert Quad(document, RDF.type, THX.Source) in store
    assert Quad(document, DCT.title, Literal("My actors.ttl")) in store


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", ACTORS),
        ("a.TTL", ACTORS),
        ("a.trig", ACTORS),
        ("a.n3", ACTORS),
        ("a.nt", f"{ACME} {RDF.type} {THX.SME} .\n"),
        ("a.nq", f"{ACME} {RDF.type} {THX.SME} <https://example.org/g> .\n"),
        ("a.jsonld", f'{{"@id": "{ACME.value}", "@type": "{THX.SME.value}"}}'),
        (
            "a.rdf",
            f'<r:RDF xmlns:r="{RDF.iri}" xmlns:t="{THX.iri}"><t:SME r:about="{ACME.value}"/></r:RDF>',
        ),
    ],
)
def test_every_rdf_format_is_read_and_merged(tmp_path: Path, name: str, text: str) -> None:
    store = open_source(_file(tmp_path, name, text))
    assert Quad(ACME, RDF.type, THX.SME) in store
    assert Quad(ACME, RDF.type, THX.Actor) in store, "entailed"


def test_the_graphs_of_a_foreign_dataset_are_folded_into_one_document(tmp_path: Path) -> None:
    text = (
        PREFIXES + 'ex:g1 { ex:acme a thx:SME } ex:g2 { ex:acme skos:prefLabel "Acme" } ex:acme thx:state "open"@en .\n'
    )
    store = open_source(_file(tmp_path, "two.trig", text))
    (evidence,) = _graphs(store) - {thing("load", "two").value}
    about = {quad.predicate for quad in store.quads_for_pattern(ACME, None, None, NamedNode(evidence))}
    assert about == {RDF.type, SKOS.prefLabel, THX.state}
    assert not [graph for graph in _graphs(store) if graph.startswith("https://example.org/")]


@pytest.mark.parametrize("form", SUFFIXES)
def test_an_export_of_the_ecosystem_comes_back_quad_for_quad(tmp_path: Path, wallonia: Store, form: str) -> None:
    back = open_source(_file(tmp_path, f"export{SUFFIXES[form]}", export(wallonia, form)))
    assert {str(quad) for quad in back} == {str(quad) for quad in wallonia}


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_an_export_is_known_without_its_suffix_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, pack: Callable[[bytes], bytes]
) -> None:
    first = open_source(_file(tmp_path, "mine.ttl", ACTORS))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(export(first, form)))))
    assert set(open_source(Path("-"))) == set(first)


def test_what_somebody_added_to_the_default_graph_of_an_export_is_not_believed(tmp_path: Path) -> None:
    first = open_source(_file(tmp_path, "mine.ttl", ACTORS))
    planted = f'{ACME} {SKOS.altLabel} "Acme Limited" .\n'.encode()
    assert set(open_source(_file(tmp_path, "planted.nq", export(first, "nquads") + planted))) == set(first)


@pytest.mark.parametrize("name", ["a.ttl", "a.trig", "a", "a.nt"])
def test_the_mark_with_which_some_editors_begin_a_file_does_not_matter(tmp_path: Path, name: str) -> None:
    store = open_source(_file(tmp_path, name, f"\ufeff{ACME} {RDF.type} {THX.SME} ."))
    assert Quad(ACME, RDF.type, THX.Actor) in store


@pytest.mark.parametrize("name", ["a.nt", "a.ttl", "a.nq"])
def test_a_quote_that_never_ends_is_told_whether_it_is_opened_or_loaded(tmp_path: Path, name: str) -> None:
    path = _file(tmp_path, name, f'{ACME} {SKOS.prefLabel} "' + "x" * 17_000_000)
    for read in (open_source, lambda path: Ecosystem.load(tmp_path / "store", [path])):
        with pytest.raises(InputError, match=rf"^{name}: has a text of more than 16 MB, or a quote that never ends$"):
            read(path)


def test_a_folder_of_several_kinds_is_opened_as_a_whole(tmp_path: Path) -> None:
    _file(tmp_path, "sources.csv", "url\nhttps://a.org/1\n")
    _file(tmp_path, "actors.csv", "id,type,name,source\nbeta,SME,Beta,https://a.org/1\n")
    _file(tmp_path, "acme.ttl", ACTORS)
    store = open_source(tmp_path)
    assert {Quad(ACME, RDF.type, THX.Actor), Quad(thing("actor", "beta"), RDF.type, THX.Actor)} <= set(store)


def test_what_is_only_opened_tells_nothing_of_a_run(tmp_path: Path) -> None:
    told = {quad.predicate for quad in open_source(_file(tmp_path, "mine.ttl", ACTORS))}
    assert told.isdisjoint({PROV.endedAtTime, THX.checksum, THX.toolVersion, THX.rowsRead})


def test_evidence_alone_comes_back_with_its_default_graph(tmp_path: Path, wallonia: Store) -> None:
    evidence = [quad for quad in wallonia if isinstance(quad.graph_name, NamedNode)]
    path = _file(tmp_path, "evidence.nq", serialize(evidence, format=RdfFormat.N_QUADS) or b"")
    assert {str(quad) for quad in open_source(path)} == {str(quad) for quad in wallonia}


def test_turtle_gives_the_merged_knowledge_of_one_document(tmp_path: Path, wallonia: Store) -> None:
    back = open_source(_file(tmp_path, "export.ttl", export(wallonia, "turtle")))
    merged = {quad.triple for quad in wallonia.quads_for_pattern(None, None, None, DefaultGraph())}
    again = {quad.triple for quad in back.quads_for_pattern(None, None, None, DefaultGraph())}
    assert merged <= again
    of_the_file = {document_iri("export.ttl"), thing("load", "export")}
    assert {triple.subject for triple in again - merged} - of_the_file <= {NamedNode(graph) for graph in _graphs(back)}


def test_tables_and_their_folder_name_give_the_load_its_name(wallonia: Store) -> None:
    load = thing("load", "wallonia")
    assert Quad(load, RDF.type, THX.Load, load) in wallonia
    assert Quad(load, DCT.license, NamedNode("https://creativecommons.org/licenses/by/4.0/")) in wallonia


@pytest.mark.parametrize(
    ("folder", "load"), [("My Own", "my-own"), ("été_2024", "ete-2024"), ("日本", "cf2abf0c5be3"), ("a.b", "a-b")]
)
def test_any_folder_name_makes_a_load(tmp_path: Path, folder: str, load: str) -> None:
    mine = tmp_path / folder
    mine.mkdir()
    _file(mine, "sources.csv", "url\nhttps://a.org/1\n")
    assert thing("load", load).value in _graphs(open_source(mine))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", "<http://a> <http://b> .\n", ":1:23: is not Turtle: "),
        ("a.nt", "<http://a> <http://b> <http://c> .\n<http://a> x .\n", ":2:12: is not N-Triples: "),
        ("a.nq", b"<http://a> <http://b> \xff .\n", ":1:23: is not N-Quads: "),
        ("a.trig", "{", ":1:1: is not TriG: "),
        ("a.jsonld", '{"@context":', ":1:13: is not JSON-LD: "),
        ("a.jsonld", '{"@context": "https://schema.org", "name": "x"}', ": is not JSON-LD: "),
        ("a.rdf", "<a>", ":1:4: is not RDF/XML: "),
    ],
    ids=["turtle", "n-triples", "bytes", "trig", "json-ld", "remote context", "xml"],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    path = _file(tmp_path, name, text)
    with pytest.raises(InputError) as caught:
        open_source(path)
    assert str(caught.value).startswith(f"{path.name}{message}")


@pytest.mark.parametrize("name", ["a.csv", "a", "a.xlsx", "a.ttl.gz"])
def test_a_file_whose_name_tells_no_rdf_is_read_by_what_it_holds(tmp_path: Path, name: str) -> None:
    assert Quad(ACME, RDF.type, THX.Actor) in open_source(_file(tmp_path, name, ACTORS))


@pytest.mark.parametrize("name", ["nowhere", "nowhere.ttl"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"nowhere.*: there is no such file or folder$"):
        open_source(tmp_path / name)


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".ttl"])
def test_a_name_that_is_too_long_for_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read: File name too long"):
        open_source(tmp_path / name)


def test_a_table_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").mkdir()
    with pytest.raises(InputError, match="holds no file"):
        open_source(tmp_path)


def test_what_may_not_be_read_is_impossible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> str:
        raise PermissionError(errno.EACCES, f"Permission denied ({mode})", str(self))

    _file(tmp_path, "actors.csv", "")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Impossible, match=r"actors\.csv: cannot be read: Permission denied"):
        open_source(tmp_path)


def test_a_folder_of_nothing_that_can_be_loaded_is_refused(tmp_path: Path) -> None:
    _file(tmp_path, "letter.txt", "Dear reader,\n")
    with pytest.raises(InputError, match=r"^letter\.txt: cannot be loaded: "):
        open_source(tmp_path)


@pytest.mark.parametrize("read", [Ecosystem.open, open_source], ids=["Ecosystem.open", "open_source"])
def test_a_folder_or_a_file_is_opened_by_what_it_is(tmp_path: Path, read: Callable[[Path], Ecosystem | Store]) -> None:
    _file(tmp_path, "sources.csv", "url\nhttps://a.org/1\n")
    assert read(tmp_path)
    assert read(_file(tmp_path, "a.ttl", ACTORS))


def test_an_ecosystem_opened_from_a_file_answers_queries(tmp_path: Path) -> None:
    eco = Ecosystem.open(_file(tmp_path, "a.ttl", ACTORS))
    assert eco.query("ASK { ?a a thx:Actor ; skos:prefLabel 'Acme' }").askAnswer


@pytest.mark.parametrize(
    "odd",
    [
        "ex:acme owl:sameAs 'a text' .",
        "ex:acme owl:sameAs [] .",
        "[] owl:sameAs [] .",
        "[] a thx:SME ; thx:founded 2001, 2002 .",
        "ex:acme thx:founded 'about 1900', <https://example.org/1900> .",
        "ex:tie a thx:Funding ; thx:amount [ thx:value 1 ; thx:currency 'EUR' ], [ thx:value 2 ] .",
        "ex:p a thx:Participation ; thx:initiative 'a text' ; thx:start 'never' .",
        "ex:acme skos:note <<( ex:acme a thx:SME )>> .",
    ],
)
def test_whatever_else_a_foreign_file_says_its_actors_are_merged(tmp_path: Path, odd: str) -> None:
    assert Quad(ACME, RDF.type, THX.Actor) in open_source(_file(tmp_path, "a.ttl", ACTORS + odd))
