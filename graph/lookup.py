"""What a store holds, in plain terms: the graphs of an ecosystem are made of IRIs and literals.

pyoxigraph's types also allow blank nodes and triple terms everywhere; the casts that follow from it stand here, once.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from triplehelix.graph.terms import PREFIXES

__all__ = [
    "MERGED", "Graph", "Term", "count", "language", "name_in", "named_graphs", "objects", "pairs", "properties",
    "quads", "select", "subjects",
]  # fmt: skip

Term = NamedNode | Literal
Graph = NamedNode | DefaultGraph

MERGED: Final = DefaultGraph()
"""The graph of the merged knowledge."""


def quads(
    store: Store, subject: NamedNode | None, prop: NamedNode | None, value: Term | None, graph: Graph | None = MERGED
) -> Iterator[tuple[NamedNode, NamedNode, Term, Graph]]:
    """The quads that fit a pattern; in the merged graph unless another is named, in all graphs for None."""
    for quad in store.quads_for_pattern(subject, prop, value, graph):
        yield cast("NamedNode", quad.subject), quad.predicate, cast("Term", quad.object), cast("Graph", quad.graph_name)


def properties(store: Store, subject: NamedNode, graph: Graph | None = MERGED) -> list[tuple[NamedNode, Term]]:
    """What is said of a thing: property and value."""
    return [(prop, value) for _, prop, value, _ in quads(store, subject, None, None, graph)]


def objects(store: Store, subject: NamedNode, prop: NamedNode, graph: Graph | None = MERGED) -> list[Term]:
    """The values of a property."""
    return [value for _, _, value, _ in quads(store, subject, prop, None, graph)]


def subjects(store: Store, prop: NamedNode, value: Term) -> list[NamedNode]:
    """The things that have a value."""
    return [subject for subject, _, _, _ in quads(store, None, prop, value)]


def pairs(store: Store, prop: NamedNode, value: Term | None = None) -> Iterator[tuple[str, str]]:
    """Who has which value of a property, as IRIs and texts."""
    for quad in store.quads_for_pattern(None, prop, value, MERGED):
        yield cast("NamedNode", quad.subject).value, cast("Term", quad.object).value


def named_graphs(store: Store, subject: NamedNode, prop: NamedNode | None, value: Term | None) -> set[NamedNode]:
    """The evidence graphs in which a pattern occurs."""
    found = (quad.graph_name for quad in store.quads_for_pattern(subject, prop, value, None))
    return {graph for graph in found if isinstance(graph, NamedNode)}


def select(store: Store, sparql: str, graphs: Sequence[NamedNode] = ()) -> QuerySolutions:
    """The rows of a SELECT of our own, in the merged graph or others; the known prefixes need no declaration."""
    return cast("QuerySolutions", store.query(sparql, prefixes=PREFIXES, default_graph=list(graphs) or None))


def count(store: Store, sparql: str) -> int:
    """The number `?n` that a SELECT of our own counts."""
    [row] = select(store, sparql)
    return int(cast("Literal", row["n"]).value)


def language(term: Term) -> str:
    """The language of a text; empty where it has none.

    >>> language(Literal("Liège", language="fr"))
    'fr'
    """
    return (term.language or "") if isinstance(term, Literal) else ""


def name_in(wanted: str, texts: Iterable[Term]) -> str | None:
    """The text in a language, else in English, in none, in another; of several the smallest. None if there is none.

    >>> name_in("fr", [Literal("Walloon Government"), Literal("Gouvernement wallon", language="fr")])
    'Gouvernement wallon'
    """
    order = {"": 2, "en": 1, wanted: 0}
    best = min(texts, key=lambda text: (order.get(language(text), 3), text.value), default=None)
    return best.value if best else None
