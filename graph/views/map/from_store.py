"""The map of an ecosystem: what the store knows, as the page's nodes, edges and documents."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from triplehelix.graph.describe import Describer
from triplehelix.graph.describe import Fact as KnownFact
from triplehelix.graph.lookup import Term, objects, pairs, properties, subjects
from triplehelix.graph.output import write_file
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import DCT, RDF, THX, local_name
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Entity, Source
from triplehelix.graph.views.map.model import PART_OF, Edge, Fact, Link, Node, Page
from triplehelix.graph.views.map.page import render

__all__ = ["Map"]


@dataclass(frozen=True)
class Map:
    """A map, ready to be written."""

    page: Page

    @classmethod
    def of(cls, reading: Reading, day: str = "") -> "Map":
        """The map of all actors, office holders and initiatives of a store; the title says the day of a view."""
        return cls(_Surveyor(reading).page(day))

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
        self._describer = Describer(reading)

    def page(self, day: str) -> Page:
        there = {entity.id for entity in self._reading.names}
        # in a view at a day a tie may name an initiative that was not there yet
        edges = tuple(sorted((edge for edge in self._edges() if edge.target in there), key=_edge_order))
        degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
        nodes = tuple(
            self._node(entity, degrees[entity.id]) for entity in sorted(self._reading.names, key=_entity_order)
        )
        about = self._about()
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

    def _about(self) -> dict[str, str]:
        """What the last load by name says of itself, in the page's language where it can."""
        about = {"title": self._texts("map_default.title"), "comment": "", "issued": "", "license": ""}
        for load in sorted(subjects(self._store, RDF.type, THX.Load), key=str):
            said = sorted(properties(self._store, load), key=self._in_our_language)
            about |= {local_name(prop.value): value.value for prop, value in said}
        return about

    def _in_our_language(self, said: tuple[NamedNode, Term]) -> bool:
        _, value = said
        return isinstance(value, Literal) and value.language == self._texts.language

    def _node(self, entity: Entity, degree: int) -> Node:
        known = list(self._describer.facts(entity))
        return Node(
            id=entity.id,
            name=entity.name,
            kind=entity.type,
            kind_label=self._labels(THX[entity.type]),
            group="initiative" if "/initiative/" in entity.id else "actor",
            degree=degree,
            aliases=_values(known, "altLabel"),
            facts=tuple(self._fact(fact) for fact in known if fact.predicate not in ("altLabel", "therapy")),
            therapies=_values(known, "therapy"),
        )

    def _fact(self, fact: KnownFact) -> Fact:
        told = fact.told(self._texts)
        value = f"{told} ({self._texts('why.conflict')})" if fact.conflict else told
        return Fact(fact.label, value, tuple(_link(source) for source in fact.sources))

    def _edges(self) -> Iterator[Edge]:
        for tie in subjects(self._store, RDF.type, THX.Tie):
            yield from self._edges_of(self._reading.ties.read(tie.value))
        for part, whole in pairs(self._store, DCT.isPartOf):
            if THX.Initiative in objects(self._store, NamedNode(part), RDF.type):
                yield self._part(NamedNode(part), NamedNode(whole))

    def _edges_of(self, tie: Tie) -> Iterator[Edge]:
        """A tie joins its first party to each other one."""
        parties = list(dict.fromkeys(party for _, party in tie.parties))
        links = tuple(_link(source) for source in tie.sources)
        for other in parties[1:]:
            label = tie_sentence(tie, self._labels, self._texts)
            yield Edge(parties[0], other, tie.type, label, tie.confidence == "deduced", links)

    def _part(self, part: NamedNode, whole: NamedNode) -> Edge:
        """An initiative in a larger one: no tie, but a line that people look for."""
        triple = part, DCT.isPartOf, whole
        links = tuple(_link(source) for source in self._reading.documents.stating(*triple))
        label = self._texts("map_default.part_of", part=self._labels(part), whole=self._labels(whole))
        return Edge(part.value, whole.value, PART_OF, label, self._reading.documents.only_deduced(*triple), links)


def _values(known: Iterable[KnownFact], prop: str) -> tuple[str, ...]:
    return tuple(str(fact.value) for fact in known if fact.predicate == prop)


def _link(source: Source) -> Link:
    return Link(source.title or source.url, source.url, source.publisher, source.issued)


def _edge_order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.source, edge.target, edge.kind, edge.label


def _entity_order(entity: Entity) -> str:
    return entity.id
