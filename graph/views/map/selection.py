"""Which part of a store stands on a map: what somebody wants to see, and what one page can hold."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import Final

import networkx as nx
from pyoxigraph import NamedNode, QueryBoolean, QueryTriples, Store

from triplehelix.graph.actors import actor_filter, below
from triplehelix.graph.entities import entity_classes
from triplehelix.graph.errors import QueryError
from triplehelix.graph.lookup import pairs
from triplehelix.graph.query import mistakes_told, run
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import DCT, RDF, SKOS, THX

__all__ = ["MOST_NODES", "MOST_TIES", "Outline", "Part", "Wanted", "part"]

MOST_NODES: Final = 5_000
MOST_TIES: Final = 15_000
"""What a browser still draws while one drags it."""

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The part of an ecosystem that somebody wants to see; all of it, if nothing is said."""

    top: int = 0
    """So many actors, the most central by the measure that their size on the map tells; 0 for all."""
    around: str = ""
    """An actor or initiative, as people call it: only what is near it."""
    depth: int = 1
    """How many ties away something near is at most."""
    therapies: Collection[str] = ()
    """Only who and what works on one of these therapies or narrower ones, and the initiatives where these meet."""
    query: str = ""
    """A SELECT or CONSTRUCT: only the actors, initiatives and ties that stand in its answer."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is to be left out."""
        return not (self.top or self.around or self.therapies or self.query)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on a map, by IRI."""

    entities: frozenset[str]
    ties: frozenset[str]
    reduced: bool = False
    """Whether more was wanted than one page can hold."""


class Outline:
    """A store as far as one must know it to choose a part: who is there, and who is tied to whom."""

    def __init__(self, store: Store) -> None:
        kinds = entity_classes(store)
        self.entities = frozenset(iri for kind in kinds for iri, _ in pairs(store, RDF.type, kind))
        """The actors, office holders and initiatives."""
        self.initiatives = frozenset(iri for iri, _ in pairs(store, RDF.type, THX.Initiative))
        self.parties = _parties(store, self.entities)
        """The parties of each tie that are there."""
        self.inside = [(one, other) for one, other in pairs(store, DCT.isPartOf) if one in self.initiatives]
        """The initiatives that belong to larger ones."""

    @cached_property
    def all(self) -> Part:
        """The whole store."""
        return Part(self.entities, frozenset(self.parties))

    def among(self, entities: Collection[str]) -> Part:
        """Some entities, and the ties that join two or more of them."""
        there = frozenset(entities) & self.entities
        return Part(there, frozenset(tie for tie, parties in self.parties.items() if len(there & parties) > 1))

    def network(self, part: Part) -> nx.Graph:
        """The entities of a part, joined by its ties; `ties` of an edge counts them."""
        network = nx.Graph()
        network.add_nodes_from(sorted(part.entities))
        joined = (pairwise(sorted(part.entities & self.parties[tie])) for tie in sorted(part.ties))
        inside = (ends for ends in self.inside if part.entities.issuperset(ends))
        for one, other in chain(chain.from_iterable(joined), inside):
            count = network.edges[one, other]["ties"] if network.has_edge(one, other) else 0
            network.add_edge(one, other, ties=count + 1)
        return network


def _parties(store: Store, entities: Collection[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tie, party in pairs(store, THX.party):
        if party in entities:
            found[tie].add(party)
    return {tie: frozenset(parties) for tie, parties in found.items() if len(parties) > 1}


def part(reading: Reading, outline: Outline, wanted: Wanted, central: Callable[[], Values]) -> Part:
    """What is wanted of a store, reduced to what one page can hold; `central` measures how central actors are.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    QueryError
        If the query may not be run, cannot be answered, or is an ASK.
    """
    chosen = _answered(reading.store, outline, wanted.query) if wanted.query else outline.all
    if wanted.therapies:
        chosen = _narrowed(outline, chosen, _working_on(reading, outline, chosen, wanted.therapies))
    if wanted.around:
        network, middle = outline.network(chosen), reading.resolve(wanted.around).id
        near = nx.ego_graph(network, middle, radius=wanted.depth) if middle in network else set[str]()
        chosen = _narrowed(outline, chosen, near)
    if wanted.top:
        chosen = _narrowed(outline, chosen, _most_central(outline, chosen, central(), wanted.top))
    return _held_by_a_page(outline, chosen)


def _narrowed(outline: Outline, chosen: Part, entities: Collection[str]) -> Part:
    """Of a part what is among some entities."""
    fewer = outline.among(chosen.entities.intersection(entities))
    return Part(fewer.entities, fewer.ties & chosen.ties)


def _answered(store: Store, outline: Outline, query: str) -> Part:
    """What stands in the answer of a query: if there are ties in it these, else those among the entities."""
    with mistakes_told():
        named = set(_iris(run(store, query)))
    if ties := named & outline.parties.keys():
        parties = {party for tie in ties for party in outline.parties[tie]}
        return Part(outline.entities & (named | parties), frozenset(ties))
    return outline.among(named)


def _iris(answer: object) -> Iterator[str]:
    if isinstance(answer, QueryBoolean):
        raise QueryError("ASK gives true or false, and no network; write a SELECT or a CONSTRUCT")
    terms = ((each.subject, each.object) if isinstance(answer, QueryTriples) else each for each in answer)  # type: ignore[attr-defined]
    yield from (term.value for row in terms for term in row if isinstance(term, NamedNode))


def _working_on(reading: Reading, outline: Outline, chosen: Part, therapies: Collection[str]) -> set[str]:
    """Who and what works on some therapies, and the initiatives where two of these meet."""
    wider = actor_filter(reading, therapies=therapies).therapies
    found = {
        one for it in below(reading.store, wider, SKOS.broader) for one, _ in pairs(reading.store, THX.therapy, it)
    }
    return found | _meeting_places(outline, chosen, found)


def _most_central(outline: Outline, chosen: Part, central: Values, top: int) -> set[str]:
    """The most central actors of a part, and the initiatives where two of these meet."""
    ties = outline.network(chosen).degree(weight="ties")
    actors = chosen.entities - outline.initiatives
    first = sorted(actors, key=lambda actor: (-central.get(actor, 0.0), -ties[actor], actor))[:top]
    return {*first, *_meeting_places(outline, chosen, set(first))}


def _meeting_places(outline: Outline, chosen: Part, actors: Collection[str]) -> set[str]:
    """The initiatives of a part to which two or more of some actors are tied."""
    network = outline.network(chosen)
    places = outline.initiatives & chosen.entities
    return {place for place in places if sum(other in actors for other in network[place]) > 1}


def _held_by_a_page(outline: Outline, chosen: Part) -> Part:
    """The same if one page can hold it; else the most central of its largest component."""
    network = outline.network(chosen)
    if len(network) <= MOST_NODES and _lines(network) <= MOST_TIES:
        return chosen
    largest = max(nx.connected_components(network), key=lambda component: (len(component), min(component)))
    return replace(_narrowed(outline, chosen, _grown(network.subgraph(largest).copy())), reduced=True)


def _lines(network: nx.Graph) -> int:
    return int(network.size(weight="ties"))


def _grown(network: nx.Graph) -> set[str]:
    """As much of a connected network as a page holds: from who has most ties on, always the next of whom it touches."""
    ties = dict(network.degree(weight="ties"))
    first = min(network, key=lambda one: (-ties[one], one))
    waiting, seen, found, lines = [(-ties[first], first)], {first}, set[str](), 0
    while waiting and len(found) < MOST_NODES:
        _, nearest = heapq.heappop(waiting)
        lines += sum(network.edges[nearest, other]["ties"] for other in network[nearest] if other in found)
        if lines > MOST_TIES:
            break
        found.add(nearest)
        for other in network[nearest].keys() - seen:
            seen.add(other)
            heapq.heappush(waiting, (-ties[other], other))
    return found
