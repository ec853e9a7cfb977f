"""RDF files as quads in which every thing has a name, and nothing is more than an IRI or a literal."""

import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from triplehelix.graph.terms import thing

__all__ = ["is_plain", "read_quads", "read_triples"]

_RDF_12: Final = (b"<<", b"--ltr", b"--rtl")
_TERSE: Final = (b"_:", b"[", b"(", b"~", b"{|", *_RDF_12)
# how a blank node is written, and what only RDF 1.2 has; in the other syntaxes one cannot tell by a look
_ODD: Final[Mapping[RdfFormat, tuple[bytes, ...]]] = {
    RdfFormat.N_TRIPLES: (b"_:", *_RDF_12),
    RdfFormat.N_QUADS: (b"_:", *_RDF_12),
    RdfFormat.TURTLE: _TERSE,
    RdfFormat.TRIG: _TERSE,
}

Value = NamedNode | BlankNode | Literal | Triple
Node = TypeVar("Node", NamedNode | BlankNode | Triple, Value, NamedNode | BlankNode | DefaultGraph)


def is_plain(path: Path, form: RdfFormat) -> bool:
    """Whether a file has neither blank nodes nor what only RDF 1.2 has: a look at its bytes, which may miss that."""
    if form not in _ODD or not path.stat().st_size:
        return form in _ODD
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return all(content.find(mark) < 0 for mark in _ODD[form])


def read_quads(path: Path, form: RdfFormat, load: str) -> Iterator[Quad]:
    """The quads of a file; a blank node gets an IRI in the load's name, in the order of the file.

    Triples within triples and the directions of texts (RDF 1.2) are left out: few readers know of them.

    Raises
    ------
    SyntaxError
        If the file is not of that format.
    """
    named: dict[BlankNode, NamedNode] = {}

    def name(node: Node) -> Node | NamedNode:
        if not isinstance(node, BlankNode):
            return node
        return named.setdefault(node, thing("blank", f"{load}/{len(named) + 1}"))

    for quad in parse(path=path, format=form):
        if not isinstance(quad.object, Triple):
            yield Quad(name(quad.subject), quad.predicate, _undirected(name(quad.object)), name(quad.graph_name))


def _undirected(term: Value) -> Value:
    if isinstance(term, Literal) and term.direction:
        return Literal(term.value, language=term.language)
    return term


def read_triples(path: Path, form: RdfFormat, load: str) -> Iterator[Triple]:
    """The triples of all graphs of a file, as `read_quads` gives them.

    Raises
    ------
    SyntaxError
        If the file is not of that format.
    """
    return (quad.triple for quad in read_quads(path, form, load))
