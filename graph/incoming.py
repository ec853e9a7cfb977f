"""What is to be brought into a store, and its evidence: as quads, or as a file that the engine reads by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from triplehelix.graph.evidence import Graphs, Load, described, stated_quads
from triplehelix.graph.sources.exports import DATASETS, is_export, restored
from triplehelix.graph.sources.inputs import Input, on_disk
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rdf import is_plain
from triplehelix.graph.sources.statements import Contents, Reader, file_as_document
from triplehelix.graph.sources.syntaxes import engine_reads, syntax_of
from triplehelix.graph.terms import RDF, THX, document_iri

__all__ = ["Evidence", "Incoming", "Part", "evidence_of"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to be brought in: files of one kind, under one name."""

    load: Load
    """What is known of it before it is read."""
    kind: str
    files: Sequence[Input]
    reader: Reader
    notes: tuple[str, ...] = ()
    """What a person should know of it before it is read."""

    @property
    def is_export(self) -> bool:
        """Whether it is an export of ours, which brings loads with names of their own.

        Raises
        ------
        InputError
            If the file is not of the format that its name or its content tells.
        """
        return self.kind == "rdf" and len(self.files) == 1 and is_export(self.files[0])


@dataclass(frozen=True, slots=True)
class Part:
    """A file for the engine; its triples belong into one graph, unless it names the graphs itself."""

    path: Path
    form: RdfFormat = RdfFormat.N_QUADS
    graph: NamedNode | None = None
    name: str = ""
    """As messages name it, where its path is only that of a copy."""

    def read_into(self, store: Store, *, in_bulk: bool = True, lenient: bool = False) -> None:
        """Have the engine read it; what is lenient is known to be sound.

        Raises
        ------
        InputError
            At the first mistake.
        """
        write = store.bulk_load if in_bulk else store.load
        with engine_reads(on_disk(self.path, self.name or self.path.name), self.form):
            write(path=self.path, format=self.form, to_graph=self.graph, lenient=lenient)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence that a source brings."""

    quads: Iterator[Quad]
    """Read once. An export of ours brings the default graph that it was written with, too."""
    loads: set[NamedNode]
    """The loads that it brings, complete when the quads were read: one, unless it is an export with several."""
    graphs: set[NamedNode]
    """The named graphs that it brings, complete when the quads were read."""
    file: Part | None = None
    """What is not among the quads, for the engine reads it by itself, three times as fast."""


def evidence_of(incoming: Incoming, journal: Journal) -> Evidence:
    """The evidence of a source; what is wrong with it may be told only while the quads are read.

    Raises
    ------
    InputError
        At the first mistake, unless bad rows are skipped.
    """
    [first, *others] = incoming.files
    if incoming.is_export:
        return _of_export(first, incoming.load)
    if incoming.kind == "rdf" and not others:
        form = syntax_of(first)
        if first.path and isinstance(form, RdfFormat) and is_plain(first.path, form) and form not in DATASETS:
            return _of_plain_file(first, first.path, form, incoming.load)
    return _of_contents(incoming.reader(incoming.files, incoming.load.name, journal), incoming.load, journal)


def _of_contents(contents: Contents, load: Load, journal: Journal) -> Evidence:
    told, graphs = load.told_by(contents), {load.iri}

    def quads() -> Iterator[Quad]:
        named: Graphs = {}
        yield from stated_quads(told, contents.stated, named)
        yield from described(_counted(told, journal), named)
        graphs.update(named.values())

    return Evidence(quads(), {load.iri}, graphs)


def _counted(load: Load, journal: Journal) -> Load:
    """A load with how the reading went; of what is only opened, and kept nowhere, nothing is told."""
    if not load.version:
        return load
    return replace(load, rows=journal.rows, rejected=journal.left_out, repaired=journal.repaired)


def _of_plain_file(file: Input, path: Path, form: RdfFormat, load: Load) -> Evidence:
    document, graphs = document_iri(file.name), Graphs()
    about = [*stated_quads(load, file_as_document(file.name, document), graphs), *described(load, graphs)]
    [graph] = graphs.values()
    return Evidence(iter(about), {load.iri}, {load.iri, graph}, Part(path, form, graph, file.name))


def _of_export(file: Input, load: Load) -> Evidence:
    loads, graphs = set[NamedNode](), set[NamedNode]()

    def quads() -> Iterator[Quad]:
        for quad in restored(file, load.name):
            if isinstance(quad.graph_name, NamedNode):
                graphs.add(quad.graph_name)
                if quad.predicate == RDF.type and quad.object == THX.Load:
                    loads.add(cast("NamedNode", quad.subject))
            yield quad

    return Evidence(quads(), loads, graphs)
