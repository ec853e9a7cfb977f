"""Asking in SPARQL: who takes part together with whom, who says so, and questions of the catalogue."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from bench.contenders.operations import Entry, Operation, bare_triples, count, solutions

__all__ = ["ASKED", "CONTENDERS"]

JOIN: Final = (
    "SELECT (COUNT(*) AS ?n) { ?q thx:participant ?a ; thx:initiative ?i . "
    "?r thx:initiative ?i ; thx:participant ?b FILTER(STR(?a) < STR(?b)) }"
)


# join: who takes part together with whom


def join_us(path: Path) -> Operation:
    import rdflib.plugins.sparql.parser  # noqa: F401 - what judges queries is imported by the first of them

    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(path)
    return lambda: list(solutions(eco.answer(JOIN)))


def join_rdflib(path: Path) -> Operation:
    from rdflib import Graph

    from triplehelix.graph.terms import PREFIXES

    graph = Graph().parse(path, format="nt")
    return lambda: list(graph.query(JOIN, initNs=PREFIXES))


def join_pyoxigraph(path: Path) -> Operation:
    from triplehelix.graph.terms import PREFIXES

    store = bare_triples(path)
    return lambda: list(solutions(store.query(JOIN, prefixes=PREFIXES)))


# why: who says so, of one property of one organisation; its name is typed without regard to case

WHY: Final = """
    SELECT ?value ?document {
      ?actor skos:prefLabel|skos:altLabel ?name FILTER(LCASE(STR(?name)) = "pic-1")
      GRAPH ?evidence { ?actor thx:address ?value }
      ?evidence prov:wasDerivedFrom ?document
    }"""


def why_us(path: Path) -> Operation:
    import triplehelix.graph.why  # noqa: F401 - else the operation imports it
    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(path)
    return lambda: eco.why("pic-1", "address").statements


def why_rdflib(path: Path) -> Operation:
    import rdflib.plugins.sparql.processor  # noqa: F401 - else the operation imports it
    from rdflib import Dataset

    from triplehelix.graph.terms import PREFIXES

    dataset = Dataset()
    dataset.parse(path, format="nquads")
    return lambda: list(dataset.query(WHY, initNs=PREFIXES))


def why_pyoxigraph(path: Path) -> Operation:
    from pyoxigraph import RdfFormat, Store

    from triplehelix.graph.terms import PREFIXES

    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    return lambda: list(solutions(store.query(WHY, prefixes=PREFIXES)))


# ask: questions of the catalogue with their defaults, in the same SPARQL; in rdflib most others run for many minutes

ASKED: Final[Mapping[str, str]] = {
    "connected": "expertise-of-top-actors",
    "identifiers": "missing-identifiers",
    "newcomers": "newcomers",
}


def ask_us(question: str, path: Path) -> Operation:
    from triplehelix.graph import Ecosystem

    eco = Ecosystem.open(path)
    asked = next(one for one in eco.questions if one.id == ASKED[question])
    return lambda: eco.ask(asked).rows


def ask_rdflib(question: str, path: Path) -> Operation:
    import rdflib.plugins.sparql.processor  # noqa: F401 - else the operation imports it
    from rdflib import Graph

    graph = Graph().parse(path, format="nt")
    sparql = _sparql(question)
    return lambda: list(graph.query(sparql))


def ask_pyoxigraph(question: str, path: Path) -> Operation:
    store = bare_triples(path)
    sparql = _sparql(question)
    return lambda: list(solutions(store.query(sparql)))


def _sparql(question: str) -> str:
    from triplehelix.graph.questions import catalogue, chosen

    return chosen(catalogue(), ASKED[question]).sparql


CONTENDERS: Final[Mapping[str, Entry]] = {
    "join-us": (join_us, count),
    "join-rdflib": (join_rdflib, count),
    "join-pyoxigraph": (join_pyoxigraph, count),
    "why-us": (why_us, len),
    "why-rdflib": (why_rdflib, len),
    "why-pyoxigraph": (why_pyoxigraph, len),
    **{
        f"ask-{question}-{name}": (partial(prepare, question), len)
        for question in ASKED
        for name, prepare in (("us", ask_us), ("rdflib", ask_rdflib), ("pyoxigraph", ask_pyoxigraph))
    },
}
