"""The map of some paths: their actors, the initiatives where they meet, and the ties by which they do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from triplehelix.graph.explain import ExplainedHop, ExplainedPath, ExplainedVenue
from triplehelix.graph.messages import Messages
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import THX
from triplehelix.graph.views.map.lanes import Gap, Lane, lanes
from triplehelix.graph.views.map.model import Edge, Node, Page, Told
from triplehelix.graph.views.map.parts import Parts, links

__all__ = ["paths_page"]

_AT_INITIATIVE: Final = "Participation"
_DRAWN: Final = 14  # initiatives of a hop; the others are told on one line


def paths_page(reading: Reading, paths: Sequence[ExplainedPath], title: str) -> Page:
    """The page of some paths, each from left to right, the first in the middle and with strong lines."""
    parts, texts, language = Parts([reading]), reading.texts, reading.language
    edges = _edges(reading, paths)
    nodes = tuple(sorted(_nodes(parts, paths, edges), key=lambda node: node.id))
    about = parts.about()[language]
    kinds = {node.kind for node in nodes} | {edge.kind for edge in edges}
    return Page(
        titles={language: title},
        descriptions={language: texts("path.way", number=1, actors=_names(paths[0])) if paths else ""},
        date=about["issued"],
        licence=about["license"],
        lang=language,
        nodes=nodes,
        edges=edges,
        terms=parts.terms(THX[kind].value for kind in kinds),
        places=lanes([_lane(path) for path in paths]),
    )


def _names(path: ExplainedPath) -> str:
    return " → ".join(actor.name for actor in path.actors)


def _nodes(parts: Parts, paths: Sequence[ExplainedPath], edges: Sequence[Edge]) -> Iterator[Node]:
    degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
    for actor in {actor for path in paths for actor in path.actors}:
        yield replace(parts.node(actor.id, degrees[actor.id]), strong=True)
    for initiative in {venue.id for hop in _hops(paths) for venue in _initiatives(hop)[:_DRAWN]}:
        yield parts.node(initiative, degrees[initiative])


def _edges(reading: Reading, paths: Sequence[ExplainedPath]) -> tuple[Edge, ...]:
    """Each line once; a participation that several hops share belongs to the first of them."""
    strong = {_ends(hop) for path in paths[:1] for hop in path.hops}
    participations: dict[tuple[str, str], Edge] = {}
    lines: list[Edge] = []
    for hop in _hops(paths):
        for key, edge in _participations(reading, hop, strong=_ends(hop) in strong):
            participations.setdefault(key, edge)
        lines += _direct(reading.texts, hop, strong=_ends(hop) in strong)
    return (*participations.values(), *lines)


def _hops(paths: Sequence[ExplainedPath]) -> list[ExplainedHop]:
    """The hops of all paths, each pair once, those of the first path first."""
    hops: dict[frozenset[str], ExplainedHop] = {}
    for path in paths:
        for hop in path.hops:
            hops.setdefault(_ends(hop), hop)
    return list(hops.values())


def _ends(hop: ExplainedHop) -> frozenset[str]:
    return frozenset((hop.start.id, hop.end.id))


def _initiatives(hop: ExplainedHop) -> tuple[ExplainedVenue, ...]:
    return tuple(venue for venue in hop.venues if venue.type == _AT_INITIATIVE)


def _participations(reading: Reading, hop: ExplainedHop, *, strong: bool) -> Iterator[tuple[tuple[str, str], Edge]]:
    """The ties of two actors to the initiatives that are drawn, each by its party and its id."""
    for venue in _initiatives(hop)[:_DRAWN]:
        for tie in venue.ties:
            label = tie_sentence(tie, reading.labels, reading.texts)
            for party in {hop.start.id, hop.end.id}.intersection(iri for _, iri in tie.parties):
                told, deduced = {reading.language: label}, tie.confidence == "deduced"
                yield (
                    (party, tie.id),
                    Edge(
                        party,
                        venue.id,
                        tie.type,
                        told,
                        deduced,
                        links(tie.sources),
                        strong=strong,
                        contested=tie.conflict,
                    ),
                )


def _direct(texts: Messages, hop: ExplainedHop, *, strong: bool) -> Iterator[Edge]:
    """What two actors have in common beside the initiatives that are drawn, as lines from one to the other."""
    for venue in hop.venues:
        if venue.type != _AT_INITIATIVE:
            yield _line(hop, {texts.language: venue.claim}, [venue], strong=strong)
    if others := _initiatives(hop)[_DRAWN:]:
        named = texts("list.and").join(venue.name for venue in others)
        yield _line(hop, {texts.language: texts("path.also", venues=named)}, others, strong=strong)


def _line(hop: ExplainedHop, told: Told, venues: Sequence[ExplainedVenue], *, strong: bool) -> Edge:
    """A line with the documents of all its ties."""
    documents = links(source for venue in venues for tie in venue.ties for source in tie.sources)
    deduced = all(venue.deduced for venue in venues)
    contested = any(tie.conflict for venue in venues for tie in venue.ties)
    return Edge(hop.start.id, hop.end.id, venues[0].type, told, deduced, documents, strong=strong, contested=contested)


def _lane(path: ExplainedPath) -> Lane:
    return Lane(tuple(actor.id for actor in path.actors), tuple(map(_gap, path.hops)))


def _gap(hop: ExplainedHop) -> Gap:
    drawn = tuple(venue.id for venue in _initiatives(hop)[:_DRAWN])
    return Gap(drawn, joined=len(drawn) < len(hop.venues))
