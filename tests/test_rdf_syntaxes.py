"""RDF in every syntax that Oxigraph or rdflib reads, as one document a file; nothing is fetched, nothing goes unsaid."""

import gzip
import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from tests.test_query_guard import Listener

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.inputs import Input, files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rdf import read_rdf
from triplehelix.graph.sources.syntaxes import Syntax, syntax_of
from triplehelix.graph.terms import DCT, RDF, THX, document_iri

ACME: Final = NamedNode("https://example.org/acme")
KIND: Final = Triple(ACME, RDF.type, THX.SME)
LINE: Final = f"{ACME} {RDF.type} {THX.SME} .\n"
TRIX: Final = (
    '<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph><uri>https://example.org/g</uri><triple>'
    f"<uri>{ACME.value}</uri><uri>{RDF.type.value}</uri><uri>{THX.SME.value}</uri></triple></graph></TriX>"
)
XML: Final = f'<r:RDF xmlns:r="{RDF.iri}" xmlns:t="{THX.iri}"><t:SME r:about="{ACME.value}"/></r:RDF>'
SAME: Final[dict[str, tuple[str, Syntax]]] = {
    "a.ttl": (f"@prefix t: <{THX.iri}> . {ACME} a t:SME .", RdfFormat.TURTLE),
    "a.nt": (LINE, RdfFormat.N_TRIPLES),
    "a.nq": (LINE, RdfFormat.N_QUADS),
    "a.trig": (f"@prefix t: <{THX.iri}> . {{ {ACME} a t:SME }}", RdfFormat.TRIG),
    "a.rdf": (XML, RdfFormat.RDF_XML),
    "a.owl": (f'<?xml version="1.0"?>\n{XML}', RdfFormat.RDF_XML),
    "a.jsonld": (f'{{"@id": "{ACME.value}", "@type": "{THX.SME.value}"}}', RdfFormat.JSON_LD),
    "a.n3": (f"{ACME} a {THX.SME} . {{ {ACME} a {THX.Cluster} }} => {{ }} .", RdfFormat.N3),
    "a.trix": (TRIX, "TriX"),
    "a.hext": (f'["{ACME.value}", "{RDF.type.value}", "{THX.SME.value}", "globalId", "", ""]\n', "HexTuples"),
    "a.rdp": (f"TX .\nA {LINE}TC .\n", "RDF Patch"),
}
# what cannot be told by content is read as something that says the same
TOLD: Final = {RdfFormat.TURTLE: RdfFormat.TRIG, RdfFormat.N_TRIPLES: RdfFormat.N_QUADS}


def _file(name: str, text: str | bytes) -> Input:
    data = text if isinstance(text, bytes) else text.encode()
    return Input(name, lambda: io.BytesIO(data))


def _triples(*files: Input, journal: Journal | None = None, load: str = "mine") -> list[Triple]:
    """What the files state beside what they are."""
    documents = {document_iri(file.name) for file in files}
    stated = read_rdf(files, load, journal or Journal()).stated
    return [said.triple for said in stated if said.triple.subject not in documents]


@pytest.mark.parametrize("name", SAME)
def test_every_syntax_says_the_same(name: str) -> None:
    kinds = [triple for triple in _triples(_file(name, SAME[name][0])) if triple.predicate == RDF.type]
    assert kinds == [KIND]


@pytest.mark.parametrize("name", SAME)
def test_the_name_tells_the_syntax(name: str) -> None:
    assert syntax_of(_file(name.upper(), SAME[name][0])) == SAME[name][1]


@pytest.mark.parametrize("name", [name for name in SAME if name != "a.n3"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_so_does_the_content_where_the_name_does_not(name: str, mark: bytes) -> None:
    text, syntax = SAME[name]
    told = TOLD.get(syntax, syntax) if isinstance(syntax, RdfFormat) else syntax
    assert syntax_of(_file("dump", mark + text.encode())) == told


@pytest.mark.parametrize(
    "text", ['{"id": 1}', "<svg/>", "", "id,name\n1,Acme\n", "Dear colleague,\n", "\x00\x01", "%PDF-1.7"]
)
def test_what_is_no_rdf_is_called_so(text: str) -> None:
    assert syntax_of(_file("dump", text)) is None
    with pytest.raises(InputError, match="dump: is no RDF, neither by its name nor by its content"):
        _triples(_file("dump", text))


@pytest.mark.parametrize("name", SAME)
def test_packed_files_say_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(SAME[name][0].encode()))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, SAME[name][0])
    for packed in (f"{name}.gz", "a.zip"):
        assert KIND in _triples(*files_of(tmp_path / packed))


def test_each_file_is_a_document_with_its_name_as_title() -> None:
    files = _file("one.nt", LINE), _file("two.nt", LINE)
    stated = list(read_rdf(files, "mine", Journal()).stated)
    assert {said.document for said in stated if said.triple == KIND} == {document_iri("one.nt"), document_iri("two.nt")}
    titles = [said.triple.object for said in stated if said.triple.predicate == DCT.title]
    assert titles == [Literal("one.nt"), Literal("two.nt")]


def test_things_without_a_name_in_two_files_are_two() -> None:
    one, other = _triples(*(_file(name, f"_:x {RDF.type} {THX.SME} .") for name in ("one.nt", "two.nt")))
    assert one.subject != other.subject
    assert BlankNode not in {type(one.subject), type(other.subject)}


# what is folded or left out is said


@pytest.mark.parametrize(
    ("name", "text", "notes"),
    [
        ("a.trig", "<x:g> { <x:a> <x:b> <x:c> }", ["a.trig: 1 named graph was folded into one document"]),
        (
            "a.nq",
            "<x:a> <x:b> <x:c> <x:g> .\n<x:a> <x:b> <x:d> <x:g> .\n<x:a> <x:b> <x:c> _:h .\n<x:a> <x:b> <x:c> .\n",
            ["a.nq: 2 named graphs were folded into one document"],
        ),
        ("a.trix", TRIX, ["a.trix: 1 named graph was folded into one document"]),
        ("a.nt", "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .\n", ["a.nt: left out 1 triples within triples"]),
        ("a.ttl", '<x:a> <x:b> "x"@ar--rtl, "y"@ar--rtl .', ["a.ttl: left out 2 directions of texts"]),
        ("a.n3", "{ <x:a> <x:b> 1, 2 } => { <x:a> <x:c> 3 } .", ["a.n3: left out 3 triples of formulas"]),
        ("a.nt", LINE, []),
    ],
)
def test_what_is_folded_or_left_out_is_noted(name: str, text: str, notes: list[str]) -> None:
    journal = Journal()
    _triples(_file(name, text), journal=journal)
    assert journal.notes == notes


def test_notes_are_of_each_file_by_itself() -> None:
    journal = Journal()
    graph = "<x:a> <x:b> <x:c> <x:g> .\n"
    _triples(_file("one.nq", graph), _file("two.nq", graph), journal=journal)
    assert [note.split(":")[0] for note in journal.notes] == ["one.nq", "two.nq"]


# mistakes


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", "<x:a> <x:b>\n<c d> .", "a.ttl:2:1: is not Turtle: "),
        ("a.ttl", "<a> <x:b> <x:c> .", "a.ttl:1:1: is not Turtle: "),
        ("a.nt", '<x:a> <x:b> "x"@muchtoolong .', "a.nt:1:"),
        ("a.nq", "<x:a> <x:b> <x:c> .\n<x:a> <x:b>", "a.nq:2:"),
        ("a.rdf", XML.replace(ACME.value, "acme"), "a.rdf: is not RDF/XML: "),
        ("a.rdf", "<a>\n<b>", "a.rdf:2:4: is not RDF/XML: "),
        ("a.jsonld", '{"@id": "acme", "x:b": 1}', "a.jsonld: has the relative IRI 'acme'; add \"@base\""),
        ("a.jsonld", '{"@id": "x:a",\n', "a.jsonld:2:1: is not JSON-LD: "),
        ("a.jsonld", "[" * 100_000, "a.jsonld:1:65538: is not JSON-LD: "),
        ("a.trix", TRIX[:-9], "a.trix:1:"),
        ("a.trix", TRIX.replace(ACME.value, "a b"), "a.trix: is not TriX: Invalid IRI"),
        ("a.trix", TRIX.replace(f"<uri>{ACME.value}</uri>", ""), "a.trix: is not TriX: "),
        ("a.hext", SAME["a.hext"][0] + "[]\n", "a.hext:2: is not HexTuples: "),
        ("a.hext", SAME["a.hext"][0] + '["a b', "a.hext:2: is not HexTuples: "),
        ("a.rdp", "A <x:a>\n", "a.rdp: is not RDF Patch: "),
        ("a.ttl", b"<x:a> <x:b> '\xff' .", "a.ttl:1:"),
    ],
)
def test_a_mistake_is_told_with_its_place(name: str, text: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        _triples(_file(name, text))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        "<!ENTITY a '" + "a" * 2000 + "'>",
    ],
    ids=["made of entities", "long"],
)
def test_entities_that_would_make_gigabytes_are_refused(entities: str) -> None:
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE r [{entities}]>\n{XML}'
    with pytest.raises(InputError, match=r"a\.rdf:2: has an entity that is long or made of entities"):
        _triples(_file("a.rdf", bomb))


def test_short_entities_as_ontologies_have_them_are_fine() -> None:
    text = f'<!DOCTYPE r [<!ENTITY ex "https://example.org/">]>\n{XML.replace("https://example.org/", "&ex;")}'
    assert _triples(_file("a.rdf", text)) == [KIND]


# nothing is fetched


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.close()


FETCHING: Final = {
    "context": ("a.jsonld", '{"@context": "URL", "name": "x"}'),
    "list of contexts": ("a.jsonld", '{"@context": [{}, "URL"], "name": "x"}'),
    "import": ("a.jsonld", '{"@context": {"@version": 1.1, "@import": "URL"}, "name": "x"}'),
    "scoped context": (
        "a.jsonld",
        '{"@context": {"@version": 1.1, "n": {"@id": "x:n", "@context": "URL"}}, "n": {"n": "x"}}',
    ),
    "entity": ("a.rdf", f'<!DOCTYPE r [<!ENTITY e SYSTEM "URL">]>{XML.replace("/></", ">&e;</t:SME></")}'),
    "document type": ("a.rdf", f'<!DOCTYPE r SYSTEM "URL">{XML}'),
    "entity in TriX": ("a.trix", f'<!DOCTYPE r [<!ENTITY e SYSTEM "URL">]>{TRIX.replace("<graph>", "<graph>&e;")}'),
    "document type of TriX": ("a.trix", f'<!DOCTYPE TriX SYSTEM "URL">{TRIX}'),
    "style sheet of TriX": ("a.trix", f'<?xml-stylesheet type="text/xml" href="URL"?>{TRIX}'),
    "import of an ontology": ("a.ttl", "<x:a> <http://www.w3.org/2002/07/owl#imports> <URL> ."),
}


@pytest.mark.parametrize("case", FETCHING)
def test_what_a_file_refers_to_is_not_fetched(listener: Listener, case: str) -> None:
    name, text = FETCHING[case]
    try:
        triples = _triples(_file(name, text.replace("URL", listener.address)))
    except InputError:
        triples = []
    assert listener.calls == 0
    assert not [triple for triple in triples if "x:n" in str(triple)]


@pytest.mark.parametrize("case", FETCHING)
def test_nor_read_from_this_machine(tmp_path: Path, case: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text('{"@context": {"name": "x:secret", "n": "x:secret"}}', encoding="utf-8")
    name, text = FETCHING[case]
    try:
        triples = _triples(_file(name, text.replace("URL", secret.as_uri())))
    except InputError as error:
        assert "x:secret" not in str(error)  # noqa: PT017 - either way nothing of it is told
        triples = []
    assert not [triple for triple in triples if "x:secret" in str(triple)]


def test_a_context_elsewhere_is_told_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"nothing is fetched; put the context itself into the file"):
        _triples(_file("a.jsonld", '{"@context": "https://schema.org", "name": "x"}'))


def test_rdflib_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError):
        _triples(_file("a.trix", TRIX.replace(ACME.value, "a b")))
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("rdflib").level == logging.NOTSET
