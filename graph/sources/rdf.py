"""RDF files as triples in which every thing has a name."""

import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from triplehelix.graph.terms import thing

__all__ = ["may_have_blank_nodes", "read_triples"]

# how a blank node is written; in the other syntaxes it need not be written at all
_BLANK: Final[Mapping[RdfFormat, tuple[bytes, ...]]] = {
    RdfFormat.N_TRIPLES: (b"_:",),
    RdfFormat.N_QUADS: (b"_:",),
    RdfFormat.TURTLE: (b"_:", b"[", b"("),
    RdfFormat.TRIG: (b"_:", b"[", b"("),
}

Node = TypeVar("Node", NamedNode | BlankNode | Triple, NamedNode | BlankNode | Literal | Triple)


def may_have_blank_nodes(path: Path, form: RdfFormat) -> bool:
    """Whether a file may hold blank nodes: a look at its bytes, which may err on the side of yes."""
    if form not in _BLANK or not path.stat().st_size:
        return form not in _BLANK
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(mark) >= 0 for mark in _BLANK[form])


def read_triples(path: Path, form: RdfFormat, load: str) -> Iterator[Triple]:
    """The triples of all graphs of a file; a blank node gets an IRI in the load's name, in the order of the file.

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
        yield Triple(name(quad.subject), quad.predicate, name(quad.object))
