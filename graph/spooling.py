"""A source, read to its end into files for the engine to load: nothing is written before all of it is known good."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast

from pyoxigraph import NamedNode, Quad, RdfFormat

from triplehelix.graph.evidence import Graphs, Load, described, stated_quads
from triplehelix.graph.sources.exports import DATASETS, is_export, restored
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rdf import is_plain
from triplehelix.graph.sources.statements import Contents, Reader, file_as_document
from triplehelix.graph.sources.syntaxes import syntax_of
from triplehelix.graph.terms import RDF, THX, document_iri

__all__ = ["Incoming", "Part", "Spool", "checksum", "spool", "written"]

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to be loaded: files of one kind, under one name."""

    load: Load
    """What is known of it before it is read."""
    kind: str
    files: Sequence[Input]
    reader: Reader
    notes: tuple[str, ...] = ()
    """What a person should know of it before it is read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file for the engine; its triples belong into one graph, unless it names the graphs itself."""

    path: Path
    form: RdfFormat = RdfFormat.N_QUADS
    graph: NamedNode | None = None


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


def checksum(files: Iterable[Input], *more: bytes) -> str:
    """The SHA-256 of unpacked files, and of what else decides how they are read, in hexadecimal."""
    total = hashlib.sha256(b"\0".join(more))
    for file in files:
        with file.open() as content:
            while chunk := content.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()


def spool(incoming: Incoming, journal: Journal, draft: Path) -> Spool:
    """Read a source to its end.

    Raises
    ------
    InputError
        At the first mistake, unless bad rows are skipped.
    """
    [first, *others] = incoming.files
    if incoming.kind == "rdf" and not others:
        if is_export(first):
            return _of_export(incoming, journal, draft)
        form = syntax_of(first)
        if first.path and isinstance(form, RdfFormat) and is_plain(first.path, form) and form not in DATASETS:
            return _of_plain_file(incoming, Part(first.path, form), journal, draft)
    return _of_contents(incoming, incoming.reader(incoming.files, incoming.load.name, journal), journal, draft)


def _of_contents(incoming: Incoming, contents: Contents, journal: Journal, draft: Path) -> Spool:
    load = replace(
        incoming.load,
        issued=contents.issued,
        licence=contents.licence,
        titles=contents.titles,
        descriptions=contents.descriptions,
        about=contents.about,
    )
    graphs: Graphs = {}

    def quads() -> Iterator[Quad]:
        yield from stated_quads(load, contents.stated, graphs)
        yield from described(_counted(load, journal), graphs)

    files = written(quads(), draft, load.name)
    return Spool(incoming, journal, *files, frozenset([load.iri]), frozenset([load.iri, *graphs.values()]))


def _counted(load: Load, journal: Journal) -> Load:
    return replace(load, rows=journal.rows, rejected=len(journal.rejected), repaired=len(journal.repairs))


def _of_plain_file(incoming: Incoming, file: Part, journal: Journal, draft: Path) -> Spool:
    """The engine reads the file itself, three times as fast."""
    load, document = incoming.load, document_iri(file.path.name)
    graphs: Graphs = {}
    about = [*stated_quads(load, file_as_document(file.path.name, document), graphs), *described(load, graphs)]
    [graph] = graphs.values()
    evidence, union = written(about, draft, load.name)
    names = frozenset([load.iri]), frozenset([load.iri, graph])
    return Spool(incoming, journal, [replace(file, graph=graph), *evidence], [file, *union], *names)


def _of_export(incoming: Incoming, journal: Journal, draft: Path) -> Spool:
    loads, graphs = set[NamedNode](), set[NamedNode]()

    def quads() -> Iterator[Quad]:
        for quad in restored(incoming.files[0]):
            graphs.add(cast("NamedNode", quad.graph_name))
            if quad.predicate == RDF.type and quad.object == THX.Load:
                loads.add(cast("NamedNode", quad.subject))
            yield quad

    files = written(quads(), draft, incoming.load.name)
    return Spool(incoming, journal, *files, frozenset(loads), frozenset(graphs))


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
