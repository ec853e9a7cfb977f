"""What every reader yields: a triple, the document that states it, and whether a curator only deduced it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.terms import DCT, RDF, THX

__all__ = ["Contents", "Reader", "Stated", "file_as_document"]


class Stated(NamedTuple):
    """One triple as one document states it (or as a curator concluded from that document)."""

    document: NamedNode
    triple: Triple
    deduced: bool = False


@dataclass(frozen=True)
class Contents:
    """What a reader makes of its files: what they state, one after the other, and what is known of them as a whole."""

    stated: Iterable[Stated]
    """Read once, lazily: the files may be larger than the memory. It includes the documents' own description."""
    issued: str = ""
    licence: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title by language; so with the descriptions."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    about: tuple[Triple, ...] = ()
    """What else is said of the load."""


Reader = Callable[[Sequence[Input], str, Journal], Contents]
"""One for each kind of input: its files and the load's name -> what they state. It never writes and never matches."""


def file_as_document(name: str, document: NamedNode) -> Iterator[Stated]:
    """What is known of a file that is the only document of what it says."""
    yield Stated(document, Triple(document, RDF.type, THX.Source))
    yield Stated(document, Triple(document, DCT.title, Literal(name)))
