"""Exports of ours: datasets that tell their evidence graphs themselves, and so come back as they were."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.terms import RDF, THX

__all__ = ["is_export", "restored"]

_DATASETS: Final = (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD)
"""The formats whose graphs have names."""


def is_export(file: Input) -> bool:
    """Whether a file is an export of ours: a dataset that describes evidence graphs.

    Raises
    ------
    InputError
        If it is not of the format that its name tells.
    """
    if _format(file) not in _DATASETS:
        return False
    return any(quad.predicate == RDF.type and quad.object == THX.Evidence for quad in _quads(file))


def restored(file: Input) -> Iterator[Quad]:
    """The evidence in an export; its default graph is made anew from that."""
    return (quad for quad in _quads(file) if not isinstance(quad.graph_name, DefaultGraph))


def _quads(file: Input) -> Iterator[Quad]:
    form = _format(file)
    try:
        with file.open() as content:
            yield from parse(content, form)
    except SyntaxError as error:
        place = Place(file.name, error.lineno or 0, error.offset or 0)
        raise InputError(f"is not {form.name if form else 'RDF'}: {error.msg}", place) from None


def _format(file: Input) -> RdfFormat | None:
    return RdfFormat.from_extension(PurePath(file.name).suffix.removeprefix("."))
