"""Maps of an ecosystem: what the store knows, as the page's nodes, edges and documents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pyoxigraph import NamedNode

from triplehelix.graph.analysis.centrality import Measures
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.explain import ExplainedPath
from triplehelix.graph.gathering import gathered
from triplehelix.graph.lookup import objects, pairs, subjects
from triplehelix.graph.messages import LANGUAGES
from triplehelix.graph.moments import Event, State
from triplehelix.graph.output import write_file
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import BASE, DCT, RDF, SKOS, THX, local_name
from triplehelix.graph.ties import Tie
from triplehelix.graph.timeline import timeline
from triplehelix.graph.values import Entity
from triplehelix.graph.views.map.belonging import Belonging
from triplehelix.graph.views.map.from_paths import paths_page
from triplehelix.graph.views.map.model import PART_OF, Edge, Meeting, Node, Page, Scheme, Span
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
    """Reads a page off a store, in all languages of its sentences."""

    def __init__(self, reading: Reading) -> None:
        others = [reading.in_language(language) for language in LANGUAGES if language != reading.language]
        self._reading = reading
        self._readings = [reading, *others]
        self._store = reading.store
        self._parts = Parts(self._readings)

    def page(self, day: str) -> Page:
        there = {entity.id for entity in self._reading.names}
        # in a view at a day a tie may name an initiative that was not there yet
        edges = tuple(sorted((edge for edge in self._edges() if edge.target in there), key=_edge_order))
        nodes = self._nodes(edges)
        about = self._parts.about()
        own = about[self._reading.language]
        return Page(
            titles={reading.language: self._title(reading, about, day) for reading in self._readings},
            descriptions={language: said["comment"] for language, said in about.items()},
            date=own["issued"],
            licence=own["license"],
            lang=self._reading.language,
            nodes=nodes,
            edges=edges,
            terms=self._parts.terms(self._terms(nodes, edges)),
            scheme=self._scheme(nodes),
            meetings=tuple(self._meetings()),
        )

    def _title(self, reading: Reading, about: Mapping[str, Mapping[str, str]], day: str) -> str:
        title = about[reading.language]["title"]
        return reading.texts("map_default.at", title=title, day=day) if day else title

    # nodes

    def _nodes(self, edges: Sequence[Edge]) -> tuple[Node, ...]:
        degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
        belonging = Belonging(self._collaboration, edges)
        entities = sorted(self._reading.names, key=lambda entity: entity.id)
        return tuple(self._node(entity, degrees[entity.id], belonging) for entity in entities)

    def _node(self, entity: Entity, degree: int, belonging: Belonging) -> Node:
        group: Literal["actor", "initiative"] = "initiative" if "/initiative/" in entity.id else "actor"
        measures = self._measures
        return replace(
            self._parts.node(entity, group, degree),
            helix=self._helix(entity, group),
            community=belonging.of(entity.id),
            central=belonging.central.get(entity.id, 0.0),
            strength=measures["strength"].get(entity.id, 0.0),
            betweenness=measures["betweenness"].get(entity.id, 0.0),
            when=_span(self._timeline.get(entity.id)),
        )

    def _helix(self, entity: Entity, group: str) -> str:
        if group == "initiative" or entity.type == "OfficeHolder":
            return ""
        helix = self._collaboration.traits.helices.get(entity.id)
        return local_name(helix).removeprefix("helix-") if helix else "bridging"

    @cached_property
    def _collaboration(self) -> Collaboration:
        return Collaboration(self._reading)

    @cached_property
    def _measures(self) -> Mapping[str, Mapping[str, float]]:
        measures = Measures(self._collaboration.projection)
        return {name: measures[name].values if name in measures else {} for name in ("strength", "betweenness")}

    @cached_property
    def _timeline(self) -> Mapping[str, State | Event]:
        return timeline(self._store)

    # ties

    def _edges(self) -> Iterator[Edge]:
        for tie in subjects(self._store, RDF.type, THX.Tie):
            yield from self._edges_of(self._reading.ties.read(tie.value))
        for part, whole in pairs(self._store, DCT.isPartOf):
            if THX.Initiative in objects(self._store, NamedNode(part), RDF.type):
                yield self._part(NamedNode(part), NamedNode(whole))

    def _edges_of(self, tie: Tie) -> Iterator[Edge]:
        """A tie joins its first party to each other one."""
        parties = list(dict.fromkeys(party for _, party in tie.parties))
        told = {each.language: tie_sentence(tie, each.labels, each.texts) for each in self._readings}
        deduced, documents, when = tie.confidence == "deduced", links(tie.sources), _span(self._timeline.get(tie.id))
        for other in parties[1:]:
            yield Edge(parties[0], other, tie.type, told, deduced, documents, when, tie=tie.id)

    def _part(self, part: NamedNode, whole: NamedNode) -> Edge:
        """An initiative in a larger one: no tie, but a line that people look for."""
        triple = part, DCT.isPartOf, whole
        told = {
            each.language: each.texts("map_default.part_of", part=each.labels(part), whole=each.labels(whole))
            for each in self._readings
        }
        documents = links(self._reading.documents.stating(*triple))
        return Edge(part.value, whole.value, PART_OF, told, self._reading.documents.only_deduced(*triple), documents)

    def _meetings(self) -> Iterator[Meeting]:
        """Where actors meet, and office holders, who can be ends of a way."""
        holders = [entity.id for entity in self._reading.names if entity.type == "OfficeHolder"]
        there = gathered(self._reading.store, guests=holders) if holders else self._reading.paths.affiliations
        for venue in there:
            ties = {party: tuple(ties) for party, ties in venue.ties.items()}
            yield Meeting(venue.id, venue.type, venue.about, ties, venue.stated_count, venue.middle)

    # what readers can look for

    def _terms(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
        used = {one for node in nodes for one in (node.kind, *node.therapies, *node.stages)}
        used |= {*map(local_name, (*self._therapies.order, *self._stages.order))}
        yield from (THX[one].value for one in used | {edge.kind for edge in edges if edge.kind != PART_OF})
        yield from (f"{BASE}territory/{region}" for region in {one for node in nodes for one in node.regions})

    def _scheme(self, nodes: Iterable[Node]) -> Scheme:
        therapies = {one for node in nodes for one in node.therapies}
        wider = {local_name(one): local_name(up) for one, up in pairs(self._store, SKOS.broader)}
        stages = {one for node in nodes for one in node.stages}
        return Scheme(
            therapies={one: wider.get(one, "") for one in sorted(therapies)},
            stages=tuple(stage for stage in map(local_name, self._stages.order) if stage in stages),
            regions=tuple(sorted({one for node in nodes for one in node.regions})),
            rows=tuple(map(local_name, self._therapies.order)),
            columns=tuple(map(local_name, self._stages.order)),
            above=dict(_above(self._therapies)) | dict(_above(self._stages)),
        )

    @cached_property
    def _therapies(self) -> Concepts:
        return Concepts(self._reading, THX.therapies)

    @cached_property
    def _stages(self) -> Concepts:
        return Concepts(self._reading, THX.stages)


def _above(concepts: Concepts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each concept that has wider ones, with these."""
    for iri in concepts.order:
        if wider := concepts.wider([iri]) - {iri}:
            yield local_name(iri), tuple(sorted(map(local_name, wider)))


def _span(when: State | Event | None) -> Span:
    match when:
        case State(begins=begins, ends=ends):
            return Span(_day(begins.not_before), _day(begins.not_after), _day(ends.not_before), _day(ends.not_after))
        case Event(happens=happens):
            return Span(_day(happens.not_before), _day(happens.not_after), event=True)
    return Span()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _edge_order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.source, edge.target, edge.kind, next(iter(edge.sentence.values()))


def _entity_order(entity: Entity) -> str:
    return entity.id
