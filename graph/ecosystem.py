"""The one object that users hold: an ecosystem, to see, ask and explain."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from triplehelix.graph.errors import NotAPath
from triplehelix.graph.names import Match
from triplehelix.graph.reading import Reading
from triplehelix.graph.values import Entity

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Dataset
    from rdflib.query import Result

    from triplehelix.graph.describe import Description
    from triplehelix.graph.explain import ExplainedPath
    from triplehelix.graph.query import Answer
    from triplehelix.graph.statistics import Statistics
    from triplehelix.graph.views.map.from_store import Map

__all__ = ["Ecosystem"]


class Ecosystem:
    """An innovation ecosystem: its actors and initiatives, their ties, and the documents that state them.

    >>> eco = Ecosystem.open()
    >>> eco.find("uclouvain")[0].entity.name
    'UCLouvain'
    """

    def __init__(self, store: "Store", language: str = "en", folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder
        """Where the store lives on disk, for other processes to open; None where it is in memory."""
        self.reading = Reading(store, language)
        """The store's names, labels, documents and ties, in the ecosystem's language."""

    @classmethod
    def open(cls, location: str | Path | None = None, language: str = "en") -> Self:
        """The bundled ecosystem, or that of a folder of tables or an RDF file, in memory.

        Raises
        ------
        InputError
            If the location holds neither, with the file, line and column of the first mistake.
        """
        if location is None:
            from triplehelix.graph.bundled import open_with_folder  # the sources' half, only if needed

            store, folder = open_with_folder()
            return cls(store, language, folder)
        from triplehelix.graph.loading import open_source

        return cls(open_source(Path(location)), language)

    @cached_property
    def dataset(self) -> "Dataset":
        """The store as rdflib sees it: the default graph is the merged knowledge, the named graphs are the evidence."""
        from oxrdflib import OxigraphStore  # rdflib is only for those who ask for it
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.store))

    def query(self, sparql: str, timeout: float | None = None, limit: int | None = None) -> "Result":
        """Ask in SPARQL, read-only; the known prefixes need no declaration.

        With a `timeout`, in seconds, the query runs in a process of its own, which is killed when the time is over: the
        engine cannot be stopped otherwise. That process opens the store's folder; it is given a copy of a store in
        memory, which takes about 3 s for 500,000 quads. With a `limit` there are at most so many rows, or triples.

        Raises
        ------
        QueryError
            If the query cannot be parsed, would change something, or reaches beyond the store.
        TimeLimit
            If the time runs out.

        >>> bool(Ecosystem.open().query("ASK { ?t a thx:Participation }").askAnswer)
        True
        """
        from triplehelix.graph.answers import as_result

        return as_result(self.answer(sparql, timeout, limit))

    def answer(self, sparql: str, timeout: float | None = None, limit: int | None = None) -> "Answer":
        """Ask in SPARQL, and get the engine's own answer, which writes itself in the W3C formats.

        `timeout` and `limit` are as in `query`. Without them the engine works while the answer is read.

        Raises
        ------
        QueryError, TimeLimit
            As `query`.
        """
        from triplehelix.graph.answers import first
        from triplehelix.graph.query import run

        if timeout:
            from triplehelix.graph.apart import run_apart  # another process, only if needed

            return run_apart(self.store, self.folder, sparql, timeout, limit)
        return first(run(self.store, sparql), limit)[0]

    def find(self, text: str, limit: int = 20) -> list[Match]:
        """The actors, office holders and initiatives whose names come near a text, best first, with scores 0 to 1."""
        return self.reading.names.find(text, limit)

    def resolve(self, name: str) -> Entity:
        """The one entity that a name means.

        Raises
        ------
        NameNotFound, AmbiguousName
            If it means none, or several.
        """
        return self.reading.names.resolve(name)

    def show(self, name: str) -> "Description":
        """What is known of an actor, office holder or initiative.

        Raises
        ------
        NameNotFound, AmbiguousName
            If the name means none, or several.

        >>> Ecosystem.open().show("ATMP-PIT").entity.type
        'Programme'
        """
        from triplehelix.graph.describe import Describer

        return Describer(self.reading).describe(self.resolve(name))

    def network(self) -> "nx.Graph":
        """The affiliation network: actors and the venues where they meet."""
        from triplehelix.graph.network import affiliation_network

        return affiliation_network(self.store)

    def paths(self, start: str, end: str, k: int = 3) -> "list[ExplainedPath]":
        """The k shortest ways from one actor to another by Newman's collaboration distance, explained; none if none.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means none, or several.
        NotAPath
            If an end is an initiative, or both ends are the same.

        >>> eco = Ecosystem.open()
        >>> len(eco.paths("PDC*line Pharma", "Université de Liège", k=2))
        2
        """
        from triplehelix.graph.explain import Explainer
        from triplehelix.graph.network import affiliation_network
        from triplehelix.graph.paths import shortest_paths

        one, other = self._end(start), self._end(end)
        if one == other:
            raise NotAPath(f"{start!r} and {end!r} are both {one.name}; a path joins two")
        network = affiliation_network(self.store, guests=(one.id, other.id))
        found = shortest_paths(network, one.id, other.id, k)
        return [Explainer(self.reading).path(path) for path in found]

    def _end(self, name: str) -> Entity:
        entity = self.resolve(name)
        if self._is_initiative(entity):
            raise NotAPath(f"{entity.name} is an initiative; name two actors, such as those that `show` lists for it")
        return entity

    def _is_initiative(self, entity: Entity) -> bool:
        from pyoxigraph import NamedNode, Quad

        from triplehelix.graph.terms import RDF, THX

        return Quad(NamedNode(entity.id), RDF.type, THX.Initiative) in self.store

    def statistics(self) -> "Statistics":
        """How much there is of everything.

        >>> Ecosystem.open().statistics().counts["actors"] >= 360
        True
        """
        from triplehelix.graph.statistics import count

        return count(self.store)

    def map(self) -> "Map":
        """The ecosystem as one interactive page; `.save("x.html")` writes it."""
        from triplehelix.graph.views.map.from_store import Map

        return Map.of(self.reading)

    def export(self, form: str) -> bytes:
        """The store as `turtle`, `trig`, `nquads` or `jsonld`."""
        from triplehelix.graph.views.export import export

        return export(self.store, form)
