"""What every reader yields: a triple, the document that states it, and whether a curator only deduced it."""

from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

__all__ = ["Stated"]


class Stated(NamedTuple):
    """One triple as one document states it (or as a curator concluded from that document)."""

    document: NamedNode
    triple: Triple
    deduced: bool = False
