"""Documents, loads and evidence graphs: who says so.

What a document states stands in one graph per load, `.../evidence/<load>/<document>`; what a curator only concluded
from it stands beside, in `.../evidence/<load>/<document>/deduced`. The load's own graph, `.../load/<name>`, tells
which evidence graph comes from which document.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from triplehelix.graph.canonical import Canonical
from triplehelix.graph.lookup import Term, named_graphs, objects, properties
from triplehelix.graph.sources.statements import Contents, Stated
from triplehelix.graph.terms import DCT, PROV, RDF, RDFS, THX, XSD, local_name, thing
from triplehelix.graph.values import Source

__all__ = ["Documents", "Graphs", "Load", "described", "evidence_graph", "evidence_quads", "stated_quads"]

Graphs = dict[tuple[NamedNode, bool], NamedNode]
"""The evidence graphs of a load: of each document, and whether what it holds was only deduced."""


@dataclass(frozen=True, slots=True)
class Load:
    """One input given to the store: its name, and what is known of it."""

    name: str
    input: str
    issued: str = ""
    licence: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title by language; so with the descriptions."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    about: tuple[Triple, ...] = ()
    """What else is said of it: who publishes it, on which themes, for which territory."""
    checksum: str = ""
    """The SHA-256 of the input, in hexadecimal."""
    ended: str = ""
    """When it was loaded, as xsd:dateTime."""
    version: str = ""
    """With which version of the tool."""
    rows: int = 0
    rejected: int = 0
    repaired: int = 0
    """How many rows were read, how many left out, and how many cells mended."""

    @property
    def iri(self) -> NamedNode:
        """The load's own name, which is also that of the graph that describes it."""
        return thing("load", self.name)

    def told_by(self, contents: Contents) -> "Load":
        """The same with what its own files tell of it."""
        return replace(
            self,
            issued=contents.issued,
            licence=contents.licence,
            titles=contents.titles,
            descriptions=contents.descriptions,
            about=contents.about,
        )


def evidence_graph(load: Load, document: NamedNode, *, deduced: bool = False) -> NamedNode:
    """The graph of what one document states in one load.

    >>> evidence_graph(Load("mine", "mine.csv"), thing("document", "ab12")).value
    'https://w3id.org/triplehelix/id/evidence/mine/ab12'
    """
    name = f"{load.name}/{local_name(document.value)}"
    return thing("evidence", f"{name}/deduced" if deduced else name)


def evidence_quads(load: Load, stated: Iterable[Stated]) -> Iterator[Quad]:
    """The evidence graphs of a load, and the load's own description at the end."""
    graphs: Graphs = {}
    yield from stated_quads(load, stated, graphs)
    yield from described(load, graphs)


def stated_quads(load: Load, stated: Iterable[Stated], graphs: Graphs) -> Iterator[Quad]:
    """What documents state, in the evidence graphs of a load; these are noted in `graphs` as they come."""
    for document, triple, deduced in stated:
        graph = graphs.get((document, deduced))
        if graph is None:
            graph = graphs[document, deduced] = evidence_graph(load, document, deduced=deduced)
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def described(load: Load, graphs: Graphs) -> Iterator[Quad]:
    """The load's own graph: what is known of it, and from which document each evidence graph comes."""
    yield from (Quad(t.subject, t.predicate, t.object, load.iri) for t in _description(load, graphs))


def _description(load: Load, graphs: Graphs) -> Iterator[Triple]:
    yield Triple(load.iri, RDF.type, THX.Load)
    yield Triple(load.iri, DCT.source, Literal(load.input))
    if load.issued:
        yield Triple(load.iri, DCT.issued, Literal(load.issued, datatype=XSD.date))
    if load.licence:
        yield Triple(load.iri, DCT.license, NamedNode(load.licence))
    for prop, texts in ((DCT.title, load.titles), (RDFS.comment, load.descriptions)):
        for language, text in texts.items():
            yield Triple(load.iri, prop, Literal(text, language=language))
    yield from (Triple(load.iri, prop, value) for prop, value in _run(load))
    yield from load.about
    for (document, deduced), graph in graphs.items():
        yield Triple(graph, RDF.type, THX.Evidence)
        yield Triple(graph, PROV.wasDerivedFrom, document)
        yield Triple(graph, PROV.wasGeneratedBy, load.iri)
        if deduced:
            yield Triple(graph, THX.confidence, THX.deduced)


def _run(load: Load) -> Iterator[tuple[NamedNode, Literal]]:
    """How the loading went; what is unknown is not told, and what ships tells nothing."""
    if load.ended:
        yield PROV.endedAtTime, Literal(load.ended, datatype=XSD.dateTime)
    for prop, text in ((THX.checksum, load.checksum), (THX.toolVersion, load.version)):
        if text:
            yield prop, Literal(text)
    counts = (THX.rowsRead, load.rows), (THX.rowsRejected, load.rejected), (THX.cellsRepaired, load.repaired)
    for prop, number in counts:
        if number:
            yield prop, Literal(str(number), datatype=XSD.integer)


class Documents:
    """Who says so: looks up the documents behind what a store holds, each once."""

    def __init__(self, store: Store, canonical: Canonical | None = None) -> None:
        self._store = store
        self._canonical = canonical or Canonical(store)
        self._origins: dict[NamedNode, list[Source]] = {}
        self._sources: dict[NamedNode, Source] = {}
        self._behind: dict[frozenset[NamedNode], tuple[Source, ...]] = {}
        self._concluded: dict[NamedNode, bool] = {}

    def about(self, subject: NamedNode) -> tuple[Source, ...]:
        """The documents that say anything of a thing, newest first."""
        names = self._canonical.names(subject)
        return self.behind(graph for name in names for graph in named_graphs(self._store, name, None, None))

    def stating(self, subject: NamedNode, prop: NamedNode, value: Term) -> tuple[Source, ...]:
        """The documents that state a triple, newest first; none where it is entailed."""
        return self.behind(self._canonical.graphs(subject, prop, value))

    def only_deduced(self, subject: NamedNode, prop: NamedNode, value: Term) -> bool:
        """Whether a triple was concluded from documents, and stated by none."""
        return self.concluded(self._canonical.graphs(subject, prop, value))

    def concluded(self, graphs: Collection[NamedNode]) -> bool:
        """Whether what evidence graphs hold was concluded from their documents, and stated by none."""
        return bool(graphs) and all(map(self._is_deduced, graphs))

    def _is_deduced(self, graph: NamedNode) -> bool:
        if graph not in self._concluded:
            self._concluded[graph] = THX.deduced in objects(self._store, graph, THX.confidence)
        return self._concluded[graph]

    def behind(self, graphs: Iterable[NamedNode]) -> tuple[Source, ...]:
        """The documents that evidence graphs come from, newest first."""
        asked = frozenset(graphs)
        if asked not in self._behind:
            found = {source.id: source for graph in asked for source in self._of_graph(graph)}
            newest_first = sorted(found.values(), key=lambda source: (source.issued, source.id), reverse=True)
            self._behind[asked] = tuple(newest_first)
        return self._behind[asked]

    def _of_graph(self, graph: NamedNode) -> list[Source]:
        if graph not in self._origins:
            origins = objects(self._store, graph, PROV.wasDerivedFrom)
            self._origins[graph] = [self.described(origin) for origin in origins if isinstance(origin, NamedNode)]
        return self._origins[graph]

    def described(self, document: NamedNode) -> Source:
        """What is known of a document."""
        if document not in self._sources:
            self._sources[document] = self._read(document)
        return self._sources[document]

    def _read(self, document: NamedNode) -> Source:
        known = {local_name(prop.value): value.value for prop, value in properties(self._store, document)}
        return Source(
            id=document.value,
            title=known.get("title", ""),
            publisher=known.get("publisher", ""),
            url=known.get("source", ""),
            issued=known.get("issued", ""),
            language=known.get("language", ""),
        )
