"""The store as RDF files; the same store gives the same bytes."""

from typing import Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

from triplehelix.graph.terms import PREFIXES

__all__ = ["FORMATS", "export"]

FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def export(store: Store, form: str) -> bytes:
    """The store in one of the `FORMATS`: turtle is the merged knowledge alone, the others add the evidence."""
    prefixes = {} if form == "nquads" else PREFIXES
    if form == "turtle":
        triples = (quad.triple for quad in _sorted(store, DefaultGraph()))
        return serialize(triples, format=FORMATS[form], prefixes=prefixes) or b""
    return serialize(_sorted(store), format=FORMATS[form], prefixes=prefixes) or b""


def _sorted(store: Store, graph: DefaultGraph | None = None) -> list[Quad]:
    """The quads by graph, the default graph first, then as N-Quads sorts them."""
    quads = store.quads_for_pattern(None, None, None, graph)
    return sorted(quads, key=lambda quad: (quad.graph_name != DefaultGraph(), str(quad.graph_name), str(quad)))
