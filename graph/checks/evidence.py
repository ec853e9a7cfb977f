"""What the evidence should be: documents that can be looked up, still fresh, of one mind."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.checks.spots import spots
from triplehelix.graph.dates import PartialDate, years_before
from triplehelix.graph.evidence import Documents
from triplehelix.graph.lookup import MERGED, Term, language, objects, quads, subjects
from triplehelix.graph.terms import DCT, FOAF, PROV, RDF, THX, local_name
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["conflict", "missing_source", "stale_source", "undated_source", "unsafe_iri", "unsourced_file"]

_FRESH: Final = 5  # years
_UNSAFE: Final = re.compile(r"""\s*(?:javascript|vbscript|data|file):|.*[\x00-\x20\x7f"'<>\\^`{|}]""", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)


def missing_source(store: Store) -> Iterator[Spot]:
    """Statements whose evidence graph names no document, or one that nothing describes or that has no address."""
    for graph in _evidence_graphs(store):
        documents = _documents(store, graph)
        if not documents:
            yield Spot(graph.value, "wasDerivedFrom", _sample(store, graph))
        yield from (Spot(found.value, "source") for found in documents if _is_unknown(store, graph, found))


def unsourced_file(store: Store) -> Iterator[Spot]:
    """Files that were loaded as they are, so that they are the only document of what they state."""
    pairs = ((graph, document) for graph in _evidence_graphs(store) for document in _documents(store, graph))
    yield from (Spot(document.value, "source") for graph, document in pairs if _is_file(store, graph, document))


def _evidence_graphs(store: Store) -> list[NamedNode]:
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    loads = {subject for subject, _, _, _ in quads(store, None, RDF.type, THX.Load, None)}
    return sorted((graph for graph in graphs if graph not in loads), key=str)


def _documents(store: Store, graph: NamedNode) -> list[NamedNode]:
    found = {value for _, _, value, _ in quads(store, graph, PROV.wasDerivedFrom, None, None)}
    return sorted((document for document in found if isinstance(document, NamedNode)), key=str)


def _sample(store: Store, graph: NamedNode) -> str:
    """One of the things that a graph speaks of."""
    return min(subject.value for subject, _, _, _ in quads(store, None, None, None, graph))


def _is_unknown(store: Store, graph: NamedNode, document: NamedNode) -> bool:
    described = Quad(document, RDF.type, THX.Source) in store and bool(objects(store, document, DCT.source))
    return not described and not _is_file(store, graph, document)


def _is_file(store: Store, graph: NamedNode, document: NamedNode) -> bool:
    """Whether a document is the very input of the load that brought it."""
    if objects(store, document, DCT.source):
        return False
    loads = [value for _, _, value, _ in quads(store, graph, PROV.wasGeneratedBy, None, None)]
    inputs = {term for load in loads if isinstance(load, NamedNode) for term in objects(store, load, DCT.source)}
    return not inputs.isdisjoint(objects(store, document, DCT.title))


def undated_source(store: Store) -> Iterator[Spot]:
    """Documents without a date, so that nobody can tell how old they are."""
    return spots(
        store,
        """SELECT ?subject {
          ?subject a thx:Source ; dct:source ?address FILTER NOT EXISTS { ?subject dct:issued ?day } }""",
    )


def stale_source(store: Store, today: date) -> Iterator[Spot]:
    """Ties whose newest document is older than five years."""
    documents = Documents(store)
    for tie in sorted(subjects(store, RDF.type, THX.Tie), key=str):
        newest = next((source.issued for source in documents.about(tie)), "")
        when = PartialDate.read(newest)  # what is no date is told by another rule, and never old
        if when and when.last < years_before(today, _FRESH):
            yield Spot(tie.value, "issued", newest)


def conflict(store: Store) -> Iterator[Spot]:
    """Values of single-valued properties that documents state otherwise than the preferred one."""
    canonical = Canonical(store)
    for prop in vocabulary().single_valued:
        stated: dict[tuple[Term, str], set[str]] = {}
        for subject, _, value, graph in quads(store, None, prop, None, None):
            if graph != MERGED:
                key = canonical.id(subject), language(value)
                stated.setdefault(key, set()).add(canonical.id(value).value)
        for (thing, _), values in stated.items():
            if len(values) > 1:
                yield Spot(thing.value, local_name(prop.value), " | ".join(sorted(values)))


def unsafe_iri(store: Store) -> Iterator[Spot]:
    """IRIs that a page must not link to, and addresses that are no web addresses."""
    yield from sorted({Spot(iri) for iri in _iris(store) if _UNSAFE.match(iri)})
    links = chain(
        (pair for pair in _addresses(store, DCT.source) if Quad(pair[0], RDF.type, THX.Source) in store),
        _addresses(store, FOAF.homepage),
    )
    for subject, address in links:
        if not _WEB.match(address.value) and not _UNSAFE.match(address.value):
            yield Spot(subject.value, "address", address.value)


def _iris(store: Store) -> Iterator[str]:
    for quad in store:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        yield from (term.value for term in terms if isinstance(term, NamedNode))


def _addresses(store: Store, prop: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
    """The web addresses that things have; one that is a text is told by another rule."""
    found = ((subject, value) for subject, _, value, _ in quads(store, None, prop, None))
    return sorted(((one, value) for one, value in found if isinstance(value, NamedNode)), key=str)
