"""A source, read to its end into files for the engine to load: nothing is written before all of it is known good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from triplehelix.graph.incoming import Incoming, Part, evidence_of
from triplehelix.graph.sources.journal import Journal

__all__ = ["Part", "Spool", "spool", "written"]


@dataclass(frozen=True, slots=True)
class Spool:
    """A load that is ready to be written."""

    incoming: Incoming
    journal: Journal
    evidence: Sequence[Part]
    """The files of its named graphs; none where the store holds the very load already."""
    union: Sequence[Part]
    """Files of the same triples without the names of graphs: the engine reads them faster than it copies."""
    loads: frozenset[NamedNode]
    """The loads that it brings, and so replaces: one, unless it is an export with several."""
    graphs: frozenset[NamedNode]
    """The named graphs that it brings."""

    @property
    def size(self) -> int:
        """How many bytes the engine has to read."""
        return sum(part.path.stat().st_size for part in self.evidence)


def spool(incoming: Incoming, journal: Journal, draft: Path) -> Spool:
    """Read a source to its end; the default graph of an export is made anew from its evidence.

    Raises
    ------
    InputError
        At the first mistake, unless bad rows are skipped.
    """
    given = evidence_of(incoming, journal)
    named = (quad for quad in given.quads if not isinstance(quad.graph_name, DefaultGraph))
    evidence, union = written(named, draft, incoming.load.name)
    if given.file:
        evidence, union = [given.file, *evidence], [replace(given.file, graph=None), *union]
    else:
        incoming = replace(incoming, files=())  # they were read, and a temporary one among them may go
    return Spool(incoming, journal, evidence, union, frozenset(given.loads), frozenset(given.graphs))


def written(quads: Iterable[Quad], folder: Path, name: str) -> tuple[list[Part], list[Part]]:
    """Files of some quads: in their graphs, and without the names of graphs."""
    evidence, union = folder / f"{name}.nq", folder / f"{name}.nt"
    with (
        evidence.open("w", encoding="utf-8", newline="\n") as apart,
        union.open("w", encoding="utf-8", newline="\n") as one,
    ):
        for quad in quads:
            triple = str(quad.triple)
            apart.write(f"{triple} {quad.graph_name} .\n")
            one.write(f"{triple} .\n")
    return [Part(evidence)], [Part(union, RdfFormat.N_TRIPLES)]
