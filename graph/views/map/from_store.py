"""Maps of an ecosystem: what the store knows, as the page's nodes, edges and documents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.explain import ExplainedPath
from triplehelix.graph.gathering import gathered
from triplehelix.graph.lookup import pairs
from triplehelix.graph.messages import LANGUAGES
from triplehelix.graph.output import write_file
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import BASE, DCT, RDF, SKOS, THX, local_name
from triplehelix.graph.uncollected import uncollected
from triplehelix.graph.venues import Venue
from triplehelix.graph.views.map.belonging import Belonging
from triplehelix.graph.views.map.figures import Figures
from triplehelix.graph.views.map.formats import written
from triplehelix.graph.views.map.from_paths import paths_page
from triplehelix.graph.views.map.kept_page import kept_page
from triplehelix.graph.views.map.model import PART_OF, Edge, Meeting, Node, Opening, Page, Scheme
from triplehelix.graph.views.map.page import render
from triplehelix.graph.views.map.parts import Parts, links
from triplehelix.graph.views.map.selection import Outline, Part, Wanted, part

__all__ = ["Map"]


@dataclass(frozen=True)
class Map:
    """A map, ready to be written."""

    page: Page
    reduced: bool = False
    """Whether more was wanted than one page can hold."""

    @classmethod
    def of(cls, reading: Reading, day: str = "", wanted: Wanted | None = None, opening: Opening | None = None) -> "Map":
        """The map of a store, or of the part of it that is wanted; the title says the day of a view.

        What is more than one page can hold is reduced to the most central of its largest component. What is left out
        stands on the page.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name of what is wanted means nothing, or several things.
        QueryError
            If its query may not be run, cannot be answered, or is an ASK.
        """
        wanted, opening = wanted or Wanted(), opening or Opening()
        surveyor = _Surveyor(reading, wanted, opening)
        with uncollected():
            if day or not wanted.is_all:
                return cls(*surveyor.drawn(day))
            page, reduced = kept_page(reading, surveyor.drawn)
            return cls(replace(page, opening=opening, places={} if opening.group else page.places), reduced)

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
        with uncollected():
            return render(self.page)

    def save(self, path: str | Path, form: str = "html") -> Path:
        """Write the page, or another of the formats (`svg`, `png`, `graphml`, `gexf`, `json`), whole or not at all.

        Raises
        ------
        Impossible
            If it cannot be written, or if there is no font for a picture of points; an old file is untouched.
        """
        target = Path(path)
        with uncollected():
            write_file(written(self.page, form), target)
        return target


class _Surveyor:
    """Reads a page off a store, in all languages of its sentences."""

    def __init__(self, reading: Reading, wanted: Wanted, opening: Opening) -> None:
        others = [reading.in_language(language) for language in LANGUAGES if language != reading.language]
        self._reading, self._readings = reading, [reading, *others]
        self._wanted, self._opening = wanted, opening

    def drawn(self, day: str = "") -> tuple[Page, bool]:
        """The page, and whether more was wanted than it can hold."""
        return self._page(day), self.part.reduced

    def _page(self, day: str) -> Page:
        edges = tuple(sorted(self._edges(), key=_edge_order))
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
            left_out=self._left_out(),
            opening=self._opening,
        )

    def _title(self, reading: Reading, about: Mapping[str, Mapping[str, str]], day: str) -> str:
        title = about[reading.language]["title"]
        return reading.texts("map_default.at", title=title, day=day) if day else title

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self._readings)

    # which part of the store

    @cached_property
    def _outline(self) -> Outline:
        return Outline(self._reading.store)

    @cached_property
    def part(self) -> Part:
        """What stands on the map."""
        return part(self._reading, self._outline, self._wanted, lambda: self._all_figures[self._opening.size])

    @cached_property
    def _all_figures(self) -> Figures:
        return Figures(self._reading.paths.affiliations)

    @cached_property
    def _figures(self) -> Figures:
        """Those of the whole ecosystem, unless it is too large for a page and so too large to be measured for one."""
        if not self.part.reduced:
            return self._all_figures
        return Figures(self._reading.paths.affiliations, self.part.entities)

    def _left_out(self) -> dict[str, str]:
        if self.part == self._outline.all:
            return {}
        counts = {
            "nodes": len(self.part.entities), "all_nodes": len(self._outline.entities),
            "ties": len(self.part.ties), "all_ties": len(self._outline.parties),
        }  # fmt: skip
        key = "reduced" if self.part.reduced else "part"
        return {
            each.language: each.texts(
                f"map_default.{key}", **{name: each.texts.number(count) for name, count in counts.items()}
            )
            for each in self._readings
        }

    # nodes

    def _nodes(self, edges: Sequence[Edge]) -> tuple[Node, ...]:
        degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
        belonging = Belonging(self._figures.projection, edges)
        return tuple(self._node(iri, degrees[iri], belonging) for iri in sorted(self.part.entities))

    def _node(self, iri: str, degree: int, belonging: Belonging) -> Node:
        return replace(
            self._parts.node(iri, degree),
            community=belonging.of(iri),
            central=belonging.central.get(iri, 0.0),
            strength=self._figures.strengths.get(iri, 0.0),
            betweenness=self._figures.betweenness.get(iri, 0.0),
        )

    # ties

    def _edges(self) -> Iterator[Edge]:
        there = self.part.entities
        for tie in sorted(self.part.ties):
            yield from self._edges_of(tie)
        for ends in self._outline.inside:
            if there.issuperset(ends):
                yield self._inside(*map(NamedNode, ends))

    def _edges_of(self, iri: str) -> Iterator[Edge]:
        """A tie joins its first party to each other one."""
        seen = self._reading.claims.look(NamedNode(iri))
        tie = self._reading.ties.read(iri, seen)
        first, *others = dict.fromkeys(party for _, party in tie.parties if party in self.part.entities)
        told = {each.language: tie_sentence(tie, each.labels, each.texts) for each in self._readings}
        deduced, documents, when = tie.confidence == "deduced", links(tie.sources), self._parts.spans(seen)
        for other in others:
            yield Edge(
                first, other, tie.type, told, deduced, documents, when,
                pull=self._pull(first, other), tie=tie.id, contested=tie.conflict,
            )  # fmt: skip

    def _pull(self, one: str, other: str) -> float:
        """How closely two actors work together; of an initiative, how closely those who take part in it do."""
        if other in self._venues:
            return 1 / max(1, self._venues[other].parties - 1)
        return float(self._figures.projection.get_edge_data(one, other, {}).get("strength", 1.0))

    def _inside(self, smaller: NamedNode, larger: NamedNode) -> Edge:
        """An initiative in a larger one: no tie, but a line that people look for."""
        triple = smaller, DCT.isPartOf, larger
        told = {
            each.language: each.texts("map_default.part_of", part=each.labels(smaller), whole=each.labels(larger))
            for each in self._readings
        }
        documents = self._reading.documents
        return Edge(
            smaller.value,
            larger.value,
            PART_OF,
            told,
            documents.only_deduced(*triple),
            links(documents.stating(*triple)),
        )

    @cached_property
    def _venues(self) -> dict[str, Venue]:
        return {venue.id: venue for venue in self._reading.paths.affiliations}

    def _meetings(self) -> Iterator[Meeting]:
        """Where two or more on the map meet, office holders too, who can be ends of a way."""
        holders = [iri for iri, _ in pairs(self._reading.store, RDF.type, THX.OfficeHolder)]
        there = gathered(self._reading.store, guests=holders) if holders else self._venues.values()
        for venue in there:
            if len(self.part.entities & venue.ties.keys()) > 1:
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
        wider = {local_name(one): local_name(up) for one, up in pairs(self._reading.store, SKOS.broader)}
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


def _edge_order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.source, edge.target, edge.kind, next(iter(edge.sentence.values()))
