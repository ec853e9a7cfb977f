"""The affiliation network: actors, and the venues where they meet; and Newman's projection of it onto the actors.

References
----------
M. E. J. Newman (2001), Scientific collaboration networks II: shortest paths, weighted networks, and centrality,
Physical Review E 64, 016132.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

import networkx as nx
from pyoxigraph import Store

from triplehelix.graph.lookup import pairs, select
from triplehelix.graph.terms import RDF, THX, thing

__all__ = ["Venue", "affiliation_network", "closeness", "projection"]

# the property that leads to a tie's venue -> that of the party who comes there
_MEETINGS: Final = {
    "Participation": (THX.initiative, THX.participant),
    "Membership": (THX.organisation, THX.member),
    "Funding": (THX.funder, THX.recipient),
    "Supply": (THX.supplier, THX.customer),
}
# a tie that is its own venue -> the properties of its parties
_DIRECT: Final = {
    "Partnership": (THX.partner,),
    "Licence": (THX.licensor, THX.licensee),
    "Acquisition": (THX.acquirer, THX.acquired),
    "SpinOff": (THX.spinOff, THX.parent),
    "Affiliation": (THX.part, THX.whole),
    "Hosting": (THX.guest, THX.host),
    "Office": (THX.holder, THX.organisation),
}
_MEMBER_COUNT: Final = thing("concept", "members")


@dataclass
class Venue:
    """Where actors meet: an initiative, an actor's membership or portfolio, or a tie itself."""

    id: str
    type: str
    """The class of the ties that lead here."""
    about: str
    """The initiative or actor whose venue it is, or the tie."""
    middle: str = ""
    """The actor at the middle, where the venue is an actor's own."""
    ties: dict[str, list[str]] = field(default_factory=dict)
    """Each party with its ties to this venue."""
    stated_count: int = 0

    @property
    def parties(self) -> int:
        """How many parties the venue has: those known, or as many as a document counts."""
        return max(len(self.ties), self.stated_count)


def closeness(venue: Venue, one: str, other: str) -> float:
    """What a venue adds to the strength of the tie between two of its parties.

    >>> closeness(Venue("v", "Participation", "v", ties={"a": [], "b": [], "c": []}), "a", "b")
    0.5
    """
    others = max(1, venue.parties - 1)
    return 1 / max(1, others / 2) if venue.middle in (one, other) else 1 / others


def affiliation_network(store: Store, guests: Collection[str] = ()) -> nx.Graph:
    """Actors (`bipartite=0`) and venues (`bipartite=1`, `venue` = its `Venue`), an edge for each presence.

    An edge's `ties` are the IRIs of the ties that make it, `deduced` tells whether all of them are only deduced.
    Nodes are IRIs. Office holders are not in it, save those among the `guests`: the ends of a path.

    References
    ----------
    M. E. J. Newman (2001), Physical Review E 64, 016132: parties of a large venue are farther apart.
    """
    network = nx.Graph()
    deduced = {tie for tie, _ in pairs(store, THX.confidence, THX.deduced)}
    actors = {actor for actor, _ in pairs(store, RDF.type, THX.Actor)}
    actors |= {holder for holder, _ in pairs(store, RDF.type, THX.OfficeHolder) if holder in guests}
    for venue in _venues(store):
        venue.ties = {party: ties for party, ties in venue.ties.items() if party in actors}
        if len(venue.ties) > 1:
            _add(network, venue, deduced)
    return network


def _add(network: nx.Graph, venue: Venue, deduced: set[str]) -> None:
    network.add_node(venue.id, bipartite=1, venue=venue)
    for actor, ties in sorted(venue.ties.items()):
        network.add_node(actor, bipartite=0)
        network.add_edge(actor, venue.id, ties=tuple(sorted(ties)), deduced=bool(ties) and deduced.issuperset(ties))


def projection(network: nx.Graph) -> nx.Graph:
    """The actors, joined where they meet: `strength`, `distance` = 1 / strength, and the `venues` where they do.

    References
    ----------
    M. E. J. Newman (2001), Physical Review E 64, 016132, section "weighted networks".
    """
    projected = nx.Graph()
    projected.add_nodes_from(sorted(node for node, side in network.nodes(data="bipartite") if side == 0))
    venues = (venue for _, venue in sorted(network.nodes(data="venue")) if venue)
    for venue in venues:
        for one, other in combinations(sorted(venue.ties), 2):
            _join(projected, one, other, venue)
    for _, _, hop in projected.edges(data=True):
        hop["distance"] = 1 / hop["strength"]
    return projected


def _join(projected: nx.Graph, one: str, other: str, venue: Venue) -> None:
    if not projected.has_edge(one, other):
        projected.add_edge(one, other, strength=0.0, venues=[])
    hop = projected.edges[one, other]
    hop["strength"] += closeness(venue, one, other)
    hop["venues"].append(venue.id)


def _venues(store: Store) -> Iterator[Venue]:
    for kind, (place, comer) in _MEETINGS.items():
        yield from _meetings(store, kind, dict(pairs(store, place)), pairs(store, comer))
    for kind, properties in _DIRECT.items():
        yield from _direct(kind, [pair for prop in properties for pair in pairs(store, prop)])


def _meetings(store: Store, kind: str, places: Mapping[str, str], comers: Iterable[tuple[str, str]]) -> Iterator[Venue]:
    venues: dict[str, Venue] = {}
    for tie, actor in comers:
        if tie in places:
            about = places[tie]
            venue = venues.get(about) or venues.setdefault(about, _venue(kind, about))
            venue.ties.setdefault(actor, []).append(tie)
    for about, venue in sorted(venues.items()):
        if venue.middle:
            venue.ties.setdefault(about, [tie for ties in venue.ties.values() for tie in ties])
        if kind == "Membership":
            venue.stated_count = _stated_members(store, about)
        yield venue


def _venue(kind: str, about: str) -> Venue:
    if kind == "Participation":
        return Venue(about, kind, about)
    return Venue(f"{about}#{kind.lower()}", kind, about, middle=about)


def _direct(kind: str, presences: Iterable[tuple[str, str]]) -> Iterator[Venue]:
    venues: dict[str, Venue] = {}
    for tie, actor in presences:
        venues.setdefault(tie, Venue(tie, kind, tie)).ties.setdefault(actor, []).append(tie)
    yield from (venue for _, venue in sorted(venues.items()))


def _stated_members(store: Store, organisation: str) -> int:
    """The members that the newest document counts."""
    rows = select(
        store,
        f"""
        SELECT ?n {{ ?o {THX.about} <{organisation}> ; {THX.indicator} {_MEMBER_COUNT} ; {THX.value} ?n .
        FILTER(?n >= 0 && ?n < 1e9) OPTIONAL {{ ?o {THX.periodStart} ?when }} }}
        ORDER BY DESC(STR(?when)) DESC(?n) LIMIT 1""",
    )
    return next((int(float(row["n"].value)) for row in rows), 0)
