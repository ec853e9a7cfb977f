"""How much the ecosystem holds, each thing counted once."""

from typing import Final

import pytest
from pyoxigraph import RdfFormat, Store

from triplehelix.graph import Ecosystem
from triplehelix.graph.merge import merge
from triplehelix.graph.statistics import statistics
from triplehelix.graph.terms import THX, thing
from triplehelix.graph.texts import statistics_rows, statistics_text
from triplehelix.graph.vocabulary import vocabulary

TURTLE: Final = f"""
    PREFIX : <http://e/> PREFIX thx: <{THX.iri}>
    :a a thx:SME ; thx:therapy thx:car-t, thx:cell-therapy . :b a thx:SME ; thx:therapy thx:car-t .
    :c a thx:Cluster . :h a thx:OfficeHolder . :p a thx:Project ; thx:therapy thx:cell-therapy .
    :t a thx:Participation ; thx:participant :a ; thx:initiative :p ; thx:confidence thx:deduced .
    :u a thx:Partnership ; thx:partner :a, :b .
"""


def a_store() -> Store:
    """The same facts, stated by two documents."""
    store = Store()
    for number in (1, 2):
        store.load(TURTLE, format=RdfFormat.TURTLE, to_graph=thing("evidence", f"made/{number}"))
    merge(store, vocabulary())
    return store


def test_each_thing_counts_once_however_many_documents_state_it() -> None:
    counted = statistics(a_store())
    assert counted.counts == {
        "actors": 3,
        "office_holders": 1,
        "initiatives": 1,
        "ties": 2,
        "deduced_ties": 1,
        "sources": 0,
        "observations": 0,
    }
    assert counted.types == {"SME": 2, "Cluster": 1}
    assert counted.helices == {"helix-industry": 2}
    assert counted.tie_types == {"Participation": 1, "Partnership": 1}


def test_a_therapy_counts_the_actors_of_its_narrower_ones() -> None:
    assert statistics(a_store()).therapies == {"cell-therapy": 2, "car-t": 2}


def test_an_empty_store_counts_nothing() -> None:
    store = Store()
    merge(store, vocabulary())
    assert set(statistics(store).counts.values()) == {0}


@pytest.mark.parametrize(
    ("what", "least"),
    [("actors", 360), ("initiatives", 100), ("ties", 600), ("sources", 340), ("observations", 200)],
)
def test_the_bundled_ecosystem_is_as_large_as_it_should_be(eco: Ecosystem, what: str, least: int) -> None:
    assert eco.statistics().counts[what] >= least


@pytest.mark.parametrize("therapy", ["cell-therapy", "gene-therapy", "exosome-therapy", "phage-therapy"])
def test_each_therapy_of_the_programme_has_an_actor(eco: Ecosystem, therapy: str) -> None:
    assert eco.statistics().therapies[therapy] >= 1


def test_the_counts_add_up(eco: Ecosystem) -> None:
    counted = eco.statistics()
    assert sum(counted.types.values()) == counted.counts["actors"]
    assert sum(counted.tie_types.values()) == counted.counts["ties"]
    assert 0 < counted.counts["deduced_ties"] < counted.counts["ties"]


def test_the_counts_are_rows_too() -> None:
    rows = statistics_rows(statistics(a_store()))
    assert rows[0] == ("all", "actors", 3)
    assert ("therapy", "car-t", 2) in rows
    assert ("tie", "Partnership", 1) in rows


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["       3  actors", "       1  of which deduced", "Actors by type", "       2  SME"]),
        ("fr", ["       3  acteurs", "       1  dont déduits", "Acteurs par type", "       2  PME"]),
    ],
)
def test_the_counts_read_as_a_text(language: str, lines: list[str]) -> None:
    eco = Ecosystem(a_store(), language)
    text = statistics_text(eco.statistics(), eco.reading.labels, eco.reading.texts)
    assert set(lines) <= set(text.splitlines())
