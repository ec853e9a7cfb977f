"""Exports of ours: datasets that tell their evidence graphs themselves, and so come back as they were."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat

from triplehelix.graph.sources.inputs import Input
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
        If it is not of the format that its name tells.
    """
    syntax = syntax_of(file)
    return syntax in DATASETS and any(_is_evidence(quad) for quad in quads_of(file, syntax))


def _is_evidence(quad: Quad) -> bool:
    return quad.predicate == RDF.type and quad.object == THX.Evidence


def restored(file: Input) -> Iterator[Quad]:
    """The evidence in an export; its default graph is made anew from that."""
    syntax = syntax_of(file)
    assert syntax is not None
    return (quad for quad in quads_of(file, syntax) if not isinstance(quad.graph_name, DefaultGraph))
