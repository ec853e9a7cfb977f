"""How much a set of triples holds, in VoID: the counts that SPARQL gives, with a name for each part."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Store, Triple

from triplehelix.graph.lookup import count, select
from triplehelix.graph.terms import PREFIXES, PROV, RDF, XSD, Namespace

__all__ = ["VOID", "evidence_of", "merged", "statistics"]

VOID: Final = Namespace("http://rdfs.org/ns/void#")
_WORD: Final = re.compile(r"[\w-]+", re.ASCII)

_COUNTS: Final = {
    VOID.triples: "(COUNT(*) AS ?n)",
    VOID.distinctSubjects: "(COUNT(DISTINCT ?s) AS ?n)",
    VOID.distinctObjects: "(COUNT(DISTINCT ?o) AS ?n)",
    VOID.properties: "(COUNT(DISTINCT ?p) AS ?n)",
}


def merged() -> str:
    """The pattern of the merged triples."""
    return "?s ?p ?o"


def evidence_of(load: NamedNode) -> str:
    """The pattern of the triples that the documents of a load state, each once."""
    graphs = f"GRAPH {load} {{ ?g {PROV.wasGeneratedBy} {load} }}"
    return f"SELECT DISTINCT ?s ?p ?o {{ {graphs} GRAPH ?g {{ ?s ?p ?o }} }}"


def statistics(store: Store, dataset: NamedNode, triples: str) -> Iterator[Triple]:
    """What VoID tells of the triples that a pattern finds: counts, and a part for each class and property.

    An entity is a thing that has a class.
    """
    for prop, counted in _COUNTS.items():
        yield Triple(dataset, prop, _integer(count(store, f"SELECT {counted} {{ {{ {triples} }} }}")))
    typed = f"{{ {triples} }} FILTER(?p = {RDF.type} && isIRI(?o))"
    yield Triple(dataset, VOID.entities, _integer(count(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {typed} }}")))
    classes = _groups(store, f"SELECT (?o AS ?part) (COUNT(*) AS ?n) {{ {typed} }} GROUP BY ?o")
    properties = _groups(store, f"SELECT (?p AS ?part) (COUNT(*) AS ?n) {{ {{ {triples} }} }} GROUP BY ?p")
    yield Triple(dataset, VOID.classes, _integer(len(classes)))
    yield from _parts(dataset, "class", VOID.classPartition, VOID.entities, classes)
    yield from _parts(dataset, "property", VOID.propertyPartition, VOID.triples, properties)
    yield from _vocabularies(dataset, [*classes, *properties])


def _parts(
    dataset: NamedNode, kind: str, has_part: NamedNode, counts: NamedNode, found: dict[NamedNode, int]
) -> Iterator[Triple]:
    for term, n in found.items():
        part = NamedNode(f"{dataset.value}/{kind}/{_slug(term)}")
        yield Triple(dataset, has_part, part)
        yield Triple(part, VOID[kind], term)
        yield Triple(part, counts, _integer(n))


def _vocabularies(dataset: NamedNode, terms: list[NamedNode]) -> Iterator[Triple]:
    for iri in PREFIXES.values():
        if any(term.value.startswith(iri) for term in terms):
            yield Triple(dataset, VOID.vocabulary, NamedNode(iri))


def _slug(term: NamedNode) -> str:
    """A part's own name: the term's short name, or else a hash of the long one."""
    for prefix, iri in PREFIXES.items():
        local = term.value.removeprefix(iri)
        if local != term.value and _WORD.fullmatch(local):
            return f"{prefix}-{local}"
    return hashlib.sha256(term.value.encode()).hexdigest()[:16]


def _groups(store: Store, query: str) -> dict[NamedNode, int]:
    found = {cast("NamedNode", row["part"]): int(cast("Literal", row["n"]).value) for row in select(store, query)}
    return dict(sorted(found.items(), key=lambda item: item[0].value))


def _integer(n: int) -> Literal:
    return Literal(str(n), datatype=XSD.integer)
