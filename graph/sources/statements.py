"""What every reader yields: a triple, the document that states it, and whether a curator only deduced it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal

__all__ = ["Contents", "Reader", "Stated"]


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
