"""An export is the same bytes for the same store, in a fixed order, and parses back to what it was."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from triplehelix.graph import Ecosystem
from triplehelix.graph.bundled import TABLES
from triplehelix.graph.loading import load_tables
from triplehelix.graph.views.export import FORMATS, export

FORMS = list(FORMATS)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_tables(TABLES)


@pytest.mark.parametrize("form", FORMS)
def test_two_stores_of_the_same_tables_give_the_same_bytes(store: Store, form: str) -> None:
    again = Store()
    again.extend(sorted(load_tables(TABLES), key=str, reverse=True))
    assert export(store, form) == export(again, form)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_the_ecosystem_is_that_of_its_tables(eco: Ecosystem, store: Store, form: str) -> None:
    assert eco.export(form) == export(store, form)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_holds_the_merged_knowledge_and_turtle_nothing_else(store: Store, form: str) -> None:
    expected = set(store) if form != "turtle" else set(store.quads_for_pattern(None, None, None, DefaultGraph()))
    back = list(parse(export(store, form), format=FORMATS[form]))
    assert set(back) == expected
    assert len(back) == len(expected), "nothing is written twice"


def _graphs_in_order(quads: Iterable[Quad]) -> list[str]:
    names = (str(quad.graph_name) for quad in quads)
    return [name for name, _ in groupby(names)]


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_the_default_graph_comes_first_and_the_others_in_the_order_of_their_names(store: Store, form: str) -> None:
    order = _graphs_in_order(parse(export(store, form), format=FORMATS[form]))
    assert order == ["DEFAULT", *sorted(set(order) - {"DEFAULT"})]


@pytest.mark.parametrize("form", FORMS)
def test_within_a_graph_triples_stand_in_the_order_of_their_subjects(store: Store, form: str) -> None:
    for _, quads in groupby(parse(export(store, form), format=FORMATS[form]), key=lambda quad: str(quad.graph_name)):
        subjects = [str(quad.subject) for quad in quads]
        assert subjects == sorted(subjects)


def test_the_lines_of_each_graph_are_sorted_in_n_quads(store: Store) -> None:
    lines = export(store, "nquads").decode().splitlines()
    quads = [next(iter(parse(line, format=RdfFormat.N_QUADS))) for line in lines]
    for _, group in groupby(quads, key=lambda quad: str(quad.graph_name)):
        written = [str(quad) for quad in group]
        assert written == sorted(written)


def test_turtle_uses_the_known_prefixes(store: Store) -> None:
    text = export(store, "turtle").decode()
    assert "@prefix thx: <https://w3id.org/triplehelix/ontology#> ." in text
    assert " thx:helix-university" in text


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_store_gives_a_file_that_parses(form: str) -> None:
    assert list(parse(export(Store(), form), format=FORMATS[form])) == []


def test_an_export_names_no_path_of_this_machine(store: Store) -> None:
    home = str(Path(TABLES).resolve().parent)
    assert home.encode() not in export(store, "nquads")
