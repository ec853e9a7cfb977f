"""Somebody's RDF: every thing gets a name, whatever is missing or odd is no accident."""

import json
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, RdfFormat

from triplehelix.graph import Ecosystem, records
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.rdf import is_plain, read_quads

PREFIXES = (
    "@prefix thx: <https://w3id.org/triplehelix/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix qb: <http://purl.org/linked-data/cube#> . @prefix x: <http://example.org/> .\n"
)
UNNAMED = PREFIXES + (
    'x:a a thx:SME ; skos:prefLabel "A" . _:b a thx:SME ; skos:prefLabel "B" .\n'
    "[] a thx:Partnership ; thx:partner x:a , _:b .\n"
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_things_without_a_name_get_one_and_can_be_asked_for(tmp_path: Path) -> None:
    eco = Ecosystem.open(written(tmp_path, "mine.ttl", UNNAMED))
    assert not [quad for quad in eco.store if BlankNode in (type(quad.subject), type(quad.object))]
    assert [actor.name for actor in eco.paths("A", "B")[0].actors] == ["A", "B"]
    assert eco.show("B").ties
    eco.map().save(tmp_path / "map.html")


def test_the_names_are_the_same_each_time(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.ttl", UNNAMED)
    assert set(Ecosystem.open(path).store) == set(Ecosystem.open(path).store)


def test_the_same_blank_node_has_one_name_in_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.nt", "_:x <http://e/p> _:y .\n_:y <http://e/p> _:x .\n")
    [file] = files_of(path)
    one, other = read_quads(file, RdfFormat.N_TRIPLES, "mine")
    assert (one.subject, one.object) == (other.object, other.subject)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("a.nt", "<http://e/a> <http://e/b> <http://e/c> .\n", True, id="only IRIs"),
        pytest.param("a.nt", "_:a <http://e/b> <http://e/c> .\n", False, id="a label"),
        pytest.param("a.ttl", "<http://e/a> <http://e/b> [] .\n", False, id="brackets"),
        pytest.param("a.ttl", "<http://e/a> <http://e/b> (1 2) .\n", False, id="a list"),
        pytest.param(
            "a.nt", "<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> 1 )>> .\n", False, id="a triple in one"
        ),
        pytest.param("a.nt", '<http://e/a> <http://e/b> "x"@ar--rtl .\n', False, id="a direction"),
        pytest.param("a.nt", "", True, id="an empty file"),
        pytest.param("a.nt", "\ufeff<http://e/a> <http://e/b> <http://e/c> .\n", False, id="the mark of an editor"),
        pytest.param("a.rdf", "<rdf/>", False, id="a syntax that hides them"),
    ],
)
def test_a_look_tells_whether_a_file_is_plain(tmp_path: Path, name: str, text: str, *, expected: bool) -> None:
    path = written(tmp_path, name, text)
    form = RdfFormat.from_extension(path.suffix[1:])
    assert form is not None
    assert is_plain(path, form) is expected


DATASET = PREFIXES + (
    "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
    "x:load { x:graph a thx:Evidence ; prov:wasDerivedFrom x:document . }\n"
    f"x:graph {{ {UNNAMED.removeprefix(PREFIXES)} }} _:other {{ _:b thx:founded 2001 }}\n"
)


def test_a_dataset_of_ours_with_things_without_a_name_is_no_accident(tmp_path: Path) -> None:
    eco = Ecosystem.open(written(tmp_path, "mine.trig", DATASET))
    terms = {type(term) for quad in eco.store for term in (quad.subject, quad.object, quad.graph_name)}
    assert BlankNode not in terms
    assert [actor.name for actor in eco.at("2020-01-01").paths("A", "B")[0].actors] == ["A", "B"]
    assert [source.id for source in eco.show("B").ties[0].sources] == ["http://example.org/document"]
    assert [statement.value for statement in eco.why("B", "founded").statements] == ["2001"]
    assert eco.export("jsonld")


@pytest.mark.parametrize("name", ["mine.ttl", "mine.trig"])
def test_what_only_rdf_1_2_has_is_left_out(tmp_path: Path, name: str) -> None:
    new = 'x:a a thx:SME ; skos:prefLabel "A"@ar--rtl ; thx:note <<( x:a a thx:SME )>> . << x:a a thx:SME >> thx:note "n" .\n'
    text = DATASET.replace("x:graph {", f"x:graph {{ {new}") if name.endswith("trig") else PREFIXES + new
    eco = Ecosystem.open(written(tmp_path, name, text))
    assert eco.show("A").entity.type == "SME"
    assert "A" in [statement.value for statement in eco.why("A").statements]
    assert eco.check().counts["error"] >= 0
    eco.map().save(tmp_path / "map.html")


def test_an_export_in_rdf_1_2_can_be_opened_and_checked(tmp_path: Path) -> None:
    first = Ecosystem.open(written(tmp_path, "mine.ttl", UNNAMED))
    (tmp_path / "again.ttl").write_bytes(first.export("turtle12"))
    again = Ecosystem.open(tmp_path / "again.ttl")
    assert again.show("A").ties
    assert again.check().counts["error"] == first.check().counts["error"]


def test_a_figure_of_an_indicator_that_is_a_text_is_called_so(tmp_path: Path) -> None:
    odd = PREFIXES + (
        'x:a a thx:SME ; skos:prefLabel "A" .\n'
        'x:o a qb:Observation ; thx:about x:a ; thx:indicator "staff" ; thx:value 3 .\n'
    )
    eco = Ecosystem.open(written(tmp_path, "odd.ttl", odd))
    assert [figure.indicator for figure in eco.show("A").figures] == ["staff"]
    assert eco.why("A").statements


@pytest.mark.parametrize(
    "value", ["'NaN'", "'INF'^^<http://www.w3.org/2001/XMLSchema#double>", "'1E999999999'", "'Infinity'"]
)
def test_a_figure_or_sum_that_nobody_can_write_out_is_none(tmp_path: Path, value: str) -> None:
    odd = PREFIXES + (
        'x:a a thx:SME ; skos:prefLabel "A" . x:b a thx:SME ; skos:prefLabel "B" .\n'
        f"x:o a qb:Observation ; thx:about x:a ; thx:indicator x:i ; thx:value {value} .\n"
        "x:f a thx:Funding ; thx:funder x:a ; thx:recipient x:b ; thx:amount x:m .\n"
        f"x:m a thx:Money ; thx:value {value} ; thx:currency 'EUR' .\n"
    )
    eco = Ecosystem.open(written(tmp_path, "odd.ttl", odd))
    assert eco.show("A").figures == ()
    assert [tie.amount for tie in eco.show("A").ties] == [None]
    assert json.dumps([records.why(eco.why("A")), records.description(eco.show("A"))], allow_nan=False)


def test_a_count_of_members_that_is_no_number_counts_nobody(tmp_path: Path) -> None:
    odd = PREFIXES + (
        'x:a a thx:SME ; skos:prefLabel "A" . x:c a thx:Cluster ; skos:prefLabel "C" .\n'
        "x:m a thx:Membership ; thx:member x:a ; thx:organisation x:c .\n"
        "x:o thx:about x:c ; thx:indicator <https://w3id.org/triplehelix/id/concept/members> ; thx:value 'many' .\n"
    )
    [path] = Ecosystem.open(written(tmp_path, "odd.ttl", odd)).paths("A", "C")
    assert [venue.parties for venue in path.hops[0].venues] == [2]


def test_figures_and_sums_that_are_no_numbers_are_left_out(tmp_path: Path) -> None:
    odd = PREFIXES + (
        'x:a a thx:SME ; skos:prefLabel "A" . x:b a thx:SME ; skos:prefLabel "B" .\n'
        "x:o a qb:Observation ; thx:about x:a ; thx:indicator x:i ; thx:value 'many' .\n"
        "x:p a qb:Observation ; thx:about x:a ; thx:value 3 .\n"
        "x:f a thx:Funding ; thx:funder x:a ; thx:recipient x:b ; thx:amount x:m .\n"
        "x:m a thx:Money ; thx:value 'a lot' .\n"
    )
    known = Ecosystem.open(written(tmp_path, "odd.ttl", odd)).show("A")
    assert known.figures == ()
    assert [tie.amount for tie in known.ties] == [None]
