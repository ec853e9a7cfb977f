"""RDF files as quads in which every thing has a name, and nothing is more than an IRI or a literal."""

import mmap
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.statements import Contents, Stated, file_as_document
from triplehelix.graph.sources.syntaxes import Syntax, quads_of, syntax_of
from triplehelix.graph.terms import document_iri, thing

__all__ = ["is_plain", "read_quads", "read_rdf"]

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
    """Whether the engine can read a file as it is: a look at its bytes, which may take one for odd that is not.

    It has neither blank nodes, nor what only RDF 1.2 has, nor the mark with which some editors begin a file.
    """
    if form not in _ODD or not path.stat().st_size:
        return form in _ODD
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content[: len(BOM_UTF8)] != BOM_UTF8 and all(content.find(mark) < 0 for mark in _ODD[form])


def read_rdf(files: Sequence[Input], name: str, journal: Journal) -> Contents:
    """What RDF files state, each as one document, whatever graphs it has; what is left out or folded is noted.

    A blank node gets an IRI in the load's name. Triples within triples, formulas and the directions of texts are left
    out: few readers know of them.

    Raises
    ------
    InputError
        If a file is no RDF, or at its first mistake, with line and column as far as they are known.
    """
    return Contents(_stated(files, name, journal))


def _stated(files: Sequence[Input], load: str, journal: Journal) -> Iterator[Stated]:
    reading = _Reading(load)
    for file in files:
        document = document_iri(file.name)
        syntax = syntax_of(file)
        if syntax is None:
            raise InputError("is no RDF, neither by its name nor by its content", Place(file.name))
        yield from (Stated(document, quad.triple) for quad in reading.quads(file, syntax))
        yield from file_as_document(file.name, document)
        journal.notes += reading.notes(file.name)


def read_quads(file: Input, syntax: Syntax, load: str) -> Iterator[Quad]:
    """The quads of a file, as `read_rdf` gives their triples.

    Raises
    ------
    InputError
        If the file is not of that syntax.
    """
    return _Reading(load).quads(file, syntax)


def _is_odd(quad: Quad) -> bool:
    """Whether one of its terms has no name, or is a text with a direction; few are, and the others stay as they are."""
    value = quad.object
    if BlankNode in (type(value), type(quad.subject), type(quad.graph_name)):
        return True
    return isinstance(value, Literal) and value.direction is not None


@dataclass
class _Reading:
    """Names the things of the files of one load, and counts what is left out of each."""

    load: str
    names: int = 0
    graphs: set[NamedNode | BlankNode] = field(default_factory=set)
    left_out: dict[str, int] = field(default_factory=dict)

    def quads(self, file: Input, syntax: Syntax) -> Iterator[Quad]:
        """The quads of a file; a blank node gets an IRI, in the order of the file."""
        named: dict[BlankNode, NamedNode] = {}

        def name(node: Node) -> Node | NamedNode:
            if not isinstance(node, BlankNode):
                return node
            if node not in named:
                self.names += 1
                named[node] = thing("blank", f"{self.load}/{self.names}")
            return named[node]

        self.graphs, self.left_out = set(), {}
        for quad in quads_of(file, syntax):
            if not self._is_kept(quad, syntax):
                continue
            if _is_odd(quad):
                value = self._undirected(name(quad.object))
                quad = Quad(name(quad.subject), quad.predicate, value, name(quad.graph_name))  # noqa: PLW2901
            yield quad

    def _is_kept(self, quad: Quad, syntax: Syntax) -> bool:
        if isinstance(quad.object, Triple):
            self._count("triples within triples")
            return False
        if isinstance(quad.graph_name, DefaultGraph):
            return True
        if syntax == RdfFormat.N3:  # what stands in a formula is not stated
            self._count("triples of formulas")
            return False
        self.graphs.add(quad.graph_name)
        return True

    def _undirected(self, term: Value) -> Value:
        if isinstance(term, Literal) and term.direction:
            self._count("directions of texts")
            return Literal(term.value, language=term.language)
        return term

    def _count(self, what: str) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def notes(self, file: str) -> list[str]:
        """What a person should know of the file that was read last."""
        left_out = [f"{file}: left out {count:,} {what}" for what, count in self.left_out.items()]
        if not self.graphs:
            return left_out
        graphs = "1 named graph was" if len(self.graphs) == 1 else f"{len(self.graphs):,} named graphs were"
        return [f"{file}: {graphs} folded into one document", *left_out]
