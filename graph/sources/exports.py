"""Exports of ours: datasets that tell their evidence graphs themselves, and so come back as they were."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Quad, RdfFormat

from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.rdf import read_quads
from triplehelix.graph.sources.syntaxes import quads_of, syntax_of
from triplehelix.graph.terms import RDF, THX

__all__ = ["DATASETS", "is_export", "restored"]

DATASETS: Final = (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD)
"""The formats whose graphs have names."""


def is_export(file: Input) -> bool:
    """Whether a file is an export of ours: a dataset that describes evidence graphs.

    Raises
    ------
    InputError
        If it is not of the format that its name or its content tells.
    """
    syntax = syntax_of(file)
    return syntax in DATASETS and any(_is_evidence(quad) for quad in quads_of(file, syntax))


def _is_evidence(quad: Quad) -> bool:
    return quad.predicate == RDF.type and quad.object == THX.Evidence


def restored(file: Input, load: str) -> Iterator[Quad]:
    """The quads of an export; what somebody added to it without a name gets one in the load's."""
    syntax = syntax_of(file)
    assert syntax is not None
    return read_quads(file, syntax, load)
