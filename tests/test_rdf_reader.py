"""Somebody's RDF: every thing gets a name, whatever is missing or odd is no accident."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, RdfFormat

from triplehelix.graph import Ecosystem
from triplehelix.graph.sources.rdf import may_have_blank_nodes, read_triples

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
    one, other = read_triples(path, RdfFormat.N_TRIPLES, "mine")
    assert (one.subject, one.object) == (other.object, other.subject)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("a.nt", "<http://e/a> <http://e/b> <http://e/c> .\n", False, id="only IRIs"),
        pytest.param("a.nt", "_:a <http://e/b> <http://e/c> .\n", True, id="a label"),
        pytest.param("a.ttl", "<http://e/a> <http://e/b> [] .\n", True, id="brackets"),
        pytest.param("a.ttl", "<http://e/a> <http://e/b> (1 2) .\n", True, id="a list"),
        pytest.param("a.nt", "", False, id="an empty file"),
        pytest.param("a.rdf", "<rdf/>", True, id="a syntax that hides them"),
    ],
)
def test_a_look_tells_whether_a_file_may_have_blank_nodes(
    tmp_path: Path, name: str, text: str, *, expected: bool
) -> None:
    path = written(tmp_path, name, text)
    form = RdfFormat.from_extension(path.suffix[1:])
    assert form is not None
    assert may_have_blank_nodes(path, form) is expected


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
