"""The store as RDF files; the same store gives the same bytes, and none is held in memory as a whole."""

from gzip import GzipFile
from io import BytesIO
from typing import IO, Final

from pyoxigraph import RdfFormat, Store, serialize

from triplehelix.graph.terms import PREFIXES
from triplehelix.graph.views.ordering import ordered_lines, ordered_quads, ordered_triples

__all__ = ["FORMATS", "export", "write_backup", "write_export"]

FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "turtle12": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
"""Their names with what reads them; there is no RDF/XML, which cannot write every property."""


def export(store: Store, form: str) -> bytes:
    """The store in one of the `FORMATS`, as bytes; `write_export` says which holds what."""
    output = BytesIO()
    write_export(store, form, output)
    return output.getvalue()


def write_export(store: Store, form: str, output: IO[bytes]) -> None:
    """Write the store in one of the `FORMATS` to a binary file.

    `turtle` and `ntriples` are the merged knowledge alone; `turtle12` adds to each statement the documents behind it,
    in RDF 1.2; `trig`, `nquads` (sorted lines) and `jsonld` add each document's evidence graph.
    """
    if form == "nquads":
        output.writelines(ordered_lines(store))
    elif form == "jsonld":
        from triplehelix.graph.views.jsonld import write_jsonld

        write_jsonld(ordered_quads(store), output)
    elif form == "turtle12":
        from triplehelix.graph.views.turtle12 import with_reifiers

        serialize(with_reifiers(store), output, FORMATS[form], prefixes=PREFIXES)
    elif form == "trig":
        serialize(ordered_quads(store), output, FORMATS[form], prefixes=PREFIXES)
    else:
        prefixes = PREFIXES if form == "turtle" else None
        serialize(ordered_triples(store), output, FORMATS[form], prefixes=prefixes)


def write_backup(store: Store, output: IO[bytes]) -> None:
    """Write the evidence graphs as N-Quads packed by gzip; the default graph can be made again from them."""
    with GzipFile(fileobj=output, mode="wb", mtime=0) as packed:
        for graph in sorted(store.named_graphs(), key=str):
            packed.writelines(f"{quad} .\n".encode() for quad in store.quads_for_pattern(None, None, None, graph))
