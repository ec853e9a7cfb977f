"""Maps of an ecosystem: what the store knows, as the page's nodes, edges and documents."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from triplehelix.graph.explain import ExplainedPath
from triplehelix.graph.lookup import objects, pairs, subjects
from triplehelix.graph.output import write_file
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import DCT, RDF, THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Entity
from triplehelix.graph.views.map.from_paths import paths_page
from triplehelix.graph.views.map.model import PART_OF, Edge, Node, Page
from triplehelix.graph.views.map.page import render
from triplehelix.graph.views.map.parts import Parts, links

__all__ = ["Map"]


@dataclass(frozen=True)
class Map:
    """A map, ready to be written."""

    page: Page

    @classmethod
    def of(cls, reading: Reading, day: str = "") -> "Map":
        """The map of all actors, office holders and initiatives of a store; the title says the day of a view."""
        return cls(_Surveyor(reading).page(day))

    @classmethod
    def of_paths(cls, reading: Reading, paths: Sequence[ExplainedPath], title: str) -> "Map":
        """The map of some paths alone, the first in the middle; of the store only what they pass is read.

        >>> from triplehelix.graph import Ecosystem
        >>> eco = Ecosystem.open()
        >>> found = Map.of_paths(eco.reading, eco.paths("UCB", "GSK", k=1), "Ways from UCB to GSK")
        >>> [node.name for node in found.page.nodes]
        ['GSK', 'UCB']
        """
        return cls(paths_page(reading, paths, title))

    def html(self) -> str:
        """The page."""
        return render(self.page)

    def save(self, path: str | Path) -> Path:
        """Write the page, whole or not at all."""
        target = Path(path)
        write_file(self.html().encode(), target)
        return target


class _Surveyor:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._store = reading.store
        self._labels = reading.labels
        self._texts = reading.texts
        self._parts = Parts(reading)

    def page(self, day: str) -> Page:
        there = {entity.id for entity in self._reading.names}
        # in a view at a day a tie may name an initiative that was not there yet
        edges = tuple(sorted((edge for edge in self._edges() if edge.target in there), key=_edge_order))
        degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
        nodes = tuple(
            self._node(entity, degrees[entity.id]) for entity in sorted(self._reading.names, key=_entity_order)
        )
        about = self._parts.about()
        return Page(
            title=self._texts("map_default.at", title=about["title"], day=day) if day else about["title"],
            description=about["comment"],
            date=about["issued"],
            licence=about["license"],
            lang="fr" if self._texts.language == "fr" else "en",
            labels=self._texts.section("map"),
            nodes=nodes,
            edges=edges,
        )

    def _node(self, entity: Entity, degree: int) -> Node:
        return self._parts.node(entity, "initiative" if "/initiative/" in entity.id else "actor", degree)

    def _edges(self) -> Iterator[Edge]:
        for tie in subjects(self._store, RDF.type, THX.Tie):
            yield from self._edges_of(self._reading.ties.read(tie.value))
        for part, whole in pairs(self._store, DCT.isPartOf):
            if THX.Initiative in objects(self._store, NamedNode(part), RDF.type):
                yield self._part(NamedNode(part), NamedNode(whole))

    def _edges_of(self, tie: Tie) -> Iterator[Edge]:
        """A tie joins its first party to each other one."""
        parties = list(dict.fromkeys(party for _, party in tie.parties))
        for other in parties[1:]:
            label = tie_sentence(tie, self._labels, self._texts)
            yield Edge(parties[0], other, tie.type, label, tie.confidence == "deduced", links(tie.sources))

    def _part(self, part: NamedNode, whole: NamedNode) -> Edge:
        """An initiative in a larger one: no tie, but a line that people look for."""
        triple = part, DCT.isPartOf, whole
        label = self._texts("map_default.part_of", part=self._labels(part), whole=self._labels(whole))
        documents = links(self._reading.documents.stating(*triple))
        return Edge(part.value, whole.value, PART_OF, label, self._reading.documents.only_deduced(*triple), documents)


def _edge_order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.source, edge.target, edge.kind, edge.label


def _entity_order(entity: Entity) -> str:
    return entity.id
